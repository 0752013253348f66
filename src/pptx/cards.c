/* cards.c - key figures as groups of shapes, callouts, quotes, pictures. */

#include "pptx/parts.h"

#include <math.h>

/* ---- Key figures: the geometry is layout/kpi.c's
 * ------------------------------ */

#define PAD_PT 10.5
#define GAP_PT 14.0
#define DELTA_ROW_PT 14.0
#define SPARK_PT 17.5
#define TRACK_PT 3.0
#define VALUE_LEAST_PT 15.0

typedef struct {
    Rect at;
    double scale;
    bool any_target, any_spark;
} Card;

static double value_size(const Pptx *p, const Kpi *k, double room_pt)
{
    TextSetting setting = style_setting(&p->t->text[TEXT_KPI_VALUE], 0);
    double size = setting.size_pt, width;

    for (;; size -= 0.5) {
        setting.size_pt = size * 0.6;
        width = text_width_pt(p->t->book, k->value.before, setting) +
                text_width_pt(p->t->book, k->value.after, setting);
        setting.size_pt = size;
        width += text_width_pt(p->t->book, k->value.digits, setting);
        if (width <= room_pt || size <= VALUE_LEAST_PT)
            return size;
    }
}

static void figure_text(Pptx *p, const Kpi *k, const Card *c)
{
    TextLook big = look_of(p, TEXT_KPI_VALUE, c->scale), small;
    double room = c->at.width_pt / c->scale - 2 * PAD_PT;
    Run before = { .text = k->value.before },
        digits = { .text = k->value.digits },
        after = { .text = k->value.after };

    big.size_pt = value_size(p, k, room) * c->scale;
    big.leading_pt += 3.5 * c->scale;
    small = big;
    small.size_pt *= 0.6;
    paragraph_open(p, &big);
    run_write(p, &before, &small);
    run_write(p, &digits, &big);
    run_write(p, &after, &small);
    paragraph_close(p);
}

static void delta_text(Pptx *p, const Delta *d, const Card *c)
{
    TextLook look = look_of(p, TEXT_KPI_DELTA, c->scale), plain;
    Run change = { .text = str_format(p->a, "%s%.*s",
                                      d->arrow == ARROW_UP     ? "▲ "
                                      : d->arrow == ARROW_DOWN ? "▼ "
                                                               : "",
                                      STR_ARG(d->text)) };
    Run versus = { .text = str_format(p->a, " %.*s", STR_ARG(d->versus)) };

    look.leading_pt = DELTA_ROW_PT * c->scale;
    look.color = tone_color(p->t, (Tone)d->tone, p->t->colors.ink_2);
    plain = look_of(p, TEXT_CAPTION, c->scale);
    paragraph_open(p, &look);
    run_write(p, &change, &look);
    if (d->versus.len)
        run_write(p, &versus, &plain);
    paragraph_close(p);
}

static void card_words(Pptx *p, const Kpi *k, const Card *c)
{
    ShapeSpec s = { .name = "Figures", .at = c->at };
    TextLook label = look_of(p, TEXT_KPI_LABEL, c->scale);
    TextLook reason = look_of(p, TEXT_CAPTION, c->scale);

    label.color = p->t->colors.ink_2;
    reason.after_pt = 0;
    s.at.height_pt -= (c->any_target ? 21 * c->scale : 0) +
                      (c->any_spark ? (7 + SPARK_PT) * c->scale : 0);
    shape_open(p, &s);
    shape_text_open(p, PAD_PT * c->scale, PAD_PT * c->scale, "t");
    paragraph_text(p, k->label, &label);
    figure_text(p, k, c);
    for (size_t i = 0; i < k->delta_count; i++)
        delta_text(p, &k->deltas[i], c);
    if (k->reason.len)
        paragraph_text(p, k->reason, &reason);
    shape_close(p, true);
}

static void card_target(Pptx *p, const Kpi *k, const Card *c)
{
    double s = c->scale;
    double y = c->at.y_pt + c->at.height_pt - 7 * s -
               (c->any_spark ? (7 + SPARK_PT) * s : 0) - 21 * s;
    Rect row = { c->at.x_pt + PAD_PT * s, y, c->at.width_pt - 2 * PAD_PT * s,
                 14 * s };
    TextLook look = look_of(p, TEXT_CAPTION, s);
    ShapeSpec spec = { .name = "Target", .at = row };
    double share = k->target_ratio > 1 ? 1 : k->target_ratio;

    if (!k->target.len)
        return;
    look.after_pt = 0;
    shape_open(p, &spec);
    shape_text_open(p, 0, 0, "t");
    paragraph_text(p, k->target, &look);
    shape_close(p, true);
    if (!(k->target_ratio >= 0))
        return;
    row.y_pt += 14 * s;
    row.height_pt = TRACK_PT * s;
    plate(p, "Track", row, p->t->colors.surface_2);
    row.width_pt *= share;
    if (row.width_pt > 0)
        plate(p, "Attainment", row,
              tone_color(p->t, (Tone)k->target_tone, p->t->colors.accent));
}

