/* change.c - from one number to another: changes, targets, contributions. */

#include "metrics/metrics.h"

#include <stdlib.h>

/* n / 10^places */
static Decimal tenths(int64_t n, int places)
{
    Decimal d = decimal_of_int(n);

    d.exponent = -places;
    return d;
}

/* ---- Amounts ------------------------------------------------------------ */

Amount amount_of(Decimal d)
{
    return (Amount){ .number = d, .is_known = true };
}

Amount amount_missing(void)
{
    return (Amount){ .is_known = false };
}

Amount amount_subtract(Amount a, Amount b)
{
    if (!a.is_known || !b.is_known)
        return amount_missing();
    return amount_of(decimal_subtract(a.number, b.number));
}

Amount amount_divide(Amount a, Amount b)
{
    Decimal quotient;

    if (!a.is_known || !b.is_known ||
        !decimal_divide(a.number, b.number, &quotient))
        return amount_missing();
    return amount_of(quotient);
}

/* The quotient as the measure's unit has it. */
static Decimal ratio_scaled(const Metric *m, Decimal d)
{
    int scale = m->unit == UNIT_PERCENT ? m->scale * 100 : m->scale;

    if (m->is_complement)
        d = decimal_subtract(decimal_of_int(1), d);
    return scale == 1 ? d : decimal_multiply(d, decimal_of_int(scale));
}

static MetricRatio ratio_without(RatioState state)
{
    return (MetricRatio){ amount_missing(), state };
}

/* Without losses a customer stays for ever, which no one counts on. */
static MetricRatio ratio_capped(const Metric *m, Amount numerator)
{
    Decimal most =
        decimal_multiply(numerator.number, decimal_of_int(m->horizon));

    return (MetricRatio){ amount_of(ratio_scaled(m, most)), RATIO_CAPPED };
}

static bool is_beyond_horizon(const Metric *m, Decimal denominator)
{
    Decimal periods = decimal_multiply(denominator, decimal_of_int(m->horizon));

    return m->horizon && decimal_compare(periods, decimal_of_int(1)) < 0;
}

static bool is_cost(const Metric *m)
{
    return m->unit == UNIT_MONEY && m->direction == BETTER_DOWN;
}

MetricRatio metric_ratio_of(const Metric *m, Amount numerator,
                            Amount denominator)
{
    if (!numerator.is_known || !denominator.is_known)
        return ratio_without(RATIO_MISSING);
    int over = decimal_sign(numerator.number);
    int under = decimal_sign(denominator.number);
    if (under < 0 || (over < 0 && !m->signed_over))
        return ratio_without(RATIO_NOT_MEANINGFUL);
    if (m->horizon && is_beyond_horizon(m, denominator.number))
        return ratio_capped(m, numerator);
    if (under == 0)
        return ratio_without(over > 0 && is_cost(m) ? RATIO_NO_RESULTS
                                                    : RATIO_NO_BASE);
    if (decimal_compare(denominator.number, decimal_of_int(m->least_base)) < 0)
        return ratio_without(RATIO_TOO_FEW);
    Amount ratio = amount_divide(numerator, denominator);
    ratio.number = ratio_scaled(m, ratio.number);
    return (MetricRatio){ ratio, RATIO_KNOWN };
}

Amount metric_ratio(const Metric *m, Amount numerator, Amount denominator)
{
    return metric_ratio_of(m, numerator, denominator).amount;
}

const char *ratio_state_name(RatioState state)
{
    static const char *const names[] = {
        "",        "missing", "no_base", "no_results", "not_meaningful",
        "too_few", "capped"
    };
    return names[state];
}

MetricDoubt metric_doubt(const Metric *m, Amount amount)
{
    Decimal all = decimal_of_int(m->unit == UNIT_PERCENT ? 100 : 1);

    if (!amount.is_known || m->kind != METRIC_RATIO)
        return DOUBT_NONE;
    if (str_is(m->id, "frequency"))
        return decimal_compare(amount.number, all) < 0 ? DOUBT_BELOW_ONE
                                                       : DOUBT_NONE;
    /* Costs and returns may well be more than what they are measured by. */
    if (!metric_is_rate(m) || m->direction != BETTER_UP || m->signed_over)
        return DOUBT_NONE;
    return decimal_compare(amount.number, all) > 0 ? DOUBT_ABOVE_ALL
                                                   : DOUBT_NONE;
}

