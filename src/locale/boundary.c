/* boundary.c - where lines may end, and which way text runs. */

#include "locale/locale_private.h"

#include <unicode/ubidi.h>

void line_breaks(Locale *l, Str s, uint8_t *breaks)
{
    UErrorCode status = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;

    memset(breaks, BREAK_NONE, s.len + 1);
    if (!s.len)
        return;
    utext_openUTF8(&text, s.at, (int64_t)s.len, &status);
    if (!l->lines)
        l->lines = ubrk_open(UBRK_LINE, l->id, NULL, 0, &status);
    ubrk_setUText(l->lines, &text, &status);
    for (int32_t at = ubrk_next(l->lines); at != UBRK_DONE;
         at = ubrk_next(l->lines)) {
        bool is_hard = ubrk_getRuleStatus(l->lines) >= UBRK_LINE_HARD;
        breaks[at] = is_hard ? BREAK_REQUIRED : BREAK_ALLOWED;
    }
    utext_close(&text);
}

/* ---- Direction ---------------------------------------------------------- */

/* No letter or mark below U+0590 runs right to left, nor any control. */
static bool may_run_right_to_left(Str s)
{
    for (size_t i = 0; i < s.len;) {
        unsigned char byte = (unsigned char)s.at[i];
        if (byte < 0xD6) {
            i++;
            continue;
        }
        uint32_t code = utf8_next(s, &i);
        if (code >= 0x590)
            return true;
    }
    return false;
}

static BidiRun *one_run(Arena *a, Str s, uint8_t level, size_t *count)
{
    BidiRun *run = arena_make(a, BidiRun);
    *run = (BidiRun){ 0, (uint32_t)s.len, level };
    *count = s.len ? 1 : 0;
    return run;
}

static BidiRun *icu_runs(Arena *a, UBiDi *bidi, Str s, Wide w, size_t *count)
{
    UErrorCode status = U_ZERO_ERROR;
    LIST(BidiRun) runs = { 0 };
    size_t byte = 0;
    int32_t at = 0;

    (void)status;
    while (at < w.len) {
        int32_t limit;
        UBiDiLevel level;
        ubidi_getLogicalRun(bidi, at, &limit, &level);
        BidiRun run = { .start = (uint32_t)byte, .level = level };
        while (at < limit && byte < s.len) {
            /* one code point in each, so that offsets keep step */
            uint32_t code = utf8_next(s, &byte);
            at += code >= 0x10000 ? 2 : 1;
        }
        if (byte >= s.len)
            at = w.len;
        run.end = (uint32_t)byte;
        *list_add(a, &runs) = run;
    }
    *count = runs.len;
    return runs.at;
}

BidiRun *bidi_runs(Locale *l, Arena *a, Str s, int base, size_t *count)
{
    (void)l;
    if (!may_run_right_to_left(s) && base != 1)
        return one_run(a, s, 0, count);

    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_open();
    Wide w = wide_of(a, s);
    UBiDiLevel level = base == 1   ? 1
                       : base == 0 ? 0
                                   : (UBiDiLevel)UBIDI_DEFAULT_LTR;
    ubidi_setPara(bidi, w.at, w.len, level, NULL, &status);
    BidiRun *runs = U_FAILURE(status) ? one_run(a, s, base == 1, count)
                                      : icu_runs(a, bidi, s, w, count);
    ubidi_close(bidi);
    return runs;
}

void bidi_reorder(const uint8_t *levels, size_t count, uint32_t *order)
{
    int32_t *map = (int32_t *)order; /* same size; ICU's indices fit in both */
    ubidi_reorderVisual(levels, (int32_t)count, map);
}
