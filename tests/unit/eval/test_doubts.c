/* test_doubts.c - what a careful analyst asks about. */

#include "eval/derive_help.h"

/* Said on standard error by `message` and noted in the report by `note`. */
static void assert_doubt(const char *json, const char *message,
                         const char *note)
{
    Derived d = derive_text(json);

    assert_non_null(d.data);
    if (!has_diag(&d, DIAG_WARNING, message))
        diags_print(d.env->diags, stderr);
    assert_true(has_diag(&d, DIAG_WARNING, message));
    assert_true(has_note(&d, note));
    derived_close(&d);
}

static void assert_no_doubt(const char *json)
{
    Derived d = derive_text(json);

    assert_non_null(d.data);
    if (d.env->diags->list.len)
        diags_print(d.env->diags, stderr);
    assert_int_equal(d.env->diags->list.len, 0);
    derived_close(&d);
}

#define ROWS(a, b, c)                                                          \
    QUARTER("'facts':[{'date':'2026-07-01'," a "},{'date':'2026-08-01'," b     \
            "},{'date':'2026-09-01'," c "}]")

TEST(a_ratio_that_its_parts_contradict)
{
    assert_doubt(ROWS("'clicks':10,'impressions':1000,'ctr':0.01",
                      "'clicks':10,'impressions':1000,'ctr':0.02",
                      "'clicks':30,'impressions':1000,'ctr':0.03"),
                 "CTR of 1 of 3 rows is not what its parts give; in the first "
                 "it is 0.02, the parts give 0.01; the parts are used",
                 "CTR of 1 of 3 rows is not what its parts give; in the first "
                 "it is 0.02, the parts give 0.01. The parts are used.");
    /* a division by nothing says nothing */
    assert_no_doubt(ROWS("'clicks':0,'impressions':0,'ctr':0.5",
                         "'clicks':10,'impressions':1000,'ctr':0.01",
                         "'clicks':10,'impressions':1000,'ctr':0.01"));
}

TEST(a_ratio_may_be_rounded)
{
    assert_no_doubt(ROWS("'clicks':1,'impressions':3,'ctr':0.33",
                         "'clicks':2,'impressions':3,'ctr':0.67",
                         "'clicks':1,'impressions':600,'ctr':0.002"));
    /* but by no more than its last digit */
    assert_doubt(ROWS("'clicks':1,'impressions':3,'ctr':0.34",
                      "'clicks':2,'impressions':3,'ctr':0.67",
                      "'clicks':1,'impressions':600,'ctr':0.002"),
                 "CTR of 1 of 3 rows",
                 "CTR of 1 of 3 rows is not what its parts give");
}

TEST(percent_beside_parts_is_no_fraction)
{
    assert_doubt(ROWS("'clicks':10,'impressions':1000,'ctr':1",
                      "'clicks':20,'impressions':1000,'ctr':2",
                      "'clicks':35,'impressions':1000,'ctr':3.5"),
                 "CTR is given as percent (1) where its parts give the "
                 "fraction 0.01; the parts are used",
                 "given as percent (1)");
}

TEST(a_percent_that_looks_like_a_fraction)
{
    assert_doubt(
        QUARTER("'metrics':[{'id':'take_rate','label':'Take rate','unit':"
                "'percent','aggregate':'stock'}],'facts':["
                "{'date':'2026-07-01','take_rate':0.12},"
                "{'date':'2026-08-01','take_rate':0.13},"
                "{'date':'2026-09-01','take_rate':0.11}]"),
        "Take rate is declared in percent, yet none of its 3 values is above "
        "1",
        "none of its 3 values is above 1. They are read as percent.");
    /* one above 1 settles it */
    assert_no_doubt(
        QUARTER("'metrics':[{'id':'take_rate','label':'Take rate','unit':"
                "'percent','aggregate':'stock'}],'facts':["
                "{'date':'2026-07-01','take_rate':0.12},"
                "{'date':'2026-08-01','take_rate':1.3},"
                "{'date':'2026-09-01','take_rate':0.11}]"));
}

TEST(a_fraction_that_looks_like_percent)
{
    assert_doubt(ROWS("'awareness':41", "'awareness':43", "'awareness':0.5"),
                 "Awareness is a fraction, yet 2 of its 3 values are above 1",
                 "They are read as fractions.");
    assert_no_doubt(
        ROWS("'awareness':0.41", "'awareness':0.43", "'awareness':0.5"));
}

