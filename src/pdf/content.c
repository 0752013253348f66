/* content.c - marked content, graphics state, paths and images. */

#include "pdf/content.h"

#include <math.h>

#define FAR_PT 1e6 /* beyond any page: what a number may not exceed */

void content_begin(Content *c, size_t page, Size size)
{
    Content fresh = { .out = c->out,
                      .show = c->show,
                      .fonts = c->fonts,
                      .document = c->document,
                      .structure = c->structure,
                      .page = page,
                      .height_pt = size.height_pt,
                      .stroke_milli = 1000,
                      .opacity = OPACITY_STEPS };

    *c = fresh;
    c->out.len = 0;
}

void content_free(Content *c)
{
    buf_free(&c->out);
    buf_free(&c->show);
}

static void op(Content *c, const char *name)
{
    put_text(&c->out, name);
    buf_add_char(&c->out, '\n');
}

/* ---- Marked content ------------------------------------------------------ */

void content_text_end(Content *c)
{
    if (!c->in_text)
        return;
    if (c->is_open && c->opened_in_text) {
        op(c, "EMC");
        c->is_open = false;
    }
    op(c, "ET");
    c->in_text = false;
}

static void sequence_close(Content *c)
{
    if (!c->is_open)
        return;
    if (!c->opened_in_text)
        content_text_end(c);
    op(c, "EMC");
    c->is_open = false;
}

static const char *artifact_properties(TagId tag)
{
    switch (tag) {
    case TAG_HEADER:
        return "/Type/Pagination/Subtype/Header/Attached[/Top]";
    case TAG_FOOTER:
        return "/Type/Pagination/Subtype/Footer/Attached[/Bottom]";
    case TAG_WATERMARK:
        return "/Type/Pagination/Subtype/Watermark";
    }
    return "/Type/Layout";
}

static void sequence_open(Content *c, TagId tag, Str actual_text)
{
    Buf *b = &c->out;

    c->tag = tag;
    c->is_open = true;
    c->opened_in_text = c->in_text;
    buf_add_char(b, '/');
    if (TAG_IS_ARTIFACT(tag)) {
        put_text(b, "Artifact<<");
        put_text(b, artifact_properties(tag));
        op(c, ">>BDC");
        return;
    }
    const Tag *element = &c->structure->doc->tags.list.at[tag];
    /* text that replaces is heeded by readers on a Span alone */
    put_text(b, actual_text.len ? "Span" : role_name((Role)element->role));
    put_text(b, "<</MCID ");
    buf_add_uint(b, structure_sequence_add(c->structure, tag, c->page));
    if (actual_text.len) {
        put_text(b, "/ActualText<FEFF");
        put_utf16_hex(b, actual_text);
        buf_add_char(b, '>');
    }
    op(c, ">>BDC");
}

/*
 * Whatever is drawn next belongs to `tag`.  A sequence opened within a text
 * object must end there too, so what paints outside text needs its own.
 */
void content_tag(Content *c, TagId tag, bool outside_text)
{
    if (c->is_whole) {
        if (outside_text)
            content_text_end(c);
        return;
    }
    if (c->is_open && c->tag != tag)
        sequence_close(c);
    if (outside_text)
        content_text_end(c);
    if (c->is_open)
        return;
    if (!outside_text && !c->in_text) {
        op(c, "BT");
        c->in_text = true;
        c->line_x = c->line_y = 0;
    }
    sequence_open(c, tag, STR(""));
}

void content_whole_begin(Content *c, TagId tag, Str actual_text)
{
    if (c->is_whole)
        return;
    sequence_close(c);
    content_text_end(c);
    sequence_open(c, tag, actual_text);
    c->is_whole = true;
}

void content_whole_finish(Content *c)
{
    c->is_whole = false;
    sequence_close(c);
}

void content_finish(Content *c)
{
    sequence_close(c);
    content_text_end(c);
}

/* ---- Graphics state ------------------------------------------------------ */

static void put_color(Content *c, Color color, const char *gray,
                      const char *rgb)
{
    Buf *b = &c->out;
    bool is_gray = color.red == color.green && color.green == color.blue;

    buf_add_number(b, color.red / 255.0, 3);
    buf_add_char(b, ' ');
    if (!is_gray) {
        buf_add_number(b, color.green / 255.0, 3);
        buf_add_char(b, ' ');
        buf_add_number(b, color.blue / 255.0, 3);
        buf_add_char(b, ' ');
    }
    op(c, is_gray ? gray : rgb);
}

void content_fill(Content *c, Color color)
{
    if (color_equal(c->fill, color))
        return;
    put_color(c, color, "g", "rg");
    c->fill = color;
}

static void stroke_set(Content *c, Color color)
{
    if (color_equal(c->stroke, color))
        return;
    put_color(c, color, "G", "RG");
    c->stroke = color;
}

/* Steps of a hundredth, which no eye tells apart; 0 means opaque. */
void content_opacity(Content *c, double opacity)
{
    int steps = OPACITY_STEPS;

    if (opacity > 0 && opacity < 1)
        steps = (int)lround(opacity * OPACITY_STEPS);
    if (steps == c->opacity)
        return;
    c->opacity = steps;
    c->opacity_used[steps] = true;
    put_text(&c->out, "/G");
    buf_add_uint(&c->out, (uint64_t)steps);
    op(c, " gs");
}

