/* table.c - tables of DrawingML, in a style of the deck's theme. */

#include "pptx/parts.h"

#include <math.h>

typedef struct {
    Pptx *p;
    const Table *t;
    const TableStretch *s;
    double scale;
    double row_pt;
} TableSetting;

/* ---- Cells
 * ------------------------------------------------------------------- */

typedef struct {
    size_t span;
    Color fill, color;
    bool has_fill, bold, rule_above, rule_below;
    bool is_head;
    bool is_first, is_last; /* of its row */
    uint8_t align;
    double indent_pt;
} CellSpec;

static void border(Pptx *p, const char *name, bool shown)
{
    Xml *x = &p->x;

    xml_open(x, name);
    xml_attr_int(x, "w", shown ? slide_emu(p, 0.75) : 0);
    if (shown)
        dml_fill(x, p->t, p->t->colors.rule_strong);
    else
        xml_empty(x, "a:noFill");
    xml_close(x);
}

static void cell_properties(TableSetting *s, const CellSpec *c)
{
    Xml *x = &s->p->x;
    /* a little less than in the PDF, for fonts that are a little wider */
    double side = s->s->pad_pt * 0.7 * s->scale;
    double left = c->is_first && !s->p->rtl ? 0 : side;
    double right = c->is_last && !s->p->rtl ? 0 : side;
    double line = s->p->t->text[TEXT_TABLE].leading_pt * s->scale;
    double room = fmax(0, (s->row_pt - line) / 2 - 0.5);

    xml_open(x, "a:tcPr");
    xml_attr_int(x, "marL", slide_emu(s->p, left + c->indent_pt * s->scale));
    xml_attr_int(x, "marR", slide_emu(s->p, right));
    xml_attr_int(x, "marT", slide_emu(s->p, room));
    xml_attr_int(x, "marB", slide_emu(s->p, room));
    xml_attr(x, "anchor", c->is_head ? "b" : "t");
    border(s->p, "a:lnT", c->rule_above);
    border(s->p, "a:lnB", c->rule_below);
    if (c->has_fill)
        dml_fill(x, s->p->t, c->fill);
    else
        xml_empty(x, "a:noFill");
    xml_close(x);
}

static void cell_write(TableSetting *s, Runs runs, const CellSpec *c)
{
    Xml *x = &s->p->x;
    TextLook look = look_of(s->p, TEXT_TABLE, s->scale);

    look.leading_pt *= s->s->size_pt / s->p->t->text[TEXT_TABLE].size_pt;
    look.size_pt = s->s->size_pt * s->scale;
    look.bold = c->bold;
    look.color = c->color;
    look.align = c->align;
    xml_open(x, "a:tc");
    if (c->span > 1)
        xml_attr_int(x, "gridSpan", (long)c->span);
    xml_open(x, "a:txBody");
    xml_raw(x, "<a:bodyPr/><a:lstStyle/>");
    paragraph_runs(s->p, runs, &look);
    xml_close(x);
    cell_properties(s, c);
    xml_close(x);
    for (size_t i = 1; i < c->span; i++)
        xml_raw(x, "<a:tc hMerge=\"1\"><a:txBody><a:bodyPr/><a:lstStyle/><a:p>"
                   "<a:endParaRPr/></a:p></a:txBody><a:tcPr/></a:tc>");
}

static void row_open(TableSetting *s, double height_pt)
{
    xml_open(&s->p->x, "a:tr");
    xml_attr_int(&s->p->x, "h", slide_emu(s->p, height_pt));
}

/* ---- Head
 * --------------------------------------------------------------------- */

static size_t group_span(const TableSetting *s, size_t first)
{
    const Column *columns = s->t->columns;
    Str group = columns[s->s->columns[first]].group;
    size_t end = first + 1;

    while (end < s->s->len && group.len &&
           str_equal(columns[s->s->columns[end]].group, group))
        end++;
    return end - first;
}

static bool has_groups(const TableSetting *s)
{
    for (size_t i = 0; i < s->s->len; i++)
        if (s->t->columns[s->s->columns[i]].group.len)
            return true;
    return false;
}

static void head_write(TableSetting *s)
{
    CellSpec c = { .bold = true, .color = s->p->t->colors.ink_2, .span = 1 };

    if (has_groups(s)) {
        row_open(s, s->row_pt);
        c.align = ALIGN_CENTER;
        for (size_t i = 0; i < s->s->len; i += c.span) {
            Str group = s->t->columns[s->s->columns[i]].group;
            c.span = group_span(s, i);
            c.is_first = i == 0;
            c.is_last = i + c.span >= s->s->len;
            cell_write(s, runs_of(s->p->a, group), &c);
        }
        xml_close(&s->p->x);
    }
    row_open(s, s->row_pt);
    c.span = 1;
    c.is_head = c.rule_below = true;
    for (size_t i = 0; i < s->s->len; i++) {
        const Column *column = &s->t->columns[s->s->columns[i]];
        c.align = column->align;
        c.is_first = i == 0;
        c.is_last = i + 1 == s->s->len;
        cell_write(s, runs_of(s->p->a, column->label), &c);
    }
    xml_close(&s->p->x);
}

/* ---- Body
 * ---------------------------------------------------------------------- */

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

