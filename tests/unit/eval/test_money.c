/* test_money.c - currencies, tax, repeated rows and totals beyond their parts.
 */

#include "derive_help.h"

#define ROWS(rest) QUARTER("'facts':[" rest "]")

#define EUR(date, spend)                                                       \
    "{'date':'" date "','currency':'EUR','channel':'A','spend':" spend         \
    ",'clicks':10}"
#define GBP(date, spend)                                                       \
    "{'date':'" date "','currency':'GBP','channel':'B','spend':" spend         \
    ",'clicks':10}"

static void assert_refused(const char *json, const char *part, const char *hint)
{
    Derived d = derive_text(json);

    assert_null(d.data);
    if (!has_diag(&d, DIAG_ERROR, part))
        fail_msg("no error says '%s'", part);
    Str said = d.env->diags->list.at[0].hint;
    if (hint && str_find(said, str_of(hint)) == said.len)
        fail_msg("no hint says '%s' but '%.*s'", hint, STR_ARG(said));
    derived_close(&d);
}

/* ---- Currencies --------------------------------------------------------- */

TEST(one_currency_needs_no_rates)
{
    Derived d =
        derive_text(ROWS(GBP("2026-07-01", "5") "," GBP("2026-08-01", "7")));

    assert_number_at(&d, "totals.spend", "12");
    derived_close(&d);
}

TEST(two_currencies_are_never_added_without_rates)
{
    assert_refused(ROWS(GBP("2026-07-01", "5") "," EUR("2026-08-01", "7")),
                   "facts[1] is in EUR and the report in GBP",
                   "add fx: { base: GBP, rates: { EUR: ... }");
    assert_refused(ROWS(EUR("2026-07-01", "5")),
                   "facts[0] is in EUR and the report in GBP", NULL);
    assert_refused(
        ROWS(EUR("2026-07-01", "5") ",{'date':'2026-08-01','spend':1}"),
        "facts[1] does not say its currency", NULL);
    assert_refused(ROWS("{'date':'2026-07-01','currency':'euro','spend':1}"),
                   "found 'euro'", NULL);
}

#define FX(more)                                                               \
    QUARTER("'fx':{'base':'GBP','as_of':'2026-09-30',"                         \
            "'method':'period average'," more                                  \
            "},'facts':[" EUR("2026-07-01", "100") "," EUR(                    \
                "2026-08-01", "100") "," GBP("2026-08-01", "10") "]")

TEST(money_is_converted_at_the_rate_given)
{
    Derived d = derive_text(FX("'rates':{'EUR':0.86}"));

    assert_number_at(&d, "totals.spend", "182");
    assert_number_at(&d, "totals.clicks", "30");
    assert_number_at(&d, "channels[0].spend", "172");
    assert_true(has_note(&d, "Converted at 1 EUR = 0.86 GBP (period average, "
                             "as of 30 Sept 2026)."));
    derived_close(&d);
}

TEST(the_direction_of_rates_is_said)
{
    Derived d =
        derive_text(FX("'quote':'units per base','rates':{'EUR':1.25}"));

    assert_number_at(&d, "totals.spend", "170");
    assert_true(has_note(&d, "1 EUR = 0.8 GBP"));
    derived_close(&d);
}

TEST(flows_take_the_rate_of_their_month)
{
    Derived d = derive_text(
        FX("'rates':{'EUR':{'2026-07':0.8,'2026-Q3':0.9,'2026-08':0.5}}"));

    /* the first period that holds the day: July its own, August the quarter's
     */
    assert_number_at(&d, "totals.spend", "180");
    assert_true(has_note(&d, "the monthly rates of EUR"));
    derived_close(&d);
}

/* Two weeks of one month, in rows that go back and forth between them. */
TEST(flows_take_the_rate_of_their_week)
{
    Derived d = derive_text(
        QUARTER("'fx':{'base':'GBP','method':'period average','rates':{'EUR':{"
                "'2026-W28':0.8,'2026-W29':0.9,'2026-07':0.5}}},'facts':[" EUR(
                    "2026-07-06",
                    "100") "," EUR("2026-07-13",
                                   "100") "," EUR("2026-07-07",
                                                  "100") "," EUR("2026-07-20",
                                                                 "100") "]"));

    assert_number_at(&d, "totals.spend", "300");
    derived_close(&d);
}

TEST(balances_take_the_closing_rate)
{
    Derived d = derive_text(QUARTER(
        "'fx':{'base':'GBP','method':'period average','rates':{'EUR':0.9},"
        "'closing_rates':{'EUR':0.8}},'facts':["
        "{'date':'2026-09-30','currency':'EUR','mrr':100,'revenue':100}]"));

    assert_number_at(&d, "totals.mrr", "80");
    assert_number_at(&d, "totals.revenue", "90");
    derived_close(&d);
}

TEST(rates_cross_over_their_base)
{
    Derived d = derive_text(QUARTER(
        "'fx':{'base':'USD','method':'closing','rates':{'EUR':1.2,'GBP':1.5}},"
        "'facts':[" EUR("2026-07-01", "100") "]"));

    assert_number_at(&d, "totals.spend", "80");
    derived_close(&d);
}

