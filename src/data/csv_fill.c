/* csv_fill.c - the cells of a surveyed table into columns. */

#include "data/csv.h"

/* ---- Faults ------------------------------------------------------------- */

static Diag *fault_cell(Csv *c, const CsvColumn *column, const CsvCell *cell,
                        const char *expected)
{
    Span at = csv_cell_at(c, cell);
    Diag *d =
        csv_fault(c, at, "data/type", "%.*s: expected %s, found '%.*s'",
                  STR_ARG(text_shown(c->env->arena, column->key)), expected,
                  STR_ARG(text_shown(c->env->arena, cell->text)));

    d->hint = STR("leave the cell empty where a value is missing");
    return d;
}

static void fault_number(Csv *c, const CsvColumn *column, const CsvCell *cell)
{
    bool is_ambiguous, is_percent;
    unsigned marks = csv_number_marks(cell->text, &is_ambiguous, &is_percent);

    Diag *d = fault_cell(c, column, cell,
                         !marks                ? "a number"
                         : column->mark == ',' ? "a number with a decimal comma"
                                               : "a number with a decimal "
                                                 "point");
    if (marks)
        d->hint = str_format(c->env->arena,
                             "say number_locale: %s if its numbers are so "
                             "written",
                             column->mark == ',' ? "en-GB" : "de-DE");
}

static void fault_date(Csv *c, const CsvColumn *column, const CsvCell *cell)
{
    DateOrder order = column->order;
    Diag *d = fault_cell(c, column, cell,
                         order == ORDER_DMY   ? "a date as 31/12/2026"
                         : order == ORDER_MDY ? "a date as 12/31/2026"
                                              : "a date such as 2026-07-01");

    if (c->spec->calendar.weeks) {
        d->hint = STR("the client's months are made of weeks: give days, or "
                      "write FY26 P6, FY26 Q2 or FY26 W23");
        return;
    }
    d->hint = str_find(cell->text, STR(":")) < cell->text.len
                  ? STR("write times as 2026-07-01T23:30:00, and their zone as "
                        "Z or +02:00")
                  : STR("say date_format: dmy, mdy or iso, as the dates are "
                        "written");
}

/* ---- Cells -------------------------------------------------------------- */

/* Digits with an optional sign and one mark; false for anything else. */
static bool plain_number(Str s, char mark, int64_t *n, int *exponent)
{
    size_t i = s.len && s.at[0] == '-';
    size_t digits = 0, behind = 0;
    bool seen = false;
    int64_t value = 0;
    bool is_negative = i;

    if (s.len > 19)
        return false;
    for (; i < s.len; i++) {
        unsigned digit = (unsigned char)s.at[i] - (unsigned)'0';
        if (digit < 10) {
            value = value * 10 + (int)digit;
            digits++;
            behind += seen;
        } else if (s.at[i] == mark && !seen && digits) {
            seen = true;
        } else {
            return false;
        }
    }
    *n = is_negative ? -value : value;
    *exponent = -(int)behind;
    return digits > 0 && digits <= 18;
}

static int shift_of(CsvType type)
{
    switch (type) {
    case CSV_MICROS:
        return -6;
    case CSV_CENTS:
    case CSV_PERCENT:
        return -2;
    case CSV_ANY:
    case CSV_TEXT:
    case CSV_COUNT:
    case CSV_NUMBER:
    case CSV_MONEY:
    case CSV_FRACTION:
    case CSV_DURATION:
    case CSV_DATE:
    case CSV_NTH_DAY:
    case CSV_NTH_WEEK:
        return 0;
    }
    return 0;
}

static void set_null(DatasetColumn *t, size_t row, Str word)
{
    if (!t->null_count++)
        t->first_null = row;
    if (!t->null_word.len)
        t->null_word = str_trim(word);
}

/* A sign stands at one end, where numbers have figures or brackets. */
static void keep_sign(Csv *c, DatasetColumn *t, size_t row, Str text)
{
    Str sign = csv_money_sign(text);
    size_t i = 0;

    while (sign.len && i < COUNT_OF(t->signs) && t->signs[i].len &&
           !str_equal(t->signs[i], sign))
        i++;
    if (!sign.len || i == COUNT_OF(t->signs) || t->signs[i].len)
        return;
    t->signs[i] = str_copy(c->env->arena, sign);
    t->sign_rows[i] = row;
}

