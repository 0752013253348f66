/* forecast.c - run-rate to Holt-Winters, each with its interval. */

#include "metrics/forecast.h"
#include "metrics/forecast_smooth.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    const char *name;
    const char *word;
} METHODS[FORECAST_METHODS] = {
    [FORECAST_NONE] = { "none", "none" },
    [FORECAST_STRAIGHT_LINE] = { "mean of all periods", "straight_line" },
    [FORECAST_RUN_RATE] = { "run rate", "run_rate" },
    [FORECAST_NAIVE] = { "last period", "naive" },
    [FORECAST_DRIFT] = { "drift", "drift" },
    [FORECAST_SEASONAL_NAIVE] = { "same period last year", "seasonal_naive" },
    [FORECAST_SEASONAL_GROWTH] = { "same period last year with growth",
                                   "seasonal_growth" },
    [FORECAST_LINEAR] = { "linear trend", "linear" },
    [FORECAST_EXPONENTIAL] = { "exponential smoothing", "exponential" },
    [FORECAST_HOLT] = { "Holt's linear trend", "holt" },
    [FORECAST_HOLT_WINTERS] = { "Holt-Winters", "holt_winters" },
    [FORECAST_HOLT_WINTERS_LOG] = { "Holt-Winters of logarithms",
                                    "holt_winters_log" },
};

const char *forecast_method_name(ForecastMethod method, size_t season)
{
    bool is_year = season == 12 || season == 4;

    if (method == FORECAST_SEASONAL_NAIVE && !is_year)
        return "same period of the last season";
    if (method == FORECAST_SEASONAL_GROWTH && !is_year)
        return "same period of the last season with growth";
    return METHODS[method].name;
}

const char *forecast_method_word(ForecastMethod method)
{
    return METHODS[method].word;
}

bool forecast_method_parse(Str word, ForecastMethod *out)
{
    for (int i = FORECAST_NONE + 1; i < FORECAST_METHODS; i++)
        if (str_is(word, METHODS[i].word)) {
            *out = (ForecastMethod)i;
            return true;
        }
    return false;
}

size_t forecast_needs(ForecastMethod method, size_t season)
{
    switch (method) {
    case FORECAST_NAIVE:
        return 2;
    case FORECAST_DRIFT:
        return 3;
    case FORECAST_SEASONAL_NAIVE:
        return season + 1;
    case FORECAST_SEASONAL_GROWTH:
    case FORECAST_HOLT_WINTERS:
    case FORECAST_HOLT_WINTERS_LOG:
        return 2 * season;
    case FORECAST_LINEAR:
        return 5;
    case FORECAST_EXPONENTIAL:
    case FORECAST_HOLT:
        return 8;
    case FORECAST_NONE:
    case FORECAST_STRAIGHT_LINE:
    case FORECAST_RUN_RATE:
        break;
    }
    return 1;
}

/* ---- Values and variances ----------------------------------------------- */

/*
 * What a method works out: the values stand in the points of `out`, the
 * variances are in units of sigma^2.
 */
typedef struct {
    Arena *scratch;
    Series s;
    Forecast *out;
    double *variances;
    double total_variance;
    double quantile; /* standard errors on each side */
    int confidence;
} Work;

static double squares_mean(const double *y, size_t n, size_t lag, double growth,
                           double step, double divisor)
{
    Sum squares = { 0 };

    for (size_t i = lag; i < n; i++) {
        double e = y[i] - growth * y[i - lag] - step;
        sum_add(&squares, e * e);
    }
    return sum_total(&squares) / divisor;
}

static void run_rate(Work *w)
{
    size_t most = w->s.season == 7 ? 28 : 3;
    size_t k = w->s.len < most ? w->s.len : most;
    const double *last = w->s.at + (w->s.len - k);
    double mean = mean_of(last, k), h = (double)w->out->count;
    Sum squares = { 0 };

    for (size_t i = 0; i < k; i++)
        sum_add(&squares, (last[i] - mean) * (last[i] - mean));
    w->out->has_interval = k > 1;
    w->out->sigma = k > 1 ? sqrt(sum_total(&squares) / (double)(k - 1)) : 0;
    for (size_t i = 0; i < w->out->count; i++) {
        w->out->points[i].value = mean;
        w->variances[i] = 1 + 1 / (double)k;
    }
    w->total_variance = h + h * h / (double)k;
}

