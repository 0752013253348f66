/* fonts.c - which glyphs are used, and what they stand for. */

#include "pdf/fonts.h"

void fonts_begin(Env *env, FontTable *t)
{
    *t = (FontTable){ .env = env };
}

void fonts_end(FontTable *t)
{
    for (size_t i = 0; i < t->list.len; i++)
        hb_font_destroy(t->list.at[i]->hb);
}

static uint32_t glyph_of(const PdfFont *f, uint32_t code)
{
    hb_codepoint_t glyph = 0;

    return hb_font_get_nominal_glyph(f->hb, code, &glyph) ? glyph : 0;
}

static Str cff_of(Arena *a, hb_face_t *face)
{
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    unsigned len = 0;
    const char *at = hb_blob_get_data(blob, &len);
    Str cff = str_copy(a, (Str){ at ? at : "", len });

    hb_blob_destroy(blob);
    return cff;
}

static PdfFont *font_new(FontTable *t, HaruDocument *d, const Font *font)
{
    Arena *a = t->env->arena;
    PdfFont *f = arena_make(a, PdfFont);
    int units = 0;

    f->font = font;
    f->face = font_hb_face(font);
    f->hb = hb_font_create(f->face);
    hb_font_get_scale(f->hb, &units, NULL);
    f->per_mille = 1000.0 / (units > 0 ? units : 1000);
    f->glyph_count = hb_face_get_glyph_count(f->face);
    f->glyphs = arena_make_array(a, GlyphUse, f->glyph_count);
    f->space = glyph_of(f, ' ');
    f->hyphen = glyph_of(f, '-');
    f->number = (uint32_t)t->list.len;
    f->id = document_reserve(d);
    if (font_info(font)->is_cff)
        f->cids = cff_cids_new(a, cff_of(a, f->face), f->glyph_count);
    *list_add(a, &t->list) = f;
    return f;
}

PdfFont *pdf_font_of(FontTable *t, HaruDocument *d, const Font *font)
{
    if (t->last && t->last->font == font)
        return t->last;
    for (size_t i = 0; i < t->list.len; i++) {
        if (t->list.at[i]->font == font)
            return t->last = t->list.at[i];
    }
    return t->last = font_new(t, d, font);
}

double pdf_font_width(const PdfFont *f, uint32_t glyph)
{
    return f->glyphs[glyph].advance * f->per_mille;
}

/* ---- Clusters ------------------------------------------------------------ */

/* What a reader may be told: no control, no private use, no non-character. */
static bool is_speakable(uint32_t code)
{
    if (code < 0xE000)
        return code >= 0x20 && (code < 0x7F || code > 0x9F) && code < 0xD800;
    return code > 0xF8FF && code != 0xFEFF && (code & 0xFFFE) != 0xFFFE &&
           code < 0xF0000;
}

static Str text_speakable(Arena *a, Str s)
{
    char *to = arena_alloc(a, 3 * s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len;) {
        uint32_t code = utf8_next(s, &i);
        bool is_control = code < 0x20 || (code >= 0x7F && code <= 0x9F);
        if (!is_speakable(code))
            code = is_control ? ' ' : 0xFFFD;
        len += utf8_put(code, to + len);
    }
    return (Str){ to, len };
}

/*
 * Spaces of other widths and hyphens that do not break share glyphs with the
 * common ones, and are read and searched as these.
 */
static Str text_common(const PdfFont *f, uint32_t glyph, Str s)
{
    size_t i = 0;

    if (s.len < 2 || (glyph != f->space && glyph != f->hyphen))
        return s;
    uint32_t code = utf8_next(s, &i);
    if (i != s.len)
        return s;
    if (glyph == f->space &&
        (code == 0xA0 || code == 0x202F || (code >= 0x2000 && code <= 0x200A)))
        return STR(" ");
    if (glyph == f->hyphen && (code == 0x2010 || code == 0x2011))
        return STR("-");
    return s;
}

