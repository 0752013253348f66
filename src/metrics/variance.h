/*
 * variance.h - why an amount differs: from plan, by price, volume and mix, by
 * factors, by segments.
 *
 * Exact decimals, so that the parts add up to the whole.  Quotients within are
 * rounded to 18 places, the logarithms of a decomposition to 12 digits; what
 * that leaves goes to one of the parts.
 */
#ifndef METRICS_VARIANCE_H
#define METRICS_VARIANCE_H

#include "metrics/metrics.h"

/* ---- Plan --------------------------------------------------------------- */

typedef struct {
    Amount difference; /* actual less plan */
    Amount ratio;      /* of plan; missing unless that is above 0 */
    Verdict verdict;   /* good is favourable, bad unfavourable */
} Variance;

/* Missing is no variance; a neutral metric has no verdict. */
Variance variance_of(Direction direction, Amount actual, Amount plan);
/* The planned cost of one, times how many there were. */
Amount flexed_budget(Amount plan_cost, Amount plan_volume,
                     Amount actual_volume);

/* ---- Price, volume, mix ------------------------------------------------- */

typedef struct {
    Decimal base_quantity;
    Decimal base_amount; /* quantity times price */
    Decimal quantity;
    Decimal amount;
} SalesLine;

typedef enum { LINE_KEPT, LINE_NEW, LINE_LOST, LINE_EMPTY } LineKind;

typedef struct {
    LineKind kind;
    Decimal price;    /* (p1 - p0) q1; 0 of lines that are not kept */
    Decimal quantity; /* (q1 - q0) p0: the sum is volume and mix; of a new or
                         lost line its whole change */
} LineEffect;

typedef struct {
    Decimal base;
    Decimal volume; /* (Q1 - Q0) times the mean price before */
    Decimal mix;    /* sum of (q1/Q1 - q0/Q0) Q1 p0 */
    Decimal price;  /* sum of (p1 - p0) q1 */
    Decimal new_lines;
    Decimal lost_lines; /* 0 or below, as a rule */
    Decimal now;        /* base and all five */
} PriceVolumeMix;

/*
 * A line is kept when its quantity is above 0 on both sides; all others go to
 * `new_lines` and `lost_lines` and are no part of the mean price.  `each` has
 * room for all lines, or is NULL.
 */
PriceVolumeMix price_volume_mix(const SalesLine *lines, size_t count,
                                LineEffect *each);

/* ---- Factors ------------------------------------------------------------ */

typedef enum {
    FACTORS_LOG_MEAN, /* the order does not matter */
    FACTORS_IN_ORDER  /* one after the other: where a factor is 0 or below */
} FactorMethod;

/*
 * The change of a product shared among its factors by the logarithmic mean
 * (LMDI, Ang 2004): w ln(x1/x0) with w = (R1 - R0) / ln(R1/R0).  The effects
 * add up to R1 - R0 exactly.
 */
FactorMethod factors_decompose(const Decimal *base, const Decimal *now,
                               size_t count, Decimal *effects);

/* ---- Rates of segments -------------------------------------------------- */

/* The two sums whose quotient is the segment's rate, before and now. */
typedef struct {
    Decimal base_over;
    Decimal base_under; /* its share of all is the segment's weight */
    Decimal over;
    Decimal under;
} RateLine;

typedef struct {
    Amount base; /* rate of all; missing where there is nothing to divide by */
    Amount now;
    Amount within;   /* sum of w1 (r1 - r0): segments got better or worse */
    Amount mix;      /* sum of r0 (w1 - w0): their weights moved */
    bool is_opposed; /* within and mix have different signs */
    bool is_simpson; /* no segment's rate went the way of the whole */
} RateChange;

/*
 * A segment without a rate before has its present one as r0, so that all of it
 * is mix.  `within_each` and `mix_each` have room for all lines, or are NULL.
 */
RateChange rate_decompose(const RateLine *lines, size_t count,
                          Amount *within_each, Amount *mix_each);

#endif
