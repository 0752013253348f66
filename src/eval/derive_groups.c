/* derive_groups.c - the facts by channel, campaign and other dimensions. */

#include "eval/derive_parts.h"

#include <stdlib.h>

enum {
    ROWS_LIMIT = 5000, /* rows of one derived table */
    STACK_LIMIT = 8,   /* channels of the stacked chart; the rest is Other */
    BRIDGE_LIMIT = 8,
    MOVERS = 3
};

/* ---- Order -------------------------------------------------------------- */

typedef struct {
    uint32_t id;
    Amount amount;
} Ranked;

/* Most first, missing last, then as first seen. */
static int ranked_compare(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;

    if (x->amount.is_known != y->amount.is_known)
        return x->amount.is_known ? -1 : 1;
    if (x->amount.is_known) {
        int order = decimal_compare(y->amount.number, x->amount.number);
        if (order)
            return order;
    }
    return x->id < y->id ? -1 : x->id > y->id;
}

static const Present *size_metric(const Derive *d)
{
    const Present *p = present_of(&d->facts, STR("spend"));

    if (p)
        return p;
    return d->primary == NOT_THERE ? NULL : &d->facts.present.at[d->primary];
}

/* The dimension's values that have rows in the period, largest first. */
static Ranked *ranked_rows(Derive *d, int k, size_t *count)
{
    const Facts *f = &d->facts;
    size_t names = f->dimensions.at[k].names.len;
    const Group *groups = f->by[k].at[RANGE_REPORT];
    const Present *size = size_metric(d);
    Ranked *rows = arena_make_array(d->env->scratch, Ranked, names + 1);

    *count = 0;
    for (size_t id = 0; id <= names; id++) {
        if (!groups[id].row_count)
            continue;
        Amount amount =
            size ? group_amount(f, &groups[id], size) : amount_missing();
        rows[(*count)++] = (Ranked){ (uint32_t)id, amount };
    }
    qsort(rows, *count, sizeof *rows, ranked_compare);
    return rows;
}

static Str name_of(const Derive *d, int k, uint32_t id)
{
    if (!id)
        return wording_word(d->wording, "not_set");
    return d->facts.dimensions.at[k].names.at[id - 1];
}

/* ---- Rows --------------------------------------------------------------- */

static RangeId base_range(const Derive *d)
{
    return d->calendar.ranges[RANGE_PRIOR_YEAR].is_available ? RANGE_PRIOR_YEAR
                                                             : RANGE_PREVIOUS;
}

static void put_share(Derive *d, MemberList *m, const char *key, const char *id,
                      const Group *g)
{
    const Present *p = present_of(&d->facts, str_of(id));

    if (p)
        put_amount(
            d, m, key,
            amount_divide(
                group_amount(&d->facts, g, p),
                group_amount(&d->facts, &d->facts.ranges[RANGE_REPORT], p)));
}

static void put_base(Derive *d, MemberList *m, int k, uint32_t id, int r,
                     Str key)
{
    MemberList values = { 0 };

    if (!d->calendar.ranges[r].is_available ||
        !d->facts.by[k].at[r][id].row_count) {
        put(d, m, key, value_null());
        return;
    }
    put_metrics(d, &values, &d->facts, &d->facts.by[k].at[r][id]);
    put(d, m, key, value_of_map(&values));
}

/* change_<metric> against the first comparison there is. */
static void put_changes(Derive *d, MemberList *m, int k, uint32_t id)
{
    const Facts *f = &d->facts;
    RangeId r = base_range(d);

    for (size_t i = 0; i < f->present.len; i++) {
        const Present *p = &f->present.at[i];
        Amount base = amount_missing();
        Amount now = group_amount(f, &f->by[k].at[RANGE_REPORT][id], p);
        if (d->calendar.ranges[r].is_available)
            base = group_amount(f, &f->by[k].at[r][id], p);
        Change c = change_of(p->metric, now, base, d->rules);
        Value v = value_null();
        if (c.kind == CHANGE_PERCENT || c.kind == CHANGE_COUNTS)
            v = value_number(c.ratio);
        else if (c.kind == CHANGE_POINTS || c.kind == CHANGE_ABSOLUTE)
            v = value_number(c.difference);
        put(d, m, str_format(d->arena, "change_%.*s", STR_ARG(p->metric->id)),
            v);
    }
}

