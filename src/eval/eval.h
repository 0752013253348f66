/*
 * eval.h - template and data into a report.
 */
#ifndef REPORTGEN_EVAL_H
#define REPORTGEN_EVAL_H

#include "report/report.h"
#include "template/template.h"

typedef struct {
    Str locale;  /* BCP 47 from --locale; empty: the data's, the agency's, en-GB
                  */
    bool strict; /* missing data is an error */
    bool explain; /* the report has an explanation */
} EvalOptions;

/* NULL if reported, or if any argument but `agency` is NULL. */
const Report *eval_report(Env *env, const Template *t, const Agency *agency,
                          const Value *data, const EvalOptions *options);
/* Closes what the report holds that is not memory; NULL is fine. */
void report_close(const Report *r);

/* JSON Schema (draft-07) of the data that a template takes. */
Value schema_of_template(Env *env, const Template *t);

#endif
