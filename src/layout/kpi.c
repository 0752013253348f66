/* kpi.c - cards with the main measures. */

#include "layout/parts.h"

#define PAD_PT 10.5
#define GAP_PT 14.0
#define ROW_GAP_PT 14.0
#define TRACK_PT 3.0
#define SPARK_HEIGHT_PT 17.5
#define VALUE_LEAST_PT 15.0

/* ---- How many to a row --------------------------------------------------- */

size_t kpi_cards_per_row(double width_pt, size_t count)
{
    size_t most = (size_t)((width_pt + GAP_PT) / (103 + GAP_PT));
    size_t rows;

    if (most > 4)
        most = 4;
    if (most < 1)
        most = 1;
    rows = (count + most - 1) / most;
    return rows ? (count + rows - 1) / rows : 1;
}

/* ---- The value ----------------------------------------------------------- */

typedef struct {
    TextSetting big, small;
    double width_pt;
} ValueSetting;

static double part_pt(Layout *l, Str s, TextSetting setting)
{
    return s.len ? text_width_pt(l->t->book, s, setting) : 0;
}

static ValueSetting value_sized(Layout *l, const Kpi *k, double size_pt)
{
    ValueSetting v;

    v.big = style_setting(&l->t->text[TEXT_KPI_VALUE], 0);
    v.big.size_pt = size_pt;
    v.small = v.big;
    v.small.size_pt = size_pt * 0.6;
    v.width_pt = part_pt(l, k->value.before, v.small) +
                 part_pt(l, k->value.digits, v.big) +
                 part_pt(l, k->value.after, v.small);
    return v;
}

/* As large as the role says, smaller only if the card is too narrow. */
static ValueSetting value_setting(Layout *l, const Kpi *k, double room_pt)
{
    double size = l->t->text[TEXT_KPI_VALUE].size_pt;
    ValueSetting v = value_sized(l, k, size);

    while (!fits(room_pt, v.width_pt) && size > VALUE_LEAST_PT) {
        size -= 0.5;
        v = value_sized(l, k, size);
    }
    return v;
}

static double draw_part(Layout *l, Frame *f, TagId tag, Str s,
                        TextSetting setting, Point at)
{
    TextLine line = text_line(l->t->book, l->a, s, setting);

    for (size_t i = 0; i < line.run_count; i++)
        frame_add_text(l->a, f, tag,
                       (Point){ at.x_pt + line.runs[i].x_pt, at.y_pt },
                       (TextItem){ .run = line.runs[i].run,
                                   .size_pt = (float)setting.size_pt,
                                   .tracking_em = (float)setting.tracking_em,
                                   .fill = l->t->colors.ink });
    return line.width_pt;
}

static void draw_value(Layout *l, Frame *f, TagId tag, const Kpi *k,
                       double left_pt, double room_pt, double baseline_pt)
{
    ValueSetting v = value_setting(l, k, room_pt);
    Point at = { l->rtl ? left_pt + room_pt - v.width_pt : left_pt,
                 baseline_pt };

    at.x_pt += draw_part(l, f, tag, k->value.before, v.small, at);
    at.x_pt += draw_part(l, f, tag, k->value.digits, v.big, at);
    draw_part(l, f, tag, k->value.after, v.small, at);
}

/* ---- Changes ------------------------------------------------------------- */

static void draw_triangle(Layout *l, Frame *f, const Delta *d, Color color,
                          double x_pt, double baseline_pt)
{
    Path *path = arena_make(l->a, Path);
    double top = d->arrow == ARROW_UP ? -5.5 : 0;
    double foot = d->arrow == ARROW_UP ? 0 : -5.5;

    path_move(l->a, path, 0, foot);
    path_line(l->a, path, 6, foot);
    path_line(l->a, path, 3, top);
    path_close(l->a, path);
    frame_add_path(l->a, f, TAG_ARTIFACT, (Point){ x_pt, baseline_pt }, path,
                   (Paint){ .fill = color, .has_fill = true });
}

