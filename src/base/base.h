/*
 * base.h - memory, text, lists and maps for everything above.
 *
 * An arena hands out memory that is all released together.  Nothing allocated
 * from one is ever freed alone; a function that needs working space takes a
 * scratch arena, saves its place, and rewinds before returning.
 *
 * Running out of memory ends the process with a message, so no function here
 * reports it and no caller checks for it.
 */
#ifndef REPORTGEN_BASE_H
#define REPORTGEN_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PRINTF_LIKE(fmt_arg, first_arg)                                        \
    __attribute__((format(printf, fmt_arg, first_arg)))

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* ---- Arena -------------------------------------------------------------- */

typedef struct Arena Arena;

/* A point in an arena's life, to rewind to. */
typedef struct {
    void *block;
    size_t used;
} ArenaMark;

Arena *arena_new(void);
void arena_free(Arena *a); /* NULL is fine */
ArenaMark arena_save(const Arena *a);
void arena_rewind(Arena *a, ArenaMark mark);

/* Zeroed memory, aligned for any object; `size` may be 0. */
void *arena_alloc(Arena *a, size_t size);
/* As above for an array; a product that overflows counts as out of memory. */
void *arena_alloc_array(Arena *a, size_t count, size_t size);
/*
 * Make `at`, `old_size` bytes of this arena, at least `new_size` bytes: in
 * place if it was the last thing allocated, moved otherwise.  The new bytes are
 * zero.
 */
void *arena_grow(Arena *a, void *at, size_t old_size, size_t new_size);

#define arena_make(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define arena_make_array(a, T, n) ((T *)arena_alloc_array((a), (n), sizeof(T)))

/* ---- Lists -------------------------------------------------------------- */

/*
 * A growable array of T:
 *
 *     LIST(Line) lines = { 0 };
 *     *list_add(scratch, &lines) = (Line){ .width_pt = 12 };
 *     for (size_t i = 0; i < lines.len; i++)
 *         use(&lines.at[i]);
 *
 * Growing moves the items, so keep indices across a list_add, not pointers.
 */
#define LIST(T)                                                                \
    struct {                                                                   \
        T *at;                                                                 \
        size_t len;                                                            \
        size_t room;                                                           \
    }

/* A pointer to a new last item, zeroed. */
#define list_add(a, list)                                                      \
    ((list)->at = list_grow((a), (list)->at, (list)->len, &(list)->room,       \
                            sizeof *(list)->at),                               \
     &(list)->at[(list)->len++])

void *list_grow(Arena *a, void *at, size_t len, size_t *room, size_t size);

/* ---- Text --------------------------------------------------------------- */

/*
 * A run of UTF-8 bytes that somebody else owns, usually an arena or a source
 * file.  Not NUL-terminated unless it came from str_copy(), str_format() or
 * text_finish().
 */
typedef struct {
    const char *at;
    size_t len;
} Str;

typedef LIST(Str) StrList;

#define STR(lit) ((Str){ (lit), sizeof(lit) - 1 })
#define STR_ARG(s) (int)(s).len, (s).at /* for "%.*s" */

Str str_of(const char *z);
Str str_copy(Arena *a, Str s);
Str str_format(Arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
Str str_vformat(Arena *a, const char *fmt, va_list args) PRINTF_LIKE(2, 0);
Str str_join(Arena *a, const Str *parts, size_t count, Str between);
Str str_slice(Str s, size_t from, size_t to);
Str str_trim(Str s); /* without ASCII white space at either end */
bool str_equal(Str a, Str b);
bool str_is(Str s, const char *z); /* str_equal() with a C string */
int str_compare(Str a, Str b);     /* by bytes; <0, 0, >0 */
bool str_starts(Str s, Str prefix);
bool str_starts_word(Str s, Str prefix); /* "HTTP://" as "http://" */
bool str_ends(Str s, Str suffix);
size_t str_find(Str s, Str part); /* byte offset, or s.len if absent */
uint64_t str_hash(Str s);

/*
 * The word of `words` most like `s`, for "did you mean"; empty when none is
 * near enough to be a likely slip of the keyboard.
 */
Str str_nearest(Str s, const Str *words, size_t count);

/*
 * The code point that starts at byte *i, which moves past it.  A byte that is
 * not valid UTF-8 gives U+FFFD and moves by one.  *i must be below s.len.
 */
uint32_t utf8_next(Str s, size_t *i);
/* Bytes written to `out`, 1 to 4. */
size_t utf8_put(uint32_t code, char out[4]);
/* Offset of the first byte that is not valid UTF-8, or s.len. */
size_t utf8_invalid_at(Str s);
size_t utf8_count(Str s); /* code points */

/* ---- Bytes that grow ---------------------------------------------------- */

/*
 * A growing run of bytes outside any arena, for things too large to copy while
 * they grow.  All zero is an empty one; buf_free() releases it.
 */
typedef struct {
    char *at;
    size_t len;
    size_t room;
} Buf;

void buf_add(Buf *b, const void *bytes, size_t len);
void buf_add_str(Buf *b, Str s);
void buf_add_char(Buf *b, char c);
void buf_add_uint(Buf *b, uint64_t value);
/* Shortest form of `value`, rounded to `digits` after the point, 0 to 6: ".5"
 */
void buf_add_number(Buf *b, double value, int digits);
/* The same for a whole number of 10^-digits. */
void buf_add_fixed(Buf *b, int64_t value, int digits);
void buf_format(Buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_reserve(Buf *b, size_t more); /* room for `more` bytes after len */
Str buf_str(const Buf *b);             /* a view, until the next change */
Str buf_copy(Arena *a, const Buf *b);  /* NUL-terminated copy */
void buf_free(Buf *b);

/* ---- Maps --------------------------------------------------------------- */

/* Text to pointer, in order of insertion.  All zero is an empty map. */
typedef struct {
    Str key;
    void *value;
} MapEntry;

typedef struct {
    MapEntry *at; /* `len` entries in the order they were first set */
    size_t len;
    size_t room;
    uint32_t *slots; /* 1 + index into `at`, or 0 */
    size_t slot_count;
} Map;

void *map_find(const Map *m, Str key); /* NULL if absent */
/* Sets or replaces; the key's bytes are borrowed and must outlive the map. */
void map_set(Arena *a, Map *m, Str key, void *value);

#endif
