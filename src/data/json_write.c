/* json_write.c - values as JSON. */

#include "data/dataset.h"

typedef struct {
    Buf *out;
    bool is_pretty;
    Arena *scratch;
} Writer;

static void new_line(Writer *w, size_t level)
{
    if (!w->is_pretty)
        return;
    buf_add_char(w->out, '\n');
    for (size_t i = 0; i < level; i++)
        buf_add_str(w->out, STR("  "));
}

static void write_control(Buf *out, uint32_t code)
{
    switch (code) {
    case '\n':
        buf_add_str(out, STR("\\n"));
        return;
    case '\t':
        buf_add_str(out, STR("\\t"));
        return;
    case '\r':
        buf_add_str(out, STR("\\r"));
        return;
    default:
        buf_format(out, "\\u%04x", (unsigned)code);
    }
}

/* ASCII that stands for itself, from i on. */
static size_t plain_end(Str text, size_t i)
{
    while (i < text.len && text.at[i] >= 0x20 && text.at[i] < 0x7f &&
           text.at[i] != '"' && text.at[i] != '\\')
        i++;
    return i;
}

/* Bytes that are not UTF-8 become U+FFFD: the output is always valid. */
static void write_text(Buf *out, Str text)
{
    char wide[4];

    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len;) {
        size_t plain = plain_end(text, i);
        buf_add(out, text.at + i, plain - i);
        i = plain;
        if (i == text.len)
            break;
        uint32_t code = utf8_next(text, &i);
        if (code < 0x20 || code == 0x7f) {
            write_control(out, code);
        } else {
            if (code == '"' || code == '\\')
                buf_add_char(out, '\\');
            buf_add(out, wide, utf8_put(code, wide));
        }
    }
    buf_add_char(out, '"');
}

/* Plain digits, or with an exponent where those would be mostly zeros. */
static void write_number(Writer *w, Decimal d)
{
    enum { MOST_ZEROS = 20, MOST_PLACES = 60 };
    ArenaMark mark = arena_save(w->scratch);

    int power = d.exponent;
    bool is_plain = power <= MOST_ZEROS && power >= -MOST_PLACES;
    if (!is_plain)
        d.exponent = 0;
    buf_add_str(w->out, decimal_format(w->scratch, d));
    if (!is_plain)
        buf_format(w->out, "e%d", power);
    arena_rewind(w->scratch, mark);
}

static void write_value(Writer *w, const Value *v, size_t level);

static void write_list(Writer *w, Values list, size_t level)
{
    buf_add_char(w->out, '[');
    for (size_t i = 0; i < list.len; i++) {
        if (i)
            buf_add_char(w->out, ',');
        new_line(w, level + 1);
        write_value(w, &list.at[i], level + 1);
    }
    if (list.len)
        new_line(w, level);
    buf_add_char(w->out, ']');
}

static void write_map(Writer *w, Members map, size_t level)
{
    buf_add_char(w->out, '{');
    for (size_t i = 0; i < map.len; i++) {
        if (i)
            buf_add_char(w->out, ',');
        new_line(w, level + 1);
        write_text(w->out, map.at[i].key);
        buf_add_str(w->out, w->is_pretty ? STR(": ") : STR(":"));
        write_value(w, &map.at[i].value, level + 1);
    }
    if (map.len)
        new_line(w, level);
    buf_add_char(w->out, '}');
}

static void write_value(Writer *w, const Value *v, size_t level)
{
    switch ((ValueKind)v->kind) {
    case VALUE_ABSENT: /* JSON knows only one of the two */
    case VALUE_NULL:
        buf_add_str(w->out, STR("null"));
        return;
    case VALUE_BOOL:
        buf_add_str(w->out, v->as.flag ? STR("true") : STR("false"));
        return;
    case VALUE_NUMBER:
        write_number(w, v->as.number);
        return;
    case VALUE_TEXT:
        write_text(w->out, v->as.text);
        return;
    case VALUE_LIST:
        write_list(w,
                   v->is_dataset
                       ? dataset_rows(v->as.rows.table, v->span).as.list
                       : v->as.list,
                   level);
        return;
    case VALUE_MAP:
        write_map(w, v->as.map, level);
        return;
    }
}

void json_write(Buf *out, const Value *v, bool pretty)
{
    Writer w = { out, pretty, arena_new() };

    write_value(&w, v, 0);
    arena_free(w.scratch);
    if (pretty)
        buf_add_char(out, '\n');
}
