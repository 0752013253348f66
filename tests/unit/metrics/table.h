/* table.h - small CSV files for tests: quotes and commas, nothing else. */
#ifndef TEST_METRICS_TABLE_H
#define TEST_METRICS_TABLE_H

#include <stdio.h>

#include "number.h"

typedef struct {
    StrList *rows; /* the first has the names of the columns */
    size_t len;    /* of all rows */
} Table;

static inline Str file_text(Arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    Buf b = { 0 };
    char part[4096];
    size_t got;

    assert_non_null(f);
    while ((got = fread(part, 1, sizeof part, f)) > 0)
        buf_add(&b, part, got);
    fclose(f);
    Str text = buf_copy(a, &b);
    buf_free(&b);
    return text;
}

static inline StrList cells_split(Arena *a, Str line)
{
    StrList cells = { 0 };
    Buf cell = { 0 };
    bool is_quoted = false;

    for (size_t i = 0; i <= line.len; i++) {
        if (i == line.len || (line.at[i] == ',' && !is_quoted)) {
            *list_add(a, &cells) = buf_copy(a, &cell);
            cell.len = 0;
        } else if (line.at[i] == '"') {
            is_quoted = !is_quoted;
        } else if (line.at[i] != '\r') {
            buf_add_char(&cell, line.at[i]);
        }
    }
    buf_free(&cell);
    return cells;
}

/* The header is line `skip`, counted from 0. */
static inline Table table_read(Arena *a, const char *path, size_t skip)
{
    Str text = file_text(a, path);
    LIST(StrList) rows = { 0 };

    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && text.at[end] != '\n')
            end++;
        if (skip)
            skip--;
        else
            *list_add(a, &rows) = cells_split(a, str_slice(text, i, end));
        i = end + 1;
    }
    return (Table){ rows.at, rows.len };
}

static inline size_t column_of(const Table *t, const char *name)
{
    for (size_t i = 0; i < t->rows[0].len; i++)
        if (str_is(t->rows[0].at[i], name))
            return i;
    fail_msg("no column %s", name);
    return 0;
}

static inline Str cell(const Table *t, size_t row, size_t column)
{
    return column < t->rows[row].len ? t->rows[row].at[column] : STR("");
}

/* Thousands separators are dropped; what is no number is missing. */
static inline Amount cell_number(const Table *t, size_t row, size_t column)
{
    Str s = cell(t, row, column);
    char digits[64];
    size_t len = 0;
    Decimal d;

    for (size_t i = 0; i < s.len && len < sizeof digits; i++)
        if (s.at[i] != ',')
            digits[len++] = s.at[i];
    if (!decimal_parse((Str){ digits, len }, &d))
        return amount_missing();
    return amount_of(d);
}

/* Of rows whose `key` column begins with `value`; both NULL for all. */
static inline Decimal column_sum(const Table *t, const char *name,
                                 const char *key, const char *value)
{
    size_t column = column_of(t, name);
    size_t by = key ? column_of(t, key) : 0;
    Decimal sum = { 0 };

    for (size_t i = 1; i < t->len; i++) {
        if (key && !str_starts(cell(t, i, by), str_of(value)))
            continue;
        Amount x = cell_number(t, i, column);
        if (x.is_known)
            sum = decimal_add(sum, x.number);
    }
    return sum;
}

static inline int rows_count(const Table *t, const char *key, const char *value)
{
    size_t by = column_of(t, key);
    int count = 0;

    for (size_t i = 1; i < t->len; i++)
        count += str_starts(cell(t, i, by), str_of(value));
    return count;
}

#endif
