/* pdf_test.h - documents made by hand, for the tests of pdf/. */
#ifndef PDF_TEST_H
#define PDF_TEST_H

#include "test.h"

#include "pdf/pdf.h"

#include <stdio.h>

typedef struct {
    Env *env;
    Arena *a;
    Locale *locale;
    FontBook *book;
    const Font *regular, *bold;
    Document doc;
    double y_pt; /* where the next line goes */
    bool fresh;  /* no page yet */
} Maker;

static const Color ink = { 20, 24, 33 };
static const Color accent = { 0, 90, 160 };

/* Tests run in the project's root. */
static inline void maker_open(Maker *m)
{
    *m = (Maker){ .env = env_new() };
    m->a = m->env->arena;
    *list_add(m->a, &m->env->paths) = STR(".");
    StrList folders = { 0 };
    m->locale = locale_open(m->env, STR("en-GB"), STR(""), (Span){ 0 });
    m->book = fontbook_open(m->env, m->locale, &folders);
    m->regular = font_find(m->book, STR("Lato"), FONT_REGULAR, (Span){ 0 });
    m->bold = font_find(m->book, STR("Lato"), FONT_BOLD, (Span){ 0 });
    assert_non_null(m->regular);
    assert_non_null(m->bold);
    m->doc.title = STR("Q3 report: Köln & Brno");
    m->doc.author = STR("Example Agency");
    m->doc.subject = STR("Paid media");
    m->doc.keywords = STR("media, <q3>");
    m->doc.lang = STR("en-GB");
    m->doc.created = STR("2026-10-04");
    tags_begin(m->a, &m->doc.tags);
}

static inline void maker_close(Maker *m)
{
    fontbook_close(m->book);
    locale_close(m->locale);
    env_free(m->env);
}

static inline Page *maker_page(Maker *m)
{
    Page *p = list_add(m->a, &m->doc.pages);

    p->frame.size = (Size){ 595.28, 841.89 };
    m->y_pt = 72;
    return p;
}

static inline Page *page_of(Maker *m)
{
    return &m->doc.pages.at[m->doc.pages.len - 1];
}

static inline TagId tag_new(Maker *m, TagId parent, Role role)
{
    return tag_add(m->a, &m->doc.tags, parent, role);
}

static inline TagAttributes *attributes_of(Maker *m, TagId tag)
{
    return tag_attributes(m->a, &m->doc.tags, tag);
}

static inline TextLine set_line(Maker *m, const char *text, double size_pt)
{
    return text_line(m->book, m->a, str_of(text),
                     (TextSetting){ .font = m->regular, .size_pt = size_pt });
}

static inline void text_at(Maker *m, Frame *f, TagId tag, Point at,
                           const char *text)
{
    TextLine line = set_line(m, text, 10);

    frame_add_line(m->a, f, tag, at, &line, 10, ink);
}

/* A line of text at the left margin, below the last one. */
static inline void text_add(Maker *m, TagId tag, const char *text)
{
    text_at(m, &page_of(m)->frame, tag, (Point){ 72, m->y_pt }, text);
    m->y_pt += 14;
}

static inline TagId block_add(Maker *m, TagId parent, Role role,
                              const char *text)
{
    TagId tag = tag_new(m, parent, role);

    text_add(m, tag, text);
    return tag;
}

static inline TagId cell_add(Maker *m, TagId row, Role role, Scope scope,
                             double x_pt, const char *text)
{
    TagId tag = tag_new(m, row, role);

    if (scope != SCOPE_NONE)
        attributes_of(m, tag)->scope = (uint8_t)scope;
    if (*text)
        text_at(m, &page_of(m)->frame, tag, (Point){ x_pt, m->y_pt }, text);
    return tag;
}

