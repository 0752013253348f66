/* svg_path.c - numbers, transforms and path data of SVG. */

#include "io/svg_private.h"

#include <math.h>

#ifndef M_PI
#define M_PI 3.14159265358979323846
#endif

const Matrix MATRIX_SAME = { 1, 0, 0, 1, 0, 0 };

/* ---- Matrices ------------------------------------------------------------ */

Matrix matrix_join(Matrix o, Matrix i)
{
    return (Matrix){ o.a * i.a + o.c * i.b,       o.b * i.a + o.d * i.b,
                     o.a * i.c + o.c * i.d,       o.b * i.c + o.d * i.d,
                     o.a * i.e + o.c * i.f + o.e, o.b * i.e + o.d * i.f + o.f };
}

Point matrix_apply(Matrix m, Point p)
{
    return (Point){ m.a * p.x_pt + m.c * p.y_pt + m.e,
                    m.b * p.x_pt + m.d * p.y_pt + m.f };
}

double matrix_scale(Matrix m)
{
    return sqrt(fabs(m.a * m.d - m.b * m.c));
}

/* ---- Numbers ------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip_between(Str s, size_t *at)
{
    while (*at < s.len && (is_space(s.at[*at]) || s.at[*at] == ','))
        (*at)++;
}

static double digits(Str s, size_t *at, double n, double *scale)
{
    while (*at < s.len && is_digit(s.at[*at])) {
        n = n * 10 + (s.at[(*at)++] - '0');
        *scale *= 10;
    }
    return n;
}

static int exponent(Str s, size_t *at)
{
    size_t i = *at + 1;
    bool minus = false;
    double unused = 1, n;

    if (*at >= s.len || (s.at[*at] != 'e' && s.at[*at] != 'E'))
        return 0;
    if (i < s.len && (s.at[i] == '-' || s.at[i] == '+'))
        minus = s.at[i++] == '-';
    if (i >= s.len || !is_digit(s.at[i]))
        return 0;
    n = digits(s, &i, 0, &unused);
    *at = i;
    return n > 30 ? (minus ? -30 : 30) : (int)(minus ? -n : n);
}

bool svg_number(Str s, size_t *at, double *out)
{
    double sign = 1, n, scale = 1, whole = 1;

    skip_between(s, at);
    size_t from = *at;
    if (*at < s.len && (s.at[*at] == '-' || s.at[*at] == '+'))
        sign = s.at[(*at)++] == '-' ? -1 : 1;
    size_t first = *at;
    n = digits(s, at, 0, &whole);
    bool any = *at > first;
    if (*at < s.len && s.at[*at] == '.') {
        size_t point = ++(*at);
        n = digits(s, at, n, &scale);
        any |= *at > point;
    }
    if (!any) {
        *at = from;
        return false;
    }
    *out = sign * n / scale * pow(10, exponent(s, at));
    return isfinite(*out) && fabs(*out) < 1e7;
}

double svg_length(Str s, double whole)
{
    static const struct {
        const char *unit;
        double px;
    } units[] = { { "px", 1 },         { "pt", 96 / 72.0 }, { "mm", 96 / 25.4 },
                  { "cm", 96 / 2.54 }, { "in", 96 },        { "pc", 16 },
                  { "em", 16 } };
    size_t at = 0;
    double n;

    if (!svg_number(s, &at, &n))
        return 0;
    Str unit = str_trim(str_slice(s, at, s.len));
    if (str_is(unit, "%"))
        return n / 100 * whole;
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (str_is(unit, units[i].unit))
            return n * units[i].px;
    return n;
}

/* ---- Transforms ---------------------------------------------------------- */

static bool transform_of(Str name, const double *n, size_t count, Matrix *out)
{
    double r = count ? n[0] * M_PI / 180 : 0;

    *out = MATRIX_SAME;
    if (str_is(name, "matrix") && count == 6) {
        *out = (Matrix){ n[0], n[1], n[2], n[3], n[4], n[5] };
    } else if (str_is(name, "translate") && count) {
        out->e = n[0];
        out->f = count > 1 ? n[1] : 0;
    } else if (str_is(name, "scale") && count) {
        out->a = n[0];
        out->d = count > 1 ? n[1] : n[0];
    } else if (str_is(name, "rotate") && count) {
        Matrix turn = { cos(r), sin(r), -sin(r), cos(r), 0, 0 };
        Matrix to = MATRIX_SAME, back = MATRIX_SAME;
        if (count == 3) {
            to.e = n[1], to.f = n[2];
            back.e = -n[1], back.f = -n[2];
        }
        *out = matrix_join(matrix_join(to, turn), back);
    } else if (str_is(name, "skewX") && count) {
        out->c = tan(r);
    } else if (str_is(name, "skewY") && count) {
        out->b = tan(r);
    } else {
        return false;
    }
    return true;
}

