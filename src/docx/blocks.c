/* blocks.c - each kind of block as paragraphs, and what stands around them. */

#include "docx/parts.h"

#include <math.h>

/* An empty line of a fixed height: two tables must not touch, and a cell must
 * end with a paragraph. */
void spacer(Docx *d, double height_pt)
{
    ParaSpec spec = para_spec(STYLE_SPACER);

    spec.before_pt = 0;
    spec.after_pt = height_pt > 1 ? height_pt - 1 : 0;
    para_open(d, &spec);
    para_close(d);
}

void spacer_kept(Docx *d, double height_pt)
{
    bool outer = d->keep_next;

    d->keep_next = true;
    spacer(d, height_pt);
    d->keep_next = outer;
}

/* ---- Boxes: borderless tables that hold blocks
 * ----------------------------------- */

void table_width(Docx *d, double width_pt)
{
    xml_open(&d->x, "w:tblW");
    xml_attr_int(&d->x, "w:w", dxa(width_pt));
    xml_attr(&d->x, "w:type", "dxa");
    xml_close(&d->x);
}

void table_cell_room(Docx *d, double x_pt, double y_pt)
{
    static const char *const sides[] = { "w:top", "w:left", "w:bottom",
                                         "w:right" };

    xml_open(&d->x, "w:tblCellMar");
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        xml_open(&d->x, sides[i]);
        xml_attr_int(&d->x, "w:w", dxa(i % 2 ? x_pt : y_pt));
        xml_attr(&d->x, "w:type", "dxa");
        xml_close(&d->x);
    }
    xml_close(&d->x);
}

void grid_open(Docx *d, const GridSpec *g)
{
    Xml *x = &d->x;
    double width = 0;

    for (size_t i = 0; i < g->count; i++)
        width += g->widths_pt[i];
    xml_open(x, "w:tbl");
    xml_open(x, "w:tblPr");
    xml_leaf(x, "w:tblStyle", "w:val", style_id(d, STYLE_PLAIN_TABLE));
    if (d->rtl)
        xml_empty(x, "w:bidiVisual");
    table_width(d, width);
    xml_open(x, "w:tblInd");
    xml_attr_int(x, "w:w", dxa(g->left_pt));
    xml_attr(x, "w:type", "dxa");
    xml_close(x);
    if (g->gap_pt > 0) {
        char hex[8];
        color_hex(hex, d->t->colors.paper);
        xml_raw(x, str_format(d->a,
                              "<w:tblBorders><w:insideV w:val=\"single\" "
                              "w:sz=\"%ld\" w:space=\"0\" w:color=\"%s\"/>"
                              "</w:tblBorders>",
                              lround(g->gap_pt * 8), hex)
                       .at);
    }
    xml_leaf(x, "w:tblLayout", "w:type", "fixed");
    table_cell_room(d, g->pad_x_pt, g->pad_y_pt);
    xml_raw(x, "<w:tblLook w:val=\"0000\"/>");
    xml_close(x);
    xml_open(x, "w:tblGrid");
    for (size_t i = 0; i < g->count; i++)
        xml_leaf_int(x, "w:gridCol", "w:w", dxa(g->widths_pt[i]));
    xml_close(x);
    d->depth++;
}

void grid_close(Docx *d)
{
    d->depth--;
    xml_close(&d->x);
}

void grid_row_open(Docx *d)
{
    xml_open(&d->x, "w:tr");
    xml_raw(&d->x, "<w:trPr><w:cantSplit/></w:trPr>");
}

/* White between two rows: a row, since the bar at the side of a card would run
 * through a border. */
void grid_gap(Docx *d, const GridSpec *g)
{
    xml_open(&d->x, "w:tr");
    xml_raw(&d->x, str_format(d->a,
                              "<w:trPr><w:cantSplit/><w:trHeight w:val=\"%d\" "
                              "w:hRule=\"exact\"/></w:trPr>",
                              (int)dxa(g->gap_pt))
                       .at);
    for (size_t i = 0; i < g->count; i++) {
        BoxSpec empty = { .width_pt = g->widths_pt[i] };
        grid_cell_open(d, &empty);
        spacer_kept(d, 1);
        grid_cell_close(d);
    }
    xml_close(&d->x);
}

void grid_row_close(Docx *d)
{
    xml_close(&d->x);
}

