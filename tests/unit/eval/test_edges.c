/* test_edges.c - what a report prints where a measure has no usual number. */

#include "blocks_help.h"

/* A report of November 2026 with `rest` in its data, and one text. */
static Made november(const char *expression, const char *rest)
{
    Env *env = test_env();
    Str block =
        str_format(env->arena, "      - text: \"{{ %s }}\"\n", expression);
    Str data = str_format(
        env->arena,
        "{'client': {'name': 'A', 'locale': 'en-GB', 'currency': 'GBP'}, "
        "'report': {'period': '2026-11', 'compare': ['previous_month']}, %s}",
        rest);

    return make_with(block.at, data_of(env, data.at), env, false);
}

static void assert_prints(const char *expression, const char *rest,
                          const char *expected)
{
    Made m = november(expression, rest);

    if (!m.report)
        diags_print(m.env->diags, stderr);
    assert_non_null(m.report);
    if (!says(&m, expected))
        fail_msg("%s: no '%s' in\n%s", expression, expected, m.dump);
    made_close(&m);
}

/* A cost of spend without results is the worst, one that is unknown is last
 * whatever the order. */
TEST(no_conversions_sort_as_the_worst_cost)
{
    static const char facts[] =
        "'facts': [{'date': '2026-11', 'channel': 'A', 'spend': 50, "
        "'conversions': 0}, {'date': '2026-11', 'channel': 'B', 'spend': 40, "
        "'conversions': 4}, {'date': '2026-11', 'channel': 'C', 'spend': 90, "
        "'conversions': 3}, {'date': '2026-11', 'channel': 'D', 'spend': null, "
        "'conversions': 3}]";

    assert_prints("channels | sort_by('cpa', reverse=true) | "
                  "map(attribute='name') | join(' ')",
                  facts, "\"A C B D\"");
    assert_prints("channels | sort_by('cpa') | map(attribute='name') | "
                  "join(' ')",
                  facts, "\"B C A D\"");
}

TEST(conversions_in_parts_are_whole_on_cards_and_exact_in_tables)
{
    static const char facts[] =
        "'facts': [{'date': '2026-11', 'conversions': 12.37}]";

    assert_prints("kpis[0].text", facts, "\"12\"");
    assert_prints("totals.conversions | metric('conversions')", facts,
                  "\"12.37\"");
    assert_prints("12 | metric('conversions')", facts, "\"12\"");
}

TEST(names_that_platforms_withhold_are_rows_of_their_own)
{
    assert_prints(
        "channels | map(attribute='name') | join(', ')",
        "'facts': [{'date': '2026-11', 'channel': 'Direct', 'sessions': 5},"
        "{'date': '2026-11', 'channel': '(other)', 'sessions': 72},"
        "{'date': '2026-11', 'channel': '(not set)', 'sessions': 3},"
        "{'date': '2026-11', 'channel': null, 'sessions': 1}]",
        "\"(other), Direct, (not set), (not set)\"");
}

/* Bounces before, engaged sessions since: two definitions, no comparison. */
TEST(a_bounce_rate_is_not_compared_across_its_definitions)
{
    assert_prints(
        "kpis[0].id ~ ' ' ~ kpis[0].text ~ ' ' ~ kpis[0].comparisons[0].text",
        "'kpis': ['bounce_rate'], 'facts': [{'date': '2026-10', 'sessions': "
        "100, 'bounces': 55}, {'date': '2026-11', 'sessions': 100, "
        "'engaged_sessions': 60}]",
        "\"bounce_rate 40.0% \xE2\x80\x93\"");
}

TEST(a_return_may_be_printed_in_per_cent)
{
    static const char facts[] =
        "'facts': [{'date': '2026-11', 'spend': 100, 'revenue': 431}]";

    assert_prints("totals.roas | metric('roas')", facts, "\"4.31\xC3\x97\"");
    assert_prints("totals.roas | metric('roas')",
                  "'metrics': [{'id': 'roas', 'unit': 'fraction', 'decimals': "
                  "0}], 'facts': [{'date': '2026-11', 'spend': 100, 'revenue': "
                  "431}]",
                  "\"431%\"");
}

TEST(shares_of_a_market_change_in_points)
{
    static const char facts[] =
        "'kpis': ['market_share', 'esov', 'share_of_voice'], 'facts': ["
        "{'date': '2026-10', 'brand_sales': 20, 'category_sales': 100, "
        "'brand_spend': 25, 'category_spend': 100}, "
        "{'date': '2026-11', 'brand_sales': 22, 'category_sales': 100, "
        "'brand_spend': 24, 'category_spend': 100}]";

    assert_prints("kpis | map(attribute='text') | join(' ')", facts,
                  "\"22.0% +2.0\u00a0pp 24.0%\"");
    assert_prints("kpis[0].comparisons[0].text ~ ' ' ~ "
                  "kpis[0].comparisons[0].verdict",
                  facts, "\"+2.0\u00a0pp good\"");
    assert_prints("kpis[1].comparisons[0].text ~ ' ' ~ "
                  "kpis[1].comparisons[0].verdict",
                  facts, "\"\u22123.0\u00a0pp neutral\"");
}

TEST(little_money_is_said_as_amounts_if_a_rule_says_so)
{
    static const char facts[] =
        "'rules': {'material': 50}, 'facts': [{'date': '2026-10', 'revenue': "
        "4}, {'date': '2026-11', 'revenue': 90}]";

    assert_prints("kpis[0].comparisons[0].text", facts,
                  "\"\u00a34 \u2192 \u00a390\"");
}

