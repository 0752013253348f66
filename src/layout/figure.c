/* figure.c - charts with their title, subtitle and source. */

#include "layout/parts.h"

/* "Figure 2" before a title, in the secondary colour. */
Runs with_number(Layout *l, Str number, Runs title)
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

static void drawing_add(Layout *l, Galley *g, const Chart *c, double height_pt)
{
    Size size = { g->width_pt, height_pt };
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

static void texts_above(Layout *l, Galley *g, const Chart *c)
{
    text_above(l, g, with_number(l, c->number, c->title), TEXT_CHART_TITLE, 0);
    text_above(l, g, c->subtitle.len ? runs_of(l->a, c->subtitle) : (Runs){ 0 },
               TEXT_CHART_SUBTITLE, 3.5);
}

static void text_below(Layout *l, Galley *g, const Chart *c)
{
    text_above(l, g, c->note.len ? runs_of(l->a, c->note) : (Runs){ 0 },
               TEXT_NOTE, 0);
}

#define CHART_AFTER_PT 21 /* below a chart */
#define DRAWING_LEAST_PT 60
#define SHRINK_MOST                                                            \
    0.3 /* of a drawing's height, to fit what a page has left                  \
         */

static double texts_pt(Layout *l, const Galley *g, const Chart *c)
{
    Galley texts = { .width_pt = g->width_pt };
    TagId parent = l->parent;

    l->parent = TAG_ARTIFACT;
    texts_above(l, &texts, c);
    text_below(l, &texts, c);
    l->parent = parent;
    return galley_stack(l, &texts).height_pt + 10.5;
}

/* Kinds whose plot may be lower without losing a row. */
static bool may_shrink(const Chart *c)
{
    switch ((ChartKind)c->kind) {
    case CHART_LINE:
    case CHART_AREA:
    case CHART_COLUMN:
    case CHART_STACKED:
    case CHART_STACKED_100:
    case CHART_COMBO:
    case CHART_WATERFALL:
    case CHART_HISTOGRAM:
    case CHART_SCATTER:
    case CHART_BUBBLE:
    case CHART_MATRIX:
    case CHART_TREEMAP:
    case CHART_MARIMEKKO:
        return true;
    default:
        return false;
    }
}

/* A chart a little too high for the rest of a page is drawn lower, so that it
 * leaves no void there, and what ends its section stands below it and not
 * alone at the head of the next. */
static double shrunk_pt(Layout *l, const Galley *g, const Chart *c,
                        double height_pt)
{
    double over, tail;

    if (!g->is_paged || !may_shrink(c))
        return height_pt;
    over = height_pt + texts_pt(l, g, c) - page_room_pt(l, g, 14);
    tail = tail_pt(l, g->width_pt, CHART_AFTER_PT);
    if (over + tail <= height_pt * SHRINK_MOST)
        over += tail;
    if (over <= 0 || over > height_pt * SHRINK_MOST)
        return height_pt;
    return height_pt - over - 0.1;
}

/* What is left for the drawing where chart and texts have a given height. */
static double drawing_pt(Layout *l, const Galley *g, const Chart *c)
{
    double room;

    if (!(l->chart_pt > 0))
        return shrunk_pt(l, g, c, chart_height_pt(l->t, c, g->width_pt));
    room = l->chart_pt - texts_pt(l, g, c);
    return room > DRAWING_LEAST_PT ? room : DRAWING_LEAST_PT;
}

/* Title, drawing and source are one slab: a chart is never cut. */
void chart_add(Layout *l, Galley *g, const Chart *c)
{
    Galley parts = { .width_pt = g->width_pt };
    double height = drawing_pt(l, g, c);

    texts_above(l, &parts, c);
    drawing_add(l, &parts, c, height);
    text_below(l, &parts, c);
    if (l->failed)
        return;
    Slab all = galley_stack(l, &parts);
    all.before_pt = 14;
    all.after_pt = CHART_AFTER_PT;
    galley_add(l, g, all);
}
