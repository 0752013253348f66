/* test_compare.c - what numbers are compared with, and what is printed. */

#include "derive_help.h"

/* Facts of single days: date, revenue, orders. */
#define DAY(date, revenue) "{'date':'" date "','revenue':" revenue "},"

static Derived report_of(const char *report, const char *rest)
{
    Arena *a = arena_new();
    Str json = str_format(a, "{'client':{'name':'Acme'},'report':{%s},%s}",
                          report, rest);
    Derived d = derive_text(json.at);

    arena_free(a);
    return d;
}

/* ---- The kinds ---------------------------------------------------------- */

#define MONTHS                                                                 \
    "'facts':["                                                                \
    "{'date':'2025-10','revenue':600},{'date':'2025-11','revenue':700},"       \
    "{'date':'2026-07','revenue':800},{'date':'2026-08','revenue':900},"       \
    "{'date':'2026-09','revenue':950},{'date':'2026-10','revenue':1000},"      \
    "{'date':'2026-11','revenue':1200}]"

TEST(comparisons_come_in_the_order_asked_for)
{
    Derived d = report_of("'period':'2026-11','compare':['previous_quarter',"
                          "'target','previous_month','same_period_last_year']",
                          "'targets':{'revenue':1500}," MONTHS);

    assert_text_at(&d, "compare[0]", "previous_quarter");
    assert_text_at(&d, "compare[3]", "prior_year");
    assert_text_at(&d, "comparisons[0].label", "August 2026");
    assert_text_at(&d, "comparisons[2].short", "Oct 2026");
    assert_number_at(&d, "totals_previous_quarter.revenue", "900");
    assert_number_at(&d, "totals_previous_month.revenue", "1000");
    assert_number_at(&d, "totals_prior_year.revenue", "700");
    assert_number_at(&d, "comparisons[2].totals.revenue", "1000");
    assert_text_at(&d, "kpis[0].comparisons[0].name", "previous_quarter");
    assert_number_at(&d, "kpis[0].comparisons[0].value", "900");
    assert_number_at(&d, "kpis[0].comparisons[0].change", "0.33");
    assert_text_at(&d, "kpis[0].comparisons[0].text", "+33.3%");
    assert_text_at(&d, "kpis[0].comparisons[0].kind", "percent");
    assert_text_at(&d, "kpis[0].comparisons[0].trend", "up");
    assert_text_at(&d, "kpis[0].comparisons[0].verdict", "good");
    assert_number_at(&d, "kpis[0].comparisons[1].value", "1500");
    assert_number_at(&d, "kpis[0].comparisons[1].attainment", "0.8");
    assert_text_at(&d, "kpis[0].comparisons[1].rag", "red");
    assert_text_at(&d, "kpis[0].comparisons[3].text", "+71.4%");
    derived_close(&d);
}

TEST(without_asking_three_come)
{
    Derived d = report_of("'period':'2026-11'", MONTHS);

    assert_int_equal(length_at(&d, "comparisons"), 3);
    assert_text_at(&d, "compare[0]", "target");
    assert_text_at(&d, "compare[1]", "prior_year");
    assert_text_at(&d, "compare[2]", "previous_period");
    assert_number_at(&d, "totals_previous_period.revenue", "1000");
    assert_number_at(&d, "totals_previous.revenue", "1000");
    derived_close(&d);
}

TEST(a_given_period_has_a_name_and_a_label)
{
    Derived d = report_of("'period':'2026-11','compare':[{'name':'launch',"
                          "'from':'2026-07-01','to':'2026-07-31',"
                          "'label':'Launch month'}]",
                          MONTHS);

    assert_text_at(&d, "compare[0]", "launch");
    assert_text_at(&d, "comparisons[0].label", "Launch month");
    assert_number_at(&d, "totals_launch.revenue", "800");
    assert_text_at(&d, "kpis[0].comparisons[0].text", "+50.0%");
    assert_false(has_note(&d, "same length"));
    derived_close(&d);
}

TEST(sides_of_other_lengths_say_so_or_go_by_day)
{
    Derived plain = report_of("'period':'2026-11','compare':[{'from':"
                              "'2026-07','to':'2026-09'}]",
                              MONTHS);
    Derived by_day = report_of("'period':'2026-11','compare':[{'with':"
                               "'previous_month','per_day':true}]",
                               MONTHS);

    assert_true(has_note(&plain, "has 92 days, the report 30"));
    assert_number_at(&plain, "totals_custom.revenue", "2650");
    /* 1200 / 30 against 1000 / 31, the month without its 31st day */
    assert_text_at(&by_day, "kpis[0].comparisons[0].text", "+24.0%");
    assert_text_at(&by_day, "kpis[0].comparisons[0].label",
                   "October 2026 per day");
    assert_number_at(&by_day, "kpis[0].comparisons[0].value", "1000");
    derived_close(&by_day);
    derived_close(&plain);
}

