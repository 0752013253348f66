/* path.c - names of files, and staying below a root. */

#include "io/io.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

static size_t last_slash(Str path)
{
    size_t i = path.len;
    while (i > 0 && path.at[i - 1] != '/')
        i--;
    return i; /* 1 past it, or 0 */
}

Str path_folder(Arena *a, Str path)
{
    size_t end = last_slash(path);

    if (end == 0)
        return str_copy(a, STR("."));
    if (end == 1)
        return str_copy(a, STR("/"));
    return str_copy(a, str_slice(path, 0, end - 1));
}

Str path_join(Arena *a, Str folder, Str name)
{
    if (!folder.len || str_is(folder, "."))
        return str_copy(a, name);
    if (str_ends(folder, STR("/")))
        return str_format(a, "%.*s%.*s", STR_ARG(folder), STR_ARG(name));
    return str_format(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
}

Str path_extension(Str path)
{
    Str name = str_slice(path, last_slash(path), path.len);
    size_t i = name.len;
    while (i > 0 && name.at[i - 1] != '.')
        i--;
    return i > 1 ? str_slice(name, i, name.len) : (Str){ 0 };
}

static bool refuse(Env *env, Str name, Span at, const char *why)
{
    Diag *d = diag_error(env->diags, at, "path '%.*s' %s", STR_ARG(name), why);
    d->code = "file/outside";
    d->hint = STR("put the file beside the one that names it");
    return false;
}

static bool is_below(const char *root, const char *path)
{
    size_t len = strlen(root);
    if (len == 1)
        return true; /* the root of the file system */
    return strncmp(root, path, len) == 0 &&
           (path[len] == '/' || path[len] == '\0');
}

bool path_inside(Env *env, Str folder, Str name, Span at, Str *path)
{
    if (!name.len || memchr(name.at, 0, name.len))
        return refuse(env, name, at, "is empty or holds a NUL");
    if (name.at[0] == '/')
        return refuse(env, name, at, "is absolute");

    Str joined = path_join(env->arena, folder, name);
    Str base = str_copy(env->arena, folder.len ? folder : STR("."));
    char *root = realpath(base.at, NULL);
    char *real = realpath(joined.at, NULL);
    int why = errno;
    bool ok = root && real && is_below(root, real);

    if (!real) {
        Diag *d = diag_error(env->diags, at, "cannot find '%.*s': %s",
                             STR_ARG(joined), strerror(why));
        d->fault = FAULT_FILE;
        d->code = "file";
    } else if (!ok) {
        refuse(env, name, at, "leaves its folder");
    }
    /* realpath() allocates with malloc; the copies end here */
    free(root);
    free(real);
    *path = joined;
    return ok;
}

bool path_below(Env *env, Str folder, Str path, Str *name)
{
    Str base = str_copy(env->arena, folder.len ? folder : STR("."));
    char *root = realpath(base.at, NULL);
    char *real = realpath(str_copy(env->arena, path).at, NULL);
    bool ok = root && real && is_below(root, real);

    if (ok) {
        Str inside = str_of(real);
        size_t skip = strlen(root) == 1 ? 1 : strlen(root) + 1;
        ok = inside.len > skip;
        if (ok)
            *name = str_copy(env->arena, str_slice(inside, skip, inside.len));
    }
    free(root); /* allocated by realpath() */
    free(real);
    return ok;
}
