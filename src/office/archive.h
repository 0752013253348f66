/*
 * archive.h - a zip file, written entry by entry (PKWARE APPNOTE 6.3, the
 * subset that ISO/IEC 21320-1 allows).
 *
 * Entries stand in order, are dated 1 January 1980 and have no extra fields,
 * so that the same entries give the same bytes.
 */
#ifndef REPORTGEN_OFFICE_ARCHIVE_H
#define REPORTGEN_OFFICE_ARCHIVE_H

#include "io/deflate.h"

typedef struct {
    Buf *out;
    size_t start; /* of the archive in `out` */
    Buf directory;
    size_t count;
    Deflater *deflater;
    bool failed;
} Archive;

/* Begins one at the end of `out`; `a` outlives it. */
void archive_begin(Archive *z, Arena *a, Buf *out);
/* `is_stored`: compressed already, kept as it is. */
void archive_add(Archive *z, Str path, Str bytes, bool is_stored);
/* False if it is larger than a zip can be (4 GiB, 65,535 entries). */
bool archive_end(Archive *z);

#endif
