/* test_growth.c - yearly growth, rolling totals, indices, NPS. */

#include "test.h"

#include "metrics/growth.h"
#include "metrics/period.h"
#include "number.h"

TEST(cagr_has_its_refusals)
{
    static const struct {
        const char *first, *last, *years, *growth;
    } rows[] = {
        { "100", "121", "2", "0.1" },
        { "100", "100", "5", "0" },
        { "100", "25", "2", "-0.5" },
        { "100", "0", "3", "-1" }, /* all is lost, which can be said */
        { "0", "121", "2", NULL },
        { "-100", "121", "2", NULL },
        { "100", "-1", "2", NULL }, /* a change of sign */
        { "100", "121", "0", NULL },
        { "100", "121", "-1", NULL },
        { NULL, "121", "2", NULL },
        { "100", NULL, "2", NULL },
        { "100", "121", NULL, NULL },
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_near(cagr_of(number(rows[i].first), number(rows[i].last),
                            number(rows[i].years)),
                    rows[i].growth, 9);
}

/* Months from January of `year`, each of that amount. */
static size_t months_add(MonthAmount *out, size_t count, int32_t year, int from,
                         int to, const char *amount)
{
    for (int i = from; i <= to; i++)
        out[count++] = (MonthAmount){ year * 12 + i - 1, number(amount) };
    return count;
}

TEST(yearly_growth_is_between_whole_years)
{
    MonthAmount m[60];
    size_t n = 0;

    n = months_add(m, n, 2022, 7, 12, "999"); /* begins in July */
    n = months_add(m, n, 2023, 1, 12, "10");
    n = months_add(m, n, 2024, 1, 12, "11");
    n = months_add(m, n, 2025, 1, 12, "12.1");
    n = months_add(m, n, 2026, 1, 5, "999"); /* not over yet */
    YearlyGrowth g = yearly_growth(m, n, 1);
    assert_int_equal(g.first_year, 2023);
    assert_int_equal(g.last_year, 2025);
    assert_number(g.first, "120");
    assert_number(g.last, "145.2");
    assert_near(g.growth, "0.1", 9);
}

TEST(a_year_with_a_gap_is_not_whole)
{
    MonthAmount m[60];
    size_t n = months_add(m, 0, 2023, 1, 12, "10");

    n = months_add(m, n, 2024, 1, 12, "11");
    m[15].amount = amount_missing();
    YearlyGrowth g = yearly_growth(m, n, 1);
    assert_int_equal(g.last_year, 2023);
    assert_number(g.growth, NULL); /* one year grows over nothing */
    g = yearly_growth(m, 0, 1);
    assert_number(g.first, NULL);
    assert_number(g.growth, NULL);
}

TEST(fiscal_years_begin_where_they_do)
{
    MonthAmount m[60];
    size_t n = months_add(m, 0, 2023, 4, 12, "10");

    n = months_add(m, n, 2024, 1, 12, "10");
    n = months_add(m, n, 2025, 1, 3, "14");
    YearlyGrowth g = yearly_growth(m, n, 4);
    assert_int_equal(g.first_year, 2023);
    assert_int_equal(g.last_year, 2024);
    assert_number(g.first, "120");
    assert_number(g.last, "132");
}

TEST(rolling_totals_need_their_months)
{
    Amount v[24];
    RollingTotals r;

    for (size_t i = 0; i < 24; i++)
        v[i] = number(i < 12 ? "10" : "11");
    r = rolling_totals(v, 24, 12);
    assert_number(r.now, "132");
    assert_number(r.before, "120");
    r = rolling_totals(v, 23, 12);
    assert_true(r.now.is_known);
    assert_number(r.before, NULL); /* 24 months are needed */
    r = rolling_totals(v, 11, 12);
    assert_number(r.now, NULL);
    v[3] = amount_missing();
    r = rolling_totals(v, 24, 12);
    assert_number(r.now, "132");
    assert_number(r.before, NULL);
    r = rolling_totals(v, 24, 0);
    assert_number(r.now, NULL);
}

TEST(an_index_is_100_at_its_base)
{
    const Amount v[] = { number("50"), number("60"), number(NULL) };

    assert_number(index_of(number("75"), number("50")), "150");
    assert_number(index_of(number("75"), number("0")), NULL);
    assert_number(index_of(number(NULL), number("50")), NULL);
    assert_number(base_of_window(v, 3, 2), "55");
    assert_number(base_of_window(v, 3, 3), NULL);
    assert_number(base_of_window(v, 3, 4), NULL);
    assert_number(base_of_window(v, 3, 0), NULL);
}

TEST(segments_are_indexed_against_the_rate_of_all)
{
    const Amount over[] = { number("30"), number("10"), number("2"),
                            number("5"), number(NULL) };
    const Amount under[] = { number("1000"), number("980"), number("20"),
                             number("0"), number("100") };
    SegmentIndex s[5];

    segment_indices(over, under, 5, s); /* all: 47 of 2000 */
    assert_near(s[0].index, "127.659574", 6);
    assert_false(s[0].is_small);
    assert_near(s[1].index, "43.421624", 6);
    assert_near(s[2].index, "425.531915", 6);
    assert_true(s[2].is_small); /* of 20 */
    assert_number(s[3].rate, NULL);
    assert_number(s[3].index, NULL);
    assert_number(s[4].index, NULL);
    segment_indices(over, under, 0, s);
}

TEST(nps_is_of_counts_and_rounded_once)
{
    assert_number(nps_of(decimal("2"), decimal("1"), decimal("5")), "20");
    assert_near(nps_of(decimal("50"), decimal("17"), decimal("96")), "34.375",
                3);
    assert_number(nps_of(decimal("0"), decimal("4"), decimal("4")), "-100");
    assert_number(nps_of(decimal("0"), decimal("0"), decimal("0")), NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(cagr_has_its_refusals),
        RUN(yearly_growth_is_between_whole_years),
        RUN(a_year_with_a_gap_is_not_whole),
        RUN(fiscal_years_begin_where_they_do),
        RUN(rolling_totals_need_their_months),
        RUN(an_index_is_100_at_its_base),
        RUN(segments_are_indexed_against_the_rate_of_all),
        RUN(nps_is_of_counts_and_rounded_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