static void card_spark(Pptx *p, const Kpi *k, const Card *c)
{
    double s = c->scale;
    Size size = { c->at.width_pt / s - 2 * PAD_PT, SPARK_PT };
    ShapeSpec spec = { .name = "Sparkline", .decorative = true };
    const Frame *f;

    if (k->spark_count < 2)
        return;
    f = spark_frame(p->a, p->t, k->spark, k->spark_count, size,
                    p->t->colors.accent);
    if (!f)
        return;
    Drawing drawing = drawing_of_frame(p->a, f);
    spec.at = (Rect){ c->at.x_pt + PAD_PT * s,
                      c->at.y_pt + c->at.height_pt - (10.5 + SPARK_PT) * s,
                      size.width_pt * s, SPARK_PT * s };
    picture_shape(p, media_drawing(&p->media, p->part, &drawing), &spec);
}

/* What the card says, for those who hear it. */
static Str card_alt(Pptx *p, const Kpi *k)
{
    Buf b = { 0 };

    buf_format(&b, "%.*s: %.*s%.*s%.*s", STR_ARG(k->label),
               STR_ARG(k->value.before), STR_ARG(k->value.digits),
               STR_ARG(k->value.after));
    for (size_t i = 0; i < k->delta_count; i++)
        buf_format(&b, "; %.*s %.*s", STR_ARG(k->deltas[i].text),
                   STR_ARG(k->deltas[i].versus));
    if (k->target.len)
        buf_format(&b, "; %.*s", STR_ARG(k->target));
    if (k->reason.len)
        buf_format(&b, "; %.*s", STR_ARG(k->reason));
    Str text = buf_copy(p->a, &b);
    buf_free(&b);
    return text;
}

static void card_shape(Pptx *p, const Kpi *k, const Card *c)
{
    ShapeSpec s = { .named = str_format(p->a, "KPI: %.*s", STR_ARG(k->label)),
                    .alt = card_alt(p, k),
                    .at = c->at };
    Rect bar = c->at;

    group_open(p, &s);
    plate(p, "Card", c->at, p->t->colors.surface);
    bar.width_pt = 2 * c->scale;
    if (p->rtl)
        bar.x_pt += c->at.width_pt - bar.width_pt;
    if (k->is_primary)
        plate(p, "Bar", bar, p->t->colors.accent);
    card_words(p, k, c);
    card_target(p, k, c);
    card_spark(p, k, c);
    group_close(p);
}

void kpis_shape(Pptx *p, const PlacedBlock *b)
{
    const Kpis *k = &b->block->as.kpis;
    size_t per_row =
        kpi_cards_per_row(b->at.width_pt / b->scale, k->item_count);
    size_t rows = (k->item_count + per_row - 1) / per_row;
    double gap = GAP_PT * b->scale;
    Card c = { .scale = b->scale };

    for (size_t i = 0; i < k->item_count; i++) {
        c.any_target |= k->items[i].target.len > 0;
        c.any_spark |= k->items[i].spark_count > 1;
    }
    c.at.width_pt =
        (b->at.width_pt - gap * (double)(per_row - 1)) / (double)per_row;
    c.at.height_pt =
        (b->at.height_pt - gap * (double)(rows - 1)) / (double)rows;
    for (size_t i = 0; i < k->item_count; i++) {
        size_t column = i % per_row;
        if (p->rtl)
            column = per_row - 1 - column;
        c.at.x_pt = b->at.x_pt + (double)column * (c.at.width_pt + gap);
        c.at.y_pt = b->at.y_pt + (double)(i / per_row) * (c.at.height_pt + gap);
        card_shape(p, &k->items[i], &c);
    }
}

/* ---- Callouts and quotes
 * -------------------------------------------------------- */

static Color callout_bar(const Pptx *p, CalloutKind kind)
{
    const Palette *c = &p->t->colors;

    return kind == CALLOUT_RISK     ? c->negative
           : kind == CALLOUT_ACTION ? c->positive
                                    : c->accent;
}