TEST(faults_of_rates_are_reported)
{
    assert_refused(FX("'rates':{'USD':1}"), "fx.rates has no rate of EUR",
                   "add the rate");
    assert_refused(FX("'rates':{'EUR':{'2026-07':0.8}}"),
                   "fx.rates has no rate of EUR for Aug 2026", NULL);
    assert_refused(FX("'rates':{'EUR':0}"), "a rate is a number above 0", NULL);
    assert_refused(FX("'rates':7"), "rates: expected a map", NULL);
    assert_refused(FX("'quote':'wrong','rates':{'EUR':1}"), "quote: expected",
                   NULL);
    assert_refused(
        QUARTER("'fx':{'base':'GBP','rates':{'EUR':1}},'facts':[" EUR(
            "2026-07-01", "1") "]"),
        "method: expected 'period average' or 'closing'", "as in fx:");
    assert_refused(
        QUARTER("'fx':{'base':'pound','rates':{'EUR':1}},'facts':[" EUR(
            "2026-07-01", "1") "]"),
        "base: expected a currency", NULL);
}

/* ---- Tax ---------------------------------------------------------------- */

TEST(net_and_gross_are_never_added)
{
    assert_refused(ROWS("{'date':'2026-07-01','tax':'net','revenue':1},"
                        "{'date':'2026-08-01','tax':'gross','revenue':1}"),
                   "facts[0] and facts[1] are one net and one gross",
                   "all gross");
    Derived d = derive_text(ROWS("{'date':'2026-07-01','tax':'net',"
                                 "'revenue':1}"));
    assert_number_at(&d, "totals.revenue", "1");
    derived_close(&d);
}

/* ---- Repeated rows ------------------------------------------------------ */

#define TWICE                                                                  \
    "'facts':[{'date':'2026-07-01','channel':'A','spend':5},"                  \
    "{'date':'2026-07-01','channel':'A','spend':7},"                           \
    "{'date':'2026-07-01','channel':'B','spend':1}]"

TEST(repeated_rows_add_up_unless_told_otherwise)
{
    Derived sum = derive_text(QUARTER(TWICE));
    Derived last = derive_text(QUARTER("'rules':{'duplicates':'last'}," TWICE));

    assert_number_at(&sum, "totals.spend", "13");
    assert_true(has_note(&sum, "both count"));
    assert_number_at(&last, "totals.spend", "8");
    assert_true(has_note(&last, "1 earlier version of a row left out"));
    assert_refused(QUARTER("'rules':{'duplicates':'error'}," TWICE),
                   "facts[1] repeats the date and dimensions of facts[0]",
                   "duplicates: last");
    derived_close(&last);
    derived_close(&sum);
}

TEST(the_latest_version_counts_wherever_it_stands)
{
    Derived d = derive_text(QUARTER(
        "'rules':{'duplicates':'last'},'facts':["
        "{'date':'2026-07-01','channel':'A','updated_time':'2026-08-02T10:00',"
        "'spend':7},"
        "{'date':'2026-07-01','channel':'A','updated_time':'2026-08-01T09:00',"
        "'spend':5}]"));

    assert_number_at(&d, "totals.spend", "7");
    derived_close(&d);
}

/* ---- Totals beyond their parts ------------------------------------------ */

#define REGION(name, spend)                                                    \
    "{'date':'2026-07-01','region':'" name "','spend':" spend "}"

TEST(a_total_beyond_its_parts_leaves_a_rest)
{
    Derived d = derive_text(ROWS(REGION("North", "50") "," REGION(
        "South", "40") "," REGION("Total", "100")));

    assert_number_at(&d, "totals.spend", "100");
    assert_int_equal(length_at(&d, "by_region"), 3);
    assert_text_at(&d, "by_region[2].name", "Unattributed");
    assert_number_at(&d, "by_region[2].spend", "10");
    assert_true(has_diag(&d, DIAG_WARNING, "more than its parts"));
    assert_true(has_note(&d, "Unattributed"));
    derived_close(&d);
}

TEST(a_total_that_is_the_sum_is_left_out)
{
    Derived d = derive_text(ROWS(REGION("North", "60") "," REGION(
        "South", "40") "," REGION("Total", "100")));

    assert_number_at(&d, "totals.spend", "100");
    assert_int_equal(length_at(&d, "by_region"), 2);
    derived_close(&d);
}

/* Parts beyond the total, or a name that only looks like one. */
TEST(what_is_no_total_is_counted)
{
    Derived more = derive_text(ROWS(REGION("North", "80") "," REGION(
        "South", "40") "," REGION("Total", "100")));
    Derived small = derive_text(ROWS(REGION("North", "10") "," REGION(
        "South", "10") "," REGION("Total", "100")));

    assert_number_at(&more, "totals.spend", "220");
    assert_number_at(&small, "totals.spend", "120");
    derived_close(&small);
    derived_close(&more);
}

