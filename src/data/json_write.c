/* json_write.c - values as JSON. */

#include "data/data.h"

typedef struct {
    Buf *out;
    bool is_pretty;
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

/* Bytes that are not UTF-8 become U+FFFD: the output is always valid. */
static void write_text(Buf *out, Str text)
{
    char wide[4];

    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len;) {
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
static void write_number(Buf *out, Decimal d)
{
    enum { MOST_ZEROS = 20, MOST_PLACES = 60 };
    Arena *a = arena_new();

    if (d.exponent <= MOST_ZEROS && d.exponent >= -MOST_PLACES) {
        buf_add_str(out, decimal_format(a, d));
    } else {
        int power = d.exponent;
        d.exponent = 0;
        buf_add_str(out, decimal_format(a, d));
        buf_format(out, "e%d", power);
    }
    arena_free(a);
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
        write_number(w->out, v->as.number);
        return;
    case VALUE_TEXT:
        write_text(w->out, v->as.text);
        return;
    case VALUE_LIST:
        write_list(w, v->as.list, level);
        return;
    case VALUE_MAP:
        write_map(w, v->as.map, level);
        return;
    }
}

void json_write(Buf *out, const Value *v, bool pretty)
{
    Writer w = { out, pretty };

    write_value(&w, v, 0);
    if (pretty)
        buf_add_char(out, '\n');
}
