/* figure.c - charts with their title, subtitle and source. */

#include "layout/parts.h"

/* "Figure 2" before a title, in the secondary colour. */
static Runs with_number(Layout *l, Str number, Runs title)
{
    if (!number.len)
        return title;
    Run *runs = arena_make_array(l->a, Run, title.len + 1);
    runs[0] = (Run){ .text = str_format(l->a, "%.*s\u2002", STR_ARG(number)),
                     .tone = TONE_MUTED };
    for (size_t i = 0; i < title.len; i++)
        runs[i + 1] = title.at[i];
    return (Runs){ runs, title.len + 1 };
}

static void text_above(Layout *l, Galley *g, Runs runs, TextRole role,
                       double after_pt)
{
    if (!runs.len)
        return;
    Para para = { .runs = runs,
                  .role = role,
                  .width_pt = g->width_pt,
                  .tag = tag_under(l, l->parent, ROLE_P) };
    Slab slab = para_slab(l, &para);

    slab.after_pt = after_pt;
    galley_add(l, g, slab);
}

static void drawing_add(Layout *l, Galley *g, const Chart *c)
{
    Size size = { g->width_pt, chart_height_pt(l->t, c, g->width_pt) };
    TagId tag = tag_under(l, l->parent, ROLE_FIGURE);
    const Frame *drawn = chart_frame(l->env, l->a, l->t, l->locale, c, size);
    Slab slab = { .frame = arena_make(l->a, Frame),
                  .height_pt = size.height_pt,
                  .before_pt = 7,
                  .after_pt = 3.5 };

    if (!drawn) {
        l->failed = true;
        return;
    }
    tag_attributes(l->a, &l->doc->tags, tag)->alt = c->alt;
    FrameItem *item = list_add(l->a, &slab.frame->items);
    *item = (FrameItem){ .kind = FRAME_GROUP, .tag = tag };
    item->as.group.frame = drawn;
    item->as.group.is_whole = true;
    *list_add(l->a, &slab.pins) =
        (Pin){ .kind = PIN_FIGURE,
               .area = { 0, 0, size.width_pt, size.height_pt },
               .tag = tag };
    galley_add(l, g, slab);
}

/* Title, drawing and source are one slab: a chart is never cut. */
void chart_add(Layout *l, Galley *g, const Chart *c)
{
    Galley parts = { .width_pt = g->width_pt };

    text_above(l, &parts, with_number(l, c->number, c->title), TEXT_CHART_TITLE,
               0);
    text_above(l, &parts,
               c->subtitle.len ? runs_of(l->a, c->subtitle) : (Runs){ 0 },
               TEXT_CHART_SUBTITLE, 3.5);
    drawing_add(l, &parts, c);
    text_above(l, &parts, c->note.len ? runs_of(l->a, c->note) : (Runs){ 0 },
               TEXT_NOTE, 0);
    if (l->failed)
        return;
    Slab all = galley_stack(l, &parts);
    all.before_pt = 14;
    all.after_pt = 21;
    galley_add(l, g, all);
}
