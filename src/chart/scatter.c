/* scatter.c - points between two value axes: scatter, bubbles, the matrix. */

#include "chart/canvas.h"

#include <math.h>
#include <stdlib.h>

enum { NAMED_POINTS = 60 };

typedef struct {
    Point at;
    double radius_pt, far; /* far: from the middle of all, for who is named */
    size_t series, category;
} Mark;

typedef struct {
    Canvas *k;
    Mark *marks;
    size_t count;
    double pad_pt; /* half a mark's room at the edges of the plot */
    double largest, radius_pt;
} Cloud;

/* ---- Places ---------------------------------------------------------------
 */

static double share_of(const Scale *s, double v)
{
    double share = (v - s->from) / (s->to - s->from);

    return share < 0 ? 0 : share > 1 ? 1 : share;
}

static double place_x(const Cloud *q, double v)
{
    const Rect *p = &q->k->plot;

    return p->x_pt + q->pad_pt +
           (p->width_pt - 2 * q->pad_pt) * share_of(&q->k->bottom, v);
}

static double place_y(const Cloud *q, double v)
{
    const Rect *p = &q->k->plot;

    return p->y_pt + p->height_pt - q->pad_pt -
           (p->height_pt - 2 * q->pad_pt) * share_of(&q->k->left, v);
}

static bool is_shown(const Chart *c, size_t s, size_t i)
{
    if (!isfinite(c->series[s].values[i]) || !isfinite(c->x_values[i]))
        return false;
    return c->kind != CHART_BUBBLE ||
           (isfinite(c->sizes[i]) && c->sizes[i] > 0);
}

static double radius_of(const Cloud *q, size_t i)
{
    const Chart *c = q->k->c;

    if (!c->sizes || !(q->largest > 0))
        return 2.75;
    if (!isfinite(c->sizes[i]) || c->sizes[i] <= 0)
        return 2.25;
    return fmax(sqrt(c->sizes[i] / q->largest) * q->radius_pt, 1);
}

/* Large ones first, so that small ones lie on top. */
static int by_radius(const void *a, const void *b)
{
    const Mark *x = a, *y = b;

    if (x->radius_pt != y->radius_pt)
        return x->radius_pt > y->radius_pt ? -1 : 1;
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    return x->category < y->category ? -1 : x->category > y->category;
}

static void place_marks(Cloud *q)
{
    const Chart *c = q->k->c;
    const Rect *p = &q->k->plot;

    q->count = 0;
    for (size_t s = 0; s < c->series_count; s++)
        for (size_t i = 0; i < c->category_count; i++) {
            if (!is_shown(c, s, i))
                continue;
            Mark m = { .series = s, .category = i };
            m.at = (Point){ place_x(q, c->x_values[i]),
                            place_y(q, c->series[s].values[i]) };
            m.radius_pt = radius_of(q, i);
            m.far = fabs(m.at.x_pt - p->x_pt - p->width_pt / 2) +
                    fabs(m.at.y_pt - p->y_pt - p->height_pt / 2);
            q->marks[q->count++] = m;
        }
    qsort(q->marks, q->count, sizeof *q->marks, by_radius);
}

static size_t count_shown(const Chart *c)
{
    size_t count = 0;

    for (size_t s = 0; s < c->series_count; s++)
        for (size_t i = 0; i < c->category_count; i++)
            count += is_shown(c, s, i);
    return count;
}

/* ---- Axes -----------------------------------------------------------------
 */

static void grid_line(Canvas *k, Point from, Point to, bool is_base)
{
    stroke_line(k, from, to, is_base ? 0.75 : 0.5,
                is_base ? k->t->colors.rule_strong : k->t->colors.rule, false);
}

/* Of a matrix only the ends are named: its places are rough. */
static bool is_named_tick(const Canvas *k, const Scale *s, int i)
{
    return k->c->kind != CHART_MATRIX || i == 0 || i + 1 == s->tick_count;
}

