/* section.c - headings, the contents, and the outline. */

#include "layout/parts.h"
#include "layout/sections.h"

static TextRole heading_role(int level)
{
    static const TextRole roles[] = { TEXT_H1, TEXT_H2, TEXT_H3, TEXT_H4 };
    return roles[level < 1 ? 0 : level > 4 ? 3 : level - 1];
}

static Role heading_tag(int level)
{
    return (Role)(ROLE_H1 + (level < 1 ? 0 : level > 4 ? 3 : level - 1));
}

/* ---- Where sections begin ------------------------------------------------ */

uint32_t block_destination(Layout *l, const Block *b)
{
    if (b->id.len)
        return destination_of(l, b->id);
    /* no id of a template contains a NUL, so this is nobody's */
    return destination_of(l, str_format(l->a, "%c%p", 0, (const void *)b));
}

static Str section_title(Layout *l, const Section *s)
{
    Str title = runs_text(l->a, s->title);
    return s->number.len ? str_format(l->a, "%.*s  %.*s", STR_ARG(s->number),
                                      STR_ARG(title))
                         : title;
}

static void add_outline(Layout *l, const Section *s, uint32_t destination)
{
    if (s->unlisted)
        return;
    *list_add(l->a, &l->doc->outline) =
        (OutlineEntry){ section_title(l, s), s->level, destination };
}

/* ---- Headings ------------------------------------------------------------ */

/* The number of a top section stands on a line of its own, in the accent. */
static void number_line(Layout *l, Galley *g, const Section *s, TagId tag,
                        double before_pt, Pins *pins)
{
    const TextStyle *style = &l->t->text[TEXT_SECTION_NUMBER];
    Slab line = { .frame = arena_make(l->a, Frame),
                  .height_pt = style->leading_pt,
                  .before_pt = before_pt,
                  .after_pt = 3.5,
                  .keep_with_next = true,
                  .pins = *pins };

    draw_aligned(l, line.frame, tag, TEXT_SECTION_NUMBER, s->number, 0,
                 g->width_pt, role_baseline_pt(style),
                 l->rtl ? ALIGN_RIGHT : ALIGN_LEFT, style->color);
    *pins = (Pins){ 0 };
    galley_add(l, g, line);
}

static Runs numbered_title(Layout *l, const Section *s)
{
    if (!s->number.len || s->level == 1)
        return s->title;
    Run *runs = arena_make_array(l->a, Run, s->title.len + 1);
    runs[0].text = str_format(l->a, "%.*s\u2002", STR_ARG(s->number));
    for (size_t i = 0; i < s->title.len; i++)
        runs[i + 1] = s->title.at[i];
    return (Runs){ runs, s->title.len + 1 };
}

static void heading_add(Layout *l, Galley *g, const Section *s, Pins pins)
{
    TextRole role = heading_role(s->level);
    const TextStyle *style = &l->t->text[role];
    TagId tag = tag_under(l, l->parent, heading_tag(s->level));
    bool in_text = s->level >= 3;
    double before = s->level == 1 ? 35 : style->before_pt;
    Para para = { .runs = numbered_title(l, s),
                  .role = role,
                  .width_pt = in_text ? text_width_of_pt(l, g) : g->width_pt,
                  .tag = tag };

    if (s->level == 1 && s->number.len) {
        number_line(l, g, s, tag, before, &pins);
        before = 0;
    }
    Lines lines = para_lines(l, &para);
    for (size_t i = 0; i < lines.len; i++) {
        Slab *line = &lines.at[i];
        line->x_pt = in_text ? text_left_pt(l, g) : 0;
        line->keep_with_next = true;
        line->before_pt = i == 0 ? before : 0;
        line->after_pt = i + 1 == lines.len ? style->after_pt : 0;
        for (size_t k = 0; i == 0 && k < pins.len; k++)
            *list_add(l->a, &line->pins) = pins.at[k];
        galley_add(l, g, *line);
    }
}

/* Pages on their side before and after a section that wants them. */
static void turn_page(Layout *l, Galley *g, const PageGrid *grid)
{
    galley_flush(l, g);
    if (l->grid == grid)
        return;
    if (l->is_empty) {
        /* the page was begun in the other direction: begin it anew */
        l->doc->pages.len--;
        l->info.len--;
    } else {
        page_end(l);
    }
    page_begin(l, grid);
    g->width_pt = grid_width_pt(grid);
}

