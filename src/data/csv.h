/*
 * csv.h - the inside of the reader of delimited tables.  Private to data.
 *
 * The work: the options beside `$csv` become a CsvSpec; the file's bytes become
 * UTF-8; the header is found, by a preset's column names where one is given.
 * One pass over the rows then surveys what each column holds (numbers and their
 * decimal marks, orders of day and month), one fills the columns.  Nothing is
 * decided from a single cell: a mark or an order is proven by some cell of the
 * file, said by the options, or refused with its two readings.
 */
#ifndef REPORTGEN_DATA_CSV_H
#define REPORTGEN_DATA_CSV_H

#include "data/build.h"
#include "data/dataset.h"
#include "data/written.h"

/* ---- Columns and presets ------------------------------------------------ */

typedef enum { ORDER_ISO, ORDER_EITHER, ORDER_DMY, ORDER_MDY } DateOrder;

typedef enum {
    CSV_ANY, /* what its cells show */
    CSV_TEXT,
    CSV_COUNT,
    CSV_NUMBER,
    CSV_MONEY,
    CSV_MICROS,   /* money in millionths */
    CSV_CENTS,    /* money in hundredths */
    CSV_PERCENT,  /* 12.5 is 12.5 % */
    CSV_FRACTION, /* 0.125 is 12.5 % */
    CSV_DURATION, /* "0:04:34", as seconds */
    CSV_DATE,
    CSV_NTH_DAY, /* "0024": days since the period of the preamble began */
    CSV_NTH_WEEK
} CsvType;

/* The word that options have for a type. */
const char *csv_type_name(CsvType type);
bool csv_type_parse(Str word, CsvType *out);

enum { PRESET_COLUMNS = 28 };

typedef struct {
    const char *key;
    /* Headers of it, separated by '|', any case; '*' stands for a currency */
    const char *headers;
    CsvType type;
    bool is_needed; /* part of what the preset is known by */
} PresetColumn;

/* A measure of a long table: the words in its column `kind` that count it,
 * from the widest on.  "a|b+c": a, or where a row has none, b and c together.
 */
typedef struct {
    const char *key;
    const char *kinds;
} PresetKind;

typedef enum {
    TOTAL_NONE = 0,
    TOTAL_LABEL = 1,    /* a first cell or a name "Total", "Total: Account" */
    TOTAL_NAMELESS = 2, /* the first row, where the needed name is empty */
    TOTAL_FOOTER = 4    /* a line with one cell alone: a copyright */
} TotalRows;

typedef struct {
    const char *name;
    const char *title;   /* "Google Ads" */
    const char *channel; /* of all rows, or NULL */
    const char *locale;  /* of its numbers where the file proves nothing */
    const char *date_format;
    unsigned totals;         /* TotalRows */
    bool ends_at_blank;      /* several tables, blank lines between */
    bool is_pivot;           /* periods, or series, as columns */
    const char *doubt;       /* what a reader should know, or NULL */
    const PresetKind *kinds; /* up to a NULL key; NULL: not a long table */
    PresetColumn columns[PRESET_COLUMNS]; /* up to a NULL key */
} CsvPreset;

extern const CsvPreset CSV_PRESETS[]; /* up to a NULL name */
/* Nameless: what common headers mean, for a mapping that a person reviews. */
extern const CsvPreset CSV_GENERIC;
const CsvPreset *csv_preset_find(Str name);
StrList csv_preset_names(Arena *a);

/* ---- What is asked for -------------------------------------------------- */

typedef struct {
    Str key;
    Str headers; /* as in PresetColumn */
    CsvType type;
    Str locale;
    Str date_format;
    const Value *constant; /* `value:`, for every row */
    Span at;
    bool is_needed;
    bool is_own; /* said in `columns:`, not by the preset alone */
    int place;   /* in the header, or -1 */
    /* What the survey settles */
    bool may_be_date;
    char mark; /* '.' or ',' */
    DateOrder order;
} CsvColumn;

typedef LIST(CsvColumn) CsvColumns;

typedef struct {
    const Value *file; /* of `$csv` or `$json` */
    bool is_json;
    Str encoding;
    char delimiter; /* 0: to be found */
    bool has_header;
    size_t skip;
    int64_t table;  /* which of several in the file, from 1; 0: any */
    Str table_name; /* or its first header */
    int64_t year;   /* of weeks and months without one; 0 if not said */
    Str locale;
    Str date_format;
    ClientCalendar calendar;
    const CsvPreset *preset;
    unsigned totals;
    CsvColumns columns;
    bool only_columns; /* other columns are left out */
} CsvSpec;

/* False if reported. */
bool csv_spec_read(Env *env, const Value *v, CsvSpec *out);
/* As if the options named that preset. */
void csv_spec_use(Env *env, CsvSpec *spec, const CsvPreset *preset);

/* ---- Cells -------------------------------------------------------------- */

typedef struct {
    Str text; /* quotes taken off */
    uint32_t start;
    uint32_t end;
    bool is_quoted;
    bool is_null; /* of JSON */
} CsvCell;

typedef struct {
    CsvCell *at;
    size_t len;
    size_t room;
    uint32_t start; /* of the row */
    bool is_blank;  /* no cell has text */
} CsvRow;

