/*
 * jpeg.c - JPEG by libjpeg-turbo.
 *
 * Every file is decoded whole, so that what is embedded as it stands is known
 * to be good; CMYK becomes RGB, and a turned picture is set upright.
 */

#include "io/picture_private.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

typedef struct {
    struct jpeg_error_mgr base;
    char message[JMSG_LENGTH_MAX];
    jmp_buf out;
} JpegErrors;

/* ---- Callbacks ----------------------------------------------------------- */

static void on_fatal(j_common_ptr c)
{
    JpegErrors *e = (JpegErrors *)c->err;

    e->base.format_message(c, e->message);
    longjmp(e->out, 1);
}

/* What libjpeg only warns of, such as a file cut short, is damage here. */
static void on_message(j_common_ptr c, int level)
{
    if (level < 0)
        on_fatal(c);
}

static void no_output(j_common_ptr c)
{
    (void)c;
}

/* ---- Exif orientation ---------------------------------------------------- */

static unsigned number_at(const uint8_t *p, bool little, int bytes)
{
    unsigned n = 0;

    for (int i = 0; i < bytes; i++)
        n |= (unsigned)p[i] << (8 * (little ? i : bytes - 1 - i));
    return n;
}

/* Exif 2.32, tag 0x0112: 1 is upright, to 8. */
static int exif_orientation(const uint8_t *p, size_t len)
{
    if (len < 14 || memcmp(p, "Exif\0\0", 6) != 0)
        return 1;
    const uint8_t *tiff = p + 6;
    size_t room = len - 6;
    bool little = tiff[0] == 'I';
    size_t at = number_at(tiff + 4, little, 4);

    if (at > room - 2 || room < 8)
        return 1;
    size_t count = number_at(tiff + at, little, 2);
    for (size_t i = 0; i < count && at + 2 + (i + 1) * 12 <= room; i++) {
        const uint8_t *entry = tiff + at + 2 + i * 12;
        if (number_at(entry, little, 2) == 0x0112) {
            unsigned way = number_at(entry + 8, little, 2);
            return way >= 1 && way <= 8 ? (int)way : 1;
        }
    }
    return 1;
}

static int orientation(const struct jpeg_decompress_struct *c)
{
    for (jpeg_saved_marker_ptr m = c->marker_list; m; m = m->next)
        if (m->marker == JPEG_APP0 + 1)
            return exif_orientation(m->data, m->data_length);
    return 1;
}

/* Where pixel (x, y) of the file stands in the upright picture. */
static void turned(int way, uint32_t w, uint32_t h, uint32_t x, uint32_t y,
                   uint32_t *to_x, uint32_t *to_y)
{
    uint32_t fx = w - 1 - x, fy = h - 1 - y;
    const uint32_t xs[] = { 0, x, fx, fx, x, y, fy, fy, y };
    const uint32_t ys[] = { 0, y, y, fy, fy, x, x, fx, fx };

    *to_x = xs[way];
    *to_y = ys[way];
}

static void turn_upright(const PictureSource *s, Image *image, int way)
{
    size_t bytes = image->color;
    uint32_t w = image->width_px, h = image->height_px;
    uint32_t width = way >= 5 ? h : w;
    uint8_t *out = arena_alloc_array(s->env->arena, (size_t)w * h, bytes);

    for (uint32_t y = 0; y < h; y++)
        for (uint32_t x = 0; x < w; x++) {
            uint32_t tx, ty;
            turned(way, w, h, x, y, &tx, &ty);
            memcpy(out + ((size_t)ty * width + tx) * bytes,
                   image->pixels + ((size_t)y * w + x) * bytes, bytes);
        }
    image->pixels = out;
    image->width_px = width;
    image->height_px = way >= 5 ? w : h;
}

/* ---- Colours ------------------------------------------------------------- */

