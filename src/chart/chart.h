/*
 * chart.h - charts drawn as frames.
 *
 * Everything but title, subtitle and note, which are text of the page, is drawn
 * here: legend, plot, axes, labels, marks.  Every label is measured with the
 * real shaper and no two text boxes overlap.
 */
#ifndef REPORTGEN_CHART_H
#define REPORTGEN_CHART_H

#include "frame/frame.h"
#include "report/report.h"
#include "style/style.h"

/*
 * Multiples of a step that d3.ticks(start, stop, count) gives, to the bit.
 * Returns how many; at most `room` are stored.
 */
size_t ticks(double start, double stop, double count, double *out, size_t room);

/* A value axis as printed: charts in Word and PowerPoint use the same. */
typedef struct {
    double from, to, step;
    int tick_count;      /* (to - from) / step + 1 */
    int decimals;        /* the fewest that keep all ticks apart */
    double divisor;      /* 1, 1e3, 1e6 ...: ticks are printed divided by it */
    NumberFormat format; /* how ticks are printed */
} Scale;

/*
 * Fit a scale to [min, max] for a plot `height_pt` high; zero is included when
 * `from_zero` or when the data is near enough to it.
 */
Scale scale_fit(double min, double max, double height_pt, bool from_zero);
/* The left or right scale that `chart` is drawn with at this plot height. */
Scale chart_scale(const Chart *chart, bool right, double height_pt);
/* The scale below points, for a plot so wide. */
Scale chart_bottom_scale(const Chart *chart, double width_pt);

/* ---- Which mark stands for which value ----------------------------------- */

bool is_stacked(const Chart *c);
/* True for the series that the right axis measures. */
bool is_on_right(const Chart *c, size_t series);
/* True for the series drawn as a line. */
bool is_line(const Chart *c, size_t series);

/* One bar of a waterfall; both ends NaN where the value is missing. */
typedef struct {
    double from, to;
    bool is_total;
} Step;

/* `level` is what the categories before add up to; moved past this one. */
Step waterfall_step(const Chart *c, size_t category, double *level);

/* A part of a donut. */
typedef struct {
    Str name, label;
    double value;
    size_t category;
    bool is_rest; /* the small ones, gathered */
} Slice;

typedef struct {
    Slice *at; /* the largest first */
    size_t len;
    double sum;
} Slices;

Slices chart_slices(Arena *a, const Chart *c);
/*
 * Whole per cent of the positive among `count` values that add up to 100
 * (largest remainder; the earlier of equals first); 0 for others.
 */
void percents_of(const double *values, size_t count, int *out);
/* A whole per cent as printed; "<1%" for what is there but rounds to none. */
Str percent_print(Arena *a, Locale *l, int percent, bool is_something);
/* The height that the value axis of a drawing so large is fitted to: charts in
 * Word and PowerPoint have the same ticks. */
double chart_axis_height_pt(const Theme *t, const Chart *chart, Size size);
/* A value as the ticks of that scale are printed: "$375B" where they count in
 * billions. */
Str scale_text(Locale *l, Arena *a, const Scale *s, double value);
/* An axis' unit, and where it begins if that is not at zero; `start` is that
 * number as its ticks print it. */
Str axis_title(Arena *a, const Chart *c, bool right, const Scale *s, Str start);
Color slice_color(const Theme *t, const Slice *s, size_t i);
/* The colour of a series, by its meaning and its slot. */
Color chart_series_color(const Theme *t, const Chart *c, size_t series);
/* What a gauge runs from and to. */
Scale gauge_scale(const Chart *c);
/* Lowest and highest value; false if there is none. */
bool chart_span(const Chart *c, double *low, double *high);
/* Step of the heat ramp, 0 to 6. */
int heat_step(double value, double low, double high);
/* The ground of a value among others, for heat_ground(): diverging where they
 * lie on both sides of zero. */
unsigned heat_of(double value, double low, double high);
/* The mean of a cohort chart's column, each row counted as often as its cohort
 * is large, and that as printed; NaN and empty if nothing is known. */
double cohort_mean(const Chart *c, size_t category);
Str cohort_mean_print(Arena *a, Locale *l, const Chart *c, size_t category);
/* The size of a Marimekko's column: its own, or what it adds up to. */
double chart_column_size(const Chart *c, size_t category);
/* Paler, for periods not over and for what is expected. */
Color pale_color(const Theme *t, Color c);

/* ---- Drawing --------------------------------------------------------------
 */

/* Height that suits the chart in a column `width_pt` wide, without titles. */
double chart_height_pt(const Theme *t, const Chart *chart, double width_pt);

/*
 * Draw into a frame of exactly `size`.  All items are to become one Figure.
 * `scratch` is used and rewound; the frame is made in `a`.
 */
const Frame *chart_frame(Env *env, Arena *a, const Theme *t, Locale *locale,
                         const Chart *chart, Size size);
/* A sparkline; `color` for the line and its end dot. */
const Frame *spark_frame(Arena *a, const Theme *t, const double *values,
                         size_t count, Size size, Color color);

#endif
