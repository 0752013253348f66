/* png.c - PNG by libpng: any depth and colour type to 8-bit gray or RGB, the
 * alpha channel apart. */

#include "io/picture_private.h"

#include <png.h>
#include <setjmp.h>

typedef struct {
    const PictureSource *source;
    size_t next; /* byte read next */
    char message[128];
    jmp_buf out;
} PngReader;

/* ---- Callbacks ----------------------------------------------------------- */

static void read_bytes(png_structp png, png_bytep to, size_t count)
{
    PngReader *r = png_get_io_ptr(png);

    if (count > r->source->bytes.len - r->next)
        png_error(png, "the file ends too early");
    memcpy(to, r->source->bytes.at + r->next, count);
    r->next += count;
}

static void on_error(png_structp png, png_const_charp message)
{
    PngReader *r = png_get_error_ptr(png);
    size_t len = strlen(message);

    if (len >= sizeof r->message)
        len = sizeof r->message - 1;
    memcpy(r->message, message, len);
    r->message[len] = '\0';
    longjmp(r->out, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

/* ---- Decoding ------------------------------------------------------------ */

/* Ask libpng for 8 bits a channel, palettes resolved, alpha if there is any. */
static void ask_for_bytes(png_structp png, png_infop info)
{
    int type = png_get_color_type(png, info);

    png_set_expand(png);
    png_set_scale_16(png);
    if (png_get_bit_depth(png, info) < 8)
        png_set_packing(png);
    if (type == PNG_COLOR_TYPE_PALETTE)
        png_set_palette_to_rgb(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
}

static double resolution(png_structp png, png_infop info)
{
    png_uint_32 x = 0, y = 0;
    int unit = 0;

    if (!png_get_pHYs(png, info, &x, &y, &unit) || unit != PNG_RESOLUTION_METER)
        return 0;
    return x * 0.0254;
}

/* Colour and alpha, which libpng gives side by side. */
static void part_channels(Image *image, const uint8_t *rows, size_t channels,
                          uint8_t *pixels, uint8_t *alpha)
{
    size_t colors = image->color,
           count = (size_t)image->width_px * image->height_px;
    bool opaque = true;

    for (size_t i = 0; i < count; i++) {
        memcpy(pixels + i * colors, rows + i * channels, colors);
        if (channels > colors) {
            alpha[i] = rows[i * channels + colors];
            opaque &= alpha[i] == 255;
        }
    }
    image->pixels = pixels;
    image->alpha = opaque ? NULL : alpha;
}

static void read_image(PngReader *r, png_structp png, png_infop info,
                       Image *image)
{
    Arena *scratch = r->source->env->scratch, *a = r->source->env->arena;
    size_t channels = png_get_channels(png, info);
    size_t stride = png_get_rowbytes(png, info);
    size_t count = (size_t)image->width_px * image->height_px;
    uint8_t *rows = arena_alloc_array(scratch, image->height_px, stride);
    png_bytep *starts = arena_make_array(scratch, png_bytep, image->height_px);

    image->color = channels >= 3 ? IMAGE_RGB : IMAGE_GRAY;
    for (size_t i = 0; i < image->height_px; i++)
        starts[i] = rows + i * stride;
    png_read_image(png, starts);
    png_read_end(png, info);
    part_channels(image, rows, channels,
                  arena_alloc_array(a, count, image->color),
                  channels > image->color ? arena_alloc(a, count) : NULL);
}

static bool decode(PngReader *r, png_structp png, png_infop info, Image *image)
{
    if (setjmp(r->out))
        return false;
    png_set_read_fn(png, r, read_bytes);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_user_limits(png, 1u << 20, 1u << 20);
    png_read_info(png, info);
    image->width_px = png_get_image_width(png, info);
    image->height_px = png_get_image_height(png, info);
    if (!picture_size_is_fair(r->source, image->width_px, image->height_px))
        return false;
    image->dots_per_inch = resolution(png, info);
    ask_for_bytes(png, info);
    read_image(r, png, info, image);
    return true;
}

const Image *png_decode(const PictureSource *s)
{
    PngReader r = { .source = s };
    Image *image = arena_make(s->env->arena, Image);
    ArenaMark mark = arena_save(s->env->scratch);
    png_structp png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    bool ok = info && decode(&r, png, info, image);

    png_destroy_read_struct(&png, &info, NULL);
    arena_rewind(s->env->scratch, mark);
    if (!ok && r.message[0])
        return picture_fail(s, "the PNG is damaged: %s", r.message);
    image->hash = str_hash(s->bytes);
    return ok ? image : NULL;
}
