/* theme.c - fonts, colours, type and page, worked out once for a report. */

#include "style/parts.h"

#define UNIT_PT 3.5
#define LINE_PT (4 * UNIT_PT)

/* Lato's, which the scale of type was drawn for. */
#define X_HEIGHT_EM 0.506

/* ---- Page ---------------------------------------------------------------- */

/* The bottom margin takes what is left over a whole number of lines. */
static PageGrid grid_of(Size paper, double top_pt, double bottom_pt,
                        int columns, double side_pt)
{
    double room = paper.height_pt - top_pt - bottom_pt;
    int lines = (int)(room / LINE_PT + 0.01);

    return (PageGrid){
        .paper = paper,
        .left_pt = side_pt,
        .right_pt = side_pt,
        .top_pt = top_pt,
        .bottom_pt = paper.height_pt - top_pt - lines * LINE_PT,
        .gutter_pt = 14,
        .columns = columns,
        .header_baseline_pt = 38.5,
        .footer_baseline_pt = 35,
    };
}

static void grids_set(Theme *t)
{
    bool letter = t->brand->paper == PAPER_LETTER;
    Size paper =
        letter ? (Size){ 612, 792 } : (Size){ pt_of_mm(210), pt_of_mm(297) };
    Size turned = { paper.height_pt, paper.width_pt };
    double top = letter ? 70 : 77;
    double bottom = letter ? 64 : 64.8;
    double side = t->brand->margin_pt > 0 ? t->brand->margin_pt : 56;

    t->page = grid_of(paper, top, bottom, 12, side);
    t->landscape = grid_of(turned, top, bottom, 16, side);
}

/* ---- Fonts --------------------------------------------------------------- */

static double size_factor(const Font *font)
{
    double x_height = font_info(font)->x_height_em;
    double factor = x_height > 0 ? X_HEIGHT_EM / x_height : 1;

    /* a difference that nobody sees, such as Lato's to itself */
    if (factor > 0.99 && factor < 1.01)
        return 1;
    return factor < 0.92 ? 0.92 : factor > 1.12 ? 1.12 : factor;
}

/* The brand does not say where a family was named; the message names it. */
static bool family_find(Theme *t, Str name, Family *out)
{
    Str family = name.len ? name : DEFAULT_FONT;

    for (int style = 0; style < 4; style++) {
        out->faces[style] = font_find(t->book, family, style, (Span){ 0 });
        if (!out->faces[style])
            return false;
    }
    out->size_factor = size_factor(out->faces[FONT_REGULAR]);
    return true;
}

static bool fonts_set(Theme *t)
{
    const Brand *b = t->brand;
    Str heading = b->heading_font.len ? b->heading_font : b->body_font;
    Family body;
    Family head;

    if (!family_find(t, b->body_font, &body) || !family_find(t, heading, &head))
        return false;
    roles_derive(t, &body, &head);
    return true;
}

/* ---- The theme ----------------------------------------------------------- */

Theme *theme_new(Env *env, const Brand *brand, Locale *locale)
{
    Theme *t = arena_make(env->arena, Theme);

    t->brand = brand;
    t->unit_pt = UNIT_PT;
    grids_set(t);
    if (!palette_derive(env, brand, &t->colors))
        return NULL;
    t->book = fontbook_open(env, locale, &brand->font_folders);
    if (!t->book)
        return NULL;
    if (fonts_set(t))
        return t;
    theme_close(t);
    return NULL;
}

void theme_close(Theme *t)
{
    if (t)
        fontbook_close(t->book);
}

Color tone_color(const Theme *t, Tone tone, Color normal)
{
    const Palette *p = &t->colors;

    switch (tone) {
    case TONE_NORMAL:
        break;
    case TONE_POSITIVE:
        return p->positive;
    case TONE_NEGATIVE:
        return p->negative;
    case TONE_WARNING:
        return p->warning;
    case TONE_MUTED:
        return p->muted;
    case TONE_ACCENT:
        return p->accent;
    }
    return normal;
}

TextSetting style_setting(const TextStyle *s, int add_style)
{
    return (TextSetting){
        .font = s->faces[(s->style | add_style) & 3],
        .size_pt = s->size_pt,
        .features = s->tabular ? SHAPE_TABULAR : 0,
        .tracking_em = s->tracking_em,
    };
}
