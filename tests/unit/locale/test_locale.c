/* test_locale.c - numbers, dates and boundaries in several languages. */

#include "locale/locale.h"
#include "test.h"

static Env *env;

static int env_setup(void **state)
{
    (void)state;
    env = env_new();
    return 0;
}

static int env_teardown(void **state)
{
    (void)state;
    env_free(env);
    return 0;
}

static const Span NOWHERE;

static const char *number(const char *tag, const char *digits, NumberFormat f)
{
    Locale *l = locale_open(env, str_of(tag), (Str){ 0 }, NOWHERE);
    Decimal d;

    assert_non_null(l);
    assert_true(decimal_parse(str_of(digits), &d));
    Str s = number_format(l, env->arena, d, f);
    Str z = str_copy(env->arena, s);
    locale_close(l);
    return z.at;
}

/* A format with and without a number of decimals. */
#define F(...) ((NumberFormat){ .decimals = DECIMALS_AUTO, __VA_ARGS__ })
#define N(...) ((NumberFormat){ __VA_ARGS__ })

TEST(plain_numbers_by_locale)
{
    NumberFormat one = { .decimals = 1 };
    assert_string_equal(number("en-US", "1234.5", one), "1,234.5");
    assert_string_equal(number("de-DE", "1234.5", one), "1.234,5");
    assert_string_equal(number("fr-FR", "1234.5", one), "1\u202f234,5");
    assert_string_equal(number("de-CH", "1234.5", one), "1’234.5");
    assert_string_equal(number("en-IN", "1234567", one), "12,34,567.0");
    assert_string_equal(number("es-ES", "1234", N(.decimals = 0)), "1234");
    assert_string_equal(number("es-ES", "12345", N(.decimals = 0)), "12.345");
    assert_string_equal(number("en-GB", "-1234", N(.decimals = 0)), "−1,234");
}

typedef struct {
    const char *locale;
    NumberStyle style;
    int decimals;
    const char *digits, *text;
} NumberVector;

static const NumberVector vectors[] = {
#include "number_vectors.inc"
};

TEST(numbers_print_as_intl_prints_them)
{
    assert_true(COUNT_OF(vectors) >= 360);
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        const NumberVector *v = &vectors[i];
        NumberFormat f = { .style = v->style,
                           .decimals = v->decimals,
                           .currency = STR("EUR") };
        assert_string_equal(number(v->locale, v->digits, f), v->text);
    }
}

TEST(halves_round_away_from_zero)
{
    assert_string_equal(number("en-GB", "1.005", N(.decimals = 2)), "1.01");
    assert_string_equal(number("en-GB", "2.5", N(.decimals = 0)), "3");
    assert_string_equal(number("en-GB", "-2.5", N(.decimals = 0)), "−3");
}

TEST(numbers_beyond_all_units_are_powers_of_ten)
{
    assert_string_equal(number("en-GB", "1e24", N(.decimals = 2)),
                        "1.00 × 10²⁴");
    assert_string_equal(
        number("en-GB", "-1.239e308", N(.style = NUMBER_COMPACT_MONEY)),
        "−£1.24 × 10³⁰⁸");
    assert_string_equal(number("de-DE", "1.5e30", N(.style = NUMBER_PERCENT)),
                        "1,50 × 10³² %");
    assert_string_equal(
        number("en-GB", "999999999999999999999999", N(.decimals = 0)),
        "999,999,999,999,999,999,999,999");
}

TEST(nothing_prints_as_minus_zero_or_hides_a_value)
{
    assert_string_equal(number("en-GB", "-0.0", N(.decimals = 1)), "0.0");
    assert_string_equal(number("en-GB", "0.001", N(.decimals = 2)), "<0.01");
    assert_string_equal(number("en-GB", "-0.001", N(.decimals = 2)), ">−0.01");
    assert_string_equal(
        number("en-GB", "0.9996", N(.style = NUMBER_PERCENT, .decimals = 1)),
        ">99.9%");
    assert_string_equal(
        number("en-GB", "1", N(.style = NUMBER_PERCENT, .decimals = 1)),
        "100.0%");
}

TEST(percent_and_points)
{
    NumberFormat percent = N(.style = NUMBER_PERCENT, .decimals = 1);
    assert_string_equal(number("en-GB", "0.125", percent), "12.5%");
    assert_string_equal(number("de-DE", "0.125", percent), "12,5\u00a0%");
    percent.always_sign = true;
    assert_string_equal(number("en-GB", "0.082", percent), "+8.2%");
    assert_string_equal(number("en-GB", "-0.082", percent), "−8.2%");
    assert_string_equal(number("en-GB", "0", percent), "±0.0%");
    percent.percent_of_100 = true;
    assert_string_equal(number("en-GB", "8.2", percent), "+8.2%");
    assert_string_equal(
        number("en-GB", "0.004",
               N(.style = NUMBER_POINTS, .decimals = 1, .always_sign = true)),
        "+0.4\u00a0pp");
}