/* Triangle, signed change, and what it is against, cut to the card. */
static void draw_delta(Layout *l, Frame *f, TagId tag, const Delta *d,
                       double left_pt, double room_pt, double baseline_pt)
{
    const Palette *c = &l->t->colors;
    Color color = tone_color(l->t, (Tone)d->tone, c->ink_2);
    double mark = d->arrow == ARROW_NONE ? 0 : 8.5;
    double change = role_width_pt(l, TEXT_KPI_DELTA, d->text);
    double rest = room_pt - mark - change - 3.5;
    double x = left_pt;
    Str versus = text_cut(l->t->book, l->a, d->versus,
                          style_setting(&l->t->text[TEXT_CAPTION], 0),
                          rest > 0 ? rest : 0, CUT_END);
    double right = left_pt + room_pt;

    if (mark > 0)
        draw_triangle(l, f, d, color, l->rtl ? right - 6 : x, baseline_pt);
    x = l->rtl ? right - mark - change : x + mark;
    draw_text(l, f, tag, TEXT_KPI_DELTA, d->text, (Point){ x, baseline_pt },
              color);
    if (!versus.len)
        return;
    draw_text(l, f, tag, TEXT_CAPTION, STR(" "),
              (Point){ x + change, baseline_pt }, c->ink_2);
    x = l->rtl ? x - 3.5 - role_width_pt(l, TEXT_CAPTION, versus)
               : x + change + 3.5;
    draw_text(l, f, tag, TEXT_CAPTION, versus, (Point){ x, baseline_pt },
              c->ink_2);
}

/* ---- Target and sparkline ------------------------------------------------ */

static void draw_track(Layout *l, Frame *f, const Kpi *k, double left_pt,
                       double room_pt, double y_pt)
{
    double share = k->target_ratio > 1 ? 1 : k->target_ratio;
    double width = room_pt * share;
    Color color = tone_color(l->t, (Tone)k->target_tone, l->t->colors.accent);

    frame_add_rect(l->a, f, TAG_ARTIFACT,
                   (Rect){ left_pt, y_pt, room_pt, TRACK_PT },
                   l->t->colors.surface_2);
    if (width > 0)
        frame_add_rect(l->a, f, TAG_ARTIFACT,
                       (Rect){ left_pt + start_x(l, room_pt, 0, width), y_pt,
                               width, TRACK_PT },
                       color);
}

static void draw_spark(Layout *l, Frame *f, const Kpi *k, double left_pt,
                       double room_pt, double y_pt)
{
    const Frame *spark =
        spark_frame(l->a, l->t, k->spark, k->spark_count,
                    (Size){ room_pt, SPARK_HEIGHT_PT }, l->t->colors.accent);
    FrameItem *item = list_add(l->a, &f->items);

    *item = (FrameItem){ .kind = FRAME_GROUP,
                         .tag = TAG_ARTIFACT,
                         .at = { left_pt, y_pt } };
    item->as.group.frame = spark;
    item->as.group.is_whole = true;
}

/* ---- Cards --------------------------------------------------------------- */

/* What all the cards of a block have in common, so that their rows align. */
typedef struct {
    double width_pt, inner_pt;
    double label_pt; /* height of the tallest label */
    size_t delta_rows;
    bool any_target, any_spark;
    double height_pt;
} CardPlan;

static Para label_para(const Layout *l, const Kpi *k, const CardPlan *p,
                       TagId tag, Run *run)
{
    *run = (Run){ .text = k->label };
    return (Para){ .runs = { run, 1 },
                   .role = TEXT_KPI_LABEL,
                   .width_pt = p->inner_pt,
                   .tag = tag,
                   .max_lines = 2,
                   .has_color = true,
                   .color = l->t->colors.ink_2 };
}

static Para reason_para(const Kpi *k, const CardPlan *p, TagId tag, Run *run)
{
    *run = (Run){ .text = k->reason };
    return (Para){ .runs = { run, 1 },
                   .role = TEXT_CAPTION,
                   .width_pt = p->inner_pt,
                   .tag = tag,
                   .max_lines = 3 };
}

static size_t reason_rows(Layout *l, const Kpi *k, const CardPlan *p)
{
    Run run;
    if (!k->reason.len)
        return 0;
    Para para = reason_para(k, p, TAG_ARTIFACT, &run);
    return para_lines(l, &para).len;
}

static CardPlan plan_cards(Layout *l, const Kpis *k, double width_pt,
                           size_t per_row)
{
    CardPlan p = { .width_pt = (width_pt - (double)(per_row - 1) * GAP_PT) /
                               (double)per_row };
    p.inner_pt = p.width_pt - 2 * PAD_PT;
    for (size_t i = 0; i < k->item_count; i++) {
        const Kpi *item = &k->items[i];
        Run run;
        Para label = label_para(l, item, &p, TAG_ARTIFACT, &run);
        double height = para_slab(l, &label).height_pt;
        size_t rows = item->delta_count + reason_rows(l, item, &p);

        if (height > p.label_pt)
            p.label_pt = height;
        if (rows > p.delta_rows)
            p.delta_rows = rows;
        p.any_target |= item->target.len > 0;
        p.any_spark |= item->spark_count > 1;
    }
    p.height_pt = PAD_PT + p.label_pt + l->t->text[TEXT_KPI_VALUE].leading_pt +
                  3.5 + 14 * (double)p.delta_rows + (p.any_target ? 21 : 0) +
                  (p.any_spark ? 7 + SPARK_HEIGHT_PT : 0) + PAD_PT - 3.5;
    return p;
}

