/* variance.c - differences and what they consist of. */

#include "metrics/variance.h"

#include <math.h>

enum { PLACES = 18 };

static Decimal rounded(Decimal d)
{
    return decimal_round(d, PLACES, ROUND_HALF_EVEN);
}

/* a times b over c, rounded; 0 when c is. */
static Decimal proportion(Decimal a, Decimal b, Decimal c)
{
    Decimal d = { 0 };

    decimal_divide(decimal_multiply(a, b), c, &d);
    return rounded(d);
}

/* ---- Plan --------------------------------------------------------------- */

Variance variance_of(Direction direction, Amount actual, Amount plan)
{
    Variance v = { .difference = amount_subtract(actual, plan) };

    if (!v.difference.is_known)
        return v;
    int sign = decimal_sign(v.difference.number);
    if (decimal_sign(plan.number) > 0)
        v.ratio = amount_divide(v.difference, plan);
    if (sign && (direction == BETTER_UP || direction == BETTER_DOWN))
        v.verdict =
            (sign > 0) == (direction == BETTER_UP) ? VERDICT_GOOD : VERDICT_BAD;
    return v;
}

Amount flexed_budget(Amount plan_cost, Amount plan_volume, Amount actual_volume)
{
    if (!plan_cost.is_known || !actual_volume.is_known)
        return amount_missing();
    return amount_divide(
        amount_of(decimal_multiply(plan_cost.number, actual_volume.number)),
        plan_volume);
}

/* ---- Price, volume, mix ------------------------------------------------- */

static LineKind line_kind(const SalesLine *line)
{
    bool was = decimal_sign(line->base_quantity) > 0;
    bool is = decimal_sign(line->quantity) > 0;

    if (was && is)
        return LINE_KEPT;
    if (was || decimal_sign(line->base_amount) != 0)
        return is || decimal_sign(line->amount) != 0 ? LINE_NEW : LINE_LOST;
    return is || decimal_sign(line->amount) != 0 ? LINE_NEW : LINE_EMPTY;
}

/* What the quantity of now would have cost at the price before. */
static Decimal at_old_price(const SalesLine *line)
{
    return proportion(line->quantity, line->base_amount, line->base_quantity);
}

static LineEffect line_effect(const SalesLine *line)
{
    LineEffect e = { .kind = line_kind(line) };

    if (e.kind == LINE_KEPT) {
        Decimal unchanged = at_old_price(line);
        e.price = decimal_subtract(line->amount, unchanged);
        e.quantity = decimal_subtract(unchanged, line->base_amount);
    } else {
        e.quantity = decimal_subtract(line->amount, line->base_amount);
    }
    return e;
}

PriceVolumeMix price_volume_mix(const SalesLine *lines, size_t count,
                                LineEffect *each)
{
    PriceVolumeMix p = { 0 };
    SalesLine kept = { 0 };
    Decimal unchanged = { 0 };

    for (size_t i = 0; i < count; i++) {
        const SalesLine *line = &lines[i];
        p.base = decimal_add(p.base, line->base_amount);
        p.now = decimal_add(p.now, line->amount);
        if (each)
            each[i] = line_effect(line);
        if (line_kind(line) != LINE_KEPT) {
            p.new_lines = decimal_add(p.new_lines, line->amount);
            p.lost_lines = decimal_subtract(p.lost_lines, line->base_amount);
            continue;
        }
        kept.base_quantity =
            decimal_add(kept.base_quantity, line->base_quantity);
        kept.base_amount = decimal_add(kept.base_amount, line->base_amount);
        kept.quantity = decimal_add(kept.quantity, line->quantity);
        kept.amount = decimal_add(kept.amount, line->amount);
        unchanged = decimal_add(unchanged, at_old_price(line));
    }
    Decimal by_volume = at_old_price(&kept);
    p.volume = decimal_subtract(by_volume, kept.base_amount);
    p.mix = decimal_subtract(unchanged, by_volume);
    p.price = decimal_subtract(kept.amount, unchanged);
    return p;
}

/* ---- Factors ------------------------------------------------------------ */

static Decimal product_of(const Decimal *x, size_t count)
{
    Decimal product = decimal_of_int(1);

    for (size_t i = 0; i < count; i++)
        product = decimal_multiply(product, x[i]);
    return product;
}

static bool all_positive(const Decimal *x, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (decimal_sign(x[i]) <= 0)
            return false;
    return true;
}

/* Each factor in turn moves from its base to what it is now. */
static void decompose_in_order(const Decimal *base, const Decimal *now,
                               size_t count, Decimal *effects)
{
    for (size_t i = 0; i < count; i++) {
        Decimal others = decimal_multiply(
            product_of(now, i), product_of(base + i + 1, count - i - 1));
        effects[i] =
            decimal_multiply(decimal_subtract(now[i], base[i]), others);
    }
}

