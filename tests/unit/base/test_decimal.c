/* test_decimal.c - decimals against Python's, and what only ours do. */

#include "base/decimal.h"
#include "test.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

typedef enum {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    FLOOR,
    REMAINDER,
    COMPARE,
    POWER,
    DOUBLE,
    ROUNDED /* + Rounding */
} Operation;

typedef struct {
    int operation;
    const char *a, *b, *expect;
} Vector;

#define ROUND_HALF_AWAY (ROUNDED + ROUND_HALF_AWAY)
#define ROUND_HALF_EVEN (ROUNDED + ROUND_HALF_EVEN)
#define ROUND_DOWN (ROUNDED + ROUND_DOWN)
#define ROUND_UP (ROUNDED + ROUND_UP)
#define ROUND_FLOOR (ROUNDED + ROUND_FLOOR)
#define ROUND_CEILING (ROUNDED + ROUND_CEILING)

static const Vector vectors[] = {
#include "decimal_vectors.inc"
};

#undef ROUND_HALF_AWAY
#undef ROUND_HALF_EVEN
#undef ROUND_DOWN
#undef ROUND_UP
#undef ROUND_FLOOR
#undef ROUND_CEILING

static Decimal number(const char *text)
{
    Decimal d;

    if (!decimal_parse(str_of(text), &d))
        fail_msg("'%s' does not parse", text);
    return d;
}

static Decimal compute(const Vector *v)
{
    Decimal a = v->operation == DOUBLE ? decimal_of_double(strtod(v->a, NULL))
                                       : number(v->a);
    Decimal b = *v->b ? number(v->b) : a;
    Decimal result = { 0 }, other;
    int64_t places = 0;

    switch ((Operation)(v->operation < ROUNDED ? v->operation : ROUNDED)) {
    case ADD:
        return decimal_add(a, b);
    case SUBTRACT:
        return decimal_subtract(a, b);
    case MULTIPLY:
        return decimal_multiply(a, b);
    case DIVIDE:
        assert_true(decimal_divide(a, b, &result));
        return result;
    case FLOOR:
        assert_true(decimal_floor_divide(a, b, &result, &other));
        return result;
    case REMAINDER:
        assert_true(decimal_floor_divide(a, b, &other, &result));
        return result;
    case COMPARE:
        return decimal_of_int(decimal_compare(a, b));
    case POWER:
        assert_true(decimal_power(a, b, &result));
        return result;
    case DOUBLE:
        return a;
    case ROUNDED:
        decimal_to_int(b, &places);
        return decimal_round(a, (int)places, v->operation - ROUNDED);
    }
    return result;
}

static bool same_digits(Decimal a, Decimal b)
{
    return a.low == b.low && a.high == b.high &&
           (a.exponent == b.exponent || decimal_sign(a) == 0);
}

/* Whole powers multiply rounded squares, so the last digits may differ. */
static bool nearly(Decimal a, Decimal b)
{
    Decimal off = decimal_absolute(decimal_subtract(a, b));
    Decimal allowed = decimal_absolute(decimal_multiply(b, number("1e-31")));
    return decimal_compare(off, allowed) <= 0;
}

static bool matches(const Vector *v, Decimal found, Decimal expect)
{
    switch (v->operation) {
    case POWER:
        return nearly(found, expect);
    case FLOOR:
    case REMAINDER:
    case DOUBLE:
        return decimal_compare(found, expect) == 0;
    default:
        return same_digits(found, expect);
    }
}

TEST(agrees_with_python)
{
    Arena *a = arena_new();
    size_t wrong = 0;

    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        const Vector *v = &vectors[i];
        Decimal found = compute(v);
        if (matches(v, found, number(v->expect)))
            continue;
        Str text = decimal_format(a, found);
        print_error("operation %d of %s, %s: %.*s, expected %s\n", v->operation,
                    v->a, v->b, STR_ARG(text), v->expect);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    arena_free(a);
}

static void assert_text(Str s, const char *expect)
{
    char got[200] = "";
    snprintf(got, sizeof got, "%.*s", STR_ARG(s));
    assert_string_equal(got, expect);
}