static void straight_line(Work *w)
{
    double mean = mean_of(w->s.at, w->s.len);

    for (size_t i = 0; i < w->out->count; i++)
        w->out->points[i].value = mean;
    w->out->has_interval = false;
}

/* The estimated step is in doubt by sigma^2 / (n - 1). */
static void drift(Work *w)
{
    double n = (double)w->s.len, last = w->s.at[w->s.len - 1];
    double slope = (last - w->s.at[0]) / (n - 1);
    double squares = 0, reach = 0;

    w->out->sigma = sqrt(squares_mean(w->s.at, w->s.len, 1, 1, slope, n - 2));
    for (size_t i = 0; i < w->out->count; i++) {
        double h = (double)i + 1;
        w->out->points[i].value = last + h * slope;
        w->variances[i] = h * (1 + h / (n - 1));
        squares += h * h;
        reach += h;
    }
    w->total_variance = squares + reach * reach / (n - 1);
}

/* Last season again; each error comes back a season later (lag 1: naive). */
static void repeat(Work *w, size_t lag, double growth)
{
    size_t n = w->s.len;

    w->out->sigma = growth * sqrt(squares_mean(w->s.at, n, lag, growth, 0,
                                               (double)(n - lag)));
    w->total_variance = 0;
    for (size_t i = 0; i < w->out->count; i++) {
        double k = (double)(i / lag) + 1;
        w->out->points[i].value =
            w->s.at[n - lag + i % lag] * (growth != 1 ? pow(growth, k) : 1);
        w->variances[i] = k;
        w->total_variance += k * k;
    }
}

/* How the last season compares with the one before; 0 where that says nothing.
 */
static double season_growth(Series s)
{
    double last = mean_of(s.at + (s.len - s.season), s.season);
    double before = mean_of(s.at + (s.len - 2 * s.season), s.season);

    return before > 0 && last > 0 ? last / before : 0;
}

bool linear_trend(const double *y, size_t n, double *intercept, double *slope)
{
    double t_mean = ((double)n - 1) / 2;
    Sum products = { 0 }, squares = { 0 };

    if (n < 2)
        return false;
    double y_mean = mean_of(y, n);
    for (size_t i = 0; i < n; i++) {
        double t = (double)i - t_mean;
        sum_add(&products, t * (y[i] - y_mean));
        sum_add(&squares, t * t);
    }
    *slope = sum_total(&products) / sum_total(&squares);
    *intercept = y_mean - *slope * t_mean;
    return true;
}

static void linear(Work *w)
{
    double n = (double)w->s.len, t_mean = (n - 1) / 2;
    double spread = n * (n * n - 1) / 12; /* sum of (t - t_mean)^2 */
    double intercept, slope, reach = 0, h = (double)w->out->count;
    Sum squares = { 0 };

    linear_trend(w->s.at, w->s.len, &intercept, &slope);
    for (size_t i = 0; i < w->s.len; i++) {
        double e = w->s.at[i] - intercept - slope * (double)i;
        sum_add(&squares, e * e);
    }
    w->out->sigma = sqrt(sum_total(&squares) / (n - 2));
    w->quantile =
        t_quantile(w->confidence == CONFIDENCE_80 ? 0.9 : 0.975, n - 2);
    for (size_t i = 0; i < w->out->count; i++) {
        double t = n + (double)i;
        w->out->points[i].value = intercept + slope * t;
        w->variances[i] = 1 + 1 / n + (t - t_mean) * (t - t_mean) / spread;
        reach += t - t_mean;
    }
    w->total_variance = h + h * h / n + reach * reach / spread;
}

static void smooth(Work *w, SmoothState *state)
{
    double sum = 0, step = 0;

    smooth_run(w->s, state, NULL);
    w->out->weights = state->weights;
    w->out->sigma = sqrt(state->squares / (double)state->errors);
    w->total_variance = 0;
    for (size_t i = 0; i < w->out->count; i++) {
        double c = smooth_response(state, i);
        sum += c * c;
        step += c;
        w->out->points[i].value = smooth_ahead(state, w->s.len, i + 1);
        w->variances[i] = sum;
        w->total_variance += step * step;
    }
}

