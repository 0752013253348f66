/*
 * scale.c - which values an axis runs between, and how its ticks are printed.
 *
 * The step is the one of 1, 2, 5 and 2.5 times a power of ten that leaves
 * little of the axis unused with about as many ticks as the height suits.
 */
#include "chart/plot.h"

#include <math.h>

#define LARGEST 1e290 /* sums and spans of values up to this stay finite */
#define MOST_INTERVALS 8

typedef struct {
    double step, score;
    double first, last; /* multiples of step */
} Candidate;

static double step_of(double factor, int k)
{
    return k < 0 ? factor / pow(10, -k) : factor * pow(10, k);
}

static Candidate candidate(double min, double max, double factor, int k,
                           int target)
{
    Candidate c = { .step = step_of(factor, k) };
    double slack = 1e-9;

    c.first = floor(min / c.step + slack);
    c.last = ceil(max / c.step - slack);
    double n = c.last - c.first;
    c.score = n < 2 || n > MOST_INTERVALS
                  ? HUGE_VAL
                  : (1 - (max - min) / (n * c.step)) + 0.05 * fabs(n - target) +
                        (factor == 2.5 ? 0.06 : 0) + (n < 3 ? 0.15 : 0);
    return c;
}

static Candidate best_step(double min, double max, int target)
{
    static const double factors[] = { 1, 2, 5, 2.5 };
    int k = (int)floor(log10(max - min));
    Candidate best = { .score = HUGE_VAL };

    for (int power = k + 1; power >= k - 2; power--)
        for (size_t i = 0; i < COUNT_OF(factors); i++) {
            Candidate c = candidate(min, max, factors[i], power, target);
            bool ties = fabs(c.score - best.score) < 1e-12;
            if (ties ? c.last - c.first < best.last - best.first
                     : c.score < best.score)
                best = c;
        }
    return best;
}

/* ---- How ticks are printed ----------------------------------------------- */

/* Digits after the point that print multiples of `step` exactly. */
static int decimals_of(double step)
{
    for (int d = 0; d < 8; d++) {
        double scaled = step * pow(10, d);
        if (scaled >= 0.5 && fabs(scaled - round(scaled)) < 1e-6 * scaled)
            return d;
    }
    return 8;
}

static void choose_digits(Scale *s)
{
    double most = fmax(fabs(s->from), fabs(s->to));

    s->divisor = most >= 1e9 ? 1e9 : most >= 1e6 ? 1e6 : most >= 1e4 ? 1e3 : 1;
    while (s->divisor > 1 && decimals_of(s->step / s->divisor) > 2)
        s->divisor /= 1e3;
    s->decimals = decimals_of(s->step / s->divisor);
    s->format = (NumberFormat){ .decimals = s->decimals };
}

/* The format of an axis on a fitted scale. */
static void apply_format(Scale *s, NumberFormat f)
{
    bool is_money = f.style == NUMBER_MONEY || f.style == NUMBER_COMPACT_MONEY;

    f.significant = 0;
    if (f.style == NUMBER_PERCENT || f.style == NUMBER_POINTS) {
        s->divisor = 1;
        s->decimals = decimals_of(f.percent_of_100 ? s->step : s->step * 100);
    } else if (f.style == NUMBER_MULTIPLE) {
        s->divisor = 1;
        s->decimals = decimals_of(s->step);
    } else {
        f.style = is_money ? NUMBER_MONEY : NUMBER_PLAIN;
    }
    f.decimals = s->decimals;
    s->format = f;
}

/* ---- Fitting --------------------------------------------------------------
 */

static double clamp_value(double v)
{
    return isfinite(v) ? fmin(fmax(v, -LARGEST), LARGEST) : 0;
}

static Scale scale_of(double first, double last, double step)
{
    Scale s = { .from = first * step,
                .to = last * step,
                .step = step,
                .tick_count = (int)(last - first) + 1 };

    if (s.from == 0)
        s.from = 0; /* no -0 */
    choose_digits(&s);
    return s;
}

static int tick_target(double height_pt)
{
    double n = round(height_pt / 38);

    return n < 3 ? 3 : n > 6 ? 6 : (int)n;
}

