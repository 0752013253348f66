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

TEST(kinds_are_calendar_units)
{
    assert_int_equal(period_kind(period("2026-02-01", "2026-02-28"), 1),
                     PERIOD_MONTH);
    assert_int_equal(period_kind(period("2026-07-01", "2026-09-30"), 4),
                     PERIOD_QUARTER);
    assert_int_equal(period_kind(period("2026-02-01", "2026-04-30"), 1),
                     PERIOD_CUSTOM);
    assert_int_equal(period_kind(period("2026-02-01", "2026-04-30"), 2),
                     PERIOD_QUARTER);
    assert_int_equal(period_kind(period("2026-04-01", "2027-03-31"), 4),
                     PERIOD_YEAR);
    assert_int_equal(period_kind(period("2026-06-11", "2026-06-20"), 1),
                     PERIOD_CUSTOM);
}

TEST(the_one_before)
{
    assert_period(period_before(period("2026-06-11", "2026-06-20")),
                  "2026-06-01", "2026-06-10");
    assert_period(period_before(period("2026-03-01", "2026-03-31")),
                  "2026-02-01", "2026-02-28");
    assert_period(period_before(period("2026-01-01", "2026-03-31")),
                  "2025-10-01", "2025-12-31");
    assert_period(period_after(period("2026-10-01", "2026-12-31")),
                  "2027-01-01", "2027-03-31");
}

TEST(last_year_minds_leap_days)
{
    assert_period(period_year_ago(period("2025-02-01", "2025-02-28")),
                  "2024-02-01", "2024-02-29");
    assert_period(period_year_ago(period("2024-02-01", "2024-02-29")),
                  "2023-02-01", "2023-02-28");
    assert_period(period_year_ago(period("2024-02-10", "2024-02-29")),
                  "2023-02-10", "2023-02-28");
}

TEST(partial_periods_are_aligned)
{
    Period q = period("2026-07-01", "2026-09-30");
    Period before = period_before(q);

    assert_period(period_align(before, q, day("2026-08-31")), "2026-04-01",
                  "2026-05-31");
    assert_period(period_align(before, q, day("2026-08-18")), "2026-04-01",
                  "2026-05-18");
    assert_period(period_align(before, q, day("2026-09-30")), "2026-04-01",
                  "2026-06-30");
    Period feb = period("2026-02-01", "2026-02-28");
    Period march = period("2026-03-01", "2026-03-31");
    assert_period(period_align(feb, march, day("2026-03-30")), "2026-02-01",
                  "2026-02-28");
    Period ten = period("2026-06-11", "2026-06-20");
    assert_period(period_align(period_before(ten), ten, day("2026-06-13")),
                  "2026-06-01", "2026-06-03");
}

TEST(fiscal_quarters_and_years)
{
    int32_t july = month_of_day(day("2026-07-15"));
    int32_t march = month_of_day(day("2026-03-15"));

    assert_int_equal(quarter_first_month(july, 4), july);
    assert_int_equal(year_first_month(july, 4), july - 3);
    assert_int_equal(year_first_month(march, 4), march - 11);
    assert_int_equal(quarter_first_month(march, 1), march - 2);
    assert_int_equal(month_last_day(month_of_day(day("2024-02-10"))),
                     day("2024-02-29"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(kinds_are_calendar_units),  RUN(the_one_before),
        RUN(last_year_minds_leap_days), RUN(partial_periods_are_aligned),
        RUN(fiscal_quarters_and_years),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
