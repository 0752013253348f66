/*
 * test_forecast.c - forecasts of US retail sales against values worked out by
 * an independent program.
 */

#include "test.h"

#include "metrics/forecast.h"

#include <math.h>
#include <stdio.h>

enum { ROOM = 400 };

static size_t retail_read(double *y)
{
    FILE *f = fopen("samples/open/us_retail_sales_monthly.csv", "r");
    char line[100];
    size_t n = 0;

    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    while (n < ROOM && fgets(line, sizeof line, f))
        y[n++] = strtod(strchr(line, ',') + 1, NULL);
    fclose(f);
    return n;
}

static void assert_close(double a, double b, double tolerance)
{
    if (fabs(a - b) > tolerance)
        fail_msg("%f is not %f", a, b);
}

TEST(seasonal_naive_repeats_last_year)
{
    double y[ROOM];
    size_t n = retail_read(y);
    ForecastPoint p[3];
    Arena *a = arena_new();

    assert_int_equal(n, 293);
    assert_true(forecast_with(a, FORECAST_SEASONAL_NAIVE, (Series){ y, n, 12 },
                              CONFIDENCE_95, p, 3));
    assert_close(p[0].value, 448229, 0.5);
    assert_close(p[1].value, 457710, 0.5);
    assert_close(p[2].value, 456340, 0.5);
    arena_free(a);
}

TEST(the_straight_line_is_least_squares)
{
    double y[ROOM], intercept, slope;
    size_t n = retail_read(y);
    ForecastPoint p;
    Arena *a = arena_new();

    assert_true(linear_trend(y, n, &intercept, &slope));
    assert_close(intercept, 166766.046, 0.001);
    assert_close(slope, 974.008662, 0.000001);
    assert_true(forecast_with(a, FORECAST_LINEAR, (Series){ y, n, 12 },
                              CONFIDENCE_95, &p, 1));
    assert_close(p.value, 452150.5839, 0.001);
    arena_free(a);
}

TEST(holt_winters_and_its_intervals)
{
    static const double expected[][3] = {
        { 455308.325, 440944.044, 469672.606 },
        { 458368.7512, 441975.2107, 474762.2917 },
        { 463768.9679, 445247.9556, 482289.9801 },
        { 435256.4377, 414515.0925, 455997.783 },
        { 447777.4845, 424727.4007, 470827.5683 },
        { 451624.5756, 426181.1396, 477068.0115 },
        { 510041.7506, 482123.6333, 537959.868 },
        { 414605.3866, 384134.1452, 445076.6281 },
        { 419663.7354, 386563.4946, 452763.9761 },
        { 467518.0692, 431715.2609, 503320.8775 },
        { 458819.4149, 420242.5611, 497396.2686 },
        { 479161.9748, 437741.5051, 520582.4444 },
    };
    double y[ROOM];
    size_t n = retail_read(y);
    ForecastPoint p[12];
    Arena *a = arena_new();

    Forecast f = { .points = p, .count = 12 };
    assert_true(forecast_smooth(a, FORECAST_HOLT_WINTERS, (Series){ y, n, 12 },
                                (HoltWinters){ 0.5, 0.1, 0.3 }, CONFIDENCE_95,
                                &f));
    assert_close(f.sigma, 7328.8494, 0.00005);
    for (size_t i = 0; i < 12; i++) {
        assert_close(p[i].value, expected[i][0], 0.0005);
        assert_close(p[i].low, expected[i][1], 0.0005);
        assert_close(p[i].high, expected[i][2], 0.0005);
    }
    arena_free(a);
}

TEST(short_series_have_fewer_methods)
{
    static const double y[] = { 5, 7, 6, 9, 8, 9, 11, 10 };
    ForecastPoint p;
    Accuracy error;
    Arena *a = arena_new();

    assert_int_equal(forecast_choose(a, (Series){ y, 0, 12 }, &error),
                     FORECAST_NONE);
    assert_int_equal(forecast_choose(a, (Series){ y, 2, 12 }, &error),
                     FORECAST_RUN_RATE);
    assert_int_equal(forecast_choose(a, (Series){ y, 4, 12 }, &error),
                     FORECAST_DRIFT);
    assert_int_equal(forecast_choose(a, (Series){ y, 8, 12 }, &error),
                     FORECAST_LINEAR);
    assert_false(forecast_with(a, FORECAST_SEASONAL_NAIVE, (Series){ y, 8, 12 },
                               CONFIDENCE_80, &p, 1));
    assert_false(forecast_with(a, FORECAST_HOLT_WINTERS, (Series){ y, 8, 12 },
                               CONFIDENCE_80, &p, 1));
    assert_true(forecast_with(a, FORECAST_RUN_RATE, (Series){ y, 1, 12 },
                              CONFIDENCE_80, &p, 1));
    assert_close(p.value, 5, 0);
    assert_close(p.low, 5, 0);
    arena_free(a);
}

TEST(a_seasonal_series_gets_a_seasonal_method)
{
    double y[ROOM];
    Accuracy error;
    size_t n = retail_read(y);
    Arena *a = arena_new();
    ForecastMethod method =
        forecast_choose(a, (Series){ y + n - 49, 49, 12 }, &error);

    assert_true(method == FORECAST_SEASONAL_NAIVE ||
                method == FORECAST_SEASONAL_GROWTH ||
                method == FORECAST_HOLT_WINTERS);
    assert_true(error.mase >= 0 && error.mase < 1);
    assert_true(error.wape > 0 && error.wape < 0.05);
    assert_int_equal(error.tests, 12);
    arena_free(a);
}

TEST(a_constant_series_stays_constant)
{
    double y[40];
    Accuracy error;
    ForecastPoint p[3];
    Arena *a = arena_new();

    for (size_t i = 0; i < 40; i++)
        y[i] = 100;
    Series s = { y, 40, 12 };
    assert_true(forecast_with(a, forecast_choose(a, s, &error), s,
                              CONFIDENCE_80, p, 3));
    for (size_t i = 0; i < 3; i++)
        assert_close(p[i].value, 100, 1e-9);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(seasonal_naive_repeats_last_year),
        RUN(the_straight_line_is_least_squares),
        RUN(holt_winters_and_its_intervals),
        RUN(short_series_have_fewer_methods),
        RUN(a_seasonal_series_gets_a_seasonal_method),
        RUN(a_constant_series_stays_constant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
