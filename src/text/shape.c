/* shape.c - HarfBuzz, and the words it has shaped. */

#include "text/book.h"

#include <hb-ot.h>

/* ---- The cache ----------------------------------------------------------- */

uint64_t bytes_hash(Str s, uint64_t seed)
{
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    uint64_t hash = seed ^ (s.len * odd);
    const char *at = s.at;
    size_t left = s.len;

    for (; left >= 8; left -= 8, at += 8) {
        uint64_t chunk;
        memcpy(&chunk, at, 8);
        hash = (hash ^ chunk) * odd;
        hash ^= hash >> 29;
    }
    uint64_t tail = 0;
    for (size_t i = 0; i < left; i++)
        tail = tail << 8 | (unsigned char)at[i];
    hash = (hash ^ tail) * odd;
    hash ^= hash >> 32;
    hash *= odd;
    return hash ^ hash >> 29;
}

void *cache_next(const Cache *c, uint64_t hash, size_t *slot)
{
    if (!c->slot_count)
        return NULL;
    for (;; ++*slot) {
        const CacheSlot *s = &c->slots[(hash + *slot) & (c->slot_count - 1)];
        if (!s->entry)
            return NULL;
        if (s->hash == hash) {
            ++*slot;
            return s->entry;
        }
    }
}

static void cache_put(Cache *c, uint64_t hash, void *entry)
{
    size_t i = hash & (c->slot_count - 1);
    while (c->slots[i].entry)
        i = (i + 1) & (c->slot_count - 1);
    c->slots[i] = (CacheSlot){ hash, entry };
}

void cache_add(Arena *a, Cache *c, uint64_t hash, void *entry)
{
    if ((c->len + 1) * 2 > c->slot_count) {
        Cache old = *c;
        c->slot_count = old.slot_count ? old.slot_count * 2 : 256;
        c->slots = arena_make_array(a, CacheSlot, c->slot_count);
        for (size_t i = 0; i < old.slot_count; i++) {
            if (old.slots[i].entry)
                cache_put(c, old.slots[i].hash, old.slots[i].entry);
        }
    }
    cache_put(c, hash, entry);
    c->len++;
}

/* ---- Shaping ------------------------------------------------------------- */

