/* derive_forecast.c - the outcome metric one period on. */

#include "eval/derive_parts.h"
#include "metrics/forecast.h"

#include <math.h>

enum { SEASON_MONTHS = 12, HORIZON_LIMIT = 12 };

/* The whole months up to the last one with data; a gap begins afresh. */
static Series series_find(Derive *d, const Present *p)
{
    const Facts *f = &d->facts;
    double *values = arena_make_array(d->env->scratch, double, MONTHS_KEPT);
    Series s = { values, 0, SEASON_MONTHS };

    for (int i = 0; i < MONTHS_KEPT; i++) {
        int32_t month = f->first_month + i;
        bool is_partial =
            d->calendar.through < month_last_day(month) ||
            (f->grain == FACTS_DAILY && f->first_day > month_first_day(month));
        Amount a = group_amount(f, &f->months[i], p);
        if (is_partial && month >= month_of_day(d->calendar.through))
            break;
        if (!a.is_known || is_partial) {
            s.len = 0;
            continue;
        }
        values[s.len++] = decimal_to_double(a.number);
    }
    return s;
}

static double round_figure(double x, double scale)
{
    return scale > 0 ? round(x / scale) * scale : x;
}

/* A forecast has no more digits than its interval bears: four of the value. */
static Amount forecast_amount(double x, double value)
{
    double scale =
        fabs(value) >= 1 ? pow(10, floor(log10(fabs(value))) - 3) : 0;

    if (!isfinite(x))
        return amount_missing();
    return amount_of(decimal_of_double(round_figure(x, scale)));
}

static int horizon_months(const Derive *d)
{
    switch (d->calendar.kind) {
    case PERIOD_QUARTER:
        return 3;
    case PERIOD_YEAR:
        return 12;
    default:
        return 1;
    }
}

static Value months_value(Derive *d, const ForecastPoint *points, int count,
                          int32_t first)
{
    ValueList l = { 0 };

    for (int i = 0; i < count; i++) {
        MemberList m = { 0 };
        int32_t day = month_first_day(first + i);
        put(d, &m, STR("month"), value_day(d, day));
        put_words(
            d, &m, "label",
            date_format(d->locale, d->arena, date_of_days(day), STR("month")));
        put_amount(d, &m, "value",
                   forecast_amount(points[i].value, points[i].value));
        put_amount(d, &m, "low",
                   forecast_amount(points[i].low, points[i].value));
        put_amount(d, &m, "high",
                   forecast_amount(points[i].high, points[i].value));
        *list_add(d->arena, &l) = value_of_map(&m);
    }
    return value_of_list(&l);
}

/* Sums and measures that cannot be negative stay at zero or above. */
static void points_clamp(ForecastPoint *points, int count)
{
    for (int i = 0; i < count; i++) {
        points[i].value = fmax(points[i].value, 0);
        points[i].low = fmax(points[i].low, 0);
        points[i].high = fmax(points[i].high, 0);
    }
}

/*
 * The months are taken as independent, so that the spread of their sum is the
 * root of the summed squares.
 */
static ForecastPoint points_sum(const ForecastPoint *points, int count)
{
    ForecastPoint sum = { 0, 0, 0 };
    double squares = 0;

    for (int i = 0; i < count; i++) {
        double half = (points[i].high - points[i].low) / 2;
        sum.value += points[i].value;
        squares += half * half;
    }
    sum.low = fmax(sum.value - sqrt(squares), 0);
    sum.high = sum.value + sqrt(squares);
    return sum;
}

void derive_forecast(Derive *d)
{
    Facts *f = &d->facts;
    ForecastPoint points[HORIZON_LIMIT];
    int count = horizon_months(d);
    double error;

    if (d->primary == NOT_THERE || d->calendar.is_partial ||
        f->grain == FACTS_NONE)
        return;
    const Present *p = &f->present.at[d->primary];
    ArenaMark mark = arena_save(d->env->scratch);
    Series s = series_find(d, p);
    ForecastMethod method = forecast_choose(d->env->scratch, s, &error);
    bool is_made = p->metric->kind == METRIC_SUM && s.len >= 3 &&
                   forecast_with(d->env->scratch, method, s, CONFIDENCE_80,
                                 points, (size_t)count);
    arena_rewind(d->env->scratch, mark);
    if (!is_made)
        return;
    points_clamp(points, count);
    ForecastPoint sum = points_sum(points, count);
    int32_t next = month_of_day(d->calendar.period.to) + 1;
    MemberList m = { 0 };
    put_words(d, &m, "metric", p->metric->id);
    Value base = metric_value(d, p->metric);
    for (size_t i = 1; i < base.as.map.len; i++)
        if (!str_is(base.as.map.at[i].key, "label"))
            *list_add(d->arena, &m) = base.as.map.at[i];
    put_words(d, &m, "metric_label", p->metric->label);
    put_words(d, &m, "label",
              period_label(d, period_after(d->calendar.period), false));
    put_amount(d, &m, "value", forecast_amount(sum.value, sum.value));
    put_amount(d, &m, "low", forecast_amount(sum.low, sum.value));
    put_amount(d, &m, "high", forecast_amount(sum.high, sum.value));
    put_word(d, &m, "method", forecast_method_name(method));
    put(d, &m, STR("history_months"), value_int((int64_t)s.len));
    put_amount(d, &m, "backtest_mase",
               error >= 0 ? amount_of(decimal_round(decimal_of_double(error), 3,
                                                    ROUND_HALF_AWAY))
                          : amount_missing());
    put(d, &m, STR("months"), months_value(d, points, count, next));
    derive_out(d, "forecast", value_of_map(&m));
}
