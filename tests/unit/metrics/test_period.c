/* test_period.c - months, quarters and years, and what they compare with. */

#include "test.h"

#include "metrics/period.h"

static int32_t day(const char *z)
{
    Date d;

    assert_true(date_parse(str_of(z), &d));
    return date_to_days(d);
}

static Period period(const char *from, const char *to)
{
    return (Period){ day(from), day(to) };
}

static void assert_period(Period p, const char *from, const char *to)
{
    Arena *a = arena_new();

    assert_string_equal(date_iso(a, date_of_days(p.from)).at, from);
    assert_string_equal(date_iso(a, date_of_days(p.to)).at, to);
    arena_free(a);
}

/* A fiscal year from that month. */
#define FROM(month) (&(const ClientCalendar){ .fiscal_start = (month) })

TEST(kinds_are_calendar_units)
{
    assert_int_equal(period_kind(FROM(1), period("2026-02-01", "2026-02-28")),
                     PERIOD_MONTH);
    assert_int_equal(period_kind(FROM(4), period("2026-07-01", "2026-09-30")),
                     PERIOD_QUARTER);
    assert_int_equal(period_kind(FROM(1), period("2026-02-01", "2026-04-30")),
                     PERIOD_CUSTOM);
    assert_int_equal(period_kind(FROM(2), period("2026-02-01", "2026-04-30")),
                     PERIOD_QUARTER);
    assert_int_equal(period_kind(FROM(4), period("2026-04-01", "2027-03-31")),
                     PERIOD_YEAR);
    assert_int_equal(period_kind(FROM(1), period("2026-06-11", "2026-06-20")),
                     PERIOD_CUSTOM);
}

typedef struct {
    int32_t day, monday, month, month_end, quarter, year, months, mondays;
} CalendarVector;

static const CalendarVector days[] = {
#include "time_vectors.inc"
};

/* Weeks begin on Monday, months and quarters on their first. */
TEST(units_begin_where_d3_has_them)
{
    assert_true(COUNT_OF(days) >= 200);
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        const CalendarVector *v = &days[i];
        Date d = date_of_days(v->day);
        Date first = { d.year, d.month, 1 };
        Date quarter = date_add_months(first, -((d.month - 1) % 3));
        Date year = { d.year, 1, 1 };

        assert_int_equal(date_to_days(d), v->day);
        assert_int_equal(v->day - date_weekday(d), v->monday);
        assert_int_equal(date_to_days(first), v->month);
        assert_int_equal(v->month + days_in_month(d.year, d.month) - 1,
                         v->month_end);
        assert_int_equal(date_to_days(quarter), v->quarter);
        assert_int_equal(date_to_days(year), v->year);
        assert_int_equal(d.year * 12 + d.month - 1, v->months);
        /* weeks after that of New Year, as the calendar's columns count */
        int32_t new_year = v->year - date_weekday(year);
        assert_int_equal((v->monday - new_year) / 7, v->mondays);
        Period month = { v->month, v->month_end };
        assert_int_equal(period_kind(FROM(1), month), PERIOD_MONTH);
        assert_int_equal(period_before(NULL, month).to, v->month - 1);
    }
}

TEST(the_one_before)
{
    assert_period(period_before(NULL, period("2026-06-11", "2026-06-20")),
                  "2026-06-01", "2026-06-10");
    assert_period(period_before(NULL, period("2026-03-01", "2026-03-31")),
                  "2026-02-01", "2026-02-28");
    assert_period(period_before(NULL, period("2026-01-01", "2026-03-31")),
                  "2025-10-01", "2025-12-31");
    assert_period(period_after(NULL, period("2026-10-01", "2026-12-31")),
                  "2027-01-01", "2027-03-31");
}

TEST(last_year_minds_leap_days)
{
    assert_period(period_year_ago(NULL, period("2025-02-01", "2025-02-28")),
                  "2024-02-01", "2024-02-29");
    assert_period(period_year_ago(NULL, period("2024-02-01", "2024-02-29")),
                  "2023-02-01", "2023-02-28");
    assert_period(period_year_ago(NULL, period("2024-02-10", "2024-02-29")),
                  "2023-02-10", "2023-02-28");
}

