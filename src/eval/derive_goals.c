/* derive_goals.c - the scorecard: what was agreed and what came of it. */

#include "eval/derive_parts.h"

/* The goal's own keys, then what follows from the facts. */
static Value goal_value(Derive *d, const Value *given)
{
    Metric metric = roster_metric_of(d, given);
    const Present *p = present_of(&d->facts, metric.id);
    Amount actual = amount_at(given, "actual");
    Amount target = amount_at(given, "target");
    bool is_prorated = false;
    MemberList m = { 0 }, more = { 0 };

    if (!actual.is_known && p)
        actual = group_amount(&d->facts, &d->facts.ranges[RANGE_REPORT], p);
    if (!target.is_known)
        target = target_find(d, &metric, &is_prorated);
    Amount attainment = attainment_of(metric.direction, actual, target);
    Value base = metric_value(d, &metric);
    for (size_t i = 0; i < base.as.map.len; i++)
        if (!str_is(base.as.map.at[i].key, "id"))
            *list_add(d->arena, &more) = base.as.map.at[i];
    put_words(d, &more, "metric", metric.id);
    put_words(d, &more, "goal", metric.label);
    put_amount(d, &more, "baseline", amount_at(given, "baseline"));
    put_words(d, &more, "baseline_text",
              amount_format(d->locale, d->arena, &metric,
                            amount_at(given, "baseline"), PLACE_CARD));
    put_amount(d, &more, "target", target);
    put_amount(d, &more, "actual", actual);
    put_amount(d, &more, "gap", amount_subtract(actual, target));
    put_amount(d, &more, "attainment", attainment);
    put_word(d, &more, "rag",
             rag_name(rag_of(metric.direction, attainment, d->rules)));
    put_words(d, &more, "actual_text",
              amount_format(d->locale, d->arena, &metric, actual, PLACE_CARD));
    put_words(d, &more, "target_text",
              amount_format(d->locale, d->arena, &metric, target, PLACE_CARD));
    put_flag(d, &more, "is_prorated", is_prorated);
    for (size_t i = 0; i < given->as.map.len; i++)
        *list_add(d->arena, &m) = given->as.map.at[i];
    for (size_t i = 0; i < more.len; i++)
        if (!value_find(given, more.at[i].key))
            *list_add(d->arena, &m) = more.at[i];
    Value v = value_of_map(&m);
    v.span = given->span;
    return v;
}

static void goals_of_targets(Derive *d, ValueList *l)
{
    const Value *targets = value_at(d->data, "targets");

    for (size_t i = 0;
         targets && targets->kind == VALUE_MAP && i < targets->as.map.len;
         i++) {
        Str id = targets->as.map.at[i].key;
        MemberList m = { 0 };
        if (!present_of(&d->facts, id))
            continue;
        put_words(d, &m, "metric", id);
        Value v = value_of_map(&m);
        *list_add(d->arena, l) = goal_value(d, &v);
    }
}

void derive_goals(Derive *d)
{
    const Value *given = value_at(d->data, "goals");
    ValueList l = { 0 };

    if (given && given->kind == VALUE_LIST) {
        for (size_t i = 0; i < given->as.list.len; i++) {
            const Value *v = &given->as.list.at[i];
            if (v->kind == VALUE_MAP)
                *list_add(d->arena, &l) = goal_value(d, v);
            else
                *list_add(d->arena, &l) = *v;
        }
    } else if (given && given->kind != VALUE_NULL) {
        put(d, &d->out, STR("goals"), *given);
        return;
    } else {
        goals_of_targets(d, &l);
    }
    Value v = value_of_list(&l);
    if (given)
        v.span = given->span;
    if (l.len)
        put(d, &d->out, STR("goals"), v);
}
