/* table.c - tables: caption, head, rows, and what stays together. */

#include "layout/table.h"

#define HEAD_PAD_PT 3.5

/* ---- Head ---------------------------------------------------------------- */

static bool has_groups(const TablePlan *p)
{
    for (size_t i = 0; i < p->len; i++)
        if (p->at[i].column->group.len)
            return true;
    return false;
}

static void head_attributes(Layout *l, TagId tag, size_t span)
{
    if (TAG_IS_ARTIFACT(tag))
        return;
    TagAttributes *a = tag_attributes(l->a, &l->doc->tags, tag);
    a->scope = SCOPE_COLUMN;
    a->col_span = span > 1 ? (uint16_t)span : 0;
}

static Para label_para(const TablePlan *p, const PlannedColumn *c, Str text,
                       double width_pt, TagId tag, Run *run)
{
    *run = (Run){ .text = text };
    return (Para){ .runs = { run, 1 },
                   .style = &p->head,
                   .width_pt = width_pt,
                   .tag = tag,
                   .align = c->column->align,
                   .hyphenate = c->head_word_pt > width_pt,
                   .max_lines = 3 };
}

static Slab head_cell(Layout *l, const TablePlan *p, const PlannedColumn *c,
                      TagId tr)
{
    Run run;
    TagId tag = tag_under(l, tr, ROLE_TH);
    Para para =
        label_para(p, c, c->column->label,
                   c->width_pt - c->pad_start_pt - c->pad_end_pt, tag, &run);

    head_attributes(l, tag, 1);
    return para_slab(l, &para);
}

/* The labels of the columns, their last lines level. */
static void draw_labels(Layout *l, Slab *head, const TablePlan *p, TagId tr)
{
    Slab *cells = arena_make_array(l->env->scratch, Slab, p->len);
    double height = p->head.leading_pt;

    for (size_t i = 0; i < p->len; i++) {
        cells[i] = head_cell(l, p, &p->at[i], tr);
        if (cells[i].height_pt > height)
            height = cells[i].height_pt;
    }
    for (size_t i = 0; i < p->len; i++) {
        const PlannedColumn *c = &p->at[i];
        double x = start_x(l, p->width_pt, c->x_pt, c->width_pt);
        slab_merge(l, head, &cells[i],
                   x + (l->rtl ? c->pad_end_pt : c->pad_start_pt),
                   head->height_pt + HEAD_PAD_PT + height - cells[i].height_pt);
    }
    head->height_pt += height + 2 * HEAD_PAD_PT;
}

static size_t group_span(const TablePlan *p, size_t first)
{
    size_t end = first + 1;

    while (end < p->len && p->at[first].column->group.len &&
           str_equal(p->at[end].column->group, p->at[first].column->group))
        end++;
    return end - first;
}

/* Names over neighbouring columns, a rule under each. */
static void draw_groups(Layout *l, Slab *head, const TablePlan *p, TagId tr)
{
    for (size_t i = 0, span; i < p->len; i += span) {
        const PlannedColumn *c = &p->at[i];
        const PlannedColumn *last = &p->at[i + (span = group_span(p, i)) - 1];
        double left = c->x_pt + c->pad_start_pt;
        double width = last->x_pt + last->width_pt - last->pad_end_pt - left;
        double x = start_x(l, p->width_pt, left, width);
        bool is_named = c->column->group.len > 0;
        TagId tag = tag_under(l, tr, is_named ? ROLE_TH : ROLE_TD);
        Run run;

        if (!is_named)
            continue;
        head_attributes(l, tag, span);
        Para para = label_para(p, c, c->column->group, width, tag, &run);
        para.align = ALIGN_CENTER;
        Slab label = para_slab(l, &para);
        slab_merge(l, head, &label, x, HEAD_PAD_PT);
        frame_add_rule(
            l->a, head->frame, TAG_ARTIFACT,
            (Point){ x, HEAD_PAD_PT * 2 + p->head.leading_pt },
            (Point){ x + width, HEAD_PAD_PT * 2 + p->head.leading_pt }, 0.5,
            l->t->colors.rule_strong);
    }
    head->height_pt += p->head.leading_pt + 2 * HEAD_PAD_PT;
}

static Slab head_slab(Layout *l, const TablePlan *p, TagId parent)
{
    ArenaMark mark = arena_save(l->env->scratch);
    Slab head = { .frame = arena_make(l->a, Frame), .keep_with_next = true };

    if (has_groups(p))
        draw_groups(l, &head, p, tag_under(l, parent, ROLE_TR));
    draw_labels(l, &head, p, tag_under(l, parent, ROLE_TR));
    frame_add_rule(l->a, head.frame, TAG_ARTIFACT, (Point){ 0, head.height_pt },
                   (Point){ p->width_pt, head.height_pt }, 0.75,
                   l->t->colors.rule_strong);
    head.frame->size = (Size){ p->width_pt, head.height_pt };
    arena_rewind(l->env->scratch, mark);
    return head;
}

/* ---- Caption and note ---------------------------------------------------- */

static Runs caption_runs(Layout *l, const Table *t, bool continued)
{
    Run *runs = arena_make_array(l->a, Run, t->title.len + 2);
    size_t count = 0;

    if (t->number.len)
        runs[count++] =
            (Run){ .text = str_format(l->a, "%.*s\u2002", STR_ARG(t->number)),
                   .tone = TONE_MUTED };
    if (t->title.len)
        memcpy(runs + count, t->title.at, t->title.len * sizeof *runs);
    count += t->title.len;
    if (continued && l->r->words_continued.len)
        runs[count++] =
            (Run){ .text = str_format(l->a, " (%.*s)",
                                      STR_ARG(l->r->words_continued)),
                   .tone = TONE_MUTED };
    return (Runs){ runs, count };
}