Amount nps_error(Amount promoters, Amount detractors, Amount responses)
{
    Amount p = amount_divide(promoters, responses);
    Amount q = amount_divide(detractors, responses);
    Decimal variance, root;

    if (!p.is_known || !q.is_known || decimal_sign(responses.number) < 0)
        return amount_missing();
    Decimal gap = decimal_subtract(p.number, q.number);
    variance = decimal_subtract(decimal_add(p.number, q.number),
                                decimal_multiply(gap, gap));
    if (decimal_sign(variance) < 0 ||
        !decimal_divide(variance, responses.number, &variance) ||
        !decimal_power(variance, tenths(5, 1), &root))
        return amount_missing();
    return amount_of(decimal_multiply(root, decimal_of_int(100)));
}

/* ---- Change ------------------------------------------------------------- */

ChangeRules change_rules_default(void)
{
    return (ChangeRules){ .flat_ratio = tenths(1, 2),
                          .flat_points = tenths(1, 3),
                          .cap = tenths(999, 2),
                          .small_count = 30,
                          .material = tenths(0, 0),
                          .green = tenths(1, 0),
                          .close_green = tenths(95, 2),
                          .amber = tenths(9, 1) };
}

static Verdict verdict_of(Direction direction, Trend trend)
{
    if (trend == TREND_FLAT || direction == BETTER_NEUTRAL ||
        direction == BETTER_CLOSER)
        return VERDICT_NEUTRAL;
    return (trend == TREND_UP) == (direction == BETTER_UP) ? VERDICT_GOOD
                                                           : VERDICT_BAD;
}

static bool is_below(Decimal d, Decimal limit)
{
    return decimal_compare(decimal_absolute(d), limit) < 0;
}

static bool is_small_count(const Metric *m, Decimal now, Decimal base,
                           ChangeRules rules)
{
    Decimal limit = decimal_of_int(rules.small_count);

    return m->unit == UNIT_COUNT && m->kind != METRIC_RATIO &&
           is_below(base, limit) && decimal_is_whole(base) &&
           decimal_is_whole(now);
}

static bool is_immaterial(const Metric *m, Decimal base, ChangeRules rules)
{
    return m->unit == UNIT_MONEY && m->kind != METRIC_RATIO &&
           is_below(base, rules.material);
}

/* The kind of change of a level, and its ratio where it has one. */
static void level_change(const Metric *m, Amount now, Amount base,
                         ChangeRules rules, Change *c)
{
    int base_sign = decimal_sign(base.number);

    if (base_sign == 0) {
        c->kind = decimal_sign(now.number) == 0 ? CHANGE_NONE : CHANGE_NEW;
        return;
    }
    if (base_sign < 0 && !rules.absolute_base) {
        c->kind = CHANGE_NOT_MEANINGFUL;
        return;
    }
    decimal_divide(c->difference, decimal_absolute(base.number), &c->ratio);
    bool is_small = is_small_count(m, now.number, base.number, rules) ||
                    is_immaterial(m, base.number, rules);
    c->kind = is_small ? CHANGE_COUNTS : CHANGE_PERCENT;
    c->cap = rules.cap;
    c->is_capped = !is_below(c->ratio, rules.cap) &&
                   decimal_compare(decimal_absolute(c->ratio), rules.cap) > 0;
}

static bool change_is_flat(const Metric *m, const Change *c, ChangeRules rules)
{
    switch (c->kind) {
    case CHANGE_PERCENT:
    case CHANGE_COUNTS:
        return is_below(c->ratio, rules.flat_ratio);
    case CHANGE_POINTS:
        if (m->unit == UNIT_PERCENT)
            return is_below(
                c->difference,
                decimal_multiply(rules.flat_points, decimal_of_int(100)));
        return is_below(c->difference, rules.flat_points);
    default:
        return decimal_sign(c->difference) == 0;
    }
}

Change change_of(const Metric *m, Amount now, Amount base, ChangeRules rules)
{
    Change c = { .kind = CHANGE_MISSING };

    if (!now.is_known || !base.is_known)
        return c;
    c.difference = decimal_subtract(now.number, base.number);
    if (metric_is_rate(m))
        c.kind = CHANGE_POINTS;
    else if (m->unit == UNIT_POINTS)
        c.kind = CHANGE_ABSOLUTE;
    else
        level_change(m, now, base, rules, &c);
    if (!change_is_flat(m, &c, rules))
        c.trend = decimal_sign(c.difference) > 0 ? TREND_UP : TREND_DOWN;
    c.verdict = verdict_of(m->direction, c.trend);
    return c;
}