TEST(formats_the_digits_held)
{
    static const struct {
        const char *in, *plain, *two;
    } cases[] = {
        { "0", "0", "0.00" },
        { "-0", "0", "0.00" },
        { "0.00", "0.00", "0.00" },
        { "-0.00", "0.00", "0.00" },
        { "1.50", "1.50", "1.50" },
        { "-1.005", "-1.005", "-1.01" },
        { "2.675", "2.675", "2.68" },
        { "-0.004", "-0.004", "0.00" },
        { "-0.005", "-0.005", "-0.01" },
        { "12e2", "1200", "1200.00" },
        { "12E+2", "1200", "1200.00" },
        { "1e-7", "0.0000001", "0.00" },
        { "0.999", "0.999", "1.00" },
        { "1234567890123456789012345678901234",
          "1234567890123456789012345678901234",
          "1234567890123456789012345678901234.00" },
        /* more than 34 digits: half to even, a tail counts */
        { "12345678901234567890123456789012345",
          "12345678901234567890123456789012340",
          "12345678901234567890123456789012340.00" },
        { "123456789012345678901234567890123450000001",
          "123456789012345678901234567890123500000000",
          "123456789012345678901234567890123500000000.00" },
        { "0.99999999999999999999999999999999999",
          "1.000000000000000000000000000000000", "1.00" },
    };
    Arena *a = arena_new();

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Decimal d = number(cases[i].in);
        assert_text(decimal_format(a, d), cases[i].plain);
        assert_text(decimal_format_fixed(a, d, 2), cases[i].two);
    }
    assert_text(decimal_format_fixed(a, number("1250"), -2), "1300");
    assert_text(decimal_format_fixed(a, number("0.5"), 0), "1");
    assert_text(decimal_format_fixed(a, number("-2.5"), 0), "-3");
    assert_int_equal(decimal_format(a, number("1e6144")).len, 6145);
    assert_int_equal(decimal_format(a, number("1e-6143")).len, 6145);
    arena_free(a);
}

TEST(parses_json_numbers_only)
{
    static const char *const bad[] = { "",
                                       "-",
                                       "+1",
                                       ".5",
                                       "1.",
                                       "01",
                                       "-01",
                                       "1e",
                                       "1e+",
                                       "1e5.2",
                                       "NaN",
                                       "1,5",
                                       " 1",
                                       "1 ",
                                       "0x10",
                                       "1_0",
                                       "--1",
                                       "1e--2",
                                       "inf",
                                       "1e6145",
                                       "10e6144",
                                       "1e-6144",
                                       "1e99999999999999999999" };
    static const char *const fine[] = { "0e99999999999999999999",
                                        "0.0e-99999999999999999999",
                                        "-0",
                                        "9.999e6144",
                                        "1e-6143",
                                        "0e5" };
    Decimal d;

    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (decimal_parse(str_of(bad[i]), &d))
            fail_msg("'%s' was accepted", bad[i]);
    for (size_t i = 0; i < COUNT_OF(fine); i++)
        if (!decimal_parse(str_of(fine[i]), &d))
            fail_msg("'%s' was refused", fine[i]);
    /* an exponent in reach again thanks to the digits before it */
    assert_true(decimal_parse(STR("0.00001e6149"), &d));
}

TEST(stays_in_range)
{
    Arena *a = arena_new();
    Decimal big = number("9e6144"), tiny = number("1e-6143"), d;

    assert_int_equal(decimal_compare(decimal_add(big, big), big), 1);
    assert_int_equal(decimal_compare(decimal_multiply(big, big), big), 1);
    assert_int_equal(decimal_sign(decimal_multiply(tiny, tiny)), 0);
    assert_true(decimal_divide(big, tiny, &d));
    assert_int_equal(decimal_format(a, d).len, 6145);
    assert_true(decimal_divide(tiny, big, &d));
    assert_int_equal(decimal_sign(d), 0);
    assert_true(decimal_floor_divide(big, number("7"), &d, &tiny));
    assert_true(decimal_to_double(big) == DBL_MAX);
    assert_true(decimal_to_double(decimal_negate(big)) == -DBL_MAX);
    assert_int_equal(decimal_round(big, INT32_MIN, ROUND_UP).exponent, 6111);
    assert_int_equal(decimal_sign(decimal_round(big, -7000, ROUND_DOWN)), 0);
    assert_int_equal(
        decimal_compare(decimal_round(big, INT32_MAX, ROUND_UP), big), 0);
    arena_free(a);
}

