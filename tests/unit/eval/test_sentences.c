/* test_sentences.c - what the numbers say, in whole sentences. */

#include "eval/derive_help.h"
#include "eval/sentences.h"

static Speaker speaker(const Derived *d)
{
    return (Speaker){ d->env->arena, d->locale, d->wording, d->data };
}

static void assert_sentence(Str s, const char *expected)
{
    if (!str_is(s, expected))
        fail_msg("'%.*s' is not '%s'", STR_ARG(s), expected);
}

static Value kpi_of(Derived *d, const char *json)
{
    const Value *v =
        json_parse(d->env, source_new(d->env->arena, STR("kpi.json"),
                                      double_quotes(d->env->arena, json)));

    assert_non_null(v);
    return *v;
}

/* The headline of one KPI in a report with the comparisons of a quarter. */
static void assert_headline(const char *json, const char *expected)
{
    Derived d = derive_text(QUARTER("'x':1"));
    Speaker s = speaker(&d);
    Value kpi = kpi_of(&d, json);

    assert_sentence(sentence_headline(&s, &kpi), expected);
    derived_close(&d);
}

TEST(headlines_say_change_value_and_target)
{
    assert_headline("{'id':'revenue','label':'Revenue','value':1410000,"
                    "'prior_year':1190878,'target':1330000}",
                    "Revenue rose 18.4% on Q3 2025 to \xC2\xA3"
                    "1.41M, 6.0% above the \xC2\xA3"
                    "1.33M target.");
    assert_headline("{'id':'revenue','label':'Revenue','value':1005,"
                    "'prior_year':1000}",
                    "Revenue held steady on Q3 2025, at \xC2\xA3"
                    "1,005.");
    assert_headline("{'id':'revenue','label':'Revenue','value':500,"
                    "'prior_year':1000,'target':500}",
                    "Revenue dropped 50.0% on Q3 2025 to \xC2\xA3"
                    "500, on the target of \xC2\xA3"
                    "500.");
    assert_headline("{'id':'revenue','label':'Revenue','value':1020,"
                    "'previous':1000}",
                    "Revenue edged up 2.0% on Q2 2026 to \xC2\xA3"
                    "1,020.");
}

TEST(costs_improve_and_worsen)
{
    assert_headline("{'id':'cpa','label':'CPA','value':38.2,'prior_year':"
                    "36.7,'target':36}",
                    "CPA worsened (edged up 4.1%) on Q3 2025 to \xC2\xA3"
                    "38.20, 6.1% above the \xC2\xA3"
                    "36.00 target.");
    assert_headline("{'id':'cpa','label':'CPA','value':30,'prior_year':36}",
                    "CPA improved (fell 16.7%) on Q3 2025 to \xC2\xA3"
                    "30.00.");
}

TEST(rates_move_in_points)
{
    assert_headline(
        "{'id':'engagement_rate','label':'Engagement rate',"
        "'value':0.524,'prior_year':0.5}",
        "Engagement rate edged up 2.4\xC2\xA0pp on Q3 2025 to 52.4%.");
}

TEST(odd_bases_are_said_plainly)
{
    assert_headline("{'id':'leads','label':'Leads','value':6,'prior_year':3}",
                    "Leads went to 6 from 3 in Q3 2025.");
    assert_headline("{'id':'leads','label':'Leads','value':6,'prior_year':0}",
                    "Leads reached 6, from none in Q3 2025.");
    assert_headline("{'id':'leads','label':'Leads','value':0,'prior_year':0}",
                    "Leads stayed at zero.");
    assert_headline("{'id':'gross_profit','label':'Gross profit','value':100,"
                    "'prior_year':-100}",
                    "Gross profit was \xC2\xA3"
                    "100 (+\xC2\xA3"
                    "200 on Q3 2025).");
    assert_headline("{'id':'leads','label':'Leads','value':7,'reason':"
                    "'no data for Q3 2025'}",
                    "Leads were 7 (no comparison: no data for Q3 2025).");
    assert_headline("{'id':'leads','label':'Leads','value':null}",
                    "No data for leads.");
}

