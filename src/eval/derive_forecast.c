/* derive_forecast.c - metrics one period on. */

#include "eval/derive_parts.h"
#include "metrics/forecast.h"

#include <math.h>

enum { SEASON_MONTHS = 12, HISTORY_LEAST = 3 };

/* The whole months up to the last one with data; a gap begins afresh. */
static Series series_find(Derive *d, const Present *p)
{
    const Facts *f = &d->facts;
    double *values = arena_make_array(d->env->scratch, double, MONTHS_KEPT);
    Series s = { values, 0, SEASON_MONTHS };

    for (int i = 0; i < MONTHS_KEPT; i++) {
        int32_t month = f->first_month + i;
        bool is_partial =
            d->calendar.through < month_last_day(&d->calendar.client, month) ||
            (f->grain == FACTS_DAILY &&
             f->first_day > month_first_day(&d->calendar.client, month));
        Amount a = group_amount(f, &f->months[i], p);
        if (is_partial &&
            month >= month_of_day(&d->calendar.client, d->calendar.through))
            break;
        double x = a.is_known ? decimal_to_double(a.number) : NAN;
        if (!isfinite(x) || is_partial) {
            s.len = 0;
            continue;
        }
        values[s.len++] = x;
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

/* A forecast of one metric; of a ratio, the quotient of those of its parts. */
typedef struct {
    const Present *present;
    Series history;
    Forecast made;
    Accuracy accuracy;
    Forecast under; /* of a ratio: its denominator */
} Outlook;

/* What cannot have been negative does not become so. */
static bool series_is_positive(Series s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < 0)
            return false;
    return true;
}

/* Nothing follows from nothing. */
static bool series_is_zero(Series s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != 0)
            return false;
    return true;
}

/* The end of the stretch counts of a stock, the sum of all else. */
static void total_set(const Present *p, Forecast *f)
{
    if (p->metric->kind == METRIC_STOCK)
        f->total = f->points[f->count - 1];
}

static bool series_forecast(Derive *d, const Present *p, Outlook *o)
{
    Arena *scratch = d->env->scratch;

    o->present = p;
    o->history = series_find(d, p);
    if (o->history.len < HISTORY_LEAST || series_is_zero(o->history))
        return false;
    ForecastMethod method = forecast_choose(scratch, o->history, &o->accuracy);
    if (!forecast_make(scratch, method, o->history, CONFIDENCE_80,
                       (size_t)horizon_months(d), &o->made))
        return false;
    if (series_is_positive(o->history))
        forecast_clamp(&o->made);
    total_set(p, &o->made);
    return true;
}

/*
 * A ratio has no forecast of its own: months of little volume would count as
 * much as large ones.  Its parts have, and their quotient has no interval.
 */
static bool ratio_forecast(Derive *d, const Present *p, Outlook *o)
{
    const Facts *f = &d->facts;
    Outlook under = { 0 };

    int over_column = side_column(p->over);
    int under_column = side_column(p->under);

    if (over_column == NOT_THERE || under_column == NOT_THERE)
        return false;
    Present parts[] = { { .metric = f->measures.at[over_column].metric,
                          .column = over_column },
                        { .metric = f->measures.at[under_column].metric,
                          .column = under_column } };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (parts[i].metric->kind != METRIC_SUM)
            return false;
    if (!series_forecast(d, &parts[0], o) ||
        !series_forecast(d, &parts[1], &under))
        return false;
    o->present = p;
    o->under = under.made;
    o->made.has_interval = false;
    if (under.history.len < o->history.len)
        o->history = under.history;
    return true;
}

static bool outlook_find(Derive *d, const Present *p, Outlook *o)
{
    switch (p->metric->kind) {
    case METRIC_SUM:
    case METRIC_STOCK:
        return series_forecast(d, p, o);
    case METRIC_RATIO:
        return ratio_forecast(d, p, o);
    default:
        return false; /* parts that do not add up have no series */
    }
}

