/*
 * filters_format.c - filters that print: numbers, money, dates, words.
 *
 * What is missing prints as an en dash, since a report with a gap is better
 * than none; a value of the wrong kind is a fault, since it would print
 * nonsense.
 */

#include "eval/filters.h"

enum { DECIMALS_LIMIT = 20, SIGNIFICANT = 3 };

static const char EN_DASH[] = "\xE2\x80\x93";

static Value dash(void)
{
    return value_text(str_of(EN_DASH));
}

/* ---- Numbers ------------------------------------------------------------ */

/* False with `*instead` set: a dash, or absent after a fault. */
static bool number_read(Machine *m, const Call *call, Decimal *out,
                        Value *instead)
{
    const Value *v = &call->subject;

    *instead = (Value){ .kind = VALUE_ABSENT };
    if (v->kind == VALUE_NUMBER) {
        *out = v->as.number;
        return true;
    }
    if (value_is_nothing(v))
        *instead = dash();
    else
        *instead = call_fail(m, call, "expected a number, found %.*s",
                             STR_ARG(value_described(m, v)));
    return false;
}

static int decimals_arg(Machine *m, const Call *call, size_t i, int otherwise)
{
    return (int)filter_int(m, call, i, otherwise, 0, DECIMALS_LIMIT);
}

/* "GBP"; empty when none is given, the report's own. */
static Str currency_arg(Machine *m, const Call *call, size_t i)
{
    Str code = filter_text(m, call, i, STR(""));
    bool is_code = code.len == 3 || !code.len;

    for (size_t k = 0; k < code.len && is_code; k++)
        is_code = code.at[k] >= 'A' && code.at[k] <= 'Z';
    if (is_code)
        return code;
    call_fail(m, call, "expected a currency such as 'GBP', found %.*s",
              STR_ARG(value_described(m, filter_arg(call, i))));
    return STR("");
}

static Value print_number(Machine *m, const Call *call, NumberFormat f)
{
    Value instead;
    Decimal d;

    if (m->failed || !number_read(m, call, &d, &instead))
        return m->failed ? value_absent() : instead;
    bool is_compact =
        f.style == NUMBER_COMPACT || f.style == NUMBER_COMPACT_MONEY;
    if (is_compact && f.decimals == DECIMALS_AUTO)
        f.significant = SIGNIFICANT;
    return value_text(number_format(m->locale, m->arena, d, f));
}

static Value filter_number(Machine *m, const Call *call)
{
    NumberFormat f = { .style =
                           filter_flag(call, 1) ? NUMBER_COMPACT : NUMBER_PLAIN,
                       .decimals = decimals_arg(m, call, 0, DECIMALS_AUTO),
                       .always_sign = filter_flag(call, 2) };

    return print_number(m, call, f);
}

/* money(0) and money('EUR') are both what people write first. */
static Value filter_money(Machine *m, const Call *call)
{
    bool is_code = filter_arg(call, 0)->kind == VALUE_TEXT;
    NumberFormat f = {
        .style = filter_flag(call, 2) ? NUMBER_COMPACT_MONEY : NUMBER_MONEY,
        .decimals =
            is_code ? DECIMALS_AUTO : decimals_arg(m, call, 0, DECIMALS_AUTO),
        .always_sign = filter_flag(call, 3),
        .parentheses = filter_flag(call, 4),
        .currency = currency_arg(m, call, is_code ? 0 : 1)
    };

    return print_number(m, call, f);
}

static Value filter_compact(Machine *m, const Call *call)
{
    bool is_money = !value_is_nothing(filter_arg(call, 1));
    NumberFormat f = { .style =
                           is_money ? NUMBER_COMPACT_MONEY : NUMBER_COMPACT,
                       .decimals = decimals_arg(m, call, 0, DECIMALS_AUTO),
                       .currency = currency_arg(m, call, 1) };

    return print_number(m, call, f);
}

