/* face.c - opening one face of a font file and reading what it says. */

#include "text/book.h"

#include <hb-ot.h>

/* ---- Big-endian numbers of a table, 0 beyond its end --------------------- */

static unsigned u16_at(Str bytes, size_t at)
{
    if (bytes.len < 2 || at > bytes.len - 2)
        return 0;
    const unsigned char *p = (const unsigned char *)bytes.at + at;
    return (unsigned)p[0] << 8 | p[1];
}

static int s16_at(Str bytes, size_t at)
{
    unsigned u = u16_at(bytes, at);
    return u < 0x8000 ? (int)u : (int)u - 0x10000;
}

static uint32_t u32_at(Str bytes, size_t at)
{
    return (uint32_t)u16_at(bytes, at) << 16 | u16_at(bytes, at + 2);
}

static Str blob_bytes(hb_blob_t *blob)
{
    unsigned len = 0;
    const char *at = hb_blob_get_data(blob, &len);
    return (Str){ at ? at : "", at ? len : 0 };
}

/* ---- Is it whole? -------------------------------------------------------- */

static void damaged(FontBook *book, Str path, Span at, const char *what)
{
    Diag *d = diag_error(book->env->diags, at, "font '%.*s' is damaged: %s",
                         STR_ARG(path), what);
    d->fault = FAULT_FILE;
    d->code = "font/damaged";
}

/* Where the table directory of face `index` is; false if there is none. */
static bool directory_find(Str file, unsigned index, size_t *at)
{
    uint32_t tag = u32_at(file, 0);

    *at = 0;
    if (tag == HB_TAG('t', 't', 'c', 'f')) {
        if (index >= u32_at(file, 8))
            return false;
        *at = u32_at(file, 12 + (size_t)index * 4);
        tag = u32_at(file, *at);
    } else if (index) {
        return false;
    }
    return tag == 0x00010000 || tag == HB_TAG('O', 'T', 'T', 'O') ||
           tag == HB_TAG('t', 'r', 'u', 'e');
}

static const char *directory_fault(Str file, size_t at)
{
    static const uint32_t needed[] = {
        HB_TAG('c', 'm', 'a', 'p'), HB_TAG('h', 'e', 'a', 'd'),
        HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
        HB_TAG('m', 'a', 'x', 'p'),
    };
    size_t count = u16_at(file, at + 4);
    size_t found = 0;
    bool has_outlines = false;

    for (size_t i = 0; i < count; i++) {
        size_t record = at + 12 + i * 16;
        uint32_t tag = u32_at(file, record);
        uint64_t start = u32_at(file, record + 8);
        uint64_t len = u32_at(file, record + 12);
        if (record + 16 > file.len || start + len > file.len)
            return "it ends before its tables do";
        for (size_t n = 0; n < COUNT_OF(needed); n++)
            found += tag == needed[n] && len > 0;
        has_outlines = has_outlines || tag == HB_TAG('g', 'l', 'y', 'f') ||
                       tag == HB_TAG('C', 'F', 'F', ' ');
    }
    if (found < COUNT_OF(needed) || !has_outlines)
        return "a table that every font has is missing";
    return NULL;
}

bool font_file_check(FontBook *book, hb_blob_t *blob, Str path, unsigned index,
                     Span at)
{
    Str file = blob_bytes(blob);
    size_t directory = 0;

    if (!directory_find(file, index, &directory)) {
        Diag *d = diag_error(book->env->diags, at,
                             "'%.*s' is not a TrueType or OpenType font",
                             STR_ARG(path));
        d->fault = FAULT_FILE;
        d->code = "font/damaged";
        return false;
    }
    const char *fault = directory_fault(file, directory);
    if (fault)
        damaged(book, path, at, fault);
    return !fault;
}

/* ---- What it says -------------------------------------------------------- */

/* The first `want` bytes of a table, zero where it is shorter. */
static Str table_head(hb_face_t *face, uint32_t tag, char *room, size_t want)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    Str bytes = blob_bytes(blob);

    memset(room, 0, want);
    if (bytes.len)
        memcpy(room, bytes.at, bytes.len < want ? bytes.len : want);
    hb_blob_destroy(blob);
    return (Str){ room, want };
}

enum { OS2_HEAD = 96, HEAD_HEAD = 54, POST_HEAD = 32 };

static Str os2_of(hb_face_t *face, char room[OS2_HEAD])
{
    return table_head(face, HB_TAG('O', 'S', '/', '2'), room, OS2_HEAD);
}

unsigned font_embedding_bits(hb_face_t *face)
{
    char room[OS2_HEAD];
    return u16_at(os2_of(face, room), 8);
}

int font_weight(hb_face_t *face)
{
    char room[OS2_HEAD];
    int weight = (int)u16_at(os2_of(face, room), 4);
    return weight ? weight : 400;
}

bool font_is_italic(hb_face_t *face)
{
    char room[OS2_HEAD];
    char head_room[HEAD_HEAD];
    Str head = table_head(face, HB_TAG('h', 'e', 'a', 'd'), head_room,
                          sizeof head_room);
    /* fsSelection: italic or oblique; macStyle: italic */
    return (u16_at(os2_of(face, room), 62) & 0x201) || (u16_at(head, 44) & 2);
}

static Str name_of(Arena *a, hb_face_t *face, hb_ot_name_id_t id)
{
    char room[128];
    unsigned len = sizeof room;

    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &len, room);
    return str_trim(str_copy(a, (Str){ room, len }));
}

