/*
 * figures.c - numbers set from a table of pairs.
 *
 * A table of a hundred thousand rows is mostly numbers that occur once, so the
 * word cache does not help.  The figures and the signs around them are shaped
 * in every pair once; if each has the same glyph everywhere and each pair the
 * same kerning, a number is its glyphs and kernings looked up.
 */

#include "text/book.h"

enum {
    SIGN_COUNT = 22,
    ASCII_SIGNS = 18,
    DIGITS_ONLY = 12,  /* for fonts that change signs beside figures */
    FIGURES_MAX = 32,  /* bytes of a number */
    WORDS_BEFORE = 200 /* numbers whose shaping costs what the table does */
};

/* Those that fonts may lack, or treat apart, come last. */
static const Str figure_signs[SIGN_COUNT] = {
    { "0", 1 },
    { "1", 1 },
    { "2", 1 },
    { "3", 1 },
    { "4", 1 },
    { "5", 1 },
    { "6", 1 },
    { "7", 1 },
    { "8", 1 },
    { "9", 1 },
    { ".", 1 },
    { ",", 1 },
    { "%", 1 },
    { "-", 1 },
    { "+", 1 },
    { "(", 1 },
    { ")", 1 },
    { "$", 1 },
    { "\xC2\xA3", 2 },     /* pound */
    { "\xE2\x82\xAC", 3 }, /* euro */
    { "\xE2\x88\x92", 3 }, /* minus */
    { "\xC3\x97", 2 },     /* times */
};

struct Figures {
    int count; /* signs that may be set so; 0 if none */
    uint32_t glyph[SIGN_COUNT];
    int32_t advance[SIGN_COUNT][SIGN_COUNT]; /* of the first, before second */
    int32_t last[SIGN_COUNT];                /* at the end */
};

/* Where an ASCII sign stands in figure_signs, and one more; 0 if nowhere. */
static const uint8_t ascii_signs[128] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
    ['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['.'] = 11, [','] = 12,
    ['%'] = 13, ['-'] = 14, ['+'] = 15, ['('] = 16, [')'] = 17, ['$'] = 18,
};

/* The sign at byte *i, which moves past it; -1 if it is none. */
static int sign_at(Str s, size_t *i)
{
    unsigned char c = (unsigned char)s.at[*i];

    if (c < 0x80) {
        *i += ascii_signs[c] > 0;
        return ascii_signs[c] - 1;
    }
    for (int k = ASCII_SIGNS; k < SIGN_COUNT; k++) {
        Str sign = figure_signs[k];
        if (s.len - *i >= sign.len &&
            memcmp(s.at + *i, sign.at, sign.len) == 0) {
            *i += sign.len;
            return k;
        }
    }
    return -1;
}

static bool take_single(FontBook *book, Figures *f, WordKey key, int i)
{
    key.text = figure_signs[i];
    GlyphRun run = shape(book, book->work, key);
    if (run.glyph_count != 1 || run.glyphs[0].glyph == 0 ||
        run.glyphs[0].x_offset || run.glyphs[0].y_offset)
        return false;
    f->glyph[i] = run.glyphs[0].glyph;
    f->last[i] = run.advance;
    return true;
}

/* "ab" for every b after a, so that each pair stands in many surroundings. */
static bool take_pairs(FontBook *book, Figures *f, WordKey key, int count)
{
    Str text[2 * SIGN_COUNT * SIGN_COUNT] = { { 0 } };
    uint8_t signs[2 * SIGN_COUNT * SIGN_COUNT];
    size_t len = 0;
    bool seen[SIGN_COUNT][SIGN_COUNT] = { { false } };

    for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
            signs[len] = (uint8_t)a;
            text[len++] = figure_signs[a];
            signs[len] = (uint8_t)b;
            text[len++] = figure_signs[b];
        }
    }
    key.text = str_join(book->work, text, len, STR(""));
    GlyphRun run = shape(book, book->work, key);
    if (run.glyph_count != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        const Glyph *g = &run.glyphs[i];
        int a = signs[i];
        if (g->glyph != f->glyph[a] || g->x_offset || g->y_offset)
            return false;
        if (i + 1 == len)
            break;
        int b = signs[i + 1];
        if (seen[a][b] && f->advance[a][b] != g->advance)
            return false;
        seen[a][b] = true;
        f->advance[a][b] = g->advance;
    }
    return true;
}

