/* slope.c - from one date to another; and small plots of each series. */

#include "chart/canvas.h"

#include <math.h>
#include <stdlib.h>

/* ---- Slope ----------------------------------------------------------------
 */

typedef struct {
    size_t series;
    double wanted_pt;
    Str text;
} SlopeEnd;

static int by_height(const void *a, const void *b)
{
    const SlopeEnd *x = a, *y = b;

    if (x->wanted_pt != y->wanted_pt)
        return x->wanted_pt < y->wanted_pt ? -1 : 1;
    return x->series < y->series ? -1 : x->series > y->series;
}

static Str slope_text(Canvas *k, size_t s, size_t side, double room_pt)
{
    const Series *series = &k->c->series[s];
    Str value = series->labels[side];
    double room = room_pt - label_width_pt(k, value, false) - 6;
    Str name = label_cut(k, series->name, room);

    if (!isfinite(series->values[side]))
        return STR("");
    return side ? str_format(k->a, "%.*s  %.*s", STR_ARG(value), STR_ARG(name))
                : str_format(k->a, "%.*s  %.*s", STR_ARG(name), STR_ARG(value));
}

static double slope_x(const Canvas *k, size_t side)
{
    return k->plot.x_pt + (side ? k->plot.width_pt : 0);
}

static void draw_side(Canvas *k, size_t side, double room_pt)
{
    size_t count = 0, all = k->c->series_count;
    SlopeEnd *ends = arena_make_array(k->a, SlopeEnd, all);
    double *wanted = arena_make_array(k->a, double, all);
    double *places = arena_make_array(k->a, double, all);

    for (size_t s = 0; s < all; s++) {
        Str text = slope_text(k, s, side, room_pt);
        if (text.len)
            ends[count++] =
                (SlopeEnd){ s, y_of(k, k->c->series[s].values[side], false),
                            text };
    }
    qsort(ends, count, sizeof *ends, by_height);
    for (size_t i = 0; i < count; i++)
        wanted[i] = ends[i].wanted_pt;
    labels_spread(k->a, wanted, places, count, label_size_pt(k) * 1.15,
                  k->plot.y_pt, k->plot.y_pt + k->plot.height_pt);
    for (size_t i = 0; i < count; i++)
        label_at(k, ends[i].text, slope_x(k, side) + (side ? 7 : -7), places[i],
                 side ? ALIGN_LEFT : ALIGN_RIGHT,
                 label_color(k, series_color(k, ends[i].series)),
                 k->c->series[ends[i].series].is_highlight);
}

void draw_slope(Canvas *k)
{
    Size size = k->f->size;
    double room = 0, limit = size.width_pt * 0.36;

    if (k->c->category_count < 2)
        return;
    for (size_t s = 0; s < k->c->series_count; s++)
        for (size_t side = 0; side < 2; side++)
            room = fmax(room,
                        label_width_pt(k, slope_text(k, s, side, limit), true));
    room = fmin(room, limit);
    k->plot = (Rect){ room + 9, 21, size.width_pt - 2 * room - 18,
                      fmax(size.height_pt - 28, 1) };
    k->left = chart_scale(k->c, false, k->plot.height_pt);
    for (size_t side = 0; side < 2; side++) {
        double x = slope_x(k, side);
        stroke_line(k, (Point){ x, k->plot.y_pt },
                    (Point){ x, k->plot.y_pt + k->plot.height_pt }, 0.75,
                    k->t->colors.rule_strong, false);
        label_at(k, label_cut(k, k->c->categories[side], size.width_pt * 0.45),
                 x, 7, side ? ALIGN_LEFT : ALIGN_RIGHT, k->t->colors.ink_2,
                 false);
    }
    for (size_t s = 0; s < k->c->series_count; s++) {
        const Series *series = &k->c->series[s];
        Color c = series_color(k, s);
        Point ends[2];
        for (size_t side = 0; side < 2; side++)
            ends[side] = (Point){ slope_x(k, side),
                                  isfinite(series->values[side])
                                      ? y_of(k, series->values[side], false)
                                      : 0 };
        if (isfinite(series->values[0]) && isfinite(series->values[1]))
            stroke_line(k, ends[0], ends[1], series->is_highlight ? 2.25 : 1.75,
                        c, series->is_dashed);
        for (size_t side = 0; side < 2; side++)
            if (isfinite(series->values[side]))
                dot(k, ends[side], 4.5, c);
    }
    draw_side(k, 0, limit);
    draw_side(k, 1, limit);
}

