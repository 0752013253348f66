/*
 * filters_jinja.c - Jinja's own filters, with its names and parameters.
 *
 * They give what Jinja 3.1 gives, but for these: nothing (none) is an empty
 * list rather than a fault, sums are exact, nothing sorts last, and halves
 * round away from zero.
 */

#include "eval/filters.h"

static Value undefined(void)
{
    return (Value){ .kind = VALUE_ABSENT };
}

/* ---- Numbers ------------------------------------------------------------ */

static Value number_like(Decimal d, bool is_float)
{
    Value v = value_number(d);

    v.is_float = is_float;
    return v;
}

static bool number_subject(Machine *m, const Call *call, Decimal *out,
                           bool *is_float)
{
    const Value *v = &call->subject;

    *is_float = v->kind == VALUE_NUMBER && v->is_float;
    if (v->kind == VALUE_NUMBER)
        *out = v->as.number;
    else if (v->kind == VALUE_BOOL)
        *out = decimal_of_int(v->as.flag);
    else if (!value_is_nothing(v))
        call_fail(m, call, "expected a number, found %.*s",
                  STR_ARG(value_described(m, v)));
    return v->kind == VALUE_NUMBER || v->kind == VALUE_BOOL;
}

static Value filter_abs(Machine *m, const Call *call)
{
    bool is_float;
    Decimal d;

    if (!number_subject(m, call, &d, &is_float))
        return value_null();
    return number_like(decimal_absolute(d), is_float);
}

static Value filter_round(Machine *m, const Call *call)
{
    int places = (int)filter_int(m, call, 0, 0, -100, 100);
    Str method = filter_text(m, call, 1, STR("common"));
    bool is_common = str_is(method, "common");
    bool is_float;
    Decimal d;

    if (m->failed || !number_subject(m, call, &d, &is_float))
        return value_null();
    if (!is_common && !str_is(method, "ceil") && !str_is(method, "floor"))
        return call_fail(m, call,
                         "expected common, ceil or floor, found '%.*s'",
                         STR_ARG(method));
    Rounding rounding = is_common             ? ROUND_HALF_AWAY
                        : method.at[0] == 'c' ? ROUND_CEILING
                                              : ROUND_FLOOR;
    return number_like(decimal_round(d, places, rounding),
                       is_float || !is_common || !decimal_is_whole(d));
}

/* Python's number syntax: spaces around, '_' between digits, a leading '+'. */
static bool number_parse(Arena *a, Str s, Decimal *out)
{
    Buf plain = { 0 };
    Str t = str_trim(s);

    if (t.len > 1 && t.at[0] == '+' && t.at[1] != '-')
        t = str_slice(t, 1, t.len);
    for (size_t i = 0; i < t.len; i++) {
        bool is_gap = t.at[i] == '_' && i && i + 1 < t.len &&
                      t.at[i - 1] >= '0' && t.at[i - 1] <= '9' &&
                      t.at[i + 1] >= '0' && t.at[i + 1] <= '9';
        if (!is_gap)
            buf_add_char(&plain, t.at[i]);
    }
    Str digits = buf_copy(a, &plain);
    buf_free(&plain);
    /* JSON has no "007", ".5" and "5."; Python has. */
    Str sign = digits.len && digits.at[0] == '-' ? STR("-") : STR("");
    digits = str_slice(digits, sign.len, digits.len);
    while (digits.len > 1 && digits.at[0] == '0' && digits.at[1] >= '0' &&
           digits.at[1] <= '9')
        digits = str_slice(digits, 1, digits.len);
    bool ends = str_ends(digits, STR(".")) && digits.len > 1;
    return decimal_parse(str_format(a, "%.*s%s%.*s%s", STR_ARG(sign),
                                    str_starts(digits, STR(".")) ? "0" : "",
                                    STR_ARG(digits), ends ? "0" : ""),
                         out);
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    int letter = c | 32;
    return letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : 99;
}

/* "0x1A" or "1a" in base 16. */
static bool radix_parse(Str s, int base, Decimal *out)
{
    Decimal n = decimal_of_int(0);
    Str t = str_trim(s);
    bool is_negative = t.len && t.at[0] == '-';

    if (t.len && (t.at[0] == '-' || t.at[0] == '+'))
        t = str_slice(t, 1, t.len);
    char mark = t.len > 2 && t.at[0] == '0' ? (char)(t.at[1] | 32) : 0;
    if ((mark == 'x' && base == 16) || (mark == 'o' && base == 8) ||
        (mark == 'b' && base == 2))
        t = str_slice(t, 2, t.len);
    for (size_t i = 0; i < t.len; i++) {
        if (digit_of(t.at[i]) >= base)
            return false;
        n = decimal_add(decimal_multiply(n, decimal_of_int(base)),
                        decimal_of_int(digit_of(t.at[i])));
    }
    *out = is_negative ? decimal_negate(n) : n;
    return t.len > 0;
}