static Figures *figures_make(FontBook *book, WordKey key)
{
    static const int counts[] = { SIGN_COUNT, ASCII_SIGNS, DIGITS_ONLY };
    Figures *f = arena_make(book->env->arena, Figures);
    ArenaMark mark = arena_save(book->work);
    int known = 0; /* signs that have a glyph of their own */

    while (font_has_ascii(key.font) && known < SIGN_COUNT &&
           take_single(book, f, key, known))
        known++;
    for (size_t i = 0; i < COUNT_OF(counts) && !f->count; i++) {
        if (counts[i] <= known && take_pairs(book, f, key, counts[i]))
            f->count = counts[i];
    }
    arena_rewind(book->work, mark);
    return f;
}

/* True if `s` is figures and signs, of which none is `count` or above. */
static bool is_figures(Str s, int count)
{
    bool has_digit = false;

    if (s.len > FIGURES_MAX)
        return false;
    for (size_t i = 0; i < s.len;) {
        int sign = sign_at(s, &i);
        if (sign < 0 || sign >= count)
            return false;
        has_digit = has_digit || sign < 10;
    }
    return has_digit;
}

/* The table for a number of the key's, if there is one yet and it serves. */
static const Figures *figures_for(FontBook *book, const WordKey *key)
{
    Font *font = font_own(key->font);
    size_t kind = key->features & 3;
    const Figures *f = font->figures[kind];

    if (key->is_rtl || key->script != (uint32_t)HB_SCRIPT_LATIN ||
        !is_figures(key->text, f ? f->count : SIGN_COUNT))
        return NULL;
    if (f)
        return f;
    if (++font->figure_words[kind] <= WORDS_BEFORE)
        return NULL;
    font->figures[kind] = figures_make(book, *key);
    f = font->figures[kind];
    return is_figures(key->text, f->count) ? f : NULL;
}

bool figures_shape(FontBook *book, Arena *a, WordKey key, GlyphRun *run)
{
    const Figures *f = figures_for(book, &key);
    size_t count = 0;
    int64_t total = 0;
    int before = -1;

    if (!f)
        return false;
    Glyph *glyphs = arena_make_array(a, Glyph, key.text.len);
    for (size_t i = 0; i < key.text.len;) {
        size_t from = i;
        int sign = sign_at(key.text, &i);
        if (before >= 0)
            glyphs[count - 1].advance = f->advance[before][sign];
        glyphs[count++] = (Glyph){ .glyph = f->glyph[sign],
                                   .cluster = (uint32_t)from,
                                   .advance = f->last[sign] };
        before = sign;
    }
    for (size_t i = 0; i < count; i++)
        total += glyphs[i].advance;
    *run = (GlyphRun){ .font = key.font,
                       .text = key.text,
                       .glyphs = glyphs,
                       .glyph_count = (uint32_t)count,
                       .advance = (int32_t)total };
    return true;
}

bool figures_measure(FontBook *book, WordKey key, double *em)
{
    const Figures *f = figures_for(book, &key);
    int64_t total = 0;
    int before = -1;

    if (!f)
        return false;
    for (size_t i = 0; i < key.text.len;) {
        int sign = sign_at(key.text, &i);
        total += before < 0 ? 0 : f->advance[before][sign];
        before = sign;
    }
    total += f->last[before];
    *em = (double)total * key.font->em_per_unit;
    return true;
}
