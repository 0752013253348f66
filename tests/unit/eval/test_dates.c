/* test_dates.c - how the dates of rows are read, and what they add up to. */

#include "derive_help.h"

/* `client` are members after its name, `rest` members after the period. */
static Derived derive_of(const char *client, const char *period,
                         const char *rest)
{
    Arena *a = arena_new();
    Str json = str_format(a,
                          "{'client':{'name':'Acme'%s},'report':{'period':"
                          "'%s'},%s}",
                          client, period, rest);
    Derived d = derive_text(json.at);

    if (!d.data)
        diags_print(d.env->diags, stderr);
    arena_free(a);
    return d;
}

static void assert_refused_of(const char *client, const char *period,
                              const char *rest, const char *part)
{
    Arena *a = arena_new();
    Str json = str_format(a,
                          "{'client':{'name':'Acme'%s},'report':{'period':"
                          "'%s'},%s}",
                          client, period, rest);
    Derived d = derive_text(json.at);

    assert_null(d.data);
    if (!has_diag(&d, DIAG_ERROR, part))
        fail_msg("no error says '%s'", part);
    derived_close(&d);
    arena_free(a);
}

#define APRIL ",'fiscal_year_starts':4"

/* ---- Words for longer stretches ----------------------------------------- */

TEST(rows_may_be_of_fiscal_quarters)
{
    Derived d = derive_of(APRIL, "FY26 Q3",
                          "'facts':[{'date':'FY26 Q1','spend':1},"
                          "{'date':'FY26-Q2','spend':20},"
                          "{'date':'FY2026 Q3','spend':300},"
                          "{'date':'Q4 FY26','spend':4000},"
                          "{'date':'FY25 Q3','spend':50000}]");

    assert_number_at(&d, "totals.spend", "300");
    assert_number_at(&d, "totals_previous.spend", "20");
    assert_flag_at(&d, "period.is_partial", false);
    assert_text_at(&d, "previous.label", "Q2 FY26");
    assert_flag_at(&d, "previous.available", true);
    assert_number_at(&d, "totals_prior_year.spend", "50000");
    assert_text_at(&d, "quarters[4].label", "Q3 FY26");
    assert_number_at(&d, "quarters[4].spend", "300");
    assert_flag_at(&d, "quarters[4].is_partial", false);
    /* a quarter is none of its months */
    assert_null(value_at(d.data, "monthly"));
    assert_null(value_at(d.data, "trend"));
    assert_null(value_at(d.data, "daily"));
    /* FY25 Q4 lacks, and nothing else */
    assert_true(has_note(&d, "No data for Jan 2026, Feb 2026 and Mar 2026."));
    derived_close(&d);
}

TEST(rows_may_be_of_fiscal_years)
{
    Derived d = derive_of(APRIL, "FY25",
                          "'facts':[{'date':'FY24','spend':1},"
                          "{'date':'FY25','spend':20}]");

    assert_number_at(&d, "totals.spend", "20");
    assert_number_at(&d, "totals_previous.spend", "1");
    assert_text_at(&d, "period.to", "2026-03-31");
    assert_null(value_at(d.data, "monthly"));
    assert_null(value_at(d.data, "quarters"));
    assert_false(has_note(&d, "No data for"));
    derived_close(&d);
    d = derive_of(APRIL ",'fiscal_year_named':'end'", "2025-04",
                  "'facts':[{'date':'2025-04','spend':1}]");
    assert_number_at(&d, "totals.spend", "1");
    derived_close(&d);
    /* named by its end, FY26 Q1 begins in April 2025 */
    d = derive_of(APRIL ",'fiscal_year_named':'end'", "2025-Q2",
                  "'facts':[{'date':'FY26 Q1','spend':7}]");
    assert_number_at(&d, "totals.spend", "7");
    derived_close(&d);
}

TEST(rows_may_be_of_quarters_and_months)
{
    Derived d = derive_of("", "2026-Q3",
                          "'facts':[{'date':'2026-Q2','spend':1},"
                          "{'date':'2026-Q3','spend':20}]");

    assert_number_at(&d, "totals.spend", "20");
    assert_number_at(&d, "totals_previous.spend", "1");
    assert_flag_at(&d, "period.is_partial", false);
    assert_false(has_note(&d, "No data for"));
    derived_close(&d);
    d = derive_of("", "2026-11",
                  "'facts':[{'date':'2026-10','spend':1},"
                  "{'date':'2026-11','spend':20}]");
    assert_number_at(&d, "totals.spend", "20");
    assert_number_at(&d, "totals_previous.spend", "1");
    assert_flag_at(&d, "period.is_partial", false);
    derived_close(&d);
}

