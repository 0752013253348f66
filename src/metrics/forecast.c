/* forecast.c - run-rate to Holt-Winters, each with its interval. */

#include "metrics/forecast.h"

#include <math.h>

static const double Z[] = { 1.281552, 1.959964 };

/* t quantiles by degrees of freedom 1 to 30, two-sided 80 and 95 %. */
static const double T80[] = { 3.078, 1.886, 1.638, 1.533, 1.476, 1.440,
                              1.415, 1.397, 1.383, 1.372, 1.363, 1.356,
                              1.350, 1.345, 1.341, 1.337, 1.333, 1.330,
                              1.328, 1.325, 1.323, 1.321, 1.319, 1.318,
                              1.316, 1.315, 1.314, 1.313, 1.311, 1.310 };
static const double T95[] = { 12.706, 4.303, 3.182, 2.776, 2.571, 2.447,
                              2.365,  2.306, 2.262, 2.228, 2.201, 2.179,
                              2.160,  2.145, 2.131, 2.120, 2.110, 2.101,
                              2.093,  2.086, 2.080, 2.074, 2.069, 2.064,
                              2.060,  2.056, 2.052, 2.048, 2.045, 2.042 };

static double t_quantile(size_t freedom, int confidence)
{
    if (freedom < 1)
        freedom = 1;
    if (freedom > 30)
        return Z[confidence] * (1 + (Z[confidence] * Z[confidence] + 1) /
                                        (4 * (double)freedom));
    return confidence == CONFIDENCE_80 ? T80[freedom - 1] : T95[freedom - 1];
}

const char *forecast_method_name(ForecastMethod method)
{
    static const char *const names[] = { "none",
                                         "run rate",
                                         "drift",
                                         "same period last year",
                                         "same period last year with growth",
                                         "linear trend",
                                         "Holt-Winters" };
    return names[method];
}

static double mean_of(const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += y[i];
    return sum / (double)n;
}

static ForecastPoint point_around(double value, double spread)
{
    return (ForecastPoint){ value, value - spread, value + spread };
}

/* ---- Run rate ----------------------------------------------------------- */

static bool run_rate(Series s, int confidence, ForecastPoint *out, size_t count)
{
    size_t k = s.len < 3 ? s.len : 3;
    const double *last = s.at + (s.len - k);
    double squares = 0;

    if (!s.len)
        return false;
    double mean = mean_of(last, k);
    for (size_t i = 0; i < k; i++)
        squares += (last[i] - mean) * (last[i] - mean);
    double sigma = k > 1 ? sqrt(squares / (double)(k - 1)) : 0;
    for (size_t h = 0; h < count; h++)
        out[h] =
            point_around(mean, Z[confidence] * sigma * sqrt(1 + 1 / (double)k));
    return true;
}

/* ---- Drift -------------------------------------------------------------- */

static bool drift(Series s, int confidence, ForecastPoint *out, size_t count)
{
    double squares = 0;

    if (s.len < 3)
        return false;
    double n = (double)s.len;
    double slope = (s.at[s.len - 1] - s.at[0]) / (n - 1);
    for (size_t i = 1; i < s.len; i++) {
        double e = s.at[i] - s.at[i - 1] - slope;
        squares += e * e;
    }
    double sigma = sqrt(squares / (n - 2));
    for (size_t i = 0; i < count; i++) {
        double h = (double)i + 1;
        out[i] =
            point_around(s.at[s.len - 1] + h * slope,
                         Z[confidence] * sigma * sqrt(h * (1 + h / (n - 1))));
    }
    return true;
}

/* ---- Seasonal naive ----------------------------------------------------- */

static bool seasonal_naive(Series s, int confidence, ForecastPoint *out,
                           size_t count)
{
    double squares = 0;

    if (!s.season || s.len < s.season + 1)
        return false;
    for (size_t i = s.season; i < s.len; i++) {
        double e = s.at[i] - s.at[i - s.season];
        squares += e * e;
    }
    double sigma = sqrt(squares / (double)(s.len - s.season));
    for (size_t h = 0; h < count; h++) {
        size_t k = h / s.season;
        out[h] = point_around(s.at[s.len - s.season + h % s.season],
                              Z[confidence] * sigma * sqrt((double)k + 1));
    }
    return true;
}

/*
 * Last season again, scaled by how the last one compares with the one before.
 */
