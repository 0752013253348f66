/* paths.c - where templates, agencies and fonts are looked for. */

#include "app/app.h"
#include "io/io.h"

#include <stdlib.h>
#include <unistd.h>

/* Each path holds templates/ (with agencies/ and lib/ in it) and fonts/. */
static void add(Env *env, Str path)
{
    if (path.len && folder_exists(path))
        *list_add(env->arena, &env->paths) = path;
}

static void add_all(Env *env, const char *paths)
{
    Str rest = str_of(paths);

    while (rest.len) {
        size_t end = str_find(rest, STR(":"));
        add(env, str_copy(env->arena, str_slice(rest, 0, end)));
        rest = end < rest.len ? str_slice(rest, end + 1, rest.len) : (Str){ 0 };
    }
}

static void add_user(Env *env)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");

    if (config && *config)
        add(env, str_format(env->arena, "%s/reportgen", config));
    else if (home && *home)
        add(env, str_format(env->arena, "%s/.config/reportgen", home));
}

/* build/reportgen stands below the source tree, bin/reportgen beside share/. */
static void add_own(Env *env)
{
    char exe[4096];
    ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);

    if (len <= 0)
        return;
    Str folder = path_folder(env->arena, (Str){ exe, (size_t)len });
    Str above = path_folder(env->arena, folder);
    add(env, path_join(env->arena, above, STR("share/reportgen")));
    for (int up = 0; up < 2; up++) {
        Str templates = path_join(env->arena, above, STR("templates"));
        Str fonts = path_join(env->arena, above, STR("fonts"));
        if (folder_exists(templates) && folder_exists(fonts))
            add(env, above);
        above = path_folder(env->arena, above);
    }
}

void paths_find(Env *env)
{
    const char *paths = getenv("REPORTGEN_PATH");

    if (paths)
        add_all(env, paths);
    add_user(env);
    add_own(env);
#ifdef REPORTGEN_DATADIR
    add(env, STR(REPORTGEN_DATADIR));
#endif
}