TEST(a_sum_of_people)
{
    assert_doubt(QUARTER("'kpis':[{'id':'reach','label':'Reach','value':600}],"
                         "'facts':[{'date':'2026-07-01','reach':100},"
                         "{'date':'2026-08-01','reach':200},"
                         "{'date':'2026-09-01','reach':300}]"),
                 "Reach: 600 is the sum of 3 rows, which counts those twice "
                 "who are in several",
                 "Reach as given is the sum of 3 rows");

    Derived d = derive_text(ROWS("'reach':100", "'reach':200", "'reach':300"));
    assert_true(has_note(&d, "Reach is not added up over 3 rows"));
    assert_int_equal(d.env->diags->list.len, 0);
    derived_close(&d);
    /* a figure of its own is what we ask for */
    assert_no_doubt(
        QUARTER("'kpis':[{'id':'reach','label':'Reach','value':450}],"
                "'facts':[{'date':'2026-07-01','reach':100},"
                "{'date':'2026-08-01','reach':200},"
                "{'date':'2026-09-01','reach':300}]"));
}

TEST(days_without_rows)
{
    assert_doubt(QUARTER("'facts':[{'date':'2026-07-01','spend':1},"
                         "{'date':'2026-07-02','spend':1},"
                         "{'date':'2026-07-05','spend':1},"
                         "{'date':'2026-07-07','spend':1}]"),
                 "3 of 7 days have no rows: 3\xE2\x80\x93"
                 "4 Jul 2026, 6 Jul 2026",
                 "3 of 7 days have no rows: 3");
}

/* Days of July and August 2026, 100 each but for those that `special` gives. */
static const char *daily_rows(Arena *a, int day, const char *special)
{
    Buf b = { 0 };

    for (int i = 0; i < 62; i++)
        buf_format(&b, "%s{'date':'2026-%02d-%02d','spend':%s}", i ? "," : "",
                   7 + i / 31, i % 31 + 1,
                   i == day                   ? special
                   : i % 7 == 0 || i % 3 == 0 ? "103"
                                              : "98");
    const char *rows = buf_copy(a, &b).at;
    buf_free(&b);
    return rows;
}

static Derived august(const char *rows)
{
    Arena *a = arena_new();
    Str json = str_format(a,
                          "{'client':{'name':'Acme'},'report':{'period':"
                          "'2026-08'},'facts':[%s]}",
                          rows);
    Derived d = derive_text(json.at);

    arena_free(a);
    return d;
}

TEST(a_day_that_stands_out)
{
    Arena *a = arena_new();
    Derived d = august(daily_rows(a, 40, "900"));

    assert_true(has_diag(&d, DIAG_WARNING,
                         "Spend of \xC2\xA3"
                         "900 (10 Aug 2026) stands out"));
    assert_true(has_note(&d, "It is counted."));
    derived_close(&d);
    /* before the period it is another report's business */
    d = august(daily_rows(a, 5, "900"));
    assert_int_equal(d.env->diags->list.len, 0);
    derived_close(&d);
    /* little is not much, however steady the rest */
    d = august(daily_rows(a, 40, "112"));
    assert_int_equal(d.env->diags->list.len, 0);
    derived_close(&d);
    arena_free(a);
}

TEST(rows_with_one_key)
{
    assert_doubt(QUARTER("'facts':[{'date':'2026-07-01','spend':1},"
                         "{'date':'2026-08-01','spend':1},"
                         "{'date':'2026-09-01','spend':2},"
                         "{'date':'2026-09-01','spend':2}]"),
                 "1 row repeats the date and dimensions of another; both count",
                 "1 row repeats");
    Derived d = derive_text(QUARTER("'rules':{'duplicates':'sum'},'facts':["
                                    "{'date':'2026-07-01','spend':1},"
                                    "{'date':'2026-08-01','spend':1},"
                                    "{'date':'2026-09-01','spend':2},"
                                    "{'date':'2026-09-01','spend':2}]"));
    assert_int_equal(d.env->diags->list.len, 0);
    assert_true(has_note(&d, "1 row repeats"));
    derived_close(&d);
}

TEST(a_partial_period_has_no_forecast)
{
    Derived d = derive_text(
        "{'client':{'name':'Acme'},'report':{'period':'2026-08','as_of':"
        "'2026-08-10'},'facts':[{'date':'2026-08-01','spend':1}]}");

    assert_true(has_note(&d, "No forecast, since the period is not over."));
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_ratio_that_its_parts_contradict),
        RUN(a_ratio_may_be_rounded),
        RUN(percent_beside_parts_is_no_fraction),
        RUN(a_percent_that_looks_like_a_fraction),
        RUN(a_fraction_that_looks_like_percent),
        RUN(a_sum_of_people),
        RUN(days_without_rows),
        RUN(a_day_that_stands_out),
        RUN(rows_with_one_key),
        RUN(a_partial_period_has_no_forecast),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
