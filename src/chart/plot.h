/* plot.h - what the files of chart/ share: the plot, its axes and labels. */
#ifndef REPORTGEN_CHART_PLOT_H
#define REPORTGEN_CHART_PLOT_H

#include "chart/chart.h"

/* ---- Scales: scale.c ------------------------------------------------------
 */

typedef struct {
    double min, max;
    bool any; /* some value is there */
} Extent;

Extent chart_extent(const Chart *c, bool right);
/* The i-th tick, as near to its decimal as a double can be. */
double scale_value(const Scale *s, int i);
bool is_stacked(const Chart *c);

/* ---- Marks: marks.c -------------------------------------------------------
 */

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

#endif