TEST(money_by_locale_and_currency)
{
    assert_string_equal(
        number("en-GB", "1234.5", N(.style = NUMBER_MONEY, .decimals = 2)),
        "£1,234.50");
    assert_string_equal(
        number("en-GB", "-1234.5", N(.style = NUMBER_MONEY, .decimals = 0)),
        "−£1,235");
    assert_string_equal(
        number("de-DE", "1234.5", N(.style = NUMBER_MONEY, .decimals = 2)),
        "1.234,50\u00a0€");
    assert_string_equal(number("en-GB", "38.2", F(.style = NUMBER_MONEY)),
                        "£38.20");
    assert_string_equal(number("ja-JP", "1234", F(.style = NUMBER_MONEY)),
                        "￥1,234");
}

TEST(compact_numbers_choose_the_unit_after_rounding)
{
    NumberFormat compact = F(.style = NUMBER_COMPACT, .significant = 3);
    assert_string_equal(number("en-GB", "999950", compact), "1.00M");
    assert_string_equal(number("en-GB", "1234567", compact), "1.23M");
    assert_string_equal(number("en-GB", "999.6", compact), "1.00K");
    assert_string_equal(number("en-GB", "412", compact), "412");
    assert_string_equal(number("en-GB", "0", compact), "0");
    assert_string_equal(number("de-DE", "1234567", compact), "1,23\u00a0Mio.");
    assert_string_equal(number("de-DE", "12300", compact), "12.300");
    compact.style = NUMBER_COMPACT_MONEY;
    assert_string_equal(number("en-GB", "1414000", compact), "£1.41M");
    assert_string_equal(number("en-GB", "-1250000", compact), "−£1.25M");
    assert_string_equal(number("en-GB", "38.2", compact), "£38.20");
}

TEST(the_parts_of_a_number_can_be_set_apart)
{
    Locale *l = locale_open(env, STR("en-GB"), STR("GBP"), NOWHERE);
    NumberParts p = number_format_parts(
        l, env->arena, decimal_of_int(1414000),
        (NumberFormat){ .style = NUMBER_COMPACT_MONEY, .significant = 3 });
    assert_true(str_is(p.before, "£"));
    assert_true(str_is(p.digits, "1.41"));
    assert_true(str_is(p.after, "M"));
    locale_close(l);
}

TEST(multiples_and_huge_numbers)
{
    assert_string_equal(number("en-GB", "4.309", F(.style = NUMBER_MULTIPLE)),
                        "4.31×");
    assert_string_equal(number("en-GB", "1e15", N(.decimals = 0)),
                        "1,000,000,000,000,000");
    assert_string_equal(number("ar-EG", "12", N(.decimals = 0)), "١٢");
}

TEST(unknown_locales_and_currencies_are_refused)
{
    assert_null(locale_open(env, STR("english"), (Str){ 0 }, NOWHERE));
    assert_null(locale_open(env, STR(""), (Str){ 0 }, NOWHERE));
    assert_null(locale_open(env, STR("en-GB"), STR("pounds"), NOWHERE));
    assert_int_equal(env->diags->error_count, 3);
}

TEST(dates_are_a_calendar)
{
    Date d;
    assert_true(date_parse(STR("2024-02-29"), &d));
    assert_false(date_parse(STR("2023-02-29"), &d));
    assert_false(date_parse(STR("2023-13-01"), &d));
    assert_false(date_parse(STR("01/02/2023"), &d));
    assert_true(date_parse(STR("2026-07"), &d));
    assert_int_equal(d.day, 1);
    for (int32_t days = -200000; days < 200000; days += 37)
        assert_int_equal(date_to_days(date_of_days(days)), days);
    assert_int_equal(date_weekday((Date){ 2026, 11, 24 }), 1);
    Date end = date_add_months((Date){ 2026, 3, 31 }, -1);
    assert_int_equal(end.month * 100 + end.day, 228);
    Date back = date_add_months((Date){ 2026, 1, 15 }, -13);
    assert_int_equal(back.year * 100 + back.month, 202412);
}

static const char *date(const char *tag, const char *iso, const char *how)
{
    Locale *l = locale_open(env, str_of(tag), (Str){ 0 }, NOWHERE);
    Date d;
    assert_true(date_parse(str_of(iso), &d));
    Str s = str_copy(env->arena, date_format(l, env->arena, d, str_of(how)));
    locale_close(l);
    return s.at;
}

TEST(dates_are_written_as_the_language_does)
{
    assert_string_equal(date("en-GB", "2026-07-01", "month"), "Jul 2026");
    assert_string_equal(date("en-GB", "2026-07-01", "day"), "1 Jul");
    assert_string_equal(date("en-GB", "2026-07-01", "long"), "1 July 2026");
    assert_string_equal(date("en-US", "2026-07-01", "long"), "July 1, 2026");
    assert_string_equal(date("de-DE", "2026-07-01", "long"), "1. Juli 2026");
    assert_string_equal(date("en-GB", "2026-07-01", "quarter"), "Q3 2026");
    assert_string_equal(date("en-GB", "2026-07-01", "iso"), "2026-07-01");
}

