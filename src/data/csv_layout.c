/* csv_layout.c - where a table begins, and which of its columns are wanted. */

#include "data/csv.h"

enum { HEADER_ROWS = 80 /* rows among which a header is looked for */ };

Diag *csv_fault(Csv *c, Span at, const char *code, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    Str text = str_vformat(c->env->diags->arena, fmt, args);
    va_end(args);
    Diag *d = diag_error(c->env->diags, at, "%.*s", STR_ARG(text));
    d->code = code;
    c->failed = true;
    return d;
}

void csv_tell(Csv *c, Span at, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    Str text = str_vformat(c->env->diags->arena, fmt, args);
    va_end(args);
    diag_note(c->env->diags, at, "%.*s", STR_ARG(text))->code = "data/csv";
}

/* ---- Delimiter ---------------------------------------------------------- */

enum { SNIFFED_LINES = 40 };

/* Cells of each of the first lines, counting outside quotes. */
static size_t widths_of(Str text, char delimiter, size_t *widths)
{
    size_t count = 0, width = 1;
    bool inside = false;

    for (size_t i = 0; i < text.len && count < SNIFFED_LINES; i++) {
        char ch = text.at[i];
        if (ch == '"')
            inside = !inside;
        else if (ch == delimiter && !inside)
            width++;
        if ((ch == '\n' && !inside) || i + 1 == text.len) {
            widths[count++] = width;
            width = 1;
        }
    }
    return count;
}

/* Lines of the commonest width above one, and that width. */
static size_t delimiter_score(Str text, char delimiter)
{
    size_t widths[SNIFFED_LINES], best = 0;
    size_t count = widths_of(text, delimiter, widths);

    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        for (size_t k = 0; k < count; k++)
            same += widths[k] == widths[i];
        if (widths[i] > 1 && same * 10000 + widths[i] > best)
            best = same * 10000 + widths[i];
    }
    return best;
}

static void delimiter_find(Csv *c)
{
    static const char candidates[] = { ',', ';', '\t', '|' };
    Str text = str_slice(c->src->text, c->begin, c->end);
    size_t best = 0;

    if (str_starts(text, STR("sep=")) && text.len > 5) {
        c->delimiter = text.at[4];
        c->begin += str_find(text, STR("\n")) + 1;
        if (c->begin > c->end)
            c->begin = c->end;
    }
    if (c->spec->delimiter)
        c->delimiter = c->spec->delimiter;
    if (c->delimiter)
        return;
    c->delimiter = ',';
    for (size_t i = 0; i < COUNT_OF(candidates); i++) {
        size_t score = delimiter_score(text, candidates[i]);
        if (score > best) {
            best = score;
            c->delimiter = candidates[i];
        }
    }
}

/* ---- Headers ------------------------------------------------------------ */

static char lower(char ch)
{
    return ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch;
}

static bool same_letters(Str a, Str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

static bool is_currency(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < 'A' || s.at[i] > 'Z')
            return false;
    return s.len == 3;
}

/* `pattern` with up to two '*', each for any text. */
static bool fits_pattern(Str pattern, Str s, Str *currency)
{
    size_t star = str_find(pattern, STR("*"));

    if (star == pattern.len)
        return same_letters(pattern, s);
    if (s.len < star ||
        !same_letters(str_slice(pattern, 0, star), str_slice(s, 0, star)))
        return false;
    Str rest = str_slice(pattern, star + 1, pattern.len);
    for (size_t end = star; end <= s.len; end++) {
        if (!fits_pattern(rest, str_slice(s, end, s.len), currency))
            continue;
        if (is_currency(str_slice(s, star, end)))
            *currency = str_slice(s, star, end);
        return true;
    }
    return false;
}

bool csv_header_is(Str headers, Str header, Str *currency)
{
    header = str_trim(header);
    if (same_letters(headers, header))
        return header.len > 0;
    while (headers.len) {
        size_t end = str_find(headers, STR("|"));
        if (header.len && header.len < 200 &&
            fits_pattern(str_slice(headers, 0, end), header, currency))
            return true;
        headers =
            str_slice(headers, end < headers.len ? end + 1 : end, headers.len);
    }
    return false;
}

/* The place in `header` of the first of `headers` that is there, or -1. */
static int place_find(Str headers, const Str *header, size_t len, Str *currency)
{
    for (size_t i = 0; i < len; i++)
        if (same_letters(headers, str_trim(header[i])) && headers.len)
            return (int)i;
    while (headers.len) {
        size_t end = str_find(headers, STR("|"));
        Str one = str_slice(headers, 0, end);
        for (size_t i = 0; i < len; i++)
            if (csv_header_is(one, header[i], currency))
                return (int)i;
        headers =
            str_slice(headers, end < headers.len ? end + 1 : end, headers.len);
    }
    return -1;
}

