/* test_derive.c - facts into totals, periods, tables and notes. */

#include "eval/derive_help.h"

/* ---- What cannot be read ------------------------------------------------ */

static void assert_refused(const char *json, const char *message)
{
    Derived d = derive_text(json);

    assert_null(d.data);
    if (!has_diag(&d, DIAG_ERROR, message))
        diags_print(d.env->diags, stderr);
    assert_true(has_diag(&d, DIAG_ERROR, message));
    derived_close(&d);
}

TEST(client_and_period_are_needed)
{
    assert_refused("{'report':{'period':'2026-Q3'}}", "client.name is missing");
    assert_refused("{'client':{'name':' '},'report':{'period':'2026-Q3'}}",
                   "client.name: expected text");
    assert_refused("{'client':'Acme','report':{'period':'2026-Q3'}}",
                   "client: expected a map, found text");
    assert_refused("{'client':{'name':'A'}}", "report.period is missing");
    assert_refused("{'client':{'name':'A'},'report':{'period':{'from':"
                   "'2026-07-01'}}}",
                   "report.period.to is missing");
    assert_refused("{'client':{'name':'A'},'report':{'period':{'from':"
                   "'01/07/2026','to':'2026-09-30'}}}",
                   "report.period.from: expected a date such as 2026-07-01, "
                   "found '01/07/2026'");
    assert_refused("{'client':{'name':'A'},'report':{'period':{'from':"
                   "'2026-09-30','to':'2026-07-01'}}}",
                   "report.period ends before it begins");
    assert_refused("{'client':{'name':'A','fiscal_year_starts':13},'report':"
                   "{'period':'2026-Q3'}}",
                   "client.fiscal_year_starts: expected a month");
    assert_refused("[1]", "the data: expected a map, found a list");
}

TEST(every_fault_of_the_facts_is_reported_with_its_path)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','spend':1},{'date':'2026-13-01',"
                "'spend':'abc'},{'spend':true},7]"));

    assert_null(d.data);
    assert_true(has_diag(&d, DIAG_ERROR,
                         "facts[1].spend: expected a number, found \"abc\""));
    assert_true(has_diag(&d, DIAG_ERROR, "facts[1].date: expected a date"));
    assert_true(has_diag(&d, DIAG_ERROR, "facts[2].spend: expected a number"));
    assert_true(has_diag(&d, DIAG_ERROR, "facts[2] has no 'date'"));
    assert_true(has_diag(&d, DIAG_ERROR, "facts[3]: expected a map"));
    assert_int_equal(d.env->diags->error_count, 5);
    const Diag *first = &d.env->diags->list.at[0];
    assert_string_equal(first->code, "data/type");
    assert_true(first->at.end > first->at.start);
    derived_close(&d);
}

TEST(facts_of_another_shape_are_refused)
{
    assert_refused(QUARTER("'facts':{'$csv':'x.csv'}"),
                   "facts: expected a list of rows, found a map");
    assert_refused(QUARTER("'facts':[{'date':'2026-07-01','spend':[1]}]"),
                   "facts[0].spend: expected a number, found a list");
    assert_refused(QUARTER("'facts':[{'date':'2026-07-01','thing':{}}]"),
                   "facts[0].thing: expected text or a number, found a map");
    assert_refused(QUARTER("'targets':[1]"), "targets: expected a map");
    assert_refused(QUARTER("'metrics':{'a':1}"), "metrics: expected a list");
    assert_refused(QUARTER("'metrics':[{'id':'x','unit':'furlong'}]"),
                   "metrics: unit: expected one of count, money");
    assert_refused(QUARTER("'budget':[{'line':'x','plan':1}]"),
                   "budget[0]: expected");
}

/* ---- Adding up ---------------------------------------------------------- */

