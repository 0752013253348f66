/* template_test.h - templates written to a folder of their own, and read. */
#ifndef TEMPLATE_TEST_H
#define TEMPLATE_TEST_H

#include "template/template.h"
#include "test.h"

#include <stdio.h>
#include <sys/stat.h>

/* A folder that holds templates/ and is the first and only path. */
typedef struct {
    Env *env;
    char root[64];
} Folder;

static inline void folder_make(Folder *p)
{
    char root[] = "/tmp/reportgen-test-XXXXXX";

    assert_non_null(mkdtemp(root));
    snprintf(p->root, sizeof p->root, "%s", root);
    p->env = env_new();
    *list_add(p->env->arena, &p->env->paths) =
        str_copy(p->env->arena, str_of(root));
}

static inline void folder_remove(Folder *p)
{
    char command[128];

    env_free(p->env);
    snprintf(command, sizeof command, "rm -r '%s'", p->root);
    assert_int_equal(system(command), 0);
}

static inline Str folder_path(const Folder *p, const char *name)
{
    return str_format(p->env->arena, "%s/%s", p->root, name);
}

/* Writes `text` to `name` below the root, with the folders it needs. */
static inline void folder_write(const Folder *p, const char *name,
                                const char *text)
{
    Str path = folder_path(p, name);
    char *folder = arena_make_array(p->env->arena, char, path.len + 1);

    for (size_t i = 1; i < path.len; i++) {
        if (path.at[i] != '/')
            continue;
        memcpy(folder, path.at, i);
        mkdir(folder, 0700);
    }
    FILE *f = fopen(path.at, "w");
    assert_non_null(f);
    assert_int_equal(fputs(text, f) >= 0, 1);
    fclose(f);
}

static inline const char *cstring(const Folder *p, Str s)
{
    return str_copy(p->env->arena, s).at;
}

static inline void assert_str(const Folder *p, Str s, const char *expect)
{
    assert_string_equal(cstring(p, s), expect);
}

/* What was reported, one a line: "3:5 message (hint)". */
static inline const char *reports(const Folder *p)
{
    Buf out = { 0 };
    const DiagList *ds = p->env->diags;

    for (size_t i = 0; i < ds->list.len; i++) {
        const Diag *d = &ds->list.at[i];
        uint32_t line = 0, column = 0;
        if (d->at.src) {
            line = source_place(d->at.src, d->at.start).line;
            column = source_place(d->at.src, d->at.start).column;
        }
        buf_format(&out, "%u:%u %.*s", line, column, STR_ARG(d->message));
        if (d->hint.len)
            buf_format(&out, " (%.*s)", STR_ARG(d->hint));
        buf_add_char(&out, '\n');
    }
    Str text = buf_copy(p->env->arena, &out);
    buf_free(&out);
    return text.at;
}

/* The template `text`, written as t.yaml. */
static inline const Template *load_text_of(const Folder *p, const char *text)
{
    folder_write(p, "templates/t.yaml", text);
    return template_load(p->env, STR("t"), NULL);
}

/* Loading `text` fails and reports exactly this. */
static inline void assert_faults(const char *text, const char *expect)
{
    Folder p;

    folder_make(&p);
    assert_null(load_text_of(&p, text));
    assert_string_equal(reports(&p), expect);
    folder_remove(&p);
}

/* The kinds and ids of blocks, as "section#a[text kpis] toc". */
static inline void write_outline(Buf *out, TemplateBlocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++) {
        const TemplateBlock *b = &blocks.at[i];
        const Option *id = option_find(&b->options, "id");
        const Option *body = option_find(&b->options, "body");
        if (i)
            buf_add_char(out, ' ');
        buf_add_str(out, str_of(b->rule->kind));
        if (id)
            buf_format(out, "#%.*s", STR_ARG(id->as.word));
        if (b->has_subject && b->subject.rule->type == OPT_BLOCKS)
            body = &b->subject;
        if (!body)
            continue;
        buf_add_char(out, '[');
        write_outline(out, body->as.blocks);
        buf_add_char(out, ']');
    }
}

static inline void assert_outline(const Folder *p, const Template *t,
                                  const char *expect)
{
    Buf out = { 0 };

    if (!t)
        fail_msg("%s", reports(p));
    write_outline(&out, t->body);
    assert_str(p, buf_str(&out), expect);
    buf_free(&out);
}

#endif
