/* style_test.h - brands from text, and what was said about them. */
#ifndef STYLE_TEST_H
#define STYLE_TEST_H

#include "style/color.h"
#include "test.h"

#include <stdio.h>

static inline Color hex(unsigned code)
{
    return (Color){ code >> 16 & 0xff, code >> 8 & 0xff, code & 0xff };
}

static inline void assert_str(Str s, const char *z)
{
    if (!str_is(s, z))
        fprintf(stderr, "'%.*s' is not '%s'\n", STR_ARG(s), z);
    assert_true(str_is(s, z));
}

/* Within two steps of each channel. */
static inline void assert_color(Color c, unsigned code)
{
    Color want = hex(code);

    if (abs(c.red - want.red) > 2 || abs(c.green - want.green) > 2 ||
        abs(c.blue - want.blue) > 2)
        fprintf(stderr, "#%02X%02X%02X is not #%06X\n", c.red, c.green, c.blue,
                code);
    assert_true(abs(c.red - want.red) <= 2);
    assert_true(abs(c.green - want.green) <= 2);
    assert_true(abs(c.blue - want.blue) <= 2);
}

static inline const Value *yaml(Env *env, const char *path, const char *text)
{
    const Value *v =
        yaml_parse(env, source_new(env->arena, str_of(path), str_of(text)));
    assert_non_null(v);
    return v;
}

/* Both files as text; NULL for none. */
static inline bool read_both(Env *env, const char *brand, const char *agency,
                             Str folder, Brand *out)
{
    return brand_read(env, brand ? yaml(env, "_brand.yml", brand) : NULL,
                      agency ? yaml(env, "agency.yaml", agency) : NULL, folder,
                      out);
}

/* The report at `i` stands at line:column and says this. */
static inline void assert_report(Env *env, size_t i, uint32_t line,
                                 uint32_t column, const char *message,
                                 const char *hint)
{
    assert_true(i < env->diags->list.len);
    const Diag *d = &env->diags->list.at[i];
    assert_str(d->message, message);
    assert_non_null(d->at.src);
    Place place = source_place(d->at.src, d->at.start);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    if (hint)
        assert_str(d->hint, hint);
}

static inline size_t reports_of(Env *env, DiagLevel level)
{
    size_t count = 0;

    for (size_t i = 0; i < env->diags->list.len; i++)
        count += env->diags->list.at[i].level == level;
    return count;
}

#endif