static Value filter_percent(Machine *m, const Call *call)
{
    NumberFormat f = { .style = NUMBER_PERCENT,
                       .decimals = decimals_arg(m, call, 0, 1),
                       .always_sign = filter_flag(call, 1),
                       .percent_of_100 = filter_flag(call, 2) };

    return print_number(m, call, f);
}

static Value filter_points(Machine *m, const Call *call)
{
    NumberFormat f = { .style = NUMBER_POINTS,
                       .decimals = decimals_arg(m, call, 0, 1),
                       .always_sign = true,
                       .percent_of_100 = filter_flag(call, 1) };

    return print_number(m, call, f);
}

static Value filter_multiple(Machine *m, const Call *call)
{
    NumberFormat f = { .style = NUMBER_MULTIPLE,
                       .decimals = decimals_arg(m, call, 0, 2),
                       .always_sign = filter_flag(call, 1) };

    return print_number(m, call, f);
}

/* A change with its sign; of what, the first argument says. */
static Value filter_delta(Machine *m, const Call *call)
{
    static const struct {
        const char *name;
        NumberStyle style;
        int decimals;
    } styles[] = { { "percent", NUMBER_PERCENT, 1 },
                   { "points", NUMBER_POINTS, 1 },
                   { "money", NUMBER_MONEY, DECIMALS_AUTO },
                   { "multiple", NUMBER_MULTIPLE, 2 },
                   { "number", NUMBER_PLAIN, DECIMALS_AUTO } };
    Str name = filter_text(m, call, 0, STR("percent"));

    for (size_t i = 0; i < COUNT_OF(styles); i++)
        if (str_is(name, styles[i].name))
            return print_number(
                m, call,
                (NumberFormat){
                    .style = styles[i].style,
                    .decimals = decimals_arg(m, call, 1, styles[i].decimals),
                    .always_sign = true });
    return call_fail(m, call,
                     "expected percent, points, money, multiple or number, "
                     "found '%.*s'",
                     STR_ARG(name));
}

static Value filter_ordinal(Machine *m, const Call *call)
{
    Value instead;
    Decimal d;
    int64_t n;

    if (!number_read(m, call, &d, &instead))
        return instead;
    if (!decimal_to_int(d, &n))
        return call_fail(m, call, "expected a whole number");
    return value_text(ordinal_format(m->locale, m->arena, n));
}

/* ---- Dates -------------------------------------------------------------- */

/* A day; or the first part of a time ("2026-07-01T09:30"). */
static bool day_read(Machine *m, const Call *call, const Value *v, Date *out)
{
    if (v->kind == VALUE_TEXT) {
        Str s = v->as.text;
        if (s.len > 10 && (s.at[10] == 'T' || s.at[10] == ' '))
            s = str_slice(s, 0, 10);
        if (date_parse(s, out))
            return true;
    }
    call_fail(m, call, "expected a date such as '2026-07-01', found %.*s",
              STR_ARG(value_described(m, v)));
    return false;
}

static Value print_date(Machine *m, const Call *call, Str skeleton)
{
    Date d;

    if (m->failed)
        return (Value){ .kind = VALUE_ABSENT };
    if (value_is_nothing(&call->subject))
        return dash();
    if (!day_read(m, call, &call->subject, &d))
        return (Value){ .kind = VALUE_ABSENT };
    return value_text(date_format(m->locale, m->arena, d, skeleton));
}

static Value filter_date(Machine *m, const Call *call)
{
    return print_date(m, call, filter_text(m, call, 0, STR("medium")));
}

static Value filter_month(Machine *m, const Call *call)
{
    static const char *const styles[][2] = { { "short", "month" },
                                             { "long", "month_long" },
                                             { "name", "month_name" } };
    Str style = filter_text(m, call, 0, STR("short"));

    for (size_t i = 0; i < COUNT_OF(styles); i++)
        if (str_is(style, styles[i][0]))
            return print_date(m, call, str_of(styles[i][1]));
    return call_fail(m, call, "expected short, long or name, found '%.*s'",
                     STR_ARG(style));
}

static Value filter_quarter(Machine *m, const Call *call)
{
    return print_date(m, call, STR("quarter"));
}

