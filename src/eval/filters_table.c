/*
 * filters_table.c - filters on tables: lists of maps with the same keys.
 *
 * Numbers are exact and totals come from unrounded parts.  Nothing is skipped
 * by sums and means; of nothing but nothing, the result is nothing.
 */

#include "eval/filters.h"

#include <stdlib.h>

static Value undefined(void)
{
    return (Value){ .kind = VALUE_ABSENT };
}

/* The subject's rows and the field that argument `i` names. */
static bool rows_and_field(Machine *m, const Call *call, size_t i, Values *rows,
                           Str *field)
{
    *field = filter_text(m, call, i, STR(""));
    return !m->failed && filter_rows(m, call, rows) &&
           field_check(m, call, *rows, *field);
}

/* Fault at any value that is neither a number nor nothing. */
static bool numbers_check(Machine *m, const Call *call, Values rows, Str field)
{
    for (size_t i = 0; i < rows.len; i++) {
        Value v = field_of(&rows.at[i], field);
        if (v.kind == VALUE_NUMBER || value_is_nothing(&v))
            continue;
        call_fail(m, call, "expected numbers in '%.*s', found %.*s",
                  STR_ARG(field), STR_ARG(value_described(m, &v)));
        return false;
    }
    return true;
}

static bool rows_and_numbers(Machine *m, const Call *call, size_t i,
                             Values *rows, Str *field)
{
    return rows_and_field(m, call, i, rows, field) &&
           numbers_check(m, call, *rows, *field);
}

/* ---- Choosing ----------------------------------------------------------- */

/* Where the text of the condition stands, without its quotes. */
static Span condition_span(const Call *call)
{
    Span at = call->at;

    if (call->expr && call->expr->arg_count)
        at = call->expr->args[0].value->at;
    if (at.src && at.end > at.start + 1 && at.end <= at.src->text.len &&
        strchr("'\"", at.src->text.at[at.start])) {
        at.start++;
        at.end--;
    }
    return at;
}

/* Every key that any row has is a name in the condition. */
static void names_collect(Arena *a, Values rows, Map *names)
{
    for (size_t i = 0; i < rows.len; i++)
        for (size_t k = 0; k < rows.at[i].as.map.len; k++)
            if (!map_find(names, rows.at[i].as.map.at[k].key))
                map_set(a, names, rows.at[i].as.map.at[k].key, names);
}

static bool condition_holds(Machine *m, const Expr *condition, const Value *row,
                            const Map *names)
{
    scope_push(m);
    scope_set(m, STR("row"), *row);
    for (size_t i = 0; i < names->len; i++)
        scope_set(m, names->at[i].key, field_of(row, names->at[i].key));
    Value v = expr_eval(m, condition);
    scope_pop(m);
    return !m->failed && value_is_true(&v);
}

static bool filter_by_condition(Machine *m, const Call *call, Values *rows)
{
    const Value *text = filter_arg(call, 0);
    Map names = { 0 };
    ValueList out = { 0 };

    if (value_is_nothing(text))
        return true;
    if (text->kind != VALUE_TEXT) {
        call_fail(m, call, "expected a condition such as 'spend > 0', found %s",
                  value_kind_name(text));
        return false;
    }
    const Expr *condition =
        expr_compile(m->env, text->as.text, condition_span(call));
    if (!condition) {
        m->failed = true; /* the compiler has reported it */
        return false;
    }
    names_collect(m->arena, *rows, &names);
    for (size_t i = 0; i < rows->len && !m->failed; i++)
        if (condition_holds(m, condition, &rows->at[i], &names))
            *list_add(m->arena, &out) = rows->at[i];
    *rows = (Values){ out.at, out.len };
    return !m->failed;
}

static bool is_wanted(const Value *v, const Value *wanted)
{
    if (value_is_nothing(v) && value_is_nothing(wanted))
        return true;
    if (wanted->kind != VALUE_LIST)
        return value_equal(v, wanted);
    for (size_t i = 0; i < wanted->as.list.len; i++)
        if (value_equal(v, &wanted->as.list.at[i]))
            return true;
    return false;
}

static bool filter_by_field(Machine *m, const Call *call, const Member *field,
                            Values *rows)
{
    ValueList out = { 0 };

    if (!field_check(m, call, *rows, field->key))
        return false;
    for (size_t i = 0; i < rows->len; i++) {
        Value v = field_of(&rows->at[i], field->key);
        if (is_wanted(&v, &field->value))
            *list_add(m->arena, &out) = rows->at[i];
    }
    *rows = (Values){ out.at, out.len };
    return true;
}

