/*
 * derive_clean.c - the client's own texts and tables before anything reads
 * them: characters that cannot be printed go, and in a column of numbers a word
 * for "missing" is missing, a number written as text a number, and a bound such
 * as "< 10%" no number but what is printed in its place.
 *
 * What does not change is not copied.  Facts have a reader of their own.
 */

#include "data/dataset.h"
#include "data/written.h"
#include "eval/derive_parts.h"

/* ---- Characters ---------------------------------------------------------- */

/* Control characters, what is no character, and what turns text around. */
static bool is_unprintable(uint32_t c)
{
    if (c < 0x20)
        return c != '\t' && c != '\n' && c != '\r';
    return (c >= 0x7F && c <= 0x9F) || (c & 0xFFFE) == 0xFFFE ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* Ends of lines and pages that are none here; words stay apart. */
static bool is_old_line_end(uint32_t c)
{
    return c == 0x0B || c == 0x0C || c == 0x85;
}

uint32_t text_unprintable(Str s)
{
    for (size_t i = 0; i < s.len;) {
        unsigned char byte = (unsigned char)s.at[i];
        if (byte >= 0x20 && byte < 0x7F) {
            i++;
            continue;
        }
        uint32_t code = utf8_next(s, &i);
        if (is_unprintable(code))
            return code ? code : UNPRINTABLE_NUL;
    }
    return 0;
}

Str text_printable(Arena *a, Str s)
{
    char *at = arena_alloc(a, s.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t code = utf8_next(s, &i);
        if (is_old_line_end(code)) {
            at[len++] = ' ';
        } else if (!is_unprintable(code)) {
            memcpy(at + len, s.at + from, i - from);
            len += i - from;
        }
    }
    return (Str){ at, len };
}

void unprintable_warn(Derive *d, Span at, size_t count, uint32_t code)
{
    Str name = str_format(d->arena, "U+%04X",
                          code == UNPRINTABLE_NUL ? 0 : (unsigned)code);

    diag_warning(d->env->diags, at,
                 "%zu %s characters that cannot be printed, such as %.*s; they "
                 "are left out",
                 count, count == 1 ? "text holds" : "texts hold", STR_ARG(name))
        ->code = "data/unprintable";
    derive_note(d, at, "notes.unprintable",
                (MessageArg[]){ arg_count(d->wording, "n", count),
                                arg_text("code", name),
                                { 0 } });
}

/* ---- Columns of numbers -------------------------------------------------- */

typedef struct {
    Derive *d;
    char mark;    /* of `number_locale`, or 0 */
    size_t texts; /* that hold what cannot be printed */
    uint32_t code;
    Span at; /* the first of them */
} Cleaner;

typedef enum {
    CELL_NUMBER,
    CELL_WRITTEN,
    CELL_MISSING,
    CELL_BOUND,
    CELL_OTHER,
    CELL_KINDS
} CellKind;

typedef struct {
    Str key;
    size_t count[CELL_KINDS];
    Str word; /* the first for "missing" */
    size_t first_missing;
} TableColumn;

typedef LIST(TableColumn) TableColumns;

static CellKind cell_kind(const Cleaner *c, const Value *v, Decimal *out)
{
    bool is_ambiguous, is_percent;

    if (v->kind == VALUE_NUMBER)
        return CELL_NUMBER;
    if (v->kind == VALUE_NULL)
        return CELL_MISSING;
    if (v->kind != VALUE_TEXT)
        return CELL_OTHER;
    Str s = str_trim(v->as.text);
    if (csv_is_missing(s))
        return CELL_MISSING;
    if (csv_is_bound(s))
        return CELL_BOUND;
    unsigned marks = csv_number_marks(s, &is_ambiguous, &is_percent);
    if (!marks || is_percent || (is_ambiguous && !c->mark))
        return CELL_OTHER;
    char mark = c->mark ? c->mark : marks & MARK_DOT ? '.' : ',';
    return csv_number_read(s, mark, out, &is_percent) ? CELL_WRITTEN
                                                      : CELL_OTHER;
}

static TableColumn *column_of(Cleaner *c, TableColumns *columns, Str key,
                              size_t place)
{
    if (place < columns->len && str_equal(columns->at[place].key, key))
        return &columns->at[place];
    for (size_t i = 0; i < columns->len; i++)
        if (str_equal(columns->at[i].key, key))
            return &columns->at[i];
    TableColumn *out = list_add(c->d->env->scratch, columns);
    *out = (TableColumn){ .key = key };
    return out;
}

/* False if the list is no table: not all of its items are maps. */
static bool columns_survey(Cleaner *c, Values rows, TableColumns *out)
{
    enum { COLUMNS_MOST = 200 };
    Decimal number;

    for (size_t row = 0; row < rows.len; row++) {
        const Value *v = &rows.at[row];
        if (v->kind != VALUE_MAP || out->len > COLUMNS_MOST)
            return false;
        for (size_t i = 0; i < v->as.map.len; i++) {
            const Member *m = &v->as.map.at[i];
            TableColumn *column = column_of(c, out, m->key, i);
            CellKind kind = cell_kind(c, &m->value, &number);
            bool is_word = kind == CELL_MISSING && m->value.kind == VALUE_TEXT;
            if (is_word && !column->word.at) {
                column->word = m->value.as.text;
                column->first_missing = row;
            }
            column->count[kind]++;
        }
    }
    return true;
}

/* Numbers, and something that stands for one or for none. */
static bool is_column_of_numbers(const TableColumn *t)
{
    return t->count[CELL_NUMBER] && !t->count[CELL_OTHER] &&
           (t->count[CELL_WRITTEN] || t->count[CELL_BOUND] || t->word.at);
}

/* What names the row in a note: its first text. */
static Str row_words(Cleaner *c, const Value *row, size_t index)
{
    for (size_t i = 0; i < row->as.map.len; i++) {
        const Value *v = &row->as.map.at[i].value;
        if (v->kind == VALUE_TEXT && !csv_is_missing(v->as.text))
            return text_short(c->d->arena, v->as.text);
    }
    return str_format(c->d->arena, "%zu", index + 1);
}

static void column_note(Cleaner *c, const TableColumn *t, Values rows)
{
    Derive *d = c->d;
    const Metric *metric = roster_find(d, t->key);
    Str label = metric ? metric->label : t->key;
    const Value *first = &rows.at[t->first_missing];

    if (t->word.at)
        derive_note(
            d, first->span, "notes.missing",
            (MessageArg[]){
                arg_text("label", label),
                arg_count(d->wording, "n", t->count[CELL_MISSING]),
                arg_count(d->wording, "of", rows.len),
                arg_text("has_word", t->word.len ? STR("yes") : STR("no")),
                arg_text("word", t->word),
                arg_text("first", row_words(c, first, t->first_missing)),
                { 0 } });
    if (t->count[CELL_BOUND])
        derive_note(
            d, rows.at[0].span, "notes.bounds",
            (MessageArg[]){ arg_text("label", label),
                            arg_count(d->wording, "n", t->count[CELL_BOUND]),
                            { 0 } });
}

/* The row with numbers where its columns have them; what stands for a bound is
 * printed in its place. */
static Value row_of_numbers(Cleaner *c, const Value *row,
                            const TableColumns *columns)
{
    Arena *a = c->d->arena;
    MemberList out = { 0 }, instead = { 0 };
    bool has_own = value_at(row, "instead") != NULL;

    for (size_t i = 0; i < row->as.map.len; i++) {
        Member *m = list_add(a, &out);
        Decimal number;
        *m = row->as.map.at[i];
        const TableColumn *t = column_of(c, (TableColumns *)columns, m->key, i);
        if (!is_column_of_numbers(t) || m->value.kind != VALUE_TEXT)
            continue;
        Span at = m->value.span;
        switch (cell_kind(c, &m->value, &number)) {
        case CELL_WRITTEN:
            m->value = value_number(number);
            break;
        case CELL_BOUND:
            if (!has_own)
                *list_add(a, &instead) = *m;
            m->value = value_null();
            break;
        default:
            m->value = value_null();
        }
        m->value.span = at;
    }
    if (instead.len)
        *list_add(a, &out) =
            (Member){ .key = STR("instead"), .value = value_of_map(&instead) };
    Value v = value_of_map(&out);
    v.span = row->span;
    return v;
}

/* True with `*rows` replaced if there was something to read. */
static bool table_clean(Cleaner *c, Values *rows)
{
    TableColumns columns = { 0 };
    bool is_any = false;

    if (!columns_survey(c, *rows, &columns))
        return false;
    for (size_t i = 0; i < columns.len; i++)
        if (is_column_of_numbers(&columns.at[i])) {
            column_note(c, &columns.at[i], *rows);
            is_any = true;
        }
    if (!is_any)
        return false;
    Value *out = arena_make_array(c->d->arena, Value, rows->len);
    for (size_t i = 0; i < rows->len; i++)
        out[i] = row_of_numbers(c, &rows->at[i], &columns);
    rows->at = out;
    return true;
}

/* ---- All of the data ----------------------------------------------------- */

static bool value_clean(Cleaner *c, Value *v);

static bool text_clean(Cleaner *c, Value *v)
{
    uint32_t code = text_unprintable(v->as.text);

    if (!code)
        return false;
    if (!c->texts++) {
        c->code = code;
        c->at = v->span;
    }
    v->as.text = text_printable(c->d->arena, v->as.text);
    return true;
}

static bool table_has_bounds(const Dataset *t)
{
    for (size_t i = 0; i < t->columns.len; i++)
        if (t->columns.at[i].bound_count)
            return true;
    return false;
}

static bool list_clean(Cleaner *c, Value *v)
{
    bool is_changed = false;

    if (v->is_dataset) {
        Dataset *t = v->as.rows.table;
        if (!table_has_bounds(t))
            return false;
        *v = dataset_rows(t, v->span);
    }
    Value *out = NULL;
    for (size_t i = 0; i < v->as.list.len; i++) {
        Value item = v->as.list.at[i];
        if (!value_clean(c, &item))
            continue;
        if (!out) {
            out = arena_make_array(c->d->arena, Value, v->as.list.len);
            memcpy(out, v->as.list.at, v->as.list.len * sizeof *out);
            v->as.list.at = out;
        }
        out[i] = item;
        is_changed = true;
    }
    ArenaMark mark = arena_save(c->d->env->scratch);
    is_changed |= v->as.list.len && table_clean(c, &v->as.list);
    arena_rewind(c->d->env->scratch, mark);
    return is_changed;
}

static bool is_facts(const Cleaner *c, const Value *map, Str key)
{
    return map == c->d->data &&
           (str_is(key, "facts") || str_is(key, "daily_facts"));
}

/* `from` is the map where it stands. */
static bool map_clean(Cleaner *c, const Value *from, Value *v)
{
    Member *out = NULL;

    for (size_t i = 0; i < v->as.map.len; i++) {
        Value value = v->as.map.at[i].value;
        if (is_facts(c, from, v->as.map.at[i].key) || !value_clean(c, &value))
            continue;
        if (!out) {
            out = arena_make_array(c->d->arena, Member, v->as.map.len);
            memcpy(out, v->as.map.at, v->as.map.len * sizeof *out);
            v->as.map.at = out;
        }
        out[i].value = value;
    }
    return out != NULL;
}

static bool value_clean(Cleaner *c, Value *v)
{
    switch ((ValueKind)v->kind) {
    case VALUE_TEXT:
        return text_clean(c, v);
    case VALUE_LIST:
        return list_clean(c, v);
    case VALUE_MAP:
        return map_clean(c, v, v);
    default:
        return false;
    }
}

void data_clean(Derive *d)
{
    Cleaner c = { .d = d };
    Value root = *d->data;

    c.mark =
        csv_mark_of_locale(text_of_value(value_at(d->data, "number_locale")));
    if (root.kind == VALUE_MAP && map_clean(&c, d->data, &root)) {
        Value *v = arena_make(d->arena, Value);
        *v = root;
        d->data = v;
    }
    if (c.texts)
        unprintable_warn(d, c.at, c.texts, c.code);
}