TEST(divides_by_zero_never)
{
    Decimal a = decimal_of_int(1), zero = number("0.00"), q, r;

    assert_false(decimal_divide(a, zero, &q));
    assert_false(decimal_floor_divide(a, zero, &q, &r));
    assert_false(decimal_power(zero, decimal_of_int(-1), &q));
}

TEST(floors_like_python_integers)
{
    static const struct {
        int64_t a, b, quotient, rest;
    } cases[] = { { 7, 2, 3, 1 },    { -7, 2, -4, 1 }, { 7, -2, -4, -1 },
                  { -7, -2, 3, -1 }, { 6, -3, -2, 0 }, { 0, 5, 0, 0 } };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Decimal q, r;
        int64_t n;
        assert_true(decimal_floor_divide(decimal_of_int(cases[i].a),
                                         decimal_of_int(cases[i].b), &q, &r));
        assert_true(decimal_to_int(q, &n));
        assert_int_equal(n, cases[i].quotient);
        assert_true(decimal_to_int(r, &n));
        assert_int_equal(n, cases[i].rest);
    }
}

TEST(raises_to_powers)
{
    Decimal d;

    assert_true(decimal_power(number("1.05"), number("12"), &d));
    assert_true(same_digits(d, number("1.795856326022129150390625")));
    assert_true(decimal_power(number("4"), number("0.5"), &d));
    assert_int_equal(decimal_compare(d, number("2")), 0);
    assert_true(decimal_power(number("0"), number("0"), &d));
    assert_int_equal(decimal_compare(d, number("1")), 0);
    assert_true(decimal_power(number("-2"), number("3"), &d));
    assert_int_equal(decimal_compare(d, number("-8")), 0);
    assert_true(decimal_power(number("2"), number("-2"), &d));
    assert_int_equal(decimal_compare(d, number("0.25")), 0);
    assert_true(decimal_power(number("1e6000"), number("0.5"), &d));
    assert_true(fabs(decimal_to_double(decimal_multiply(d, number("1e-3000"))) -
                     1) < 1e-9);
    assert_false(decimal_power(number("-2"), number("0.5"), &d));
    assert_false(decimal_power(number("10"), number("7000"), &d));
    assert_false(decimal_power(number("1e6000"), number("1.5"), &d));
    assert_false(decimal_power(number("10"), number("1e30"), &d));
}

TEST(converts_integers_and_doubles)
{
    static const double doubles[] = {
        0.1, 1e22, 5e-324, DBL_MAX, 123.456, 1e23, 2.0 / 3, 1e-5, 0.3, -1.5e300
    };
    int64_t n;

    for (size_t i = 0; i < COUNT_OF(doubles); i++) {
        Decimal d = decimal_of_double(doubles[i]);
        if (decimal_to_double(d) != doubles[i])
            fail_msg("%a does not come back", doubles[i]);
    }
    assert_true(decimal_to_int(decimal_of_int(INT64_MIN), &n));
    assert_true(n == INT64_MIN);
    assert_true(decimal_to_int(number("9223372036854775807"), &n));
    assert_true(n == INT64_MAX);
    assert_false(decimal_to_int(number("9223372036854775808"), &n));
    assert_true(decimal_to_int(number("12.00"), &n));
    assert_int_equal(n, 12);
    assert_true(decimal_to_int(number("12e3"), &n));
    assert_int_equal(n, 12000);
    assert_false(decimal_to_int(number("12.5"), &n));
    assert_false(decimal_to_int(number("1e300"), &n));
    assert_false(decimal_to_int(number("1e-300"), &n));
    assert_true(decimal_is_whole(number("1.000")));
    assert_false(decimal_is_whole(number("1.001")));
    assert_false(decimal_is_whole(number("1e-100")));
    assert_true(same_digits(decimal_reduce(number("1200.00")), number("12e2")));
    assert_true(same_digits(decimal_reduce(number("1e33")), number("1e33")));
    assert_true(same_digits(
        decimal_reduce(number("1000000000000000000000000000000000")),
        number("1e33")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(agrees_with_python),       RUN(formats_the_digits_held),
        RUN(parses_json_numbers_only), RUN(stays_in_range),
        RUN(divides_by_zero_never),    RUN(floors_like_python_integers),
        RUN(raises_to_powers),         RUN(converts_integers_and_doubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
