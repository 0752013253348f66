/*
 * check.c - what every writer relies on.
 *
 * A fault here is a fault of the program that made the model, or of a template
 * that asks for the impossible; it is found before anything is drawn.
 */

#include "report/report.h"

#include <math.h>

typedef struct {
    Env *env;
    const Report *report;
    Map ids;
    Span at; /* of the block in hand */
    bool ok;
} Check;

static void check_blocks(Check *c, Blocks blocks, int level);

static void fail(Check *c, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void fail(Check *c, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    Str text = str_vformat(c->env->arena, fmt, args);
    va_end(args);
    diag_error(c->env->diags, c->at, "%.*s", STR_ARG(text))->code =
        "report/check";
    c->ok = false;
}

/* ---- Text ---------------------------------------------------------------- */

static bool is_web_link(Str link)
{
    return str_starts_word(link, STR("http://")) ||
           str_starts_word(link, STR("https://")) ||
           str_starts_word(link, STR("mailto:"));
}

static void check_link(Check *c, Str link)
{
    if (is_web_link(link))
        return;
    if (link.at[0] != '#') {
        fail(c, "the link '%.*s' is none of http, https, mailto and #id",
             STR_ARG(link));
        return;
    }
    Str id = str_slice(link, 1, link.len);
    if (!map_find(&c->ids, id))
        fail(c, "the link '#%.*s' leads to no block of that id", STR_ARG(id));
}

static void check_runs(Check *c, Runs runs)
{
    for (size_t i = 0; i < runs.len; i++) {
        if (runs.at[i].link.len)
            check_link(c, runs.at[i].link);
        if (runs.at[i].is_reference && !runs.at[i].text.len)
            fail(c, "the link '%.*s' has no words here",
                 STR_ARG(runs.at[i].link));
        if (runs.at[i].note > c->report->note_count)
            fail(c, "footnote %u does not exist", (unsigned)runs.at[i].note);
    }
}

/* ---- Tables -------------------------------------------------------------- */

static size_t columns_of_row(const Row *row)
{
    size_t sum = 0;
    for (size_t i = 0; i < row->cell_count; i++)
        sum += row->cells[i].col_span ? row->cells[i].col_span : 1;
    return sum;
}

static void check_table(Check *c, const Table *t)
{
    if (!t->column_count)
        fail(c, "the table has no columns");
    check_runs(c, t->title);
    check_runs(c, t->note);
    for (size_t i = 0; i < t->row_count; i++)
        if (columns_of_row(&t->rows[i]) != t->column_count) {
            fail(c, "row %zu has %zu columns, the table %zu", i + 1,
                 columns_of_row(&t->rows[i]), t->column_count);
            return;
        }
}

/* ---- Charts -------------------------------------------------------------- */

static void check_values(Check *c, const Chart *chart, const Series *s)
{
    for (size_t i = 0; i < chart->category_count; i++)
        if (isinf(s->values[i])) {
            fail(c, "the chart holds a number that is too large");
            return;
        }
}

static void check_chart(Check *c, const Chart *chart)
{
    size_t points = chart->series_count * chart->category_count;

    check_runs(c, chart->title);
    if (!chart->alt.len)
        fail(c, "the chart has no alternative text");
    if (points == 0)
        fail(c, "the chart has nothing to show");
    if (points > c->env->limits.chart_points) {
        fail(c, "the chart has %zu points, more than the limit of %zu", points,
             c->env->limits.chart_points);
        c->env->diags->list.at[c->env->diags->list.len - 1].fault = FAULT_LIMIT;
    }
    if (chart->kind == CHART_WATERFALL && !chart->steps)
        fail(c, "the waterfall does not say which steps are totals");
    if (chart->kind >= CHART_KIND_COUNT)
        fail(c, "the chart is of no kind");
    if (chart->kind >= CHART_SCATTER && chart->kind <= CHART_MATRIX &&
        !chart->x_values)
        fail(c, "the points of the chart have no place");
    if (chart->kind == CHART_BUBBLE && !chart->sizes)
        fail(c, "the bubbles have no size");
    if (chart->kind == CHART_CALENDAR && !chart->days)
        fail(c, "the calendar has no days");
    for (size_t i = 0; i < chart->flight_count; i++)
        if (chart->flights[i].category >= chart->category_count ||
            chart->flights[i].from_day > chart->flights[i].to_day)
            fail(c, "a bar of the chart has no row or ends before it begins");
    for (size_t i = 0; i < chart->series_count; i++)
        check_values(c, chart, &chart->series[i]);
}

/* ---- Blocks -------------------------------------------------------------- */

static void check_section(Check *c, const Block *b, int level)
{
    const Section *s = &b->as.section;

    if (!s->title.len)
        fail(c, "the section has no title");
    if (s->level < 1 || s->level > level + 1)
        fail(c, "a heading of level %d stands under one of level %d", s->level,
             level);
    check_runs(c, s->title);
    check_blocks(c, s->body, s->level);
}

static void check_list(Check *c, const List *list, int level)
{
    if (!list->item_count)
        fail(c, "the list is empty");
    for (size_t i = 0; i < list->item_count; i++)
        check_blocks(c, list->items[i].body, level);
}

static void check_slide(Check *c, const Slide *s, int level)
{
    check_runs(c, s->title);
    for (size_t i = 0; i < s->slot_count; i++)
        for (size_t j = 0; j < s->slots[i].len; j++) {
            const Block *b = &s->slots[i].at[j];
            c->at = b->at;
            if (b->kind == BLOCK_SECTION || b->kind == BLOCK_SLIDE)
                fail(c, "a slide holds neither sections nor slides");
        }
    for (size_t i = 0; i < s->slot_count; i++)
        check_blocks(c, s->slots[i], level);
    check_blocks(c, s->notes, level);
}

static void check_block(Check *c, const Block *b, int level)
{
    c->at = b->at;
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        check_section(c, b, level);
        break;
    case BLOCK_PARAGRAPH:
        check_runs(c, b->as.paragraph.runs);
        break;
    case BLOCK_LIST:
        check_list(c, &b->as.list, level);
        break;
    case BLOCK_CALLOUT:
        check_runs(c, b->as.callout.title);
        check_blocks(c, b->as.callout.body, level);
        break;
    case BLOCK_QUOTE:
        check_blocks(c, b->as.quote.body, level);
        break;
    case BLOCK_TABLE:
        check_table(c, b->as.table);
        break;
    case BLOCK_CHART:
        check_chart(c, b->as.chart);
        break;
    case BLOCK_IMAGE:
        if (!b->as.image.picture)
            fail(c, "the image has no picture");
        break;
    case BLOCK_COLUMNS:
        for (size_t i = 0; i < b->as.columns.column_count; i++)
            check_blocks(c, b->as.columns.columns[i], level);
        break;
    case BLOCK_SLIDE:
        check_slide(c, b->as.slide, level);
        break;
    case BLOCK_KPIS:
    case BLOCK_COVER:
    case BLOCK_TOC:
    case BLOCK_PAGE_BREAK:
        break;
    }
}

