/*
 * explain_known.c - what is known of a value without a formula over its
 * neighbours: days that are counted, measures as the dictionary has them, how a
 * forecast was made, names of periods.
 */

#include "eval/explain.h"
#include "eval/sentences.h"
#include "locale/locale.h"

static const Origin *in_words(Machine *m, Origin o, Str formula)
{
    o.formula = formula;
    return origin_new(m, o);
}

/* ---- Days ------------------------------------------------------------------
 */

/* "days from 2026-07-01 to 2026-09-30", if that is how many there are. */
static const Origin *of_days(Machine *m, const Value *map, Str field,
                             const Value *v, Str name)
{
    static const char *const ends[] = { "to", "through", "as_of" };
    Origin o = origin_of_value(ORIGIN_FORMULA, name, v);
    Origins inputs = { 0 };
    Date from, to;
    int64_t days;

    if (!str_ends(field, STR("days")) || v->kind != VALUE_NUMBER ||
        !decimal_to_int(v->as.number, &days) ||
        !date_parse(map_text(map, "from"), &from))
        return NULL;
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        if (!date_parse(map_text(map, ends[i]), &to) ||
            date_to_days(to) - date_to_days(from) + 1 != days)
            continue;
        const char *const keys[] = { "from", ends[i] };
        for (size_t k = 0; k < COUNT_OF(keys); k++)
            *list_add(m->explain->a, &inputs) = origin_of_member(
                m, map, str_of(keys[k]), value_at(map, keys[k]),
                name_of_member(m, map, str_of(keys[k])));
        origin_inputs(m, &o, &inputs);
        return in_words(m, o,
                        str_format(m->explain->a,
                                   "days from %.*s to %.*s, both counted",
                                   STR_ARG(map_text(map, "from")),
                                   STR_ARG(map_text(map, ends[i]))));
    }
    return NULL;
}

/* An end of the report's period, which may be given as "2026-Q3". */
static const Origin *of_period(Machine *m, const Value *map, Str field,
                               const Value *v, Str name)
{
    const Value *report = value_at(m->data, "report");
    const Value *period = report ? value_at(report, "period") : NULL;
    const KnownMap *known = map_known(m->explain, map);
    bool is_end = str_is(field, "from") || str_is(field, "to");
    Origin o = origin_of_value(ORIGIN_FORMULA, name, v);
    Origins inputs = { 0 };

    if (!is_end || !known || !str_is(known->path, "period") || !period ||
        period->kind != VALUE_TEXT)
        return NULL;
    *list_add(m->explain->a, &inputs) = origin_of_member(
        m, report, STR("period"), period, STR("report.period"));
    origin_inputs(m, &o, &inputs);
    return in_words(m, o,
                    str_is(field, "from") ? STR("first day of report.period")
                                          : STR("last day of report.period"));
}

/* "prior_year of 2026-07-01..2026-09-30": an end of what is compared with. */
static const Origin *of_compared(Machine *m, const Value *map, Str field,
                                 const Value *v, Str name)
{
    const Value *period = value_at(m->data, "period");
    Str kind = map_text(map, "kind");

    if ((!str_is(field, "from") && !str_is(field, "to")) || !kind.len ||
        !value_at(map, "now_days") || !period)
        return NULL;
    return in_words(m, origin_of_value(ORIGIN_FORMULA, name, v),
                    str_format(m->explain->a, "%.*s of %.*s..%.*s",
                               STR_ARG(kind), STR_ARG(map_text(period, "from")),
                               STR_ARG(map_text(period, "to"))));
}

/* ---- Measures --------------------------------------------------------------
 */

/* The measure that a map is of, by its `id` or `metric`. */
static const Value *metric_of(Machine *m, const Value *map)
{
    const Value *all = value_at(m->data, "metrics");
    Str id = map_text(map, "id");

    if (!id.len)
        id = map_text(map, "metric");
    for (size_t i = 0; id.len && all && i < all->as.list.len; i++)
        if (str_equal(map_text(&all->as.list.at[i], "id"), id))
            return &all->as.list.at[i];
    return NULL;
}

/* Where the client changes the measure; else nowhere. */
static Span metric_given_at(const Explain *x, Str id)
{
    const Value *own = value_at(x->given, "metrics");

    for (size_t i = 0; own && own->kind == VALUE_LIST && i < own->as.list.len;
         i++)
        if (str_equal(map_text(&own->as.list.at[i], "id"), id))
            return own->as.list.at[i].span;
    return (Span){ 0 };
}