/* What a column was found to hold. */
typedef struct {
    size_t filled;
    bool is_not_number;
    bool is_not_date;
    bool is_not_duration;
    bool has_percent;
    bool is_identifier; /* leading zeros, or more digits than a double holds */
    uint32_t dot, comma, ambiguous; /* 1 + offset of a cell that shows it */
    uint32_t day_first, month_first, either; /* the same for orders */
    Str last;           /* the last date: rows of one day stand together */
    TimeWord last_word; /* what it names */
    DatasetDates dates;
} CsvSurvey;

typedef LIST(int) IntList;

typedef struct {
    Env *env;
    const CsvSpec *spec;
    const Source *src;
    const Value *json; /* rows of JSON, or NULL */
    char delimiter;
    size_t begin;      /* offset of the first row of data */
    size_t end;        /* the table's end */
    size_t i;          /* the next byte, or item of JSON */
    Arena *cell_arena; /* texts that had quotes inside; emptied at each row */
    CsvRow row;
    StrList header;
    size_t header_start;
    size_t least_cells; /* of a header that no preset knows */
    size_t width;       /* cells of the header, with empty ones at its end */
    CsvColumns columns; /* those of the table, in its order */
    CsvSurvey *surveys; /* one a column */
    CsvSurvey *others;  /* one a header: of the columns that are left out */
    size_t row_count;
    bool has_period; /* the preamble's */
    int32_t period_from, period_to;
    Str currency; /* from a header */
    size_t totals, footers, short_rows, preamble_rows;
    Span first_total, first_short;
    StrList left_out; /* headers of columns that are not read */
    Str encoding;     /* for the note at -v */
    IntList pivot;    /* places of the columns that become rows */
    int pivot_value;  /* their column in `columns` */
    int pivot_name;   /* the column of their headers, or -1 */
    int pivot_date;   /* the same where headers are periods */
    char mark;        /* the file's decimal mark, or 0 */
    bool seen_row;
    bool counted; /* totals and faults of rows were counted before */
    bool failed;
} Csv;

/* The next row into c->row, false at the end or if reported. */
bool csv_row_next(Csv *c);
/* The same without blank rows, totals and footers, which are counted. */
bool csv_data_row(Csv *c);
void csv_rewind(Csv *c);
/* The cell of a column in c->row, NULL if the row is too short. */
const CsvCell *csv_cell_of(const Csv *c, const CsvColumn *column);
Span csv_cell_at(const Csv *c, const CsvCell *cell);

Span csv_row_span(const DatasetPart *part, size_t row);
Span csv_cell_span(const DatasetPart *part, size_t row, int place);
/* The spans of a row's cells into its members. */
void csv_row_places(const DatasetPart *part, size_t row, Member *m,
                    size_t count);

/* ---- Texts that mean something ------------------------------------------ */

bool csv_duration_read(Str s, int64_t *seconds);

/* How the dates of a column are read. */
typedef struct {
    const ClientCalendar *calendar;
    DateOrder order;
    int year; /* of "Week 35"; 0 if not said */
} CsvDateRules;

CsvDateRules csv_date_rules(const Csv *c, DateOrder order);

/*
 * What time `s` names.  An order of day and month is only asked for where `s`
 * is written with numbers alone, year last; *order says which ones `s` allows.
 */
bool csv_date_read(Str s, const CsvDateRules *rules, TimeWord *out,
                   DateOrder *order);
bool csv_date_format_parse(Str word, DateOrder *out);
Str csv_day_text(Arena *a, int32_t day); /* "2026-07-01" */
int32_t csv_day_of(int year, int month, int day);
void csv_date_of(int32_t day, int *year, int *month, int *day_of_month);
/* The first two days named in a line of text; how many there are. */
int csv_dates_in(Str line, int32_t days[2]);

/* ---- Steps -------------------------------------------------------------- */

/* Bytes into UTF-8 text; false if reported. */
bool csv_decode(Env *env, Str *bytes, Str path, const CsvSpec *spec,
                Str *detected);
/* The file's bytes or values into `c`, whose spec is set; false if reported. */
bool csv_open(Csv *c, Str path);
/* The preset, or CSV_GENERIC, that knows the opened file best; or NULL. */
const CsvPreset *csv_recognise(Csv *c);
/* Delimiter, header, columns; false if reported. */
bool csv_layout_find(Csv *c);
/* How many of the needed columns a header has, -1 if it lacks one. */
int csv_preset_score(const CsvPreset *p, const Str *header, size_t len);
/* Whether `header` is one of `headers`; a currency in it goes to *currency. */
bool csv_header_is(Str headers, Str header, Str *currency);
/* What the columns hold, into their types, marks and orders. */
bool csv_survey(Csv *c);
/* The table, NULL if reported. */
Dataset *csv_fill(Csv *c);

/* One row a day and name with the preset's measures as columns, of a filled
 * table with the columns `kind` and `value`; NULL if reported. */
Dataset *csv_kinds_spread(Csv *c, const Dataset *t);

/* A fault at a place of the file, marking the reading as failed. */
Diag *csv_fault(Csv *c, Span at, const char *code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
void csv_tell(Csv *c, Span at, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* ---- Whole tables ------------------------------------------------------- */

/* All steps for the file at `path`; NULL if reported. */
Dataset *csv_read(Csv *c, Str path);

/* The table that a map with `$csv` or `$json` names, its dates in the client's
 * calendar; NULL if reported. */
Dataset *csv_table_load(Env *env, const ClientCalendar *calendar,
                        const Value *spec);
/* Every such map in `root` replaced; false if reported. */
bool csv_resolve(Env *env, Value *root);

#endif
