/*
 * derive_facts.c - tidy rows into columns.
 *
 * Rows of one export have the same keys in the same places, so a key is
 * compared with the one expected there and looked up only when it differs.
 * Tables (CSV) are held by column already: their texts and days are used where
 * they are.
 */

#include "data/dataset.h"
#include "eval/derive_written.h"

enum { COLUMN_LIMIT = 200, DIMENSION_VALUES_LIMIT = 1 << 20 };

static const char *const DATE_KEYS[] = { "date", "day", "week", "month" };

typedef enum {
    COLUMN_UNKNOWN,
    COLUMN_DATE,
    COLUMN_DIMENSION,
    COLUMN_MEASURE
} ColumnKind;

typedef struct {
    Str key;
    ColumnKind kind;
    size_t index; /* of the dimension or measure */
} Column;

/* A number with two readings, until something tells which. */
typedef struct {
    size_t measure, row;
    const Value *text;
} Waiting;

typedef struct {
    Derive *d;
    Facts *f;
    LIST(Column) columns;
    size_t row;
    Str last_date; /* rows of one day often stand together */
    TimeWord last_word;
    DatasetDates dates;
    WrittenNumbers written;
    LIST(Waiting) waiting;
    bool failed;
} Reader;

/* ---- Dimensions --------------------------------------------------------- */

static void slots_grow(Arena *a, Dimension *dim)
{
    size_t count = dim->slot_count ? dim->slot_count * 2 : 64;

    dim->slots = arena_make_array(a, uint32_t, count);
    dim->slot_count = count;
    for (size_t i = 0; i < dim->names.len; i++) {
        size_t at = str_hash(dim->names.at[i]) & (count - 1);
        while (dim->slots[at])
            at = (at + 1) & (count - 1);
        dim->slots[at] = (uint32_t)i + 1;
    }
}

/* The number of a name in its dimension, from 1. */
static uint32_t name_id(Arena *a, Dimension *dim, Str name)
{
    if ((dim->names.len + 1) * 2 > dim->slot_count)
        slots_grow(a, dim);
    size_t at = str_hash(name) & (dim->slot_count - 1);
    while (dim->slots[at]) {
        if (str_equal(dim->names.at[dim->slots[at] - 1], name))
            return dim->slots[at];
        at = (at + 1) & (dim->slot_count - 1);
    }
    *list_add(a, &dim->names) = name;
    return dim->slots[at] = (uint32_t)dim->names.len;
}

static Str dimension_text(Reader *r, const Value *v)
{
    switch (v->kind) {
    case VALUE_TEXT:
        return v->as.text;
    case VALUE_NUMBER:
        return decimal_format(r->d->arena, v->as.number);
    case VALUE_BOOL:
        return v->as.flag ? STR("true") : STR("false");
    default:
        return STR("");
    }
}

static void dimension_set(Reader *r, Dimension *dim, const Value *v)
{
    if (v->kind == VALUE_NULL)
        return;
    Str name = dimension_text(r, v);
    if (!name.len)
        name = STR("(unnamed)");
    dim->ids[r->row] = name_id(r->d->arena, dim, name);
}

/* ---- Measures ----------------------------------------------------------- */

static void measure_fault(Reader *r, const Measure *m, const Value *v)
{
    Str shown = v->kind == VALUE_TEXT
                    ? str_format(r->d->arena, "\"%.*s\"",
                                 STR_ARG(text_short(r->d->arena, v->as.text)))
                    : str_of(value_kind_name(v));
    Diag *diag = diag_error(
        r->d->env->diags, v->span,
        "%s[%zu].%.*s: expected a number, found %.*s", r->f->name, r->row,
        STR_ARG(text_short(r->d->arena, m->key)), STR_ARG(shown));
    diag->code = "data/type";
    diag->hint = STR("write null where a value is missing");
    r->failed = true;
}

static void measure_put(Reader *r, Measure *m, Decimal number)
{
    number.exponent += m->shift;
    m->values[r->row] = number;
    m->known[r->row] = 1;
}

static const char *measure_path(Reader *r, const Measure *m)
{
    return str_format(r->d->arena, "%s[%zu].%.*s", r->f->name, r->row,
                      STR_ARG(text_short(r->d->arena, m->key)))
        .at;
}

/* A rate is a fraction, unless its measure is declared in percent. */
static void written_put(Reader *r, Measure *m, Decimal number, bool is_percent)
{
    if (is_percent && m->metric->unit != UNIT_PERCENT)
        number.exponent -= 2;
    measure_put(r, m, number);
}