static bool number_convert(Machine *m, const Call *call, int base, Decimal *out)
{
    const Value *v = &call->subject;

    if (v->kind == VALUE_TEXT)
        return (base != 10 && radix_parse(v->as.text, base, out)) ||
               number_parse(m->arena, v->as.text, out);
    if (v->kind == VALUE_NUMBER)
        *out = v->as.number;
    else if (v->kind == VALUE_BOOL)
        *out = decimal_of_int(v->as.flag);
    else
        return false;
    return true;
}

static Value filter_int_(Machine *m, const Call *call)
{
    const Value *otherwise = filter_arg(call, 0);
    int base = (int)filter_int(m, call, 1, 10, 2, 36);
    Decimal d;

    if (!number_convert(m, call, base, &d))
        return otherwise->kind == VALUE_ABSENT ? value_int(0) : *otherwise;
    return number_like(decimal_round(d, 0, ROUND_DOWN), false);
}

static Value filter_float(Machine *m, const Call *call)
{
    const Value *otherwise = filter_arg(call, 0);
    Decimal d;

    if (number_convert(m, call, 10, &d))
        return number_like(d, true);
    return otherwise->kind == VALUE_ABSENT
               ? number_like(decimal_of_int(0), true)
               : *otherwise;
}

/* ---- Any value ---------------------------------------------------------- */

static Value filter_default(Machine *m, const Call *call)
{
    const Value *given = filter_arg(call, 0);
    bool is_needed = call->subject.kind == VALUE_ABSENT ||
                     (filter_flag(call, 1) && !value_is_true(&call->subject));

    (void)m;
    if (!is_needed)
        return call->subject;
    return given->kind == VALUE_ABSENT ? value_text(STR("")) : *given;
}

static Value filter_attr(Machine *m, const Call *call)
{
    Str name = filter_text(m, call, 0, STR(""));

    return field_find(&call->subject, name);
}

static Value filter_length(Machine *m, const Call *call)
{
    const Value *v = &call->subject;

    switch ((ValueKind)v->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
        return value_int(0);
    case VALUE_TEXT:
        return value_int((int64_t)utf8_count(v->as.text));
    case VALUE_LIST:
        return value_int((int64_t)v->as.list.len);
    case VALUE_MAP:
        return value_int((int64_t)v->as.map.len);
    case VALUE_BOOL:
    case VALUE_NUMBER:
        break;
    }
    return call_fail(m, call, "%s has no length", value_kind_name(v));
}

/* ---- Lists -------------------------------------------------------------- */

static Value filter_first(Machine *m, const Call *call)
{
    Values items;

    if (!filter_items(m, call, &items) || !items.len)
        return undefined();
    return items.at[0];
}

static Value filter_last(Machine *m, const Call *call)
{
    Values items;

    if (!filter_items(m, call, &items) || !items.len)
        return undefined();
    return items.at[items.len - 1];
}

static Value filter_list_(Machine *m, const Call *call)
{
    Values items;

    if (!filter_items(m, call, &items))
        return undefined();
    return value_list(items.at, items.len);
}

static Value filter_items_(Machine *m, const Call *call)
{
    const Value *v = &call->subject;
    ValueList out = { 0 };

    if (value_is_nothing(v))
        return value_list(NULL, 0);
    if (v->kind != VALUE_MAP)
        return call_fail(m, call, "expected a map, found %.*s",
                         STR_ARG(value_described(m, v)));
    if (!filter_steps(m, call, v->as.map.len))
        return undefined();
    for (size_t i = 0; i < v->as.map.len; i++)
        *list_add(m->arena, &out) = value_pair(
            m->arena, value_text(v->as.map.at[i].key), v->as.map.at[i].value);
    return value_of_items(&out);
}

static Value filter_reverse(Machine *m, const Call *call)
{
    Values items;
    Buf text = { 0 };

    if (!filter_items(m, call, &items))
        return undefined();
    if (call->subject.kind == VALUE_TEXT) {
        for (size_t i = items.len; i-- > 0;)
            buf_add_str(&text, items.at[i].as.text);
        return text_finish(m, call, &text);
    }
    Value *out = arena_make_array(m->arena, Value, items.len);
    for (size_t i = 0; i < items.len; i++)
        out[i] = items.at[items.len - 1 - i];
    return value_list(out, items.len);
}

static Value filter_join(Machine *m, const Call *call)
{
    Str between = filter_text(m, call, 0, STR(""));
    Str path = filter_path(m, call, 1);
    Values items;
    Buf out = { 0 };

    if (!filter_items(m, call, &items))
        return undefined();
    for (size_t i = 0; i < items.len; i++) {
        if (i)
            buf_add_str(&out, between);
        buf_add_str(&out, value_print(m, field_of(&items.at[i], path)));
        if (out.len > m->env->limits.output_bytes)
            break;
    }
    return text_finish(m, call, &out);
}

