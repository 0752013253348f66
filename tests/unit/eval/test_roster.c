/* test_roster.c - the dictionary as agencies, clients and templates change it.
 */

#include "derive_help.h"

/* Derived with `metrics` of an agency and a template, each JSON or NULL. */
static Derived derive_over(const char *json, const char *agency,
                           const char *template)
{
    Env *env = env_new();
    const Value *data = json_value(env, json);
    Overrides o = { 0 };

    if (agency)
        o.agency = json_value(env, agency);
    if (template)
        o.template = json_value(env, template)->as.list;
    return derive_value_over(env, data, "en-GB", "GBP", o);
}

#define FACTS                                                                  \
    "'facts':[{'date':'2026-07-01','spend':100,'revenue':400,"                 \
    "'conversions':4,'fees':20,'gross_profit':150}]"

static const Value *metric_at(const Derived *d, const char *id)
{
    const Value *all = found(d, "metrics");

    for (size_t i = 0; i < all->as.list.len; i++)
        if (str_is(value_at(&all->as.list.at[i], "id")->as.text, id))
            return &all->as.list.at[i];
    fail_msg("there is no metric %s", id);
    return NULL;
}

static void assert_metric(const Derived *d, const char *id, const char *key,
                          const char *expected)
{
    const Value *v = value_at(metric_at(d, id), key);

    assert_non_null(v);
    assert_string_equal(str_copy(d->env->arena, v->as.text).at, expected);
}

TEST(the_template_wins_over_the_client_and_the_client_over_the_agency)
{
    static const char agency[] =
        "{'metrics':[{'id':'cpa','label':'Agency CPA','decimals':0},"
        "{'id':'roas','label':'Agency ROAS'},"
        "{'id':'roi','label':'Agency ROI'}]}";
    Derived d =
        derive_over(QUARTER("'metrics':[{'id':'cpa','label':'Client CPA'},"
                            "{'id':'roas','label':'Client ROAS'}]," FACTS),
                    agency, "[{'id':'cpa','label':'Template CPA'}]");

    assert_metric(&d, "cpa", "label", "Template CPA");
    assert_metric(&d, "roas", "label", "Client ROAS");
    assert_metric(&d, "roi", "label", "Agency ROI");
    /* what a later one does not name stays as it was */
    assert_int_equal(
        decimal_compare(value_at(metric_at(&d, "cpa"), "decimals")->as.number,
                        decimal_of_int(0)),
        0);
    derived_close(&d);
}

TEST(formulas_may_be_given_and_stay_visible)
{
    Derived d = derive_text(
        QUARTER("'metrics':[{'id':'roi','numerator':'revenue * 0.42 - spend - "
                "fees','basis':'margin of 42 %'},{'id':'net_margin','label':"
                "'Net margin','unit':'percent','numerator':'gross_profit - "
                "fees','denominator':'revenue'}]," FACTS));

    /* 400 * 0.42 - 100 - 20 = 48 of 100 */
    assert_number_at(&d, "totals.roi", "0.48");
    assert_number_at(&d, "totals.net_margin", "32.5");
    assert_metric(&d, "roi", "numerator_label",
                  "Revenue \xC3\x97 0.42 less spend less fees");
    assert_metric(&d, "roi", "meaning",
                  "(Revenue \xC3\x97 0.42 less spend less fees) divided by "
                  "spend (margin of 42 %)");
    assert_metric(&d, "net_margin", "meaning",
                  "(Gross profit less fees) divided by revenue");
    derived_close(&d);
}

TEST(a_target_may_stand_with_its_metric)
{
    Derived d = derive_over(QUARTER("'targets':{'roas':5}," FACTS),
                            "{'metrics':[{'id':'cpa','target':20},"
                            "{'id':'roas','target':9}]}",
                            NULL);

    assert_number_at(&d, "kpis[3].target", "20");
    derived_close(&d);
}

TEST(rules_of_the_agency_are_the_clients_until_he_has_his_own)
{
    static const char house[] = "{'rules':{'amber':0.5,'green':0.6}}";
    Derived theirs =
        derive_over(QUARTER("'targets':{'revenue':1800}," FACTS), house, NULL);
    Derived own = derive_over(
        QUARTER("'rules':{'green':0.9},'targets':{'revenue':1800}," FACTS),
        house, NULL);

    assert_text_at(&theirs, "kpis[0].rag", "green");
    assert_text_at(&own, "kpis[0].rag", "amber");
    derived_close(&own);
    derived_close(&theirs);
}

TEST(what_no_facts_give_is_in_the_dictionary)
{
    Derived d = derive_text(
        QUARTER("'metrics':[{'id':'cpl','label':'Cost per enquiry'}]," FACTS));

    assert_int_equal(length_at(&d, "dictionary"), 1);
    assert_text_at(&d, "dictionary[0].label", "Cost per enquiry");
    derived_close(&d);
}

/* ---- Ways to the same measure -------------------------------------------- */