/* Three columns, `rows` rows under a head. */
static inline TagId table_add(Maker *m, TagId parent, size_t rows)
{
    TagId table = tag_new(m, parent, ROLE_TABLE);
    block_add(m, table, ROLE_CAPTION, "Table 1. Channels");
    TagId head = tag_new(m, tag_new(m, table, ROLE_THEAD), ROLE_TR);
    cell_add(m, head, ROLE_TH, SCOPE_COLUMN, 72, "Channel");
    cell_add(m, head, ROLE_TH, SCOPE_COLUMN, 200, "Cost");
    cell_add(m, head, ROLE_TH, SCOPE_COLUMN, 300, "Clicks");
    TagId body = tag_new(m, table, ROLE_TBODY);
    for (size_t i = 0; i < rows; i++) {
        m->y_pt += 14;
        frame_add_rect(m->a, &page_of(m)->frame, TAG_ARTIFACT,
                       (Rect){ 70, m->y_pt - 10, 400, 13 },
                       (Color){ 240, 242, 245 });
        TagId row = tag_new(m, body, ROLE_TR);
        cell_add(m, row, ROLE_TH, SCOPE_ROW, 72,
                 str_format(m->a, "Channel %zu", i).at);
        cell_add(m, row, ROLE_TD, SCOPE_NONE, 200,
                 str_format(m->a, "£1,%03zu.50", i).at);
        cell_add(m, row, ROLE_TD, SCOPE_NONE, 300, i % 2 ? "" : "12 345");
    }
    m->y_pt += 24;
    return table;
}

static inline TagId list_item_add(Maker *m, TagId list, const char *text)
{
    TagId item = tag_new(m, list, ROLE_LI);
    TagId label = tag_new(m, item, ROLE_LBL);
    TagId body = tag_new(m, item, ROLE_LBODY);

    text_at(m, &page_of(m)->frame, label, (Point){ 72, m->y_pt }, "•");
    text_at(m, &page_of(m)->frame, body, (Point){ 84, m->y_pt }, text);
    m->y_pt += 14;
    return body;
}

static inline TagId list_add_two(Maker *m, TagId parent)
{
    TagId list = tag_new(m, parent, ROLE_L);

    attributes_of(m, list)->numbering = LIST_BULLET;
    list_item_add(m, list, "First office fix");
    list_item_add(m, list, "Second AVATAR To");
    return list;
}

static inline TagId figure_new(Maker *m, TagId parent, Rect box,
                               const char *alt)
{
    TagId figure = tag_new(m, parent, ROLE_FIGURE);
    TagAttributes *a = attributes_of(m, figure);

    a->alt = str_of(alt);
    a->bbox = box;
    a->has_bbox = true;
    a->page = (uint32_t)(m->doc.pages.len - 1);
    return figure;
}

/* A chart: a bar, an axis, a dashed curve and a word, all one figure. */
static inline TagId chart_add(Maker *m, TagId parent)
{
    Rect box = { 72, m->y_pt, 200, 100 };
    TagId figure = figure_new(m, parent, box, "Bar chart: cost rose by 12 %.");
    Frame *f = arena_make(m->a, Frame);
    Path curve = { 0 };

    f->size = (Size){ 200, 100 };
    frame_add_rect(m->a, f, TAG_ARTIFACT, (Rect){ 20, 20, 30, 80 }, accent);
    frame_add_rule(m->a, f, TAG_ARTIFACT, (Point){ 0, 100 },
                   (Point){ 200, 100 }, 0.5, ink);
    path_move(m->a, &curve, 0, 90);
    path_curve(m->a, &curve, (Point){ 60, 80 }, (Point){ 120, 20 },
               (Point){ 200, 10 });
    frame_add_path(m->a, f, TAG_ARTIFACT, (Point){ 0, 0 }, &curve,
                   (Paint){ .has_stroke = true,
                            .stroke = accent,
                            .stroke_pt = 1.5f,
                            .round_joins = true,
                            .dash_on_pt = 3,
                            .dash_off_pt = 2,
                            .opacity = 0.5f });
    text_at(m, f, TAG_ARTIFACT, (Point){ 60, 60 }, "Search");
    frame_add_group(m->a, &page_of(m)->frame, figure, (Point){ 72, m->y_pt },
                    f);
    FrameItem *item =
        &page_of(m)->frame.items.at[page_of(m)->frame.items.len - 1];
    item->as.group.is_whole = true;
    m->y_pt += 124;
    return figure;
}

