/* outline.c - the shapes of glyphs as paths. */

#include "text/book.h"

typedef struct {
    Arena *a;
    Path *path;
    Point at;
    double scale;
} Pen;

static Point placed(const Pen *p, float x, float y)
{
    return (Point){ p->at.x_pt + x * p->scale, p->at.y_pt - y * p->scale };
}

static void move_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *state,
                    float x, float y, void *user)
{
    Pen *p = data;
    Point to = placed(p, x, y);

    (void)f, (void)state, (void)user;
    path_move(p->a, p->path, to.x_pt, to.y_pt);
}

static void line_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *state,
                    float x, float y, void *user)
{
    Pen *p = data;
    Point to = placed(p, x, y);

    (void)f, (void)state, (void)user;
    path_line(p->a, p->path, to.x_pt, to.y_pt);
}

static void curve_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *state,
                     float x1, float y1, float x2, float y2, float x, float y,
                     void *user)
{
    Pen *p = data;

    (void)f, (void)state, (void)user;
    path_curve(p->a, p->path, placed(p, x1, y1), placed(p, x2, y2),
               placed(p, x, y));
}

static void close_path(hb_draw_funcs_t *f, void *data, hb_draw_state_t *state,
                       void *user)
{
    Pen *p = data;

    (void)f, (void)state, (void)user;
    path_close(p->a, p->path);
}

void font_outline(Arena *a, Path *path, const Font *font, uint32_t glyph,
                  Point at, double size_pt)
{
    Pen pen = { a, path, at, size_pt * font->em_per_unit };
    hb_draw_funcs_t *f = hb_draw_funcs_create();

    /* HarfBuzz turns quadratic curves into cubic ones where none is asked for
     */
    hb_draw_funcs_set_move_to_func(f, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(f, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(f, curve_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(f, close_path, NULL, NULL);
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font->hb, glyph, f, &pen);
#else
    hb_font_get_glyph_shape(font->hb, glyph, f, &pen);
#endif
    hb_draw_funcs_destroy(f);
}

Str font_path(const Font *font, unsigned *index)
{
    *index = font->index;
    return font->path;
}

/* OpenType OS/2: 0 installable, 8 editable; 0x200 bitmaps only. */
bool font_may_be_edited(const Font *font)
{
    unsigned bits = font_embedding_bits(font->face);

    return ((bits & 0xF) == 0 || (bits & 8)) && !(bits & 0x200);
}
