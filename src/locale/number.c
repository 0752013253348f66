/*
 * number.c - numbers printed.
 *
 * CLDR, through ICU, says what stands around the digits and how they are
 * grouped; the digits themselves are ours, so that they are exact and rounded
 * half away from zero.  Compact forms ("1.23M") come from ICU whole, since the
 * ladders of units differ by language.
 */

#include "locale/locale_private.h"

#include <unicode/ucurr.h>
#include <unicode/ustring.h>

static const char MINUS[] = "\xE2\x88\x92";      /* U+2212 */
static const char PLUS_MINUS[] = "\xC2\xB1";     /* U+00B1 */
static const char NO_BREAK_SPACE[] = "\xC2\xA0"; /* U+00A0 */
static const char TIMES[] = "\xC3\x97";          /* U+00D7 */

/* ---- What CLDR says ----------------------------------------------------- */

/* `s` with each ASCII or locale minus replaced by `sign`. */
static Str with_sign(Arena *a, Str s, Str sign)
{
    size_t at = str_find(s, STR(MINUS));
    size_t len = sizeof MINUS - 1;

    if (at == s.len) {
        at = str_find(s, STR("-"));
        len = 1;
    }
    if (at == s.len)
        return s;
    return str_format(a, "%.*s%.*s%.*s", (int)at, s.at, STR_ARG(sign),
                      (int)(s.len - at - len), s.at + at + len);
}