static double card_deltas(Layout *l, Frame *f, const Kpi *k, const CardPlan *p,
                          TagId body, double y_pt)
{
    for (size_t i = 0; i < k->delta_count; i++)
        draw_delta(l, f, tag_under(l, body, ROLE_P), &k->deltas[i], PAD_PT,
                   p->inner_pt, y_pt + 14 * (double)i + 9);
    if (k->reason.len) {
        Run run;
        Para para = reason_para(k, p, tag_under(l, body, ROLE_P), &run);
        Slab slab = para_slab(l, &para);
        frame_add_group(l->a, f, 0,
                        (Point){ PAD_PT, y_pt + 14 * (double)k->delta_count },
                        slab.frame);
    }
    return y_pt + 14 * (double)p->delta_rows;
}

static double card_target(Layout *l, Frame *f, const Kpi *k, const CardPlan *p,
                          TagId body, double y_pt)
{
    if (k->target.len) {
        Str text = text_cut(l->t->book, l->a, k->target,
                            style_setting(&l->t->text[TEXT_CAPTION], 0),
                            p->inner_pt, CUT_END);
        draw_aligned(l, f, tag_under(l, body, ROLE_P), TEXT_CAPTION, text,
                     PAD_PT, PAD_PT + p->inner_pt, y_pt + 9,
                     l->rtl ? ALIGN_RIGHT : ALIGN_LEFT, l->t->colors.ink_2);
        if (k->target_ratio >= 0)
            draw_track(l, f, k, PAD_PT, p->inner_pt, y_pt + 14);
    }
    return y_pt + (p->any_target ? 21 : 0);
}

static const Frame *card_frame(Layout *l, const Kpi *k, const CardPlan *p,
                               TagId list)
{
    Frame *f = arena_make(l->a, Frame);
    TagId body = tag_under(l, tag_under(l, list, ROLE_LI), ROLE_LBODY);
    Run run;
    double y = PAD_PT;

    f->size = (Size){ p->width_pt, p->height_pt };
    frame_add_rect(l->a, f, TAG_ARTIFACT,
                   (Rect){ 0, 0, p->width_pt, p->height_pt },
                   l->t->colors.surface);
    if (k->is_primary)
        frame_add_rect(
            l->a, f, TAG_ARTIFACT,
            (Rect){ start_x(l, p->width_pt, 0, 2), 0, 2, p->height_pt },
            l->t->colors.accent);
    Para label = label_para(l, k, p, tag_under(l, body, ROLE_P), &run);
    frame_add_group(l->a, f, 0, (Point){ PAD_PT, y },
                    para_slab(l, &label).frame);
    y += p->label_pt;
    draw_value(l, f, tag_under(l, body, ROLE_P), k, PAD_PT, p->inner_pt,
               y + role_baseline_pt(&l->t->text[TEXT_KPI_VALUE]) + 1.75);
    y += l->t->text[TEXT_KPI_VALUE].leading_pt + 3.5;
    y = card_deltas(l, f, k, p, body, y);
    y = card_target(l, f, k, p, body, y);
    if (k->spark_count > 1)
        draw_spark(l, f, k, PAD_PT, p->inner_pt, y + 3.5);
    return f;
}

void kpis_add(Layout *l, Galley *g, const Kpis *k)
{
    if (!k->item_count)
        return;
    size_t per_row = kpi_cards_per_row(g->width_pt, k->item_count);
    CardPlan plan = plan_cards(l, k, g->width_pt, per_row);
    TagId list = tag_under(l, l->parent, ROLE_L);

    tag_attributes(l->a, &l->doc->tags, list)->numbering = LIST_NONE;
    for (size_t from = 0; from < k->item_count; from += per_row) {
        Slab row = { .frame = arena_make(l->a, Frame),
                     .height_pt = plan.height_pt,
                     .before_pt = ROW_GAP_PT,
                     .after_pt = ROW_GAP_PT };
        for (size_t i = 0; i < per_row && from + i < k->item_count; i++) {
            double x = (double)i * (plan.width_pt + GAP_PT);
            frame_add_group(
                l->a, row.frame, 0,
                (Point){ start_x(l, g->width_pt, x, plan.width_pt), 0 },
                card_frame(l, &k->items[from + i], &plan, list));
        }
        row.frame->size = (Size){ g->width_pt, plan.height_pt };
        galley_add(l, g, row);
    }
}
