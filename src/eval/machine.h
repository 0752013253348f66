/*
 * machine.h - evaluating expressions and texts.  Private to src/eval.
 *
 * A Machine holds names and counts steps; it knows nothing of blocks.  Values
 * are passed by value; what they point to lives in `arena`.  After the first
 * fault of an expression, VALUE_ABSENT with `failed` set comes back.
 */
#ifndef EVAL_MACHINE_H
#define EVAL_MACHINE_H

#include "eval/wording.h"
#include "locale/locale.h"
#include "template/template.h"

typedef struct Names Names; /* a stack of scopes */

typedef struct {
    Env *env;
    Arena *arena; /* results; the caller may swap it for a shorter-lived one */
    Locale *locale;
    const Value
        *data; /* the whole of the derived data, for places in messages */
    Wording *wording; /* whose words sentences are made of, or NULL */
    Names *names;
    size_t steps;
    size_t depth;
    bool failed; /* since the last machine_clear() */
    /*
     * A block may hide what has no data: while `forgives` is set, a name or
     * field that is not there fails without a word and leaves its name in
     * `missing`, unless it looks like a slip of the keyboard.
     */
    bool forgives;
    Str missing;
    struct Explain *explain;     /* says where numbers come from; or NULL */
    const char *const *optional; /* names that may be absent; ends with NULL */
} Machine;

void machine_begin(Machine *m, Env *env, Locale *locale, const Value *data);
/* Forget a fault, so that the next expression starts afresh. */
void machine_clear(Machine *m);
/* Names set after a push are forgotten at its pop. */
void scope_push(Machine *m);
void scope_pop(Machine *m);
void scope_set(Machine *m, Str name, Value v);
/* False if there is no such name (also looks among data's members). */
bool scope_find(const Machine *m, Str name, Value *out);

Value value_absent(void);
Value expr_eval(Machine *m, const Expr *e);
bool value_is_true(const Value *v);
/* As {{ }} prints it. */
Str value_print(Machine *m, Value v);

/* A stretch of rendered text: the template's own words, or a value's. */
typedef struct {
    Str text;
    bool is_value; /* from {{ }}: never markup */
} TextPart;
typedef LIST(TextPart) TextParts;

/* False if a fault was reported. */
bool text_render(Machine *m, const Text *t, TextParts *out);
/* The same as one string. */
Str text_render_plain(Machine *m, const Text *t);

/* ---- Filters, tests and functions --------------------------------------- */

typedef struct {
    Span at;
    Value subject; /* what stands left of the | */
    Span subject_at;
    const Value *args; /* in the order of the filter's parameter names; one not
                          given is VALUE_ABSENT */
    size_t arg_count;
    const Expr *expr; /* the call, for filters that evaluate an argument by
                         themselves for each row */
} Call;

typedef Value (*FilterFn)(Machine *m, const Call *call);

typedef struct {
    const char *name;
    FilterFn fn;
    const char
        *params; /* "n other=" - names, spaces between; '=' is optional */
    const char *help;
} Filter;

/* Tables that end with a NULL name; each in its own file. */
extern const Filter JINJA_FILTERS[];    /* filters_jinja.c */
extern const Filter FORMAT_FILTERS[];   /* filters_format.c */
extern const Filter TABLE_FILTERS[];    /* filters_table.c */
extern const Filter MEASURE_FILTERS[];  /* filters_measure.c */
extern const Filter FORECAST_FILTERS[]; /* filters_forecast.c */
extern const Filter VARIANCE_FILTERS[]; /* filters_variance.c */
extern const Filter COHORT_FILTERS[];   /* filters_cohort.c */
extern const Filter TESTING_FILTERS[];  /* filters_testing.c */
extern const Filter MONEY_FILTERS[];    /* filters_money.c */
extern const Filter SENTENCE_FILTERS[]; /* sentences.c */

/*
 * Apply a filter or a test by its name, as map() and select() do.  *known is
 * false if there is no such test.
 */
Value filter_apply(Machine *m, Str name, Value subject, const Value *args,
                   size_t n, Span at);
bool test_apply(Machine *m, Str name, Value subject, const Value *args,
                size_t n, bool *known);

/* Report a fault of this call; sets failed and gives VALUE_ABSENT. */
Value call_fail(Machine *m, const Call *call, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

#endif