#define TWO_CHANNELS                                                           \
    "'facts':["                                                                \
    "{'date':'2025-07-01','channel':'A','spend':100,'revenue':300,"            \
    "'clicks':10,'impressions':1000},"                                         \
    "{'date':'2025-08-01','channel':'A','spend':100,'revenue':300,"            \
    "'clicks':10,'impressions':1000},"                                         \
    "{'date':'2025-09-01','channel':'B','spend':100,'revenue':200,"            \
    "'clicks':20,'impressions':1000},"                                         \
    "{'date':'2026-04-01','channel':'A','spend':90,'revenue':0,"               \
    "'clicks':9,'impressions':900},"                                           \
    "{'date':'2026-05-01','channel':'A','spend':90,'revenue':0,"               \
    "'clicks':9,'impressions':900},"                                           \
    "{'date':'2026-06-01','channel':'B','spend':90,'revenue':0,"               \
    "'clicks':9,'impressions':900},"                                           \
    "{'date':'2026-07-01','channel':'A','spend':0.1,'revenue':500,"            \
    "'clicks':30,'impressions':3000},"                                         \
    "{'date':'2026-08-01','channel':'A','spend':0.2,'revenue':300,"            \
    "'clicks':30,'impressions':1000},"                                         \
    "{'date':'2026-09-01','channel':'B','spend':200,'revenue':100,"            \
    "'clicks':20,'impressions':4000}]"

TEST(sums_are_exact_and_ratios_are_of_sums)
{
    Derived d = derive_text(QUARTER(TWO_CHANNELS));

    assert_number_at(&d, "totals.spend", "200.3");
    assert_number_at(&d, "totals.revenue", "900");
    assert_number_at(&d, "totals.ctr", "0.01");
    assert_number_at(&d, "totals.roas", "4.493");
    assert_number_at(&d, "totals.cpm", "25.0375");
    assert_number_at(&d, "totals_prior_year.revenue", "800");
    assert_number_at(&d, "totals_previous.spend", "270");
    assert_number_at(&d, "totals_previous.roas", "0");
    derived_close(&d);
}

TEST(periods_are_named_and_compared)
{
    Derived d = derive_text(QUARTER(TWO_CHANNELS));

    assert_text_at(&d, "period.label", "Q3 2026");
    assert_text_at(&d, "period.kind", "quarter");
    assert_text_at(&d, "period.next_label", "Q4 2026");
    assert_number_at(&d, "period.days", "92");
    assert_flag_at(&d, "period.is_partial", false);
    assert_text_at(&d, "previous.from", "2026-04-01");
    assert_text_at(&d, "previous.label", "Q2 2026");
    assert_flag_at(&d, "previous.available", true);
    assert_text_at(&d, "prior_year.to", "2025-09-30");
    assert_flag_at(&d, "prior_year.is_complete", true);
    assert_text_at(&d, "compare[0]", "target");
    assert_text_at(&d, "client.currency", "GBP");
    assert_text_at(&d, "client.locale", "en-GB");
    derived_close(&d);
}

TEST(kpis_lead_with_outcomes)
{
    Derived d = derive_text(
        QUARTER(TWO_CHANNELS ",'targets':{'revenue':1000,'roas':4}"));

    assert_text_at(&d, "kpis[0].id", "revenue");
    assert_flag_at(&d, "kpis[0].is_primary", true);
    assert_number_at(&d, "kpis[0].value", "900");
    assert_number_at(&d, "kpis[0].change_prior_year", "0.125");
    assert_text_at(&d, "kpis[0].change_prior_year_text", "+12.5%");
    assert_text_at(&d, "kpis[0].change_previous_kind", "new");
    assert_null_at(&d, "kpis[0].change_previous");
    assert_number_at(&d, "kpis[0].attainment", "0.9");
    assert_text_at(&d, "kpis[0].rag", "amber");
    assert_text_at(&d, "kpis[1].id", "roas");
    assert_text_at(&d, "kpis[1].rag", "green");
    assert_text_at(&d, "goals[0].metric", "revenue");
    assert_number_at(&d, "goals[1].actual", "4.493");
    derived_close(&d);
}

