/* donut.c - parts of a whole, with a list of what they are. */

#include "chart/canvas.h"

#include <math.h>
#include <stdlib.h>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

static int by_size(const void *a, const void *b)
{
    const Slice *x = a, *y = b;

    if (x->is_rest != y->is_rest)
        return x->is_rest ? 1 : -1;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->category < y->category ? -1 : 1;
}

Slices chart_slices(Arena *a, const Chart *c)
{
    const Series *s = &c->series[0];
    Slices out = { arena_make_array(a, Slice, c->category_count + 1), 0, 0 };

    for (size_t i = 0; i < c->category_count; i++) {
        if (!isfinite(s->values[i]) || s->values[i] <= 0)
            continue;
        /* values so large that their sum is not finite keep their order */
        double v = fmin(s->values[i], 1e290);
        bool is_rest = c->has_rest && i + 1 == c->category_count;
        out.at[out.len++] =
            (Slice){ c->categories[i], s->labels[i], v, i, is_rest };
        out.sum += v;
    }
    qsort(out.at, out.len, sizeof *out.at, by_size);
    return out;
}

Color slice_color(const Theme *t, const Slice *s, size_t i)
{
    const Palette *p = &t->colors;

    return s->is_rest || i >= p->series_count ? p->other : p->series[i];
}

static void draw_ring(Canvas *k, const Slices *s, Point center, double radius)
{
    double from = 0;

    for (size_t i = 0; i < s->len; i++) {
        double to = from + s->at[i].value / s->sum * 2 * M_PI;
        Path *p = arena_make(k->a, Path);
        path_arc(k->a, p, center, radius, from, to);
        path_arc(k->a, p, center, radius * 0.62, to, from);
        path_close(k->a, p);
        frame_add_path(k->a, k->f, 0, (Point){ 0, 0 }, p,
                       (Paint){ .fill = slice_color(k->t, &s->at[i], i),
                                .has_fill = true,
                                .stroke = k->t->colors.paper,
                                .has_stroke = s->len > 1,
                                .stroke_pt = 1 });
        from = to;
    }
}

static void draw_center(Canvas *k, Point center)
{
    const Str *lines = k->c->center;
    double step = label_size_pt(k) * 0.65;

    if (!lines)
        return;
    if (!lines[1].len) {
        label_at(k, lines[0], center.x_pt, center.y_pt, ALIGN_CENTER,
                 k->t->colors.ink, true);
        return;
    }
    label_at(k, lines[0], center.x_pt, center.y_pt - step, ALIGN_CENTER,
             k->t->colors.ink, true);
    label_at(k, lines[1], center.x_pt, center.y_pt + step, ALIGN_CENTER,
             k->t->colors.ink_2, false);
}

/* Colour, share, name and value of a part on one line. */
static void draw_entry(Canvas *k, const Slices *s, size_t i, int percent,
                       Point at)
{
    const Slice *slice = &s->at[i];
    double value = label_width_pt(k, slice->label, false);
    double right = fmin(k->f->size.width_pt, at.x_pt + 260);

    fill_rect(k, (Rect){ at.x_pt, at.y_pt - 3.5, 7, 7 },
              slice_color(k->t, slice, i));
    label_at(k, percent_label(k, percent, true), at.x_pt + 40, at.y_pt,
             ALIGN_RIGHT, k->t->colors.ink, true);
    label_at(k, slice->label, right, at.y_pt, ALIGN_RIGHT, k->t->colors.ink_2,
             false);
    label_at(k, label_cut(k, slice->name, right - value - 7 - at.x_pt - 47),
             at.x_pt + 47, at.y_pt, ALIGN_LEFT, k->t->colors.ink, false);
}

/* A line for each part; of more than there is room for, the rest is counted. */
static void draw_list(Canvas *k, const Slices *s, double x_pt)
{
    double *values = arena_make_array(k->a, double, s->len);
    int *percents = arena_make_array(k->a, int, s->len);
    size_t most = (size_t)fmax(floor(k->f->size.height_pt / line_pt(k)), 1);
    size_t shown = s->len <= most ? s->len : most - 1;
    size_t lines = shown + (shown < s->len);
    double pitch = fmin(17.5, k->f->size.height_pt / (double)lines);
    double y = k->f->size.height_pt / 2 - pitch * (double)(lines - 1) / 2;

    for (size_t i = 0; i < s->len; i++)
        values[i] = s->at[i].value;
    percents_of(values, s->len, percents);
    for (size_t i = 0; i < shown; i++, y += pitch)
        draw_entry(k, s, i, percents[i], (Point){ x_pt, y });
    if (shown < s->len)
        label_at(k, str_format(k->a, "+ %zu", s->len - shown), x_pt + 47, y,
                 ALIGN_LEFT, k->t->colors.ink_2, false);
}

void draw_donut(Canvas *k)
{
    Slices s = chart_slices(k->a, k->c);
    Size size = k->f->size;
    double diameter = fmin(size.height_pt - 2, size.width_pt * 0.42);
    Point center = { diameter / 2 + 1, size.height_pt / 2 };

    if (!s.len)
        return;
    draw_ring(k, &s, center, diameter / 2);
    draw_center(k, center);
    draw_list(k, &s, diameter + 28);
}