static Value filter_where(Machine *m, const Call *call)
{
    const Value *fields = filter_arg(call, 1);
    Values rows;

    if (!filter_rows(m, call, &rows) || !filter_by_condition(m, call, &rows))
        return undefined();
    for (size_t i = 0; fields->kind == VALUE_MAP && i < fields->as.map.len; i++)
        if (!filter_by_field(m, call, &fields->as.map.at[i], &rows))
            return undefined();
    return value_list(rows.at, rows.len);
}

/* ---- Order -------------------------------------------------------------- */

/* A cost of nothing ("no conversions") is the worst there is; n/m is none. */
static bool is_cost_of_nothing(Machine *m, const Value *row, Str path)
{
    size_t dot = path.len - field_last(path).len;
    Value holder = dot ? field_find(row, str_slice(path, 0, dot - 1)) : *row;
    const Value *instead =
        holder.kind == VALUE_MAP ? value_at(&holder, "instead") : NULL;
    const Value *said = instead && instead->kind == VALUE_MAP
                            ? value_find(instead, field_last(path))
                            : NULL;

    return said && said->kind == VALUE_TEXT && m->wording &&
           !str_equal(said->as.text,
                      wording_word(m->wording, "not_meaningful")) &&
           !str_equal(said->as.text,
                      wording_word(m->wording, "instead.too_few"));
}

static Value sort_key(Machine *m, const Value *row, Str path)
{
    Value v = field_of(row, path);
    Decimal beyond = { 1, 0, 100 };

    return v.kind == VALUE_NULL && is_cost_of_nothing(m, row, path)
               ? value_number(beyond)
               : v;
}

/* By one field or several, as the report's language sorts. */
static bool rows_sorted(Machine *m, const Call *call, Values rows,
                        const StrList *by, bool is_reverse, Values *out)
{
    KeyedList list = { 0 };

    for (size_t i = 0; i < by->len; i++)
        if (!field_check(m, call, rows, by->at[i]))
            return false;
    for (size_t i = 0; i < rows.len; i++) {
        ValueList keys = { 0 };
        for (size_t k = 0; k < by->len; k++)
            *list_add(m->arena, &keys) = sort_key(m, &rows.at[i], by->at[k]);
        *list_add(m->arena, &list) =
            (Keyed){ by->len == 1 ? keys.at[0] : value_of_items(&keys),
                     rows.at[i] };
    }
    if (!keyed_sort(m, call, &list, TEXT_COLLATED, is_reverse))
        return false;
    Value *sorted = arena_make_array(m->arena, Value, list.len);
    for (size_t i = 0; i < list.len; i++)
        sorted[i] = list.at[i].item;
    *out = (Values){ sorted, list.len };
    return true;
}

static Value filter_sort_by(Machine *m, const Call *call)
{
    StrList by = filter_names(m, call, 0);
    Values rows;

    if (m->failed || !filter_rows(m, call, &rows) ||
        !rows_sorted(m, call, rows, &by, filter_flag(call, 1), &rows))
        return undefined();
    return value_list(rows.at, rows.len);
}

/* The rows in the order that top and bottom cut; `by` may be left out. */
static bool rows_ordered(Machine *m, const Call *call, bool is_reverse,
                         Values *rows)
{
    StrList by = filter_names(m, call, 1);

    if (m->failed || !filter_rows(m, call, rows))
        return false;
    return !by.len || rows_sorted(m, call, *rows, &by, is_reverse, rows);
}

static Value other_row(Machine *m, Values rest, Str label)
{
    StrList all = { 0 };
    Value row = rows_merged(m, rest, &all);
    Str column = label_column(rest);
    Str count =
        number_format(m->locale, m->arena, decimal_of_int((int64_t)rest.len),
                      (NumberFormat){ .decimals = 0 });
    Str text =
        str_format(m->arena, "%.*s (%.*s)", STR_ARG(label), STR_ARG(count));

    if (column.len)
        row = row_with(m->arena, &row, column, value_text(text));
    return row_with(m->arena, &row, STR("is_other"), value_bool(true));
}

static Value rows_cut(Machine *m, const Call *call, bool is_reverse, Str other)
{
    size_t count = (size_t)filter_int(m, call, 0, 10, 0, INT32_MAX);
    Values rows;

    if (m->failed || !rows_ordered(m, call, is_reverse, &rows))
        return undefined();
    if (count >= rows.len)
        return value_list(rows.at, rows.len);
    if (!other.len)
        return value_list(rows.at, count);
    Value *out = arena_make_array(m->arena, Value, count + 1);
    if (count)
        memcpy(out, rows.at, count * sizeof *out);
    out[count] =
        other_row(m, (Values){ rows.at + count, rows.len - count }, other);
    return value_list(out, count + 1);
}