static bool is_period_header(Str header)
{
    static const ClientCalendar usual;
    const CsvDateRules rules = { &usual, ORDER_ISO, 2000 };
    TimeWord word;
    DateOrder order;

    return csv_date_read(header, &rules, &word, &order) &&
           order != ORDER_EITHER && word.stretch != STRETCH_YEAR;
}

static bool pivots_periods(const CsvPreset *p)
{
    for (size_t i = 0; p->is_pivot && i < PRESET_COLUMNS && p->columns[i].key;
         i++)
        if (str_is(str_of(p->columns[i].key), "date"))
            return !p->columns[i].headers[0];
    return false;
}

int csv_preset_score(const CsvPreset *p, const Str *header, size_t len)
{
    Str currency = { 0 };
    int score = 0, periods = 0;

    for (size_t i = 0; i < PRESET_COLUMNS && p->columns[i].key; i++) {
        bool found = place_find(str_of(p->columns[i].headers), header, len,
                                &currency) >= 0;
        if (p->columns[i].is_needed && !found)
            return -1;
        score += found;
    }
    for (size_t i = 0; pivots_periods(p) && i < len; i++)
        periods += is_period_header(header[i]);
    return pivots_periods(p) && periods < 2 ? -1 : score;
}

/* ---- Which row is the header -------------------------------------------- */

static void header_take(Csv *c)
{
    c->header = (StrList){ 0 };
    for (size_t i = 0; i < c->row.len; i++)
        *list_add(c->env->arena, &c->header) =
            str_copy(c->env->arena, str_trim(c->row.at[i].text));
    c->width = c->header.len;
    while (c->header.len && !c->header.at[c->header.len - 1].len)
        c->header.len--;
    c->header_start = c->row.start;
}

static size_t filled_cells(const Csv *c)
{
    size_t filled = 0;

    for (size_t i = 0; i < c->row.len; i++)
        filled += str_trim(c->row.at[i].text).len > 0;
    return filled;
}

/* Dates of the lines above the table: "# Start date: 20240101". */
static void preamble_read(Csv *c, Str line)
{
    int32_t days[2];
    int count = csv_dates_in(line, days);

    if (count == 2) {
        c->period_from = days[0];
        c->period_to = days[1];
        c->has_period = days[0] <= days[1];
    } else if (count == 1 && !c->has_period) {
        if (c->period_from && days[0] >= c->period_from) {
            c->period_to = days[0];
            c->has_period = true;
        } else {
            c->period_from = days[0];
        }
    }
}

/* Whether the row at hand is the header that is sought. */
static bool is_header(Csv *c, bool begins_section, int64_t section)
{
    const CsvSpec *s = c->spec;

    if (s->table_name.len)
        return begins_section &&
               same_letters(s->table_name, str_trim(c->row.at[0].text));
    if (s->table)
        return begins_section && section == s->table;
    header_take(c);
    if (s->preset)
        return csv_preset_score(s->preset, c->header.at, c->header.len) >= 0;
    return filled_cells(c) >= c->least_cells;
}

static bool header_search(Csv *c)
{
    bool was_blank = true;
    int64_t section = 0;
    bool seeks_table = c->spec->table || c->spec->table_name.len;

    for (size_t n = 0; (seeks_table || n < HEADER_ROWS) && csv_row_next(c);
         n++) {
        Str first = str_trim(c->row.at[0].text);
        Str line = str_slice(c->src->text, c->row.start, c->i);
        bool is_remark = str_starts(first, STR("#"));
        if (!c->row.is_blank && !is_remark) {
            section += was_blank;
            if (is_header(c, was_blank, section)) {
                header_take(c);
                return true;
            }
        }
        preamble_read(c, line);
        c->preamble_rows++;
        was_blank = c->row.is_blank || is_remark;
    }
    return false;
}

static void preset_compare(const Csv *c, const CsvPreset *p,
                           const CsvPreset **best, int *most)
{
    int score = csv_preset_score(p, c->header.at, c->header.len);

    if (score > *most) {
        *most = score;
        *best = p;
    }
}

/* Keeps in *best the preset that knows the header at hand best. */
static void presets_compare(const Csv *c, const CsvPreset **best, int *most)
{
    for (const CsvPreset *p = CSV_PRESETS; p->name; p++)
        preset_compare(c, p, best, most);
    preset_compare(c, &CSV_GENERIC, best, most);
}

