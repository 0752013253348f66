/*
 * table.c - tables, row by row.
 *
 * What a column's cells begin with is written once; a row is put together from
 * it and handed to the writer whole, so that 10,000 of them take no time.
 */

#include "docx/parts.h"

#include <math.h>

typedef struct {
    /* <w:tc> up to the paragraph's properties, of a plain body cell; in a row
     * that stays on the page of the next, and in others */
    Str open_kept, open;
    const Column *column;
    double width_pt;
    size_t index;
} Col;

typedef struct {
    Docx *d;
    const Table *t;
    const TableStretch *s;
    Col *cols;
    bool scaled; /* smaller type than the style's */
    bool keeps;  /* the row being written, with the next */
} TableSetting;

/* ---- Cells
 * --------------------------------------------------------------------- */

static const char *cell_style(const Docx *d, const Column *c, bool head)
{
    bool right = c->align == ALIGN_RIGHT;

    return style_id(d,
                    head ? (right ? STYLE_TABLE_HEAD_NUMBER : STYLE_TABLE_HEAD)
                         : (right ? STYLE_TABLE_NUMBER : STYLE_TABLE));
}

typedef struct {
    double width_pt;
    size_t span;
    bool head, keep_next, has_fill, rule_above;
    Color fill;
    double indent_pt;
} CellSpec;

static void add_borders(Buf *b, const Docx *d, const CellSpec *c)
{
    char hex[8];

    if (!c->rule_above && !c->head)
        return;
    color_hex(hex, d->t->colors.rule_strong);
    buf_format(b,
               "<w:tcBorders><w:%s w:val=\"single\" w:sz=\"6\" w:space=\"0\" "
               "w:color=\"%s\"/></w:tcBorders>",
               c->head ? "bottom" : "top", hex);
}

/* All of a cell before its runs. */
static void cell_begin(Buf *b, const Docx *d, const Column *column,
                       const CellSpec *c)
{
    char hex[8];

    buf_format(b, "<w:tc><w:tcPr><w:tcW w:w=\"%ld\" w:type=\"dxa\"/>",
               dxa(c->width_pt));
    if (c->span > 1)
        buf_format(b, "<w:gridSpan w:val=\"%zu\"/>", c->span);
    add_borders(b, d, c);
    if (c->has_fill) {
        color_hex(hex, c->fill);
        buf_format(b, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>",
                   hex);
    }
    if (c->head)
        buf_add_str(b, STR("<w:vAlign w:val=\"bottom\"/>"));
    buf_add_str(b, STR("</w:tcPr><w:p><w:pPr><w:pStyle w:val=\""));
    xml_clean(b, str_of(cell_style(d, column, c->head)), CLEAN_ATTRIBUTE);
    buf_add_str(b, STR("\"/>"));
    if (c->keep_next)
        buf_add_str(b, STR("<w:keepNext/>"));
    if (d->ref && d->rtl)
        buf_add_str(b, STR("<w:bidi/>"));
    if (c->indent_pt > 0)
        buf_format(b, "<w:ind w:left=\"%ld\"/>", dxa(c->indent_pt));
    if (column->align == ALIGN_CENTER)
        buf_add_str(b, STR("<w:jc w:val=\"center\"/>"));
    buf_add_str(b, STR("</w:pPr>"));
}

static void cell_end(Buf *b)
{
    buf_add_str(b, STR("</w:p></w:tc>"));
}

/* A run of plain text straight into the row. */
static void fast_text(Buf *b, Str text)
{
    buf_add_str(b, has_outer_space(text)
                       ? STR("<w:r><w:t xml:space=\"preserve\">")
                       : STR("<w:r><w:t>"));
    xml_clean(b, text, CLEAN_TEXT);
    buf_add_str(b, STR("</w:t></w:r>"));
}

static void flush(TableSetting *s, Buf *row)
{
    buf_add_char(row, '\0');
    xml_raw(&s->d->x, row->at);
    row->len = 0;
}

/* ---- What a cell shows
 * ------------------------------------------------------------ */

