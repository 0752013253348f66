/* forecast_smooth.c - exponential smoothing and the search for its weights. */

#include "metrics/forecast_smooth.h"

#include <math.h>

SmoothState smooth_state(Arena *a, SmoothKind kind, size_t season)
{
    return (SmoothState){ .kind = kind,
                          .season = kind.has_season ? season : 1,
                          .seasonal = arena_make_array(
                              a, double, kind.has_season ? season : 1) };
}

/* Sets the state before the first forecast; returns the first point of it. */
static size_t smooth_start(Series s, SmoothState *state)
{
    state->squares = 0;
    state->errors = 0;
    state->trend = 0;
    state->seasonal[0] = 0;
    state->level = s.at[0];
    if (state->kind.has_season) {
        size_t m = state->season;
        state->level = mean_of(s.at, m);
        state->trend = (mean_of(s.at + m, m) - state->level) / (double)m;
        for (size_t i = 0; i < m; i++)
            state->seasonal[i] = s.at[i] - state->level;
        return m;
    }
    if (!state->kind.has_trend)
        return 1;
    state->level = s.at[1];
    state->trend = s.at[1] - s.at[0];
    return 2;
}

void smooth_run(Series s, SmoothState *state, double *errors)
{
    HoltWinters w = state->weights;
    size_t first = smooth_start(s, state);

    for (size_t i = 0; errors && i < first; i++)
        errors[i] = 0;
    for (size_t i = first; i < s.len; i++) {
        double *seasonal = &state->seasonal[i % state->season];
        double e = s.at[i] - (state->level + state->trend + *seasonal);
        double level = w.level_weight * (s.at[i] - *seasonal) +
                       (1 - w.level_weight) * (state->level + state->trend);
        if (state->kind.has_trend)
            state->trend = w.trend_weight * (level - state->level) +
                           (1 - w.trend_weight) * state->trend;
        if (state->kind.has_season)
            *seasonal = w.seasonal_weight * (s.at[i] - level) +
                        (1 - w.seasonal_weight) * *seasonal;
        state->level = level;
        state->squares += e * e;
        state->errors++;
        if (errors)
            errors[i] = e;
    }
}

double smooth_ahead(const SmoothState *state, size_t len, size_t h)
{
    return state->level + (double)h * state->trend +
           state->seasonal[(len + h - 1) % state->season];
}

double smooth_response(const SmoothState *state, size_t j)
{
    HoltWinters w = state->weights;
    double c = w.level_weight;

    if (j == 0)
        return 1;
    if (state->kind.has_trend)
        c += w.level_weight * w.trend_weight * (double)j;
    if (state->kind.has_season && j % state->season == 0)
        c += w.seasonal_weight * (1 - w.level_weight);
    return c;
}

/* ---- Weights ------------------------------------------------------------ */

enum { WEIGHTS = 3 };

/*
 * The search goes over the logarithms of the odds of the weights, so that it
 * needs no bounds and comes as near to 0 and 1 as it likes.
 */
typedef struct {
    double at[WEIGHTS];
    double squares;
} Corner;

typedef struct {
    Series series;
    SmoothState *state;
    size_t count; /* weights that vary: 1, 2 or 3 */
} Search;

static double weight_of(double odds_log)
{
    return 1 / (1 + exp(-odds_log));
}

static HoltWinters weights_of(const Search *search, const double *at)
{
    double w[WEIGHTS] = { 0 };

    for (size_t i = 0; i < search->count; i++)
        w[i] = weight_of(at[i]);
    return (HoltWinters){ w[0], w[1], w[2] };
}

/* With what it costs. */
static Corner corner_at(const Search *search, const double *at)
{
    const double most = 14; /* a weight of one in a million from 0 or 1 */
    Corner c = { { 0 }, 0 };

    for (size_t i = 0; i < search->count; i++)
        c.at[i] = fmin(fmax(at[i], -most), most);
    search->state->weights = weights_of(search, c.at);
    smooth_run(search->series, search->state, NULL);
    c.squares =
        isfinite(search->state->squares) ? search->state->squares : INFINITY;
    return c;
}

