/*
 * derive_gather.c - groups of rows: what they add up to, and reading it out.
 *
 * Sums are exact; while coefficients stay small they are added as machine
 * integers.
 */

#include "data/dataset.h"
#include "data/written.h"
#include "eval/derive_parts.h"

/* ---- Adding ------------------------------------------------------------- */

static bool is_small(Decimal d)
{
    return d.high == ((int64_t)d.low < 0 ? -1 : 0) &&
           (int64_t)d.low < (int64_t)1 << 61 &&
           (int64_t)d.low > -((int64_t)1 << 61);
}

static Decimal small_decimal(int64_t n, int32_t exponent)
{
    return (Decimal){ (uint64_t)n, n < 0 ? -1 : 0, exponent };
}

/* `d` with the smaller exponent `to`, if that is near and fits. */
static bool small_rescale(Decimal d, int32_t to, int64_t *out)
{
    static const int64_t powers[] = {
        1, 10, 100, 1000, 10000, 100000, 1000000
    };
    int32_t by = d.exponent - to;

    if (by < 0 || by > 6 || !is_small(d))
        return false;
    return !__builtin_mul_overflow((int64_t)d.low, powers[by], out) &&
           *out < (int64_t)1 << 61 && *out > -((int64_t)1 << 61);
}

static Decimal sum_add(Decimal sum, Decimal d)
{
    int32_t exponent = sum.exponent < d.exponent ? sum.exponent : d.exponent;
    int64_t a, b;

    if (sum.exponent == d.exponent && is_small(sum) && is_small(d))
        return small_decimal((int64_t)sum.low + (int64_t)d.low, exponent);
    if (small_rescale(sum, exponent, &a) && small_rescale(d, exponent, &b))
        return small_decimal(a + b, exponent);
    return decimal_add(sum, d);
}

static void tally_add(const Measure *m, Tally *t, Decimal value, int32_t day)
{
    bool is_stock = m->metric->kind == METRIC_STOCK;

    if (is_stock && t->known && day < t->day)
        return;
    if (!t->known || (is_stock && day > t->day))
        t->sum = value;
    else
        t->sum = sum_add(t->sum, value);
    t->day = day;
    t->known++;
}

static void group_open(Arena *a, const Facts *f, Group *g)
{
    if (!g->tallies)
        g->tallies = arena_make_array(a, Tally, f->measures.len);
}

void group_add_row(Arena *a, const Facts *f, Group *g, size_t row)
{
    group_open(a, f, g);
    if (!g->row_count++)
        g->first_row = (uint32_t)row;
    g->last_row = (uint32_t)row;
    for (size_t i = 0; i < f->measures.len; i++) {
        const Measure *m = &f->measures.at[i];
        if (m->known[row])
            tally_add(m, &g->tallies[i], m->values[row], f->days[row]);
    }
}

void group_merge(Arena *a, const Facts *f, Group *into, const Group *from)
{
    if (!from->tallies)
        return;
    group_open(a, f, into);
    if (!into->row_count || from->first_row < into->first_row)
        into->first_row = from->first_row;
    if (from->last_row > into->last_row)
        into->last_row = from->last_row;
    into->row_count += from->row_count;
    for (size_t i = 0; i < f->measures.len; i++) {
        const Tally *t = &from->tallies[i];
        if (!t->known)
            continue;
        tally_add(&f->measures.at[i], &into->tallies[i], t->sum, t->day);
        into->tallies[i].known += t->known - 1;
    }
}

/* ---- Reading out -------------------------------------------------------- */

static Amount tally_amount(const Facts *f, const Group *g, int column)
{
    if (column == NOT_THERE || !g->tallies || !g->tallies[column].known)
        return amount_missing();
    const Measure *m = &f->measures.at[column];
    const Tally *t = &g->tallies[column];
    switch (m->metric->kind) {
    case METRIC_SUM:
    case METRIC_STOCK:
        return amount_of(t->sum);
    case METRIC_WEIGHTED:
        if (m->weight != NOT_THERE)
            return amount_divide(amount_of(t->sum),
                                 tally_amount(f, g, m->weight));
        break;
    case METRIC_CENSORED:
        if (m->censored && g->row_count > 1)
            return amount_missing();
        if (m->weight != NOT_THERE)
            return amount_divide(tally_amount(f, g, m->weight),
                                 amount_of(t->sum));
        break;
    default:
        break;
    }
    /* Not additive: only what was delivered for exactly this scope. */
    return t->known == 1 && g->row_count == 1 ? amount_of(t->sum)
                                              : amount_missing();
}