static void draw_left(Cloud *q)
{
    Canvas *k = q->k;
    double right = k->plot.x_pt + k->plot.width_pt;

    for (int i = 0; i < k->left.tick_count; i++) {
        double v = scale_value(&k->left, i), y = place_y(q, v);
        if (k->c->kind != CHART_MATRIX)
            grid_line(k, (Point){ k->plot.x_pt, y }, (Point){ right, y },
                      v == 0 || i == 0);
        if (is_named_tick(k, &k->left, i))
            label_at(k, tick_text(k, &k->left, v), k->plot.x_pt - 5, y,
                     ALIGN_RIGHT, k->t->colors.ink_2, false);
    }
}

static void draw_bottom(Cloud *q)
{
    Canvas *k = q->k;
    double below = k->plot.y_pt + k->plot.height_pt;

    for (int i = 0; i < k->bottom.tick_count; i++) {
        double v = scale_value(&k->bottom, i), x = place_x(q, v);
        Str text = tick_text(k, &k->bottom, v);
        double half = label_width_pt(k, text, false) / 2;
        if (k->c->kind != CHART_MATRIX)
            grid_line(k, (Point){ x, k->plot.y_pt }, (Point){ x, below },
                      v == 0);
        x = fmin(x, k->f->size.width_pt - half);
        if (is_named_tick(k, &k->bottom, i))
            label_at(k, text, x, below + 4 + line_pt(k) / 2, ALIGN_CENTER,
                     k->t->colors.ink_2, false);
    }
}

static void draw_titles(Canvas *k, double top_pt)
{
    double below = k->plot.y_pt + k->plot.height_pt + 4 + line_pt(k) * 1.5;
    double width = k->f->size.width_pt;
    Str left = k->c->left.title, bottom = k->c->bottom.title;

    if (left.len)
        label_at(
            k,
            label_cut(k, str_format(k->a, "\xE2\x86\x91 %.*s", STR_ARG(left)),
                      width),
            0, top_pt + line_pt(k) / 2, ALIGN_LEFT, k->t->colors.ink_2, false);
    if (bottom.len)
        label_at(
            k,
            label_cut(k, str_format(k->a, "%.*s \xE2\x86\x92", STR_ARG(bottom)),
                      width),
            width, below, ALIGN_RIGHT, k->t->colors.ink_2, false);
}

static void begin_cloud(Cloud *q)
{
    Canvas *k = q->k;
    Size size = k->f->size;
    double top = legend_add(k), title = top;
    double below = 6 + line_pt(k) * (k->c->bottom.title.len ? 2 : 1);

    top += k->c->left.title.len ? line_pt(k) * 1.4 : label_size_pt(k) * 0.6;
    if (k->c->kind == CHART_BUBBLE)
        below += fmin(size.height_pt * 0.14, 36); /* for the key of sizes */
    k->left = chart_scale(k->c, false, size.height_pt - top - below);
    k->bottom = chart_bottom_scale(k->c, size.width_pt);
    double left = fmin(widest_tick(k, &k->left) + 7, size.width_pt * 0.4);
    k->plot = (Rect){ left, top, fmax(size.width_pt - left - 4, 1),
                      fmax(size.height_pt - top - below, 1) };
    q->radius_pt = 0.09 * fmin(k->plot.width_pt, k->plot.height_pt);
    if (k->c->kind == CHART_BUBBLE)
        q->radius_pt =
            fmin(q->radius_pt, fmin(size.height_pt * 0.14, 36) / 2 - 1);
    q->pad_pt = k->c->sizes ? q->radius_pt : 3;
    q->pad_pt =
        fmin(q->pad_pt, 0.2 * fmin(k->plot.width_pt, k->plot.height_pt));
    for (size_t i = 0; k->c->sizes && i < k->c->category_count; i++)
        if (isfinite(k->c->sizes[i]))
            q->largest = fmax(q->largest, k->c->sizes[i]);
    draw_left(q);
    draw_bottom(q);
    draw_titles(k, title);
}

/* ---- Lines that part the plot ----------------------------------------------
 */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return count % 2 ? values[count / 2]
                     : values[count / 2 - 1] / 2 + values[count / 2] / 2;
}

