/*
 * forecast_smooth.h - exponential smoothing.  Private to the forecasts.
 *
 * One run serves all: without trend (simple), with trend (Holt), with trend and
 * season (Holt-Winters, additive), in the order of work and with the weights of
 * Holt (1957) and Winters (1960):
 *
 *     level  = alpha (y - season) + (1 - alpha) (level + trend)
 *     trend  = beta* (level - level before) + (1 - beta*) trend
 *     season = gamma (y - level) + (1 - gamma) season
 */
#ifndef METRICS_FORECAST_SMOOTH_H
#define METRICS_FORECAST_SMOOTH_H

#include "metrics/forecast.h"

typedef struct {
    bool has_trend;
    bool has_season;
} SmoothKind;

typedef struct {
    SmoothKind kind;
    size_t season;
    HoltWinters weights;
    double level;
    double trend;
    double *seasonal; /* `season` of them, by position modulo the season */
    double squares;   /* of one-step errors */
    size_t errors;
} SmoothState;

/*
 * Runs through the series; NULL or `errors` takes the one-step error of each
 * point, 0 for those it starts from.  Starts from the first value (simple),
 * from the first two (Holt), from the means of the first two seasons.
 */
void smooth_run(Series s, SmoothState *state, double *errors);
/* A state with room for its season, not yet run. */
SmoothState smooth_state(Arena *a, SmoothKind kind, size_t season);
/* The weights with the least squared errors; always the same ones. */
HoltWinters smooth_fit(Arena *scratch, SmoothKind kind, Series s);
/* h periods after the last point, h from 1. */
double smooth_ahead(const SmoothState *state, size_t len, size_t h);
/* What an error j periods ago still adds to a forecast: c(j), j from 0. */
double smooth_response(const SmoothState *state, size_t j);

#endif
