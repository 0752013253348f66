/* treemap.c - parts as areas: squarified treemaps, and Marimekko charts. */

#include "chart/canvas.h"

#include <math.h>
#include <stdlib.h>

#define GAP_PT 1.5
#define STRIP_PT 12.0 /* the name of a group, above its parts */

/* ---- Squarifying (Bruls, Huizing and van Wijk; as d3-hierarchy does it) -----
 */

typedef struct {
    const double *values;
    size_t count;
    double x0, y0, x1, y1; /* what is left */
    double value;
} Squarify;

/* Values from `first` that make a row of the best ratio; its sum. */
static double take_row(const Squarify *q, size_t first, size_t *end)
{
    static const double golden = 1.618033988749895; /* (1 + sqrt 5) / 2 */
    double dx = q->x1 - q->x0, dy = q->y1 - q->y0;
    size_t i = first;
    double sum, least, most, alpha, beta, ratio;

    do
        sum = q->values[i++];
    while (!(sum > 0) && i < q->count);
    least = most = sum;
    alpha = (dy / dx > dx / dy ? dy / dx : dx / dy) / (q->value * golden);
    beta = sum * sum * alpha;
    ratio = most / beta > beta / least ? most / beta : beta / least;
    for (; i < q->count; i++) {
        double v = q->values[i];
        sum += v;
        least = v < least ? v : least;
        most = v > most ? v : most;
        beta = sum * sum * alpha;
        double next = most / beta > beta / least ? most / beta : beta / least;
        if (next > ratio) {
            sum -= v;
            break;
        }
        ratio = next;
    }
    *end = i;
    return sum;
}

static Rect box(double x0, double y0, double x1, double y1)
{
    return (Rect){ x0, y0, x1 - x0, y1 - y0 };
}

/* Beside each other along the top of what is left. */
static void dice(Squarify *q, size_t first, size_t end, double sum, Rect *out)
{
    double x = q->x0, y = q->y0, dy = q->y1 - q->y0;
    double k = sum > 0 ? (q->x1 - q->x0) / sum : 0;

    q->y0 = q->value > 0 ? q->y0 + dy * sum / q->value : q->y1;
    for (size_t i = first; i < end; i++) {
        double to = x + q->values[i] * k;
        out[i] = box(x, y, to, q->value > 0 ? q->y0 : q->y1);
        x = to;
    }
}

/* Below each other along its left. */
static void slice(Squarify *q, size_t first, size_t end, double sum, Rect *out)
{
    double x = q->x0, y = q->y0, dx = q->x1 - q->x0;
    double k = sum > 0 ? (q->y1 - q->y0) / sum : 0;

    q->x0 = q->value > 0 ? q->x0 + dx * sum / q->value : q->x1;
    for (size_t i = first; i < end; i++) {
        double to = y + q->values[i] * k;
        out[i] = box(x, y, q->value > 0 ? q->x0 : q->x1, to);
        y = to;
    }
}

void treemap_squarify(const double *values, size_t count, Rect r, Rect *out)
{
    Squarify q = { values,
                   count,
                   r.x_pt,
                   r.y_pt,
                   r.x_pt + r.width_pt,
                   r.y_pt + r.height_pt,
                   0 };
    size_t first = 0;

    for (size_t i = count; i-- > 0;)
        q.value += values[i];
    while (first < count) {
        size_t end;
        bool dices = q.x1 - q.x0 < q.y1 - q.y0;
        double sum = take_row(&q, first, &end);
        if (dices)
            dice(&q, first, end, sum, out);
        else
            slice(&q, first, end, sum, out);
        q.value -= sum;
        first = end;
    }
}

/* ---- Parts ----------------------------------------------------------------
 */

typedef struct {
    double value;
    size_t category;
} Part;

typedef struct {
    Part *at;
    size_t len;
    double sum;
    Str name;
    size_t slot; /* of its colour */
} Parts;

static int by_value(const void *a, const void *b)
{
    const Part *x = a, *y = b;

    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->category < y->category ? -1 : x->category > y->category;
}

