/* sentences_mix.c - a ratio that moves against its own parts (Simpson). */

#include "eval/sentences.h"

/*
 * A ratio of sums is the mean of the rows' ratios, weighted by their shares of
 * the denominator.  Its change is what the rows' own ratios did (within) and
 * what their shares did (mix): sum w1 (r1 - r0) + sum r0 (w1 - w0).  The
 * sentence is said when the whole moved against most rows and against `within`.
 *
 * A cost per result is looked at upside down, as results per money spent: then
 * the weights are shares of spend, which is what people move.
 */
typedef struct {
    const Speaker *s;
    Metric metric;
    Str weight; /* id of the sum whose shares weigh */
    bool is_inverse;
    int sign; /* of the change of the whole, as looked at */
} Ratio;

typedef struct {
    size_t against, count;
    Decimal within;
    Str toward;   /* the row whose share moved the whole most */
    Decimal pull; /* by how much */
} Mix;

static Amount ratio_in(const Ratio *r, const Value *map)
{
    Amount a = map_field(map, r->metric.id);

    return r->is_inverse ? amount_divide(amount_of(decimal_of_int(1)), a) : a;
}

static Amount share_in(const Ratio *r, const Value *map, const Value *whole)
{
    return amount_divide(map_field(map, r->weight),
                         map_field(whole, r->weight));
}

static const Value *totals_now(const Speaker *s)
{
    return s->data ? value_at(s->data, "totals") : NULL;
}

static void mix_add(const Ratio *r, Mix *mix, const Value *row)
{
    const Value *then = value_at(row, base_name(r->s));
    const Value *whole = totals_now(r->s), *whole_then = base_totals(r->s);
    Amount share = share_in(r, row, whole);
    Amount before = ratio_in(r, then);
    Amount change = amount_subtract(ratio_in(r, row), before);
    Amount gain = amount_subtract(share, share_in(r, then, whole_then));
    Amount lead = amount_subtract(before, ratio_in(r, whole_then));

    if (!change.is_known || !gain.is_known || !lead.is_known)
        return;
    mix->count++;
    mix->against += decimal_sign(change.number) * r->sign < 0;
    mix->within =
        decimal_add(mix->within, decimal_multiply(share.number, change.number));
    Decimal pull = decimal_multiply(gain.number, lead.number);
    if (decimal_sign(gain.number) > 0 && decimal_sign(pull) * r->sign > 0 &&
        decimal_compare(decimal_absolute(pull), decimal_absolute(mix->pull)) >
            0) {
        mix->pull = pull;
        mix->toward = map_text(row, "name");
    }
}

static bool is_paradox(const Ratio *r, const Mix *mix)
{
    return mix->count >= 2 && mix->against * 2 > mix->count &&
           mix->toward.len && decimal_sign(mix->within) * r->sign < 0;
}

static Str mix_say(const Ratio *r, const Mix *mix, const Value *map, Str rows)
{
    const Speaker *s = r->s;
    const Value *weight_map;
    Metric shifted = metric_named(s, r->weight, &weight_map);
    Gaps g = { 0 }, weight = { 0 };

    gap_subject(s, &weight, weight_map, &shifted);
    gap_subject(s, &g, map, &r->metric);
    gap_way(&g, "way", r->is_inverse ? -r->sign : r->sign);
    gap_text(&g, "rows", rows);
    gap_count(s, &g, "k", mix->against);
    gap_count(s, &g, "n", mix->count);
    gap_text(&g, "weight", gap_find(&weight, "the"));
    gap_text(&g, "weight_label", gap_find(&weight, "label"));
    gap_text(&g, "toward", mix->toward);
    return say(s, "mix", &g);
}

Str sentence_mix(const Speaker *s, const Value *rows, Str id)
{
    const Value *map;
    Ratio r = { .s = s, .metric = metric_named(s, id, &map) };
    Mix mix = { 0 };

    r.is_inverse = str_is(r.metric.numerator, "spend");
    r.weight = r.is_inverse ? r.metric.numerator : r.metric.denominator;
    Amount total = amount_subtract(ratio_in(&r, totals_now(s)),
                                   ratio_in(&r, base_totals(s)));
    r.sign = total.is_known ? decimal_sign(total.number) : 0;
    if (!r.sign || r.metric.kind != METRIC_RATIO)
        return STR("");
    for (size_t i = 0; i < rows->as.list.len; i++)
        mix_add(&r, &mix, &rows->as.list.at[i]);
    return is_paradox(&r, &mix) ? mix_say(&r, &mix, map, rows_name(s, rows))
                                : STR("");
}