static void put_channel_target(Derive *d, MemberList *m, const Group *g,
                               Str name)
{
    if (d->primary == NOT_THERE)
        return;
    const Present *p = &d->facts.present.at[d->primary];
    Amount now = group_amount(&d->facts, g, p);
    Amount target = target_of_channel(d, p->metric, name);
    Amount attainment = attainment_of(p->metric->direction, now, target);

    put_amount(d, m, "target", target);
    put_amount(d, m, "attainment", attainment);
    put_word(d, m, "rag",
             rag_name(rag_of(p->metric->direction, attainment, d->rules)));
}

static Value row_value(Derive *d, int k, uint32_t id)
{
    const Facts *f = &d->facts;
    const Group *g = &f->by[k].at[RANGE_REPORT][id];
    MemberList m = { 0 };

    put_words(d, &m, "name", name_of(d, k, id));
    if (k == f->campaign && f->channel != NOT_THERE)
        put_words(d, &m, "channel",
                  name_of(d, f->channel, f->campaign_channel[id]));
    put_metrics(d, &m, f, g);
    put_share(d, &m, "share_spend", "spend", g);
    put_share(d, &m, "share_revenue", "revenue", g);
    put_share(d, &m, "share_conversions", "conversions", g);
    put_base(d, &m, k, id, RANGE_PREVIOUS, STR("previous"));
    put_base(d, &m, k, id, RANGE_PRIOR_YEAR, STR("prior_year"));
    for (size_t i = 0; i < d->calendar.comparison_count; i++) {
        const Comparison *c = &d->calendar.comparisons[i];
        if (c->base >= RANGE_FIXED && d->calendar.ranges[c->base].has_rows)
            put_base(d, &m, k, id, c->base, c->name);
    }
    put_changes(d, &m, k, id);
    if (k == f->channel)
        put_channel_target(d, &m, g, name_of(d, k, id));
    return value_of_map(&m);
}

static Value dimension_value(Derive *d, int k)
{
    size_t count;
    ArenaMark mark = arena_save(d->env->scratch);
    Ranked *rows = ranked_rows(d, k, &count);
    ValueList l = { 0 };

    for (size_t i = 0; i < count && i < ROWS_LIMIT; i++)
        *list_add(d->arena, &l) = row_value(d, k, rows[i].id);
    if (count > ROWS_LIMIT)
        derive_note(
            d, d->facts.list->span, "notes.largest",
            (MessageArg[]){ arg_text("column", d->facts.dimensions.at[k].key),
                            arg_count(d->wording, "n", ROWS_LIMIT),
                            arg_count(d->wording, "of", count),
                            { 0 } });
    arena_rewind(d->env->scratch, mark);
    return value_of_list(&l);
}

/* ---- Tables that the client gave ---------------------------------------- */

static void given_number_check(Derive *d, const char *table, const Value *row,
                               const Value *found, const Member *said)
{
    const Value *v = value_find(found, said->key);
    Decimal limit = { 5, 0, -3 };

    if (!v || v->kind != VALUE_NUMBER || said->value.kind != VALUE_NUMBER)
        return;
    Amount off = amount_divide(amount_subtract(amount_of(said->value.as.number),
                                               amount_of(v->as.number)),
                               amount_of(v->as.number));
    if (!off.is_known ||
        decimal_compare(decimal_absolute(off.number), limit) <= 0)
        return;
    Str name = text_of_value(value_at(row, "name"));
    Str sum = decimal_format(d->arena, decimal_reduce(decimal_round(
                                           v->as.number, 4, ROUND_HALF_AWAY)));
    diag_warning(d->env->diags, said->value.span,
                 "%s: %.*s of '%.*s' is given as %.*s, the facts say %.*s",
                 table, STR_ARG(said->key), STR_ARG(text_short(d->arena, name)),
                 STR_ARG(decimal_format(d->arena, said->value.as.number)),
                 STR_ARG(sum))
        ->code = "data/disagrees";
    derive_note(d, said->value.span, "notes.as_given",
                (MessageArg[]){ arg_text("what", said->key),
                                arg_text("name", name),
                                arg_text("sum", sum),
                                { 0 } });
}

