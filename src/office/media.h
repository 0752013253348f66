/* media.h - pictures in Office files: SVG with a PNG behind it, PNG, JPEG. */
#ifndef REPORTGEN_OFFICE_MEDIA_H
#define REPORTGEN_OFFICE_MEDIA_H

#include "office/package.h"
#include "office/vector.h"
#include "office/xml.h"

typedef struct {
    Package *package;
    const char *folder; /* "word" or "ppt" */
    unsigned count;     /* of pictures so far */
    Map known;          /* by content: to their parts */
    bool failed;        /* a picture could not be made; reported */
} Media;

/* Relations of a picture's files to the part that shows it; svg 0: there is
 * none. */
typedef struct {
    unsigned raster, svg;
} PictureRef;

/* The same picture is stored once. */
PictureRef media_drawing(Media *m, Part *owner, const Drawing *drawing);
PictureRef media_picture(Media *m, Part *owner, const Picture *picture);

/* <a:blip> */
void media_blip(Xml *x, PictureRef ref);

#endif
