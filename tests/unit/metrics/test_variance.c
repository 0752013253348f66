/* test_variance.c - plans, price-volume-mix, factors, rates of segments. */

#include "test.h"

#include "metrics/variance.h"
#include "number.h"

/* ---- Plan --------------------------------------------------------------- */

TEST(variance_is_favourable_by_direction)
{
    static const struct {
        Direction direction;
        const char *actual, *plan;
        const char *difference, *ratio;
        Verdict verdict;
    } rows[] = {
        { BETTER_UP, "110", "100", "10", "0.1", VERDICT_GOOD },
        { BETTER_UP, "90", "100", "-10", "-0.1", VERDICT_BAD },
        { BETTER_DOWN, "110", "100", "10", "0.1", VERDICT_BAD },
        { BETTER_DOWN, "90", "100", "-10", "-0.1", VERDICT_GOOD },
        { BETTER_UP, "100", "100", "0", "0", VERDICT_NEUTRAL },
        { BETTER_NEUTRAL, "110", "100", "10", "0.1", VERDICT_NEUTRAL },
        { BETTER_CLOSER, "110", "100", "10", "0.1", VERDICT_NEUTRAL },
        { BETTER_UP, "5", "0", "5", NULL, VERDICT_GOOD },
        { BETTER_UP, "5", "-10", "15", NULL, VERDICT_GOOD },
        { BETTER_DOWN, "-5", "0", "-5", NULL, VERDICT_GOOD },
        { BETTER_UP, NULL, "100", NULL, NULL, VERDICT_NEUTRAL },
        { BETTER_UP, "100", NULL, NULL, NULL, VERDICT_NEUTRAL },
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Variance v = variance_of(rows[i].direction, number(rows[i].actual),
                                 number(rows[i].plan));
        assert_number(v.difference, rows[i].difference);
        assert_number(v.ratio, rows[i].ratio);
        assert_int_equal(v.verdict, rows[i].verdict);
    }
}

TEST(a_flexed_budget_is_the_planned_rate_at_the_actual_volume)
{
    assert_number(flexed_budget(number("1000"), number("100"), number("120")),
                  "1200");
    assert_number(flexed_budget(number("1000"), number("100"), number("0")),
                  "0");
    assert_number(flexed_budget(number("1000"), number("0"), number("120")),
                  NULL);
    assert_number(flexed_budget(number(NULL), number("100"), number("120")),
                  NULL);
    assert_number(flexed_budget(number("1000"), number("100"), number(NULL)),
                  NULL);
}

/* ---- Price, volume, mix ------------------------------------------------- */

static SalesLine line(const char *q0, const char *r0, const char *q1,
                      const char *r1)
{
    return (SalesLine){ decimal(q0), decimal(r0), decimal(q1), decimal(r1) };
}

static void assert_adds_up(const PriceVolumeMix *p)
{
    Decimal sum = p->base;
    const Decimal steps[] = { p->volume, p->mix, p->price, p->new_lines,
                              p->lost_lines };

    for (size_t i = 0; i < COUNT_OF(steps); i++)
        sum = decimal_add(sum, steps[i]);
    assert_int_equal(decimal_compare(sum, p->now), 0);
}

TEST(price_volume_and_mix_by_hand)
{
    /* p0 10 and 20; Q0 15, mean price 200/15; Q1 16. */
    const SalesLine lines[] = { line("10", "100", "12", "132"),
                                line("5", "100", "4", "80") };
    LineEffect each[2];
    PriceVolumeMix p = price_volume_mix(lines, 2, each);

    assert_adds_up(&p);
    assert_near(amount_of(p.volume), "13.333333", 6);
    assert_near(amount_of(p.mix), "-13.333333", 6);
    assert_decimal(p.price, "12");
    assert_decimal(each[0].price, "12");
    assert_decimal(each[0].quantity, "20");
    assert_decimal(each[1].quantity, "-20");
}

