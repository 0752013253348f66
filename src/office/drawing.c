/* drawing.c - a frame as paths alone. */

#include "office/vector.h"

#include <math.h>

typedef struct {
    Arena *a;
    LIST(DrawingShape) shapes;
} Sketch;

static Point moved(Point p, Point by)
{
    return (Point){ p.x_pt + by.x_pt, p.y_pt + by.y_pt };
}

static Path path_moved(Arena *a, const Path *p, Point by)
{
    Path out = { 0 };

    out.at = arena_make_array(a, PathStep, p->len);
    out.len = out.room = p->len;
    for (size_t i = 0; i < p->len; i++) {
        PathStep s = p->at[i];
        s.to = moved(s.to, by);
        s.control_1 = moved(s.control_1, by);
        s.control_2 = moved(s.control_2, by);
        out.at[i] = s;
    }
    return out;
}

/* ---- Dashes -------------------------------------------------------------- */

typedef struct {
    Sketch *sketch;
    Path *out;
    double on_pt, off_pt;
    double left_pt; /* until the pen is lifted or set down */
    bool is_down;
} Dasher;

static void dash_line(Dasher *d, Point from, Point to)
{
    double dx = to.x_pt - from.x_pt, dy = to.y_pt - from.y_pt;
    double length = hypot(dx, dy), done = 0;

    while (length - done > 1e-9) {
        double step = fmin(d->left_pt, length - done);
        Point end;
        done += step;
        end = (Point){ from.x_pt + dx * done / length,
                       from.y_pt + dy * done / length };
        if (d->is_down)
            path_line(d->sketch->a, d->out, end.x_pt, end.y_pt);
        d->left_pt -= step;
        if (d->left_pt > 1e-9)
            continue;
        d->is_down = !d->is_down;
        d->left_pt = d->is_down ? d->on_pt : d->off_pt;
        if (d->is_down)
            path_move(d->sketch->a, d->out, end.x_pt, end.y_pt);
    }
}

/* Straight steps only: nothing dashed is curved. */
static Path dashed(Sketch *k, const Path *p, const Paint *paint)
{
    Path out = { 0 };
    Dasher d = { .sketch = k,
                 .out = &out,
                 .on_pt = fmax(paint->dash_on_pt, 0.1),
                 .off_pt = fmax(paint->dash_off_pt, 0.1) };
    Point pen = { 0, 0 }, start = pen;

    for (size_t i = 0; i < p->len; i++) {
        const PathStep *s = &p->at[i];
        if (s->op == PATH_MOVE) {
            d.is_down = true;
            d.left_pt = d.on_pt;
            path_move(k->a, &out, s->to.x_pt, s->to.y_pt);
            start = s->to;
        } else {
            dash_line(&d, pen, s->op == PATH_CLOSE ? start : s->to);
        }
        pen = s->op == PATH_CLOSE ? start : s->to;
    }
    return out;
}

/* ---- Items --------------------------------------------------------------- */

static void add_path(Sketch *k, const Path *path, const Paint *paint, Point at)
{
    bool is_dashed = paint->has_stroke && paint->dash_on_pt > 0;
    DrawingShape shape = { .has_fill = paint->has_fill,
                           .has_stroke = paint->has_stroke,
                           .even_odd = paint->even_odd,
                           .fill = paint->fill,
                           .stroke = paint->stroke,
                           .opacity = paint->opacity > 0 ? paint->opacity : 1,
                           .stroke_pt = paint->stroke_pt };

    if (is_dashed) {
        Path cut = dashed(k, path, paint);
        shape.path = path_moved(k->a, &cut, at);
        shape.has_fill = false;
    } else {
        shape.path = path_moved(k->a, path, at);
    }
    *list_add(k->a, &k->shapes) = shape;
}