bool matrix_parse(Str s, Matrix *out)
{
    size_t at = 0;

    *out = MATRIX_SAME;
    for (;;) {
        double n[6];
        size_t count = 0, name = (skip_between(s, &at), at);
        Matrix one;
        if (at >= s.len)
            return true;
        while (at < s.len && s.at[at] != '(')
            at++;
        Str word = str_trim(str_slice(s, name, at));
        at += at < s.len;
        while (count < 6 && svg_number(s, &at, &n[count]))
            count++;
        skip_between(s, &at);
        if (at >= s.len || s.at[at] != ')' ||
            !transform_of(word, n, count, &one))
            return false;
        at++;
        *out = matrix_join(*out, one);
    }
}

/* ---- Path data ----------------------------------------------------------- */

typedef struct {
    Arena *a;
    Path *out;
    Matrix m;
    Str data;
    size_t at;
    Point here, start;
    Point control; /* of the curve before, for S and T */
    char last;     /* command before, upper case */
} PathReader;

static void move_to(PathReader *r, Point p)
{
    Point to = matrix_apply(r->m, p);
    path_move(r->a, r->out, to.x_pt, to.y_pt);
    r->here = r->start = p;
}

static void line_to(PathReader *r, Point p)
{
    Point to = matrix_apply(r->m, p);
    path_line(r->a, r->out, to.x_pt, to.y_pt);
    r->here = p;
}

static void curve_to(PathReader *r, Point c1, Point c2, Point p)
{
    path_curve(r->a, r->out, matrix_apply(r->m, c1), matrix_apply(r->m, c2),
               matrix_apply(r->m, p));
    r->control = c2;
    r->here = p;
}

static void quadratic_to(PathReader *r, Point c, Point p)
{
    Point from = r->here;
    Point c1 = { from.x_pt + (c.x_pt - from.x_pt) * 2 / 3,
                 from.y_pt + (c.y_pt - from.y_pt) * 2 / 3 };
    Point c2 = { p.x_pt + (c.x_pt - p.x_pt) * 2 / 3,
                 p.y_pt + (c.y_pt - p.y_pt) * 2 / 3 };

    curve_to(r, c1, c2, p);
    r->control = c;
}

/* An arc by its centre, in pieces of at most a quarter turn. */
static void arc_pieces(PathReader *r, Point center, double rx, double ry,
                       double tilt, double from, double sweep)
{
    int count = (int)ceil(fabs(sweep) / (M_PI / 2) - 1e-9);
    double step = count ? sweep / count : 0;
    double k = 4.0 / 3 * tan(step / 4);
    Matrix place = { rx * cos(tilt), rx * sin(tilt), -ry * sin(tilt),
                     ry * cos(tilt), center.x_pt,    center.y_pt };

    for (int i = 0; i < count; i++) {
        double t = from + i * step, u = t + step;
        Point c1 = { cos(t) - k * sin(t), sin(t) + k * cos(t) };
        Point c2 = { cos(u) + k * sin(u), sin(u) - k * cos(u) };
        curve_to(r, matrix_apply(place, c1), matrix_apply(place, c2),
                 matrix_apply(place, (Point){ cos(u), sin(u) }));
    }
}

/* SVG 1.1 appendix F.6.5: from end points to centre. */
static void arc_to(PathReader *r, double rx, double ry, double degrees,
                   bool large, bool sweep, Point p)
{
    double tilt = degrees * M_PI / 180;
    double dx = (r->here.x_pt - p.x_pt) / 2, dy = (r->here.y_pt - p.y_pt) / 2;
    double x = cos(tilt) * dx + sin(tilt) * dy;
    double y = -sin(tilt) * dx + cos(tilt) * dy;

    rx = fabs(rx), ry = fabs(ry);
    if (rx < 1e-9 || ry < 1e-9 || (dx == 0 && dy == 0)) {
        line_to(r, p);
        return;
    }
    double grow = x * x / (rx * rx) + y * y / (ry * ry);
    if (grow > 1) {
        rx *= sqrt(grow);
        ry *= sqrt(grow);
    }
    double over = rx * rx * y * y + ry * ry * x * x;
    double root = over > 0 ? (rx * rx * ry * ry - over) / over : 0;
    double k = sqrt(root > 0 ? root : 0) * (large == sweep ? -1 : 1);
    double cx = k * rx * y / ry, cy = -k * ry * x / rx;
    Point center = { cos(tilt) * cx - sin(tilt) * cy + r->here.x_pt - dx,
                     sin(tilt) * cx + cos(tilt) * cy + r->here.y_pt - dy };
    double from = atan2((y - cy) / ry, (x - cx) / rx);
    double to = atan2((-y - cy) / ry, (-x - cx) / rx);
    double turn = to - from;

    if (sweep && turn < 0)
        turn += 2 * M_PI;
    if (!sweep && turn > 0)
        turn -= 2 * M_PI;
    arc_pieces(r, center, rx, ry, tilt, from, turn);
    r->here = p;
}