/* The preset that knows some row of the file best. */
static const CsvPreset *preset_that_fits(Csv *c)
{
    const CsvPreset *best = NULL;
    int most = -1;

    c->i = c->begin;
    for (size_t n = 0; n < HEADER_ROWS && csv_row_next(c); n++) {
        header_take(c);
        presets_compare(c, &best, &most);
    }
    return best;
}

static bool fault_header(Csv *c)
{
    const CsvPreset *p = c->spec->preset;
    Arena *a = c->env->arena;
    StrList needed = { 0 };

    if (c->failed)
        return false;
    if (!p || c->spec->table || c->spec->table_name.len) {
        csv_fault(c, c->spec->file->span, "data/csv-header",
                  p ? "'%.*s' has no such table" : "'%.*s' has no header",
                  STR_ARG(c->src->path));
        return false;
    }
    for (size_t i = 0; i < PRESET_COLUMNS && p->columns[i].key; i++) {
        Str headers = str_of(p->columns[i].headers);
        if (p->columns[i].is_needed)
            *list_add(a, &needed) =
                str_slice(headers, 0, str_find(headers, STR("|")));
    }
    Str all = str_join(a, needed.at, needed.len, STR(", "));
    Diag *d = csv_fault(c, c->spec->file->span, "data/csv-header",
                        "no header of the preset %s in '%.*s'; it needs the "
                        "columns %.*s",
                        p->name, STR_ARG(c->src->path), STR_ARG(all));
    const CsvPreset *other = c->json ? NULL : preset_that_fits(c);
    if (other && other->name[0])
        d->hint = str_format(a, "preset: %s fits this file", other->name);
    return false;
}

/* Columns by number when there is no header. */
static bool header_make(Csv *c)
{
    size_t begin = c->i;

    if (!csv_row_next(c))
        return false;
    for (size_t i = 0; i < c->row.len; i++)
        *list_add(c->env->arena, &c->header) =
            str_format(c->env->arena, "column %zu", i + 1);
    c->width = c->header.len;
    c->i = begin;
    return true;
}

/* ---- Columns ------------------------------------------------------------ */

