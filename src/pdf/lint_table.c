/* lint_table.c - rows, spans and headers of a table. */

#include "pdf/lint.h"

/* Wider tables are not made, and hostile spans must not cost memory. */
#define COLUMNS_MAX 4096

/* A table as it is walked, row by row. */
typedef struct {
    Lint *l;
    TagId table;
    size_t columns;      /* of the first row; 0 before it */
    uint32_t *spanned;   /* rows below that a cell still covers, by column */
    bool *column_header; /* a TH heads the column */
    size_t headed_rows;  /* rows from here on that a TH above heads */
    bool is_faulty;
} Grid;

static const Tag *tag_of(const Lint *l, TagId tag)
{
    return &l->doc->tags.list.at[tag];
}

static void grid_fault(Grid *g, const char *rule, TagId tag, const char *what)
{
    lint_fault(g->l, rule, tag, what);
    g->is_faulty = true;
}

static size_t column_span(const Tag *cell)
{
    const TagAttributes *a = cell->attributes;
    return a && a->col_span ? a->col_span : 1;
}

static size_t row_span(const Tag *cell)
{
    const TagAttributes *a = cell->attributes;
    return a && a->row_span ? a->row_span : 1;
}

static bool heads(const Tag *cell, Scope way)
{
    return cell->role == ROLE_TH && cell->attributes &&
           (cell->attributes->scope == way ||
            cell->attributes->scope == SCOPE_BOTH);
}

static bool is_row_group(const Tag *t)
{
    return t->role == ROLE_THEAD || t->role == ROLE_TBODY ||
           t->role == ROLE_TFOOT;
}

/* ---- Order of the parts ---------------------------------------------------
 */

static void check_parts(Grid *g)
{
    int stage = 0; /* THead, TBody, TFoot */
    bool has_groups = false, has_rows = false, has_body = false;

    for (TagId kid = tag_of(g->l, g->table)->first_child; kid;
         kid = tag_of(g->l, kid)->next_sibling) {
        const Tag *t = tag_of(g->l, kid);
        if (t->role == ROLE_TR)
            has_rows = true;
        if (!is_row_group(t))
            continue;
        int its = t->role == ROLE_THEAD ? 1 : t->role == ROLE_TBODY ? 2 : 3;
        if (its < stage || (its == stage && its != 2))
            grid_fault(g, "ua/table-parts", kid,
                       "stands after a part that it must precede (PDF/UA 7.2)");
        stage = its;
        has_groups = true;
        has_body |= its == 2;
    }
    if (has_groups && (has_rows || !has_body))
        grid_fault(g, "ua/table-parts", g->table,
                   has_rows ? "has rows beside its groups (PDF/UA 7.2)"
                            : "has no TBody (PDF/UA 7.2)");
    if (!has_groups && !has_rows)
        grid_fault(g, "ua/table-parts", g->table, "has no rows");
}

/* ---- Rows -----------------------------------------------------------------
 */

static size_t row_width(const Grid *g, TagId row)
{
    size_t width = 0;

    for (TagId cell = tag_of(g->l, row)->first_child; cell;
         cell = tag_of(g->l, cell)->next_sibling)
        width += column_span(tag_of(g->l, cell));
    return width;
}

static size_t column_free(const Grid *g, size_t column)
{
    while (column < g->columns && g->spanned[column])
        column++;
    return column;
}

static bool cell_place(Grid *g, TagId cell, size_t *column)
{
    const Tag *t = tag_of(g->l, cell);
    size_t span = column_span(t);

    *column = column_free(g, *column);
    if (*column + span > g->columns)
        return false;
    for (size_t i = *column; i < *column + span; i++) {
        if (g->spanned[i])
            return false; /* over a cell from above */
        g->spanned[i] = (uint32_t)row_span(t);
        g->column_header[i] |= heads(t, SCOPE_COLUMN);
    }
    *column += span;
    return true;
}