/* value, low and high; `under` is the denominator of a ratio. */
static void put_point(Derive *d, MemberList *m, const Outlook *o,
                      ForecastPoint point, double under)
{
    Amount none = amount_missing();
    Amount value = forecast_amount(point.value, point.value);

    if (o->under.count && !(isfinite(point.value) && isfinite(under)))
        value = none;
    else if (o->under.count)
        value = metric_ratio(o->present->metric,
                             amount_of(decimal_of_double(point.value)),
                             amount_of(decimal_of_double(under)));
    if (o->under.count && value.is_known) {
        double quotient = decimal_to_double(value.number);
        value = forecast_amount(quotient, quotient);
    }
    bool has_range = o->made.has_interval;
    put_amount(d, m, "value", value);
    put_amount(d, m, "low",
               has_range ? forecast_amount(point.low, point.value) : none);
    put_amount(d, m, "high",
               has_range ? forecast_amount(point.high, point.value) : none);
}

static Value months_value(Derive *d, const Outlook *o)
{
    int32_t first =
        month_of_day(&d->calendar.client, d->calendar.period.to) + 1;
    ValueList l = { 0 };

    for (size_t i = 0; i < o->made.count; i++) {
        MemberList m = { 0 };
        int32_t day = month_first_day(&d->calendar.client, first + (int32_t)i);
        put(d, &m, STR("month"), value_day(d, day));
        put_words(d, &m, "label",
                  month_label(d, first + (int32_t)i, STR("month")));
        put_point(d, &m, o, o->made.points[i],
                  o->under.count ? o->under.points[i].value : 0);
        *list_add(d->arena, &l) = value_of_map(&m);
    }
    return value_of_list(&l);
}

/* Three places; missing below 0, which stands for not tested. */
static Amount error_amount(double error)
{
    if (error < 0 || !isfinite(error))
        return amount_missing();
    return amount_of(
        decimal_round(decimal_of_double(error), 3, ROUND_HALF_AWAY));
}

static Value outlook_value(Derive *d, const Outlook *o)
{
    const Metric *metric = o->present->metric;
    bool is_ratio = o->under.count > 0;
    MemberList m = { 0 };

    put_words(d, &m, "metric", metric->id);
    Value base = metric_value(d, metric);
    for (size_t i = 1; i < base.as.map.len; i++)
        if (!str_is(base.as.map.at[i].key, "label"))
            *list_add(d->arena, &m) = base.as.map.at[i];
    put_words(d, &m, "metric_label", metric->label);
    put_words(
        d, &m, "label",
        period_label(d, period_after(&d->calendar.client, d->calendar.period),
                     false));
    put_point(d, &m, o, o->made.total, o->under.total.value);
    put_word(d, &m, "method",
             is_ratio ? "forecasts of both parts"
                      : forecast_method_name(o->made.method, SEASON_MONTHS));
    put(d, &m, STR("history_months"), value_int((int64_t)o->history.len));
    put_amount(d, &m, "backtest_mase",
               is_ratio ? amount_missing() : error_amount(o->accuracy.mase));
    put_amount(d, &m, "backtest_wape",
               is_ratio ? amount_missing() : error_amount(o->accuracy.wape));
    put_flag(d, &m, "is_clamped", o->made.is_clamped);
    put(d, &m, STR("months"), months_value(d, o));
    return value_of_map(&m);
}

void derive_forecast(Derive *d)
{
    Facts *f = &d->facts;
    ValueList all = { 0 };

    if (d->primary == NOT_THERE || f->grain == FACTS_NONE)
        return;
    if (d->calendar.is_partial) {
        derive_note(d, (Span){ 0 }, "notes.no_forecast", NULL);
        return;
    }
    for (size_t i = 0; i < f->present.len; i++) {
        ArenaMark mark = arena_save(d->env->scratch);
        Outlook o = { 0 };
        if (outlook_find(d, &f->present.at[i], &o)) {
            Value v = outlook_value(d, &o);
            if ((int)i == d->primary)
                derive_out(d, "forecast", v);
            *list_add(d->arena, &all) = v;
        }
        arena_rewind(d->env->scratch, mark);
    }
    if (all.len)
        derive_out(d, "forecasts", value_of_list(&all));
}
