/*
 * filters_rollup.c - many rows made into one, and tables made of such rows.
 *
 * Each column adds up as its measure does: sums are summed, ratios are worked
 * out anew from their parts, and what cannot be known from the rows is null.
 * No ratio is ever averaged and no reach ever added.
 */

#include "eval/filters.h"
#include "eval/metric_format.h"
#include "metrics/formula.h"

enum { DEPTH_LIMIT = 8 };

/* ---- Rows --------------------------------------------------------------- */

bool filter_rows(Machine *m, const Call *call, Values *out)
{
    if (!filter_list(m, call, out))
        return false;
    for (size_t i = 0; i < out->len; i++) {
        if (out->at[i].kind == VALUE_MAP)
            continue;
        call_fail(m, call, "expected a list of rows, found %s in it",
                  value_kind_name(&out->at[i]));
        return false;
    }
    return true;
}

Value row_with(Arena *a, const Value *row, Str key, Value v)
{
    const Members *from = &row->as.map;
    Member *to = arena_make_array(a, Member, from->len + 1);
    size_t place = 0;

    if (from->len)
        memcpy(to, from->at, from->len * sizeof *to);
    while (place < from->len && !str_equal(to[place].key, key))
        place++;
    to[place] = (Member){ .key = key, .value = v };
    return value_map(to, from->len + (place == from->len));
}

/* The keys of all rows, in the order in which they first come up. */
static StrList columns_of(Arena *a, Values rows)
{
    StrList columns = { 0 };
    Map seen = { 0 };

    for (size_t i = 0; i < rows.len; i++) {
        const Members *row = &rows.at[i].as.map;
        for (size_t k = 0; k < row->len; k++) {
            if (map_find(&seen, row->at[k].key))
                continue;
            map_set(a, &seen, row->at[k].key, &seen);
            *list_add(a, &columns) = row->at[k].key;
        }
    }
    return columns;
}

static bool has_text(const Value *row, Str key)
{
    const Value *v = value_find(row, key);

    return v && v->kind == VALUE_TEXT;
}

Str label_column(Values rows)
{
    static const char *const usual[] = { "name", "label" };

    if (!rows.len)
        return STR("");
    for (size_t i = 0; i < COUNT_OF(usual); i++)
        if (has_text(&rows.at[0], str_of(usual[i])))
            return str_of(usual[i]);
    const Members *row = &rows.at[0].as.map;
    for (size_t k = 0; k < row->len; k++)
        if (row->at[k].value.kind == VALUE_TEXT)
            return row->at[k].key;
    return STR("");
}

/* ---- One column --------------------------------------------------------- */

const Metric *metric_known(Machine *m, Str id)
{
    const Value *described = metric_described(m->data, id);

    if (!described)
        return metric_find(id);
    Metric *metric = arena_make(m->arena, Metric);
    *metric = metric_of_value(described);
    return metric;
}

/* What derive adds beside measures and what no sum can stand for. */
static bool is_never_added(Str key)
{
    static const char *const words[] = { "attainment", "target", "gap",
                                         "rank",       "year",   "rag" };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(key, words[i]))
            return true;
    return str_starts(key, STR("change_")) ||
           str_starts(key, STR("cumulative_"));
}

static Amount column_sum(Values rows, Str path)
{
    Amount sum = amount_missing();

    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], path);
        if (!a.is_known)
            continue;
        sum = amount_of(sum.is_known ? decimal_add(sum.number, a.number)
                                     : a.number);
    }
    return sum;
}

static Amount weighted_mean(Values rows, Str path, Str weight)
{
    Decimal sum = decimal_of_int(0), weights = sum;

    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], path);
        Amount w = field_amount(&rows.at[i], weight);
        if (!a.is_known || !w.is_known)
            continue;
        sum = decimal_add(sum, decimal_multiply(a.number, w.number));
        weights = decimal_add(weights, w.number);
    }
    return amount_divide(amount_of(sum), amount_of(weights));
}

static bool is_along_time(Values rows)
{
    static const char *const keys[] = { "date", "week", "month", "quarter" };

    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (rows.len && value_at(&rows.at[0], keys[i]))
            return true;
    return false;
}

/* The last known value along time; over anything else, the sum. */
static Amount stock_of(Values rows, Str path)
{
    if (!is_along_time(rows))
        return column_sum(rows, path);
    for (size_t i = rows.len; i-- > 0;) {
        Amount a = field_amount(&rows.at[i], path);
        if (a.is_known)
            return a;
    }
    return amount_missing();
}

