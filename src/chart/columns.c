/* columns.c - columns side by side and on top of each other; waterfalls. */

#include "chart/canvas.h"

#include <math.h>

/* ---- Side by side ---------------------------------------------------------
 */

static size_t column_series(const Canvas *k)
{
    size_t count = 0;

    for (size_t i = 0; i < k->c->series_count; i++)
        count += !is_line(k->c, i);
    return count;
}

static double mark_width_pt(const Canvas *k, size_t side_by_side)
{
    double width = band_pt(k) * 0.66 / (double)side_by_side;

    if (k->c->kind == CHART_HISTOGRAM)
        return band_pt(k) * 0.97 /
               (double)side_by_side; /* ranges without gaps between them */
    return fmin(width, 42);
}

/* The rectangle between two values at x. */
static Rect between(const Canvas *k, double from, double to, double x_pt,
                    double width_pt)
{
    double a = y_of(k, from, false), b = y_of(k, to, false);

    return (Rect){ x_pt, fmin(a, b), width_pt, fabs(a - b) };
}

/* What is there is seen, however small it is beside others. */
static Rect at_least_a_hair(const Canvas *k, Rect r, double value)
{
    if (value != 0 && r.height_pt < 0.75) {
        r.y_pt -= value > 0 ? 0.75 - r.height_pt : 0;
        r.height_pt = fmin(0.75, k->f->size.height_pt - r.y_pt);
    }
    return r;
}

static BarLook category_look(const Canvas *k, size_t series, size_t category)
{
    bool is_actual = k->c->series[series].scenario == SCENARIO_ACTUAL;

    if (category >= k->c->forecast_from && is_actual)
        return BAR_HATCHED;
    return chart_is_partial(k->c, category) && is_actual
               ? BAR_PALE
               : series_look(&k->c->series[series]);
}

static void label_bar(Canvas *k, const Rect *r, double value, Str text)
{
    double half = label_size_pt(k) * 0.55 + 2.5;
    double x = r->x_pt + r->width_pt / 2;
    double y = value < 0 ? r->y_pt + r->height_pt + half : r->y_pt - half;

    label_at(k, text, x, y, ALIGN_CENTER, k->t->colors.ink, false);
}

/* An empty place is explained where there is room for the words. */
static void label_missing(Canvas *k, double x_pt)
{
    Str text = k->c->words.missing;

    if (k->c->kind == CHART_COLUMN &&
        label_width_pt(k, text, false) <= band_pt(k))
        label_at(k, text, x_pt, y_of(k, 0, false) - label_size_pt(k) * 0.7,
                 ALIGN_CENTER, k->t->colors.muted, false);
}

static void draw_grouped(Canvas *k)
{
    size_t count = column_series(k), place = 0;
    double width = mark_width_pt(k, count ? count : 1);
    double gap = count > 1 ? 1 : 0;

    for (size_t s = 0; s < k->c->series_count; s++) {
        const Series *series = &k->c->series[s];
        if (is_line(k->c, s))
            continue;
        for (size_t i = 0; i < k->c->category_count; i++) {
            double v = series->values[i];
            double x =
                x_of(k, i) - width * (double)count / 2 + width * (double)place;
            if (!isfinite(v)) {
                if (count == 1)
                    label_missing(k, x_of(k, i));
                continue;
            }
            Rect r = at_least_a_hair(
                k, between(k, 0, v, x, fmax(width - gap, width * 0.8)), v);
            bar_mark(k, r, series_color(k, s), category_look(k, s, i));
            if (k->c->label_values)
                label_bar(k, &r, v, series->labels[i]);
        }
        place++;
    }
}

/* ---- On top of each other -------------------------------------------------
 */

static double whole_of(const Canvas *k, size_t category)
{
    double sum = 0;

    for (size_t s = 0; s < k->c->series_count; s++) {
        double v = k->c->series[s].values[category];
        sum += isfinite(v) ? fabs(v) : 0;
    }
    return sum;
}

static void label_segment(Canvas *k, const Rect *r, Str text, Color ground)
{
    if (r->height_pt < label_size_pt(k) * 1.3 ||
        label_width_pt(k, text, false) > r->width_pt - 2)
        return;
    label_at(k, text, r->x_pt + r->width_pt / 2, r->y_pt + r->height_pt / 2,
             ALIGN_CENTER, text_on(&k->t->colors, ground), false);
}

