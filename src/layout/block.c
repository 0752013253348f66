/* block.c - each kind of block to its composer; the small kinds themselves. */

#include "layout/parts.h"
#include "layout/sections.h"

/* ---- What all kinds use -------------------------------------------------- */

TagId tag_under(Layout *l, TagId parent, Role role)
{
    return TAG_IS_ARTIFACT(parent) ? parent
                                   : tag_add(l->a, &l->doc->tags, parent, role);
}

double start_x(const Layout *l, double room_pt, double x_pt, double width_pt)
{
    return l->rtl ? room_pt - x_pt - width_pt : x_pt;
}

/* Running text stands in the last two thirds of a page, a measure of some
 * seventy characters; in anything narrower it takes the whole width, as it does
 * on the pages of a house that has it so. */
static int text_columns(const Layout *l)
{
    return l->grid->is_full ? l->grid->columns : l->grid->columns * 2 / 3;
}

double text_width_of_pt(const Layout *l, const Galley *g)
{
    return g->is_paged ? columns_width_pt(l->grid, text_columns(l))
                       : g->width_pt;
}

double text_left_pt(const Layout *l, const Galley *g)
{
    return g->is_paged && !l->rtl ? g->width_pt - text_width_of_pt(l, g) : 0;
}

uint32_t destination_of(Layout *l, Str id)
{
    void *known = map_find(&l->targets, id);

    if (known)
        return (uint32_t)((uintptr_t)known - 1);
    uint32_t index = (uint32_t)l->doc->destinations.len;
    *list_add(l->a, &l->doc->destinations) = (Destination){ 0 };
    map_set(l->a, &l->targets, str_copy(l->a, id),
            (void *)(uintptr_t)(index + 1));
    return index;
}

Pin destination_pin(uint32_t destination)
{
    return (Pin){ .kind = PIN_DESTINATION, .destination = destination };
}

/* ---- Paragraphs ---------------------------------------------------------- */

static TextRole paragraph_role(ParagraphKind kind)
{
    static const TextRole roles[] = { TEXT_BODY, TEXT_LEAD, TEXT_NOTE,
                                      TEXT_NOTE };
    return roles[kind];
}

static bool is_narrow(const Layout *l, TextRole role, double width_pt)
{
    return !l->is_slide && width_pt < 45 * 0.48 * l->t->text[role].size_pt;
}

static void paragraph_add(Layout *l, Galley *g, const Block *b)
{
    const Paragraph *p = &b->as.paragraph;
    TextRole role = paragraph_role((ParagraphKind)p->kind);
    double width = text_width_of_pt(l, g);

    if (!str_trim(runs_text(l->a, p->runs)).len)
        return;
    Para para = { .runs = p->runs,
                  .role = role,
                  .width_pt = width,
                  .tag = tag_under(l, l->parent, ROLE_P),
                  .hyphenate = is_narrow(l, role, width) };
    double x = text_left_pt(l, g);

    /* what explains a table or chart stands flush with it */
    if (p->kind == PARA_SOURCE) {
        para.width_pt = g->width_pt;
        x = 0;
    }
    para_add(l, g, &para, x, b->keep_with_next);
}

/* ---- Lists --------------------------------------------------------------- */

enum { LIST_INDENT_PT = 14 };

static void draw_marker(Layout *l, Slab *line, const List *list, size_t item,
                        double width_pt, TagId li)
{
    const TextStyle *s = &l->t->text[TEXT_LIST];
    TagId lbl = tag_under(l, li, ROLE_LBL);
    Str marker = list->ordered
                     ? str_format(l->a, "%u.", (unsigned)(list->start + item))
                     : STR("•");
    double width = role_width_pt(l, TEXT_LIST, marker);
    double x = list->ordered ? -3.5 - width : -LIST_INDENT_PT + 1.75;

    if (l->rtl)
        x = width_pt - x - width;
    draw_text(l, line->frame, lbl, TEXT_LIST, marker,
              (Point){ x, role_baseline_pt(s) }, l->t->colors.accent);
}