static void fill_number(Csv *c, const CsvColumn *column, DatasetColumn *t,
                        size_t row, const CsvCell *cell)
{
    int64_t n;
    int exponent;
    bool is_percent;
    Decimal number;

    if (plain_number(cell->text, column->mark, &n, &exponent)) {
        t->numbers[row] = n;
        t->exponents[row] = (int8_t)(exponent + shift_of(column->type));
        return;
    }
    if (csv_is_missing(cell->text)) {
        set_null(t, row, cell->text);
    } else if (csv_number_read(cell->text, column->mark, &number,
                               &is_percent)) {
        number.exponent += is_percent ? -2 : shift_of(column->type);
        dataset_set_number(c->env->arena, t, row, number);
        if (!is_percent && !t->signs[1].len)
            keep_sign(c, t, row, cell->text);
    } else if (csv_is_bound(cell->text)) {
        dataset_set_bound(c->env->arena, t, row, str_trim(cell->text));
    } else {
        fault_number(c, column, cell);
    }
}

static void fill_text(Csv *c, DatasetColumn *t, size_t row, const CsvCell *cell)
{
    Str text = str_trim(cell->text);

    if (row && t->ids[row - 1] &&
        str_equal(t->names.at[t->ids[row - 1] - 1], text)) {
        t->ids[row] = t->ids[row - 1];
        return;
    }
    if (!text.len || (text.len < 4 && csv_is_missing(text)))
        set_null(t, row, text);
    else
        t->ids[row] = dataset_name(c->env->arena, t, text);
}

static void set_date(Csv *c, CsvSurvey *s, DatasetColumn *t, size_t row,
                     const CsvCell *cell)
{
    t->days[row] = s->last_word.from;
    t->stretches[row] = (uint8_t)s->last_word.stretch;
    if (s->last_word.is_short_year || s->last_word.has_zone)
        dates_count(c->env->arena, &s->dates, &s->last_word, cell->text,
                    csv_cell_at(c, cell));
}

static void fill_date(Csv *c, CsvColumn *column, DatasetColumn *t, size_t row,
                      const CsvCell *cell)
{
    CsvSurvey *s = &c->surveys[column - c->columns.at];
    DateOrder order;

    if (row && s->last.len && str_equal(s->last, cell->text)) {
        set_date(c, s, t, row, cell);
        return;
    }
    s->last = (Str){ 0 };
    if (csv_is_missing(cell->text) || str_is(str_trim(cell->text), "Ongoing")) {
        set_null(t, row, cell->text);
        return;
    }
    CsvDateRules rules = csv_date_rules(
        c, column->order == ORDER_ISO ? ORDER_EITHER : column->order);
    bool ok = csv_date_read(cell->text, &rules, &s->last_word, &order);
    if (!ok || (column->order == ORDER_ISO && order != ORDER_ISO)) {
        fault_date(c, column, cell);
        return;
    }
    set_date(c, s, t, row, cell);
    if (!cell->is_quoted && !c->json)
        s->last = cell->text;
}

/* Days or weeks since the period of the preamble began. */
static void fill_nth(Csv *c, const CsvColumn *column, DatasetColumn *t,
                     size_t row, const CsvCell *cell)
{
    int64_t n;
    int exponent;

    if (!c->has_period ||
        !plain_number(str_trim(cell->text), '.', &n, &exponent) || exponent ||
        n < 0 || n > 10000) {
        fault_cell(c, column, cell,
                   c->has_period ? "the number of a day or week"
                                 : "dates, as no period stands above the "
                                   "table");
        return;
    }
    Stretch stretch = column->type == CSV_NTH_WEEK ? STRETCH_WEEK : STRETCH_DAY;
    int32_t step = stretch == STRETCH_WEEK ? 7 : 1;
    t->days[row] = c->period_from + (int32_t)n * step;
    t->stretches[row] = (uint8_t)stretch;
}

