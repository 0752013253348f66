/*
 * filters_forecast.c - filters on series: what rolls, repeats and comes next.
 *
 * A series is a list of numbers, or of rows of which `field` is read, oldest
 * first.
 */

#include "eval/filters.h"
#include "metrics/forecast.h"
#include "metrics/growth.h"

#include <math.h>

enum { WINDOW_LIMIT = 100000, SEASON_LIMIT = 366, PERIODS_LIMIT = 120 };

/* How many passes over a series the search for weights takes, in steps. */
enum { SEARCH_STEPS = 100 };

Value value_of_double(double x)
{
    if (!isfinite(x))
        return value_null();
    Decimal d = decimal_of_double(x);
    int places = x != 0 ? 9 - (int)floor(log10(fabs(x))) : 0;
    return value_number(
        decimal_reduce(decimal_round(d, places, ROUND_HALF_EVEN)));
}

/* ---- Windows ------------------------------------------------------------ */

/* Sum or mean of the `n` items up to each; null until there are `n`. */
static Value filter_rolling(Machine *m, const Call *call)
{
    size_t n = (size_t)filter_int(m, call, 0, 3, 1, WINDOW_LIMIT);
    const Value *field = filter_arg(call, 1), *kind = filter_arg(call, 2);
    bool is_sum = kind->kind == VALUE_TEXT && str_is(kind->as.text, "sum");
    Decimal sum = decimal_of_int(0);
    size_t known = 0;
    ValueList out = { 0 };

    if (m->failed || !subject_is_list(m, call) || !list_field_check(m, call, 1))
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

/* The last n together, the n before them, and the change. */
static Value filter_rolling_change(Machine *m, const Call *call)
{
    size_t n = (size_t)filter_int(m, call, 0, 12, 1, WINDOW_LIMIT);
    const Value *field = filter_arg(call, 1);
    MemberList out = { 0 };

    if (m->failed || !subject_is_list(m, call) || !list_field_check(m, call, 1))
        return value_null();
    const Values *list = &call->subject.as.list;
    ArenaMark mark = arena_save(m->env->scratch);
    Amount *values = arena_make_array(m->env->scratch, Amount, list->len);
    for (size_t i = 0; i < list->len; i++)
        values[i] = item_amount(&list->at[i], field);
    RollingTotals r = rolling_totals(values, list->len, n);
    arena_rewind(m->env->scratch, mark);
    bool has_base = r.before.is_known && decimal_sign(r.before.number) > 0;
    map_put(m->arena, &out, "value", value_of_amount(r.now));
    map_put(m->arena, &out, "before", value_of_amount(r.before));
    map_put(m->arena, &out, "change",
            has_base ? value_of_amount(amount_divide(
                           amount_subtract(r.now, r.before), r.before))
                     : value_null());
    return value_map(out.at, out.len);
}

/* ---- Series of doubles -------------------------------------------------- */

/* In scratch; false if a number is missing. */
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

static bool is_partial(const Value *row)
{
    const Value *flag =
        row->kind == VALUE_MAP ? value_at(row, "is_partial") : NULL;

    return flag && value_is_true(flag);
}

/*
 * What a forecast goes by: without rows at the ends that are not whole, and
 * from the last gap on.
 */
static Series history_read(Machine *m, const Call *call, const Value *field)
{
    const Values *list = &call->subject.as.list;
    double *at = arena_make_array(m->env->scratch, double, list->len + 1);
    size_t end = list->len;
    Series s = { at, 0, 1 };

    while (end && is_partial(&list->at[end - 1]))
        end--;
    for (size_t i = 0; i < end; i++) {
        Amount a = item_amount(&list->at[i], field);
        double x = a.is_known ? decimal_to_double(a.number) : NAN;
        if (isfinite(x) && !is_partial(&list->at[i]))
            at[s.len++] = x;
        else
            s.len = 0;
    }
    return s;
}

static Value filter_trend(Machine *m, const Call *call)
{
    double intercept, slope;
    Series s = { 0 };
    ValueList out = { 0 };

    if (!subject_is_list(m, call) || !list_field_check(m, call, 0))
        return value_null();
    ArenaMark mark = arena_save(m->env->scratch);
    bool is_whole = series_read(m, call, filter_arg(call, 0), &s);
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
    size_t season = (size_t)filter_int(m, call, 1, 12, 1, SEASON_LIMIT);
    Series s = { 0 };
    ValueList out = { 0 };

    if (m->failed || !subject_is_list(m, call) || !list_field_check(m, call, 0))
        return value_null();
    ArenaMark mark = arena_save(m->env->scratch);
    bool is_whole =
        series_read(m, call, filter_arg(call, 0), &s) && s.len >= season;
    size_t whole = is_whole ? s.len / season * season : 0;
    const double *last = s.at + (s.len - whole);
    double all = whole ? mean_of(last, whole) : 0;
    for (size_t k = 0; k < season && all != 0; k++) {
        Sum sum = { 0 };
        for (size_t i = k; i < whole; i += season)
            sum_add(&sum, last[i]);
        *list_add(m->arena, &out) = value_of_double(
            100 * sum_total(&sum) / (double)(whole / season) / all);
    }
    arena_rewind(m->env->scratch, mark);
    return out.len ? value_list(out.at, out.len) : value_null();
}

/* ---- Forecasts ---------------------------------------------------------- */

typedef struct {
    size_t count;
    Series history;
    int confidence;
    ForecastMethod method; /* FORECAST_NONE: the best */
    Forecast made;
    Accuracy accuracy;
} Ahead;

/* Reach, rates and positions have no forecast: what is behind them has. */
static bool field_adds_up(Machine *m, const Call *call, Str field)
{
    const Metric *metric = field.len ? metric_known(m, field) : NULL;

    if (!metric || metric->kind == METRIC_SUM || metric->kind == METRIC_STOCK ||
        metric->kind == METRIC_INDEX)
        return true;
    if (metric->kind == METRIC_RATIO)
        call_fail(m, call,
                  "a ratio such as %.*s has no forecast of its own; write "
                  "forecast_ratio('%.*s', '%.*s')",
                  STR_ARG(field), STR_ARG(metric->numerator),
                  STR_ARG(metric->denominator));
    else
        call_fail(m, call, "%.*s does not add up and so has no forecast",
                  STR_ARG(field));
    return false;
}

static bool method_read(Machine *m, const Call *call, size_t i, Ahead *f)
{
    Str word = filter_text(m, call, i, STR("best"));
    Str words[FORECAST_METHODS];

    if (m->failed)
        return false;
    if (str_is(word, "best") || forecast_method_parse(word, &f->method))
        return true;
    for (int k = 0; k < FORECAST_METHODS; k++)
        words[k] = str_of(k ? forecast_method_word((ForecastMethod)k) : "best");
    Str near = str_nearest(word, words, FORECAST_METHODS);
    Str all = str_join(m->arena, words, FORECAST_METHODS, STR(", "));
    call_fail(m, call, "there is no method '%.*s'; %s %.*s", STR_ARG(word),
              near.len ? "did you mean" : "there are",
              STR_ARG(near.len ? near : all));
    return false;
}

/* periods= at 0, season= at `i`, method= and level= after it. */
static bool ahead_read(Machine *m, const Call *call, size_t i, Ahead *f)
{
    size_t season = (size_t)filter_int(m, call, i, 12, 1, SEASON_LIMIT);
    int64_t level = filter_int(m, call, i + 2, 80, 80, 95);

    f->count = (size_t)filter_int(m, call, i == 2 ? 0 : 2, 3, 1, PERIODS_LIMIT);
    f->history.season = season;
    f->confidence = level == 95 ? CONFIDENCE_95 : CONFIDENCE_80;
    if (!m->failed && level != 80 && level != 95)
        call_fail(m, call, "level is 80 or 95");
    return !m->failed && method_read(m, call, i + 1, f);
}

/* False, and nothing is reported, if the history is too short. */
static bool ahead_make(Machine *m, const Call *call, const Value *field,
                       Ahead *f)
{
    Arena *scratch = m->env->scratch;
    size_t season = f->history.season;

    if (!filter_steps(m, call, SEARCH_STEPS * call->subject.as.list.len))
        return false;
    f->history = history_read(m, call, field);
    f->history.season = season;
    if (f->method == FORECAST_NONE)
        f->method = forecast_choose(scratch, f->history, &f->accuracy);
    else
        f->accuracy = forecast_test(scratch, f->method, f->history);
    if (!forecast_make(scratch, f->method, f->history, f->confidence, f->count,
                       &f->made))
        return false;
    bool is_positive = true;
    for (size_t i = 0; i < f->history.len; i++)
        is_positive &= f->history.at[i] >= 0;
    if (is_positive)
        forecast_clamp(&f->made);
    return true;
}

static void put_estimate(Arena *a, MemberList *m, ForecastPoint p,
                         bool has_interval)
{
    map_put(a, m, "value", value_of_double(p.value));
    map_put(a, m, "low", has_interval ? value_of_double(p.low) : value_null());
    map_put(a, m, "high",
            has_interval ? value_of_double(p.high) : value_null());
}

static Value points_value(Arena *a, const Forecast *f)
{
    ValueList out = { 0 };

    for (size_t i = 0; i < f->count; i++) {
        MemberList m = { 0 };
        put_estimate(a, &m, f->points[i], f->has_interval);
        *list_add(a, &out) = value_map(m.at, m.len);
    }
    return value_of_items(&out);
}

static bool ahead_call(Machine *m, const Call *call, Ahead *f)
{
    const Value *field = filter_arg(call, 1);
    Str name = filter_text(m, call, 1, STR(""));

    return !m->failed && ahead_read(m, call, 2, f) &&
           field_adds_up(m, call, name) && subject_is_list(m, call) &&
           list_field_check(m, call, 1) && ahead_make(m, call, field, f);
}

static Value filter_forecast(Machine *m, const Call *call)
{
    ArenaMark mark = arena_save(m->env->scratch);
    Ahead f = { 0 };
    Value out = value_null();

    if (ahead_call(m, call, &f))
        out = points_value(m->arena, &f.made);
    arena_rewind(m->env->scratch, mark);
    return m->failed ? value_absent() : out;
}

static Value accuracy_value(double error)
{
    return error < 0 ? value_null() : value_of_double(error);
}

/* All periods together, on top of what there is already. */
static Value total_value(Machine *m, const Call *call, const Ahead *f)
{
    const Value *so_far = filter_arg(call, 5);
    double before =
        so_far->kind == VALUE_NUMBER ? decimal_to_double(so_far->as.number) : 0;
    ForecastPoint total = { f->made.total.value + before,
                            f->made.total.low + before,
                            f->made.total.high + before };
    MemberList out = { 0 };

    put_estimate(m->arena, &out, total, f->made.has_interval);
    map_put(
        m->arena, &out, "method",
        value_text(str_of(forecast_method_name(f->method, f->history.season))));
    map_put(m->arena, &out, "history", value_int((int64_t)f->history.len));
    map_put(m->arena, &out, "tests", value_int((int64_t)f->accuracy.tests));
    map_put(m->arena, &out, "mase", accuracy_value(f->accuracy.mase));
    map_put(m->arena, &out, "wape", accuracy_value(f->accuracy.wape));
    map_put(m->arena, &out, "is_clamped", value_bool(f->made.is_clamped));
    map_put(m->arena, &out, "points", points_value(m->arena, &f->made));
    return value_map(out.at, out.len);
}

static Value filter_forecast_total(Machine *m, const Call *call)
{
    ArenaMark mark = arena_save(m->env->scratch);
    Ahead f = { 0 };
    Value out = value_null();

    if (ahead_call(m, call, &f))
        out = total_value(m, call, &f);
    arena_rewind(m->env->scratch, mark);
    return m->failed ? value_absent() : out;
}

/* A ratio's parts are forecast; their quotients have no interval. */
static Value filter_forecast_ratio(Machine *m, const Call *call)
{
    ArenaMark mark = arena_save(m->env->scratch);
    Ahead over = { 0 }, under = { 0 };
    Str fields[] = { filter_text(m, call, 0, STR("")),
                     filter_text(m, call, 1, STR("")) };
    ValueList out = { 0 };

    if (!m->failed && ahead_read(m, call, 3, &over) &&
        field_adds_up(m, call, fields[0]) &&
        field_adds_up(m, call, fields[1]) && subject_is_list(m, call) &&
        list_field_check(m, call, 0) && list_field_check(m, call, 1)) {
        under = over;
        if (ahead_make(m, call, filter_arg(call, 0), &over) &&
            ahead_make(m, call, filter_arg(call, 1), &under))
            for (size_t i = 0; i < over.count; i++) {
                double below = under.made.points[i].value;
                *list_add(m->arena, &out) =
                    below > 0
                        ? value_of_double(over.made.points[i].value / below)
                        : value_null();
            }
    }
    arena_rewind(m->env->scratch, mark);
    if (m->failed)
        return value_absent();
    return out.len ? value_of_items(&out) : value_null();
}

const Filter FORECAST_FILTERS[] = {
    { "rolling", filter_rolling, "n= field= kind=",
      "mean, or kind='sum', of the last n numbers at each place" },
    { "rolling_change", filter_rolling_change, "n= field=",
      "the last n together against the n before: {value, before, change}" },
    { "trend", filter_trend, "field=", "the straight line through a list" },
    { "seasonal", filter_seasonal, "field= season=",
      "index of each position of the season, 100 on average" },
    { "forecast", filter_forecast, "periods= field= season= method= level=",
      "the next values of a list: {value, low, high}, 80 % range" },
    { "forecast_total", filter_forecast_total,
      "periods= field= season= method= level= so_far=",
      "the next values together, with method, errors and points" },
    { "forecast_ratio", filter_forecast_ratio,
      "numerator denominator periods= season= method=",
      "the next values of a ratio, from forecasts of both its parts" },
    { NULL, NULL, NULL, NULL }
};