static int by_sum(const void *a, const void *b)
{
    const Parts *x = a, *y = b;

    if (x->sum != y->sum)
        return x->sum > y->sum ? -1 : 1;
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static bool is_in(const Chart *c, size_t category, Str group)
{
    double v = c->series[0].values[category];

    return isfinite(v) && v > 0 &&
           (!c->category_groups ||
            str_equal(c->category_groups[category], group));
}

/* The parts of one group, the largest first. */
static Parts parts_of(Canvas *k, Str group, size_t slot)
{
    const Chart *c = k->c;
    Parts out = { .at = arena_make_array(k->a, Part, c->category_count),
                  .name = group,
                  .slot = slot };

    for (size_t i = 0; i < c->category_count; i++)
        if (is_in(c, i, group)) {
            /* values so large that their sum is not finite keep their ratio */
            double v = fmin(c->series[0].values[i], 1e290);
            out.at[out.len++] = (Part){ v, i };
            out.sum += v;
        }
    qsort(out.at, out.len, sizeof *out.at, by_value);
    return out;
}

static Rect inset(Rect r, double by)
{
    return (Rect){ r.x_pt + by, r.y_pt + by, fmax(r.width_pt - 2 * by, 0),
                   fmax(r.height_pt - 2 * by, 0) };
}

/* Name and value, if the area holds them. */
static void label_part(Canvas *k, Rect r, Str name, Str value, Color ground)
{
    double line = line_pt(k), room = r.width_pt - 6;
    Color c = text_on(&k->t->colors, ground);

    if (room < 14 || r.height_pt < line + 2)
        return;
    if (label_width_pt(k, name, true) > room && room < 28)
        return;
    label_at(k, label_cut(k, name, room), r.x_pt + 3, r.y_pt + 2 + line / 2,
             ALIGN_LEFT, c, false);
    if (r.height_pt >= 2 * line + 2 && label_width_pt(k, value, false) <= room)
        label_at(k, value, r.x_pt + 3, r.y_pt + 2 + line * 1.5, ALIGN_LEFT, c,
                 false);
}

static void draw_parts(Canvas *k, const Parts *p, Rect area)
{
    double *values = arena_make_array(k->a, double, p->len);
    Rect *boxes = arena_make_array(k->a, Rect, p->len);
    const Palette *colors = &k->t->colors;
    size_t slots = colors->series_count ? colors->series_count : 1;
    Color c = colors->series[p->slot % slots];

    for (size_t i = 0; i < p->len; i++)
        values[i] = p->at[i].value;
    treemap_squarify(values, p->len, area, boxes);
    for (size_t i = 0; i < p->len; i++) {
        Rect r = boxes[i];
        size_t category = p->at[i].category;
        if (r.width_pt > 3 && r.height_pt > 3)
            r = inset(r, GAP_PT / 2);
        fill_rect(k, r, c);
        label_part(k, r, k->c->categories[category],
                   k->c->series[0].labels[category], c);
    }
}

static void draw_group(Canvas *k, const Parts *p, Rect r)
{
    r = inset(r, GAP_PT / 2);
    if (p->name.len && r.height_pt > 3 * STRIP_PT && r.width_pt > 28) {
        label_at(k, label_cut(k, p->name, r.width_pt - 4), r.x_pt + 1,
                 r.y_pt + STRIP_PT / 2, ALIGN_LEFT, k->t->colors.ink, false);
        r.y_pt += STRIP_PT;
        r.height_pt -= STRIP_PT;
    }
    if (r.width_pt > 0 && r.height_pt > 0)
        draw_parts(k, p, r);
}

/* Each distinct group once, in the order of the data. */
static size_t gather_groups(Canvas *k, Parts *out)
{
    const Chart *c = k->c;
    Map seen = { 0 };
    size_t count = 0;

    if (!c->category_groups) {
        out[0] = parts_of(k, STR(""), 0);
        return out[0].len ? 1 : 0;
    }
    for (size_t i = 0; i < c->category_count; i++) {
        if (map_find(&seen, c->category_groups[i]))
            continue;
        map_set(k->a, &seen, c->category_groups[i], out);
        out[count] = parts_of(k, c->category_groups[i], count);
        count += out[count].len > 0;
    }
    return count;
}

void draw_treemap(Canvas *k)
{
    Parts *groups = arena_make_array(k->a, Parts, k->c->category_count + 1);
    size_t count = gather_groups(k, groups);
    double *sums = arena_make_array(k->a, double, count + 1);
    Rect *boxes = arena_make_array(k->a, Rect, count + 1);
    Rect all = { 0, 0, k->f->size.width_pt, k->f->size.height_pt };

    qsort(groups, count, sizeof *groups, by_sum);
    for (size_t i = 0; i < count; i++)
        sums[i] = groups[i].sum;
    treemap_squarify(sums, count, all, boxes);
    for (size_t i = 0; i < count; i++)
        draw_group(k, &groups[i], boxes[i]);
}

/* ---- Marimekko ------------------------------------------------------------
 */

#define COLUMN_LEAST_PT 6.0

double chart_column_size(const Chart *c, size_t category)
{
    double sum = 0;

    if (c->sizes)
        return isfinite(c->sizes[category]) ? c->sizes[category] : 0;
    for (size_t s = 0; s < c->series_count; s++)
        if (isfinite(c->series[s].values[category]))
            sum += fmin(fmax(c->series[s].values[category], 0), 1e290);
    return sum;
}

/* Each as wide as its size says, none so thin that it cannot be seen. */
static double *column_widths(Canvas *k, double room_pt)
{
    size_t count = k->c->category_count;
    double *widths = arena_make_array(k->a, double, count);
    double sum = 0, all = 0;

    for (size_t i = 0; i < count; i++)
        sum += chart_column_size(k->c, i);
    for (size_t i = 0; i < count && sum > 0; i++) {
        double size = chart_column_size(k->c, i);
        widths[i] =
            size > 0 ? fmax(room_pt * (size / sum), COLUMN_LEAST_PT) : 0;
        all += widths[i];
    }
    for (size_t i = 0; i < count && all > 0; i++)
        widths[i] *= room_pt / all;
    return widths;
}

static void draw_stack(Canvas *k, size_t category, Rect r)
{
    double whole = 0, level = r.y_pt + r.height_pt;
    const Chart *c = k->c;
    double *values = arena_make_array(k->a, double, c->series_count);
    int *percents = arena_make_array(k->a, int, c->series_count);

    for (size_t s = 0; s < c->series_count; s++)
        if (c->series[s].values[category] > 0)
            whole += values[s] = fmin(c->series[s].values[category], 1e290);
    percents_of(values, c->series_count, percents);
    for (size_t s = 0; s < c->series_count && whole > 0; s++) {
        double v = values[s];
        if (!(v > 0))
            continue;
        double high = r.height_pt * (v / whole);
        Rect part = { r.x_pt, level - high,
                      r.width_pt > 1.5 ? r.width_pt - 0.75 : r.width_pt,
                      high > 1.5 ? high - 0.75 : high };
        Color color = series_color(k, s);
        Str text = percent_label(k, percents[s], true);
        level -= high;
        fill_rect(k, part, color);
        if (part.height_pt > line_pt(k) &&
            label_width_pt(k, text, false) < part.width_pt - 2)
            label_at(k, text, part.x_pt + part.width_pt / 2,
                     part.y_pt + part.height_pt / 2, ALIGN_CENTER,
                     text_on(&k->t->colors, color), false);
    }
}

/* The size of a column above it, its name below. */
static void name_column(Canvas *k, size_t i, double x_pt, double width_pt)
{
    double middle = x_pt + width_pt / 2, width = k->f->size.width_pt;
    double below = k->plot.y_pt + k->plot.height_pt + 3 + line_pt(k) / 2;
    Str size = k->c->size_labels ? k->c->size_labels[i] : STR("");
    double half = label_width_pt(k, size, false) / 2;

    if (half * 2 <= width_pt + 8)
        label_at(k, size, fmin(fmax(middle, half), width - half),
                 k->plot.y_pt - line_pt(k) / 2, ALIGN_CENTER,
                 k->t->colors.ink_2, false);
    if (width_pt >= 14)
        label_at(k, label_cut(k, k->c->categories[i], width_pt - 2), middle,
                 below, ALIGN_CENTER, k->t->colors.ink_2, false);
}

void draw_marimekko(Canvas *k)
{
    Size size = k->f->size;
    double top = legend_add(k) + line_pt(k) * 1.1, x = 0;
    double *widths;

    k->plot = (Rect){ 0, top, size.width_pt,
                      fmax(size.height_pt - top - line_pt(k) - 5, 1) };
    widths = column_widths(k, size.width_pt);
    for (size_t i = 0; i < k->c->category_count; i++) {
        if (!(widths[i] > 0))
            continue;
        draw_stack(k, i,
                   (Rect){ x, k->plot.y_pt, widths[i], k->plot.height_pt });
        name_column(k, i, x, widths[i]);
        x += widths[i];
    }
}
