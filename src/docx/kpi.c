/* kpi.c - key figures as cards: a borderless table, a cell for each. */

#include "docx/parts.h"

#include <math.h>

#define PAD_PT 10.5
#define GAP_PT 10.5
#define SPARK_HEIGHT_PT 21.0
#define TRACK_PT 3.5

static void value_write(Docx *d, const Kpi *k, double room_pt)
{
    const TextStyle *s = &d->t->text[TEXT_KPI_VALUE];
    TextSetting setting = style_setting(s, 0);
    ParaSpec spec = para_spec(STYLE_KPI_VALUE);
    double size = s->size_pt, width;

    /* as large as the role says, smaller only if the card is too narrow */
    for (;; size -= 0.5) {
        setting.size_pt = size * 0.6;
        width = text_width_pt(d->t->book, k->value.before, setting) +
                text_width_pt(d->t->book, k->value.after, setting);
        setting.size_pt = size;
        width += text_width_pt(d->t->book, k->value.digits, setting);
        /* other scripts are set in a font of Word's choice */
        if (d->rtl)
            width *= 1.3;
        if (width <= room_pt || size <= 14)
            break;
    }
    Look big = { .has_size = size != s->size_pt, .size_pt = size };
    Look small = { .has_size = true, .size_pt = size * 0.6 };
    para_open(d, &spec);
    if (k->value.before.len)
        run_text(d, k->value.before, &small);
    if (k->value.digits.len)
        run_text(d, k->value.digits, &big);
    if (k->value.after.len)
        run_text(d, k->value.after, &small);
    para_close(d);
}

static void delta_write(Docx *d, const Delta *delta)
{
    ParaSpec spec = para_spec(STYLE_KPI_DELTA);
    Color color = tone_color(d->t, (Tone)delta->tone, d->t->colors.ink_2);
    Look look = { .bold = true, .has_color = true, .color = color };

    para_open(d, &spec);
    if (delta->arrow != ARROW_NONE)
        run_text(d, delta->arrow == ARROW_UP ? STR("▲ ") : STR("▼ "), &look);
    run_text(d, delta->text, &look);
    if (delta->versus.len)
        run_text(d, str_format(d->a, " %.*s", STR_ARG(delta->versus)), NULL);
    para_close(d);
}

static void picture_line(Docx *d, const Frame *f)
{
    ParaSpec spec = para_spec(STYLE_FIGURE);
    Drawing drawing = drawing_of_frame(d->a, f);

    spec.before_pt = 3.5;
    spec.after_pt = 0;
    para_open(d, &spec);
    picture_inline(d, drawing_ref(d, &drawing), f->size, (Str){ 0 });
    para_close(d);
}

static void track_write(Docx *d, const Kpi *k, double room_pt)
{
    double share = k->target_ratio > 1 ? 1 : k->target_ratio;
    Frame f = { .size = { room_pt, TRACK_PT } };
    Color color = tone_color(d->t, (Tone)k->target_tone, d->t->colors.accent);

    frame_add_rect(d->a, &f, 0, (Rect){ 0, 0, room_pt, TRACK_PT },
                   d->t->colors.surface_2);
    if (share > 0)
        frame_add_rect(d->a, &f, 0, (Rect){ 0, 0, room_pt * share, TRACK_PT },
                       color);
    picture_line(d, &f);
}

static void card_write(Docx *d, const Kpi *k, double width_pt)
{
    BoxSpec box = { .width_pt = width_pt,
                    .has_fill = true,
                    .fill = d->t->colors.surface,
                    .has_bar = k->is_primary,
                    .bar = d->t->colors.accent };
    double room = width_pt - 2 * PAD_PT;

    grid_cell_open(d, &box);
    para_text(d, STYLE_KPI_LABEL, k->label);
    value_write(d, k, room);
    for (size_t i = 0; i < k->delta_count; i++)
        delta_write(d, &k->deltas[i]);
    para_text(d, STYLE_KPI_DELTA, k->reason);
    para_text(d, STYLE_KPI_DELTA, k->target);
    if (k->target.len && k->target_ratio >= 0)
        track_write(d, k, room);
    if (k->spark_count > 1) {
        Size size = { room, SPARK_HEIGHT_PT };
        const Frame *f = spark_frame(d->a, d->t, k->spark, k->spark_count, size,
                                     d->t->colors.accent);
        if (f)
            picture_line(d, f);
    }
    grid_cell_close(d);
}

/* White below the cards, which stay on the page of a chart that follows. */
static void gap_below(Docx *d)
{
    ParaSpec spec = para_spec(STYLE_SPACER);

    spec.after_pt = 13;
    para_open(d, &spec);
    para_close(d);
}

void kpis_write(Docx *d, const Kpis *k)
{
    if (!k->item_count)
        return;
    size_t per_row = kpi_cards_per_row(d->width_pt, k->item_count);
    double *widths = arena_make_array(d->a, double, per_row);

    for (size_t i = 0; i < per_row; i++)
        widths[i] = d->width_pt / (double)per_row;
    GridSpec g = { widths, per_row, 0, GAP_PT, PAD_PT, PAD_PT };
    bool outer = d->keep_next;

    d->keep_next |= d->before_chart;
    spacer_kept(d, 7);
    grid_open(d, &g);
    for (size_t from = 0; from < k->item_count; from += per_row) {
        if (from)
            grid_gap(d, &g);
        grid_row_open(d);
        for (size_t i = from; i < from + per_row; i++) {
            if (i < k->item_count) {
                card_write(d, &k->items[i], widths[0]);
                continue;
            }
            BoxSpec empty = { .width_pt = widths[0] };
            grid_cell_open(d, &empty);
            spacer(d, 1);
            grid_cell_close(d);
        }
        grid_row_close(d);
    }
    grid_close(d);
    gap_below(d);
    d->keep_next = outer;
}