static bool seasonal_growth(Series s, int confidence, ForecastPoint *out,
                            size_t count)
{
    double last = 0, before = 0;

    if (!s.season || s.len < 2 * s.season ||
        !seasonal_naive(s, confidence, out, count))
        return false;
    for (size_t i = 0; i < s.season; i++) {
        last += s.at[s.len - 1 - i];
        before += s.at[s.len - 1 - s.season - i];
    }
    if (before <= 0 || last <= 0)
        return false;
    double growth = last / before;
    double squares = 0;
    for (size_t i = s.season; i < s.len; i++) {
        double e = s.at[i] - growth * s.at[i - s.season];
        squares += e * e;
    }
    double sigma = sqrt(squares / (double)(s.len - s.season));
    for (size_t h = 0; h < count; h++) {
        double k = (double)(h / s.season);
        out[h] = point_around(out[h].value * pow(growth, k + 1),
                              Z[confidence] * sigma * growth * sqrt(k + 1));
    }
    return true;
}

/* ---- Straight line ------------------------------------------------------ */

bool linear_trend(const double *y, size_t n, double *intercept, double *slope)
{
    double t_mean = ((double)n - 1) / 2, products = 0, squares = 0;

    if (n < 2)
        return false;
    double y_mean = mean_of(y, n);
    for (size_t i = 0; i < n; i++) {
        double t = (double)i - t_mean;
        products += t * (y[i] - y_mean);
        squares += t * t;
    }
    *slope = products / squares;
    *intercept = y_mean - *slope * t_mean;
    return true;
}

static bool linear(Series s, int confidence, ForecastPoint *out, size_t count)
{
    double intercept, slope, squares = 0, spread = 0;
    double n = (double)s.len, t_mean = (n - 1) / 2;

    if (s.len < 5 || !linear_trend(s.at, s.len, &intercept, &slope))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        double e = s.at[i] - intercept - slope * (double)i;
        squares += e * e;
        spread += ((double)i - t_mean) * ((double)i - t_mean);
    }
    double sigma = sqrt(squares / (n - 2));
    double t = t_quantile(s.len - 2, confidence);
    for (size_t h = 0; h < count; h++) {
        double x = n + (double)h;
        out[h] = point_around(
            intercept + slope * x,
            t * sigma * sqrt(1 + 1 / n + (x - t_mean) * (x - t_mean) / spread));
    }
    return true;
}

/* ---- Holt-Winters, additive --------------------------------------------- */

typedef struct {
    double level;
    double trend;
    double *seasonal; /* `season` of them, by position modulo the season */
    double squares;   /* of one-step errors */
    size_t errors;
} HoltState;

/* Starts from the means of the first two seasons and runs through the rest. */
static void holt_run(Series s, HoltWinters w, HoltState *state)
{
    size_t m = s.season;
    double first = mean_of(s.at, m), second = mean_of(s.at + m, m);

    state->level = first;
    state->trend = (second - first) / (double)m;
    state->squares = 0;
    state->errors = 0;
    for (size_t i = 0; i < m; i++)
        state->seasonal[i] = s.at[i] - first;
    for (size_t i = m; i < s.len; i++) {
        double *seasonal = &state->seasonal[i % m];
        double e = s.at[i] - (state->level + state->trend + *seasonal);
        double level = w.level_weight * (s.at[i] - *seasonal) +
                       (1 - w.level_weight) * (state->level + state->trend);
        state->trend = w.trend_weight * (level - state->level) +
                       (1 - w.trend_weight) * state->trend;
        *seasonal = w.seasonal_weight * (s.at[i] - level) +
                    (1 - w.seasonal_weight) * *seasonal;
        state->level = level;
        state->squares += e * e;
        state->errors++;
    }
}

bool forecast_holt_winters(Arena *scratch, Series s, HoltWinters w,
                           int confidence, ForecastPoint *out, size_t count)
{
    if (s.season < 2 || s.len < 2 * s.season)
        return false;
    ArenaMark mark = arena_save(scratch);
    HoltState state = { .seasonal =
                            arena_make_array(scratch, double, s.season) };
    holt_run(s, w, &state);
    double sigma = sqrt(state.squares / (double)state.errors);
    double beta = w.level_weight * w.trend_weight;
    double gamma = w.seasonal_weight * (1 - w.level_weight);
    double variance = 1; /* sum of squared weights of the past errors */
    for (size_t h = 1; h <= count; h++) {
        double value = state.level + (double)h * state.trend +
                       state.seasonal[(s.len + h - 1) % s.season];
        out[h - 1] =
            point_around(value, Z[confidence] * sigma * sqrt(variance));
        double c =
            w.level_weight + beta * (double)h + (h % s.season == 0 ? gamma : 0);
        variance += c * c;
    }
    arena_rewind(scratch, mark);
    return true;
}

