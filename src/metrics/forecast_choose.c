/* forecast_choose.c - which method a series bears, and how well it did. */

#include "metrics/forecast.h"
#include "metrics/forecast_smooth.h"

#include <math.h>

/* ---- Tests -------------------------------------------------------------- */

enum { TESTS_LEAST = 3 };

/*
 * Tested are the last of a season, or of a quarter of the series if shorter; no
 * more than leaves two seasons for the methods that need them, if that is
 * enough.
 */
static size_t test_count(Series s)
{
    size_t most = s.season > 1 ? s.season : 12;
    size_t beyond = s.len > 2 * s.season ? s.len - 2 * s.season : 0;

    if (s.len / 4 < most)
        most = s.len / 4;
    return beyond >= TESTS_LEAST && beyond < most ? beyond : most;
}

static bool is_smoothing(ForecastMethod method)
{
    return method >= FORECAST_EXPONENTIAL &&
           method <= FORECAST_HOLT_WINTERS_LOG;
}

/*
 * Smoothing goes on through the points tested with the weights that fitted best
 * before them.
 */
static bool smooth_errors(Arena *scratch, ForecastMethod method, Series s,
                          size_t tests, double *errors)
{
    bool is_log = method == FORECAST_HOLT_WINTERS_LOG;
    double *y = arena_make_array(scratch, double, s.len);
    double *all = arena_make_array(scratch, double, s.len);
    SmoothKind kind = { method != FORECAST_EXPONENTIAL,
                        method >= FORECAST_HOLT_WINTERS };

    for (size_t i = 0; i < s.len; i++) {
        if (is_log && s.at[i] <= 0)
            return false;
        y[i] = is_log ? log(s.at[i]) : s.at[i];
    }
    SmoothState state = smooth_state(scratch, kind, s.season);
    state.weights =
        smooth_fit(scratch, kind, (Series){ y, s.len - tests, s.season });
    smooth_run((Series){ y, s.len, s.season }, &state, all);
    for (size_t i = 0; i < tests; i++) {
        size_t at = s.len - tests + i;
        errors[i] = is_log ? s.at[at] - exp(y[at] - all[at]) : all[at];
    }
    return true;
}

/* Each of the last points less its forecast from those before it. */
static bool one_step_errors(Arena *scratch, ForecastMethod method, Series s,
                            size_t tests, double *errors)
{
    ForecastPoint p;

    if (s.len - tests < forecast_needs(method, s.season))
        return false;
    if (is_smoothing(method))
        return (method < FORECAST_HOLT_WINTERS || s.season > 1) &&
               smooth_errors(scratch, method, s, tests, errors);
    for (size_t i = 0; i < tests; i++) {
        Series past = { s.at, s.len - tests + i, s.season };
        if (!forecast_with(scratch, method, past, CONFIDENCE_80, &p, 1))
            return false;
        errors[i] = s.at[past.len] - p.value;
    }
    return true;
}

/* Mean miss of the (seasonal) naive forecast of the points before the tests. */
static double naive_error(Series s)
{
    size_t lag = s.season && s.len > s.season ? s.season : 1;
    Sum sum = { 0 };

    if (s.len <= lag)
        return 0;
    for (size_t i = lag; i < s.len; i++)
        sum_add(&sum, fabs(s.at[i] - s.at[i - lag]));
    return sum_total(&sum) / (double)(s.len - lag);
}

static Accuracy accuracy_of(Series s, size_t tests, const double *errors)
{
    Accuracy a = { tests, -1, -1 };
    Sum missed = { 0 }, size = { 0 };
    double scale = naive_error((Series){ s.at, s.len - tests, s.season });

    for (size_t i = 0; i < tests; i++) {
        sum_add(&missed, fabs(errors[i]));
        sum_add(&size, fabs(s.at[s.len - tests + i]));
    }
    if (scale > 0)
        a.mase = sum_total(&missed) / (double)tests / scale;
    if (sum_total(&size) > 0)
        a.wape = sum_total(&missed) / sum_total(&size);
    return a;
}

/* The mean miss as well, which is there even where MASE is not. */
static double method_test(Arena *scratch, ForecastMethod method, Series s,
                          Accuracy *out)
{
    ArenaMark mark = arena_save(scratch);
    size_t tests = test_count(s);
    double *errors = arena_make_array(scratch, double, tests);
    double mean = INFINITY;

    *out = (Accuracy){ 0, -1, -1 };
    if (tests && method != FORECAST_NONE &&
        one_step_errors(scratch, method, s, tests, errors)) {
        *out = accuracy_of(s, tests, errors);
        for (size_t i = 0; i < tests; i++)
            errors[i] = fabs(errors[i]);
        mean = mean_of(errors, tests);
    }
    arena_rewind(scratch, mark);
    return mean;
}

Accuracy forecast_test(Arena *scratch, ForecastMethod method, Series s)
{
    Accuracy a;

    method_test(scratch, method, s, &a);
    return a;
}

/* ---- Choosing ----------------------------------------------------------- */

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

/* What the length alone decides, or FORECAST_NONE. */
static ForecastMethod method_by_length(Series s)
{
    bool has_season = s.season > 1;

    if (s.len < 3)
        return FORECAST_RUN_RATE;
    if (s.len < 5)
        return has_season && s.len > s.season ? FORECAST_SEASONAL_NAIVE
                                              : FORECAST_DRIFT;
    if (!has_season)
        return s.len < 8 ? FORECAST_LINEAR : FORECAST_NONE;
    if (s.len <= s.season)
        return FORECAST_LINEAR;
    return s.len < 2 * s.season ? FORECAST_SEASONAL_NAIVE : FORECAST_NONE;
}

ForecastMethod forecast_choose(Arena *scratch, Series s, Accuracy *accuracy)
{
    /* Simpler first: a later one has to be better. */
    static const ForecastMethod seasonal[] = { FORECAST_SEASONAL_NAIVE,
                                               FORECAST_SEASONAL_GROWTH,
                                               FORECAST_LINEAR,
                                               FORECAST_HOLT_WINTERS };
    static const ForecastMethod plain[] = { FORECAST_NAIVE, FORECAST_DRIFT,
                                            FORECAST_LINEAR,
                                            FORECAST_EXPONENTIAL,
                                            FORECAST_HOLT };
    bool has_season = s.season > 1;
    const ForecastMethod *candidates = has_season ? seasonal : plain;
    size_t count = has_season ? COUNT_OF(seasonal) : COUNT_OF(plain);
    double least = INFINITY;
    Accuracy a;

    *accuracy = (Accuracy){ 0, -1, -1 };
    if (s.len < 1)
        return FORECAST_NONE;
    ForecastMethod best = method_by_length(s);
    if (best != FORECAST_NONE) {
        *accuracy = forecast_test(scratch, best, s);
        return best;
    }
    best = candidates[0];
    bool is_repeating = is_seasonal(s);
    for (size_t i = 0; i < count; i++) {
        if (candidates[i] == FORECAST_LINEAR && is_repeating)
            continue;
        double e = method_test(scratch, candidates[i], s, &a);
        if (e < least * (1 - 1e-9)) {
            least = e;
            best = candidates[i];
            *accuracy = a;
        }
    }
    return best;
}
