/* job.c - from names to a checked report. */

#include "app/job.h"

#include "style/style.h"
#include "template/template.h"

bool reference_add(Env *env, JobSettings *s, Str path)
{
    if (!is_docx_reference(path) && !is_pptx_reference(path))
        return false;
    *list_add(env->arena, &s->references) = path;
    return true;
}

void references_apply(const JobSettings *s, Brand *brand)
{
    for (size_t i = 0; i < s->references.len; i++) {
        Str path = s->references.at[i];
        *(is_docx_reference(path) ? &brand->reference_docx
                                  : &brand->reference_pptx) =
            (ReferenceFile){ .path = path };
    }
}

static const Report *with_references(Env *env, const Report *report,
                                     const JobSettings *s)
{
    Report *r = arena_make(env->arena, Report);

    *r = *report;
    references_apply(s, &r->brand);
    return r;
}

const Report *report_load(Env *env, const JobSettings *s)
{
    const Value *data = data_load(env, &s->inputs);
    const Agency *agency = agency_load(env, s->agency_name);
    const Template *t =
        agency ? template_load(env, s->template_name, agency) : NULL;
    EvalOptions how = { .locale = s->locale,
                        .strict = s->strict,
                        .explain = s->explain };
    const Report *report = eval_report(env, t, agency, data, &how);

    if (!report || !report_check(env, report))
        return NULL;
    return s->references.len ? with_references(env, report, s) : report;
}

int exit_status(const DiagList *ds, bool strict)
{
    static const int codes[] = {
        [FAULT_INPUT] = 1,    [FAULT_USAGE] = 2, [FAULT_FILE] = 4,
        [FAULT_STANDARD] = 5, [FAULT_LIMIT] = 7, [FAULT_BUG] = 70
    };
    Fault worst = FAULT_INPUT;

    for (size_t i = 0; i < ds->list.len; i++)
        if (ds->list.at[i].level == DIAG_ERROR && ds->list.at[i].fault > worst)
            worst = ds->list.at[i].fault;
    if (ds->error_count)
        return codes[worst];
    return strict && ds->warning_count ? 3 : 0;
}