TEST(channels_have_shares_and_bases)
{
    Derived d = derive_text(QUARTER(
        TWO_CHANNELS
        ",'targets':{'revenue':{'value':1000,'by_channel':{'A':700}}}"));

    assert_int_equal(length_at(&d, "channels"), 2);
    assert_text_at(&d, "channels[0].name", "B");
    assert_number_at(&d, "channels[0].share_revenue", "0.1111");
    assert_number_at(&d, "channels[1].revenue", "800");
    assert_number_at(&d, "channels[1].prior_year.revenue", "600");
    assert_number_at(&d, "channels[1].change_revenue", "0.333");
    assert_number_at(&d, "channels[1].target", "700");
    assert_text_at(&d, "channels[1].rag", "green");
    assert_null_at(&d, "channels[0].target");
    derived_close(&d);
}

TEST(the_bridge_closes)
{
    Derived d = derive_text(QUARTER(TWO_CHANNELS));

    assert_int_equal(length_at(&d, "bridge"), 4);
    assert_text_at(&d, "bridge[0].label", "Q3 2025");
    assert_number_at(&d, "bridge[0].value", "800");
    assert_text_at(&d, "bridge[1].label", "A");
    assert_number_at(&d, "bridge[1].value", "200");
    assert_number_at(&d, "bridge[2].value", "-100");
    assert_number_at(&d, "bridge[3].value", "900");
    assert_text_at(&d, "bridge[3].kind", "total");
    assert_text_at(&d, "movers.up[0].name", "A");
    assert_text_at(&d, "movers.down[0].change_text",
                   "\xE2\x88\x92\xC2\xA3"
                   "100");
    derived_close(&d);
}

TEST(months_know_the_year_before)
{
    Derived d = derive_text(QUARTER(TWO_CHANNELS));

    assert_int_equal(length_at(&d, "trend"), 13);
    assert_text_at(&d, "trend[0].month", "2025-09-01");
    assert_text_at(&d, "trend[12].month", "2026-09-01");
    assert_number_at(&d, "trend[12].revenue", "100");
    assert_number_at(&d, "trend[12].prior_year.revenue", "200");
    assert_null_at(&d, "trend[1].revenue");
    assert_flag_at(&d, "trend[12].in_period", true);
    assert_int_equal(length_at(&d, "monthly"), 15);
    assert_true(has_note(&d, "No data for Oct 2025"));
    assert_number_at(&d, "quarters[4].revenue", "900");
    assert_number_at(&d, "channel_months[6].values.B", "200");
    derived_close(&d);
}

/* ---- Classes ------------------------------------------------------------ */

TEST(reach_is_never_added)
{
    Derived d = derive_text(QUARTER(
        "'facts':[{'date':'2026-07-01','campaign':'x','reach':10,"
        "'impressions':30},{'date':'2026-07-02','campaign':'y','reach':20,"
        "'impressions':30}]"));

    assert_null_at(&d, "totals.reach");
    assert_null_at(&d, "totals.frequency");
    assert_number_at(&d, "campaigns[0].reach", "10");
    assert_number_at(&d, "campaigns[0].frequency", "3");
    derived_close(&d);
}

TEST(stocks_take_the_last_value_over_time_and_add_over_dimensions)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-09-01','channel':'a','followers':12},"
                "{'date':'2026-07-01','channel':'a','followers':10},"
                "{'date':'2026-09-01','channel':'b','followers':5}]"));

    assert_number_at(&d, "totals.followers", "17");
    assert_number_at(&d, "channels[0].followers", "12");
    derived_close(&d);
}

TEST(means_are_weighted_and_bounds_stay_out)
{
    Derived d = derive_text(QUARTER(
        "'facts':[{'date':'2026-07-01','impressions':100,'avg_position':1,"
        "'impression_share':0.5},{'date':'2026-08-01','impressions':300,"
        "'avg_position':3,'impression_share':0.25},{'date':'2026-09-01',"
        "'impressions':100,'avg_position':null,'impression_share':null}]"));

    assert_number_at(&d, "totals.avg_position", "2.5");
    assert_number_at(&d, "totals.impression_share", "0.2857");
    derived_close(&d);
    d = derive_text(QUARTER("'facts':[{'date':'2026-07-01','impressions':100,"
                            "'impression_share':'< 10%'}]"));
    assert_null_at(&d, "totals.impression_share");
    assert_true(has_note(&d, "bound such as ‘< 10%’"));
    derived_close(&d);
}