static void add_text(Sketch *k, const TextItem *t, Point at)
{
    double em = t->size_pt;
    double units = font_info(t->run->font)->units_per_em;
    DrawingShape shape = { .has_fill = true,
                           .fill = t->fill,
                           .opacity = t->opacity > 0 ? t->opacity : 1 };
    double x = at.x_pt;

    for (uint32_t i = 0; i < t->run->glyph_count; i++) {
        const Glyph *g = &t->run->glyphs[i];
        Point origin = { x + g->x_offset * em / units,
                         at.y_pt - g->y_offset * em / units };
        font_outline(k->a, &shape.path, t->run->font, g->glyph, origin, em);
        x += g->advance * em / units + t->tracking_em * em;
    }
    if (shape.path.len)
        *list_add(k->a, &k->shapes) = shape;
}

static void add_frame(Sketch *k, const Frame *f, Point at)
{
    for (size_t i = 0; i < f->items.len; i++) {
        const FrameItem *item = &f->items.at[i];
        Point place = moved(at, item->at);
        switch ((FrameKind)item->kind) {
        case FRAME_TEXT:
            add_text(k, &item->as.text, place);
            break;
        case FRAME_PATH:
            add_path(k, item->as.path.path, item->as.path.paint, place);
            break;
        case FRAME_GROUP:
            add_frame(k, item->as.group.frame, place);
            break;
        case FRAME_IMAGE:
            break;
        }
    }
}

Drawing drawing_of_frame(Arena *a, const Frame *f)
{
    Sketch k = { .a = a };

    add_frame(&k, f, (Point){ 0, 0 });
    return (Drawing){ f->size, k.shapes.at, k.shapes.len };
}

/* ---- SVG ----------------------------------------------------------------- */

/* Hundredths of a point. */
static void put_length(Buf *out, double pt)
{
    buf_add_number(out, pt, 2);
}

static void put_point(Buf *out, char op, Point p)
{
    buf_add_char(out, op);
    put_length(out, p.x_pt);
    buf_add_char(out, ' ');
    put_length(out, p.y_pt);
}

static void put_path(Buf *out, const Path *p)
{
    for (size_t i = 0; i < p->len; i++) {
        const PathStep *s = &p->at[i];
        switch (s->op) {
        case PATH_MOVE:
            put_point(out, 'M', s->to);
            break;
        case PATH_LINE:
            put_point(out, 'L', s->to);
            break;
        case PATH_CURVE:
            put_point(out, 'C', s->control_1);
            put_point(out, ' ', s->control_2);
            put_point(out, ' ', s->to);
            break;
        case PATH_CLOSE:
            buf_add_char(out, 'Z');
            break;
        }
    }
}

static void put_color(Buf *out, const char *name, bool has, Color c)
{
    if (has)
        buf_format(out, " %s=\"#%02X%02X%02X\"", name, c.red, c.green, c.blue);
    else
        buf_format(out, " %s=\"none\"", name);
}

void svg_write(Buf *out, const Drawing *d)
{
    buf_add_str(out, STR("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""));
    put_length(out, d->size.width_pt);
    buf_add_str(out, STR("pt\" height=\""));
    put_length(out, d->size.height_pt);
    buf_add_str(out, STR("pt\" viewBox=\"0 0 "));
    put_length(out, d->size.width_pt);
    buf_add_char(out, ' ');
    put_length(out, d->size.height_pt);
    buf_add_str(out, STR("\">"));
    for (size_t i = 0; i < d->shape_count; i++) {
        const DrawingShape *s = &d->shapes[i];
        buf_add_str(out, STR("<path"));
        put_color(out, "fill", s->has_fill, s->fill);
        if (s->has_fill && s->even_odd)
            buf_add_str(out, STR(" fill-rule=\"evenodd\""));
        if (s->has_stroke) {
            put_color(out, "stroke", true, s->stroke);
            buf_add_str(out, STR(" stroke-linejoin=\"round\" stroke-width=\""));
            put_length(out, s->stroke_pt);
            buf_add_char(out, '"');
        }
        if (s->opacity < 1) {
            buf_add_str(out, STR(" opacity=\""));
            put_length(out, s->opacity);
            buf_add_char(out, '"');
        }
        buf_add_str(out, STR(" d=\""));
        put_path(out, &s->path);
        buf_add_str(out, STR("\"/>"));
    }
    buf_add_str(out, STR("</svg>"));
}