static Str affix(Locale *l, UNumberFormat *f, UNumberFormatTextAttribute which)
{
    UChar text[64];
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = unum_getTextAttribute(f, which, text, 64, &status);

    if (U_FAILURE(status) || len > 64)
        return (Str){ 0 };
    Str s = str_of_wide(l->env->arena, text, len);
    return with_sign(l->env->arena, s, STR(MINUS));
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A code does not touch its digits: "KWD 1.250" (CLDR's currencySpacing). */
static Str before_digits(Arena *a, Str s)
{
    return s.len && is_letter(s.at[s.len - 1])
               ? str_format(a, "%.*s%s", STR_ARG(s), NO_BREAK_SPACE)
               : s;
}

static Affixes affixes_of(Locale *l, UNumberFormat *f)
{
    return (Affixes){
        .before = affix(l, f, UNUM_POSITIVE_PREFIX),
        .after = affix(l, f, UNUM_POSITIVE_SUFFIX),
        .negative_before = affix(l, f, UNUM_NEGATIVE_PREFIX),
        .negative_after = affix(l, f, UNUM_NEGATIVE_SUFFIX),
    };
}

static Str symbol(Locale *l, UNumberFormat *f, UNumberFormatSymbol which)
{
    UChar text[16];
    UErrorCode status = U_ZERO_ERROR;
    int32_t len = unum_getSymbol(f, which, text, 16, &status);

    if (U_FAILURE(status))
        return STR("");
    return str_of_wide(l->env->arena, text, len);
}

static UNumberFormat *format_open(Locale *l, UNumberFormatStyle style)
{
    UErrorCode status = U_ZERO_ERROR;
    return unum_open(style, NULL, 0, l->id, NULL, &status);
}

static UNumberFormatter *cached_formatter(Locale *l, Str skeleton)
{
    for (size_t i = 0; i < l->compacts.len; i++)
        if (str_equal(l->compacts.at[i].skeleton, skeleton))
            return l->compacts.at[i].formatter;

    UErrorCode status = U_ZERO_ERROR;
    Wide wide = wide_of(l->env->arena, skeleton);
    UNumberFormatter *f =
        unumf_openForSkeletonAndLocale(wide.at, wide.len, l->id, &status);
    if (!l->formatted)
        l->formatted = unumf_openResult(&status);
    *list_add(l->env->arena, &l->compacts) =
        (CompactStyle){ str_copy(l->env->arena, skeleton), f };
    return f;
}

/* Spanish and Polish write 1234 but 12.345; no attribute of ICU's says so. */
static bool groups_four_digits(Locale *l)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[16];
    UNumberFormatter *f = cached_formatter(l, (Str){ "", 0 });

    unumf_formatInt(f, 1234, l->formatted, &status);
    return unumf_resultToString(l->formatted, text, 16, &status) > 4;
}

static void symbols_load(Locale *l)
{
    if (l->has_symbols)
        return;
    l->has_symbols = true;

    UNumberFormat *f = format_open(l, UNUM_DECIMAL);
    l->decimal_mark = symbol(l, f, UNUM_DECIMAL_SEPARATOR_SYMBOL);
    l->group_mark = symbol(l, f, UNUM_GROUPING_SEPARATOR_SYMBOL);
    Str zero = symbol(l, f, UNUM_ZERO_DIGIT_SYMBOL);
    size_t i = 0;
    l->zero = zero.len ? utf8_next(zero, &i) : '0';
    l->group_size = unum_getAttribute(f, UNUM_GROUPING_SIZE);
    l->group_size_2 = unum_getAttribute(f, UNUM_SECONDARY_GROUPING_SIZE);
    l->group_least = groups_four_digits(l) ? 1 : 2;
    if (l->group_size_2 <= 0)
        l->group_size_2 = l->group_size;
    l->plain = affixes_of(l, f);
    unum_close(f);

    f = format_open(l, UNUM_PERCENT);
    l->percent = affixes_of(l, f);
    unum_close(f);
}

static int currency_digits(Str code)
{
    UChar wide[4] = { 0 };
    UErrorCode status = U_ZERO_ERROR;

    for (size_t i = 0; i < 3 && i < code.len; i++)
        wide[i] = (UChar)code.at[i];
    int digits = ucurr_getDefaultFractionDigits(wide, &status);
    return U_FAILURE(status) ? 2 : digits;
}

static const CurrencyStyle *currency_style(Locale *l, Str code)
{
    for (size_t i = 0; i < l->currencies.len; i++)
        if (str_equal(l->currencies.at[i].code, code))
            return &l->currencies.at[i];

    UNumberFormat *f = format_open(l, UNUM_CURRENCY);
    Wide wide = wide_of(l->env->arena, code);
    UErrorCode status = U_ZERO_ERROR;
    unum_setTextAttribute(f, UNUM_CURRENCY_CODE, wide.at, wide.len, &status);
    CurrencyStyle *c = list_add(l->env->arena, &l->currencies);
    *c = (CurrencyStyle){ .code = str_copy(l->env->arena, code),
                          .affixes = affixes_of(l, f),
                          .decimals = currency_digits(code) };
    c->affixes.before = before_digits(l->env->arena, c->affixes.before);
    c->affixes.negative_before =
        before_digits(l->env->arena, c->affixes.negative_before);
    unum_close(f);
    return c;
}

int currency_decimals(Locale *l, Str currency)
{
    return currency_style(l, currency.len ? currency : l->currency)->decimals;
}

/* ---- Digits ------------------------------------------------------------- */

/* Power of ten of the first digit: 0 for 1 to 9.99, -1 for 0.1. */
static int magnitude_of(Arena *a, Decimal d)
{
    ArenaMark mark = arena_save(a);
    Str s = decimal_format(a, decimal_absolute(d));
    size_t point = str_find(s, STR("."));
    int magnitude = (int)point - 1;

    if (s.at[0] == '0') {
        size_t i = point + 1;
        while (i < s.len && s.at[i] == '0')
            i++;
        magnitude = i < s.len ? -(int)(i - point) : 0;
    }
    arena_rewind(a, mark);
    return magnitude;
}

static void put_digit(Locale *l, Buf *out, char c)
{
    char code[4];

    if (l->zero == '0') {
        buf_add_char(out, c);
        return;
    }
    buf_add(out, code, utf8_put(l->zero + (uint32_t)(c - '0'), code));
}

/* True if a group mark stands before the digit with `left` digits from it on.
 */
static bool group_before(const Locale *l, int count, int left)
{
    if (l->group_size <= 0 || left == count || left < l->group_size)
        return false;
    if (count < l->group_size + l->group_least)
        return false;
    return (left - l->group_size) % l->group_size_2 == 0;
}

/* "1234567.50" as the locale writes it. */
static Str group_digits(Locale *l, Arena *a, Str plain)
{
    size_t point = str_find(plain, STR("."));
    Buf out = { 0 };

    for (size_t i = 0; i < point; i++) {
        if (group_before(l, (int)point, (int)(point - i)))
            buf_add_str(&out, l->group_mark);
        put_digit(l, &out, plain.at[i]);
    }
    if (point < plain.len)
        buf_add_str(&out, l->decimal_mark);
    for (size_t i = point + 1; i < plain.len; i++)
        put_digit(l, &out, plain.at[i]);
    Str s = buf_copy(a, &out);
    buf_free(&out);
    return s;
}

/* ---- Compact forms ------------------------------------------------------ */

static bool is_digit(const Locale *l, uint32_t code)
{
    return (code >= '0' && code <= '9') ||
           (code >= l->zero && code < l->zero + 10);
}

/* Text apart at its first and last digit; false if it holds no letter. */
static bool parts_of(const Locale *l, Arena *a, Str s, NumberParts *out)
{
    size_t first = s.len, last = 0;
    bool has_unit = false;

    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t code = utf8_next(s, &i);
        if (is_digit(l, code)) {
            first = from < first ? from : first;
            last = i;
        } else if (code > 0x7F ? code != 0xA0 && code != 0x202F
                               : ((code | 32) >= 'a' && (code | 32) <= 'z')) {
            has_unit |= from > first;
        }
    }
    if (first == s.len)
        return false;
    *out = (NumberParts){
        .before = with_sign(a, str_copy(a, str_slice(s, 0, first)), STR(MINUS)),
        .digits = str_copy(a, str_slice(s, first, last)),
        .after = str_copy(a, str_slice(s, last, s.len)),
    };
    return has_unit && out->after.len > 0;
}