TEST(a_ratio_without_its_parts_is_not_averaged)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','ctr':0.1},{'date':'2026-08-01',"
                "'ctr':0.2}]"));

    assert_null_at(&d, "totals.ctr");
    assert_number_at(&d, "trend[0].ctr", "0.1");
    derived_close(&d);
}

TEST(clients_bring_their_own_metrics)
{
    Derived d = derive_text(QUARTER(
        "'metrics':[{'id':'cpa','label':'Cost per lead'},{'id':'bookings',"
        "'label':'Bookings','unit':'count','direction':'up'},{'id':"
        "'book_rate','label':'Booking rate','unit':'percent','numerator':"
        "'bookings','denominator':'clicks'},{'id':'spend','unit':'micros'}],"
        "'facts':[{'date':'2026-07-01','spend':2500000,'clicks':40,"
        "'bookings':4,'conversions':5,'store_visits':7,'note':'x'}]"));

    assert_number_at(&d, "totals.spend", "2.5");
    assert_number_at(&d, "totals.cpa", "0.5");
    assert_number_at(&d, "totals.book_rate", "10");
    assert_number_at(&d, "totals.store_visits", "7");
    bool has_label = false;
    for (size_t i = 0; i < length_at(&d, "metrics"); i++) {
        const Value *m = &found(&d, "metrics")->as.list.at[i];
        if (str_is(value_at(m, "id")->as.text, "cpa"))
            has_label = str_is(value_at(m, "label")->as.text, "Cost per lead");
    }
    assert_true(has_label);
    assert_int_equal(length_at(&d, "by_note"), 1);
    derived_close(&d);
}

/* ---- Missing ------------------------------------------------------------ */

TEST(missing_is_not_zero)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','spend':10,'revenue':null},"
                "{'date':'2026-08-01','spend':'n/a','revenue':'--'},"
                "{'date':'2026-09-01','spend':'12.50','revenue':null}]"));

    assert_number_at(&d, "totals.spend", "22.5");
    assert_null_at(&d, "totals.revenue");
    assert_null_at(&d, "totals.roas");
    assert_null_at(&d, "trend[1].spend");
    assert_true(has_note(&d, "Revenue: 3 of 3 rows have no value"));
    assert_true(has_note(&d, "Spend: 1 of 3 rows has no value (written "
                             "‘n/a’)"));
    assert_true(has_note(&d, "Spend: 2 of 3 months have a value"));
    derived_close(&d);
}

TEST(zero_stays_zero)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','spend':10,'revenue':0,"
                "'conversions':0}]"));

    assert_number_at(&d, "totals.revenue", "0");
    assert_number_at(&d, "totals.roas", "0");
    assert_null_at(&d, "totals.cpa");
    derived_close(&d);
}

TEST(no_facts_is_no_fault)
{
    Derived d = derive_text(QUARTER("'facts':[]"));

    assert_non_null(d.data);
    assert_null(value_at(d.data, "kpis"));
    assert_flag_at(&d, "prior_year.available", false);
    derived_close(&d);
    d = derive_text(QUARTER("'own':{'deep':[1,2]}"));
    assert_number_at(&d, "own.deep[1]", "2");
    derived_close(&d);
}

TEST(facts_outside_the_period_are_not_counted)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','spend':1},{'date':'2026-10-01',"
                "'spend':100},{'date':'1999-01-01','spend':1000}]"));

    assert_number_at(&d, "totals.spend", "1");
    assert_int_equal(length_at(&d, "monthly"), 3);
    derived_close(&d);
}

/* ---- Partial periods ---------------------------------------------------- */

