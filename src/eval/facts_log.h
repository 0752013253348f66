/*
 * facts_log.h - what amounts derived from facts were made of, for explain.
 *
 * Only kept when somebody asks.  An amount, and the value made of it, carries
 * 1 + the index of its entry; a ratio's entry carries those of its two sums.
 */
#ifndef EVAL_FACTS_LOG_H
#define EVAL_FACTS_LOG_H

#include "data/data.h"
#include "metrics/metrics.h"
#include "metrics/period.h"

typedef enum {
    MADE_SUM,      /* of the rows' values */
    MADE_LAST,     /* of a stock: the value of the latest day */
    MADE_ONLY,     /* not additive: the one row there is */
    MADE_WEIGHTED, /* a mean by weights */
    MADE_RATIO     /* of two sums */
} MadeKind;

typedef struct {
    uint8_t made; /* MadeKind */
    const Metric *metric;
    const char *facts;      /* "facts" */
    Str column;             /* of the rows; empty for a ratio */
    int shift;              /* powers of ten: micros -6 */
    bool is_converted;      /* from other currencies */
    Str weight;             /* column of the weights */
    const uint32_t *parts;  /* entries of what a ratio is of, zero at the end */
    Period period;          /* of the rows' dates */
    Str dimension, value;   /* channel = Search; empty: all rows */
    uint32_t rows;          /* that had a value */
    uint32_t first, last;   /* index of the first and last row counted */
    Span first_at, last_at; /* where these were written */
    Amount amount;
} FactSum;

typedef struct FactsLog {
    Arena *arena;
    LIST(FactSum) list;
    Map known;           /* which group and column to 1 + index */
    const void *spanned; /* the group that `span` is the period of */
    Period span;
} FactsLog;

#endif
