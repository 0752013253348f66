/* find.c - where templates lie, and which there are. */

#include "io/io.h"
#include "template/template_private.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MOST_NAMES = 10000 /* of one folder */ };

/* ---- Folders ------------------------------------------------------------- */

StrList template_folders(Env *env, const Agency *agency)
{
    StrList folders = { 0 };

    if (agency)
        *list_add(env->arena, &folders) =
            path_join(env->arena, agency->folder, STR("templates"));
    for (size_t i = 0; i < env->paths.len; i++)
        *list_add(env->arena, &folders) =
            path_join(env->arena, env->paths.at[i], STR("templates"));
    return folders;
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

/* Names in `folder`, sorted: the order on the disk differs by machine. */
static StrList folder_entries(Env *env, Str folder)
{
    StrList names = { 0 };
    DIR *dir = opendir(str_copy(env->arena, folder).at);
    const struct dirent *entry;

    if (!dir)
        return names;
    while ((entry = readdir(dir)) && names.len < MOST_NAMES)
        if (entry->d_name[0] != '.')
            *list_add(env->arena, &names) =
                str_copy(env->arena, str_of(entry->d_name));
    closedir(dir);
    if (names.len)
        qsort(names.at, names.len, sizeof *names.at, compare_names);
    return names;
}

void folder_names(Env *env, Str folder, StrList *names)
{
    StrList entries = folder_entries(env, folder);

    for (size_t i = 0; i < entries.len; i++)
        if (str_is(path_extension(entries.at[i]), "yaml"))
            *list_add(env->arena, names) = path_stem(entries.at[i]);
}

void folder_folders(Env *env, Str folder, StrList *names)
{
    StrList entries = folder_entries(env, folder);

    for (size_t i = 0; i < entries.len; i++)
        if (folder_exists(path_join(env->arena, folder, entries.at[i])))
            *list_add(env->arena, names) = entries.at[i];
}

Str path_stem(Str path)
{
    size_t start = path.len;
    Str extension = path_extension(path);

    while (start > 0 && path.at[start - 1] != '/')
        start--;
    size_t end = extension.len ? path.len - extension.len - 1 : path.len;
    return str_slice(path, start, end);
}

Str path_real(Env *env, Str path)
{
    char real[PATH_MAX];

    if (!realpath(str_copy(env->arena, path).at, real))
        return path;
    return str_copy(env->arena, str_of(real));
}

bool is_path(Str name)
{
    return memchr(name.at, '/', name.len) || str_ends(name, STR(".yaml")) ||
           str_ends(name, STR(".yml"));
}

/* ---- Files being read ---------------------------------------------------- */

const OpenFile *chain_top(const Loader *l)
{
    return l->chain.len ? &l->chain.at[l->chain.len - 1] : NULL;
}

static bool fault_cycle(Loader *l, size_t first, Str path, Span at,
                        const char *verb)
{
    StrList names = { 0 };

    for (size_t i = first; i < l->chain.len; i++)
        *list_add(l->env->arena, &names) = l->chain.at[i].shown;
    *list_add(l->env->arena, &names) = path;
    Str chain = str_join(l->env->arena, names.at, names.len, STR(" -> "));
    Diag *d = fault(l, at, "template/cycle", "the template %s itself: %.*s",
                    verb, STR_ARG(chain));
    d->hint = STR("break the circle");
    return false;
}

bool chain_enter(Loader *l, Str path, Span at, const char *verb)
{
    Str real = path_real(l->env, path);

    for (size_t i = 0; i < l->chain.len; i++)
        if (str_equal(real, l->chain.at[i].real))
            return fault_cycle(l, i, path, at, verb);
    if (l->chain.len >= l->env->limits.depth) {
        Diag *d = fault(l, at, "limit/depth",
                        "a template %s another more than %zu levels deep: "
                        "%.*s -> ... -> %.*s",
                        verb, l->env->limits.depth,
                        STR_ARG(l->chain.at[0].shown), STR_ARG(path));
        d->fault = FAULT_LIMIT;
        return false;
    }
    *list_add(l->env->arena, &l->chain) =
        (OpenFile){ .real = real, .shown = path, .stem = path_stem(path) };
    return true;
}

void chain_leave(Loader *l)
{
    l->chain.len--;
}

/* ---- All templates ------------------------------------------------------- */

/* The lines of one top-level key, found without reading the rest. */
static Str key_lines(Str text, Str key)
{
    size_t start = text.len, i = 0;

    while (i < text.len) {
        Str rest = str_slice(text, i, text.len);
        size_t line = str_find(rest, STR("\n"));
        bool begins = line && strchr(" \t\r#-", rest.at[0]) == NULL;
        if (begins && start < text.len)
            return str_slice(text, start, i);
        if (begins && str_starts(rest, key))
            start = i;
        i += line + 1;
    }
    return str_slice(text, start, text.len);
}

/* Faults of a template are for when it is used: here none is reported. */
static Str read_summary(Env *env, Str path)
{
    DiagList unheard = { .arena = env->arena };
    Env quiet = *env;
    quiet.diags = &unheard;
    const Source *src = file_load(&quiet, path, (Span){ 0 });

    if (!src)
        return (Str){ 0 };
    Str lines = key_lines(src->text, STR("summary:"));
    if (!lines.len)
        return lines;
    const Value *v = yaml_parse(&quiet, source_new(env->arena, path, lines));
    const Value *summary = value_at(v, "summary");
    return summary && summary->kind == VALUE_TEXT ? str_trim(summary->as.text)
                                                  : (Str){ 0 };
}

static TemplateEntry *entry_find(TemplateList *list, Str name)
{
    for (size_t i = 0; i < list->len; i++)
        if (str_equal(list->at[i].name, name))
            return &list->at[i];
    return NULL;
}

static int compare_entries(const void *a, const void *b)
{
    return str_compare(((const TemplateEntry *)a)->name,
                       ((const TemplateEntry *)b)->name);
}

TemplateList templates_find(Env *env, const Agency *agency)
{
    TemplateList list = { 0 };
    StrList folders = template_folders(env, agency);

    for (size_t f = 0; f < folders.len; f++) {
        StrList names = { 0 };
        folder_names(env, folders.at[f], &names);
        for (size_t i = 0; i < names.len; i++) {
            TemplateEntry *known = entry_find(&list, names.at[i]);
            Str path = str_format(env->arena, "%.*s/%.*s.yaml",
                                  STR_ARG(folders.at[f]), STR_ARG(names.at[i]));
            if (!known) {
                known = list_add(env->arena, &list);
                known->name = names.at[i];
                known->path = path;
            }
            /* one that extends its namesake may leave the summary to it */
            if (!known->summary.len)
                known->summary = read_summary(env, path);
        }
    }
    if (list.len)
        qsort(list.at, list.len, sizeof *list.at, compare_entries);
    return list;
}
