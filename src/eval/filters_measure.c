/*
 * filters_measure.c - filters that measure: change, growth, pace, series.
 *
 * Null in, null out; a base of zero or below has no percentage and gives null.
 */

#include "eval/filters.h"
#include "eval/metric_format.h"
#include "metrics/growth.h"
#include "metrics/period.h"

#include <stdlib.h>

enum { SERIES_LIMIT = 100000 };

/* ---- Arguments ---------------------------------------------------------- */

static Amount amount_of_value(const Value *v)
{
    return v->kind == VALUE_NUMBER ? amount_of(v->as.number) : amount_missing();
}

Value value_of_amount(Amount a)
{
    return a.is_known ? value_number(a.number) : value_null();
}

/* The number in a row, or the row itself if it is one. */
Amount item_amount(const Value *item, const Value *field)
{
    Value v = field->kind == VALUE_TEXT && item->kind == VALUE_MAP
                  ? field_of(item, field->as.text)
                  : *item;

    return amount_of_value(&v);
}

bool subject_is_list(Machine *m, const Call *call)
{
    if (call->subject.kind == VALUE_LIST &&
        call->subject.as.list.len <= SERIES_LIMIT)
        return filter_steps(m, call, call->subject.as.list.len);
    if (call->subject.kind == VALUE_LIST)
        call_fail(m, call, "the list has more than %d items", SERIES_LIMIT);
    else if (!value_is_nothing(&call->subject))
        call_fail(m, call, "expected a list, found %s",
                  value_kind_name(&call->subject));
    return false;
}

bool list_field_check(Machine *m, const Call *call, size_t i)
{
    Values list = call->subject.as.list;
    Str field = filter_text(m, call, i, STR(""));

    if (m->failed)
        return false;
    return !field.len || !list.len || list.at[0].kind != VALUE_MAP ||
           field_check(m, call, list, field);
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
    return value_of_amount(relative_change(
        amount_of_value(&call->subject), amount_of_value(filter_arg(call, 0))));
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
    ends_find(call, filter_arg(call, 0), &first, &last);
    return value_of_amount(relative_change(last, first));
}

/* The day that a value says: a date, its beginning of a time, or a month. */
bool day_of_value(const Value *v, int32_t *out)
{
    Date date;

    if (v->kind != VALUE_TEXT)
        return false;
    Str s = v->as.text;
    if (s.len > 10 && (s.at[10] == 'T' || s.at[10] == ' '))
        s.len = 10;
    if (!date_parse(s, &date))
        return false;
    *out = date_to_days(date);
    return true;
}

static int month_compare(const void *a, const void *b)
{
    const MonthAmount *x = a, *y = b;

    return (x->month > y->month) - (x->month < y->month);
}

/* Between the first and the last whole calendar year of rows with dates. */
static Value cagr_of_dates(Machine *m, const Call *call, Str date)
{
    const Values *list = &call->subject.as.list;
    ArenaMark mark = arena_save(m->env->scratch);
    MonthAmount *months =
        arena_make_array(m->env->scratch, MonthAmount, list->len);
    int32_t day;

    for (size_t i = 0; i < list->len; i++) {
        Value v = field_of(&list->at[i], date);
        if (!day_of_value(&v, &day))
            return call_fail(m, call, "expected a date in '%.*s', found %.*s",
                             STR_ARG(date), STR_ARG(value_described(m, &v)));
        months[i] =
            (MonthAmount){ month_of_day(NULL, day),
                           item_amount(&list->at[i], filter_arg(call, 1)) };
    }
    if (list->len)
        qsort(months, list->len, sizeof *months, month_compare);
    YearlyGrowth g = yearly_growth(months, list->len, 1);
    arena_rewind(m->env->scratch, mark);
    return value_of_amount(g.growth);
}

static Value filter_cagr(Machine *m, const Call *call)
{
    Amount years = amount_of_value(filter_arg(call, 0));
    Str date = filter_text(m, call, 2, STR(""));
    Amount first, last;

    if (m->failed || !subject_is_list(m, call))
        return value_null();
    if (date.len)
        return cagr_of_dates(m, call, date);
    ends_find(call, filter_arg(call, 1), &first, &last);
    if (!years.is_known && call->subject.as.list.len)
        years =
            amount_of(decimal_of_int((int64_t)call->subject.as.list.len - 1));
    return value_of_amount(cagr_of(first, last, years));
}

static Value filter_rate_over(Machine *m, const Call *call)
{
    int periods = (int)filter_int(m, call, 0, 12, 1, 1000);

    return m->failed ? value_null()
                     : value_of_amount(
                           rate_over(amount_of_value(&call->subject), periods));
}

static Value filter_lifetime_value(Machine *m, const Call *call)
{
    enum { RETENTION, PERIODS, DISCOUNT };
    const Value *discount = filter_arg(call, DISCOUNT);
    int periods = (int)filter_int(m, call, PERIODS, 60, 1, 1200);

    return m->failed
               ? value_null()
               : value_of_amount(lifetime_value(
                     amount_of_value(&call->subject),
                     amount_of_value(filter_arg(call, RETENTION)),
                     value_is_nothing(discount) ? amount_of(decimal_of_int(0))
                                                : amount_of_value(discount),
                     periods));
}

