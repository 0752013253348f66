/*
 * metric_format.h - one measure printed alike in cards, tables and sentences.
 *
 * Everything that prints a measure comes through here, so that a sentence never
 * rounds a number differently from the card beside it.
 */
#ifndef EVAL_METRIC_FORMAT_H
#define EVAL_METRIC_FORMAT_H

#include "data/data.h"
#include "eval/wording.h"
#include "metrics/metrics.h"

typedef enum {
    PLACE_CARD,     /* three significant digits with k, M, bn */
    PLACE_TABLE,    /* full precision, fixed decimals */
    PLACE_SENTENCE, /* as on the card */
    PLACE_SIGNED    /* as on the card, with its sign: "+£1.2k" */
} MetricPlace;

Str metric_format(Locale *l, Arena *a, const Metric *m, Decimal d,
                  MetricPlace place);
/* A missing amount is an en dash. */
Str amount_format(Locale *l, Arena *a, const Metric *m, Amount amount,
                  MetricPlace place);
/* "+8.2%", "+0.4 pp", "new", "n/m", ">999%", "3 → 6" or an en dash. */
Str change_format(Wording *w, Arena *a, const Metric *m, Change c, Amount now,
                  Amount base);
/* How changes are judged, by the `rules` of the derived data (may be NULL). */
ChangeRules rules_of_data(const Value *data);
/* Places of a change in percentage points: more where the rates are small. */
int points_decimals(const Metric *m, Amount now, Amount base);
/*
 * The metric that a map of the derived data describes ({id, unit, direction,
 * decimals, ...}): the dictionary's by its id, with what the map says instead.
 */
Metric metric_of_value(const Value *v);
/* What the derived data says of the metric of that id, or NULL. */
const Value *metric_described(const Value *data, Str id);
/* "money", "percent", "multiple" or "number": a filter's name. */
const char *metric_filter_name(const Metric *m);

#endif
