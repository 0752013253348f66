/* value_print.c - values as {{ }} prints them: as Python does, but nothing is
 * an en dash. */

#include "eval/expr.h"

#include <stdio.h>

enum { PRINT_DEPTH = 64 };

/* ---- Numbers ------------------------------------------------------------- */

/* Exponent of the first digit: 123 has 2. */
static int leading_exponent(Str digits)
{
    size_t point = str_find(digits, STR("."));
    size_t i = digits.len && digits.at[0] == '-';
    int exponent = (int)(point - i) - 1;

    for (; i < digits.len && (digits.at[i] == '0' || digits.at[i] == '.'); i++)
        exponent -= digits.at[i] == '0';
    return exponent;
}

/* "1.5e+20" from the plain digits, as Python's repr() has it. */
static Str scientific(Arena *a, Str plain, int exponent)
{
    Buf b = { 0 };
    size_t digits = 0, last = 0;

    for (size_t i = 0; i < plain.len; i++) {
        char c = plain.at[i];
        if (c == '-')
            buf_add_char(&b, c);
        if (c < '0' || c > '9' || (!digits && c == '0'))
            continue;
        if (digits == 1)
            buf_add_char(&b, '.');
        buf_add_char(&b, c);
        digits++;
        if (c != '0' || digits == 1)
            last = b.len;
    }
    b.len = last;
    buf_format(&b, "e%c%02d", exponent < 0 ? '-' : '+',
               exponent < 0 ? -exponent : exponent);
    Str out = buf_copy(a, &b);
    buf_free(&b);
    return out;
}

static Str float_print(Arena *a, Decimal d)
{
    Str plain = decimal_format(
        a, decimal_reduce(decimal_of_double(decimal_to_double(d))));
    int exponent = leading_exponent(plain);

    if (decimal_sign(d) != 0 && (exponent >= 16 || exponent < -4))
        return scientific(a, plain, exponent);
    return str_find(plain, STR(".")) < plain.len
               ? plain
               : str_format(a, "%.*s.0", STR_ARG(plain));
}

static Str number_print(Arena *a, const Value *v)
{
    if (v->is_float)
        return float_print(a, v->as.number);
    return decimal_format(a, v->as.number);
}

/* ---- Lists and maps, as Python's repr() ---------------------------------- */

static void print_quoted(Buf *b, Str s)
{
    bool has_single = str_find(s, STR("'")) < s.len;
    bool has_double = str_find(s, STR("\"")) < s.len;
    char quote = has_single && !has_double ? '"' : '\'';

    buf_add_char(b, quote);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == quote || c == '\\')
            buf_format(b, "\\%c", c);
        else if (c == '\n')
            buf_add_str(b, STR("\\n"));
        else if (c == '\t')
            buf_add_str(b, STR("\\t"));
        else if (c == '\r')
            buf_add_str(b, STR("\\r"));
        else if ((unsigned char)c < 32 || c == 127)
            buf_format(b, "\\x%02x", (unsigned char)c);
        else
            buf_add_char(b, c);
    }
    buf_add_char(b, quote);
}

static void print_inside(Machine *m, Buf *b, const Value *v, int depth)
{
    if (depth > PRINT_DEPTH || b->len > m->env->limits.output_bytes) {
        buf_add_str(b, STR("..."));
        return;
    }
    switch ((ValueKind)v->kind) {
    case VALUE_TEXT:
        print_quoted(b, v->as.text);
        return;
    case VALUE_LIST:
        buf_add_char(b, '[');
        for (size_t i = 0; i < v->as.list.len; i++) {
            buf_add_str(b, i ? STR(", ") : STR(""));
            print_inside(m, b, &v->as.list.at[i], depth + 1);
        }
        buf_add_char(b, ']');
        return;
    case VALUE_MAP:
        buf_add_char(b, '{');
        for (size_t i = 0; i < v->as.map.len; i++) {
            buf_add_str(b, i ? STR(", ") : STR(""));
            print_quoted(b, v->as.map.at[i].key);
            buf_add_str(b, STR(": "));
            print_inside(m, b, &v->as.map.at[i].value, depth + 1);
        }
        buf_add_char(b, '}');
        return;
    case VALUE_NULL:
    case VALUE_ABSENT:
        buf_add_str(b, STR("None"));
        return;
    default:
        buf_add_str(b, value_print(m, *v));
    }
}

Str value_print(Machine *m, Value v)
{
    switch ((ValueKind)v.kind) {
    case VALUE_ABSENT:
        return STR("");
    case VALUE_NULL:
        return STR("\xE2\x80\x93");
    case VALUE_BOOL:
        return v.as.flag ? STR("True") : STR("False");
    case VALUE_NUMBER:
        return number_print(m->arena, &v);
    case VALUE_TEXT:
        return v.as.text;
    case VALUE_LIST:
    case VALUE_MAP:
        break;
    }
    Buf b = { 0 };
    print_inside(m, &b, &v, 0);
    Str out = buf_copy(m->arena, &b);
    buf_free(&b);
    return out;
}