/* ---- Intervals ---------------------------------------------------------- */

static ForecastPoint point_around(double value, double spread)
{
    return (ForecastPoint){ value, value - spread, value + spread };
}

static Work work_begin(Arena *scratch, Series s, int confidence, Forecast *out)
{
    out->has_interval = true;
    return (Work){ .scratch = scratch,
                   .s = s,
                   .out = out,
                   .variances = arena_make_array(scratch, double, out->count),
                   .quantile = confidence_z(confidence),
                   .confidence = confidence };
}

static void work_finish(Work *w)
{
    Forecast *f = w->out;
    double error = f->has_interval ? w->quantile * f->sigma : 0;
    Sum sum = { 0 };

    for (size_t i = 0; i < f->count; i++) {
        double value = f->points[i].value;
        f->points[i] = point_around(value, error * sqrt(w->variances[i]));
        sum_add(&sum, value);
    }
    f->total = point_around(sum_total(&sum), error * sqrt(w->total_variance));
}

/* ---- On logarithms ------------------------------------------------------ */

enum { COURSES = 2000 };

/* Steele, Lea and Flood's SplitMix64: the same numbers everywhere. */
static double uniform_next(uint64_t *seed)
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return ((double)(z >> 11) + 0.5) / 9007199254740992.0; /* 2^53 */
}

/* One of a pair by Box and Muller. */
static double normal_next(uint64_t *seed)
{
    const double turn = 6.283185307179586;
    double radius = sqrt(-2 * log(uniform_next(seed)));

    return radius * cos(turn * uniform_next(seed));
}

static int double_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The sum along one course that errors of that sigma may take. */
static double course_sum(const Work *w, const SmoothState *state,
                         double *errors, uint64_t *seed)
{
    const Forecast *f = w->out;
    double sum = 0;

    for (size_t h = 0; h < f->count; h++) {
        double y = f->points[h].value;
        errors[h] = f->sigma * normal_next(seed);
        for (size_t j = 0; j <= h; j++)
            y += smooth_response(state, j) * errors[h - j];
        sum += exp(y);
    }
    return sum;
}

/* The points hold logarithms yet. */
static ForecastPoint total_simulate(Work *w, const SmoothState *state)
{
    Forecast *f = w->out;
    double *sums = arena_make_array(w->scratch, double, COURSES);
    double *errors = arena_make_array(w->scratch, double, f->count);
    double tail = w->confidence == CONFIDENCE_80 ? 0.1 : 0.025;
    uint64_t seed = 1;
    ForecastPoint total = { 0, 0, 0 };

    for (size_t i = 0; i < COURSES; i++)
        sums[i] = course_sum(w, state, errors, &seed);
    qsort(sums, COURSES, sizeof *sums, double_compare);
    for (size_t h = 0; h < f->count; h++)
        total.value += exp(f->points[h].value);
    total.low = sums[(size_t)(tail * COURSES)];
    total.high = sums[COURSES - 1 - (size_t)(tail * COURSES)];
    return total;
}

static bool smooth_log(Work *w)
{
    double *logs = arena_make_array(w->scratch, double, w->s.len);

    for (size_t i = 0; i < w->s.len; i++) {
        if (w->s.at[i] <= 0)
            return false;
        logs[i] = log(w->s.at[i]);
    }
    w->s.at = logs;
    SmoothState state =
        smooth_state(w->scratch, (SmoothKind){ true, true }, w->s.season);
    state.weights = smooth_fit(w->scratch, state.kind, w->s);
    smooth(w, &state);
    ForecastPoint total = total_simulate(w, &state);
    work_finish(w);
    for (size_t i = 0; i < w->out->count; i++) {
        ForecastPoint *p = &w->out->points[i];
        *p = (ForecastPoint){ exp(p->value), exp(p->low), exp(p->high) };
    }
    w->out->total = total;
    return true;
}

/* ---- By method ---------------------------------------------------------- */

static SmoothKind smooth_kind(ForecastMethod method)
{
    return (SmoothKind){ method != FORECAST_EXPONENTIAL,
                         method == FORECAST_HOLT_WINTERS ||
                             method == FORECAST_HOLT_WINTERS_LOG };
}

