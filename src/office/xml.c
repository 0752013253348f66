/* xml.c - markup, written straight to its buffer. */

#include "office/xml.h"

#include "base/decimal.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- Cleaning ------------------------------------------------------------ */

/* Characters that XML 1.0 allows (2.2), less the ones it discourages. */
static bool is_allowed(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return !(c >= 0x7f && c <= 0x9f) && !(c >= 0xd800 && c <= 0xdfff) &&
           (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef);
}

static const char *escape_of(char c, Cleaning how)
{
    bool attribute = how == CLEAN_ATTRIBUTE;

    if (how == CLEAN_ONLY)
        return NULL;
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

/* Embeddings, overrides and isolates: a client's text may not turn ours. */
static bool turns_text(uint32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void add_code(Buf *out, Str s, size_t *i)
{
    size_t from = *i;
    uint32_t code = utf8_next(s, i);

    if (turns_text(code))
        return;
    if (is_allowed(code) && !(code == 0xfffd && *i - from == 1))
        buf_add(out, s.at + from, *i - from);
    else
        buf_add(out, "\xef\xbf\xbd", 3);
}

void xml_clean(Buf *out, Str s, Cleaning how)
{
    size_t plain = 0; /* start of what can be copied as it stands */

    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.at[i];
        const char *escape = escape_of(s.at[i], how);
        bool stays = !escape && c >= 0x20 && c < 0x7f;
        if (stays || (!escape && (c == '\n' || c == '\t'))) {
            i++;
            continue;
        }
        buf_add(out, s.at + plain, i - plain);
        if (escape) {
            buf_add(out, escape, strlen(escape));
            i++;
        } else {
            add_code(out, s, &i);
        }
        plain = i;
    }
    buf_add(out, s.at + plain, s.len - plain);
}

/* ---- The writer ---------------------------------------------------------- */

static void add_text(Xml *x, const char *text)
{
    buf_add(x->out, text, strlen(text));
}

/* What follows is content of the element opened last. */
static void end_tag(Xml *x)
{
    if (x->in_tag)
        buf_add_char(x->out, '>');
    x->in_tag = false;
}

void xml_begin(Xml *x, Buf *out)
{
    *x = (Xml){ .out = out };
    add_text(x,
             "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
}

bool xml_end(Xml *x)
{
    bool ok = !x->failed && x->depth == 0;

    buf_free(&x->names);
    return ok;
}

void xml_open(Xml *x, const char *name)
{
    size_t len = strlen(name);

    end_tag(x);
    buf_add_char(x->out, '<');
    buf_add(x->out, name, len);
    buf_add(&x->names, name, len);
    buf_add_char(&x->names, (char)len);
    x->failed |= len > CHAR_MAX;
    x->in_tag = true;
    x->depth++;
}

void xml_close(Xml *x)
{
    size_t len;

    if (x->depth < 1) {
        x->failed = true;
        return;
    }
    len = (size_t)x->names.at[--x->names.len];
    x->names.len -= len;
    x->depth--;
    if (x->in_tag) {
        add_text(x, "/>");
    } else {
        add_text(x, "</");
        buf_add(x->out, x->names.at + x->names.len, len);
        buf_add_char(x->out, '>');
    }
    x->in_tag = false;
}

static void attr_open(Xml *x, const char *name)
{
    x->failed |= !x->in_tag;
    buf_add_char(x->out, ' ');
    add_text(x, name);
    add_text(x, "=\"");
}

void xml_attr_str(Xml *x, const char *name, Str value)
{
    attr_open(x, name);
    xml_clean(x->out, value, CLEAN_ATTRIBUTE);
    buf_add_char(x->out, '"');
}

void xml_attr(Xml *x, const char *name, const char *value)
{
    xml_attr_str(x, name, str_of(value));
}

/* Digits of `value`, without the cost of snprintf(): slides are full of
 * lengths. */
static const char *print_int(char text[24], long value)
{
    char *at = text + 23;
    unsigned long rest =
        value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;

    *at = '\0';
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        *--at = '-';
    return at;
}

void xml_attr_int(Xml *x, const char *name, long value)
{
    char text[24];

    attr_open(x, name);
    add_text(x, print_int(text, value));
    buf_add_char(x->out, '"');
}

void xml_text(Xml *x, Str text)
{
    if (!text.len)
        return;
    end_tag(x);
    xml_clean(x->out, text, CLEAN_TEXT);
}

/* Never by the locale of the process: that may write a comma. */
static void print_number(char text[32], double value)
{
    char *comma;

    /* 16 at most: what the cells of a workbook hold */
    for (int digits = 15; digits <= 16; digits++) {
        snprintf(text, 32, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    comma = strchr(text, ',');
    if (comma)
        *comma = '.';
}

void xml_number(Xml *x, double value)
{
    char text[32];

    print_number(text, value);
    xml_text(x, str_of(text));
}

void xml_attr_number(Xml *x, const char *name, double value)
{
    char text[32];

    print_number(text, value);
    xml_attr(x, name, text);
}

/* ---- Shorthands ---------------------------------------------------------- */

void xml_empty(Xml *x, const char *name)
{
    xml_open(x, name);
    xml_close(x);
}

void xml_leaf(Xml *x, const char *name, const char *attr, const char *value)
{
    xml_open(x, name);
    xml_attr(x, attr, value);
    xml_close(x);
}

void xml_leaf_int(Xml *x, const char *name, const char *attr, long value)
{
    xml_open(x, name);
    xml_attr_int(x, attr, value);
    xml_close(x);
}

void xml_leaf_str(Xml *x, const char *name, const char *attr, Str value)
{
    xml_open(x, name);
    xml_attr_str(x, attr, value);
    xml_close(x);
}

void xml_element(Xml *x, const char *name, Str text)
{
    xml_open(x, name);
    xml_text(x, text);
    xml_close(x);
}

void xml_raw(Xml *x, const char *markup)
{
    end_tag(x);
    add_text(x, markup);
}
