/*
 * test_intl.c - printed numbers against JavaScript's Intl, and the forms
 * that reports need beyond it.
 */

#include "locale/locale.h"
#include "test.h"

static const Span NOWHERE;

typedef struct {
    NumberStyle style;
    const char *locale;
    const char *currency;
    const char *value;
    int decimals; /* -1: three significant digits; -2: the currency's */
    const char *expected;
} Vector;

static const Vector vectors[] = {
#include "intl_vectors.inc"
};

/* clang-format on */
static Locale *opened;
static const char *opened_tag;

static Locale *locale_of(Env *env, const char *tag)
{
    if (opened && strcmp(tag, opened_tag) == 0)
        return opened;
    locale_close(opened);
    opened = locale_open(env, str_of(tag), STR("EUR"), NOWHERE);
    opened_tag = tag;
    assert_non_null(opened);
    return opened;
}

static Str printed(Env *env, const Vector *v)
{
    Locale *l = locale_of(env, v->locale);
    NumberFormat f = { .style = v->style,
                       .decimals = v->decimals,
                       .currency = str_of(v->currency) };
    Decimal d;

    assert_true(decimal_parse(str_of(v->value), &d));
    if (v->decimals == -2)
        f.decimals = currency_decimals(l, f.currency);
    if (v->decimals == -1)
        f.significant = 3;
    return number_format(l, env->arena, d, f);
}

/* ---- What differs, and why ------------------------------------------------
 */

/*
 * Intl prints 0 for 0.05 without decimals, where a report says "<1"; it rounds
 * 12,345 to 12,300 where a language has no shorter word, and a report keeps the
 * number; Italian groups four digits by CLDR 42 and no more by CLDR 48, and
 * abbreviates thousands and billions otherwise.
 */
static bool is_on_purpose(const Vector *v, Str ours)
{
    bool has_no_word =
        v->style == NUMBER_COMPACT &&
        (strncmp(v->locale, "de", 2) == 0 || strncmp(v->locale, "ja", 2) == 0);

    return has_no_word || strcmp(v->locale, "it-IT") == 0 ||
           str_starts(ours, STR("<"));
}

static Str replaced(Arena *a, Str s, const char *from, const char *to)
{
    Str out = STR("");

    for (;;) {
        size_t at = str_find(s, str_of(from));
        out = str_format(a, "%.*s%.*s%s", STR_ARG(out), (int)at, s.at,
                         at < s.len ? to : "");
        if (at == s.len)
            return out;
        s = str_slice(s, at + strlen(from), s.len);
    }
}

/* The same by the CLDR that comes with ICU 72: Swiss marks, British letters. */
static Str as_before(Arena *a, const Vector *v)
{
    static const char *const british[][2] = {
        { "bn", "B" }, { "tn", "T" }, { "k", "K" }, { "m", "M" }
    };
    Str s = str_of(v->expected);

    if (strcmp(v->locale, "de-CH") == 0)
        return replaced(a, s, "'", "\xE2\x80\x99");
    for (size_t i = 0; i < COUNT_OF(british) && v->style == NUMBER_COMPACT &&
                       strcmp(v->locale, "en-GB") == 0;
         i++)
        s = replaced(a, s, british[i][0], british[i][1]);
    return s;
}

TEST(numbers_are_those_of_intl)
{
    Env *env = env_new();
    size_t differ = 0;

    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        const Vector *v = &vectors[i];
        Str ours = printed(env, v);
        if (str_equal(ours, as_before(env->arena, v)))
            continue;
        differ++;
        if (!is_on_purpose(v, ours))
            fail_msg("%s %s %s: '%.*s', not '%s'", v->locale, v->currency,
                     v->value, STR_ARG(ours), v->expected);
    }
    assert_int_equal(COUNT_OF(vectors), 1404);
    assert_int_equal(differ, 44);
    env_free(env);
}

/* ---- Beyond Intl -----------------------------------------------------------
 */

static void assert_prints(const char *tag, const char *value, NumberFormat f,
                          const char *expected)
{
    Env *env = env_new();
    Locale *l = locale_open(env, str_of(tag), STR("GBP"), NOWHERE);
    Decimal d;

    assert_non_null(l);
    assert_true(decimal_parse(str_of(value), &d));
    assert_string_equal(
        str_copy(env->arena, number_format(l, env->arena, d, f)).at, expected);
    locale_close(l);
    env_free(env);
}

#define N(...) ((NumberFormat){ __VA_ARGS__ })

