/* include.c - blocks from other files. */

#include "io/io.h"
#include "template/template_private.h"

/* A file of blocks, read once however often it is included. */
typedef struct {
    const Value *value; /* NULL if it could not be read */
    bool has_fault;     /* its faults were reported */
} LoadedFile;

static Str with_ending(Env *env, Str name)
{
    if (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")))
        return name;
    return str_format(env->arena, "%.*s.yaml", STR_ARG(name));
}

/* Where `name` may be found: folders, and what it is called there. */
typedef struct {
    Str folder, name;
} Candidate;

typedef LIST(Candidate) CandidateList;

static CandidateList candidates_of(Loader *l, Str name)
{
    Arena *a = l->env->arena;
    CandidateList list = { 0 };
    StrList folders = template_folders(l->env, l->agency);
    Str file = with_ending(l->env, name);

    if (chain_top(l))
        *list_add(a, &list) =
            (Candidate){ path_folder(a, chain_top(l)->shown), file };
    if (str_starts(file, STR("lib/")))
        file = str_slice(file, 4, file.len);
    for (size_t i = 0; i < folders.len; i++)
        *list_add(a, &list) =
            (Candidate){ path_join(a, folders.at[i], STR("lib")), file };
    return list;
}

static void fault_unknown(Loader *l, Str name, Span at,
                          const CandidateList *list)
{
    StrList names = { 0 };
    Diag *d = fault(l, at, "template/unknown-include",
                    "there is no file '%.*s' to include", STR_ARG(name));

    for (size_t i = 1; i < list->len; i++)
        folder_names(l->env, list->at[i].folder, &names);
    Str nearest = str_nearest(path_stem(name), names.at, names.len);
    if (nearest.len)
        set_hint(l, d, "did you mean '%.*s'?", STR_ARG(nearest));
    else
        set_hint(l, d, "put %.*s beside the template, or into templates/lib",
                 STR_ARG(with_ending(l->env, name)));
}

static bool find_file(Loader *l, Str name, Span at, Str *path)
{
    CandidateList list = candidates_of(l, name);
    bool is_absolute = name.len && name.at[0] == '/';

    for (size_t i = 0; i < list.len; i++) {
        Str joined =
            path_join(l->env->arena, list.at[i].folder, list.at[i].name);
        if (is_absolute || file_exists(joined))
            return path_inside(l->env, list.at[i].folder,
                               is_absolute ? name : list.at[i].name, at, path);
    }
    fault_unknown(l, name, at, &list);
    return false;
}

static LoadedFile *read_file(Loader *l, Str path, Span at)
{
    Str real = path_real(l->env, path);
    LoadedFile *file = map_find(&l->files, real);

    if (file)
        return file;
    file = arena_make(l->env->arena, LoadedFile);
    file->value = data_load_file(l->env, path, at);
    file->has_fault = file->value == NULL;
    map_set(l->env->arena, &l->files, real, file);
    return file;
}

/* The list in the file: it is the whole, or stands under `body`. */
static bool find_body(Loader *l, const Value *v, Str path, Member *body)
{
    *body = (Member){ .key = STR("body"), .value = *v };
    if (v->kind == VALUE_LIST)
        return true;
    const Member *m = member_find(v, STR("body"));
    if (m) {
        *body = *m;
        return true;
    }
    Diag *d =
        fault(l, short_span(v), "template/type",
              "'%.*s' is included, but is no list of blocks", STR_ARG(path));
    d->hint = STR("begin each of its blocks with '-'");
    return false;
}

static bool count_include(Loader *l, Span at)
{
    size_t limit = l->env->limits.file_count;

    if (l->include_count++ < limit)
        return true;
    if (l->include_count == limit + 1) {
        Diag *d = fault(l, at, "limit/includes",
                        "the template includes more than %zu files", limit);
        d->fault = FAULT_LIMIT;
    }
    return false;
}

void include_load(Loader *l, Str name, Span at, BlockList *out)
{
    Str path;
    Member body;

    if (!count_include(l, at) || !find_file(l, name, at, &path) ||
        !chain_enter(l, path, at, "includes"))
        return;
    LoadedFile *file = read_file(l, path, at);
    size_t error_count = l->env->diags->error_count;
    if (!file->has_fault && find_body(l, file->value, path, &body)) {
        TemplateBlocks blocks = blocks_load(l, &body);
        for (size_t i = 0; i < blocks.len; i++)
            *list_add(l->env->arena, out) = blocks.at[i];
    }
    /* its faults are said once, not at each place that includes it */
    file->has_fault |= l->env->diags->error_count > error_count;
    chain_leave(l);
}
