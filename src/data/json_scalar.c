/* json_scalar.c - texts and numbers of JSON. */

#include "data/build.h"
#include "data/json.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* ---- Text --------------------------------------------------------------- */

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

/*
 * Where text that stands for itself ends: at a quote, a backslash, a control
 * character or the end of the file.  `has_wide` becomes true when some of it is
 * not ASCII.
 */
static size_t plain_end(const char *text, size_t i, size_t len, bool *has_wide)
{
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1f);

    for (; i + 16 <= len; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(text + i));
        __m128i stops =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
                                      _mm_cmpeq_epi8(bytes, backslash)),
                         _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
        unsigned stop = (unsigned)_mm_movemask_epi8(stops);
        unsigned wide = (unsigned)_mm_movemask_epi8(bytes);
        if (stop) {
            *has_wide |= (wide & (stop - 1) & ~stop) != 0;
            return i + (size_t)__builtin_ctz(stop);
        }
        *has_wide |= wide != 0;
    }
#endif
    for (; i < len && is_plain(text[i]); i++)
        *has_wide |= (unsigned char)text[i] >= 0x80;
    return i;
}

/* A byte that is not text at all ends the reading: what follows is a guess. */
static bool check_utf8(Json *j, size_t start, size_t end)
{
    Str part = { j->text + start, end - start };
    size_t at = utf8_invalid_at(part);

    if (at == part.len)
        return true;
    Diag *d =
        diag_error(j->env->diags, span_of(j->src, start + at, start + at + 1),
                   "byte 0x%02x at offset %zu is not valid UTF-8",
                   (unsigned)(unsigned char)part.at[at], start + at);
    d->code = "data/encoding";
    d->hint = STR("save the file as UTF-8");
    j->has_fault = true;
    return false;
}

