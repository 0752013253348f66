/*
 * test_rows.c - each measure of the dictionary, row by row: how it adds up, in
 * which unit and with how many digits it is shown, which way is better, a sum
 * worked out by hand, and what it is over nothing.
 */

#include "test.h"

#include "number.h"

#include "metrics/growth.h"

typedef struct {
    const char *id;
    MetricClass kind;
    MetricUnit unit;
    int card, table; /* digits behind the point */
    Direction better;
    /* of ratios, else NULL: two sums, and what they give */
    const char *over, *under, *gives;
    RatioState over_nothing; /* of 1 over 0 */
} Row;

#define NOTHING NULL, NULL, NULL, RATIO_MISSING

/* clang-format off */
static const Row ROWS[] = {
    { "impressions", METRIC_SUM, UNIT_COUNT, 0, 0, BETTER_NEUTRAL, NOTHING },
    { "reach", METRIC_UNIQUE, UNIT_COUNT, 0, 0, BETTER_UP, NOTHING },
    { "frequency", METRIC_RATIO, UNIT_NUMBER, 1, 2, BETTER_CLOSER, "3000", "1200", "2.5", RATIO_NO_BASE },
    { "grp", METRIC_RATIO, UNIT_POINTS, 1, 1, BETTER_NEUTRAL, "5000000", "2000000", "250", RATIO_NO_BASE },
    { "trp", METRIC_RATIO, UNIT_POINTS, 1, 1, BETTER_NEUTRAL, "900000", "2000000", "45", RATIO_NO_BASE },
    { "cpp", METRIC_RATIO, UNIT_MONEY, 2, 2, BETTER_DOWN, "50000", "250", "200", RATIO_NO_RESULTS },
    { "clicks", METRIC_SUM, UNIT_COUNT, 0, 0, BETTER_UP, NOTHING },
    { "clicks_all", METRIC_SUM, UNIT_COUNT, 0, 0, BETTER_UP, NOTHING },
    { "outbound_clicks", METRIC_SUM, UNIT_COUNT, 0, 0, BETTER_UP, NOTHING },
    { "ctr", METRIC_RATIO, UNIT_FRACTION, 2, 2, BETTER_UP, "20694", "3516653", "0.005885", RATIO_NO_BASE },
    { "ctr_all", METRIC_RATIO, UNIT_FRACTION, 2, 2, BETTER_UP, "36023", "3516653", "0.010244", RATIO_NO_BASE },
    { "cpc", METRIC_RATIO, UNIT_MONEY, 2, 2, BETTER_DOWN, "75888.09", "20694", "3.667154", RATIO_NO_RESULTS },
    { "cpm", METRIC_RATIO, UNIT_MONEY, 2, 2, BETTER_DOWN, "75888.09", "3516653", "21.579636", RATIO_NO_RESULTS },
    { "cpv", METRIC_RATIO, UNIT_MONEY, 2, 3, BETTER_DOWN, "12", "400", "0.03", RATIO_NO_RESULTS },
    { "vtr", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "400", "1600", "0.25", RATIO_NO_BASE },
    { "vcr", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "300", "400", "0.75", RATIO_NO_BASE },
    { "viewability", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "630", "900", "0.7", RATIO_NO_BASE },
    { "sessions", METRIC_SUM, UNIT_COUNT, 0, 0, BETTER_UP, NOTHING },
    { "users", METRIC_UNIQUE, UNIT_COUNT, 0, 0, BETTER_UP, NOTHING },
    { "engagement_rate", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "60", "100", "0.6", RATIO_NO_BASE },
    { "bounce_rate", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_DOWN, "60", "100", "0.4", RATIO_NO_BASE },
    { "conversions", METRIC_SUM, UNIT_COUNT, 0, 0, BETTER_UP, NOTHING },
    { "cvr", METRIC_RATIO, UNIT_FRACTION, 2, 2, BETTER_UP, "25", "1000", "0.025", RATIO_NO_BASE },
    { "session_cvr", METRIC_RATIO, UNIT_FRACTION, 2, 2, BETTER_UP, "25", "2000", "0.0125", RATIO_NO_BASE },
    { "cpa", METRIC_RATIO, UNIT_MONEY, 2, 2, BETTER_DOWN, "1000", "25", "40", RATIO_NO_RESULTS },
    { "cpl", METRIC_RATIO, UNIT_MONEY, 2, 2, BETTER_DOWN, "1000", "40", "25", RATIO_NO_RESULTS },
    { "revenue", METRIC_SUM, UNIT_MONEY, 0, 0, BETTER_UP, NOTHING },
    { "conversion_value", METRIC_SUM, UNIT_MONEY, 0, 0, BETTER_UP, NOTHING },
    { "roas", METRIC_RATIO, UNIT_MULTIPLE, 2, 2, BETTER_UP, "431", "100", "4.31", RATIO_NO_BASE },
    { "break_even_roas", METRIC_RATIO, UNIT_MULTIPLE, 2, 2, BETTER_NEUTRAL, "100", "40", "2.5", RATIO_NO_BASE },
    { "poas", METRIC_RATIO, UNIT_MULTIPLE, 2, 2, BETTER_UP, "150", "100", "1.5", RATIO_NO_BASE },
    { "acos", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_DOWN, "100", "431", "0.232019", RATIO_NO_BASE },
    { "tacos", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_DOWN, "100", "800", "0.125", RATIO_NO_BASE },
    { "mer", METRIC_RATIO, UNIT_MULTIPLE, 2, 2, BETTER_UP, "800", "100", "8", RATIO_NO_BASE },
    { "amer", METRIC_RATIO, UNIT_MULTIPLE, 2, 2, BETTER_UP, "300", "100", "3", RATIO_NO_BASE },
    { "roi", METRIC_RATIO, UNIT_FRACTION, 0, 0, BETTER_UP, "-100", "400", "-0.25", RATIO_NO_BASE },
    { "aov", METRIC_RATIO, UNIT_MONEY, 2, 2, BETTER_UP, "900", "12", "75", RATIO_NO_BASE },
    { "items_per_order", METRIC_RATIO, UNIT_NUMBER, 2, 2, BETTER_UP, "30", "12", "2.5", RATIO_NO_BASE },
    { "refund_rate", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_DOWN, "45", "900", "0.05", RATIO_NO_BASE },
    { "cac", METRIC_RATIO, UNIT_MONEY, 0, 2, BETTER_DOWN, "3000", "10", "300", RATIO_NO_RESULTS },
    { "blended_cac", METRIC_RATIO, UNIT_MONEY, 0, 2, BETTER_DOWN, "3600", "10", "360", RATIO_NO_RESULTS },
    { "arpa", METRIC_RATIO, UNIT_MONEY, 2, 2, BETTER_UP, "1000", "40", "25", RATIO_NO_BASE },
    { "ltv", METRIC_RATIO, UNIT_MONEY, 0, 0, BETTER_UP, "12.5", "0.05", "250", RATIO_CAPPED },
    { "ltv_cac", METRIC_RATIO, UNIT_TO_ONE, 1, 1, BETTER_UP, "960", "300", "3.2", RATIO_NO_BASE },
    { "payback", METRIC_RATIO, UNIT_MONTHS, 1, 1, BETTER_DOWN, "300", "25", "12", RATIO_NO_BASE },
    { "churn", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_DOWN, "1869", "7043", "0.26537", RATIO_NO_BASE },
    { "revenue_churn", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_DOWN, "139130.85", "456116.6", "0.305034", RATIO_NO_BASE },
    { "grr", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "85", "100", "0.85", RATIO_NO_BASE },
    { "nrr", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "112", "100", "1.12", RATIO_NO_BASE },
    { "nps", METRIC_RATIO, UNIT_POINTS, 0, 0, BETTER_UP, "33", "96", "34", RATIO_NO_BASE },
    { "csat", METRIC_RATIO, UNIT_FRACTION, 0, 0, BETTER_UP, "72", "96", "0.75", RATIO_NO_BASE },
    { "enps", METRIC_RATIO, UNIT_POINTS, 0, 0, BETTER_UP, "2", "5", "40", RATIO_NO_BASE },
    { "market_share", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "12", "100", "0.12", RATIO_NO_BASE },
    { "share_of_voice", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_NEUTRAL, "15", "100", "0.15", RATIO_NO_BASE },
    { "esov", METRIC_RATIO, UNIT_PP, 1, 1, BETTER_NEUTRAL, "0.03", "1", "0.03", RATIO_NO_BASE },
    { "share_of_search", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "30", "120", "0.25", RATIO_NO_BASE },
    { "impression_share", METRIC_CENSORED, UNIT_FRACTION, 1, 1, BETTER_UP, NOTHING },
    { "avg_position", METRIC_WEIGHTED, UNIT_NUMBER, 1, 1, BETTER_DOWN, NOTHING },
    { "open_rate", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "300", "1000", "0.3", RATIO_NO_BASE },
    { "ctor", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "30", "300", "0.1", RATIO_NO_BASE },
    { "unsubscribe_rate", METRIC_RATIO, UNIT_FRACTION, 2, 2, BETTER_DOWN, "3", "1000", "0.003", RATIO_NO_BASE },
    { "delivery_rate", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "980", "1000", "0.98", RATIO_NO_BASE },
    { "followers", METRIC_STOCK, UNIT_COUNT, 0, 0, BETTER_UP, NOTHING },
    { "follower_growth", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "-5", "100", "-0.05", RATIO_NO_BASE },
    { "social_engagement_rate", METRIC_RATIO, UNIT_FRACTION, 2, 2, BETTER_UP, "42", "1000", "0.042", RATIO_NO_BASE },
    { "engagement_rate_reach", METRIC_RATIO, UNIT_FRACTION, 2, 2, BETTER_UP, "42", "800", "0.0525", RATIO_NO_BASE },
    { "engagement_rate_followers", METRIC_RATIO, UNIT_FRACTION, 2, 2, BETTER_UP, "42", "2000", "0.021", RATIO_NO_BASE },
    { "utilisation", METRIC_RATIO, UNIT_FRACTION, 0, 1, BETTER_CLOSER, "120", "150", "0.8", RATIO_NO_BASE },
    { "realisation", METRIC_RATIO, UNIT_FRACTION, 0, 1, BETTER_UP, "90", "100", "0.9", RATIO_NO_BASE },
    { "effective_rate", METRIC_RATIO, UNIT_MONEY, 2, 2, BETTER_UP, "9000", "72", "125", RATIO_NO_BASE },
    { "account_margin", METRIC_RATIO, UNIT_FRACTION, 1, 1, BETTER_UP, "-10", "100", "-0.1", RATIO_NO_BASE },
    { "on_time_rate", METRIC_RATIO, UNIT_FRACTION, 0, 1, BETTER_UP, "19", "20", "0.95", RATIO_NO_BASE },
    { "rework", METRIC_RATIO, UNIT_NUMBER, 1, 2, BETTER_DOWN, "30", "20", "1.5", RATIO_NO_BASE },
    { "weighted_pipeline", METRIC_SUM, UNIT_MONEY, 0, 0, BETTER_UP, NOTHING },
    { "vendor_score", METRIC_WEIGHTED, UNIT_NUMBER, 1, 1, BETTER_UP, NOTHING },
};
/* clang-format on */