void grid_cell_open(Docx *d, const BoxSpec *b)
{
    Xml *x = &d->x;
    char hex[8];

    xml_open(x, "w:tc");
    xml_open(x, "w:tcPr");
    xml_open(x, "w:tcW");
    xml_attr_int(x, "w:w", dxa(b->width_pt));
    xml_attr(x, "w:type", "dxa");
    xml_close(x);
    if (b->has_bar) {
        color_hex(hex, b->bar);
        xml_open(x, "w:tcBorders");
        xml_open(x, "w:left");
        xml_attr(x, "w:val", "single");
        xml_attr(x, "w:sz", "16");
        xml_attr(x, "w:space", "0");
        xml_attr(x, "w:color", hex);
        xml_close(x);
        xml_close(x);
    }
    if (b->has_fill) {
        color_hex(hex, b->fill);
        xml_open(x, "w:shd");
        xml_attr(x, "w:val", "clear");
        xml_attr(x, "w:color", "auto");
        xml_attr(x, "w:fill", hex);
        xml_close(x);
    }
    xml_close(x);
}

void grid_cell_close(Docx *d)
{
    xml_close(&d->x);
}

/* Room for blocks inside a cell: no indent of running text there. */
typedef struct {
    double width_pt, indent_pt;
} Room;

static Room room_enter(Docx *d, double width_pt)
{
    Room outer = { d->width_pt, d->indent_pt };

    d->width_pt = width_pt;
    d->indent_pt = 0;
    return outer;
}

static void room_leave(Docx *d, Room outer)
{
    d->width_pt = outer.width_pt;
    d->indent_pt = outer.indent_pt;
}

/* ---- Sections
 * ----------------------------------------------------------------------- */

/* Whether Word's own numbering gives the number that the report has. */
static bool counts_as(Docx *d, const Section *s)
{
    unsigned *n = d->heading_numbers;
    int level = s->level < 1 ? 0 : s->level > 4 ? 3 : s->level - 1;
    Str text;

    if (!s->number.len)
        return false;
    n[level]++;
    for (int i = level + 1; i < 4; i++)
        n[i] = 0;
    text = str_format(d->a, "%u", n[0]);
    for (int i = 1; i <= level; i++)
        text = str_format(d->a, "%.*s.%u", STR_ARG(text), n[i]);
    return str_equal(text, s->number);
}

static void heading_write(Docx *d, const Block *b)
{
    const Section *s = &b->as.section;
    int level = s->level < 1 ? 0 : s->level > 4 ? 3 : s->level - 1;
    ParaSpec spec = para_spec((StyleId)(STYLE_H1 + level));
    bool counted = counts_as(d, s);
    unsigned id = 0;

    if (s->unlisted && level == 0)
        spec.style = STYLE_UNLISTED;
    if (counted) {
        spec.number_id = number_id(d, NUM_HEADINGS);
        spec.number_level = level;
    } else if (d->ref && reference_counts(d->ref, spec.style)) {
        spec.number_id = NUM_NONE; /* the report does not count it */
    }
    if (d->depth)
        spec.left_pt = 0;
    /* Word drops the gap at the top of pages that it begins itself */
    if (d->at_top && !d->ref)
        spec.before_pt = 0;
    para_open(d, &spec);
    bookmark_place(d, b->id);
    if (!s->unlisted)
        id = bookmark_open(d, heading_bookmark(d, d->next_heading++));
    if (s->number.len && !counted)
        run_text(d, str_format(d->a, "%.*s\u2002", STR_ARG(s->number)), NULL);
    runs_write(d, s->title, NULL);
    if (!s->unlisted)
        bookmark_close(d, id);
    para_close(d);
}

static double grid_width(const PageGrid *g)
{
    return g->paper.width_pt - g->left_pt - g->right_pt;
}

static void turn_page(Docx *d, const PageGrid *to)
{
    section_break(d, d->grid, false);
    d->grid = to;
    d->width_pt = grid_width(to);
}

static void section_write(Docx *d, const Block *b)
{
    const Section *s = &b->as.section;
    const PageGrid *outer = d->grid;
    bool turns = s->landscape && !d->depth && outer != &d->t->landscape;

    if (turns)
        turn_page(d, &d->t->landscape);
    heading_write(d, b);
    blocks_write(d, s->body);
    if (turns)
        turn_page(d, outer);
}

/* ---- Paragraphs and lists
 * --------------------------------------------------------------- */

static void paragraph_write(Docx *d, const Block *b)
{
    static const StyleId styles[] = { STYLE_BODY, STYLE_LEAD, STYLE_NOTE,
                                      STYLE_SOURCE };
    const Paragraph *p = &b->as.paragraph;
    ParaSpec spec = para_spec(styles[p->kind]);

    if (!str_trim(runs_text(d->a, p->runs)).len)
        return;
    if (d->in_callout && p->kind == PARA_BODY)
        spec.style = STYLE_CALLOUT;
    if (d->depth)
        spec.left_pt = 0;
    spec.keep_next = b->keep_with_next;
    para_open(d, &spec);
    bookmark_place(d, b->id);
    runs_write(d, p->runs, NULL);
    para_close(d);
}

