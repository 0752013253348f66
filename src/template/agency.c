/* agency.c - the folder of an agency, by name or path. */

#include "io/io.h"
#include "template/template_private.h"

static StrList agency_folders(Env *env)
{
    StrList folders = { 0 };

    for (size_t i = 0; i < env->paths.len; i++) {
        *list_add(env->arena, &folders) =
            path_join(env->arena, env->paths.at[i], STR("templates/agencies"));
        *list_add(env->arena, &folders) =
            path_join(env->arena, env->paths.at[i], STR("agencies"));
    }
    return folders;
}

static const Agency *fault_unknown(Env *env, Str name)
{
    StrList folders = agency_folders(env), names = { 0 };
    Loader l = { .env = env };
    Diag *d = fault(&l, (Span){ 0 }, "agency/unknown",
                    "there is no agency '%.*s'", STR_ARG(name));

    d->fault = FAULT_USAGE;
    for (size_t i = 0; i < folders.len; i++)
        folder_folders(env, folders.at[i], &names);
    hint_words(&l, d, name, &names, "there are ");
    if (!names.len)
        d->hint = STR("no folder templates/agencies was found; name the "
                      "agency's folder, as in ./northwind");
    return NULL;
}

/* "agencies/northwind/" without the slash at the end. */
static Str without_slash(Str path)
{
    while (path.len > 1 && path.at[path.len - 1] == '/')
        path.len--;
    return path;
}

static bool find_folder(Env *env, Str name, Str *folder)
{
    StrList folders = agency_folders(env);
    bool is_name = !memchr(name.at, '/', name.len) && !str_is(name, ".") &&
                   !str_is(name, "..");

    for (size_t i = 0; is_name && i < folders.len; i++) {
        *folder = path_join(env->arena, folders.at[i], name);
        if (folder_exists(*folder))
            return true;
    }
    *folder = str_copy(env->arena, without_slash(name));
    return folder_exists(*folder);
}

/* NULL in `out` if there is no such file; false if it is at fault. */
static bool load_file(Env *env, Str folder, const char *name, const Value **out)
{
    Str path = path_join(env->arena, folder, str_of(name));

    if (!file_exists(path))
        return true;
    const Value *v = data_load_file(env, path, (Span){ 0 });
    if (!v)
        return false;
    if (v->kind == VALUE_MAP) {
        *out = v;
        return true;
    }
    if (v->kind == VALUE_NULL)
        return true; /* all of it is comments */
    diag_error(env->diags, short_span(v), "expected a map of keys, found %s",
               value_kind_name(v))
        ->code = "agency/type";
    return false;
}

static Str name_of_folder(Env *env, Str folder)
{
    Str real = path_real(env, folder);
    size_t start = real.len;

    while (start > 0 && real.at[start - 1] != '/')
        start--;
    return str_slice(real, start, real.len);
}

static const Agency *fault_empty(Env *env, Str folder)
{
    Diag *d = diag_error(env->diags, (Span){ 0 },
                         "'%.*s' is no agency: it has neither _brand.yml nor "
                         "agency.yaml",
                         STR_ARG(folder));

    d->code = "agency/empty";
    d->fault = FAULT_USAGE;
    d->hint = STR("name the folder that holds one of them");
    return NULL;
}

const Agency *agency_load(Env *env, Str name)
{
    Agency *agency = arena_make(env->arena, Agency);

    if (!name.len || memchr(name.at, 0, name.len) ||
        !find_folder(env, name, &agency->folder))
        return fault_unknown(env, name);
    bool has_brand =
        load_file(env, agency->folder, "_brand.yml", &agency->brand);
    bool has_settings =
        load_file(env, agency->folder, "agency.yaml", &agency->settings);
    if (!has_brand || !has_settings)
        return NULL;
    if (!file_exists(
            path_join(env->arena, agency->folder, STR("_brand.yml"))) &&
        !file_exists(path_join(env->arena, agency->folder, STR("agency.yaml"))))
        return fault_empty(env, agency->folder);
    agency->name = name_of_folder(env, agency->folder);
    return agency;
}