static void fill_buffer(FontBook *book, const WordKey *key)
{
    hb_buffer_t *buffer = book->buffer;

    if (str_is_ascii(key->text) && font_has_ascii(key->font)) {
        hb_buffer_add_latin1(buffer, (const uint8_t *)key->text.at,
                             (int)key->text.len, 0, (int)key->text.len);
        return;
    }
    for (size_t i = 0; i < key->text.len;) {
        uint32_t codes[CLUSTER_MAX];
        size_t lost;
        size_t end = cluster_end(book, key->text, i);
        size_t count = cluster_codes(key->font, str_slice(key->text, i, end),
                                     codes, &lost);
        for (size_t n = 0; n < count; n++)
            hb_buffer_add(buffer, codes[n], (unsigned)i);
        i = end;
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
}

static unsigned features_of(uint8_t features, hb_feature_t out[3])
{
    unsigned count = 0;

    if (features & SHAPE_TABULAR)
        out[count++] =
            (hb_feature_t){ HB_TAG('t', 'n', 'u', 'm'), 1,
                            HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
    if (features & SHAPE_NO_LIGATURES) {
        out[count++] =
            (hb_feature_t){ HB_TAG('l', 'i', 'g', 'a'), 0,
                            HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
        out[count++] =
            (hb_feature_t){ HB_TAG('c', 'l', 'i', 'g'), 0,
                            HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
    }
    return count;
}

/* No .notdef may reach the PDF, nor a glyph that a damaged font invents. */
static void mend_notdef(const Font *font, Glyph *glyph)
{
    static const uint32_t signs[] = { 0xFFFD, '?', ' ' };
    hb_codepoint_t found = 0;

    for (size_t i = 0; i < COUNT_OF(signs) && !found; i++)
        hb_font_get_nominal_glyph(font->hb, signs[i], &found);
    glyph->glyph = found;
    glyph->advance = hb_font_get_glyph_h_advance(font->hb, found);
}

static int32_t clamp_units(int64_t units)
{
    if (units > INT32_MAX)
        return INT32_MAX;
    return units < INT32_MIN ? INT32_MIN : (int32_t)units;
}

static void take_glyphs(FontBook *book, Arena *a, const Font *font,
                        GlyphRun *run)
{
    unsigned count = 0;
    const hb_glyph_info_t *infos =
        hb_buffer_get_glyph_infos(book->buffer, &count);
    const hb_glyph_position_t *at =
        hb_buffer_get_glyph_positions(book->buffer, NULL);
    Glyph *glyphs = arena_make_array(a, Glyph, count);
    int64_t advance = 0;

    for (unsigned i = 0; i < count; i++) {
        glyphs[i] = (Glyph){ infos[i].codepoint, infos[i].cluster,
                             at[i].x_advance, at[i].x_offset, at[i].y_offset };
        if (!glyphs[i].glyph || glyphs[i].glyph >= font->glyph_count)
            mend_notdef(font, &glyphs[i]);
        advance += glyphs[i].advance;
    }
    run->glyphs = glyphs;
    run->glyph_count = count;
    run->advance = clamp_units(advance);
}

GlyphRun shape(FontBook *book, Arena *a, WordKey key)
{
    GlyphRun run = { .font = key.font, .text = key.text, .is_rtl = key.is_rtl };
    hb_feature_t features[3];
    unsigned feature_count = features_of(key.features, features);
    hb_buffer_t *buffer = book->buffer;

    hb_buffer_clear_contents(buffer);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    fill_buffer(book, &key);
    hb_buffer_set_direction(buffer,
                            key.is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, (hb_script_t)key.script);
    hb_buffer_set_language(buffer, book->language);
    hb_shape(key.font->hb, buffer, features, feature_count);
    take_glyphs(book, a, key.font, &run);
    return run;
}

/* ---- Words --------------------------------------------------------------- */

static bool is_word(const Word *w, const WordKey *key)
{
    return w->run.font == key->font && w->features == key->features &&
           w->script == key->script && w->run.is_rtl == key->is_rtl &&
           w->run.text.len == key->text.len &&
           memcmp(w->run.text.at, key->text.at, key->text.len) == 0;
}

static Word *word_make(FontBook *book, Arena *a, WordKey key)
{
    Word *word = arena_make(a, Word);

    key.text = str_copy(a, key.text);
    word->script = key.script;
    word->features = key.features;
    if (!figures_shape(book, a, key, &word->run))
        word->run = shape(book, a, key);
    return word;
}

Word *word_find(FontBook *book, Arena *a, WordKey key)
{
    if (key.text.len > WORD_CACHED_MAX)
        return word_make(book, a, key);

    uint64_t seed = (uint64_t)key.font->id << 40 ^ key.script ^
                    (uint64_t)key.features << 36 ^ (uint64_t)key.is_rtl << 35;
    uint64_t hash = bytes_hash(key.text, seed * 0xD6E8FEB86659FD93u);
    size_t slot = 0;
    for (Word *w; (w = cache_next(&book->words, hash, &slot)) != NULL;) {
        if (is_word(w, &key))
            return w;
    }
    Word *word = word_make(book, book->env->arena, key);
    cache_add(book->env->arena, &book->words, hash, word);
    return word;
}

double run_width_pt(const GlyphRun *run, double size_pt)
{
    return run->advance * run->font->em_per_unit * size_pt;
}

/* ---- Spaces and the hyphen ----------------------------------------------- */

static GlyphRun *run_of_sign(FontBook *book, const Font *font, Str drawn,
                             Str text)
{
    Arena *a = book->env->arena;
    GlyphRun *run = arena_make(a, GlyphRun);

    *run = shape(
        book, a,
        (WordKey){ .font = font, .script = HB_SCRIPT_LATIN, .text = drawn });
    run->text = text;
    return run;
}

const GlyphRun *spaces_run(FontBook *book, Arena *a, const Font *font,
                           size_t count)
{
    if (!font->space)
        font_own(font)->space = run_of_sign(book, font, STR(" "), STR(" "));
    if (count == 1)
        return font->space;

    GlyphRun *run = arena_make(a, GlyphRun);
    char *text = arena_alloc(a, count + 1);
    Glyph *glyphs = arena_make_array(a, Glyph, count);
    memset(text, ' ', count);
    for (size_t i = 0; i < count; i++) {
        glyphs[i] = font->space->glyphs[0];
        glyphs[i].cluster = (uint32_t)i;
    }
    *run = *font->space;
    run->text = (Str){ text, count };
    run->glyphs = glyphs;
    run->glyph_count = (uint32_t)count;
    run->advance = clamp_units((int64_t)count * font->space->advance);
    return run;
}

/* It stands for U+00AD, so that readers join the halves of the word again. */
const GlyphRun *hyphen_run(FontBook *book, const Font *font)
{
    if (!font->hyphen)
        font_own(font)->hyphen =
            run_of_sign(book, font, STR("\xE2\x80\x90"), STR("\xC2\xAD"));
    return font->hyphen;
}
