/* gauge.c - half circles: a value on its way to a goal. */

#include "chart/canvas.h"

#include <math.h>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

#define GAUGE_PT 112.0

static size_t across(const Chart *c, double width_pt)
{
    size_t most = (size_t)fmax(floor(width_pt / 140), 1);

    return c->category_count < most ? c->category_count : most;
}

double gauges_height_pt(const Chart *c, double width_pt)
{
    size_t n = across(c, width_pt);

    return n ? GAUGE_PT * (double)((c->category_count + n - 1) / n) : GAUGE_PT;
}

/* From zero to the largest value or target; a share to the whole. */
Scale gauge_scale(const Chart *c)
{
    Chart one = *c;
    Scale s;

    one.kind = CHART_BULLET;
    s = chart_scale(&one, false, 100);
    if (c->left.format.style == NUMBER_PERCENT && s.from >= 0) {
        double whole = c->left.format.percent_of_100 ? 100 : 1;
        if (!(c->left.from < c->left.to) && s.to <= whole * 1.0001)
            s.to = whole;
    }
    return s;
}

static double angle_of(const Scale *s, double v)
{
    double share = (v - s->from) / (s->to - s->from);

    return -M_PI / 2 + M_PI * fmin(fmax(share, 0), 1);
}

/* Angles run clockwise from the top, as everywhere in path_arc(). */
static void ring(Canvas *k, Point center, double radius, double from, double to,
                 Color c)
{
    Path *p = arena_make(k->a, Path);

    if (!(to > from))
        return;
    path_arc(k->a, p, center, radius, from, to);
    path_arc(k->a, p, center, radius * 0.72, to, from);
    path_close(k->a, p);
    fill_path(k, p, c);
}

static void draw_target(Canvas *k, const Scale *s, size_t i, Point center,
                        double radius)
{
    double target = k->c->targets ? k->c->targets[i] : NAN, angle;

    if (!isfinite(target))
        return;
    angle = angle_of(s, target);
    stroke_line(k,
                (Point){ center.x_pt + sin(angle) * radius * 0.68,
                         center.y_pt - cos(angle) * radius * 0.68 },
                (Point){ center.x_pt + sin(angle) * radius,
                         center.y_pt - cos(angle) * radius },
                2, k->t->colors.ink, false);
}

static void draw_words(Canvas *k, const Scale *s, size_t i, Point center,
                       double radius, double room_pt)
{
    double below = center.y_pt + line_pt(k) * 0.7;
    Str target = k->c->targets && isfinite(k->c->targets[i])
                     ? k->c->target_labels[i]
                     : STR("");
    Str value = k->c->series[0].labels[i];

    if (target.len)
        value =
            str_format(k->a, "%.*s / %.*s", STR_ARG(value), STR_ARG(target));
    label_at(k, value, center.x_pt, center.y_pt - label_size_pt(k) * 0.6,
             ALIGN_CENTER, k->t->colors.ink, true);
    label_at(k, tick_text(k, s, s->from), center.x_pt - radius * 0.86, below,
             ALIGN_CENTER, k->t->colors.ink_2, false);
    label_at(k, tick_text(k, s, s->to), center.x_pt + radius * 0.86, below,
             ALIGN_CENTER, k->t->colors.ink_2, false);
    label_at(k, label_cut(k, k->c->categories[i], room_pt), center.x_pt,
             below + line_pt(k), ALIGN_CENTER, k->t->colors.ink, false);
}

void draw_gauges(Canvas *k)
{
    Size size = k->f->size;
    size_t n = across(k->c, size.width_pt);
    size_t rows = (k->c->category_count + n - 1) / n;
    double wide = size.width_pt / (double)n,
           high = size.height_pt / (double)rows;
    Scale s = gauge_scale(k->c);
    double radius = fmin(wide / 2 - 8, high - line_pt(k) * 2.4 - 4);

    if (radius < 10 || !(s.to > s.from))
        return; /* no room to tell one from another */
    for (size_t i = 0; i < k->c->category_count; i++) {
        Point center = { wide * ((double)(i % n) + 0.5),
                         high * (double)(i / n) + 3 + radius };
        double v = k->c->series[0].values[i];
        ring(k, center, radius, -M_PI / 2, M_PI / 2, k->t->colors.surface_2);
        if (isfinite(v))
            ring(k, center, radius, -M_PI / 2, angle_of(&s, v),
                 k->t->colors.series[0]);
        draw_target(k, &s, i, center, radius);
        draw_words(k, &s, i, center, radius, wide - 6);
    }
}