static Corner grid_best(const Search *search)
{
    static const double steps[] = { 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9 };
    const size_t n = COUNT_OF(steps);
    size_t all = search->count == 1   ? n
                 : search->count == 2 ? n * n
                                      : n * n * n;
    Corner best = { .squares = INFINITY };

    for (size_t i = 0; i < all; i++) {
        size_t rest = i;
        double at[WEIGHTS] = { 0 };
        for (size_t k = search->count; k-- > 0; rest /= n)
            at[k] = log(steps[rest % n] / (1 - steps[rest % n]));
        Corner c = corner_at(search, at);
        if (i == 0 || c.squares < best.squares)
            best = c;
    }
    return best;
}

/* Cheapest first; what is equal keeps its order. */
static void corners_sort(Corner *c, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        Corner moved = c[i];
        size_t k = i;
        for (; k > 0 && c[k - 1].squares > moved.squares; k--)
            c[k] = c[k - 1];
        c[k] = moved;
    }
}

/* From the mean of all corners but the last, `times` the way to the last. */
static Corner corner_along(const Search *search, const Corner *c, double times)
{
    double at[WEIGHTS] = { 0 };

    for (size_t k = 0; k < search->count; k++) {
        for (size_t i = 0; i < search->count; i++)
            at[k] += c[i].at[k] / (double)search->count;
        at[k] += times * (c[search->count].at[k] - at[k]);
    }
    return corner_at(search, at);
}

static void corners_shrink(const Search *search, Corner *c)
{
    double at[WEIGHTS] = { 0 };

    for (size_t i = 1; i <= search->count; i++) {
        for (size_t k = 0; k < search->count; k++)
            at[k] = (c[0].at[k] + c[i].at[k]) / 2;
        c[i] = corner_at(search, at);
    }
}

/* One step of Nelder and Mead (1965); the corners are in order. */
static void corners_move(const Search *search, Corner *c)
{
    size_t last = search->count;
    Corner reflected = corner_along(search, c, -1);

    if (reflected.squares < c[0].squares) {
        Corner further = corner_along(search, c, -2);
        c[last] = further.squares < reflected.squares ? further : reflected;
        return;
    }
    if (reflected.squares < c[last - 1].squares) {
        c[last] = reflected;
        return;
    }
    bool is_outside = reflected.squares < c[last].squares;
    Corner nearer = corner_along(search, c, is_outside ? -0.5 : 0.5);
    double limit = is_outside ? reflected.squares : c[last].squares;
    if (nearer.squares <= limit)
        c[last] = nearer;
    else
        corners_shrink(search, c);
}

HoltWinters smooth_fit(Arena *scratch, SmoothKind kind, Series s)
{
    ArenaMark mark = arena_save(scratch);
    SmoothState state = smooth_state(scratch, kind, s.season);
    Search search = { s, &state, (size_t)1 + kind.has_trend + kind.has_season };
    Corner corners[WEIGHTS + 1] = { grid_best(&search) };

    for (size_t i = 0; i < search.count; i++) {
        double at[WEIGHTS];
        memcpy(at, corners[0].at, sizeof at);
        at[i] += at[i] > 0 ? -0.5 : 0.5;
        corners[i + 1] = corner_at(&search, at);
    }
    for (int turn = 0; turn < 200; turn++) {
        corners_sort(corners, search.count + 1);
        double spread = corners[search.count].squares - corners[0].squares;
        if (!(spread > 1e-12 * corners[0].squares))
            break;
        corners_move(&search, corners);
    }
    corners_sort(corners, search.count + 1);
    arena_rewind(scratch, mark);
    return weights_of(&search, corners[0].at);
}
