/* test_message.c - patterns with gaps, plurals and choices. */

#include "locale/message.h"

#include "test.h"

static void assert_says(const char *locale, const char *pattern,
                        const MessageArg *args, const char *expected)
{
    Env *env = env_new();
    Locale *l = locale_open(env, str_of(locale), STR(""), (Span){ 0 });
    const Message *m = message_compile(env, str_of(pattern), (Span){ 0 });

    assert_non_null(l);
    assert_non_null(m);
    Str said = message_format(l, env->arena, m, args);
    if (!str_is(said, expected))
        fail_msg("'%.*s' is not '%s'", STR_ARG(said), expected);
    locale_close(l);
    env_free(env);
}

static MessageArg counted(const char *text, int64_t n)
{
    return (MessageArg){ "n", str_of(text), n };
}

TEST(gaps_are_filled)
{
    MessageArg args[] = { { "who", { "Ann", 3 }, 0 }, { 0 } };

    assert_says("en", "{who} came.", args, "Ann came.");
    assert_says("en", "{ who } and {who}", args, "Ann and Ann");
    assert_says("en", "nobody", args, "nobody");
    assert_says("en", "", args, "");
    assert_says("en", "{what}.", args, ".");
    assert_says("en", "{who}", NULL, "");
}

TEST(plurals_follow_the_language)
{
    static const char pattern[] =
        "{n, plural, =0 {none} one {# row} few {# few} many {# many} other {# "
        "rows}}";
    static const struct {
        const char *locale, *text;
        int64_t n;
        const char *expected;
    } cases[] = {
        { "en", "0", 0, "none" },
        { "en", "1", 1, "1 row" },
        { "en", "2", 2, "2 rows" },
        { "fr", "1", 1, "1 row" },
        { "fr", "2", 2, "2 rows" },
        { "pl", "3", 3, "3 few" },
        { "pl", "5", 5, "5 many" },
        { "ru", "21", 21, "21 row" },
        { "ja", "1", 1, "1 rows" },
        { "ar", "3", 3, "3 few" },
        { "de", "1.000", 1000, "1.000 rows" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        MessageArg args[] = { counted(cases[i].text, cases[i].n), { 0 } };
        assert_says(cases[i].locale, pattern, args, cases[i].expected);
    }
}

TEST(ordinals_follow_the_language)
{
    static const char pattern[] = "{n, selectordinal, one {#st} two {#nd} few "
                                  "{#rd} other {#th}}";
    static const struct {
        const char *text;
        int64_t n;
        const char *expected;
    } cases[] = {
        { "1", 1, "1st" }, { "2", 2, "2nd" },    { "3", 3, "3rd" },
        { "4", 4, "4th" }, { "11", 11, "11th" }, { "22", 22, "22nd" }
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        MessageArg args[] = { counted(cases[i].text, cases[i].n), { 0 } };
        assert_says("en", pattern, args, cases[i].expected);
    }
}

TEST(words_choose_and_choices_nest)
{
    MessageArg up[] = { { "way", { "up", 2 }, 0 }, counted("2", 2), { 0 } };
    MessageArg odd[] = { { "way", { "sideways", 8 }, 0 },
                         counted("1", 1),
                         { 0 } };
    static const char pattern[] =
        "{way, select, up {rose} other {fell}} in {n, plural, one {#{way, "
        "select, up {st} other {.}} place} other {# places}}";

    assert_says("en", pattern, up, "rose in 2 places");
    assert_says("en", pattern, odd, "fell in 1. place");
    assert_says("en", "{way, select, up {a} other {}}", NULL, "");
}

TEST(apostrophes_quote_what_would_be_a_gap)
{
    MessageArg args[] = { counted("3", 3), { 0 } };

    assert_says("en", "it's '{n}', isn''t it", args, "it's {n}, isn't it");
    assert_says("en", "{n, plural, other {'#' is #}}", args, "# is 3");
    assert_says("en", "No. #{n}", args, "No. #3");
}

TEST(faults_are_reported_where_the_pattern_stands)
{
    static const struct {
        const char *pattern, *message;
    } cases[] = {
        { "{", "a brace is not followed by a name" },
        { "{n", "a brace is not closed" },
        { "n}", "a brace is closed that was not opened" },
        { "{n, plurals, other {}}", "a choice is none of plural" },
        { "{n, plural}", "a choice has no cases" },
        { "{n, plural, one {a}}", "a choice has no case 'other'" },
        { "{n, select, up}", "a case is not of the form" },
        { "{n, select, other {a}", "a case is not of the form" },
        { "{n, select, other {a", "a brace is not closed" },
        { "{a, select, other {{b, select, other {{c, select, other {{d, "
          "select, other {{e, select, other {{f, select, other {{g, select, "
          "other {{h, select, other {x}}}}}}}}}}}}}}}}",
          "too deep" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_new();
        assert_null(
            message_compile(env, str_of(cases[i].pattern), (Span){ 0 }));
        assert_int_equal(env->diags->list.len, 1);
        Str message = env->diags->list.at[0].message;
        if (str_find(message, str_of(cases[i].message)) == message.len)
            fail_msg("'%s': %.*s", cases[i].pattern, STR_ARG(message));
        env_free(env);
    }
}

TEST(a_name_that_nobody_fills_is_found)
{
    Env *env = env_new();
    MessageArg args[] = { counted("1", 1), { 0 } };
    const Message *m = message_compile(
        env, STR("{n, plural, one {{who} came} other {}}"), (Span){ 0 });

    assert_non_null(m);
    assert_true(str_is(message_unknown(m, args), "who"));
    m = message_compile(env, STR("{n}"), (Span){ 0 });
    assert_int_equal(message_unknown(m, args).len, 0);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(gaps_are_filled),
        RUN(plurals_follow_the_language),
        RUN(ordinals_follow_the_language),
        RUN(words_choose_and_choices_nest),
        RUN(apostrophes_quote_what_would_be_a_gap),
        RUN(faults_are_reported_where_the_pattern_stands),
        RUN(a_name_that_nobody_fills_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