static void fill_duration(Csv *c, const CsvColumn *column, DatasetColumn *t,
                          size_t row, const CsvCell *cell)
{
    int64_t seconds;

    if (csv_is_missing(cell->text))
        set_null(t, row, cell->text);
    else if (csv_duration_read(cell->text, &seconds))
        dataset_set_number(c->env->arena, t, row, decimal_of_int(seconds));
    else
        fault_cell(c, column, cell, "a duration as 0:04:34");
}

static DatasetKind kind_of(CsvType type)
{
    switch (type) {
    case CSV_ANY:
    case CSV_TEXT:
        return DATASET_TEXT;
    case CSV_DATE:
    case CSV_NTH_DAY:
    case CSV_NTH_WEEK:
        return DATASET_DAY;
    case CSV_COUNT:
    case CSV_NUMBER:
    case CSV_MONEY:
    case CSV_MICROS:
    case CSV_CENTS:
    case CSV_PERCENT:
    case CSV_FRACTION:
    case CSV_DURATION:
        return DATASET_NUMBER;
    }
    return DATASET_TEXT;
}

static void fill_cell(Csv *c, CsvColumn *column, DatasetColumn *t, size_t row,
                      const CsvCell *cell)
{
    if (!cell || cell->is_null) {
        set_null(t, row, STR(""));
        return;
    }
    switch (column->type) {
    case CSV_ANY:
    case CSV_TEXT:
        fill_text(c, t, row, cell);
        return;
    case CSV_DATE:
        fill_date(c, column, t, row, cell);
        return;
    case CSV_NTH_DAY:
    case CSV_NTH_WEEK:
        fill_nth(c, column, t, row, cell);
        return;
    case CSV_DURATION:
        fill_duration(c, column, t, row, cell);
        return;
    case CSV_COUNT:
    case CSV_NUMBER:
    case CSV_MONEY:
    case CSV_MICROS:
    case CSV_CENTS:
    case CSV_PERCENT:
    case CSV_FRACTION:
        fill_number(c, column, t, row, cell);
        return;
    }
}

/* ---- Constants ---------------------------------------------------------- */

static void fault_constant(Csv *c, const CsvColumn *column)
{
    csv_fault(c, column->constant->span, "data/csv",
              "%.*s: expected text, a number or a date, found %s",
              STR_ARG(text_shown(c->env->arena, column->key)),
              value_kind_name(column->constant));
}

static void constant_add(Csv *c, Dataset *t, const CsvColumn *column)
{
    const Value *v = column->constant;
    bool is_date = column->type == CSV_DATE || str_is(column->key, "date");
    CsvDateRules rules = csv_date_rules(c, ORDER_ISO);
    DateOrder order;
    TimeWord word;

    if (v->kind == VALUE_NUMBER) {
        DatasetColumn *to = dataset_column_add(t, column->key, DATASET_NUMBER);
        for (size_t row = 0; row < t->row_count; row++)
            dataset_set_number(t->arena, to, row, v->as.number);
    } else if (v->kind == VALUE_TEXT && is_date) {
        if (!csv_date_read(v->as.text, &rules, &word, &order)) {
            fault_constant(c, column);
            return;
        }
        DatasetColumn *to = dataset_column_add(t, column->key, DATASET_DAY);
        for (size_t row = 0; row < t->row_count; row++)
            to->days[row] = word.from;
        memset(to->stretches, (int)word.stretch, t->row_count);
    } else if (v->kind == VALUE_TEXT) {
        DatasetColumn *to = dataset_column_add(t, column->key, DATASET_TEXT);
        uint32_t id = dataset_name(t->arena, to, v->as.text);
        for (size_t row = 0; row < t->row_count; row++)
            to->ids[row] = id;
    } else {
        fault_constant(c, column);
    }
}

/* ---- Rows --------------------------------------------------------------- */

