/*
 * forecast.h - what a series may do next, and how sure that is.
 *
 * Doubles are enough here: a forecast is never exact.  Every method is
 * deterministic.  Intervals assume that the pattern goes on, and are in
 * practice rather too narrow (Yar and Chatfield 1990).
 *
 * A point h periods on misses by the sum over j < h of c(j) times the one-step
 * error of then, with c(0) = 1; the method says what its c are.  Its variance
 * is sigma^2 times the sum of c(j)^2; that of the sum of h points is sigma^2
 * times the sum of C(j)^2 with C(j) = c(0) + ... + c(j), because one error
 * moves all later points the same way (Hyndman and others 2008, 6.3 and 6.4).
 */
#ifndef METRICS_FORECAST_H
#define METRICS_FORECAST_H

#include "metrics/statistics.h"

typedef enum {
    FORECAST_NONE,
    FORECAST_STRAIGHT_LINE, /* mean of all periods; no interval */
    FORECAST_RUN_RATE,      /* mean of the last 3, of days the last 28 */
    FORECAST_NAIVE,         /* the last value */
    FORECAST_DRIFT,         /* and the mean step from first to last */
    FORECAST_SEASONAL_NAIVE,
    FORECAST_SEASONAL_GROWTH,
    FORECAST_LINEAR,      /* least squares */
    FORECAST_EXPONENTIAL, /* simple exponential smoothing */
    FORECAST_HOLT,
    FORECAST_HOLT_WINTERS,    /* additive */
    FORECAST_HOLT_WINTERS_LOG /* additive on log y: multiplicative; y > 0 */
} ForecastMethod;

enum { FORECAST_METHODS = FORECAST_HOLT_WINTERS_LOG + 1 };

typedef Estimate ForecastPoint; /* low and high equal value without interval */

typedef struct {
    double level_weight;    /* alpha */
    double trend_weight;    /* beta* */
    double seasonal_weight; /* gamma */
} HoltWinters;

typedef struct {
    const double *at; /* without gaps, oldest first */
    size_t len;
    size_t season; /* 12 for months, 4 for quarters, 7 for days, 1 for none */
} Series;

/* How one-step forecasts of the last points did, made from those before. */
typedef struct {
    size_t tests; /* 0: the series is too short to test, the rest is -1 */
    double mase;  /* mean absolute error over that of the (seasonal) naive one
                     before the tests; -1 where that never missed */
    double wape;  /* summed absolute error over summed size; -1 of zeros */
} Accuracy;

typedef struct {
    ForecastMethod method;
    bool has_interval;
    bool is_clamped;     /* something was below 0 and was set to 0 */
    double sigma;        /* of one-step errors */
    HoltWinters weights; /* of the smoothing methods */
    ForecastPoint *points;
    size_t count;
    ForecastPoint total; /* of all points */
} Forecast;

/* "linear trend"; a season of 12 or 4 is called a year. */
const char *forecast_method_name(ForecastMethod method, size_t season);
/* The word in templates: "linear"; false when the word is none of them. */
const char *forecast_method_word(ForecastMethod method);
bool forecast_method_parse(Str word, ForecastMethod *out);
/* Points that the method needs at least, for that season. */
size_t forecast_needs(ForecastMethod method, size_t season);

/*
 * `count` points after the series.  False if it is too short for the method or
 * the method cannot be used on it.  Smoothing methods find their own weights:
 * least squared one-step errors, from a fixed grid and then by Nelder and Mead.
 * A total of FORECAST_HOLT_WINTERS_LOG has the interval of 2,000 courses drawn
 * with a fixed seed; its points are medians.
 */
bool forecast_make(Arena *a, ForecastMethod method, Series s, int confidence,
                   size_t count, Forecast *out);
/* The points alone. */
bool forecast_with(Arena *scratch, ForecastMethod method, Series s,
                   int confidence, ForecastPoint *out, size_t count);
/*
 * Exponential smoothing with these weights; `out` has its points and their
 * count.  False also when the method is no smoothing of the values themselves.
 */
bool forecast_smooth(Arena *scratch, ForecastMethod method, Series s,
                     HoltWinters weights, int confidence, Forecast *out);
/* Of a measure that cannot be negative: nothing below 0, and is_clamped. */
void forecast_clamp(Forecast *f);

/* Intercept at the first point and slope a point; false below 2 points. */
bool linear_trend(const double *y, size_t n, double *intercept, double *slope);

/*
 * The method for a series of this length, and among several the one whose
 * one-step forecasts missed least over the last season, or quarter of the
 * series if that is shorter; the simpler of two that are equal.
 */
ForecastMethod forecast_choose(Arena *scratch, Series s, Accuracy *accuracy);
/* The same test of one method. */
Accuracy forecast_test(Arena *scratch, ForecastMethod method, Series s);

#endif
