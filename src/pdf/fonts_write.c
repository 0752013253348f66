/* fonts_write.c - the objects of a font. */

#include "pdf/fonts.h"

#include <math.h>

enum { FLAG_FIXED = 1, FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };

/* Codes of one section of a CMap, by the format's own limit. */
#define SECTION_MAX 100

static uint32_t code_of(const PdfFont *f, uint32_t glyph)
{
    return f->cids ? f->cids[glyph] : glyph;
}

/* The next glyph in use from `g` on, or glyph_count. */
static uint32_t used_from(const PdfFont *f, uint32_t g)
{
    while (g < f->glyph_count && !f->glyphs[g].is_used)
        g++;
    return g;
}

static void put_name(Buf *b, Str tag, Str name)
{
    buf_add_char(b, '/');
    buf_add_str(b, tag);
    buf_add_char(b, '+');
    for (size_t i = 0; i < name.len && i < 100; i++) {
        char c = name.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (plain)
            buf_add_char(b, c);
    }
    if (!name.len)
        put_text(b, "Font");
}

/* ---- Widths -------------------------------------------------------------- */

/* A glyph's width as the file says it. */
static int64_t width_centi(const PdfFont *f, uint32_t glyph)
{
    return llround(pdf_font_width(f, glyph) * 100);
}

/* The width that most glyphs have, so that it need not be said. */
static int64_t width_common(Arena *scratch, const PdfFont *f)
{
    typedef struct {
        int64_t width;
        size_t count;
    } Seen;
    ArenaMark mark = arena_save(scratch);
    LIST(Seen) seen = { 0 };
    size_t best = 0;

    for (uint32_t g = used_from(f, 0); g < f->glyph_count;
         g = used_from(f, g + 1)) {
        int64_t width = width_centi(f, g);
        size_t i = 0;
        while (i < seen.len && seen.at[i].width != width)
            i++;
        if (i == seen.len)
            *list_add(scratch, &seen) = (Seen){ width, 0 };
        if (++seen.at[i].count > seen.at[best].count)
            best = i;
    }
    int64_t width = seen.len ? seen.at[best].width : 100000;
    arena_rewind(scratch, mark);
    return width;
}

static void put_widths(Buf *b, const PdfFont *f, int64_t common)
{
    uint32_t next = 0; /* the code that would go on the open list */
    bool is_open = false;

    for (uint32_t g = used_from(f, 0); g < f->glyph_count;
         g = used_from(f, g + 1)) {
        if (width_centi(f, g) == common)
            continue;
        if (!is_open || code_of(f, g) != next) {
            if (is_open)
                buf_add_char(b, ']');
            buf_add_uint(b, code_of(f, g));
            buf_add_char(b, '[');
            is_open = true;
        } else {
            buf_add_char(b, ' ');
        }
        buf_add_fixed(b, width_centi(f, g), 2);
        next = code_of(f, g) + 1;
    }
    if (is_open)
        buf_add_char(b, ']');
}

/* ---- ToUnicode ----------------------------------------------------------- */

static void put_code(Buf *b, uint32_t code)
{
    buf_format(b, "<%04X>", (unsigned)code);
}

static size_t section_end(const PdfFont *f, uint32_t g, uint32_t *end)
{
    size_t count = 0;

    for (*end = g; *end < f->glyph_count && count < SECTION_MAX; count++)
        *end = used_from(f, *end + 1);
    return count;
}

static void put_meanings(Buf *b, const PdfFont *f)
{
    for (uint32_t g = used_from(f, 0), end; g < f->glyph_count; g = end) {
        size_t count = section_end(f, g, &end);
        buf_format(b, "%zu beginbfchar\n", count);
        for (; g < end; g = used_from(f, g + 1)) {
            const GlyphUse *use = &f->glyphs[g];
            put_code(b, code_of(f, g));
            buf_add_char(b, '<');
            put_utf16_hex(b, use->text.len ? use->text : use->part);
            put_text(b, ">\n");
        }
        put_text(b, "endbfchar\n");
    }
}

