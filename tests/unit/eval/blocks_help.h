/*
 * blocks_help.h - templates and data written in tests, and the model's dump.
 *
 * A template is the body of one section in YAML; data is JSON with single
 * quotes for double ones, in which %s takes a hostile text.
 */
#ifndef TESTS_BLOCKS_HELP_H
#define TESTS_BLOCKS_HELP_H

#include "test.h"

#include "eval/eval.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
    Env *env;
    const Report *report; /* NULL if there were errors */
    char *dump;
} Made;

static inline const Value *data_of(Env *env, const char *json)
{
    Str text = str_copy(env->arena, str_of(json));
    char *out = arena_alloc(env->arena, text.len + 1);

    for (size_t i = 0; i < text.len; i++)
        out[i] = text.at[i] == '\'' ? '"' : text.at[i];
    return json_parse(
        env, source_new(env->arena, STR("data.json"), (Str){ out, text.len }));
}

static inline Made make_with(const char *blocks, const Value *data, Env *env,
                             bool strict)
{
    char path[] = "/tmp/reportgen-blocks-XXXXXX.yaml";
    int fd = mkstemps(path, 5);
    FILE *f = fdopen(fd, "w");
    Made made = { .env = env };
    EvalOptions options = { .strict = strict };
    size_t len;

    assert_non_null(f);
    fprintf(f,
            "template: test\nkind: report\ntitle: A test\nbody:\n"
            "  - section: Section\n    body:\n%s",
            blocks);
    fclose(f);
    const Template *t = template_load(env, str_of(path), NULL);
    unlink(path);
    made.report = eval_report(env, t, NULL, data, &options);
    if (!made.report)
        return made;
    FILE *out = open_memstream(&made.dump, &len);
    report_dump(made.report, out);
    fclose(out);
    return made;
}

static inline Env *test_env(void)
{
    Env *env = env_new();
    *list_add(env->arena, &env->paths) = STR(".");
    return env;
}

#define CLIENT                                                                 \
    "'client': {'name': 'Acme', 'locale': 'en-GB', 'currency': 'GBP'}, "       \
    "'report': {'period': {'from': '2026-07-01', 'to': '2026-09-30'}}"

static inline Made make_report(const char *blocks, const char *json)
{
    Env *env = test_env();
    return make_with(blocks, data_of(env, json), env, false);
}

static inline void made_close(Made *m)
{
    report_close(m->report);
    free(m->dump);
    env_free(m->env);
}

static inline bool says(const Made *m, const char *text)
{
    return m->dump && strstr(m->dump, text);
}

static inline bool complains(const Made *m, const char *text)
{
    for (size_t i = 0; i < m->env->diags->list.len; i++) {
        Str message = m->env->diags->list.at[i].message;
        if (str_find(message, str_of(text)) < message.len)
            return true;
    }
    return false;
}

#endif