TEST(a_quarter_that_is_not_over_is_not_compared)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':'2026-Q3','as_of':"
        "'2026-08-20'},'facts':[{'date':'2026-Q2','spend':1},"
        "{'date':'2026-Q3','spend':20}]}");

    assert_flag_at(&d, "period.is_partial", true);
    assert_flag_at(&d, "previous.available", false);
    assert_text_at(&d, "previous.reason", "the data is of longer periods");
    derived_close(&d);
}

/* Names of months say that a file of one row is monthly. */
TEST(a_week_alone_is_a_week)
{
    Derived d =
        derive_of("", "2026-W53", "'facts':[{'date':'2026-W53','spend':5}]");

    assert_text_at(&d, "period.from", "2026-12-28");
    assert_text_at(&d, "period.to", "2027-01-03");
    assert_number_at(&d, "totals.spend", "5");
    assert_flag_at(&d, "period.is_partial", false);
    assert_null(value_at(d.data, "daily"));
    derived_close(&d);
}

TEST(a_year_of_53_weeks_has_them_all)
{
    Buf b = { 0 };
    int weeks[] = { 52, 53 };

    for (int year = 0; year < 2; year++)
        for (int week = 1; week <= weeks[year]; week++)
            buf_format(&b, "%s{'date':'%d-W%02d','spend':1}",
                       b.len ? "," : "'facts':[", 2025 + year, week);
    buf_add_char(&b, ']');
    buf_add_char(&b, '\0');
    Arena *a = arena_new();
    Derived d = derive_text(
        str_format(a,
                   "{'client':{'name':'A'},'report':{'period':{'from':"
                   "'2026-W01','to':'2026-W53'},'compare':["
                   "'same_weeks_last_year','previous_period']},%s}",
                   b.at)
            .at);
    assert_number_at(&d, "totals.spend", "53");
    assert_number_at(&d, "period.days", "371");
    /* as many weeks from the first of the year before */
    assert_number_at(&d, "totals_same_weeks_last_year.spend", "53");
    assert_text_at(&d, "comparisons[0].from", "2024-12-30");
    derived_close(&d);
    buf_free(&b);
    arena_free(a);
    /* 2025 has no such week */
    assert_refused_of("", "2025-W52", "'facts':[{'date':'2025-W53','spend':1}]",
                      "found '2025-W53'");
}

TEST(february_ends_when_it_ends)
{
    Derived d = derive_of("", "2024-02",
                          "'facts':[{'date':'2023-02-01','spend':1},"
                          "{'date':'2023-02-28','spend':1},"
                          "{'date':'2024-01-31','spend':5},"
                          "{'date':'2024-02-01','spend':10},"
                          "{'date':'2024-02-29','spend':10},"
                          "{'date':'2024-03-01','spend':100}]");

    assert_number_at(&d, "totals.spend", "20");
    assert_text_at(&d, "prior_year.to", "2023-02-28");
    assert_number_at(&d, "totals_prior_year.spend", "2");
    derived_close(&d);
    d = derive_text("{'client':{'name':'A'},'report':{'period':{'from':"
                    "'2024-02-29','to':'2024-02-29'}},'facts':["
                    "{'date':'2023-02-28','spend':3},"
                    "{'date':'2024-02-29','spend':10}]}");
    assert_text_at(&d, "prior_year.from", "2023-02-28");
    assert_number_at(&d, "totals.spend", "10");
    derived_close(&d);
    assert_refused_of("", "2026-02", "'facts':[{'date':'2026-02-29'}]",
                      "found '2026-02-29'");
}

/* ---- Years of weeks ----------------------------------------------------- */

#define WEEKS ",'fiscal_year_starts':2,'fiscal_calendar':'4-5-4'"

/* Facts of a cent a day from `first`, for `count` days. */
static const char *days_from(Arena *a, const char *first, int count)
{
    Date date;
    Buf b = { 0 };

    assert_true(date_parse(str_of(first), &date));
    for (int i = 0; i < count; i++)
        buf_format(&b, "%s{'date':'%s','spend':1}", i ? "," : "'facts':[",
                   date_iso(a, date_of_days(date_to_days(date) + i)).at);
    buf_add_str(&b, STR("]"));
    const char *rows = buf_copy(a, &b).at;
    buf_free(&b);
    return rows;
}