static void given_check(Derive *d, const char *table, const Value *given,
                        const Value *derived)
{
    for (size_t i = 0; i < given->as.list.len; i++) {
        const Value *row = &given->as.list.at[i];
        Str name = text_of_value(value_at(row, "name"));
        if (row->kind != VALUE_MAP || !name.len)
            continue;
        for (size_t k = 0; k < derived->as.list.len; k++) {
            const Value *found = &derived->as.list.at[k];
            if (!str_equal(text_of_value(value_at(found, "name")), name))
                continue;
            for (size_t j = 0; j < row->as.map.len; j++)
                given_number_check(d, table, row, found, &row->as.map.at[j]);
        }
    }
}

/* `name` as the client gave it, checked, or as the facts give it. */
static void table_out(Derive *d, const char *name, int k)
{
    const Value *given = value_at(d->data, name);
    bool is_given = given && given->kind != VALUE_NULL;
    bool has_facts =
        k != NOT_THERE && d->facts.by && d->facts.by[k].at[RANGE_REPORT];

    if (!has_facts) {
        if (is_given)
            put(d, &d->out, str_of(name), *given);
        return;
    }
    Value derived = dimension_value(d, k);
    if (!is_given) {
        put(d, &d->out, str_of(name), derived);
        return;
    }
    if (given->kind == VALUE_LIST)
        given_check(d, name, given, &derived);
    put(d, &d->out, str_of(name), *given);
}

/* ---- Channels by month -------------------------------------------------- */

static Amount channel_month_amount(const Derive *d, int32_t trend, uint32_t id,
                                   const Present *p)
{
    const Facts *f = &d->facts;
    size_t width = f->dimensions.at[f->channel].names.len + 1;

    return group_amount(f, &f->channel_months[(size_t)trend * width + id], p);
}

static Value month_values(Derive *d, int32_t trend, const Ranked *rows,
                          size_t count, const Present *p)
{
    size_t shown = count <= STACK_LIMIT + 1 ? count : STACK_LIMIT;
    Amount rest = amount_missing();
    MemberList m = { 0 };

    for (size_t i = 0; i < count; i++) {
        Amount a = channel_month_amount(d, trend, rows[i].id, p);
        if (i < shown) {
            put(d, &m, name_of(d, d->facts.channel, rows[i].id),
                value_amount(a));
        } else if (a.is_known) {
            rest = amount_of(rest.is_known ? decimal_add(rest.number, a.number)
                                           : a.number);
        }
    }
    if (shown < count)
        put(d, &m, wording_word(d->wording, "other"), value_amount(rest));
    return value_of_map(&m);
}

