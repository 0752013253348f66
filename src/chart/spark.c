/* spark.c - lines the size of a word. */

#include "chart/canvas.h"

#include <math.h>

typedef struct {
    const double *values;
    size_t count;
    Size size;
    double low, high;
} Spark;

static Point spark_point(const Spark *s, size_t i)
{
    double span = s->high - s->low, inset = 1.5;
    double share = span > 0 ? (s->values[i] - s->low) / span : 0.5;

    return (Point){ inset + (s->size.width_pt - 2 * inset) * (double)i /
                                (double)(s->count > 1 ? s->count - 1 : 1),
                    inset + (s->size.height_pt - 2 * inset) * (1 - share) };
}

static void spark_extent(Spark *s)
{
    s->low = INFINITY;
    s->high = -INFINITY;
    for (size_t i = 0; i < s->count; i++)
        if (isfinite(s->values[i])) {
            s->low = fmin(s->low, s->values[i]);
            s->high = fmax(s->high, s->values[i]);
        }
}

const Frame *spark_frame(Arena *a, const Theme *t, const double *values,
                         size_t count, Size size, Color color)
{
    Frame *f = arena_make(a, Frame);
    Path *line = arena_make(a, Path), *end = arena_make(a, Path);
    Spark s = { values, count, size, 0, 0 };
    size_t last = count;

    (void)t;
    f->size = size;
    spark_extent(&s);
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            continue;
        Point at = spark_point(&s, i);
        if (i > 0 && isfinite(values[i - 1]))
            path_line(a, line, at.x_pt, at.y_pt);
        else
            path_move(a, line, at.x_pt, at.y_pt);
        last = i;
    }
    if (last == count)
        return f;
    frame_add_path(a, f, 0, (Point){ 0, 0 }, line,
                   (Paint){ .stroke = color,
                            .has_stroke = true,
                            .round_joins = true,
                            .stroke_pt = 1 });
    path_circle(a, end, spark_point(&s, last), 1.25);
    frame_add_path(a, f, 0, (Point){ 0, 0 }, end,
                   (Paint){ .fill = color, .has_fill = true });
    return f;
}