static void part_plot(Cloud *q, double x_value, double y_value, bool dashed)
{
    const Rect *p = &q->k->plot;
    double x = place_x(q, x_value), y = place_y(q, y_value);
    Color c = q->k->t->colors.rule_strong;

    stroke_line(q->k, (Point){ x, p->y_pt },
                (Point){ x, p->y_pt + p->height_pt }, 0.75, c, dashed);
    stroke_line(q->k, (Point){ p->x_pt, y },
                (Point){ p->x_pt + p->width_pt, y }, 0.75, c, dashed);
}

/* What the dashed lines are, at their ends. */
static void name_medians(Cloud *q, double x_pt, double y_pt)
{
    Canvas *k = q->k;
    const Rect *p = &k->plot;
    Str word = k->c->words.median;

    label_at(k, word, x_pt + 3, p->y_pt + line_pt(k) * 0.6, ALIGN_LEFT,
             k->t->colors.muted, false);
    label_at(k, word, p->x_pt + p->width_pt - 3, y_pt - line_pt(k) * 0.6,
             ALIGN_RIGHT, k->t->colors.muted, false);
}

static void draw_medians(Cloud *q)
{
    const Chart *c = q->k->c;
    double *x = arena_make_array(q->k->a, double, q->count);
    double *y = arena_make_array(q->k->a, double, q->count);

    if (!c->medians || !q->count)
        return;
    for (size_t i = 0; i < q->count; i++) {
        x[i] = c->x_values[q->marks[i].category];
        y[i] = c->series[q->marks[i].series].values[q->marks[i].category];
    }
    double middle_x = median(x, q->count), middle_y = median(y, q->count);
    part_plot(q, middle_x, middle_y, true);
    q->k->on_paper = true;
    name_medians(q, place_x(q, middle_x), place_y(q, middle_y));
    q->k->on_paper = false;
}

static void draw_quadrants(Cloud *q)
{
    Canvas *k = q->k;
    const Chart *c = k->c;
    const Rect *p = &k->plot;
    double x = isfinite(c->cross_x) ? c->cross_x
                                    : k->bottom.from / 2 + k->bottom.to / 2;
    double y =
        isfinite(c->cross_y) ? c->cross_y : k->left.from / 2 + k->left.to / 2;

    fill_rect(k, *p, k->t->colors.surface);
    part_plot(q, x, y, false);
    for (size_t i = 0; c->quadrants && i < 4; i++) {
        bool right = i % 2, low = i >= 2;
        double room = right ? p->x_pt + p->width_pt - place_x(q, x)
                            : place_x(q, x) - p->x_pt;
        Str text = label_cut(k, c->quadrants[i], room * 0.9 - 6);
        label_at(k, text, right ? p->x_pt + p->width_pt - 4 : p->x_pt + 4,
                 low ? p->y_pt + p->height_pt - line_pt(k) * 0.7
                     : p->y_pt + line_pt(k) * 0.7,
                 right ? ALIGN_RIGHT : ALIGN_LEFT, k->t->colors.ink_2, true);
    }
}

/* ---- Names ----------------------------------------------------------------
 */

/* Those far from the middle say most, and large ones. */
static int by_note(const void *a, const void *b)
{
    const Mark *x = a, *y = b;
    double u = x->far + 4 * x->radius_pt, v = y->far + 4 * y->radius_pt;

    if (u != v)
        return u > v ? -1 : 1;
    return by_radius(a, b);
}

static bool covers_mark(const Cloud *q, Rect box)
{
    for (size_t i = 0; i < q->count; i++) {
        const Mark *m = &q->marks[i];
        double r = m->radius_pt;
        if (m->at.x_pt + r > box.x_pt &&
            m->at.x_pt - r < box.x_pt + box.width_pt &&
            m->at.y_pt + r > box.y_pt &&
            m->at.y_pt - r < box.y_pt + box.height_pt)
            return true;
    }
    return false;
}