TEST(partial_periods_compare_with_as_many_days)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':{'from':'2026-07-01','to':"
        "'2026-07-31'},'as_of':'2026-07-02'},'targets':{'revenue':310},"
        "'facts':[{'date':'2026-06-01','revenue':5},{'date':'2026-06-02',"
        "'revenue':5},{'date':'2026-06-03','revenue':90},{'date':"
        "'2026-07-01','revenue':10},{'date':'2026-07-02','revenue':15},"
        "{'date':'2026-07-03','revenue':1000}]}");

    assert_flag_at(&d, "period.is_partial", true);
    assert_number_at(&d, "period.elapsed_days", "2");
    assert_text_at(&d, "previous.to", "2026-06-02");
    assert_flag_at(&d, "previous.is_complete", false);
    assert_number_at(&d, "totals.revenue", "25");
    assert_number_at(&d, "kpis[0].previous", "10");
    assert_number_at(&d, "kpis[0].target", "20");
    assert_flag_at(&d, "kpis[0].is_prorated", true);
    assert_null(value_at(d.data, "forecast"));
    derived_close(&d);
}

TEST(parts_of_months_are_said_and_stand_in_no_course)
{
    Derived d =
        derive_text("{'client':{'name':'A'},'report':{'period':'2026-04'},"
                    "'facts':[{'date':'2026-01-19','revenue':5,'channel':'a'},"
                    "{'date':'2026-02-02','revenue':6,'channel':'a'},"
                    "{'date':'2026-03-03','revenue':7,'channel':'a'},"
                    "{'date':'2026-04-04','revenue':8,'channel':'a'},"
                    "{'date':'2026-04-30','revenue':8,'channel':'a'}]}");

    assert_flag_at(&d, "monthly[0].is_partial", true);
    assert_text_at(&d, "monthly[0].part_label",
                   "19\u201331 Jan 2026, 13 of 31 days");
    assert_flag_at(&d, "monthly[1].is_partial", false);
    assert_null(value_at(d.data, "monthly[1].part_label"));
    assert_flag_at(&d, "quarters[0].is_partial", true);
    assert_flag_at(&d, "monthly[3].is_partial", false);
    assert_int_equal(length_at(&d, "kpis[0].spark"), 3);
    assert_number_at(&d, "kpis[0].spark[0]", "6");
    derived_close(&d);
}

TEST(nothing_has_no_forecast)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':'2026-04'},"
        "'facts':[{'month':'2026-01','leads':0,'clicks':3},"
        "{'month':'2026-02','leads':0,'clicks':5},{'month':'2026-03',"
        "'leads':0,'clicks':4},{'month':'2026-04','leads':0,'clicks':5}]}");

    assert_null(value_at(d.data, "forecast"));
    assert_int_equal(length_at(&d, "forecasts"), 1);
    assert_text_at(&d, "forecasts[0].metric", "clicks");
    derived_close(&d);
}

TEST(data_of_one_month_have_a_course_of_days)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':{'from':'2026-03-30','to':"
        "'2026-04-02'}},'facts':[{'date':'2026-03-30','revenue':5},"
        "{'date':'2026-03-31','revenue':6},{'date':'2026-04-01','revenue':7},"
        "{'date':'2026-04-02','revenue':8}]}");

    assert_int_equal(length_at(&d, "kpis[0].spark"), 4);
    assert_number_at(&d, "kpis[0].spark[3]", "8");
    derived_close(&d);
}

TEST(a_partial_month_of_monthly_data_is_not_compared)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':{'from':'2026-07-01','to':"
        "'2026-07-31'},'as_of':'2026-07-18'},'facts':[{'date':'2026-06-01',"
        "'revenue':5},{'date':'2026-07-01','revenue':10}]}");

    assert_flag_at(&d, "previous.available", false);
    assert_text_at(&d, "previous.reason",
                   "the last month is partial and the data is monthly");
    assert_text_at(&d, "kpis[0].change_previous_kind", "missing");
    derived_close(&d);
}

