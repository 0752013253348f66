/* test_derive_samples.c - the sample clients against independent results. */

#include "eval/derive_help.h"

TEST(meta_export_has_ratios_of_sums)
{
    Derived d = derive_file("samples/social.json", "en-US", "USD");

    assert_number_at(&d, "totals.spend", "75888.09");
    assert_number_at(&d, "totals.impressions", "3516653");
    assert_number_at(&d, "totals.clicks", "20694");
    assert_number_at(&d, "totals.conversions", "754");
    assert_number_at(&d, "totals.ctr", "0.00588457");
    assert_number_at(&d, "totals.cpm", "21.579636");
    assert_number_at(&d, "totals.cpc", "3.667154");
    assert_number_at(&d, "totals.cpa", "100.647334");
    assert_null_at(&d, "totals.reach");
    assert_int_equal(length_at(&d, "campaigns"), 5);
    assert_text_at(&d, "campaigns[0].name", "Remarketing US");
    assert_number_at(&d, "campaigns[0].spend", "38063.78");
    assert_number_at(&d, "campaigns[0].ctr", "0.003551");
    assert_number_at(&d, "campaigns[0].cpa", "84.2119");
    assert_text_at(&d, "campaigns[4].name", "Prospecting - Lookalike - US");
    assert_number_at(&d, "campaigns[4].cpa", "217.0745");
    assert_int_equal(length_at(&d, "daily"), 30);
    assert_true(str_starts(found(&d, "kpis[0].reason")->as.text,
                           STR("no data for Feb 17")));
    derived_close(&d);
}

TEST(us_retail_moves_as_the_census_says)
{
    Derived d = derive_file("samples/retail.json", "en-US", "USD");

    assert_number_at(&d, "kpis[0].value", "471421000000");
    assert_number_at(&d, "kpis[0].change_previous", "0.04543005");
    assert_number_at(&d, "kpis[0].change_prior_year", "0.01903527");
    assert_text_at(&d, "kpis[0].label", "Retail sales");
    Decimal last = decimal_of_int(0), before = last;
    size_t n = length_at(&d, "monthly");
    assert_int_equal(n, 25);
    for (size_t i = 0; i < 24; i++) {
        const Value *row = &found(&d, "monthly")->as.list.at[n - 1 - i];
        Decimal v = value_at(row, "revenue")->as.number;
        if (i < 12)
            last = decimal_add(last, v);
        else
            before = decimal_add(before, v);
    }
    assert_int_equal(decimal_compare(last, decimal_of_int(5397846000000)), 0);
    assert_int_equal(decimal_compare(before, decimal_of_int(5253914000000)), 0);
    derived_close(&d);
}

TEST(acme_is_whole)
{
    Derived d = derive_file("samples/client.json", "en-GB", "GBP");

    assert_text_at(&d, "period.label", "Q2 FY26");
    assert_int_equal(length_at(&d, "kpis"), 6);
    assert_int_equal(length_at(&d, "channels"), 7);
    assert_int_equal(length_at(&d, "campaigns"), 21);
    assert_int_equal(length_at(&d, "trend"), 13);
    assert_int_equal(length_at(&d, "quarters"), 8);
    assert_int_equal(length_at(&d, "daily"), 92);
    assert_int_equal(length_at(&d, "goals"), 6);
    assert_true(has_note(&d, "TikTok - Creators, Aug 2026"));
    assert_int_equal(d.env->diags->warning_count, 0);
    derived_close(&d);
}

TEST(json_and_yaml_are_the_same_client)
{
    Derived a = derive_file("samples/client.json", "en-GB", "GBP");
    Derived b = derive_file("samples/client.yaml", "en-GB", "GBP");

    assert_non_null(a.data);
    assert_non_null(b.data);
    assert_true(
        value_equal(value_at(a.data, "totals"), value_at(b.data, "totals")));
    assert_true(value_equal(value_at(a.data, "channels"),
                            value_at(b.data, "channels")));
    assert_true(value_equal(value_at(a.data, "forecast"),
                            value_at(b.data, "forecast")));
    derived_close(&a);
    derived_close(&b);
}

TEST(the_daily_facts_add_up_to_the_quarter)
{
    Derived d = derive_file("samples/client.json", "en-GB", "GBP");
    Decimal sum = decimal_of_int(0);

    for (size_t i = 0; i < 92; i++)
        sum = decimal_add(
            sum,
            value_at(&found(&d, "daily")->as.list.at[i], "spend")->as.number);
    assert_int_equal(decimal_compare(sum, found(&d, "totals.spend")->as.number),
                     0);
    derived_close(&d);
}

TEST(small_clients_derive_too)
{
    Derived d = derive_file("samples/minimal.json", "en-GB", "GBP");

    assert_flag_at(&d, "period.is_partial", true);
    assert_number_at(&d, "totals.revenue", "10695");
    derived_close(&d);
    d = derive_file("samples/german.yaml", "de-DE", "EUR");
    assert_text_at(&d, "kpis[0].label", "Umsatz");
    derived_close(&d);
    d = derive_file("samples/arabic.yaml", "ar", "AED");
    assert_int_equal(length_at(&d, "channels"), 3);
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(meta_export_has_ratios_of_sums),
        RUN(us_retail_moves_as_the_census_says),
        RUN(acme_is_whole),
        RUN(json_and_yaml_are_the_same_client),
        RUN(the_daily_facts_add_up_to_the_quarter),
        RUN(small_clients_derive_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