static void measure_missing(Reader *r, Measure *m, const Value *v)
{
    if (v->kind == VALUE_TEXT && !m->missing_word.at)
        m->missing_word = v->as.text;
    if (!m->missing++)
        m->first_missing = r->row;
}

static bool has_currency_column(const Reader *r)
{
    const Value *list = r->f->list;

    if (list->is_dataset)
        return dataset_column(list->as.rows.table, STR("currency")) != NULL;
    return list->as.list.len && value_at(&list->as.list.at[r->row], "currency");
}

/* A sign beside the number, where no column says the currency. */
static void currency_check(Reader *r, const Measure *m, Str text, Span at)
{
    Str own = locale_currency(r->d->locale);
    Str other = money_currency(text, own);

    if (!other.len || has_currency_column(r))
        return;
    fault_at(r->d, at, "data/currency",
             "%s: '%.*s' is in %.*s and the report in %.*s; money in two "
             "currencies is never added up",
             measure_path(r, m), STR_ARG(text_short(r->d->arena, text)),
             STR_ARG(other), STR_ARG(own));
    r->d->env->diags->list.at[r->d->env->diags->list.len - 1].hint =
        STR("say client: { currency: ... }, or give rows a column `currency` "
            "and `fx`");
    r->failed = true;
}

static void measure_written(Reader *r, Measure *m, const Value *v)
{
    bool is_percent = false;
    Decimal number;

    switch (written_read(&r->written, v, &number, &is_percent)) {
    case WRITTEN_READ:
        written_put(r, m, number, is_percent);
        currency_check(r, m, v->as.text, v->span);
        break;
    case WRITTEN_WAITS:
        *list_add(r->d->env->scratch, &r->waiting) =
            (Waiting){ (size_t)(m - r->f->measures.at), r->row, v };
        break;
    case WRITTEN_CLASHES:
        written_clash(&r->written, v, measure_path(r, m));
        r->failed = true;
        break;
    case WRITTEN_NONE:
        if (csv_is_bound(v->as.text))
            m->censored++;
        else
            measure_fault(r, m, v);
        break;
    }
}

static void measure_set(Reader *r, Measure *m, const Value *v)
{
    if (v->kind == VALUE_NUMBER)
        measure_put(r, m, v->as.number);
    else if (v->kind == VALUE_NULL ||
             (v->kind == VALUE_TEXT && csv_is_missing(v->as.text)))
        measure_missing(r, m, v);
    else if (v->kind == VALUE_TEXT)
        measure_written(r, m, v);
    else
        measure_fault(r, m, v);
}

/* All rows are read: what waits has one reading now, or is refused. */
static void waiting_settle(Reader *r)
{
    bool is_percent = false;
    Decimal number;

    for (size_t i = 0; i < r->waiting.len && !r->failed; i++) {
        const Waiting *w = &r->waiting.at[i];
        Measure *m = &r->f->measures.at[w->measure];
        r->row = w->row;
        if (written_settled(&r->written, w->text, measure_path(r, m), &number,
                            &is_percent))
            written_put(r, m, number, is_percent);
        else
            r->failed = true;
    }
}

/* ---- Columns ------------------------------------------------------------ */

static bool is_usual_dimension(Str key)
{
    static const char *const names[] = {
        "channel",   "campaign", "ad_group",    "ad",     "ad_set",
        "creative",  "platform", "source",      "medium", "country",
        "region",    "city",     "device",      "brand",  "product",
        "category",  "segment",  "audience",    "market", "objective",
        "placement", "currency", "campaign_id", "ad_id"
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_is(key, names[i]))
            return true;
    return false;
}

static int shift_of(const Derive *d, Str id)
{
    const Value *own = value_at(d->data, "metrics");

    for (size_t i = 0; own && own->kind == VALUE_LIST && i < own->as.list.len;
         i++) {
        const Value *v = &own->as.list.at[i];
        if (!str_equal(text_of_value(value_at(v, "id")), id))
            continue;
        Str unit = text_of_value(value_at(v, "unit"));
        return str_is(unit, "micros") ? -6 : str_is(unit, "cents") ? -2 : 0;
    }
    return 0;
}

static void column_become_dimension(Reader *r, Column *c)
{
    Arena *scratch = r->d->env->scratch;
    Dimension dim = { .key = c->key };

    dim.ids = arena_make_array(scratch, uint32_t, r->f->row_count);
    c->kind = COLUMN_DIMENSION;
    c->index = r->f->dimensions.len;
    *list_add(r->d->arena, &r->f->dimensions) = dim;
}