static Scale fit_range(double min, double max, double height_pt)
{
    double size = fmax(fabs(min), fabs(max));

    if (size < 1e-280)
        return scale_of(0, 2, 0.5);
    if (max - min < size * 1e-9) {
        min -= size * 0.1;
        max += size * 0.1;
    }
    Candidate best = best_step(min, max, tick_target(height_pt));
    if (best.score == HUGE_VAL)
        return scale_of(0, 2, 0.5);
    return scale_of(best.first, best.last, best.step);
}

Scale scale_fit(double min, double max, double height_pt, bool from_zero)
{
    min = clamp_value(min);
    max = clamp_value(max);
    if (max < min) {
        double swap = min;
        min = max;
        max = swap;
    }
    bool is_near = min >= 0 ? min <= 0.35 * max : -max <= 0.35 * -min;
    if (from_zero || is_near) {
        min = fmin(min, 0);
        max = fmax(max, 0);
    } else if (max > min) {
        double pad = 0.08 * (max - min);
        max = max < 0 && max + pad > 0 ? 0 : max + pad;
        min = min > 0 && min - pad < 0 ? 0 : min - pad;
    }
    return fit_range(min, max, height_pt);
}

/* ---- What a chart's values span -------------------------------------------
 */

static void widen(Extent *e, double v)
{
    if (!isfinite(v))
        return;
    e->min = e->any ? fmin(e->min, v) : v;
    e->max = e->any ? fmax(e->max, v) : v;
    e->any = true;
}

static void widen_stacked(Extent *e, const Chart *c)
{
    for (size_t i = 0; i < c->category_count; i++) {
        double above = 0, below = 0;
        for (size_t k = 0; k < c->series_count; k++) {
            double v = clamp_value(c->series[k].values[i]);
            above += fmax(v, 0);
            below += fmin(v, 0);
        }
        widen(e, above);
        widen(e, below);
    }
}

static void widen_waterfall(Extent *e, const Chart *c)
{
    double level = 0;

    for (size_t i = 0; c->series_count && i < c->category_count; i++) {
        Step step = waterfall_step(c, i, &level);
        widen(e, step.from);
        widen(e, step.to);
    }
}

bool is_stacked(const Chart *c)
{
    return c->kind == CHART_STACKED || c->kind == CHART_STACKED_100 ||
           (c->kind == CHART_AREA && c->series_count > 1);
}

static void widen_band(Extent *e, const Series *s, size_t i)
{
    if (!s->low)
        return;
    widen(e, s->low[i]);
    widen(e, s->high[i]);
}

static void widen_series(Extent *e, const Chart *c, bool right)
{
    for (size_t k = 0; k < c->series_count; k++)
        for (size_t i = 0; i < c->category_count; i++)
            if (is_on_right(c, k) == right) {
                widen(e, c->series[k].values[i]);
                widen_band(e, &c->series[k], i);
            }
}

Extent chart_extent(const Chart *c, bool right)
{
    Extent e = { 0 };

    if (c->kind == CHART_WATERFALL)
        widen_waterfall(&e, c);
    else if (is_stacked(c))
        widen_stacked(&e, c);
    else
        widen_series(&e, c, right);
    for (size_t i = 0; !right && i < c->annotation_count; i++)
        if (c->annotations[i].category < 0)
            widen(&e, c->annotations[i].value);
    for (size_t i = 0; c->targets && i < c->category_count; i++)
        widen(&e, c->targets[i]);
    return e;
}

static bool wants_zero(const Chart *c, bool right)
{
    if (c->kind == CHART_LINE || c->kind == CHART_SPARKLINE ||
        c->kind == CHART_SLOPE || c->x_values)
        return false;
    return c->kind != CHART_COMBO || !right;
}

static Scale share_scale(const Chart *c, double height_pt)
{
    bool has_negative = false;
    NumberFormat percent = { .style = NUMBER_PERCENT };

    for (size_t k = 0; k < c->series_count; k++)
        for (size_t i = 0; i < c->category_count; i++)
            has_negative |= c->series[k].values[i] < 0;
    Scale s = scale_fit(has_negative ? -1 : 0, 1, height_pt, true);
    apply_format(&s, percent);
    return s;
}

