/*
 * derive_rest.c - totals that are more than their parts.
 *
 * Platforms' reports by place or product often add up to less than their own
 * total row.  What is left over is shown as a row of its own; nothing is
 * rescaled.
 */

#include "eval/derive_parts.h"

typedef struct {
    Derive *d;
    Facts *f;
    uint32_t *slots; /* by day; 1 + index of a total */
    size_t slot_count;
    size_t *rows; /* of the totals */
    size_t count;
    Decimal *sums; /* of the parts: [total][measure] */
} Rest;

static uint32_t *slot_of_day(const Rest *r, int32_t day)
{
    size_t at = ((uint32_t)day * 2654435761u) & (r->slot_count - 1);

    while (r->slots[at] && r->f->days[r->rows[r->slots[at] - 1]] != day)
        at = (at + 1) & (r->slot_count - 1);
    return &r->slots[at];
}

static Decimal *sum_of(const Rest *r, size_t total, size_t measure)
{
    return &r->sums[total * r->f->measures.len + measure];
}

/* False if a day has two totals: then no one knows of what. */
static bool totals_list(Rest *r)
{
    for (size_t row = 0; row < r->f->row_count; row++) {
        if (!r->f->excluded[row])
            continue;
        uint32_t *slot = slot_of_day(r, r->f->days[row]);
        if (*slot)
            return false;
        r->rows[r->count] = row;
        *slot = (uint32_t)++r->count;
    }
    return true;
}

static void parts_add(Rest *r)
{
    const Facts *f = r->f;

    for (size_t row = 0; row < f->row_count; row++) {
        if (f->excluded[row])
            continue;
        uint32_t total = *slot_of_day(r, f->days[row]);
        for (size_t i = 0; total && i < f->measures.len; i++) {
            Decimal *sum = sum_of(r, total - 1, i);
            if (f->measures.at[i].known[row])
                *sum = decimal_add(*sum, f->measures.at[i].values[row]);
        }
    }
}

/* At least half of a total is in its parts, and never more than all of it. */
static bool is_rest(const Rest *r, size_t total)
{
    const Facts *f = r->f;
    bool holds = false;

    for (size_t i = 0; i < f->measures.len; i++) {
        const Measure *m = &f->measures.at[i];
        if (m->metric->kind != METRIC_SUM || !m->known[r->rows[total]])
            continue;
        Decimal whole = m->values[r->rows[total]];
        Decimal sum = *sum_of(r, total, i);
        if (decimal_compare(sum, whole) > 0 ||
            decimal_compare(decimal_multiply(sum, decimal_of_int(2)), whole) <
                0)
            return false;
        holds = true;
    }
    return holds;
}

/* The row holds what is left of its total; all 0 leaves it out. */
static void row_become_rest(Rest *r, size_t total)
{
    Facts *f = r->f;
    size_t row = r->rows[total];

    for (size_t i = 0; i < f->measures.len; i++) {
        Measure *m = &f->measures.at[i];
        if (m->metric->kind != METRIC_SUM) {
            m->known[row] = 0; /* reach and rates of the rest are not known */
            continue;
        }
        if (!m->known[row])
            continue;
        m->values[row] = decimal_subtract(m->values[row], *sum_of(r, total, i));
        if (decimal_sign(m->values[row]) != 0)
            f->excluded[row] = 0;
    }
}

static void names_replace(Derive *d, Facts *f)
{
    for (size_t k = 0; k < f->dimensions.len; k++)
        for (size_t i = 0; i < f->dimensions.at[k].names.len; i++)
            if (is_total_word(f->dimensions.at[k].names.at[i]))
                f->dimensions.at[k].names.at[i] =
                    wording_word(d->wording, "unattributed");
}

static bool rest_apply(Rest *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (!is_rest(r, i))
            return false;
    for (size_t i = 0; i < r->count; i++)
        row_become_rest(r, i);
    names_replace(r->d, r->f);
    return true;
}

bool totals_become_rest(Derive *d, Facts *f, size_t first)
{
    Rest r = { .d = d, .f = f, .slot_count = 64 };
    Span at = facts_row_span(f, first);
    Arena *scratch = d->env->scratch;
    size_t count = 0;

    for (size_t row = 0; row < f->row_count; row++)
        count += f->excluded[row];
    while (r.slot_count < count * 2)
        r.slot_count *= 2;
    ArenaMark mark = arena_save(scratch);
    r.slots = arena_make_array(scratch, uint32_t, r.slot_count);
    r.rows = arena_make_array(scratch, size_t, count);
    r.sums = arena_make_array(scratch, Decimal, count * f->measures.len + 1);
    bool done = totals_list(&r);
    if (done) {
        parts_add(&r);
        done = rest_apply(&r);
    }
    arena_rewind(scratch, mark);
    if (!done)
        return false;
    diag_warning(d->env->diags, at,
                 "%s[%zu] is a total that is more than its parts; the rest is "
                 "shown as Unattributed",
                 f->name, first)
        ->code = "data/total";
    derive_note(d, at, "notes.rest",
                (MessageArg[]){
                    arg_text("what", wording_word(d->wording, "unattributed")),
                    { 0 } });
    return true;
}