static Dataset *table_open(Csv *c)
{
    Dataset *t = dataset_new(c->env->arena);
    size_t each = c->pivot.len ? c->pivot.len : 1;

    t->row_count = c->row_count * each;
    for (size_t i = 0; i < c->columns.len; i++) {
        CsvColumn *column = &c->columns.at[i];
        if (column->constant) {
            constant_add(c, t, column);
            continue;
        }
        DatasetColumn *to =
            dataset_column_add(t, column->key, kind_of(column->type));
        to->is_rate =
            column->type == CSV_PERCENT || column->type == CSV_FRACTION;
    }
    return c->failed ? NULL : t;
}

/* The row at hand as one row of the table. */
static void fill_row(Csv *c, Dataset *t, size_t row)
{
    for (size_t i = 0; i < c->columns.len; i++) {
        CsvColumn *column = &c->columns.at[i];
        if (column->place >= 0 && !column->constant)
            fill_cell(c, column, &t->columns.at[i], row,
                      csv_cell_of(c, column));
    }
}

/* What the header of a pivoted column says of its rows. */
static void fill_header(Csv *c, Dataset *t, size_t row, int place)
{
    Str header = c->header.at[place];
    DateOrder order;

    if (c->pivot_name >= 0) {
        DatasetColumn *to = &t->columns.at[c->pivot_name];
        size_t colon = str_find(header, STR(": ("));
        to->ids[row] = dataset_name(t->arena, to, str_slice(header, 0, colon));
    }
    if (c->pivot_date < 0)
        return;
    CsvDateRules rules = csv_date_rules(c, ORDER_ISO);
    TimeWord word;
    DatasetColumn *date = &t->columns.at[c->pivot_date];
    if (csv_date_read(header, &rules, &word, &order)) {
        date->days[row] = word.from;
        date->stretches[row] = (uint8_t)word.stretch;
    } else
        csv_fault(c, c->spec->file->span, "data/csv-year",
                  "'%.*s' is a week or month of a year that is not said",
                  STR_ARG(header))
            ->hint = STR("say year: 2026 beside $csv");
}

/* Each pivoted cell of the row at hand as a row. */
static size_t fill_pivot(Csv *c, Dataset *t, size_t row)
{
    for (size_t i = 0; i < c->pivot.len && !c->failed; i++, row++) {
        size_t place = (size_t)c->pivot.at[i];
        fill_row(c, t, row);
        fill_header(c, t, row, (int)place);
        fill_cell(c, &c->columns.at[c->pivot_value],
                  &t->columns.at[c->pivot_value], row,
                  place < c->row.len ? &c->row.at[place] : NULL);
    }
    return row;
}

static void part_add(Csv *c, Dataset *t, const uint32_t *starts)
{
    int *places = arena_make_array(c->env->arena, int, t->columns.len);
    uint8_t *has = arena_make_array(c->env->arena, uint8_t, t->columns.len);

    for (size_t i = 0; i < t->columns.len; i++) {
        places[i] = c->columns.at[i].constant ? -1 : c->columns.at[i].place;
        has[i] = 1;
    }
    *list_add(c->env->arena, &t->parts) = (DatasetPart){
        .src = c->src,
        .name = c->spec->file->as.text,
        .row_count = t->row_count,
        .starts = starts,
        .places = places,
        .has = has,
        .place_count = t->columns.len,
        .delimiter = c->json || c->pivot.len ? 0 : c->delimiter,
        .named_at = c->spec->file->span,
    };
}

/* ---- Doubts ------------------------------------------------------------- */

static void totals_note(Csv *c, Dataset *t)
{
    if (!c->totals)
        return;
    *list_add(c->env->arena, &t->totals) = (DatasetTotals){
        .count = c->totals, .path = c->spec->file->as.text, .at = c->first_total
    };
    csv_tell(c, c->first_total, "%zu total %s of %.*s left out", c->totals,
             c->totals == 1 ? "row" : "rows", STR_ARG(c->src->path));
}

