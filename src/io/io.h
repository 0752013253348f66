/*
 * io.h - whole files, in and out, and the pictures in them.
 *
 * Nothing here trusts a file: sizes are capped by env->limits, images are fully
 * decoded before anything is believed of them, and a path named inside data or
 * a template is resolved below a root that it may not leave.
 */
#ifndef REPORTGEN_IO_H
#define REPORTGEN_IO_H

#include "base/units.h"
#include "env/env.h"

/*
 * Read `path` ("-" is standard input) as text into env->arena.  NULL, reported
 * with `at` as the place that named it, if it cannot be read or is too large.
 * A UTF-8 byte order mark is skipped.  The text is not checked for UTF-8.
 */
Source *file_load(Env *env, Str path, Span at);
/* The same for bytes that are no text; false if reported. */
bool file_read(Env *env, Str path, Span at, Str *bytes);
bool file_exists(Str path);
bool folder_exists(Str path);

/*
 * Put `bytes` at `path`, whole or not at all: written to a temporary file
 * beside it, flushed to the disk, renamed.  "-" writes to standard output.
 * False, with a diagnostic, if it could not be done; an old file survives.
 */
bool file_replace(Env *env, Str bytes, Str path);

Str path_folder(Arena *a, Str path); /* "a/b.json" -> "a"; "b" -> "." */
Str path_join(Arena *a, Str folder, Str name);
Str path_extension(Str path); /* "pdf", lower or as given; may be empty */
/*
 * `name` as found beside `folder`, refused (false, reported at `at`) when it is
 * absolute or, with links resolved, lies outside `folder`.
 */
bool path_inside(Env *env, Str folder, Str name, Span at, Str *path);
/*
 * How a file in `folder` names the one at `path`: "q2/ads.csv".  False, without
 * a report, when that lies outside `folder` or is not there.
 */
bool path_below(Env *env, Str folder, Str path, Str *name);

/* ---- Pictures ----------------------------------------------------------- */

typedef enum { IMAGE_GRAY = 1, IMAGE_RGB = 3 } ImageColor;

/* Raster image, 8 bits a channel, rows top to bottom without padding. */
typedef struct {
    uint32_t width_px;
    uint32_t height_px;
    ImageColor color;
    const uint8_t *pixels; /* width * height * color bytes */
    const uint8_t *alpha;  /* width * height bytes, or NULL if opaque */
    Str jpeg;              /* the original file when it may be embedded as is */
    double dots_per_inch;  /* 0 if the file does not say */
    uint64_t hash;         /* of the file: equal images are stored once */
} Image;

/* A vector picture, flattened to filled and stroked paths. */
typedef struct {
    Path path;
    bool has_fill, has_stroke, even_odd;
    Color fill, stroke;
    double opacity; /* 0 to 1 */
    double stroke_pt;
} DrawingShape;

typedef struct {
    Size size; /* natural size */
    DrawingShape *shapes;
    size_t shape_count;
} Drawing;

typedef enum { PICTURE_RASTER, PICTURE_VECTOR } PictureKind;

typedef struct {
    PictureKind kind;
    union {
        const Image *image;
        const Drawing *drawing;
    } as;
} Picture;

/*
 * Decode PNG, JPEG or SVG at `path`, told apart by their first bytes.  NULL,
 * reported at `at`, when it is none of these, damaged, or too large.
 */
const Picture *picture_load(Env *env, Str path, Span at);
/* The picture with sides of at most `most_px` pixels, each the mean of those it
 * stands for; `p` itself if it is no larger, a drawing, or NULL. */
const Picture *picture_reduced(Env *env, const Picture *p, uint32_t most_px);
/* The same from bytes; `path` is for messages. */
const Picture *picture_decode(Env *env, Str bytes, Str path, Span at);
/* Quick is for drawings in flat colours, small for photographs and the like. */
typedef enum { PNG_QUICK, PNG_SMALL } PngEffort;

typedef struct {
    const uint8_t *rgba; /* 4 bytes a pixel, straight alpha */
    uint32_t width_px, height_px;
    double dots_per_inch;
    PngEffort effort;
} Pixels;

/* A PNG at the end of `out`; false, reported, if it cannot be encoded. */
bool png_encode(Env *env, Buf *out, const Pixels *p);
/* Natural size: pixels at their resolution (96 dpi if unknown), or SVG units.
 */
Size picture_size(const Picture *p);

#endif
