/* xmp.h - what the file says of itself. */
#ifndef REPORTGEN_PDF_XMP_H
#define REPORTGEN_PDF_XMP_H

#include "frame/frame.h"

/* An XMP packet: title, author and so on, and the two standards. */
void xmp_put(Buf *b, Arena *a, const Document *doc);
/* "2026-10-04"? */
bool is_date(Str s);

#endif
