/*
 * growth.h - rates of growth, totals that roll, indices, splits of segments.
 */
#ifndef METRICS_GROWTH_H
#define METRICS_GROWTH_H

#include "metrics/metrics.h"

/*
 * (last / first)^(1 / years) - 1.  Missing when the first is 0 or below, the
 * last below 0, or there are no years between.
 */
Amount cagr_of(Amount first, Amount last, Amount years);

/*
 * A rate of one period as that of `periods`: 1 - (1 - rate)^periods, since who
 * has left cannot leave again.  Missing unless the rate is from 0 to 1.
 */
Amount rate_over(Amount rate, int periods);

/*
 * What a customer leaves over `periods`: margin * retention^t / (1 +
 * discount)^t for t from 0 on, all three of one period.  Missing unless
 * retention is from 0 to 1 and the discount 0 or more.
 */
Amount lifetime_value(Amount margin, Amount retention, Amount discount,
                      int periods);

/* A value of one month; months as month_of_day() counts them. */
typedef struct {
    int32_t month;
    Amount amount;
} MonthAmount;

typedef struct {
    int32_t first_year;
    int32_t last_year;
    Amount first; /* sums of twelve months */
    Amount last;
    Amount growth; /* a year; missing with less than two whole years */
} YearlyGrowth;

/*
 * Growth between the first and the last year that are there whole: a year with
 * a month missing at either end is left out.  `fiscal_start` is the month, 1 to
 * 12, in which years begin; a year is named by the calendar year it begins in.
 * Months are in order; one given twice is added up.
 */
YearlyGrowth yearly_growth(const MonthAmount *months, size_t count,
                           int fiscal_start);

typedef struct {
    Amount now;    /* sum of the last `window` */
    Amount before; /* sum of the `window` before them */
} RollingTotals;

/* Missing as soon as one of the window is. */
RollingTotals rolling_totals(const Amount *values, size_t count, size_t window);

/* 100 times the value over the base; missing at base 0. */
Amount index_of(Amount value, Amount base);
/* Mean of the first `window` values, which is the base of an index. */
Amount base_of_window(const Amount *values, size_t count, size_t window);

enum { SEGMENT_SMALL = 30 }; /* fewer in the denominator say little */

typedef struct {
    Amount rate;
    Amount index;  /* 100 is the rate of all segments together */
    bool is_small; /* denominator below SEGMENT_SMALL */
} SegmentIndex;

/* `over` and `under` hold `count` each, as does `out`. */
void segment_indices(const Amount *over, const Amount *under, size_t count,
                     SegmentIndex *out);

/* 100 * (promoters - detractors) / n, unrounded; missing at n 0. */
Amount nps_of(Decimal promoters, Decimal detractors, Decimal n);

#endif