/* ---- Small multiples ------------------------------------------------------
 */

#define PANEL_PT 77.0
#define PANEL_MIN_PT 42.0
#define PANEL_HEAD_PT 14.0 /* name and last value */
#define PANEL_FOOT_PT 20.0 /* first and last category */

static size_t panels_across(const Chart *c, double width_pt)
{
    size_t across = (size_t)fmax(floor(width_pt / 145), 1);

    return across < c->series_count ? across : c->series_count;
}

static size_t panel_rows(const Chart *c, double width_pt)
{
    size_t across = panels_across(c, width_pt);

    return across ? (c->series_count + across - 1) / across : 1;
}

double multiples_height_pt(const Chart *c, double width_pt)
{
    return (double)panel_rows(c, width_pt) * PANEL_PT;
}

/* A panel draws one series on the canvas' plot. */
static Point panel_point(const Canvas *k, const Series *s, size_t i)
{
    double share = ((double)i + 0.5) / (double)k->c->category_count;

    return (Point){ k->plot.x_pt + k->plot.width_pt * share,
                    y_of(k, s->values[i], false) };
}

static void panel_columns(Canvas *k, size_t s)
{
    double width = fmin(band_pt(k) * 0.66, 24);
    double zero = y_of(k, 0, false);

    for (size_t i = 0; i < k->c->category_count; i++) {
        if (!isfinite(k->c->series[s].values[i]))
            continue;
        Point at = panel_point(k, &k->c->series[s], i);
        fill_rect(k,
                  (Rect){ at.x_pt - width / 2, fmin(at.y_pt, zero), width,
                          fabs(at.y_pt - zero) },
                  is_unsure(k, i) ? pale(k, k->t->colors.series[0])
                                  : k->t->colors.series[0]);
    }
}

static void panel_line(Canvas *k, size_t s)
{
    const Series *series = &k->c->series[s];
    Path *p = arena_make(k->a, Path);
    size_t last = k->c->category_count, lone = 0;

    for (size_t i = 0; i < k->c->category_count; i++) {
        if (!isfinite(series->values[i])) {
            lone = 0;
            continue;
        }
        Point at = panel_point(k, series, i);
        if (lone++)
            path_line(k->a, p, at.x_pt, at.y_pt);
        else
            path_move(k->a, p, at.x_pt, at.y_pt);
        last = i;
    }
    if (p->len)
        stroke_path(k, p, 1.5, k->t->colors.series[0], false);
    if (last < k->c->category_count)
        dot(k, panel_point(k, series, last), 4, k->t->colors.series[0]);
}

static Scale panel_scale(const Canvas *k, size_t s)
{
    Chart one = *k->c;

    one.kind = k->c->series[s].mark == MARK_COLUMN ? CHART_COLUMN : CHART_LINE;
    if (k->c->independent) {
        one.series = &k->c->series[s];
        one.series_count = 1;
    }
    return chart_scale(&one, false, 57);
}