/* As many ticks as `left` has, so that both share one grid. */
static Scale align_scale(Extent e, bool from_zero, const Scale *left)
{
    static const double factors[] = { 1, 2, 2.5, 5 };
    Scale own = scale_fit(e.min, e.max, 190, from_zero);
    int n = left->tick_count - 1;
    double span = own.to - own.from;
    int k = (int)floor(log10(span / n)) - 1;

    for (int i = 0; i < 16; i++) {
        double step = step_of(factors[i % 4], k + i / 4);
        double first = floor(own.from / step + 1e-9);
        if ((first + n) * step >= fmin(e.max, own.to) - step * 1e-9)
            return scale_of(first, first + n, step);
    }
    return own;
}

/* True if the right axis is to run from nothing to the whole. */
static bool has_whole_right(const Chart *c)
{
    const Axis *r = &c->right;
    double whole = r->format.percent_of_100 ? 100 : 1;

    return c->kind == CHART_COMBO && r->format.style == NUMBER_PERCENT &&
           r->from == 0 && r->to == whole;
}

/* A left axis of four or five steps, so that the right one, of as many, goes to
 * 100 % and no further. */
static Scale scale_for_whole(double max)
{
    static const double factors[] = { 1, 2, 2.5, 5 };
    int k = max > 0 ? (int)floor(log10(max)) - 1 : 0;

    for (int i = 0; i < 12; i++)
        for (int n = 4; n <= 5; n++) {
            double step = step_of(factors[i % 4], k + i / 4);
            if (n * step >= max * (1 - 1e-9))
                return scale_of(0, n, step);
        }
    return scale_fit(0, max, 190, true);
}

Scale chart_scale(const Chart *chart, bool right, double height_pt)
{
    const Axis *axis = right ? &chart->right : &chart->left;
    bool from_zero = wants_zero(chart, right);
    Extent e = chart_extent(chart, right);
    Scale s;

    if (chart->kind == CHART_STACKED_100)
        return share_scale(chart, height_pt);
    e.min = clamp_value(e.min);
    e.max = clamp_value(e.max);
    if (axis->from < axis->to && isfinite(axis->from) && isfinite(axis->to)) {
        e.min = e.any ? fmin(e.min, axis->from) : axis->from;
        e.max = e.any ? fmax(e.max, axis->to) : axis->to;
        s = fit_range(clamp_value(e.min), clamp_value(e.max), height_pt);
    } else {
        s = scale_fit(e.min, e.max, height_pt, from_zero);
    }
    if (!right && has_whole_right(chart) && e.min >= 0 && s.from == 0)
        s = scale_for_whole(e.max);
    if (right) {
        Scale left = chart_scale(chart, false, height_pt);
        s = align_scale(e, s.from == 0, &left);
    }
    apply_format(&s, axis->format);
    return s;
}

Scale chart_bottom_scale(const Chart *chart, double width_pt)
{
    const Axis *axis = &chart->bottom;
    Extent e = { 0 };
    Scale s;

    for (size_t i = 0; chart->x_values && i < chart->category_count; i++)
        widen(&e, chart->x_values[i]);
    e.min = clamp_value(e.min);
    e.max = clamp_value(e.max);
    if (axis->from < axis->to && isfinite(axis->from) && isfinite(axis->to)) {
        e.min = e.any ? fmin(e.min, axis->from) : axis->from;
        e.max = e.any ? fmax(e.max, axis->to) : axis->to;
        s = fit_range(clamp_value(e.min), clamp_value(e.max), width_pt / 2);
    } else {
        s = scale_fit(e.min, e.max, width_pt / 2, false);
    }
    apply_format(&s, axis->format);
    return s;
}

double scale_value(const Scale *s, int i)
{
    double first = round(s->from / s->step);
    double inverse = round(1 / s->step);

    if (s->step < 1 && fabs(inverse * s->step - 1) < 1e-12)
        return (first + i) / inverse;
    return (first + i) * s->step;
}
