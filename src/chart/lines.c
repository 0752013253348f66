/* lines.c - lines and areas, their names at their ends. */

#include "chart/canvas.h"

#include <math.h>
#include <stdlib.h>

/* ---- Lines ----------------------------------------------------------------
 */

static double stroke_of(const Series *s)
{
    return s->is_highlight ? 2.25 : s->is_context ? 1.25 : 1.75;
}

static Point point_at(const Canvas *k, size_t series, size_t i)
{
    return (Point){ x_of(k, i), y_of(k, k->c->series[series].values[i],
                                     is_on_right(k->c, series)) };
}

static bool is_known(const Canvas *k, size_t series, size_t i)
{
    return i < k->c->category_count && isfinite(k->c->series[series].values[i]);
}

/* True if the line to point `i` from the one before it is dashed. */
static bool is_dashed_to(const Canvas *k, size_t i)
{
    return is_unsure(k, i) || is_unsure(k, i - 1);
}

/* Known points from `first` on, as far as all is dashed or nothing is; the
 * last of them. */
static size_t draw_stretch(Canvas *k, size_t s, size_t first)
{
    bool dashed = is_known(k, s, first + 1) && is_dashed_to(k, first + 1);
    Path *p = arena_make(k->a, Path);
    size_t i = first, steps = 0;

    for (; is_known(k, s, i); i++) {
        Point at = point_at(k, s, i);
        if (steps && is_dashed_to(k, i) != dashed)
            break;
        if (steps++)
            path_line(k->a, p, at.x_pt, at.y_pt);
        else
            path_move(k->a, p, at.x_pt, at.y_pt);
    }
    if (steps > 1)
        stroke_path(k, p, stroke_of(&k->c->series[s]), series_color(k, s),
                    dashed || k->c->series[s].is_dashed ||
                        k->c->series[s].scenario >= SCENARIO_PLAN);
    return i - 1;
}

/* A point with no neighbour would not show as a line. */
static void draw_dots(Canvas *k, size_t s)
{
    bool all = k->c->category_count <= 12 && !k->c->series[s].is_context;

    for (size_t i = 0; i < k->c->category_count; i++) {
        bool lone = is_known(k, s, i) && !is_known(k, s, i + 1) &&
                    (i == 0 || !is_known(k, s, i - 1));
        if (lone || (all && is_known(k, s, i)))
            dot(k, point_at(k, s, i), 4.5, series_color(k, s));
    }
}

static void draw_line_of(Canvas *k, size_t s)
{
    for (size_t i = 0; i < k->c->category_count;) {
        if (!is_known(k, s, i)) {
            i++;
            continue;
        }
        size_t end = draw_stretch(k, s, i);
        i = end > i ? end : i + 1;
    }
    draw_dots(k, s);
}

/* ---- Names at the ends ----------------------------------------------------
 */

typedef struct {
    size_t series;
    double wanted_pt, y_pt;
    Str text;
} EndLabel;

static int by_height(const void *a, const void *b)
{
    const EndLabel *x = a, *y = b;

    if (x->wanted_pt != y->wanted_pt)
        return x->wanted_pt < y->wanted_pt ? -1 : 1;
    return x->series < y->series ? -1 : x->series > y->series;
}

static size_t last_known(const Canvas *k, size_t s)
{
    size_t i = k->c->category_count;

    while (i > 0 && !is_known(k, s, i - 1))
        i--;
    return i;
}

/* The name of a series; of a single one, its last value. */
static Str end_text(Canvas *k, size_t s, double room_pt)
{
    const Series *series = &k->c->series[s];
    size_t last = last_known(k, s);

    if (!last)
        return STR("");
    Str text = k->c->series_count == 1 || !series->name.len
                   ? series->labels[last - 1]
                   : series->name;
    return label_cut(k, text, room_pt);
}

/* Labels in order, none nearer to the next than a line is high. */
static void spread_out(Canvas *k, EndLabel *labels, size_t count)
{
    double *wanted = arena_make_array(k->a, double, count);
    double *places = arena_make_array(k->a, double, count);

    for (size_t i = 0; i < count; i++)
        wanted[i] = labels[i].wanted_pt;
    labels_spread(k->a, wanted, places, count, label_size_pt(k) * 1.15,
                  k->plot.y_pt, k->plot.y_pt + k->plot.height_pt);
    for (size_t i = 0; i < count; i++)
        labels[i].y_pt = places[i];
}

static void draw_ends(Canvas *k, double room_pt)
{
    EndLabel *labels = arena_make_array(k->a, EndLabel, k->c->series_count);
    double x = k->plot.x_pt + k->plot.width_pt;
    size_t count = 0;

    for (size_t s = 0; s < k->c->series_count; s++) {
        size_t last = last_known(k, s);
        Str text = end_text(k, s, room_pt);
        if (!last || !text.len || k->c->series[s].is_unnamed)
            continue;
        double y = point_at(k, s, last - 1).y_pt;
        labels[count++] = (EndLabel){ s, y, y, text };
    }
    qsort(labels, count, sizeof *labels, by_height);
    spread_out(k, labels, count);
    for (size_t i = 0; i < count; i++) {
        const EndLabel *l = &labels[i];
        Color c = label_color(k, series_color(k, l->series));
        if (label_at(k, l->text, x + 7, l->y_pt, ALIGN_LEFT, c,
                     k->c->series[l->series].is_highlight) &&
            fabs(l->y_pt - l->wanted_pt) > label_size_pt(k) * 0.75)
            stroke_line(k, (Point){ x - 1, l->wanted_pt },
                        (Point){ x + 5, l->y_pt }, 0.5,
                        k->t->colors.rule_strong, false);
    }
}

