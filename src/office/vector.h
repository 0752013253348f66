/*
 * vector.h - drawings for documents that want a picture: SVG, and the PNG that
 * stands behind it for programs that cannot draw it.
 */
#ifndef REPORTGEN_OFFICE_VECTOR_H
#define REPORTGEN_OFFICE_VECTOR_H

#include "frame/frame.h"
#include "io/io.h"

/*
 * All that a frame shows as filled and stroked paths: text becomes its glyphs'
 * outlines, dashes become strokes.  Raster images in it are left out.
 */
Drawing drawing_of_frame(Arena *a, const Frame *f);

void svg_write(Buf *out, const Drawing *d);

/*
 * `d` at `dots_per_inch` on a transparent ground, as PNG.  Edges are smoothed
 * by the share of each pixel that is covered.  False if it would be too large.
 */
bool drawing_to_png(Env *env, Buf *out, const Drawing *d, double dots_per_inch);

#endif
