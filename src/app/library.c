/* library.c - the public face over the same steps as the program's. */

#include "reportgen.h"

#include "app/app.h"
#include "app/explain.h"
#include "app/job.h"

#include <stdio.h>
#include <stdlib.h>

struct rg_job {
    Env *env;
    JobSettings settings;
    const Report *report;
    WriteOptions how;
    bool has_paths;
    Str format; /* last rendered; empty: none */
    Buf file;
};

rg_job *rg_job_new(void)
{
    Env *env = env_new();
    rg_job *job = arena_make(env->arena, rg_job);

    job->env = env;
    job->settings.agency_name = STR("neutral");
    return job;
}

void rg_job_free(rg_job *job)
{
    if (!job)
        return;
    report_close(job->report);
    buf_free(&job->file);
    env_free(job->env); /* holds the job itself, so last */
}

bool rg_job_option(rg_job *job, const char *name, const char *value)
{
    Str text = str_copy(job->env->arena, str_of(value));
    const struct {
        const char *name;
        Str *place;
    } texts[] = { { "template", &job->settings.template_name },
                  { "agency", &job->settings.agency_name },
                  { "locale", &job->settings.locale },
                  { "date", &job->env->date } };

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (strcmp(name, texts[i].name) == 0) {
            *texts[i].place = text;
            return true;
        }
    if (strcmp(name, "set") == 0)
        *list_add(job->env->arena, &job->settings.inputs.sets) = text;
    else if (strcmp(name, "path") == 0)
        *list_add(job->env->arena, &job->env->paths) = text;
    else if (strcmp(name, "docx-embed-fonts") == 0)
        job->how.docx.embed_fonts = true;
    else if (strcmp(name, "docx-update-fields") == 0)
        job->how.docx.update_fields = true;
    else if (strcmp(name, "reference") == 0)
        return reference_add(job->env, &job->settings, text);
    else if (strcmp(name, "handout") == 0)
        return handout_read(value, &job->how);
    else if (strcmp(name, "explain") == 0)
        job->settings.explain = true;
    else if (strcmp(name, "strict") == 0)
        job->settings.strict = true;
    else
        return false;
    return true;
}

void rg_job_data(rg_job *job, const char *path)
{
    *list_add(job->env->arena, &job->settings.inputs.paths) =
        str_copy(job->env->arena, str_of(path));
}

bool rg_job_render(rg_job *job, const char *format)
{
    const Writer *writer = writer_find(str_of(format));

    job->file.len = 0;
    if (!writer) {
        diag_error(job->env->diags, (Span){ 0 }, "unknown format '%s'", format)
            ->fault = FAULT_USAGE;
        return false;
    }
    if (!job->has_paths)
        paths_find(job->env);
    job->has_paths = true;
    if (!job->report)
        job->report = report_load(job->env, &job->settings);
    bool ok = job->report &&
              writer->write(job->env, job->report, &job->how, &job->file) &&
              rg_job_status(job) == 0;
    if (!ok)
        job->file.len = 0;
    job->format = ok ? str_of(writer->name) : STR("");
    return ok;
}

const char *rg_job_explanation(rg_job *job)
{
    Explainer x;
    Buf out = { 0 };

    if (!job->format.len || !job->report->explanation ||
        !explainer_open(job->env, job->report, job->format, &x))
        return NULL;
    explain_write_json(&x, NULL, &out);
    Str text = buf_copy(job->env->arena, &out);
    buf_free(&out);
    return text.at;
}

const void *rg_job_bytes(const rg_job *job)
{
    return job->file.at;
}

size_t rg_job_size(const rg_job *job)
{
    return job->file.len;
}

int rg_job_status(const rg_job *job)
{
    return exit_status(job->env->diags, job->settings.strict);
}

const char *rg_job_diagnostics(rg_job *job)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    if (!out)
        return "";
    diags_print_json(job->env->diags, out);
    fclose(out);
    Str copy = str_copy(job->env->arena, (Str){ text, len });
    free(text);
    return copy.at;
}