static Amount operand_amount(const Facts *f, const Group *g, const Operand *o)
{
    if (o->column != NOT_THERE)
        return tally_amount(f, g, o->column);
    return o->metric ? group_amount(f, g, o->metric) : amount_of(o->number);
}

static Amount product_amount(const Facts *f, const Group *g, const Product *p)
{
    Amount product = operand_amount(f, g, &p->at[0]);

    for (size_t i = 1; i < p->count && product.is_known; i++) {
        Amount factor = operand_amount(f, g, &p->at[i]);
        product.is_known = factor.is_known;
        product.number = decimal_multiply(product.number, factor.number);
    }
    if (p->is_subtracted)
        product.number = decimal_negate(product.number);
    return product;
}

static Amount side_amount(const Facts *f, const Group *g, const Side *side)
{
    Amount sum = product_amount(f, g, &side->at[0]);

    for (size_t i = 1; i < side->count && sum.is_known; i++) {
        Amount part = product_amount(f, g, &side->at[i]);
        sum.is_known = part.is_known;
        sum.number = decimal_add(sum.number, part.number);
    }
    return sum;
}

static MetricRatio ratio_in(const Facts *f, const Group *g, const Present *p)
{
    if (p->over)
        return metric_ratio_of(p->metric, side_amount(f, g, p->over),
                               side_amount(f, g, p->under));
    Amount own = tally_amount(f, g, p->column);
    return (MetricRatio){ own, own.is_known ? RATIO_KNOWN : RATIO_MISSING };
}

MetricRatio group_ratio(const Facts *f, const Group *g, const Present *p)
{
    MetricRatio out = ratio_in(f, g, p);

    if (f->log)
        out.amount = amount_logged(f, g, p, out.amount);
    return out;
}

Amount group_amount(const Facts *f, const Group *g, const Present *p)
{
    return group_ratio(f, g, p).amount;
}

/* "no conversions" for spend without any; in a sentence's case. */
static Str no_results_words(Derive *d, const Metric *m)
{
    const Metric *of = roster_find(d, m->denominator);

    return of ? wording_with(d->wording, d->arena, "instead.no_results", "what",
                             formula_words(d, m->denominator, false))
              : STR("");
}

Str ratio_words(Derive *d, const Metric *m, RatioState state)
{
    switch (state) {
    case RATIO_NO_RESULTS:
        return no_results_words(d, m);
    case RATIO_NOT_MEANINGFUL:
        return wording_word(d->wording, "not_meaningful");
    case RATIO_TOO_FEW:
        return wording_word(d->wording, "instead.too_few");
    case RATIO_KNOWN:
    case RATIO_MISSING:
    case RATIO_NO_BASE:
    case RATIO_CAPPED:
        break;
    }
    return STR("");
}

/* A bound such as "< 10%" that is all there is of a measure: one row's. */
static Str bound_given(const Facts *f, const Group *g, const Present *p)
{
    if (p->column == NOT_THERE || g->row_count != 1 ||
        !f->measures.at[p->column].censored)
        return STR("");
    Str key = f->measures.at[p->column].key;
    const Value *list = f->list;
    Value v = value_null();
    if (list->is_dataset) {
        const DatasetColumn *c = dataset_column(list->as.rows.table, key);
        if (c)
            v = dataset_cell(list->as.rows.table, g->first_row, c);
    } else {
        const Value *given = value_find(&list->as.list.at[g->first_row], key);
        if (given)
            v = *given;
    }
    return v.kind == VALUE_TEXT && csv_is_bound(v.as.text) ? v.as.text
                                                           : STR("");
}

void put_metrics(Derive *d, MemberList *m, const Facts *f, const Group *g)
{
    MemberList words = { 0 };

    for (size_t i = 0; i < f->present.len; i++) {
        const Present *p = &f->present.at[i];
        MetricRatio r = group_ratio(f, g, p);
        put(d, m, p->metric->id, value_amount(r.amount));
        Str bound = r.amount.is_known ? STR("") : bound_given(f, g, p);
        if (bound.len)
            put(d, &words, p->metric->id, value_text(bound));
        if (r.state <= RATIO_NO_BASE || r.state == RATIO_CAPPED)
            continue;
        Str said = ratio_words(d, p->metric, r.state);
        if (said.len)
            put(d, &words, p->metric->id, value_text(said));
    }
    if (words.len)
        put(d, m, STR("instead"), value_of_map(&words));
}