static Value filter_year(Machine *m, const Call *call)
{
    return print_date(m, call, STR("year"));
}

static Value filter_daterange(Machine *m, const Call *call)
{
    const Value *end = filter_arg(call, 0);
    Date from, to;

    if (value_is_nothing(&call->subject) || value_is_nothing(end))
        return dash();
    if (!day_read(m, call, &call->subject, &from) ||
        !day_read(m, call, end, &to))
        return (Value){ .kind = VALUE_ABSENT };
    if (date_compare(from, to) > 0)
        return call_fail(m, call, "the range ends before it begins");
    return value_text(date_range_format(m->locale, m->arena, from, to));
}

/* ---- Words -------------------------------------------------------------- */

/* Only the word: the number stands where the author puts it. */
static Value filter_plural(Machine *m, const Call *call)
{
    static const char *const forms[] = { "one", "other", "zero",
                                         "two", "few",   "many" };
    const Value *other = filter_arg(call, 1);
    Value instead;
    Decimal d;

    if (other->kind != VALUE_TEXT)
        return call_fail(m, call, "expected two words: one= and other=");
    if (value_is_nothing(&call->subject))
        return *other;
    if (!number_read(m, call, &d, &instead))
        return instead;
    Str category = plural_category(m->locale, d);
    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if (str_is(category, forms[i]) &&
            filter_arg(call, i)->kind == VALUE_TEXT)
            return *filter_arg(call, i);
    return *other;
}

static Value filter_and_list(Machine *m, const Call *call)
{
    Str field = filter_text(m, call, 0, STR(""));
    StrList words = { 0 };
    Values items;

    if (value_is_nothing(&call->subject))
        return dash();
    if (!filter_list(m, call, &items))
        return (Value){ .kind = VALUE_ABSENT };
    for (size_t i = 0; i < items.len; i++) {
        Value v = field_of(&items.at[i], field);
        if (!value_is_nothing(&v))
            *list_add(m->arena, &words) = value_print(m, v);
    }
    if (!words.len)
        return value_text(STR(""));
    return value_text(list_format(m->locale, m->arena, words.at, words.len));
}

static Value filter_missing(Machine *m, const Call *call)
{
    if (!value_is_nothing(&call->subject))
        return call->subject;
    return value_text(filter_text(m, call, 0, str_of(EN_DASH)));
}

const Filter FORMAT_FILTERS[] = {
    { "number", filter_number, "decimals= compact= sign=",
      "a number as the report's language writes it" },
    { "money", filter_money, "decimals= currency= compact= sign= parentheses=",
      "an amount with its currency, the report's own if none is named; with "
      "parentheses, below zero as (\xC2\xA3"
      "5)" },
    { "percent", filter_percent, "decimals= sign= of_100=",
      "a fraction as a percentage: 0.125 is 12.5%; with of_100, 12.5 is" },
    { "points", filter_points,
      "decimals= of_100=", "the difference of two percentages, in points" },
    { "multiple", filter_multiple, "decimals= sign=", "4.31\xC3\x97" },
    { "compact", filter_compact,
      "decimals= currency=", "a large number in short: 1.23M" },
    { "delta", filter_delta, "kind= decimals=",
      "a change with its sign; kind is percent, points, money, multiple or "
      "number" },
    { "ordinal", filter_ordinal, "", "3rd" },
    { "date", filter_date, "style=",
      "short, medium, long, full, month, quarter, year, day, iso, or a CLDR "
      "skeleton" },
    { "daterange", filter_daterange, "to",
      "two dates; what both share is said once" },
    { "month", filter_month, "style=", "Jul 2026; style: short, long, name" },
    { "quarter", filter_quarter, "", "Q3 2026" },
    { "year", filter_year, "", "2026" },
    { "plural", filter_plural,
      "one= other= zero= two= few= many=", "the word that goes with a number" },
    { "and_list", filter_and_list, "field=", "a, b and c" },
    { "missing", filter_missing, "text=", "this text where there is no value" },
    { NULL, NULL, NULL, NULL }
};