/* "Amount spent (GBP)" as amount_spent_gbp. */
static Str key_of_header(Arena *a, Str header)
{
    char *at = arena_alloc(a, header.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < header.len; i++) {
        char ch = lower(header.at[i]);
        bool is_word = (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') ||
                       (unsigned char)ch >= 0x80;
        if (is_word)
            at[len++] = ch;
        else if (len && at[len - 1] != '_')
            at[len++] = '_';
    }
    while (len && at[len - 1] == '_')
        len--;
    return (Str){ at, len };
}

static const CsvColumn *column_find(const Csv *c, Str key)
{
    for (size_t i = 0; i < c->columns.len; i++)
        if (str_equal(c->columns.at[i].key, key))
            return &c->columns.at[i];
    return NULL;
}

static void columns_of_header(Csv *c)
{
    Arena *a = c->env->arena;

    for (size_t i = 0; i < c->header.len; i++) {
        Str key = key_of_header(a, c->header.at[i]);
        if (!key.len)
            continue;
        for (int n = 2; column_find(c, key); n++)
            key = str_format(a, "%.*s_%d",
                             STR_ARG(key_of_header(a, c->header.at[i])), n);
        *list_add(a, &c->columns) = (CsvColumn){ .key = key,
                                                 .headers = c->header.at[i],
                                                 .at = c->spec->file->span,
                                                 .place = (int)i };
    }
}

static void fault_column(Csv *c, const CsvColumn *column)
{
    Diag *d = csv_fault(c, column->at, "data/csv-column",
                        "'%.*s' has no column '%.*s'", STR_ARG(c->src->path),
                        STR_ARG(text_shown(c->env->arena, column->headers)));
    Str near = str_nearest(column->headers, c->header.at, c->header.len);
    Str all = str_join(c->env->arena, c->header.at, c->header.len, STR(", "));

    d->hint = near.len ? str_format(c->env->arena, "did you mean '%.*s'?",
                                    STR_ARG(near))
                       : str_format(c->env->arena, "its columns are %.*s",
                                    STR_ARG(text_shown(c->env->arena, all)));
}

static void columns_of_spec(Csv *c)
{
    const CsvSpec *s = c->spec;

    for (size_t i = 0; i < s->columns.len; i++) {
        CsvColumn column = s->columns.at[i];
        if (column_find(c, column.key))
            continue;
        if (!column.constant)
            column.place = place_find(column.headers, c->header.at,
                                      c->header.len, &c->currency);
        if (!column.constant && column.place < 0) {
            if (column.is_own)
                fault_column(c, &column);
            continue; /* the preset knows more than this export has */
        }
        *list_add(c->env->arena, &c->columns) = column;
    }
}

static void add_constant(Csv *c, const char *key, Str text)
{
    Value *v = arena_make(c->env->arena, Value);

    if (column_find(c, str_of(key)))
        return;
    *v = value_text(text);
    v->span = c->spec->file->span;
    *list_add(c->env->arena, &c->columns) = (CsvColumn){
        .key = str_of(key), .constant = v, .at = v->span, .place = -1
    };
}

/* A table without dates speaks of the period above it, if that is a month. */
static void date_of_period(Csv *c)
{
    int from[3], to[3];

    if (!c->spec->preset || !c->has_period || column_find(c, STR("date")))
        return;
    csv_date_of(c->period_from, &from[0], &from[1], &from[2]);
    csv_date_of(c->period_to + 1, &to[0], &to[1], &to[2]);
    Str text = str_format(c->env->arena, "%.*s to %.*s",
                          STR_ARG(csv_day_text(c->env->arena, c->period_from)),
                          STR_ARG(csv_day_text(c->env->arena, c->period_to)));
    if (from[2] == 1 && to[2] == 1 &&
        to[0] * 12 + to[1] == from[0] * 12 + from[1] + 1)
        add_constant(
            c, "date",
            str_slice(csv_day_text(c->env->arena, c->period_from), 0, 7));
    else
        diag_warning(c->env->diags, c->spec->file->span,
                     "'%.*s' has no dates; it speaks of %.*s as a whole",
                     STR_ARG(c->src->path), STR_ARG(text))
            ->hint = STR("export it by day, or say columns: { date: { value: "
                         "2026-07 } }");
}

static bool is_wanted(const Csv *c, int place)
{
    for (size_t i = 0; i < c->columns.len; i++)
        if (c->columns.at[i].place == place)
            return true;
    for (size_t i = 0; i < c->pivot.len; i++)
        if (c->pivot.at[i] == place)
            return true;
    return false;
}

/* The columns that a pivot makes: values, and the headers beside them. */
static void pivot_columns_add(Csv *c, const CsvPreset *p)
{
    c->pivot_value = c->pivot_name = c->pivot_date = -1;
    for (size_t i = 0; i < PRESET_COLUMNS && p->columns[i].key; i++) {
        const PresetColumn *from = &p->columns[i];
        bool is_value = from->type == CSV_MONEY || from->type == CSV_NUMBER;
        if (from->headers[0] && !is_value)
            continue;
        CsvColumn *column = (CsvColumn *)column_find(c, str_of(from->key));
        if (!column)
            column = list_add(c->env->arena, &c->columns);
        *column = (CsvColumn){ .key = str_of(from->key),
                               .type = from->type,
                               .at = c->spec->file->span,
                               .place = -1 };
        int at = (int)(column - c->columns.at);
        if (is_value)
            c->pivot_value = at;
        else if (from->type == CSV_DATE)
            c->pivot_date = at;
        else
            c->pivot_name = at;
    }
}

static void pivot_find(Csv *c)
{
    const CsvPreset *p = c->spec->preset;
    Str currency;

    if (!p || !p->is_pivot)
        return;
    for (size_t i = 0; i < c->header.len; i++) {
        bool fits =
            pivots_periods(p)
                ? is_period_header(c->header.at[i])
                : csv_header_is(STR("*: (*)"), c->header.at[i], &currency);
        if (fits)
            *list_add(c->env->arena, &c->pivot) = (int)i;
    }
    pivot_columns_add(c, p);
}

static void left_out_find(Csv *c)
{
    for (size_t i = 0; i < c->header.len; i++)
        if (c->header.at[i].len && !is_wanted(c, (int)i))
            *list_add(c->env->arena, &c->left_out) = c->header.at[i];
}

/* ---- All of it ---------------------------------------------------------- */

static void skip_lines(Csv *c)
{
    Str text = c->src->text;

    for (size_t n = 0; n < c->spec->skip && c->begin < c->end; n++) {
        Str rest = str_slice(text, c->begin, c->end);
        c->begin += str_find(rest, STR("\n"));
        c->begin += c->begin < c->end;
    }
}

/* The keys of GA4's own answer, or those of the first row. */
static void header_of_json(Csv *c, const Value *root)
{
    static const char *const lists[] = { "dimensionHeaders", "metricHeaders" };

    for (size_t k = 0; k < COUNT_OF(lists); k++) {
        const Value *list = value_at(root, lists[k]);
        for (size_t i = 0;
             list && list->kind == VALUE_LIST && i < list->as.list.len; i++) {
            const Value *name = value_at(&list->as.list.at[i], "name");
            *list_add(c->env->arena, &c->header) =
                name && name->kind == VALUE_TEXT ? name->as.text : STR("");
        }
    }
    const Value *first = c->json->as.list.len ? c->json->as.list.at : NULL;
    if (c->header.len || !first || first->kind != VALUE_MAP)
        return;
    for (size_t i = 0; i < first->as.map.len; i++)
        *list_add(c->env->arena, &c->header) = first->as.map.at[i].key;
}

/* The scalar beside `by`, whose parts it is the total of: "visits". */
static Str measure_beside(const Value *totals)
{
    for (size_t i = 0; i < totals->as.map.len; i++)
        if (totals->as.map.at[i].value.kind == VALUE_NUMBER)
            return totals->as.map.at[i].key;
    return STR("value");
}

/* { visits: 9, by_channel: { Direct: 4, Email: 5 } } as rows; NULL if `totals`
 * is something else. */
static const Value *rows_of_totals(Csv *c, const Value *totals)
{
    Arena *a = c->env->arena;
    ValueList rows = { 0 };

    for (size_t i = 0;
         totals && totals->kind == VALUE_MAP && i < totals->as.map.len; i++) {
        const Member *by = &totals->as.map.at[i];
        if (!str_starts(by->key, STR("by_")) || by->value.kind != VALUE_MAP)
            continue;
        for (size_t k = 0; k < by->value.as.map.len; k++) {
            const Member *m = &by->value.as.map.at[k];
            MemberList row = { 0 };
            Value name = value_text(m->key), made;
            name.span = span_of(m->value.span.src, m->key_start, m->key_end);
            *list_add(a, &row) =
                (Member){ .key = str_slice(by->key, 3, by->key.len),
                          .value = name };
            *list_add(a, &row) =
                (Member){ .key = measure_beside(totals), .value = m->value };
            made = value_map(row.at, row.len);
            made.span = name.span;
            *list_add(a, &rows) = made;
        }
        break;
    }
    if (!rows.len)
        return NULL;
    Value *list = arena_make(a, Value);
    *list = value_list(rows.at, rows.len);
    return list;
}

/* The list itself, under `data` or `rows`, or what `totals` adds up. */
static const Value *json_list(Csv *c, const Value *root)
{
    static const char *const keys[] = { "data", "rows" };

    if (root->kind == VALUE_LIST)
        return root;
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        const Value *v = value_at(root, keys[i]);
        if (v && v->kind == VALUE_LIST && v->as.list.len)
            return v;
    }
    return rows_of_totals(c, value_at(root, "totals"));
}

