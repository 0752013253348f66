/* test_dictionary.c - each measure's formula and what it does at its edges. */

#include "test.h"

#include "metrics/formula.h"
#include "metrics/metrics.h"

static Amount number(const char *z)
{
    Decimal d;

    assert_true(decimal_parse(str_of(z), &d));
    return amount_of(d);
}

/* The `way`-th ratio of that id. */
static const Metric *ratio_named(const char *id, int way)
{
    for (size_t i = 0; i < METRIC_COUNT; i++)
        if (str_is(METRICS[i].id, id) && METRICS[i].kind == METRIC_RATIO &&
            way-- == 0)
            return &METRICS[i];
    fail_msg("there is no such way to %s", id);
    return NULL;
}

static MetricRatio ratio(const char *id, const char *over, const char *under)
{
    return metric_ratio_of(ratio_named(id, 0), number(over), number(under));
}

static void assert_ratio(const char *id, const char *over, const char *under,
                         const char *expected)
{
    MetricRatio r = ratio(id, over, under);
    Decimal e = number(expected).number;

    assert_int_equal(r.state, RATIO_KNOWN);
    Decimal shown =
        decimal_round(r.amount.number, -e.exponent, ROUND_HALF_AWAY);
    if (decimal_compare(shown, e) != 0)
        fail_msg("%s is not %s", id, expected);
}

static void assert_state(const char *id, const char *over, const char *under,
                         RatioState state)
{
    assert_int_equal(ratio(id, over, under).state, state);
}

/* ---- Formulas ----------------------------------------------------------- */

static void assert_formula(const char *id, int way, const char *over,
                           const char *under, int scale)
{
    const Metric *m = ratio_named(id, way);

    assert_true(str_is(m->numerator, over));
    assert_true(str_is(m->denominator, under));
    assert_int_equal(m->scale, scale);
}

TEST(ratios_have_the_formulas_of_the_trade)
{
    assert_formula("ctr", 0, "clicks", "impressions", 1);
    assert_formula("cpm", 0, "spend", "impressions", 1000);
    assert_formula("grp", 0, "impressions", "target_population", 100);
    assert_formula("viewability", 0, "viewable_impressions",
                   "measurable_impressions", 1);
    assert_formula("roas", 0, "revenue", "spend", 1);
    assert_formula("mer", 0, "total_revenue", "spend", 1);
    assert_formula("amer", 0, "new_customer_revenue", "spend", 1);
    assert_formula("poas", 0, "gross_profit", "spend", 1);
    assert_formula("break_even_roas", 0, "revenue", "gross_profit", 1);
    assert_formula("roi", 0, "gross_profit - spend", "spend", 1);
    assert_formula("acos", 0, "spend", "revenue", 1);
    assert_formula("tacos", 0, "spend", "total_revenue", 1);
    assert_formula("ltv", 0, "arpa * gross_margin", "churn", 1);
    assert_formula("ltv_cac", 0, "ltv", "cac", 1);
    assert_formula("payback", 0, "cac", "arpa * gross_margin", 1);
    assert_formula("revenue_churn", 0, "churned_mrr + contraction_mrr",
                   "starting_mrr", 1);
    assert_formula("grr", 0, "starting_mrr - contraction_mrr - churned_mrr",
                   "starting_mrr", 1);
    assert_formula(
        "nrr", 0,
        "starting_mrr + expansion_mrr - contraction_mrr - churned_mrr",
        "starting_mrr", 1);
    assert_formula("nps", 0, "promoters - detractors", "responses", 100);
    assert_formula("esov", 0, "share_of_voice - market_share", "1", 1);
    assert_formula("utilisation", 0, "billable_hours",
                   "available_hours - absence_hours", 1);
    assert_formula("utilisation", 1, "billable_hours", "available_hours", 1);
    assert_formula("account_margin", 0, "fees - pass_through - labour_cost",
                   "fees - pass_through", 1);
}

TEST(formulas_are_sums_of_products)
{
    Formula f;
    size_t at;

    assert_true(formula_parse(STR("0.5 * start + 0.5*end - -2"), &f, &at) ==
                false);
    assert_true(formula_parse(STR("0.5 * start + 0.5*end - 2"), &f, &at));
    assert_int_equal(f.term_count, 3);
    assert_int_equal(f.terms[0].factor_count, 2);
    assert_int_equal(
        decimal_compare(f.terms[0].factors[0].number, number("0.5").number), 0);
    assert_true(str_is(f.terms[1].factors[1].id, "end"));
    assert_true(f.terms[2].is_subtracted);
    assert_true(str_is(formula_single(&f), ""));
    assert_true(formula_parse(STR(" spend "), &f, &at));
    assert_true(str_is(formula_single(&f), "spend"));
}

TEST(what_is_no_formula_says_where)
{
    static const struct {
        const char *text;
        size_t at;
    } wrong[] = { { "", 0 },          { "a +", 3 },
                  { "(a)", 0 },       { "a / b", 2 },
                  { "a b", 2 },       { "1.2.3", 0 },
                  { "a * * b", 4 },   { "a\xC3\xA9", 1 },
                  { "a*a*a*a*a", 8 }, { "a+a+a+a+a+a+a+a+a", 16 } };

    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        Formula f;
        size_t at = 99;
        assert_false(formula_parse(str_of(wrong[i].text), &f, &at));
        assert_int_equal(at, wrong[i].at);
    }
}

