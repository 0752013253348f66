/* period.c - months, quarters and years, fiscal ones included. */

#include "metrics/period.h"

int32_t period_days(Period p)
{
    return p.to - p.from + 1;
}

bool period_holds(Period p, int32_t day)
{
    return day >= p.from && day <= p.to;
}

/* Whole months in the period; 0 if it does not begin and end with months. */
static int32_t whole_months(const ClientCalendar *c, Period p)
{
    int32_t first = month_of_day(c, p.from);
    int32_t last = month_of_day(c, p.to);

    if (p.from != month_first_day(c, first) || p.to != month_last_day(c, last))
        return 0;
    return last - first + 1;
}

PeriodKind period_kind(const ClientCalendar *c, Period p)
{
    int32_t months = whole_months(c, p);
    int32_t first = month_of_day(c, p.from);

    if (months == 1)
        return PERIOD_MONTH;
    if (months == 3 && quarter_first_month(c, first) == first)
        return PERIOD_QUARTER;
    if (months == 12 && (year_first_month(c, first) == first ||
                         (!calendar_has_weeks(c) && first % 12 == 0)))
        return PERIOD_YEAR;
    return PERIOD_CUSTOM;
}

const char *period_kind_name(PeriodKind kind)
{
    static const char *const names[] = { "month", "quarter", "year", "custom" };
    return names[kind];
}

static Period period_shift_months(const ClientCalendar *c, Period p, int32_t by)
{
    int32_t first = month_of_day(c, p.from) + by;
    int32_t last = month_of_day(c, p.to) + by;

    return (Period){ month_first_day(c, first), month_last_day(c, last) };
}

Period period_before(const ClientCalendar *c, Period p)
{
    int32_t months = whole_months(c, p);

    if (months)
        return period_shift_months(c, p, -months);
    return (Period){ p.from - period_days(p), p.from - 1 };
}

Period period_after(const ClientCalendar *c, Period p)
{
    int32_t months = whole_months(c, p);

    if (months)
        return period_shift_months(c, p, months);
    return (Period){ p.to + 1, p.to + period_days(p) };
}

/* The same day of the month `by` months on, or the last that it has. */
static int32_t same_day(const ClientCalendar *c, int32_t day, int by)
{
    int32_t month = month_of_day(c, day);
    int32_t last = month_last_day(c, month + by);
    int32_t there =
        month_first_day(c, month + by) + (day - month_first_day(c, month));

    return there < last ? there : last;
}

/* As many days into the year before, whose weeks have the same numbers. */
static Period weeks_year_ago(const ClientCalendar *c, Period p)
{
    int32_t year = year_first_month(c, month_of_day(c, p.from));
    int32_t by = month_first_day(c, year) - month_first_day(c, year - 12);
    Period ago = { p.from - by, p.to - by };
    Period whole = period_shift_months(c, p, -12);

    /* a month, quarter or year without the 53rd week that `p` has */
    if (whole_months(c, p) && ago.to > whole.to)
        ago.to = whole.to;
    return ago;
}

Period period_year_ago(const ClientCalendar *c, Period p)
{
    if (calendar_has_weeks(c))
        return weeks_year_ago(c, p);
    if (whole_months(c, p))
        return period_shift_months(c, p, -12);
    return (Period){ same_day(c, p.from, -12), same_day(c, p.to, -12) };
}

/* As many days into it. */
static Period days_align(Period other, Period p, int32_t through)
{
    int32_t to = other.from + (through - p.from);

    return (Period){ other.from, to < other.to ? to : other.to };
}

/* The same, but month ends stay month ends. */
static int32_t day_shift(const ClientCalendar *c, int32_t day, int by)
{
    int32_t month = month_of_day(c, day);

    return day == month_last_day(c, month) ? month_last_day(c, month + by)
                                           : same_day(c, day, by);
}

Period period_align(const ClientCalendar *c, Period other, Period p,
                    int32_t through)
{
    int32_t first = month_of_day(c, p.from);

    if (through >= p.to)
        return other;
    if (calendar_has_weeks(c) || p.from != month_first_day(c, first))
        return days_align(other, p, through);
    int32_t to = day_shift(c, through, month_of_day(c, other.from) - first);
    return (Period){ other.from, to < other.to ? to : other.to };
}

/* ---- Comparisons -------------------------------------------------------- */

static const char *const compare_names[] = {
    "previous_period",  "previous_month",
    "previous_quarter", "previous_year",
    "prior_year",       "same_weeks_last_year",
    "mtd_vs_mtd",       "ytd",
    "custom",           "target",
    "benchmark"
};

bool compare_kind_parse(Str word, CompareKind *out)
{
    for (size_t i = 0; i < COUNT_OF(compare_names); i++) {
        if (str_is(word, compare_names[i])) {
            *out = (CompareKind)i;
            return true;
        }
    }
    *out = COMPARE_PRIOR_YEAR;
    return str_is(word, "same_period_last_year");
}

const char *compare_kind_name(CompareKind kind)
{
    return compare_names[kind];
}

bool compare_is_to_date(CompareKind kind)
{
    return kind == COMPARE_MONTH_TO_DATE || kind == COMPARE_YEAR_TO_DATE;
}

static bool period_units_ago(const ClientCalendar *c, Period p, int months,
                             Period *out)
{
    if (p.to >= same_day(c, p.from, months))
        return false;
    *out = whole_months(c, p) ? period_shift_months(c, p, -months)
                              : (Period){ same_day(c, p.from, -months),
                                          day_shift(c, p.to, -months) };
    return true;
}

bool period_compared(const ClientCalendar *c, CompareKind kind, Period p,
                     Period *out)
{
    switch (kind) {
    case COMPARE_PREVIOUS_PERIOD:
        *out = period_before(c, p);
        return true;
    case COMPARE_PREVIOUS_MONTH:
        return period_units_ago(c, p, 1, out);
    case COMPARE_PREVIOUS_QUARTER:
        return period_units_ago(c, p, 3, out);
    case COMPARE_PREVIOUS_YEAR:
        return period_units_ago(c, p, 12, out);
    case COMPARE_PRIOR_YEAR:
        *out = period_year_ago(c, p);
        return true;
    case COMPARE_SAME_WEEKS:
        *out = (Period){ p.from - 364, p.to - 364 };
        return true;
    case COMPARE_MONTH_TO_DATE:
    case COMPARE_YEAR_TO_DATE:
    case COMPARE_CUSTOM:
    case COMPARE_TARGET:
    case COMPARE_BENCHMARK:
        break;
    }
    return false;
}

Period period_compared_part(const ClientCalendar *c, CompareKind kind,
                            Period whole, Period p, int32_t through)
{
    if (kind == COMPARE_SAME_WEEKS && through < p.to)
        return days_align(whole, p, through);
    return period_align(c, whole, p, through);
}

Period period_to_date(const ClientCalendar *c, CompareKind kind,
                      int32_t through)
{
    int32_t month = month_of_day(c, through);

    if (kind == COMPARE_YEAR_TO_DATE)
        month = year_first_month(c, month);
    return (Period){ month_first_day(c, month), through };
}

Period period_to_date_before(const ClientCalendar *c, CompareKind kind,
                             Period to_date)
{
    int by = kind == COMPARE_YEAR_TO_DATE ? -12 : -1;
    int32_t from = month_first_day(c, month_of_day(c, to_date.from) + by);

    if (calendar_has_weeks(c))
        return (Period){ from, from + (to_date.to - to_date.from) };
    return (Period){ from, day_shift(c, to_date.to, by) };
}
