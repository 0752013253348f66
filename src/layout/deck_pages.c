/* deck_pages.c - fitted slides as pages of a tagged document. */

#include "layout/deck.h"

#include "layout/fit.h"

typedef struct {
    Layout l;
    const FittedDeck *deck;
    Frame *page;
    uint32_t index;
    TagId sect;
} Pages;

/* ---- Words ------------------------------------------------------------------
 */

typedef struct {
    Str text;
    TextRole role;
    double size_pt, leading_pt;
    Color color;
    Rect area;
    TagId tag;
    bool from_foot, is_bold;
    size_t max_lines;
} Words;

/* Returns the height it takes. */
static double draw_words(Pages *p, const Words *w)
{
    TextStyle style = p->l.t->text[w->role];
    Run run = { .text = w->text };
    Para para = { .runs = { &run, 1 },
                  .role = w->role,
                  .style = &style,
                  .width_pt = w->area.width_pt,
                  .tag = w->tag,
                  .has_color = true,
                  .color = w->color,
                  .bold = w->is_bold,
                  .max_lines = w->max_lines };
    Slab slab;
    double y = w->area.y_pt;

    if (!w->text.len)
        return 0;
    style.size_pt = w->size_pt;
    style.leading_pt = w->leading_pt;
    slab = para_slab(&p->l, &para);
    if (w->from_foot)
        y += w->area.height_pt - slab.height_pt;
    slab_draw(&p->l, &slab, w->area.x_pt, y);
    return slab.height_pt;
}

static void draw_title(Pages *p, const FittedSlide *s)
{
    const Palette *c = &p->l.t->colors;
    bool on_field = s->places.field.width_pt > 0;
    Words w = { .text = s->title,
                .role = TEXT_H1,
                .size_pt = s->title_pt,
                .leading_pt = s->title_pt * 1.2,
                .color = on_field ? c->on_brand : c->ink,
                .area = s->places.title,
                .tag = tag_under(&p->l, p->sect, ROLE_H1),
                .from_foot = s->places.title_at_foot };

    draw_words(p, &w);
    w = (Words){ .text = s->subtitle,
                 .role = TEXT_COVER_SUBTITLE,
                 .size_pt = 20,
                 .leading_pt = 26,
                 .color = on_field ? c->on_brand : c->ink_2,
                 .area = s->places.subtitle,
                 .tag = s->subtitle.len ? tag_under(&p->l, p->sect, ROLE_P)
                                        : TAG_ARTIFACT,
                 .max_lines = 3 };
    draw_words(p, &w);
}

/* ---- Logos and facts of a title slide --------------------------------------
 */

static void draw_logo(Pages *p, const Picture *logo, Str alt, Rect area,
                      bool at_end, bool plate)
{
    Layout *l = &p->l;
    Size natural = picture_size(logo);
    double across = area.width_pt / natural.width_pt;
    double down = area.height_pt / natural.height_pt;
    double k = across < down ? across : down;
    Rect r = { area.x_pt, area.y_pt, natural.width_pt * k,
               natural.height_pt * k };
    TagId tag = alt.len ? tag_under(l, p->sect, ROLE_FIGURE) : TAG_ARTIFACT;

    if (at_end != l->rtl)
        r.x_pt = area.x_pt + area.width_pt - r.width_pt;
    if (plate)
        frame_add_rect(
            l->a, p->page, TAG_ARTIFACT,
            (Rect){ r.x_pt - 8, r.y_pt - 8, r.width_pt + 16, r.height_pt + 16 },
            l->t->colors.paper);
    frame_add_picture(l->a, p->page, tag, r, logo);
    if (!alt.len)
        return;
    TagAttributes *a = tag_attributes(l->a, &l->doc->tags, tag);
    a->alt = alt;
    a->bbox = r;
    a->page = p->index;
    a->has_bbox = true;
}

