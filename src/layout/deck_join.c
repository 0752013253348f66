/* deck_join.c - what has no title of its own onto the slide before it. */

#include "layout/fit.h"

static Blocks both(Arena *a, Blocks first, Blocks second)
{
    Block *all = arena_make_array(a, Block, first.len + second.len);

    for (size_t i = 0; i < first.len; i++)
        all[i] = first.at[i];
    for (size_t i = 0; i < second.len; i++)
        all[first.len + i] = second.at[i];
    return (Blocks){ all, first.len + second.len };
}

static bool has_only_words(Blocks blocks)
{
    for (size_t i = 0; i < blocks.len; i++) {
        BlockKind kind = (BlockKind)blocks.at[i].kind;
        if (kind != BLOCK_PARAGRAPH && kind != BLOCK_LIST &&
            kind != BLOCK_CALLOUT)
            return false;
    }
    return true;
}

/* Where it goes: words beside a chart, anything below anything else. */
static bool put(Arena *a, Slide *s, const Slide *next)
{
    switch ((SlideKind)s->kind) {
    case SLIDE_CHART:
        s->kind = SLIDE_CHART_TEXT;
        s->slots[1] = next->slots[0];
        s->slot_count = 2;
        return has_only_words(next->slots[0]);
    case SLIDE_CHART_TEXT:
        s->slots[1] = both(a, s->slots[1], next->slots[0]);
        return has_only_words(next->slots[0]);
    case SLIDE_CONTENT:
    case SLIDE_KPIS:
    case SLIDE_TABLE:
        s->slots[0] = both(a, s->slots[0], next->slots[0]);
        if (next->kind == SLIDE_KPIS || s->kind == SLIDE_CONTENT)
            s->kind = next->kind;
        return true;
    default:
        return false;
    }
}

const Slide *slide_joined(Fitter *f, const SlidePlaces *places,
                          const Slide *slide, const Slide *next)
{
    Slide *s = arena_make(f->a, Slide);
    SlideGeometry g;

    *s = *slide;
    /* one table says enough */
    if (next->kind == SLIDE_TABLE || !put(f->a, s, next))
        return NULL;
    g = places ? places->at[s->kind] : slide_geometry((SlideKind)s->kind);
    if (g.slot_count < s->slot_count)
        return NULL;
    for (size_t i = 0; i < s->slot_count; i++)
        if (!slot_holds(f, s->slots[i], g.slots[i], SLIDE_SCALE))
            return NULL;
    return s;
}