/* Name, last value, first and last category. */
static void panel_words(Canvas *k, size_t s, Rect cell)
{
    const Series *series = &k->c->series[s];
    size_t count = k->c->category_count, last = count;
    double below = cell.y_pt + cell.height_pt - 12, value = 0;
    double right = cell.x_pt + cell.width_pt;

    while (last > 0 && !isfinite(series->values[last - 1]))
        last--;
    if (last && label_at(k, series->labels[last - 1], right, cell.y_pt + 6,
                         ALIGN_RIGHT, k->t->colors.ink, true))
        value = label_width_pt(k, series->labels[last - 1], true) + 5;
    label_at(k, label_cut(k, series->name, cell.width_pt - value), cell.x_pt,
             cell.y_pt + 6, ALIGN_LEFT, k->t->colors.ink, false);
    label_at(k, label_cut(k, k->c->categories[0], cell.width_pt * 0.45),
             cell.x_pt, below, ALIGN_LEFT, k->t->colors.ink_2, false);
    if (count > 1)
        label_at(
            k, label_cut(k, k->c->categories[count - 1], cell.width_pt * 0.45),
            right, below, ALIGN_RIGHT, k->t->colors.ink_2, false);
}

static void draw_panel(Canvas *k, size_t s, Rect cell)
{
    double base;

    k->left = panel_scale(k, s);
    /* half a dot's room at the ends */
    k->plot =
        (Rect){ cell.x_pt + 2.5, cell.y_pt + PANEL_HEAD_PT, cell.width_pt - 5,
                cell.height_pt - PANEL_HEAD_PT - PANEL_FOOT_PT };
    stroke_line(k, (Point){ cell.x_pt, k->plot.y_pt },
                (Point){ cell.x_pt + cell.width_pt, k->plot.y_pt }, 0.5,
                k->t->colors.rule, false);
    base = y_of(k, 0, false);
    stroke_line(k, (Point){ cell.x_pt, base },
                (Point){ cell.x_pt + cell.width_pt, base }, 0.5,
                k->t->colors.rule_strong, false);
    if (k->c->series[s].mark == MARK_COLUMN)
        panel_columns(k, s);
    else
        panel_line(k, s);
    panel_words(k, s, cell);
}

/* The ends of the one scale that all panels have, left of a row of them. */
static void panel_ticks(Canvas *k, double y_pt, double height_pt)
{
    static const int ends[] = { 0, -1 };
    const Scale *s = &k->left;

    if (k->c->independent || !k->c->series_count)
        return;
    k->plot.y_pt = y_pt + PANEL_HEAD_PT;
    k->plot.height_pt = height_pt - PANEL_HEAD_PT - PANEL_FOOT_PT;
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        double v = scale_value(s, ends[i] < 0 ? s->tick_count - 1 : 0);
        label_at(k, tick_text(k, s, v), 0, y_of(k, v, false), ALIGN_LEFT,
                 k->t->colors.ink_2, false);
    }
}

void draw_multiples(Canvas *k)
{
    Size size = k->f->size;
    size_t across = panels_across(k->c, size.width_pt);
    size_t rows = panel_rows(k->c, size.width_pt), shown = k->c->series_count;
    double high = size.height_pt / (double)rows, gap = 14;
    double left = 0, wide;

    k->left = panel_scale(k, 0);
    if (!k->c->independent)
        left = fmin(widest_tick(k, &k->left) + 7, size.width_pt * 0.2);
    wide = (size.width_pt - left - gap * (double)(across - 1)) / (double)across;
    if (high < PANEL_MIN_PT) {
        rows = (size_t)fmax(floor((size.height_pt - 14) / PANEL_MIN_PT), 1);
        high = (size.height_pt - 14) / (double)rows;
        shown = rows * across;
        label_at(k, str_format(k->a, "+ %zu", k->c->series_count - shown), 0,
                 size.height_pt - 6, ALIGN_LEFT, k->t->colors.ink_2, false);
    }
    for (size_t s = 0; s < shown && high > 34; s++)
        draw_panel(k, s,
                   (Rect){ left + (double)(s % across) * (wide + gap),
                           (double)(s / across) * high, wide, high });
    for (size_t row = 0; row < rows && high > 34; row++)
        panel_ticks(k, (double)row * high, high);
}