/* Adobe writes CMYK inverted: 255 is no ink. */
static void cmyk_row(const uint8_t *in, uint8_t *out, size_t count,
                     bool inverted)
{
    for (size_t i = 0; i < count; i++) {
        unsigned k = inverted ? in[i * 4 + 3] : 255u - in[i * 4 + 3];
        for (size_t n = 0; n < 3; n++) {
            unsigned c = inverted ? in[i * 4 + n] : 255u - in[i * 4 + n];
            out[i * 3 + n] = (uint8_t)((c * k + 127) / 255);
        }
    }
}

static void choose_colors(struct jpeg_decompress_struct *c)
{
    switch (c->jpeg_color_space) {
    case JCS_GRAYSCALE:
        c->out_color_space = JCS_GRAYSCALE;
        break;
    case JCS_CMYK:
    case JCS_YCCK:
        c->out_color_space = JCS_CMYK;
        break;
    default:
        c->out_color_space = JCS_RGB;
    }
}

/* ---- Decoding ------------------------------------------------------------ */

static void read_rows(const PictureSource *s, struct jpeg_decompress_struct *c,
                      Image *image)
{
    size_t stride = (size_t)image->width_px * image->color;
    uint8_t *pixels =
        arena_alloc_array(s->env->arena, image->height_px, stride);
    uint8_t *cmyk = c->out_color_space == JCS_CMYK
                        ? arena_alloc_array(s->env->scratch, image->width_px, 4)
                        : NULL;

    while (c->output_scanline < c->output_height) {
        uint8_t *row = pixels + c->output_scanline * stride;
        JSAMPROW to = cmyk ? cmyk : row;
        jpeg_read_scanlines(c, &to, 1);
        if (cmyk)
            cmyk_row(cmyk, row, image->width_px, c->saw_Adobe_marker);
    }
    image->pixels = pixels;
}

static double resolution(const struct jpeg_decompress_struct *c)
{
    if (!c->saw_JFIF_marker || c->X_density == 0)
        return 0;
    return c->density_unit == 1   ? c->X_density
           : c->density_unit == 2 ? c->X_density * 2.54
                                  : 0;
}

/* Kinds that a PDF may hold as the file has them. */
static bool may_stand_as_is(const struct jpeg_decompress_struct *c, int way)
{
    bool plain = c->jpeg_color_space == JCS_GRAYSCALE ||
                 c->jpeg_color_space == JCS_YCbCr;

    return plain && way == 1 && c->data_precision == 8 && !c->arith_code;
}

static bool decode(const PictureSource *s, struct jpeg_decompress_struct *c,
                   JpegErrors *errors, Image *image)
{
    if (setjmp(errors->out))
        return false;
    jpeg_create_decompress(c);
    jpeg_mem_src(c, (const unsigned char *)s->bytes.at,
                 (unsigned long)s->bytes.len);
    jpeg_save_markers(c, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(c, TRUE);
    if (!picture_size_is_fair(s, c->image_width, c->image_height))
        return false;
    choose_colors(c);
    jpeg_start_decompress(c);
    image->width_px = c->output_width;
    image->height_px = c->output_height;
    image->color = c->out_color_space == JCS_GRAYSCALE ? IMAGE_GRAY : IMAGE_RGB;
    image->dots_per_inch = resolution(c);
    read_rows(s, c, image);
    int way = orientation(c);
    if (may_stand_as_is(c, way))
        image->jpeg = s->bytes;
    jpeg_finish_decompress(c);
    if (way != 1)
        turn_upright(s, image, way);
    return true;
}

const Image *jpeg_decode(const PictureSource *s)
{
    struct jpeg_decompress_struct c = { 0 };
    JpegErrors errors = { 0 };
    Image *image = arena_make(s->env->arena, Image);
    ArenaMark mark = arena_save(s->env->scratch);

    c.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = on_fatal;
    errors.base.emit_message = on_message;
    errors.base.output_message = no_output;
    bool ok = decode(s, &c, &errors, image);
    jpeg_destroy_decompress(&c);
    arena_rewind(s->env->scratch, mark);
    if (!ok && errors.message[0])
        return picture_fail(s, "the JPEG is damaged: %s", errors.message);
    image->hash = str_hash(s->bytes);
    return ok ? image : NULL;
}
