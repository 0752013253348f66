/* cover.c - the first page, in the three looks an agency may choose. */

#include "layout/parts.h"

/* What the look decides. */
typedef struct {
    Rect field;       /* in the brand's colour; nothing if it has no height */
    double text_x_pt; /* where title and lines begin */
    double text_width_pt;
    double title_y_pt; /* top of the title, or its foot where it grows upward */
    bool grows_upward;
    Color title_color, line_color;
    double lines_y_pt; /* of the client, period, ...; 0: below the title */
    bool logo_on_field;
    bool lines_on_field;
} CoverPlan;

static CoverPlan plan_band(const Layout *l)
{
    const PageGrid *g = l->grid;
    double band = g->left_pt + columns_width_pt(g, 3);
    double x = g->left_pt + columns_width_pt(g, 4) + g->gutter_pt;
    double width = g->paper.width_pt - g->right_pt - x;

    return (CoverPlan){
        .field = { start_x(l, g->paper.width_pt, 0, band), 0, band,
                   g->paper.height_pt },
        .text_x_pt = start_x(l, g->paper.width_pt, x, width),
        .text_width_pt = width,
        .title_y_pt = g->paper.height_pt * 0.38,
        .title_color = l->t->colors.ink,
        .line_color = l->t->colors.ink_2,
        .logo_on_field = true,
    };
}

static CoverPlan plan_field(const Layout *l)
{
    const PageGrid *g = l->grid;
    double foot = g->paper.height_pt * 0.58;

    return (CoverPlan){
        .field = { 0, 0, g->paper.width_pt, foot },
        .text_x_pt = g->left_pt,
        .text_width_pt = grid_width_pt(g),
        .title_y_pt = foot - 42,
        .grows_upward = true,
        .title_color = l->t->colors.on_brand,
        .line_color = l->t->colors.ink_2,
        .lines_y_pt = foot + 42,
        .logo_on_field = true,
    };
}

static CoverPlan plan_plain(const Layout *l)
{
    const PageGrid *g = l->grid;

    return (CoverPlan){
        .text_x_pt = g->left_pt,
        .text_width_pt = grid_width_pt(g),
        .title_y_pt = g->paper.height_pt * 0.30,
        .title_color = l->t->colors.ink,
        .line_color = l->t->colors.ink_2,
    };
}

static CoverPlan plan_cover(const Layout *l)
{
    switch ((CoverLook)l->r->brand.cover) {
    case COVER_BAND:
        return plan_band(l);
    case COVER_FIELD:
        return plan_field(l);
    case COVER_PLAIN:
        break;
    }
    return plan_plain(l);
}

/* ---- Logos --------------------------------------------------------------- */

static Size within(Size natural, Size most)
{
    double across = most.width_pt / natural.width_pt;
    double down = most.height_pt / natural.height_pt;
    double scale = across < down ? across : down;

    return (Size){ natural.width_pt * scale, natural.height_pt * scale };
}

static void draw_logo(Layout *l, Frame *page, const Picture *logo, Str alt,
                      Rect area, TagId parent)
{
    TagId tag = alt.len ? tag_under(l, parent, ROLE_FIGURE) : TAG_ARTIFACT;

    frame_add_picture(l->a, page, tag, area, logo);
    if (!alt.len)
        return;
    TagAttributes *attributes = tag_attributes(l->a, &l->doc->tags, tag);
    attributes->alt = alt;
    attributes->bbox = area;
    attributes->page = (uint32_t)(l->doc->pages.len - 1);
    attributes->has_bbox = true;
}

static void agency_logo(Layout *l, Frame *page, const CoverPlan *p,
                        TagId parent)
{
    const Brand *b = &l->r->brand;
    const PageGrid *g = l->grid;
    bool on_dark = p->logo_on_field && p->field.height_pt > 0 &&
                   l->t->colors.on_brand.red > 127;
    const Picture *logo =
        on_dark && b->logo_on_dark ? b->logo_on_dark : b->logo;
    if (!logo)
        return;
    Size size = within(picture_size(logo), (Size){ 105, 28 });
    Rect area = { start_x(l, g->paper.width_pt, g->left_pt, size.width_pt), 56,
                  size.width_pt, size.height_pt };

    /* a logo made for white stands on white */
    if (on_dark && !b->logo_on_dark)
        frame_add_rect(l->a, page, TAG_ARTIFACT,
                       (Rect){ area.x_pt - 7, area.y_pt - 7, area.width_pt + 14,
                               area.height_pt + 14 },
                       l->t->colors.paper);
    draw_logo(l, page, logo, b->logo_alt, area, parent);
}

static void client_logo(Layout *l, Frame *page, const Cover *c, TagId parent)
{
    const PageGrid *g = l->grid;

    if (!c->client_logo)
        return;
    Size size = within(picture_size(c->client_logo), (Size){ 112, 42 });
    Rect area = { start_x(l, g->paper.width_pt,
                          g->paper.width_pt - g->right_pt - size.width_pt,
                          size.width_pt),
                  g->paper.height_pt - 56 - size.height_pt, size.width_pt,
                  size.height_pt };
    draw_logo(l, page, c->client_logo, c->client_logo_alt, area, parent);
}

