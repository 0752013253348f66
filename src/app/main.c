/* main.c - one command, its complaints, and the exit status they earn. */

#include "app/app.h"

#ifndef REPORTGEN_VERSION
#define REPORTGEN_VERSION "0.1.0"
#endif

static void run(Env *env, const CommandLine *o)
{
    switch (o->command) {
    case COMMAND_RENDER:
        command_render(env, o);
        return;
    case COMMAND_CHECK:
        command_check(env, o);
        return;
    case COMMAND_TEMPLATES:
        command_templates(env, o);
        return;
    case COMMAND_SCHEMA:
        command_schema(env, o);
        return;
    case COMMAND_INIT:
        command_init(env, o);
        return;
    case COMMAND_EXPLAIN:
        command_explain(env, o);
        return;
    case COMMAND_IMPORT:
        command_import(env, o);
        return;
    case COMMAND_HELP:
        help_print();
        return;
    case COMMAND_VERSION:
        puts("reportgen " REPORTGEN_VERSION);
        return;
    }
}

/* Two formats of one report find the same things wanting: said once. */
static bool is_said(Env *env, Map *said, const Diag *d)
{
    Str key = str_format(env->arena, "%d %p %u %u %.*s", (int)d->level,
                         (const void *)d->at.src, (unsigned)d->at.start,
                         (unsigned)d->at.end, STR_ARG(d->message));

    if (map_find(said, key))
        return true;
    map_set(env->arena, said, key, env);
    return false;
}

/* -q keeps errors alone; notes are for -v. */
static DiagList audible(Env *env, Voice voice)
{
    DiagList heard = *env->diags;
    Map said = { 0 };
    heard.list.len = heard.list.room = 0;
    heard.list.at = NULL;

    for (size_t i = 0; i < env->diags->list.len; i++) {
        const Diag *d = &env->diags->list.at[i];
        bool is_wanted = d->level == DIAG_ERROR ||
                         (d->level == DIAG_WARNING && voice != VOICE_QUIET) ||
                         (d->level == DIAG_NOTE && voice == VOICE_VERBOSE);
        if (is_wanted && !is_said(env, &said, d))
            *list_add(env->arena, &heard.list) = *d;
    }
    return heard;
}

int main(int argc, char **argv)
{
    Env *env = env_new();
    CommandLine options = { 0 };

    if (options_read(env, argc, argv, &options)) {
        paths_find(env);
        run(env, &options);
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        Diag *d = diag_error(env->diags, (Span){ 0 },
                             "cannot write to standard output");
        d->fault = FAULT_FILE;
    }
    DiagList heard = audible(env, options.voice);
    if (options.json_diagnostics)
        diags_print_json(&heard, stderr);
    else
        diags_print(&heard, stderr);
    int status = exit_status(env->diags, options.job.strict);
    env_free(env);
    return status;
}
