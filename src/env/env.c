/* env.c - one job's surroundings. */

#include "env/env.h"

Limits limits_default(void)
{
    return (Limits){
        .file_bytes = (size_t)1 << 30,
        .depth = 200,
        .values = 50 * 1000 * 1000,
        .eval_steps = 50 * 1000 * 1000,
        .output_bytes = (size_t)16 << 20,
        .table_rows = 1000 * 1000,
        .chart_points = 100 * 1000,
        .pages = 20 * 1000,
        .image_pixels = 100 * 1000 * 1000,
        .file_count = 1000,
        .origins = 1000000,
        .package_entries = 10 * 1000,
        .package_bytes = (size_t)512 << 20,
        .package_xml_bytes = (size_t)32 << 20,
        .package_ratio = 200,
    };
}

Env *env_new(void)
{
    Arena *arena = arena_new();
    Env *env = arena_make(arena, Env);

    env->arena = arena;
    env->scratch = arena_new();
    env->diags = arena_make(arena, DiagList);
    env->diags->arena = arena;
    env->limits = limits_default();
    return env;
}

void env_free(Env *env)
{
    if (!env)
        return;
    arena_free(env->scratch);
    arena_free(env->arena); /* holds env itself, so last */
}
