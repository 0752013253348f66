/*
 * canvas.h - what all kinds of chart draw on.  Private to src/chart.
 *
 * Every text goes through label_at(), which refuses what would leave the frame
 * or touch another text; so no two labels overlap, whatever the data.
 */
#ifndef CHART_CANVAS_H
#define CHART_CANVAS_H

#include "chart/plot.h"

typedef struct {
    Env *env;
    Arena *a;
    const Theme *t;
    Locale *locale;
    const Chart *c;
    Frame *f;
    LIST(Rect) taken; /* boxes of the texts so far */
    Map cuts;         /* Str that was cut, by what it was cut to */
    Rect plot;
    Scale left, right, bottom;
    bool has_right;
    bool on_paper; /* texts cover what lies behind them */
} Canvas;

/* ---- canvas.c: texts ------------------------------------------------------
 */

double label_size_pt(const Canvas *k);
double label_width_pt(Canvas *k, Str s, bool bold);
/* `s` cut to `room_pt`; two texts of one chart are not cut to the same. */
Str label_cut(Canvas *k, Str s, double room_pt);
/* As many whole words from the start of `s` as the room holds; may be none. */
Str first_words(Canvas *k, Str s, double room_pt);
/* `pattern` with `value` in place of its {value}. */
Str words_with(Arena *a, Str pattern, Str value);
/*
 * Set `s` with its middle height at y_pt and its left end, middle or right end
 * at x_pt.  False, and nothing drawn, if there is no room.
 */
bool label_at(Canvas *k, Str s, double x_pt, double y_pt, Align align,
              Color color, bool bold);
Str percent_label(Canvas *k, int percent, bool is_something);
/* A colour that can be read on white. */
Color label_color(const Canvas *k, Color c);

/* ---- canvas.c: marks ------------------------------------------------------
 */

void fill_rect(Canvas *k, Rect r, Color c);
void stroke_line(Canvas *k, Point from, Point to, double stroke_pt, Color c,
                 bool dashed);
void fill_path(Canvas *k, const Path *p, Color c);
void stroke_path(Canvas *k, const Path *p, double stroke_pt, Color c,
                 bool dashed);
/* How a bar is filled: what is measured, and what is not. */
typedef enum {
    BAR_SOLID,
    BAR_PALE,    /* a period that is not over */
    BAR_OUTLINE, /* planned */
    BAR_HATCHED  /* expected */
} BarLook;

BarLook series_look(const Series *s);
void bar_mark(Canvas *k, Rect r, Color c, BarLook look);
/* True if a text of that box would touch no other and stay inside. */
bool is_free(const Canvas *k, Rect box);
void dot(Canvas *k, Point at, double diameter_pt, Color c);
/* The colour of a series, by its meaning and its slot. */
Color series_color(const Canvas *k, size_t series);
/* Paler, for periods not over and for what is expected. */
Color pale(const Canvas *k, Color c);
bool is_unsure(const Canvas *k, size_t category);

/* ---- axis.c ---------------------------------------------------------------
 */

/* Legend above, scales at the sides, categories below; sets the plot. */
void axes_begin(Canvas *k, bool with_values, double right_gutter_pt);
double y_of(const Canvas *k, double value, bool right);
double x_of(const Canvas *k, size_t category); /* middle of its band */
double band_pt(const Canvas *k);
/* Rows of names with their colours at the top; how high they are, 0 if the
 * chart needs none. */
double legend_add(Canvas *k);
double legend_height_pt(const Theme *t, const Chart *c, double width_pt);
Str tick_text(Canvas *k, const Scale *s, double value);
void annotations_add(Canvas *k);
double widest_tick(Canvas *k, const Scale *s);
double line_pt(const Canvas *k); /* from one line of labels to the next */

/* ---- spread.c -------------------------------------------------------------
 */

/*
 * Places as near to `wanted` (ascending) as `gap` between neighbours allows, by
 * least squares, from `top` on and, if there is room, not below `bottom`.
 */
void labels_spread(Arena *a, const double *wanted, double *out, size_t count,
                   double gap, double top, double bottom);

/* ---- treemap.c ------------------------------------------------------------
 */

/* Rectangles as d3.treemapSquarify lays them out, to a billionth; values in the
 * order given, none negative. */
void treemap_squarify(const double *values, size_t count, Rect r, Rect *out);

/* ---- The kinds ------------------------------------------------------------
 */

void draw_columns(Canvas *k); /* column, stacked, stacked_100, combo */
void draw_lines(Canvas *k);   /* line, area, and the lines of a combo */
void lines_over(Canvas *k);
void draw_waterfall(Canvas *k);
void draw_rows(Canvas *k); /* bar */
void draw_bullets(Canvas *k);
void draw_funnel(Canvas *k);
void draw_donut(Canvas *k);
double row_pitch_pt(const Chart *c);
void draw_points(Canvas *k);  /* scatter, bubble, matrix */
void draw_heatmap(Canvas *k); /* and cohort */
void draw_calendar(Canvas *k);
double heat_height_pt(const Chart *c);
double calendar_height_pt(const Chart *c, double width_pt);
void draw_slope(Canvas *k);
void draw_gauges(Canvas *k);
double gauges_height_pt(const Chart *c, double width_pt);
void draw_gantt(Canvas *k);
double gantt_height_pt(const Theme *t, const Chart *c, double width_pt);
void draw_treemap(Canvas *k);
void draw_marimekko(Canvas *k);
void draw_multiples(Canvas *k);
double multiples_height_pt(const Chart *c, double width_pt);

#endif
