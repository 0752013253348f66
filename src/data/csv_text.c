/* csv_text.c - the bytes of a table as UTF-8, and rows cut into cells. */

#include "data/csv.h"

/* ---- Encodings ---------------------------------------------------------- */

/* Windows-1252 from 0x80 to 0x9F; 0 where it has no character. */
static const uint16_t WINDOWS_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178
};

static Str of_single_bytes(Arena *a, Str bytes, bool is_windows)
{
    char *at = arena_alloc(a, bytes.len * 3 + 1);
    size_t len = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        uint32_t code = (unsigned char)bytes.at[i];
        if (is_windows && code >= 0x80 && code < 0xA0)
            code =
                WINDOWS_1252[code - 0x80] ? WINDOWS_1252[code - 0x80] : 0xFFFD;
        len += utf8_put(code, at + len);
    }
    return (Str){ at, len };
}

static uint32_t unit_at(Str bytes, size_t i, bool is_little)
{
    uint32_t a = (unsigned char)bytes.at[i], b = (unsigned char)bytes.at[i + 1];

    return is_little ? a | b << 8 : a << 8 | b;
}

/* Half a pair of surrogates becomes U+FFFD. */
static Str of_utf16(Arena *a, Str bytes, bool is_little)
{
    char *at = arena_alloc(a, bytes.len / 2 * 3 + 4);
    size_t len = 0;

    for (size_t i = 0; i + 1 < bytes.len; i += 2) {
        uint32_t code = unit_at(bytes, i, is_little);
        if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.len) {
            uint32_t low = unit_at(bytes, i + 2, is_little);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (code >= 0xD800 && code < 0xE000)
            code = 0xFFFD;
        len += utf8_put(code, at + len);
    }
    return (Str){ at, len };
}

typedef enum {
    ENCODING_UTF8,
    ENCODING_LITTLE,
    ENCODING_BIG,
    ENCODING_LATIN,
    ENCODING_WINDOWS
} Encoding;

static const struct {
    const char *word;
    Encoding encoding;
} ENCODINGS[] = {
    { "utf-8", ENCODING_UTF8 },           { "utf8", ENCODING_UTF8 },
    { "utf-16le", ENCODING_LITTLE },      { "utf-16be", ENCODING_BIG },
    { "latin-1", ENCODING_LATIN },        { "iso-8859-1", ENCODING_LATIN },
    { "windows-1252", ENCODING_WINDOWS }, { "cp1252", ENCODING_WINDOWS },
};

static bool encoding_said(Env *env, const CsvSpec *spec, Encoding *out)
{
    for (size_t i = 0; i < COUNT_OF(ENCODINGS); i++)
        if (str_is(spec->encoding, ENCODINGS[i].word)) {
            *out = ENCODINGS[i].encoding;
            return true;
        }
    Diag *d =
        diag_error(env->diags, spec->file->span, "unknown encoding '%.*s'",
                   STR_ARG(text_shown(env->arena, spec->encoding)));
    d->code = "data/csv";
    d->hint = STR("write utf-8, utf-16le, utf-16be, latin-1 or windows-1252");
    return false;
}

/* By a byte order mark, else by the zeros of UTF-16; skips the mark. */
static Encoding encoding_seen(Str *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes->at;

    if (str_starts(*bytes, STR("\xEF\xBB\xBF"))) {
        *bytes = str_slice(*bytes, 3, bytes->len);
        return ENCODING_UTF8;
    }
    if (bytes->len >= 2 && b[0] == 0xFF && b[1] == 0xFE) {
        *bytes = str_slice(*bytes, 2, bytes->len);
        return ENCODING_LITTLE;
    }
    if (bytes->len >= 2 && b[0] == 0xFE && b[1] == 0xFF) {
        *bytes = str_slice(*bytes, 2, bytes->len);
        return ENCODING_BIG;
    }
    if (bytes->len >= 4 && !b[1] && !b[3] && b[0])
        return ENCODING_LITTLE;
    return bytes->len >= 4 && !b[0] && !b[2] && b[1] ? ENCODING_BIG
                                                     : ENCODING_UTF8;
}

static bool fault_bytes(Env *env, Str bytes, Str path, size_t at,
                        const char *what)
{
    const Source *src = source_new(env->arena, path, bytes);
    Diag *d = diag_error(env->diags, span_of(src, at, at), "%s at offset %zu",
                         what, at);

    d->code = "data/encoding";
    d->hint = STR("say encoding: windows-1252 beside $csv, or save the file "
                  "as UTF-8");
    return false;
}