/* False when the language has no shorter word for this size (German 12.300). */
static bool compact_parts(Locale *l, Arena *a, Decimal d, NumberFormat f,
                          Str currency, NumberParts *out)
{
    Str precision = STR("@@@");
    if (f.significant > 0 && f.significant < 10)
        precision = str_slice(STR("@@@@@@@@@"), 0, (size_t)f.significant);
    else if (f.decimals == 0)
        precision = STR("precision-integer");
    else if (f.decimals > 0 && f.decimals < 9)
        precision = str_slice(STR(".000000000"), 0, (size_t)f.decimals + 1);

    Str skeleton = str_format(
        a, "compact-short %.*s rounding-mode-half-up%s%.*s", STR_ARG(precision),
        currency.len ? " currency/" : "", STR_ARG(currency));
    UNumberFormatter *formatter = cached_formatter(l, skeleton);
    Str plain = decimal_format(a, d);
    UErrorCode status = U_ZERO_ERROR;
    UChar text[128];

    unumf_formatDecimal(formatter, plain.at, (int32_t)plain.len, l->formatted,
                        &status);
    int32_t len = unumf_resultToString(l->formatted, text, 128, &status);
    if (U_FAILURE(status))
        return false;
    if (!parts_of(l, a, str_of_wide(a, text, len), out))
        return false;
    /* CLDR once abbreviated a thousand as T in India, which reads trillion. */
    if (str_is(locale_tag(l), "en-IN") && str_is(out->after, "T") &&
        decimal_compare(decimal_absolute(d), decimal_of_int(1000000)) < 0)
        out->after = STR("K");
    if (f.always_sign && decimal_sign(d) > 0)
        out->before = str_format(a, "+%.*s", STR_ARG(out->before));
    return true;
}

/* ---- All styles --------------------------------------------------------- */

static bool is_compact(NumberFormat f)
{
    return f.style == NUMBER_COMPACT || f.style == NUMBER_COMPACT_MONEY;
}

static bool is_money(NumberFormat f)
{
    return f.style == NUMBER_MONEY || f.style == NUMBER_COMPACT_MONEY;
}

static int digits_for(int significant, int magnitude)
{
    int places = significant - 1 - magnitude;
    return places > 0 ? places : 0;
}

