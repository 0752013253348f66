/* images.h - raster images, each stored once. */
#ifndef REPORTGEN_PDF_IMAGES_H
#define REPORTGEN_PDF_IMAGES_H

#include "pdf/document.h"

typedef struct {
    const Image *image; /* the first that was met */
    ObjectId id;
    size_t last_page; /* 1 + the last page that it was noted for */
} StoredImage;

typedef struct {
    Arena *arena;
    LIST(StoredImage) list;
} ImageTable;

/*
 * The image's name in the resources of a page, "I0"; written to the file when
 * it is met for the first time.  `name` has room for 16 characters.
 */
void image_use(ImageTable *t, HaruDocument *d, ObjectWriter *w, size_t page,
               const Image *image, char name[16]);

/* What the frame header of a JPEG says; false if it is none that fits. */
bool jpeg_matches(Str jpeg, const Image *image);

#endif