bool csv_decode(Env *env, Str *bytes, Str path, const CsvSpec *spec,
                Str *detected)
{
    static const char *const names[] = { "UTF-8", "UTF-16 (little endian)",
                                         "UTF-16 (big endian)", "Latin-1",
                                         "Windows-1252" };
    Encoding encoding = encoding_seen(bytes);

    if (spec->encoding.len && !encoding_said(env, spec, &encoding))
        return false;
    *detected = str_of(names[encoding]);
    if (encoding == ENCODING_LITTLE || encoding == ENCODING_BIG)
        *bytes = of_utf16(env->arena, *bytes, encoding == ENCODING_LITTLE);
    else if (encoding != ENCODING_UTF8)
        *bytes =
            of_single_bytes(env->arena, *bytes, encoding == ENCODING_WINDOWS);
    if (bytes->len >= UINT32_MAX)
        return fault_bytes(env, str_slice(*bytes, 0, 0), path, 0,
                           "more text than can be read");
    const char *nul = bytes->len ? memchr(bytes->at, 0, bytes->len) : NULL;
    if (nul)
        return fault_bytes(env, *bytes, path, (size_t)(nul - bytes->at),
                           "a NUL byte");
    size_t bad =
        encoding == ENCODING_UTF8 ? utf8_invalid_at(*bytes) : bytes->len;
    return bad == bytes->len ||
           fault_bytes(env, *bytes, path, bad, "bytes that are not UTF-8");
}

/* ---- Cells -------------------------------------------------------------- */

enum { MOST_CELLS = 4096 };

static CsvCell *cell_new(Csv *c)
{
    CsvRow *r = &c->row;

    if (r->len == r->room) {
        size_t room = r->room ? r->room * 2 : 64;
        CsvCell *at = arena_make_array(c->env->arena, CsvCell, room);
        if (r->len)
            memcpy(at, r->at, r->len * sizeof *at);
        r->at = at;
        r->room = room;
    }
    return &r->at[r->len++];
}

/* "" inside quotes stands for one quote. */
static Str unescape(Arena *a, Str s)
{
    char *at = arena_alloc(a, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        at[len++] = s.at[i];
        if (s.at[i] == '"')
            i++;
    }
    return (Str){ at, len };
}

static bool fault_quote(Csv *c, size_t from, size_t to, const char *what,
                        const char *hint)
{
    Diag *d =
        csv_fault(c, span_of(c->src, from, to), "data/csv-quote", "%s", what);
    d->hint = str_of(hint);
    return false;
}

/* The cell whose opening quote is at `i`; where it ends, or SIZE_MAX. */
static size_t quoted_cell(Csv *c, size_t i, CsvCell *cell)
{
    const char *text = c->src->text.at;
    size_t from = i + 1, at = from;
    bool has_quotes = false;

    for (;;) {
        const char *quote =
            at < c->end ? memchr(text + at, '"', c->end - at) : NULL;
        if (!quote) {
            fault_quote(c, i, i + 1, "this quote is not closed",
                        "end the cell with a quote; a quote inside a cell is "
                        "written twice");
            return SIZE_MAX;
        }
        at = (size_t)(quote - text) + 1;
        if (at >= c->end || text[at] != '"')
            break;
        has_quotes = true;
        at++;
    }
    cell->is_quoted = true;
    cell->text = str_slice(c->src->text, from, at - 1);
    if (has_quotes)
        cell->text = unescape(c->cell_arena, cell->text);
    while (at < c->end && text[at] == ' ' && c->delimiter != ' ')
        at++;
    if (at < c->end && text[at] != c->delimiter && text[at] != '\n' &&
        text[at] != '\r') {
        fault_quote(c, at, at + 1,
                    "more text stands behind the quote that closes this cell",
                    "a quote inside a cell is written twice");
        return SIZE_MAX;
    }
    return at;
}

static size_t plain_cell(const Csv *c, size_t i, CsvCell *cell)
{
    const char *text = c->src->text.at, *at = text + i, *end = text + c->end;
    char delimiter = c->delimiter;

    while (at < end && *at != delimiter && *at != '\n' && *at != '\r')
        at++;
    cell->text = (Str){ text + i, (size_t)(at - text) - i };
    return (size_t)(at - text);
}

/* Behind the line break at `i`. */
static size_t next_line(const Csv *c, size_t i)
{
    const char *text = c->src->text.at;

    if (i < c->end && text[i] == '\r' && i + 1 < c->end && text[i + 1] == '\n')
        return i + 2;
    return i < c->end ? i + 1 : i;
}

static bool text_row_next(Csv *c)
{
    const char *text = c->src->text.at;

    if (c->i >= c->end)
        return false;
    c->row.len = 0;
    c->row.start = (uint32_t)c->i;
    c->row.is_blank = true;
    for (size_t i = c->i;;) {
        CsvCell *cell = cell_new(c);
        *cell = (CsvCell){ .start = (uint32_t)i };
        i = i < c->end && text[i] == '"' ? quoted_cell(c, i, cell)
                                         : plain_cell(c, i, cell);
        if (i == SIZE_MAX)
            return false;
        cell->end = (uint32_t)i;
        if (cell->text.len && c->row.is_blank)
            c->row.is_blank = !str_trim(cell->text).len;
        if (i >= c->end || text[i] != c->delimiter) {
            c->i = next_line(c, i);
            return true;
        }
        if (c->row.len >= MOST_CELLS) {
            csv_fault(c, span_of(c->src, i, i + 1), "limit/columns",
                      "a row has more than %d cells", MOST_CELLS)
                ->fault = FAULT_LIMIT;
            return false;
        }
        i++;
    }
}

