/*
 * derive_help.h - deriving from a few lines of JSON in tests.
 *
 * Single quotes stand for double ones, so that data is readable in C.
 */
#ifndef TESTS_DERIVE_HELP_H
#define TESTS_DERIVE_HELP_H

#include "test.h"

#include "eval/derive.h"

#include <stdio.h>

typedef struct {
    Env *env;
    Locale *locale;
    Wording *wording;
    DataNotes notes;
    const Value *data; /* derived, or NULL */
} Derived;

static inline Str double_quotes(Arena *a, const char *text)
{
    Str copy = str_copy(a, str_of(text));
    char *at = arena_alloc(a, copy.len + 1);

    for (size_t i = 0; i < copy.len; i++)
        at[i] = copy.at[i] == '\'' ? '"' : copy.at[i];
    return (Str){ at, copy.len };
}

/* `log` may be NULL. */
static inline Derived derive_logged_over(Env *env, const Value *data,
                                         const char *locale,
                                         const char *currency,
                                         Overrides overrides, FactsLog *log)
{
    Derived d = { .env = env };

    d.locale = locale_open(env, str_of(locale), str_of(currency), (Span){ 0 });
    assert_non_null(d.locale);
    *list_add(env->arena, &env->paths) = STR(".");
    d.wording = arena_make(env->arena, Wording);
    assert_true(wording_load(env, d.locale, NULL, d.wording));
    d.data = derive_data(env, d.wording, data, overrides, &d.notes, log);
    return d;
}

static inline Derived derive_value(Env *env, const Value *data,
                                   const char *locale, const char *currency)
{
    return derive_logged_over(env, data, locale, currency, (Overrides){ 0 },
                              NULL);
}

static inline Derived derive_value_over(Env *env, const Value *data,
                                        const char *locale,
                                        const char *currency,
                                        Overrides overrides)
{
    return derive_logged_over(env, data, locale, currency, overrides, NULL);
}

static inline Derived derive_logged(Env *env, const Value *data,
                                    const char *locale, const char *currency,
                                    FactsLog *log)
{
    return derive_logged_over(env, data, locale, currency, (Overrides){ 0 },
                              log);
}

static inline const Value *json_value(Env *env, const char *json)
{
    const Value *data =
        json_parse(env, source_new(env->arena, STR("test.json"),
                                   double_quotes(env->arena, json)));

    if (!data)
        diags_print(env->diags, stderr);
    assert_non_null(data);
    return data;
}

static inline Derived derive_text(const char *json)
{
    Env *env = env_new();

    return derive_value(env, json_value(env, json), "en-GB", "GBP");
}

static inline Derived derive_file(const char *path, const char *locale,
                                  const char *currency)
{
    Env *env = env_new();
    const Value *data = data_load_file(env, str_of(path), (Span){ 0 });

    assert_non_null(data);
    return derive_value(env, data, locale, currency);
}

static inline void derived_close(Derived *d)
{
    locale_close(d->locale);
    env_free(d->env);
}

/* A client, a report of the third quarter of 2026, and `rest`. */
#define QUARTER(rest)                                                          \
    "{'client':{'name':'Acme'},'report':{'period':{'from':'2026-07-01',"       \
    "'to':'2026-09-30'}}," rest "}"

static inline const Value *found(const Derived *d, const char *path)
{
    assert_non_null(d->data);
    const Value *v = value_path(d->data, path);
    if (!v)
        fail_msg("there is no %s", path);
    return v;
}

static inline void assert_number_at(const Derived *d, const char *path,
                                    const char *expected)
{
    const Value *v = found(d, path);
    Decimal e;

    assert_true(decimal_parse(str_of(expected), &e));
    if (v->kind != VALUE_NUMBER ||
        decimal_compare(
            decimal_round(v->as.number, -e.exponent, ROUND_HALF_AWAY), e) != 0)
        fail_msg("%s is %s, not %s", path,
                 v->kind == VALUE_NUMBER
                     ? decimal_format(d->env->arena, v->as.number).at
                     : value_kind_name(v),
                 expected);
}

static inline void assert_text_at(const Derived *d, const char *path,
                                  const char *expected)
{
    const Value *v = found(d, path);

    if (v->kind != VALUE_TEXT || !str_is(v->as.text, expected))
        fail_msg("%s is '%.*s', not '%s'", path,
                 v->kind == VALUE_TEXT ? (int)v->as.text.len : 0,
                 v->kind == VALUE_TEXT ? v->as.text.at : "", expected);
}

static inline void assert_null_at(const Derived *d, const char *path)
{
    assert_int_equal(found(d, path)->kind, VALUE_NULL);
}

static inline void assert_flag_at(const Derived *d, const char *path, bool flag)
{
    const Value *v = found(d, path);

    assert_int_equal(v->kind, VALUE_BOOL);
    assert_int_equal(v->as.flag, flag);
}

static inline size_t length_at(const Derived *d, const char *path)
{
    const Value *v = found(d, path);

    assert_int_equal(v->kind, VALUE_LIST);
    return v->as.list.len;
}

static inline bool has_note(const Derived *d, const char *part)
{
    for (size_t i = 0; i < d->notes.len; i++)
        if (str_find(d->notes.at[i].text, str_of(part)) <
            d->notes.at[i].text.len)
            return true;
    return false;
}

static inline bool has_diag(const Derived *d, DiagLevel level, const char *part)
{
    for (size_t i = 0; i < d->env->diags->list.len; i++) {
        const Diag *diag = &d->env->diags->list.at[i];
        if (diag->level == level &&
            str_find(diag->message, str_of(part)) < diag->message.len)
            return true;
    }
    return false;
}

#endif
