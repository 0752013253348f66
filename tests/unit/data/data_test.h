/* data_test.h - reading texts and looking at what was reported. */
#ifndef DATA_TEST_H
#define DATA_TEST_H

#include "data/data.h"
#include "test.h"

#include <stdio.h>

static inline const Value *read_json(Env *env, const char *text)
{
    return json_parse(env, source_new(env->arena, STR("t.json"), str_of(text)));
}

static inline const Value *read_yaml(Env *env, const char *text)
{
    return yaml_parse(env, source_new(env->arena, STR("t.yaml"), str_of(text)));
}

/* The text of `s` as a C string, for comparing. */
static inline const char *cstring(Env *env, Str s)
{
    return str_copy(env->arena, s).at;
}

static inline void assert_str(Env *env, Str s, const char *expect)
{
    assert_string_equal(cstring(env, s), expect);
}

/* The report at `i` begins at line:column, says `message` and hints `hint`. */
static inline void assert_report(Env *env, size_t i, uint32_t line,
                                 uint32_t column, const char *message,
                                 const char *hint)
{
    assert_true(i < env->diags->list.len);
    const Diag *d = &env->diags->list.at[i];
    Place place = source_place(d->at.src, d->at.start);
    assert_str(env, d->message, message);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    if (hint)
        assert_str(env, d->hint, hint);
}

/* `v` stands at line:column and reads `text` there. */
static inline void assert_span(Env *env, const Value *v, uint32_t line,
                               uint32_t column, const char *text)
{
    assert_non_null(v);
    Place place = source_place(v->span.src, v->span.start);
    Str src = v->span.src->text;
    assert_str(env, str_slice(src, v->span.start, v->span.end), text);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static inline const char *written(Env *env, const Value *v)
{
    Buf out = { 0 };
    json_write(&out, v, false);
    Str text = buf_copy(env->arena, &out);
    buf_free(&out);
    return text.at;
}

#endif
