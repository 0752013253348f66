/* deck_pieces.c - blocks in parts: rows of tables, items of lists, words. */

#include "layout/fit.h"

/* ---- Words -----------------------------------------------------------------
 */

static size_t words_of(Runs runs)
{
    size_t count = 0;
    bool inside = false;

    for (size_t i = 0; i < runs.len; i++)
        for (size_t j = 0; j < runs.at[i].text.len; j++) {
            bool space = runs.at[i].text.at[j] == ' ';
            count += !space && !inside;
            inside = !space;
        }
    return count;
}

/* Where word `count` (from 0) begins: its run and the byte in it. */
static void find_word(Runs runs, size_t count, size_t *run, size_t *byte)
{
    bool inside = false;

    for (*run = 0; *run < runs.len; ++*run)
        for (*byte = 0; *byte < runs.at[*run].text.len; ++*byte) {
            bool space = runs.at[*run].text.at[*byte] == ' ';
            if (!space && !inside && count-- == 0)
                return;
            inside = !space;
        }
    *byte = 0;
}

static Runs runs_slice(Arena *a, Runs from, size_t run, size_t byte, bool head)
{
    size_t first = head ? 0 : run;
    size_t count = head ? run + (byte > 0) : from.len - run;
    Run *to = arena_make_array(a, Run, count + 1);

    for (size_t i = 0; i < count; i++)
        to[i] = from.at[first + i];
    if (head && byte > 0)
        to[count - 1].text = str_slice(to[count - 1].text, 0, byte);
    if (!head && count)
        to[0].text = str_slice(to[0].text, byte, to[0].text.len);
    return (Runs){ to, count };
}

/* ---- Splitting -------------------------------------------------------------
 */

size_t block_pieces(const Block *b)
{
    switch ((BlockKind)b->kind) {
    case BLOCK_TABLE:
        return b->as.table->row_count;
    case BLOCK_LIST:
        return b->as.list.item_count;
    case BLOCK_PARAGRAPH:
        return words_of(b->as.paragraph.runs);
    default:
        return 0;
    }
}

static void split_table(Fitter *f, size_t count, Block *head, Block *tail)
{
    const Table *t = head->as.table;
    Table *first = arena_make(f->a, Table), *second = arena_make(f->a, Table);

    *first = *second = *t;
    first->row_count = count;
    first->note = (Runs){ 0 };
    second->rows = t->rows + count;
    second->row_count = t->row_count - count;
    head->as.table = first;
    tail->as.table = second;
}

static void split_list(size_t count, Block *head, Block *tail)
{
    List *first = &head->as.list, *second = &tail->as.list;

    second->items += count;
    second->item_count -= count;
    second->start += (uint32_t)count;
    first->item_count = count;
}

static void split_words(Fitter *f, size_t count, Block *head, Block *tail)
{
    Runs all = head->as.paragraph.runs;
    size_t run, byte;

    find_word(all, count, &run, &byte);
    head->as.paragraph.runs = runs_slice(f->a, all, run, byte, true);
    tail->as.paragraph.runs = runs_slice(f->a, all, run, byte, false);
}

void block_split(Fitter *f, const Block *b, size_t count, Block *head,
                 Block *tail)
{
    *head = *tail = *b;
    tail->id = (Str){ 0 };
    if (b->kind == BLOCK_TABLE)
        split_table(f, count, head, tail);
    else if (b->kind == BLOCK_LIST)
        split_list(count, head, tail);
    else
        split_words(f, count, head, tail);
}

static Runs with_ellipsis(Arena *a, Runs from)
{
    Run *to = arena_make_array(a, Run, from.len + 1);

    for (size_t i = 0; i < from.len; i++)
        to[i] = from.at[i];
    if (from.len) {
        Run *last = &to[from.len - 1];
        size_t len = last->text.len;
        while (len && last->text.at[len - 1] == ' ')
            len--;
        last->text = str_format(a, "%.*s…", (int)len, last->text.at);
    }
    return (Runs){ to, from.len };
}

