/* picture_private.h - what the decoders share.  Private to src/io. */
#ifndef IO_PICTURE_PRIVATE_H
#define IO_PICTURE_PRIVATE_H

#include "io/io.h"

/* What is being decoded, for messages. */
typedef struct {
    Env *env;
    Str bytes;
    Str path;
    Span at;
} PictureSource;

/* Report a fault of the picture; always NULL. */
void *picture_fail(const PictureSource *s, const char *fmt, ...)
    PRINTF_LIKE(2, 3);
/* False, reported, if a picture of that size is not to be decoded. */
bool picture_size_is_fair(const PictureSource *s, uint64_t width_px,
                          uint64_t height_px);

const Image *png_decode(const PictureSource *s);
const Image *jpeg_decode(const PictureSource *s);
const Drawing *svg_decode(const PictureSource *s);

#endif
