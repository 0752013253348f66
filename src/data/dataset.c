/* dataset.c - tables by column, and their rows as maps when asked for. */

#include "data/dataset.h"

#include "data/csv.h"

Dataset *dataset_new(Arena *a)
{
    Dataset *t = arena_make(a, Dataset);

    t->arena = a;
    return t;
}

DatasetColumn *dataset_column(const Dataset *t, Str key)
{
    for (size_t i = 0; i < t->columns.len; i++)
        if (str_equal(t->columns.at[i].key, key))
            return &t->columns.at[i];
    return NULL;
}

DatasetColumn *dataset_column_add(Dataset *t, Str key, DatasetKind kind)
{
    DatasetColumn *c = list_add(t->arena, &t->columns);
    size_t count = t->row_count;

    c->key = key;
    c->kind = kind;
    switch (kind) {
    case DATASET_TEXT:
        c->ids = arena_make_array(t->arena, uint32_t, count);
        break;
    case DATASET_NUMBER:
        c->numbers = arena_make_array(t->arena, int64_t, count);
        c->exponents = arena_make_array(t->arena, int8_t, count);
        memset(c->exponents, DATASET_NULL, count);
        break;
    case DATASET_DAY:
        c->days = arena_make_array(t->arena, int32_t, count);
        c->stretches = arena_make_array(t->arena, uint8_t, count);
        for (size_t i = 0; i < count; i++)
            c->days[i] = DATASET_NO_DAY;
        break;
    }
    return c;
}

/* ---- Names -------------------------------------------------------------- */

static void slots_grow(Arena *a, DatasetColumn *c)
{
    size_t count = c->slot_count ? c->slot_count * 2 : 64;

    c->slots = arena_make_array(a, uint32_t, count);
    c->slot_count = count;
    for (size_t i = 0; i < c->names.len; i++) {
        size_t at = str_hash(c->names.at[i]) & (count - 1);
        while (c->slots[at])
            at = (at + 1) & (count - 1);
        c->slots[at] = (uint32_t)i + 1;
    }
}

uint32_t dataset_name(Arena *a, DatasetColumn *c, Str name)
{
    if ((c->names.len + 1) * 2 > c->slot_count)
        slots_grow(a, c);
    size_t at = str_hash(name) & (c->slot_count - 1);
    while (c->slots[at]) {
        if (str_equal(c->names.at[c->slots[at] - 1], name))
            return c->slots[at];
        at = (at + 1) & (c->slot_count - 1);
    }
    *list_add(a, &c->names) = str_copy(a, name);
    return c->slots[at] = (uint32_t)c->names.len;
}

/* ---- Numbers ------------------------------------------------------------ */

static bool is_narrow(Decimal d)
{
    return d.high == ((int64_t)d.low < 0 ? -1 : 0) && d.exponent > -100 &&
           d.exponent < 100;
}

void dataset_set_number(Arena *a, DatasetColumn *c, size_t row, Decimal number)
{
    if (is_narrow(number)) {
        c->numbers[row] = (int64_t)number.low;
        c->exponents[row] = (int8_t)number.exponent;
        return;
    }
    c->numbers[row] = (int64_t)c->wide.len;
    c->exponents[row] = DATASET_WIDE;
    *list_add(a, &c->wide) = number;
}

void dataset_set_bound(Arena *a, DatasetColumn *c, size_t row, Str word)
{
    c->numbers[row] = (int64_t)c->words.len;
    c->exponents[row] = DATASET_BOUND;
    *list_add(a, &c->words) = str_copy(a, word);
    c->bound_count++;
}

bool dataset_number(const DatasetColumn *c, size_t row, Decimal *out)
{
    int8_t exponent = c->exponents[row];
    int64_t n = c->numbers[row];

    if (exponent == DATASET_NULL || exponent == DATASET_BOUND)
        return false;
    *out = exponent == DATASET_WIDE
               ? c->wide.at[n]
               : (Decimal){ (uint64_t)n, n < 0 ? -1 : 0, exponent };
    return true;
}

/* ---- Joining ------------------------------------------------------------ */

static void copy_text(Arena *a, DatasetColumn *to, const DatasetColumn *from,
                      size_t at, size_t count)
{
    uint32_t *ids = arena_make_array(a, uint32_t, from->names.len + 1);

    for (size_t i = 0; i < from->names.len; i++)
        ids[i + 1] = dataset_name(a, to, from->names.at[i]);
    for (size_t i = 0; i < count; i++)
        to->ids[at + i] = ids[from->ids[i]];
}

