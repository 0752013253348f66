/* dates.c - what was made of the dates of a column, and how it is said. */

#include "data/dataset.h"

#include "data/build.h"

void dates_count(Arena *a, DatasetDates *dates, const TimeWord *read, Str word,
                 Span at)
{
    if (read->is_short_year && !dates->short_years++) {
        dates->short_word = str_copy(a, word);
        dates->short_day = read->from;
        dates->short_at = at;
    }
    if (!read->has_zone)
        return;
    if (!dates->zoned++) {
        dates->offset = read->offset;
        dates->zoned_at = at;
    }
    dates->zones_differ |= read->offset != dates->offset;
    dates->moved += read->is_moved;
}

static void short_years_warn(Env *env, const DatasetDates *dates)
{
    Str day = date_iso(env->arena, date_of_days(dates->short_day));
    Diag *d = diag_warning(
        env->diags, dates->short_at,
        "%.*s: '%.*s' is read as %.*s; %zu %s a year of two digits",
        STR_ARG(text_shown(env->arena, dates->column)),
        STR_ARG(text_shown(env->arena, dates->short_word)), STR_ARG(day),
        dates->short_years,
        dates->short_years == 1 ? "date has" : "dates have");

    d->code = "data/short-year";
    d->hint = STR("69 to 99 are read as 1969 to 1999, 00 to 68 as 2000 to "
                  "2068; write the year with four digits");
}

static void zones_warn(Env *env, const DatasetDates *dates)
{
    Diag *d = diag_warning(
        env->diags, dates->zoned_at,
        "%.*s: %zu %s own time zone%s, and the client has none; each counts "
        "on the day as it is written",
        STR_ARG(text_shown(env->arena, dates->column)), dates->zoned,
        dates->zoned == 1 ? "time says its" : "times say their",
        dates->zones_differ ? ", not all the same" : "");

    d->code = "data/timezone";
    d->hint = STR("say client: { timezone: Europe/London }");
}

void dates_warn(Env *env, const ClientCalendar *calendar,
                const DatasetDates *dates)
{
    if (dates->short_years)
        short_years_warn(env, dates);
    if (dates->zoned && !calendar->zone)
        zones_warn(env, dates);
}