static void bar_picture(Docx *d, const Cell *c)
{
    /* in fiftieths, so that equal bars are one picture */
    double share = round(c->bar * 50) / 50;
    Frame f = { .size = { 24, 7 } };

    frame_add_rect(d->a, &f, 0, (Rect){ 0, 0, 24, 7 }, d->t->colors.surface_2);
    frame_add_rect(d->a, &f, 0, (Rect){ 0, 0, 24 * share, 7 },
                   d->t->colors.series[0]);
    Drawing drawing = drawing_of_frame(d->a, &f);
    picture_inline(d, drawing_ref(d, &drawing), f.size, (Str){ 0 });
}

static void spark_picture(Docx *d, const Cell *c)
{
    Size size = { 52, 10.5 };
    const Frame *f = spark_frame(d->a, d->t, c->spark, c->spark_count, size,
                                 d->t->colors.series[0]);

    if (!f)
        return;
    Drawing drawing = drawing_of_frame(d->a, f);
    picture_inline(d, drawing_ref(d, &drawing), size, (Str){ 0 });
}

static Look cell_look(const TableSetting *s, const Row *row, const Cell *c)
{
    const Palette *p = &s->d->t->colors;
    Look k = { .bold = row->kind != ROW_BODY };

    if (c->heat) {
        k.has_color = true;
        k.color = text_on(p, heat_ground(p, c->heat));
    } else if (c->tone != TONE_NORMAL) {
        k.has_color = true;
        k.color = tone_color(s->d->t, (Tone)c->tone, p->ink);
    }
    if (s->scaled) {
        k.has_size = true;
        k.size_pt = s->s->size_pt;
    }
    return k;
}

static void pill(Docx *d, Str text, Look look, Tone tone)
{
    Color c = tone_color(d->t, tone, d->t->colors.ink_2);

    look.has_color = true;
    look.color = color_against(c, d->t->colors.surface_2, 4.5);
    look.has_fill = true;
    look.fill = d->t->colors.surface_2;
    run_text(d, str_format(d->a, " %.*s ", STR_ARG(text)), &look);
}

static void cell_content(TableSetting *s, const Row *row, const Cell *c,
                         const Column *column)
{
    Docx *d = s->d;
    Look look = cell_look(s, row, c);
    CellLook kind = row->kind == ROW_BODY ? (CellLook)column->look : CELL_TEXT;

    if (kind == CELL_PILL && c->text.len) {
        pill(d, c->text, look, (Tone)c->tone);
        return;
    }
    if (kind == CELL_SPARK && c->spark_count > 1)
        spark_picture(d, c);
    if (kind == CELL_BAR && c->bar > 0) {
        bar_picture(d, c);
        run_text(d, STR("\u2002"), &look);
    }
    if (c->runs)
        runs_write(d, *c->runs, &look);
    else if (c->text.len)
        run_text(d, c->text, &look);
}

static bool is_simple(const TableSetting *s, const Row *row, const Cell *c,
                      const Column *column)
{
    return row->kind == ROW_BODY && column->look == CELL_TEXT && !c->runs &&
           c->tone == TONE_NORMAL && !c->heat && !c->indent && !s->scaled &&
           !s->d->rtl && !text_may_turn(c->text) &&
           !memchr(c->text.at ? c->text.at : "", '\n', c->text.len) &&
           !memchr(c->text.at ? c->text.at : "", '\t', c->text.len);
}

/* ---- Rows
 * ---------------------------------------------------------------------------
 */

/* Columns of this stretch that [first, first + span) of the table cover. */
static size_t covered(const TableSetting *s, size_t first, size_t span,
                      size_t *at)
{
    size_t count = 0;

    for (size_t i = 0; i < s->s->len; i++)
        if (s->s->columns[i] >= first && s->s->columns[i] < first + span) {
            if (!count)
                *at = i;
            count++;
        }
    return count;
}

static CellSpec body_cell(const TableSetting *s, const Row *row, const Cell *c,
                          size_t at, size_t shown, bool striped)
{
    const Palette *p = &s->d->t->colors;
    CellSpec spec = { .span = shown, .indent_pt = c->indent * 10.5 };

    for (size_t i = at; i < at + shown && i < s->s->len; i++)
        spec.width_pt += s->s->widths_pt[i];
    spec.rule_above = row->kind == ROW_TOTAL || row->kind == ROW_SUBTOTAL;
    spec.has_fill = c->heat || row->highlight || striped;
    spec.fill = c->heat          ? heat_ground(p, c->heat)
                : row->highlight ? p->accent_tint
                                 : p->surface;
    return spec;
}

