/* test_breaks.c - the simple line breaker against ICU's, on random texts. */

#include "test.h"
#include "text/book.h"

#include <stdio.h>

static const char *const ascii[] = {
    "a", "b", "Z",  "1", "7",  " ", " ", " ",  "-",  "-",  ".", ",", ":",  "/",
    "(", ")", "[",  "]", "\"", "'", "$", "%",  "!",  "?",  "+", "=", "#",  "@",
    "&", "*", "\\", "|", "{",  "}", "~", "\n", "\r", "\t", "<", ";", "\f", "_",
};
static const char *const european[] = {
    "é",
    "ß",
    "–",
    "—",
    "’",
    "“",
    "”",
    "…",
    "€",
    "£",
    "\xC2\xA0",
    "\xC2\xAD",
    "\xE2\x80\x90",
    "\xE2\x80\x91",
    "°",
    "±",
    "−",
    "•",
    "·",
    "α",
    "я",
    "«",
    "»",
    "½",
    "×",
    "\xE2\x80\x89",
    "\xE2\x80\xAF",
    "™",
    "→",
    "‰",
    "¿",
    "\xE2\x80\xA8",
    "\xC2\x85",
    "№",
    "´",
    "‚",
    "„",
    "≤",
    "¢",
    "\xE2\x80\x87",
};

typedef struct {
    uint32_t state;
} Dice;

static uint32_t roll(Dice *d, uint32_t sides)
{
    d->state = d->state * 1664525u + 1013904223u;
    return (d->state >> 8) % sides;
}

static Str random_text(Dice *d, char *room, uint32_t kinds)
{
    size_t len = 0;
    uint32_t signs = 1 + roll(d, 12);

    for (uint32_t i = 0; i < signs; i++) {
        uint32_t pick = roll(d, kinds);
        const char *z = pick < COUNT_OF(ascii)
                            ? ascii[pick]
                            : european[pick - COUNT_OF(ascii)];
        memcpy(room + len, z, strlen(z));
        len += strlen(z);
    }
    return (Str){ room, len };
}

static void compare(const char *tag, uint32_t kinds, uint32_t seed)
{
    Env *env = env_new();
    Locale *locale = locale_open(env, str_of(tag), STR(""), (Span){ 0 });
    Dice d = { seed };

    for (int i = 0; i < 60000; i++) {
        char room[64];
        uint8_t ours[65], icu[65];
        Str s = random_text(&d, room, kinds);
        assert_true(breaks_simple(s, ours));
        line_breaks(locale, s, icu);
        for (size_t at = 0; at <= s.len; at++) {
            if (ours[at] != icu[at])
                fail_msg("at %zu of '%.*s': %d, ICU says %d", at, STR_ARG(s),
                         ours[at], icu[at]);
        }
    }
    locale_close(locale);
    env_free(env);
}

TEST(ascii_breaks_as_icu_does)
{
    compare("en-GB", COUNT_OF(ascii), 1);
}

TEST(european_text_breaks_as_icu_does)
{
    compare("de-DE", COUNT_OF(ascii) + COUNT_OF(european), 2);
    compare("fr-FR", COUNT_OF(ascii) + COUNT_OF(european), 3);
    compare("fi-FI", COUNT_OF(ascii) + COUNT_OF(european), 4);
}

/* Each character of the simple classes, in a few surroundings. */
TEST(every_simple_character_has_icus_class)
{
    static const char *const around[][2] = {
        { "a", "b" },
        { "1", "2" },
        { "(", ")" },
        { "a ", " b" },
        { "- ", "1" },
        { "$", "%" },
        { "\xE2\x80\x94", "\xE2\x80\x94" },
    };
    Env *env = env_new();
    Locale *locale = locale_open(env, STR("en"), STR(""), (Span){ 0 });

    for (uint32_t code = 1; code < 0x2400; code++) {
        for (size_t n = 0; n < COUNT_OF(around); n++) {
            char sign[5] = { 0 }, text[16];
            uint8_t ours[17], icu[17];
            utf8_put(code, sign);
            snprintf(text, sizeof text, "%s%s%s", around[n][0], sign,
                     around[n][1]);
            Str s = str_of(text);
            if (!breaks_simple(s, ours))
                continue;
            line_breaks(locale, s, icu);
            if (memcmp(ours, icu, s.len + 1) != 0)
                fail_msg("U+%04X between '%s' and '%s'", (unsigned)code,
                         around[n][0], around[n][1]);
        }
    }
    locale_close(locale);
    env_free(env);
}

TEST(other_scripts_are_left_to_icu)
{
    uint8_t breaks[64];
    static const char *const texts[] = { "ไทย",       "日本",          "שלום",
                                         "a\xCC\x81", "a\xE2\x80\x8B", "👍",
                                         "\x01" };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_false(breaks_simple(str_of(texts[i]), breaks));
    assert_true(breaks_simple(STR(""), breaks));
}

static bool may_end_after(const char *text, const char *head)
{
    uint8_t breaks[64];

    breaks_find(NULL, str_of(text), breaks);
    return breaks[strlen(head)] != BREAK_NONE;
}

TEST(a_dash_that_joins_ends_no_line)
{
    assert_false(may_end_after("Mar–Aug 2026", "Mar–"));
    assert_false(may_end_after("£2.10M–£2.19M", "£2.10M–"));
    assert_true(may_end_after("Mar–Aug 2026", "Mar–Aug "));
    assert_true(may_end_after("1 Jul – 30 Sept", "1 Jul – "));
    assert_true(may_end_after("well-made", "well-"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(ascii_breaks_as_icu_does),
        RUN(a_dash_that_joins_ends_no_line),
        RUN(european_text_breaks_as_icu_does),
        RUN(every_simple_character_has_icus_class),
        RUN(other_scripts_are_left_to_icu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