static void list_write(Docx *d, const List *list, int depth);

static void item_write(Docx *d, const ListItem *item, int list_id,
                       StyleId style, int depth)
{
    bool is_first = true;

    for (size_t i = 0; i < item->body.len; i++) {
        const Block *b = &item->body.at[i];
        ParaSpec spec = para_spec(is_first ? style : STYLE_LIST_CONTINUE);
        if (b->kind == BLOCK_LIST) {
            list_write(d, &b->as.list, depth + 1);
            continue;
        }
        if (b->kind != BLOCK_PARAGRAPH) {
            block_write(d, b);
            continue;
        }
        if (is_first) {
            spec.number_id = list_id;
            spec.number_level = depth < 8 ? depth : 8;
        }
        if (d->depth || !is_first)
            spec.left_pt = d->indent_pt + 14 * (depth + 1);
        para_runs(d, &spec, b->as.paragraph.runs, NULL);
        is_first = false;
    }
}

/* At the left edge the style's own bullets are those of the house. */
static int bullets_id(const Docx *d, int depth)
{
    int theirs = d->ref ? reference_bullets(d->ref, depth) : 0;

    if (theirs)
        return depth ? theirs : 0;
    return number_id(d, NUM_BULLETS);
}

static void list_write(Docx *d, const List *list, int depth)
{
    int id = bullets_id(d, depth);

    if (list->ordered) {
        *list_add(d->a, &d->list_starts) = (ListStart){ list->start, depth };
        id = number_id(d, NUM_FIRST_LIST + (int)d->list_starts.len - 1);
    }
    for (size_t i = 0; i < list->item_count; i++)
        item_write(d, &list->items[i], id,
                   list->ordered ? STYLE_NUMBER : STYLE_BULLET, depth);
}

/* ---- What stands apart
 * -------------------------------------------------------------------- */

static BoxSpec callout_box(const Docx *d, const Callout *c, double width)
{
    const Palette *p = &d->t->colors;
    BoxSpec b = { .width_pt = width };

    b.has_bar = c->kind != CALLOUT_NOTE;
    b.has_fill = c->kind != CALLOUT_INSIGHT;
    b.fill = p->surface;
    b.bar = c->kind == CALLOUT_RISK     ? p->negative
            : c->kind == CALLOUT_ACTION ? p->positive
                                        : p->accent;
    return b;
}

static void callout_title(Docx *d, const Callout *c)
{
    ParaSpec spec = para_spec(STYLE_CALLOUT_TITLE);
    Look label = { .has_color = true };
    Tone tone = c->kind == CALLOUT_RISK     ? TONE_NEGATIVE
                : c->kind == CALLOUT_ACTION ? TONE_POSITIVE
                                            : TONE_ACCENT;

    if (!c->label.len && !c->title.len)
        return;
    label.color = tone_color(d->t, tone, d->t->colors.ink);
    para_open(d, &spec);
    if (c->label.len)
        run_text(d,
                 c->title.len ? str_format(d->a, "%.*s: ", STR_ARG(c->label))
                              : c->label,
                 &label);
    runs_write(d, c->title, NULL);
    para_close(d);
}

/* Body text has a gap below it; the last in a box needs none, but a cell must
 * end with a paragraph. */
static void box_end(Docx *d, Blocks body)
{
    const Block *last = body.len ? &body.at[body.len - 1] : NULL;

    if (!last || (last->kind != BLOCK_PARAGRAPH && last->kind != BLOCK_LIST))
        spacer(d, 1);
}

static void box_open(Docx *d, const BoxSpec *b, double pad_y_pt)
{
    GridSpec g = { &b->width_pt, 1, d->indent_pt, 0, 14, pad_y_pt };

    spacer_kept(d, 7);
    grid_open(d, &g);
    grid_row_open(d);
    grid_cell_open(d, b);
}

static void box_close(Docx *d)
{
    grid_cell_close(d);
    grid_row_close(d);
    grid_close(d);
    spacer(d, 14);
}

static void callout_write(Docx *d, const Callout *c)
{
    double width = d->width_pt - d->indent_pt;
    BoxSpec box = callout_box(d, c, width);
    ParaSpec foot = para_spec(STYLE_QUOTE_SOURCE);
    bool was_in = d->in_callout;

    box_open(d, &box, 7);
    Room outer = room_enter(d, width - 28);
    d->in_callout = true;
    callout_title(d, c);
    blocks_write(d, c->body);
    if (c->footer.len)
        para_runs(d, &foot, c->footer, NULL);
    else
        box_end(d, c->body);
    d->in_callout = was_in;
    room_leave(d, outer);
    box_close(d);
}