typedef struct {
    Layout *l;
    Galley *g;
    const List *list;
    double x_pt, width_pt;
    int depth;
} ListSetting;

static void item_paragraph(const ListSetting *s, const Block *b, TagId body,
                           bool is_last)
{
    Layout *l = s->l;
    const TextStyle *style = &l->t->text[TEXT_LIST];
    Para para = { .runs = b->as.paragraph.runs,
                  .role = TEXT_LIST,
                  .width_pt = s->width_pt - LIST_INDENT_PT,
                  .tag = tag_under(l, body, ROLE_P),
                  .hyphenate = is_narrow(l, TEXT_LIST, s->width_pt) };
    double x = l->rtl ? s->x_pt : s->x_pt + LIST_INDENT_PT;

    Lines lines = para_lines(l, &para);
    for (size_t i = 0; i < lines.len; i++) {
        Slab *line = &lines.at[i];
        line->x_pt = x;
        line->keep_with_next = i + 1 < lines.len &&
                               (i == 0 || i + 2 == lines.len || lines.len <= 3);
        if (i + 1 == lines.len)
            line->after_pt = is_last && s->depth == 0
                                 ? l->t->text[TEXT_BODY].after_pt
                                 : style->after_pt;
        galley_add(l, s->g, *line);
    }
}

static void list_compose(Layout *l, Galley *g, const List *list, TagId parent,
                         double x_pt, double width_pt, int depth);

/* The marker is a slab of no height before the first line: it takes its place
 * in the structure before the text does. */
static void item_marker(const ListSetting *s, size_t item, TagId li)
{
    Layout *l = s->l;
    Slab marker = { .frame = arena_make(l->a, Frame), .keep_with_next = true };

    marker.x_pt = l->rtl ? s->x_pt : s->x_pt + LIST_INDENT_PT;
    draw_marker(l, &marker, s->list, item, s->width_pt - LIST_INDENT_PT, li);
    galley_add(l, s->g, marker);
}

static void item_compose(const ListSetting *s, size_t item, TagId li)
{
    Layout *l = s->l;
    const ListItem *it = &s->list->items[item];

    item_marker(s, item, li);
    TagId body = tag_under(l, li, ROLE_LBODY);
    for (size_t i = 0; i < it->body.len; i++) {
        const Block *b = &it->body.at[i];
        bool is_last = item + 1 == s->list->item_count && i + 1 == it->body.len;
        if (b->kind == BLOCK_LIST)
            list_compose(l, s->g, &b->as.list, body,
                         l->rtl ? s->x_pt : s->x_pt + LIST_INDENT_PT,
                         s->width_pt - LIST_INDENT_PT, s->depth + 1);
        else if (b->kind == BLOCK_PARAGRAPH)
            item_paragraph(s, b, body, is_last);
        else
            block_add(l, s->g, b);
    }
}

static void list_compose(Layout *l, Galley *g, const List *list, TagId parent,
                         double x_pt, double width_pt, int depth)
{
    ListSetting s = { l, g, list, x_pt, width_pt, depth };
    TagId tag = tag_under(l, parent, ROLE_L);

    tag_attributes(l->a, &l->doc->tags, tag)->numbering =
        list->ordered ? LIST_DECIMAL : LIST_BULLET;
    for (size_t i = 0; i < list->item_count; i++)
        item_compose(&s, i, tag_under(l, tag, ROLE_LI));
}

void list_add_block(Layout *l, Galley *g, const List *list, int depth)
{
    list_compose(l, g, list, l->parent, text_left_pt(l, g),
                 text_width_of_pt(l, g), depth);
}

/* ---- Footnotes ----------------------------------------------------------- */