static bool json_rows_find(Csv *c, const Value *root)
{
    c->json = json_list(c, root);
    if (!c->json) {
        csv_fault(c, c->spec->file->span, "data/csv",
                  "expected a list of rows in '%.*s', or one under 'data' or "
                  "'rows'",
                  STR_ARG(c->src->path));
        return false;
    }
    header_of_json(c, root);
    if (!c->spec->preset ||
        csv_preset_score(c->spec->preset, c->header.at, c->header.len) >= 0)
        return true;
    return fault_header(c);
}

/* A row of several cells, or else the first of a table of one column. */
static bool header_find(Csv *c)
{
    size_t begin = c->begin;

    c->i = begin;
    if (!c->spec->has_header)
        return header_make(c);
    for (c->least_cells = 2; c->least_cells; c->least_cells--) {
        c->i = begin;
        c->preamble_rows = 0;
        if (header_search(c))
            return true;
    }
    return false;
}

const CsvPreset *csv_recognise(Csv *c)
{
    const CsvPreset *best = NULL;
    int most = -1;

    if (!c->json) {
        delimiter_find(c);
        return preset_that_fits(c);
    }
    const Value *root = c->json;
    c->json = json_list(c, root);
    if (c->json) {
        header_of_json(c, root);
        presets_compare(c, &best, &most);
    }
    return best;
}

bool csv_layout_find(Csv *c)
{
    if (c->json) {
        if (!json_rows_find(c, c->json))
            return false;
    } else {
        skip_lines(c);
        delimiter_find(c);
        if (!header_find(c))
            return fault_header(c);
        c->begin = c->i;
    }
    if (c->spec->columns.len)
        columns_of_spec(c);
    if (!c->spec->preset && !c->spec->only_columns)
        columns_of_header(c);
    if (c->currency.len)
        add_constant(c, "currency", c->currency);
    date_of_period(c);
    pivot_find(c);
    left_out_find(c);
    return !c->failed;
}