/* "previous.roas" has its parts beside it: "previous.revenue". */
static Str sibling(Arena *a, Str path, Str name)
{
    size_t dot = path.len;

    while (dot && path.at[dot - 1] != '.')
        dot--;
    return str_format(a, "%.*s%.*s", (int)dot, path.at, STR_ARG(name));
}

static Amount number_merged(Machine *m, Values rows, Str path, int depth);

/* A sum of products of what stands beside `path`, each merged by its class. */
static Amount formula_merged(Machine *m, Values rows, Str path, Str formula,
                             int depth)
{
    Amount sum = amount_missing();
    Formula f;
    size_t at;

    if (!formula_parse(formula, &f, &at))
        return sum;
    for (size_t i = 0; i < f.term_count; i++) {
        Amount product = amount_of(decimal_of_int(1));
        for (size_t k = 0; k < f.terms[i].factor_count; k++) {
            const Factor *factor = &f.terms[i].factors[k];
            Amount a = factor->id.len
                           ? number_merged(m, rows,
                                           sibling(m->arena, path, factor->id),
                                           depth + 1)
                           : amount_of(factor->number);
            if (!a.is_known)
                return amount_missing();
            product.number = decimal_multiply(product.number, a.number);
        }
        if (f.terms[i].is_subtracted)
            product.number = decimal_negate(product.number);
        sum = amount_of(sum.is_known ? decimal_add(sum.number, product.number)
                                     : product.number);
    }
    return sum;
}

static Amount number_merged(Machine *m, Values rows, Str path, int depth)
{
    Str key = field_last(path);
    const Metric *metric = metric_known(m, key);

    if (!metric)
        return is_never_added(key) ? amount_missing() : column_sum(rows, path);
    switch (metric->kind) {
    case METRIC_SUM:
        return column_sum(rows, path);
    case METRIC_RATIO:
        if (depth > DEPTH_LIMIT)
            break;
        return metric_ratio(
            metric, formula_merged(m, rows, path, metric->numerator, depth),
            formula_merged(m, rows, path, metric->denominator, depth));
    case METRIC_WEIGHTED:
    case METRIC_CENSORED:
        return weighted_mean(rows, path,
                             sibling(m->arena, path, metric->denominator));
    case METRIC_STOCK:
        return stock_of(rows, path);
    case METRIC_UNIQUE:
        return rows.len == 1 ? column_sum(rows, path) : amount_missing();
    case METRIC_SHARE:
    case METRIC_INDEX:
        break;
    }
    return amount_missing();
}

/* Text and flags stay where all rows agree. */
static Value common_value(Values rows, Str path)
{
    Value first = field_of(&rows.at[0], path);

    for (size_t i = 1; i < rows.len; i++) {
        Value v = field_of(&rows.at[i], path);
        if (!value_equal(&first, &v))
            return value_null();
    }
    return first;
}

static Value merged(Machine *m, Values rows, const StrList *fields, int depth);

static Value maps_merged(Machine *m, Values rows, Str path, int depth)
{
    ValueList maps = { 0 };
    StrList all = { 0 };

    for (size_t i = 0; i < rows.len; i++) {
        Value v = field_of(&rows.at[i], path);
        if (v.kind == VALUE_MAP)
            *list_add(m->arena, &maps) = v;
    }
    return merged(m, (Values){ maps.at, maps.len }, &all, depth + 1);
}

/* The kind that all known values of a column have; VALUE_ABSENT if they
 * differ, VALUE_NULL if there are none. */
static ValueKind kind_of(Values rows, Str path)
{
    ValueKind kind = VALUE_NULL;

    for (size_t i = 0; i < rows.len; i++) {
        Value v = field_of(&rows.at[i], path);
        if (value_is_nothing(&v))
            continue;
        if (kind != VALUE_NULL && kind != (ValueKind)v.kind)
            return VALUE_ABSENT;
        kind = v.kind;
    }
    return kind;
}

static Value column_at_depth(Machine *m, Values rows, Str path, int depth)
{
    Amount a;

    if (rows.len == 1)
        return field_of(&rows.at[0], path);
    switch (kind_of(rows, path)) {
    case VALUE_NUMBER:
        a = number_merged(m, rows, path, 0);
        return a.is_known ? value_number(a.number) : value_null();
    case VALUE_TEXT:
    case VALUE_BOOL:
        return common_value(rows, path);
    case VALUE_MAP:
        return depth < DEPTH_LIMIT ? maps_merged(m, rows, path, depth)
                                   : value_null();
    case VALUE_ABSENT:
    case VALUE_NULL:
    case VALUE_LIST:
        break;
    }
    return value_null();
}

