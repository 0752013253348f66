/*
 * period.h - stretches of days and what they are compared with.
 */
#ifndef METRICS_PERIOD_H
#define METRICS_PERIOD_H

#include "locale/calendar.h"

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
/* `c`, here and below, says what months and years are. */
PeriodKind period_kind(const ClientCalendar *c, Period p);
const char *period_kind_name(PeriodKind kind);
/*
 * The one before: the calendar unit before a month, quarter or year, else the
 * same number of days.
 */
Period period_before(const ClientCalendar *c, Period p);
Period period_after(const ClientCalendar *c, Period p);
/*
 * The same dates last year; the end of February stays the end.  Of years of
 * weeks the weeks of the same numbers, no more than `p` has.
 */
Period period_year_ago(const ClientCalendar *c, Period p);
/*
 * The part of `other` that corresponds to the days of `p` up to `through`: the
 * same number of months and days into it; of years of weeks, of days.
 */
Period period_align(const ClientCalendar *c, Period other, Period p,
                    int32_t through);

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
bool period_compared(const ClientCalendar *c, CompareKind kind, Period p,
                     Period *out);
/* The part of it that corresponds to the days of `p` up to `through`. */
Period period_compared_part(const ClientCalendar *c, CompareKind kind,
                            Period whole, Period p, int32_t through);
/* The month or fiscal year of `through` up to that day, and the one before. */
Period period_to_date(const ClientCalendar *c, CompareKind kind,
                      int32_t through);
Period period_to_date_before(const ClientCalendar *c, CompareKind kind,
                             Period to_date);

#endif