static void check_blocks(Check *c, Blocks blocks, int level)
{
    for (size_t i = 0; i < blocks.len; i++)
        check_block(c, &blocks.at[i], level);
}

/* ---- Ids ----------------------------------------------------------------- */

static void gather_ids(Check *c, Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++) {
        const Block *b = &blocks.at[i];
        if (b->id.len)
            map_set(c->env->arena, &c->ids, b->id, (void *)b);
        if (b->kind == BLOCK_SECTION)
            gather_ids(c, b->as.section.body);
        else if (b->kind == BLOCK_CALLOUT)
            gather_ids(c, b->as.callout.body);
        for (size_t k = 0;
             b->kind == BLOCK_COLUMNS && k < b->as.columns.column_count; k++)
            gather_ids(c, b->as.columns.columns[k]);
        for (size_t k = 0;
             b->kind == BLOCK_SLIDE && k < b->as.slide->slot_count; k++)
            gather_ids(c, b->as.slide->slots[k]);
    }
}

bool report_check(Env *env, const Report *r)
{
    Check c = { .env = env, .report = r, .ok = true };

    if (!r->title.len)
        fail(&c, "the report has no title");
    if (!r->lang.len)
        fail(&c, "the report has no language");
    if (!r->body.len)
        fail(&c, "the report is empty: none of its blocks has data");
    gather_ids(&c, r->body);
    for (size_t i = 0; i < r->note_count; i++)
        check_runs(&c, r->notes[i].text);
    check_blocks(&c, r->body, 0);
    return c.ok;
}