TEST(a_year_of_weeks_has_months_of_its_own)
{
    Arena *a = arena_new();
    /* 29 January 2023 to 3 August 2024: all of FY23 and two quarters more */
    Derived d =
        derive_of(WEEKS, "FY24 Q2", days_from(a, "2023-01-29", 371 + 182));

    assert_text_at(&d, "period.label", "Q2 FY24");
    assert_text_at(&d, "period.kind", "quarter");
    assert_number_at(&d, "totals.spend", "91");
    assert_number_at(&d, "totals_previous.spend", "91");
    assert_number_at(&d, "totals_prior_year.spend", "91");
    assert_text_at(&d, "prior_year.from", "2023-04-30");
    assert_text_at(&d, "trend[12].label", "P6 FY24");
    assert_text_at(&d, "trend[12].month", "2024-07-07");
    assert_number_at(&d, "trend[12].spend", "28");
    assert_number_at(&d, "trend[11].spend", "35");
    assert_number_at(&d, "trend[12].prior_year.spend", "28");
    /* the 53rd week is the fifth of the twelfth month */
    assert_text_at(&d, "trend[6].label", "P12 FY23");
    assert_number_at(&d, "trend[6].spend", "35");
    assert_text_at(&d, "quarters[3].label", "Q4 FY23");
    assert_number_at(&d, "quarters[3].spend", "98");
    assert_false(has_note(&d, "No data for"));
    derived_close(&d);
    arena_free(a);
}

TEST(a_year_of_53_weeks_is_compared_by_their_numbers)
{
    Arena *a = arena_new();
    Derived d = derive_of(WEEKS, "FY24", days_from(a, "2023-01-29", 371 + 364));

    assert_number_at(&d, "totals.spend", "364");
    assert_number_at(&d, "totals_prior_year.spend", "364");
    assert_text_at(&d, "prior_year.to", "2024-01-27");
    derived_close(&d);
    d = derive_of(WEEKS, "FY23 P12", days_from(a, "2022-01-30", 364 + 371));
    assert_number_at(&d, "totals.spend", "35");
    assert_number_at(&d, "totals_prior_year.spend", "28");
    assert_true(has_note(&d, "P12 FY22 has 28 days, the report 35"));
    derived_close(&d);
    arena_free(a);
}

TEST(rows_may_be_of_months_and_weeks_of_a_year_of_weeks)
{
    Derived d = derive_of(WEEKS, "FY25 P2",
                          "'targets':{'spend':{'months':{'FY25 P2':9}}},"
                          "'facts':[{'date':'FY25 P1','spend':1},"
                          "{'date':'FY25 P2','spend':20}]");

    assert_text_at(&d, "period.from", "2025-03-02");
    assert_text_at(&d, "period.to", "2025-04-05");
    assert_number_at(&d, "totals.spend", "20");
    assert_number_at(&d, "totals_previous.spend", "1");
    assert_flag_at(&d, "period.is_partial", false);
    assert_number_at(&d, "goals[0].target", "9");
    derived_close(&d);
    d = derive_of(WEEKS, "FY25 P2",
                  "'facts':[{'date':'FY25 W05','spend':1},"
                  "{'date':'FY25 W06','spend':2},{'date':'FY25 W07','spend':3},"
                  "{'date':'FY25 W08','spend':4},{'date':'FY25 W09','spend':5},"
                  "{'date':'FY25 W10','spend':60}]");
    assert_number_at(&d, "totals.spend", "15");
    assert_flag_at(&d, "period.is_partial", false);
    derived_close(&d);
    assert_refused_of(WEEKS, "FY25 P2",
                      "'facts':[{'date':'2025-03','spend':1}]",
                      "found '2025-03'");
    assert_refused_of(WEEKS, "FY25 P2",
                      "'targets':{'spend':{'months':{'2025-03':9}}},"
                      "'facts':[{'date':'FY25 P2','spend':1}]",
                      "expected a month such as FY26 P6, found '2025-03'");
    assert_refused_of(",'fiscal_calendar':'4-4-4'", "2026-07", "'facts':[]",
                      "client.fiscal_calendar: expected one of months, 4-4-5");
    assert_refused_of(WEEKS ",'fiscal_week_starts':'sonday'", "2026-07",
                      "'facts':[]", "client.fiscal_week_starts: expected one");
}

/* ---- Mixed lengths ------------------------------------------------------ */