static Value filter_top(Machine *m, const Call *call)
{
    return rows_cut(m, call, true, filter_text(m, call, 2, STR("")));
}

static Value filter_bottom(Machine *m, const Call *call)
{
    return rows_cut(m, call, false, STR(""));
}

static Value filter_top_with_rest(Machine *m, const Call *call)
{
    Str rest = m->wording ? wording_word(m->wording, "other") : STR("Other");

    return rows_cut(m, call, true, filter_text(m, call, 2, rest));
}

/* ---- One number from many ----------------------------------------------- */

static Value filter_sum_of(Machine *m, const Call *call)
{
    Values rows;
    Str field;

    if (!rows_and_numbers(m, call, 0, &rows, &field))
        return undefined();
    return rows.len ? column_merged(m, rows, field) : value_null();
}

static size_t known_count(Values rows, Str field)
{
    size_t count = 0;

    for (size_t i = 0; i < rows.len; i++)
        count += field_amount(&rows.at[i], field).is_known;
    return count;
}

static bool is_quotient(Machine *m, Str field)
{
    const Metric *metric = metric_known(m, field);

    return metric &&
           (metric->kind == METRIC_RATIO || metric->kind == METRIC_WEIGHTED ||
            metric->kind == METRIC_CENSORED);
}

/* A ratio is no mean of its rows: it is worked out anew. */
static Value filter_mean_of(Machine *m, const Call *call)
{
    Amount sum = amount_missing();
    Values rows;
    Str field;

    if (!rows_and_numbers(m, call, 0, &rows, &field))
        return undefined();
    if (rows.len && is_quotient(m, field))
        return column_merged(m, rows, field);
    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], field);
        if (a.is_known)
            sum = amount_of(sum.is_known ? decimal_add(sum.number, a.number)
                                         : a.number);
    }
    return value_of_amount(amount_divide(
        sum, amount_of(decimal_of_int((int64_t)known_count(rows, field)))));
}

static int decimal_order(const void *a, const void *b)
{
    return decimal_compare(*(const Decimal *)a, *(const Decimal *)b);
}

/* What the middle row has; of two in the middle, their mean. */
static Value filter_median_of(Machine *m, const Call *call)
{
    Values rows;
    Str field;
    size_t count = 0;

    if (!rows_and_numbers(m, call, 0, &rows, &field))
        return undefined();
    Decimal *at = arena_make_array(m->env->scratch, Decimal, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], field);
        if (a.is_known)
            at[count++] = a.number;
    }
    if (!count)
        return value_null();
    qsort(at, count, sizeof *at, decimal_order);
    return value_of_amount(amount_divide(
        amount_of(decimal_add(at[(count - 1) / 2], at[count / 2])),
        amount_of(decimal_of_int(2))));
}

static Value extreme_of(Machine *m, const Call *call, int sign)
{
    Amount best = amount_missing();
    Values rows;
    Str field;

    if (!rows_and_numbers(m, call, 0, &rows, &field))
        return undefined();
    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], field);
        if (a.is_known &&
            (!best.is_known || decimal_compare(a.number, best.number) == sign))
            best = a;
    }
    return value_of_amount(best);
}

static Value filter_min_of(Machine *m, const Call *call)
{
    return extreme_of(m, call, -1);
}

static Value filter_max_of(Machine *m, const Call *call)
{
    return extreme_of(m, call, 1);
}

static Value filter_count_of(Machine *m, const Call *call)
{
    int64_t count = 0;
    Values rows;
    Str field;

    if (!rows_and_field(m, call, 0, &rows, &field))
        return undefined();
    for (size_t i = 0; i < rows.len; i++) {
        Value v = field_of(&rows.at[i], field);
        count += !value_is_nothing(&v);
    }
    return value_int(count);
}

/* ---- One more column ---------------------------------------------------- */

/* "share_spend" unless `as` is given; dots of a path become '_'. */
static Str new_column(Machine *m, const Call *call, size_t i, const char *what,
                      Str field)
{
    Str given = filter_text(m, call, i, STR(""));

    if (given.len)
        return given;
    Str name = str_format(m->arena, "%s_%.*s", what, STR_ARG(field));
    char *at = arena_alloc(m->arena, name.len + 1);
    for (size_t k = 0; k < name.len; k++)
        at[k] = name.at[k] == '.' ? '_' : name.at[k];
    return (Str){ at, name.len };
}

static Value rows_with(Machine *m, Values rows, Str column, const Value *values)
{
    Value *out = arena_make_array(m->arena, Value, rows.len);

    for (size_t i = 0; i < rows.len; i++)
        out[i] = row_with(m->arena, &rows.at[i], column, values[i]);
    return value_list(out, rows.len);
}