/* Beside its point, in the first of eight places that is free. */
static void name_mark(Cloud *q, const Mark *m)
{
    static const struct {
        signed char x, y;
    } places[] = { { 1, 0 },  { -1, 0 }, { 0, -1 },  { 0, 1 },
                   { 1, -1 }, { 1, 1 },  { -1, -1 }, { -1, 1 } };
    Canvas *k = q->k;
    Str text = label_cut(k, k->c->categories[m->category], 110);
    double width = label_width_pt(k, text, false), high = label_size_pt(k);

    for (size_t i = 0; text.len && i < COUNT_OF(places); i++) {
        double off = m->radius_pt * (places[i].x && places[i].y ? 0.7 : 1);
        double left = m->at.x_pt + places[i].x * (off + 3);
        double y = m->at.y_pt + places[i].y * (off + 2 + high * 0.55);
        left -= places[i].x < 0 ? width : places[i].x == 0 ? width / 2 : 0;
        Rect box = { left, y - high * 0.55, width, high * 1.1 };
        if (left < k->plot.x_pt || box.y_pt < k->plot.y_pt ||
            box.y_pt + box.height_pt > k->plot.y_pt + k->plot.height_pt ||
            !is_free(k, box) || covers_mark(q, box))
            continue;
        label_at(k, text, left, y, ALIGN_LEFT, k->t->colors.ink, false);
        return;
    }
}

static void name_marks(Cloud *q)
{
    Mark *order = arena_make_array(q->k->a, Mark, q->count);

    for (size_t i = 0; i < q->count; i++)
        order[i] = q->marks[i];
    qsort(order, q->count, sizeof *order, by_note);
    for (size_t i = 0; i < q->count && i < NAMED_POINTS; i++)
        name_mark(q, &order[i]);
}

/* ---- Marks ----------------------------------------------------------------
 */

static void draw_mark(Cloud *q, const Mark *m)
{
    Canvas *k = q->k;
    Color c = series_color(k, m->series);
    Path *p = arena_make(k->a, Path);

    path_circle(k->a, p, m->at, m->radius_pt);
    frame_add_path(k->a, k->f, 0, (Point){ 0, 0 }, p,
                   (Paint){ .fill = m->radius_pt > 5
                                        ? color_mix(c, k->t->colors.paper, 0.4)
                                        : c,
                            .has_fill = true,
                            .stroke = m->radius_pt > 5 ? c : k->t->colors.paper,
                            .has_stroke = true,
                            .stroke_pt = 0.5f });
}

/* How large is how much: the smallest, one in the middle and the largest. */
static void draw_sizes(Cloud *q)
{
    Canvas *k = q->k;
    double y = k->f->size.height_pt - q->radius_pt - 1, x = 0;
    size_t shown[] = { q->count - 1, q->count / 2, 0 };
    Str name = label_cut(k, k->c->size_name, k->f->size.width_pt * 0.3);

    if (!q->count || k->c->kind != CHART_BUBBLE)
        return;
    if (label_at(k, name, x, y, ALIGN_LEFT, k->t->colors.ink_2, false))
        x += label_width_pt(k, name, false) + 10;
    for (size_t i = 0; i < 3 && (i == 0 || shown[i] != shown[i - 1]); i++) {
        const Mark *m = &q->marks[shown[i]];
        Mark key = *m;
        double r = m->radius_pt;
        key.radius_pt = r;
        key.at = (Point){ x + r, y };
        if (key.at.x_pt + r > k->f->size.width_pt ||
            !label_at(k, k->c->size_labels[m->category], x + 2 * r + 4, y,
                      ALIGN_LEFT, k->t->colors.ink_2, false))
            return;
        draw_mark(q, &key);
        x += 2 * r + 14 +
             label_width_pt(k, k->c->size_labels[m->category], false);
    }
}

void draw_points(Canvas *k)
{
    Cloud q = { .k = k };

    if (!k->c->x_values || (k->c->kind == CHART_BUBBLE && !k->c->sizes))
        return;
    q.marks = arena_make_array(k->a, Mark, count_shown(k->c) + 1);
    begin_cloud(&q);
    place_marks(&q);
    if (k->c->kind == CHART_MATRIX)
        draw_quadrants(&q);
    draw_medians(&q);
    for (size_t i = 0; i < q.count; i++)
        draw_mark(&q, &q.marks[i]);
    draw_sizes(&q);
    /* on the matrix' ground a white one would show */
    k->on_paper = k->c->kind != CHART_MATRIX;
    name_marks(&q);
    k->on_paper = false;
}
