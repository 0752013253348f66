/* plate.c - words that stand apart: callouts and quotes. */

#include "layout/parts.h"

typedef struct {
    bool has_plate;
    Color plate;
    bool has_bar; /* at the edge where reading begins */
    Color bar;
    double pad_x_pt, pad_y_pt;
} Plate;

/* Set `body` on a plate as one slab; what no page could hold is set plainly. */
static void plate_add(Layout *l, Galley *g, const Plate *p, Galley *body,
                      double x_pt)
{
    double width = body->width_pt + 2 * p->pad_x_pt;
    Slab inner = galley_stack(l, body);
    Slab slab = { .frame = arena_make(l->a, Frame),
                  .x_pt = x_pt,
                  .height_pt = inner.height_pt + 2 * p->pad_y_pt,
                  .before_pt = 7,
                  .after_pt = 14 };

    if (!fits(grid_height_pt(l->grid), slab.height_pt)) {
        for (size_t i = 0; i < body->slabs.len; i++) {
            body->slabs.at[i].x_pt += x_pt;
            galley_add(l, g, body->slabs.at[i]);
        }
        return;
    }
    if (p->has_plate)
        frame_add_rect(l->a, slab.frame, TAG_ARTIFACT,
                       (Rect){ 0, 0, width, slab.height_pt }, p->plate);
    if (p->has_bar)
        frame_add_rect(l->a, slab.frame, TAG_ARTIFACT,
                       (Rect){ start_x(l, width, 0, 2), 0, 2, slab.height_pt },
                       p->bar);
    slab_merge(l, &slab, &inner, p->pad_x_pt, p->pad_y_pt);
    slab.frame->size = (Size){ width, slab.height_pt };
    galley_add(l, g, slab);
}

/* ---- Callouts ------------------------------------------------------------ */

static Plate callout_plate(const Layout *l, CalloutKind kind)
{
    const Palette *c = &l->t->colors;
    Plate p = { .pad_x_pt = 14, .pad_y_pt = 10.5 };

    switch (kind) {
    case CALLOUT_INSIGHT:
        p.has_bar = true;
        p.bar = c->accent;
        p.pad_y_pt = 3.5;
        break;
    case CALLOUT_NOTE:
        p.has_plate = true;
        p.plate = c->surface;
        break;
    case CALLOUT_RISK:
    case CALLOUT_ACTION:
        p.has_plate = p.has_bar = true;
        p.plate = c->surface;
        p.bar = kind == CALLOUT_RISK ? c->negative : c->positive;
        break;
    }
    return p;
}

/* "Risk: Stock runs short", the label in the colour of the bar. */
static void callout_heading(Layout *l, Galley *g, const Callout *c)
{
    Run *runs = arena_make_array(l->a, Run, c->title.len + 1);
    size_t count = 0;
    bool has_title = c->title.len > 0;

    if (c->label.len)
        runs[count++] =
            (Run){ .text = has_title
                               ? str_format(l->a, "%.*s: ", STR_ARG(c->label))
                               : c->label,
                   .tone = c->kind == CALLOUT_RISK     ? TONE_NEGATIVE
                           : c->kind == CALLOUT_ACTION ? TONE_POSITIVE
                                                       : TONE_ACCENT };
    if (has_title)
        memcpy(runs + count, c->title.at, c->title.len * sizeof *runs);
    count += c->title.len;
    if (!count)
        return;
    Para para = { .runs = { runs, count },
                  .role = TEXT_CALLOUT_TITLE,
                  .width_pt = g->width_pt,
                  .tag = tag_under(l, l->parent, ROLE_P) };
    para_add(l, g, &para, 0, true);
}

void callout_add(Layout *l, Galley *g, const Callout *c)
{
    Plate plate = callout_plate(l, (CalloutKind)c->kind);
    Galley body = { .width_pt = text_width_of_pt(l, g) - 2 * plate.pad_x_pt };
    TagId parent = l->parent;

    l->parent = tag_under(l, parent, ROLE_DIV);
    callout_heading(l, &body, c);
    blocks_add(l, &body, c->body);
    if (c->footer.len) {
        Para footer = { .runs = c->footer,
                        .role = TEXT_CAPTION,
                        .width_pt = body.width_pt,
                        .tag = tag_under(l, l->parent, ROLE_P) };
        para_add(l, &body, &footer, 0, false);
    }
    l->parent = parent;
    if (body.slabs.len)
        body.slabs.at[body.slabs.len - 1].after_pt = 0;
    plate_add(l, g, &plate, &body, text_left_pt(l, g));
}

/* ---- Quotes -------------------------------------------------------------- */

static void quote_paragraph(Layout *l, Galley *g, Runs runs, TextRole role,
                            TagId parent)
{
    Para para = { .runs = runs,
                  .role = role,
                  .width_pt = g->width_pt,
                  .tag = tag_under(l, parent, ROLE_P) };
    para_add(l, g, &para, 0, true);
}

void quote_add(Layout *l, Galley *g, const Quote *q)
{
    Plate plate = { .has_bar = true,
                    .bar = l->t->colors.rule_strong,
                    .pad_x_pt = 14,
                    .pad_y_pt = 3.5 };
    Galley body = { .width_pt = text_width_of_pt(l, g) - 28 };
    TagId parent = l->parent;
    TagId quote = tag_under(l, parent, ROLE_QUOTE);

    l->parent = quote;
    for (size_t i = 0; i < q->body.len; i++)
        if (q->body.at[i].kind == BLOCK_PARAGRAPH)
            quote_paragraph(l, &body, q->body.at[i].as.paragraph.runs,
                            TEXT_QUOTE, quote);
        else
            block_add(l, &body, &q->body.at[i]);
    if (q->source.len)
        quote_paragraph(l, &body, q->source, TEXT_CAPTION, quote);
    l->parent = parent;
    if (body.slabs.len)
        body.slabs.at[body.slabs.len - 1].after_pt = 0;
    plate_add(l, g, &plate, &body, text_left_pt(l, g));
}
