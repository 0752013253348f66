/* pager.c - slabs onto pages: what stays together, where a page ends. */

#include "layout/parts.h"

double grid_width_pt(const PageGrid *g)
{
    return g->paper.width_pt - g->left_pt - g->right_pt;
}

double grid_height_pt(const PageGrid *g)
{
    return g->paper.height_pt - g->top_pt - g->bottom_pt;
}

double columns_width_pt(const PageGrid *g, int count)
{
    double column =
        (grid_width_pt(g) - (g->columns - 1) * g->gutter_pt) / g->columns;
    return count * column + (count - 1) * g->gutter_pt;
}

/* ---- Pages --------------------------------------------------------------- */

void page_begin(Layout *l, const PageGrid *grid)
{
    Page *page = list_add(l->a, &l->doc->pages);

    if (l->doc->pages.len > l->env->limits.pages && !l->failed) {
        Diag *d = diag_error(l->env->diags, (Span){ 0 },
                             "the report has more than %zu pages",
                             l->env->limits.pages);
        d->fault = FAULT_LIMIT;
        d->hint = STR("show fewer rows: {{ rows | top(100) }}");
        l->failed = true;
    }
    page->frame.size = grid->paper;
    *list_add(l->a, &l->info) =
        (PageInfo){ .section = l->section,
                    .landscape = grid == &l->t->landscape };
    l->grid = grid;
    l->y_pt = grid->top_pt;
    l->after_pt = 0;
    l->notes_pt = 0;
    l->notes.len = 0;
    l->is_empty = true;
}

static Page *this_page(Layout *l)
{
    return &l->doc->pages.at[l->doc->pages.len - 1];
}

/* ---- Pins learn their page ----------------------------------------------- */

static void pin_settle(Layout *l, const Pin *p, double x_pt, double y_pt)
{
    uint32_t page = (uint32_t)(l->doc->pages.len - 1);
    Rect area = { p->area.x_pt + x_pt, p->area.y_pt + y_pt, p->area.width_pt,
                  p->area.height_pt };
    TagAttributes *attributes;

    switch ((PinKind)p->kind) {
    case PIN_LINK:
        *list_add(l->a, &this_page(l)->links) =
            (PageLink){ area, p->tag, p->text, p->destination, p->contents };
        break;
    case PIN_DESTINATION:
        l->doc->destinations.at[p->destination] =
            (Destination){ page, area.y_pt > 14 ? area.y_pt - 14 : 0 };
        break;
    case PIN_FIGURE:
        attributes = tag_attributes(l->a, &l->doc->tags, p->tag);
        attributes->bbox = area;
        attributes->page = page;
        attributes->has_bbox = true;
        break;
    case PIN_NOTE:
        *list_add(l->a, &l->notes) = *p->note;
        break;
    case PIN_SECTION:
        l->section = p->text;
        if (!l->info.at[page].section.len || l->is_empty)
            l->info.at[page].section = p->text;
        break;
    case PIN_THING:
        thing_is_here(l, p->thing);
        break;
    case PIN_NUMBER:
        *list_add(l->a, &l->numbers) =
            (LateNumber){ page, area, p->tag, p->destination };
        break;
    }
}

void slab_draw(Layout *l, const Slab *s, double x_pt, double y_pt)
{
    for (size_t i = 0; i < s->pins.len; i++)
        pin_settle(l, &s->pins.at[i], x_pt, y_pt);
    if (s->frame && s->frame->items.len)
        frame_add_group(l->a, &this_page(l)->frame, 0, (Point){ x_pt, y_pt },
                        s->frame);
}

/* Footnotes stand at the foot of the text area, under a short rule. */
enum { NOTE_RULE_PT = 7 };

void page_end(Layout *l)
{
    if (!l->notes.len)
        return;
    const PageGrid *g = l->grid;
    double y = g->paper.height_pt - g->bottom_pt - l->notes_pt;
    double x = start_x(l, grid_width_pt(g), 0, 56) + g->left_pt;

    frame_add_rule(l->a, &this_page(l)->frame, TAG_ARTIFACT, (Point){ x, y },
                   (Point){ x + 56, y }, 0.5, l->t->colors.rule_strong);
    y += NOTE_RULE_PT;
    for (size_t i = 0; i < l->notes.len; i++) {
        slab_draw(l, &l->notes.at[i], g->left_pt + l->notes.at[i].x_pt, y);
        y += l->notes.at[i].height_pt;
    }
    l->notes.len = 0;
}

/* ---- What fits ----------------------------------------------------------- */

