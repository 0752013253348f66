/*
 * deflate.h - compression for files that hold it: PNG (RFC 1950), zip (RFC
 * 1951).
 *
 * The bytes depend on the input and the level alone.
 */
#ifndef REPORTGEN_IO_DEFLATE_H
#define REPORTGEN_IO_DEFLATE_H

#include "base/base.h"

typedef struct Deflater Deflater;

/* 1 is quick, 12 is small; to be closed.  Lives in `a`. */
Deflater *deflater_open(Arena *a, int level);
void deflater_close(Deflater *d);
/* `bytes`, compressed, at the end of `out`. */
void deflate_zlib(Deflater *d, Buf *out, Str bytes);
void deflate_raw(Deflater *d, Buf *out, Str bytes);
/* Of ISO 3309, as PNG and zip want it. */
uint32_t crc32_of(Str bytes);

#endif
