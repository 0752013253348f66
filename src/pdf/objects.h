/*
 * objects.h - PDF objects as bytes in a file.
 *
 * Streams are written at once, compressed, and forgotten.  Everything else is
 * packed into object streams, which the cross-reference stream at the end
 * knows.  Numbers of objects are given out by the document (document.h) until
 * objects_pack() is called, and by this writer afterwards.
 */
#ifndef REPORTGEN_PDF_OBJECTS_H
#define REPORTGEN_PDF_OBJECTS_H

#include "base/units.h"

#include <libdeflate.h>

typedef uint32_t ObjectId;

typedef enum { OBJECT_FREE, OBJECT_PLAIN, OBJECT_PACKED } ObjectKind;

/* Where an object is: at an offset, or in an object stream. */
typedef struct {
    uint64_t where;
    uint16_t index; /* within its object stream */
    uint8_t kind;   /* ObjectKind */
} ObjectPlace;

typedef struct {
    Buf *out;
    size_t start;                           /* of the file within `out` */
    Buf places;                             /* ObjectPlace by number */
    struct libdeflate_compressor *compress; /* streams */
    struct libdeflate_compressor *compress_packed; /* packed objects */
    ObjectId next;                                 /* 0 until objects_pack() */
    ObjectId stream; /* the object stream being filled */
    size_t packed;
    Buf heads, bodies;
    Buf scratch;
} ObjectWriter;

/* Begins the file; false if the compressor cannot be had. */
bool objects_begin(ObjectWriter *w, Buf *out);
void objects_end(ObjectWriter *w);

/* From here on objects may be packed; numbers from `next` on are ours. */
void objects_pack(ObjectWriter *w, ObjectId next);
ObjectId object_new(ObjectWriter *w);
/* `count` numbers in a row; the first is returned. */
ObjectId object_new_many(ObjectWriter *w, size_t count);
/* True if the object is already in the file. */
bool object_is_written(const ObjectWriter *w, ObjectId id);

/*
 * The body of object `id` is what is added to the buffer between these.  The
 * buffer is for adding only.
 */
Buf *object_open(ObjectWriter *w, ObjectId id);
void object_close(ObjectWriter *w);

/*
 * A stream object, compressed; `dict` is what its dictionary holds beside
 * Filter and Length.
 */
void object_stream(ObjectWriter *w, ObjectId id, Str dict, Str bytes);
/* The same with the bytes as they are. */
void object_stream_plain(ObjectWriter *w, ObjectId id, Str dict, Str bytes);

/*
 * The cross-reference stream and the end of the file.  The file's identifier
 * is made from all that was written.
 */
void objects_finish(ObjectWriter *w, ObjectId root, ObjectId info);

/* ---- Values -------------------------------------------------------------- */

void put_ref(Buf *b, ObjectId id); /* "12 0 R" */
void put_text(Buf *b, const char *z);
/* (bytes), escaped. */
void put_literal(Buf *b, Str bytes);
/* A text string: plain when it is ASCII, else UTF-16. */
void put_text_string(Buf *b, Str utf8);
/* UTF-16BE of `utf8`, after a byte order mark. */
void put_utf16(Buf *b, Str utf8);
/* Big-endian hexadecimal digits of UTF-16, without mark. */
void put_utf16_hex(Buf *b, Str utf8);
/*
 * `s` as it may stand in metadata: valid UTF-8, white space and controls made
 * single spaces.
 */
Str text_clean(Arena *a, Str s);

#endif