const char *change_kind_name(ChangeKind kind)
{
    static const char *const names[] = { "missing",  "percent",       "points",
                                         "absolute", "counts",        "none",
                                         "new",      "not_meaningful" };
    return names[kind];
}

const char *trend_name(Trend trend)
{
    static const char *const names[] = { "flat", "up", "down" };
    return names[trend];
}

const char *verdict_name(Verdict verdict)
{
    static const char *const names[] = { "neutral", "good", "bad" };
    return names[verdict];
}

VerbBands verb_bands_default(void)
{
    return (VerbBands){ tenths(1, 2), tenths(5, 2), tenths(20, 2) };
}

VerbBand verb_band(Decimal ratio, VerbBands bands)
{
    if (is_below(ratio, bands.edged))
        return BAND_HELD;
    if (is_below(ratio, bands.moved))
        return BAND_EDGED;
    if (decimal_compare(decimal_absolute(ratio), bands.jumped) <= 0)
        return BAND_MOVED;
    return BAND_JUMPED;
}

/* ---- Targets ------------------------------------------------------------ */

Amount attainment_of(Direction direction, Amount now, Amount target)
{
    if (!now.is_known || !target.is_known || decimal_sign(target.number) == 0)
        return amount_missing();
    if (direction == BETTER_NEUTRAL || direction == BETTER_UP)
        return amount_divide(now, target);
    if (direction == BETTER_DOWN)
        return amount_divide(target, now);
    Amount distance = amount_divide(amount_of(decimal_absolute(decimal_subtract(
                                        now.number, target.number))),
                                    amount_of(decimal_absolute(target.number)));
    return amount_subtract(amount_of(decimal_of_int(1)), distance);
}

Rag rag_of(Direction direction, Amount attainment, ChangeRules rules)
{
    if (!attainment.is_known || direction == BETTER_NEUTRAL)
        return RAG_NONE;
    Decimal green =
        direction == BETTER_CLOSER ? rules.close_green : rules.green;
    if (decimal_compare(attainment.number, green) >= 0)
        return RAG_GREEN;
    return decimal_compare(attainment.number, rules.amber) >= 0 ? RAG_AMBER
                                                                : RAG_RED;
}

const char *rag_name(Rag rag)
{
    static const char *const names[] = { NULL, "green", "amber", "red" };
    return names[rag];
}

Decimal target_prorate(Decimal target, int elapsed_days, int total_days)
{
    Decimal part = target;

    if (total_days > 0)
        decimal_divide(decimal_multiply(target, decimal_of_int(elapsed_days)),
                       decimal_of_int(total_days), &part);
    return part;
}

/* ---- Commission --------------------------------------------------------- */

/* What of one unit of gross is net; missing where the rate makes no sense. */
static Amount net_share(Decimal rate, Basis basis)
{
    Decimal one = decimal_of_int(1);

    if (decimal_sign(rate) < 0)
        return amount_missing();
    if (basis == BASIS_NET)
        return amount_divide(amount_of(one), amount_of(decimal_add(one, rate)));
    Decimal share = decimal_subtract(one, rate);
    return decimal_sign(share) > 0 ? amount_of(share) : amount_missing();
}

Amount gross_of_net(Amount net, Decimal rate, Basis basis)
{
    Decimal one = decimal_of_int(1);

    if (!net.is_known || decimal_sign(rate) < 0)
        return amount_missing();
    if (basis == BASIS_NET)
        return amount_of(decimal_multiply(net.number, decimal_add(one, rate)));
    return amount_divide(net, net_share(rate, basis));
}

Amount net_of_gross(Amount gross, Decimal rate, Basis basis)
{
    Decimal one = decimal_of_int(1);
    Amount share = net_share(rate, basis);

    if (!gross.is_known || !share.is_known)
        return amount_missing();
    if (basis == BASIS_NET)
        return amount_divide(gross, amount_of(decimal_add(one, rate)));
    return amount_of(decimal_multiply(gross.number, share.number));
}

/* ---- Money over time ---------------------------------------------------- */

static Amount positive_or_missing(Amount a)
{
    return a.is_known && decimal_sign(a.number) > 0 ? a : amount_missing();
}

