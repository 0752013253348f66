/*
 * deck_handout.c - slides made small on upright pages, with their notes.
 *
 * The slides are drawn already, with their tags: here they are magnified by
 * less than one and set on other pages, and everything that knows its place on
 * a page (links, figures, destinations) follows.
 */

#include "layout/fit.h"

typedef struct {
    int columns, rows;
    double slide_width_pt; /* share of a cell's width */
    bool notes_beside;
} HandoutPlan;

typedef struct {
    Layout l; /* draws the notes */
    const FittedDeck *deck;
    Document *slides;
    HandoutPlan plan;
    double scale;
} Handout;

static HandoutPlan plan_of(int per_page)
{
    if (per_page == 6)
        return (HandoutPlan){ 2, 3, 1, false };
    if (per_page == 3)
        return (HandoutPlan){ 1, 3, 0.52, true };
    return (HandoutPlan){ 1, 2, 0.82, false };
}

#define CELL_GAP_PT 21

static Rect cell_area(const Handout *h, size_t index)
{
    const PageGrid *g = h->l.grid;
    size_t place = index % (size_t)(h->plan.columns * h->plan.rows);
    size_t column = place % (size_t)h->plan.columns;
    size_t row = place / (size_t)h->plan.columns;
    double width = (grid_width_pt(g) - CELL_GAP_PT * (h->plan.columns - 1)) /
                   h->plan.columns;
    double height =
        (grid_height_pt(g) - CELL_GAP_PT * (h->plan.rows - 1)) / h->plan.rows;

    return (Rect){ g->left_pt + (double)column * (width + CELL_GAP_PT),
                   g->top_pt + (double)row * (height + CELL_GAP_PT), width,
                   height };
}

/* ---- What follows the slides ------------------------------------------------
 */

static size_t page_of(const Handout *h, size_t slide)
{
    return slide / (size_t)(h->plan.columns * h->plan.rows);
}

static Rect moved(const Handout *h, Rect r, size_t slide)
{
    Rect cell = cell_area(h, slide);

    return (Rect){ cell.x_pt + r.x_pt * h->scale, cell.y_pt + r.y_pt * h->scale,
                   r.width_pt * h->scale, r.height_pt * h->scale };
}

static void move_figures(Handout *h)
{
    TagTree *tags = &h->slides->tags;

    for (size_t i = 0; i < tags->list.len; i++) {
        TagAttributes *a = tags->list.at[i].attributes;
        if (!a || !a->has_bbox)
            continue;
        a->bbox = moved(h, a->bbox, a->page);
        a->page = (uint32_t)page_of(h, a->page);
    }
}

static void move_destinations(Handout *h)
{
    for (size_t i = 0; i < h->slides->destinations.len; i++) {
        Destination *d = &h->slides->destinations.at[i];
        Rect at = moved(h, (Rect){ 0, d->y_pt, 0, 0 }, d->page);
        d->y_pt = at.y_pt > 14 ? at.y_pt - 14 : 0;
        d->page = (uint32_t)page_of(h, d->page);
    }
}

/* ---- Notes
 * ------------------------------------------------------------------- */

/* The Sect of a slide: they are the children of the document, in order. */
static TagId sect_of(const Handout *h, size_t slide)
{
    const Tag *tags = h->slides->tags.list.at;
    TagId id = tags[0].first_child;

    while (slide-- > 0 && id)
        id = tags[id].next_sibling;
    return id;
}

static Rect notes_area(const Handout *h, Rect cell)
{
    double width = SLIDE_WIDTH_PT * h->scale;
    double height = SLIDE_HEIGHT_PT * h->scale;

    if (h->plan.notes_beside)
        return (Rect){ cell.x_pt + width + 14, cell.y_pt,
                       cell.width_pt - width - 14, cell.height_pt };
    return (Rect){ cell.x_pt, cell.y_pt + height + 7, cell.width_pt,
                   cell.height_pt - height - 7 };
}

/* How many of the blocks go into that height; composed for nothing else, so
 * in a document that is thrown away. */