static void callout_words(Pptx *p, const Callout *c, double scale)
{
    TextLook title = look_of(p, TEXT_CALLOUT_TITLE, scale);
    TextLook footer = look_of(p, TEXT_CAPTION, scale);
    Run label = { .text = c->title.len
                              ? str_format(p->a, "%.*s: ", STR_ARG(c->label))
                              : c->label,
                  .bold = true,
                  .tone = c->kind == CALLOUT_RISK ? TONE_NEGATIVE : 0 };

    if (c->title.len || c->label.len) {
        paragraph_open(p, &title);
        if (c->label.len)
            run_write(p, &label, &title);
        for (size_t i = 0; i < c->title.len; i++)
            run_write(p, &c->title.at[i], &title);
        paragraph_close(p);
    }
    blocks_text(p, c->body, scale, 0);
    if (c->footer.len)
        paragraph_runs(p, c->footer, &footer);
    if (!c->title.len && !c->label.len && !c->body.len && !c->footer.len)
        paragraph_empty(p);
}

void callout_shape(Pptx *p, const PlacedBlock *b)
{
    static const char *const names[] = { "Insight", "Note", "Risk", "Action" };
    const Callout *c = &b->block->as.callout;
    bool has_plate = c->kind != CALLOUT_INSIGHT;
    ShapeSpec s = { .name = names[c->kind],
                    .at = b->at,
                    .has_fill = has_plate,
                    .fill = p->t->colors.surface };
    Rect bar = b->at;

    bar.width_pt = 2 * b->scale;
    if (p->rtl)
        bar.x_pt += b->at.width_pt - bar.width_pt;
    shape_open(p, &s);
    shape_text_open(p, 14 * b->scale, (has_plate ? 10.5 : 3.5) * b->scale, "t");
    callout_words(p, c, b->scale);
    shape_close(p, true);
    if (c->kind != CALLOUT_NOTE)
        plate(p, "Bar", bar, callout_bar(p, (CalloutKind)c->kind));
}

void quote_shape(Pptx *p, const PlacedBlock *b)
{
    const Quote *q = &b->block->as.quote;
    ShapeSpec s = { .name = "Quote", .at = b->at };
    TextLook look = look_of(p, TEXT_QUOTE, b->scale);
    TextLook source = look_of(p, TEXT_CAPTION, b->scale);
    Rect bar = b->at;

    bar.width_pt = 1.5 * b->scale;
    if (p->rtl)
        bar.x_pt += b->at.width_pt - bar.width_pt;
    plate(p, "Bar", bar, p->t->colors.rule_strong);
    shape_open(p, &s);
    shape_text_open(p, 14 * b->scale, 0, "t");
    for (size_t i = 0; i < q->body.len; i++) {
        if (q->body.at[i].kind == BLOCK_PARAGRAPH)
            paragraph_runs(p, q->body.at[i].as.paragraph.runs, &look);
        else
            blocks_text(p, (Blocks){ &q->body.at[i], 1 }, b->scale, 0);
    }
    if (q->source.len || !q->body.len)
        paragraph_runs(p, q->source, &source);
    shape_close(p, true);
}

/* ---- Pictures
 * -------------------------------------------------------------------- */

void image_shape(Pptx *p, const PlacedBlock *b)
{
    const ImageBlock *i = &b->block->as.image;
    Size natural = picture_size(i->picture);
    ShapeSpec s = { .name = "Picture", .alt = i->alt, .at = b->at };
    TextLook look = look_of(p, TEXT_CAPTION, b->scale);
    double k, width = i->width_pt > 0 ? i->width_pt : natural.width_pt;

    if (!(natural.width_pt > 0 && natural.height_pt > 0))
        return;
    s.decorative = !i->alt.len;
    if (i->caption.len)
        s.at.height_pt -= (look.leading_pt + 3.5 * b->scale);
    k = fmin(fmin(width * b->scale, b->at.width_pt) / natural.width_pt,
             s.at.height_pt / natural.height_pt);
    s.at.width_pt = natural.width_pt * k;
    s.at.height_pt = natural.height_pt * k;
    if (i->align == ALIGN_CENTER)
        s.at.x_pt += (b->at.width_pt - s.at.width_pt) / 2;
    else if ((i->align == ALIGN_RIGHT) != p->rtl)
        s.at.x_pt += b->at.width_pt - s.at.width_pt;
    picture_shape(p, media_picture(&p->media, p->part, i->picture), &s);
    if (!i->caption.len)
        return;
    ShapeSpec caption = { .name = "Caption", .at = b->at };
    caption.at.y_pt = s.at.y_pt + s.at.height_pt + 3.5 * b->scale;
    caption.at.height_pt = b->at.y_pt + b->at.height_pt - caption.at.y_pt;
    shape_open(p, &caption);
    shape_text_open(p, 0, 0, "t");
    paragraph_runs(p, i->caption, &look);
    shape_close(p, true);
}