static void check_row(Grid *g, TagId row)
{
    size_t column = 0;
    bool fits_grid = true;

    if (!g->columns)
        g->columns = row_width(g, row);
    if (g->columns > COLUMNS_MAX) {
        grid_fault(g, "ua/table-shape", row, "has too many columns");
        return;
    }
    for (TagId cell = tag_of(g->l, row)->first_child; cell && fits_grid;
         cell = tag_of(g->l, cell)->next_sibling)
        fits_grid = cell_place(g, cell, &column);
    if (!fits_grid || column_free(g, column) != g->columns)
        grid_fault(g, "ua/table-shape", row,
                   "has more or fewer cells than the table's first row "
                   "(PDF/UA 7.2)");
    for (size_t i = 0; i < g->columns; i++)
        g->spanned[i] -= g->spanned[i] > 0;
}

static void check_spans_end(Grid *g, TagId group)
{
    for (size_t i = 0; i < g->columns; i++) {
        if (!g->spanned[i])
            continue;
        grid_fault(g, "ua/table-shape", group,
                   "ends before the rows that a cell spans (PDF/UA 7.2)");
        return;
    }
}

/* ---- Headers ----------------------------------------------------------------
 */

static void row_header_note(Grid *g, TagId row)
{
    for (TagId cell = tag_of(g->l, row)->first_child; cell;
         cell = tag_of(g->l, cell)->next_sibling) {
        const Tag *t = tag_of(g->l, cell);
        if (heads(t, SCOPE_ROW) && row_span(t) > g->headed_rows)
            g->headed_rows = row_span(t);
    }
}

/* True if all that the cell names as its headers are TH. */
static bool headers_exist(const Grid *g, const TagAttributes *a)
{
    for (size_t i = 0; a && i < a->header_count; i++) {
        const Tag *header = map_find(&g->l->ids, a->headers[i]);
        if (!header || header->role != ROLE_TH)
            return false;
    }
    return true;
}

static void check_headed(Grid *g, TagId cell, size_t column)
{
    const Tag *t = tag_of(g->l, cell);
    bool is_headed =
        g->headed_rows || (t->attributes && t->attributes->header_count);

    if (!headers_exist(g, t->attributes))
        grid_fault(g, "ua/headers", cell,
                   "names a header that does not exist (PDF/UA 7.5)");
    if (t->role != ROLE_TD ||
        (!g->l->facts[cell].has_content && !t->first_child))
        return;
    for (size_t i = column; i < column + column_span(t) && !is_headed; i++)
        is_headed = g->column_header[i];
    if (!is_headed)
        grid_fault(g, "ua/headers", cell, "has no header (PDF/UA 7.5)");
}

/* The grid is known to be whole. */
static void check_row_headers(Grid *g, TagId row)
{
    size_t column = 0;

    row_header_note(g, row);
    for (TagId cell = tag_of(g->l, row)->first_child; cell;
         cell = tag_of(g->l, cell)->next_sibling) {
        const Tag *t = tag_of(g->l, cell);
        column = column_free(g, column);
        check_headed(g, cell, column);
        for (size_t i = column; i < column + column_span(t); i++)
            g->spanned[i] = (uint32_t)row_span(t);
        column += column_span(t);
    }
    for (size_t i = 0; i < g->columns; i++)
        g->spanned[i] -= g->spanned[i] > 0;
    g->headed_rows -= g->headed_rows > 0;
}

/* ---- The whole --------------------------------------------------------------
 */

static void each_row(Grid *g, TagId above, void (*visit)(Grid *, TagId))
{
    for (TagId kid = tag_of(g->l, above)->first_child; kid && !g->is_faulty;
         kid = tag_of(g->l, kid)->next_sibling) {
        const Tag *t = tag_of(g->l, kid);
        if (t->role == ROLE_TR)
            visit(g, kid);
        if (!is_row_group(t))
            continue;
        each_row(g, kid, visit);
        if (!g->is_faulty)
            check_spans_end(g, kid);
    }
}

void lint_table(Lint *l, TagId table)
{
    Arena *scratch = l->env->scratch;
    ArenaMark mark = arena_save(scratch);
    Grid g = { .l = l, .table = table };

    g.spanned = arena_make_array(scratch, uint32_t, COLUMNS_MAX + 1);
    g.column_header = arena_make_array(scratch, bool, COLUMNS_MAX + 1);
    check_parts(&g);
    if (!g.is_faulty)
        each_row(&g, table, check_row);
    if (!g.is_faulty)
        check_spans_end(&g, table);
    if (!g.is_faulty)
        each_row(&g, table, check_row_headers);
    arena_rewind(scratch, mark);
}
