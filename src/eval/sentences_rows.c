/* sentences_rows.c - sentences about the parts of a whole. */

#include "eval/sentences.h"

Str rows_name(const Speaker *s, const Value *rows)
{
    static const char *const names[] = { "channels", "campaigns" };

    for (size_t i = 0; s->data && i < COUNT_OF(names); i++) {
        const Value *list = value_at(s->data, names[i]);
        if (list && list->kind == VALUE_LIST &&
            list->as.list.at == rows->as.list.at)
            return str_of(names[i]);
    }
    return STR("other");
}

static Str print_signed(const Speaker *s, const Metric *m, Decimal d)
{
    return metric_format(s->locale, s->arena, m, d, PLACE_SIGNED);
}

/* ---- driver ------------------------------------------------------------- */

typedef struct {
    Str name;
    Decimal change;
} Segment;

/* Those that moved the whole most, with it and against it. */
typedef struct {
    Segment with;
    Segment against;
    Decimal total;
    size_t count;
} Drivers;

static void driver_add(Drivers *d, Str name, Decimal change, int total_sign)
{
    Segment *place =
        decimal_sign(change) * total_sign > 0 ? &d->with : &d->against;

    if (decimal_sign(change) &&
        decimal_compare(decimal_absolute(change),
                        decimal_absolute(place->change)) > 0)
        *place = (Segment){ name, change };
}

static Amount row_change(const Speaker *s, const Value *row, Str metric)
{
    Amount now = map_field(row, metric);
    Amount base = map_field(value_at(row, base_name(s)), metric);

    if (now.is_known && !base.is_known && value_at(row, "name"))
        base = amount_of(decimal_of_int(0)); /* it is new */
    return amount_subtract(now, base);
}

static Amount total_change(const Speaker *s, Str metric)
{
    const Value *now = s->data ? value_at(s->data, "totals") : NULL;

    return amount_subtract(map_field(now, metric),
                           map_field(base_totals(s), metric));
}

static Drivers drivers_find(const Speaker *s, const Value *rows, Str metric)
{
    Amount total = total_change(s, metric);
    Drivers d = { 0 };

    if (!total.is_known)
        return d;
    d.total = total.number;
    for (size_t i = 0; i < rows->as.list.len; i++) {
        const Value *row = &rows->as.list.at[i];
        Amount change = row_change(s, row, metric);
        if (!change.is_known)
            continue;
        d.count++;
        driver_add(&d, map_text(row, "name"), change.number,
                   decimal_sign(d.total));
    }
    return d;
}

Str sentence_driver(const Speaker *s, const Value *rows, Str id)
{
    const Value *map;
    Metric m = metric_named(s, id, &map);
    Drivers d = drivers_find(s, rows, id);
    Gaps g = { 0 };

    if (!d.count || !d.with.name.len || m.kind != METRIC_SUM)
        return STR("");
    gap_subject(s, &g, map, &m);
    gap_way(&g, "way", decimal_sign(d.with.change));
    gap_text(&g, "name", d.with.name);
    gap_text(&g, "size", print_size(s, &m, d.with.change));
    gap_text(&g, "signed", print_signed(s, &m, d.with.change));
    gap_text(&g, "offset", d.against.name.len ? STR("yes") : STR("no"));
    gap_text(&g, "other_name", d.against.name);
    gap_text(&g, "other_size", print_size(s, &m, d.against.change));
    gap_text(&g, "other_signed", print_signed(s, &m, d.against.change));
    Amount share = contribution_of(d.with.change, d.total);
    if (!share.is_known) /* where shares would mislead */
        return say(s, "driver_amounts", &g);
    gap_text(&g, "share", print_percent(s, share.number, 0));
    return say(s, "driver", &g);
}

/* ---- movers ------------------------------------------------------------- */

enum { MOVERS_MOST = 2 };

