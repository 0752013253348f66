/* table_plan.c - how wide the columns of a table are. */

#include "layout/table.h"

#include <float.h>
#include <stdlib.h>

enum {
    WORD_SAMPLES = 1000,
    HEAD_WHOLE_PT = 70, /* headings up to here rather not wrap */
    DECENT_PT = 84      /* so much a column of words should have */
};

/* ---- What the cells want ------------------------------------------------- */

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double widest_word(Layout *l, Str s, TextSetting setting)
{
    double most = 0;

    for (size_t i = 0; i < s.len;) {
        size_t end = i;
        while (end < s.len && s.at[end] != ' ' && s.at[end] != '\n')
            end++;
        if (end > i)
            most = larger(
                most, text_width_pt(l->t->book, str_slice(s, i, end), setting));
        i = end + 1;
    }
    return most;
}

static Str cell_words(Layout *l, const Cell *c)
{
    return c->runs ? runs_text(l->env->scratch, *c->runs) : c->text;
}

static bool row_is_bold(const Row *r)
{
    return r->kind != ROW_BODY;
}

/* Room a look needs beside the words of its cell. */
static double look_pt(const Column *c)
{
    switch ((CellLook)c->look) {
    case CELL_PILL:
        return 10.5;
    case CELL_SPARK:
        return 56;
    case CELL_BAR:
        return 28;
    case CELL_TEXT:
        break;
    }
    return 0;
}

static void measure_cell(Layout *l, const TablePlan *p, PlannedColumn *c,
                         const Cell *cell, bool bold, bool words)
{
    TextSetting setting = style_setting(&p->body, bold ? FONT_BOLD : 0);
    ArenaMark mark = arena_save(l->env->scratch);
    Str text = cell_words(l, cell);
    double width = text.len ? text_width_pt(l->t->book, text, setting) : 0;

    width += cell->indent * 10.5 + look_pt(c->column);
    c->cells_pt = larger(c->cells_pt, width);
    if (words && !c->column->is_numeric)
        c->word_pt =
            larger(c->word_pt, widest_word(l, text, setting) +
                                   cell->indent * 10.5 + look_pt(c->column));
    arena_rewind(l->env->scratch, mark);
}

static void measure_row(Layout *l, const Table *t, TablePlan *p,
                        const size_t *planned, const Row *row, bool words)
{
    for (size_t i = 0, column = 0; i < row->cell_count; i++) {
        const Cell *cell = &row->cells[i];
        size_t span = cell->col_span ? cell->col_span : 1;
        if (span == 1 && column < t->column_count && planned[column])
            measure_cell(l, p, &p->at[planned[column] - 1], cell,
                         row_is_bold(row), words);
        column += span;
    }
}

static void measure(Layout *l, const Table *t, TablePlan *p)
{
    ArenaMark mark = arena_save(l->env->scratch);
    /* 1 + place among the planned columns, by column of the table */
    size_t *planned =
        arena_make_array(l->env->scratch, size_t, t->column_count);
    size_t step = 1 + t->row_count / WORD_SAMPLES;
    TextSetting head = style_setting(&p->head, 0);

    for (size_t i = 0; i < p->len; i++) {
        PlannedColumn *c = &p->at[i];
        planned[c->index] = i + 1;
        c->cells_pt = c->word_pt = 0;
        c->head_pt = text_width_pt(l->t->book, c->column->label, head);
        c->head_word_pt = widest_word(l, c->column->label, head);
    }
    for (size_t i = 0; i < t->row_count; i++)
        measure_row(l, t, p, planned, &t->rows[i], i % step == 0);
    arena_rewind(l->env->scratch, mark);
}

/* ---- Sharing the room ---------------------------------------------------- */

/* The least and the natural width of a column, padding included. */
typedef struct {
    double least, natural;
} Wants;