static size_t blocks_that_fit(Handout *h, Blocks notes, Rect area)
{
    Layout *l = &h->l;
    Document *kept = l->doc, measured = { 0 };
    size_t count = notes.len;

    l->doc = &measured;
    tags_begin(l->a, &measured.tags);
    l->parent = 0;
    for (; count; count--) {
        Galley g = { .width_pt = area.width_pt };
        blocks_add(l, &g, (Blocks){ notes.at, count });
        if (fits(area.height_pt, galley_stack(l, &g).height_pt))
            break;
    }
    l->doc = kept;
    return count;
}

/* As much as the room holds; what is left out is said. */
static void draw_notes(Handout *h, const FittedSlide *s, Rect area, TagId sect)
{
    Layout *l = &h->l;
    Blocks notes = s->from->slide->notes;
    size_t count = blocks_that_fit(h, notes, area);
    Galley g = { .width_pt = area.width_pt };

    if (count < notes.len)
        diag_warning(l->env->diags, s->from->at,
                     "the notes of slide '%.*s' are longer than the handout "
                     "has room for",
                     STR_ARG(s->title))
            ->hint = STR("put fewer slides on a page: --handout 2");
    l->parent = sect;
    blocks_add(l, &g, (Blocks){ notes.at, count });
    if (count) {
        Slab all = galley_stack(l, &g);
        slab_draw(l, &all, area.x_pt, area.y_pt);
    }
}

/* ---- Pages
 * ------------------------------------------------------------------- */

static void draw_frame(Handout *h, Rect r)
{
    Path p = { 0 };
    Page *page = &h->l.doc->pages.at[h->l.doc->pages.len - 1];

    path_rect(h->l.a, &p, (Rect){ 0, 0, r.width_pt, r.height_pt });
    frame_add_path(h->l.a, &page->frame, TAG_ARTIFACT,
                   (Point){ r.x_pt, r.y_pt }, &p,
                   (Paint){ .has_stroke = true,
                            .stroke = h->l.t->colors.rule_strong,
                            .stroke_pt = 0.5F });
}

static void set_slide(Handout *h, size_t index, const Page *from)
{
    Layout *l = &h->l;
    Rect cell = cell_area(h, index);
    const FittedSlide *s = &h->deck->at[index];
    Page *page = &l->doc->pages.at[l->doc->pages.len - 1];

    frame_add_group(l->a, &page->frame, 0, (Point){ cell.x_pt, cell.y_pt },
                    frame_scaled(l->a, &from->frame, h->scale));
    for (size_t i = 0; i < from->links.len; i++) {
        PageLink *link = list_add(l->a, &page->links);
        *link = from->links.at[i];
        link->area = moved(h, link->area, index);
    }
    draw_frame(h, (Rect){ cell.x_pt, cell.y_pt, SLIDE_WIDTH_PT * h->scale,
                          SLIDE_HEIGHT_PT * h->scale });
    if (s->part == 1)
        draw_notes(h, s, notes_area(h, cell), sect_of(h, index));
}

static double scale_of_plan(const Handout *h)
{
    Rect cell = cell_area(h, 0);
    double width = cell.width_pt * h->plan.slide_width_pt;

    return width / SLIDE_WIDTH_PT;
}

const Document *handout_pages(Env *env, Arena *a, const Theme *t,
                              const Report *r, const FittedDeck *deck,
                              Document *slides, int per_page)
{
    Handout h = { .deck = deck,
                  .slides = slides,
                  .plan = plan_of(per_page),
                  .l = { .env = env,
                         .a = a,
                         .t = t,
                         .r = r,
                         .doc = slides,
                         .grid = &t->page,
                         .locale = r->locale,
                         .rtl = locale_is_rtl(r->locale) } };
    Page *drawn = slides->pages.at;
    size_t count = slides->pages.len;

    h.scale = scale_of_plan(&h);
    move_figures(&h);
    move_destinations(&h);
    slides->pages.at = NULL;
    slides->pages.len = slides->pages.room = 0;
    for (size_t i = 0; i < count; i++) {
        if (page_of(&h, i) == slides->pages.len)
            page_begin(&h.l, &t->page);
        set_slide(&h, i, &drawn[i]);
    }
    running_add(&h.l);
    return h.l.failed ? NULL : slides;
}
