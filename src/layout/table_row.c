/* table_row.c - the rows of a table, cell by cell. */

#include "layout/table.h"

#include <math.h>

/* A cell on its way to the page. */
typedef struct {
    const Cell *cell;
    const PlannedColumn *column;
    double left_pt, right_pt; /* of its words */
    double box_left_pt, box_right_pt;
    TagId tag;
    Lines lines; /* when it takes several, or has emphasis */
    Color color;
    bool is_single;
} SetCell;

/* ---- Where a cell stands ------------------------------------------------- */

static double span_width_pt(const TablePlan *p, size_t first, size_t span)
{
    double sum = 0;
    for (size_t i = first; i < first + span && i < p->len; i++)
        sum += p->at[i].width_pt;
    return sum;
}

static void place_cell(const RowSetting *s, SetCell *c, size_t planned,
                       size_t span)
{
    const TablePlan *p = s->plan;
    const PlannedColumn *last =
        &p->at[planned + span <= p->len ? planned + span - 1 : p->len - 1];
    double width = span_width_pt(p, planned, span);
    double indent = c->cell->indent * 10.5;

    c->column = &p->at[planned];
    c->box_left_pt = start_x(s->l, p->width_pt, c->column->x_pt, width);
    c->box_right_pt = c->box_left_pt + width;
    c->left_pt =
        c->box_left_pt +
        (s->l->rtl ? last->pad_end_pt : c->column->pad_start_pt + indent);
    c->right_pt =
        c->box_right_pt -
        (s->l->rtl ? c->column->pad_start_pt + indent : last->pad_end_pt);
}

static CellLook look_of(const SetCell *c, const Row *row)
{
    return row->kind == ROW_BODY ? (CellLook)c->column->column->look
                                 : CELL_TEXT;
}

/* ---- What is in it ------------------------------------------------------- */

static Color heat_color(const Layout *l, const Cell *cell)
{
    return heat_ground(&l->t->colors, cell->heat);
}

static Color cell_color(const RowSetting *s, const Cell *cell)
{
    const Palette *colors = &s->l->t->colors;

    if (cell->heat)
        return text_on(colors, heat_color(s->l, cell));
    return tone_color(s->l->t, (Tone)cell->tone, colors->ink);
}

static bool one_line(const RowSetting *s, const SetCell *c, TextSetting setting)
{
    if (c->cell->runs)
        return false;
    if (c->column->column->is_numeric)
        return true;
    return fits(c->right_pt - c->left_pt,
                text_width_pt(s->l->t->book, c->cell->text, setting));
}

static Lines cell_lines(const RowSetting *s, const SetCell *c, bool bold)
{
    Run plain = { .text = c->cell->text };
    Para para = { .runs = c->cell->runs ? *c->cell->runs : (Runs){ &plain, 1 },
                  .style = &s->plan->body,
                  .width_pt = c->right_pt - c->left_pt,
                  .tag = c->tag,
                  .align = c->column->column->align,
                  .hyphenate = c->column->word_pt > c->right_pt - c->left_pt,
                  .bold = bold,
                  .has_color = true,
                  .color = c->color };
    return para_lines(s->l, &para);
}

static TagId cell_tag(const RowSetting *s, TagId tr, const SetCell *c,
                      size_t span)
{
    Layout *l = s->l;
    bool is_head = c->column->column->is_header;
    TagId tag = tag_under(l, tr, is_head ? ROLE_TH : ROLE_TD);

    if (is_head)
        tag_attributes(l->a, &l->doc->tags, tag)->scope = SCOPE_ROW;
    if (span > 1)
        tag_attributes(l->a, &l->doc->tags, tag)->col_span = (uint16_t)span;
    return tag;
}

/* The planned columns that [first, first + span) of the table cover. */
static size_t covered(const TablePlan *p, size_t first, size_t span,
                      size_t *planned)
{
    size_t count = 0;
    for (size_t i = 0; i < p->len; i++)
        if (p->at[i].index >= first && p->at[i].index < first + span) {
            if (!count)
                *planned = i;
            count++;
        }
    return count;
}