static void cell_write(TableSetting *s, const Row *row, const Cell *c,
                       size_t at, size_t shown, bool striped, Buf *b)
{
    const Col *col = &s->cols[at];
    CellSpec spec;

    if (is_simple(s, row, c, col->column) && shown == 1 && !row->highlight &&
        !striped) {
        buf_add_str(b, s->keeps ? col->open_kept : col->open);
        if (c->text.len)
            fast_text(b, c->text);
        cell_end(b);
        return;
    }
    spec = body_cell(s, row, c, at, shown, striped);
    spec.keep_next = s->keeps;
    cell_begin(b, s->d, col->column, &spec);
    flush(s, b);
    cell_content(s, row, c, col->column);
    cell_end(b);
}

static void row_write(TableSetting *s, const Row *row, bool striped, Buf *b)
{
    size_t filled = 0;

    buf_add_str(b, STR("<w:tr><w:trPr><w:cantSplit/></w:trPr>"));
    for (size_t i = 0, column = 0; i < row->cell_count; i++) {
        const Cell *c = &row->cells[i];
        size_t span = c->col_span ? c->col_span : 1, at = 0;
        size_t shown = covered(s, column, span, &at);
        column += span;
        if (!shown)
            continue;
        cell_write(s, row, c, at, shown, striped, b);
        filled += shown;
    }
    /* a row that is short still has all its cells */
    for (; filled < s->s->len; filled++) {
        buf_add_str(b, s->keeps ? s->cols[filled].open_kept
                                : s->cols[filled].open);
        cell_end(b);
    }
    buf_add_str(b, STR("</w:tr>"));
    flush(s, b);
}

/* ---- Head
 * ------------------------------------------------------------------------------
 */

static void head_cell(TableSetting *s, size_t at, size_t span, Str label,
                      bool center, Buf *b)
{
    CellSpec spec = { .span = span, .head = true, .keep_next = true };
    Look look = { .has_size = s->scaled, .size_pt = s->s->size_pt };
    Column column = *s->cols[at].column;

    for (size_t i = at; i < at + span; i++)
        spec.width_pt += s->s->widths_pt[i];
    if (center)
        column.align = ALIGN_CENTER;
    if (center && !label.len)
        spec.head = false;
    cell_begin(b, s->d, &column, &spec);
    flush(s, b);
    if (label.len)
        run_text(s->d, label, &look);
    cell_end(b);
}

static size_t group_span(const TableSetting *s, size_t first)
{
    Str group = s->cols[first].column->group;
    size_t end = first + 1;

    while (end < s->s->len && group.len &&
           str_equal(s->cols[end].column->group, group))
        end++;
    return end - first;
}

static bool has_groups(const TableSetting *s)
{
    for (size_t i = 0; i < s->s->len; i++)
        if (s->cols[i].column->group.len)
            return true;
    return false;
}

/* Rows that Word repeats on each page; cantSplit must come first. */
static void head_write(TableSetting *s, Buf *b)
{
    const Str open = STR("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");

    if (has_groups(s)) {
        buf_add_str(b, open);
        for (size_t i = 0, span; i < s->s->len; i += span) {
            span = group_span(s, i);
            head_cell(s, i, span, s->cols[i].column->group, true, b);
        }
        buf_add_str(b, STR("</w:tr>"));
    }
    buf_add_str(b, open);
    for (size_t i = 0; i < s->s->len; i++)
        head_cell(s, i, 1, s->cols[i].column->label, false, b);
    buf_add_str(b, STR("</w:tr>"));
    flush(s, b);
}

/* ---- The table
 * ------------------------------------------------------------------------------
 */

