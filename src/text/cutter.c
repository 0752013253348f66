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

/* ---- Pieces too wide for a line ------------------------------------------ */

/* The end of the widest head that fits, at a cluster of text and of glyphs. */
static uint32_t head_end(FontBook *book, const GlyphRun *run,
                         TextSetting setting, double room_pt)
{
    double per_glyph_pt = setting.tracking_em * setting.size_pt;
    double per_unit_pt = run->font->em_per_unit * setting.size_pt;
    double width_pt = 0;
    uint32_t glyph = 0;
    uint32_t best = 0;

    for (size_t at = 0; at < run->text.len;) {
        at = cluster_end(book, run->text, at);
        for (; glyph < run->glyph_count &&
               logical_glyph(run, glyph)->cluster < at;
             glyph++)
            width_pt +=
                logical_glyph(run, glyph)->advance * per_unit_pt + per_glyph_pt;
        if (best && !fits(room_pt, width_pt))
            break;
        if (glyph && glyph < run->glyph_count &&
            logical_glyph(run, glyph)->cluster == at)
            best = (uint32_t)at;
    }
    return best;
}

bool piece_split(FontBook *book, Arena *a, const TextPiece *piece,
                 TextSetting setting, double room_pt, TextPiece *head,
                 TextPiece *tail)
{
    RunCutter cutter = { .run = piece->run };
    uint32_t len = (uint32_t)piece->run->text.len;
    uint32_t at = head_end(book, piece->run, setting, room_pt);

    if (!at)
        return false;
    TextPiece first = *piece;
    TextPiece rest = *piece;
    first.run = run_take(&cutter, a, 0, at);
    rest.run = run_take(&cutter, a, at, len);
    first.width_pt = setting_width_pt(first.run, setting);
    rest.width_pt = setting_width_pt(rest.run, setting);
    first.end = rest.start = piece->start + at;
    first.space = NULL;
    first.space_pt = 0;
    first.after = BREAK_ALLOWED;
    first.hyphens = 0;
    *head = first;
    *tail = rest;
    return true;
}