const Slab *note_slab(Layout *l, uint32_t number)
{
    Str key = str_format(l->a, "%u", (unsigned)number);
    const Slab *known = map_find(&l->notes_set, key);

    if (known)
        return known;
    Slab *slab = arena_make(l->a, Slab);
    const Footnote *note = &l->r->notes[number - 1];
    TagId tag = tag_under(l, l->parent, ROLE_NOTE);
    TagId lbl = tag_under(l, tag, ROLE_LBL);
    const TextStyle *s = &l->t->text[TEXT_NOTE];
    double width = columns_width_pt(l->grid, text_columns(l));
    Para para = { .runs = note->text,
                  .role = TEXT_NOTE,
                  .width_pt = width - LIST_INDENT_PT,
                  .tag = tag_under(l, tag, ROLE_P) };
    Slab text = para_slab(l, &para);

    tag_attributes(l->a, &l->doc->tags, tag)->id =
        str_format(l->a, "note-%u", (unsigned)number);
    slab->frame = arena_make(l->a, Frame);
    slab->height_pt = text.height_pt;
    draw_aligned(l, slab->frame, lbl, TEXT_NOTE, key,
                 start_x(l, width, 0, LIST_INDENT_PT),
                 start_x(l, width, 0, LIST_INDENT_PT) + LIST_INDENT_PT,
                 role_baseline_pt(s), l->rtl ? ALIGN_RIGHT : ALIGN_LEFT,
                 s->color);
    slab_merge(l, slab, &text, l->rtl ? 0 : LIST_INDENT_PT, 0);
    if (l->rtl)
        slab->x_pt = grid_width_pt(l->grid) - width;
    map_set(l->a, &l->notes_set, key, slab);
    return slab;
}

/* ---- Side by side -------------------------------------------------------- */

static double shares(const Columns *c)
{
    double sum = 0;
    for (size_t i = 0; i < c->column_count; i++)
        sum += c->weights ? c->weights[i] : 1;
    return sum;
}

void columns_add(Layout *l, Galley *g, const Columns *c)
{
    double gutter = l->t->page.gutter_pt;
    double room = g->width_pt - (double)(c->column_count - 1) * gutter;
    Slab row = { .frame = arena_make(l->a, Frame),
                 .before_pt = 7,
                 .after_pt = 14 };
    double x = 0, sum = shares(c);

    if (room / (double)c->column_count < 70) {
        for (size_t i = 0; i < c->column_count; i++)
            blocks_add(l, g, c->columns[i]);
        return;
    }
    for (size_t i = 0; i < c->column_count; i++) {
        double share = (c->weights ? c->weights[i] : 1) / sum;
        Galley column = { .width_pt = room * share };
        blocks_add(l, &column, c->columns[i]);
        Slab set = galley_stack(l, &column);
        slab_merge(l, &row, &set, start_x(l, g->width_pt, x, column.width_pt),
                   0);
        if (set.height_pt > row.height_pt)
            row.height_pt = set.height_pt;
        x += column.width_pt + gutter;
    }
    row.frame->size = (Size){ g->width_pt, row.height_pt };
    galley_add(l, g, row);
}

/* ---- Pictures ------------------------------------------------------------ */

static Size image_size(const Layout *l, const Galley *g, const ImageBlock *i)
{
    Size natural = picture_size(i->picture);
    double room = g->width_pt;
    double most_height = grid_height_pt(l->grid) * 0.6;
    double scale;

    if (natural.width_pt <= 0 || natural.height_pt <= 0)
        return (Size){ 0, 0 };
    scale =
        (i->width_pt > 0 ? i->width_pt : natural.width_pt) / natural.width_pt;
    if (natural.width_pt * scale > room)
        scale = room / natural.width_pt;
    if (natural.height_pt * scale > most_height)
        scale = most_height / natural.height_pt;
    return (Size){ natural.width_pt * scale, natural.height_pt * scale };
}