/* Nothing is left out; of nothing but nothing, the sum is not known. */
static Value filter_sum(Machine *m, const Call *call)
{
    Str path = filter_path(m, call, 0);
    const Value *start = filter_arg(call, 1);
    bool is_float = start->kind == VALUE_NUMBER && start->is_float;
    size_t known = start->kind == VALUE_NUMBER;
    Decimal sum = known ? start->as.number : decimal_of_int(0);
    Values items;

    if (m->failed || !filter_items(m, call, &items) ||
        !field_check(m, call, items, path))
        return undefined();
    for (size_t i = 0; i < items.len; i++) {
        Value v = field_of(&items.at[i], path);
        if (value_is_nothing(&v))
            continue;
        if (v.kind != VALUE_NUMBER && v.kind != VALUE_BOOL)
            return call_fail(m, call, "expected numbers, found %.*s",
                             STR_ARG(value_described(m, &v)));
        sum = decimal_add(sum, v.kind == VALUE_BOOL ? decimal_of_int(v.as.flag)
                                                    : v.as.number);
        is_float |= v.kind == VALUE_NUMBER && v.is_float;
        known++;
    }
    return known || !items.len ? number_like(sum, is_float) : value_null();
}

const Filter JINJA_FILTERS[] = {
    { "abs", filter_abs, "", "the number without its sign" },
    { "attr", filter_attr, "name", "a member by its name" },
    { "batch", filter_batch,
      "linecount fill_with=", "lists of so many items each" },
    { "capitalize", filter_capitalize, "",
      "first letter large, the others small" },
    { "center", filter_center, "width=", "spaces on both sides up to a width" },
    { "count", filter_length, "", "the same as length" },
    { "d", filter_default, "default_value= boolean=", "the same as default" },
    { "default", filter_default, "default_value= boolean=",
      "this instead of an undefined name; with boolean, of anything false" },
    { "dictsort", filter_dictsort,
      "case_sensitive= by= reverse=", "pairs of key and value, in order" },
    { "first", filter_first, "", "the first item" },
    { "float", filter_float, "default=", "a number with decimals from text" },
    { "format", filter_format, "*args **named", "text with %s and %d filled" },
    { "groupby", filter_groupby, "attribute default= case_sensitive=",
      "pairs of a value and the items that have it" },
    { "indent", filter_indent,
      "width= first= blank=", "spaces before each line" },
    { "int", filter_int_, "default= base=", "a whole number from text" },
    { "items", filter_items_, "", "pairs of key and value of a map" },
    { "join", filter_join, "d= attribute=", "the items as one text" },
    { "last", filter_last, "", "the last item" },
    { "length", filter_length, "", "how many items or characters" },
    { "list", filter_list_, "", "the items as a list" },
    { "lower", filter_lower, "", "small letters" },
    { "map", filter_map, "*args **named",
      "one attribute of each item, or a filter applied to each" },
    { "max", filter_max, "by= attribute= case_sensitive=", "the largest item" },
    { "min", filter_min,
      "by= attribute= case_sensitive=", "the smallest item" },
    { "reject", filter_reject, "*args", "items that fail a test" },
    { "rejectattr", filter_rejectattr, "*args",
      "items whose attribute fails a test" },
    { "replace", filter_replace,
      "old new count=", "one text in place of another" },
    { "reverse", filter_reverse, "", "from last to first" },
    { "round", filter_round, "precision= method=",
      "to so many decimals; method is common, ceil or floor" },
    { "select", filter_select, "*args", "items that pass a test" },
    { "selectattr", filter_selectattr, "*args",
      "items whose attribute passes a test" },
    { "slice", filter_slice,
      "slices fill_with=", "so many lists of about equal length" },
    { "sort", filter_sort, "by= case_sensitive= attribute= reverse=",
      "in order, by attributes if named" },
    { "string", filter_string, "", "as text" },
    { "sum", filter_sum, "attribute= start=", "the numbers added up" },
    { "title", filter_title, "", "Each Word With A Large Letter" },
    { "tojson", filter_tojson, "indent=", "as JSON" },
    { "trim", filter_trim, "chars=", "without space at both ends" },
    { "truncate", filter_truncate,
      "length= killwords= end= leeway=", "shortened at a word" },
    { "unique", filter_unique,
      "by= attribute= case_sensitive=", "each value once" },
    { "upper", filter_upper, "", "CAPITAL LETTERS" },
    { "urlencode", filter_urlencode, "", "safe within a web address" },
    { "wordcount", filter_wordcount, "", "how many words" },
    { NULL, NULL, NULL, NULL }
};
