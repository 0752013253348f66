/*
 * filters_measure.c - filters that measure: change, growth, pace, series.
 *
 * Null in, null out; a base of zero or below has no percentage and gives null.
 */

#include "eval/machine.h"
#include "eval/metric_format.h"
#include "metrics/forecast.h"
#include "metrics/metrics.h"

#include <math.h>

enum { SERIES_LIMIT = 100000, FORECAST_LIMIT = 120 };

/* ---- Arguments ---------------------------------------------------------- */

static const Value *arg(const Call *call, size_t i)
{
    static const Value absent = { .kind = VALUE_ABSENT };

    return i < call->arg_count ? &call->args[i] : &absent;
}

static bool is_nothing(const Value *v)
{
    return v->kind == VALUE_ABSENT || v->kind == VALUE_NULL;
}

static Amount amount_of_value(const Value *v)
{
    return v && v->kind == VALUE_NUMBER ? amount_of(v->as.number)
                                        : amount_missing();
}

static Value value_of_amount(Amount a)
{
    return a.is_known ? value_number(a.number) : value_null();
}

/* A whole number from 1 to `limit`; `otherwise` when not given, 0 if reported.
 */
static size_t count_arg(Machine *m, const Call *call, size_t i,
                        size_t otherwise, size_t limit)
{
    const Value *v = arg(call, i);
    int64_t n;

    if (is_nothing(v))
        return otherwise;
    if (v->kind == VALUE_NUMBER && decimal_to_int(v->as.number, &n) && n >= 1 &&
        n <= (int64_t)limit)
        return (size_t)n;
    call_fail(m, call, "expected a whole number from 1 to %zu", limit);
    return 0;
}

/* The number in a row, or the row itself if it is one. */
static Amount item_amount(const Value *item, const Value *field)
{
    if (field->kind == VALUE_TEXT && item->kind == VALUE_MAP)
        return amount_of_value(value_find(item, field->as.text));
    return amount_of_value(item);
}

static bool subject_is_list(Machine *m, const Call *call)
{
    if (call->subject.kind == VALUE_LIST &&
        call->subject.as.list.len <= SERIES_LIMIT)
        return true;
    if (call->subject.kind == VALUE_LIST)
        call_fail(m, call, "the list has more than %d items", SERIES_LIMIT);
    else if (!is_nothing(&call->subject))
        call_fail(m, call, "expected a list, found %s",
                  value_kind_name(&call->subject));
    return false;
}

/* ---- Two numbers -------------------------------------------------------- */

static Amount relative_change(Amount now, Amount base)
{
    if (!base.is_known || decimal_sign(base.number) < 0)
        return amount_missing();
    if (decimal_sign(base.number) == 0)
        return now.is_known && decimal_sign(now.number) == 0
                   ? amount_of(decimal_of_int(0))
                   : amount_missing();
    return amount_divide(amount_subtract(now, base), base);
}

static Value filter_change(Machine *m, const Call *call)
{
    (void)m;
    return value_of_amount(relative_change(amount_of_value(&call->subject),
                                           amount_of_value(arg(call, 0))));
}

/* From the first number of a list to its last. */
static void ends_find(const Call *call, const Value *field, Amount *first,
                      Amount *last)
{
    const Values *list = &call->subject.as.list;

    *first = *last = amount_missing();
    for (size_t i = 0; i < list->len && !first->is_known; i++)
        *first = item_amount(&list->at[i], field);
    for (size_t i = list->len; i-- > 0 && !last->is_known;)
        *last = item_amount(&list->at[i], field);
}

static Value filter_growth(Machine *m, const Call *call)
{
    Amount first, last;

    if (!subject_is_list(m, call))
        return value_null();
    ends_find(call, arg(call, 0), &first, &last);
    return value_of_amount(relative_change(last, first));
}

static Value filter_cagr(Machine *m, const Call *call)
{
    Amount years = amount_of_value(arg(call, 0));
    Amount first, last, ratio;
    Decimal root, power;

    if (!subject_is_list(m, call))
        return value_null();
    ends_find(call, arg(call, 1), &first, &last);
    if (!years.is_known && call->subject.as.list.len)
        years =
            amount_of(decimal_of_int((int64_t)call->subject.as.list.len - 1));
    if (!first.is_known || !last.is_known || decimal_sign(first.number) <= 0 ||
        decimal_sign(last.number) < 0)
        return value_null();
    ratio = amount_divide(last, first);
    if (!years.is_known ||
        !decimal_divide(decimal_of_int(1), years.number, &power) ||
        !decimal_power(ratio.number, power, &root))
        return value_null();
    return value_number(decimal_subtract(root, decimal_of_int(1)));
}

static Value filter_weighted(Machine *m, const Call *call)
{
    Decimal sum = decimal_of_int(0), weights = sum;

    if (!subject_is_list(m, call))
        return value_null();
    for (size_t i = 0; i < call->subject.as.list.len; i++) {
        const Value *item = &call->subject.as.list.at[i];
        Amount value = item_amount(item, arg(call, 0));
        Amount weight = item_amount(item, arg(call, 1));
        if (!value.is_known || !weight.is_known)
            continue;
        sum = decimal_add(sum, decimal_multiply(value.number, weight.number));
        weights = decimal_add(weights, weight.number);
    }
    return value_of_amount(amount_divide(amount_of(sum), amount_of(weights)));
}