TEST(ranges_of_dates_say_shared_parts_once)
{
    Locale *l = locale_open(env, STR("en-GB"), (Str){ 0 }, NOWHERE);
    Str s = date_range_format(l, env->arena, (Date){ 2026, 7, 1 },
                              (Date){ 2026, 9, 30 });
    assert_true(str_starts(s, STR("1 Jul")));
    assert_true(str_ends(s, STR("2026")));
    assert_int_equal(str_find(s, STR("2026")), s.len - 4);
    locale_close(l);
}

TEST(words_follow_the_language)
{
    Locale *en = locale_open(env, STR("en-GB"), (Str){ 0 }, NOWHERE);
    Locale *de = locale_open(env, STR("de-DE"), (Str){ 0 }, NOWHERE);
    const Str items[] = { STR("Meta"), STR("Search"), STR("E-Mail") };

    assert_true(
        str_is(list_format(en, env->arena, items, 2), "Meta and Search"));
    assert_true(str_is(list_format(de, env->arena, items, 3),
                       "Meta, Search und E-Mail"));
    assert_true(str_is(plural_category(en, decimal_of_int(1)), "one"));
    assert_true(str_is(plural_category(en, decimal_of_int(2)), "other"));
    assert_true(str_is(ordinal_format(en, env->arena, 22), "22nd"));
    assert_true(str_is(ordinal_format(de, env->arena, 3), "3."));
    assert_true(str_is(text_upper(de, env->arena, STR("straße")), "STRASSE"));
    assert_true(text_collate(de, STR("Äpfel"), STR("Birnen")) < 0);
    assert_true(str_is(text_nfc(env->arena, STR("Cafe\u0301")), "Café"));
    locale_close(en);
    locale_close(de);
}

TEST(clusters_are_never_split)
{
    Locale *l = locale_open(env, STR("en-GB"), (Str){ 0 }, NOWHERE);
    Str family = STR("👩‍👩‍👧x");
    assert_int_equal(text_cluster_count(l, family), 2);
    assert_int_equal(text_cluster_prefix(l, family, 1), family.len - 1);
    assert_int_equal(text_cluster_prefix(l, STR("abc"), 2), 2);
    locale_close(l);
}

TEST(lines_break_where_unicode_says)
{
    Locale *l = locale_open(env, STR("th-TH"), (Str){ 0 }, NOWHERE);
    uint8_t breaks[200];
    Str s = STR("a b\nc");
    line_breaks(l, s, breaks);
    assert_int_equal(breaks[2], BREAK_ALLOWED);
    assert_int_equal(breaks[1], BREAK_NONE);
    assert_int_equal(breaks[4], BREAK_REQUIRED);

    Str thai = STR("ภาษาไทย"); /* two words, no space */
    size_t places = 0;
    line_breaks(l, thai, breaks);
    for (size_t i = 1; i < thai.len; i++)
        places += breaks[i] == BREAK_ALLOWED;
    assert_int_equal(places, 1);
    locale_close(l);
}

TEST(mixed_directions_come_apart_in_runs)
{
    Locale *l = locale_open(env, STR("he-IL"), (Str){ 0 }, NOWHERE);
    size_t count;
    Str s = STR("abc \u05d0\u05d1 def");
    BidiRun *runs = bidi_runs(l, env->arena, s, 0, &count);

    assert_int_equal(count, 3);
    assert_int_equal(runs[1].start, 4);
    assert_int_equal(runs[1].end, 8);
    assert_int_equal(runs[1].level, 1);
    assert_int_equal(runs[2].end, s.len);

    uint32_t order[3];
    const uint8_t levels[] = { 2, 1, 2 };
    bidi_reorder(levels, 3, order);
    assert_int_equal(order[0], 2);
    assert_int_equal(order[2], 0);

    bidi_runs(l, env->arena, STR("caf\u00e9"), 0, &count);
    assert_int_equal(count, 1);
    assert_int_equal(script_of(0x627), 0x41726162); /* Arab */
    locale_close(l);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, env_setup, env_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(plain_numbers_by_locale),
        CASE(numbers_print_as_intl_prints_them),
        CASE(halves_round_away_from_zero),
        CASE(numbers_beyond_all_units_are_powers_of_ten),
        CASE(nothing_prints_as_minus_zero_or_hides_a_value),
        CASE(percent_and_points),
        CASE(money_by_locale_and_currency),
        CASE(compact_numbers_choose_the_unit_after_rounding),
        CASE(the_parts_of_a_number_can_be_set_apart),
        CASE(multiples_and_huge_numbers),
        CASE(unknown_locales_and_currencies_are_refused),
        CASE(dates_are_a_calendar),
        CASE(dates_are_written_as_the_language_does),
        CASE(ranges_of_dates_say_shared_parts_once),
        CASE(words_follow_the_language),
        CASE(clusters_are_never_split),
        CASE(lines_break_where_unicode_says),
        CASE(mixed_directions_come_apart_in_runs),
    };
    return cmocka_run_group_tests_name("locale", tests, NULL, NULL);
}
