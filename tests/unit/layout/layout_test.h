/* layout_test.h - a theme over the shipped fonts, and reports made by hand. */
#ifndef LAYOUT_TEST_H
#define LAYOUT_TEST_H

#include "layout/parts.h"

#include "test.h"

typedef LIST(Block) BlockList;

typedef struct {
    Env *env;
    Arena *pages;
    Report report;
    Theme *theme;
    BlockList body;
} Fixture;

static inline Fixture *fixture_open(const char *locale)
{
    Env *env = env_new();
    Fixture *f = arena_make(env->arena, Fixture);

    f->env = env;
    f->pages = arena_new();
    *list_add(env->arena, &env->paths) = STR(".");
    f->report.title = STR("A report");
    f->report.lang = str_of(locale);
    f->report.page_of = STR("{page} / {pages}");
    f->report.words_continued = STR("continued");
    f->report.locale =
        locale_open(env, str_of(locale), STR("GBP"), (Span){ 0 });
    f->report.brand.cover = COVER_PLAIN;
    f->theme = theme_new(env, &f->report.brand, f->report.locale);
    assert_non_null(f->theme);
    return f;
}

static inline void fixture_close(Fixture *f)
{
    theme_close(f->theme);
    locale_close(f->report.locale);
    arena_free(f->pages);
    env_free(f->env);
}

static inline const Document *fixture_layout(Fixture *f)
{
    f->report.body = (Blocks){ f->body.at, f->body.len };
    return layout_report(f->env, f->pages, f->theme, &f->report);
}

static inline Block *add_block(Fixture *f, BlockList *to, BlockKind kind)
{
    Block *b = list_add(f->env->arena, to);
    b->kind = (uint8_t)kind;
    return b;
}

static inline void add_paragraph(Fixture *f, BlockList *to, const char *text)
{
    Block *b = add_block(f, to, BLOCK_PARAGRAPH);
    b->as.paragraph.runs = runs_of(f->env->arena, str_of(text));
}

static inline void add_section(Fixture *f, BlockList *to, const char *title,
                               int level, BlockList body)
{
    Block *b = add_block(f, to, BLOCK_SECTION);
    b->as.section = (Section){ .title = runs_of(f->env->arena, str_of(title)),
                               .level = (uint8_t)level,
                               .body = { body.at, body.len } };
}

/* A table of `rows` by `columns`; the first column holds words. */
static inline Table *add_table(Fixture *f, BlockList *to, size_t rows,
                               size_t columns)
{
    Arena *a = f->env->arena;
    Table *t = arena_make(a, Table);
    Column *c = arena_make_array(a, Column, columns);
    Row *r = arena_make_array(a, Row, rows);

    add_block(f, to, BLOCK_TABLE)->as.table = t;
    for (size_t i = 0; i < columns; i++)
        c[i] = (Column){ .label = str_format(a, "Column %zu", i),
                         .is_header = i == 0,
                         .is_numeric = i > 0,
                         .align = i ? ALIGN_RIGHT : ALIGN_LEFT };
    for (size_t i = 0; i < rows; i++) {
        Cell *cells = arena_make_array(a, Cell, columns);
        for (size_t k = 0; k < columns; k++)
            cells[k].text = k ? str_format(a, "%zu", i * 977 % 100000)
                              : str_format(a, "Row %zu", i);
        r[i] = (Row){ .cells = cells, .cell_count = (uint16_t)columns };
    }
    t->title = runs_of(a, STR("A table"));
    t->columns = c;
    t->column_count = columns;
    t->rows = r;
    t->row_count = rows;
    return t;
}

/* ---- Looking at pages ---------------------------------------------------- */

typedef void (*SeeText)(void *data, const FrameItem *item, Point at);

static inline void walk(const Frame *f, Point at, SeeText see, void *data)
{
    for (size_t i = 0; i < f->items.len; i++) {
        const FrameItem *item = &f->items.at[i];
        Point here = { at.x_pt + item->at.x_pt, at.y_pt + item->at.y_pt };
        if (item->kind == FRAME_TEXT)
            see(data, item, here);
        else if (item->kind == FRAME_GROUP)
            walk(item->as.group.frame, here, see, data);
    }
}

typedef struct {
    Buf text;
    double last_y;
    bool artifacts; /* furniture, or else content */
} Gathered;

static inline void gather(void *data, const FrameItem *item, Point at)
{
    Gathered *g = data;

    if (TAG_IS_ARTIFACT(item->tag) != g->artifacts)
        return;
    if (at.y_pt != g->last_y && g->text.len)
        buf_add_char(&g->text, '\n');
    g->last_y = at.y_pt;
    buf_add_str(&g->text, item->as.text.run->text);
}

/* The words of a page in the order drawn, a line for each baseline. */
static inline Str page_text(Fixture *f, const Document *d, size_t page,
                            bool artifacts)
{
    Gathered g = { .artifacts = artifacts };

    walk(&d->pages.at[page].frame, (Point){ 0, 0 }, gather, &g);
    Str text = buf_copy(f->env->arena, &g.text);
    buf_free(&g.text);
    return text;
}

static inline bool has_text(Str s, const char *part)
{
    return str_find(s, str_of(part)) < s.len;
}

#endif