static Value filter_weighted(Machine *m, const Call *call)
{
    Decimal sum = decimal_of_int(0), weights = sum;

    if (!subject_is_list(m, call))
        return value_null();
    for (size_t i = 0; i < call->subject.as.list.len; i++) {
        const Value *item = &call->subject.as.list.at[i];
        Amount value = item_amount(item, filter_arg(call, 0));
        Amount weight = item_amount(item, filter_arg(call, 1));
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
                                amount_of_value(filter_arg(call, 0)));
    Amount time = amount_divide(amount_of_value(filter_arg(call, 1)),
                                amount_of_value(filter_arg(call, 2)));

    (void)m;
    return value_of_amount(amount_divide(part, time));
}

/* Where spend stands against its budget and where it will end. */
static Value filter_landing(Machine *m, const Call *call)
{
    enum { DAYS_MOST = 100000 };
    int total = (int)filter_int(m, call, 2, 0, 0, DAYS_MOST);
    int elapsed = (int)filter_int(m, call, 1, 0, 0, DAYS_MOST);
    MemberList out = { 0 };

    if (m->failed)
        return value_absent();
    if (elapsed > total)
        return call_fail(m, call, "%d of %d days cannot have elapsed", elapsed,
                         total);
    Pacing p = pacing_of(amount_of_value(&call->subject),
                         amount_of_value(filter_arg(call, 0)),
                         amount_of_value(filter_arg(call, 3)), elapsed, total);
    const char *rag = rag_name(pacing_rag(p.pacing));
    p.landing.number = decimal_reduce(p.landing.number);
    p.over_by.number = decimal_reduce(p.over_by.number);
    map_put(m->arena, &out, "expected", value_of_amount(p.expected));
    map_put(m->arena, &out, "pacing", value_of_amount(p.pacing));
    map_put(m->arena, &out, "landing", value_of_amount(p.landing));
    map_put(m->arena, &out, "over_by", value_of_amount(p.over_by));
    map_put(m->arena, &out, "required_daily",
            value_of_amount(p.required_daily));
    map_put(m->arena, &out, "overspent", value_of_amount(p.overspent));
    map_put(m->arena, &out, "rag",
            rag ? value_text(str_of(rag)) : value_null());
    return value_map(out.at, out.len);
}

/* The mean of the first `window` numbers of the subject. */
static Amount window_mean(Machine *m, const Call *call, size_t window)
{
    const Values *list = &call->subject.as.list;
    ArenaMark mark = arena_save(m->env->scratch);
    Amount *values = arena_make_array(m->env->scratch, Amount, window);

    for (size_t i = 0; i < window && i < list->len; i++)
        values[i] = item_amount(&list->at[i], filter_arg(call, 1));
    Amount mean = base_of_window(values, list->len, window);
    arena_rewind(m->env->scratch, mark);
    return mean;
}

/*
 * 100 times the number over the base; of a list, over its first number or the
 * mean of its first `window` numbers.
 */
static Value filter_index(Machine *m, const Call *call)
{
    Amount base = amount_of_value(filter_arg(call, 0));
    size_t window = (size_t)filter_int(m, call, 2, 0, 1, SERIES_LIMIT);
    Amount last;
    ValueList out = { 0 };

    if (m->failed)
        return value_absent();
    if (call->subject.kind != VALUE_LIST)
        return value_of_amount(index_of(amount_of_value(&call->subject), base));
    if (!subject_is_list(m, call))
        return value_null();
    if (window)
        base = window_mean(m, call, window);
    else if (!base.is_known)
        ends_find(call, filter_arg(call, 1), &base, &last);
    for (size_t i = 0; i < call->subject.as.list.len; i++)
        *list_add(m->arena, &out) = value_of_amount(index_of(
            item_amount(&call->subject.as.list.at[i], filter_arg(call, 1)),
            base));
    return value_list(out.at, out.len);
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
    if (value_is_nothing(v))
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
    const Value *id = filter_arg(call, 0);
    MetricPlace place;

    if (id->kind != VALUE_TEXT)
        return call_fail(m, call, "expected the id of a metric, found %s",
                         value_kind_name(id));
    if (!place_of(filter_arg(call, 1), &place))
        return call_fail(m, call, "place is 'table', 'card' or 'signed'");
    if (!value_is_nothing(&call->subject) && call->subject.kind != VALUE_NUMBER)
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
    { "cagr", filter_cagr, "years= field= date=",
      "yearly growth from the first to the last number of a list; with date=, "
      "from the first to the last whole year" },
    { "rate_over", filter_rate_over, "periods=",
      "a rate of one period, such as churn, over 12 or so many of them" },
    { "lifetime_value", filter_lifetime_value, "retention periods= discount=",
      "a margin of one period over the 60, or so many, that a customer stays" },
    { "weighted", filter_weighted, "field weight",
      "mean of one field weighted by another" },
    { "pace", filter_pace, "budget elapsed total",
      "share of budget spent over share of time elapsed; 1 is on plan" },
    { "landing", filter_landing, "budget elapsed total planned=",
      "where spend stands and will end: {expected, pacing, landing, ...}" },
    { "index", filter_index, "base= field= window=",
      "100 times the number over base, or each of a list over its first" },
    { NULL, NULL, NULL, NULL }
};
