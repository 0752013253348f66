/* frame.c - putting things into frames. */

#include "frame/frame.h"

static FrameItem *item_add(Arena *a, Frame *f, FrameKind kind, TagId tag,
                           Point at)
{
    FrameItem *item = list_add(a, &f->items);

    item->kind = (uint8_t)kind;
    item->tag = tag;
    item->at = at;
    return item;
}

void frame_add_text(Arena *a, Frame *f, TagId tag, Point baseline,
                    TextItem text)
{
    item_add(a, f, FRAME_TEXT, tag, baseline)->as.text = text;
}

void frame_add_line(Arena *a, Frame *f, TagId tag, Point baseline,
                    const TextLine *line, double size_pt, Color fill)
{
    for (size_t i = 0; i < line->run_count; i++) {
        Point at = { baseline.x_pt + line->runs[i].x_pt, baseline.y_pt };
        frame_add_text(a, f, tag, at,
                       (TextItem){ .run = line->runs[i].run,
                                   .size_pt = (float)size_pt,
                                   .fill = fill });
    }
}

void frame_add_path(Arena *a, Frame *f, TagId tag, Point at, const Path *path,
                    Paint paint)
{
    FrameItem *item = item_add(a, f, FRAME_PATH, tag, at);
    Paint *kept = arena_make(a, Paint);
    Path *shape = arena_make(a, Path);

    *kept = paint;
    *shape = *path; /* the steps are shared; the caller's list may end */
    item->as.path.path = shape;
    item->as.path.paint = kept;
}

void frame_add_rect(Arena *a, Frame *f, TagId tag, Rect r, Color fill)
{
    Path p = { 0 };

    path_rect(a, &p, (Rect){ 0, 0, r.width_pt, r.height_pt });
    frame_add_path(a, f, tag, (Point){ r.x_pt, r.y_pt }, &p,
                   (Paint){ .has_fill = true, .fill = fill });
}

void frame_add_rule(Arena *a, Frame *f, TagId tag, Point from, Point to,
                    double stroke_pt, Color color)
{
    Path p = { 0 };

    path_move(a, &p, 0, 0);
    path_line(a, &p, to.x_pt - from.x_pt, to.y_pt - from.y_pt);
    frame_add_path(a, f, tag, from, &p,
                   (Paint){ .has_stroke = true,
                            .stroke = color,
                            .stroke_pt = (float)stroke_pt });
}

void frame_add_image(Arena *a, Frame *f, TagId tag, Rect r, const Image *image)
{
    FrameItem *item =
        item_add(a, f, FRAME_IMAGE, tag, (Point){ r.x_pt, r.y_pt });

    item->as.image.image = image;
    item->as.image.size = (Size){ r.width_pt, r.height_pt };
}

void frame_add_group(Arena *a, Frame *f, TagId tag, Point at,
                     const Frame *group)
{
    item_add(a, f, FRAME_GROUP, tag, at)->as.group.frame = group;
}

/* ---- Pictures ----------------------------------------------------------- */

static Point scaled(Point p, double across, double down)
{
    return (Point){ p.x_pt * across, p.y_pt * down };
}

static Path path_scaled(Arena *a, const Path *from, double across, double down)
{
    Path to = { 0 };

    to.at = arena_make_array(a, PathStep, from->len);
    to.len = to.room = from->len;
    for (size_t i = 0; i < from->len; i++) {
        const PathStep *s = &from->at[i];
        to.at[i] = (PathStep){ s->op, scaled(s->to, across, down),
                               scaled(s->control_1, across, down),
                               scaled(s->control_2, across, down) };
    }
    return to;
}

static void drawing_add(Arena *a, Frame *f, TagId tag, Rect r, const Drawing *d)
{
    if (!(d->size.width_pt > 0) || !(d->size.height_pt > 0))
        return;
    double across = r.width_pt / d->size.width_pt;
    double down = r.height_pt / d->size.height_pt;
    double stroke = across < down ? across : down;

    for (size_t i = 0; i < d->shape_count; i++) {
        const DrawingShape *s = &d->shapes[i];
        Path p = path_scaled(a, &s->path, across, down);
        if (!s->has_fill && !s->has_stroke)
            continue;
        frame_add_path(a, f, tag, (Point){ r.x_pt, r.y_pt }, &p,
                       (Paint){ .fill = s->fill,
                                .stroke = s->stroke,
                                .has_fill = s->has_fill,
                                .has_stroke = s->has_stroke,
                                .even_odd = s->even_odd,
                                .stroke_pt = (float)(s->stroke_pt * stroke),
                                .opacity = (float)s->opacity });
    }
}

void frame_add_picture(Arena *a, Frame *f, TagId tag, Rect r,
                       const Picture *picture)
{
    if (picture->kind == PICTURE_RASTER)
        frame_add_image(a, f, tag, r, picture->as.image);
    else
        drawing_add(a, f, tag, r, picture->as.drawing);
}

/* ---- Magnified ---------------------------------------------------------- */

static Paint paint_scaled(const Paint *p, double scale)
{
    Paint to = *p;

    to.stroke_pt = (float)(p->stroke_pt * scale);
    to.dash_on_pt = (float)(p->dash_on_pt * scale);
    to.dash_off_pt = (float)(p->dash_off_pt * scale);
    return to;
}

static void item_scale(Arena *a, FrameItem *item, double scale)
{
    Path *path;
    Paint *paint;

    item->at = scaled(item->at, scale, scale);
    switch ((FrameKind)item->kind) {
    case FRAME_TEXT:
        item->as.text.size_pt = (float)(item->as.text.size_pt * scale);
        return;
    case FRAME_PATH:
        path = arena_make(a, Path);
        paint = arena_make(a, Paint);
        *path = path_scaled(a, item->as.path.path, scale, scale);
        *paint = paint_scaled(item->as.path.paint, scale);
        item->as.path.path = path;
        item->as.path.paint = paint;
        return;
    case FRAME_IMAGE:
        item->as.image.size.width_pt *= scale;
        item->as.image.size.height_pt *= scale;
        return;
    case FRAME_GROUP:
        item->as.group.frame = frame_scaled(a, item->as.group.frame, scale);
        return;
    }
}

Frame *frame_scaled(Arena *a, const Frame *f, double scale)
{
    Frame *to = arena_make(a, Frame);

    to->size = (Size){ f->size.width_pt * scale, f->size.height_pt * scale };
    for (size_t i = 0; i < f->items.len; i++) {
        FrameItem *item = list_add(a, &to->items);
        *item = f->items.at[i];
        item_scale(a, item, scale);
    }
    return to;
}