static void quote_write(Docx *d, const Quote *q)
{
    double width = d->width_pt - d->indent_pt;
    BoxSpec box = { .width_pt = width,
                    .has_bar = true,
                    .bar = d->t->colors.rule_strong };
    ParaSpec words = para_spec(STYLE_QUOTE);
    ParaSpec source = para_spec(STYLE_QUOTE_SOURCE);

    box_open(d, &box, 3.5);
    Room outer = room_enter(d, width - 28);
    for (size_t i = 0; i < q->body.len; i++)
        if (q->body.at[i].kind == BLOCK_PARAGRAPH)
            para_runs(d, &words, q->body.at[i].as.paragraph.runs, NULL);
        else
            block_write(d, &q->body.at[i]);
    if (q->source.len)
        para_runs(d, &source, q->source, NULL);
    else
        box_end(d, q->body);
    room_leave(d, outer);
    box_close(d);
}

/* ---- Side by side
 * ------------------------------------------------------------------------------
 */

static double shares(const Columns *c)
{
    double sum = 0;
    for (size_t i = 0; i < c->column_count; i++)
        sum += c->weights ? c->weights[i] : 1;
    return sum;
}

static void columns_write(Docx *d, const Columns *c)
{
    double gutter = d->t->page.gutter_pt;
    double room = d->width_pt, sum = shares(c);
    double *widths = arena_make_array(d->a, double, c->column_count);

    if ((room - (double)(c->column_count - 1) * gutter) /
            (double)c->column_count <
        70) {
        for (size_t i = 0; i < c->column_count; i++)
            blocks_write(d, c->columns[i]);
        return;
    }
    for (size_t i = 0; i < c->column_count; i++)
        widths[i] = (room + gutter) * (c->weights ? c->weights[i] : 1) / sum;
    GridSpec g = { widths, c->column_count, -gutter / 2, 0, gutter / 2, 0 };
    grid_open(d, &g);
    grid_row_open(d);
    for (size_t i = 0; i < c->column_count; i++) {
        BoxSpec cell = { .width_pt = widths[i] };
        grid_cell_open(d, &cell);
        Room outer = room_enter(d, widths[i] - gutter);
        blocks_write(d, c->columns[i]);
        box_end(d, c->columns[i]);
        room_leave(d, outer);
        grid_cell_close(d);
    }
    grid_row_close(d);
    grid_close(d);
    spacer(d, 14);
}

/* ---- All kinds
 * ----------------------------------------------------------------------------------
 */

static void page_break(Docx *d)
{
    ParaSpec spec = para_spec(STYLE_SPACER);

    if (d->depth)
        return;
    para_open(d, &spec);
    xml_raw(&d->x, "<w:r><w:br w:type=\"page\"/></w:r>");
    para_close(d);
    d->at_top = true;
}

static bool names_itself(const Block *b)
{
    return b->kind == BLOCK_SECTION || b->kind == BLOCK_PARAGRAPH;
}

void block_write(Docx *d, const Block *b)
{
    if (d->failed)
        return;
    if (d->cover_open && b->kind != BLOCK_COVER) {
        section_break(d, d->grid, true);
        d->cover_open = false;
    }
    if (b->page_break_before)
        page_break(d);
    if (b->id.len && !names_itself(b))
        bookmark_place(d, b->id);
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        section_write(d, b);
        break;
    case BLOCK_PARAGRAPH:
        paragraph_write(d, b);
        break;
    case BLOCK_LIST:
        list_write(d, &b->as.list, 0);
        break;
    case BLOCK_CALLOUT:
        callout_write(d, &b->as.callout);
        break;
    case BLOCK_QUOTE:
        quote_write(d, &b->as.quote);
        break;
    case BLOCK_KPIS:
        kpis_write(d, &b->as.kpis);
        break;
    case BLOCK_TABLE:
        table_write(d, b->as.table);
        break;
    case BLOCK_CHART:
        chart_write(d, b->as.chart);
        break;
    case BLOCK_IMAGE:
        image_write(d, &b->as.image);
        break;
    case BLOCK_COLUMNS:
        columns_write(d, &b->as.columns);
        break;
    case BLOCK_COVER:
        cover_write(d, b->as.cover);
        break;
    case BLOCK_TOC:
        toc_write(d, &b->as.toc);
        break;
    case BLOCK_PAGE_BREAK:
        page_break(d);
        break;
    case BLOCK_SLIDE: /* a presentation comes as handout_of_deck() */
        break;
    }
}

void blocks_write(Docx *d, Blocks blocks)
{
    bool outer = d->keep_next;

    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        d->before_chart =
            i + 1 < blocks.len && blocks.at[i + 1].kind == BLOCK_CHART;
        d->keep_next = outer || (b->keep_with_next && b->kind != BLOCK_SECTION);
        block_write(d, b);
        d->keep_next = outer;
    }
}