#define CHANNEL(name, then, now)                                               \
    "{'date':'2025-07-01','channel':'" name "','revenue':" then                \
    "},{'date':'2025-08-01','channel':'" name                                  \
    "','revenue':0},{'date':'2025-09-01','channel':'" name                     \
    "','revenue':0},{'date':'2026-07-01','channel':'" name "','revenue':" now  \
    "}"

static void assert_driver(const char *json, const char *expected)
{
    Derived d = derive_text(json);
    Speaker s = speaker(&d);

    assert_sentence(sentence_driver(&s, found(&d, "channels"), STR("revenue")),
                    expected);
    derived_close(&d);
}

#define AS_OF_JULY                                                             \
    "{'client':{'name':'A'},'report':{'period':'2026-07'},'facts':["

TEST(drivers_are_arithmetic_shares)
{
    assert_driver(AS_OF_JULY CHANNEL("Search", "100", "161") "," CHANNEL(
                      "Mail", "100", "139") "]}",
                  "Search accounted for 61% of the increase in revenue.");
    assert_driver(AS_OF_JULY CHANNEL("Search", "100", "180") "," CHANNEL(
                      "Mail", "100", "150") "," CHANNEL("TV", "100", "70") "]}",
                  "Search accounted for 80% of the increase in revenue; TV "
                  "partly offset it (\xE2\x88\x92\xC2\xA3"
                  "30).");
    assert_driver(AS_OF_JULY CHANNEL("Meta", "100", "164") "," CHANNEL(
                      "Organic", "100", "80") "]}",
                  "Meta added \xC2\xA3"
                  "64, Organic lost \xC2\xA3"
                  "20.");
    assert_driver(AS_OF_JULY CHANNEL("Meta", "0", "164") "]}",
                  "Meta accounted for 100% of the increase in revenue.");
}

static void assert_streak(const char *rows, const char *expected)
{
    Derived d = derive_text(QUARTER("'x':1"));
    Speaker s = speaker(&d);
    Value v = kpi_of(&d, rows);

    assert_sentence(sentence_streak(&s, &v, STR("leads")), expected);
    derived_close(&d);
}

TEST(streaks_stop_at_gaps_and_partial_months)
{
    assert_streak("[{'leads':1},{'leads':2},{'leads':3},{'leads':4},"
                  "{'leads':1,'is_partial':true}]",
                  "Leads rose for the 3rd month in a row.");
    assert_streak("[{'leads':1,'is_partial':true},{'leads':2},{'leads':3},"
                  "{'leads':4}]",
                  ""); /* two rises of whole months */
    assert_streak("[{'leads':9},{'leads':null},{'leads':8},{'leads':7}]", "");
    assert_streak("[{'leads':9,'prior_year':{'leads':10}},{'leads':12,"
                  "'prior_year':{'leads':14}},{'leads':8,'prior_year':"
                  "{'leads':9}}]",
                  "Leads fell short of the year before for the 3rd month "
                  "in a row.");
    assert_streak(
        "[{'leads':50,'label':'Jan'},{'leads':5},{'leads':7},{'leads':5},"
        "{'leads':7},{'leads':5},{'leads':6},{'leads':9,'label':'Aug'}]",
        "Leads were higher in Aug than in any month since Jan.");
    assert_streak(
        "[{'leads':5},{'leads':7},{'leads':5},{'leads':7},{'leads':5},"
        "{'leads':6},{'leads':9,'label':'Aug'}]",
        "Leads were at their highest of the 7 months with data in "
        "Aug.");
    assert_streak("[{'leads':9}]", "");
    assert_streak("[]", "");
}

