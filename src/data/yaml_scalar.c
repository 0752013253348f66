/* yaml_scalar.c - the core schema of YAML 1.2: what unquoted text means. */

#include "data/build.h"
#include "data/yaml.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_end(Str s, size_t i)
{
    while (i < s.len && is_digit(s.at[i]))
        i++;
    return i;
}

static bool is_one_of(Str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(s, words[i]))
            return true;
    return false;
}

/* "0o17" and "0xff": digits of base 8 or 16, or -1. */
static int digit_of(char c, int base)
{
    int digit = is_digit(c)                          ? c - '0'
                : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                     : base;
    return digit < base ? digit : -1;
}

static bool read_based(Str s, Decimal *out)
{
    enum { MOST_DIGITS = 28 }; /* 16^28 < 10^34 */
    int base = str_starts(s, STR("0x")) ? 16 : str_starts(s, STR("0o")) ? 8 : 0;
    Decimal n = { 0 };

    if (!base || s.len < 3 || s.len > 2 + MOST_DIGITS)
        return false;
    for (size_t i = 2; i < s.len; i++) {
        int digit = digit_of(s.at[i], base);
        if (digit < 0)
            return false;
        n = decimal_add(decimal_multiply(n, decimal_of_int(base)),
                        decimal_of_int(digit));
    }
    *out = n;
    return true;
}

/* The parts of [-+]? (\. [0-9]+ | [0-9]+ (\. [0-9]*)?) ([eE] [-+]? [0-9]+)? */
typedef struct {
    bool is_negative;
    Str whole;    /* may be empty */
    Str fraction; /* may be empty */
    Str power;    /* with its sign, may be empty */
} NumberParts;

static bool split_number(Str s, NumberParts *parts)
{
    size_t i = s.len && (s.at[0] == '-' || s.at[0] == '+');
    size_t whole = i;

    *parts = (NumberParts){ .is_negative = i && s.at[0] == '-' };
    i = digits_end(s, i);
    parts->whole = str_slice(s, whole, i);
    if (i < s.len && s.at[i] == '.') {
        size_t fraction = i + 1;
        i = digits_end(s, fraction);
        parts->fraction = str_slice(s, fraction, i);
    }
    if (!parts->whole.len && !parts->fraction.len)
        return false;
    if (i < s.len && (s.at[i] | 32) == 'e') {
        size_t power = i + 1;
        i = power < s.len && (s.at[power] == '-' || s.at[power] == '+')
                ? power + 1
                : power;
        size_t digits = i;
        i = digits_end(s, digits);
        if (i == digits)
            return false;
        parts->power = str_slice(s, power, i);
    }
    return i == s.len;
}

/* YAML allows what JSON does not: "+1", "007", ".5", "5.". */
static bool read_parts(Arena *scratch, NumberParts p, Decimal *out)
{
    while (p.whole.len && p.whole.at[0] == '0')
        p.whole = str_slice(p.whole, 1, p.whole.len);
    Str text = str_format(
        scratch, "%s%.*s%s%.*s%s%.*s", p.is_negative ? "-" : "",
        p.whole.len ? (int)p.whole.len : 1, p.whole.len ? p.whole.at : "0",
        p.fraction.len ? "." : "", STR_ARG(p.fraction), p.power.len ? "e" : "",
        STR_ARG(p.power));
    return decimal_parse(text, out);
}

static void warn_leading_zeros(Yaml *y, Str text, Span at)
{
    Diag *d = diag_warning(y->env->diags, at,
                           "'%.*s' is read as a number, without its zeros",
                           STR_ARG(text_shown(y->env->diags->arena, text)));
    d->code = "yaml/leading-zero";
    d->hint = STR("put it between quotes if it is a code or an identifier");
}

static bool read_number(Yaml *y, Str text, Span at, Value *out)
{
    NumberParts parts;

    *out = (Value){ .kind = VALUE_NUMBER };
    if (read_based(text, &out->as.number))
        return true;
    if (!split_number(text, &parts))
        return false;
    if (!read_parts(y->scratch, parts, &out->as.number)) {
        yaml_fault(y, at.start, at.end, "this number is out of range",
                   "numbers reach from 1e-6143 to 1e6144");
        *out = value_null();
    } else if (parts.whole.len > 1 && parts.whole.at[0] == '0') {
        warn_leading_zeros(y, text, at);
    }
    return true;
}

static bool is_not_finite(Str text)
{
    static const char *const words[] = { ".inf", ".Inf", ".INF",
                                         ".nan", ".NaN", ".NAN" };
    if (text.len && (text.at[0] == '-' || text.at[0] == '+'))
        text = str_slice(text, 1, text.len);
    return is_one_of(text, words, COUNT_OF(words));
}

Value yaml_plain(Yaml *y, Str text, Span at)
{
    static const char *const nulls[] = { "", "~", "null", "Null", "NULL" };
    static const char *const trues[] = { "true", "True", "TRUE" };
    static const char *const falses[] = { "false", "False", "FALSE" };
    Value v;

    if (is_one_of(text, nulls, COUNT_OF(nulls)))
        return value_null();
    if (is_one_of(text, trues, COUNT_OF(trues)))
        return value_bool(true);
    if (is_one_of(text, falses, COUNT_OF(falses)))
        return value_bool(false);
    if (strchr("+-.0123456789", text.at[0])) {
        ArenaMark mark = arena_save(y->scratch);
        bool is_number = read_number(y, text, at, &v);
        arena_rewind(y->scratch, mark);
        if (is_number)
            return v;
    }
    if (is_not_finite(text)) {
        yaml_fault(y, at.start, at.end, "infinity and NaN are no values",
                   "write null where there is no value");
        return value_null();
    }
    return value_text(text);
}
