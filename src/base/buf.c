/* buf.c - bytes that grow, outside any arena. */

#include "base/base.h"

#include <assert.h>
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