TEST(simpson_is_noticed)
{
    /* Search and Display both get cheaper, but spend moves to Display. */
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':'2026-07'},'facts':["
        "{'date':'2025-07-01','channel':'Search','spend':900,'conversions':"
        "90},{'date':'2025-07-01','channel':'Display','spend':100,"
        "'conversions':2},{'date':'2026-07-01','channel':'Search','spend':"
        "100,'conversions':11},{'date':'2026-07-01','channel':'Display',"
        "'spend':900,'conversions':20}]}");
    Speaker s = speaker(&d);

    assert_sentence(
        sentence_mix(&s, found(&d, "channels"), STR("cpa")),
        "CPA rose although it fell in 2 of 2 channels, as spend shifted "
        "toward Display.");
    assert_sentence(sentence_mix(&s, found(&d, "channels"), STR("spend")), "");
    assert_sentence(sentence_mix(&s, found(&d, "channels"), STR("none")), "");
    derived_close(&d);
}

TEST(budgets_say_where_they_land)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':'2026-06','as_of':"
        "'2026-06-18'},'budget':[{'line':'x','month':'2026-06','plan':100000,"
        "'actual':71000}]}");
    Speaker s = speaker(&d);

    assert_sentence(
        sentence_pacing(&s, found(&d, "budget_summary")),
        "\xC2\xA3"
        "71.0K of the \xC2\xA3"
        "100K media budget (71%) is spent with 60% of the period elapsed; at "
        "this rate it lands at \xC2\xA3"
        "118K (\xC2\xA3"
        "18.3K over).");
    derived_close(&d);
    d = derive_text(QUARTER("'budget':[{'line':'x','month':'2026-07','plan':"
                            "100,'actual':96}]"));
    s = speaker(&d);
    assert_sentence(sentence_pacing(&s, found(&d, "budget_summary")),
                    "\xC2\xA3"
                    "96 of the \xC2\xA3"
                    "100 media budget was spent (96%), \xC2\xA3"
                    "4 under plan.");
    derived_close(&d);
}

TEST(verdicts_count_goals_and_name_the_worst)
{
    Derived d = derive_text(QUARTER(
        "'facts':[{'date':'2026-07-01','revenue':20,'spend':10,"
        "'conversions':2}],'targets':{'revenue':100,'cpa':6,'roas':2}"));
    Speaker s = speaker(&d);

    assert_sentence(sentence_verdict(&s, found(&d, "goals")),
                    "2 of 3 goals were met; furthest from target: revenue, "
                    "at \xC2\xA3"
                    "20 against \xC2\xA3"
                    "34.");
    derived_close(&d);
}

/* ---- Every sentence of the samples -------------------------------------- */

static size_t word_count(Str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != ' ' && (i == 0 || s.at[i - 1] == ' '))
            count++;
    return count;
}

static void assert_proper(Str s)
{
    if (!s.len)
        return;
    if (word_count(s) > 30)
        fail_msg("more than 30 words: %.*s", STR_ARG(s));
    assert_true(str_ends(s, STR(".")));
    assert_true(str_find(s, STR("!")) == s.len);
    assert_true(str_find(s, STR("because")) == s.len);
    assert_true(str_find(s, STR("  ")) == s.len);
    if (getenv("SHOW"))
        print_message("%.*s\n", STR_ARG(s));
}

static void assert_all_proper(Derived d)
{
    Speaker s = speaker(&d);
    const Value *kpis = found(&d, "kpis");
    const Value *channels = value_at(d.data, "channels");
    const Value *budget = value_at(d.data, "budget_summary");
    const Value *year = value_at(d.data, "budget_year");
    const Value *forecast = value_at(d.data, "forecast");
    const Value *goals = value_at(d.data, "goals");

    for (size_t i = 0; i < kpis->as.list.len; i++) {
        const Value *kpi = &kpis->as.list.at[i];
        Str id = value_at(kpi, "id")->as.text;
        assert_proper(sentence_headline(&s, kpi));
        assert_proper(sentence_movement(&s, kpi));
        assert_proper(sentence_streak(&s, found(&d, "monthly"), id));
        if (channels) {
            assert_proper(sentence_driver(&s, channels, id));
            assert_proper(sentence_mix(&s, channels, id));
        }
    }
    if (budget)
        assert_proper(sentence_pacing(&s, budget));
    if (year)
        assert_proper(sentence_pacing(&s, year));
    if (forecast)
        assert_proper(sentence_outlook(&s, forecast));
    if (goals)
        assert_proper(sentence_verdict(&s, goals));
    derived_close(&d);
}