static void column_become_measure(Reader *r, Column *c)
{
    Arena *scratch = r->d->env->scratch;
    const Metric *metric = roster_find(r->d, c->key);
    Measure m = { .key = c->key, .weight = NOT_THERE };

    m.metric = metric ? metric : roster_add_unknown(r->d, c->key);
    m.is_new = !metric;
    m.shift = shift_of(r->d, c->key);
    m.values = arena_make_array(scratch, Decimal, r->f->row_count);
    m.known = arena_make_array(scratch, uint8_t, r->f->row_count);
    c->kind = COLUMN_MEASURE;
    c->index = r->f->measures.len;
    *list_add(r->d->arena, &r->f->measures) = m;
}

static bool is_number_text(Str s)
{
    bool is_ambiguous, is_percent;

    return csv_number_marks(str_trim(s), &is_ambiguous, &is_percent) != 0;
}

/* More digits than a double holds, or zeros in front: a name, not an amount. */
static bool is_identifier(const Value *v)
{
    enum { DIGITS_EXACT = 15 };
    Str s = v->kind == VALUE_TEXT ? str_trim(v->as.text) : STR("");

    if (v->kind == VALUE_NUMBER) {
        Decimal n = v->as.number;
        return n.exponent == 0 && !v->is_float &&
               decimal_compare(decimal_absolute(n),
                               decimal_of_int(1000000000000000)) >= 0;
    }
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len > DIGITS_EXACT || (s.len > 1 && s.at[0] == '0');
}

/* What a column holds is known from its name or from its first value. */
static void column_decide(Reader *r, Column *c, const Value *v)
{
    if (str_equal(c->key, r->f->date_key)) {
        c->kind = COLUMN_DATE;
    } else if (roster_find(r->d, c->key)) {
        column_become_measure(r, c);
    } else if (is_usual_dimension(c->key) || v->kind == VALUE_BOOL ||
               is_identifier(v)) {
        column_become_dimension(r, c);
    } else if (v->kind == VALUE_NUMBER ||
               (v->kind == VALUE_TEXT && is_number_text(v->as.text))) {
        column_become_measure(r, c);
    } else if (v->kind == VALUE_TEXT && !csv_is_missing(v->as.text)) {
        column_become_dimension(r, c);
    } else if (v->kind == VALUE_LIST || v->kind == VALUE_MAP) {
        Diag *diag = diag_error(
            r->d->env->diags, v->span,
            "%s[%zu].%.*s: expected text or a number, found %s", r->f->name,
            r->row, STR_ARG(text_short(r->d->arena, c->key)),
            value_kind_name(v));
        diag->code = "data/type";
        r->failed = true;
    }
}

/* NULL if there are too many columns. */
static Column *column_find(Reader *r, Str key, size_t place)
{
    if (place < r->columns.len && str_equal(r->columns.at[place].key, key))
        return &r->columns.at[place];
    for (size_t i = 0; i < r->columns.len; i++)
        if (str_equal(r->columns.at[i].key, key))
            return &r->columns.at[i];
    if (r->columns.len >= COLUMN_LIMIT)
        return NULL;
    Column *c = list_add(r->d->env->scratch, &r->columns);
    c->key = key;
    return c;
}

/* ---- Rows --------------------------------------------------------------- */

static bool day_read(Reader *r, Str s)
{
    if (r->last_date.at && str_equal(s, r->last_date))
        return true;
    if (!time_word_read(&r->d->calendar.client, s, &r->last_word))
        return false;
    r->last_date = s;
    return true;
}

static void date_fault(Reader *r, const Value *v)
{
    Str shown = v->kind == VALUE_TEXT
                    ? str_format(r->d->arena, "'%.*s'",
                                 STR_ARG(text_short(r->d->arena, v->as.text)))
                    : str_of(value_kind_name(v));
    Diag *diag = diag_error(
        r->d->env->diags, v->span,
        "%s[%zu].%.*s: expected a date such as 2026-07-01, found %.*s",
        r->f->name, r->row, STR_ARG(r->f->date_key), STR_ARG(shown));

    diag->code = "data/type";
    if (str_find(shown, STR("/")) < shown.len)
        diag->hint = STR("dates such as 31/12/2026 are read in tables: put the "
                         "rows into a file, { $json: rows.json, date_format: "
                         "dmy }");
    else if (r->d->calendar.client.weeks)
        diag->hint = STR("the client's months are made of weeks: give days, or "
                         "write FY26 P6, FY26 Q2 or FY26 W23");
    else if (str_find(shown, STR(":")) < shown.len)
        diag->hint = STR("write a time as 2026-07-01T23:30:00, and its zone "
                         "as Z or +02:00");
    r->failed = true;
}

