/*
 * units.h - lengths, and shapes measured in them.
 *
 * Inside the program every length is in points (1/72 inch) and y runs downward.
 * Only the PDF writer turns y over; only the Office writers leave points.
 */
#ifndef REPORTGEN_UNITS_H
#define REPORTGEN_UNITS_H

#include "base/base.h"

typedef struct {
    double x_pt;
    double y_pt;
} Point;

typedef struct {
    double width_pt;
    double height_pt;
} Size;

typedef struct {
    double x_pt; /* left */
    double y_pt; /* top */
    double width_pt;
    double height_pt;
} Rect;

typedef struct {
    uint8_t red, green, blue;
} Color;

bool color_equal(Color a, Color b);

/* True if `need_pt` goes into `room_pt`, allowing for rounding of sums. */
bool fits(double room_pt, double need_pt);

double pt_of_mm(double mm);
double pt_of_inch(double inch);

/* ---- Paths -------------------------------------------------------------- */

typedef enum { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE } PathOp;

/* One step; a curve is a cubic Bezier with its control points first. */
typedef struct {
    PathOp op;
    Point to;
    Point control_1;
    Point control_2;
} PathStep;

typedef LIST(PathStep) Path;

void path_move(Arena *a, Path *p, double x_pt, double y_pt);
void path_line(Arena *a, Path *p, double x_pt, double y_pt);
void path_curve(Arena *a, Path *p, Point control_1, Point control_2, Point to);
void path_close(Arena *a, Path *p);
void path_rect(Arena *a, Path *p, Rect r);
/* A rectangle whose corners have `radius_pt`; 0 gives a plain one. */
void path_round_rect(Arena *a, Path *p, Rect r, double radius_pt);
void path_circle(Arena *a, Path *p, Point center, double radius_pt);
/*
 * An arc about `center` appended as curves, from one angle to another in
 * radians, clockwise from 12 o'clock when `to` is the larger.  Begins with a
 * line from the current point, or with a move if the path is empty.
 */
void path_arc(Arena *a, Path *p, Point center, double radius_pt,
              double from_rad, double to_rad);

#endif