static int64_t milli_of(double value)
{
    if (!(value > -FAR_PT))
        value = 0;
    return llround((value > FAR_PT ? FAR_PT : value) * 1000);
}

static void dash_set(Content *c, const Paint *paint)
{
    int64_t on = milli_of(paint->dash_on_pt);
    int64_t off = milli_of(paint->dash_off_pt);

    if (on < 0 || off < 0 || on + off == 0)
        on = off = 0; /* all zeros is no pattern but an error */
    if (on == c->dash_on && off == c->dash_off)
        return;
    c->dash_on = on;
    c->dash_off = off;
    buf_add_char(&c->out, '[');
    if (on + off) {
        buf_add_fixed(&c->out, on, 3);
        buf_add_char(&c->out, ' ');
        buf_add_fixed(&c->out, off, 3);
    }
    op(c, "]0 d");
}

static void pen_set(Content *c, const Paint *paint)
{
    int64_t width = milli_of(paint->stroke_pt);

    stroke_set(c, paint->stroke);
    if (width != c->stroke_milli) {
        buf_add_fixed(&c->out, width < 0 ? 0 : width, 3);
        op(c, " w");
        c->stroke_milli = width;
    }
    if (paint->round_joins != c->round_joins) {
        op(c, paint->round_joins ? "1 j 1 J" : "0 j 0 J");
        c->round_joins = paint->round_joins;
    }
    dash_set(c, paint);
}

/* ---- Paths --------------------------------------------------------------- */

static void put_point(Content *c, Point at, Point p)
{
    buf_add_number(&c->out, at.x_pt + p.x_pt, 2);
    buf_add_char(&c->out, ' ');
    buf_add_number(&c->out, c->height_pt - at.y_pt - p.y_pt, 2);
    buf_add_char(&c->out, ' ');
}

void content_fill_rect(Content *c, Rect r)
{
    put_point(c, (Point){ 0, 0 }, (Point){ r.x_pt, r.y_pt + r.height_pt });
    buf_add_number(&c->out, r.width_pt, 2);
    buf_add_char(&c->out, ' ');
    buf_add_number(&c->out, r.height_pt, 2);
    put_text(&c->out, " re ");
}

/* What path_rect() makes. */
static bool is_rect(const Path *p, Rect *r)
{
    static const PathOp ops[] = { PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE,
                                  PATH_CLOSE };
    const PathStep *s = p->at;

    if (p->len != COUNT_OF(ops))
        return false;
    for (size_t i = 0; i < COUNT_OF(ops); i++) {
        if (s[i].op != ops[i])
            return false;
    }
    Point a = s[0].to, b = s[1].to, d = s[3].to, e = s[2].to;
    if (a.y_pt != b.y_pt || b.x_pt != e.x_pt || e.y_pt != d.y_pt ||
        d.x_pt != a.x_pt)
        return false;
    *r = (Rect){ fmin(a.x_pt, e.x_pt), fmin(a.y_pt, e.y_pt),
                 fabs(e.x_pt - a.x_pt), fabs(e.y_pt - a.y_pt) };
    return true;
}

static void step_put(Content *c, Point at, const PathStep *s)
{
    switch (s->op) {
    case PATH_MOVE:
        put_point(c, at, s->to);
        op(c, "m");
        return;
    case PATH_LINE:
        put_point(c, at, s->to);
        op(c, "l");
        return;
    case PATH_CURVE:
        put_point(c, at, s->control_1);
        put_point(c, at, s->control_2);
        put_point(c, at, s->to);
        op(c, "c");
        return;
    case PATH_CLOSE:
        op(c, "h");
        return;
    }
}

static const char *paint_operator(const Paint *paint)
{
    if (paint->has_fill && paint->has_stroke)
        return paint->even_odd ? "B*" : "B";
    if (paint->has_fill)
        return paint->even_odd ? "f*" : "f";
    return "S";
}

void content_path(Content *c, TagId tag, Point at, const Path *path,
                  const Paint *paint)
{
    Rect r;

    if (!path->len || path->at[0].op != PATH_MOVE ||
        (!paint->has_fill && !paint->has_stroke))
        return;
    content_tag(c, tag, true);
    content_opacity(c, paint->opacity);
    if (paint->has_fill)
        content_fill(c, paint->fill);
    if (paint->has_stroke)
        pen_set(c, paint);
    if (is_rect(path, &r)) {
        r.x_pt += at.x_pt;
        r.y_pt += at.y_pt;
        content_fill_rect(c, r);
    } else {
        for (size_t i = 0; i < path->len; i++)
            step_put(c, at, &path->at[i]);
    }
    op(c, paint_operator(paint));
}

/* ---- Images -------------------------------------------------------------- */

void content_image(Content *c, TagId tag, Rect r, const char *name)
{
    Buf *b = &c->out;

    content_tag(c, tag, true);
    content_opacity(c, 1);
    put_text(b, "q ");
    buf_add_number(b, r.width_pt, 2);
    put_text(b, " 0 0 ");
    buf_add_number(b, r.height_pt, 2);
    buf_add_char(b, ' ');
    put_point(c, (Point){ 0, 0 }, (Point){ r.x_pt, r.y_pt + r.height_pt });
    put_text(b, "cm/");
    put_text(b, name);
    op(c, " Do Q");
}
