/*
 * sentences.h - what the files of sentences share.  Private to them.
 *
 * A sentence is a pattern of the wording ("sentences.headline") with gaps.  C
 * decides what is so and prints the numbers; the wording decides how it is
 * said.
 */
#ifndef EVAL_SENTENCES_H
#define EVAL_SENTENCES_H

#include "eval/machine.h"
#include "eval/metric_format.h"

/* Who writes a sentence: in which words, about which data. */
typedef struct {
    Arena *arena;
    Locale *locale;
    Wording *wording;
    const Value *data; /* the derived data, or NULL */
} Speaker;

/*
 * A word that data holds, such as "in progress", as a label in the report's
 * language; one that the wording lacks with a capital.
 */
Str term_print(Machine *m, Str word);
Speaker speaker_of(Machine *m);

/* ---- Reading derived data ------------------------------------------------ */

/* Of `map`, which may be NULL or of any kind: empty, missing or false. */
Str map_text(const Value *map, const char *key);
Amount map_amount(const Value *map, const char *key);
Amount map_field(const Value *map, Str key);
bool map_flag(const Value *map, const char *key);
/* The metric as the report lists it, else as the dictionary has it; what the
 * report says of it in *map, or NULL. */
Metric metric_named(const Speaker *s, Str id, const Value **map);
/* "prior_year" if the report has it, else "previous". */
const char *base_name(const Speaker *s);
/* The report's `totals` of then: "totals_prior_year" or "totals_previous". */
const Value *base_totals(const Speaker *s);

/* "channels" or "campaigns", where these rows are that table; else "other". */
Str rows_name(const Speaker *s, const Value *rows);

/* ---- Gaps ---------------------------------------------------------------- */

enum { GAPS_MOST = 28 };

/* What a pattern is filled with. */
typedef struct {
    MessageArg at[GAPS_MOST + 1];
    size_t len;
} Gaps;

void gap_text(Gaps *g, const char *name, Str text);
void gap_count(const Speaker *s, Gaps *g, const char *name, size_t count);
Str gap_find(const Gaps *g, const char *name); /* empty if it has none */
/* label, the, The, of, form: what a measure is called. */
void gap_subject(const Speaker *s, Gaps *g, const Value *map, const Metric *m);
/* base, against, within: a period that `map` describes. */
void gap_period(const Speaker *s, Gaps *g, Str label, Str kind);
/* "up", "down" or "level" under `name`. */
void gap_way(Gaps *g, const char *name, int sign);
Str text_capital(const Speaker *s, Str text); /* as a sentence begins */
/* The pattern "sentences.KEY" filled in. */
Str say(const Speaker *s, const char *key, const Gaps *g);

/* ---- Numbers in sentences ------------------------------------------------ */

/* As on the card, without its sign. */
Str print_size(const Speaker *s, const Metric *metric, Decimal d);
Str print_percent(const Speaker *s, Decimal fraction, int decimals);
Str print_days(const Speaker *s, size_t days); /* "9 days" */
/* How far apart two rates, scores or amounts are, without a sign. */
Str print_gap(const Speaker *s, const Metric *metric, Change c, Amount now,
              Amount base);

/* ---- The sentences: each empty where there is nothing to say ------------- */

/* `kpi` is a map of `kpis`. */
Str sentence_headline(const Speaker *s, const Value *kpi);
Str sentence_movement(const Speaker *s, const Value *kpi);
Str sentence_target_gap(const Speaker *s, const Value *kpi);
Str sentence_missing(const Speaker *s, const Value *kpi);
/* sentences_money.c: budget_summary, forecast. */
Str sentence_pacing(const Speaker *s, const Value *budget);
Str sentence_needed(const Speaker *s, const Value *budget);
Str sentence_outlook(const Speaker *s, const Value *forecast);
/* sentences_work.c: goals, status, milestones, actions, survey. */
Str sentence_verdict(const Speaker *s, const Value *goals);
Str sentence_transition(const Speaker *s, const Value *status);
Str sentence_progress(const Speaker *s, const Value *milestones);
Str sentence_overdue(const Speaker *s, const Value *actions);
Str sentence_nps(const Speaker *s, const Value *survey);
/* sentences_rows.c: `rows` are channels, campaigns or months; `metric` is by
 * id. */
Str sentence_driver(const Speaker *s, const Value *rows, Str metric);
Str sentence_delivery(const Speaker *s, const Value *rows, Str metric);
Str sentence_movers(const Speaker *s, const Value *movers);
/* sentences_mix.c */
Str sentence_mix(const Speaker *s, const Value *rows, Str metric);
/* sentences_series.c */
Str sentence_streak(const Speaker *s, const Value *rows, Str metric);
Str sentence_coverage(const Speaker *s, const Value *rows, Str metric);

#endif
