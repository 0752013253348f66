/* donut.c - parts of a whole, with a list of what they are. */

#include "chart/canvas.h"

#include <math.h>
#include <stdlib.h>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

enum { SLICES_MOST = 7 };

static int by_size(const void *a, const void *b)
{
    const Slice *x = a, *y = b;

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
        out.at[out.len++] =
            (Slice){ c->categories[i], s->labels[i], s->values[i], i, false };
        out.sum += s->values[i];
    }
    qsort(out.at, out.len, sizeof *out.at, by_size);
    if (out.len > SLICES_MOST) {
        Slice rest = { .is_rest = true, .category = SLICES_MOST };
        size_t gathered = out.len - (SLICES_MOST - 1);
        for (size_t i = SLICES_MOST - 1; i < out.len; i++)
            rest.value += out.at[i].value;
        rest.name = str_format(a, "+ %zu", gathered);
        out.at[SLICES_MOST - 1] = rest;
        out.len = SLICES_MOST;
    }
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

/* Colour, share, name and value, a line for each part. */
static void draw_list(Canvas *k, const Slices *s, double x_pt)
{
    double pitch = fmin(17.5, k->f->size.height_pt / (double)s->len);
    double y = k->f->size.height_pt / 2 - pitch * (double)(s->len - 1) / 2;
    double right = fmin(k->f->size.width_pt, x_pt + 260);

    for (size_t i = 0; i < s->len; i++, y += pitch) {
        const Slice *slice = &s->at[i];
        NumberFormat f = { .style = NUMBER_PERCENT, .decimals = 0 };
        Str share = number_format(k->locale, k->a,
                                  decimal_of_double(slice->value / s->sum), f);
        double value = label_width_pt(k, slice->label, false);
        fill_rect(k, (Rect){ x_pt, y - 3.5, 7, 7 },
                  slice_color(k->t, slice, i));
        label_at(k, share, x_pt + 40, y, ALIGN_RIGHT, k->t->colors.ink, true);
        label_at(k, slice->label, right, y, ALIGN_RIGHT, k->t->colors.ink_2,
                 false);
        label_at(k, label_cut(k, slice->name, right - value - 7 - x_pt - 47),
                 x_pt + 47, y, ALIGN_LEFT, k->t->colors.ink, false);
    }
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