static void table_properties(TableSetting *s)
{
    Docx *d = s->d;
    Xml *x = &d->x;
    double width = 0, tall = s->t->density == DENSITY_COMPACT ? 1.75
                             : s->t->density == DENSITY_ROOMY ? 5.25
                                                              : 3.5;

    for (size_t i = 0; i < s->s->len; i++)
        width += s->s->widths_pt[i];
    xml_open(x, "w:tblPr");
    xml_leaf(x, "w:tblStyle", "w:val", style_id(d, STYLE_REPORT_TABLE));
    if (d->rtl)
        xml_empty(x, "w:bidiVisual");
    table_width(d, width);
    xml_leaf(x, "w:tblLayout", "w:type", "fixed");
    /* a little less than laid out: Word rounds widths, and must not wrap */
    table_cell_room(d, s->s->pad_pt * 0.4, tall);
    xml_raw(x, "<w:tblLook w:val=\"0020\"/>");
    if (s->t->title.len)
        xml_leaf_str(x, "w:tblCaption", "w:val", runs_text(d->a, s->t->title));
    if (d->table_alt.len)
        xml_leaf_str(x, "w:tblDescription", "w:val", d->table_alt);
    else if (s->t->note.len)
        xml_leaf_str(x, "w:tblDescription", "w:val",
                     runs_text(d->a, s->t->note));
    xml_close(x);
    xml_open(x, "w:tblGrid");
    for (size_t i = 0; i < s->s->len; i++)
        xml_leaf_int(x, "w:gridCol", "w:w", dxa(s->s->widths_pt[i]));
    xml_close(x);
}

static void plan_columns(TableSetting *s)
{
    Docx *d = s->d;
    Buf b = { 0 };

    s->cols = arena_make_array(d->a, Col, s->s->len);
    for (size_t i = 0; i < s->s->len; i++) {
        Col *c = &s->cols[i];
        CellSpec spec = { .width_pt = s->s->widths_pt[i], .span = 1 };
        c->column = &s->t->columns[s->s->columns[i]];
        c->index = s->s->columns[i];
        c->width_pt = spec.width_pt;
        cell_begin(&b, d, c->column, &spec);
        c->open = buf_copy(d->a, &b);
        b.len = 0;
        spec.keep_next = true;
        cell_begin(&b, d, c->column, &spec);
        c->open_kept = buf_copy(d->a, &b);
        b.len = 0;
    }
    buf_free(&b);
}

static void stretch_write(Docx *d, const Table *t, const TableStretch *stretch)
{
    TableSetting s = { .d = d, .t = t, .s = stretch };
    Buf row = { 0 };
    size_t striped = 0;
    bool keep = d->keep_next;

    d->keep_next = false; /* but for the last row */
    s.scaled = stretch->size_pt < d->t->text[TEXT_TABLE].size_pt - 0.01;
    plan_columns(&s);
    xml_open(&d->x, "w:tbl");
    d->depth++;
    table_properties(&s);
    head_write(&s, &row);
    for (size_t i = 0; i < t->row_count && !d->failed; i++) {
        const Row *r = &t->rows[i];
        s.keeps = table_row_keeps(t, i) || (keep && i + 1 == t->row_count);
        row_write(&s, r, stretch->zebra && r->kind == ROW_BODY && striped % 2,
                  &row);
        striped = r->kind == ROW_BODY ? striped + 1 : 0;
    }
    d->depth--;
    d->keep_next = keep;
    xml_close(&d->x);
    buf_free(&row);
}

static Runs continued_title(Docx *d, const Table *t)
{
    Run *runs = arena_make_array(d->a, Run, t->title.len + 1);

    if (t->title.len)
        memcpy(runs, t->title.at, t->title.len * sizeof *runs);
    runs[t->title.len] =
        (Run){ .text =
                   str_format(d->a, " (%.*s)", STR_ARG(d->r->words_continued)),
               .tone = TONE_MUTED };
    return (Runs){ runs, t->title.len + 1 };
}

void table_write(Docx *d, const Table *t)
{
    TableStretches parts;
    ParaSpec note = para_spec(STYLE_SOURCE);

    if (!t->row_count || !t->column_count)
        return;
    parts = table_stretches(d->env, d->a, d->t, d->r, t, d->width_pt);
    for (size_t i = 0; i < parts.len && !d->failed; i++) {
        if (i == 0)
            caption_write(d, t->number, t->title, true);
        else
            caption_write(d, (Str){ 0 }, continued_title(d, t), true);
        stretch_write(d, t, &parts.at[i]);
        spacer(d, t->note.len && i + 1 == parts.len ? 3.5 : 14);
    }
    note.after_pt = 14;
    if (t->note.len)
        para_runs(d, &note, t->note, NULL);
}