/* What doubles bear: 12 significant digits. */
static Decimal decimal_near(double x)
{
    if (x == 0 || !isfinite(x))
        return decimal_of_int(0);
    return decimal_round(decimal_of_double(x), 11 - (int)floor(log10(fabs(x))),
                         ROUND_HALF_EVEN);
}

FactorMethod factors_decompose(const Decimal *base, const Decimal *now,
                               size_t count, Decimal *effects)
{
    Decimal before = product_of(base, count), after = product_of(now, count);
    Decimal left = decimal_subtract(after, before);
    double r0 = decimal_to_double(before), r1 = decimal_to_double(after);
    size_t largest = 0;

    if (!all_positive(base, count) || !all_positive(now, count) ||
        !(r0 > 0 && r1 > 0 && isfinite(r0) && isfinite(r1))) {
        decompose_in_order(base, now, count, effects);
        return FACTORS_IN_ORDER;
    }
    double log_ratio = log(r1 / r0);
    double weight = log_ratio != 0 ? (r1 - r0) / log_ratio : r0;
    for (size_t i = 0; i < count; i++) {
        effects[i] = decimal_near(weight * log(decimal_to_double(now[i]) /
                                               decimal_to_double(base[i])));
        left = decimal_subtract(left, effects[i]);
        if (decimal_compare(decimal_absolute(effects[i]),
                            decimal_absolute(effects[largest])) > 0)
            largest = i;
    }
    if (count)
        effects[largest] = decimal_add(effects[largest], left);
    return FACTORS_LOG_MEAN;
}

/* ---- Rates of segments -------------------------------------------------- */

/* What the numerator would be at the rate before. */
static Decimal at_old_rate(const RateLine *line)
{
    if (decimal_sign(line->base_under) <= 0)
        return line->over;
    return proportion(line->under, line->base_over, line->base_under);
}

/* The parts of one segment, over the two sums of denominators. */
static void segment_parts(const RateLine *line, const RateLine *all,
                          Amount *within, Amount *mix)
{
    Decimal unchanged = at_old_rate(line);
    Amount before =
        amount_divide(amount_of(line->base_over), amount_of(all->base_under));
    Amount kept = amount_divide(amount_of(unchanged), amount_of(all->under));

    if (decimal_sign(line->base_under) <= 0)
        before = amount_of(decimal_of_int(0));
    *within = amount_divide(amount_of(decimal_subtract(line->over, unchanged)),
                            amount_of(all->under));
    *mix = amount_subtract(kept, before);
}

/* Whether a segment's own rate moved as the whole did, which is `sign`. */
static bool segment_agrees(const RateLine *line, int sign)
{
    if (decimal_sign(line->base_under) <= 0 || decimal_sign(line->under) <= 0)
        return false;
    Decimal moved = decimal_subtract(line->over, at_old_rate(line));
    return decimal_sign(moved) == sign;
}

static bool is_simpson(const RateLine *lines, size_t count, int sign)
{
    bool has_opposite = false;

    for (size_t i = 0; i < count; i++) {
        if (segment_agrees(&lines[i], sign))
            return false;
        has_opposite |= segment_agrees(&lines[i], -sign);
    }
    return sign != 0 && has_opposite;
}

RateChange rate_decompose(const RateLine *lines, size_t count,
                          Amount *within_each, Amount *mix_each)
{
    RateChange r = { 0 };
    RateLine all = { 0 };
    Decimal unchanged = { 0 };

    for (size_t i = 0; i < count; i++) {
        all.base_over = decimal_add(all.base_over, lines[i].base_over);
        all.base_under = decimal_add(all.base_under, lines[i].base_under);
        all.over = decimal_add(all.over, lines[i].over);
        all.under = decimal_add(all.under, lines[i].under);
        unchanged = decimal_add(unchanged, at_old_rate(&lines[i]));
    }
    for (size_t i = 0; within_each && mix_each && i < count; i++)
        segment_parts(&lines[i], &all, &within_each[i], &mix_each[i]);
    r.base = amount_divide(amount_of(all.base_over), amount_of(all.base_under));
    r.now = amount_divide(amount_of(all.over), amount_of(all.under));
    Amount change = amount_subtract(r.now, r.base);
    if (!change.is_known)
        return r;
    r.within = amount_divide(amount_of(decimal_subtract(all.over, unchanged)),
                             amount_of(all.under));
    r.within.number = rounded(r.within.number);
    r.mix =
        amount_of(rounded(decimal_subtract(change.number, r.within.number)));
    r.is_opposed =
        decimal_sign(r.within.number) * decimal_sign(r.mix.number) < 0;
    r.is_simpson = is_simpson(lines, count, decimal_sign(change.number));
    return r;
}
