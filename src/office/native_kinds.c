/*
 * native_kinds.c - kinds of chart that DrawingML has no form for, of series
 * that it has: some that cannot be seen carry others.
 */
#include "office/native_maker.h"

#include <math.h>

/* ---- Waterfall ------------------------------------------------------------
 */

/* Which way a bar goes; above and below zero are different series, for what
 * stands on an invisible one cannot cross zero. */
enum { RISE, FALL, TOTAL, DIRECTIONS };

typedef struct {
    double *base;
    double *above[DIRECTIONS], *below[DIRECTIONS];
    Str *texts_above[DIRECTIONS], *texts_below[DIRECTIONS];
    bool has_below[DIRECTIONS];
} Bars;

/* A bar across zero is two; the label of all of it stands in the larger. */
static void label_crossing(Maker *m, Bars *b, size_t i, int way)
{
    double above = fabs(b->above[way][i]), below = fabs(b->below[way][i]);
    Str label = m->c->series[0].labels[i];

    if (!isfinite(above) || !isfinite(below))
        return;
    if (way == RISE && !str_starts(label, STR("+")))
        label = str_format(m->a, "+%.*s", STR_ARG(label));
    b->texts_above[way][i] = above >= below ? label : STR("");
    b->texts_below[way][i] = above >= below ? STR("") : label;
}

static void place_bar(Bars *b, size_t i, Step s)
{
    int way = s.is_total ? TOTAL : s.to >= s.from ? RISE : FALL;
    double low = fmin(s.from, s.to), high = fmax(s.from, s.to);

    if (!isfinite(low))
        return;
    b->base[i] = low > 0 ? low : high < 0 ? high : 0;
    if (high > 0)
        b->above[way][i] = high - fmax(low, 0);
    if (low < 0) {
        b->below[way][i] = low - fmin(high, 0);
        b->has_below[way] = true;
    }
    if (low == high)
        b->above[way][i] = 0;
}

void waterfall_series(Maker *m)
{
    static const char *names[] = { "Rise", "Fall", "Total" };
    static const char *signs[] = { "+", "\"−\"", "" };
    const Chart *c = m->c;
    const Palette *p = &m->t->colors;
    bool down_good = c->better_is_down;
    Color colors[] = { down_good ? p->negative : p->positive,
                       down_good ? p->positive : p->negative, p->series[0] };
    Bars b = { .base = blank_values(m) };
    double level = 0;

    for (int w = 0; w < DIRECTIONS; w++) {
        b.above[w] = blank_values(m);
        b.below[w] = blank_values(m);
        b.texts_above[w] = arena_make_array(m->a, Str, c->category_count);
        b.texts_below[w] = arena_make_array(m->a, Str, c->category_count);
    }
    for (size_t i = 0; i < c->category_count; i++) {
        place_bar(&b, i, waterfall_step(c, i, &level));
        for (int w = 0; w < DIRECTIONS; w++)
            label_crossing(m, &b, i, w);
    }
    NativeSeries *s = add_series(m, STR("Base"), NATIVE_BAR, p->paper);
    s->values = b.base;
    s->is_hidden = true;
    s->in_legend = false;
    for (int w = 0; w < DIRECTIONS * 2; w++) {
        int way = w % DIRECTIONS;
        bool below = w >= DIRECTIONS;
        if (below && !b.has_below[way])
            continue;
        s = add_series(
            m, str_format(m->a, "%s%s", names[way], below ? " below zero" : ""),
            NATIVE_BAR, colors[way]);
        s->values = below ? b.below[way] : b.above[way];
        s->texts = below ? b.texts_below[way] : b.texts_above[way];
        s->has_labels = s->labels_leave = true;
        s->label_format =
            label_code(m, c->left.format, &c->series[0], signs[way], below);
    }
}

/* ---- Funnel ---------------------------------------------------------------
 */

void funnel_series(Maker *m)
{
    const Chart *c = m->c;
    NativeSeries all = { .values = c->series[0].values };
    double most = largest(&all, c->category_count);
    double *base = blank_values(m);
    NativeSeries *s =
        add_series(m, STR("Base"), NATIVE_BAR, m->t->colors.paper);

    for (size_t i = 0; i < c->category_count; i++)
        if (isfinite(all.values[i]))
            base[i] = (most - fabs(all.values[i])) / 2;
    s->values = base;
    s->is_hidden = true;
    s->in_legend = false;
    s = add_series(m, c->series[0].name, NATIVE_BAR,
                   chart_series_color(m->t, c, 0));
    s->values = all.values;
    s->has_labels = true;
    s->labels_leave = true;
    s->label_format = label_code(m, c->left.format, &c->series[0], "", false);
}

/* ---- Bullet ---------------------------------------------------------------
 */

#define TICK_SHARE 0.006 /* a target's width, of the axis */