void image_add(Layout *l, Galley *g, const ImageBlock *i)
{
    Size size = image_size(l, g, i);
    TagId tag =
        i->alt.len ? tag_under(l, l->parent, ROLE_FIGURE) : TAG_ARTIFACT;
    double slack = g->width_pt - size.width_pt;
    double x = i->align == ALIGN_RIGHT    ? slack
               : i->align == ALIGN_CENTER ? slack / 2
                                          : (l->rtl ? slack : 0);
    Rect area = { x, 0, size.width_pt, size.height_pt };
    Slab slab = { .frame = arena_make(l->a, Frame),
                  .height_pt = size.height_pt,
                  .before_pt = 7,
                  .after_pt = i->caption.len ? 3.5 : 14,
                  .keep_with_next = i->caption.len != 0 };

    frame_add_picture(l->a, slab.frame, tag, area, i->picture);
    if (i->alt.len) {
        tag_attributes(l->a, &l->doc->tags, tag)->alt = i->alt;
        *list_add(l->a, &slab.pins) =
            (Pin){ .kind = PIN_FIGURE, .area = area, .tag = tag };
    }
    galley_add(l, g, slab);
    if (i->caption.len) {
        Para caption = { .runs = with_number(l, i->number, i->caption),
                         .role = TEXT_CAPTION,
                         .width_pt = g->width_pt,
                         .tag = tag_under(l, l->parent, ROLE_P) };
        para_add(l, g, &caption, 0, false);
    }
}

/* ---- All kinds ----------------------------------------------------------- */

static void page_break_add(Layout *l, Galley *g)
{
    if (!g->is_paged)
        return;
    galley_flush(l, g);
    if (!l->is_empty) {
        page_end(l);
        page_begin(l, l->grid);
    }
}

static void add_by_kind(Layout *l, Galley *g, const Block *b)
{
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        section_add(l, g, b);
        break;
    case BLOCK_PARAGRAPH:
        paragraph_add(l, g, b);
        break;
    case BLOCK_LIST:
        list_add_block(l, g, &b->as.list, 0);
        break;
    case BLOCK_CALLOUT:
        callout_add(l, g, &b->as.callout);
        break;
    case BLOCK_QUOTE:
        quote_add(l, g, &b->as.quote);
        break;
    case BLOCK_KPIS:
        kpis_add(l, g, &b->as.kpis);
        break;
    case BLOCK_TABLE:
        table_add(l, g, b->as.table);
        break;
    case BLOCK_CHART:
        chart_add(l, g, b->as.chart);
        break;
    case BLOCK_IMAGE:
        image_add(l, g, &b->as.image);
        break;
    case BLOCK_COLUMNS:
        columns_add(l, g, &b->as.columns);
        break;
    case BLOCK_COVER:
        cover_add(l, b->as.cover);
        break;
    case BLOCK_TOC:
        toc_add(l, g, &b->as.toc);
        break;
    case BLOCK_PAGE_BREAK:
        page_break_add(l, g);
        break;
    case BLOCK_SLIDE: /* deck.c lays these out */
        break;
    }
}

void block_add(Layout *l, Galley *g, const Block *b)
{
    if (l->failed)
        return;
    if (b->page_break_before)
        page_break_add(l, g);
    bool is_listed = l->lists_captions && caption_of(b).number.len;
    if (b->kind != BLOCK_COVER)
        thing_begins(l, block_thing(b));
    /* a section names its own place, with its heading */
    if ((b->id.len || is_listed) && b->kind != BLOCK_SECTION) {
        Slab place = { .keep_with_next = true };
        uint32_t destination = block_destination(l, b);
        *list_add(l->a, &place.pins) = destination_pin(destination);
        galley_add(l, g, place);
        if (is_listed)
            *list_add(l->a, &l->doc->captions) = destination;
    }
    add_by_kind(l, g, b);
}

void blocks_add(Layout *l, Galley *g, Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++) {
        l->after = (Blocks){ &blocks.at[i + 1], blocks.len - i - 1 };
        block_add(l, g, &blocks.at[i]);
    }
}
