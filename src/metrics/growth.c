/* growth.c - from a series of amounts to how they grow. */

#include "metrics/growth.h"
#include "metrics/period.h"

Amount cagr_of(Amount first, Amount last, Amount years)
{
    Decimal power, root;

    if (!first.is_known || !last.is_known || !years.is_known ||
        decimal_sign(first.number) <= 0 || decimal_sign(last.number) < 0 ||
        decimal_sign(years.number) <= 0)
        return amount_missing();
    Amount ratio = amount_divide(last, first);
    if (!ratio.is_known ||
        !decimal_divide(decimal_of_int(1), years.number, &power) ||
        !decimal_power(ratio.number, power, &root))
        return amount_missing();
    return amount_of(decimal_subtract(root, decimal_of_int(1)));
}

static bool is_share(Amount a)
{
    return a.is_known && decimal_sign(a.number) >= 0 &&
           decimal_compare(a.number, decimal_of_int(1)) <= 0;
}

Amount rate_over(Amount rate, int periods)
{
    Decimal left;

    if (!is_share(rate) || periods < 1 ||
        !decimal_power(decimal_subtract(decimal_of_int(1), rate.number),
                       decimal_of_int(periods), &left))
        return amount_missing();
    return amount_of(decimal_subtract(decimal_of_int(1), left));
}

Amount lifetime_value(Amount margin, Amount retention, Amount discount,
                      int periods)
{
    enum { PLACES = 24 };
    Decimal each, sum = decimal_of_int(0);

    if (!margin.is_known || !is_share(retention) || !discount.is_known ||
        decimal_sign(discount.number) < 0 || periods < 1 ||
        !decimal_divide(retention.number,
                        decimal_add(decimal_of_int(1), discount.number), &each))
        return amount_missing();
    Decimal part = margin.number;
    for (int t = 0; t < periods; t++) {
        sum = decimal_add(sum, part);
        part = decimal_round(decimal_multiply(part, each), PLACES,
                             ROUND_HALF_AWAY);
    }
    return amount_of(sum);
}

/* ---- Years -------------------------------------------------------------- */

typedef struct {
    int32_t year;  /* its first month */
    unsigned seen; /* a bit for each month that has an amount */
    Decimal sum;
} Year;

static bool year_is_whole(const Year *y)
{
    return y->seen == 0xFFF;
}

static void year_add(Year *y, const MonthAmount *m)
{
    if (!m->amount.is_known)
        return;
    y->seen |= 1u << (m->month - y->year);
    y->sum = decimal_add(y->sum, m->amount.number);
}

static void year_take(YearlyGrowth *g, const Year *y)
{
    if (!year_is_whole(y))
        return;
    if (!g->first.is_known) {
        g->first = amount_of(y->sum);
        g->first_year = y->year / 12;
    }
    g->last = amount_of(y->sum);
    g->last_year = y->year / 12;
}

YearlyGrowth yearly_growth(const MonthAmount *months, size_t count,
                           int fiscal_start)
{
    const ClientCalendar calendar = { .fiscal_start = fiscal_start };
    YearlyGrowth g = { 0 };
    Year y = { 0 };

    for (size_t i = 0; i < count; i++) {
        int32_t year = year_first_month(&calendar, months[i].month);
        if (i == 0 || year != y.year) {
            year_take(&g, &y);
            y = (Year){ .year = year };
        }
        year_add(&y, &months[i]);
    }
    year_take(&g, &y);
    g.growth = cagr_of(g.first, g.last,
                       amount_of(decimal_of_int(g.last_year - g.first_year)));
    return g;
}

/* ---- Totals that roll --------------------------------------------------- */

static Amount sum_known(const Amount *values, size_t count)
{
    Decimal sum = { 0 };

    for (size_t i = 0; i < count; i++) {
        if (!values[i].is_known)
            return amount_missing();
        sum = decimal_add(sum, values[i].number);
    }
    return amount_of(sum);
}

RollingTotals rolling_totals(const Amount *values, size_t count, size_t window)
{
    RollingTotals r = { 0 };

    if (window && count >= window)
        r.now = sum_known(values + (count - window), window);
    if (window && count >= 2 * window)
        r.before = sum_known(values + (count - 2 * window), window);
    return r;
}

/* ---- Indices ------------------------------------------------------------ */

Amount index_of(Amount value, Amount base)
{
    Amount ratio = amount_divide(value, base);

    if (ratio.is_known)
        ratio.number =
            decimal_reduce(decimal_multiply(ratio.number, decimal_of_int(100)));
    return ratio;
}

Amount base_of_window(const Amount *values, size_t count, size_t window)
{
    if (!window || window > count)
        return amount_missing();
    return amount_divide(sum_known(values, window),
                         amount_of(decimal_of_int((int64_t)window)));
}

void segment_indices(const Amount *over, const Amount *under, size_t count,
                     SegmentIndex *out)
{
    Decimal over_sum = { 0 }, under_sum = { 0 };

    for (size_t i = 0; i < count; i++) {
        if (!over[i].is_known || !under[i].is_known)
            continue;
        over_sum = decimal_add(over_sum, over[i].number);
        under_sum = decimal_add(under_sum, under[i].number);
    }
    Amount mean = amount_divide(amount_of(over_sum), amount_of(under_sum));
    for (size_t i = 0; i < count; i++) {
        Amount rate = amount_divide(over[i], under[i]);
        out[i] = (SegmentIndex){
            .rate = rate,
            .index = index_of(rate, mean),
            .is_small = under[i].is_known &&
                        decimal_compare(under[i].number,
                                        decimal_of_int(SEGMENT_SMALL)) < 0,
        };
    }
}

Amount nps_of(Decimal promoters, Decimal detractors, Decimal n)
{
    Decimal net = decimal_subtract(promoters, detractors);

    return amount_divide(amount_of(decimal_multiply(net, decimal_of_int(100))),
                         amount_of(n));
}