static Value filter_pace(Machine *m, const Call *call)
{
    Amount part = amount_divide(amount_of_value(&call->subject),
                                amount_of_value(arg(call, 0)));
    Amount time = amount_divide(amount_of_value(arg(call, 1)),
                                amount_of_value(arg(call, 2)));

    (void)m;
    return value_of_amount(amount_divide(part, time));
}

/* 100 times the number over the base; of a list, over its first number. */
static Value filter_index(Machine *m, const Call *call)
{
    Decimal hundred = decimal_of_int(100);
    Amount base = amount_of_value(arg(call, 0));
    Amount last;
    ValueList out = { 0 };

    if (call->subject.kind != VALUE_LIST) {
        Amount ratio = amount_divide(amount_of_value(&call->subject), base);
        return ratio.is_known
                   ? value_number(decimal_multiply(ratio.number, hundred))
                   : value_null();
    }
    if (!subject_is_list(m, call))
        return value_null();
    if (!base.is_known)
        ends_find(call, arg(call, 1), &base, &last);
    for (size_t i = 0; i < call->subject.as.list.len; i++) {
        Amount ratio = amount_divide(
            item_amount(&call->subject.as.list.at[i], arg(call, 1)), base);
        if (ratio.is_known)
            ratio.number = decimal_multiply(ratio.number, hundred);
        *list_add(m->arena, &out) = value_of_amount(ratio);
    }
    return value_list(out.at, out.len);
}

/* ---- Series ------------------------------------------------------------- */

/* Sum or mean of the `n` items up to each; null until there are `n`. */
static Value filter_rolling(Machine *m, const Call *call)
{
    size_t n = count_arg(m, call, 0, 3, SERIES_LIMIT);
    const Value *field = arg(call, 1), *kind = arg(call, 2);
    bool is_sum = kind->kind == VALUE_TEXT && str_is(kind->as.text, "sum");
    Decimal sum = decimal_of_int(0);
    size_t known = 0;
    ValueList out = { 0 };

    if (!n || !subject_is_list(m, call))
        return value_null();
    const Values *list = &call->subject.as.list;
    for (size_t i = 0; i < list->len; i++) {
        Amount in = item_amount(&list->at[i], field);
        if (in.is_known) {
            sum = decimal_add(sum, in.number);
            known++;
        }
        if (i >= n) {
            Amount leaving = item_amount(&list->at[i - n], field);
            if (leaving.is_known) {
                sum = decimal_subtract(sum, leaving.number);
                known--;
            }
        }
        Amount mean = amount_divide(amount_of(sum),
                                    amount_of(decimal_of_int((int64_t)n)));
        bool is_whole = i + 1 >= n && known == n;
        *list_add(m->arena, &out) = !is_whole ? value_null()
                                    : is_sum  ? value_number(sum)
                                              : value_of_amount(mean);
    }
    return value_list(out.at, out.len);
}

/* The numbers of the list as doubles; false if one is missing. */
static bool series_read(Machine *m, const Call *call, const Value *field,
                        Series *s)
{
    const Values *list = &call->subject.as.list;
    double *at = arena_make_array(m->env->scratch, double, list->len + 1);

    s->at = at;
    s->len = 0;
    for (size_t i = 0; i < list->len; i++) {
        Amount a = item_amount(&list->at[i], field);
        if (!a.is_known)
            return false;
        at[s->len++] = decimal_to_double(a.number);
        if (!isfinite(at[s->len - 1]))
            return false;
    }
    return true;
}

/* Nine digits: what doubles bear without showing their noise. */
static Value value_of_double(double x)
{
    if (!isfinite(x))
        return value_null();
    Decimal d = decimal_of_double(x);
    int places = x != 0 ? 9 - (int)floor(log10(fabs(x))) : 0;
    return value_number(
        decimal_reduce(decimal_round(d, places, ROUND_HALF_EVEN)));
}

static Value filter_trend(Machine *m, const Call *call)
{
    double intercept, slope;
    Series s = { 0 };
    ValueList out = { 0 };

    if (!subject_is_list(m, call))
        return value_null();
    ArenaMark mark = arena_save(m->env->scratch);
    bool is_whole = series_read(m, call, arg(call, 0), &s);
    if (is_whole && linear_trend(s.at, s.len, &intercept, &slope))
        for (size_t i = 0; i < s.len; i++)
            *list_add(m->arena, &out) =
                value_of_double(intercept + slope * (double)i);
    arena_rewind(m->env->scratch, mark);
    return out.len ? value_list(out.at, out.len) : value_null();
}

