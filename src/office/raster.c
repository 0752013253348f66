/*
 * raster.c - filled and stroked paths into pixels.
 *
 * Each pixel gathers the signed area that edges to its left cover; summed along
 * a row that is the share of the pixel inside.  A stroke is the union of its
 * segments and of discs at its joints, all turned the same way.
 */

#include "office/vector.h"

#include <math.h>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

typedef struct {
    Arena *a;
    int width, height;
    float *area; /* (width + 2) * height, cleared after each shape */
    uint8_t *rgba;
    double scale;
    int top, bottom; /* rows that the shape touches */
    int left, right; /* and columns */
} Sheet;

/* ---- Edges --------------------------------------------------------------- */

static double within(double v, double most)
{
    return v < 0 ? 0 : v > most ? most : v;
}

/* The part of an edge inside one row: from x to x_end over `dy` of its height.
 */
static void cover_row(float *row, double x, double x_end, double d)
{
    double low = fmin(x, x_end), high = fmax(x, x_end);
    int first = (int)low, last = (int)ceil(high);

    if (last <= first + 1) {
        double inside = 0.5 * (low + high) - first;
        row[first] += (float)(d - d * inside);
        row[first + 1] += (float)(d * inside);
        return;
    }
    /* a trapezium over several pixels: area right of it in each */
    double slope = 1 / (high - low), before = 0;
    for (int i = first; i < last; i++) {
        double from = fmax(low, i), to = fmin(high, i + 1);
        double passed = (to - low) * slope; /* share of dy done at `to` */
        double at_start = (from - low) * slope;
        /* what is done before this pixel covers all of it */
        double mean =
            at_start + (passed - at_start) * (i + 1 - (from + to) / 2);
        row[i] += (float)(d * (mean - before));
        before = mean;
    }
    row[last] += (float)(d * (1 - before));
}

static void cover_edge(Sheet *s, Point a, Point b)
{
    double direction = 1;

    if (a.y_pt == b.y_pt)
        return;
    if (a.y_pt > b.y_pt) {
        Point swap = a;
        a = b;
        b = swap;
        direction = -1;
    }
    double slope = (b.x_pt - a.x_pt) / (b.y_pt - a.y_pt);
    int first = (int)fmax(0, floor(a.y_pt));
    int last = (int)fmin(s->height, ceil(b.y_pt));
    for (int y = first; y < last; y++) {
        double top = fmax(a.y_pt, y), bottom = fmin(b.y_pt, y + 1);
        if (bottom <= top)
            continue;
        double x = within(a.x_pt + (top - a.y_pt) * slope, s->width);
        double end = within(a.x_pt + (bottom - a.y_pt) * slope, s->width);
        cover_row(s->area + (size_t)y * (size_t)(s->width + 2), x, end,
                  direction * (bottom - top));
    }
    s->top = first < s->top ? first : s->top;
    s->bottom = last > s->bottom ? last : s->bottom;
    int left = (int)within(fmin(a.x_pt, b.x_pt), s->width);
    int right = (int)within(ceil(fmax(a.x_pt, b.x_pt)) + 1, s->width);
    s->left = left < s->left ? left : s->left;
    s->right = right > s->right ? right : s->right;
}

/* ---- Paths into straight lines --------------------------------------------
 */

typedef LIST(Point) Points;

typedef struct {
    Points at;
    bool is_closed;
} Contour;

typedef LIST(Contour) Contours;

static Point scaled(const Sheet *s, Point p)
{
    return (Point){ p.x_pt * s->scale, p.y_pt * s->scale };
}

static void add_curve(Sheet *s, Contour *c, Point a, const PathStep *step)
{
    Point b = scaled(s, step->control_1), d = scaled(s, step->control_2);
    Point e = scaled(s, step->to);
    double length = hypot(b.x_pt - a.x_pt, b.y_pt - a.y_pt) +
                    hypot(d.x_pt - b.x_pt, d.y_pt - b.y_pt) +
                    hypot(e.x_pt - d.x_pt, e.y_pt - d.y_pt);
    int n = (int)fmin(64, 4 + length / 3);

    for (int i = 1; i <= n; i++) {
        double t = (double)i / n, u = 1 - t;
        double w[] = { u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t };
        *list_add(s->a, &c->at) = (Point){
            w[0] * a.x_pt + w[1] * b.x_pt + w[2] * d.x_pt + w[3] * e.x_pt,
            w[0] * a.y_pt + w[1] * b.y_pt + w[2] * d.y_pt + w[3] * e.y_pt
        };
    }
}

static Contours flatten(Sheet *s, const Path *p)
{
    Contours out = { 0 };

    for (size_t i = 0; i < p->len; i++) {
        const PathStep *step = &p->at[i];
        if (step->op == PATH_MOVE || !out.len)
            list_add(s->a, &out);
        Contour *c = &out.at[out.len - 1];
        if (step->op == PATH_CLOSE)
            c->is_closed = true;
        else if (step->op == PATH_CURVE && c->at.len)
            add_curve(s, c, c->at.at[c->at.len - 1], step);
        else
            *list_add(s->a, &c->at) = scaled(s, step->to);
    }
    return out;
}

/* ---- Shapes -------------------------------------------------------------- */

static void cover_fill(Sheet *s, const Contours *contours)
{
    for (size_t i = 0; i < contours->len; i++) {
        const Points *p = &contours->at[i].at;
        for (size_t k = 0; k < p->len; k++)
            cover_edge(s, p->at[k], p->at[(k + 1) % p->len]);
    }
}