static int hex_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The four digits after "\u" at i, or -1. */
static int32_t code_unit_at(const Json *j, size_t i)
{
    int32_t unit = 0;

    if (j->len - i < 6 || j->text[i] != '\\' || j->text[i + 1] != 'u')
        return -1;
    for (size_t k = i + 2; k < i + 6; k++) {
        int digit = hex_of(j->text[k]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* Reports, and lets the reading go on behind the escape. */
static void fault_surrogate(Json *j)
{
    json_fault(j, j->i, j->i + 6, "this escape is half of a surrogate pair",
               "write both halves, as in \\ud83d\\ude00, or the character "
               "itself");
}

/* "\uXXXX" at j->i, or two of them for one character. */
static bool read_unicode_escape(Json *j, char **to)
{
    int32_t unit = code_unit_at(j, j->i);
    if (unit < 0) {
        size_t end = j->i + 6 < j->len ? j->i + 6 : j->len;
        return json_fault(j, j->i, end, "expected four hex digits after \\u",
                          "write a character by number as \\u00e9");
    }
    size_t used = 6;
    uint32_t code = (uint32_t)unit;
    if (unit >= 0xdc00 && unit < 0xe000) {
        fault_surrogate(j);
    } else if (unit >= 0xd800 && unit < 0xdc00) {
        int32_t second = code_unit_at(j, j->i + 6);
        if (second >= 0xdc00 && second < 0xe000) {
            used = 12;
            code = 0x10000u + ((uint32_t)(unit - 0xd800) << 10) +
                   (uint32_t)(second - 0xdc00);
        } else {
            fault_surrogate(j);
        }
    }
    *to += utf8_put(code, *to);
    j->i += used;
    return true;
}

/* The escape at j->i; false if it is none. */
static bool read_escape(Json *j, char **to)
{
    static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    char name = j->i + 1 < j->len ? j->text[j->i + 1] : '\0';

    if (name == 'u')
        return read_unicode_escape(j, to);
    const char *found = name ? strchr(names, name) : NULL;
    if (!found)
        return json_fault(j, j->i, j->i + 2 < j->len ? j->i + 2 : j->len,
                          "unknown escape in text",
                          "write a backslash as \\\\; the escapes are "
                          "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
    *(*to)++ = means[found - names];
    j->i += 2;
    return true;
}

static bool fault_in_text(Json *j, size_t open)
{
    char c = j->i < j->len ? j->text[j->i] : '\n';

    if (c == '\n' || c == '\r')
        return json_fault(j, open, open + 1,
                          j->i < j->len
                              ? "this text has no closing quote on its line"
                              : "this text has no closing quote",
                          "close it with '\"'; a line break inside text is "
                          "written \\n");
    if (c == '\t')
        return json_fault(j, j->i, j->i + 1, "tab inside text",
                          "write it as \\t");
    Diag *d = diag_error(j->env->diags, span_of(j->src, j->i, j->i + 1),
                         "control character 0x%02x inside text",
                         (unsigned)(unsigned char)c);
    d->code = "json/syntax";
    d->hint = str_format(j->env->diags->arena,
                         "remove it, or write it as "
                         "\\u%04x",
                         (unsigned)(unsigned char)c);
    j->has_fault = true;
    return false;
}

/* Where the closing quote is, or where the text goes wrong. */
static size_t text_end(const Json *j, size_t i)
{
    while (i < j->len && j->text[i] != '"' && (unsigned char)j->text[i] >= 0x20)
        i += j->text[i] == '\\' ? 2 : 1;
    return i < j->len ? i : j->len;
}

/* Text with an escape at j->i; the plain part before it is valid UTF-8. */
static bool read_escaped_text(Json *j, size_t open, Str *out)
{
    char *at = arena_alloc(j->env->arena, text_end(j, j->i) - open);
    size_t before = j->i - open - 1;
    memcpy(at, j->text + open + 1, before);
    char *to = at + before;

    while (j->i < j->len && j->text[j->i] != '"') {
        if (j->text[j->i] == '\\') {
            if (!read_escape(j, &to))
                return false;
            continue;
        }
        bool has_wide = false;
        size_t from = j->i;
        j->i = plain_end(j->text, from, j->len, &has_wide);
        if (j->i == from)
            return fault_in_text(j, open);
        if (has_wide && !check_utf8(j, from, j->i))
            return false;
        memcpy(to, j->text + from, j->i - from);
        to += j->i - from;
    }
    if (j->i >= j->len)
        return fault_in_text(j, open);
    j->i++;
    *out = (Str){ at, (size_t)(to - at) };
    return true;
}

bool json_read_text(Json *j, Str *out)
{
    size_t open = j->i;
    bool has_wide = false;

    j->i = plain_end(j->text, open + 1, j->len, &has_wide);
    if (has_wide && !check_utf8(j, open + 1, j->i))
        return false;
    if (j->i >= j->len)
        return fault_in_text(j, open);
    if (j->text[j->i] == '\\')
        return read_escaped_text(j, open, out);
    if (j->text[j->i] != '"')
        return fault_in_text(j, open);
    *out = (Str){ j->text + open + 1, j->i - open - 1 };
    j->i++;
    return true;
}

/* ---- Numbers ------------------------------------------------------------ */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_end(const Json *j, size_t i)
{
    while (i < j->len && is_digit(j->text[i]))
        i++;
    return i;
}

/* Letters, digits and signs that a number runs into. */
static bool is_token(char c)
{
    return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '.' ||
           c == '_' || c == '+' || c == '-' || (unsigned char)c >= 0x80;
}

/* The end of what was meant as a number, to show all of it. */
static size_t token_end(const Json *j, size_t i)
{
    while (i < j->len && is_token(j->text[i]))
        i++;
    return i;
}

static const char *number_hint(Str token)
{
    size_t first = token.at[0] == '-';
    Str rest = str_slice(token, first, token.len);

    if (str_is(rest, "NaN") || str_is(rest, "Infinity") || str_is(rest, "Inf"))
        return "JSON has no NaN and no infinity; write null";
    if (rest.len > 1 && rest.at[0] == '0' && (rest.at[1] | 32) == 'x')
        return "JSON has decimal numbers only";
    if (rest.len > 1 && rest.at[0] == '0' && is_digit(rest.at[1]))
        return "remove the zeros in front, or quote it if it is an identifier";
    if (str_find(rest, STR("_")) < rest.len)
        return "write digits without separators";
    if (rest.len && rest.at[0] == '.')
        return "write a 0 before the point";
    if (rest.len && rest.at[rest.len - 1] == '.')
        return "write a digit after the point, or leave the point out";
    return "write a number like -12.5 or 3e6, or put text between quotes";
}

static bool fault_in_number(Json *j, size_t start)
{
    Str token = { j->text + start, token_end(j, start) - start };
    Arena *a = j->env->diags->arena;

    Diag *d = diag_error(
        j->env->diags, span_of(j->src, start, start + token.len),
        "'%.*s' is not a number of JSON", STR_ARG(text_shown(a, token)));
    d->code = "json/syntax";
    d->hint = str_of(number_hint(token));
    j->has_fault = true;
    return false;
}

/* The end of the number at `i` by the grammar, or 0. */
static size_t number_end(const Json *j, size_t i)
{
    i += j->text[i] == '-';
    size_t whole = i;
    i = digits_end(j, i);
    if (i == whole || (j->text[whole] == '0' && i > whole + 1))
        return 0;
    if (i < j->len && j->text[i] == '.') {
        size_t fraction = i + 1;
        i = digits_end(j, fraction);
        if (i == fraction)
            return 0;
    }
    if (i < j->len && (j->text[i] | 32) == 'e') {
        i++;
        if (i < j->len && (j->text[i] == '+' || j->text[i] == '-'))
            i++;
        size_t power = i;
        i = digits_end(j, i);
        if (i == power)
            return 0;
    }
    return i;
}

/* Up to 18 digits, which fit an int64_t; 0 if the long way is needed. */
static size_t short_number_end(const Json *j, Decimal *out)
{
    const char *text = j->text;
    size_t i = j->i;
    bool is_negative = text[i] == '-';
    uint64_t digits = 0;

    i += is_negative;
    size_t first = i, point = 0;
    for (; i < j->len && is_digit(text[i]); i++)
        digits = digits * 10 + (uint64_t)(text[i] - '0');
    if (i == first || i - first > 18 || (text[first] == '0' && i > first + 1))
        return 0;
    if (i < j->len && text[i] == '.') {
        point = ++i;
        for (; i < j->len && is_digit(text[i]); i++)
            digits = digits * 10 + (uint64_t)(text[i] - '0');
        if (i == point || i - first > 19)
            return 0;
    }
    if (i < j->len && (text[i] | 32) == 'e')
        return 0;
    *out = decimal_of_int(is_negative ? -(int64_t)digits : (int64_t)digits);
    out->exponent = point ? -(int32_t)(i - point) : 0;
    return i;
}

bool json_read_number(Json *j, Decimal *out)
{
    size_t start = j->i;
    size_t end = short_number_end(j, out);

    if (end && (end == j->len || !is_token(j->text[end]))) {
        j->i = end;
        return true;
    }
    end = number_end(j, start);
    if (!end || (end < j->len && is_token(j->text[end])))
        return fault_in_number(j, start);
    j->i = end;
    if (!decimal_parse((Str){ j->text + start, end - start }, out))
        json_fault(j, start, end, "this number is out of range",
                   "numbers reach from 1e-6143 to 1e6144");
    return true;
}
