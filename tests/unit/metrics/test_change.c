/* test_change.c - every row of the tables of changes, targets and money. */

#include "test.h"

#include "metrics/formula.h"
#include "metrics/metrics.h"

static Amount number(const char *z)
{
    Decimal d;

    assert_true(decimal_parse(str_of(z), &d));
    return amount_of(d);
}

static void assert_number(Amount a, const char *z)
{
    assert_true(a.is_known);
    assert_int_equal(decimal_compare(a.number, number(z).number), 0);
}

/* Equal to `z` when both have `places` digits. */
static void assert_near(Amount a, const char *z, int places)
{
    assert_true(a.is_known);
    a.number = decimal_round(a.number, places, ROUND_HALF_AWAY);
    assert_number(a, z);
}

static Change change(const char *id, const char *now, const char *base)
{
    return change_of(
        metric_find(str_of(id)), now ? number(now) : amount_missing(),
        base ? number(base) : amount_missing(), change_rules_default());
}

/* ---- Change ------------------------------------------------------------- */

TEST(change_of_a_level_is_relative)
{
    Change c = change("revenue", "1184", "1000");

    assert_int_equal(c.kind, CHANGE_PERCENT);
    assert_number(amount_of(c.ratio), "0.184");
    assert_int_equal(c.trend, TREND_UP);
    assert_int_equal(c.verdict, VERDICT_GOOD);
    assert_false(c.is_capped);
}

TEST(zero_to_zero_is_no_change)
{
    Change c = change("revenue", "0", "0");

    assert_int_equal(c.kind, CHANGE_NONE);
    assert_int_equal(c.trend, TREND_FLAT);
}

TEST(zero_to_something_is_new_without_a_percentage)
{
    Change c = change("revenue", "12", "0");

    assert_int_equal(c.kind, CHANGE_NEW);
    assert_number(amount_of(c.difference), "12");
}

TEST(a_negative_base_has_no_percentage)
{
    assert_int_equal(change("revenue", "100", "-100").kind,
                     CHANGE_NOT_MEANINGFUL);
    ChangeRules rules = change_rules_default();
    rules.absolute_base = true;
    Change c = change_of(metric_find(STR("revenue")), number("100"),
                         number("-100"), rules);
    assert_int_equal(c.kind, CHANGE_PERCENT);
    assert_number(amount_of(c.ratio), "2");
}

TEST(a_missing_side_is_missing_not_zero)
{
    assert_int_equal(change("revenue", NULL, "5").kind, CHANGE_MISSING);
    assert_int_equal(change("revenue", "5", NULL).kind, CHANGE_MISSING);
}

TEST(small_counts_are_said_as_counts)
{
    assert_int_equal(change("leads", "6", "3").kind, CHANGE_COUNTS);
    assert_int_equal(change("leads", "60", "30").kind, CHANGE_PERCENT);
    assert_int_equal(change("revenue", "6", "3").kind, CHANGE_PERCENT);
}

TEST(more_than_999_percent_is_capped)
{
    assert_true(change("revenue", "1100", "100").is_capped);
    assert_false(change("revenue", "1099", "100").is_capped);
}

TEST(rates_change_in_points)
{
    Change c = change("ctr", "0.024", "0.02");

    assert_int_equal(c.kind, CHANGE_POINTS);
    assert_number(amount_of(c.difference), "0.004");
    assert_int_equal(c.verdict, VERDICT_GOOD);
    assert_int_equal(change("ctr", "0.0205", "0.02").trend, TREND_FLAT);
    /* A rate may begin at zero. */
    assert_int_equal(change("ctr", "0.01", "0").kind, CHANGE_POINTS);
}

TEST(nps_changes_in_its_own_points)
{
    Change c = change("nps", "42", "-3");

    assert_int_equal(c.kind, CHANGE_ABSOLUTE);
    assert_number(amount_of(c.difference), "45");
}

TEST(colour_follows_the_direction_of_the_metric)
{
    assert_int_equal(change("cpa", "30", "36").verdict, VERDICT_GOOD);
    assert_int_equal(change("cpa", "40", "36").verdict, VERDICT_BAD);
    assert_int_equal(change("spend", "40", "30").verdict, VERDICT_NEUTRAL);
    assert_int_equal(change("frequency", "4", "3").verdict, VERDICT_NEUTRAL);
}

TEST(less_than_one_percent_is_flat)
{
    Change c = change("revenue", "1009", "1000");

    assert_int_equal(c.trend, TREND_FLAT);
    assert_int_equal(c.verdict, VERDICT_NEUTRAL);
    assert_int_equal(change("revenue", "1010", "1000").trend, TREND_UP);
}

TEST(verbs_have_bands)
{
    assert_int_equal(verb_band(number("0.0099").number, verb_bands_default()),
                     BAND_HELD);
    assert_int_equal(verb_band(number("-0.01").number, verb_bands_default()),
                     BAND_EDGED);
    assert_int_equal(verb_band(number("0.05").number, verb_bands_default()),
                     BAND_MOVED);
    assert_int_equal(verb_band(number("0.2").number, verb_bands_default()),
                     BAND_MOVED);
    assert_int_equal(verb_band(number("-0.21").number, verb_bands_default()),
                     BAND_JUMPED);
}

