/*
 * test_derive_csv.c - reports' numbers from exports as platforms write them.
 *
 * The expected figures of the open files are those of an independent script
 * over the same bytes.
 */

#include "derive_help.h"

#include "data/csv.h"

/* Data as a client file in `folder` would give it. */
static Derived derive_in(const char *currency, const char *folder,
                         const char *period, const char *rest)
{
    Env *env = env_new();
    Str path = str_format(env->arena, "%s/client.yaml", folder);
    Str text = str_format(env->arena,
                          "client: { name: Acme, currency: %s }\n"
                          "report: { period: %s }\n"
                          "facts: %s\n",
                          currency, period, rest);
    const Value *parsed = yaml_parse(env, source_new(env->arena, path, text));

    assert_non_null(parsed);
    Value *data = arena_make(env->arena, Value);
    *data = *parsed;
    if (!csv_resolve(env, data))
        diags_print(env->diags, stderr);
    return derive_value(env, data, "en-US", currency);
}

static Derived derive_yaml(const char *folder, const char *period,
                           const char *rest)
{
    return derive_in("USD", folder, period, rest);
}

#define OPEN "samples/open"

TEST(meta_totals_are_ratios_of_sums)
{
    Derived d =
        derive_yaml(OPEN, "{ from: 2021-03-19, to: 2021-04-17 }",
                    "{ $csv: meta_ads_campaigns_daily.csv, preset: meta }");

    assert_number_at(&d, "totals.spend", "75888.09");
    assert_number_at(&d, "totals.impressions", "3516653");
    assert_number_at(&d, "totals.clicks", "20694");
    assert_number_at(&d, "totals.clicks_all", "36023");
    assert_number_at(&d, "totals.results", "754");
    assert_number_at(&d, "totals.ctr", "0.00588457");
    assert_number_at(&d, "totals.cpm", "21.579636");
    assert_number_at(&d, "totals.cpc", "3.667154");
    assert_number_at(&d, "totals.cost_per_result", "100.647334");
    assert_null_at(&d, "totals.reach");
    derived_close(&d);
}

TEST(meta_campaigns_are_as_the_script_has_them)
{
    Derived d =
        derive_yaml(OPEN, "{ from: 2021-03-19, to: 2021-04-17 }",
                    "{ $csv: meta_ads_campaigns_daily.csv, preset: meta }");

    assert_int_equal(length_at(&d, "campaigns"), 5);
    assert_text_at(&d, "campaigns[0].name", "Remarketing US");
    assert_text_at(&d, "campaigns[0].channel", "Meta");
    assert_number_at(&d, "campaigns[0].spend", "38063.78");
    assert_number_at(&d, "campaigns[0].impressions", "1441970");
    assert_number_at(&d, "campaigns[0].ctr", "0.003551");
    assert_number_at(&d, "campaigns[0].cost_per_result", "84.2119");
    derived_close(&d);
}

TEST(google_totals_keep_days_without_cost)
{
    Derived d =
        derive_yaml(OPEN, "{ from: 2021-03-24, to: 2021-04-22 }",
                    "{ $csv: google_ads_day_report.csv, preset: google-ads }");

    assert_number_at(&d, "totals.spend", "5349.36");
    assert_number_at(&d, "totals.impressions", "50083");
    assert_number_at(&d, "totals.cpm", "106.809896");
    assert_int_equal(length_at(&d, "campaigns"), 6);
    assert_text_at(&d, "campaigns[0].name", "US // Agency Types");
    assert_number_at(&d, "campaigns[0].spend", "3299.07");
    assert_int_equal(length_at(&d, "daily"), 30);
    derived_close(&d);
}

TEST(exports_of_two_platforms_are_one_table)
{
    Derived d = derive_yaml(
        OPEN, "{ from: 2021-03-24, to: 2021-04-17 }",
        "[ { $csv: google_ads_day_report.csv, preset: google-ads }, "
        "{ $csv: meta_ads_campaigns_daily.csv, preset: meta } ]");

    assert_int_equal(length_at(&d, "channels"), 2);
    assert_text_at(&d, "channels[0].name", "Meta");
    assert_text_at(&d, "channels[1].name", "Google Ads");
    assert_number_at(&d, "channels[0].results", "613");
    assert_null_at(&d, "channels[1].results");
    /* ratios are of the files that have both parts */
    assert_number_at(&d, "channels[0].cpc", "3.59474");
    assert_number_at(&d, "totals.cpc", "3.59474");
    assert_number_at(&d, "totals.ctr", "0.00591832");
    assert_true(has_note(&d, "google_ads_day_report.csv has no Clicks; its "
                             "rows take no part in CTR and CPC."));
    derived_close(&d);
}