static void date_set(Reader *r, const Value *v)
{
    if (v->kind != VALUE_TEXT || !day_read(r, str_trim(v->as.text))) {
        date_fault(r, v);
        return;
    }
    r->f->days[r->row] = r->last_word.from;
    r->f->stretches[r->row] = (uint8_t)r->last_word.stretch;
    dates_count(r->d->arena, &r->dates, &r->last_word, v->as.text, v->span);
}

static void row_read(Reader *r, const Value *row)
{
    bool has_date = false;

    if (row->kind != VALUE_MAP) {
        Diag *diag = diag_error(r->d->env->diags, row->span,
                                "%s[%zu]: expected a map, found %s", r->f->name,
                                r->row, value_kind_name(row));
        diag->code = "data/type";
        r->failed = true;
        return;
    }
    for (size_t i = 0; i < row->as.map.len; i++) {
        const Member *m = &row->as.map.at[i];
        Column *c = column_find(r, m->key, i);
        if (!c)
            continue;
        if (c->kind == COLUMN_UNKNOWN)
            column_decide(r, c, &m->value);
        if (c->kind == COLUMN_MEASURE) {
            measure_set(r, &r->f->measures.at[c->index], &m->value);
        } else if (c->kind == COLUMN_DIMENSION) {
            dimension_set(r, &r->f->dimensions.at[c->index], &m->value);
        } else if (c->kind == COLUMN_DATE) {
            date_set(r, &m->value);
            has_date = true;
        }
    }
    if (!has_date) {
        Diag *diag =
            diag_error(r->d->env->diags, row->span, "%s[%zu] has no '%.*s'",
                       r->f->name, r->row, STR_ARG(r->f->date_key));
        diag->code = "data/missing";
        r->failed = true;
    }
}

/* ---- The days ------------------------------------------------------------ */

static void days_survey(Facts *f)
{
    f->first_day = f->last_day = f->days[0];
    for (size_t i = 1; i < f->row_count; i++) {
        if (f->days[i] < f->first_day)
            f->first_day = f->days[i];
        if (f->days[i] > f->last_day)
            f->last_day = f->days[i];
    }
    grain_find(f);
}

/* Of columns that only serve to work out others. */
static const Metric HIDDEN = { .kind = METRIC_SUM, .scale = 1 };

/* ---- Weights ------------------------------------------------------------ */

static int measure_find(const Facts *f, Str key)
{
    for (size_t i = 0; i < f->measures.len; i++)
        if (str_equal(f->measures.at[i].key, key))
            return (int)i;
    return NOT_THERE;
}

/*
 * A weighted mean is two sums: value times weight, and weight.  Impression
 * share is impressions over eligible impressions, which are impressions over
 * the share.
 */
static void weight_add(Derive *d, Facts *f, size_t column)
{
    const Metric *metric = f->measures.at[column].metric;
    int weights = measure_find(f, metric->denominator);

    if (weights == NOT_THERE)
        return;
    Measure w = { .metric = &HIDDEN, .weight = NOT_THERE };
    w.values = arena_make_array(d->env->scratch, Decimal, f->row_count);
    w.known = arena_make_array(d->env->scratch, uint8_t, f->row_count);
    Measure *m = &f->measures.at[column];
    const Measure *given = &f->measures.at[weights];
    for (size_t i = 0; i < f->row_count; i++) {
        if (!m->known[i] || !given->known[i])
            continue;
        Decimal part = decimal_multiply(m->values[i], given->values[i]);
        if (metric->kind == METRIC_CENSORED &&
            !decimal_divide(given->values[i], m->values[i], &part))
            continue;
        m->values[i] = part;
        w.values[i] = given->values[i];
        w.known[i] = 1;
    }
    m->weight = (int)f->measures.len;
    *list_add(d->arena, &f->measures) = w;
}

static void weights_add(Derive *d, Facts *f)
{
    size_t count = f->measures.len;

    for (size_t i = 0; i < count; i++) {
        MetricClass kind = f->measures.at[i].metric->kind;
        if (kind == METRIC_WEIGHTED || kind == METRIC_CENSORED)
            weight_add(d, f, i);
    }
}

/* ---- Tables ------------------------------------------------------------- */

