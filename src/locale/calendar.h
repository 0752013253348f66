/*
 * calendar.h - a client's calendar, and the words for stretches of time in it.
 *
 * The same words serve the report's period and the dates of rows, in JSON, YAML
 * and tables: "2026-07-01", "2026-07-01T23:30:00Z", "2026-W27", "2026-07",
 * "2026-Q3", "2026-H1", "2026", "FY26", "FY26 Q3", "FY2026-H1", "Q3 FY26",
 * "FY26 P3".
 *
 * A fiscal year is twelve calendar months, or twelve months of whole weeks as
 * retailers have them: 4, 4 and 5 weeks a quarter, in one of three orders.  It
 * begins with a fixed weekday near the first of its month, so that now and then
 * it has 53 weeks; the last of them belongs to its last month.  Such a client
 * has no other months: "2026-07" names none, "FY26 P6" and "FY26 W23" do.
 */
#ifndef REPORTGEN_CALENDAR_H
#define REPORTGEN_CALENDAR_H

#include "locale/locale.h"
#include "locale/zone.h"

/* The weeks of a quarter's months. */
typedef enum { WEEKS_NONE, WEEKS_4_4_5, WEEKS_4_5_4, WEEKS_5_4_4 } WeekPattern;

typedef struct {
    int fiscal_start;     /* month, 1 to 12; 0 means 1 */
    bool named_by_end;    /* FY26 is the year that ends in 2026 */
    WeekPattern weeks;    /* WEEKS_NONE: its months are the calendar's */
    int week_start;       /* of a year of weeks: Monday 0 to Sunday 6 */
    bool begins_before;   /* on or before the first of its month, else on the
                             nearest */
    const TimeZone *zone; /* NULL: days are taken as they are written */
} ClientCalendar;

/* Whether its months are made of weeks; `c` may be NULL. */
static inline bool calendar_has_weeks(const ClientCalendar *c)
{
    return c && c->weeks != WEEKS_NONE;
}

/* What length of time a word names. */
typedef enum {
    STRETCH_DAY,
    STRETCH_WEEK,
    STRETCH_MONTH,
    STRETCH_QUARTER,
    STRETCH_HALF,
    STRETCH_YEAR,
    STRETCH_COUNT
} Stretch;

typedef struct {
    int32_t from, to; /* days since 1970-01-01; both belong to it */
    Stretch stretch;
    bool is_short_year; /* the year was written with two digits */
    bool has_zone;      /* a time that said its own zone */
    bool is_moved;      /* the client's zone has another day than written */
    int32_t offset;     /* of its own zone: seconds ahead of UTC */
} TimeWord;

/* False if `s`, without blanks around it, is no such word. */
bool time_word_read(const ClientCalendar *c, Str s, TimeWord *out);
/* The last day of a stretch that begins on `day`. */
int32_t stretch_end(const ClientCalendar *c, Stretch stretch, int32_t day);
/* Whole months in a stretch; 0 for days and weeks. */
int stretch_months(Stretch stretch);

/* Such a word, with the year in four digits. */
Str time_word(Arena *a, const ClientCalendar *c, Stretch stretch, int32_t from);

/* ---- Months ------------------------------------------------------------- */

/*
 * Months since year 0, and the first and last day of one.  A fiscal month of
 * weeks has the number of the calendar month that it stands for.  `c` may be
 * NULL: the calendar's own months.
 */
int32_t month_of_day(const ClientCalendar *c, int32_t day);
int32_t month_first_day(const ClientCalendar *c, int32_t month);
int32_t month_last_day(const ClientCalendar *c, int32_t month);
/* First month of the fiscal quarter or year that holds `month`. */
int32_t quarter_first_month(const ClientCalendar *c, int32_t month);
int32_t year_first_month(const ClientCalendar *c, int32_t month);
/* The year that a fiscal year with that first month is called by: 2026. */
int32_t year_called(const ClientCalendar *c, int32_t first_month);

/* ---- For readers of other ways to write days ---------------------------- */

/* Of two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068. */
int year_of_two_digits(int year);
/* Monday of an ISO week; false if the year has no such week. */
bool week_first_day(int year, int week, int32_t *out);
/*
 * The time of day behind a date: "23:30", "11:30:05.5 PM", "23:30:00Z",
 * "23:30 +02:00", "23:30:00 UTC".  Moves `word`, a day, into the client's zone
 * where the time says its own.  False if `s` is no time.
 */
bool clock_read(const ClientCalendar *c, Str s, TimeWord *word);

#endif
