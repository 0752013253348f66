/* facts_log.c - what sums and ratios of facts were made of. */

#include "eval/derive_parts.h"

void group_spans(const Facts *f, const Group *g, Period p)
{
    if (!f->log)
        return;
    f->log->spanned = g;
    f->log->span = p;
}

/* ---- Which rows a group is of -------------------------------------------- */

/* Where a group stands in an array of them, or NOT_THERE. */
static int64_t place_in(const Group *all, size_t count, const Group *g)
{
    uintptr_t from = (uintptr_t)all, at = (uintptr_t)g;

    if (!all || at < from || at >= from + count * sizeof *all)
        return NOT_THERE;
    return (int64_t)((at - from) / sizeof *all);
}

static Period period_of_month(const Facts *f, int32_t month)
{
    return (Period){ month_first_day(f->calendar, month),
                     month_last_day(f->calendar, month) };
}

static void set_value(const Facts *f, int k, int64_t id, FactSum *out)
{
    const Dimension *d = &f->dimensions.at[k];

    out->dimension = d->key;
    out->value = id ? d->names.at[id - 1] : STR("(not set)");
}

static bool find_in_ranges(const Facts *f, const Group *g, FactSum *out)
{
    int64_t at = place_in(f->ranges, RANGE_LIMIT, g);

    if (at != NOT_THERE) {
        out->period = f->spans[at];
        return true;
    }
    for (size_t k = 0; f->by && k < f->dimensions.len; k++)
        for (int r = 0; r < RANGE_LIMIT; r++) {
            at = place_in(f->by[k].at[r], f->dimensions.at[k].names.len + 1, g);
            if (at == NOT_THERE)
                continue;
            out->period = f->spans[r];
            set_value(f, (int)k, at, out);
            return true;
        }
    return false;
}

static bool find_in_months(const Facts *f, const Group *g, FactSum *out)
{
    int64_t at = place_in(f->months, MONTHS_KEPT, g);

    if (at != NOT_THERE) {
        out->period = period_of_month(f, f->first_month + (int32_t)at);
        return true;
    }
    if (!f->channel_months)
        return false;
    size_t width = f->dimensions.at[f->channel].names.len + 1;
    at = place_in(f->channel_months, TREND_MONTHS * width, g);
    if (at == NOT_THERE)
        return false;
    out->period =
        period_of_month(f, f->first_month + MONTHS_KEPT - TREND_MONTHS +
                               (int32_t)((size_t)at / width));
    set_value(f, f->channel, (int64_t)((size_t)at % width), out);
    return true;
}

/* True if the group stays where it is as long as the facts. */
static bool find_scope(const Facts *f, const Group *g, FactSum *out)
{
    if (find_in_ranges(f, g, out) || find_in_months(f, g, out))
        return true;
    out->period = g == f->log->spanned
                      ? f->log->span
                      : (Period){ f->days[g->first_row], f->days[g->last_row] };
    return false;
}

/* ---- Entries --------------------------------------------------------------
 */

static uint32_t add(const Facts *f, const FactSum *sum)
{
    *list_add(f->log->arena, &f->log->list) = *sum;
    return (uint32_t)f->log->list.len;
}

static MadeKind made_of(const Measure *m)
{
    switch (m->metric->kind) {
    case METRIC_SUM:
        return MADE_SUM;
    case METRIC_STOCK:
        return MADE_LAST;
    case METRIC_WEIGHTED:
    case METRIC_CENSORED:
        return m->weight != NOT_THERE ? MADE_WEIGHTED : MADE_ONLY;
    default:
        return MADE_ONLY;
    }
}

static uint32_t column_add(const Facts *f, const Group *g, int column,
                           FactSum sum)
{
    const Measure *m = &f->measures.at[column];

    sum.made = (uint8_t)made_of(m);
    sum.metric = m->metric;
    sum.column = m->key;
    sum.shift = m->shift;
    sum.is_converted = m->is_converted;
    if (m->weight != NOT_THERE)
        sum.weight = m->metric->denominator;
    sum.rows = g->tallies[column].known;
    if (!sum.amount.is_known)
        sum.amount = amount_of(g->tallies[column].sum);
    return add(f, &sum);
}

/* Groups are told apart by where they stand, so only those that stay. */
static Str key_of(const Facts *f, const Group *g, const Present *p)
{
    return str_format(f->log->arena, "%p %p", (const void *)g, (const void *)p);
}

typedef LIST(uint32_t) Entries;

static void operands_add(const Facts *f, const Group *g, const Side *side,
                         FactSum sum, Entries *out)
{
    Arena *a = f->log->arena;

    for (size_t i = 0; i < side->count; i++)
        for (size_t k = 0; k < side->at[i].count; k++) {
            const Operand *o = &side->at[i].at[k];
            uint32_t entry = 0;
            sum.amount = amount_missing();
            if (o->column != NOT_THERE && g->tallies &&
                g->tallies[o->column].known)
                entry = column_add(f, g, o->column, sum);
            else if (o->metric)
                entry = group_amount(f, g, o->metric).origin;
            if (entry)
                *list_add(a, out) = entry;
        }
}

/* The sums and ratios that a ratio's formula names. */
static const uint32_t *parts_add(const Facts *f, const Group *g,
                                 const Present *p, FactSum sum)
{
    Entries out = { 0 };

    operands_add(f, g, p->over, sum, &out);
    operands_add(f, g, p->under, sum, &out);
    *list_add(f->log->arena, &out) = 0;
    return out.at;
}

Amount amount_logged(const Facts *f, const Group *g, const Present *p,
                     Amount amount)
{
    FactSum sum = { .facts = f->name, .metric = p->metric };

    if (!amount.is_known || !g->row_count)
        return amount;
    bool stays = find_scope(f, g, &sum);
    Str key = stays ? key_of(f, g, p) : STR("");
    void *known = stays ? map_find(&f->log->known, key) : NULL;
    if (known) {
        amount.origin = (uint32_t)(uintptr_t)known;
        return amount;
    }
    sum.first = g->first_row;
    sum.last = g->last_row;
    sum.first_at = facts_row_span(f, g->first_row);
    sum.last_at = facts_row_span(f, g->last_row);
    if (!p->over) {
        sum.amount = amount;
        amount.origin = column_add(f, g, p->column, sum);
    } else {
        sum.parts = parts_add(f, g, p, sum);
        sum.made = MADE_RATIO;
        sum.amount = amount;
        sum.rows = g->row_count;
        amount.origin = add(f, &sum);
    }
    if (stays)
        map_set(f->log->arena, &f->log->known, key,
                (void *)(uintptr_t)amount.origin);
    return amount;
}
