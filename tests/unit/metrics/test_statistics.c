/* test_statistics.c - sums, edges of intervals and tests, what stands out. */

#include "test.h"

#include "metrics/statistics.h"

#include <math.h>

static void assert_close(double a, double b, double tolerance)
{
    if (!(fabs(a - b) <= tolerance))
        fail_msg("%.12g is not %.12g", a, b);
}

TEST(sums_keep_what_additions_lose)
{
    static const double x[] = { 1, 1e100, 1, -1e100 };
    Sum s = { 0 };

    for (size_t i = 0; i < COUNT_OF(x); i++)
        sum_add(&s, x[i]);
    assert_close(sum_total(&s), 2, 0); /* 0 by plain addition */
    assert_close(mean_of(x, 4), 0.5, 0);
    s = (Sum){ 0 };
    for (int i = 0; i < 1000000; i++)
        sum_add(&s, 0.1);
    assert_close(sum_total(&s), 100000, 1e-10);
}

TEST(medians_of_odd_and_even_counts)
{
    static const double x[] = { 5, 1, 4, 2 };
    Arena *a = arena_new();

    assert_close(median_of(a, x, 4), 3, 0);
    assert_close(median_of(a, x, 3), 4, 0);
    assert_close(median_of(a, x, 1), 5, 0);
    arena_free(a);
}

TEST(wilson_at_the_edges)
{
    Estimate e;

    assert_true(wilson_interval(0, 20, CONFIDENCE_95, &e));
    assert_close(e.low, 0, 0);
    assert_close(e.high, 0.1611253, 1e-6);
    assert_true(wilson_interval(20, 20, CONFIDENCE_95, &e));
    assert_close(e.high, 1, 0);
    assert_close(e.low, 1 - 0.1611253, 1e-6);
    assert_false(wilson_interval(0, 0, CONFIDENCE_95, &e));
    assert_false(wilson_interval(-1, 20, CONFIDENCE_95, &e));
    assert_false(wilson_interval(21, 20, CONFIDENCE_95, &e));
    assert_false(wilson_interval(NAN, 20, CONFIDENCE_95, &e));
}

TEST(significance_needs_thirty_an_arm)
{
    ProportionTest t;

    assert_true(proportions_test(2, 29, 15, 29, &t));
    assert_true(t.p < 0.001);
    assert_false(t.is_large_enough);
    assert_false(t.is_significant);
    assert_true(proportions_test(2, 30, 15, 30, &t));
    assert_true(t.is_significant);
    assert_true(proportions_test(100, 1000, 101, 1000, &t));
    assert_false(t.is_significant);
    assert_true(t.low < 0 && t.high > 0);
    /* all or none on both sides says nothing */
    assert_true(proportions_test(0, 50, 0, 60, &t));
    assert_close(t.z, 0, 0);
    assert_close(t.p, 1, 0);
    assert_true(proportions_test(50, 50, 60, 60, &t));
    assert_false(t.is_significant);
    assert_false(proportions_test(1, 0, 1, 10, &t));
    assert_false(proportions_test(11, 10, 1, 10, &t));
}

TEST(nps_has_a_margin)
{
    /* p 0.5, d 0.2: sqrt((0.7 - 0.09) / 100) */
    assert_close(nps_standard_error(50, 20, 100), 7.810250, 1e-6);
    assert_close(nps_standard_error(10, 0, 10), 0, 0);
    assert_close(nps_standard_error(0, 0, 0), -1, 0);
}

/* ---- What stands out ---------------------------------------------------- */

static const double SHAPE[] = { 10, 20, 35, 25, 15, 12, 11 };

/* Five weeks of days with a little movement of their own. */
static void weeks_make(double *y)
{
    for (size_t i = 0; i < 35; i++)
        y[i] = SHAPE[i % 7] + (double)(i * 37 % 11) / 10;
}

TEST(a_spike_stands_out_and_the_return_does_not)
{
    double y[35];
    Anomaly found[35];
    Arena *a = arena_new();
    size_t count = 0;

    weeks_make(y);
    y[20] += 40;
    assert_true(anomalies_find(a, y, 35, 7, found));
    for (size_t i = 0; i < 35; i++)
        count += found[i].is_anomaly;
    assert_int_equal(count, 1);
    assert_true(found[20].is_anomaly);
    assert_true(found[20].score > 3);
    assert_close(found[20].expected, y[13], 0);
    assert_true(found[27].score < -3); /* a week later, back to the usual */
    assert_false(found[6].is_known);
    arena_free(a);
}

TEST(steady_weeks_have_nothing_that_stands_out)
{
    double y[35];
    Anomaly found[35];
    Arena *a = arena_new();

    weeks_make(y);
    assert_true(anomalies_find(a, y, 35, 7, found));
    for (size_t i = 0; i < 35; i++)
        assert_false(found[i].is_anomaly);
    arena_free(a);
}

TEST(eight_residuals_are_needed_and_some_spread)
{
    double y[35];
    Anomaly found[35];
    Arena *a = arena_new();

    weeks_make(y);
    assert_false(anomalies_find(a, y, 14, 7, found));
    assert_true(anomalies_find(a, y, 15, 7, found));
    assert_false(anomalies_find(a, y, 15, 0, found));
    assert_false(anomalies_find(a, y, 1, 1, found));
    for (size_t i = 0; i < 35; i++)
        y[i] = 100;
    assert_false(anomalies_find(a, y, 35, 7, found)); /* no spread */
    y[30] = 101; /* more than half are equal: by the mean deviation */
    assert_true(anomalies_find(a, y, 35, 7, found));
    assert_true(found[30].is_anomaly);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(sums_keep_what_additions_lose),
        RUN(medians_of_odd_and_even_counts),
        RUN(wilson_at_the_edges),
        RUN(significance_needs_thirty_an_arm),
        RUN(nps_has_a_margin),
        RUN(a_spike_stands_out_and_the_return_does_not),
        RUN(steady_weeks_have_nothing_that_stands_out),
        RUN(eight_residuals_are_needed_and_some_spread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