TEST(a_benchmark_is_given_by_measure)
{
    Derived d = report_of("'period':'2026-11','compare':['benchmark']",
                          "'benchmarks':{'revenue':{'value':1000,'label':"
                          "'Retail panel'}}," MONTHS);

    assert_text_at(&d, "kpis[0].comparisons[0].label", "Retail panel");
    assert_text_at(&d, "kpis[0].comparisons[0].text", "+20.0%");
    derived_close(&d);
}

TEST(months_do_not_compare_with_a_longer_period)
{
    Derived d =
        report_of("'period':'2026-Q3','compare':['previous_month']", MONTHS);

    assert_text_at(&d, "kpis[0].comparisons[0].kind", "missing");
    assert_text_at(&d, "kpis[0].comparisons[0].reason",
                   "the period is longer than that");
    assert_null_at(&d, "totals_previous_month.revenue");
    derived_close(&d);
}

/* ---- To date ------------------------------------------------------------ */

TEST(year_to_date_follows_the_fiscal_year)
{
    Arena *a = arena_new();
    Buf rows = { 0 };
    for (int month = 2025 * 12 + 3; month <= 2026 * 12 + 8; month++) {
        Str row = str_format(a, "%s{'date':'%d-%02d','revenue':%d}",
                             rows.len ? "," : "", month / 12, month % 12 + 1,
                             month >= 2026 * 12 + 3 ? 110 : 100);
        buf_add_str(&rows, row);
    }
    Str json = str_format(
        a,
        "{'client':{'name':'A','fiscal_year_starts':4},'report':{'period':"
        "'2026-09','compare':['ytd','mtd_vs_mtd']},'facts':[%.*s]}",
        (int)rows.len, rows.at);
    Derived d = derive_text(json.at);

    assert_number_at(&d, "totals_ytd_now.revenue", "660");
    assert_number_at(&d, "totals_ytd.revenue", "600");
    assert_number_at(&d, "kpis[0].comparisons[0].now", "660");
    assert_text_at(&d, "kpis[0].comparisons[0].text", "+10.0%");
    assert_text_at(&d, "comparisons[0].from", "2025-04-01");
    assert_text_at(&d, "comparisons[0].to", "2025-09-30");
    assert_text_at(&d, "comparisons[1].from", "2026-08-01");
    buf_free(&rows);
    arena_free(a);
    derived_close(&d);
}

/* ---- Partial periods ---------------------------------------------------- */

#define NOVEMBER(rest)                                                         \
    "'facts':[" DAY("2025-11-01", "10") DAY("2025-11-18",                      \
                                            "20") DAY("2025-11-19", "999")     \
        DAY("2026-10-01", "5") DAY("2026-10-18", "6") DAY("2026-10-20", "999") \
            DAY("2026-11-01", "30") "{'date':'2026-11-18','revenue':30}]" rest

TEST(a_partial_period_is_compared_with_the_same_days)
{
    Derived d = report_of("'period':'2026-11','compare':['prior_year',"
                          "'previous_month']",
                          NOVEMBER(""));

    assert_text_at(&d, "period.part_label",
                   "1\xE2\x80\x93"
                   "18 Nov 2026, 18 of 30 days");
    assert_number_at(&d, "totals_prior_year.revenue", "30");
    assert_number_at(&d, "totals_previous_month.revenue", "11");
    assert_text_at(&d, "comparisons[0].label",
                   "1\xE2\x80\x93"
                   "18 Nov 2025, 18 of 30 days");
    assert_flag_at(&d, "comparisons[0].is_complete", false);
    derived_close(&d);
}

TEST(targets_of_partial_periods_are_labelled)
{
    Derived d = report_of("'period':'2026-11','compare':['target']",
                          NOVEMBER(",'targets':{'revenue':100}"));

    assert_number_at(&d, "kpis[0].comparisons[0].value", "60");
    assert_text_at(&d, "kpis[0].comparisons[0].label",
                   "target for 18 of 30 days");
    derived_close(&d);
}

TEST(same_weeks_keep_their_weekdays)
{
    Derived d = report_of(
        "'period':{'from':'2026-11-23','to':'2026-11-29'},"
        "'compare':['same_weeks_last_year']",
        "'facts':[" DAY("2025-11-23", "99") DAY("2025-11-24", "10")
            DAY("2025-11-30", "10") DAY("2025-12-01", "99")
                DAY("2026-11-24", "30") "{'date':'2026-11-29','revenue':10}]");

    assert_text_at(&d, "comparisons[0].from", "2025-11-24");
    assert_text_at(&d, "comparisons[0].to", "2025-11-30");
    assert_number_at(&d, "totals_same_weeks_last_year.revenue", "20");
    derived_close(&d);
}