TEST(longer_rows_among_shorter_ones_are_refused)
{
    assert_refused_of("", "2026-07",
                      "'facts':[{'date':'2026-07-02','spend':1},"
                      "{'date':'2026-07','spend':1}]",
                      "facts[1].date: a month, '2026-07', among rows by day");
    assert_refused_of("", "2026-07",
                      "'facts':[{'date':'2026-W27','spend':1},"
                      "{'date':'2026-07-01','spend':1}]",
                      "facts[0].date: a week, '2026-W27', among rows by day");
    assert_refused_of("", "2026-Q3",
                      "'facts':[{'date':'2026-07','spend':1},"
                      "{'date':'2026-Q3','spend':1}]",
                      "a quarter, '2026-Q3', among rows by month");
    assert_refused_of("", "2026",
                      "'facts':[{'date':'2026-07-01','spend':1},"
                      "{'date':'FY26','spend':1}]",
                      "a year, 'FY26', among rows by day");
    /* the first of a month may stand for it, and a Monday for its week */
    Derived d = derive_of("", "2026-08",
                          "'facts':[{'date':'2026-07-01','spend':1},"
                          "{'date':'2026-08','spend':2}]");
    assert_number_at(&d, "totals.spend", "2");
    derived_close(&d);
    d = derive_of("", "2026-07",
                  "'facts':[{'date':'2026-W28','spend':1},"
                  "{'date':'2026-07-13','spend':2}]");
    assert_number_at(&d, "totals.spend", "3");
    derived_close(&d);
}

TEST(a_period_that_cuts_rows_is_refused)
{
    assert_refused_of("", "2026-07", "'facts':[{'date':'2026-Q3','spend':1}]",
                      "only a part of this quarter");
    assert_refused_of("", "2026-08", "'facts':[{'date':'2026-Q3','spend':1}]",
                      "only a part of this quarter");
    assert_refused_of("", "2026-Q1", "'facts':[{'date':'FY26','spend':1}]",
                      "only a part of this year");
    Derived d =
        derive_of("", "2026-Q3", "'facts':[{'date':'2026-07','spend':1}]");
    assert_number_at(&d, "totals.spend", "1");
    derived_close(&d);
}

/* ---- Time zones --------------------------------------------------------- */

#define TIMES                                                                  \
    "'facts':[{'date':'2026-10-31T23:30:00Z','spend':1},"                      \
    "{'date':'2026-11-01T00:30:00+02:00','spend':20},"                         \
    "{'date':'2026-11-01T12:00:00','spend':300}]"

TEST(times_count_on_the_clients_day)
{
    Derived d = derive_of(",'timezone':'Europe/Berlin'", "2026-11", TIMES);

    assert_number_at(&d, "totals.spend", "301");
    assert_text_at(&d, "monthly[0].month", "2026-10-01");
    assert_number_at(&d, "monthly[0].spend", "20");
    assert_true(has_note(&d, "date: 2 times fall on another day in "
                             "Europe/Berlin than in the time zone as "
                             "written"));
    assert_false(has_diag(&d, DIAG_WARNING, "time zone"));
    derived_close(&d);
    d = derive_of(",'timezone':'Europe/London'", "2026-11", TIMES);
    assert_number_at(&d, "totals.spend", "300");
    derived_close(&d);
}

TEST(times_without_a_zone_of_the_client_count_as_written)
{
    Derived d = derive_of("", "2026-11", TIMES);

    assert_number_at(&d, "totals.spend", "320");
    assert_true(has_note(&d, "date: 2 times say their own time zone, not all "
                             "the same; without a time zone of the client "
                             "each counts on the day as it is written."));
    assert_true(has_diag(&d, DIAG_WARNING, "2 times say their own time zone"));
    derived_close(&d);
    d = derive_of("", "2026-11",
                  "'facts':[{'date':'2026-11-01T12:00:00Z','spend':1}]");
    assert_true(has_note(&d, "date: 1 time says its own time zone; without"));
    derived_close(&d);
    d = derive_of("", "2026-11",
                  "'facts':[{'date':'2026-11-01T12:00:00','spend':1}]");
    assert_false(has_note(&d, "time zone"));
    derived_close(&d);
}

TEST(a_day_of_23_or_25_hours_is_one_day)
{
    Derived d = derive_of(",'timezone':'Europe/London'", "2026-10",
                          "'facts':[{'date':'2026-10-24T23:00:00Z','spend':1},"
                          "{'date':'2026-10-25T00:30:00Z','spend':1},"
                          "{'date':'2026-10-25T23:59:59Z','spend':1},"
                          "{'date':'2026-10-26T00:00:00Z','spend':50}]");

    assert_text_at(&d, "daily[24].date", "2026-10-25");
    assert_number_at(&d, "daily[24].spend", "3");
    assert_number_at(&d, "daily[25].spend", "50");
    derived_close(&d);
    d = derive_of(",'timezone':'Europe/London'", "2026-03",
                  "'facts':[{'date':'2026-03-28T23:59:59Z','spend':9},"
                  "{'date':'2026-03-29T00:00:00Z','spend':1},"
                  "{'date':'2026-03-29T22:59:59Z','spend':1},"
                  "{'date':'2026-03-29T23:00:00Z','spend':50}]");
    assert_number_at(&d, "daily[27].spend", "9");
    assert_number_at(&d, "daily[28].spend", "2");
    assert_number_at(&d, "daily[29].spend", "50");
    derived_close(&d);
}

