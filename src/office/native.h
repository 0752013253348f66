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

/* How a bar is filled, as in the report. */
typedef enum {
    LOOK_SOLID,
    LOOK_PALE,    /* a period that is not over */
    LOOK_OUTLINE, /* planned */
    LOOK_HATCHED  /* expected */
} NativeLook;

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
    const Color *points;  /* a colour for each category; or NULL */
    const uint8_t *looks; /* NativeLook of each bar; or NULL */
    size_t dashed_until;  /* of a line: points before it are not whole */
    size_t dashed_from;   /* nor are those from here on; count if nothing */
    /* Words in place of numbers beside the marks, one a category: where there
     * are none the number stands, where they are empty nothing; or NULL. */
    const Str *texts;
    bool drops;       /* a hairline from each point down to the axis */
    bool is_slope;    /* values at both ends, the name at the right */
    bool names_end;   /* the name at the right of the last point */
    double stroke_pt; /* of a line */
} NativeSeries;

typedef struct {
    Scale scale;
    Str format;
    Str title; /* its unit; may be empty */
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
    bool hides_categories; /* a sparkline */
    bool is_slope;         /* room for names at both sides */
    double name_room;      /* share of the width at the right for names; or 0 */
    int gap;               /* between columns, percent of their width */
    NativeAxis left, right;
    Size size;     /* of the drawing, for text as large as the style's */
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
 * `chart` as native series, with the axes that a drawing of `size` has.  False
 * if DrawingML has no form for its kind: it is shown as a picture then.
 */
bool native_chart(Arena *a, const Theme *t, Locale *locale, const Chart *chart,
                  Size size, NativeChart *out);

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
bool workbook_write(Env *env, Deflater *deflater, const NativeChart *c,
                    Buf *out);
/* "A" of column 0, "AA" of 26; three letters at most, as in Excel. */
void column_name(char out[4], size_t column);

/* Excel's code for how `f` prints numbers divided by `divisor`. */
Str format_code(Arena *a, Locale *l, NumberFormat f, double divisor,
                int decimals);
/* The same with the minus that the report prints, where Excel has a hyphen. */
Str signed_code(Arena *a, Str code);

#endif
