/* values.c - numbers and strings as PDF writes them. */

#include "pdf/objects.h"

void put_text(Buf *b, const char *z)
{
    buf_add(b, z, strlen(z));
}

void put_ref(Buf *b, ObjectId id)
{
    buf_add_uint(b, id);
    buf_add(b, " 0 R", 4);
}

void put_literal(Buf *b, Str bytes)
{
    buf_add_char(b, '(');
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.at[i];
        if (c == '(' || c == ')' || c == '\\') {
            buf_add_char(b, '\\');
        } else if (c == '\r') {
            buf_add_char(b, '\\');
            c = 'r';
        }
        buf_add_char(b, c);
    }
    buf_add_char(b, ')');
}

/* ---- Text strings -------------------------------------------------------- */

static size_t utf16_units(uint32_t code, uint16_t units[2])
{
    if (code < 0x10000) {
        units[0] = (uint16_t)code;
        return 1;
    }
    code -= 0x10000;
    units[0] = (uint16_t)(0xD800 + (code >> 10));
    units[1] = (uint16_t)(0xDC00 + (code & 0x3FF));
    return 2;
}

void put_utf16_hex(Buf *b, Str utf8)
{
    static const char hex[] = "0123456789ABCDEF";
    uint16_t units[2];

    for (size_t i = 0; i < utf8.len;) {
        size_t count = utf16_units(utf8_next(utf8, &i), units);
        for (size_t u = 0; u < count; u++)
            for (int shift = 12; shift >= 0; shift -= 4)
                buf_add_char(b, hex[units[u] >> shift & 15]);
    }
}

void put_utf16(Buf *b, Str utf8)
{
    uint16_t units[2];

    buf_add(b, "\xFE\xFF", 2);
    for (size_t i = 0; i < utf8.len;) {
        size_t count = utf16_units(utf8_next(utf8, &i), units);
        for (size_t u = 0; u < count; u++) {
            buf_add_char(b, (char)(units[u] >> 8));
            buf_add_char(b, (char)units[u]);
        }
    }
}

/* What PDFDocEncoding and ASCII agree on. */
static bool is_plain(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < 0x20 || s.at[i] > 0x7E)
            return false;
    }
    return true;
}

void put_text_string(Buf *b, Str utf8)
{
    if (is_plain(utf8)) {
        put_literal(b, utf8);
        return;
    }
    put_text(b, "<FEFF");
    put_utf16_hex(b, utf8);
    buf_add_char(b, '>');
}

static bool is_blank(uint32_t code)
{
    return code <= 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 ||
           code == 0x2029;
}

Str text_clean(Arena *a, Str s)
{
    char *to = arena_alloc(a, 3 * s.len + 1); /* a bad byte becomes U+FFFD */
    size_t len = 0;
    bool after_blank = true;

    for (size_t i = 0; i < s.len;) {
        uint32_t code = utf8_next(s, &i);
        bool blank = is_blank(code);
        if (code == 0xFEFF || (code & 0xFFFE) == 0xFFFE)
            code = 0xFFFD;
        if (!blank)
            len += utf8_put(code, to + len);
        else if (!after_blank)
            to[len++] = ' ';
        after_blank = blank;
    }
    return str_trim((Str){ to, len });
}
