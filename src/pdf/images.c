/* images.c - raster images as objects. */

#include "pdf/images.h"

/* ---- JPEG ---------------------------------------------------------------- */

static uint32_t u16_at(Str s, size_t i)
{
    return (uint32_t)(uint8_t)s.at[i] << 8 | (uint8_t)s.at[i + 1];
}

/* Baseline, extended and progressive; not lossless, not arithmetic. */
static bool is_frame_marker(uint8_t marker)
{
    return marker >= 0xC0 && marker <= 0xC2;
}

static bool frame_matches(Str frame, const Image *image)
{
    return frame.len >= 6 && (uint8_t)frame.at[0] == 8 &&
           u16_at(frame, 1) == image->height_px &&
           u16_at(frame, 3) == image->width_px &&
           (uint8_t)frame.at[5] == (uint8_t)image->color;
}

bool jpeg_matches(Str jpeg, const Image *image)
{
    size_t at = 2;

    if (jpeg.len < 4 || u16_at(jpeg, 0) != 0xFFD8)
        return false;
    while (at + 4 <= jpeg.len && (uint8_t)jpeg.at[at] == 0xFF) {
        uint8_t marker = (uint8_t)jpeg.at[at + 1];
        if (marker == 0xFF) { /* fill */
            at++;
            continue;
        }
        size_t len = u16_at(jpeg, at + 2);
        if (len < 2 || at + 2 + len > jpeg.len || marker == 0xDA)
            return false;
        if (is_frame_marker(marker))
            return frame_matches(str_slice(jpeg, at + 4, at + 2 + len), image);
        at += 2 + len;
    }
    return false;
}

/* ---- Objects ------------------------------------------------------------- */

static bool is_opaque(const Image *image)
{
    size_t count = (size_t)image->width_px * image->height_px;

    for (size_t i = 0; image->alpha && i < count; i++) {
        if (image->alpha[i] != 255)
            return false;
    }
    return true;
}

static void dict_put(Buf *b, const Image *image, const char *space)
{
    buf_format(b,
               "/Type/XObject/Subtype/Image/Width %u/Height %u"
               "/ColorSpace/%s/BitsPerComponent 8",
               (unsigned)image->width_px, (unsigned)image->height_px, space);
}

static ObjectId mask_write(HaruDocument *d, ObjectWriter *w, const Image *image)
{
    size_t count = (size_t)image->width_px * image->height_px;
    ObjectId id = document_reserve(d);
    Buf dict = { 0 };

    dict_put(&dict, image, "DeviceGray");
    object_stream(w, id, buf_str(&dict),
                  (Str){ (const char *)image->alpha, count });
    buf_free(&dict);
    return id;
}

static ObjectId image_write(HaruDocument *d, ObjectWriter *w,
                            const Image *image)
{
    size_t count = (size_t)image->width_px * image->height_px * image->color;
    ObjectId mask = is_opaque(image) ? 0 : mask_write(d, w, image);
    ObjectId id = document_reserve(d);
    Buf dict = { 0 };

    dict_put(&dict, image,
             image->color == IMAGE_GRAY ? "DeviceGray" : "DeviceRGB");
    if (mask) {
        put_text(&dict, "/SMask ");
        put_ref(&dict, mask);
    }
    if (image->jpeg.len && jpeg_matches(image->jpeg, image)) {
        put_text(&dict, "/Filter/DCTDecode");
        object_stream_plain(w, id, buf_str(&dict), image->jpeg);
    } else {
        object_stream(w, id, buf_str(&dict),
                      (Str){ (const char *)image->pixels, count });
    }
    buf_free(&dict);
    return id;
}

static bool is_same(const Image *a, const Image *b)
{
    return a == b || (a->hash && a->hash == b->hash && a->color == b->color &&
                      a->width_px == b->width_px &&
                      a->height_px == b->height_px && !a->alpha == !b->alpha);
}

void image_use(ImageTable *t, HaruDocument *d, ObjectWriter *w, size_t page,
               const Image *image, char name[16])
{
    Buf text = { 0 };
    size_t i = 0;

    while (i < t->list.len && !is_same(t->list.at[i].image, image))
        i++;
    if (i == t->list.len)
        *list_add(t->arena, &t->list) =
            (StoredImage){ .image = image, .id = image_write(d, w, image) };
    buf_add_char(&text, 'I');
    buf_add_uint(&text, i);
    buf_add_char(&text, '\0');
    memcpy(name, text.at, text.len);
    buf_free(&text);
    if (t->list.at[i].last_page != page + 1)
        document_page_use(d, page, "XObject", name, t->list.at[i].id);
    t->list.at[i].last_page = page + 1;
}
