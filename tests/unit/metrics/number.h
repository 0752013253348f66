/* number.h - decimals from text and back, for the tests of measures. */
#ifndef TEST_METRICS_NUMBER_H
#define TEST_METRICS_NUMBER_H

#include "metrics/metrics.h"

static inline Decimal decimal(const char *z)
{
    Decimal d;

    assert_true(decimal_parse(str_of(z), &d));
    return d;
}

/* NULL is missing. */
static inline Amount number(const char *z)
{
    return z ? amount_of(decimal(z)) : amount_missing();
}

static inline void assert_decimal(Decimal d, const char *z)
{
    Arena *a = arena_new();

    if (decimal_compare(d, decimal(z)) != 0)
        fail_msg("%s is not %s", decimal_format(a, d).at, z);
    arena_free(a);
}

/* Equal to `z` when both have `places` digits; NULL is missing. */
static inline void assert_near(Amount a, const char *z, int places)
{
    assert_int_equal(a.is_known, z != NULL);
    if (z)
        assert_decimal(decimal_round(a.number, places, ROUND_HALF_AWAY), z);
}

static inline void assert_number(Amount a, const char *z)
{
    assert_int_equal(a.is_known, z != NULL);
    if (z)
        assert_decimal(a.number, z);
}

#endif