/* ---- Rows of JSON ------------------------------------------------------- */

static Str json_text(Csv *c, const Value *v)
{
    switch ((ValueKind)v->kind) {
    case VALUE_TEXT:
        return v->as.text;
    case VALUE_NUMBER:
        return decimal_format(c->cell_arena, v->as.number);
    case VALUE_BOOL:
        return v->as.flag ? STR("true") : STR("false");
    case VALUE_ABSENT:
    case VALUE_NULL:
    case VALUE_LIST:
    case VALUE_MAP:
        break;
    }
    return STR("");
}

/* The values of GA4's { dimensionValues: [{ value }], metricValues }. */
static void add_values(Csv *c, const Value *list)
{
    for (size_t i = 0;
         list && list->kind == VALUE_LIST && i < list->as.list.len; i++) {
        const Value *v = value_at(&list->as.list.at[i], "value");
        CsvCell *cell = cell_new(c);
        *cell = (CsvCell){ .is_null = !v };
        if (v) {
            cell->text = json_text(c, v);
            cell->start = v->span.start;
            cell->end = v->span.end;
        }
    }
}

static bool json_row_next(Csv *c)
{
    if (c->i >= c->json->as.list.len)
        return false;
    const Value *row = &c->json->as.list.at[c->i++];
    c->row.len = 0;
    c->row.start = row->span.start;
    c->row.is_blank = false;
    if (value_at(row, "dimensionValues") || value_at(row, "metricValues")) {
        add_values(c, value_at(row, "dimensionValues"));
        add_values(c, value_at(row, "metricValues"));
        return true;
    }
    for (size_t i = 0; i < c->header.len; i++) {
        const Value *v = value_find(row, c->header.at[i]);
        CsvCell *cell = cell_new(c);
        *cell = (CsvCell){ .is_null = !v || v->kind == VALUE_NULL };
        if (!v)
            continue;
        cell->text = json_text(c, v);
        cell->start = v->span.start;
        cell->end = v->span.end;
    }
    return true;
}

bool csv_row_next(Csv *c)
{
    arena_rewind(c->cell_arena, (ArenaMark){ 0 });
    return c->json ? json_row_next(c) : text_row_next(c);
}

void csv_rewind(Csv *c)
{
    c->i = c->begin;
    c->seen_row = false;
}

Span csv_cell_at(const Csv *c, const CsvCell *cell)
{
    return span_of(c->src, cell->start, cell->end);
}

/* ---- Places, found again ------------------------------------------------ */

/* Reads the row of a part once more, without reports. */
static bool row_again(const DatasetPart *part, size_t row, Env *quiet, Csv *c)
{
    *c = (Csv){ .env = quiet,
                .src = part->src,
                .delimiter = part->delimiter,
                .end = part->src->text.len,
                .i = part->starts[row],
                .cell_arena = quiet->arena };
    return csv_row_next(c);
}

static Span line_span(const DatasetPart *part, size_t row)
{
    Str text = part->src->text;
    size_t start = part->starts[row], end = start;

    while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
        end++;
    return span_of(part->src, start, end);
}

Span csv_row_span(const DatasetPart *part, size_t row)
{
    return line_span(part, row);
}

Span csv_cell_span(const DatasetPart *part, size_t row, int place)
{
    Span at = line_span(part, row);
    Arena *a = arena_new();
    DiagList unheard = { .arena = a };
    Env quiet = { .arena = a, .diags = &unheard };
    Csv c;

    if (part->delimiter && row_again(part, row, &quiet, &c) &&
        (size_t)place < c.row.len)
        at = csv_cell_at(&c, &c.row.at[place]);
    arena_free(a);
    return at;
}

void csv_row_places(const DatasetPart *part, size_t row, Member *m,
                    size_t count)
{
    Arena *a = arena_new();
    DiagList unheard = { .arena = a };
    Env quiet = { .arena = a, .diags = &unheard };
    bool has_cells = false;
    Csv c;

    if (part->delimiter)
        has_cells = row_again(part, row, &quiet, &c);
    for (size_t i = 0; i < count; i++) {
        int place = i < part->place_count ? part->places[i] : -1;
        if (place < 0)
            m[i].value.span = part->named_at;
        else if (has_cells && (size_t)place < c.row.len)
            m[i].value.span = csv_cell_at(&c, &c.row.at[place]);
        else
            m[i].value.span = line_span(part, row);
    }
    arena_free(a);
}
