/*
 * statistics.h - sums of doubles, distributions, intervals and tests.
 *
 * What is estimated needs no exact decimals: doubles throughout, added with
 * Neumaier's compensation so that the order of the numbers does not matter.
 * Rates are fractions.
 */
#ifndef METRICS_STATISTICS_H
#define METRICS_STATISTICS_H

#include "base/base.h"

/* ---- Numbers ------------------------------------------------------------ */

/* A sum that keeps what each addition loses (Neumaier 1974). */
typedef struct {
    double sum;
    double lost;
} Sum;

void sum_add(Sum *s, double x);
double sum_total(const Sum *s);

double mean_of(const double *x, size_t n);                   /* n > 0 */
double median_of(Arena *scratch, const double *x, size_t n); /* n > 0 */

/* ---- Distributions ------------------------------------------------------ */

double normal_below(double z);    /* share of the standard normal below z */
double normal_quantile(double p); /* 0 < p < 1 */
double t_below(double t, double freedom);
double t_quantile(double p, double freedom); /* 0 < p < 1, freedom >= 1 */

enum { CONFIDENCE_80, CONFIDENCE_95 };
/*
 * How many standard errors lie on each side of the middle: 1.281552 and
 * 1.959964, the six places that tables print.
 */
double confidence_z(int confidence);

/* ---- Rates -------------------------------------------------------------- */

typedef struct {
    double value;
    double low;
    double high;
} Estimate;

/*
 * A rate with Wilson's score interval (Wilson 1927), without correction for
 * continuity.  False unless 0 <= successes <= n and n > 0.
 */
bool wilson_interval(double successes, double n, int confidence, Estimate *out);

typedef struct {
    double difference; /* first rate less second */
    double low;        /* its 95 % interval, by unpooled variances */
    double high;
    double z; /* by the pooled rate */
    double p; /* two-sided */
    bool is_large_enough;
    bool is_significant; /* large enough and p < 0.05 */
} ProportionTest;

enum { ARM_LEAST = 30 }; /* fewer than this in one arm decide nothing */

/*
 * Two shares compared.  False if a count is out of range; z is 0 and p 1 when
 * all or none succeeded in both.
 */
bool proportions_test(double successes, double n, double other_successes,
                      double other_n, ProportionTest *out);

/* ---- Net promoter score ------------------------------------------------- */

enum {
    NPS_SMALL = 30, /* fewer answers are to be shown with their number */
    STAFF_LEAST = 5 /* fewer are not shown: they would name the people */
};

/*
 * Standard error of 100 * (p - d), in points: 100 * sqrt((p + d - (p-d)^2)/n)
 * for the shares p of promoters and d of detractors.  Negative if n is 0.
 */
double nps_standard_error(double promoters, double detractors, double n);

/* ---- What stands out ---------------------------------------------------- */

typedef struct {
    double expected; /* what the season before gives */
    double usual;    /* the same with the median change of a season */
    double score;    /* robust z: 0 where it is not known */
    bool is_known;
    bool is_anomaly; /* |score| > 3 */
} Anomaly;

/* Residuals that are needed before any of them can stand out. */
enum { ANOMALY_LEAST = 8 };

/*
 * Scores each point against the one a season (at least 1) before: the residual
 * less the median residual, over 1.4826 times their median absolute deviation,
 * or over 1.2533 times the mean one where more than half are equal (Iglewicz
 * and Hoaglin 1993).  A return to the usual a season after something stood out
 * does not stand out itself.  `out` has one item a point.  False, and nothing
 * stands out, with fewer than ANOMALY_LEAST residuals or no spread at all.
 */
bool anomalies_find(Arena *scratch, const double *y, size_t n, size_t season,
                    Anomaly *out);

#endif
