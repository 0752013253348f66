/* test_calendar.c - fiscal years of months and of weeks, words and zones. */

#include "locale/calendar.h"
#include "test.h"

enum { MONDAY = 0, SUNDAY = 6 };

/* As the retail federation of the United States has its years. */
static const ClientCalendar RETAIL = { .fiscal_start = 2,
                                       .weeks = WEEKS_4_5_4,
                                       .week_start = SUNDAY };
/* A year that ends on the last Saturday of September, called by that. */
static const ClientCalendar SEPTEMBER = { .fiscal_start = 10,
                                          .named_by_end = true,
                                          .weeks = WEEKS_4_4_5,
                                          .week_start = SUNDAY,
                                          .begins_before = true };

static void assert_word(const ClientCalendar *c, const char *word,
                        const char *from, const char *to)
{
    Arena *a = arena_new();
    TimeWord read;

    if (!time_word_read(c, str_of(word), &read))
        fail_msg("'%s' is no word for a time", word);
    Str first = date_iso(a, date_of_days(read.from));
    Str last = date_iso(a, date_of_days(read.to));
    if (!str_is(first, from) || !str_is(last, to))
        fail_msg("'%s' is %s to %s, not %s to %s", word, first.at, last.at,
                 from, to);
    arena_free(a);
}

static void assert_no_word(const ClientCalendar *c, const char *word)
{
    TimeWord read;

    if (time_word_read(c, str_of(word), &read))
        fail_msg("'%s' is a word for a time", word);
}

TEST(years_of_weeks_begin_near_their_month)
{
    assert_word(&RETAIL, "FY2023", "2023-01-29", "2024-02-03");
    assert_word(&RETAIL, "FY2024", "2024-02-04", "2025-02-01");
    assert_word(&RETAIL, "FY2025", "2025-02-02", "2026-01-31");
    assert_word(&RETAIL, "FY2026", "2026-02-01", "2027-01-30");
    assert_word(&RETAIL, "FY17", "2017-01-29", "2018-02-03");
    assert_word(&SEPTEMBER, "FY22", "2021-09-26", "2022-09-24");
    assert_word(&SEPTEMBER, "FY23", "2022-09-25", "2023-09-30");
    assert_word(&SEPTEMBER, "FY24", "2023-10-01", "2024-09-28");
}

TEST(months_of_weeks_follow_their_pattern)
{
    static const ClientCalendar first = { .weeks = WEEKS_5_4_4,
                                          .week_start = MONDAY };

    assert_word(&RETAIL, "FY25 P1", "2025-02-02", "2025-03-01");
    assert_word(&RETAIL, "FY25 P2", "2025-03-02", "2025-04-05");
    assert_word(&RETAIL, "P3 FY25", "2025-04-06", "2025-05-03");
    assert_word(&RETAIL, "FY25-P12", "2026-01-04", "2026-01-31");
    assert_word(&RETAIL, "FY25 Q2", "2025-05-04", "2025-08-02");
    assert_word(&RETAIL, "FY25 H2", "2025-08-03", "2026-01-31");
    assert_word(&SEPTEMBER, "FY24 P3", "2023-11-26", "2023-12-30");
    assert_word(&first, "FY26 P1", "2025-12-29", "2026-02-01");
    assert_word(&first, "FY26 P2", "2026-02-02", "2026-03-01");
}

TEST(the_53rd_week_is_of_the_last_month)
{
    assert_word(&RETAIL, "FY23 P12", "2023-12-31", "2024-02-03");
    assert_word(&RETAIL, "FY23 Q4", "2023-10-29", "2024-02-03");
    assert_word(&RETAIL, "FY23 W53", "2024-01-28", "2024-02-03");
    assert_word(&RETAIL, "W01 FY24", "2024-02-04", "2024-02-10");
    assert_word(&RETAIL, "FY24 W52", "2025-01-26", "2025-02-01");
    assert_no_word(&RETAIL, "FY24 W53");
    assert_no_word(&RETAIL, "FY24 W0");
    assert_no_word(&RETAIL, "FY24 P13");
}

