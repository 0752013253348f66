/* deflate.c - compression for files that hold it, by libdeflate. */

#include "io/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

struct Deflater {
    struct libdeflate_compressor *compressor;
};

typedef size_t Compress(struct libdeflate_compressor *, const void *, size_t,
                        void *, size_t);
typedef size_t Bound(struct libdeflate_compressor *, size_t);

Deflater *deflater_open(Arena *a, int level)
{
    Deflater *d = arena_make(a, Deflater);

    d->compressor = libdeflate_alloc_compressor(level);
    if (!d->compressor)
        abort(); /* no memory: as arenas do */
    return d;
}

void deflater_close(Deflater *d)
{
    libdeflate_free_compressor(d->compressor);
}

static void add(Deflater *d, Buf *out, Str bytes, Bound *bound, Compress *run)
{
    size_t room = bound(d->compressor, bytes.len);

    buf_reserve(out, room);
    out->len +=
        run(d->compressor, bytes.at, bytes.len, out->at + out->len, room);
}

void deflate_zlib(Deflater *d, Buf *out, Str bytes)
{
    add(d, out, bytes, libdeflate_zlib_compress_bound,
        libdeflate_zlib_compress);
}

void deflate_raw(Deflater *d, Buf *out, Str bytes)
{
    add(d, out, bytes, libdeflate_deflate_compress_bound,
        libdeflate_deflate_compress);
}

uint32_t crc32_of(Str bytes)
{
    return libdeflate_crc32(0, bytes.at, bytes.len);
}