static void draw_logos(Pages *p, const Cover *c)
{
    const Brand *b = &p->l.r->brand;
    bool dark = p->l.t->colors.on_brand.red > 127;
    const Picture *own = dark && b->logo_on_dark ? b->logo_on_dark : b->logo;

    if (own)
        draw_logo(p, own, b->logo_alt, slide_logo_area(), false,
                  dark && !b->logo_on_dark);
    if (c->client_logo)
        draw_logo(p, c->client_logo, c->client_logo_alt,
                  slide_client_logo_area(), true, true);
}

static void draw_facts(Pages *p, const Cover *c)
{
    StrList facts = cover_facts(p->l.a, c);
    Rect area = slide_facts_area();

    area.y_pt += area.height_pt - 20 * (double)facts.len;
    for (size_t i = 0; i < facts.len; i++) {
        Words w = { .text = facts.at[i],
                    .role = TEXT_COVER_META,
                    .size_pt = 14,
                    .leading_pt = 20,
                    .color = p->l.t->colors.on_brand,
                    .area = area,
                    .tag = tag_under(&p->l, p->sect, ROLE_P),
                    .is_bold = i == 0,
                    .max_lines = 1 };
        draw_words(p, &w);
        area.y_pt += 20;
    }
}

/* ---- What stands in the slots -----------------------------------------------
 */

static Slab slab_scaled(Layout *l, const Slab *s, double scale)
{
    Slab to = *s;

    to.frame = s->frame ? frame_scaled(l->a, s->frame, scale) : NULL;
    to.height_pt *= scale;
    for (size_t i = 0; i < to.pins.len; i++) {
        Rect *r = &to.pins.at[i].area;
        *r = (Rect){ r->x_pt * scale, r->y_pt * scale, r->width_pt * scale,
                     r->height_pt * scale };
    }
    return to;
}

static void draw_block(Pages *p, const PlacedBlock *b)
{
    Layout *l = &p->l;
    Slab s = deck_compose(l, b->block, b->at.width_pt / b->scale,
                          b->at.height_pt / b->scale);

    s = slab_scaled(l, &s, b->scale);
    slab_draw(l, &s, b->at.x_pt, b->at.y_pt);
}

static void draw_notes(Pages *p, double foot_pt)
{
    Layout *l = &p->l;
    double y = foot_pt;

    for (size_t i = 0; i < l->notes.len; i++)
        y -= l->notes.at[i].height_pt * SLIDE_SCALE;
    for (size_t i = 0; i < l->notes.len; i++) {
        Slab s = slab_scaled(l, &l->notes.at[i], SLIDE_SCALE);
        slab_draw(l, &s, SLIDE_MARGIN_PT, y);
        y += s.height_pt;
    }
    l->notes.len = 0;
}

/* ---- Furniture
 * ---------------------------------------------------------------
 */

static void draw_foot(Pages *p, const FittedSlide *s)
{
    Layout *l = &p->l;
    Rect left = slide_footer_area(), right = slide_number_area();
    Words w = { .text = slide_footer(l->a, l->r),
                .role = TEXT_FOOTER,
                .size_pt = 10,
                .leading_pt = 13,
                .color = l->t->colors.muted,
                .area = left,
                .tag = TAG_FOOTER,
                .max_lines = 1 };
    Str number = str_format(l->a, "%u", (unsigned)p->index + 1);
    TextSetting setting = style_setting(&l->t->text[TEXT_FOOTER], 0);

    if (!s->places.has_furniture)
        return;
    draw_words(p, &w);
    setting.size_pt = 10;
    w.text = number;
    w.area = right;
    w.area.width_pt = text_width_pt(l->t->book, number, setting) + 1;
    w.area.x_pt = l->rtl ? SLIDE_MARGIN_PT
                         : right.x_pt + right.width_pt - w.area.width_pt;
    draw_words(p, &w);
}

/* ---- Pages
 * -------------------------------------------------------------------
 */