Value column_merged(Machine *m, Values rows, Str key)
{
    return column_at_depth(m, rows, key, 0);
}

/* ---- One row ------------------------------------------------------------ */

static Value merged(Machine *m, Values rows, const StrList *fields, int depth)
{
    StrList columns = fields->len ? *fields : columns_of(m->arena, rows);
    MemberList row = { 0 };

    for (size_t i = 0; i < columns.len; i++)
        *list_add(m->arena, &row) =
            (Member){ .key = columns.at[i],
                      .value = column_at_depth(m, rows, columns.at[i], depth) };
    return value_map(row.at, row.len);
}

Value rows_merged(Machine *m, Values rows, const StrList *fields)
{
    return merged(m, rows, fields, 0);
}

Value filter_total(Machine *m, const Call *call)
{
    Str label = filter_text(m, call, 0, STR(""));
    StrList all = { 0 };
    Values rows;

    if (m->failed || !filter_rows(m, call, &rows))
        return (Value){ .kind = VALUE_ABSENT };
    Value total = rows_merged(m, rows, &all);
    Str column = label_column(rows);
    if (label.len && column.len)
        total = row_with(m->arena, &total, column, value_text(label));
    return total;
}

/* ---- Groups ------------------------------------------------------------- */

typedef struct {
    Value key; /* of the first row that is in it */
    ValueList rows;
} Bucket;

/* Pointers, since a Map holds them while the list grows. */
typedef LIST(Bucket *) BucketList;

static BucketList buckets_of(Machine *m, const Call *call, Values rows,
                             const StrList *by)
{
    BucketList buckets = { 0 };
    Map known = { 0 };

    for (size_t i = 0; i < rows.len && !m->failed; i++) {
        ValueList keys = { 0 };
        for (size_t k = 0; k < by->len; k++)
            *list_add(m->arena, &keys) = field_of(&rows.at[i], by->at[k]);
        Value key = keys.len == 1 ? keys.at[0] : value_of_items(&keys);
        Str identity = value_identity(m, call, &key);
        Bucket *bucket = map_find(&known, identity);
        if (!bucket) {
            bucket = arena_make(m->arena, Bucket);
            bucket->key = key;
            map_set(m->arena, &known, identity, bucket);
            *list_add(m->arena, &buckets) = bucket;
        }
        *list_add(m->arena, &bucket->rows) = rows.at[i];
    }
    return buckets;
}

static bool list_has(const StrList *list, Str s)
{
    for (size_t i = 0; i < list->len; i++)
        if (str_equal(list->at[i], s))
            return true;
    return false;
}

static void add_unless_there(Arena *a, MemberList *row, Str key, Value v)
{
    for (size_t i = 0; i < row->len; i++)
        if (str_equal(row->at[i].key, key))
            return;
    *list_add(a, row) = (Member){ .key = key, .value = v };
}

/* The keys first, then the merged columns, the count and the rows. */
static Value group_row(Machine *m, const Bucket *bucket, const StrList *by,
                       const StrList *fields)
{
    Values rows = { bucket->rows.at, bucket->rows.len };
    Value all = rows_merged(m, rows, fields);
    MemberList row = { 0 };

    for (size_t i = 0; i < by->len; i++)
        *list_add(m->arena, &row) =
            (Member){ .key = by->at[i],
                      .value = by->len == 1 ? bucket->key
                                            : bucket->key.as.list.at[i] };
    for (size_t i = 0; i < all.as.map.len; i++)
        if (!list_has(by, all.as.map.at[i].key))
            *list_add(m->arena, &row) = all.as.map.at[i];
    add_unless_there(m->arena, &row, STR("count"),
                     value_int((int64_t)rows.len));
    add_unless_there(m->arena, &row, STR("rows"),
                     value_list(rows.at, rows.len));
    return value_map(row.at, row.len);
}

static bool fields_check(Machine *m, const Call *call, Values rows,
                         const StrList *fields)
{
    for (size_t i = 0; i < fields->len; i++)
        if (!field_check(m, call, rows, fields->at[i]))
            return false;
    return true;
}

