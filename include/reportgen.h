/*
 * reportgen.h - client data and a template into a finished report, from C.
 *
 *     rg_job *job = rg_job_new();
 *     rg_job_option(job, "template", "quarterly");
 *     rg_job_data(job, "client.json");
 *     if (rg_job_render(job, "pdf"))
 *         fwrite(rg_job_bytes(job), 1, rg_job_size(job), out);
 *     else
 *         fputs(rg_job_diagnostics(job), stderr);
 *     rg_job_free(job);
 *
 * A job renders one client's report and is then freed; nothing of it is left
 * for the next.  Jobs share nothing: several may run at once in different
 * threads. Text is UTF-8.  Pointers that a job gives out live as long as it.
 */
#ifndef REPORTGEN_H
#define REPORTGEN_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rg_job rg_job;

/* Never NULL: running out of memory ends the process. */
rg_job *rg_job_new(void);
void rg_job_free(rg_job *job); /* NULL is fine */

/*
 * Set one option, named as on the command line without its dashes: "template",
 * "agency", "locale", "date", "set" and "reference" (which may be given again),
 * "handout"; "strict", "explain",
 * "docx-embed-fonts" or "docx-update-fields" (any value); or "path" (a folder
 * to look for templates, agencies and fonts in; may be given again).  The value
 * is copied.  False if there is no such option.
 */
bool rg_job_option(rg_job *job, const char *name, const char *value);

/* Add a data file, JSON or YAML; later ones are merged over earlier ones. */
void rg_job_data(rg_job *job, const char *path);

/*
 * Make the report in `format` ("pdf", ...).  False if anything was wrong; then
 * there are no bytes, and the diagnostics say why.  Once for a job and format.
 */
bool rg_job_render(rg_job *job, const char *format);
const void *rg_job_bytes(const rg_job *job);
size_t rg_job_size(const rg_job *job);

/*
 * With the option "explain", after rg_job_render(): where each number of the
 * report comes from, with the pages of that format, as JSON that
 * docs/explain.schema.json describes.  NULL if there is none.
 */
const char *rg_job_explanation(rg_job *job);

/* All that was said, one JSON object a line, as `--diagnostics json` prints. */
const char *rg_job_diagnostics(rg_job *job);
/* The exit status that the program would end with; 0 when all is well. */
int rg_job_status(const rg_job *job);

#ifdef __cplusplus
}
#endif

#endif
