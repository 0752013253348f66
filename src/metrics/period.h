/*
 * period.h - stretches of days and what they are compared with.
 */
#ifndef METRICS_PERIOD_H
#define METRICS_PERIOD_H

#include "locale/locale.h"

/* Both days belong to it. */
typedef struct {
    int32_t from; /* days since 1970-01-01 */
    int32_t to;
} Period;

typedef enum {
    PERIOD_MONTH,
    PERIOD_QUARTER, /* of the fiscal year */
    PERIOD_YEAR,    /* fiscal or calendar */
    PERIOD_CUSTOM
} PeriodKind;

int32_t period_days(Period p);
bool period_holds(Period p, int32_t day);
/* `fiscal_start` is the month, 1 to 12, in which the fiscal year begins. */
PeriodKind period_kind(Period p, int fiscal_start);
const char *period_kind_name(PeriodKind kind);
/*
 * The one before: the calendar unit before a month, quarter or year, else the
 * same number of days.
 */
Period period_before(Period p);
Period period_after(Period p);
/* The same dates last year; the end of February stays the end. */
Period period_year_ago(Period p);
/*
 * The part of `other` that corresponds to the days of `p` up to `through`: the
 * same number of months and days into it.
 */
Period period_align(Period other, Period p, int32_t through);

/* Months since year 0, and the first day of one. */
int32_t month_of_day(int32_t day);
int32_t month_first_day(int32_t month);
int32_t month_last_day(int32_t month);
/* First month of the fiscal quarter or year that holds `month`. */
int32_t quarter_first_month(int32_t month, int fiscal_start);
int32_t year_first_month(int32_t month, int fiscal_start);

#endif