TEST(new_and_lost_lines_stand_apart)
{
    const SalesLine lines[] = {
        line("10", "100", "10", "110"), /* price alone */
        line("0", "0", "4", "80"),      /* new */
        line("4", "30", "0", "0"),      /* lost */
        line("0", "0", "0", "0"),       /* neither */
        line("0", "7", "0", "0"),       /* an amount without a quantity */
    };
    LineEffect each[5];
    PriceVolumeMix p = price_volume_mix(lines, 5, each);

    assert_adds_up(&p);
    assert_decimal(p.volume, "0");
    assert_decimal(p.mix, "0");
    assert_decimal(p.price, "10");
    assert_decimal(p.new_lines, "80");
    assert_decimal(p.lost_lines, "-37");
    assert_int_equal(each[0].kind, LINE_KEPT);
    assert_int_equal(each[1].kind, LINE_NEW);
    assert_int_equal(each[2].kind, LINE_LOST);
    assert_int_equal(each[3].kind, LINE_EMPTY);
    assert_int_equal(each[4].kind, LINE_LOST);
}

TEST(nothing_sold_at_all)
{
    const SalesLine lost[] = { line("4", "30", "0", "0") };
    PriceVolumeMix p = price_volume_mix(lost, 1, NULL);

    assert_adds_up(&p);
    assert_decimal(p.lost_lines, "-30");
    assert_decimal(p.now, "0");
    p = price_volume_mix(NULL, 0, NULL);
    assert_adds_up(&p);
    assert_decimal(p.base, "0");
}

TEST(returns_and_prices_that_do_not_divide_still_add_up)
{
    const SalesLine lines[] = { line("3", "10", "7", "23.45"),
                                line("-2", "-15", "5", "40"),
                                line("7", "99.99", "11", "0"),
                                line("0.3", "1", "0.7", "2.01") };
    PriceVolumeMix p = price_volume_mix(lines, 4, NULL);

    assert_adds_up(&p);
    assert_decimal(p.new_lines, "40");
    assert_decimal(p.lost_lines, "15");
}

/* ---- Factors ------------------------------------------------------------ */

static Decimal sum_of(const Decimal *x, size_t n)
{
    Decimal sum = { 0 };

    for (size_t i = 0; i < n; i++)
        sum = decimal_add(sum, x[i]);
    return sum;
}

TEST(factors_by_logarithmic_mean)
{
    /* Traffic, conversion rate, order value: 1000*0.02*50 to 1200*0.025*48. */
    const Decimal base[] = { decimal("1000"), decimal("0.02"), decimal("50") };
    const Decimal now[] = { decimal("1200"), decimal("0.025"), decimal("48") };
    Decimal effects[3];

    assert_int_equal(factors_decompose(base, now, 3, effects),
                     FACTORS_LOG_MEAN);
    assert_decimal(sum_of(effects, 3), "440");
    /* 440 / ln(1.44) times ln of each ratio */
    assert_near(amount_of(effects[0]), "220", 6);
    assert_near(amount_of(effects[1]), "269.2582", 4);
    assert_near(amount_of(effects[2]), "-49.2582", 4);
}

TEST(factors_that_cancel_out_keep_the_whole)
{
    const Decimal base[] = { decimal("10"), decimal("5") };
    const Decimal now[] = { decimal("5"), decimal("10") };
    Decimal effects[2];

    assert_int_equal(factors_decompose(base, now, 2, effects),
                     FACTORS_LOG_MEAN);
    assert_decimal(sum_of(effects, 2), "0");
    assert_near(amount_of(effects[0]), "-34.6574", 4); /* 50 ln(1/2) */
    assert_int_equal(factors_decompose(base, base, 2, effects),
                     FACTORS_LOG_MEAN);
    assert_decimal(effects[0], "0");
    assert_decimal(effects[1], "0");
}