/* 100 times the mean of each position of the season over the mean of all. */
static Value filter_seasonal(Machine *m, const Call *call)
{
    size_t season = count_arg(m, call, 1, 12, 366);
    Series s = { 0 };
    ValueList out = { 0 };

    if (!season || !subject_is_list(m, call))
        return value_null();
    ArenaMark mark = arena_save(m->env->scratch);
    bool is_whole = series_read(m, call, arg(call, 0), &s) && s.len >= season;
    size_t whole = is_whole ? s.len / season * season : 0;
    const double *last = s.at + (s.len - whole);
    double all = 0;
    for (size_t i = 0; i < whole; i++)
        all += last[i];
    for (size_t k = 0; k < season && whole && all != 0; k++) {
        double sum = 0;
        for (size_t i = k; i < whole; i += season)
            sum += last[i];
        *list_add(m->arena, &out) =
            value_of_double(100 * sum * (double)season / all);
    }
    arena_rewind(m->env->scratch, mark);
    return out.len ? value_list(out.at, out.len) : value_null();
}

static Value point_value(Arena *a, ForecastPoint p)
{
    MemberList m = { 0 };

    map_put(a, &m, "value", value_of_double(p.value));
    map_put(a, &m, "low", value_of_double(p.low));
    map_put(a, &m, "high", value_of_double(p.high));
    return value_map(m.at, m.len);
}

static Value filter_forecast(Machine *m, const Call *call)
{
    size_t count = count_arg(m, call, 0, 3, FORECAST_LIMIT);
    size_t season = count_arg(m, call, 2, 12, 366);
    ForecastPoint points[FORECAST_LIMIT];
    Series s = { 0 };
    ValueList out = { 0 };
    double error;

    if (!count || !season || !subject_is_list(m, call))
        return value_null();
    ArenaMark mark = arena_save(m->env->scratch);
    bool is_whole = series_read(m, call, arg(call, 1), &s);
    s.season = season;
    if (is_whole && forecast_with(m->env->scratch,
                                  forecast_choose(m->env->scratch, s, &error),
                                  s, CONFIDENCE_80, points, count))
        for (size_t i = 0; i < count; i++)
            *list_add(m->arena, &out) = point_value(m->arena, points[i]);
    arena_rewind(m->env->scratch, mark);
    return out.len ? value_list(out.at, out.len) : value_null();
}

/* ---- As a measure is printed --------------------------------------------- */

/* The measure of that id as the data describes it, else the dictionary's. */
static bool place_of(const Value *v, MetricPlace *out)
{
    static const struct {
        const char *name;
        MetricPlace place;
    } places[] = { { "table", PLACE_TABLE },
                   { "card", PLACE_CARD },
                   { "signed", PLACE_SIGNED } };

    *out = PLACE_TABLE;
    if (is_nothing(v))
        return true;
    for (size_t i = 0; v->kind == VALUE_TEXT && i < COUNT_OF(places); i++)
        if (str_is(v->as.text, places[i].name)) {
            *out = places[i].place;
            return true;
        }
    return false;
}

static Value filter_metric(Machine *m, const Call *call)
{
    const Value *id = arg(call, 0);
    MetricPlace place;

    if (id->kind != VALUE_TEXT)
        return call_fail(m, call, "expected the id of a metric, found %s",
                         value_kind_name(id));
    if (!place_of(arg(call, 1), &place))
        return call_fail(m, call, "place is 'table', 'card' or 'signed'");
    if (!is_nothing(&call->subject) && call->subject.kind != VALUE_NUMBER)
        return call_fail(m, call, "expected a number, found %s",
                         value_kind_name(&call->subject));
    const Value *described = metric_described(m->data, id->as.text);
    const Metric *known = metric_find(id->as.text);
    if (!described && !known)
        return call_fail(m, call, "there is no metric '%.*s'",
                         STR_ARG(id->as.text));
    Metric metric = described ? metric_of_value(described) : *known;
    return value_text(amount_format(m->locale, m->arena, &metric,
                                    amount_of_value(&call->subject), place));
}

const Filter MEASURE_FILTERS[] = {
    { "metric", filter_metric, "id place=",
      "the number as that measure is printed; place='card' shortens it" },
    { "change", filter_change, "base",
      "change from base as a fraction; null when base is 0 or below" },
    { "growth", filter_growth,
      "field=", "change from the first to the last number of a list" },
    { "cagr", filter_cagr, "years= field=",
      "yearly growth from the first to the last number of a list" },
    { "weighted", filter_weighted, "field weight",
      "mean of one field weighted by another" },
    { "pace", filter_pace, "budget elapsed total",
      "share of budget spent over share of time elapsed; 1 is on plan" },
    { "index", filter_index, "base= field=",
      "100 times the number over base, or each of a list over its first" },
    { "rolling", filter_rolling, "n= field= kind=",
      "mean, or kind='sum', of the last n numbers at each place" },
    { "trend", filter_trend, "field=", "the straight line through a list" },
    { "seasonal", filter_seasonal, "field= season=",
      "index of each position of the season, 100 on average" },
    { "forecast", filter_forecast, "periods= field= season=",
      "the next values of a list: {value, low, high}, 80 % range" },
    { NULL, NULL, NULL, NULL }
};