static bool work_do(Work *w, ForecastMethod method)
{
    switch (method) {
    case FORECAST_STRAIGHT_LINE:
        straight_line(w);
        break;
    case FORECAST_RUN_RATE:
        run_rate(w);
        break;
    case FORECAST_NAIVE:
        repeat(w, 1, 1);
        break;
    case FORECAST_DRIFT:
        drift(w);
        break;
    case FORECAST_SEASONAL_NAIVE:
        repeat(w, w->s.season, 1);
        break;
    case FORECAST_SEASONAL_GROWTH: {
        double growth = season_growth(w->s);
        if (growth <= 0)
            return false;
        repeat(w, w->s.season, growth);
        break;
    }
    case FORECAST_LINEAR:
        linear(w);
        break;
    case FORECAST_EXPONENTIAL:
    case FORECAST_HOLT:
    case FORECAST_HOLT_WINTERS: {
        SmoothState state =
            smooth_state(w->scratch, smooth_kind(method), w->s.season);
        state.weights = smooth_fit(w->scratch, state.kind, w->s);
        smooth(w, &state);
        break;
    }
    case FORECAST_HOLT_WINTERS_LOG:
        return smooth_log(w);
    case FORECAST_NONE:
        return false;
    }
    work_finish(w);
    return true;
}

static bool is_usable(ForecastMethod method, Series s)
{
    size_t least_season =
        method == FORECAST_HOLT_WINTERS || method == FORECAST_HOLT_WINTERS_LOG
            ? 2
        : method == FORECAST_SEASONAL_NAIVE ||
                method == FORECAST_SEASONAL_GROWTH
            ? 1
            : 0;

    return method != FORECAST_NONE && s.season >= least_season &&
           s.len >= forecast_needs(method, s.season);
}

/* Into points that are there. */
static bool forecast_fill(Arena *scratch, ForecastMethod method, Series s,
                          int confidence, Forecast *out)
{
    ArenaMark mark = arena_save(scratch);

    if (!is_usable(method, s))
        return false;
    out->method = method;
    Work w = work_begin(scratch, s, confidence, out);
    bool is_made = work_do(&w, method);
    arena_rewind(scratch, mark);
    return is_made;
}

bool forecast_make(Arena *a, ForecastMethod method, Series s, int confidence,
                   size_t count, Forecast *out)
{
    *out = (Forecast){ .points = arena_make_array(a, ForecastPoint, count),
                       .count = count };
    return forecast_fill(a, method, s, confidence, out);
}

bool forecast_with(Arena *scratch, ForecastMethod method, Series s,
                   int confidence, ForecastPoint *out, size_t count)
{
    Forecast f = { .points = out, .count = count };

    return forecast_fill(scratch, method, s, confidence, &f);
}

bool forecast_smooth(Arena *scratch, ForecastMethod method, Series s,
                     HoltWinters weights, int confidence, Forecast *out)
{
    ArenaMark mark = arena_save(scratch);

    if (!is_usable(method, s) || method < FORECAST_EXPONENTIAL ||
        method > FORECAST_HOLT_WINTERS)
        return false;
    out->method = method;
    Work w = work_begin(scratch, s, confidence, out);
    SmoothState state = smooth_state(scratch, smooth_kind(method), s.season);
    state.weights = weights;
    smooth(&w, &state);
    work_finish(&w);
    arena_rewind(scratch, mark);
    return true;
}

void forecast_clamp(Forecast *f)
{
    double spread = f->total.value - f->total.low;
    double above = f->total.high - f->total.value;
    Sum sum = { 0 };

    for (size_t i = 0; i < f->count; i++) {
        ForecastPoint *p = &f->points[i];
        f->is_clamped |= p->low < 0;
        *p = (ForecastPoint){ fmax(p->value, 0), fmax(p->low, 0),
                              fmax(p->high, 0) };
        sum_add(&sum, p->value);
    }
    f->is_clamped |= f->total.low < 0;
    if (!f->is_clamped)
        return;
    double value = sum_total(&sum);
    f->total = (ForecastPoint){ value, fmax(value - spread, 0), value + above };
}