TEST(sentences_of_the_samples_are_proper)
{
    assert_all_proper(derive_file("samples/client.json", "en-GB", "GBP"));
    assert_all_proper(derive_file("samples/retail.json", "en-US", "USD"));
    assert_all_proper(derive_file("samples/social.json", "en-US", "USD"));
    assert_all_proper(derive_file("samples/minimal.json", "en-GB", "GBP"));
    assert_all_proper(derive_file("samples/german.yaml", "de-DE", "EUR"));
    assert_all_proper(derive_file("samples/arabic.yaml", "ar", "AED"));
}

TEST(a_sentence_has_the_number_of_its_card)
{
    Derived d = derive_file("samples/client.json", "en-GB", "GBP");
    Speaker s = speaker(&d);
    const Value *kpis = found(&d, "kpis");

    for (size_t i = 0; i < kpis->as.list.len; i++) {
        const Value *kpi = &kpis->as.list.at[i];
        Str headline = sentence_headline(&s, kpi);
        Str card = value_at(kpi, "text")->as.text;
        assert_true(str_find(headline, card) < headline.len);
    }
    derived_close(&d);
}

TEST(an_outlook_says_when_it_was_cut_at_zero)
{
    Derived d = derive_text(QUARTER("'x':1"));
    Speaker s = speaker(&d);
    Value cut = kpi_of(&d, "{'id':'orders','metric_label':'Orders',"
                           "'unit':'count','value':5,'low':0,'high':12,"
                           "'method':'linear trend','history_months':8,"
                           "'label':'Q4 2026','is_clamped':true}");
    Str said = sentence_outlook(&s, &cut);

    assert_true(
        str_ends(said, STR(" (8 months of data). The range is cut at zero.")));
    cut = kpi_of(&d, "{'id':'orders','metric_label':'Orders','unit':'count',"
                     "'value':9,'low':6,'high':12,'method':'linear trend',"
                     "'history_months':8,'label':'Q4 2026',"
                     "'is_clamped':false}");
    said = sentence_outlook(&s, &cut);
    assert_true(str_ends(said, STR(" (8 months of data).")));
    derived_close(&d);
}

TEST(hostile_maps_say_nothing_wrong)
{
    Derived d = derive_text(QUARTER("'x':1"));
    Speaker s = speaker(&d);
    Value odd = kpi_of(&d, "{'id':7,'value':'x','target':[],'unit':{},"
                           "'prior_year':true,'plan':'a','label':null}");
    Value rows = kpi_of(&d, "[1,null,'x',{'name':3,'revenue':'y'}]");

    assert_true(str_ends(sentence_headline(&s, &odd), STR(".")));
    assert_true(str_ends(sentence_movement(&s, &odd), STR(".")));
    assert_true(str_ends(sentence_pacing(&s, &odd), STR(".")));
    assert_sentence(sentence_outlook(&s, &odd), "");
    assert_sentence(sentence_driver(&s, &rows, STR("revenue")), "");
    assert_sentence(sentence_streak(&s, &rows, STR("revenue")), "");
    assert_sentence(sentence_mix(&s, &rows, STR("cpa")), "");
    assert_sentence(sentence_verdict(&s, &rows), "No goal can be measured.");
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(headlines_say_change_value_and_target),
        RUN(costs_improve_and_worsen),
        RUN(rates_move_in_points),
        RUN(odd_bases_are_said_plainly),
        RUN(drivers_are_arithmetic_shares),
        RUN(streaks_stop_at_gaps_and_partial_months),
        RUN(simpson_is_noticed),
        RUN(budgets_say_where_they_land),
        RUN(verdicts_count_goals_and_name_the_worst),
        RUN(sentences_of_the_samples_are_proper),
        RUN(a_sentence_has_the_number_of_its_card),
        RUN(an_outlook_says_when_it_was_cut_at_zero),
        RUN(hostile_maps_say_nothing_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