/* "Brand (+£5.7K) and Generic (+£1.7K)", or empty */
static Str movers_list(const Speaker *s, const Value *list)
{
    Str parts[MOVERS_MOST];
    size_t count = 0;

    for (size_t i = 0; list && list->kind == VALUE_LIST &&
                       i < list->as.list.len && count < MOVERS_MOST;
         i++) {
        const Value *row = &list->as.list.at[i];
        Str name = map_text(row, "name"), text = map_text(row, "change_text");
        if (name.len && text.len)
            parts[count++] = str_format(s->arena, "%.*s (%.*s)", STR_ARG(name),
                                        STR_ARG(text));
    }
    return list_format(s->locale, s->arena, parts, count);
}

Str sentence_movers(const Speaker *s, const Value *movers)
{
    Str up = movers_list(s, value_at(movers, "up"));
    Str down = movers_list(s, value_at(movers, "down"));
    Gaps g = { 0 };

    if (!up.len && !down.len)
        return STR("");
    gap_text(&g, "up", up);
    gap_text(&g, "down", down);
    return say(s,
               !down.len ? "movers_up"
               : !up.len ? "movers_down"
                         : "movers",
               &g);
}

/* ---- delivery ------------------------------------------------------------ */

/* What was planned of a measure stands beside it as planned_<measure>. */
static Amount planned_of(const Speaker *s, const Value *row, Str metric)
{
    return map_field(row,
                     str_format(s->arena, "planned_%.*s", STR_ARG(metric)));
}

typedef struct {
    Amount planned, given;
    Str worst; /* the row furthest below its plan, and by which part */
    Amount short_by;
} Delivery;

static Amount plus(Amount a, Amount b)
{
    if (!a.is_known || !b.is_known)
        return a.is_known ? a : b;
    return amount_of(decimal_add(a.number, b.number));
}

/* Rows that have both numbers; the others say nothing about delivery. */
static Delivery delivery_sum(const Speaker *s, const Value *rows, Str metric)
{
    Delivery d = { .short_by = amount_of((Decimal){ 5, 0, -3 }) };

    for (size_t i = 0; i < rows->as.list.len; i++) {
        const Value *row = &rows->as.list.at[i];
        Amount planned = planned_of(s, row, metric);
        Amount given = map_field(row, metric);
        if (!planned.is_known || !given.is_known)
            continue;
        d.planned = plus(d.planned, planned);
        d.given = plus(d.given, given);
        Amount part = amount_divide(amount_subtract(planned, given), planned);
        if (part.is_known && map_text(row, "name").len &&
            decimal_compare(part.number, d.short_by.number) > 0) {
            d.short_by = part;
            d.worst = map_text(row, "name");
        }
    }
    return d;
}

Str sentence_delivery(const Speaker *s, const Value *rows, Str id)
{
    const Value *map;
    Metric m = metric_named(s, id, &map);
    Delivery d = delivery_sum(s, rows, id);
    Delivery cost = delivery_sum(s, rows, STR("spend"));
    Amount share = amount_divide(d.given, d.planned);
    Amount cost_share = amount_divide(cost.given, cost.planned);
    Gaps g = { 0 };

    if (!share.is_known || m.kind != METRIC_SUM)
        return STR("");
    bool has_cost = cost_share.is_known && !str_is(id, "spend");
    gap_subject(s, &g, map, &m);
    gap_text(&g, "value", print_size(s, &m, d.given.number));
    gap_text(&g, "planned", print_size(s, &m, d.planned.number));
    gap_text(&g, "share", print_percent(s, share.number, 0));
    gap_text(&g, "has_cost", has_cost ? STR("yes") : STR("no"));
    gap_text(&g, "cost",
             has_cost ? print_percent(s, cost_share.number, 0) : STR(""));
    gap_text(&g, "has_worst", d.worst.len ? STR("yes") : STR("no"));
    gap_text(&g, "worst", d.worst);
    gap_text(&g, "short", print_percent(s, d.short_by.number, 0));
    return say(s, "delivery", &g);
}
