/* derive_forecasts_made.c - what was forecast of this period, and what came. */

#include "eval/derive_parts.h"

/* The period of a forecast: a word such as 2026-Q3, or its first and last day.
 */
static bool forecast_period(const Derive *d, const Value *given, Period *out)
{
    const Value *v = value_at(given, "period");
    Period last;

    if (v && v->kind == VALUE_TEXT)
        return period_parse(&d->calendar, v->as.text, out);
    if (!v || v->kind != VALUE_MAP ||
        !period_parse(&d->calendar, text_of_value(value_at(v, "from")), out) ||
        !period_parse(&d->calendar, text_of_value(value_at(v, "to")), &last))
        return false;
    out->to = last.to;
    return true;
}

static bool is_of_report(const Derive *d, const Value *given)
{
    Period p;

    return given->kind == VALUE_MAP && forecast_period(d, given, &p) &&
           p.from == d->calendar.period.from && p.to == d->calendar.period.to;
}

/* Whether it lies in the range; null without one. */
static Value value_within(Amount actual, Amount low, Amount high)
{
    if (!low.is_known || !high.is_known)
        return value_null();
    return value_bool(decimal_compare(actual.number, low.number) >= 0 &&
                      decimal_compare(actual.number, high.number) <= 0);
}

static void check_add(Derive *d, ValueList *l, const Value *given)
{
    const Present *p =
        present_of(&d->facts, text_of_value(value_at(given, "metric")));
    Amount value = amount_at(given, "value");
    Amount low = amount_at(given, "low"), high = amount_at(given, "high");
    MemberList m = { 0 };

    if (!p || !value.is_known)
        return;
    Amount actual = group_amount(&d->facts, &d->facts.ranges[RANGE_REPORT], p);
    if (!actual.is_known)
        return;
    Amount missed = amount_subtract(actual, value);
    Value base = metric_value(d, p->metric);
    put_words(d, &m, "metric", p->metric->id);
    for (size_t i = 1; i < base.as.map.len; i++)
        if (!str_is(base.as.map.at[i].key, "label"))
            *list_add(d->arena, &m) = base.as.map.at[i];
    put_words(d, &m, "metric_label", p->metric->label);
    put_amount(d, &m, "value", value);
    put_amount(d, &m, "low", low);
    put_amount(d, &m, "high", high);
    put_amount(d, &m, "actual", actual);
    put_amount(d, &m, "difference", missed);
    put_amount(d, &m, "error", amount_divide(missed, actual));
    put(d, &m, STR("is_within"), value_within(actual, low, high));
    Value v = value_of_map(&m);
    v.span = given->span;
    *list_add(d->arena, l) = v;
}

/* A period that is not over yet has nothing to compare with. */
void derive_forecasts_made(Derive *d)
{
    const Value *given = value_at(d->data, "forecasts_made");
    ValueList l = { 0 };

    if (!given || given->kind != VALUE_LIST || d->calendar.is_partial ||
        d->facts.grain == FACTS_NONE)
        return;
    for (size_t i = 0; i < given->as.list.len; i++)
        if (is_of_report(d, &given->as.list.at[i]))
            check_add(d, &l, &given->as.list.at[i]);
    if (l.len)
        derive_out(d, "forecast_check", value_of_list(&l));
}