static Wants column_wants(const PlannedColumn *c)
{
    double pads = c->pad_start_pt + c->pad_end_pt;
    const Column *column = c->column;
    Wants w;

    if (column->width == WIDTH_FIXED) {
        w.least = w.natural = column->measure;
        return w;
    }
    if (column->is_numeric || column->look != CELL_TEXT) {
        w.least = larger(c->cells_pt, c->head_word_pt);
        w.natural =
            larger(w.least, c->head_pt < HEAD_WHOLE_PT ? c->head_pt : 0);
    } else {
        w.least = larger(c->word_pt, c->head_word_pt);
        /* a word of half a page does not decide for the whole table */
        if (w.least > 140)
            w.least = 140;
        w.natural = larger(larger(c->cells_pt, c->head_word_pt), w.least);
        if (c->head_pt < HEAD_WHOLE_PT)
            w.natural = larger(w.natural, c->head_pt);
    }
    w.least += pads;
    w.natural += pads;
    return w;
}

static double least_sum(const TablePlan *p)
{
    double sum = 0;
    for (size_t i = 0; i < p->len; i++)
        sum += column_wants(&p->at[i]).least;
    return sum;
}

/* What a column of words should have: most names on one line. */
static double decent_pt(const Wants *w)
{
    double decent = w->natural < DECENT_PT ? w->natural : DECENT_PT;
    return larger(decent, w->least);
}

static double decent_sum(const TablePlan *p)
{
    double sum = 0;
    for (size_t i = 0; i < p->len; i++) {
        Wants w = column_wants(&p->at[i]);
        sum += p->at[i].column->is_numeric ? w.least : decent_pt(&w);
    }
    return sum;
}

static bool takes_rest(const PlannedColumn *c)
{
    return c->column->width == WIDTH_FRACTION;
}

/* Columns in fractions of what the others leave, none below what it has. */
static void share_fractions(TablePlan *p, double rest, double weights)
{
    for (size_t i = 0; i < p->len; i++) {
        PlannedColumn *c = &p->at[i];
        if (!takes_rest(c))
            continue;
        double share = weights > 0 ? rest * c->column->measure / weights : 0;
        c->width_pt = larger(share, c->width_pt);
        rest -= c->width_pt;
        weights -= c->column->measure;
    }
}

/* What a column has once names stand on one line, before headings do. */
static double middle_pt(const PlannedColumn *c, const Wants *w)
{
    return c->column->is_numeric ? w->least : decent_pt(w);
}

static double most_pt(const PlannedColumn *c, const Wants *w)
{
    return takes_rest(c) ? decent_pt(w) : larger(w->natural, middle_pt(c, w));
}

/*
 * First every column gets its least, then names their line, then headings
 * theirs; the step that there is not enough room for is shared alike.  What is
 * left over is returned.
 */
static double share_between(TablePlan *p, double room)
{
    double least = 0, middle = 0, most = 0, used = 0;

    for (size_t i = 0; i < p->len; i++) {
        Wants w = column_wants(&p->at[i]);
        least += w.least;
        middle += middle_pt(&p->at[i], &w);
        most += most_pt(&p->at[i], &w);
    }
    bool has_middle = room >= middle;
    double from = has_middle ? middle : least, to = has_middle ? most : middle;
    double share = to > from ? (room - from) / (to - from) : 1;

    share = share > 1 ? 1 : share;
    for (size_t i = 0; i < p->len; i++) {
        PlannedColumn *c = &p->at[i];
        Wants w = column_wants(c);
        double low = has_middle ? middle_pt(c, &w) : w.least;
        double high = has_middle ? most_pt(c, &w) : middle_pt(c, &w);
        c->width_pt = low + (high - low) * share;
        used += c->width_pt;
    }
    return room - used;
}