enum { BULLET_PARTS = 5 };

/* The parts of a row from zero on: the value as far as the target, the way to
 * it, the target, the value beyond it, and what is left of the axis. */
static void bullet_row(double v, double target, double to,
                       double parts[BULLET_PARTS])
{
    double tick = to * TICK_SHARE;
    bool has_target = isfinite(target) && target > 0;
    double before = has_target ? fmax(fmin(target, to) - tick / 2, 0) : to;
    double after = has_target ? fmin(before + tick, to) : to;

    v = isfinite(v) ? fmin(v, to) : 0;
    parts[0] = fmin(v, before);
    parts[1] = before - parts[0];
    parts[2] = after - before;
    parts[3] = fmax(v - after, 0);
    parts[4] = fmax(to - after - parts[3], 0);
}

/* Each row named with its value and target, as its drawing prints them. */
static Str bullet_name(Maker *m, size_t i)
{
    const Chart *c = m->c;
    Str value = c->series[0].labels[i];
    Str name = clean_name(m->a, c->categories[i]);

    if (!c->targets || !isfinite(c->targets[i]))
        return str_format(m->a, "%.*s  %.*s", STR_ARG(name), STR_ARG(value));
    return str_format(m->a, "%.*s  %.*s / %.*s", STR_ARG(name), STR_ARG(value),
                      STR_ARG(c->target_labels[i]));
}

static double bullet_target(const Chart *c, size_t i)
{
    if (c->targets)
        return c->targets[i];
    for (size_t n = 0; n < c->annotation_count; n++)
        if (c->annotations[n].category < 0)
            return c->annotations[n].value;
    return NAN;
}

bool bullet_series(Maker *m)
{
    static const char *const names[] = { "Value", "To target", "Target",
                                         "Above target", "Rest" };
    const Chart *c = m->c;
    const Palette *p = &m->t->colors;
    Color value = chart_series_color(m->t, c, 0);
    Color colors[] = { value, p->surface_2, p->ink, value, p->surface_2 };
    double *values[BULLET_PARTS], parts[BULLET_PARTS];
    double to = chart_scale(c, false, 100).to;
    Str *rows = arena_make_array(m->a, Str, c->category_count);

    for (size_t i = 0; i < c->category_count; i++)
        if (c->series[0].values[i] < 0)
            return false; /* parts of a row cannot lie on both sides of zero */
    for (size_t n = 0; n < BULLET_PARTS; n++)
        values[n] = blank_values(m);
    for (size_t i = 0; i < c->category_count; i++) {
        bullet_row(c->series[0].values[i], bullet_target(c, i), to, parts);
        for (size_t n = 0; n < BULLET_PARTS; n++)
            values[n][i] = parts[n];
        rows[i] = bullet_name(m, i);
    }
    for (size_t n = 0; n < BULLET_PARTS; n++) {
        NativeSeries *s =
            add_series(m, str_of(names[n]), NATIVE_BAR, colors[n]);
        s->values = values[n];
        s->in_legend = false;
    }
    m->out->categories = rows;
    return to > 0;
}

/* ---- Donut ----------------------------------------------------------------
 */

void donut_series(Maker *m)
{
    Slices slices = chart_slices(m->a, m->c);
    Str *names = arena_make_array(m->a, Str, slices.len);
    double *values = arena_make_array(m->a, double, slices.len);
    Color *points = arena_make_array(m->a, Color, slices.len);
    NativeSeries *s = add_series(m, m->c->series[0].name, NATIVE_DONUT,
                                 m->t->colors.series[0]);

    for (size_t i = 0; i < slices.len; i++) {
        names[i] = clean_name(m->a, slices.at[i].name);
        values[i] = slices.at[i].value;
        points[i] = slice_color(m->t, &slices.at[i], i);
    }
    m->out->categories = names;
    m->out->groups = NULL;
    m->out->category_count = slices.len;
    s->values = values;
    s->points = points;
    s->has_labels = true;
    s->label_format = STR("0%");
    if (m->c->center)
        m->out->center =
            str_trim(str_format(m->a, "%.*s\n%.*s", STR_ARG(m->c->center[0]),
                                STR_ARG(m->c->center[1])));
}

/* ---- Points ---------------------------------------------------------------
 */

/* A bubble without a size, or one of none, is not drawn. */
static double *drawn_values(Maker *m, const Series *s)
{
    const Chart *c = m->c;
    double *out = blank_values(m);

    for (size_t i = 0; i < c->category_count; i++)
        if (isfinite(c->x_values[i]) &&
            (c->kind != CHART_BUBBLE ||
             (isfinite(c->sizes[i]) && c->sizes[i] > 0)))
            out[i] = s->values[i];
    return out;
}