TEST(partial_periods_are_aligned)
{
    Period q = period("2026-07-01", "2026-09-30");
    Period before = period_before(NULL, q);

    assert_period(period_align(NULL, before, q, day("2026-08-31")),
                  "2026-04-01", "2026-05-31");
    assert_period(period_align(NULL, before, q, day("2026-08-18")),
                  "2026-04-01", "2026-05-18");
    assert_period(period_align(NULL, before, q, day("2026-09-30")),
                  "2026-04-01", "2026-06-30");
    Period feb = period("2026-02-01", "2026-02-28");
    Period march = period("2026-03-01", "2026-03-31");
    assert_period(period_align(NULL, feb, march, day("2026-03-30")),
                  "2026-02-01", "2026-02-28");
    Period ten = period("2026-06-11", "2026-06-20");
    assert_period(
        period_align(NULL, period_before(NULL, ten), ten, day("2026-06-13")),
        "2026-06-01", "2026-06-03");
}

TEST(fiscal_quarters_and_years)
{
    int32_t july = month_of_day(NULL, day("2026-07-15"));
    int32_t march = month_of_day(NULL, day("2026-03-15"));

    assert_int_equal(quarter_first_month(FROM(4), july), july);
    assert_int_equal(year_first_month(FROM(4), july), july - 3);
    assert_int_equal(year_first_month(FROM(4), march), march - 11);
    assert_int_equal(quarter_first_month(FROM(1), march), march - 2);
    assert_int_equal(
        month_last_day(NULL, month_of_day(NULL, day("2024-02-10"))),
        day("2024-02-29"));
}

/* ---- Comparisons -------------------------------------------------------- */

static void assert_compared(CompareKind kind, Period p, const char *from,
                            const char *to)
{
    Period base;

    assert_true(period_compared(NULL, kind, p, &base));
    assert_period(base, from, to);
}

TEST(a_unit_before_has_its_own_length)
{
    Period march = period("2026-03-01", "2026-03-31");
    Period part = period("2026-06-10", "2026-06-20");

    assert_compared(COMPARE_PREVIOUS_MONTH, march, "2026-02-01", "2026-02-28");
    assert_compared(COMPARE_PREVIOUS_QUARTER, march, "2025-12-01",
                    "2025-12-31");
    assert_compared(COMPARE_PREVIOUS_YEAR, march, "2025-03-01", "2025-03-31");
    assert_compared(COMPARE_PREVIOUS_MONTH, part, "2026-05-10", "2026-05-20");
    assert_compared(COMPARE_PREVIOUS_YEAR, period("2024-02-01", "2024-02-29"),
                    "2023-02-01", "2023-02-28");
}

TEST(a_period_longer_than_the_unit_has_no_unit_before)
{
    Period quarter = period("2026-07-01", "2026-09-30"), base;

    assert_false(period_compared(NULL, COMPARE_PREVIOUS_MONTH, quarter, &base));
    assert_compared(COMPARE_PREVIOUS_QUARTER, quarter, "2026-04-01",
                    "2026-06-30");
    assert_false(period_compared(NULL, COMPARE_PREVIOUS_YEAR,
                                 period("2025-01-01", "2026-06-30"), &base));
    assert_false(period_compared(NULL, COMPARE_TARGET, quarter, &base));
}

TEST(the_same_weeks_have_the_same_weekdays)
{
    Period week = period("2026-11-23", "2026-11-29"), base;

    assert_compared(COMPARE_SAME_WEEKS, week, "2025-11-24", "2025-11-30");
    assert_true(period_compared(NULL, COMPARE_SAME_WEEKS, week, &base));
    assert_int_equal(date_weekday(date_of_days(base.from)), 0);
    Period part = period_compared_part(NULL, COMPARE_SAME_WEEKS, base, week,
                                       day("2026-11-25"));
    assert_period(part, "2025-11-24", "2025-11-26");
}

/* 2020 has 53 ISO weeks: its last week is compared with the one before it. */
TEST(the_53rd_week_keeps_its_weekdays)
{
    assert_compared(COMPARE_SAME_WEEKS, period("2020-12-28", "2021-01-03"),
                    "2019-12-30", "2020-01-05");
}

TEST(to_date_is_the_month_or_fiscal_year_so_far)
{
    int32_t through = day("2026-11-18");
    Period month = period_to_date(FROM(4), COMPARE_MONTH_TO_DATE, through);
    Period year = period_to_date(FROM(4), COMPARE_YEAR_TO_DATE, through);

    assert_period(month, "2026-11-01", "2026-11-18");
    assert_period(period_to_date_before(NULL, COMPARE_MONTH_TO_DATE, month),
                  "2026-10-01", "2026-10-18");
    assert_period(year, "2026-04-01", "2026-11-18");
    assert_period(period_to_date_before(NULL, COMPARE_YEAR_TO_DATE, year),
                  "2025-04-01", "2025-11-18");
}