static Slab caption_slab(Layout *l, const Table *t, double width_pt, TagId tag,
                         bool continued)
{
    Para para = { .runs = caption_runs(l, t, continued),
                  .role = TEXT_CHART_TITLE,
                  .width_pt = width_pt,
                  .tag = tag };
    Slab slab = para_slab(l, &para);

    slab.before_pt = 14;
    slab.after_pt = 3.5;
    slab.keep_with_next = true;
    return slab;
}

static void note_add(Layout *l, Galley *g, const Table *t)
{
    Para para = { .runs = t->note,
                  .role = TEXT_NOTE,
                  .width_pt = g->width_pt,
                  .tag = tag_under(l, l->parent, ROLE_P) };
    Slab slab = para_slab(l, &para);

    slab.before_pt = 3.5;
    slab.after_pt = 14;
    galley_add(l, g, slab);
}

/* What stands at the top of each further page: caption, head. */
static const RepeatedHead *repeated_head(Layout *l, const Table *t,
                                         const TablePlan *p)
{
    RepeatedHead *again = arena_make(l->a, RepeatedHead);
    Slab head = head_slab(l, p, TAG_ARTIFACT);
    Slab all = { .frame = arena_make(l->a, Frame) };

    if (t->title.len) {
        Slab caption = caption_slab(l, t, p->width_pt, TAG_ARTIFACT, true);
        slab_merge(l, &all, &caption, 0, 0);
        all.height_pt = caption.height_pt + 3.5;
    }
    slab_merge(l, &all, &head, 0, all.height_pt);
    again->frame = all.frame;
    again->height_pt = all.height_pt + head.height_pt;
    return again;
}

/* ---- Rows ---------------------------------------------------------------- */

enum { WHOLE_ROWS = 10 /* tables up to here are not divided */ };

bool table_row_keeps(const Table *t, size_t i)
{
    if (i + 1 >= t->row_count)
        return false;
    if (t->row_count <= WHOLE_ROWS)
        return true;
    return i == 0 || i + 2 == t->row_count || t->rows[i].kind == ROW_GROUP ||
           t->rows[i + 1].kind == ROW_TOTAL ||
           t->rows[i + 1].kind == ROW_SUBTOTAL;
}

static void end_rule(Layout *l, Slab *last, const TablePlan *p)
{
    frame_add_rule(l->a, last->frame, TAG_ARTIFACT,
                   (Point){ 0, last->height_pt },
                   (Point){ p->width_pt, last->height_pt }, 0.75,
                   l->t->colors.rule_strong);
}

/* Totals that end the table are its foot, if there is a body before them. */
static Role rows_role(const Table *t, size_t i)
{
    for (size_t k = i; k < t->row_count; k++)
        if (t->rows[k].kind != ROW_TOTAL)
            return ROLE_TBODY;
    return t->rows[0].kind == ROW_TOTAL ? ROLE_TBODY : ROLE_TFOOT;
}

static void row_add(Layout *l, Galley *g, const RowSetting *s, size_t i,
                    size_t number, const RepeatedHead *head)
{
    const Table *t = s->table;
    ArenaMark mark = arena_save(l->env->scratch);
    RowSlabs slabs = { 0 };

    thing_begins(l, &t->rows[i]);
    row_compose(s, &t->rows[i], number,
                grid_height_pt(l->grid) - head->height_pt, &slabs);
    for (size_t k = 0; k < slabs.len; k++) {
        Slab *slab = &slabs.at[k];
        bool is_last = k + 1 == slabs.len;
        slab->head = head;
        slab->keep_with_next = is_last && table_row_keeps(t, i);
        if (is_last && i + 1 == t->row_count) {
            end_rule(l, slab, s->plan);
            slab->after_pt = t->note.len ? 3.5 : 21;
            slab->keep_with_next = t->note.len != 0;
        }
        galley_add(l, g, *slab);
        if (l->failed)
            break;
    }
    arena_rewind(l->env->scratch, mark);
}

static void rows_add(Layout *l, Galley *g, const Table *t, const TablePlan *p,
                     TagId table)
{
    const RepeatedHead *head = repeated_head(l, t, p);
    RowSetting s = { l, t, p, 0 };
    Role role = ROLE_TABLE; /* neither body nor foot yet */
    size_t number = 0;

    for (size_t i = 0; i < t->row_count && !l->failed; i++) {
        if (rows_role(t, i) != role) {
            role = rows_role(t, i);
            s.parent = tag_under(l, table, role);
        }
        row_add(l, g, &s, i, number, head);
        number = t->rows[i].kind == ROW_BODY ? number + 1 : 0;
    }
}

static void part_add(Layout *l, Galley *g, const Table *t, const TablePlan *p,
                     bool continued)
{
    TagId table = tag_under(l, l->parent, ROLE_TABLE);

    if (t->title.len)
        galley_add(l, g,
                   caption_slab(l, t, g->width_pt,
                                tag_under(l, table, ROLE_CAPTION), continued));
    Slab head = head_slab(l, p, tag_under(l, table, ROLE_THEAD));
    head.before_pt = t->title.len ? 0 : 7;
    galley_add(l, g, head);
    rows_add(l, g, t, p, table);
}

/* A table with more columns than fit is set in parts, one below the other,
 * each with the columns that head its rows. */
void table_add(Layout *l, Galley *g, const Table *t)
{
    size_t next = 0;

    if (!t->row_count || !t->column_count)
        return;
    while (next < t->column_count && !l->failed) {
        bool continued = next > 0;
        TablePlan plan = table_choose(l, t, g->width_pt, &next);
        part_add(l, g, t, &plan, continued);
    }
    if (t->note.len)
        note_add(l, g, t);
}
