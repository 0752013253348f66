/* png_write.c - pixels to PNG (ISO/IEC 15948): one IDAT, rows unfiltered. */

#include "io/io.h"

#include <libdeflate.h>
#include <math.h>

/* Charts are flat colours: a higher level gains little. */
enum { LEVEL = 4 };

static void put_32(Buf *out, uint32_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_add_char(out, (char)(v >> shift & 0xff));
}

/* A chunk whose type and data stand in `out` from `start`. */
static void chunk_end(Buf *out, size_t start)
{
    Str covered = { out->at + start, out->len - start };
    uint32_t len = (uint32_t)covered.len - 4;
    uint32_t crc = libdeflate_crc32(0, covered.at, covered.len);

    for (size_t i = 0; i < 4; i++)
        out->at[start - 4 + i] = (char)(len >> (24 - 8 * i) & 0xff);
    put_32(out, crc);
}

static size_t chunk_begin(Buf *out, const char type[5])
{
    size_t start;

    put_32(out, 0); /* its length, known at the end */
    start = out->len;
    buf_add(out, type, 4);
    return start;
}

static void put_head(Buf *out, uint32_t width, uint32_t height,
                     double dots_per_inch)
{
    static const char depth_8_rgba[] = { 8, 6, 0, 0, 0 };
    uint32_t per_meter = (uint32_t)lround(dots_per_inch / 0.0254);
    size_t start;

    buf_add(out, "\x89PNG\r\n\x1a\n", 8);
    start = chunk_begin(out, "IHDR");
    put_32(out, width);
    put_32(out, height);
    buf_add(out, depth_8_rgba, sizeof depth_8_rgba);
    chunk_end(out, start);
    start = chunk_begin(out, "pHYs");
    put_32(out, per_meter);
    put_32(out, per_meter);
    buf_add_char(out, 1); /* dots a metre */
    chunk_end(out, start);
}

static bool put_pixels(Env *env, Buf *out, const uint8_t *rgba, size_t stride,
                       size_t height)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    ArenaMark mark = arena_save(env->scratch);
    size_t len = (stride + 1) * height, room, start, packed = 0;
    uint8_t *rows = arena_alloc_array(env->scratch, len, 1);

    for (size_t y = 0; y < height; y++) {
        rows[y * (stride + 1)] = 0; /* no filter */
        memcpy(rows + y * (stride + 1) + 1, rgba + y * stride, stride);
    }
    start = chunk_begin(out, "IDAT");
    if (c) {
        room = libdeflate_zlib_compress_bound(c, len);
        buf_reserve(out, room);
        packed =
            libdeflate_zlib_compress(c, rows, len, out->at + out->len, room);
    }
    out->len += packed;
    chunk_end(out, start);
    libdeflate_free_compressor(c);
    arena_rewind(env->scratch, mark);
    return packed > 0 && packed < INT32_MAX;
}

bool png_encode(Env *env, Buf *out, const uint8_t *rgba, uint32_t width_px,
                uint32_t height_px, double dots_per_inch)
{
    bool ok;

    put_head(out, width_px, height_px, dots_per_inch);
    ok = put_pixels(env, out, rgba, (size_t)width_px * 4, height_px);
    chunk_end(out, chunk_begin(out, "IEND"));
    if (!ok)
        diag_error(env->diags, (Span){ 0 }, "a picture could not be encoded")
            ->fault = FAULT_BUG;
    return ok;
}