static bool is_plain(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        uint8_t c = (uint8_t)s.at[i];
        if (c < 0x20 || c == 0x7F || c == 0xC2 || c >= 0xEE)
            return false;
    }
    return true;
}

Cluster cluster_at(const FontTable *t, const PdfFont *f, const GlyphRun *run,
                   uint32_t first)
{
    const Glyph *g = run->glyphs;
    uint32_t end = first + 1;
    size_t start = g[first].cluster, stop = run->text.len;

    while (end < run->glyph_count && g[end].cluster == start)
        end++;
    /* in a run from right to left the text goes on to the left */
    if (run->is_rtl && first > 0)
        stop = g[first - 1].cluster;
    else if (!run->is_rtl && end < run->glyph_count)
        stop = g[end].cluster;
    if (stop > run->text.len)
        stop = run->text.len;
    if (start > stop)
        start = stop;
    Str text = { run->text.at + start, stop - start };
    if (!is_plain(text))
        text = text_speakable(t->env->arena, text);
    return (Cluster){ first, end - first,
                      text_common(f, g[first].glyph, text) };
}

static void glyph_use(PdfFont *f, uint32_t glyph)
{
    GlyphUse *use = &f->glyphs[glyph];

    if (use->is_used)
        return;
    use->is_used = true;
    use->advance = hb_font_get_glyph_h_advance(f->hb, glyph);
}

static bool glyph_stands_for(PdfFont *f, uint32_t glyph, Str text)
{
    GlyphUse *use = &f->glyphs[glyph];

    if (!use->text.len)
        use->text = text;
    return str_equal(use->text, text);
}

/* The next code point of the text, as UTF-8. */
static Str code_next(Str s, size_t *i)
{
    size_t start = *i;

    utf8_next(s, i);
    return str_slice(s, start, *i);
}

static const Glyph *glyph_logical(const GlyphRun *run, Cluster c, uint32_t i)
{
    return &run->glyphs[c.first + (run->is_rtl ? c.count - 1 - i : i)];
}

/* True if the face itself gives these glyphs for these characters. */
static bool matches_face(const PdfFont *f, const GlyphRun *run, Cluster c)
{
    size_t at = 0;

    if (utf8_count(c.text) != c.count)
        return false;
    for (uint32_t i = 0; i < c.count; i++) {
        const Glyph *g = glyph_logical(run, c, i);
        if (glyph_of(f, utf8_next(c.text, &at)) != g->glyph)
            return false;
    }
    return true;
}

static bool use_each(PdfFont *f, const GlyphRun *run, Cluster c)
{
    bool plain = true;
    size_t at = 0;

    for (uint32_t i = 0; i < c.count; i++) {
        const Glyph *g = glyph_logical(run, c, i);
        plain &= glyph_stands_for(f, g->glyph, code_next(c.text, &at));
    }
    return plain;
}

/* Something for each glyph, since none may stand for nothing. */
static void parts_guess(PdfFont *f, const GlyphRun *run, Cluster c)
{
    size_t at = 0;
    Str part = STR(" ");

    for (uint32_t i = 0; i < c.count; i++) {
        GlyphUse *use = &f->glyphs[glyph_logical(run, c, i)->glyph];
        if (at < c.text.len)
            part = code_next(c.text, &at);
        if (!use->part.len)
            use->part = part;
    }
}

bool cluster_use(PdfFont *f, const GlyphRun *run, Cluster c)
{
    bool plain = false;

    for (uint32_t i = 0; i < c.count; i++)
        glyph_use(f, run->glyphs[c.first + i].glyph);
    /* the hyphen at a line's end is left out when the text is read again */
    if (str_is(c.text, "\xC2\xAD") || !c.text.len)
        plain = false;
    else if (c.count == 1)
        plain = glyph_stands_for(f, run->glyphs[c.first].glyph, c.text);
    else if (matches_face(f, run, c))
        plain = use_each(f, run, c);
    if (!plain)
        parts_guess(f, run, c);
    return plain;
}