static bool is_of_dictionary(Str field)
{
    static const char *const fields[] = {
        "meaning",         "decimals",          "label", "scale",
        "numerator_label", "denominator_label", "basis", "note",
        "definition"
    };

    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (str_is(field, fields[i]))
            return true;
    return false;
}

/* "dictionary: cpm = 1000 * spend / impressions" */
static const Origin *of_dictionary(Machine *m, const Value *map, Str field,
                                   const Value *v, Str name)
{
    Arena *a = m->explain->a;
    const Value *metric = is_of_dictionary(field) ? metric_of(m, map) : NULL;
    Origin o = origin_of_value(ORIGIN_FORMULA, name, v);

    if (!metric)
        return NULL;
    Str id = map_text(metric, "id"), over = map_text(metric, "numerator");
    Str under = map_text(metric, "denominator");
    const Value *scale = value_at(metric, "scale");
    bool is_scaled = scale && scale->kind == VALUE_NUMBER &&
                     decimal_compare(scale->as.number, decimal_of_int(1)) != 0;
    Str times = is_scaled
                    ? str_format(a, "%.*s * ",
                                 STR_ARG(decimal_format(a, scale->as.number)))
                    : STR("");
    o.at = metric_given_at(m->explain, id);
    o.path = given_path(a, m->explain->given, o.at);
    if (!over.len || !under.len)
        return in_words(m, o, str_format(a, "dictionary: %.*s", STR_ARG(id)));
    return in_words(m, o,
                    str_format(a, "dictionary: %.*s = %.*s(%.*s) / (%.*s)",
                               STR_ARG(id), STR_ARG(times), STR_ARG(over),
                               STR_ARG(under)));
}

/* ---- Forecasts -------------------------------------------------------------
 */

/* A forecast says itself how it was made, and how it did before. */
static const Origin *of_forecast(Machine *m, const Value *map, Str field,
                                 const Value *v, Str name)
{
    Arena *a = m->explain->a;
    Str method = map_text(map, "method");
    const Value *months = value_at(map, "history_months");
    Origin o = origin_of_value(ORIGIN_FORMULA, name, v);

    if (!method.len || !months || months->kind != VALUE_NUMBER)
        return NULL;
    if (str_is(field, "history_months"))
        return in_words(m, o,
                        STR("whole months without a gap, up to the period's "
                            "end"));
    if (str_is(field, "backtest_mase"))
        return in_words(m, o,
                        str_format(a,
                                   "mean error of forecasts by %.*s of the "
                                   "months before, over that of the naive one",
                                   STR_ARG(method)));
    if (str_is(field, "backtest_wape"))
        return in_words(m, o,
                        str_format(a,
                                   "sum of errors of forecasts by %.*s of the "
                                   "months before, over the sum of what came",
                                   STR_ARG(method)));
    if (!str_is(field, "value") && !str_is(field, "low") &&
        !str_is(field, "high"))
        return NULL;
    return in_words(m, o,
                    str_format(a, "forecast by %.*s, of %.*s months",
                               STR_ARG(method),
                               STR_ARG(decimal_format(a, months->as.number))));
}

const Origin *origin_of_known(Machine *m, const Value *map, Str field,
                              const Value *v, Str name)
{
    const Origin *o = of_days(m, map, field, v, name);

    if (!o)
        o = of_period(m, map, field, v, name);
    if (!o)
        o = of_compared(m, map, field, v, name);
    if (!o)
        o = of_forecast(m, map, field, v, name);
    return o ? o : of_dictionary(m, map, field, v, name);
}

/* ---- Names of periods ------------------------------------------------------
 */

const Origin *origin_of_label(Machine *m, const Value *map, Str field,
                              const Value *v, Str name)
{
    static const char *const days[] = { "month", "quarter", "week", "date",
                                        "from" };
    Origin o = origin_of_value(ORIGIN_FORMULA, name, v);
    Str to = map_text(map, "to");
    bool is_label = str_ends(field, STR("label")) || str_is(field, "short") ||
                    str_is(field, "range");

    for (size_t i = 0; i < COUNT_OF(days); i++) {
        Str day = map_text(map, days[i]);
        if (!is_label || !day.len)
            continue;
        bool is_range = str_is(str_of(days[i]), "from") && to.len;
        return in_words(m, o,
                        str_format(m->explain->a, "%s of %.*s%s%.*s",
                                   i < 3 ? days[i] : "name", STR_ARG(day),
                                   is_range ? ".." : "",
                                   STR_ARG(is_range ? to : STR(""))));
    }
    if (!str_is(field, "name") && !str_is(field, "channel"))
        return NULL;
    return in_words(m, o, STR("a name in the facts"));
}
