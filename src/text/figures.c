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
    SIGN_COUNT = 18,
    DIGITS_ONLY = 12, /* for fonts that change signs beside figures */
    FIGURES_MAX = 32, /* bytes of a number */
    WORDS_BEFORE = 24 /* numbers shaped before the table is worth making */
};

static const char figure_signs[SIGN_COUNT + 1] = "0123456789.,%-+()$";

struct Figures {
    int count; /* signs that may be set so; 0 if none */
    uint32_t glyph[SIGN_COUNT];
    int32_t advance[SIGN_COUNT][SIGN_COUNT]; /* of the first, before second */
    int32_t last[SIGN_COUNT];                /* at the end */
    int8_t index[128];                       /* of a byte; -1 if not a sign */
};

static bool take_single(FontBook *book, Figures *f, WordKey key, int i)
{
    key.text = (Str){ &figure_signs[i], 1 };
    GlyphRun run = shape(book, book->work, key);
    if (run.glyph_count != 1 || run.glyphs[0].x_offset ||
        run.glyphs[0].y_offset)
        return false;
    f->glyph[i] = run.glyphs[0].glyph;
    f->last[i] = run.advance;
    return true;
}

/* "ab" for every b after a, so that each pair stands in many surroundings. */
static bool take_pairs(FontBook *book, Figures *f, WordKey key, int count)
{
    char text[2 * SIGN_COUNT * SIGN_COUNT];
    size_t len = 0;
    bool seen[SIGN_COUNT][SIGN_COUNT] = { { false } };

    for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
            text[len++] = figure_signs[a];
            text[len++] = figure_signs[b];
        }
    }
    key.text = (Str){ text, len };
    GlyphRun run = shape(book, book->work, key);
    if (run.glyph_count != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        const Glyph *g = &run.glyphs[i];
        int a = f->index[(int)text[i]];
        if (g->glyph != f->glyph[a] || g->x_offset || g->y_offset)
            return false;
        if (i + 1 == len)
            break;
        int b = f->index[(int)text[i + 1]];
        if (seen[a][b] && f->advance[a][b] != g->advance)
            return false;
        seen[a][b] = true;
        f->advance[a][b] = g->advance;
    }
    return true;
}

static Figures *figures_make(FontBook *book, WordKey key)
{
    static const int counts[] = { SIGN_COUNT, DIGITS_ONLY };
    Figures *f = arena_make(book->env->arena, Figures);
    ArenaMark mark = arena_save(book->work);

    memset(f->index, -1, sizeof f->index);
    bool apt = font_has_ascii(key.font);
    for (int i = 0; i < SIGN_COUNT && apt; i++) {
        f->index[(int)figure_signs[i]] = (int8_t)i;
        apt = take_single(book, f, key, i);
    }
    for (size_t i = 0; i < COUNT_OF(counts) && apt && !f->count; i++) {
        if (take_pairs(book, f, key, counts[i]))
            f->count = counts[i];
    }
    arena_rewind(book->work, mark);
    return f;
}

static bool is_figures(Str s)
{
    bool has_digit = false;

    if (s.len > FIGURES_MAX)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && (c > '9' || !memchr(figure_signs, c, SIGN_COUNT)))
            return false;
        has_digit = has_digit || is_digit;
    }
    return has_digit;
}

/* The table for a number of the key's, if there is one yet and it serves. */
static const Figures *figures_for(FontBook *book, const WordKey *key)
{
    Font *font = font_own(key->font);
    size_t kind = key->features & 3;

    if (key->is_rtl || !is_figures(key->text) ||
        key->script != (uint32_t)HB_SCRIPT_LATIN)
        return NULL;
    if (!font->figures[kind]) {
        if (++font->figure_words[kind] <= WORDS_BEFORE)
            return NULL;
        font->figures[kind] = figures_make(book, *key);
    }
    const Figures *f = font->figures[kind];
    for (size_t i = 0; i < key->text.len; i++) {
        if (f->index[(int)key->text.at[i]] >= f->count)
            return NULL;
    }
    return f;
}

static int32_t figure_advance(const Figures *f, Str text, size_t i)
{
    int at = f->index[(int)text.at[i]];

    if (i + 1 == text.len)
        return f->last[at];
    return f->advance[at][f->index[(int)text.at[i + 1]]];
}

bool figures_shape(FontBook *book, Arena *a, WordKey key, GlyphRun *run)
{
    const Figures *f = figures_for(book, &key);
    if (!f)
        return false;

    Glyph *glyphs = arena_make_array(a, Glyph, key.text.len);
    int64_t total = 0;
    for (size_t i = 0; i < key.text.len; i++) {
        glyphs[i] = (Glyph){ .glyph = f->glyph[f->index[(int)key.text.at[i]]],
                             .cluster = (uint32_t)i,
                             .advance = figure_advance(f, key.text, i) };
        total += glyphs[i].advance;
    }
    *run = (GlyphRun){ .font = key.font,
                       .text = key.text,
                       .glyphs = glyphs,
                       .glyph_count = (uint32_t)key.text.len,
                       .advance = (int32_t)total };
    return true;
}

bool figures_measure(FontBook *book, WordKey key, double *em)
{
    const Figures *f = figures_for(book, &key);
    int64_t total = 0;

    if (!f)
        return false;
    for (size_t i = 0; i < key.text.len; i++)
        total += figure_advance(f, key.text, i);
    *em = (double)total * key.font->em_per_unit;
    return true;
}