static void cover_segment(Sheet *s, Point a, Point b, double half)
{
    double length = hypot(b.x_pt - a.x_pt, b.y_pt - a.y_pt);
    if (length < 1e-9)
        return;
    double nx = -(b.y_pt - a.y_pt) / length * half;
    double ny = (b.x_pt - a.x_pt) / length * half;
    Point corners[] = { { a.x_pt - nx, a.y_pt - ny },
                        { b.x_pt - nx, b.y_pt - ny },
                        { b.x_pt + nx, b.y_pt + ny },
                        { a.x_pt + nx, a.y_pt + ny } };

    for (int i = 0; i < 4; i++)
        cover_edge(s, corners[i], corners[(i + 1) % 4]);
}

static void cover_joint(Sheet *s, Point at, double radius)
{
    enum { SIDES = 12 };
    Point before = { at.x_pt + radius, at.y_pt };

    for (int i = 1; i <= SIDES && radius > 0.6; i++) {
        double angle = i * 2 * M_PI / SIDES;
        Point p = { at.x_pt + radius * cos(angle),
                    at.y_pt + radius * sin(angle) };
        cover_edge(s, before, p);
        before = p;
    }
}

static void cover_stroke(Sheet *s, const Contours *contours, double stroke_pt)
{
    double half = fmax(stroke_pt * s->scale, 0.5) / 2;

    for (size_t i = 0; i < contours->len; i++) {
        const Contour *c = &contours->at[i];
        size_t last = c->at.len - (c->at.len && !c->is_closed ? 1 : 0);
        for (size_t k = 0; k < last; k++) {
            cover_segment(s, c->at.at[k], c->at.at[(k + 1) % c->at.len], half);
            if (k || c->is_closed)
                cover_joint(s, c->at.at[k], half);
        }
    }
}

/* ---- Pixels -------------------------------------------------------------- */

/* `c` over what is there; both with straight alpha. */
static void blend(uint8_t *pixel, Color c, float alpha)
{
    float under = (float)pixel[3] / 255 * (1 - alpha), sum = alpha + under;
    const uint8_t over[] = { c.red, c.green, c.blue };

    for (int i = 0; i < 3; i++)
        pixel[i] =
            (uint8_t)(((float)over[i] * alpha + (float)pixel[i] * under) / sum +
                      0.5F);
    pixel[3] = (uint8_t)(sum * 255 + 0.5F);
}

static float covered(float sum, bool even_odd)
{
    float v = sum < 0 ? -sum : sum;

    if (!even_odd)
        return v < 1 ? v : 1;
    v = fmodf(v, 2);
    return v > 1 ? 2 - v : v;
}

static void touch_nothing(Sheet *s)
{
    s->top = s->height;
    s->left = s->width;
    s->bottom = s->right = 0;
}

/* Most pixels of a shape are inside it or outside, far from its edges. */
static void paint_row(const Sheet *s, const float *row, uint8_t *pixel, Color c,
                      float opacity, bool even_odd)
{
    float sum = 0, alpha = 0;

    for (int x = s->left; x < s->right; x++, pixel += 4) {
        if (row[x] != 0) {
            sum += row[x];
            alpha = covered(sum, even_odd) * opacity;
        }
        if (alpha > 1 - 1.0F / 512) {
            pixel[0] = c.red;
            pixel[1] = c.green;
            pixel[2] = c.blue;
            pixel[3] = 255;
        } else if (alpha > 1.0F / 512) {
            blend(pixel, c, alpha);
        }
    }
}

/* Paints what was covered and clears it for the next shape. */
static void paint(Sheet *s, Color c, double opacity, bool even_odd)
{
    size_t stride = (size_t)(s->width + 2);

    for (int y = s->top; y < s->bottom; y++) {
        float *row = s->area + (size_t)y * stride;
        paint_row(s, row,
                  s->rgba +
                      ((size_t)y * (size_t)s->width + (size_t)s->left) * 4,
                  c, (float)opacity, even_odd);
        memset(row + s->left, 0,
               (size_t)(s->right + 2 - s->left) * sizeof *row);
    }
    touch_nothing(s);
}

static void draw_shape(Sheet *s, const DrawingShape *shape)
{
    ArenaMark mark = arena_save(s->a);
    Contours contours = flatten(s, &shape->path);

    if (shape->has_fill) {
        cover_fill(s, &contours);
        paint(s, shape->fill, shape->opacity, shape->even_odd);
    }
    if (shape->has_stroke && shape->stroke_pt > 0) {
        cover_stroke(s, &contours, shape->stroke_pt);
        paint(s, shape->stroke, shape->opacity, false);
    }
    arena_rewind(s->a, mark);
}

bool drawing_to_png(Env *env, Buf *out, const Drawing *d, double dots_per_inch)
{
    Arena *a = env->scratch;
    ArenaMark mark = arena_save(a);
    double scale = dots_per_inch / 72;
    double w = ceil(d->size.width_pt * scale - 1e-6);
    double h = ceil(d->size.height_pt * scale - 1e-6);

    if (!(w >= 1 && h >= 1 && w * h <= (double)env->limits.image_pixels))
        return false;
    Sheet s = { .a = a, .width = (int)w, .height = (int)h, .scale = scale };
    touch_nothing(&s);
    s.area = arena_make_array(a, float, (size_t)(w + 2) * (size_t)h);
    s.rgba = arena_make_array(a, uint8_t, (size_t)w * (size_t)h * 4);
    for (size_t i = 0; i < d->shape_count; i++)
        draw_shape(&s, &d->shapes[i]);
    Pixels pixels = { s.rgba, (uint32_t)w, (uint32_t)h, dots_per_inch,
                      PNG_QUICK };
    bool ok = png_encode(env, out, &pixels);
    arena_rewind(a, mark);
    return ok;
}
