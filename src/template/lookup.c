/* lookup.c - which file a template's name stands for. */

#include "io/io.h"
#include "template/template_private.h"

static void fault_unknown(Loader *l, Str name, Span at)
{
    StrList names = { 0 };
    TemplateList all = templates_find(l->env, l->agency);
    Diag *d = fault(l, at, "template/unknown", "there is no template '%.*s'",
                    STR_ARG(name));

    if (!at.src)
        d->fault = FAULT_USAGE;
    for (size_t i = 0; i < all.len; i++)
        *list_add(l->env->arena, &names) = all.at[i].name;
    hint_words(l, d, name, &names, "there are ");
    if (!names.len)
        d->hint = STR("no folder with templates was found; name one in "
                      "REPORTGEN_PATH");
}

static bool is_open_file(const Loader *l, Str real)
{
    for (size_t i = 0; i < l->chain.len; i++)
        if (str_equal(l->chain.at[i].real, real))
            return true;
    return false;
}

/*
 * By name, nearest first.  A template that extends its own name means the one
 * further along: those being read already are passed over.
 */
static bool find_name(Loader *l, Str name, Str *path)
{
    StrList folders = template_folders(l->env, l->agency);
    bool is_namesake = chain_top(l) && str_equal(chain_top(l)->stem, name);

    for (size_t i = 0; i < folders.len; i++) {
        Str file = str_format(l->env->arena, "%.*s/%.*s.yaml",
                              STR_ARG(folders.at[i]), STR_ARG(name));
        if (!file_exists(file))
            continue;
        if (is_namesake && is_open_file(l, path_real(l->env, file)))
            continue;
        *path = file;
        return true;
    }
    return false;
}

bool template_path(Loader *l, Str name, Str *path)
{
    if (is_path(name)) {
        *path = name;
        return true;
    }
    if (name.len && !memchr(name.at, 0, name.len) && find_name(l, name, path))
        return true;
    fault_unknown(l, name, (Span){ 0 });
    return false;
}

bool base_find(Loader *l, Str name, Span at, Str *path)
{
    if (is_path(name)) {
        Str folder = path_folder(l->env->arena, chain_top(l)->shown);
        return path_inside(l->env, folder, name, at, path);
    }
    if (!memchr(name.at, 0, name.len) && find_name(l, name, path))
        return true;
    fault_unknown(l, name, at);
    return false;
}
