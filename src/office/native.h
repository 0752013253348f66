/*
 * native.h - charts that Word and PowerPoint draw themselves and people edit.
 *
 * A chart of the report becomes series of marks that DrawingML knows; a
 * waterfall or funnel stands on series that cannot be seen.  Its part and its
 * workbook are written from the same series, so cache and cells are equal.
 */
#ifndef REPORTGEN_OFFICE_NATIVE_H
#define REPORTGEN_OFFICE_NATIVE_H

#include "chart/chart.h"
#include "office/package.h"

typedef enum {
    NATIVE_BAR,
    NATIVE_LINE,
    NATIVE_AREA,
    NATIVE_DONUT,
    NATIVE_SCATTER,
    NATIVE_BUBBLE
} NativeMark;

typedef struct {
    Str name;
    const double *values; /* one a category; NaN is missing */
    uint8_t mark;         /* NativeMark */
    bool on_right;
    bool is_hidden; /* what others stand on */
    bool is_dashed;
    bool has_labels;
    bool in_legend;
    bool labels_leave; /* labels of thin bars stand beside them */
    Str label_format;
    Color color;
    const Color *points; /* a colour for each category; or NULL */
    const Str *notes; /* words at a mark, with a line down from it; or NULL */
    double stroke_pt; /* of a line */
    uint8_t scenario; /* Scenario: planned is outlined, expected hatched */
} NativeSeries;

typedef struct {
    Scale scale;
    Str format;
    bool is_shown;
} NativeAxis;

typedef struct {
    const Str *categories;
    const Str *groups; /* or NULL */
    size_t category_count;
    NativeSeries *series;
    size_t series_count;
    bool is_stacked, is_percent, is_horizontal;
    bool has_axes; /* else a donut */
    bool has_right, has_legend;
    int gap; /* between columns, percent of their width */
    NativeAxis left, right;
    Str center;    /* text in a donut's hole */
    bool is_gauge; /* a donut whose last part, its lower half, is not seen */
    /* Points stand at these places, not at categories; or NULL. */
    const double *x_values, *sizes;
    NativeAxis bottom;
    bool is_parted; /* a matrix: the axes cross at these places */
    double cross_x, cross_y;
    Str lang;
} NativeChart;

/*
 * `chart` as native series for a plot `height_pt` high.  False if DrawingML has
 * no form for its kind: it is shown as a picture then.
 */
bool native_chart(Arena *a, const Theme *t, Locale *locale, const Chart *chart,
                  double height_pt, NativeChart *out);

/*
 * The chart's part and its workbook added to `p`, numbered `number` in
 * `folder` ("word" or "ppt"); text in `size_pt`.  NULL if reported.
 */
Part *native_chart_part(Package *p, const Theme *t, const NativeChart *c,
                        const char *folder, unsigned number, double size_pt);

/* The chart's numbers as a table: beside a picture, or instead of a chart that
 * is one at heart (heatmap, cohort), with shaded cells. */
Table *chart_table(Arena *a, Locale *locale, const Chart *c);
/* True if the table says all that the chart does. */
bool is_table_chart(const Chart *c);

/* workbook.c: the cells behind a chart as an xlsx; false if reported. */
bool workbook_write(Env *env, const NativeChart *c, Buf *out);

/* Excel's code for how `f` prints numbers divided by `divisor`. */
Str format_code(Arena *a, Locale *l, NumberFormat f, double divisor,
                int decimals);

#endif