TEST(gaps_suppress_comparisons)
{
    Derived d = derive_text(QUARTER(
        "'facts':[{'date':'2026-04-01','spend':1},{'date':'2026-06-01',"
        "'spend':1},{'date':'2026-07-01','spend':1},{'date':'2026-08-01',"
        "'spend':1},{'date':'2026-09-01','spend':1}]"));

    assert_flag_at(&d, "previous.available", false);
    assert_text_at(&d, "previous.reason", "no data for May 2026");
    assert_text_at(&d, "prior_year.reason", "no data for Q3 2025");
    assert_true(has_note(&d, "No comparison with Q2 2026: no data for May "
                             "2026."));
    derived_close(&d);
}

/* ---- Doubts ------------------------------------------------------------- */

TEST(total_rows_are_left_out)
{
    Derived d = derive_text(QUARTER(
        "'facts':[{'date':'2026-07-01','channel':'A','spend':1},{'date':"
        "'2026-07-01','channel':'B','spend':2},{'date':'2026-07-01',"
        "'channel':'Total','spend':3}]"));

    assert_number_at(&d, "totals.spend", "3");
    assert_int_equal(length_at(&d, "channels"), 2);
    assert_true(has_diag(&d, DIAG_WARNING, "facts[2] is a total"));
    derived_close(&d);
    d = derive_text(QUARTER(
        "'facts':[{'date':'2026-07-01','channel':'A','spend':1},{'date':"
        "'2026-07-01','channel':'Total','spend':7}]"));
    assert_number_at(&d, "totals.spend", "8");
    assert_true(has_diag(&d, DIAG_WARNING, "is not the sum"));
    derived_close(&d);
}

TEST(repeats_and_near_names_are_noted)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-02','channel':'YouTube','spend':1},"
                "{'date':'2026-07-01','channel':'Youtube','spend':2},{'date':"
                "'2026-07-02','channel':'YouTube','spend':3}]"));

    assert_number_at(&d, "totals.spend", "6");
    assert_true(has_note(&d, "1 row repeats"));
    assert_true(has_note(&d, "‘YouTube’ and ‘Youtube’ are kept apart"));
    assert_true(has_note(&d, "not in the order"));
    derived_close(&d);
}

TEST(given_tables_are_kept_and_checked)
{
    Derived d = derive_text(QUARTER(
        TWO_CHANNELS
        ",'channels':[{'name':'A','revenue':805},{'name':'B','revenue':100.4}]"
        ",'kpis':['roas',{'id':'revenue','value':950,'previous':500}]"));

    assert_number_at(&d, "channels[0].revenue", "805");
    assert_true(has_diag(&d, DIAG_WARNING,
                         "channels: revenue of 'A' is given as 805, the facts "
                         "say 800"));
    assert_false(has_diag(&d, DIAG_WARNING, "of 'B'"));
    assert_true(has_diag(&d, DIAG_WARNING, "kpis: revenue is given as 950"));
    assert_text_at(&d, "kpis[0].id", "roas");
    assert_number_at(&d, "kpis[1].value", "950");
    assert_number_at(&d, "kpis[1].change_previous", "0.9");
    assert_text_at(&d, "kpis[1].unit", "money");
    derived_close(&d);
}

TEST(targets_of_unknown_metrics_and_wrong_units_are_doubted)
{
    Derived d =
        derive_text(QUARTER(TWO_CHANNELS ",'targets':{'revenu':5,'ctr':2.5}"));

    assert_true(has_diag(&d, DIAG_WARNING, "no metric is called 'revenu'"));
    assert_true(has_diag(&d, DIAG_WARNING, "targets.ctr is a fraction"));
    derived_close(&d);
}

/* ---- Budget, funnel ----------------------------------------------------- */