TEST(zones_are_checked)
{
    assert_refused_of(",'timezone':'Europe/Lodnon'", "2026-11", "'facts':[]",
                      "unknown time zone 'Europe/Lodnon'");
    assert_refused_of(",'timezone':'EST5'", "2026-11", "'facts':[]",
                      "unknown time zone 'EST5'");
    assert_refused_of(",'timezone':7", "2026-11", "'facts':[]",
                      "client.timezone: expected a name");
    assert_refused_of("", "2026-11",
                      "'facts':[{'date':'2026-11-01T12:00 CET','spend':1}]",
                      "found '2026-11-01T12:00 CET'");
}

/* ---- Order, repeats, gaps ----------------------------------------------- */

TEST(unsorted_rows_are_read_by_date)
{
    Derived d = derive_of("", "2026-Q3",
                          "'facts':[{'date':'2026-09','spend':3},"
                          "{'date':'2026-07','spend':1},"
                          "{'date':'2026-08','spend':2}]");

    assert_number_at(&d, "monthly[0].spend", "1");
    assert_number_at(&d, "monthly[1].spend", "2");
    assert_number_at(&d, "monthly[2].spend", "3");
    assert_true(has_note(&d, "not in the order of their dates"));
    derived_close(&d);
}

TEST(gaps_are_listed)
{
    Derived d = derive_of("", "2026-Q3",
                          "'facts':[{'date':'2026-05','spend':3},"
                          "{'date':'2026-07','spend':1},"
                          "{'date':'2026-09','spend':2}]");

    assert_true(has_note(&d, "No data for Jun 2026 and Aug 2026."));
    assert_true(has_note(&d, "The report period has a gap: no data for Aug "
                             "2026."));
    derived_close(&d);
}

/* ---- A period to come --------------------------------------------------- */

TEST(a_period_to_come_has_its_plan_alone)
{
    Derived d = derive_text(
        "{'client':{'name':'A'},'report':{'period':'2026-12','as_of':"
        "'2026-11-15'},'targets':{'revenue':1000},'budget':[{'line':'Search',"
        "'month':'2026-12','plan':100}],'facts':[{'date':'2026-10-01',"
        "'revenue':70},{'date':'2026-11-14','revenue':90}]}");

    assert_true(has_note(&d, "The period has not begun"));
    assert_text_at(&d, "kpis[0].id", "revenue");
    assert_null_at(&d, "kpis[0].value");
    assert_null_at(&d, "kpis[0].attainment");
    assert_number_at(&d, "kpis[0].target", "1000");
    assert_flag_at(&d, "kpis[0].is_prorated", false);
    assert_null_at(&d, "totals.revenue");
    assert_text_at(&d, "period.through", "2026-11-15");
    assert_number_at(&d, "period.elapsed_days", "0");
    assert_flag_at(&d, "previous.available", false);
    assert_text_at(&d, "previous.reason", "the period has not begun");
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(rows_may_be_of_fiscal_quarters),
        RUN(rows_may_be_of_fiscal_years),
        RUN(rows_may_be_of_quarters_and_months),
        RUN(a_quarter_that_is_not_over_is_not_compared),
        RUN(a_week_alone_is_a_week),
        RUN(a_year_of_53_weeks_has_them_all),
        RUN(february_ends_when_it_ends),
        RUN(a_year_of_weeks_has_months_of_its_own),
        RUN(a_year_of_53_weeks_is_compared_by_their_numbers),
        RUN(rows_may_be_of_months_and_weeks_of_a_year_of_weeks),
        RUN(longer_rows_among_shorter_ones_are_refused),
        RUN(a_period_that_cuts_rows_is_refused),
        RUN(times_count_on_the_clients_day),
        RUN(times_without_a_zone_of_the_client_count_as_written),
        RUN(a_day_of_23_or_25_hours_is_one_day),
        RUN(zones_are_checked),
        RUN(unsorted_rows_are_read_by_date),
        RUN(gaps_are_listed),
        RUN(a_period_to_come_has_its_plan_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