static void page_open(Pages *p, const FittedSlide *s)
{
    Layout *l = &p->l;
    Page *page = list_add(l->a, &l->doc->pages);
    uint32_t destination;

    p->index = (uint32_t)l->doc->pages.len - 1;
    p->page = &page->frame;
    page->frame.size = (Size){ SLIDE_WIDTH_PT, SLIDE_HEIGHT_PT };
    p->sect = tag_under(l, 0, ROLE_SECT);
    l->parent = p->sect;
    thing_is_here(l, s->from->slide->title.at);
    if (s->from->at.src)
        thing_is_here(l, s->from->at.src->text.at + s->from->at.start);
    if (s->from->slide->cover)
        thing_is_here(l, s->from->slide->cover);
    if (s->places.field.width_pt > 0)
        frame_add_rect(l->a, p->page, TAG_ARTIFACT, s->places.field,
                       l->t->colors.brand);
    for (size_t i = 0; s->part == 1 && i < s->from->ids.len; i++) {
        destination = destination_of(l, s->from->ids.at[i]);
        l->doc->destinations.at[destination] = (Destination){ p->index, 0 };
    }
    destination =
        destination_of(l, str_format(l->a, "%cslide%u", 0, (unsigned)p->index));
    l->doc->destinations.at[destination] = (Destination){ p->index, 0 };
    *list_add(l->a, &l->doc->outline) = (OutlineEntry){
        s->title,
        (uint8_t)(s->from->slide->kind != SLIDE_SECTION && s->from->section.len
                      ? 2
                      : 1),
        destination
    };
}

static void slide_draw(Pages *p, const FittedSlide *s)
{
    const Slide *slide = s->from->slide;

    page_open(p, s);
    if (slide->kind == SLIDE_TITLE && slide->cover)
        draw_logos(p, slide->cover);
    draw_title(p, s);
    if (slide->kind == SLIDE_TITLE && slide->cover)
        draw_facts(p, slide->cover);
    for (size_t i = 0; i < s->slot_count; i++)
        for (size_t j = 0; j < s->slots[i].blocks.len; j++)
            draw_block(p, &s->slots[i].blocks.at[j]);
    draw_notes(p, 500);
    draw_foot(p, s);
    watermark_add(&p->l, p->page, SLIDE_SCALE);
}

static Document *document_begin(Arena *a, const Report *r)
{
    Document *doc = arena_make(a, Document);

    doc->title = r->title;
    doc->author = r->author;
    doc->subject = r->subject;
    doc->lang = r->lang;
    doc->created = r->created;
    tags_begin(a, &doc->tags);
    return doc;
}

/* The slides as pages, and the layout that made them. */
static Document *draw_deck(Env *env, Arena *a, const FittedDeck *deck,
                           const Report *report, Places *places)
{
    Pages p = { .deck = deck,
                .l = { .env = env,
                       .a = a,
                       .t = &deck->theme,
                       .r = report,
                       .doc = document_begin(a, report),
                       .grid = &deck->theme.page,
                       .locale = report->locale,
                       .places = places,
                       .rtl = locale_is_rtl(report->locale),
                       .is_slide = true } };

    for (size_t i = 0; i < deck->len; i++)
        slide_draw(&p, &deck->at[i]);
    return p.l.failed ? NULL : p.l.doc;
}

const Document *layout_deck(Env *env, Arena *a, const Theme *t,
                            const Report *report)
{
    const FittedDeck *deck = deck_fit(env, a, t, report, NULL);

    return deck ? draw_deck(env, a, deck, report, NULL) : NULL;
}

bool layout_deck_places(Env *env, Arena *a, const Theme *t,
                        const Report *report, Places *out)
{
    const FittedDeck *deck = deck_fit(env, a, t, report, NULL);

    *out = (Places){ .arena = a };
    return deck && draw_deck(env, a, deck, report, out);
}

const Document *layout_handout(Env *env, Arena *a, const Theme *t,
                               const Report *report, int per_page)
{
    const FittedDeck *deck = deck_fit(env, a, t, report, NULL);
    Document *slides = deck ? draw_deck(env, a, deck, report, NULL) : NULL;

    return slides ? handout_pages(env, a, t, report, deck, slides, per_page)
                  : NULL;
}