static void derive_channel_months(Derive *d)
{
    const Facts *f = &d->facts;
    const Present *size = size_metric(d);
    const Present *outcome =
        d->primary == NOT_THERE ? NULL : &f->present.at[d->primary];
    ValueList l = { 0 };
    size_t count;

    if (!f->channel_months || !size || !outcome || grain_months(f->grain) > 1)
        return;
    ArenaMark mark = arena_save(d->env->scratch);
    Ranked *rows = ranked_rows(d, f->channel, &count);
    for (int32_t i = 0; i < TREND_MONTHS; i++) {
        int32_t month = f->first_month + MONTHS_KEPT - TREND_MONTHS + i;
        MemberList m = { 0 };
        if (!f->months[month - f->first_month].row_count)
            continue;
        put(d, &m, STR("month"),
            value_day(d, month_first_day(&d->calendar.client, month)));
        put_words(d, &m, "label", month_label(d, month, STR("month")));
        put_part(d, &m,
                 (Period){ month_first_day(&d->calendar.client, month),
                           month_last_day(&d->calendar.client, month) },
                 month_is_partial(d, month));
        put(d, &m, STR("values"), month_values(d, i, rows, count, size));
        put(d, &m, STR("outcome"), month_values(d, i, rows, count, outcome));
        *list_add(d->arena, &l) = value_of_map(&m);
    }
    arena_rewind(d->env->scratch, mark);
    derive_out(d, "channel_months", value_of_list(&l));
}

/* ---- Change by part ----------------------------------------------------- */

typedef struct {
    uint32_t id;
    Decimal change;
} Step;

static int step_compare(const void *a, const void *b)
{
    const Step *x = a, *y = b;
    int order = decimal_compare(decimal_absolute(y->change),
                                decimal_absolute(x->change));

    return order ? order : x->id < y->id ? -1 : x->id > y->id;
}

/* What each value of the dimension added since `r`, largest first. */
static Step *steps_find(Derive *d, int k, const Present *p, RangeId r,
                        size_t *count)
{
    const Facts *f = &d->facts;
    size_t names = f->dimensions.at[k].names.len;
    Step *steps = arena_make_array(d->env->scratch, Step, names + 1);
    Decimal zero = { 0, 0, 0 };

    *count = 0;
    for (size_t id = 0; id <= names; id++) {
        Amount now = group_amount(f, &f->by[k].at[RANGE_REPORT][id], p);
        Amount base = group_amount(f, &f->by[k].at[r][id], p);
        if (!now.is_known && !base.is_known)
            continue;
        steps[(*count)++] =
            (Step){ (uint32_t)id,
                    decimal_subtract(now.is_known ? now.number : zero,
                                     base.is_known ? base.number : zero) };
    }
    qsort(steps, *count, sizeof *steps, step_compare);
    return steps;
}

static Value bridge_row(Derive *d, Str label, Decimal value, const char *kind)
{
    MemberList m = { 0 };

    put_words(d, &m, "label", label);
    put(d, &m, STR("value"), value_number(value));
    put_word(d, &m, "kind", kind);
    put(d, &m, STR("is_total"), value_bool(strcmp(kind, "total") == 0));
    return value_of_map(&m);
}

static void derive_bridge(Derive *d, int k, const Present *p, RangeId r)
{
    const Facts *f = &d->facts;
    Amount base = group_amount(f, &f->ranges[r], p);
    Amount now = group_amount(f, &f->ranges[RANGE_REPORT], p);
    Decimal rest = decimal_of_int(0);
    ValueList l = { 0 };
    size_t count;

    if (!base.is_known || !now.is_known)
        return;
    Step *steps = steps_find(d, k, p, r, &count);
    size_t shown = count <= BRIDGE_LIMIT + 1 ? count : BRIDGE_LIMIT;
    *list_add(d->arena, &l) =
        bridge_row(d, d->calendar.ranges[r].label, base.number, "total");
    for (size_t i = 0; i < count; i++) {
        if (i < shown)
            *list_add(d->arena, &l) = bridge_row(d, name_of(d, k, steps[i].id),
                                                 steps[i].change, "step");
        else
            rest = decimal_add(rest, steps[i].change);
    }
    if (shown < count)
        *list_add(d->arena, &l) =
            bridge_row(d,
                       str_format(d->arena, "%.*s (%zu)",
                                  STR_ARG(wording_word(d->wording, "other")),
                                  count - shown),
                       rest, "step");
    *list_add(d->arena, &l) = bridge_row(
        d, d->calendar.ranges[RANGE_REPORT].label, now.number, "total");
    derive_out(d, "bridge", value_of_list(&l));
}

