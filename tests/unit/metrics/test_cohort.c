/* test_cohort.c - cohorts, funnels, attribution, claims. */

#include "test.h"

#include "metrics/cohort.h"
#include "metrics/rfm.h"
#include "number.h"

/* ---- Cohorts ------------------------------------------------------------ */

TEST(cohorts_are_triangles)
{
    CohortEvent events[] = {
        { 7, 100 }, { 7, 102 }, { 8, 100 }, { 8, 101 }, { 8, 101 }, { 8, 102 },
        { 9, 101 }, { 9, 102 }, { 3, 102 }, { 2, 101 }, { 1, 100 }, { 4, 100 },
    };
    Arena *a = arena_new();
    CohortTable t = cohorts_of(a, events, COUNT_OF(events), 102, 12);

    assert_int_equal(t.len, 3);
    assert_int_equal(t.ages, 3);
    assert_int_equal(t.at[0].first, 100);
    assert_int_equal(t.at[0].size, 4);
    assert_int_equal(t.at[0].active[1], 1); /* twice in a month is once */
    assert_int_equal(t.at[0].active[2], 2);
    assert_int_equal(t.at[1].size, 2);
    assert_int_equal(t.at[1].active[1], 1);
    assert_int_equal(t.at[2].size, 1);
    assert_number(cohort_rate(&t.at[0], 0), "1");
    assert_number(cohort_rate(&t.at[0], 2), "0.5");
    assert_number(cohort_rate(&t.at[1], 1), "0.5");
    assert_number(cohort_rate(&t.at[1], 2), NULL); /* too young: not 0 */
    assert_number(cohort_rate(&t.at[2], 1), NULL);
    /* (1 + 1) of (4 + 2), where a mean of the rates would be 0.375 */
    assert_near(cohorts_mean(&t, 1), "0.333333", 6);
    assert_number(cohorts_mean(&t, 2), "0.5");
    assert_number(cohorts_mean(&t, 3), NULL);
    arena_free(a);
}

TEST(what_was_not_observed_does_not_count)
{
    CohortEvent events[] = { { 1, 10 }, { 1, 11 }, { 2, 12 }, { 1, 12 } };
    Arena *a = arena_new();
    CohortTable t = cohorts_of(a, events, 4, 11, 12);

    assert_int_equal(t.len, 1); /* who began after it is left out */
    assert_int_equal(t.at[0].known, 2);
    assert_number(cohort_rate(&t.at[0], 1), "1");
    assert_number(cohort_rate(&t.at[0], 2), NULL);
    t = cohorts_of(a, events, 4, 9, 12);
    assert_int_equal(t.len, 0);
    t = cohorts_of(a, events, 0, 9, 12);
    assert_int_equal(t.len, 0);
    assert_number(cohorts_mean(&t, 0), NULL);
    arena_free(a);
}

TEST(cohorts_end_at_their_limit_of_ages)
{
    CohortEvent events[] = { { 1, 0 }, { 1, 1 }, { 1, 500 } };
    Arena *a = arena_new();
    CohortTable t = cohorts_of(a, events, 3, 500, 2);

    assert_int_equal(t.ages, 2);
    assert_number(cohort_rate(&t.at[0], 1), "1");
    assert_number(cohort_rate(&t.at[0], 2), NULL);
    arena_free(a);
}

/* ---- Recency, frequency, monetary value --------------------------------- */

TEST(customers_are_scored_by_fifths)
{
    Customer c[10] = { 0 };
    Arena *a = arena_new();

    for (int i = 0; i < 10; i++)
        c[i] = (Customer){ .last_day = 100 - i,
                           .orders = i < 7 ? 1 : 2,
                           .spent = decimal_of_int(i * 10) };
    customers_score(a, c, 10);
    assert_int_equal(c[0].scores[RECENCY], 5); /* the latest */
    assert_int_equal(c[1].scores[RECENCY], 5);
    assert_int_equal(c[2].scores[RECENCY], 4);
    assert_int_equal(c[9].scores[RECENCY], 1);
    assert_int_equal(c[0].scores[MONETARY], 1);
    assert_int_equal(c[9].scores[MONETARY], 5);
    /* equals have the same score: nobody is worse than seven of ten */
    assert_int_equal(c[0].scores[FREQUENCY], 1);
    assert_int_equal(c[6].scores[FREQUENCY], 1);
    assert_int_equal(c[7].scores[FREQUENCY], 4);
    customers_score(a, c, 1);
    assert_int_equal(c[0].scores[RECENCY], 1);
    customers_score(a, c, 0);
    arena_free(a);
}

/* ---- Funnels ------------------------------------------------------------ */

