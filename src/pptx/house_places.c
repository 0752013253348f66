/* house_places.c - where slides keep their parts on a layout of the house. */

#include "pptx/house.h"

#define GAP_PT 16.0
#define LEAST_WIDTH_PT 150.0
#define LEAST_HEIGHT_PT 100.0
#define MARGIN_PT 36.0
/* Beside a chart stands a third. */
#define CHART_SHARE 0.64

/* ---- Fonts --------------------------------------------------------------- */

/* Mean width of running text against Carlito's; measured on the fonts or on
 * those of the same widths, rounded up. */
static const struct {
    const char *family;
    double width;
} FONTS[] = {
    { "Calibri", 1 },          { "Calibri Light", 1 },
    { "Carlito", 1 },          { "Arial", 1.13 },
    { "Helvetica", 1.13 },     { "Liberation Sans", 1.13 },
    { "Arial Narrow", 1 },     { "Times New Roman", 1.04 },
    { "Garamond", 1 },         { "Cambria", 1.1 },
    { "Georgia", 1.17 },       { "Verdana", 1.32 },
    { "Tahoma", 1.13 },        { "Segoe UI", 1.14 },
    { "Trebuchet MS", 1.13 },  { "Century Gothic", 1.25 },
    { "Aptos", 1.12 },         { "Aptos Display", 1.08 },
    { "Open Sans", 1.2 },      { "Roboto", 1.12 },
    { "Lato", 1.08 },          { "Inter", 1.2 },
    { "Montserrat", 1.28 },    { "Source Sans Pro", 1.05 },
    { "Source Sans 3", 1.05 },
};
/* Of a font that is not known. */
#define WIDTH_UNKNOWN 1.2

double house_font_width(Str family)
{
    for (size_t i = 0; i < COUNT_OF(FONTS); i++)
        if (str_is(family, FONTS[i].family))
            return FONTS[i].width;
    return family.len ? WIDTH_UNKNOWN : 1;
}

/* ---- Places for content -------------------------------------------------- */

static bool is_content(const HousePlace *p)
{
    return p->has_place && (!p->type.len || str_is(p->type, "chart") ||
                            str_is(p->type, "tbl") || str_is(p->type, "body"));
}

static bool is_large(const HousePlace *p)
{
    return p->inside.width_pt >= LEAST_WIDTH_PT &&
           p->inside.height_pt >= LEAST_HEIGHT_PT;
}

static bool stands_before(const HousePlace *a, const HousePlace *b)
{
    return a->at.x_pt < b->at.x_pt ||
           (a->at.x_pt == b->at.x_pt && a->at.y_pt < b->at.y_pt);
}

size_t house_slots(const HouseLayout *l, const HousePlace **out, size_t most)
{
    size_t count = 0;

    for (size_t i = 0; i < l->places.len; i++) {
        const HousePlace *p = &l->places.at[i];
        size_t at = count;
        if (!is_content(p) || !is_large(p))
            continue;
        while (at && stands_before(p, out[at - 1]))
            at--;
        if (count == most && at == count)
            continue;
        if (count < most)
            count++;
        for (size_t k = count - 1; k > at; k--)
            out[k] = out[k - 1];
        out[at] = p;
    }
    return count;
}

/* ---- Where there is no placeholder --------------------------------------- */

/* The highest of what stands at the foot. */
static double foot_of(const HouseLayout *l)
{
    static const char *const kinds[] = { "ftr", "sldNum", "dt" };
    double top = SLIDE_HEIGHT_PT - MARGIN_PT + 8;

    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        const HousePlace *p = house_place(l, kinds[i]);
        if (p && p->at.y_pt > SLIDE_HEIGHT_PT / 2 && p->at.y_pt < top)
            top = p->at.y_pt;
    }
    return top;
}