void block_end(Fitter *f, Block *b)
{
    if (b->kind == BLOCK_PARAGRAPH) {
        b->as.paragraph.runs = with_ellipsis(f->a, b->as.paragraph.runs);
    } else if (b->kind == BLOCK_LIST && b->as.list.item_count) {
        List *list = &b->as.list;
        ListItem *items = arena_make_array(f->a, ListItem, list->item_count);
        for (size_t i = 0; i < list->item_count; i++)
            items[i] = list->items[i];
        ListItem *last = &items[list->item_count - 1];
        if (last->body.len && last->body.at[0].kind == BLOCK_PARAGRAPH) {
            Block *body = arena_make(f->a, Block);
            *body = last->body.at[0];
            body->as.paragraph.runs =
                with_ellipsis(f->a, body->as.paragraph.runs);
            last->body = (Blocks){ body, 1 };
        }
        list->items = items;
    } else if (b->kind == BLOCK_TABLE && b->as.table->row_count) {
        Table *t = arena_make(f->a, Table);
        Row *rows = arena_make_array(f->a, Row, b->as.table->row_count);
        Cell *cells = arena_make_array(f->a, Cell, 1);
        *t = *b->as.table;
        for (size_t i = 0; i < t->row_count; i++)
            rows[i] = t->rows[i];
        cells[0] =
            (Cell){ .text = STR("…"), .col_span = (uint16_t)t->column_count };
        rows[t->row_count - 1] = (Row){ .cells = cells, .cell_count = 1 };
        t->rows = rows;
        b->as.table = t;
    }
}

/* ---- Wide tables -----------------------------------------------------------
 */

static bool is_in(const TableStretch *s, size_t column)
{
    for (size_t i = 0; i < s->len; i++)
        if (s->columns[i] == column)
            return true;
    return false;
}

/* The cells of a row that stand in these columns. */
static Row row_narrowed(Arena *a, const Row *from, const TableStretch *s)
{
    Row row = *from;
    Cell *cells = arena_make_array(a, Cell, from->cell_count);
    size_t count = 0;

    for (size_t i = 0, column = 0; i < from->cell_count; i++) {
        size_t span = from->cells[i].col_span ? from->cells[i].col_span : 1;
        size_t shown = 0;
        for (size_t k = column; k < column + span; k++)
            shown += is_in(s, k);
        column += span;
        if (!shown)
            continue;
        cells[count] = from->cells[i];
        cells[count++].col_span = (uint16_t)(shown > 1 ? shown : 0);
    }
    row.cells = cells;
    row.cell_count = (uint16_t)count;
    return row;
}

static Table *table_narrowed(Arena *a, const Table *from, const TableStretch *s)
{
    Table *t = arena_make(a, Table);
    Column *columns = arena_make_array(a, Column, s->len);
    Row *rows = arena_make_array(a, Row, from->row_count);

    *t = *from;
    for (size_t i = 0; i < s->len; i++)
        columns[i] = from->columns[s->columns[i]];
    for (size_t i = 0; i < from->row_count; i++)
        rows[i] = row_narrowed(a, &from->rows[i], s);
    t->columns = columns;
    t->column_count = s->len;
    t->rows = rows;
    return t;
}

/* Two rows of cards leave no room for their sparklines. */
static void cards_lowered(Fitter *f, Block *b)
{
    const Kpis *from = &b->as.kpis;
    Kpi *items = arena_make_array(f->a, Kpi, from->item_count);

    for (size_t i = 0; i < from->item_count; i++) {
        items[i] = from->items[i];
        items[i].spark_count = 0;
    }
    b->as.kpis.items = items;
}

enum { CARDS_OF_A_ROW = 4 };

Blocks slot_prepared(Fitter *f, Blocks blocks, Rect box, double least_scale)
{
    BlockList out = { 0 };

    f->table_scale = 0;
    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        TableStretches s = { 0 };
        if (b->kind == BLOCK_TABLE) {
            s = table_stretches(f->env, f->l.a, f->l.t, f->l.r, b->as.table,
                                box.width_pt / SLIDE_SCALE);
            if (s.len > 1) {
                f->table_scale = least_scale;
                s = table_stretches(f->env, f->l.a, f->l.t, f->l.r, b->as.table,
                                    box.width_pt / least_scale);
            }
        }
        for (size_t j = 0; j < s.len && s.len > 1; j++) {
            Block *part = list_add(f->a, &out);
            *part = *b;
            part->as.table = table_narrowed(f->a, b->as.table, &s.at[j]);
        }
        if (s.len <= 1)
            *list_add(f->a, &out) = *b;
        if (b->kind == BLOCK_KPIS && b->as.kpis.item_count > CARDS_OF_A_ROW)
            cards_lowered(f, &out.at[out.len - 1]);
    }
    return (Blocks){ out.at, out.len };
}
