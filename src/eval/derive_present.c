/* derive_present.c - which metrics the facts can give, and from what. */

#include "eval/derive_parts.h"

enum { NESTING = 6 /* ratios worked out from ratios */ };

static int column_of(const Facts *f, Str key)
{
    for (size_t i = 0; i < f->measures.len; i++)
        if (f->measures.at[i].key.len && str_equal(f->measures.at[i].key, key))
            return (int)i;
    return NOT_THERE;
}

/* `constants: { target_population: 5200000 }` */
static bool constant_find(Derive *d, Str id, Decimal *out)
{
    const Value *all = value_at(d->data, "constants");
    const Value *v = all && all->kind == VALUE_MAP ? value_find(all, id) : NULL;
    Amount a = amount_read(d, v, "constants");

    *out = a.number;
    return a.is_known;
}

static const Present *present_way(Derive *d, const Facts *f, Str id, int depth);

static bool operand_find(Derive *d, const Facts *f, const Factor *factor,
                         int depth, Operand *out)
{
    *out = (Operand){ .column = NOT_THERE, .number = factor->number };
    if (!factor->id.len)
        return true;
    out->metric = present_way(d, f, factor->id, depth + 1);
    if (out->metric)
        return true;
    out->column = column_of(f, factor->id);
    return out->column != NOT_THERE ||
           constant_find(d, factor->id, &out->number);
}

/* NULL if a part of the formula is not there. */
static const Side *side_find(Derive *d, const Facts *f, Str formula, int depth)
{
    Side *side = arena_make(d->arena, Side);
    Formula parsed;
    size_t at;

    if (!formula_parse(formula, &parsed, &at))
        return NULL;
    side->count = parsed.term_count;
    for (size_t i = 0; i < parsed.term_count; i++) {
        const Term *t = &parsed.terms[i];
        side->at[i].is_subtracted = t->is_subtracted;
        side->at[i].count = t->factor_count;
        for (size_t k = 0; k < t->factor_count; k++)
            if (!operand_find(d, f, &t->factors[k], depth, &side->at[i].at[k]))
                return NULL;
    }
    return side;
}

static bool present_by(Derive *d, const Facts *f, const Metric *m, int depth,
                       Present *out)
{
    *out = (Present){ .metric = m, .column = column_of(f, m->id) };
    if (m->kind != METRIC_RATIO || depth > NESTING)
        return false;
    out->over = side_find(d, f, m->numerator, depth);
    out->under = out->over ? side_find(d, f, m->denominator, depth) : NULL;
    return out->under != NULL;
}

/* The first way to work the ratio out from its parts; NULL if there is none. */
static const Present *present_way(Derive *d, const Facts *f, Str id, int depth)
{
    Present found;

    for (size_t i = 0; depth <= NESTING && i < d->roster.metrics.len; i++) {
        const Metric *m = d->roster.metrics.at[i];
        if (!str_equal(m->id, id) || m->kind != METRIC_RATIO ||
            !present_by(d, f, m, depth, &found))
            continue;
        Present *p = arena_make(d->arena, Present);
        *p = found;
        return p;
    }
    return NULL;
}

void present_find(Derive *d, Facts *f)
{
    for (size_t i = 0; i < d->roster.metrics.len; i++) {
        const Metric *m = d->roster.metrics.at[i];
        if (map_find(&d->roster.by_id, m->id) != m)
            continue;
        const Present *p = present_way(d, f, m->id, 0);
        Present own = { .metric = m, .column = column_of(f, m->id) };
        if (p)
            *list_add(d->arena, &f->present) = *p;
        else if (own.column != NOT_THERE)
            *list_add(d->arena, &f->present) = own;
    }
}

const Present *present_of(const Facts *f, Str id)
{
    for (size_t i = 0; i < f->present.len; i++)
        if (str_equal(f->present.at[i].metric->id, id))
            return &f->present.at[i];
    return NULL;
}

int side_column(const Side *side)
{
    bool is_single = side && side->count == 1 && side->at[0].count == 1 &&
                     !side->at[0].is_subtracted;

    return is_single ? side->at[0].at[0].column : NOT_THERE;
}