TEST(budgets_keep_media_and_fees_apart)
{
    Derived d = derive_text(QUARTER(
        "'budget':[{'line':'Search','kind':'media','month':'2026-07','plan':"
        "100,'actual':110,'committed':5},{'line':'Search','kind':'media',"
        "'month':'2026-10','plan':100,'actual':null},{'line':'Fee','kind':"
        "'fee','month':'2026-07','plan':50,'actual':50}]"));

    assert_number_at(&d, "budget_summary.plan", "100");
    assert_number_at(&d, "budget_summary.actual", "110");
    assert_number_at(&d, "budget_summary.pacing", "1.1");
    assert_number_at(&d, "budget_summary.remaining", "-15");
    assert_text_at(&d, "budget_summary.rag", "amber");
    assert_number_at(&d, "budget_year.plan", "200");
    assert_number_at(&d, "budget_year.landing", "220");
    assert_int_equal(length_at(&d, "budget_kinds"), 2);
    assert_int_equal(length_at(&d, "budget_lines"), 2);
    assert_number_at(&d, "budget_months[0].cumulative_plan", "100");
    assert_null_at(&d, "budget_months[1].actual");
    derived_close(&d);
}

TEST(funnels_have_step_rates)
{
    Derived d = derive_text(QUARTER(TWO_CHANNELS));

    assert_text_at(&d, "funnel[0].id", "impressions");
    assert_null_at(&d, "funnel[0].rate");
    assert_number_at(&d, "funnel[1].rate", "0.01");
    assert_number_at(&d, "funnel[1].previous_rate", "0.0133");
    assert_flag_at(&d, "funnel[1].is_wider", false);
    derived_close(&d);
}

TEST(fiscal_years_have_their_own_quarters)
{
    Derived d = derive_text(
        "{'client':{'name':'A','fiscal_year_starts':4},'report':{'period':"
        "{'from':'2026-07-01','to':'2026-09-30'}}}");

    assert_text_at(&d, "period.label", "Q2 FY26");
    assert_text_at(&d, "previous.label", "Q1 FY26");
    assert_text_at(&d, "prior_year.label", "Q2 FY25");
    derived_close(&d);
    d = derive_text("{'client':{'name':'A','fiscal_year_starts':4,"
                    "'fiscal_year_named':'end'},'report':{'period':"
                    "'2027-Q1'}}");
    assert_text_at(&d, "period.label", "Q4 FY27");
    assert_text_at(&d, "period.to", "2027-03-31");
    derived_close(&d);
}

/* ---- Forecasts ----------------------------------------------------------- */

static const Value *forecast_of(const Derived *d, const char *metric)
{
    const Value *all = value_at(d->data, "forecasts");

    for (size_t i = 0; all && i < all->as.list.len; i++)
        if (str_is(value_at(&all->as.list.at[i], "metric")->as.text, metric))
            return &all->as.list.at[i];
    return NULL;
}

static void assert_forecast(const Derived *d, const char *metric,
                            const char *value, bool has_range)
{
    const Value *f = forecast_of(d, metric);
    Decimal wanted;

    assert_non_null(f);
    assert_true(decimal_parse(str_of(value), &wanted));
    assert_int_equal(decimal_compare(value_at(f, "value")->as.number, wanted),
                     0);
    assert_int_equal(value_at(f, "low")->kind,
                     has_range ? VALUE_NUMBER : VALUE_NULL);
    assert_int_equal(value_at(f, "high")->kind,
                     has_range ? VALUE_NUMBER : VALUE_NULL);
}

TEST(each_metric_is_forecast_as_it_adds_up)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':'2026-Q2'},'facts':["
        "{'month':'2026-01','revenue':1000,'spend':100,'mrr':50,'reach':9,'"
        "refunds':50},"
        "{'month':'2026-02','revenue':1100,'spend':100,'mrr':60,'reach':9,'"
        "refunds':40},"
        "{'month':'2026-03','revenue':1200,'spend':100,'mrr':70,'reach':9,'"
        "refunds':30},"
        "{'month':'2026-04','revenue':1300,'spend':100,'mrr':80,'reach':9,'"
        "refunds':20},"
        "{'month':'2026-05','revenue':1400,'spend':100,'mrr':90,'reach':9,'"
        "refunds':10},"
        "{'month':'2026-06','revenue':1500,'spend':100,'mrr':100,'reach':9,'"
        "refunds':0}]}");

    assert_number_at(&d, "forecast.value", "5100"); /* 1600 to 1800 */
    assert_forecast(&d, "revenue", "5100", true);
    assert_forecast(&d, "mrr", "130", true);  /* the last month, no sum */
    assert_forecast(&d, "roas", "17", false); /* 5100 over 300 */
    assert_null(forecast_of(&d, "reach"));
    assert_true(value_at(forecast_of(&d, "refunds"), "is_clamped")->as.flag);
    assert_false(value_at(forecast_of(&d, "revenue"), "is_clamped")->as.flag);
    assert_number_at(&d, "forecast.months[2].value", "1800");
    derived_close(&d);
}