/* ---- By dimension ------------------------------------------------------- */

TEST(rows_have_each_comparison)
{
    Derived d = report_of(
        "'period':'2026-11','compare':['previous_quarter',{'name':'launch',"
        "'from':'2026-07','to':'2026-07'}]",
        "'facts':[{'date':'2026-07','channel':'A','spend':5,'revenue':10},"
        "{'date':'2026-08','channel':'A','spend':6,'revenue':30},"
        "{'date':'2026-11','channel':'A','spend':8,'revenue':40},"
        "{'date':'2026-11','channel':'B','spend':2,'revenue':4}]");

    assert_number_at(&d, "channels[0].previous_quarter.revenue", "30");
    assert_number_at(&d, "channels[0].launch.roas", "2");
    assert_null_at(&d, "channels[1].launch");
    derived_close(&d);
}

/* ---- Periods in words --------------------------------------------------- */

static void assert_period(const char *client, const char *period,
                          const char *from, const char *to)
{
    Arena *a = arena_new();
    Str json = str_format(a,
                          "{'client':{'name':'A'%s},'report':{'period':'%s'},"
                          "'facts':[]}",
                          client, period);
    Derived d = derive_text(json.at);

    assert_text_at(&d, "period.from", from);
    assert_text_at(&d, "period.to", to);
    derived_close(&d);
    arena_free(a);
}

TEST(periods_are_read_in_all_their_forms)
{
    static const char starts[] = ",'fiscal_year_starts':4";
    static const char ends[] =
        ",'fiscal_year_starts':4,'fiscal_year_named':'end'";

    assert_period("", "2026", "2026-01-01", "2026-12-31");
    assert_period("", "2026-H2", "2026-07-01", "2026-12-31");
    assert_period("", "2026-Q3", "2026-07-01", "2026-09-30");
    assert_period("", "2026-W01", "2025-12-29", "2026-01-04");
    assert_period("", "2020-W53", "2020-12-28", "2021-01-03");
    assert_period("", "2024-02", "2024-02-01", "2024-02-29");
    assert_period(starts, "FY26 Q3", "2026-10-01", "2026-12-31");
    assert_period(starts, "Q3 FY26", "2026-10-01", "2026-12-31");
    assert_period(starts, "FY2026-H1", "2026-04-01", "2026-09-30");
    assert_period(starts, "FY26", "2026-04-01", "2027-03-31");
    assert_period(ends, "FY26", "2025-04-01", "2026-03-31");
    assert_period(ends, "FY26 Q4", "2026-01-01", "2026-03-31");
}

static void assert_refused(const char *json, const char *part)
{
    Derived d = derive_text(json);

    assert_null(d.data);
    if (!has_diag(&d, DIAG_ERROR, part))
        fail_msg("no error says '%s'", part);
    derived_close(&d);
}

#define REPORT(rest)                                                           \
    "{'client':{'name':'A'},'report':{'period':'2026-11'," rest "}}"

TEST(what_cannot_be_compared_is_refused)
{
    assert_refused(REPORT("'compare':['last_week']"), "found 'last_week'");
    assert_refused(REPORT("'compare':'ytd'"), "expected a list");
    assert_refused(REPORT("'compare':[7]"), "found a number");
    assert_refused(REPORT("'compare':['ytd','ytd']"), "names 'ytd' twice");
    assert_refused(REPORT("'compare':[{'from':'2026-02'}]"), "expected { from");
    assert_refused(REPORT("'compare':[{'from':'2026-02','to':'2026-01'}]"),
                   "ends before it begins");
    assert_refused(REPORT("'compare':[{'from':'2026-02','to':'2027-01'}]"),
                   "ends after the report");
    assert_refused(REPORT("'compare':[{'with':'ytd','name':'A b'}]"),
                   "a name is");
    assert_refused("{'client':{'name':'A'},'report':{'period':'2021-W53'}}",
                   "found '2021-W53'");
    assert_refused("{'client':{'name':'A'},'report':{'period':'FY26 Q5'}}",
                   "found 'FY26 Q5'");
}

/* ---- Rules -------------------------------------------------------------- */

#define LOSS                                                                   \
    "'period':'2026-11','compare':['previous_month']",                         \
        "'kpis':['gross_profit'],'facts':["                                    \
        "{'date':'2026-10','gross_profit':-100},"                              \
        "{'date':'2026-11','gross_profit':100}]"