/* ---- Zero, nothing, less than nothing ----------------------------------- */

TEST(a_cost_of_nothing_is_no_results)
{
    assert_state("cpa", "100", "0", RATIO_NO_RESULTS);
    assert_state("cpl", "100", "0", RATIO_NO_RESULTS);
    assert_state("cpa", "0", "0", RATIO_NO_BASE);
    assert_state("cpc", "0", "0", RATIO_NO_BASE);
    assert_string_equal(ratio_state_name(RATIO_NO_RESULTS), "no_results");
}

TEST(a_return_on_nothing_has_no_number)
{
    assert_state("roas", "100", "0", RATIO_NO_BASE);
    assert_ratio("roas", "0", "100", "0");
    assert_state("ctr", "0", "0", RATIO_NO_BASE);
    assert_state("aov", "10", "0", RATIO_NO_BASE);
    assert_state("frequency", "10", "0", RATIO_NO_BASE);
    assert_state("roi", "-50", "0", RATIO_NO_BASE);
}

TEST(credits_and_refunds_have_no_ratio)
{
    assert_state("roas", "100", "-5", RATIO_NOT_MEANINGFUL);
    assert_state("roas", "-100", "5", RATIO_NOT_MEANINGFUL);
    assert_state("cpa", "-100", "5", RATIO_NOT_MEANINGFUL);
    assert_ratio("poas", "-50", "100", "-0.5");
    assert_ratio("roi", "-100", "400", "-0.25");
    assert_ratio("account_margin", "-10", "100", "-0.1");
}

TEST(a_missing_part_leaves_the_ratio_missing)
{
    const Metric *m = ratio_named("cpa", 0);

    assert_int_equal(metric_ratio_of(m, number("5"), amount_missing()).state,
                     RATIO_MISSING);
    assert_int_equal(metric_ratio_of(m, amount_missing(), number("5")).state,
                     RATIO_MISSING);
}

TEST(lifetimes_are_cut_at_their_horizon)
{
    MetricRatio forever = ratio("ltv", "12.5", "0");
    MetricRatio long_stay = ratio("ltv", "12.5", "0.01");

    assert_int_equal(forever.state, RATIO_CAPPED);
    assert_int_equal(
        decimal_compare(forever.amount.number, number("750").number), 0);
    assert_int_equal(long_stay.state, RATIO_CAPPED);
    assert_ratio("ltv", "12.5", "0.05", "250");
}

TEST(few_answers_are_not_shown)
{
    assert_state("enps", "2", "4", RATIO_TOO_FEW);
    assert_ratio("enps", "2", "5", "40");
    assert_ratio("nps", "1", "3", "33");
}

/* 5 of 9 less 2 of 9: 33.3, not 56 less 22. */
TEST(nps_is_rounded_once)
{
    assert_ratio("nps", "3", "9", "33");
    Amount error = nps_error(number("50"), number("20"), number("100"));
    /* 100 * sqrt((0.7 - 0.09) / 100) */
    assert_int_equal(
        decimal_compare(decimal_round(error.number, 3, ROUND_HALF_AWAY),
                        number("7.810").number),
        0);
    assert_false(nps_error(number("0"), number("0"), number("0")).is_known);
}

/* Telco customers by contract, logos and monthly charges. */
TEST(logo_and_revenue_churn_differ)
{
    assert_ratio("churn", "1869", "7043", "0.26537");
    assert_ratio("revenue_churn", "139130.85", "456116.6", "0.30503");
    assert_ratio("grr", "85", "100", "0.85");
    assert_ratio("nrr", "112", "100", "1.12");
}

TEST(margins_and_break_even)
{
    assert_ratio("gross_margin", "40", "100", "0.4");
    assert_ratio("break_even_roas", "100", "40", "2.5");
    assert_ratio("grp", "5000000", "2000000", "250");
    assert_ratio("cpp", "50000", "250", "200");
    assert_ratio("ltv_cac", "960", "300", "3.2");
    assert_ratio("payback", "300", "25", "12");
    assert_ratio("effective_rate", "9000", "72", "125");
    assert_ratio("utilisation", "120", "150", "0.8");
    assert_ratio("realisation", "90", "100", "0.9");
}

/* ---- Doubts ------------------------------------------------------------- */

static MetricDoubt doubt(const char *id, const char *value)
{
    return metric_doubt(ratio_named(id, 0), number(value));
}