TEST(negative_spend_has_no_ratio)
{
    static const char facts[] =
        "'facts': [{'date': '2026-11', 'channel': 'A', 'spend': -5, "
        "'revenue': 10, 'clicks': 4, 'impressions': 40}]";

    assert_prints("channels[0].spend ~ ' ' ~ channels[0].instead.roas ~ ' ' ~ "
                  "channels[0].instead.cpc ~ ' ' ~ channels[0].ctr",
                  facts, "\"-5 n/m n/m 0.1\"");
}

/* Nothing of it is nought: nine ways of saying so. */
TEST(words_for_missing_are_no_zero)
{
    static const char *const words[] = { "'n/a'", "'--'",   "'-'",
                                         "''",    "'na'",   "'#N/A'",
                                         "null",  "'null'", "'NaN'" };

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        char facts[400];
        snprintf(facts, sizeof facts,
                 "'facts': [{'date': '2026-11-01', 'spend': 7, 'revenue': %s},"
                 "{'date': '2026-11-02', 'spend': %s, 'revenue': %s}]",
                 words[i], words[i], words[i]);
        assert_prints("totals.spend ~ ' ' ~ totals.revenue ~ ' ' ~ "
                      "totals.roas",
                      facts, "\"7 \xE2\x80\x93 \xE2\x80\x93\"");
    }
}

TEST(a_total_among_the_rows_is_left_out_in_each_language)
{
    static const char *const names[] = { "Total", "Grand Total", "Gesamt",
                                         "\u0418\u0442\u043e\u0433\u043e",
                                         "\u5408\u8a08" };

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char facts[400];
        snprintf(facts, sizeof facts,
                 "'facts': [{'date': '2026-11', 'channel': 'A', 'spend': 60},"
                 "{'date': '2026-11', 'channel': 'B', 'spend': 40},"
                 "{'date': '2026-11', 'channel': '%s', 'spend': 100}]",
                 names[i]);
        assert_prints("totals.spend ~ ' ' ~ (channels | length)", facts,
                      "\"100 2\"");
    }
}

/* Reach of two rows is unknown; the largest is a floor, for who asks. */
TEST(people_are_not_added_and_the_largest_is_a_floor)
{
    static const char facts[] =
        "'kpis': ['reach'], 'facts': [{'date': '2026-11-01', 'reach': 900, "
        "'impressions': 1000}, {'date': '2026-11-02', 'reach': 700, "
        "'impressions': 800}]";

    assert_prints("kpis[0].text ~ ' ' ~ (totals.frequency | metric("
                  "'frequency'))",
                  facts, "\"\xE2\x80\x93 \xE2\x80\x93\"");
    assert_prints("facts | max_of('reach')", facts, "\"900\"");
}

static void assert_note(const char *column, const char *shares,
                        const char *note)
{
    Env *env = test_env();
    Str block = str_format(env->arena,
                           "      - table: rows\n        columns:\n"
                           "          - { field: n }\n          - { %s }\n"
                           "        note: Of May.\n",
                           column);
    Str data = str_format(env->arena, "{" CLIENT ", 'rows': [%s]}", shares);
    Made m = make_with(block.at, data_of(env, data.at), env, false);

    if (!says(&m, note))
        fail_msg("%s: no %s in\n%s", column, note, m.dump);
    made_close(&m);
}

#define THIRDS                                                                 \
    "{'n': 'A', 's': 0.3333}, {'n': 'B', 's': 0.3333}, {'n': 'C', 's': "       \
    "0.3334}"
#define TELLS                                                                  \
    "note \"Of May.\" \" Percentages are rounded, so they may not add up"

TEST(rounded_shares_that_miss_their_total_say_so)
{
    static const char rounded[] = "field: s, format: percent(0), total: sum";

    assert_note(rounded, THIRDS, TELLS);
    assert_note("field: s, format: percent(1), total: sum", THIRDS, TELLS);
    /* exact to the last digit */
    assert_note("field: s, format: percent(2), total: sum", THIRDS,
                "note \"Of May.\"\n");
    assert_note(rounded, "{'n': 'A', 's': 0.25}, {'n': 'B', 's': 0.75}",
                "note \"Of May.\"\n");
    /* a total that is no sum is not to be reached */
    assert_note("field: s, format: percent(0), total: max", THIRDS,
                "note \"Of May.\"\n");
    assert_note("field: s, format: percent(0)", THIRDS, "note \"Of May.\"\n");
    assert_note("field: s, format: 'percent(0, of_100=true)', total: sum",
                "{'n': 'A', 's': 33.3}, {'n': 'B', 's': 33.3}, {'n': 'C', "
                "'s': 33.4}",
                TELLS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(no_conversions_sort_as_the_worst_cost),
        RUN(conversions_in_parts_are_whole_on_cards_and_exact_in_tables),
        RUN(names_that_platforms_withhold_are_rows_of_their_own),
        RUN(a_bounce_rate_is_not_compared_across_its_definitions),
        RUN(a_return_may_be_printed_in_per_cent),
        RUN(shares_of_a_market_change_in_points),
        RUN(little_money_is_said_as_amounts_if_a_rule_says_so),
        RUN(negative_spend_has_no_ratio),
        RUN(words_for_missing_are_no_zero),
        RUN(a_total_among_the_rows_is_left_out_in_each_language),
        RUN(people_are_not_added_and_the_largest_is_a_floor),
        RUN(rounded_shares_that_miss_their_total_say_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