/* A copy of one number a category, with room for four more. */
static double *four_more(Maker *m, const double *values)
{
    double *out = arena_make_array(m->a, double, m->c->category_count + 4);

    for (size_t i = 0; i < m->c->category_count + 4; i++)
        out[i] = values && i < m->c->category_count ? values[i] : NAN;
    return out;
}

/* The names of a matrix' fields, beside points in its corners that are not
 * seen. */
static void quadrant_series(Maker *m)
{
    const Chart *c = m->c;
    NativeChart *out = m->out;
    Scale x = chart_bottom_scale(c, 483), y = chart_scale(c, false, 190);
    Str *names = arena_make_array(m->a, Str, c->category_count + 4);
    double *places = four_more(m, c->x_values), *values = four_more(m, NULL);

    for (size_t i = 0; i < c->category_count; i++)
        names[i] = out->categories[i];
    for (size_t i = 0; i < out->series_count; i++)
        out->series[i].values = four_more(m, out->series[i].values);
    for (size_t i = 0; i < 4; i++) {
        size_t at = c->category_count + i;
        names[at] = clean_name(m->a, c->quadrants[i]);
        places[at] =
            i % 2 ? x.from * 0.18 + x.to * 0.82 : x.from * 0.99 + x.to * 0.01;
        values[at] =
            i < 2 ? y.from * 0.05 + y.to * 0.95 : y.from * 0.95 + y.to * 0.05;
    }
    out->categories = names;
    out->category_count += 4;
    out->x_values = places;
    NativeSeries *s =
        add_series(m, STR("Fields"), NATIVE_SCATTER, m->t->colors.ink_2);
    s->values = values;
    s->is_hidden = true;
    s->in_legend = false;
}

bool point_series(Maker *m)
{
    const Chart *c = m->c;
    bool is_bubble = c->kind == CHART_BUBBLE;

    if (!c->x_values || (is_bubble && !c->sizes))
        return false;
    for (size_t i = 0; i < c->series_count; i++) {
        NativeSeries *s = add_series(m, c->series[i].name,
                                     is_bubble ? NATIVE_BUBBLE : NATIVE_SCATTER,
                                     chart_series_color(m->t, c, i));
        s->values = drawn_values(m, &c->series[i]);
    }
    m->out->x_values = c->x_values;
    m->out->sizes = is_bubble ? c->sizes : NULL;
    m->out->groups = NULL;
    if (c->kind == CHART_MATRIX && c->quadrants)
        quadrant_series(m);
    return true;
}

static double middle_of(const Scale *s, double wanted)
{
    return isfinite(wanted) ? fmin(fmax(wanted, s->from), s->to)
                            : s->from / 2 + s->to / 2;
}

void set_bottom(Maker *m)
{
    NativeChart *out = m->out;
    NativeAxis *b = &out->bottom;

    *b = (NativeAxis){ .scale = chart_bottom_scale(m->c, 483),
                       .is_shown = true };
    b->format = format_code(m->a, m->locale, b->scale.format, b->scale.divisor,
                            b->scale.decimals);
    if (b->scale.from < 0)
        b->format = signed_code(m->a, b->format);
    b->title = clean_name(m->a, m->c->bottom.title);
    out->is_parted = m->c->kind == CHART_MATRIX;
    out->cross_x = middle_of(&b->scale, m->c->cross_x);
    out->cross_y = middle_of(&out->left.scale, m->c->cross_y);
}

/* ---- Gauge ----------------------------------------------------------------
 */

/* The value, what is left, and the half that is not seen. */
bool gauge_series(Maker *m)
{
    const Chart *c = m->c;
    Scale scale = gauge_scale(c);
    double span = scale.to - scale.from, v = c->series[0].values[0];
    Str *names = arena_make_array(m->a, Str, 3);
    double *values = arena_make_array(m->a, double, 3);
    Color *points = arena_make_array(m->a, Color, 3);
    NativeSeries *s;

    if (c->category_count != 1 || !isfinite(v) || !(span > 0) ||
        !isfinite(span))
        return false;
    s = add_series(m, c->series[0].name, NATIVE_DONUT, m->t->colors.series[0]);
    values[0] = fmin(fmax(v - scale.from, 0), span);
    values[1] = span - values[0];
    values[2] = span;
    names[0] = clean_name(m->a, c->categories[0]);
    names[1] = names[2] = clean_name(m->a, STR(""));
    points[0] = m->t->colors.series[0];
    points[1] = m->t->colors.surface_2;
    points[2] = m->t->colors.paper;
    s->values = values;
    s->points = points;
    m->out->categories = names;
    m->out->groups = NULL;
    m->out->category_count = 3;
    m->out->is_gauge = true;
    m->out->center =
        c->targets && isfinite(c->targets[0])
            ? str_format(m->a, "%.*s\n/ %.*s", STR_ARG(c->series[0].labels[0]),
                         STR_ARG(c->target_labels[0]))
            : c->series[0].labels[0];
    return true;
}