static double notes_of_pt(const Slab *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->pins.len; i++)
        if (s->pins.at[i].kind == PIN_NOTE)
            sum += s->pins.at[i].note->height_pt;
    return sum;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* Height of slabs [from, to) set one below the other, notes included. */
static double group_pt(const Slab *s, size_t from, size_t to)
{
    double sum = 0;
    for (size_t i = from; i < to; i++) {
        sum += s[i].height_pt + notes_of_pt(&s[i]);
        if (i > from)
            sum += larger(s[i - 1].after_pt, s[i].before_pt);
    }
    return sum;
}

static double room_pt(const Layout *l)
{
    return l->grid->paper.height_pt - l->grid->bottom_pt - l->notes_pt -
           l->y_pt;
}

static double gap_pt(const Layout *l, const Slab *next)
{
    return l->is_empty ? 0 : larger(l->after_pt, next->before_pt);
}

double page_room_pt(const Layout *l, const Galley *g, double before_pt)
{
    size_t count = g->slabs.len;
    Slab next = { .before_pt = before_pt };
    double waiting, gap;

    if (!count)
        return room_pt(l) - gap_pt(l, &next);
    waiting = group_pt(g->slabs.at, 0, count);
    gap = larger(g->slabs.at[count - 1].after_pt, before_pt);
    return room_pt(l) - gap_pt(l, g->slabs.at) - waiting - gap;
}

static void next_page(Layout *l)
{
    page_end(l);
    page_begin(l, l->grid);
}

static void place(Layout *l, const Slab *s)
{
    double notes = notes_of_pt(s);

    if (l->is_empty && s->head) {
        frame_add_group(l->a, &this_page(l)->frame, 0,
                        (Point){ l->grid->left_pt + s->x_pt, l->y_pt },
                        s->head->frame);
        l->y_pt += s->head->height_pt;
    } else {
        l->y_pt += gap_pt(l, s);
    }
    if (notes > 0 && l->notes_pt == 0)
        l->notes_pt += NOTE_RULE_PT + 7;
    l->notes_pt += notes;
    slab_draw(l, s, l->grid->left_pt + s->x_pt, l->y_pt);
    l->y_pt += s->height_pt;
    l->after_pt = s->after_pt;
    if (s->frame)
        l->is_empty = false;
}

/* A group that no page can hold is divided wherever it must be. */
static void place_apart(Layout *l, const Slab *s, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double need = gap_pt(l, &s[i]) + s[i].height_pt + notes_of_pt(&s[i]);
        if (!l->is_empty && !fits(room_pt(l), need))
            next_page(l);
        place(l, &s[i]);
    }
}

static void place_group(Layout *l, const Slab *s, size_t count)
{
    double need = group_pt(s, 0, count);

    if (s[0].page_before && !l->is_empty)
        next_page(l);
    if (!l->is_empty && !fits(room_pt(l), gap_pt(l, s) + need))
        next_page(l);
    if (l->is_empty && s[0].head)
        need += s[0].head->height_pt;
    if (!fits(room_pt(l), need)) {
        place_apart(l, s, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        place(l, &s[i]);
}

/* ---- Galleys ------------------------------------------------------------- */

void galley_flush(Layout *l, Galley *g)
{
    if (!g->is_paged || !g->slabs.len)
        return;
    if (!l->failed)
        place_group(l, g->slabs.at, g->slabs.len);
    g->slabs.len = 0;
}

void galley_add(Layout *l, Galley *g, Slab slab)
{
    if (l->things.len)
        things_pin(l, &slab);
    *list_add(l->a, &g->slabs) = slab;
    if (!slab.keep_with_next)
        galley_flush(l, g);
}

void slab_merge(Layout *l, Slab *into, const Slab *from, double x_pt,
                double y_pt)
{
    if (from->frame && from->frame->items.len)
        frame_add_group(l->a, into->frame, 0, (Point){ x_pt, y_pt },
                        from->frame);
    for (size_t i = 0; i < from->pins.len; i++) {
        Pin pin = from->pins.at[i];
        pin.area.x_pt += x_pt;
        pin.area.y_pt += y_pt;
        *list_add(l->a, &into->pins) = pin;
    }
}

Slab galley_stack(Layout *l, Galley *g)
{
    Slab all = { .frame = arena_make(l->a, Frame) };
    double y = 0;

    for (size_t i = 0; i < g->slabs.len; i++) {
        const Slab *s = &g->slabs.at[i];
        if (i)
            y += larger(g->slabs.at[i - 1].after_pt, s->before_pt);
        slab_merge(l, &all, s, s->x_pt, y);
        y += s->height_pt;
    }
    all.height_pt = y;
    all.frame->size = (Size){ g->width_pt, y };
    return all;
}