void section_add(Layout *l, Galley *g, const Block *b)
{
    const Section *s = &b->as.section;
    const PageGrid *outer = l->grid;
    TagId parent = l->parent;
    Pins pins = { 0 };
    uint32_t destination = block_destination(l, b);
    bool turns = s->landscape && g->is_paged && outer != &l->t->landscape;

    if (turns)
        turn_page(l, g, &l->t->landscape);
    add_outline(l, s, destination);
    *list_add(l->a, &pins) = destination_pin(destination);
    if (s->level <= 1)
        *list_add(l->a, &pins) =
            (Pin){ .kind = PIN_SECTION,
                   .text = s->short_title.len ? s->short_title
                                              : runs_text(l->a, s->title) };
    l->parent = tag_under(l, parent, ROLE_SECT);
    heading_add(l, g, s, pins);
    blocks_add(l, g, s->body);
    if (turns)
        turn_page(l, g, outer);
    l->parent = parent;
}

/* ---- Contents ------------------------------------------------------------ */

enum { TOC_NUMBER_PT = 28, TOC_INDENT_PT = 21 };

/* A line of a list: what it says, and where that is. */
typedef struct {
    Str text;
    uint32_t destination;
    int level; /* from 1; 0: of figures or tables */
} TocLine;

static void toc_entry(Layout *l, Galley *g, TocLine e, TagId toc)
{
    TextRole role = e.level == 1 ? TEXT_TOC_1 : TEXT_TOC_2;
    double width = text_width_of_pt(l, g);
    double indent = e.level <= 1 ? 0 : TOC_INDENT_PT * (e.level - 1);
    TagId item = tag_under(l, toc, ROLE_TOCI);
    TagId link = tag_under(l, tag_under(l, item, ROLE_REFERENCE), ROLE_LINK);
    Runs title = runs_of(l->a, e.text);
    Para para = { .runs = title,
                  .role = role,
                  .width_pt = width - indent - TOC_NUMBER_PT,
                  .tag = link };
    Slab text = para_slab(l, &para);
    Slab entry = { .frame = arena_make(l->a, Frame),
                   .x_pt = text_left_pt(l, g),
                   .height_pt = text.height_pt,
                   .before_pt = e.level == 1 ? 3.5 : 0 };
    Rect number = { start_x(l, width, width - TOC_NUMBER_PT, TOC_NUMBER_PT),
                    text.height_pt - l->t->text[role].leading_pt, TOC_NUMBER_PT,
                    l->t->text[role].leading_pt };

    slab_merge(l, &entry, &text, l->rtl ? TOC_NUMBER_PT : indent, 0);
    *list_add(l->a, &entry.pins) =
        (Pin){ .kind = PIN_LINK,
               .area = { 0, 0, width, text.height_pt },
               .tag = link,
               .destination = e.destination,
               .contents = runs_text(l->a, title) };
    *list_add(l->a, &entry.pins) = (Pin){ .kind = PIN_NUMBER,
                                          .area = number,
                                          .tag = link,
                                          .destination = e.destination };
    galley_add(l, g, entry);
}

static void toc_entries(Layout *l, Galley *g, Blocks blocks, int depth,
                        TagId toc)
{
    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        if (b->kind != BLOCK_SECTION || b->as.section.level > depth)
            continue;
        if (!b->as.section.unlisted)
            toc_entry(l, g,
                      (TocLine){ section_title(l, &b->as.section),
                                 block_destination(l, b), b->as.section.level },
                      toc);
        toc_entries(l, g, b->as.section.body, depth, toc);
    }
}

static void caption_entries(Layout *l, Galley *g, bool tables, TagId toc)
{
    Captions all = captions_of(l->a, l->r->body);

    for (size_t i = 0; i < all.len; i++) {
        const Caption *c = &all.at[i];
        Str text = str_format(l->a, "%.*s  %.*s", STR_ARG(c->number),
                              STR_ARG(runs_text(l->a, c->title)));
        if (c->is_table == tables)
            toc_entry(l, g,
                      (TocLine){ text, block_destination(l, c->block), 0 },
                      toc);
    }
}

void toc_add(Layout *l, Galley *g, const Toc *toc)
{
    TagId parent = tag_under(l, l->parent, ROLE_SECT);
    Para title = { .runs = runs_of(l->a, toc->title),
                   .role = toc->of == TOC_SECTIONS ? TEXT_H1 : TEXT_H2,
                   .width_pt = g->width_pt,
                   .tag = tag_under(l, parent, ROLE_H1) };

    para_add(l, g, &title, 0, true);
    parent = tag_under(l, parent, ROLE_TOC);
    if (toc->of == TOC_SECTIONS)
        toc_entries(l, g, l->r->body, toc->depth ? toc->depth : 2, parent);
    else
        caption_entries(l, g, toc->of == TOC_TABLES, parent);
    galley_flush(l, g);
}