TEST(what_was_forecast_meets_what_came)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':'2026-Q2'},"
        "'forecasts_made':["
        "{'metric':'revenue','period':'2026-Q2','value':4000,'low':3900,"
        "'high':4300},"
        "{'metric':'revenue','period':'2026-Q1','value':1,'low':1,'high':1},"
        "{'metric':'spend','period':{'from':'2026-04-01','to':'2026-06-30'},"
        "'value':290},"
        "{'metric':'orders','period':'2026-Q2','value':5},"
        "{'metric':'revenue','period':'2026-06','value':5},"
        "{'metric':'roas','period':'2026-Q2','value':20,'low':15,'high':25}],"
        "'facts':[{'month':'2026-04','revenue':1300,'spend':100},"
        "{'month':'2026-05','revenue':1400,'spend':100},"
        "{'month':'2026-06','revenue':1500,'spend':100}]}");

    assert_int_equal(value_at(d.data, "forecast_check")->as.list.len, 3);
    assert_text_at(&d, "forecast_check[0].metric", "revenue");
    assert_number_at(&d, "forecast_check[0].actual", "4200");
    assert_number_at(&d, "forecast_check[0].difference", "200");
    assert_flag_at(&d, "forecast_check[0].is_within", true);
    assert_number_at(&d, "forecast_check[1].difference", "10");
    assert_int_equal(value_path(d.data, "forecast_check[1].is_within")->kind,
                     VALUE_NULL);
    assert_number_at(&d, "forecast_check[2].actual", "14");
    assert_number_at(&d, "forecast_check[2].difference", "-6");
    assert_flag_at(&d, "forecast_check[2].is_within", false);
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(client_and_period_are_needed),
        RUN(every_fault_of_the_facts_is_reported_with_its_path),
        RUN(facts_of_another_shape_are_refused),
        RUN(sums_are_exact_and_ratios_are_of_sums),
        RUN(periods_are_named_and_compared),
        RUN(kpis_lead_with_outcomes),
        RUN(channels_have_shares_and_bases),
        RUN(the_bridge_closes),
        RUN(months_know_the_year_before),
        RUN(reach_is_never_added),
        RUN(stocks_take_the_last_value_over_time_and_add_over_dimensions),
        RUN(means_are_weighted_and_bounds_stay_out),
        RUN(a_ratio_without_its_parts_is_not_averaged),
        RUN(clients_bring_their_own_metrics),
        RUN(missing_is_not_zero),
        RUN(zero_stays_zero),
        RUN(no_facts_is_no_fault),
        RUN(facts_outside_the_period_are_not_counted),
        RUN(partial_periods_compare_with_as_many_days),
        RUN(parts_of_months_are_said_and_stand_in_no_course),
        RUN(nothing_has_no_forecast),
        RUN(data_of_one_month_have_a_course_of_days),
        RUN(a_partial_month_of_monthly_data_is_not_compared),
        RUN(gaps_suppress_comparisons),
        RUN(total_rows_are_left_out),
        RUN(repeats_and_near_names_are_noted),
        RUN(given_tables_are_kept_and_checked),
        RUN(targets_of_unknown_metrics_and_wrong_units_are_doubted),
        RUN(budgets_keep_media_and_fees_apart),
        RUN(funnels_have_step_rates),
        RUN(fiscal_years_have_their_own_quarters),
        RUN(each_metric_is_forecast_as_it_adds_up),
        RUN(what_was_forecast_meets_what_came),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