TEST(to_date_minds_the_ends_of_months)
{
    Period leap =
        period_to_date(FROM(1), COMPARE_YEAR_TO_DATE, day("2024-02-29"));
    Period march =
        period_to_date(FROM(1), COMPARE_MONTH_TO_DATE, day("2026-03-30"));

    assert_period(period_to_date_before(NULL, COMPARE_YEAR_TO_DATE, leap),
                  "2023-01-01", "2023-02-28");
    assert_period(period_to_date_before(NULL, COMPARE_MONTH_TO_DATE, march),
                  "2026-02-01", "2026-02-28");
}

static const ClientCalendar RETAIL = { .fiscal_start = 2,
                                       .weeks = WEEKS_4_5_4,
                                       .week_start = 6 };

TEST(years_of_weeks_compare_weeks_of_the_same_number)
{
    Period year_of_53 = period("2023-01-29", "2024-02-03");
    Period year_of_52 = period("2024-02-04", "2025-02-01");
    Period last_month = period("2023-12-31", "2024-02-03");
    Period out;

    assert_int_equal(period_kind(&RETAIL, year_of_53), PERIOD_YEAR);
    assert_int_equal(period_kind(&RETAIL, last_month), PERIOD_MONTH);
    assert_int_equal(period_kind(&RETAIL, period("2025-05-04", "2025-08-02")),
                     PERIOD_QUARTER);
    assert_int_equal(period_kind(&RETAIL, period("2025-05-01", "2025-05-31")),
                     PERIOD_CUSTOM);
    assert_period(period_before(&RETAIL, period("2025-05-04", "2025-08-02")),
                  "2025-02-02", "2025-05-03");
    assert_period(period_after(&RETAIL, last_month), "2024-02-04",
                  "2024-03-02");
    /* 52 of the 53 weeks, and as many as there were */
    assert_period(period_year_ago(&RETAIL, year_of_52), "2023-01-29",
                  "2024-01-27");
    assert_period(period_year_ago(&RETAIL, year_of_53), "2022-01-30",
                  "2023-01-28");
    assert_period(period_year_ago(&RETAIL, last_month), "2023-01-01",
                  "2023-01-28");
    /* week 9, whose year begins 371 days after the one before */
    assert_period(period_year_ago(&RETAIL, period("2024-03-31", "2024-04-06")),
                  "2023-03-26", "2023-04-01");
    assert_period(
        period_align(&RETAIL, year_of_53, year_of_52, day("2024-02-17")),
        "2023-01-29", "2023-02-11");
    Period so_far =
        period_to_date(&RETAIL, COMPARE_YEAR_TO_DATE, day("2024-03-09"));
    assert_period(so_far, "2024-02-04", "2024-03-09");
    assert_period(period_to_date_before(&RETAIL, COMPARE_YEAR_TO_DATE, so_far),
                  "2023-01-29", "2023-03-04");
    assert_true(period_compared(&RETAIL, COMPARE_PREVIOUS_MONTH,
                                period("2025-04-06", "2025-05-03"), &out));
    assert_period(out, "2025-03-02", "2025-04-05");
}

TEST(names_of_comparisons_read_back)
{
    CompareKind kind;

    for (int i = COMPARE_PREVIOUS_PERIOD; i <= COMPARE_BENCHMARK; i++) {
        assert_true(compare_kind_parse(
            str_of(compare_kind_name((CompareKind)i)), &kind));
        assert_int_equal(kind, i);
    }
    assert_true(compare_kind_parse(STR("same_period_last_year"), &kind));
    assert_int_equal(kind, COMPARE_PRIOR_YEAR);
    assert_false(compare_kind_parse(STR("last_week"), &kind));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(kinds_are_calendar_units),
        RUN(units_begin_where_d3_has_them),
        RUN(the_one_before),
        RUN(last_year_minds_leap_days),
        RUN(partial_periods_are_aligned),
        RUN(fiscal_quarters_and_years),
        RUN(a_unit_before_has_its_own_length),
        RUN(a_period_longer_than_the_unit_has_no_unit_before),
        RUN(the_same_weeks_have_the_same_weekdays),
        RUN(the_53rd_week_keeps_its_weekdays),
        RUN(to_date_is_the_month_or_fiscal_year_so_far),
        RUN(to_date_minds_the_ends_of_months),
        RUN(years_of_weeks_compare_weeks_of_the_same_number),
        RUN(names_of_comparisons_read_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