/* The first way to it of that class: a score may be given, or of counts. */
static const Metric *row_metric(const Row *r)
{
    for (size_t i = 0; i < METRIC_COUNT; i++)
        if (str_is(METRICS[i].id, r->id) && METRICS[i].kind == r->kind)
            return &METRICS[i];
    fail_msg("no %s of its class", r->id);
    return NULL;
}

static void assert_row(const Row *r, const Metric *m)
{
    if (m->unit != r->unit || m->card_decimals != r->card ||
        m->table_decimals != r->table || m->direction != r->better)
        fail_msg("%s is shown otherwise", r->id);
    assert_int_equal(r->gives != NULL, m->kind == METRIC_RATIO);
}

TEST(each_row_is_shown_as_it_says)
{
    for (size_t i = 0; i < COUNT_OF(ROWS); i++)
        assert_row(&ROWS[i], row_metric(&ROWS[i]));
}

TEST(each_ratio_gives_what_a_hand_gives)
{
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        const Row *r = &ROWS[i];
        if (!r->gives)
            continue;
        const Metric *m = row_metric(r);
        MetricRatio sum = metric_ratio_of(m, number(r->over), number(r->under));
        assert_int_equal(sum.state, RATIO_KNOWN);
        Decimal wanted = number(r->gives).number;
        Decimal shown = decimal_round(
            sum.amount.number, -wanted.exponent > 0 ? -wanted.exponent : 0,
            ROUND_HALF_AWAY);
        if (decimal_compare(shown, wanted) != 0)
            fail_msg("%s is not %s", r->id, r->gives);
    }
}