static void copy_numbers(Arena *a, DatasetColumn *to, const DatasetColumn *from,
                         size_t at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int8_t exponent = from->exponents[i];
        if (exponent == DATASET_BOUND) {
            dataset_set_bound(a, to, at + i, from->words.at[from->numbers[i]]);
        } else if (exponent == DATASET_WIDE) {
            dataset_set_number(a, to, at + i, from->wide.at[from->numbers[i]]);
        } else {
            to->numbers[at + i] = from->numbers[i];
            to->exponents[at + i] = exponent;
        }
    }
    to->is_rate |= from->is_rate;
}

static void copy_days(DatasetColumn *to, const DatasetColumn *from, size_t at,
                      size_t count)
{
    memcpy(to->days + at, from->days, count * sizeof *from->days);
    memcpy(to->stretches + at, from->stretches, count);
}

/* A number or a day among texts. */
static void copy_as_text(Dataset *t, DatasetColumn *to, const Dataset *from,
                         const DatasetColumn *c, size_t at)
{
    for (size_t i = 0; i < from->row_count; i++) {
        Value v = dataset_cell(from, i, c);
        Str text = v.kind == VALUE_TEXT ? v.as.text
                   : v.kind == VALUE_NUMBER
                       ? decimal_format(t->arena, v.as.number)
                       : STR("");
        if (text.len)
            to->ids[at + i] = dataset_name(t->arena, to, text);
    }
}

static void copy_column(Dataset *t, DatasetColumn *to, const Dataset *from,
                        const DatasetColumn *c, size_t at)
{
    if (c->null_count && !to->null_count) {
        to->first_null = at + c->first_null;
        to->null_word = c->null_word;
    }
    to->null_count += c->null_count;
    if (to->kind != c->kind)
        copy_as_text(t, to, from, c, at);
    else if (to->kind == DATASET_TEXT)
        copy_text(t->arena, to, c, at, from->row_count);
    else if (to->kind == DATASET_NUMBER)
        copy_numbers(t->arena, to, c, at, from->row_count);
    else
        copy_days(to, c, at, from->row_count);
}

/* The places of t's columns in the rows of a part of another dataset. */
static void places_take(Dataset *t, const Dataset *from, DatasetPart *part)
{
    int *places = arena_make_array(t->arena, int, t->columns.len);
    uint8_t *has = arena_make_array(t->arena, uint8_t, t->columns.len);

    for (size_t i = 0; i < t->columns.len; i++) {
        const DatasetColumn *c = dataset_column(from, t->columns.at[i].key);
        size_t place = c ? (size_t)(c - from->columns.at) : part->place_count;
        bool known = place < part->place_count;
        places[i] = known ? part->places[place] : -1;
        has[i] = known && part->has[place];
    }
    part->places = places;
    part->has = has;
    part->place_count = t->columns.len;
}

static void add_parts(Dataset *t, const Dataset *from, size_t at)
{
    for (size_t i = 0; i < from->parts.len; i++) {
        DatasetPart *part = list_add(t->arena, &t->parts);
        *part = from->parts.at[i];
        part->first_row += at;
        places_take(t, from, part);
    }
    for (size_t i = 0; i < from->totals.len; i++)
        *list_add(t->arena, &t->totals) = from->totals.at[i];
    for (size_t i = 0; i < from->dates.len; i++)
        *list_add(t->arena, &t->dates) = from->dates.at[i];
}

/* Of one kind in every table that has it, or text. */
static DatasetKind kind_in(Dataset *const *tables, size_t count, Str key)
{
    const DatasetColumn *first = NULL;

    for (size_t i = 0; i < count; i++) {
        const DatasetColumn *c = dataset_column(tables[i], key);
        if (first && c && c->kind != first->kind)
            return DATASET_TEXT;
        if (c)
            first = c;
    }
    return first ? first->kind : DATASET_TEXT;
}