/* A unit that a person declared and the values speak against. */
static void unit_doubt(Csv *c, const CsvColumn *column, const DatasetColumn *t)
{
    bool is_percent = column->type == CSV_PERCENT;
    Decimal one = decimal_of_int(1), most = { 0 }, number;

    if (!column->is_own || (!is_percent && column->type != CSV_FRACTION) ||
        t->kind != DATASET_NUMBER ||
        c->surveys[column - c->columns.at].has_percent)
        return;
    if (is_percent)
        one.exponent -= 2;
    for (size_t row = 0; row < c->row_count; row++)
        if (dataset_number(t, row, &number) &&
            decimal_compare(number, most) > 0)
            most = number;
    int order = decimal_compare(most, one);
    if (decimal_sign(most) && is_percent && order <= 0)
        diag_warning(c->env->diags, column->at,
                     "%.*s is read as percent, but no value is above 1",
                     STR_ARG(column->key))
            ->hint = STR("say type: fraction if 0.125 means 12.5 %");
    else if (!is_percent && order > 0)
        diag_warning(c->env->diags, column->at,
                     "%.*s is read as a fraction, but there are values above 1",
                     STR_ARG(column->key))
            ->hint = STR("say type: percent if 12.5 means 12.5 %");
}

static void dates_note(Csv *c, Dataset *t, size_t column)
{
    DatasetDates *dates = &c->surveys[column].dates;

    if (!dates->short_years && !dates->zoned)
        return;
    dates->column = c->columns.at[column].key;
    dates_warn(c->env, &c->spec->calendar, dates);
    *list_add(c->env->arena, &t->dates) = *dates;
}

static void notes_add(Csv *c, Dataset *t)
{
    Arena *a = c->env->arena;
    Str path = c->src->path;

    totals_note(c, t);
    if (c->short_rows)
        diag_warning(c->env->diags, c->first_short,
                     "%zu %s fewer cells than the header; the cells that lack "
                     "count as missing",
                     c->short_rows,
                     c->short_rows == 1 ? "row has" : "rows have")
            ->code = "data/csv-ragged";
    if (c->left_out.len) {
        Str all = str_join(a, c->left_out.at, c->left_out.len, STR(", "));
        csv_tell(c, c->spec->file->span,
                 "columns of %.*s that are not read: "
                 "%.*s",
                 STR_ARG(path), STR_ARG(all));
    }
    for (size_t i = 0; i < c->columns.len; i++) {
        unit_doubt(c, &c->columns.at[i], &t->columns.at[i]);
        dates_note(c, t, i);
    }
}

static const char *delimiter_name(char delimiter)
{
    return delimiter == ','    ? "comma"
           : delimiter == ';'  ? "semicolon"
           : delimiter == '\t' ? "tab"
                               : "bar";
}

static void tell_how(Csv *c, const Dataset *t)
{
    Place place = source_place(c->src, (uint32_t)c->header_start);
    Span at = c->spec->file->span;
    const char *many = t->row_count == 1 ? "" : "s";

    if (c->json)
        csv_tell(c, at, "%.*s: %zu row%s", STR_ARG(c->src->path), t->row_count,
                 many);
    else
        csv_tell(c, at,
                 "%.*s: %.*s, delimiter %s, header in line %u, decimal %s, "
                 "%zu row%s",
                 STR_ARG(c->src->path), STR_ARG(c->encoding),
                 delimiter_name(c->delimiter), (unsigned)place.line,
                 c->mark == ',' ? "comma" : "point", t->row_count, many);
}

Dataset *csv_fill(Csv *c)
{
    Dataset *t = table_open(c);

    if (!t)
        return NULL;
    uint32_t *starts = arena_make_array(c->env->arena, uint32_t, t->row_count);
    for (size_t i = 0; i < c->columns.len; i++)
        c->surveys[i].last = (Str){ 0 };
    csv_rewind(c);
    for (size_t row = 0; row < t->row_count && csv_data_row(c);) {
        size_t first = row;
        if (c->pivot.len) {
            row = fill_pivot(c, t, row);
            if (c->failed)
                break;
        } else {
            fill_row(c, t, row++);
        }
        for (size_t i = first; i < row; i++)
            starts[i] = c->row.start;
    }
    part_add(c, t, starts);
    if (c->failed)
        return NULL;
    notes_add(c, t);
    tell_how(c, t);
    return t;
}