/* Cell by cell, as rows of maps are read. */
static void column_read_cells(Reader *r, const Dataset *t,
                              const DatasetColumn *c, const Column *to)
{
    for (r->row = 0; r->row < t->row_count; r->row++) {
        Value v = dataset_cell(t, r->row, c);
        if (to->kind == COLUMN_MEASURE)
            measure_set(r, &r->f->measures.at[to->index], &v);
        else
            dimension_set(r, &r->f->dimensions.at[to->index], &v);
    }
}

static void measure_of_numbers(Reader *r, const DatasetColumn *c, Measure *m)
{
    /* rates come as fractions; a measure declared in percent wants 12.5 */
    int shift = m->shift + (c->is_rate && m->metric->unit == UNIT_PERCENT) * 2;

    for (size_t row = 0; row < r->f->row_count; row++) {
        if (!dataset_number(c, row, &m->values[row]))
            continue;
        m->values[row].exponent += shift;
        m->known[row] = 1;
    }
    m->missing = c->null_count;
    m->first_missing = c->first_null;
    m->missing_word = c->null_word;
    m->censored = c->bound_count;
}

static void signs_check(Reader *r, const Dataset *t, const DatasetColumn *c,
                        const Measure *m)
{
    for (size_t i = 0; i < COUNT_OF(c->signs) && !r->failed; i++) {
        if (!c->signs[i].len)
            continue;
        r->row = c->sign_rows[i];
        currency_check(r, m, c->signs[i], dataset_row_span(t, r->row));
    }
}

static void table_measure(Reader *r, const Dataset *t, const DatasetColumn *c)
{
    Column to = { .key = c->key };

    column_become_measure(r, &to);
    signs_check(r, t, c, &r->f->measures.at[to.index]);
    if (c->kind == DATASET_NUMBER)
        measure_of_numbers(r, c, &r->f->measures.at[to.index]);
    else
        column_read_cells(r, t, c, &to);
}

static void table_dimension(Reader *r, const Dataset *t, const DatasetColumn *c)
{
    Column to = { .key = c->key };

    if (c->kind != DATASET_TEXT) {
        column_become_dimension(r, &to);
        column_read_cells(r, t, c, &to);
        return;
    }
    *list_add(r->d->arena, &r->f->dimensions) =
        (Dimension){ .key = c->key,
                     .ids = c->ids,
                     .names = c->names,
                     .slots = c->slots,
                     .slot_count = c->slot_count };
}

static void table_column_read(Reader *r, const Dataset *t,
                              const DatasetColumn *c)
{
    if (r->f->dimensions.len + r->f->measures.len >= COLUMN_LIMIT)
        return;
    if (roster_find(r->d, c->key))
        table_measure(r, t, c);
    else if (is_usual_dimension(c->key) || c->kind == DATASET_DAY)
        table_dimension(r, t, c);
    else if (c->kind == DATASET_NUMBER)
        table_measure(r, t, c);
    else if (c->names.len)
        table_dimension(r, t, c);
}

static void table_days(Reader *r, const Dataset *t, const DatasetColumn *c)
{
    for (r->row = 0; r->row < t->row_count; r->row++) {
        if (c->kind == DATASET_DAY && c->days[r->row] != DATASET_NO_DAY)
            continue;
        Value v = dataset_cell(t, r->row, c);
        date_set(r, &v);
    }
    if (c->kind != DATASET_DAY)
        return;
    memcpy(r->f->days, c->days, t->row_count * sizeof *c->days);
    memcpy(r->f->stretches, c->stretches, t->row_count);
}

/* On the page; the warning came where it was read. */
static void dates_note(Derive *d, const DatasetDates *dates)
{
    const TimeZone *zone = d->calendar.client.zone;

    if (dates->short_years)
        derive_note(
            d, dates->short_at, "notes.short_years",
            (MessageArg[]){
                arg_text("word", dates->short_word),
                arg_text("date", date_format(d->locale, d->arena,
                                             date_of_days(dates->short_day),
                                             STR("long"))),
                arg_text("column", dates->column),
                arg_count(d->wording, "n", dates->short_years),
                { 0 } });
    if (dates->zoned && !zone)
        derive_note(
            d, dates->zoned_at, "notes.zones",
            (MessageArg[]){ arg_text("column", dates->column),
                            arg_count(d->wording, "n", dates->zoned),
                            arg_text("differ", dates->zones_differ ? STR("yes")
                                                                   : STR("no")),
                            { 0 } });
    else if (dates->moved)
        derive_note(d, dates->zoned_at, "notes.moved",
                    (MessageArg[]){ arg_text("column", dates->column),
                                    arg_count(d->wording, "n", dates->moved),
                                    arg_text("zone", zone_name(zone)),
                                    { 0 } });
}