static double ends_width_pt(Canvas *k)
{
    double most = 0, limit = k->f->size.width_pt * 0.28;

    for (size_t s = 0; s < k->c->series_count; s++)
        if (!k->c->series[s].is_unnamed)
            most = fmax(most, label_width_pt(k, end_text(k, s, limit),
                                             k->c->series[s].is_highlight));
    return fmin(most, limit) + 9;
}

/* ---- Areas ----------------------------------------------------------------
 */

/* The outline over categories [from, to), on what lies below. */
static void area_stretch(Canvas *k, size_t s, const double *below, size_t from,
                         size_t to)
{
    Path *area = arena_make(k->a, Path), *edge = arena_make(k->a, Path);
    Color c = series_color(k, s);
    bool single = k->c->series_count == 1;

    for (size_t i = from; i < to; i++) {
        double v = k->c->series[s].values[i];
        double y = y_of(k, below[i] + (isfinite(v) ? v : 0), false);
        if (i > from) {
            path_line(k->a, area, x_of(k, i), y);
            path_line(k->a, edge, x_of(k, i), y);
        } else {
            path_move(k->a, area, x_of(k, i), y);
            path_move(k->a, edge, x_of(k, i), y);
        }
    }
    for (size_t i = to; i-- > from;)
        path_line(k->a, area, x_of(k, i), y_of(k, below[i], false));
    path_close(k->a, area);
    fill_path(k, area, single ? color_mix(c, k->t->colors.paper, 0.82) : c);
    stroke_path(k, edge, single ? 1.75 : 0.75, single ? c : k->t->colors.paper,
                false);
}

/* One area has a gap where it has no value; in a stack that counts as none. */
static void draw_area(Canvas *k, size_t s, double *below)
{
    size_t count = k->c->category_count;

    if (k->c->series_count > 1)
        area_stretch(k, s, below, 0, count);
    for (size_t i = 0; k->c->series_count == 1 && i < count;) {
        size_t to = i;
        while (is_known(k, s, to))
            to++;
        if (to > i + 1)
            area_stretch(k, s, below, i, to);
        i = to + 1;
    }
    for (size_t i = 0; i < count; i++)
        below[i] += is_known(k, s, i) ? k->c->series[s].values[i] : 0;
}

static void draw_areas(Canvas *k)
{
    double *levels = arena_make_array(k->a, double, k->c->category_count);

    for (size_t s = 0; s < k->c->series_count; s++)
        draw_area(k, s, levels);
}

/* ---- Bands -----------------------------------------------------------------
 */

static bool in_band(const Canvas *k, const double *low, const double *high,
                    size_t i)
{
    return i < k->c->category_count && isfinite(low[i]) && isfinite(high[i]);
}

/* Between two edges, over each stretch where both are known; it opens at the
 * last value before, as what is expected begins there. */
static void draw_band(Canvas *k, size_t s, const double *low,
                      const double *high, double tint)
{
    Color c = color_mix(series_color(k, s), k->t->colors.paper, tint);
    bool right = is_on_right(k->c, s);

    for (size_t i = 0; low && i < k->c->category_count; i++) {
        Path *p = arena_make(k->a, Path);
        size_t from = i;
        bool opens = i > 0 && is_known(k, s, i - 1) && in_band(k, low, high, i);
        if (opens)
            path_move(k->a, p, x_of(k, i - 1),
                      y_of(k, k->c->series[s].values[i - 1], right));
        for (; in_band(k, low, high, i); i++)
            if (i == from && !opens)
                path_move(k->a, p, x_of(k, i), y_of(k, high[i], right));
            else
                path_line(k->a, p, x_of(k, i), y_of(k, high[i], right));
        for (size_t n = i; n > from; n--)
            path_line(k->a, p, x_of(k, n - 1), y_of(k, low[n - 1], right));
        if (i > from + (opens ? 0 : 1)) {
            path_close(k->a, p);
            fill_path(k, p, c);
        }
    }
}

static void draw_bands(Canvas *k)
{
    for (size_t s = 0; s < k->c->series_count; s++) {
        const Series *series = &k->c->series[s];
        draw_band(k, s, series->low, series->high, 0.85);
        draw_band(k, s, series->inner_low, series->inner_high, 0.68);
    }
}

/* ---- The kinds ------------------------------------------------------------
 */

void lines_over(Canvas *k)
{
    for (size_t s = 0; s < k->c->series_count; s++)
        if (is_line(k->c, s))
            draw_line_of(k, s);
}

void draw_lines(Canvas *k)
{
    bool is_area = k->c->kind == CHART_AREA;
    bool names_ends = !is_area || k->c->series_count == 1;
    double room = names_ends ? ends_width_pt(k) : 7;

    axes_begin(k, true, room);
    if (is_area) {
        draw_areas(k);
        if (k->c->series_count == 1)
            draw_dots(k, 0);
    } else {
        draw_bands(k);
        /* what is context lies behind */
        for (int front = 0; front < 2; front++)
            for (size_t s = 0; s < k->c->series_count; s++)
                if (k->c->series[s].is_context != (front == 1))
                    draw_line_of(k, s);
    }
    if (names_ends)
        draw_ends(k, room - 8);
    annotations_add(k);
}
