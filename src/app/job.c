/* job.c - from names to a checked report. */

#include "app/job.h"

#include "template/template.h"

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

    return report && report_check(env, report) ? report : NULL;
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