static void table_read(Reader *r, const Dataset *t)
{
    const DatasetColumn *date = dataset_column(t, r->f->date_key);

    if (!date) {
        Diag *diag =
            diag_error(r->d->env->diags, r->f->list->span,
                       "%s: the table has no column 'date'", r->f->name);
        diag->code = "data/missing";
        diag->hint = STR("name it: columns: { date: { from: ... } }, or give "
                         "all rows one: { value: 2026-07 }");
        r->failed = true;
        return;
    }
    table_days(r, t, date);
    for (size_t i = 0; i < t->columns.len && !r->failed; i++)
        if (&t->columns.at[i] != date)
            table_column_read(r, t, &t->columns.at[i]);
    for (size_t i = 0; i < t->dates.len; i++)
        dates_note(r->d, &t->dates.at[i]);
    for (size_t i = 0; i < t->totals.len; i++) {
        const DatasetTotals *given = &t->totals.at[i];
        derive_note(r->d, given->at, "notes.file_totals",
                    (MessageArg[]){ arg_count(r->d->wording, "n", given->count),
                                    arg_text("file", given->path),
                                    { 0 } });
    }
}

static Str date_key_of_table(const Dataset *t)
{
    for (size_t i = 0; i < COUNT_OF(DATE_KEYS); i++)
        if (dataset_column(t, str_of(DATE_KEYS[i])))
            return str_of(DATE_KEYS[i]);
    return STR("date");
}

Span facts_row_span(const Facts *f, size_t row)
{
    return f->list->is_dataset ? dataset_row_span(f->list->as.rows.table, row)
                               : f->list->as.list.at[row].span;
}

/* ---- All of it ---------------------------------------------------------- */

static Str date_key_find(const Value *row)
{
    for (size_t i = 0; i < COUNT_OF(DATE_KEYS); i++)
        if (value_at(row, DATE_KEYS[i]))
            return str_of(DATE_KEYS[i]);
    return STR("date");
}

static bool rows_read(Derive *d, Facts *f)
{
    const Value *list = f->list;
    Reader r = { .d = d, .f = f };

    written_begin(d, &r.written);
    if (list->is_dataset) {
        f->date_key = date_key_of_table(list->as.rows.table);
        table_read(&r, list->as.rows.table);
        waiting_settle(&r);
        return !r.failed && !d->failed;
    }
    f->date_key = date_key_find(list->as.list.at);
    for (r.row = 0; r.row < f->row_count; r.row++)
        row_read(&r, &list->as.list.at[r.row]);
    waiting_settle(&r);
    r.dates.column = f->date_key;
    dates_warn(d->env, &d->calendar.client, &r.dates);
    dates_note(d, &r.dates);
    return !r.failed && !d->failed;
}

bool facts_read(Derive *d, const char *name, Facts *f)
{
    const Value *list = value_at(d->data, name);

    f->name = name;
    f->calendar = &d->calendar.client;
    f->log = d->log;
    f->channel = f->campaign = NOT_THERE;
    if (!list || list->kind == VALUE_NULL)
        return true;
    if (list->kind != VALUE_LIST) {
        Diag *diag = diag_error(d->env->diags, list->span,
                                "%s: expected a list of rows, found %s", name,
                                value_kind_name(list));
        diag->code = "data/type";
        return false;
    }
    f->list = list;
    if (!list->as.list.len)
        return true;
    f->row_count = list->as.list.len;
    f->days = arena_make_array(d->env->scratch, int32_t, f->row_count);
    f->stretches = arena_make_array(d->env->scratch, uint8_t, f->row_count);
    f->excluded = arena_make_array(d->env->scratch, uint8_t, f->row_count);

    if (!rows_read(d, f) || !grain_check(d, f))
        return false;
    days_survey(f);
    for (size_t i = 0; i < f->dimensions.len; i++) {
        if (str_is(f->dimensions.at[i].key, "channel"))
            f->channel = (int)i;
        else if (str_is(f->dimensions.at[i].key, "campaign"))
            f->campaign = (int)i;
    }
    names_resolve(d, f);
    facts_check(d, f);
    if (!period_cut_check(d, f))
        return false;
    weights_add(d, f);
    present_find(d, f);
    files_check(d, f);
    return true;
}