/* The weights of a fixed grid that fit best; always the same ones. */
static HoltWinters holt_fit(Arena *scratch, Series s)
{
    static const double steps[] = { 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9 };
    ArenaMark mark = arena_save(scratch);
    HoltState state = { .seasonal =
                            arena_make_array(scratch, double, s.season) };
    HoltWinters best = { 0.3, 0.1, 0.1 };
    double least = INFINITY;

    for (size_t a = 0; a < COUNT_OF(steps); a++) {
        for (size_t b = 0; b < COUNT_OF(steps); b++) {
            for (size_t g = 0; g < COUNT_OF(steps); g++) {
                HoltWinters w = { steps[a], steps[b], steps[g] };
                holt_run(s, w, &state);
                if (state.squares < least) {
                    least = state.squares;
                    best = w;
                }
            }
        }
    }
    arena_rewind(scratch, mark);
    return best;
}

/* ---- Choosing ----------------------------------------------------------- */

bool forecast_with(Arena *scratch, ForecastMethod method, Series s,
                   int confidence, ForecastPoint *out, size_t count)
{
    switch (method) {
    case FORECAST_RUN_RATE:
        return run_rate(s, confidence, out, count);
    case FORECAST_DRIFT:
        return drift(s, confidence, out, count);
    case FORECAST_SEASONAL_NAIVE:
        return seasonal_naive(s, confidence, out, count);
    case FORECAST_SEASONAL_GROWTH:
        return seasonal_growth(s, confidence, out, count);
    case FORECAST_LINEAR:
        return linear(s, confidence, out, count);
    case FORECAST_HOLT_WINTERS:
        return s.season >= 2 && s.len >= 2 * s.season &&
               forecast_holt_winters(scratch, s, holt_fit(scratch, s),
                                     confidence, out, count);
    case FORECAST_NONE:
        break;
    }
    return false;
}

/* Mean absolute error of one-step forecasts of the last `tests` points. */
static double backtest(Arena *scratch, ForecastMethod method, Series s,
                       size_t tests)
{
    double sum = 0;
    ForecastPoint p;

    for (size_t i = s.len - tests; i < s.len; i++) {
        Series past = { s.at, i, s.season };
        if (!forecast_with(scratch, method, past, CONFIDENCE_80, &p, 1))
            return INFINITY;
        sum += fabs(s.at[i] - p.value);
    }
    return sum / (double)tests;
}

/*
 * Whether what the straight line leaves repeats itself after a season: a line
 * through a seasonal series is wrong just when it matters, at the peak.
 */
static bool is_seasonal(Series s)
{
    double intercept, slope, squares = 0, products = 0;

    if (s.season < 2 || s.len < 2 * s.season ||
        !linear_trend(s.at, s.len, &intercept, &slope))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        double e = s.at[i] - intercept - slope * (double)i;
        squares += e * e;
        if (i >= s.season)
            products += e * (s.at[i - s.season] - intercept -
                             slope * (double)(i - s.season));
    }
    double pairs = (double)(s.len - s.season) / (double)s.len;
    return squares > 0 && products / squares > 0.3 * pairs;
}

static double naive_error(Series s)
{
    size_t lag = s.len > s.season && s.season ? s.season : 1;
    double sum = 0;

    if (s.len <= lag)
        return 0;
    for (size_t i = lag; i < s.len; i++)
        sum += fabs(s.at[i] - s.at[i - lag]);
    return sum / (double)(s.len - lag);
}

ForecastMethod forecast_choose(Arena *scratch, Series s, double *error)
{
    static const ForecastMethod candidates[] = { FORECAST_SEASONAL_NAIVE,
                                                 FORECAST_SEASONAL_GROWTH,
                                                 FORECAST_LINEAR,
                                                 FORECAST_HOLT_WINTERS };
    ForecastMethod best = FORECAST_SEASONAL_NAIVE;
    double least = INFINITY;

    *error = -1;
    if (s.len < 1)
        return FORECAST_NONE;
    if (s.len < 3)
        return FORECAST_RUN_RATE;
    if (s.len < s.season + 1)
        return s.len < 5 ? FORECAST_DRIFT : FORECAST_LINEAR;
    if (s.len < 2 * s.season + 1)
        return FORECAST_SEASONAL_NAIVE;
    size_t tests = s.len / 4 < s.season ? s.len / 4 : s.season;
    /* The longest candidate needs two seasons before the first test. */
    if (tests > s.len - 2 * s.season)
        tests = s.len - 2 * s.season;
    bool seasonal = is_seasonal(s);
    for (size_t i = 0; i < COUNT_OF(candidates); i++) {
        if (candidates[i] == FORECAST_LINEAR && seasonal)
            continue;
        double e = backtest(scratch, candidates[i], s, tests);
        if (e < least * (1 - 1e-9)) {
            least = e;
            best = candidates[i];
        }
    }
    double scale = naive_error(s);
    if (scale > 0 && isfinite(least))
        *error = least / scale;
    return best;
}
