/*
 * dataset.h - many rows of the same shape, held by column.
 *
 * A table of the client's (CSV files, mostly) may have a million rows.  As maps
 * they would take hundreds of bytes each; here a text costs four bytes, a
 * number nine and a day four.  A list Value with `is_dataset` stands for the
 * rows of a table and has no items (`at` is NULL); dataset_rows() makes them.
 *
 * data_load() leaves `facts` and `daily_facts` as tables; any other table it
 * turns into an ordinary list.
 */
#ifndef REPORTGEN_DATASET_H
#define REPORTGEN_DATASET_H

#include "data/data.h"
#include "locale/calendar.h"

typedef enum { DATASET_TEXT, DATASET_NUMBER, DATASET_DAY } DatasetKind;

enum {
    /* Exponents that say what else than coefficient * 10^exponent stands */
    DATASET_NULL = 126,  /* no value */
    DATASET_BOUND = 125, /* "< 10%": numbers[row] is an index into words */
    DATASET_WIDE = 124   /* more than 18 digits: an index into wide */
};

#define DATASET_NO_DAY INT32_MIN

typedef struct {
    Str key;
    DatasetKind kind;
    /* of text: numbers of names, from 1; 0 is null */
    uint32_t *ids;
    StrList names;
    uint32_t *slots; /* private: hash to 1 + index of names */
    size_t slot_count;
    /* of numbers: rates are fractions, money is in whole units */
    int64_t *numbers;
    int8_t *exponents;
    DecimalList wide;
    StrList words;
    bool is_rate; /* was written in percent */
    /* of days since 1970-01-01: the first one that the cell names */
    int32_t *days;
    uint8_t *stretches; /* how long it names: Stretch */
    size_t null_count;
    size_t first_null;
    size_t bound_count;
    Str null_word; /* how the first null was written: "--" */
    /* signs of money beside numbers, the first and the first unlike it */
    Str signs[2];
    size_t sign_rows[2];
} DatasetColumn;

/* Rows of one file. */
typedef struct {
    const Source *src;
    Str name; /* as the data names the file */
    size_t first_row;
    size_t row_count;
    const uint32_t *starts; /* of each row, in bytes of src */
    const int *places;      /* of each column in its row from 0, or -1 */
    const uint8_t *has;     /* of each column: whether the file has it */
    size_t place_count;     /* columns that places and has know */
    char delimiter;         /* 0: a row is not taken apart */
    bool completes;         /* events of what another file has the costs of */
    Span named_at;          /* the `$csv` that names the file */
} DatasetPart;

/* Rows of totals that a file had and the dataset has not. */
typedef struct {
    size_t count;
    Str path; /* as the data names it */
    Span at;  /* the first of them */
} DatasetTotals;

/* What was made of the dates of one column. */
typedef struct {
    Str column;
    size_t short_years; /* years of two digits */
    Str short_word;     /* the first of them, */
    int32_t short_day;  /* and how it was read */
    Span short_at;
    size_t zoned; /* times that say their own zone */
    Span zoned_at;
    int32_t offset;    /* of the first of them */
    bool zones_differ; /* of another */
    size_t moved;      /* that are another day in the client's zone */
} DatasetDates;

struct Dataset {
    Arena *arena;
    LIST(DatasetColumn) columns;
    size_t row_count;
    LIST(DatasetPart) parts;
    LIST(DatasetTotals) totals;
    LIST(DatasetDates) dates;             /* with something to say */
    const ClientCalendar *says_stretches; /* NULL: rows as maps have the first
                                             day of a month, not "2026-07" */
    Value *rows; /* private: what dataset_rows() made */
};

Dataset *dataset_new(Arena *a);
/* The column of that key, or NULL. */
DatasetColumn *dataset_column(const Dataset *t, Str key);
/* A new column with room for the rows of the table; all of it is null. */
DatasetColumn *dataset_column_add(Dataset *t, Str key, DatasetKind kind);
/* The number of a name in a column of text, from 1; the bytes are copied. */
uint32_t dataset_name(Arena *a, DatasetColumn *c, Str name);
void dataset_set_number(Arena *a, DatasetColumn *c, size_t row, Decimal number);
void dataset_set_bound(Arena *a, DatasetColumn *c, size_t row, Str word);
/* False if the row has none. */
bool dataset_number(const DatasetColumn *c, size_t row, Decimal *out);

/* One more date of a column, written as `word`, which `a` keeps. */
void dates_count(Arena *a, DatasetDates *dates, const TimeWord *read, Str word,
                 Span at);
/* Warnings of what was substituted; nothing where nothing was. */
void dates_warn(Env *env, const ClientCalendar *calendar,
                const DatasetDates *dates);

/* One table of the rows of all; a column that one lacks is null there. */
Dataset *dataset_join(Arena *a, Dataset *const *tables, size_t count);

/* Where a row, or one cell of it, was written. */
Span dataset_row_span(const Dataset *t, size_t row);
Span dataset_cell_span(const Dataset *t, size_t row, const DatasetColumn *c);
/* A day as its cell has it, as 2026-07-01 where no cell does. */
Str dataset_cell_word(const Dataset *t, size_t row, const DatasetColumn *c);
/* The cell as it would have come from JSON, with its span. */
Value dataset_cell(const Dataset *t, size_t row, const DatasetColumn *c);

/* The list Value of a table. */
Value dataset_value(const Dataset *t, Span at);
/* The same as a list of maps, made on first use and kept. */
Value dataset_rows(Dataset *t, Span at);

#endif
