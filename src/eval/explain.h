/*
 * explain.h - where printed numbers come from, kept while a report is made.
 * Private to src/eval.
 *
 * A Machine that explains has an Explain; else every function here returns at
 * once.  What is printed is noted as it is printed, with an Origin; when the
 * report is made, explain_report() walks it and finds for each text in which a
 * number stands what was noted: by the address of the text, which the model
 * shares with whoever printed it, or within running text by what it says.
 *
 * An Origin is found by evaluating the parts of an expression once more, in the
 * names of that moment.  What the program derives itself is explained by rules
 * in the template's language, each believed only where it gives the number.
 */
#ifndef EVAL_EXPLAIN_H
#define EVAL_EXPLAIN_H

#include "eval/facts_log.h"
#include "eval/maker.h"
#include "report/explanation.h"

typedef LIST(const Origin *) Origins;

/* A text that {{ }} printed, on one line. */
typedef struct {
    Str text;
    const Origin *origin;
    uint32_t made; /* of the block that was being made */
    bool is_used;
} PrintedText;

/* A name that the template gave a value. */
typedef struct {
    Str name;
    Value value;
    const Origin *origin;
} NamedOrigin;

/* A map of the data, or one that an expression made. */
typedef struct {
    Str path;
    const Expr *expr; /* or NULL */
} KnownMap;

typedef struct Explain {
    Arena *a;
    const Value *given; /* the client's data, as read */
    FactsLog log;
    const Origin **sums; /* of the log's entries, made when asked for */
    Str primary;         /* id of the outcome's metric */
    Map texts;           /* address of a printed text to its Origin */
    LIST(PrintedText) printed;
    LIST(NamedOrigin) names;
    Map maps;  /* address of a map's members to KnownMap */
    Map rules; /* text of a formula to its Expr */
    uint32_t made, last_made;
    size_t steps, count; /* evaluated; origins made */
    int depth;
    Values total_of; /* the rows that a total is being worked out of */
    bool is_full;    /* a limit was reached, which was reported */
} Explain;

/* ---- explain.c: notes while the report is made ----------------------------
 */

/* Begin, when names and data are there. */
void explain_begin(Machine *m, const Value *given, const FactsLog *log);
/* Of a block: gives what explain_leave() takes back. */
uint32_t explain_enter(Machine *m);
/* The blocks from `from` on were made within it. */
void explain_leave(Machine *m, uint32_t outer, BlockList *out, size_t from);
/* {% set %} or let. */
void explain_name(Machine *m, Str name, const Expr *e, Span at, Value v);
/* Rows that a block shows: those that the expression made are named by it. */
void explain_rows(Machine *m, const Expr *e, Values rows);
/* {{ e }} printed this. */
void explain_printed(Machine *m, const Expr *e, Str text);
/* A block that is one sentence, of its subject and perhaps a metric. */
void explain_said(Machine *m, Str text, const TemplateBlock *b,
                  const Expr *metric);
/* A cell or label: of an expression, or of a field of a row. */
void explain_value(Machine *m, Str text, const Expr *e, Str field,
                   const Value *row);
/* The total of a column over `rows`. */
void explain_total(Machine *m, Str text, const Expr *how, Str field,
                   Values rows, const Value *v);
/* A text made of fields of a map: "Target £1.33M · 106%". */
void explain_fields(Machine *m, Str text, const Value *map,
                    const char *const *fields);

/* What the program noticed of the data, at that place. */
void explain_note(Machine *m, Str text, Span at);
/* How a text was made, in words, of a field of these rows. */
void explain_rule(Machine *m, Str text, Str formula, Values rows, Str field);
/* A text that the program made by a rule without inputs. */
void explain_formula(Machine *m, Str text, const char *formula);
/* The sum of what these texts print. */
void explain_parts(Machine *m, Str text, const Str *parts, size_t count);
/* A text that is noted stands, a second time, in a longer one. */
void explain_again(Machine *m, Str text);
/* A text made of one or two options of a block, which are expressions. */
void explain_option(Machine *m, Str text, const Options *o, const char *key,
                    const char *other);

bool text_has_digit(Str s);
void explain_text(Explain *x, Str text, const Origin *o);
const Origin *explain_text_find(const Explain *x, Str text);
/* The key of a map by address. */
Str address_key(Arena *a, const void *at);

/* ---- explain_origin.c ------------------------------------------------------
 */

const Origin *origin_new(Machine *m, Origin o);
/* Of a member of a map, or of a value alone where `map` is NULL. */
const Origin *origin_of_member(Machine *m, const Value *map, Str field,
                               const Value *v, Str name);
/*
 * Of a field of a row, which may be a path: "totals.revenue".  NULL if the row
 * has none.
 */
const Origin *origin_of_field(Machine *m, const Value *row, Str path);
/* `channels[0].spend`; empty if nobody knows the map. */
Str name_of_member(Machine *m, const Value *map, Str field);
const KnownMap *map_known(const Explain *x, const Value *map);
const Origin *origin_of_words(Machine *m, Str text, Span at);
Origin origin_of_value(OriginKind how, Str name, const Value *v);
void origin_inputs(Machine *m, Origin *o, const Origins *inputs);

/* ---- explain_given.c, explain_facts.c, explain_rules.c ---------------------
 */

/* "facts[3].spend" of what was written at `at`; empty if it was not found. */
Str given_path(Arena *a, const Value *root, Span at);
const Origin *origin_of_sum(Machine *m, uint32_t entry);
/* By a rule that gives the value; NULL if none does. */
const Origin *origin_by_rule(Machine *m, const Value *map, Str field,
                             const Value *v, Str name);

/* Of counted days, of the dictionary or a forecast; NULL if it is none
 * (explain_known.c). */
const Origin *origin_of_known(Machine *m, const Value *map, Str field,
                              const Value *v, Str name);
/* Of the name of a period; NULL if the map says no days. */
const Origin *origin_of_label(Machine *m, const Value *map, Str field,
                              const Value *v, Str name);

/* ---- explain_expr.c, explain_sentence.c ------------------------------------
 */

/* Once more, without a trace; absent if that fails. */
Value explain_eval(Machine *m, const Expr *e);
/* `self`: a map whose members are names, or NULL. */
const Origin *origin_of_expr(Machine *m, const Expr *e, const Value *self);
/* With the inputs, and the formula with names of the data in it. */
void expr_describe(Machine *m, const Expr *e, const Value *self, Str *formula,
                   Origins *inputs);
/* One field of each row; cut where there are very many. */
const Origin *origin_of_list(Machine *m, Values rows, Str field, Str name);
const Origin *origin_of_sentence(Machine *m, const Expr *e, Str text);

/* ---- explain_walk.c --------------------------------------------------------
 */

/* Texts of the data that the model holds uncopied, by their address. */
void explain_texts(Machine *m, const Value *v, int depth);
/* The whole report's, in its order. */
const Explanation *explain_report(Maker *k);

#endif
