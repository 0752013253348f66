/* font_file.c - a face cut down to the glyphs in use. */

#include "pdf/fonts.h"

#include <hb-subset.h>

/* What shapes, names or varies a face: its drawings need none of it. */
static const hb_tag_t dropped_tables[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
    HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
    HB_TAG('J', 'S', 'T', 'F'), HB_TAG('M', 'A', 'T', 'H'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('O', 'S', '/', '2'),
    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('h', 'd', 'm', 'x'),
    HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
    HB_TAG('P', 'C', 'L', 'T'), HB_TAG('F', 'F', 'T', 'M'),
    HB_TAG('g', 'a', 's', 'p'), HB_TAG('m', 'e', 't', 'a'),
    HB_TAG('f', 'v', 'a', 'r'), HB_TAG('g', 'v', 'a', 'r'),
    HB_TAG('a', 'v', 'a', 'r'), HB_TAG('c', 'v', 'a', 'r'),
    HB_TAG('H', 'V', 'A', 'R'), HB_TAG('V', 'V', 'A', 'R'),
    HB_TAG('M', 'V', 'A', 'R'), HB_TAG('S', 'T', 'A', 'T'),
    HB_TAG('C', 'O', 'L', 'R'), HB_TAG('C', 'P', 'A', 'L'),
    HB_TAG('C', 'B', 'D', 'T'), HB_TAG('C', 'B', 'L', 'C'),
    HB_TAG('E', 'B', 'D', 'T'), HB_TAG('E', 'B', 'L', 'C'),
    HB_TAG('E', 'B', 'S', 'C'), HB_TAG('s', 'b', 'i', 'x'),
    HB_TAG('S', 'V', 'G', ' '),
};

static hb_face_t *face_cut(const PdfFont *f)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();

    if (!input)
        return NULL;
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (uint32_t g = 0; g < f->glyph_count; g++) {
        if (f->glyphs[g].is_used)
            hb_set_add(glyphs, g);
    }
    hb_set_t *dropped =
        hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < COUNT_OF(dropped_tables); i++)
        hb_set_add(dropped, dropped_tables[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS |
                                         HB_SUBSET_FLAGS_NO_HINTING |
                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_face_t *cut = hb_subset_or_fail(f->face, input);
    hb_subset_input_destroy(input);
    return cut;
}

static Str blob_take(Arena *a, hb_blob_t *blob)
{
    unsigned len = 0;
    const char *at = hb_blob_get_data(blob, &len);
    Str bytes = str_copy(a, (Str){ at ? at : "", len });

    hb_blob_destroy(blob);
    return bytes;
}

static Str tag_new(Arena *a, const PdfFont *f)
{
    uint64_t hash = str_hash(font_info(f->font)->postscript_name);
    char *tag = arena_alloc(a, 6);

    for (uint32_t g = 0; g < f->glyph_count; g++) {
        if (f->glyphs[g].is_used)
            hash = (hash ^ g) * 0x100000001B3u;
    }
    hash ^= hash >> 31;
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return (Str){ tag, 6 };
}

bool font_file_new(Env *env, const PdfFont *f, FontFile *file)
{
    const FontInfo *info = font_info(f->font);
    hb_face_t *cut = face_cut(f);

    if (cut && info->is_cff) {
        hb_tag_t cff = HB_TAG('C', 'F', 'F', ' ');
        file->bytes = blob_take(env->arena, hb_face_reference_table(cut, cff));
        file->key = "FontFile3";
        file->subtype = "CIDFontType0C";
    } else if (cut) {
        hb_tag_t glyf = HB_TAG('g', 'l', 'y', 'f');
        hb_blob_t *outlines = hb_face_reference_table(cut, glyf);
        if (hb_blob_get_length(outlines))
            file->bytes = blob_take(env->arena, hb_face_reference_blob(cut));
        hb_blob_destroy(outlines);
        file->key = "FontFile2";
        file->subtype = NULL;
    }
    hb_face_destroy(cut);
    file->tag = tag_new(env->arena, f);
    if (file->bytes.len)
        return true;
    Diag *d = diag_error(env->diags, (Span){ 0 },
                         "the font '%.*s' cannot be embedded: its outlines "
                         "are neither TrueType nor CFF",
                         STR_ARG(info->postscript_name));
    d->fault = FAULT_STANDARD;
    d->code = "pdf/font";
    d->hint = STR("choose another font family");
    return false;
}

/* ---- CID-keyed CFF ------------------------------------------------------- */

typedef struct {
    const uint8_t *at;
    size_t len, pos;
} Bytes;

static uint32_t take(Bytes *b, size_t width)
{
    uint32_t value = 0;

    for (size_t i = 0; i < width; i++) {
        value = value << 8 | (b->pos < b->len ? b->at[b->pos] : 0);
        b->pos++;
    }
    return value;
}

/* Moves past an INDEX; its first item is given back. */
static Bytes index_skip(Bytes *b)
{
    uint32_t count = take(b, 2);

    if (!count)
        return (Bytes){ 0 };
    size_t width = take(b, 1);
    size_t offsets = b->pos;
    size_t data = offsets + (count + 1) * width - 1;
    size_t first = take(b, width), second = take(b, width);
    b->pos = offsets + count * width;
    size_t end = data + take(b, width);
    b->pos = end;
    if (first > second || data + second > b->len || data + first > b->len)
        return (Bytes){ 0 };
    return (Bytes){ b->at + data + first, second - first, 0 };
}

static int32_t operand(Bytes *dict, uint32_t b0)
{
    if (b0 == 28)
        return (int16_t)take(dict, 2);
    if (b0 == 29)
        return (int32_t)take(dict, 4);
    if (b0 == 30) { /* a real: nibbles until one is 15 */
        for (uint32_t byte = 0; dict->pos < dict->len;) {
            byte = take(dict, 1);
            if ((byte & 15) == 15 || byte >> 4 == 15)
                break;
        }
        return 0;
    }
    if (b0 <= 246)
        return (int32_t)b0 - 139;
    if (b0 <= 250)
        return ((int32_t)b0 - 247) * 256 + (int32_t)take(dict, 1) + 108;
    return -((int32_t)b0 - 251) * 256 - (int32_t)take(dict, 1) - 108;
}

/* Whether the Top DICT has ROS, and where it says the charset is. */
static bool top_read(Bytes top, size_t *charset)
{
    bool is_cid = false;
    int32_t last = 0;

    *charset = 0;
    while (top.pos < top.len) {
        uint32_t b0 = take(&top, 1);
        if (b0 >= 28) {
            last = operand(&top, b0);
            continue;
        }
        uint32_t key = b0 == 12 ? 1200 + take(&top, 1) : b0;
        if (key == 1230)
            is_cid = true;
        if (key == 15 && last > 0)
            *charset = (size_t)last;
    }
    return is_cid;
}

static void charset_read(Bytes b, uint16_t *cids, uint32_t glyph_count)
{
    uint32_t format = take(&b, 1);

    for (uint32_t g = 1; g < glyph_count && b.pos < b.len;) {
        uint32_t cid = take(&b, 2);
        uint32_t more = format == 0 ? 0 : take(&b, format == 1 ? 1 : 2);
        for (uint32_t i = 0; i <= more && g < glyph_count; i++)
            cids[g++] = (uint16_t)(cid + i);
    }
}

uint16_t *cff_cids_new(Arena *a, Str cff, uint32_t glyph_count)
{
    Bytes b = { (const uint8_t *)cff.at, cff.len, 0 };
    size_t charset;

    if (cff.len < 4)
        return NULL;
    b.pos = b.at[2]; /* the header's size */
    index_skip(&b);  /* names */
    if (!top_read(index_skip(&b), &charset) || charset <= 2)
        return NULL;
    uint16_t *cids = arena_make_array(a, uint16_t, glyph_count);
    b.pos = charset;
    charset_read(b, cids, glyph_count);
    return cids;
}