Pacing pacing_of(Amount spend, Amount budget, Amount planned_to_date,
                 int elapsed_days, int total_days)
{
    Pacing p = { .expected = planned_to_date };
    Amount whole = positive_or_missing(budget);

    if (!whole.is_known || !spend.is_known || elapsed_days <= 0 ||
        total_days <= 0)
        return p;
    if (!p.expected.is_known)
        p.expected =
            amount_of(target_prorate(whole.number, elapsed_days, total_days));
    p.pacing = amount_divide(spend, positive_or_missing(p.expected));
    /* What is to come keeps the plan's phasing and the pace so far. */
    if (p.pacing.is_known)
        p.landing = amount_of(decimal_multiply(p.pacing.number, whole.number));
    p.over_by = amount_subtract(p.landing, whole);
    Decimal left = decimal_subtract(whole.number, spend.number);
    if (decimal_sign(left) < 0)
        p.overspent = amount_of(decimal_negate(left));
    if (elapsed_days < total_days) {
        Decimal room = decimal_sign(left) < 0 ? decimal_of_int(0) : left;
        p.required_daily =
            amount_divide(amount_of(room),
                          amount_of(decimal_of_int(total_days - elapsed_days)));
    }
    return p;
}

Rag pacing_rag(Amount pacing)
{
    if (!pacing.is_known)
        return RAG_NONE;
    Decimal off =
        decimal_absolute(decimal_subtract(pacing.number, decimal_of_int(1)));
    if (decimal_compare(off, tenths(5, 2)) <= 0)
        return RAG_GREEN;
    return decimal_compare(off, tenths(10, 2)) <= 0 ? RAG_AMBER : RAG_RED;
}

/* ---- Parts of a whole --------------------------------------------------- */

Amount contribution_of(Decimal segment_change, Decimal total_change)
{
    int sign = decimal_sign(total_change);

    if (sign == 0 || decimal_sign(segment_change) * sign < 0)
        return amount_missing();
    Amount part =
        amount_divide(amount_of(segment_change), amount_of(total_change));
    if (part.is_known && decimal_compare(part.number, decimal_of_int(1)) > 0)
        return amount_missing();
    return part;
}

typedef struct {
    Decimal rest;
    size_t part;
} Remainder;

static int remainder_compare(const void *a, const void *b)
{
    const Remainder *x = a, *y = b;
    int order = decimal_compare(y->rest, x->rest);

    if (order)
        return order;
    return x->part < y->part ? -1 : x->part > y->part;
}

void split_exactly(Arena *scratch, Decimal total, const Decimal *weights,
                   size_t count, int places, Decimal *parts)
{
    ArenaMark mark = arena_save(scratch);
    Remainder *rests = arena_make_array(scratch, Remainder, count);
    Decimal whole = decimal_of_int(0);
    Decimal given = decimal_of_int(0);

    for (size_t i = 0; i < count; i++)
        if (decimal_sign(weights[i]) > 0)
            whole = decimal_add(whole, weights[i]);
    bool is_even = decimal_sign(whole) == 0;
    if (is_even)
        whole = decimal_of_int((int64_t)count);

    for (size_t i = 0; i < count; i++) {
        Decimal weight = is_even                        ? decimal_of_int(1)
                         : decimal_sign(weights[i]) > 0 ? weights[i]
                                                        : decimal_of_int(0);
        Decimal exact = decimal_of_int(0);
        decimal_divide(decimal_multiply(total, weight), whole, &exact);
        parts[i] = decimal_round(exact, places, ROUND_DOWN);
        given = decimal_add(given, parts[i]);
        rests[i] =
            (Remainder){ decimal_absolute(decimal_subtract(exact, parts[i])),
                         i };
    }
    qsort(rests, count, sizeof *rests, remainder_compare);
    Decimal unit = tenths(decimal_sign(total) < 0 ? -1 : 1, places);
    Decimal left = decimal_subtract(total, given);
    for (size_t i = 0; i < count; i++) {
        if (decimal_compare(decimal_absolute(left), decimal_absolute(unit)) < 0)
            break;
        parts[rests[i].part] = decimal_add(parts[rests[i].part], unit);
        left = decimal_subtract(left, unit);
    }
    /* A total with more digits than `places` stays exact in its first part. */
    if (count && decimal_sign(left) != 0)
        parts[rests[0].part] = decimal_add(parts[rests[0].part], left);
    arena_rewind(scratch, mark);
}
