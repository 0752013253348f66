/*
 * calendar.h - a client's calendar, and the words for stretches of time in it.
 *
 * The same words serve the report's period and the dates of rows, in JSON, YAML
 * and tables: "2026-07-01", "2026-07-01T23:30:00Z", "2026-W27", "2026-07",
 * "2026-Q3", "2026-H1", "2026", "FY26", "FY26 Q3", "FY2026-H1", "Q3 FY26".
 */
#ifndef REPORTGEN_CALENDAR_H
#define REPORTGEN_CALENDAR_H

#include "locale/locale.h"
#include "locale/zone.h"

typedef struct {
    int fiscal_start;     /* month, 1 to 12; 0 means 1 */
    bool named_by_end;    /* FY26 is the year that ends in 2026 */
    const TimeZone *zone; /* NULL: days are taken as they are written */
} ClientCalendar;

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
int32_t stretch_end(Stretch stretch, int32_t day);
/* Whole months in a stretch; 0 for days and weeks. */
int stretch_months(Stretch stretch);

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