static inline Image *image_new(Maker *m, uint32_t side, bool has_alpha)
{
    Image *image = arena_make(m->a, Image);
    uint8_t *pixels = arena_alloc(m->a, (size_t)side * side * 3);
    uint8_t *alpha = arena_alloc(m->a, (size_t)side * side);

    for (uint32_t i = 0; i < side * side; i++) {
        pixels[3 * i] = (uint8_t)(i % side * 255 / side);
        pixels[3 * i + 1] = (uint8_t)(i / side * 255 / side);
        pixels[3 * i + 2] = 128;
        alpha[i] = (uint8_t)(i * 7);
    }
    *image = (Image){ .width_px = side,
                      .height_px = side,
                      .color = IMAGE_RGB,
                      .pixels = pixels,
                      .alpha = has_alpha ? alpha : NULL,
                      .hash = 7 + side };
    return image;
}

static inline TagId image_add(Maker *m, TagId parent, const Image *image)
{
    Rect box = { 72, m->y_pt, 60, 60 };
    TagId figure = figure_new(m, parent, box, "A square of colours");

    frame_add_image(m->a, &page_of(m)->frame, figure, box, image);
    m->y_pt += 80;
    return figure;
}

/* A paragraph with a link in it. */
static inline TagId link_add(Maker *m, TagId parent, const char *url,
                             const char *contents)
{
    TagId para = tag_new(m, parent, ROLE_P);
    Frame *f = &page_of(m)->frame;
    text_at(m, f, para, (Point){ 72, m->y_pt }, "See ");
    TagId link = tag_new(m, para, ROLE_LINK);
    TextLine line = set_line(m, "the page", 10);
    frame_add_text(m->a, f, link, (Point){ 92, m->y_pt },
                   (TextItem){ .run = line.runs[0].run,
                               .size_pt = 10,
                               .fill = accent,
                               .underline = true });
    text_at(m, f, para, (Point){ 140, m->y_pt }, " for more.");
    *list_add(m->a, &page_of(m)->links) =
        (PageLink){ .area = { 92, m->y_pt - 10, 45, 13 },
                    .tag = link,
                    .url = str_of(url),
                    .contents = str_of(contents) };
    m->y_pt += 14;
    return link;
}

static inline void furniture_add(Maker *m)
{
    Frame *f = &page_of(m)->frame;
    TextLine line = set_line(m, "DRAFT", 60);

    text_at(m, f, TAG_HEADER, (Point){ 72, 40 }, "Example Agency");
    text_at(m, f, TAG_FOOTER, (Point){ 72, 800 }, "Page 1");
    frame_add_text(m->a, f, TAG_WATERMARK, (Point){ 200, 500 },
                   (TextItem){ .run = line.runs[0].run,
                               .size_pt = 60,
                               .fill = { 180, 180, 180 },
                               .rotated = true,
                               .opacity = 0.3f });
}

static inline uint32_t destination_add(Maker *m)
{
    *list_add(m->a, &m->doc.destinations) =
        (Destination){ (uint32_t)(m->doc.pages.len - 1), m->y_pt };
    return (uint32_t)(m->doc.destinations.len - 1);
}

static inline TagId heading_add(Maker *m, TagId parent, uint8_t level,
                                const char *text)
{
    uint32_t to = destination_add(m);

    *list_add(m->a, &m->doc.outline) =
        (OutlineEntry){ str_of(text), level, to };
    return block_add(m, parent, (Role)(ROLE_H1 + level - 1), text);
}

/* The smallest document that breaks no rule, with one of most things. */
static inline TagId small_document(Maker *m)
{
    maker_page(m);
    TagId sect = tag_new(m, 0, ROLE_SECT);
    heading_add(m, sect, 1, "Results");
    block_add(m, sect, ROLE_P, "Cost rose, clicks fell.");
    return sect;
}

static inline bool has_fault(const Maker *m, const char *code)
{
    for (size_t i = 0; i < m->env->diags->list.len; i++) {
        const Diag *d = &m->env->diags->list.at[i];
        if (d->code && strcmp(d->code, code) == 0)
            return d->fault == FAULT_STANDARD && d->level == DIAG_ERROR;
    }
    return false;
}

#endif
