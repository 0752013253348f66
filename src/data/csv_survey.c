/* csv_survey.c - what the columns hold, found from all their cells. */

#include "data/csv.h"

/* ---- Rows that are none of the table ------------------------------------ */

/* "Total", "Total: Account" in the languages of exports. */
static bool is_total_word(Str s)
{
    static const char *const words[] = {
        "Total",  "Totals", "Grand total", "Grand Total", "TOTAL",
        "total",  "Gesamt", "Gesamtsumme", "Summe",       "Totale",
        "Totaal", "Итого",  "合計"
    };

    s = str_trim(s);
    if (!s.len || !strchr("TtGS\xD0\xE5", s.at[0]))
        return false;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        Str word = str_of(words[i]);
        if (str_starts(s, word) && (s.len == word.len || s.at[word.len] == ':'))
            return true;
    }
    return false;
}

const CsvCell *csv_cell_of(const Csv *c, const CsvColumn *column)
{
    return column->place >= 0 && (size_t)column->place < c->row.len
               ? &c->row.at[column->place]
               : NULL;
}

static bool is_total(const Csv *c)
{
    unsigned rules = c->spec->totals;

    if (!rules || !c->row.len)
        return false;
    bool is_nameless = !c->seen_row;
    if ((rules & TOTAL_LABEL) && is_total_word(c->row.at[0].text))
        return true;
    for (size_t i = 0; i < c->columns.len; i++) {
        const CsvColumn *column = &c->columns.at[i];
        const CsvCell *cell = csv_cell_of(c, column);
        if (column->type != CSV_TEXT)
            continue;
        if ((rules & TOTAL_LABEL) && cell && is_total_word(cell->text))
            return true;
        if (column->is_needed)
            is_nameless = is_nameless && (!cell || !str_trim(cell->text).len);
    }
    return (rules & TOTAL_NAMELESS) && is_nameless;
}

/* One cell alone in a wide table: a copyright, a stray link. */
static bool is_footer(const Csv *c)
{
    size_t filled = 0, wanted = 0;

    for (size_t i = 0; i < c->row.len && filled < 2; i++)
        filled += c->row.at[i].text.len > 0;
    if ((c->spec->totals & TOTAL_FOOTER) && filled == 1 && c->header.len > 2)
        return true;
    for (size_t i = 0; i < c->columns.len && !wanted; i++) {
        const CsvCell *cell = csv_cell_of(c, &c->columns.at[i]);
        wanted += cell && cell->text.len;
    }
    return !wanted;
}

/* More or fewer cells than the header has. */
static void check_width(Csv *c)
{
    for (size_t i = c->width; i < c->row.len; i++) {
        if (!str_trim(c->row.at[i].text).len)
            continue;
        Diag *d = csv_fault(c, csv_cell_at(c, &c->row.at[i]), "data/csv-ragged",
                            "this row has %zu cells, the header has %zu", i + 1,
                            c->width);
        d->hint = STR("put a cell that holds the delimiter in quotes");
        return;
    }
    int last = -1;
    for (size_t i = 0; i < c->columns.len; i++)
        if (c->columns.at[i].place > last)
            last = c->columns.at[i].place;
    if (last >= (int)c->row.len && !c->short_rows++)
        c->first_short = csv_cell_at(c, &c->row.at[c->row.len - 1]);
}

bool csv_data_row(Csv *c)
{
    bool ends = c->spec->preset && c->spec->preset->ends_at_blank;

    while (csv_row_next(c)) {
        bool is_remark =
            ends && c->row.at[0].text.len && c->row.at[0].text.at[0] == '#';
        if (c->row.is_blank || is_remark) {
            if (ends && c->seen_row)
                return false;
            continue;
        }
        if (is_total(c)) {
            if (!c->counted && !c->totals++)
                c->first_total = span_of(c->src, c->row.start,
                                         c->row.at[c->row.len - 1].end);
            continue;
        }
        if (is_footer(c)) {
            c->footers += !c->counted;
            continue;
        }
        if (!c->counted && !c->json)
            check_width(c);
        c->seen_row = true;
        return true;
    }
    return false;
}

/* ---- Cells -------------------------------------------------------------- */