TEST(a_negative_base_has_an_option)
{
    Derived usual = report_of(LOSS);
    Derived abs = report_of(LOSS ",'rules':{'negative_base':'abs'}");

    assert_text_at(&usual, "kpis[0].comparisons[0].text", "n/m");
    assert_text_at(&abs, "kpis[0].comparisons[0].text", "+200.0%");
    derived_close(&abs);
    derived_close(&usual);
}

TEST(rules_change_bands_and_limits)
{
    Derived d =
        report_of("'period':'2026-11','compare':['previous_month','target']",
                  "'rules':{'flat':0.3,'amber':0.7,'green':0.75},"
                  "'targets':{'revenue':1500}," MONTHS);

    assert_text_at(&d, "kpis[0].comparisons[0].trend", "flat");
    assert_text_at(&d, "kpis[0].comparisons[0].verdict", "neutral");
    assert_text_at(&d, "kpis[0].rag", "green");
    derived_close(&d);
}

TEST(rules_are_checked)
{
    assert_refused("{'client':{'name':'A'},'report':{'period':'2026-11'},"
                   "'rules':{'flatt':1}}",
                   "there is no rule 'flatt'");
    assert_refused("{'client':{'name':'A'},'report':{'period':'2026-11'},"
                   "'rules':{'negative_base':'yes'}}",
                   "rules.negative_base: expected none abs");
    assert_refused("{'client':{'name':'A'},'report':{'period':'2026-11'},"
                   "'rules':{'flat':-1}}",
                   "rules.flat: expected a number");
}

/* ---- What is printed ------------------------------------------------------
 */

/* The text of October's `id` to November's, as cards print it. */
static void assert_change(const char *id, const char *before, const char *now,
                          const char *kind, const char *text)
{
    Arena *a = arena_new();
    Str json = str_format(
        a,
        "{'client':{'name':'A'},'report':{'period':'2026-11','compare':"
        "['previous_month']},'kpis':['%s'],'facts':[{'date':'2026-10','%s':%s,"
        "'x':1},{'date':'2026-11','%s':%s,'x':1}]}",
        id, id, before, id, now);
    Derived d = derive_text(json.at);

    assert_text_at(&d, "kpis[0].comparisons[0].kind", kind);
    assert_text_at(&d, "kpis[0].comparisons[0].text", text);
    derived_close(&d);
    arena_free(a);
}

TEST(each_base_has_its_way_of_saying_a_change)
{
    assert_change("revenue", "1000", "1184", "percent", "+18.4%");
    assert_change("revenue", "1000", "816", "percent", "\u221218.4%");
    assert_change("revenue", "0", "0", "none", "no change");
    assert_change("revenue", "0", "12", "new", "new");
    assert_change("revenue", "-100", "100", "not_meaningful", "n/m");
    assert_change("revenue", "null", "5", "missing", "\u2013");
    assert_change("orders", "3", "6", "counts", "3 \u2192 6");
    assert_change("orders", "29", "31", "counts", "29 \u2192 31");
    assert_change("orders", "30", "33", "percent", "+10.0%");
    assert_change("revenue", "1", "100", "percent", ">999%");
    assert_change("revenue", "1", "-100", "percent", "<\u2212999%");
}

TEST(rates_change_in_points_the_finer_the_smaller_they_are)
{
    assert_change("bounce_rate", "0.40", "0.444", "points", "+4.4\u00a0pp");
    assert_change("bounce_rate", "0.004", "0.0066", "points", "+0.26\u00a0pp");
    assert_change("bounce_rate", "0.0004", "0.0007", "points",
                  "+0.030\u00a0pp");
    assert_change("ctr", "0.0059", "0.0047", "points", "\u22120.12\u00a0pp");
    assert_change("nps", "30", "41", "absolute", "+11");
    assert_change("roas", "4", "4.31", "percent", "+7.8%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(comparisons_come_in_the_order_asked_for),
        RUN(without_asking_three_come),
        RUN(a_given_period_has_a_name_and_a_label),
        RUN(sides_of_other_lengths_say_so_or_go_by_day),
        RUN(a_benchmark_is_given_by_measure),
        RUN(months_do_not_compare_with_a_longer_period),
        RUN(year_to_date_follows_the_fiscal_year),
        RUN(a_partial_period_is_compared_with_the_same_days),
        RUN(targets_of_partial_periods_are_labelled),
        RUN(same_weeks_keep_their_weekdays),
        RUN(rows_have_each_comparison),
        RUN(periods_are_read_in_all_their_forms),
        RUN(what_cannot_be_compared_is_refused),
        RUN(a_negative_base_has_an_option),
        RUN(rules_change_bands_and_limits),
        RUN(rules_are_checked),
        RUN(each_base_has_its_way_of_saying_a_change),
        RUN(rates_change_in_points_the_finer_the_smaller_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