/* Digits after the point that the style gives by itself. */
static int auto_decimals(Locale *l, Decimal d, int magnitude, NumberFormat f)
{
    switch (f.style) {
    case NUMBER_PLAIN:
        if (decimal_is_whole(d))
            return 0;
        return magnitude >= 3 ? 0 : magnitude >= 0 ? 2 : 3;
    case NUMBER_PERCENT:
        return 1;
    case NUMBER_POINTS:
        return magnitude >= 0 ? 1 : 2;
    case NUMBER_MONEY:
        return magnitude >= 3 ? 0 : currency_decimals(l, f.currency);
    case NUMBER_COMPACT:
        return decimal_is_whole(d) ? 0 : digits_for(3, magnitude);
    case NUMBER_COMPACT_MONEY:
        return magnitude >= 2 ? 0 : currency_decimals(l, f.currency);
    case NUMBER_MULTIPLE:
        return 2;
    }
    return 0;
}

static Decimal scaled(Decimal d, NumberFormat f)
{
    bool is_fraction = (f.style == NUMBER_PERCENT && !f.percent_of_100) ||
                       (f.style == NUMBER_POINTS && !f.percent_of_100);
    return is_fraction ? decimal_multiply(d, decimal_of_int(100)) : d;
}

/* Percentage points, as each language abbreviates them. */
static const char *points_word(const Locale *l)
{
    static const struct {
        const char *language, *word;
    } words[] = { { "de", "PP" },   { "fr", "pt" },   { "es", "pp" },
                  { "it", "p.p." }, { "nl", "pp" },   { "pt", "p.p." },
                  { "pl", "p.p." }, { "sv", "p.e." }, { "ar", "نقطة" } };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(l->language, words[i].language))
            return words[i].word;
    return "pp";
}

static Affixes style_affixes(Locale *l, Arena *a, NumberFormat f)
{
    Affixes plain = l->plain;

    switch (f.style) {
    case NUMBER_PLAIN:
    case NUMBER_COMPACT:
        return plain;
    case NUMBER_PERCENT:
        return l->percent;
    case NUMBER_MONEY:
    case NUMBER_COMPACT_MONEY:
        return currency_style(l, f.currency)->affixes;
    case NUMBER_POINTS:
        plain.after = str_format(a, "%.*s%s%s", STR_ARG(plain.after),
                                 NO_BREAK_SPACE, points_word(l));
        plain.negative_after = plain.after;
        return plain;
    case NUMBER_MULTIPLE:
        plain.after = str_format(a, "%.*s%s", STR_ARG(plain.after), TIMES);
        plain.negative_after = plain.after;
        return plain;
    }
    return plain;
}

static NumberParts framed(Arena *a, Affixes x, Str digits, int sign,
                          NumberFormat f, bool is_tiny)
{
    NumberParts p = { .digits = digits };

    if (sign < 0 || (f.always_sign && sign > 0)) {
        p.before = x.negative_before;
        p.after = x.negative_after;
        if (sign > 0) {
            p.before = with_sign(a, p.before, STR("+"));
            p.after = with_sign(a, p.after, STR("+"));
        }
    } else {
        p.before = x.before;
        p.after = x.after;
    }
    if (sign == 0 && f.always_sign)
        p.before = str_format(a, "%s%.*s", PLUS_MINUS, STR_ARG(p.before));
    if (is_tiny)
        p.before =
            str_format(a, "%s%.*s", sign < 0 ? ">" : "<", STR_ARG(p.before));
    return p;
}

/* 10^-places: what stands behind '<' when a value would print as zero. */
static Decimal least_shown(int places)
{
    return (Decimal){ .low = 1, .exponent = -places };
}

/* A share that is not quite all must not print as all: ">99.9%". */
static bool almost_all(Decimal exact, Decimal rounded, NumberFormat f)
{
    Decimal hundred = decimal_of_int(100);
    /* shares of a whole add up to all but the last of 34 digits */
    Decimal nearest = decimal_round(exact, 12, ROUND_HALF_AWAY);

    return f.style == NUMBER_PERCENT && !f.always_sign &&
           decimal_compare(nearest, hundred) < 0 &&
           decimal_compare(rounded, hundred) == 0;
}

static NumberParts in_parentheses(Locale *l, Arena *a, Decimal d,
                                  NumberFormat f)
{
    f.parentheses = f.always_sign = false;
    NumberParts p = number_format_parts(l, a, decimal_absolute(d), f);
    p.before = str_format(a, "(%.*s", STR_ARG(p.before));
    p.after = str_format(a, "%.*s)", STR_ARG(p.after));
    return p;
}