/* What is left over goes to all columns, twice as much to those of words. */
static void spread(TablePlan *p, double rest)
{
    double weights = 0;

    for (size_t i = 0; i < p->len; i++)
        weights += p->at[i].column->width == WIDTH_FIXED ? 0
                   : p->at[i].column->is_numeric         ? 1
                                                         : 2;
    if (weights == 0 || rest <= 0)
        return;
    for (size_t i = 0; i < p->len; i++)
        if (p->at[i].column->width != WIDTH_FIXED)
            p->at[i].width_pt +=
                rest * (p->at[i].column->is_numeric ? 1 : 2) / weights;
}

static void share_room(TablePlan *p, double room_pt)
{
    double weights = 0, fixed = 0, x = 0;
    double rest = share_between(p, room_pt);

    for (size_t i = 0; i < p->len; i++) {
        if (takes_rest(&p->at[i]))
            weights += p->at[i].column->measure;
        else
            fixed += p->at[i].width_pt;
    }
    if (weights > 0)
        share_fractions(p, room_pt - fixed, weights);
    else
        spread(p, rest);
    for (size_t i = 0; i < p->len; i++) {
        p->at[i].x_pt = x;
        x += p->at[i].width_pt;
    }
    p->width_pt = x;
}

/* ---- Type, padding, height ----------------------------------------------- */

static void set_padding(TablePlan *p, double pad_pt)
{
    p->pad_pt = pad_pt;
    for (size_t i = 0; i < p->len; i++) {
        p->at[i].pad_start_pt = i == 0 ? 0 : pad_pt;
        p->at[i].pad_end_pt = i + 1 == p->len ? 0 : pad_pt;
    }
}

static void set_type(Layout *l, TablePlan *p, double size_pt)
{
    double scale = size_pt / l->t->text[TEXT_TABLE].size_pt;

    p->body = l->t->text[TEXT_TABLE];
    p->head = l->t->text[TEXT_TABLE_HEAD];
    p->body.size_pt *= scale;
    p->body.leading_pt *= scale;
    p->head.size_pt *= scale;
    p->head.leading_pt *= scale;
}

static double pitch_of(Density d)
{
    return d == DENSITY_COMPACT ? 14 : d == DENSITY_ROOMY ? 21 : 17.5;
}

static TablePlan begin_plan(Layout *l, const Table *t,
                            const ColumnChoice *choice)
{
    TablePlan p = { .len = choice->len };

    p.at = arena_make_array(l->a, PlannedColumn, choice->len);
    for (size_t i = 0; i < choice->len; i++) {
        p.at[i].index = choice->at[i];
        p.at[i].column = &t->columns[choice->at[i]];
    }
    p.pitch_pt = pitch_of((Density)t->density);
    p.zebra = t->row_count >= 8 && choice->len >= 6;
    return p;
}

/* Type and padding, from the roomiest to the tightest. */
static const struct {
    double share, pad_pt; /* share of the role's size */
} STEPS[] = { { 1, 7 }, { 1, 4.5 }, { 7.5 / 8.5, 4.5 }, { 7 / 8.5, 3.5 } };

/* Words grow with the type; what a look adds beside them does not. */
static void rescale(TablePlan *p, double ratio)
{
    for (size_t i = 0; i < p->len; i++) {
        PlannedColumn *c = &p->at[i];
        double look = look_pt(c->column);
        c->cells_pt = (c->cells_pt - look) * ratio + look;
        c->word_pt = (c->word_pt - look) * ratio + look;
        c->head_pt *= ratio;
        c->head_word_pt *= ratio;
    }
}

static void take_step(Layout *l, const Table *t, TablePlan *p, size_t step)
{
    double size = l->t->text[TEXT_TABLE].size_pt * STEPS[step].share;

    if (size < 7)
        size = 7;
    set_padding(p, STEPS[step].pad_pt);
    if (p->body.size_pt == 0) {
        set_type(l, p, size);
        measure(l, t, p);
    } else if (size != p->body.size_pt) {
        rescale(p, size / p->body.size_pt);
        set_type(l, p, size);
    }
}