/* ---- Ratios ------------------------------------------------------------- */

TEST(ratios_are_of_sums_with_their_scale)
{
    Amount spend = number("75888.09"), views = number("3516653");
    Amount clicks = number("20694");

    assert_near(metric_ratio(metric_find(STR("ctr")), clicks, views),
                "0.00588457", 8);
    assert_near(metric_ratio(metric_find(STR("cpm")), spend, views),
                "21.579636", 6);
    assert_near(metric_ratio(metric_find(STR("cpc")), spend, clicks),
                "3.667154", 6);
    assert_near(
        metric_ratio(metric_find(STR("churn")), number("1869"), number("7043")),
        "0.26536987", 8);
}

TEST(a_ratio_over_nothing_is_missing)
{
    const Metric *roas = metric_find(STR("roas"));

    assert_false(metric_ratio(roas, number("5"), number("0")).is_known);
    assert_false(metric_ratio(roas, number("5"), number("-2")).is_known);
    assert_false(metric_ratio(roas, number("5"), amount_missing()).is_known);
    assert_false(metric_ratio(roas, amount_missing(), number("5")).is_known);
    assert_number(metric_ratio(roas, number("0"), number("5")), "0");
}

TEST(bounce_rate_is_what_is_not_engaged)
{
    assert_number(metric_ratio(metric_find(STR("bounce_rate")), number("60"),
                               number("100")),
                  "0.4");
}

/* ---- Targets ------------------------------------------------------------ */

TEST(attainment_goes_by_direction)
{
    assert_number(attainment_of(BETTER_UP, number("90"), number("100")), "0.9");
    assert_number(attainment_of(BETTER_DOWN, number("40"), number("36")),
                  "0.9");
    assert_number(attainment_of(BETTER_CLOSER, number("110"), number("100")),
                  "0.9");
    assert_false(attainment_of(BETTER_UP, number("90"), number("0")).is_known);
    assert_false(
        attainment_of(BETTER_UP, number("90"), amount_missing()).is_known);
    assert_false(
        attainment_of(BETTER_DOWN, number("0"), number("36")).is_known);
}

TEST(rag_has_its_bands)
{
    ChangeRules usual = change_rules_default();

    assert_int_equal(rag_of(BETTER_UP, number("1"), usual), RAG_GREEN);
    assert_int_equal(rag_of(BETTER_UP, number("0.999"), usual), RAG_AMBER);
    assert_int_equal(rag_of(BETTER_UP, number("0.9"), usual), RAG_AMBER);
    assert_int_equal(rag_of(BETTER_UP, number("0.899"), usual), RAG_RED);
    assert_int_equal(rag_of(BETTER_CLOSER, number("0.95"), usual), RAG_GREEN);
    assert_int_equal(rag_of(BETTER_NEUTRAL, number("1"), usual), RAG_NONE);
    assert_int_equal(rag_of(BETTER_UP, amount_missing(), usual), RAG_NONE);
    assert_null(rag_name(RAG_NONE));
}

TEST(targets_of_partial_periods_are_prorated)
{
    assert_number(amount_of(target_prorate(number("920").number, 23, 92)),
                  "230");
}

/* ---- Money over time ---------------------------------------------------- */

/* 60 % of a 30-day month elapsed, 71 % of 100,000 spent. */
TEST(pacing_by_calendar)
{
    Pacing p =
        pacing_of(number("71000"), number("100000"), amount_missing(), 18, 30);

    assert_number(p.expected, "60000");
    assert_near(p.pacing, "1.1833", 4);
    assert_near(p.landing, "118333", 0);
    assert_near(p.over_by, "18333", 0);
    assert_near(p.required_daily, "2417", 0);
    assert_false(p.overspent.is_known);
    assert_int_equal(pacing_rag(p.pacing), RAG_RED);
}

TEST(pacing_prefers_a_phased_plan)
{
    Pacing p = pacing_of(number("55"), number("100"), number("50"), 10, 30);

    assert_number(p.pacing, "1.1");
    assert_number(p.landing, "110");
    assert_int_equal(pacing_rag(p.pacing), RAG_AMBER);
}

TEST(pacing_needs_a_budget_and_days)
{
    Amount no = amount_missing();

    assert_false(
        pacing_of(number("5"), number("0"), no, 5, 30).pacing.is_known);
    assert_false(pacing_of(number("5"), no, no, 5, 30).pacing.is_known);
    assert_false(
        pacing_of(number("5"), number("10"), no, 0, 30).pacing.is_known);
    Pacing done = pacing_of(number("12"), number("10"), no, 30, 30);
    assert_false(done.required_daily.is_known);
    assert_number(done.overspent, "2");
    Pacing over = pacing_of(number("12"), number("10"), no, 15, 30);
    assert_number(over.required_daily, "0");
}

