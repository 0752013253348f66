/* cutter.c - parts of a shaped run, so that a cut word keeps its kerning. */

#include "text/book.h"

static const Glyph *logical_glyph(const GlyphRun *run, uint32_t i)
{
    return &run->glyphs[run->is_rtl ? run->glyph_count - 1 - i : i];
}

bool run_can_cut(RunCutter *cutter, uint32_t at)
{
    const GlyphRun *run = cutter->run;
    uint32_t i = cutter->next;

    while (i < run->glyph_count && logical_glyph(run, i)->cluster < at)
        i++;
    return i > cutter->next && i < run->glyph_count &&
           logical_glyph(run, i)->cluster == at;
}

GlyphRun *run_take(RunCutter *cutter, Arena *a, uint32_t from, uint32_t at)
{
    const GlyphRun *run = cutter->run;
    uint32_t first = cutter->next;
    uint32_t end = first;
    int64_t advance = 0;

    while (end < run->glyph_count && logical_glyph(run, end)->cluster < at)
        end++;
    GlyphRun *part = arena_make(a, GlyphRun);
    uint32_t count = end - first;
    Glyph *glyphs = arena_make_array(a, Glyph, count);
    uint32_t left = run->is_rtl ? run->glyph_count - end : first;
    for (uint32_t i = 0; i < count; i++) {
        glyphs[i] = run->glyphs[left + i];
        glyphs[i].cluster -= from;
        advance += glyphs[i].advance;
    }
    *part = (GlyphRun){ .font = run->font,
                        .text = str_slice(run->text, from, at),
                        .glyphs = glyphs,
                        .glyph_count = count,
                        .is_rtl = run->is_rtl,
                        .advance = (int32_t)advance };
    cutter->next = end;
    return part;
}