static void note_first(uint32_t *first, const CsvCell *cell)
{
    if (!*first)
        *first = cell->start + 1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * Plain digits with at most one dot, the commonest numbers, without the general
 * reader; false if it is something else.
 */
static bool survey_plain(CsvSurvey *s, const CsvCell *cell)
{
    Str t = cell->text;
    size_t i = t.len && t.at[0] == '-', from = i;

    while (i < t.len && is_digit(t.at[i]))
        i++;
    size_t whole = i - from;
    if (!whole)
        return false;
    if (i == t.len) {
        s->is_identifier |= (whole > 1 && t.at[from] == '0') || whole > 15;
        return true;
    }
    if (t.at[i++] != '.')
        return false;
    size_t behind = i;
    while (i < t.len && is_digit(t.at[i]))
        i++;
    if (i != t.len)
        return false;
    bool may_group = i - behind == 3 && whole <= 3 && t.at[from] != '0';
    note_first(may_group ? &s->ambiguous : &s->dot, cell);
    return true;
}

static void survey_number(CsvSurvey *s, const CsvCell *cell)
{
    bool is_ambiguous, is_percent;

    if (survey_plain(s, cell))
        return;
    unsigned marks = csv_number_marks(cell->text, &is_ambiguous, &is_percent);
    s->has_percent |= is_percent;
    if (is_ambiguous)
        note_first(&s->ambiguous, cell);
    else if (marks == MARK_DOT)
        note_first(&s->dot, cell);
    else if (marks == MARK_COMMA)
        note_first(&s->comma, cell);
    else if (!marks && !csv_is_bound(cell->text))
        s->is_not_number = true;
}

static void survey_date(const Csv *c, CsvSurvey *s, const CsvCell *cell)
{
    CsvDateRules rules = csv_date_rules(c, ORDER_EITHER);
    TimeWord word;
    DateOrder order;

    if (s->last.at && str_equal(s->last, cell->text))
        return;
    if (!csv_date_read(cell->text, &rules, &word, &order)) {
        s->is_not_date |= !str_is(str_trim(cell->text), "Ongoing");
        return;
    }
    s->last = cell->text;
    if (cell->is_quoted)
        s->last = STR(""); /* such texts do not outlive their row */
    if (order == ORDER_DMY)
        note_first(&s->day_first, cell);
    else if (order == ORDER_MDY)
        note_first(&s->month_first, cell);
    else if (order == ORDER_EITHER)
        note_first(&s->either, cell);
}

static bool is_date_key(Str key)
{
    return str_is(key, "date") || str_is(key, "day") || str_is(key, "week") ||
           str_is(key, "month");
}

static bool is_number_type(CsvType type)
{
    return type >= CSV_COUNT && type <= CSV_FRACTION;
}

static void survey_cell(const Csv *c, const CsvColumn *column, CsvSurvey *s,
                        const CsvCell *cell)
{
    int64_t seconds;

    if (!cell || csv_is_missing(cell->text))
        return;
    s->filled++;
    if (is_number_type(column->type) ||
        (column->type == CSV_ANY && !s->is_not_number))
        survey_number(s, cell);
    if (column->may_be_date)
        survey_date(c, s, cell);
    if (column->type == CSV_ANY && !s->is_not_duration)
        s->is_not_duration = !csv_duration_read(cell->text, &seconds);
}

/* Columns that nobody wants may still prove a decimal mark. */
static void survey_others(Csv *c)
{
    for (size_t i = 0; i < c->header.len && i < c->row.len; i++) {
        CsvSurvey *s = &c->others[i];
        if (s->is_not_number || csv_is_missing(c->row.at[i].text))
            continue;
        s->filled++;
        survey_number(s, &c->row.at[i]);
    }
}

static void survey_row(Csv *c)
{
    survey_others(c);
    for (size_t i = 0; i < c->columns.len; i++) {
        const CsvColumn *column = &c->columns.at[i];
        if (column->type != CSV_TEXT && !column->constant)
            survey_cell(c, column, &c->surveys[i], csv_cell_of(c, column));
    }
    for (size_t i = 0; i < c->pivot.len; i++)
        if ((size_t)c->pivot.at[i] < c->row.len)
            survey_cell(c, &c->columns.at[c->pivot_value],
                        &c->surveys[c->pivot_value],
                        &c->row.at[c->pivot.at[i]]);
}

/* ---- What follows from it ----------------------------------------------- */

static void type_settle(CsvColumn *column, const CsvSurvey *s)
{
    if (column->type != CSV_ANY) {
        if (s->has_percent && is_number_type(column->type) &&
            column->type != CSV_FRACTION)
            column->type = CSV_PERCENT;
        return;
    }
    if (!s->filled)
        column->type = CSV_TEXT;
    else if (is_date_key(column->key) && !s->is_not_date)
        column->type = CSV_DATE;
    else if (!s->is_not_number && !s->is_identifier)
        column->type = s->has_percent ? CSV_PERCENT : CSV_NUMBER;
    else
        column->type = !s->is_not_duration ? CSV_DURATION : CSV_TEXT;
}

/* The cell that begins at offset `first` - 1, as a span. */
static Span shown_at(const Csv *c, uint32_t first)
{
    Str text = c->src->text;
    size_t start = first - 1, end = start;
    bool is_quoted = text.at[start] == '"';

    for (end += is_quoted; end < text.len; end++)
        if (is_quoted ? text.at[end] == '"'
                      : text.at[end] == c->delimiter || text.at[end] == '\n' ||
                            text.at[end] == '\r')
            break;
    return span_of(c->src, start + is_quoted, end);
}

static Str text_at(const Csv *c, Span at)
{
    return text_shown(c->env->arena, str_slice(c->src->text, at.start, at.end));
}

static void fault_both(Csv *c, uint32_t first, uint32_t second,
                       const char *code, const char *fmt, const char *said)
    PRINTF_LIKE(5, 0);

/* Two cells of the file that contradict each other, in their order. */
static void fault_both(Csv *c, uint32_t first, uint32_t second,
                       const char *code, const char *fmt, const char *said)
{
    bool swapped = first > second;
    Span at = shown_at(c, swapped ? first : second);
    Span cause = shown_at(c, swapped ? second : first);
    Diag *d = csv_fault(c, at, code, fmt, STR_ARG(text_at(c, at)));

    d->cause = cause;
    d->cause_message = str_of(said);
}

static void fault_ambiguous_number(Csv *c, uint32_t first)
{
    Span at = shown_at(c, first);
    Str text = text_at(c, at);
    Decimal dot = { 0 }, comma = { 0 };
    bool is_percent;
    Arena *a = c->env->arena;

    csv_number_read(text, '.', &dot, &is_percent);
    csv_number_read(text, ',', &comma, &is_percent);
    Diag *d = csv_fault(c, at, "data/csv-ambiguous",
                        "'%.*s' is %.*s in English and %.*s in German, and "
                        "nothing in the file tells which",
                        STR_ARG(text), STR_ARG(decimal_format(a, dot)),
                        STR_ARG(decimal_format(a, comma)));
    d->hint = STR("say number_locale: en-GB or de-DE beside $csv");
}

static void earlier(uint32_t *first, uint32_t other)
{
    if (other && (!*first || other < *first))
        *first = other;
}

/* The first cells of the file that prove a mark, or that need one. */
static void marks_gather(const Csv *c, CsvSurvey *all)
{
    for (size_t i = 0; i < c->columns.len; i++) {
        const CsvColumn *column = &c->columns.at[i];
        const CsvSurvey *s = &c->surveys[i];
        if (!is_number_type(column->type) || column->locale.len)
            continue;
        earlier(&all->dot, s->dot);
        earlier(&all->comma, s->comma);
        earlier(&all->ambiguous, s->ambiguous);
    }
    if (all->dot || all->comma)
        return;
    for (size_t i = 0; i < c->header.len; i++) {
        const CsvSurvey *s = &c->others[i];
        if (!s->filled || s->is_not_number)
            continue;
        earlier(&all->dot, s->dot);
        earlier(&all->comma, s->comma);
    }
    if (all->dot && all->comma)
        all->dot = all->comma = 0; /* they prove nothing */
}

/* The decimal mark of the file: said, proven, the preset's, or not needed. */
static void marks_settle(Csv *c)
{
    const CsvPreset *p = c->spec->preset;
    CsvSurvey s = { 0 };

    marks_gather(c, &s);
    c->mark = s.dot ? '.' : s.comma ? ',' : 0;
    if (c->spec->locale.len)
        c->mark = csv_mark_of_locale(c->spec->locale);
    else if (s.dot && s.comma)
        fault_both(c, s.dot, s.comma, "data/csv-ambiguous",
                   "'%.*s' contradicts the decimal mark of another number of "
                   "this file",
                   "this is the other number");
    else if (!c->mark && p && p->locale)
        c->mark = csv_mark_of_locale(str_of(p->locale));
    else if (!c->mark && s.ambiguous)
        fault_ambiguous_number(c, s.ambiguous);
    if (!c->mark)
        c->mark = '.';
    for (size_t i = 0; i < c->columns.len; i++) {
        CsvColumn *column = &c->columns.at[i];
        column->mark =
            column->locale.len ? csv_mark_of_locale(column->locale) : c->mark;
    }
}

static void fault_ambiguous_date(Csv *c, uint32_t first)
{
    Span at = shown_at(c, first);
    Str text = text_at(c, at);
    CsvDateRules as_dmy = csv_date_rules(c, ORDER_DMY);
    CsvDateRules as_mdy = csv_date_rules(c, ORDER_MDY);
    TimeWord dmy, mdy;
    DateOrder order;
    Arena *a = c->env->arena;

    if (!csv_date_read(text, &as_dmy, &dmy, &order) ||
        !csv_date_read(text, &as_mdy, &mdy, &order))
        return;
    Diag *d = csv_fault(c, at, "data/csv-ambiguous",
                        "'%.*s' is %.*s or %.*s, and nothing in the column "
                        "tells which",
                        STR_ARG(text), STR_ARG(csv_day_text(a, dmy.from)),
                        STR_ARG(csv_day_text(a, mdy.from)));
    d->hint = STR("say date_format: dmy or mdy beside $csv");
}

static void order_settle(Csv *c, CsvColumn *column, const CsvSurvey *s)
{
    const CsvPreset *p = c->spec->preset;
    Str said =
        column->date_format.len ? column->date_format : c->spec->date_format;

    column->order = ORDER_EITHER;
    if (said.len) {
        csv_date_format_parse(said, &column->order);
        return;
    }
    if (s->day_first && s->month_first) {
        fault_both(c, s->day_first, s->month_first, "data/csv-ambiguous",
                   "'%.*s' contradicts the order of day and month of another "
                   "date in this column",
                   "this is the other date");
        return;
    }
    if (s->day_first || s->month_first)
        column->order = s->day_first ? ORDER_DMY : ORDER_MDY;
    else if (p && p->date_format)
        csv_date_format_parse(str_of(p->date_format), &column->order);
    else if (s->either)
        fault_ambiguous_date(c, s->either);
}

static bool fault_too_many(Csv *c)
{
    csv_fault(c, csv_cell_at(c, &c->row.at[0]), "limit/values",
              "more than %zu values in one table", c->env->limits.values)
        ->fault = FAULT_LIMIT;
    return false;
}

static void surveys_open(Csv *c)
{
    Arena *a = c->env->arena;

    c->surveys = arena_make_array(a, CsvSurvey, c->columns.len + 1);
    c->others = arena_make_array(a, CsvSurvey, c->header.len + 1);
    for (size_t i = 0; i < c->columns.len; i++) {
        CsvColumn *column = &c->columns.at[i];
        column->may_be_date =
            column->type == CSV_DATE ||
            (column->type == CSV_ANY && is_date_key(column->key));
        if (column->place >= 0)
            c->others[column->place].is_not_number = true;
    }
}

bool csv_survey(Csv *c)
{
    surveys_open(c);
    csv_rewind(c);
    while (!c->failed && csv_data_row(c)) {
        c->row_count++;
        survey_row(c);
        if (c->row_count * (c->columns.len + c->pivot.len) >
            c->env->limits.values)
            return fault_too_many(c);
    }
    c->counted = true;
    if (c->failed)
        return false;
    for (size_t i = 0; i < c->columns.len; i++)
        type_settle(&c->columns.at[i], &c->surveys[i]);
    marks_settle(c);
    for (size_t i = 0; i < c->columns.len; i++)
        if (c->columns.at[i].type == CSV_DATE)
            order_settle(c, &c->columns.at[i], &c->surveys[i]);
    return !c->failed;
}