/* Per cent of each part of a column, adding up to 100. */
static int *percents_at(Canvas *k, size_t category)
{
    size_t count = k->c->series_count;
    double *values = arena_make_array(k->a, double, count);
    int *out = arena_make_array(k->a, int, count);

    for (size_t s = 0; s < count; s++)
        values[s] = fabs(k->c->series[s].values[category]);
    percents_of(values, count, out);
    return out;
}

static void label_total(Canvas *k, size_t category, double above)
{
    const Str *totals = k->c->total_labels;

    if (totals && k->c->label_values)
        label_at(k, totals[category], x_of(k, category),
                 y_of(k, above, false) - label_size_pt(k) * 0.55 - 2.5,
                 ALIGN_CENTER, k->t->colors.ink, true);
}

static void draw_stack(Canvas *k, size_t category)
{
    double above = 0, below = 0, whole = whole_of(k, category);
    bool shares = k->c->kind == CHART_STACKED_100;
    int *percents = shares ? percents_at(k, category) : NULL;
    double width = mark_width_pt(k, 1);

    for (size_t s = 0; s < k->c->series_count; s++) {
        double v = k->c->series[s].values[category];
        if (!isfinite(v) || v == 0 || (shares && whole == 0))
            continue;
        double size = shares ? v / whole : v;
        double *level = v < 0 ? &below : &above;
        Rect r = between(k, *level, *level + size,
                         x_of(k, category) - width / 2, width);
        Color c = series_color(k, s);
        *level += size;
        /* the separator is taken from the mark, not added to it */
        if (r.height_pt > 1.5)
            r.height_pt -= 0.75;
        bar_mark(k, r, c, category_look(k, s, category));
        if (k->c->label_values)
            label_segment(k, &r,
                          shares ? percent_label(k, percents[s], true)
                                 : k->c->series[s].labels[category],
                          is_unsure(k, category) ? pale(k, c) : c);
    }
    label_total(k, category, above);
}

void draw_columns(Canvas *k)
{
    bool stacked = is_stacked(k->c);

    axes_begin(k, stacked || !k->c->label_values, 0);
    if (stacked)
        for (size_t i = 0; i < k->c->category_count; i++)
            draw_stack(k, i);
    else
        draw_grouped(k);
    if (k->c->kind == CHART_COMBO)
        lines_over(k);
    annotations_add(k);
}

/* ---- Waterfall ------------------------------------------------------------
 */

static Color step_color(const Canvas *k, const Step *s)
{
    bool rises = s->to > s->from;

    if (s->is_total)
        return k->t->colors.series[0];
    return rises != k->c->better_is_down ? k->t->colors.positive
                                         : k->t->colors.negative;
}

static Str signed_label(Canvas *k, size_t i, const Step *s)
{
    Str label = k->c->series[0].labels[i];

    if (s->is_total || !(s->to > s->from) || str_starts(label, STR("+")))
        return label;
    return str_format(k->a, "+%.*s", STR_ARG(label));
}

static void draw_step(Canvas *k, size_t i, const Step *s, double width_pt)
{
    Rect r = between(k, s->from, s->to, x_of(k, i) - width_pt / 2, width_pt);
    bool falls = s->to < s->from;
    Color color = step_color(k, s);

    if (r.height_pt < 0.75)
        r.height_pt = 0.75;
    fill_rect(k, r, color);
    label_bar(k, &r,
              falls && !s->is_total ? -1
              : s->to < 0           ? -1
                                    : 1,
              signed_label(k, i, s));
    if (i + 1 < k->c->category_count) {
        double y = y_of(k, s->to, false);
        stroke_line(k, (Point){ x_of(k, i) + width_pt / 2, y },
                    (Point){ x_of(k, i + 1) - width_pt / 2, y }, 0.5,
                    k->t->colors.rule_strong, false);
    }
}

void draw_waterfall(Canvas *k)
{
    double level = 0;

    axes_begin(k, false, 0);
    for (size_t i = 0; i < k->c->category_count; i++) {
        Step s = waterfall_step(k->c, i, &level);
        if (isfinite(s.from) && isfinite(s.to))
            draw_step(k, i, &s, mark_width_pt(k, 1));
    }
}