TEST(impossible_and_surprising_numbers_are_known)
{
    assert_int_equal(doubt("frequency", "0.9"), DOUBT_BELOW_ONE);
    assert_int_equal(doubt("frequency", "1"), DOUBT_NONE);
    assert_int_equal(doubt("ctr_all", "1.2"), DOUBT_ABOVE_ALL);
    assert_int_equal(doubt("cvr", "1.01"), DOUBT_ABOVE_ALL);
    assert_int_equal(doubt("cvr", "1"), DOUBT_NONE);
    /* costs may exceed what they brought, and customers may grow */
    assert_int_equal(doubt("acos", "1.5"), DOUBT_NONE);
    assert_int_equal(doubt("nrr", "1.12"), DOUBT_NONE);
    assert_int_equal(doubt("roas", "4"), DOUBT_NONE);
    assert_int_equal(metric_doubt(ratio_named("ctr", 0), amount_missing()),
                     DOUBT_NONE);
}

/* ---- Classes ------------------------------------------------------------ */

TEST(classes_say_how_numbers_add_up)
{
    static const struct {
        const char *id;
        MetricClass kind;
        MetricUnit unit;
        Direction direction;
    } rows[] = {
        { "impressions", METRIC_SUM, UNIT_COUNT, BETTER_NEUTRAL },
        { "reach", METRIC_UNIQUE, UNIT_COUNT, BETTER_UP },
        { "users", METRIC_UNIQUE, UNIT_COUNT, BETTER_UP },
        { "frequency", METRIC_RATIO, UNIT_NUMBER, BETTER_CLOSER },
        { "grp", METRIC_SUM, UNIT_POINTS, BETTER_NEUTRAL },
        { "clicks", METRIC_SUM, UNIT_COUNT, BETTER_UP },
        { "ctr", METRIC_RATIO, UNIT_FRACTION, BETTER_UP },
        { "cpc", METRIC_RATIO, UNIT_MONEY, BETTER_DOWN },
        { "vtr", METRIC_RATIO, UNIT_FRACTION, BETTER_UP },
        { "bounce_rate", METRIC_RATIO, UNIT_FRACTION, BETTER_DOWN },
        { "roas", METRIC_RATIO, UNIT_MULTIPLE, BETTER_UP },
        { "break_even_roas", METRIC_RATIO, UNIT_MULTIPLE, BETTER_NEUTRAL },
        { "roi", METRIC_RATIO, UNIT_FRACTION, BETTER_UP },
        { "ltv", METRIC_STOCK, UNIT_MONEY, BETTER_UP },
        { "ltv_cac", METRIC_RATIO, UNIT_TO_ONE, BETTER_UP },
        { "payback", METRIC_RATIO, UNIT_MONTHS, BETTER_DOWN },
        { "churn", METRIC_RATIO, UNIT_FRACTION, BETTER_DOWN },
        { "nps", METRIC_INDEX, UNIT_POINTS, BETTER_UP },
        { "market_share", METRIC_STOCK, UNIT_FRACTION, BETTER_UP },
        { "share_of_voice", METRIC_SHARE, UNIT_FRACTION, BETTER_NEUTRAL },
        { "esov", METRIC_RATIO, UNIT_PP, BETTER_NEUTRAL },
        { "impression_share", METRIC_CENSORED, UNIT_FRACTION, BETTER_UP },
        { "avg_position", METRIC_WEIGHTED, UNIT_NUMBER, BETTER_DOWN },
        { "followers", METRIC_STOCK, UNIT_COUNT, BETTER_UP },
        { "utilisation", METRIC_RATIO, UNIT_FRACTION, BETTER_CLOSER },
        { "vendor_score", METRIC_WEIGHTED, UNIT_NUMBER, BETTER_UP },
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const Metric *m = metric_find(str_of(rows[i].id));
        assert_non_null(m);
        assert_int_equal(m->kind, rows[i].kind);
        assert_int_equal(m->unit, rows[i].unit);
        assert_int_equal(m->direction, rows[i].direction);
    }
}

TEST(what_must_be_declared_is_declared)
{
    assert_true(ratio_named("roi", 0)->basis.len > 0);
    assert_true(ratio_named("cac", 0)->basis.len > 0);
    assert_true(ratio_named("blended_cac", 0)->basis.len > 0);
    assert_true(ratio_named("market_share", 0)->basis.len > 0);
    assert_true(ratio_named("share_of_voice", 0)->basis.len > 0);
    assert_true(ratio_named("csat", 0)->basis.len > 0);
    assert_true(ratio_named("account_margin", 0)->basis.len > 0);
    assert_true(ratio_named("open_rate", 0)->note.len > 0);
    assert_true(ratio_named("cpv", 0)->note.len > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(ratios_have_the_formulas_of_the_trade),
        RUN(formulas_are_sums_of_products),
        RUN(what_is_no_formula_says_where),
        RUN(a_cost_of_nothing_is_no_results),
        RUN(a_return_on_nothing_has_no_number),
        RUN(credits_and_refunds_have_no_ratio),
        RUN(a_missing_part_leaves_the_ratio_missing),
        RUN(lifetimes_are_cut_at_their_horizon),
        RUN(few_answers_are_not_shown),
        RUN(nps_is_rounded_once),
        RUN(logo_and_revenue_churn_differ),
        RUN(margins_and_break_even),
        RUN(impossible_and_surprising_numbers_are_known),
        RUN(classes_say_how_numbers_add_up),
        RUN(what_must_be_declared_is_declared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
