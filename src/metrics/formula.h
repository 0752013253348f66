/*
 * formula.h - what stands above and below the line of a ratio.
 *
 * A formula is a sum of products of measures and numbers: "spend",
 * "promoters - detractors", "arpa * gross_margin", "0.5 * start + 0.5 * end".
 * There are no brackets.  It is worked out from sums, never row by row.
 */
#ifndef METRICS_FORMULA_H
#define METRICS_FORMULA_H

#include "base/decimal.h"

enum { FORMULA_TERMS = 8, FORMULA_FACTORS = 4 };

typedef struct {
    Str id; /* of a measure; empty: `number` */
    Decimal number;
} Factor;

typedef struct {
    bool is_subtracted;
    size_t factor_count;
    Factor factors[FORMULA_FACTORS];
} Term;

typedef struct {
    size_t term_count;
    Term terms[FORMULA_TERMS];
} Formula;

/*
 * False with `*fault_at` the byte at which it stops being a formula.  The ids
 * are slices of `s`.
 */
bool formula_parse(Str s, Formula *out, size_t *fault_at);
/* The id, if the formula is one measure alone; else empty. */
Str formula_single(const Formula *f);

#endif