TEST(contributions_are_shares_only_where_that_is_true)
{
    assert_number(contribution_of(number("61").number, number("100").number),
                  "0.61");
    assert_false(
        contribution_of(number("-5").number, number("100").number).is_known);
    assert_false(
        contribution_of(number("130").number, number("100").number).is_known);
    assert_false(
        contribution_of(number("5").number, number("0").number).is_known);
}

/* ---- Splitting ---------------------------------------------------------- */

static void assert_split(const char *total, const char *const *weights,
                         size_t count, const char *const *parts)
{
    Arena *a = arena_new();
    Decimal w[8], out[8];
    Decimal sum = decimal_of_int(0);

    for (size_t i = 0; i < count; i++)
        w[i] = number(weights[i]).number;
    split_exactly(a, number(total).number, w, count, 2, out);
    for (size_t i = 0; i < count; i++) {
        assert_number(amount_of(out[i]), parts[i]);
        sum = decimal_add(sum, out[i]);
    }
    assert_number(amount_of(sum), total);
    arena_free(a);
}

TEST(splits_add_up_to_the_cent)
{
    assert_split("100", (const char *const[]){ "1", "1", "1" }, 3,
                 (const char *const[]){ "33.34", "33.33", "33.33" });
    assert_split("-100", (const char *const[]){ "1", "1", "1" }, 3,
                 (const char *const[]){ "-33.34", "-33.33", "-33.33" });
    assert_split("18500", (const char *const[]){ "30", "30", "40" }, 3,
                 (const char *const[]){ "5550", "5550", "7400" });
    assert_split("0.05", (const char *const[]){ "0", "0", "0" }, 3,
                 (const char *const[]){ "0.02", "0.02", "0.01" });
    assert_split("10.01", (const char *const[]){ "5", "-3", "5" }, 3,
                 (const char *const[]){ "5.01", "0", "5" });
}

/* ---- The dictionary ----------------------------------------------------- */

static void assert_formula_is_known(Str text)
{
    Formula f;
    size_t at;

    assert_true(formula_parse(text, &f, &at));
    for (size_t i = 0; i < f.term_count; i++)
        for (size_t k = 0; k < f.terms[i].factor_count; k++)
            if (f.terms[i].factors[k].id.len)
                assert_non_null(metric_find(f.terms[i].factors[k].id));
}

TEST(the_dictionary_holds_together)
{
    for (size_t i = 0; i < METRIC_COUNT; i++) {
        const Metric *m = &METRICS[i];
        assert_true(m->id.len && m->label.len && m->scale >= 1);
        if (m->kind == METRIC_RATIO) {
            assert_formula_is_known(m->numerator);
            assert_formula_is_known(m->denominator);
        }
        if (m->kind == METRIC_WEIGHTED || m->kind == METRIC_CENSORED)
            assert_non_null(metric_find(m->denominator));
    }
    assert_null(metric_find(STR("nonsense")));
    assert_int_equal(metric_find(STR("reach"))->kind, METRIC_UNIQUE);
    assert_int_equal(metric_find(STR("followers"))->kind, METRIC_STOCK);
}

TEST(words_read_back)
{
    MetricUnit unit;
    MetricClass kind;
    Direction direction;

    assert_true(metric_unit_parse(STR("fraction"), &unit));
    assert_string_equal(metric_unit_name(unit), "fraction");
    assert_true(metric_class_parse(STR("stock"), &kind));
    assert_string_equal(metric_class_name(kind), "stock");
    assert_true(direction_parse(STR("closer"), &direction));
    assert_string_equal(direction_name(direction), "closer");
    assert_false(metric_unit_parse(STR("furlong"), &unit));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(change_of_a_level_is_relative),
        RUN(zero_to_zero_is_no_change),
        RUN(zero_to_something_is_new_without_a_percentage),
        RUN(a_negative_base_has_no_percentage),
        RUN(a_missing_side_is_missing_not_zero),
        RUN(small_counts_are_said_as_counts),
        RUN(more_than_999_percent_is_capped),
        RUN(rates_change_in_points),
        RUN(nps_changes_in_its_own_points),
        RUN(colour_follows_the_direction_of_the_metric),
        RUN(less_than_one_percent_is_flat),
        RUN(verbs_have_bands),
        RUN(ratios_are_of_sums_with_their_scale),
        RUN(a_ratio_over_nothing_is_missing),
        RUN(bounce_rate_is_what_is_not_engaged),
        RUN(attainment_goes_by_direction),
        RUN(rag_has_its_bands),
        RUN(targets_of_partial_periods_are_prorated),
        RUN(pacing_by_calendar),
        RUN(pacing_prefers_a_phased_plan),
        RUN(pacing_needs_a_budget_and_days),
        RUN(contributions_are_shares_only_where_that_is_true),
        RUN(splits_add_up_to_the_cent),
        RUN(the_dictionary_holds_together),
        RUN(words_read_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
