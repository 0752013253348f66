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

/* ---- Comparisons -------------------------------------------------------- */

/* What a report may compare its period with. */
typedef enum {
    COMPARE_PREVIOUS_PERIOD,  /* the unit before, else as many days */
    COMPARE_PREVIOUS_MONTH,   /* the same days one month before */
    COMPARE_PREVIOUS_QUARTER, /* three months before */
    COMPARE_PREVIOUS_YEAR,    /* twelve months before */
    COMPARE_PRIOR_YEAR,       /* the same dates last year */
    COMPARE_SAME_WEEKS,       /* 364 days before: the same weekdays */
    COMPARE_MONTH_TO_DATE,    /* this month so far, with as much of the last */
    COMPARE_YEAR_TO_DATE,     /* this fiscal year so far, with the last */
    COMPARE_CUSTOM,           /* two given days */
    COMPARE_TARGET,
    COMPARE_BENCHMARK
} CompareKind;

/*
 * "previous_month", ...; also same_period_last_year for prior_year.  False for
 * any other word.
 */
bool compare_kind_parse(Str word, CompareKind *out);
const char *compare_kind_name(CompareKind kind);
/* Both sides end with the last day that has data, whatever the report's is. */
bool compare_is_to_date(CompareKind kind);
/*
 * The whole of what `p` is compared with.  False if `p` is longer than the unit
 * that the comparison goes back by, or the kind has no period of its own.
 */
bool period_compared(CompareKind kind, Period p, Period *out);
/* The part of it that corresponds to the days of `p` up to `through`. */
Period period_compared_part(CompareKind kind, Period whole, Period p,
                            int32_t through);
/* The month or fiscal year of `through` up to that day, and the one before. */
Period period_to_date(CompareKind kind, int32_t through, int fiscal_start);
Period period_to_date_before(CompareKind kind, Period to_date);

/* ---- Months ------------------------------------------------------------- */

/* Months since year 0, and the first day of one. */
int32_t month_of_day(int32_t day);
int32_t month_first_day(int32_t month);
int32_t month_last_day(int32_t month);
/* First month of the fiscal quarter or year that holds `month`. */
int32_t quarter_first_month(int32_t month, int fiscal_start);
int32_t year_first_month(int32_t month, int fiscal_start);

#endif