/* Insights have what was spent, the table of actions what came of it. */
TEST(actions_are_the_other_half_of_insights)
{
    Derived d = derive_yaml(
        "tests/csv", "2026-07",
        "[{ $csv: meta-api.csv, preset: meta-api }, "
        "{ $csv: meta-actions.csv, preset: meta-actions }, "
        "{ $csv: tiktok.csv, preset: tiktok, columns: { channel: { value: "
        "TikTok } } }]");

    assert_number_at(&d, "totals.spend", "458.1");
    assert_number_at(&d, "totals.purchases", "11");
    assert_number_at(&d, "totals.leads", "9");
    /* 153.50 of Meta alone: TikTok's file has no leads */
    assert_number_at(&d, "totals.cpl", "17.0556");
    assert_true(has_note(&d, "tiktok.csv"));
    assert_false(has_note(&d, "meta-actions.csv has no"));
    derived_close(&d);
}

TEST(a_month_among_days_is_doubted)
{
    Derived d = derive_yaml("tests/csv", "2026-07",
                            "[ { $csv: meta-total-row.csv, preset: meta }, "
                            "{ $csv: linkedin-api.csv, preset: linkedin-api, "
                            "columns: { currency: { value: USD } } } ]");

    assert_number_at(&d, "totals.spend", "508.97817");
    assert_true(has_diag(&d, DIAG_WARNING,
                         "meta-total-row.csv gives whole months, other "
                         "files days"));
    derived_close(&d);
}

TEST(a_plan_of_weeks_adds_up_without_its_totals)
{
    Derived d =
        derive_yaml(OPEN, "{ from: 2020-08-24, to: 2020-10-25 }",
                    "{ $csv: tv_plan_pivot.csv, preset: tv-plan, year: 2020 }");

    assert_number_at(&d, "totals.spend", "500000");
    assert_true(has_note(&d, "1 total row of tv_plan_pivot.csv left out."));
    derived_close(&d);
}

TEST(numbers_of_the_analytics_api_are_texts)
{
    Derived d = derive_yaml(
        OPEN, "{ from: 2024-02-01, to: 2024-02-29 }",
        "{ $json: ga4/top-session-channel-group-30-days.json, preset: "
        "ga4-api, columns: { date: { value: 2024-02-01 } } }");

    assert_number_at(&d, "totals.sessions", "1498979124");
    assert_int_equal(length_at(&d, "channels"), 19);
    derived_close(&d);
    d = derive_yaml(OPEN, "{ from: 2023-12-17, to: 2024-01-15 }",
                    "{ $json: ga4/daily-sessions-30-days.json, preset: "
                    "ga4-api }");
    assert_number_at(&d, "totals.sessions", "1186512188");
    assert_int_equal(length_at(&d, "daily"), 30);
    derived_close(&d);
}

/* Rows of maps and of a table give the same. */
TEST(a_table_gives_what_its_rows_give)
{
    Derived a =
        derive_in("GBP", "tests/csv", "2026-07",
                  "{ $csv: google-ads-shares.csv, preset: google-ads }");
    Derived b = derive_in(
        "GBP", "tests/csv", "2026-07",
        "[ { date: 2026-07-01, campaign: Brand, currency: GBP, impressions: "
        "900, clicks: 90, spend: 45.50, impression_share: 0.9, channel: "
        "Google Ads },"
        "{ date: 2026-07-01, campaign: Generic, currency: GBP, impressions: "
        "400, clicks: 10, spend: 22.10, impression_share: '< 10%', channel: "
        "Google Ads },"
        "{ date: 2026-07-02, campaign: Brand, currency: GBP, impressions: "
        "880, clicks: 88, spend: 44.00, impression_share: '--', channel: "
        "Google Ads } ]");
    static const char *const names[] = { "totals", "campaigns", "channels",
                                         "daily",  "kpis",      "monthly" };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!value_equal(found(&a, names[i]), found(&b, names[i])))
            fail_msg("%s differ", names[i]);
    assert_int_equal(a.notes.len, b.notes.len);
    for (size_t i = 0; i < a.notes.len; i++)
        assert_true(str_equal(a.notes.at[i].text, b.notes.at[i].text));
    derived_close(&a);
    derived_close(&b);
}

TEST(a_rate_of_a_table_fits_a_measure_in_percent)
{
    Derived d = derive_yaml(
        "tests/csv", "2026-07",
        "{ $csv: rate.csv }\n"
        "metrics: [ { id: mark_up, label: Mark-up, unit: percent } ]");

    assert_number_at(&d, "totals.mark_up", "12.5");
    derived_close(&d);
    d = derive_yaml(
        "tests/csv", "2026-07",
        "{ $csv: rate.csv }\n"
        "metrics: [ { id: mark_up, label: Mark-up, unit: fraction } ]");
    assert_number_at(&d, "totals.mark_up", "0.125");
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(meta_totals_are_ratios_of_sums),
        RUN(meta_campaigns_are_as_the_script_has_them),
        RUN(google_totals_keep_days_without_cost),
        RUN(exports_of_two_platforms_are_one_table),
        RUN(actions_are_the_other_half_of_insights),
        RUN(a_month_among_days_is_doubted),
        RUN(a_plan_of_weeks_adds_up_without_its_totals),
        RUN(numbers_of_the_analytics_api_are_texts),
        RUN(a_table_gives_what_its_rows_give),
        RUN(a_rate_of_a_table_fits_a_measure_in_percent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
