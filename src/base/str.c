/* str.c - views of text. */

#include "base/base.h"

#include <assert.h>
#include <stdio.h>

Str str_of(const char *z)
{
    return (Str){ z, strlen(z) };
}

Str str_copy(Arena *a, Str s)
{
    char *z = arena_alloc(a, s.len + 1);
    if (s.len)
        memcpy(z, s.at, s.len);
    return (Str){ z, s.len };
}

Str str_vformat(Arena *a, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    assert(len >= 0); /* a bad format string, so a bug */

    char *z = arena_alloc(a, (size_t)len + 1);
    vsnprintf(z, (size_t)len + 1, fmt, again);
    va_end(again);
    return (Str){ z, (size_t)len };
}

Str str_format(Arena *a, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Str s = str_vformat(a, fmt, args);
    va_end(args);
    return s;
}

Str str_join(Arena *a, const Str *parts, size_t count, Str between)
{
    size_t len = count ? (count - 1) * between.len : 0;
    for (size_t i = 0; i < count; i++)
        len += parts[i].len;

    char *z = arena_alloc(a, len + 1);
    char *to = z;
    for (size_t i = 0; i < count; i++) {
        if (i && between.len) {
            memcpy(to, between.at, between.len);
            to += between.len;
        }
        if (parts[i].len)
            memcpy(to, parts[i].at, parts[i].len);
        to += parts[i].len;
    }
    return (Str){ z, len };
}

Str str_slice(Str s, size_t from, size_t to)
{
    assert(from <= to && to <= s.len);
    return (Str){ s.at ? s.at + from : NULL, to - from };
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Str str_trim(Str s)
{
    while (s.len && is_space(s.at[0]))
        s = str_slice(s, 1, s.len);
    while (s.len && is_space(s.at[s.len - 1]))
        s.len--;
    return s;
}

bool str_equal(Str a, Str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool str_is(Str s, const char *z)
{
    return str_equal(s, str_of(z));
}

int str_compare(Str a, Str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;

    if (order)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(Str s, Str prefix)
{
    return s.len >= prefix.len && str_equal((Str){ s.at, prefix.len }, prefix);
}

static char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_starts_word(Str s, Str prefix)
{
    if (s.len < prefix.len)
        return false;
    for (size_t i = 0; i < prefix.len; i++)
        if (small_letter(s.at[i]) != small_letter(prefix.at[i]))
            return false;
    return true;
}

bool str_ends(Str s, Str suffix)
{
    return s.len >= suffix.len &&
           str_equal(str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t str_find(Str s, Str part)
{
    if (!part.len)
        return 0;
    const char *hit = s.len ? memmem(s.at, s.len, part.at, part.len) : NULL;
    return hit ? (size_t)(hit - s.at) : s.len;
}

/* FNV-1a over 8 bytes at a time, then mixed: quick on short keys. */
uint64_t str_hash(Str s)
{
    uint64_t h = 0xcbf29ce484222325u ^ s.len;
    size_t i = 0;

    for (; i + 8 <= s.len; i += 8) {
        uint64_t word;
        memcpy(&word, s.at + i, 8);
        h = (h ^ word) * 0x9e3779b97f4a7c15u;
        h ^= h >> 32;
    }
    for (; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * 0x100000001b3u;
    return h ^ (h >> 29);
}

/* ---- Nearest word ------------------------------------------------------- */

enum { LONGEST_WORD = 64 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/*
 * Edits from a to b; a swap of neighbours counts as one (optimal string
 * alignment).  Both at most LONGEST_WORD bytes.
 */
static size_t edit_distance(Str a, Str b)
{
    size_t before[LONGEST_WORD + 1], last[LONGEST_WORD + 1] = { 0 };
    size_t now[LONGEST_WORD + 1];

    for (size_t j = 0; j <= b.len; j++)
        now[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        memcpy(before, last, sizeof before);
        memcpy(last, now, sizeof last);
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = last[j - 1] + (a.at[i - 1] != b.at[j - 1]);
            now[j] = least(last[j] + 1, now[j - 1] + 1, change);
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
                a.at[i - 2] == b.at[j - 1] && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
    }
    return now[b.len];
}

Str str_nearest(Str s, const Str *words, size_t count)
{
    Str nearest = { 0 };
    size_t least_edits = 1 + (s.len + 1) / 3; /* one slip in three letters */

    if (!s.len || s.len > LONGEST_WORD)
        return nearest;
    for (size_t i = 0; i < count; i++) {
        if (!words[i].len || words[i].len > LONGEST_WORD)
            continue;
        size_t edits = edit_distance(s, words[i]);
        if (edits < least_edits && edits < s.len) {
            least_edits = edits;
            nearest = words[i];
        }
    }
    return nearest;
}
