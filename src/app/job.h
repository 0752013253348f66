/*
 * job.h - the steps that the program and the library share.
 */
#ifndef APP_JOB_H
#define APP_JOB_H

#include "data/data.h"
#include "eval/eval.h"
#include "report/report.h"

/* What one report is made of. */
typedef struct {
    Str template_name;
    Str agency_name;
    DataInputs inputs;
    Str locale;         /* empty: the data's own */
    StrList references; /* Office files that go before the agency's */
    bool strict;
    bool explain; /* the report is to say where its numbers come from */
} JobSettings;

/* Word or PowerPoint file `path` for --reference; false if it is neither. */
bool reference_add(Env *env, JobSettings *s, Str path);
/* The references of the settings into a brand. */
void references_apply(const JobSettings *s, Brand *brand);

/* Data, agency and template into a checked report; NULL if reported. */
const Report *report_load(Env *env, const JobSettings *s);

/*
 * The exit status that the diagnostics earn: of several faults the gravest
 * decides.  docs/manual.md lists the codes.
 */
int exit_status(const DiagList *ds, bool strict);

#endif
