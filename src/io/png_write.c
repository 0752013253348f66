/*
 * png_write.c - pixels to PNG, by libpng; what it holds is compressed by
 * libdeflate, three times as fast as by zlib.
 */

#include "io/deflate.h"
#include "io/io.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>

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

/* ---- Filters: PNG specification, section 9 ------------------------------- */

enum { FILTERS = 5, PIXEL = 4 };

static uint8_t paeth(int left, int above, int corner)
{
    int guess = left + above - corner;
    int by_left = abs(guess - left), by_above = abs(guess - above),
        by_corner = abs(guess - corner);

    if (by_left <= by_above && by_left <= by_corner)
        return (uint8_t)left;
    return (uint8_t)(by_above <= by_corner ? above : corner);
}

static uint8_t predicted(int filter, const uint8_t *row, const uint8_t *above,
                         size_t i)
{
    int left = i >= PIXEL ? row[i - PIXEL] : 0;
    int up = above ? above[i] : 0;
    int corner = above && i >= PIXEL ? above[i - PIXEL] : 0;

    switch (filter) {
    case PNG_FILTER_VALUE_SUB:
        return (uint8_t)left;
    case PNG_FILTER_VALUE_UP:
        return (uint8_t)up;
    case PNG_FILTER_VALUE_AVG:
        return (uint8_t)((left + up) / 2);
    case PNG_FILTER_VALUE_PAETH:
        return paeth(left, up, corner);
    default:
        return 0;
    }
}

/* How far the bytes are from nothing, which compresses best. */
static unsigned long long cost_of(int filter, const uint8_t *row,
                                  const uint8_t *above, size_t stride)
{
    unsigned long long sum = 0;

    for (size_t i = 0; i < stride; i++) {
        uint8_t rest = (uint8_t)(row[i] - predicted(filter, row, above, i));
        sum += rest < 128 ? rest : 256u - rest;
    }
    return sum;
}

static void add_filtered(Buf *rows, const uint8_t *row, const uint8_t *above,
                         size_t stride)
{
    unsigned long long least = cost_of(0, row, above, stride);
    int best = 0;

    for (int filter = 1; filter < FILTERS; filter++) {
        unsigned long long cost = cost_of(filter, row, above, stride);
        if (cost >= least)
            continue;
        least = cost;
        best = filter;
    }
    buf_add_char(rows, (char)best);
    for (size_t i = 0; i < stride; i++)
        buf_add_char(rows, (char)(row[i] - predicted(best, row, above, i)));
}

/* Each row after the number of its filter: none, for flat colours. */
static void add_rows(Buf *rows, const Pixels *p)
{
    size_t stride = (size_t)p->width_px * PIXEL;

    buf_reserve(rows, (stride + 1) * p->height_px);
    for (uint32_t y = 0; y < p->height_px; y++) {
        const uint8_t *row = p->rgba + y * stride;
        if (p->effort == PNG_SMALL) {
            add_filtered(rows, row, y ? row - stride : NULL, stride);
            continue;
        }
        buf_add_char(rows, PNG_FILTER_VALUE_NONE);
        buf_add(rows, row, stride);
    }
}

static void compress_rows(Buf *packed, const Pixels *p, Arena *scratch)
{
    enum { QUICK = 1, SMALL = 6 };
    ArenaMark mark = arena_save(scratch);
    Deflater *deflater =
        deflater_open(scratch, p->effort == PNG_SMALL ? SMALL : QUICK);
    Buf rows = { 0 };

    add_rows(&rows, p);
    deflate_zlib(deflater, packed, buf_str(&rows));
    buf_free(&rows);
    deflater_close(deflater);
    arena_rewind(scratch, mark);
}

static bool encode(PngWriter *w, png_structp png, png_infop info,
                   const Buf *packed, const Pixels *p)
{
    if (setjmp(w->back))
        return false;
    png_uint_32 per_meter = (png_uint_32)lround(p->dots_per_inch / 0.0254);
    png_set_write_fn(png, w, take_bytes, flush);
    png_set_IHDR(png, info, p->width_px, p->height_px, 8,
                 PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, per_meter, per_meter, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    png_write_chunk(png, (png_const_bytep) "IDAT", (png_const_bytep)packed->at,
                    packed->len);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
    return true;
}

bool png_encode(Env *env, Buf *out, const Pixels *p)
{
    PngWriter w = { .out = out };
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w,
                                              on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    Buf packed = { 0 };

    compress_rows(&packed, p, env->scratch);
    bool ok = info && encode(&w, png, info, &packed, p);

    buf_free(&packed);
    png_destroy_write_struct(&png, &info);
    if (!ok)
        diag_error(env->diags, (Span){ 0 }, "a picture could not be encoded")
            ->fault = FAULT_BUG;
    return ok;
}