TEST(ratios_are_worked_out_from_ratios)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','mrr':1000,'customers':100,"
                "'gross_profit':60,'revenue':100,'lost_customers':5,"
                "'starting_customers':100,'spend':240,'new_customers':2}]"));

    assert_number_at(&d, "totals.arpa", "10");
    assert_number_at(&d, "totals.ltv", "120");   /* 10 * 0.6 / 0.05 */
    assert_number_at(&d, "totals.ltv_cac", "1"); /* 120 / 120 */
    assert_number_at(&d, "totals.payback", "20");
    derived_close(&d);
}

TEST(a_lifetime_without_losses_is_cut_and_says_so)
{
    Derived d = derive_text(QUARTER(
        "'kpis':['ltv'],'facts':[{'date':'2026-07-01','mrr':1000,"
        "'customers':100,'gross_profit':60,'revenue':100,'lost_customers':0,"
        "'starting_customers':100}]"));

    assert_number_at(&d, "totals.ltv", "360");
    assert_true(has_note(&d, "cut at 60 periods"));
    derived_close(&d);
}

TEST(parts_come_before_a_column_of_the_same_name)
{
    Derived parts = derive_text(
        QUARTER("'kpis':['nps'],'facts':[{'date':'2026-07-01','promoters':50,"
                "'detractors':20,'responses':100,'nps':99}]"));
    Derived given =
        derive_text(QUARTER("'facts':[{'date':'2026-07-01','nps':41}]"));

    assert_number_at(&parts, "totals.nps", "30");
    assert_number_at(&parts, "kpis[0].n", "100");
    assert_number_at(&parts, "kpis[0].error", "7.8");
    assert_number_at(&given, "totals.nps", "41");
    derived_close(&given);
    derived_close(&parts);
}

TEST(constants_fill_what_facts_lack)
{
    Derived d = derive_text(
        QUARTER("'constants':{'target_population':2000},'facts':["
                "{'date':'2026-07-01','channel':'TV','impressions':3000,"
                "'spend':600},{'date':'2026-07-01','channel':'Radio',"
                "'impressions':1000,'spend':100}]"));

    assert_number_at(&d, "totals.grp", "200");
    assert_number_at(&d, "totals.cpp", "3.5");
    assert_number_at(&d, "channels[0].grp", "150");
    derived_close(&d);
}

TEST(few_employees_are_not_shown)
{
    Derived d =
        derive_text(QUARTER("'kpis':['enps'],'facts':[{'date':'2026-07-01',"
                            "'staff_promoters':2,'staff_detractors':1,"
                            "'staff_responses':4}]"));

    assert_null_at(&d, "totals.enps");
    assert_text_at(&d, "kpis[0].text", "too few");
    derived_close(&d);
}

TEST(odd_numbers_are_noted)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','impressions':90,'reach':100,"
                "'clicks_all':120}]"));

    assert_true(has_note(&d, "Frequency is below 1"));
    assert_true(has_note(&d, "CTR (all) is above 100%: clicks (all) count more "
                             "than once for each of impressions"));
    derived_close(&d);
}

/* A metric that is its own part has no end, and no value. */
TEST(circles_are_nothing)
{
    Derived d = derive_text(
        QUARTER("'metrics':[{'id':'a','numerator':'b','denominator':'spend'},"
                "{'id':'b','numerator':'a','denominator':'spend'}]," FACTS));

    assert_non_null(d.data);
    assert_null(value_path(d.data, "totals.a"));
    derived_close(&d);
}

TEST(faults_of_metrics_are_reported)
{
    static const struct {
        const char *metric, *part;
    } wrong[] = {
        { "{'id':'x','numerator':'a /','denominator':'b'}", "found '/'" },
        { "{'id':'x','numerator':'a','denominator':1}",
          "expected a formula in words, found a number" },
        { "{'id':'x','unit':'pounds'}", "metrics: unit" },
        { "{'id':'x','direction':'left'}", "metrics: direction" },
        { "{'id':'x','aggregate':'mean'}", "metrics: aggregate" },
        { "{'label':'x'}", "expected { id, label" },
        { "7", "expected { id, label" },
    };

    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        Arena *a = arena_new();
        Str json =
            str_format(a, QUARTER("'metrics':[%s]," FACTS), wrong[i].metric);
        Derived d = derive_text(json.at);
        assert_null(d.data);
        if (!has_diag(&d, DIAG_ERROR, wrong[i].part))
            fail_msg("no error says '%s'", wrong[i].part);
        derived_close(&d);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(the_template_wins_over_the_client_and_the_client_over_the_agency),
        RUN(formulas_may_be_given_and_stay_visible),
        RUN(a_target_may_stand_with_its_metric),
        RUN(rules_of_the_agency_are_the_clients_until_he_has_his_own),
        RUN(what_no_facts_give_is_in_the_dictionary),
        RUN(ratios_are_worked_out_from_ratios),
        RUN(a_lifetime_without_losses_is_cut_and_says_so),
        RUN(parts_come_before_a_column_of_the_same_name),
        RUN(constants_fill_what_facts_lack),
        RUN(few_employees_are_not_shown),
        RUN(odd_numbers_are_noted),
        RUN(circles_are_nothing),
        RUN(faults_of_metrics_are_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
