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

#endif
