/*
 * png_write.c - pixels to PNG, by libpng; what it holds is compressed by
 * libdeflate, three times as fast as by zlib.
 */

#include "io/deflate.h"
#include "io/io.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>

typedef struct {
    Buf *out;
    jmp_buf back;
} PngWriter;

static void on_error(png_structp png, png_const_charp message)
{
    PngWriter *w = png_get_error_ptr(png);

    (void)message;
    longjmp(w->back, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
    (void)png, (void)message;
}

static void take_bytes(png_structp png, png_bytep bytes, png_size_t len)
{
    PngWriter *w = png_get_io_ptr(png);

    buf_add(w->out, bytes, len);
}

static void flush(png_structp png)
{
    (void)png;
}

/* Each row after the number of its filter: none, for flat colours. */
static void add_rows(Buf *rows, const uint8_t *rgba, uint32_t width,
                     uint32_t height)
{
    size_t stride = (size_t)width * 4;

    buf_reserve(rows, (stride + 1) * height);
    for (uint32_t y = 0; y < height; y++) {
        buf_add_char(rows, PNG_FILTER_VALUE_NONE);
        buf_add(rows, rgba + y * stride, stride);
    }
}

static void compress_rows(Buf *packed, const uint8_t *rgba, uint32_t width,
                          uint32_t height, Arena *scratch)
{
    enum { LEVEL = 1 };
    ArenaMark mark = arena_save(scratch);
    Deflater *deflater = deflater_open(scratch, LEVEL);
    Buf rows = { 0 };

    add_rows(&rows, rgba, width, height);
    deflate_zlib(deflater, packed, buf_str(&rows));
    buf_free(&rows);
    deflater_close(deflater);
    arena_rewind(scratch, mark);
}

static bool encode(PngWriter *w, png_structp png, png_infop info,
                   const Buf *packed, uint32_t width, uint32_t height,
                   double dots_per_inch)
{
    if (setjmp(w->back))
        return false;
    png_uint_32 per_meter = (png_uint_32)lround(dots_per_inch / 0.0254);
    png_set_write_fn(png, w, take_bytes, flush);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB_ALPHA,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, per_meter, per_meter, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    png_write_chunk(png, (png_const_bytep) "IDAT", (png_const_bytep)packed->at,
                    packed->len);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
    return true;
}

bool png_encode(Env *env, Buf *out, const uint8_t *rgba, uint32_t width_px,
                uint32_t height_px, double dots_per_inch)
{
    PngWriter w = { .out = out };
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w,
                                              on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    Buf packed = { 0 };

    compress_rows(&packed, rgba, width_px, height_px, env->scratch);
    bool ok = info && encode(&w, png, info, &packed, width_px, height_px,
                             dots_per_inch);

    buf_free(&packed);
    png_destroy_write_struct(&png, &info);
    if (!ok)
        diag_error(env->diags, (Span){ 0 }, "a picture could not be encoded")
            ->fault = FAULT_BUG;
    return ok;
}