/* The calendar's months cut weeks. */
TEST(a_year_of_weeks_has_no_other_months)
{
    static const char *const words[] = { "2026", "2026-07", "2026-Q3",
                                         "2026-H1" };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        assert_no_word(&RETAIL, words[i]);
    assert_word(&RETAIL, "2026-W09", "2026-02-23", "2026-03-01");
    assert_word(&RETAIL, "2026-02-01", "2026-02-01", "2026-02-01");
}

TEST(every_day_is_of_one_month)
{
    static const ClientCalendar starts = { .fiscal_start = 4 };
    const ClientCalendar *all[] = { NULL, &starts, &RETAIL, &SEPTEMBER };

    for (size_t i = 0; i < COUNT_OF(all); i++)
        for (int32_t day = -800; day < 36500; day++) {
            int32_t month = month_of_day(all[i], day);
            assert_in_range(day + 1000, month_first_day(all[i], month) + 1000,
                            month_last_day(all[i], month) + 1000);
        }
}

/* What is written reads back as the same days. */
TEST(words_read_back)
{
    static const ClientCalendar starts = { .fiscal_start = 2,
                                           .named_by_end = true };
    static const ClientCalendar usual;
    const ClientCalendar *all[] = { &usual, &starts, &RETAIL, &SEPTEMBER };
    Arena *a = arena_new();

    for (size_t i = 0; i < COUNT_OF(all); i++)
        for (int32_t month = 2020 * 12; month < 2030 * 12; month++) {
            int32_t from = month_first_day(all[i], month);
            bool is_year = year_first_month(all[i], month) == month;
            Str word = time_word(a, all[i], STRETCH_MONTH, from);
            assert_word(
                all[i], word.at, date_iso(a, date_of_days(from)).at,
                date_iso(a, date_of_days(month_last_day(all[i], month))).at);
            word = time_word(a, all[i], STRETCH_YEAR, from);
            if (is_year)
                assert_word(all[i], word.at, date_iso(a, date_of_days(from)).at,
                            date_iso(a, date_of_days(
                                            month_last_day(all[i], month + 11)))
                                .at);
        }
    assert_string_equal(time_word(a, &usual, STRETCH_WEEK, 20626).at,
                        "2026-W26");
    assert_string_equal(time_word(a, &usual, STRETCH_QUARTER, 20635).at,
                        "2026-Q3");
    arena_free(a);
}

TEST(zones_are_places)
{
    Env *env = env_new();
    static const char *const wrong[] = { "", "BST", "Europe", "Europe/Nowhere",
                                         "+02:00" };

    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_null(zone_open(env, str_of(wrong[i]), (Span){ 0 }));
    const TimeZone *z = zone_open(env, STR("Europe/London"), (Span){ 0 });
    assert_non_null(z);
    /* either side of 2026-03-29 01:00 and 2026-10-25 01:00 UTC */
    assert_int_equal(zone_offset(z, 1774745999), 0);
    assert_int_equal(zone_offset(z, 1774746000), 3600);
    assert_int_equal(zone_offset(z, 1792889999), 3600);
    assert_int_equal(zone_offset(z, 1792890000), 0);
    z = zone_open(env, STR("UTC"), (Span){ 0 });
    assert_int_equal(zone_offset(z, 1792890000), 0);
    z = zone_open(env, STR("Asia/Kathmandu"), (Span){ 0 });
    assert_int_equal(zone_offset(z, 1792890000), 20700);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(years_of_weeks_begin_near_their_month),
        RUN(months_of_weeks_follow_their_pattern),
        RUN(the_53rd_week_is_of_the_last_month),
        RUN(a_year_of_weeks_has_no_other_months),
        RUN(every_day_is_of_one_month),
        RUN(words_read_back),
        RUN(zones_are_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
