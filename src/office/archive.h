/*
 * archive.h - a zip file, written entry by entry by libzip (PKWARE APPNOTE 6.3,
 * the subset that ISO/IEC 21320-1 allows).
 *
 * Entries stand in order, are dated 1 January 1980 and have no extra fields,
 * so that the same entries give the same bytes.
 */
#ifndef REPORTGEN_OFFICE_ARCHIVE_H
#define REPORTGEN_OFFICE_ARCHIVE_H

#include "io/deflate.h"

typedef struct ArchiveEntry ArchiveEntry;

typedef struct {
    Arena *a;
    Buf *out;
    struct zip *zip;
    struct zip_source *target; /* what libzip writes to */
    LIST(ArchiveEntry *) entries;
    Deflater *deflater;
    bool failed;
} Archive;

/*
 * How hard to look for repeats: documents go by mail and have much to repeat,
 * so that small is a sixth smaller; slides have little, and quick is 4 to 6 %
 * larger in a third of the time.
 */
enum { ARCHIVE_QUICK = 1, ARCHIVE_SMALL = 8 };

/*
 * Begins one that comes to stand at the end of `out`; `a` and `deflater`
 * outlive it.
 */
void archive_begin(Archive *z, Arena *a, Deflater *deflater, Buf *out);
/* `is_stored`: compressed already; kept as it is, and alive until the end. */
void archive_add(Archive *z, Str path, Str bytes, bool is_stored);
/*
 * Writes it and releases what it holds.  False, with nothing in `out`, if it is
 * larger than a zip can be (4 GiB, 65,535 entries) or memory ended.
 */
bool archive_end(Archive *z);

#endif
