/* Ticks against d3-array, and axes that fit their data. */
#include "chart/plot.h"

#include <math.h>

#include "test.h"

typedef struct {
    double start, stop, count;
    int len, first;
} TickVector;

static const TickVector vectors[] = {
#include "ticks_vectors.inc"
};
static const double tick_values[] = { TICK_VALUES };

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

TEST(ticks_are_those_of_d3)
{
    double out[256];

    assert_true(COUNT_OF(vectors) >= 500);
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        const TickVector *v = &vectors[i];
        size_t n = ticks(v->start, v->stop, v->count, out, COUNT_OF(out));
        if (n != (size_t)v->len)
            fail_msg("vector %zu: %zu ticks, not %d", i, n, v->len);
        for (size_t k = 0; k < n; k++)
            if (!same_bits(out[k], tick_values[v->first + (int)k]))
                fail_msg("vector %zu tick %zu: %a, not %a", i, k, out[k],
                         tick_values[v->first + (int)k]);
    }
}

TEST(ticks_of_what_is_no_number)
{
    double out[4];

    assert_int_equal(0, ticks(NAN, 1, 5, out, 4));
    assert_int_equal(0, ticks(0, INFINITY, 5, out, 4));
    assert_int_equal(0, ticks(0, 1, NAN, out, 4));
    assert_int_equal(11, ticks(0, 1, 10, out, 4)); /* only 4 stored */
    assert_true(out[3] == 0.3);
    assert_int_equal(11, ticks(0, 1, 10, NULL, 0));
}

static void check_fit(double min, double max, double from, double to,
                      double step)
{
    Scale s = scale_fit(min, max, 190, true);

    if (fabs(s.from - from) > 1e-12 || fabs(s.to - to) > 1e-12 * fabs(to) ||
        fabs(s.step - step) > 1e-12 * step)
        fail_msg("%g..%g gives %g..%g/%g", min, max, s.from, s.to, s.step);
    assert_int_equal(round((to - from) / step) + 1, s.tick_count);
}

TEST(fits_to_printed_axes)
{
    check_fit(0, 97, 0, 100, 20);
    check_fit(0, 1234567, 0, 1250000, 250000);
    check_fit(0, 43, 0, 50, 10);
    check_fit(0, 101, 0, 120, 20);
    check_fit(0, 4300, 0, 5000, 1000);
    check_fit(0, 0.083, 0, 0.1, 0.02);
    check_fit(-37, 112, -40, 120, 20);
    check_fit(-120, 15, -120, 20, 20);
    check_fit(5, 5, 0, 5, 1);
}

TEST(zero_only_where_it_is_near)
{
    assert_true(scale_fit(20, 100, 190, false).from == 0);
    assert_true(scale_fit(80, 100, 190, false).from > 0);
    assert_true(scale_fit(80, 100, 190, true).from == 0);
    assert_true(scale_fit(-100, -90, 190, false).to < 0);
    assert_true(scale_fit(-100, -10, 190, false).to == 0);
}

TEST(ticks_are_printed_apart)
{
    Scale s = scale_fit(0, 1234567, 190, true);

    assert_true(s.divisor == 1e6);
    assert_int_equal(2, s.decimals);
    s = scale_fit(1000000, 1000900, 190, false);
    assert_true(s.divisor < 1e6); /* 1,000.0k to 1,000.9k */
    assert_true(s.decimals <= 2);
    s = scale_fit(0, 43, 190, true);
    assert_true(s.divisor == 1 && s.decimals == 0);
    s = scale_fit(0, 0.083, 190, true);
    assert_int_equal(2, s.decimals);
    assert_true(scale_value(&s, 3) == 0.06);
}

/* A fast source of numbers that is the same everywhere. */
static double random_share(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

TEST(any_range_is_covered)
{
    uint64_t seed = 7;

    for (int i = 0; i < 20000; i++) {
        double size = pow(10, floor(random_share(&seed) * 40 - 20));
        double a = (random_share(&seed) - 0.5) * size;
        double b = a + random_share(&seed) * size;
        Scale s = scale_fit(a, b, 60 + 300 * random_share(&seed), i % 2);
        assert_true(s.from <= a + s.step * 1e-6);
        assert_true(s.to >= b - s.step * 1e-6);
        assert_true(s.tick_count >= 3 && s.tick_count <= 9);
    }
}

TEST(strange_ranges_give_an_axis)
{
    static const double odd[] = { 0,      -0.0,  1e308,    -1e308, 1e-310,
                                  5e-324, -1e-9, INFINITY, NAN,    1e22 };

    for (size_t i = 0; i < COUNT_OF(odd); i++)
        for (size_t k = 0; k < COUNT_OF(odd); k++) {
            Scale s = scale_fit(odd[i], odd[k], 190, (i + k) % 2);
            assert_true(isfinite(s.from) && isfinite(s.to));
            assert_true(s.to > s.from && s.step > 0);
            assert_true(s.tick_count >= 3 && s.tick_count <= 9);
        }
}

TEST(right_axis_shares_the_grid)
{
    uint64_t seed = 11;

    for (int i = 0; i < 2000; i++) {
        double left[3], right[3];
        double size = pow(10, floor(random_share(&seed) * 10 - 4));
        for (int k = 0; k < 3; k++) {
            left[k] = random_share(&seed) * 1000 - (i % 3 ? 0 : 300);
            right[k] = (random_share(&seed) - (i % 5 ? 0 : 0.4)) * size;
        }
        Series series[] = { { .values = left },
                            { .values = right, .on_right = true } };
        Chart c = { .kind = CHART_COMBO,
                    .category_count = 3,
                    .series = series,
                    .series_count = 2 };
        Scale l = chart_scale(&c, false, 150);
        Scale r = chart_scale(&c, true, 150);
        assert_int_equal(l.tick_count, r.tick_count);
        for (int k = 0; k < 3; k++)
            assert_true(right[k] >= r.from - r.step * 1e-6 &&
                        right[k] <= r.to + r.step * 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(ticks_are_those_of_d3),       RUN(ticks_of_what_is_no_number),
        RUN(fits_to_printed_axes),        RUN(zero_only_where_it_is_near),
        RUN(ticks_are_printed_apart),     RUN(any_range_is_covered),
        RUN(strange_ranges_give_an_axis), RUN(right_axis_shares_the_grid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
