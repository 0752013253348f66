/*
 * forecast.h - what a series may do next, and how sure that is.
 *
 * Doubles are enough here: a forecast is never exact.  Every method is
 * deterministic.  Intervals assume that the pattern goes on.
 */
#ifndef METRICS_FORECAST_H
#define METRICS_FORECAST_H

#include "base/base.h"

typedef enum {
    FORECAST_NONE,
    FORECAST_RUN_RATE,
    FORECAST_DRIFT,
    FORECAST_SEASONAL_NAIVE,
    FORECAST_SEASONAL_GROWTH,
    FORECAST_LINEAR,
    FORECAST_HOLT_WINTERS
} ForecastMethod;

typedef struct {
    double value;
    double low; /* of the interval; equal to value where there is none */
    double high;
} ForecastPoint;

typedef struct {
    double level_weight;    /* alpha */
    double trend_weight;    /* beta* */
    double seasonal_weight; /* gamma */
} HoltWinters;

typedef struct {
    const double *at; /* without gaps, oldest first */
    size_t len;
    size_t season; /* 12 for months, 4 for quarters, 7 for days */
} Series;

enum { CONFIDENCE_80, CONFIDENCE_95 };

const char *forecast_method_name(ForecastMethod method); /* "linear trend" */

/*
 * `count` points after the series.  False if it is too short for the method.
 * Holt-Winters finds its own weights.
 */
bool forecast_with(Arena *scratch, ForecastMethod method, Series s,
                   int confidence, ForecastPoint *out, size_t count);
bool forecast_holt_winters(Arena *scratch, Series s, HoltWinters weights,
                           int confidence, ForecastPoint *out, size_t count);
/* Intercept at the first point and slope a point; false below 2 points. */
bool linear_trend(const double *y, size_t n, double *intercept, double *slope);
/*
 * The method whose one-step forecasts missed least over the last season; the
 * simpler of two that are equal.  `*error` is its MASE, or negative when the
 * series is too short to test.
 */
ForecastMethod forecast_choose(Arena *scratch, Series s, double *error);

#endif