/* ---- Ratios that have no number ------------------------------------------ */

TEST(spend_without_conversions_says_so)
{
    Derived d = derive_text(
        ROWS("{'date':'2026-07-01','channel':'A','spend':50,'conversions':0,"
             "'revenue':0},{'date':'2026-07-01','channel':'B','spend':40,"
             "'conversions':4,'revenue':-3}"));

    assert_null_at(&d, "channels[0].cpa");
    assert_text_at(&d, "channels[0].instead.cpa", "no conversions");
    assert_number_at(&d, "channels[0].roas", "0");
    assert_text_at(&d, "channels[1].instead.roas", "n/m");
    assert_number_at(&d, "channels[1].cpa", "10");
    derived_close(&d);
}

TEST(missing_is_not_zero)
{
    Derived d = derive_text(
        ROWS("{'date':'2026-07-01','spend':50,'conversions':null},"
             "{'date':'2026-08-01','spend':10,'conversions':'--'}"));

    assert_number_at(&d, "totals.spend", "60");
    assert_null_at(&d, "totals.conversions");
    assert_null_at(&d, "totals.cpa");
    assert_true(has_note(&d, "no value"));
    derived_close(&d);
}

TEST(credits_count_in_sums)
{
    Derived d = derive_text(ROWS("{'date':'2026-07-01','spend':50,'clicks':5},"
                                 "{'date':'2026-08-01','spend':-60,"
                                 "'clicks':5}"));

    assert_number_at(&d, "totals.spend", "-10");
    assert_null_at(&d, "totals.cpc");
    derived_close(&d);
}

/* ---- Days without rows ----------------------------------------------------
 */

TEST(a_day_without_rows_is_a_gap_unless_told_otherwise)
{
    static const char rows[] =
        "'facts':[{'date':'2026-07-01','clicks':5,'spend':2},"
        "{'date':'2026-07-04','clicks':6,'spend':3}]";
    Arena *a = arena_new();
    Derived gap = derive_text(str_format(a, QUARTER("%s"), rows).at);
    Derived zero = derive_text(
        str_format(a, QUARTER("'metrics':[{'id':'clicks','fill':'zero'}],%s"),
                   rows)
            .at);

    assert_null_at(&gap, "daily[1].clicks");
    assert_number_at(&zero, "daily[1].clicks", "0");
    assert_null_at(&zero, "daily[1].spend");
    assert_null_at(&zero, "daily[1].cpc");
    derived_close(&zero);
    derived_close(&gap);
    arena_free(a);
}

/* ---- Lists ----------------------------------------------------------------
 */

TEST(the_pipeline_is_weighted_by_its_chances)
{
    Derived d = derive_text(
        QUARTER("'opportunities':[{'name':'A','value':1000,'probability':25},"
                "{'name':'B','value':400,'probability':50},"
                "{'name':'C','value':900}]"));

    assert_number_at(&d, "pipeline_summary.weighted", "450");
    assert_number_at(&d, "pipeline_summary.value", "1400");
    assert_number_at(&d, "pipeline_summary.left_out", "1");
    derived_close(&d);
}

TEST(scores_are_weighted_and_weights_add_up)
{
    Derived d =
        derive_text(QUARTER("'scorecard':[{'vendor':'A','weight':60,'score':4},"
                            "{'vendor':'A','weight':40,'score':2},"
                            "{'vendor':'B','weight':60,'score':5},"
                            "{'vendor':'B','weight':30,'score':null}]"));

    assert_number_at(&d, "vendor_scores[0].score", "3.2");
    assert_number_at(&d, "vendor_scores[1].score", "5");
    assert_true(
        has_diag(&d, DIAG_WARNING, "the weights of 'B' add up to 90, not 100"));
    assert_false(has_diag(&d, DIAG_WARNING, "the weights of 'A'"));
    assert_true(has_note(&d, "The weights of B add up to 90"));
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(one_currency_needs_no_rates),
        RUN(two_currencies_are_never_added_without_rates),
        RUN(money_is_converted_at_the_rate_given),
        RUN(the_direction_of_rates_is_said),
        RUN(flows_take_the_rate_of_their_month),
        RUN(flows_take_the_rate_of_their_week),
        RUN(balances_take_the_closing_rate),
        RUN(rates_cross_over_their_base),
        RUN(faults_of_rates_are_reported),
        RUN(net_and_gross_are_never_added),
        RUN(repeated_rows_add_up_unless_told_otherwise),
        RUN(the_latest_version_counts_wherever_it_stands),
        RUN(a_total_beyond_its_parts_leaves_a_rest),
        RUN(a_total_that_is_the_sum_is_left_out),
        RUN(what_is_no_total_is_counted),
        RUN(spend_without_conversions_says_so),
        RUN(missing_is_not_zero),
        RUN(credits_count_in_sums),
        RUN(a_day_without_rows_is_a_gap_unless_told_otherwise),
        RUN(the_pipeline_is_weighted_by_its_chances),
        RUN(scores_are_weighted_and_weights_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