TEST(halves_go_away_from_zero_on_the_decimal_value)
{
    assert_prints("en-GB", "1.005", N(.decimals = 2), "1.01");
    assert_prints("en-GB", "2.5", N(.decimals = 0), "3");
    assert_prints("en-GB", "-2.5", N(.decimals = 0), "\u22123");
    assert_prints("en-GB", "1.115", N(.decimals = 2), "1.12");
    assert_prints("en-GB", "0.285", N(.decimals = 2), "0.29");
}

TEST(cards_have_three_digits_and_the_next_unit_when_rounded_up)
{
    NumberFormat card =
        N(.style = NUMBER_COMPACT, .significant = 3, .decimals = DECIMALS_AUTO);

    assert_prints("en-GB", "999950", card, "1.00M");
    assert_prints("en-GB", "999499", card, "999K");
    assert_prints("en-GB", "999999999", card, "1.00B");
    assert_prints("de-DE", "1234567", card, "1,23\u00a0Mio.");
    assert_prints("fr-FR", "1234567", card, "1,23\u00a0M");
    assert_prints("es-ES", "1234567", card, "1,23\u00a0M");
    assert_prints("ja-JP", "123456789", card, "1.23\u5104");
    assert_prints("en-IN", "12345678", card, "1.23Cr");
    assert_prints("en-IN", "12345", card, "12.3K");
}

TEST(nothing_that_computers_write_reaches_paper)
{
    assert_prints("en-GB", "-0", N(.decimals = 2), "0.00");
    assert_prints("en-GB", "-0.0", N(.style = NUMBER_PERCENT, .decimals = 1),
                  "0.0%");
    assert_prints("en-GB", "1e6", N(.decimals = 0), "1,000,000");
    assert_prints("en-GB", "0.30000000000000004", N(.decimals = 2), "0.30");
    assert_prints("en-GB", "1e-7", N(.decimals = 2), "<0.01");
    assert_prints("en-GB", "-0.0001", N(.style = NUMBER_MONEY, .decimals = 2),
                  ">\u2212£0.01");
    assert_prints("en-GB", "0.0001", N(.style = NUMBER_PERCENT, .decimals = 1),
                  "<0.1%");
    assert_prints("en-GB", "0.9999", N(.style = NUMBER_PERCENT, .decimals = 1),
                  ">99.9%");
    assert_prints("en-GB", "1.0001", N(.style = NUMBER_PERCENT, .decimals = 1),
                  "100.0%");
}

TEST(money_below_zero_has_two_forms)
{
    NumberFormat minus = N(.style = NUMBER_MONEY, .decimals = 0);
    NumberFormat brackets =
        N(.style = NUMBER_MONEY, .decimals = 0, .parentheses = true);

    assert_prints("en-GB", "-1234", minus, "\u2212£1,234");
    assert_prints("en-GB", "-1234", brackets, "(£1,234)");
    assert_prints("en-GB", "1234", brackets, "£1,234");
    brackets.style = NUMBER_COMPACT_MONEY;
    brackets.significant = 3;
    assert_prints("en-GB", "-1234567", brackets, "(£1.23M)");
}

TEST(currencies_have_their_own_minor_units)
{
    static const struct {
        const char *currency, *tag, *expected;
    } rows[] = {
        { "JPY", "en-GB", "JP¥1,235" },
        { "KRW", "en-GB", "₩1,235" },
        { "KWD", "en-GB", "KWD\u00a01,234.560" },
        { "BHD", "en-GB", "BHD\u00a01,234.560" },
        { "EUR", "de-DE", "1.234,56\u00a0€" },
        { "EUR", "fr-FR", "1\u202f234,56\u00a0€" },
        { "CHF", "de-CH", "CHF\u00a01’234.56" },
        { "INR", "en-IN", "₹1,234.56" },
        { "USD", "en-US", "$1,234.56" },
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Env *env = env_new();
        Locale *l = locale_open(env, str_of(rows[i].tag), STR("GBP"), NOWHERE);
        Str code = str_of(rows[i].currency);
        NumberFormat f = { .style = NUMBER_MONEY,
                           .decimals = currency_decimals(l, code),
                           .currency = code };
        Decimal d;
        assert_true(decimal_parse(STR("1234.56"), &d));
        Str s = str_copy(env->arena, number_format(l, env->arena, d, f));
        assert_string_equal(s.at, rows[i].expected);
        locale_close(l);
        env_free(env);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(numbers_are_those_of_intl),
        RUN(halves_go_away_from_zero_on_the_decimal_value),
        RUN(cards_have_three_digits_and_the_next_unit_when_rounded_up),
        RUN(nothing_that_computers_write_reaches_paper),
        RUN(money_below_zero_has_two_forms),
        RUN(currencies_have_their_own_minor_units),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
