/* captions.c - the numbered figures and tables of a report. */

#include "report/report.h"

typedef LIST(Caption) CaptionList;

Caption caption_of(const Block *b)
{
    Caption c = { .block = b };

    if (b->kind == BLOCK_TABLE) {
        c.is_table = true;
        c.number = b->as.table->number;
        c.title = b->as.table->title;
    } else if (b->kind == BLOCK_CHART) {
        c.number = b->as.chart->number;
        c.title = b->as.chart->title;
    } else if (b->kind == BLOCK_IMAGE) {
        c.number = b->as.image.number;
        c.title = b->as.image.caption;
    }
    return c;
}

static void gather(Arena *a, Blocks blocks, CaptionList *out);

static void gather_within(Arena *a, const Block *b, CaptionList *out)
{
    switch ((BlockKind)b->kind) {
    case BLOCK_SECTION:
        gather(a, b->as.section.body, out);
        break;
    case BLOCK_CALLOUT:
        gather(a, b->as.callout.body, out);
        break;
    case BLOCK_QUOTE:
        gather(a, b->as.quote.body, out);
        break;
    case BLOCK_LIST:
        for (size_t i = 0; i < b->as.list.item_count; i++)
            gather(a, b->as.list.items[i].body, out);
        break;
    case BLOCK_COLUMNS:
        for (size_t i = 0; i < b->as.columns.column_count; i++)
            gather(a, b->as.columns.columns[i], out);
        break;
    case BLOCK_SLIDE:
        for (size_t i = 0; i < b->as.slide->slot_count; i++)
            gather(a, b->as.slide->slots[i], out);
        break;
    default:
        break;
    }
}

static void gather(Arena *a, Blocks blocks, CaptionList *out)
{
    for (size_t i = 0; i < blocks.len; i++) {
        Caption c = caption_of(&blocks.at[i]);
        if (c.number.len)
            *list_add(a, out) = c;
        gather_within(a, &blocks.at[i], out);
    }
}

Captions captions_of(Arena *a, Blocks body)
{
    CaptionList list = { 0 };

    gather(a, body, &list);
    return (Captions){ list.at, list.len };
}

bool lists_captions(Blocks body)
{
    for (size_t i = 0; i < body.len; i++) {
        const Block *b = &body.at[i];
        if ((b->kind == BLOCK_TOC && b->as.toc.of != TOC_SECTIONS) ||
            (b->kind == BLOCK_SECTION && lists_captions(b->as.section.body)))
            return true;
    }
    return false;
}
