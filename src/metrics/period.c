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

int32_t month_of_day(int32_t day)
{
    Date d = date_of_days(day);

    return d.year * 12 + d.month - 1;
}

int32_t month_first_day(int32_t month)
{
    int32_t year = month >= 0 ? month / 12 : -((11 - month) / 12);
    Date d = { year, (int8_t)(month - year * 12 + 1), 1 };

    return date_to_days(d);
}

int32_t month_last_day(int32_t month)
{
    return month_first_day(month + 1) - 1;
}

static int32_t into_year(int32_t month, int fiscal_start)
{
    return (month % 12 - (fiscal_start - 1) + 12) % 12;
}

int32_t quarter_first_month(int32_t month, int fiscal_start)
{
    return month - into_year(month, fiscal_start) % 3;
}

int32_t year_first_month(int32_t month, int fiscal_start)
{
    return month - into_year(month, fiscal_start);
}

/* Whole months in the period; 0 if it does not begin and end with months. */
static int32_t whole_months(Period p)
{
    int32_t first = month_of_day(p.from);
    int32_t last = month_of_day(p.to);

    if (p.from != month_first_day(first) || p.to != month_last_day(last))
        return 0;
    return last - first + 1;
}

PeriodKind period_kind(Period p, int fiscal_start)
{
    int32_t months = whole_months(p);
    int32_t first = month_of_day(p.from);

    if (months == 1)
        return PERIOD_MONTH;
    if (months == 3 && quarter_first_month(first, fiscal_start) == first)
        return PERIOD_QUARTER;
    if (months == 12 &&
        (year_first_month(first, fiscal_start) == first || first % 12 == 0))
        return PERIOD_YEAR;
    return PERIOD_CUSTOM;
}

const char *period_kind_name(PeriodKind kind)
{
    static const char *const names[] = { "month", "quarter", "year", "custom" };
    return names[kind];
}

static Period period_shift_months(Period p, int32_t by)
{
    int32_t first = month_of_day(p.from) + by;
    int32_t last = month_of_day(p.to) + by;

    return (Period){ month_first_day(first), month_last_day(last) };
}

Period period_before(Period p)
{
    int32_t months = whole_months(p);

    if (months)
        return period_shift_months(p, -months);
    return (Period){ p.from - period_days(p), p.from - 1 };
}

Period period_after(Period p)
{
    int32_t months = whole_months(p);

    if (months)
        return period_shift_months(p, months);
    return (Period){ p.to + 1, p.to + period_days(p) };
}

static int32_t day_year_ago(int32_t day)
{
    return date_to_days(date_add_months(date_of_days(day), -12));
}

Period period_year_ago(Period p)
{
    if (whole_months(p))
        return period_shift_months(p, -12);
    return (Period){ day_year_ago(p.from), day_year_ago(p.to) };
}

Period period_align(Period other, Period p, int32_t through)
{
    if (through >= p.to)
        return other;
    int32_t months = month_of_day(through) - month_of_day(p.from);
    int32_t month = month_of_day(other.from) + months;
    Period aligned = { other.from, other.to };

    if (p.from != month_first_day(month_of_day(p.from)))
        aligned.to = other.from + (through - p.from);
    else if (through == month_last_day(month_of_day(through)))
        aligned.to = month_last_day(month);
    else
        aligned.to = month_first_day(month) +
                     (through - month_first_day(month_of_day(through)));
    if (aligned.to > month_last_day(month) &&
        p.from == month_first_day(month_of_day(p.from)))
        aligned.to = month_last_day(month);
    if (aligned.to > other.to)
        aligned.to = other.to;
    return aligned;
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

/* The same day of the month `by` months on; month ends stay month ends. */
static int32_t day_shift(int32_t day, int by)
{
    int32_t month = month_of_day(day);

    if (day == month_last_day(month))
        return month_last_day(month + by);
    return date_to_days(date_add_months(date_of_days(day), by));
}

static bool period_units_ago(Period p, int months, Period *out)
{
    if (p.to >= date_to_days(date_add_months(date_of_days(p.from), months)))
        return false;
    *out = whole_months(p) ? period_shift_months(p, -months)
                           : (Period){ date_to_days(date_add_months(
                                           date_of_days(p.from), -months)),
                                       day_shift(p.to, -months) };
    return true;
}

bool period_compared(CompareKind kind, Period p, Period *out)
{
    switch (kind) {
    case COMPARE_PREVIOUS_PERIOD:
        *out = period_before(p);
        return true;
    case COMPARE_PREVIOUS_MONTH:
        return period_units_ago(p, 1, out);
    case COMPARE_PREVIOUS_QUARTER:
        return period_units_ago(p, 3, out);
    case COMPARE_PREVIOUS_YEAR:
        return period_units_ago(p, 12, out);
    case COMPARE_PRIOR_YEAR:
        *out = period_year_ago(p);
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

Period period_compared_part(CompareKind kind, Period whole, Period p,
                            int32_t through)
{
    if (kind != COMPARE_SAME_WEEKS)
        return period_align(whole, p, through);
    if (through < p.to)
        whole.to = whole.from + (through - p.from);
    return whole;
}

Period period_to_date(CompareKind kind, int32_t through, int fiscal_start)
{
    int32_t month = month_of_day(through);

    if (kind == COMPARE_YEAR_TO_DATE)
        month = year_first_month(month, fiscal_start);
    return (Period){ month_first_day(month), through };
}

Period period_to_date_before(CompareKind kind, Period to_date)
{
    int by = kind == COMPARE_YEAR_TO_DATE ? -12 : -1;

    return (Period){ month_first_day(month_of_day(to_date.from) + by),
                     day_shift(to_date.to, by) };
}