static Value filter_share(Machine *m, const Call *call)
{
    Decimal sum = decimal_of_int(0);
    Values rows;
    Str field;

    if (!rows_and_numbers(m, call, 0, &rows, &field))
        return undefined();
    Str column = new_column(m, call, 1, "share", field);
    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], field);
        sum = a.is_known ? decimal_add(sum, a.number) : sum;
    }
    Value *values = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        values[i] = value_of_amount(
            amount_divide(field_amount(&rows.at[i], field), amount_of(sum)));
    return m->failed ? undefined() : rows_with(m, rows, column, values);
}

static Value filter_cumulate(Machine *m, const Call *call)
{
    Decimal sum = decimal_of_int(0);
    Values rows;
    Str field;

    if (!rows_and_numbers(m, call, 0, &rows, &field))
        return undefined();
    Str column = new_column(m, call, 1, "cumulative", field);
    Value *values = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], field);
        values[i] = value_null();
        if (!a.is_known)
            continue;
        sum = decimal_add(sum, a.number);
        values[i] = value_number(sum);
    }
    return m->failed ? undefined() : rows_with(m, rows, column, values);
}

/* Customers won in a month may be those that were paid for in the one before.
 */
static Value filter_lag(Machine *m, const Call *call)
{
    Values rows;
    Str field;

    if (!rows_and_numbers(m, call, 0, &rows, &field))
        return undefined();
    size_t by = (size_t)filter_int(m, call, 1, 1, 1, INT32_MAX);
    Str column = new_column(m, call, 2, "lag", field);
    Value *values = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        values[i] =
            i < by ? value_null()
                   : value_of_amount(field_amount(&rows.at[i - by], field));
    return m->failed ? undefined() : rows_with(m, rows, column, values);
}

/* Of rates the difference, of amounts the fraction of what it was. */
static Amount change_between(const Metric *metric, Amount now, Amount base)
{
    if (metric && metric_is_rate(metric))
        return amount_subtract(now, base);
    if (!base.is_known || decimal_sign(base.number) < 0)
        return amount_missing();
    return amount_divide(amount_subtract(now, base), base);
}

static Value filter_change_of(Machine *m, const Call *call)
{
    Values rows;
    Str field, from;

    if (!rows_and_numbers(m, call, 0, &rows, &field) ||
        !rows_and_numbers(m, call, 1, &rows, &from))
        return undefined();
    Str column = new_column(m, call, 2, "change", field);
    const Metric *metric = metric_known(m, field);
    Value *values = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        values[i] = value_of_amount(
            change_between(metric, field_amount(&rows.at[i], field),
                           field_amount(&rows.at[i], from)));
    return m->failed ? undefined() : rows_with(m, rows, column, values);
}

/* 1 for the largest; equal values share a place, nothing has none. */
static Value filter_rank(Machine *m, const Call *call)
{
    Str column = filter_text(m, call, 1, STR("rank"));
    KeyedList list = { 0 };
    int64_t place = 0;
    Values rows;
    Str field;

    if (!rows_and_numbers(m, call, 0, &rows, &field))
        return undefined();
    for (size_t i = 0; i < rows.len; i++)
        *list_add(m->arena, &list) =
            (Keyed){ field_of(&rows.at[i], field), value_int((int64_t)i) };
    if (!keyed_sort(m, call, &list, TEXT_EXACT, !filter_flag(call, 2)))
        return undefined();
    Value *values = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < list.len; i++) {
        int64_t row = 0;
        decimal_to_int(list.at[i].item.as.number, &row);
        if (!i || !value_equal(&list.at[i].key, &list.at[i - 1].key))
            place = (int64_t)i + 1;
        values[row] =
            value_is_nothing(&list.at[i].key) ? value_null() : value_int(place);
    }
    return rows_with(m, rows, column, values);
}

/* ---- Other shapes ------------------------------------------------------- */

static Value filter_pluck(Machine *m, const Call *call)
{
    Values rows;
    Str field;

    if (!rows_and_field(m, call, 0, &rows, &field))
        return undefined();
    Value *out = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        out[i] = field_of(&rows.at[i], field);
    return value_list(out, rows.len);
}

