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