static CellSpec body_spec(const TableSetting *s, const Row *row, const Cell *c,
                          const Column *column, bool striped)
{
    const Palette *p = &s->p->t->colors;
    CellSpec spec = { .align = column->align, .indent_pt = c->indent * 10.5 };

    spec.bold = row->kind != ROW_BODY || column->look == CELL_PILL;
    spec.rule_above = row->kind == ROW_TOTAL || row->kind == ROW_SUBTOTAL;
    spec.has_fill = c->heat || row->highlight || striped;
    spec.fill = c->heat          ? heat_ground(p, c->heat)
                : row->highlight ? p->accent_tint
                                 : p->surface;
    spec.color = c->heat ? text_on(p, heat_ground(p, c->heat))
                         : tone_color(s->p->t, (Tone)c->tone, p->ink);
    return spec;
}

/* `is_end`: no row comes after it. */
static void row_write(TableSetting *s, const Row *row, bool striped,
                      bool is_end)
{
    size_t filled = 0;
    CellSpec none = { .span = 1,
                      .color = s->p->t->colors.ink,
                      .rule_below = is_end };

    row_open(s, s->row_pt);
    for (size_t i = 0, column = 0; i < row->cell_count; i++) {
        const Cell *c = &row->cells[i];
        size_t span = c->col_span ? c->col_span : 1, at = 0;
        size_t shown = covered(s, column, span, &at);
        column += span;
        if (!shown)
            continue;
        CellSpec spec =
            body_spec(s, row, c, &s->t->columns[s->s->columns[at]], striped);
        spec.span = shown;
        spec.is_first = filled == 0;
        spec.is_last = filled + shown >= s->s->len;
        spec.rule_below = is_end;
        cell_write(s, c->runs ? *c->runs : runs_of(s->p->a, c->text), &spec);
        filled += shown;
    }
    for (; filled < s->s->len; filled++)
        cell_write(s, (Runs){ 0 }, &none);
    xml_close(&s->p->x);
}

static void grid_write(TableSetting *s)
{
    Xml *x = &s->p->x;

    xml_open(x, "a:tbl");
    xml_open(x, "a:tblPr");
    if (s->p->rtl)
        xml_attr(x, "rtl", "1");
    xml_attr(x, "firstRow", "1");
    xml_element(x, "a:tableStyleId", STR(TABLE_STYLE));
    xml_close(x);
    xml_open(x, "a:tblGrid");
    for (size_t i = 0; i < s->s->len; i++)
        xml_leaf_int(x, "a:gridCol", "w",
                     slide_emu(s->p, s->s->widths_pt[i] * s->scale));
    xml_close(x);
    head_write(s);
    for (size_t i = 0, striped = 0; i < s->t->row_count; i++) {
        const Row *row = &s->t->rows[i];
        row_write(s, row, s->s->zebra && row->kind == ROW_BODY && striped % 2,
                  i + 1 == s->t->row_count);
        striped = row->kind == ROW_BODY ? striped + 1 : 0;
    }
    xml_close(x);
}

/* ---- The frame
 * ------------------------------------------------------------------ */

static void frame_write(TableSetting *s, const ShapeSpec *spec)
{
    Xml *x = &s->p->x;

    xml_open(x, "p:graphicFrame");
    xml_open(x, "p:nvGraphicFramePr");
    shape_names(s->p, "p:cNvPr", spec);
    xml_raw(x, "<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/>"
               "</p:cNvGraphicFramePr>");
    placeholder(s->p, spec);
    xml_close(x);
    xfrm(s->p, "p:xfrm", spec->at);
    xml_close(x);
    xml_raw(x, "<a:graphic><a:graphicData uri=\"http://schemas."
               "openxmlformats.org/drawingml/2006/table\">");
    grid_write(s);
    xml_raw(x, "</a:graphicData></a:graphic>");
    xml_close(x);
}

static void words(Pptx *p, const char *name, Runs runs, TextRole role,
                  double scale, Rect at)
{
    ShapeSpec s = { .name = name, .at = at };
    TextLook look = look_of(p, role, scale);

    shape_open(p, &s);
    shape_text_open(p, 0, 0, "t");
    paragraph_runs(p, runs, &look);
    shape_close(p, true);
}

void table_shape(Pptx *p, const PlacedBlock *b, const char *type, long idx)
{
    const Table *t = b->block->as.table;
    TableStretches all =
        table_stretches(p->env, p->a, p->t, p->r, t, b->at.width_pt / b->scale);
    TableSetting s = { .p = p, .t = t, .scale = b->scale };
    ShapeSpec spec = { .name = "Table", .type = type, .idx = idx, .at = b->at };
    double note =
        t->note.len ? p->t->text[TEXT_NOTE].leading_pt * b->scale + 4 : 0;

    spec.alt = runs_text(p->a, t->title);
    if (!spec.alt.len)
        spec.alt = p->slide_title;
    if (t->title.len) {
        Rect title = b->at;
        title.height_pt = p->t->text[TEXT_CHART_TITLE].leading_pt * b->scale;
        words(p, "Table title", t->title, TEXT_CHART_TITLE, b->scale, title);
        spec.at.y_pt += title.height_pt + 3.5 * b->scale;
        spec.at.height_pt -= title.height_pt + 3.5 * b->scale;
    }
    spec.at.height_pt -= note;
    for (size_t i = 0; i < all.len && i < 1; i++) {
        s.s = &all.at[i];
        s.row_pt = s.s->pitch_pt * b->scale;
        frame_write(&s, &spec);
    }
    if (t->note.len) {
        Rect foot = b->at;
        foot.y_pt = spec.at.y_pt + spec.at.height_pt + 4;
        foot.height_pt = note - 4;
        words(p, "Source", t->note, TEXT_NOTE, b->scale, foot);
    }
}