enum { POWERS_FROM = 24 /* digits before the point, beyond any amount */ };

/* "1.00 x 10^308" with a raised power: in a space that any other number would
 * fit as well.  `d` is scaled already. */
static NumberParts power_parts(Locale *l, Arena *a, Decimal d, int magnitude,
                               NumberFormat f)
{
    static const char *const raised[] = { "\xE2\x81\xB0", "\xC2\xB9",
                                          "\xC2\xB2",     "\xC2\xB3",
                                          "\xE2\x81\xB4", "\xE2\x81\xB5",
                                          "\xE2\x81\xB6", "\xE2\x81\xB7",
                                          "\xE2\x81\xB8", "\xE2\x81\xB9" };
    Str power = str_format(a, "%d", magnitude);
    Str raised_power = STR("");

    for (size_t i = 0; i < power.len; i++)
        raised_power = str_format(a, "%.*s%s", STR_ARG(raised_power),
                                  raised[power.at[i] - '0']);
    d.exponent -= magnitude;
    f.style = is_money(f)     ? NUMBER_MONEY
              : is_compact(f) ? NUMBER_PLAIN
                              : f.style;
    f.percent_of_100 = true; /* it is scaled */
    f.significant = 0;
    f.decimals = 2;
    NumberParts parts = number_format_parts(l, a, d, f);
    parts.digits =
        str_format(a, "%.*s%s%s%s10%.*s", STR_ARG(parts.digits), NO_BREAK_SPACE,
                   TIMES, NO_BREAK_SPACE, STR_ARG(raised_power));
    return parts;
}

NumberParts number_format_parts(Locale *l, Arena *a, Decimal d, NumberFormat f)
{
    if (f.parentheses && decimal_sign(d) < 0)
        return in_parentheses(l, a, d, f);
    symbols_load(l);
    if (!f.currency.len)
        f.currency = l->currency;
    d = scaled(d, f);

    int magnitude = magnitude_of(a, d);
    NumberParts parts;
    if (magnitude >= POWERS_FROM)
        return power_parts(l, a, d, magnitude, f);
    /* 999.6 to three digits is 1.00K, so the unit is chosen after rounding */
    if (is_compact(f) && magnitude >= 2 &&
        decimal_compare(decimal_round(decimal_absolute(d), 0, ROUND_HALF_AWAY),
                        decimal_of_int(1000)) >= 0 &&
        compact_parts(l, a, d, f, is_money(f) ? f.currency : (Str){ 0 },
                      &parts))
        return parts;
    if (is_compact(f))
        f.decimals = DECIMALS_AUTO, f.significant = 0;

    int places = f.significant     ? digits_for(f.significant, magnitude)
                 : f.decimals >= 0 ? f.decimals
                                   : auto_decimals(l, d, magnitude, f);
    int sign = decimal_sign(d);
    Decimal shown = decimal_round(decimal_absolute(d), places, ROUND_HALF_AWAY);
    bool is_tiny = sign != 0 && decimal_sign(shown) == 0;
    bool is_nearly = sign > 0 && almost_all(d, shown, f);

    if (is_tiny && f.always_sign) {
        sign = 0; /* a change too small to show is no change */
        is_tiny = false;
    }
    if (is_tiny)
        shown = least_shown(places);
    if (is_nearly)
        shown = decimal_subtract(shown, least_shown(places));
    Str digits = group_digits(l, a, decimal_format_fixed(a, shown, places));
    parts = framed(a, style_affixes(l, a, f), digits, sign, f, is_tiny);
    if (is_nearly)
        parts.before = str_format(a, ">%.*s", STR_ARG(parts.before));
    return parts;
}

void locale_tape(Locale *l, Arena *a, NumberTape *tape)
{
    l->tape = tape;
    l->tape_arena = a;
}

Str number_format(Locale *l, Arena *a, Decimal d, NumberFormat f)
{
    NumberParts p = number_format_parts(l, a, d, f);
    Str parts[] = { p.before, p.digits, p.after };
    Str out = p.before.len || p.after.len ? str_join(a, parts, 3, (Str){ 0 })
                                          : p.digits;

    if (l->tape)
        *list_add(l->tape_arena, l->tape) = (TapedNumber){ d, out };
    return out;
}