TEST(each_ratio_over_nothing_says_what_it_is)
{
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        const Row *r = &ROWS[i];
        if (!r->gives)
            continue;
        const Metric *m = row_metric(r);
        RatioState found = metric_ratio_of(m, number("1"), number("0")).state;
        if (found != r->over_nothing &&
            !(m->least_base > 0 && found == RATIO_TOO_FEW))
            fail_msg("%s over nothing is '%s', not '%s'", r->id,
                     ratio_state_name(found),
                     ratio_state_name(r->over_nothing));
        /* nothing over nothing is no result of a cost, and no number */
        MetricRatio none = metric_ratio_of(m, number("0"), number("0"));
        assert_int_not_equal(none.state, RATIO_KNOWN);
        assert_int_not_equal(none.state, RATIO_NO_RESULTS);
        /* and a part that is missing leaves all of it missing */
        assert_int_equal(metric_ratio_of(m, number("1"), number(NULL)).state,
                         RATIO_MISSING);
    }
}

TEST(acos_is_one_over_roas)
{
    Amount acos =
        metric_ratio(metric_find(STR("acos")), number("100"), number("431"));
    Amount roas =
        metric_ratio(metric_find(STR("roas")), number("431"), number("100"));

    assert_near(amount_of(decimal_multiply(acos.number, roas.number)), "1", 12);
}