Dataset *dataset_join(Arena *a, Dataset *const *tables, size_t count)
{
    Dataset *t = dataset_new(a);
    size_t at = 0;

    if (count == 1)
        return tables[0];
    for (size_t i = 0; i < count; i++)
        t->row_count += tables[i]->row_count;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < tables[i]->columns.len; k++) {
            Str key = tables[i]->columns.at[k].key;
            if (!dataset_column(t, key))
                dataset_column_add(t, key, kind_in(tables, count, key));
        }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < tables[i]->columns.len; k++) {
            const DatasetColumn *c = &tables[i]->columns.at[k];
            copy_column(t, dataset_column(t, c->key), tables[i], c, at);
        }
        add_parts(t, tables[i], at);
        at += tables[i]->row_count;
    }
    return t;
}

/* ---- Places ------------------------------------------------------------- */

static const DatasetPart *part_of(const Dataset *t, size_t row)
{
    for (size_t i = 0; i < t->parts.len; i++)
        if (row - t->parts.at[i].first_row < t->parts.at[i].row_count)
            return &t->parts.at[i];
    return NULL;
}

Span dataset_row_span(const Dataset *t, size_t row)
{
    const DatasetPart *part = part_of(t, row);

    return part ? csv_row_span(part, row - part->first_row) : (Span){ 0 };
}

Span dataset_cell_span(const Dataset *t, size_t row, const DatasetColumn *c)
{
    const DatasetPart *part = part_of(t, row);
    size_t column = (size_t)(c - t->columns.at);

    if (!part)
        return (Span){ 0 };
    if (column >= part->place_count || part->places[column] < 0)
        return part->named_at;
    return csv_cell_span(part, row - part->first_row, part->places[column]);
}

Str dataset_cell_word(const Dataset *t, size_t row, const DatasetColumn *c)
{
    const DatasetPart *part = part_of(t, row);
    size_t column = (size_t)(c - t->columns.at);

    if (part && column < part->place_count && part->places[column] >= 0) {
        Span at = dataset_cell_span(t, row, c);
        return str_slice(at.src->text, at.start, at.end);
    }
    return c->kind == DATASET_DAY ? csv_day_text(t->arena, c->days[row])
                                  : STR("");
}

/* ---- Rows as maps ------------------------------------------------------- */

static Value cell_value(const Dataset *t, size_t row, const DatasetColumn *c)
{
    Decimal number;

    switch (c->kind) {
    case DATASET_TEXT:
        return c->ids[row] ? value_text(c->names.at[c->ids[row] - 1])
                           : value_null();
    case DATASET_NUMBER:
        if (c->exponents[row] == DATASET_BOUND)
            return value_text(c->words.at[c->numbers[row]]);
        return dataset_number(c, row, &number) ? value_number(number)
                                               : value_null();
    case DATASET_DAY:
        if (c->days[row] == DATASET_NO_DAY)
            return value_null();
        return value_text(t->says_stretches
                              ? time_word(t->arena, t->says_stretches,
                                          (Stretch)c->stretches[row],
                                          c->days[row])
                              : csv_day_text(t->arena, c->days[row]));
    }
    return value_null();
}

Value dataset_cell(const Dataset *t, size_t row, const DatasetColumn *c)
{
    Value v = cell_value(t, row, c);

    v.span = dataset_cell_span(t, row, c);
    return v;
}

Value dataset_value(const Dataset *t, Span at)
{
    Value v = { .kind = VALUE_LIST, .is_dataset = true, .span = at };

    v.as.rows = (DatasetRows){ NULL, t->row_count, (Dataset *)t };
    return v;
}

/* The places of a row's cells are found in one walk over it. */
static Value row_value(const Dataset *t, size_t row)
{
    const DatasetPart *part = part_of(t, row);
    Member *m = arena_make_array(t->arena, Member, t->columns.len);

    for (size_t i = 0; i < t->columns.len; i++) {
        m[i].key = t->columns.at[i].key;
        m[i].value = cell_value(t, row, &t->columns.at[i]);
    }
    if (part)
        csv_row_places(part, row - part->first_row, m, t->columns.len);
    Value v = value_map(m, t->columns.len);
    v.span = dataset_row_span(t, row);
    return v;
}

Value dataset_rows(Dataset *t, Span at)
{
    if (!t->rows) {
        t->rows = arena_make_array(t->arena, Value, t->row_count);
        for (size_t row = 0; row < t->row_count; row++)
            t->rows[row] = row_value(t, row);
    }
    Value v = value_list(t->rows, t->row_count);
    v.span = at;
    return v;
}
