/* book_test.h - a book over the project's own fonts, for the tests of text/. */
#ifndef BOOK_TEST_H
#define BOOK_TEST_H

#include "test.h"
#include "text/text.h"

#include <stdio.h>

typedef struct {
    Env *env;
    Locale *locale;
    FontBook *book;
    const Font *lato;
} Fixture;

/* Tests run in the project's root. */
static inline Fixture fixture_open(const char *tag, const char *folder)
{
    Fixture f = { .env = env_new() };
    StrList folders = { 0 };

    *list_add(f.env->arena, &f.env->paths) = STR(".");
    if (folder)
        *list_add(f.env->arena, &folders) = str_of(folder);
    f.locale = locale_open(f.env, str_of(tag), STR(""), (Span){ 0 });
    f.book = fontbook_open(f.env, f.locale, &folders);
    f.lato = font_find(f.book, STR("Lato"), FONT_REGULAR, (Span){ 0 });
    assert_non_null(f.lato);
    return f;
}

static inline void fixture_close(Fixture *f)
{
    fontbook_close(f->book);
    locale_close(f->locale);
    env_free(f->env);
}

static inline TextSetting lato_at(const Fixture *f, double size_pt)
{
    return (TextSetting){ .font = f->lato, .size_pt = size_pt };
}

static inline const Font *face(const Fixture *f, const char *family, int style)
{
    const Font *font = font_find(f->book, str_of(family), style, (Span){ 0 });
    assert_non_null(font);
    return font;
}

static inline TextLine line_of(Fixture *f, const char *text)
{
    return text_line(f->book, f->env->arena, str_of(text), lato_at(f, 10));
}

static inline bool near_pt(double a, double b)
{
    return a - b < 1e-6 && b - a < 1e-6;
}

static inline size_t glyphs_in(TextLine line)
{
    size_t count = 0;
    for (size_t i = 0; i < line.run_count; i++)
        count += line.runs[i].run->glyph_count;
    return count;
}

static inline void assert_str(Str s, const char *z)
{
    if (!str_is(s, z))
        fprintf(stderr, "'%.*s' is not '%s'\n", STR_ARG(s), z);
    assert_true(str_is(s, z));
}

#endif