static Value mover_value(Derive *d, int k, const Present *p, RangeId r,
                         Step step)
{
    const Facts *f = &d->facts;
    Amount now = group_amount(f, &f->by[k].at[RANGE_REPORT][step.id], p);
    Amount base = group_amount(f, &f->by[k].at[r][step.id], p);
    Amount total_now = group_amount(f, &f->ranges[RANGE_REPORT], p);
    Amount total_base = group_amount(f, &f->ranges[r], p);
    Amount total = amount_subtract(total_now, total_base);
    MemberList m = { 0 };

    put_words(d, &m, "name", name_of(d, k, step.id));
    if (k == f->campaign && f->channel != NOT_THERE)
        put_words(d, &m, "channel",
                  name_of(d, f->channel, f->campaign_channel[step.id]));
    put_words(d, &m, "metric", p->metric->id);
    put_amount(d, &m, "value", now);
    put_amount(d, &m, "before", base);
    put(d, &m, STR("change"), value_number(step.change));
    put_words(d, &m, "change_text",
              metric_format(d->locale, d->arena, p->metric, step.change,
                            PLACE_SIGNED));
    put_amount(d, &m, "contribution",
               total.is_known ? contribution_of(step.change, total.number)
                              : amount_missing());
    return value_of_map(&m);
}

static void derive_movers(Derive *d, int k, const Present *p, RangeId r)
{
    ValueList up = { 0 }, down = { 0 };
    MemberList m = { 0 };
    size_t count;
    Step *steps = steps_find(d, k, p, r, &count);

    for (size_t i = 0; i < count; i++) {
        int sign = decimal_sign(steps[i].change);
        if (sign > 0 && up.len < MOVERS)
            *list_add(d->arena, &up) = mover_value(d, k, p, r, steps[i]);
        else if (sign < 0 && down.len < MOVERS)
            *list_add(d->arena, &down) = mover_value(d, k, p, r, steps[i]);
    }
    put(d, &m, STR("up"), value_of_list(&up));
    put(d, &m, STR("down"), value_of_list(&down));
    derive_out(d, "movers", value_of_map(&m));
}

/* ---- All of it ---------------------------------------------------------- */

static void derive_others(Derive *d)
{
    const Facts *f = &d->facts;

    for (size_t k = 0; k < f->dimensions.len; k++) {
        if ((int)k == f->channel || (int)k == f->campaign ||
            !f->by[k].at[RANGE_REPORT])
            continue;
        Str name =
            str_format(d->arena, "by_%.*s", STR_ARG(f->dimensions.at[k].key));
        derive_out(d, name.at, dimension_value(d, (int)k));
    }
}

void derive_groups(Derive *d)
{
    const Facts *f = &d->facts;
    bool has_facts = f->grain != FACTS_NONE;

    table_out(d, "channels", has_facts ? f->channel : NOT_THERE);
    table_out(d, "campaigns", has_facts ? f->campaign : NOT_THERE);
    if (!has_facts)
        return;
    derive_others(d);
    derive_channel_months(d);
    RangeId r = base_range(d);
    if (d->primary == NOT_THERE || !d->calendar.ranges[r].is_available)
        return;
    const Present *p = &f->present.at[d->primary];
    int by_channel = f->channel != NOT_THERE ? f->channel : f->campaign;
    int by_campaign = f->campaign != NOT_THERE ? f->campaign : f->channel;
    if (p->metric->kind != METRIC_SUM || by_channel == NOT_THERE ||
        !f->by[by_channel].at[r] || !f->by[by_campaign].at[r])
        return;
    ArenaMark mark = arena_save(d->env->scratch);
    derive_bridge(d, by_channel, p, r);
    derive_movers(d, by_campaign, p, r);
    arena_rewind(d->env->scratch, mark);
}
