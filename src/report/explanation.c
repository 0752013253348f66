/* explanation.c - names of what explanations speak of. */

#include "report/report.h"

const char *origin_name(OriginKind how)
{
    static const char *const names[ORIGIN_KIND_COUNT] = {
        "given", "sum",     "last",       "only", "weighted",
        "ratio", "formula", "expression", "let",  "sentence",
        "list",  "words",   "derived"
    };
    return names[how];
}

const char *block_kind_name(BlockKind kind)
{
    static const char *const names[] = { "section",    "text",  "list",
                                         "callout",    "quote", "kpis",
                                         "table",      "chart", "image",
                                         "columns",    "cover", "toc",
                                         "page_break", "slide" };
    return names[kind];
}

const void *block_thing(const Block *b)
{
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        return b->as.section.title.at;
    case BLOCK_PARAGRAPH:
        return b->as.paragraph.runs.at;
    case BLOCK_LIST:
        return b->as.list.items;
    case BLOCK_CALLOUT:
        return b->as.callout.title.len ? (const void *)b->as.callout.title.at
                                       : b->as.callout.body.at;
    case BLOCK_QUOTE:
        return b->as.quote.body.at;
    case BLOCK_KPIS:
        return b->as.kpis.items;
    case BLOCK_TABLE:
        return b->as.table->rows;
    case BLOCK_CHART:
        return b->as.chart->series;
    case BLOCK_IMAGE:
        return b->as.image.picture;
    case BLOCK_COLUMNS:
        return b->as.columns.columns;
    case BLOCK_COVER:
        return b->as.cover;
    case BLOCK_SLIDE:
        return b->as.slide->title.at;
    case BLOCK_TOC:
    case BLOCK_PAGE_BREAK:
        break;
    }
    return NULL;
}
