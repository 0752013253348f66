/* svg_private.h - what the files that read SVG share.  Private to src/io. */
#ifndef IO_SVG_PRIVATE_H
#define IO_SVG_PRIVATE_H

#include "io/picture_private.h"

/* x' = a x + c y + e, y' = b x + d y + f. */
typedef struct {
    double a, b, c, d, e, f;
} Matrix;

extern const Matrix MATRIX_SAME;
/* First `inner`, then `outer`. */
Matrix matrix_join(Matrix outer, Matrix inner);
Point matrix_apply(Matrix m, Point p);
/* By how much lengths grow, on average. */
double matrix_scale(Matrix m);
/* "translate(1 2) rotate(30)"; false if it cannot be read. */
bool matrix_parse(Str s, Matrix *out);

/* Numbers with white space and commas between; *at moves past the one read. */
bool svg_number(Str s, size_t *at, double *out);
/* "12", "3mm", "50%" of `whole`, in user units. */
double svg_length(Str s, double whole);

/* Path data, SVG 1.1 section 8.3, appended to `out` through `m`.  False if it
 * breaks off: what came before stands. */
bool svg_path(Arena *a, Str data, Matrix m, Path *out);
void svg_ellipse(Arena *a, Path *out, Matrix m, Point center, double rx,
                 double ry);

/* What applies to an element and is inherited. */
typedef struct {
    Color fill, stroke, color;
    bool has_fill, has_stroke, even_odd, hidden;
    double fill_opacity, stroke_opacity, opacity;
    double stroke_width;
    Str fill_ref; /* id of a gradient that fills, or empty */
} SvgStyle;

SvgStyle svg_style_initial(void);
/* One property as an attribute or a declaration gives it. */
void svg_style_set(SvgStyle *s, Str name, Str value);
/* "fill: red; stroke: none" */
void svg_style_declarations(SvgStyle *s, Str text);
bool svg_color(Str s, Color *out);

#endif