/*
 * Widths for the columns of `choice` in `room_pt`.  False if even the least
 * widths, smallest type and padding are too wide.
 */
static bool table_plan(Layout *l, const Table *t, const ColumnChoice *choice,
                       double room_pt, TablePlan *out)
{
    size_t step = 0;

    *out = begin_plan(l, t, choice);
    take_step(l, t, out, step);
    while (step + 1 < COUNT_OF(STEPS) && !fits(room_pt, decent_sum(out)))
        take_step(l, t, out, ++step);
    if (!fits(room_pt, decent_sum(out))) {
        /* words must wrap; then rather in type of the usual size */
        take_step(l, t, out, step = 0);
        while (step + 1 < COUNT_OF(STEPS) && !fits(room_pt, least_sum(out)))
            take_step(l, t, out, ++step);
    }
    bool ok = fits(room_pt, least_sum(out));
    share_room(out, room_pt);
    return ok;
}

/* ---- Too many columns ---------------------------------------------------- */

static bool has_priorities(const Table *t)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i].priority)
            return true;
    return false;
}

static int rank_of(const Column *c)
{
    return c->is_header ? 0 : c->priority ? c->priority : UINT8_MAX + 1;
}

/* Columns in the order in which they are dealt to parts: as written, or the
 * heads of rows and then by priority. */
static size_t *dealt_order(Layout *l, const Table *t)
{
    size_t *order = arena_make_array(l->a, size_t, t->column_count);
    bool by_priority = has_priorities(t);

    for (size_t i = 0; i < t->column_count; i++) {
        size_t k = i;
        while (by_priority && k &&
               rank_of(&t->columns[i]) < rank_of(&t->columns[order[k - 1]])) {
            order[k] = order[k - 1];
            k--;
        }
        order[k] = i;
    }
    return order;
}

static int index_compare(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return x < y ? -1 : x > y;
}

TablePlan table_choose(Layout *l, const Table *t, double room_pt, size_t *next)
{
    ColumnChoice choice = { arena_make_array(l->a, size_t, t->column_count),
                            0 };
    const size_t *order = dealt_order(l, t);
    TablePlan plan;

    for (size_t i = 0; i < t->column_count && i < *next; i++)
        if (t->columns[order[i]].is_header)
            choice.at[choice.len++] = order[i];
    size_t heads = choice.len;
    choice.len = heads + (t->column_count - *next);
    for (size_t i = *next; i < t->column_count; i++)
        choice.at[heads + i - *next] = order[i];
    /* drop columns from the end until it fits; one must stay */
    while (!table_plan(l, t, &choice, room_pt, &plan) && choice.len > heads + 1)
        choice.len--;
    *next += choice.len - heads;
    if (has_priorities(t)) { /* as they are written again */
        qsort(choice.at, choice.len, sizeof *choice.at, index_compare);
        table_plan(l, t, &choice, room_pt, &plan);
    }
    return plan;
}

TableStretches table_stretches(Env *env, Arena *a, const Theme *t,
                               const Report *report, const Table *table,
                               double width_pt)
{
    Layout l = { .env = env,
                 .a = a,
                 .t = t,
                 .r = report,
                 .locale = report->locale,
                 .rtl = locale_is_rtl(report->locale) };
    LIST(TableStretch) list = { 0 };

    for (size_t next = 0; next < table->column_count;) {
        TablePlan p = table_choose(&l, table, width_pt, &next);
        size_t *columns = arena_make_array(a, size_t, p.len);
        double *widths = arena_make_array(a, double, p.len);
        for (size_t i = 0; i < p.len; i++) {
            columns[i] = p.at[i].index;
            widths[i] = p.at[i].width_pt;
        }
        *list_add(a, &list) =
            (TableStretch){ columns,  widths,     p.len,  p.body.size_pt,
                            p.pad_pt, p.pitch_pt, p.zebra };
    }
    return (TableStretches){ list.at, list.len };
}