Str font_family_name(Arena *a, hb_face_t *face)
{
    Str name = name_of(a, face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    return name.len ? name : name_of(a, face, HB_OT_NAME_ID_FONT_FAMILY);
}

/* A PDF name; a hostile font must not choose how the file is read. */
static Str postscript_name(Arena *a, hb_face_t *face, Str family)
{
    Str name = name_of(a, face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    if (!name.len)
        name = family;
    char *clean = arena_alloc(a, name.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < name.len && len < 63; i++) {
        unsigned char c = (unsigned char)name.at[i];
        if (c > 32 && c < 127 && !strchr("()[]{}<>/%#", c))
            clean[len++] = (char)c;
    }
    return len ? (Str){ clean, len } : STR("Unnamed");
}

/* By PANOSE, else by IBM's class, else by the name. */
static bool is_serif(Str os2, Str family)
{
    int kind = os2.at[32];
    int serif = os2.at[33];
    int class = os2.at[30];

    if (kind == 2 && serif >= 2)
        return serif <= 10;
    if (class)
        return (class >= 1 && class <= 5) || class == 7;
    return str_find(family, STR("Serif")) < family.len;
}

static double metric_em(hb_font_t *hb, hb_ot_metrics_tag_t tag, double upem)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(hb, tag, &value);
    return value / upem;
}

FontInfo font_info_read(FontBook *book, hb_face_t *face, hb_font_t *hb)
{
    Arena *a = book->env->arena;
    char os2_room[OS2_HEAD], head_room[HEAD_HEAD], post_room[POST_HEAD];
    Str os2 = os2_of(face, os2_room);
    Str head =
        table_head(face, HB_TAG('h', 'e', 'a', 'd'), head_room, HEAD_HEAD);
    Str post =
        table_head(face, HB_TAG('p', 'o', 's', 't'), post_room, POST_HEAD);
    double upem = hb_face_get_upem(face);
    hb_font_extents_t extents = { 0 };
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));

    hb_font_get_h_extents(hb, &extents);
    FontInfo info = {
        .family = font_family_name(a, face),
        .units_per_em = upem,
        .ascent_em = extents.ascender / upem,
        .descent_em = extents.descender / upem,
        .x_height_em = metric_em(hb, HB_OT_METRICS_TAG_X_HEIGHT, upem),
        .cap_height_em = metric_em(hb, HB_OT_METRICS_TAG_CAP_HEIGHT, upem),
        .italic_angle = s16_at(post, 4) + u16_at(post, 6) / 65536.0,
        .weight = font_weight(face),
        .is_cff = hb_blob_get_length(cff) > 0,
        .is_fixed_pitch = u32_at(post, 12) != 0,
    };
    hb_blob_destroy(cff);
    info.bbox_em = (Rect){
        .x_pt = s16_at(head, 36) / upem,
        .y_pt = s16_at(head, 38) / upem,
        .width_pt = (s16_at(head, 40) - s16_at(head, 36)) / upem,
        .height_pt = (s16_at(head, 42) - s16_at(head, 38)) / upem,
    };
    info.postscript_name = postscript_name(a, face, info.family);
    info.is_serif = is_serif(os2, info.family);
    return info;
}

/* ---- Opening ------------------------------------------------------------- */

static bool may_embed(FontBook *book, hb_face_t *face, Str path, Span at)
{
    if ((font_embedding_bits(face) & 0xF) != 2)
        return true;
    Diag *d = diag_error(book->env->diags, at,
                         "font '%.*s' does not allow embedding", STR_ARG(path));
    d->fault = FAULT_STANDARD;
    d->code = "font/licence";
    d->hint = STR("choose another font, or ask its maker for an edition whose "
                  "OS/2 fsType allows embedding");
    return false;
}

static Font *face_open(FontBook *book, Str path, unsigned index, Span at)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path.at);
    if (!blob) {
        diag_error(book->env->diags, at, "cannot read font '%.*s'",
                   STR_ARG(path))
            ->fault = FAULT_FILE;
        return NULL;
    }
    hb_face_t *face = NULL;
    if (font_file_check(book, blob, path, index, at))
        face = hb_face_create(blob, index);
    hb_blob_destroy(blob);
    if (!face)
        return NULL;
    if (!hb_face_get_glyph_count(face) || !may_embed(book, face, path, at)) {
        if (!hb_face_get_glyph_count(face))
            damaged(book, path, at, "it has no glyphs");
        hb_face_destroy(face);
        return NULL;
    }
    hb_face_make_immutable(face);

    Font *font = arena_make(book->env->arena, Font);
    *font = (Font){ .book = book, .path = path, .index = index, .face = face };
    font->hb = hb_font_create(face);
    font->info = font_info_read(book, face, font->hb);
    font->em_per_unit = 1 / font->info.units_per_em;
    font->glyph_count = hb_face_get_glyph_count(face);
    return font;
}

const Font *font_open(FontBook *book, Str path, unsigned index, Span at)
{
    Arena *a = book->env->arena;
    Str key = str_format(a, "%u:%.*s", index, STR_ARG(path));
    Str name = str_slice(key, key.len - path.len, key.len);
    void *known = map_find(&book->by_path, key);

    if (known)
        return known == book ? NULL : known;
    Font *font = face_open(book, name, index, at);
    map_set(a, &book->by_path, key, font ? (void *)font : (void *)book);
    if (font) {
        font->id = (uint32_t)book->fonts.len;
        *list_add(a, &book->fonts) = font;
    }
    return font;
}

void font_close(Font *font)
{
    hb_font_destroy(font->hb);
    hb_face_destroy(font->face);
}

Font *font_own(const Font *font)
{
    return font->book->fonts.at[font->id];
}

const FontInfo *font_info(const Font *font)
{
    return &font->info;
}

void *font_hb_face(const Font *font)
{
    return font->face;
}

double font_glyph_advance_em(const Font *font, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(font->hb, glyph) * font->em_per_unit;
}
