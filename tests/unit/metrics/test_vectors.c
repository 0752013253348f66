/*
 * test_vectors.c - forecasts, intervals and tests against statsmodels, scipy
 * and R; make_metrics_vectors.py says how the vectors were made.
 */

#include "test.h"

#include "metrics/forecast.h"

#include <math.h>

enum { LONGEST = 64, AHEAD = 16 };

typedef struct {
    size_t season;
    size_t len;
    double at[LONGEST];
} SeriesVector;

static const SeriesVector SERIES[] = {
#include "series_vectors.inc"
};

static const struct {
    size_t series;
    ForecastMethod method;
    int confidence;
    size_t count;
    HoltWinters weights;
    double expected[6]; /* last point and total: value, low, high */
} FORECASTS[] = {
#include "forecast_vectors.inc"
};

/* Squared errors that R's HoltWinters() reaches; -1 where it gives up. */
static const double SEARCHES[][3] = {
#include "search_vectors.inc"
};

static const struct {
    double p;
    double freedom; /* 0: normal */
    double quantile;
} QUANTILES[] = {
#include "quantile_vectors.inc"
};

static const struct {
    double successes;
    double n;
    int confidence;
    double low;
    double high;
} WILSON[] = {
#include "wilson_vectors.inc"
};

static const struct {
    double a, n, b, other;
    double z;
    double p;
} PROPORTIONS[] = {
#include "proportion_vectors.inc"
};

static Series series_of(size_t i)
{
    return (Series){ SERIES[i].at, SERIES[i].len, SERIES[i].season };
}

/* Relative to `scale`, or to 1 where that is smaller. */
static void assert_near(size_t row, double found, double wanted, double scale,
                        double tolerance)
{
    if (!(fabs(found - wanted) <= tolerance * fmax(fabs(scale), 1)))
        fail_msg("row %zu: %.12g is not %.12g", row, found, wanted);
}

TEST(forecasts_agree_with_statsmodels)
{
    Arena *a = arena_new();

    for (size_t i = 0; i < COUNT_OF(FORECASTS); i++) {
        ForecastPoint points[AHEAD];
        Forecast f = { .points = points, .count = FORECASTS[i].count };
        Series s = series_of(FORECASTS[i].series);
        bool is_made = FORECASTS[i].method >= FORECAST_EXPONENTIAL
                           ? forecast_smooth(a, FORECASTS[i].method, s,
                                             FORECASTS[i].weights,
                                             FORECASTS[i].confidence, &f)
                           : forecast_make(a, FORECASTS[i].method, s,
                                           FORECASTS[i].confidence,
                                           FORECASTS[i].count, &f);
        assert_true(is_made);
        ForecastPoint last = f.points[f.count - 1];
        const double *e = FORECASTS[i].expected;
        const double found[] = { last.value,    last.low,    last.high,
                                 f.total.value, f.total.low, f.total.high };
        for (size_t k = 0; k < COUNT_OF(found); k++)
            assert_near(i, found[k], e[k], e[k / 3 * 3 + 2], 1e-8);
    }
    assert_int_equal(COUNT_OF(FORECASTS), 432);
    arena_free(a);
}

TEST(the_search_for_weights_is_no_worse_than_that_of_r)
{
    static const ForecastMethod methods[] = { FORECAST_EXPONENTIAL,
                                              FORECAST_HOLT,
                                              FORECAST_HOLT_WINTERS };
    static const size_t first[] = { 1, 2, 0 }; /* 0: a season */
    Arena *a = arena_new();

    assert_int_equal(COUNT_OF(SEARCHES), COUNT_OF(SERIES));
    for (size_t i = 0; i < COUNT_OF(SEARCHES); i++) {
        for (size_t k = 0; k < COUNT_OF(methods); k++) {
            Series s = series_of(i);
            Forecast f;
            assert_true(forecast_make(a, methods[k], s, CONFIDENCE_80, 1, &f));
            size_t errors = s.len - (first[k] ? first[k] : s.season);
            double squares = f.sigma * f.sigma * (double)errors;
            if (SEARCHES[i][k] >= 0 && squares > SEARCHES[i][k] * (1 + 1e-4))
                fail_msg("series %zu, %s: %f is more than %f", i,
                         forecast_method_word(methods[k]), squares,
                         SEARCHES[i][k]);
        }
    }
    arena_free(a);
}

TEST(quantiles_agree_with_scipy)
{
    for (size_t i = 0; i < COUNT_OF(QUANTILES); i++) {
        double p = QUANTILES[i].p, freedom = QUANTILES[i].freedom;
        double q = freedom > 0 ? t_quantile(p, freedom) : normal_quantile(p);
        assert_near(i, q, QUANTILES[i].quantile, QUANTILES[i].quantile, 1e-10);
        double back = freedom > 0 ? t_below(q, freedom) : normal_below(q);
        assert_near(i, back, p, 1, 1e-12);
    }
}

TEST(wilson_intervals_agree_with_statsmodels)
{
    for (size_t i = 0; i < COUNT_OF(WILSON); i++) {
        Estimate e;
        assert_true(wilson_interval(WILSON[i].successes, WILSON[i].n,
                                    WILSON[i].confidence, &e));
        assert_near(i, e.low, WILSON[i].low, 1, 1e-12);
        assert_near(i, e.high, WILSON[i].high, 1, 1e-12);
        assert_near(i, e.value, WILSON[i].successes / WILSON[i].n, 1, 0);
    }
}

TEST(proportion_tests_agree_with_statsmodels)
{
    for (size_t i = 0; i < COUNT_OF(PROPORTIONS); i++) {
        ProportionTest t;
        assert_true(proportions_test(PROPORTIONS[i].a, PROPORTIONS[i].n,
                                     PROPORTIONS[i].b, PROPORTIONS[i].other,
                                     &t));
        assert_near(i, t.z, PROPORTIONS[i].z, PROPORTIONS[i].z, 1e-11);
        assert_near(i, t.p, PROPORTIONS[i].p, 1, 1e-12);
        bool is_large = PROPORTIONS[i].n >= 30 && PROPORTIONS[i].other >= 30;
        assert_int_equal(t.is_significant, is_large && PROPORTIONS[i].p < 0.05);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(forecasts_agree_with_statsmodels),
        RUN(the_search_for_weights_is_no_worse_than_that_of_r),
        RUN(quantiles_agree_with_scipy),
        RUN(wilson_intervals_agree_with_statsmodels),
        RUN(proportion_tests_agree_with_statsmodels),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
