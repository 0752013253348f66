/* path.c - building paths, and the few lengths that need a word. */

#include "base/units.h"

#include <math.h>

/* Sums of a few hundred lengths stray by far less than this. */
static const double slack_pt = 1e-6;

/* Control points this far along the tangent make a quarter circle. */
static const double quarter_circle = 0.5522847498307936;

bool color_equal(Color a, Color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

bool fits(double room_pt, double need_pt)
{
    return need_pt <= room_pt + slack_pt;
}

double pt_of_mm(double mm)
{
    return mm * 72 / 25.4;
}

double pt_of_inch(double inch)
{
    return inch * 72;
}

void path_move(Arena *a, Path *p, double x_pt, double y_pt)
{
    *list_add(a, p) = (PathStep){ .op = PATH_MOVE, .to = { x_pt, y_pt } };
}

void path_line(Arena *a, Path *p, double x_pt, double y_pt)
{
    *list_add(a, p) = (PathStep){ .op = PATH_LINE, .to = { x_pt, y_pt } };
}

void path_curve(Arena *a, Path *p, Point control_1, Point control_2, Point to)
{
    *list_add(a, p) = (PathStep){ .op = PATH_CURVE,
                                  .to = to,
                                  .control_1 = control_1,
                                  .control_2 = control_2 };
}

void path_close(Arena *a, Path *p)
{
    *list_add(a, p) = (PathStep){ .op = PATH_CLOSE };
}

void path_rect(Arena *a, Path *p, Rect r)
{
    path_move(a, p, r.x_pt, r.y_pt);
    path_line(a, p, r.x_pt + r.width_pt, r.y_pt);
    path_line(a, p, r.x_pt + r.width_pt, r.y_pt + r.height_pt);
    path_line(a, p, r.x_pt, r.y_pt + r.height_pt);
    path_close(a, p);
}

/* From the current point to `to` around the outer point `corner`. */
static void corner_add(Arena *a, Path *p, Point from, Point corner, Point to)
{
    double k = quarter_circle;
    Point c1 = { from.x_pt + (corner.x_pt - from.x_pt) * k,
                 from.y_pt + (corner.y_pt - from.y_pt) * k };
    Point c2 = { to.x_pt + (corner.x_pt - to.x_pt) * k,
                 to.y_pt + (corner.y_pt - to.y_pt) * k };

    path_curve(a, p, c1, c2, to);
}

void path_round_rect(Arena *a, Path *p, Rect r, double radius_pt)
{
    double left = r.x_pt, right = r.x_pt + r.width_pt;
    double top = r.y_pt, bottom = r.y_pt + r.height_pt;
    double k = fmin(radius_pt, fmin(r.width_pt, r.height_pt) / 2);

    if (!(k > 0)) {
        path_rect(a, p, r);
        return;
    }
    path_move(a, p, left + k, top);
    path_line(a, p, right - k, top);
    corner_add(a, p, (Point){ right - k, top }, (Point){ right, top },
               (Point){ right, top + k });
    path_line(a, p, right, bottom - k);
    corner_add(a, p, (Point){ right, bottom - k }, (Point){ right, bottom },
               (Point){ right - k, bottom });
    path_line(a, p, left + k, bottom);
    corner_add(a, p, (Point){ left + k, bottom }, (Point){ left, bottom },
               (Point){ left, bottom - k });
    path_line(a, p, left, top + k);
    corner_add(a, p, (Point){ left, top + k }, (Point){ left, top },
               (Point){ left + k, top });
    path_close(a, p);
}

void path_circle(Arena *a, Path *p, Point center, double radius_pt)
{
    path_round_rect(a, p,
                    (Rect){ center.x_pt - radius_pt, center.y_pt - radius_pt,
                            2 * radius_pt, 2 * radius_pt },
                    radius_pt);
}

static Point point_at(Point center, double radius_pt, double angle_rad)
{
    return (Point){ center.x_pt + radius_pt * sin(angle_rad),
                    center.y_pt - radius_pt * cos(angle_rad) };
}

void path_arc(Arena *a, Path *p, Point center, double radius_pt,
              double from_rad, double to_rad)
{
    /* a curve follows a quarter of a circle or less without visible error */
    int parts = (int)fmin(64, ceil(fabs(to_rad - from_rad) / (M_PI / 2)));
    Point at = point_at(center, radius_pt, from_rad);

    if (p->len)
        path_line(a, p, at.x_pt, at.y_pt);
    else
        path_move(a, p, at.x_pt, at.y_pt);
    double step = parts > 0 ? (to_rad - from_rad) / parts : 0;
    double reach = radius_pt * 4.0 / 3.0 * tan(step / 4);
    for (int i = 0; i < parts; i++) {
        double s = from_rad + step * i;
        double e = s + step;
        Point to = point_at(center, radius_pt, e);
        Point c1 = { at.x_pt + reach * cos(s), at.y_pt + reach * sin(s) };
        Point c2 = { to.x_pt - reach * cos(e), to.y_pt - reach * sin(e) };
        path_curve(a, p, c1, c2, to);
        at = to;
    }
}
