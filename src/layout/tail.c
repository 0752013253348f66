/* tail.c - the few words and cards after a chart that end its section. */

#include "layout/parts.h"

/* More than this is no tail but a page's worth. */
#define TAIL_MOST_PT 160

static bool has_footnote(Runs runs)
{
    for (size_t i = 0; i < runs.len; i++)
        if (runs.at[i].note)
            return true;
    return false;
}

/* Lists are longer than they look, and a footnote is set but once. */
static bool may_end(const Block *b)
{
    return !b->page_break_before &&
           (b->kind == BLOCK_KPIS || (b->kind == BLOCK_PARAGRAPH &&
                                      !has_footnote(b->as.paragraph.runs)));
}

/* What it would take; nothing of it is kept. */
static double measured_pt(Layout *l, Blocks blocks, double width_pt,
                          double after_pt)
{
    Layout kept = *l;
    Galley g = { .width_pt = width_pt };
    double height;

    l->parent = TAG_ARTIFACT;
    l->places = NULL;
    l->things.len = 0;
    blocks_add(l, &g, blocks);
    height = galley_stack(l, &g).height_pt;
    if (g.slabs.len && g.slabs.at[0].before_pt > after_pt)
        after_pt = g.slabs.at[0].before_pt;
    l->parent = kept.parent;
    l->places = kept.places;
    l->things = kept.things;
    l->after = kept.after;
    return after_pt + height;
}

double tail_pt(Layout *l, double width_pt, double after_pt)
{
    double height;

    for (size_t i = 0; i < l->after.len; i++)
        if (!may_end(&l->after.at[i]))
            return 0;
    if (!l->after.len)
        return 0;
    height = measured_pt(l, l->after, width_pt, after_pt);
    return height <= TAIL_MOST_PT ? height : 0;
}