/* ---- Words --------------------------------------------------------------- */

static double text_height(Layout *l, Str text, TextRole role, double width_pt)
{
    Run run = { .text = text };
    Para para = { .runs = { &run, 1 },
                  .role = role,
                  .width_pt = width_pt,
                  .tag = TAG_ARTIFACT };

    return text.len ? para_slab(l, &para).height_pt : 0;
}

static double widest_word_pt(const Layout *l, Str text, TextRole role)
{
    TextSetting setting = style_setting(&l->t->text[role], 0);
    double widest = 0;

    for (size_t from = 0, i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] != ' ')
            continue;
        double width =
            text_width_pt(l->t->book, str_slice(text, from, i), setting);
        widest = width > widest ? width : widest;
        from = i + 1;
    }
    return widest;
}

/* The narrowest measure in which the title takes no more lines: they come out
 * of like length, instead of a last one that holds what did not fit. */
static double title_width_pt(Layout *l, const CoverPlan *p, Str title)
{
    double wide = p->text_width_pt;
    double narrow = widest_word_pt(l, title, TEXT_COVER_TITLE);
    double height = text_height(l, title, TEXT_COVER_TITLE, wide);

    for (int i = 0; i < 8 && narrow < wide; i++) {
        double between = (narrow + wide) / 2;
        if (text_height(l, title, TEXT_COVER_TITLE, between) > height)
            narrow = between;
        else
            wide = between;
    }
    return wide;
}

static double cover_text(Layout *l, Frame *page, const CoverPlan *p,
                         TagId parent, Str text, TextRole role, Role tag,
                         Color color, double y_pt)
{
    Run run = { .text = text };

    if (!text.len)
        return y_pt;
    double width = role == TEXT_COVER_TITLE ? title_width_pt(l, p, text)
                                            : p->text_width_pt;
    Para para = { .runs = { &run, 1 },
                  .role = role,
                  .width_pt = width,
                  .tag = tag_under(l, parent, tag),
                  .has_color = true,
                  .color = color };
    Slab slab = para_slab(l, &para);
    double x = p->text_x_pt + (l->rtl ? p->text_width_pt - width : 0);
    frame_add_group(l->a, page, 0, (Point){ x, y_pt }, slab.frame);
    return y_pt + slab.height_pt;
}

static double draw_title(Layout *l, Frame *page, const CoverPlan *p,
                         const Cover *c, TagId parent)
{
    Color under = p->grows_upward ? p->title_color : p->line_color;
    double y = p->title_y_pt;

    if (p->grows_upward)
        y -= text_height(l, c->title, TEXT_COVER_TITLE, p->text_width_pt) + 7 +
             text_height(l, c->subtitle, TEXT_COVER_SUBTITLE, p->text_width_pt);
    if (p->field.height_pt <= 0)
        frame_add_rect(
            l->a, page, TAG_ARTIFACT,
            (Rect){ start_x(l, l->grid->paper.width_pt, p->text_x_pt, 56),
                    y - 24.5, 56, 4 },
            l->t->colors.accent);
    y = cover_text(l, page, p, parent, c->title, TEXT_COVER_TITLE, ROLE_TITLE,
                   p->title_color, y);
    return cover_text(l, page, p, parent, c->subtitle, TEXT_COVER_SUBTITLE,
                      ROLE_P, under, y + 7);
}

void cover_add(Layout *l, const Cover *c)
{
    if (!l->is_empty) {
        page_end(l);
        page_begin(l, l->grid);
    }
    thing_is_here(l, c);
    CoverPlan p = plan_cover(l);
    Frame *page = &l->doc->pages.at[l->doc->pages.len - 1].frame;
    TagId parent = tag_under(l, l->parent, ROLE_SECT);
    double y;

    l->info.at[l->info.len - 1].is_bare = true;
    if (p.field.height_pt > 0)
        frame_add_rect(l->a, page, TAG_ARTIFACT, p.field, l->t->colors.brand);
    agency_logo(l, page, &p, parent);
    y = draw_title(l, page, &p, c, parent);
    y = p.lines_y_pt > 0 ? p.lines_y_pt : y + 35;
    y = cover_text(l, page, &p, parent, c->client_name, TEXT_COVER_SUBTITLE,
                   ROLE_P, l->t->colors.ink, y);
    const Str lines[] = { c->period, c->date, c->prepared_by, c->version,
                          c->confidentiality };
    y += 14;
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        y = cover_text(l, page, &p, parent, lines[i], TEXT_COVER_META, ROLE_P,
                       p.line_color, y) +
            (lines[i].len ? 3.5 : 0);
    client_logo(l, page, c, parent);
    /* nothing else stands on the cover */
    l->is_empty = false;
    l->y_pt = l->grid->paper.height_pt;
}
