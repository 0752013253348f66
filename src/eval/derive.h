/*
 * derive.h - from facts to the tables that templates read.  Private to
 * src/eval.
 *
 * docs/data-model.md lists every name that comes out and how it is worked out.
 */
#ifndef EVAL_DERIVE_H
#define EVAL_DERIVE_H

#include "data/data.h"
#include "eval/facts_log.h"
#include "eval/wording.h"

/* What was substituted, left out or doubted: a line of the data notes. */
typedef struct {
    Str text;
    Span at;
} DataNote;
typedef LIST(DataNote) DataNotes;

/* What changes the dictionary beside the client's own `metrics`. */
typedef struct {
    const Value *agency; /* agency.yaml: its `metrics` and `rules`, or NULL */
    Values template;     /* `metrics` of the template */
} Overrides;

/*
 * The client's data with everything added that can be worked out from it: a map
 * whose members are the names that templates see.  NULL if reported.  `log`
 * learns what sums of facts were made of; NULL where nobody asks.
 */
const Value *derive_data(Env *env, Wording *wording, const Value *data,
                         Overrides overrides, DataNotes *notes, FactsLog *log);

#endif
