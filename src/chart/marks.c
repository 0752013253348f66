/* marks.c - which mark stands for which value. */
#include "chart/plot.h"

#include <math.h>

bool is_line(const Chart *c, size_t series)
{
    const Series *s = &c->series[series];

    if (c->kind == CHART_LINE)
        return true;
    if (c->kind != CHART_COMBO)
        return false;
    return s->mark == MARK_LINE || (s->mark == MARK_DEFAULT && s->on_right);
}

bool is_on_right(const Chart *c, size_t series)
{
    return c->kind == CHART_COMBO && c->series[series].on_right;
}

/*
 * A total stands on zero, at its own value where it has one; the level goes on
 * from there.
 */
Step waterfall_step(const Chart *c, size_t category, double *level)
{
    double v = c->series[0].values[category];

    if (c->steps && c->steps[category] == STEP_TOTAL) {
        if (isfinite(v))
            *level = v;
        return (Step){ 0, *level, true };
    }
    if (!isfinite(v))
        return (Step){ NAN, NAN, false };
    Step step = { *level, *level + v, false };
    *level += v;
    return step;
}

void percents_of(const double *values, size_t count, int *out)
{
    double sum = 0;
    int left = 100;

    for (size_t i = 0; i < count; i++)
        sum += values[i] > 0 ? fmin(values[i], 1e290) : 0;
    for (size_t i = 0; i < count; i++) {
        bool counts = sum > 0 && values[i] > 0;
        out[i] = counts ? (int)floor(fmin(values[i], 1e290) / sum * 100) : 0;
        left -= out[i];
    }
    for (; sum > 0 && left > 0; left--) {
        size_t best = count;
        double most = -1;
        for (size_t i = 0; i < count; i++) {
            double rest = fmin(values[i], 1e290) / sum * 100 - out[i];
            if (values[i] > 0 && rest > most) {
                most = rest;
                best = i;
            }
        }
        if (best == count)
            return;
        out[best]++;
    }
}

Str percent_print(Arena *a, Locale *l, int percent, bool is_something)
{
    NumberFormat f = { .style = NUMBER_PERCENT, .decimals = 0 };
    bool is_tiny = percent == 0 && is_something;
    Decimal d = decimal_of_double(is_tiny ? 0.01 : percent / 100.0);
    Str text = number_format(l, a, d, f);

    return is_tiny ? str_format(a, "<%.*s", STR_ARG(text)) : text;
}

/* Plan, forecast and the year before look like what is measured: the series
 * before them. */
static size_t slot_of(const Chart *c, size_t series)
{
    size_t slot = 0;

    for (size_t i = 0; i < series; i++)
        slot += c->series[i].scenario == SCENARIO_ACTUAL;
    if (c->series[series].scenario != SCENARIO_ACTUAL && slot)
        slot--;
    return slot;
}

Color chart_series_color(const Theme *t, const Chart *c, size_t series)
{
    const Series *s = &c->series[series];
    const Palette *p = &t->colors;
    size_t slot = s->color >= 0 ? (size_t)s->color : slot_of(c, series);

    if (s->scenario == SCENARIO_PRIOR && slot < p->series_count)
        return color_mix(p->series[slot], p->paper, 0.6);
    if (s->is_highlight)
        return p->series[0];
    if (s->is_context)
        return p->rule_strong;
    if (s->is_other)
        return p->other;
    if (slot >= p->series_count)
        /* colours come round again, further from the first each time */
        return color_mix(p->series[slot % p->series_count], p->paper,
                         slot / p->series_count > 1 ? 0.55 : 0.35);
    return p->series[slot];
}

Color pale_color(const Theme *t, Color c)
{
    return color_mix(c, t->colors.paper, 0.55);
}
