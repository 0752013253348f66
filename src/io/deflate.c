/* deflate.c - compression for files that hold it, by libdeflate. */

#include "io/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

enum {
    KEPT_COUNT = 64,
    KEPT_MOST = 4096 /* bytes of a text that may come again */
};

typedef struct {
    Str bytes, packed;
} Kept;

struct Deflater {
    Arena *a;
    struct libdeflate_compressor *compressor;
    Kept kept[KEPT_COUNT]; /* by the end of the checksum */
};

typedef size_t Compress(struct libdeflate_compressor *, const void *, size_t,
                        void *, size_t);
typedef size_t Bound(struct libdeflate_compressor *, size_t);

Deflater *deflater_open(Arena *a, int level)
{
    Deflater *d = arena_make(a, Deflater);

    d->a = a;
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

uint32_t crc32_of(Str bytes)
{
    return libdeflate_crc32(0, bytes.at, bytes.len);
}

/*
 * Office files have many short parts alike: relationships of layouts, and all
 * but the cells of a chart's workbook.
 */
void deflate_raw(Deflater *d, Buf *out, Str bytes)
{
    Kept *k = &d->kept[crc32_of(bytes) % KEPT_COUNT];
    size_t from = out->len;

    if (k->packed.len && str_equal(k->bytes, bytes)) {
        buf_add_str(out, k->packed);
        return;
    }
    add(d, out, bytes, libdeflate_deflate_compress_bound,
        libdeflate_deflate_compress);
    if (bytes.len <= KEPT_MOST) {
        k->bytes = str_copy(d->a, bytes);
        k->packed = str_copy(d->a, (Str){ out->at + from, out->len - from });
    }
}