static size_t set_cells(const RowSetting *s, const Row *row, TagId tr,
                        SetCell *cells, size_t *line_count)
{
    bool bold = row->kind != ROW_BODY;
    TextSetting setting = style_setting(&s->plan->body, bold ? FONT_BOLD : 0);
    size_t count = 0;

    *line_count = 1;
    for (size_t i = 0, column = 0; i < row->cell_count; i++) {
        SetCell *c = &cells[count];
        size_t span = row->cells[i].col_span ? row->cells[i].col_span : 1;
        size_t planned = 0;
        size_t shown = covered(s->plan, column, span, &planned);

        column += span;
        if (!shown)
            continue;
        *c = (SetCell){ .cell = &row->cells[i] };
        place_cell(s, c, planned, shown);
        c->tag = cell_tag(s, tr, c, shown);
        c->color = cell_color(s, c->cell);
        c->is_single = one_line(s, c, setting);
        if (!c->is_single)
            c->lines = cell_lines(s, c, bold);
        if (c->lines.len > *line_count)
            *line_count = c->lines.len;
        count++;
    }
    return count;
}

/* ---- Drawing ------------------------------------------------------------- */

static void draw_backs(const RowSetting *s, Frame *f, const Row *row,
                       size_t number, double height_pt)
{
    const Palette *colors = &s->l->t->colors;
    Rect all = { 0, 0, s->plan->width_pt, height_pt };

    if (row->highlight)
        frame_add_rect(s->l->a, f, TAG_ARTIFACT, all, colors->accent_tint);
    else if (row->kind == ROW_BODY && s->plan->zebra && number % 2 == 1)
        frame_add_rect(s->l->a, f, TAG_ARTIFACT, all, colors->surface);
    if (row->kind == ROW_TOTAL || row->kind == ROW_SUBTOTAL)
        frame_add_rule(s->l->a, f, TAG_ARTIFACT, (Point){ 0, 0 },
                       (Point){ s->plan->width_pt, 0 },
                       row->kind == ROW_TOTAL ? 0.75 : 0.5,
                       row->kind == ROW_TOTAL ? colors->rule_strong
                                              : colors->rule);
    else if (s->plan->pitch_pt < 17.5 && number > 0 && !s->plan->zebra)
        frame_add_rule(s->l->a, f, TAG_ARTIFACT, (Point){ 0, 0 },
                       (Point){ s->plan->width_pt, 0 }, 0.5, colors->rule);
}

static void draw_bar(const RowSetting *s, Frame *f, const SetCell *c)
{
    double height = s->plan->pitch_pt * 0.7;
    double room = c->right_pt - c->left_pt;
    double width = room * (double)c->cell->bar;

    if (!(width > 0))
        return;
    frame_add_rect(
        s->l->a, f, TAG_ARTIFACT,
        (Rect){ c->left_pt + start_x(s->l, room, 0, width),
                (s->plan->pitch_pt - height) / 2, width, height },
        color_mix(s->l->t->colors.accent_tint, s->l->t->colors.accent, 0.12));
}

static void draw_spark(const RowSetting *s, Frame *f, const SetCell *c)
{
    double height = s->plan->pitch_pt - 5;

    if (c->cell->spark_count < 2)
        return;
    FrameItem *item = list_add(s->l->a, &f->items);
    *item = (FrameItem){ .kind = FRAME_GROUP,
                         .tag = TAG_ARTIFACT,
                         .at = { c->left_pt, 2.5 } };
    item->as.group.frame = spark_frame(
        s->l->a, s->l->t, c->cell->spark, c->cell->spark_count,
        (Size){ c->right_pt - c->left_pt, height }, s->l->t->colors.accent);
    item->as.group.is_whole = true;
}

static void draw_single(const RowSetting *s, Frame *f, const SetCell *c,
                        bool bold, double shift_pt, Color color)
{
    const TextStyle *style = &s->plan->body;
    TextSetting setting = style_setting(style, bold ? FONT_BOLD : 0);
    TextLine line = text_line(s->l->t->book, s->l->a, c->cell->text, setting);
    bool at_right = (c->column->column->align == ALIGN_RIGHT) != s->l->rtl;
    double slack = c->right_pt - c->left_pt - line.width_pt;
    double x =
        c->left_pt + (c->column->column->align == ALIGN_CENTER ? slack / 2
                      : at_right ? slack - shift_pt
                                 : shift_pt);
    double y =
        (s->plan->pitch_pt - style->leading_pt) / 2 + role_baseline_pt(style);

    for (size_t i = 0; i < line.run_count; i++)
        frame_add_text(s->l->a, f, c->tag, (Point){ x + line.runs[i].x_pt, y },
                       (TextItem){ .run = line.runs[i].run,
                                   .size_pt = (float)setting.size_pt,
                                   .tracking_em = (float)setting.tracking_em,
                                   .fill = color });
}

