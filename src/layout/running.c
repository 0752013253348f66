/* running.c - running heads and feet, and the page numbers of the contents. */

#include "layout/parts.h"

static Str replace(Arena *a, Str pattern, Str name, uint32_t number)
{
    size_t at = str_find(pattern, name);

    if (at == pattern.len)
        return pattern;
    return str_format(a, "%.*s%u%.*s", (int)at, pattern.at, (unsigned)number,
                      (int)(pattern.len - at - name.len),
                      pattern.at + at + name.len);
}

/* "12 / 48" by the language's pattern "{page} / {pages}". */
static Str folio(Layout *l, size_t page)
{
    Str text = l->r->page_of.len ? l->r->page_of : STR("{page} / {pages}");

    text = replace(l->a, text, STR("{page}"), (uint32_t)page + 1);
    return replace(l->a, text, STR("{pages}"), (uint32_t)l->doc->pages.len);
}

static Str cut(Layout *l, TextRole role, Str s, double room_pt)
{
    return text_cut(l->t->book, l->a, s, style_setting(&l->t->text[role], 0),
                    room_pt, CUT_END);
}

typedef struct {
    Layout *l;
    Frame *page;
    const PageGrid *grid;
} Furniture;

/* `outer`: at the side where a line ends. */
static void at_side(const Furniture *f, TagId tag, TextRole role, Str text,
                    double baseline_pt, bool outer)
{
    const PageGrid *g = f->grid;
    bool right = outer != f->l->rtl;

    if (text.len)
        draw_aligned(f->l, f->page, tag, role, text, g->left_pt,
                     g->paper.width_pt - g->right_pt, baseline_pt,
                     right ? ALIGN_RIGHT : ALIGN_LEFT,
                     f->l->t->text[role].color);
}

static void draw_head(const Furniture *f, const PageInfo *info)
{
    Layout *l = f->l;
    double room = grid_width_pt(f->grid) - 14;
    double y = f->grid->header_baseline_pt;

    at_side(f, TAG_HEADER, TEXT_HEADER,
            cut(l, TEXT_HEADER, l->r->running_title, room * 0.6), y, false);
    at_side(f, TAG_HEADER, TEXT_HEADER,
            cut(l, TEXT_HEADER, info->section, room * 0.4), y, true);
}

static void draw_foot(const Furniture *f, size_t page)
{
    Layout *l = f->l;
    const Brand *b = &l->r->brand;
    const PageGrid *g = f->grid;
    double y = g->paper.height_pt - g->footer_baseline_pt;
    Str left = b->name;

    if (b->footer.len)
        left = b->name.len ? str_format(l->a, "%.*s  ·  %.*s", STR_ARG(b->name),
                                        STR_ARG(b->footer))
                           : b->footer;
    if (b->footer.len)
        frame_add_rule(l->a, f->page, TAG_FOOTER, (Point){ g->left_pt, y - 14 },
                       (Point){ g->paper.width_pt - g->right_pt, y - 14 }, 0.5,
                       l->t->colors.rule);
    at_side(f, TAG_FOOTER, TEXT_FOOTER,
            cut(l, TEXT_FOOTER, left, grid_width_pt(g) - 70), y, false);
    at_side(f, TAG_FOOTER, TEXT_FOOTER, folio(l, page), y, true);
}

static void number_add(Layout *l, const LateNumber *n)
{
    const Destination *d = &l->doc->destinations.at[n->destination];
    const TextStyle *s = &l->t->text[TEXT_TOC_1];
    Str text = str_format(l->a, "%u", (unsigned)d->page + 1);

    draw_aligned(l, &l->doc->pages.at[n->page].frame, n->tag, TEXT_TOC_2, text,
                 n->area.x_pt, n->area.x_pt + n->area.width_pt,
                 n->area.y_pt + role_baseline_pt(s),
                 l->rtl ? ALIGN_LEFT : ALIGN_RIGHT, l->t->colors.ink);
}

void running_add(Layout *l)
{
    for (size_t i = 0; i < l->numbers.len; i++)
        number_add(l, &l->numbers.at[i]);
    for (size_t i = 0; i < l->doc->pages.len; i++) {
        const PageInfo *info = &l->info.at[i];
        Furniture f = { l, &l->doc->pages.at[i].frame,
                        info->landscape ? &l->t->landscape : &l->t->page };
        if (!info->is_bare) {
            draw_head(&f, info);
            draw_foot(&f, i);
        }
        watermark_add(l, f.page, 1);
    }
}
