/* buf.c - bytes that grow, outside any arena. */

#include "base/base.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void buf_reserve(Buf *b, size_t more)
{
    if (b->room - b->len >= more)
        return;
    size_t room = b->room ? b->room : 256;
    while (room - b->len < more)
        room *= 2;

    char *at = realloc(b->at, room);
    if (!at) {
        fputs("reportgen: out of memory\n", stderr);
        exit(70);
    }
    b->at = at;
    b->room = room;
}

void buf_add(Buf *b, const void *bytes, size_t len)
{
    if (!len)
        return;
    buf_reserve(b, len);
    memcpy(b->at + b->len, bytes, len);
    b->len += len;
}

void buf_add_str(Buf *b, Str s)
{
    buf_add(b, s.at, s.len);
}

void buf_add_char(Buf *b, char c)
{
    if (b->len == b->room)
        buf_reserve(b, 1);
    b->at[b->len++] = c;
}

void buf_add_uint(Buf *b, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    buf_add(b, digits + at, sizeof digits - at);
}

void buf_add_fixed(Buf *b, int64_t value, int digits)
{
    char text[32];
    size_t at = sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    for (; digits > 0 && rest % 10 == 0; digits--)
        rest /= 10;
    if (digits > 0) {
        for (; digits > 0; digits--, rest /= 10)
            text[--at] = (char)('0' + rest % 10);
        text[--at] = '.';
    } else {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    }
    for (; rest; rest /= 10)
        text[--at] = (char)('0' + rest % 10);
    if (value < 0)
        text[--at] = '-';
    buf_add(b, text + at, sizeof text - at);
}

void buf_add_number(Buf *b, double value, int digits)
{
    static const double scale[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6 };

    /* far beyond any page, and what is no number at all */
    if (!(value > -1e9))
        value = value < 0 ? -1e9 : 0;
    if (value > 1e9)
        value = 1e9;
    buf_add_fixed(b, llround(value * scale[digits]), digits);
}

void buf_format(Buf *b, const char *fmt, ...)
{
    va_list args;
    char small[256];

    va_start(args, fmt);
    int len = vsnprintf(small, sizeof small, fmt, args);
    va_end(args);
    assert(len >= 0); /* a bad format string, so a bug */
    if ((size_t)len < sizeof small) {
        buf_add(b, small, (size_t)len);
        return;
    }
    buf_reserve(b, (size_t)len + 1);
    va_start(args, fmt);
    vsnprintf(b->at + b->len, (size_t)len + 1, fmt, args);
    va_end(args);
    b->len += (size_t)len;
}

Str buf_str(const Buf *b)
{
    return (Str){ b->at ? b->at : "", b->len };
}

Str buf_copy(Arena *a, const Buf *b)
{
    return str_copy(a, buf_str(b));
}

void buf_free(Buf *b)
{
    free(b->at);
    *b = (Buf){ 0 };
}