Value filter_group(Machine *m, const Call *call)
{
    StrList by = filter_names(m, call, 0), fields = filter_names(m, call, 1);
    ValueList out = { 0 };
    Values rows;

    if (m->failed || !filter_rows(m, call, &rows) ||
        !fields_check(m, call, rows, &by) ||
        !fields_check(m, call, rows, &fields))
        return (Value){ .kind = VALUE_ABSENT };
    if (!by.len)
        return call_fail(m, call, "expected the name of a field to group by");
    BucketList buckets = buckets_of(m, call, rows, &by);
    for (size_t i = 0; i < buckets.len && !m->failed; i++)
        *list_add(m->arena, &out) = group_row(m, buckets.at[i], &by, &fields);
    return value_of_items(&out);
}

/* ---- Pivot -------------------------------------------------------------- */

typedef struct {
    Str row, column, value; /* fields */
    StrList columns;        /* the values of `column`, as text */
} Pivot;

static Str column_name(Machine *m, const Value *row, Str field)
{
    Str name = value_print(m, field_of(row, field));

    return name.len ? name : STR("\xE2\x80\x93");
}

static void pivot_columns(Machine *m, Pivot *p, Values rows)
{
    Map seen = { 0 };

    for (size_t i = 0; i < rows.len; i++) {
        Str name = column_name(m, &rows.at[i], p->column);
        if (map_find(&seen, name))
            continue;
        map_set(m->arena, &seen, name, &seen);
        *list_add(m->arena, &p->columns) = name;
    }
}

/* The bucket's rows by column: each cell is merged from its own rows. */
static Value pivot_row(Machine *m, const Pivot *p, const Bucket *bucket)
{
    MemberList row = { 0 };
    Map cells = { 0 };

    for (size_t i = 0; i < bucket->rows.len; i++) {
        Str name = column_name(m, &bucket->rows.at[i], p->column);
        ValueList *cell = map_find(&cells, name);
        if (!cell) {
            cell = arena_make(m->arena, ValueList);
            map_set(m->arena, &cells, name, cell);
        }
        *list_add(m->arena, cell) = bucket->rows.at[i];
    }
    *list_add(m->arena, &row) = (Member){ .key = p->row, .value = bucket->key };
    for (size_t i = 0; i < p->columns.len; i++) {
        const ValueList *cell = map_find(&cells, p->columns.at[i]);
        Value v =
            cell ? column_merged(m, (Values){ cell->at, cell->len }, p->value)
                 : value_null();
        *list_add(m->arena, &row) =
            (Member){ .key = p->columns.at[i], .value = v };
    }
    return value_map(row.at, row.len);
}

static bool pivot_fits(Machine *m, const Call *call, const Pivot *p,
                       size_t row_count)
{
    if (list_has(&p->columns, p->row)) {
        call_fail(m, call, "a column would be named '%.*s' like the rows",
                  STR_ARG(p->row));
        return false;
    }
    size_t limit = m->env->limits.table_rows;
    if (row_count && p->columns.len > limit / row_count) {
        call_fail(m, call, "a pivot of %zu rows and %zu columns is too large",
                  row_count, p->columns.len);
        return false;
    }
    return filter_steps(m, call, row_count * p->columns.len);
}

Value filter_pivot(Machine *m, const Call *call)
{
    Pivot p = { .row = filter_text(m, call, 0, STR("")),
                .column = filter_text(m, call, 1, STR("")),
                .value = filter_text(m, call, 2, STR("")) };
    StrList fields = { 0 }, by = { 0 };
    ValueList out = { 0 };
    Values rows;

    *list_add(m->arena, &by) = p.row;
    *list_add(m->arena, &fields) = p.row;
    *list_add(m->arena, &fields) = p.column;
    *list_add(m->arena, &fields) = p.value;
    if (m->failed || !filter_rows(m, call, &rows) ||
        !fields_check(m, call, rows, &fields))
        return (Value){ .kind = VALUE_ABSENT };
    pivot_columns(m, &p, rows);
    BucketList buckets = buckets_of(m, call, rows, &by);
    if (m->failed || !pivot_fits(m, call, &p, buckets.len))
        return (Value){ .kind = VALUE_ABSENT };
    for (size_t i = 0; i < buckets.len; i++)
        *list_add(m->arena, &out) = pivot_row(m, &p, buckets.at[i]);
    return value_of_items(&out);
}