/* 100 * impressions over people is reach in per cent times frequency. */
TEST(grp_is_reach_times_frequency)
{
    /* 600,000 of a million, five times each */
    Amount grp = metric_ratio_of(row_metric(&ROWS[3]), number("3000000"),
                                 number("1000000"))
                     .amount;

    assert_number(grp, "300"); /* 60 % times 5 */
}

TEST(a_commission_is_of_the_gross_or_on_the_net)
{
    Decimal rate = number("0.15").number;

    assert_number(net_of_gross(number("100"), rate, BASIS_GROSS), "85");
    assert_number(gross_of_net(number("85"), rate, BASIS_GROSS), "100");
    assert_number(gross_of_net(number("100"), rate, BASIS_NET), "115");
    /* 15 % of the gross is 17.647 % on the net */
    assert_near(amount_divide(number("15"),
                              net_of_gross(number("100"), rate, BASIS_GROSS)),
                "0.17647", 5);
    assert_number(gross_of_net(number("85"), number("1").number, BASIS_GROSS),
                  NULL);
}

TEST(a_month_s_churn_is_no_twelfth_of_a_year_s)
{
    assert_near(rate_over(number("0.02"), 12), "0.215283", 6);
    assert_number(rate_over(number("0"), 12), "0");
    assert_number(rate_over(number("1"), 12), "1");
    assert_number(rate_over(number("0.3"), 1), "0.3");
    assert_number(rate_over(number("1.2"), 12), NULL);
    assert_number(rate_over(number("-0.1"), 12), NULL);
    assert_number(rate_over(number(NULL), 12), NULL);
}

TEST(a_lifetime_ends_at_its_horizon)
{
    Amount margin = number("30"), none = number("0");

    assert_number(lifetime_value(margin, number("0.9"), none, 1), "30");
    assert_number(lifetime_value(margin, number("0.9"), none, 3), "81.3");
    assert_near(lifetime_value(margin, number("0.9"), number("0.01"), 24),
                "258.150119", 6);
    /* nobody leaves: as long as it is said to last */
    assert_number(lifetime_value(margin, number("1"), none, 60), "1800");
    /* without an end it is margin over churn */
    assert_near(lifetime_value(margin, number("0.9"), none, 1200), "300", 6);
    assert_number(lifetime_value(margin, number("1.1"), none, 3), NULL);
    assert_number(lifetime_value(margin, number("0.9"), number("-1"), 3), NULL);
    assert_number(lifetime_value(number(NULL), number("1"), none, 3), NULL);
}

TEST(pacing_has_its_bands)
{
    static const struct {
        const char *pacing;
        Rag rag;
    } bands[] = { { "0.89", RAG_RED },    { "0.9", RAG_AMBER },
                  { "0.949", RAG_AMBER }, { "0.95", RAG_GREEN },
                  { "1", RAG_GREEN },     { "1.05", RAG_GREEN },
                  { "1.051", RAG_AMBER }, { "1.1", RAG_AMBER },
                  { "1.101", RAG_RED },   { NULL, RAG_NONE } };

    for (size_t i = 0; i < COUNT_OF(bands); i++)
        assert_int_equal(pacing_rag(number(bands[i].pacing)), bands[i].rag);
}

TEST(little_money_gives_no_percentage_if_a_rule_says_so)
{
    ChangeRules rules = change_rules_default();
    const Metric *revenue = metric_find(STR("revenue"));

    assert_int_equal(change_of(revenue, number("90"), number("4"), rules).kind,
                     CHANGE_PERCENT);
    rules.material = number("50").number;
    assert_int_equal(change_of(revenue, number("90"), number("4"), rules).kind,
                     CHANGE_COUNTS);
    assert_int_equal(change_of(revenue, number("90"), number("50"), rules).kind,
                     CHANGE_PERCENT);
    /* a cost per result is no amount */
    assert_int_equal(
        change_of(metric_find(STR("cpa")), number("9"), number("4"), rules)
            .kind,
        CHANGE_PERCENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(each_row_is_shown_as_it_says),
        RUN(each_ratio_gives_what_a_hand_gives),
        RUN(each_ratio_over_nothing_says_what_it_is),
        RUN(acos_is_one_over_roas),
        RUN(grp_is_reach_times_frequency),
        RUN(a_commission_is_of_the_gross_or_on_the_net),
        RUN(a_month_s_churn_is_no_twelfth_of_a_year_s),
        RUN(a_lifetime_ends_at_its_horizon),
        RUN(pacing_has_its_bands),
        RUN(little_money_gives_no_percentage_if_a_rule_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