/* The flags of an arc may stand without anything between. */
static bool read_flag(PathReader *r, double *out)
{
    skip_between(r->data, &r->at);
    if (r->at >= r->data.len ||
        (r->data.at[r->at] != '0' && r->data.at[r->at] != '1'))
        return false;
    *out = r->data.at[r->at++] - '0';
    return true;
}

static bool read_numbers(PathReader *r, char command, double *n, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (command == 'A' && (i == 3 || i == 4)
                ? !read_flag(r, &n[i])
                : !svg_number(r->data, &r->at, &n[i]))
            return false;
    return true;
}

static Point mirrored(const PathReader *r, const char *after)
{
    if (!r->last || !strchr(after, r->last))
        return r->here;
    return (Point){ 2 * r->here.x_pt - r->control.x_pt,
                    2 * r->here.y_pt - r->control.y_pt };
}

static void run_command(PathReader *r, char c, bool relative, const double *n)
{
    Point o = relative ? r->here : (Point){ 0, 0 };
    Point p[3] = { { 0 } };

    for (int i = 0; i < 3; i++)
        p[i] = (Point){ o.x_pt + n[i * 2], o.y_pt + n[i * 2 + 1] };
    switch (c) {
    case 'M':
        move_to(r, p[0]);
        break;
    case 'L':
        line_to(r, p[0]);
        break;
    case 'H':
        line_to(r, (Point){ o.x_pt + n[0], r->here.y_pt });
        break;
    case 'V':
        line_to(r, (Point){ r->here.x_pt, o.y_pt + n[0] });
        break;
    case 'C':
        curve_to(r, p[0], p[1], p[2]);
        break;
    case 'S':
        curve_to(r, mirrored(r, "CS"), p[0], p[1]);
        break;
    case 'Q':
        quadratic_to(r, p[0], p[1]);
        break;
    case 'T':
        quadratic_to(r, mirrored(r, "QT"), p[0]);
        break;
    case 'A':
        arc_to(r, n[0], n[1], n[2], n[3] != 0, n[4] != 0,
               (Point){ o.x_pt + n[5], o.y_pt + n[6] });
        break;
    case 'Z':
        path_close(r->a, r->out);
        r->here = r->start;
        break;
    }
    r->last = c;
}

bool svg_path(Arena *a, Str data, Matrix m, Path *out)
{
    static const char commands[] = "MLHVCSQTAZ";
    static const size_t counts[] = { 2, 2, 1, 1, 6, 4, 4, 2, 7, 0 };
    PathReader r = { .a = a, .out = out, .m = m, .data = data };
    char command = 0;
    bool relative = false;

    for (;;) {
        double n[8] = { 0 };
        skip_between(data, &r.at);
        if (r.at >= data.len)
            return true;
        char c = data.at[r.at];
        char upper = (char)(c & ~0x20);
        if (c >= 'A' && strchr(commands, upper)) {
            relative = c != upper;
            command = upper;
            r.at++;
        } else if (command == 'M') {
            command = 'L'; /* more points after a move are lines */
        } else if (!command || command == 'Z') {
            return false;
        }
        if (!r.last && command != 'M')
            return false;
        size_t count = counts[strchr(commands, command) - commands];
        if (!read_numbers(&r, command, n, count))
            return false;
        run_command(&r, command, relative, n);
    }
}

void svg_ellipse(Arena *a, Path *out, Matrix m, Point center, double rx,
                 double ry)
{
    PathReader r = { .a = a, .out = out, .m = m };

    move_to(&r, (Point){ center.x_pt + rx, center.y_pt });
    arc_pieces(&r, center, rx, ry, 0, 0, 2 * M_PI);
    path_close(a, out);
}