static Value filter_index_by(Machine *m, const Call *call)
{
    MemberList out = { 0 };
    Map seen = { 0 };
    Values rows;
    Str field;

    if (!rows_and_field(m, call, 0, &rows, &field))
        return undefined();
    for (size_t i = 0; i < rows.len; i++) {
        Value v = field_of(&rows.at[i], field);
        if (value_is_nothing(&v))
            continue;
        Str key = value_print(m, v);
        if (map_find(&seen, key))
            continue;
        map_set(m->arena, &seen, key, &seen);
        *list_add(m->arena, &out) = (Member){ .key = key, .value = rows.at[i] };
    }
    return value_map(out.at, out.len);
}

/* What the row has not itself, from the other; nothing is replaced. */
static Value row_joined(Arena *a, const Value *row, const Value *other)
{
    MemberList out = { 0 };

    for (size_t i = 0; i < row->as.map.len; i++)
        *list_add(a, &out) = row->as.map.at[i];
    for (size_t i = 0; i < other->as.map.len; i++)
        if (!value_find(row, other->as.map.at[i].key))
            *list_add(a, &out) = other->as.map.at[i];
    return value_map(out.at, out.len);
}

static bool rows_mapped(Machine *m, const Call *call, const Value *list,
                        Str key, Map *by_key)
{
    if (value_is_nothing(list))
        return true;
    if (list->kind != VALUE_LIST) {
        call_fail(m, call, "expected a list of rows to join, found %s",
                  value_kind_name(list));
        return false;
    }
    for (size_t i = 0; i < list->as.list.len && !m->failed; i++) {
        const Value *row = &list->as.list.at[i];
        Value v = field_of(row, key);
        if (row->kind != VALUE_MAP || value_is_nothing(&v))
            continue;
        Str identity = value_identity(m, call, &v);
        if (!map_find(by_key, identity))
            map_set(m->arena, by_key, identity, (void *)row);
    }
    return filter_steps(m, call, list->as.list.len);
}

static Value filter_join_on(Machine *m, const Call *call)
{
    Map by_key = { 0 };
    Values rows;
    Str key;

    if (!rows_and_field(m, call, 1, &rows, &key) ||
        !rows_mapped(m, call, filter_arg(call, 0), filter_text(m, call, 2, key),
                     &by_key))
        return undefined();
    Value *out = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len && !m->failed; i++) {
        Value v = field_of(&rows.at[i], key);
        const Value *other =
            value_is_nothing(&v)
                ? NULL
                : map_find(&by_key, value_identity(m, call, &v));
        out[i] = other ? row_joined(m->arena, &rows.at[i], other) : rows.at[i];
    }
    return m->failed ? undefined() : value_list(out, rows.len);
}

const Filter TABLE_FILTERS[] = {
    { "where", filter_where, "condition= **fields",
      "rows for which 'spend > 0' holds, or whose fields have these values" },
    { "sort_by", filter_sort_by, "field reverse=",
      "rows in order of a field, or of several; nothing comes last" },
    { "top", filter_top, "n by= other=",
      "the n rows with the largest values; other= adds a row for the rest" },
    { "bottom", filter_bottom, "n by=", "the n rows with the smallest values" },
    { "top_with_rest", filter_top_with_rest,
      "n by= label=", "the top rows and one row, \"Other (4)\", for the rest" },
    { "total", filter_total,
      "label=", "all rows as one: sums, and ratios anew from their parts" },
    { "group", filter_group,
      "by fields=", "one row for each value of a field, with count and rows" },
    { "pivot", filter_pivot, "rows columns value",
      "a table with a column for each value of a field" },
    { "sum_of", filter_sum_of, "field", "a field of all rows, added up" },
    { "mean_of", filter_mean_of, "field", "the mean of a field" },
    { "median_of", filter_median_of, "field",
      "what the middle row has in a field" },
    { "min_of", filter_min_of, "field", "the smallest value of a field" },
    { "max_of", filter_max_of, "field", "the largest value of a field" },
    { "count_of", filter_count_of,
      "field=", "how many rows have a value in a field" },
    { "share", filter_share,
      "field as=", "each row with its share of the sum, as share_FIELD" },
    { "cumulate", filter_cumulate,
      "field as=", "each row with the sum so far, as cumulative_FIELD" },
    { "lag", filter_lag, "field by= as=",
      "each row with what a field has in an earlier one, as lag_FIELD" },
    { "rank", filter_rank, "field as= reverse=",
      "each row with its place, 1 for the largest, as rank" },
    { "change_of", filter_change_of, "field from as=",
      "each row with the change from one field to another, as change_FIELD" },
    { "pluck", filter_pluck, "field", "one field of each row, as a list" },
    { "index_by", filter_index_by, "field",
      "a map from the value of a field to its row" },
    { "join_on", filter_join_on, "other key other_key=",
      "each row with the fields of the row in another table of the same key" },
    { NULL, NULL, NULL, NULL }
};