static void put_cmap(Buf *b, const PdfFont *f)
{
    put_text(b, "/CIDInit/ProcSet findresource begin\n"
                "12 dict begin\n"
                "begincmap\n"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
                "/Supplement 0>>def\n"
                "/CMapName/Adobe-Identity-UCS def\n"
                "/CMapType 2 def\n"
                "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    put_meanings(b, f);
    put_text(b, "endcmap\n"
                "CMapName currentdict/CMap defineresource pop\n"
                "end\nend\n");
}

/* ---- Objects ------------------------------------------------------------- */

static void put_em(Buf *b, const char *key, double em)
{
    put_text(b, key);
    buf_add_number(b, em * 1000, 0);
}

static int flags_of(const FontInfo *info)
{
    return FLAG_SYMBOLIC | (info->is_fixed_pitch ? FLAG_FIXED : 0) |
           (info->is_serif ? FLAG_SERIF : 0) |
           (info->italic_angle != 0 ? FLAG_ITALIC : 0);
}

static void descriptor_put(Buf *b, const PdfFont *f, const FontFile *file,
                           ObjectId stream)
{
    const FontInfo *info = font_info(f->font);
    Rect box = info->bbox_em;

    put_text(b, "<</Type/FontDescriptor/FontName");
    put_name(b, file->tag, info->postscript_name);
    buf_format(b, "/Flags %d", flags_of(info));
    put_em(b, "/FontBBox[", box.x_pt);
    put_em(b, " ", box.y_pt);
    put_em(b, " ", box.x_pt + box.width_pt);
    put_em(b, " ", box.y_pt + box.height_pt);
    put_text(b, "]/ItalicAngle ");
    buf_add_number(b, info->italic_angle, 2);
    put_em(b, "/Ascent ", info->ascent_em);
    put_em(b, "/Descent ", info->descent_em);
    put_em(b, "/CapHeight ", info->cap_height_em);
    /* stems are not told by the face; its weight says as much */
    buf_format(b, "/StemV %d", 50 + info->weight * info->weight / 4000);
    buf_format(b, "/%s ", file->key);
    put_ref(b, stream);
    put_text(b, ">>");
}

static void descendant_put(Buf *b, Env *env, const PdfFont *f,
                           const FontFile *file, ObjectId descriptor)
{
    const FontInfo *info = font_info(f->font);
    int64_t common = width_common(env->scratch, f);

    put_text(b, "<</Type/Font/Subtype/");
    put_text(b, info->is_cff ? "CIDFontType0" : "CIDFontType2");
    put_text(b, "/BaseFont");
    put_name(b, file->tag, info->postscript_name);
    put_text(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                "/Supplement 0>>/FontDescriptor ");
    put_ref(b, descriptor);
    if (!info->is_cff)
        put_text(b, "/CIDToGIDMap/Identity");
    put_text(b, "/DW ");
    buf_add_fixed(b, common, 2);
    put_text(b, "/W[");
    put_widths(b, f, common);
    put_text(b, "]>>");
}

static void font_put(Buf *b, const PdfFont *f, const FontFile *file,
                     ObjectId descendant, ObjectId meanings)
{
    const FontInfo *info = font_info(f->font);

    put_text(b, "<</Type/Font/Subtype/Type0/BaseFont");
    put_name(b, file->tag, info->postscript_name);
    if (info->is_cff)
        put_text(b, "-Identity-H");
    put_text(b, "/Encoding/Identity-H/DescendantFonts[");
    put_ref(b, descendant);
    put_text(b, "]/ToUnicode ");
    put_ref(b, meanings);
    put_text(b, ">>");
}

static bool font_write(Env *env, const PdfFont *f, ObjectWriter *w)
{
    FontFile file = { 0 };
    Buf dict = { 0 }, cmap = { 0 };
    ObjectId stream = object_new(w), meanings = object_new(w);
    ObjectId descriptor = object_new(w), descendant = object_new(w);

    if (!font_file_new(env, f, &file))
        return false;
    if (file.subtype)
        buf_format(&dict, "/Subtype/%s", file.subtype);
    else
        buf_format(&dict, "/Length1 %zu", file.bytes.len);
    object_stream(w, stream, buf_str(&dict), file.bytes);
    put_cmap(&cmap, f);
    object_stream(w, meanings, STR(""), buf_str(&cmap));
    buf_free(&dict);
    buf_free(&cmap);
    descriptor_put(object_open(w, descriptor), f, &file, stream);
    object_close(w);
    descendant_put(object_open(w, descendant), env, f, &file, descriptor);
    object_close(w);
    font_put(object_open(w, f->id), f, &file, descendant, meanings);
    object_close(w);
    return true;
}

bool fonts_write(FontTable *t, ObjectWriter *w)
{
    bool ok = true;

    for (size_t i = 0; i < t->list.len; i++)
        ok &= font_write(t->env, t->list.at[i], w);
    return ok;
}