/* Words of a status on a plate in the tint of its tone. */
static void draw_pill(const RowSetting *s, Frame *f, const SetCell *c)
{
    const TextStyle *style = &s->plan->body;
    TextSetting setting = style_setting(style, 0);
    double width = text_width_pt(s->l->t->book, c->cell->text, setting) + 10.5;
    double height = s->plan->pitch_pt - 3.5;
    double room = c->right_pt - c->left_pt;
    bool at_right = (c->column->column->align == ALIGN_RIGHT) != s->l->rtl;
    double x = c->left_pt + (at_right ? room - width : 0);
    Color tint = color_mix(
        s->l->t->colors.paper,
        tone_color(s->l->t, (Tone)c->cell->tone, s->l->t->colors.muted), 0.12);
    Path *path = arena_make(s->l->a, Path);

    if (!c->cell->text.len)
        return;
    path_round_rect(s->l->a, path, (Rect){ 0, 0, width, height }, 3.5);
    frame_add_path(s->l->a, f, TAG_ARTIFACT, (Point){ x, 1.75 }, path,
                   (Paint){ .fill = tint, .has_fill = true });
    draw_single(s, f, c, false, 5.25, color_against(c->color, tint, 4.5));
}

static void draw_back(const RowSetting *s, Frame *f, const SetCell *c,
                      double height_pt)
{
    if (c->cell->heat)
        frame_add_rect(s->l->a, f, TAG_ARTIFACT,
                       (Rect){ c->box_left_pt, 0,
                               c->box_right_pt - c->box_left_pt, height_pt },
                       heat_color(s->l, c->cell));
}

static void draw_first(const RowSetting *s, Frame *f, const SetCell *c,
                       const Row *row)
{
    switch (look_of(c, row)) {
    case CELL_PILL:
        if (c->is_single) {
            draw_pill(s, f, c);
            return;
        }
        break;
    case CELL_BAR:
        draw_bar(s, f, c);
        break;
    case CELL_SPARK:
        draw_spark(s, f, c);
        break;
    case CELL_TEXT:
        break;
    }
    if (c->is_single && c->cell->text.len)
        draw_single(s, f, c, row->kind != ROW_BODY, 0, c->color);
}

/* Lines [from, to) of a row as one slab. */
static Slab draw_lines(const RowSetting *s, const Row *row, const SetCell *set,
                       size_t count, size_t number, size_t from, size_t to)
{
    const TablePlan *p = s->plan;
    double leading = p->body.leading_pt;
    double top = (p->pitch_pt - leading) / 2;
    Slab slab = { .frame = arena_make(s->l->a, Frame),
                  .height_pt =
                      p->pitch_pt + (double)(to - from - 1) * leading };

    slab.frame->size = (Size){ p->width_pt, slab.height_pt };
    slab.frame->items.room = count + 1;
    slab.frame->items.at =
        arena_make_array(s->l->a, FrameItem, slab.frame->items.room);
    draw_backs(s, slab.frame, row, number, slab.height_pt);
    for (size_t i = 0; i < count; i++) {
        const SetCell *c = &set[i];
        draw_back(s, slab.frame, c, slab.height_pt);
        if (from == 0)
            draw_first(s, slab.frame, c, row);
        for (size_t n = from; n < to && n < c->lines.len; n++)
            slab_merge(s->l, &slab, &c->lines.at[n], c->left_pt,
                       top + (double)(n - from) * leading);
    }
    return slab;
}

void row_compose(const RowSetting *s, const Row *row, size_t number,
                 double most_pt, RowSlabs *out)
{
    Layout *l = s->l;
    SetCell *cells =
        arena_make_array(l->env->scratch, SetCell, row->cell_count);
    size_t lines;
    TagId tr = tag_under(l, s->parent, ROLE_TR);
    size_t count = set_cells(s, row, tr, cells, &lines);
    double leading = s->plan->body.leading_pt;
    size_t per_page = (size_t)((most_pt - s->plan->pitch_pt) / leading) + 1;

    for (size_t from = 0; from < lines; from += per_page) {
        size_t to = from + per_page < lines ? from + per_page : lines;
        *list_add(l->env->scratch, out) =
            draw_lines(s, row, cells, count, number, from, to);
    }
}