/* What the title and the foot leave. */
static Rect free_area(const House *h, const HouseLayout *l, Rect title)
{
    double foot = foot_of(l) - 8, bottom = title.y_pt + title.height_pt;
    Rect below = { title.x_pt, bottom + 12, title.width_pt,
                   foot - bottom - 12 };
    Rect above = { title.x_pt, MARGIN_PT, title.width_pt,
                   title.y_pt - 12 - MARGIN_PT };
    Rect beside = { title.x_pt + title.width_pt + GAP_PT, MARGIN_PT,
                    h->width_pt - title.x_pt - title.width_pt - GAP_PT -
                        MARGIN_PT,
                    foot - MARGIN_PT };

    if (title.width_pt < h->width_pt * 0.45 && beside.width_pt > LEAST_WIDTH_PT)
        return beside;
    return below.height_pt >= above.height_pt ? below : above;
}

static void halves(SlideKind kind, Rect all, Rect out[SLIDE_SLOTS])
{
    double share = kind == SLIDE_CHART_TEXT ? CHART_SHARE : 0.5;

    out[0] = out[1] = all;
    out[0].width_pt = (all.width_pt - GAP_PT) * share;
    out[1].x_pt += out[0].width_pt + GAP_PT;
    out[1].width_pt = all.width_pt - GAP_PT - out[0].width_pt;
}

/* ---- A kind of slide ----------------------------------------------------- */

static Holder place_of(Arena *a, const HousePlace *p)
{
    return (Holder){ str_copy(a, p->type).at, p->idx, p->inside.width_pt,
                     p->size_pt };
}

static void fit_title(House *h, const HouseLayout *l, SlideGeometry *g,
                      LayoutPlaces *holders)
{
    const HousePlace *p = house_place(l, "title");

    if (!p)
        p = house_place(l, "ctrTitle");
    g->title = p->inside;
    if (p->capitals) /* which are wider */
        g->title.width_pt /= 1.25;
    g->title_pt = p->size_pt;
    holders->title = place_of(h->a, p);
}

static void fit_subtitle(House *h, const HouseLayout *l, SlideGeometry *g,
                         LayoutPlaces *holders)
{
    const HousePlace *p = house_place(l, "subTitle");

    if (!p)
        p = house_place(l, "body");
    if (p) {
        g->subtitle = p->inside;
        holders->subtitle = place_of(h->a, p);
        return;
    }
    g->subtitle = free_area(h, l, g->title);
    if (g->subtitle.height_pt > 150)
        g->subtitle.height_pt = 150;
}

static void fit_slots(House *h, const HouseLayout *l, SlideKind kind,
                      SlideGeometry *g, LayoutPlaces *holders)
{
    const HousePlace *slots[SLIDE_SLOTS];
    size_t wanted = slide_geometry(kind).slot_count;
    size_t count = house_slots(l, slots, SLIDE_SLOTS);

    g->slot_count = wanted;
    if (wanted && count >= wanted) {
        for (size_t i = 0; i < wanted; i++) {
            g->slots[i] = slots[i]->inside;
            holders->slots[i] = place_of(h->a, slots[i]);
        }
        return;
    }
    Rect all = count ? slots[0]->inside : free_area(h, l, g->title);
    if (all.width_pt < LEAST_WIDTH_PT || all.height_pt < LEAST_HEIGHT_PT)
        all = (Rect){ MARGIN_PT, 112, h->width_pt - 2 * MARGIN_PT, 376 };
    if (wanted > 1) {
        halves(kind, all, g->slots);
    } else if (wanted) {
        g->slots[0] = all;
        if (count)
            holders->slots[0] = place_of(h->a, slots[0]);
    }
}

void house_fit(House *h, SlideKind kind)
{
    const HouseLayout *l = &h->layouts.at[h->chosen[kind]];
    const HousePlace *footer = house_place(l, "ftr");
    const HousePlace *number = house_place(l, "sldNum");
    SlideGeometry *g = &h->places.at[kind];
    LayoutPlaces *holders = &h->holders[kind];

    fit_title(h, l, g, holders);
    if (kind == SLIDE_TITLE || kind == SLIDE_SECTION)
        fit_subtitle(h, l, g, holders);
    fit_slots(h, l, kind, g, holders);
    if (footer)
        holders->footer = place_of(h->a, footer);
    if (number)
        holders->number = place_of(h->a, number);
    g->has_furniture = footer || number;
}
