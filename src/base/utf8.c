/* utf8.c - code points in and out of bytes. */

#include "base/base.h"

static const uint32_t REPLACEMENT = 0xFFFD;

static bool is_tail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Length of the sequence that starts at p, or 0 if it is not valid. */
static size_t sequence_len(const unsigned char *p, size_t room)
{
    if (p[0] < 0x80)
        return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4)
        return 0;
    if (p[0] < 0xE0)
        return room >= 2 && is_tail(p[1]) ? 2 : 0;
    if (p[0] < 0xF0) {
        if (room < 3 || !is_tail(p[1]) || !is_tail(p[2]))
            return 0;
        bool is_long = p[0] == 0xE0 && p[1] < 0xA0;
        bool is_surrogate = p[0] == 0xED && p[1] > 0x9F;
        return is_long || is_surrogate ? 0 : 3;
    }
    if (room < 4 || !is_tail(p[1]) || !is_tail(p[2]) || !is_tail(p[3]))
        return 0;
    bool is_long = p[0] == 0xF0 && p[1] < 0x90;
    bool is_beyond = p[0] == 0xF4 && p[1] > 0x8F;
    return is_long || is_beyond ? 0 : 4;
}

uint32_t utf8_next(Str s, size_t *i)
{
    const unsigned char *p = (const unsigned char *)s.at + *i;
    size_t len = sequence_len(p, s.len - *i);

    *i += len ? len : 1;
    switch (len) {
    case 1:
        return p[0];
    case 2:
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    case 3:
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    case 4:
        return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 |
               (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    default:
        return REPLACEMENT;
    }
}

size_t utf8_put(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if ((code >= 0xD800 && code < 0xE000) || code > 0x10FFFF)
        code = REPLACEMENT;
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* Bytes from `i` on that are plain ASCII, eight at a time. */
static size_t ascii_end(Str s, size_t i)
{
    for (; i + 8 <= s.len; i += 8) {
        uint64_t word;
        memcpy(&word, s.at + i, 8);
        if (word & 0x8080808080808080u)
            break;
    }
    while (i < s.len && (unsigned char)s.at[i] < 0x80)
        i++;
    return i;
}

size_t utf8_invalid_at(Str s)
{
    const unsigned char *p = (const unsigned char *)s.at;

    for (size_t i = ascii_end(s, 0); i < s.len; i = ascii_end(s, i)) {
        size_t len = sequence_len(p + i, s.len - i);
        if (!len)
            return i;
        i += len;
    }
    return s.len;
}

size_t utf8_count(Str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += !is_tail((unsigned char)s.at[i]);
    return count;
}
