/* explain_facts.c - sums and ratios of facts, in words. */

#include "eval/explain.h"

/* "over 2026-07-01..2026-09-30, channel = Search, 92 rows" */
static Str scope_print(Arena *a, const FactSum *s)
{
    Str from = date_iso(a, date_of_days(s->period.from));
    Str to = date_iso(a, date_of_days(s->period.to));
    Str only = s->dimension.len
                   ? str_format(a, ", %.*s = %.*s", STR_ARG(s->dimension),
                                STR_ARG(s->value))
                   : STR("");

    return str_format(a, "over %.*s..%.*s%.*s, %u row%s", STR_ARG(from),
                      STR_ARG(to), STR_ARG(only), (unsigned)s->rows,
                      s->rows == 1 ? "" : "s");
}

/* "facts[].cost_micros / 1000000" */
static Str column_print(Arena *a, const FactSum *s)
{
    Str column = str_format(a, "%s[].%.*s", s->facts, STR_ARG(s->column));
    int64_t by = 1;

    for (int i = s->shift; i < 0 && i >= -9; i++)
        by *= 10;
    if (by > 1)
        column = str_format(a, "%.*s / %lld", STR_ARG(column), (long long)by);
    return s->is_converted
               ? str_format(a, "%.*s (converted by fx)", STR_ARG(column))
               : column;
}

static Str column_formula(Arena *a, const FactSum *s)
{
    Str column = column_print(a, s), scope = scope_print(a, s);

    switch ((MadeKind)s->made) {
    case MADE_LAST:
        return str_format(a, "value of the latest day of %.*s %.*s",
                          STR_ARG(column), STR_ARG(scope));
    case MADE_ONLY:
        return str_format(a, "%.*s as given %.*s", STR_ARG(column),
                          STR_ARG(scope));
    case MADE_WEIGHTED:
        return str_format(a, "mean of %.*s weighted by %.*s %.*s",
                          STR_ARG(column), STR_ARG(s->weight), STR_ARG(scope));
    default:
        return str_format(a, "sum of %.*s %.*s", STR_ARG(column),
                          STR_ARG(scope));
    }
}

/* A formula of several terms is a factor in brackets. */
static Str as_factor(Arena *a, Str formula)
{
    bool is_one = str_find(formula, STR(" ")) == formula.len;

    return is_one ? formula : str_format(a, "(%.*s)", STR_ARG(formula));
}

/* "1000 * spend / impressions" */
static Str ratio_formula(Arena *a, const Metric *m)
{
    int scale = m->unit == UNIT_PERCENT ? m->scale * 100 : m->scale;
    Str quotient =
        str_format(a, "%.*s / %.*s", STR_ARG(as_factor(a, m->numerator)),
                   STR_ARG(as_factor(a, m->denominator)));

    if (m->is_complement)
        quotient = str_format(a, scale > 1 ? "(1 - %.*s)" : "1 - %.*s",
                              STR_ARG(quotient));
    return scale > 1 ? str_format(a, "%d * %.*s", scale, STR_ARG(quotient))
                     : quotient;
}

static OriginKind kind_of(MadeKind made)
{
    static const OriginKind kinds[] = { ORIGIN_SUM, ORIGIN_LAST, ORIGIN_ONLY,
                                        ORIGIN_WEIGHTED, ORIGIN_RATIO };
    return kinds[made];
}

static Str row_path(Arena *a, const FactSum *s, uint32_t row)
{
    return str_format(a, "%s[%u]", s->facts, (unsigned)row);
}

const Origin *origin_of_sum(Machine *m, uint32_t entry)
{
    Explain *x = m->explain;
    const FactSum *s = &x->log.list.at[entry - 1];
    Origins inputs = { 0 };

    if (x->sums[entry - 1])
        return x->sums[entry - 1];
    Origin o = { .how = (uint8_t)kind_of((MadeKind)s->made),
                 .name = s->metric->id.len ? s->metric->id : s->column,
                 .has_number = true,
                 .number = s->amount.number };
    if (s->made == MADE_RATIO) {
        for (const uint32_t *part = s->parts; *part; part++)
            *list_add(x->a, &inputs) = origin_of_sum(m, *part);
        o.formula = ratio_formula(x->a, s->metric);
        origin_inputs(m, &o, &inputs);
    } else {
        o.formula = column_formula(x->a, s);
        o.rows = s->rows;
        o.at = s->first_at;
        o.to = s->last_at;
        o.path = row_path(x->a, s, s->first);
        o.path_to = row_path(x->a, s, s->last);
    }
    x->sums[entry - 1] = origin_new(m, o);
    return x->sums[entry - 1];
}