TEST(factors_of_nothing_go_in_order)
{
    const Decimal base[] = { decimal("100"), decimal("0"), decimal("50") };
    const Decimal now[] = { decimal("120"), decimal("0.1"), decimal("-50") };
    Decimal effects[3];

    assert_int_equal(factors_decompose(base, now, 3, effects),
                     FACTORS_IN_ORDER);
    assert_decimal(effects[0], "0");     /* 20 * 0 * 50 */
    assert_decimal(effects[1], "600");   /* 120 * 0.1 * 50 */
    assert_decimal(effects[2], "-1200"); /* 120 * 0.1 * -100 */
    assert_decimal(sum_of(effects, 3), "-600");
}

/* ---- Rates of segments -------------------------------------------------- */

static RateLine rates(const char *over0, const char *under0, const char *over1,
                      const char *under1)
{
    return (RateLine){ decimal(over0), decimal(under0), decimal(over1),
                       decimal(under1) };
}

TEST(a_rate_moves_within_segments_and_by_mix)
{
    /* Desktop 5 % to 6 %, mobile 2 % to 2 %; mobile from half to three parts.
     */
    const RateLine lines[] = { rates("50", "1000", "30", "500"),
                               rates("20", "1000", "30", "1500") };
    Amount within[2], mix[2];
    RateChange r = rate_decompose(lines, 2, within, mix);

    assert_number(r.base, "0.035");
    assert_number(r.now, "0.03");
    assert_number(r.within, "0.0025");
    assert_number(r.mix, "-0.0075");
    assert_true(r.is_opposed);
    assert_true(r.is_simpson); /* no segment fell, the whole did */
    assert_number(within[0], "0.0025");
    assert_number(within[1], "0");
    assert_number(mix[0], "-0.0125"); /* 0.05 (0.25 - 0.5) */
    assert_number(mix[1], "0.005");
}

TEST(segments_that_agree_with_the_whole)
{
    const RateLine lines[] = { rates("50", "1000", "70", "1000"),
                               rates("20", "1000", "25", "1000") };
    RateChange r = rate_decompose(lines, 2, NULL, NULL);

    assert_number(r.within, "0.0125");
    assert_number(r.mix, "0");
    assert_false(r.is_opposed);
    assert_false(r.is_simpson);
}

TEST(segments_that_come_and_go_are_mix)
{
    const RateLine lines[] = { rates("50", "1000", "50", "1000"),
                               rates("0", "0", "90", "1000"),
                               rates("10", "1000", "0", "0") };
    RateChange r = rate_decompose(lines, 3, NULL, NULL);

    assert_number(r.within, "0");
    assert_number(r.mix, "0.04");
    assert_false(r.is_simpson);
}

TEST(a_rate_of_nothing_is_missing)
{
    const RateLine lines[] = { rates("0", "0", "90", "1000") };
    RateChange r = rate_decompose(lines, 1, NULL, NULL);

    assert_number(r.base, NULL);
    assert_number(r.now, "0.09");
    assert_number(r.within, NULL);
    assert_number(r.mix, NULL);
    r = rate_decompose(NULL, 0, NULL, NULL);
    assert_number(r.now, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(variance_is_favourable_by_direction),
        RUN(a_flexed_budget_is_the_planned_rate_at_the_actual_volume),
        RUN(price_volume_and_mix_by_hand),
        RUN(new_and_lost_lines_stand_apart),
        RUN(nothing_sold_at_all),
        RUN(returns_and_prices_that_do_not_divide_still_add_up),
        RUN(factors_by_logarithmic_mean),
        RUN(factors_that_cancel_out_keep_the_whole),
        RUN(factors_of_nothing_go_in_order),
        RUN(a_rate_moves_within_segments_and_by_mix),
        RUN(segments_that_agree_with_the_whole),
        RUN(segments_that_come_and_go_are_mix),
        RUN(a_rate_of_nothing_is_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