TEST(funnels_have_rates_of_steps_and_of_all)
{
    const Amount counts[] = { number("1000"), number("250"), number("300"),
                              number("0"),    number("5"),   number(NULL) };
    FunnelStep s[6];

    funnel_rates(counts, 6, s);
    assert_number(s[0].step_rate, NULL);
    assert_number(s[0].total_rate, "1");
    assert_number(s[1].step_rate, "0.25");
    assert_number(s[1].lost, "750");
    assert_false(s[1].is_rising);
    assert_number(s[2].step_rate, "1.2");
    assert_number(s[2].total_rate, "0.3");
    assert_true(s[2].is_rising);
    assert_number(s[3].step_rate, "0");
    assert_number(s[4].step_rate, NULL); /* of none */
    assert_true(s[4].is_rising);
    assert_number(s[5].step_rate, NULL);
    assert_number(s[5].total_rate, NULL);
    assert_false(s[5].is_rising);
    funnel_rates(counts, 0, s);
    const Amount none[] = { number("0"), number("0") };
    funnel_rates(none, 2, s);
    assert_number(s[0].total_rate, NULL);
}

/* ---- Attribution -------------------------------------------------------- */

static void assert_shares(AttributionModel model, const double *days, size_t n,
                          const char *const *expected)
{
    Decimal shares[5], sum = { 0 };

    attribution_shares(model, days, n, 7, shares);
    for (size_t i = 0; i < n; i++) {
        assert_near(amount_of(shares[i]), expected[i], 6);
        sum = decimal_add(sum, shares[i]);
    }
    assert_decimal(sum, "1"); /* to the last digit */
}

TEST(models_share_one_conversion)
{
    static const double days[] = { 14, 7, 0 };

    assert_shares(ATTRIBUTE_LAST, days, 3, (const char *[]){ "0", "0", "1" });
    assert_shares(ATTRIBUTE_FIRST, days, 3, (const char *[]){ "1", "0", "0" });
    assert_shares(ATTRIBUTE_LINEAR, days, 3,
                  (const char *[]){ "0.333333", "0.333333", "0.333333" });
    assert_shares(ATTRIBUTE_TIME_DECAY, days, 3, /* 1 : 2 : 4 */
                  (const char *[]){ "0.142857", "0.285714", "0.571429" });
    assert_shares(ATTRIBUTE_POSITION, days, 3,
                  (const char *[]){ "0.4", "0.2", "0.4" });
}

TEST(short_and_long_paths)
{
    static const double days[] = { 9000, 9000, 3, 2, 1 };

    for (int model = ATTRIBUTE_LAST; model <= ATTRIBUTE_POSITION; model++)
        assert_shares((AttributionModel)model, days, 1,
                      (const char *[]){ "1" });
    assert_shares(ATTRIBUTE_POSITION, days, 2,
                  (const char *[]){ "0.5", "0.5" });
    assert_shares(
        ATTRIBUTE_POSITION, days, 5,
        (const char *[]){ "0.4", "0.066667", "0.066667", "0.066667", "0.4" });
    /* touches so old that nothing is left of them */
    assert_shares(ATTRIBUTE_TIME_DECAY, days, 3,
                  (const char *[]){ "0", "0", "1" });
    /* all equally old: shared evenly, though each weight alone is 0 */
    assert_shares(ATTRIBUTE_TIME_DECAY, days, 2,
                  (const char *[]){ "0.5", "0.5" });
}

TEST(models_have_names)
{
    AttributionModel model;

    assert_true(attribution_parse(STR("time_decay"), &model));
    assert_int_equal(model, ATTRIBUTE_TIME_DECAY);
    assert_true(attribution_parse(STR("position"), &model));
    assert_int_equal(model, ATTRIBUTE_POSITION);
    assert_false(attribution_parse(STR("magic"), &model));
}

TEST(claims_are_compared_with_bookings)
{
    assert_number(over_claim(number("150"), number("100")), "0.5");
    assert_number(over_claim(number("80"), number("100")), "-0.2");
    assert_number(over_claim(number("80"), number("0")), NULL);
    assert_number(over_claim(number("80"), number(NULL)), NULL);
    assert_number(over_claim(number(NULL), number("100")), NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(cohorts_are_triangles),
        RUN(what_was_not_observed_does_not_count),
        RUN(cohorts_end_at_their_limit_of_ages),
        RUN(customers_are_scored_by_fifths),
        RUN(funnels_have_rates_of_steps_and_of_all),
        RUN(models_share_one_conversion),
        RUN(short_and_long_paths),
        RUN(models_have_names),
        RUN(claims_are_compared_with_bookings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
