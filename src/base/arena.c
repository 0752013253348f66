/*
 * arena.c - chained blocks, bump allocation, rewind.
 *
 * An object of a megabyte or more has a block of its own, which can be enlarged
 * without leaving the old one behind: lists that grow very long waste nothing.
 */

#include "base/base.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define HIDE(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define SHOW(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define GAP 16 /* poisoned bytes after each object, to catch overruns */
#else
#define HIDE(p, n) ((void)(p), (void)(n))
#define SHOW(p, n) ((void)(p), (void)(n))
#define GAP 0
#endif

enum {
    FIRST_BLOCK = 64 * 1024,
    LARGEST_BLOCK = 16 * 1024 * 1024,
    LARGE_OBJECT = 1024 * 1024
};

/* The header stays where it is when its data moves: marks point to it. */
typedef struct Block Block;
struct Block {
    Block *prev;
    size_t room;
    size_t used;
    bool is_own;         /* of one large object */
    unsigned char *data; /* from malloc */
};

struct Arena {
    Block *top;
    size_t next_room; /* of the next block for small objects */
    Block *spare;     /* one that a rewind emptied, or NULL */
};

static void *need(void *p)
{
    if (!p) {
        fputs("reportgen: out of memory\n", stderr);
        exit(70);
    }
    return p;
}

static void push_block(Arena *a, size_t room)
{
    Block *b = need(malloc(sizeof *b));

    *b = (Block){ .prev = a->top, .room = room, .data = need(malloc(room)) };
    HIDE(b->data, room);
    a->top = b;
}

/* A block for small objects, each twice the one before, to a limit. */
static void push_small(Arena *a)
{
    if (a->spare) {
        a->spare->prev = a->top;
        a->top = a->spare;
        a->spare = NULL;
        return;
    }
    if (!a->next_room)
        a->next_room = FIRST_BLOCK;
    push_block(a, a->next_room);
    if (a->next_room < LARGEST_BLOCK)
        a->next_room *= 2;
}

static void free_block(Block *b)
{
    SHOW(b->data, b->room);
    free(b->data);
    free(b);
}

/*
 * The first block for small objects that a rewind leaves is kept: work that
 * rewinds again and again at the end of a block would ask for it each time.
 */
static void pop_block(Arena *a)
{
    Block *b = a->top;

    a->top = b->prev;
    if (a->spare || b->is_own) {
        free_block(b);
        return;
    }
    HIDE(b->data, b->used);
    b->used = 0;
    a->spare = b;
}

Arena *arena_new(void)
{
    return need(calloc(1, sizeof(Arena)));
}

void arena_free(Arena *a)
{
    if (!a)
        return;
    while (a->top)
        pop_block(a);
    if (a->spare)
        free_block(a->spare);
    free(a);
}

ArenaMark arena_save(const Arena *a)
{
    return (ArenaMark){ a->top, a->top ? a->top->used : 0 };
}

void arena_rewind(Arena *a, ArenaMark mark)
{
    while (a->top != mark.block)
        pop_block(a);
    if (!a->top)
        return;
    HIDE(a->top->data + mark.used, a->top->used - mark.used);
    a->top->used = mark.used;
}

/* Bytes that an object of `size` takes of its block. */
static size_t take_of(size_t size)
{
    const size_t align = alignof(max_align_t);
    return (size + GAP + align - 1) / align * align;
}

void *arena_alloc(Arena *a, size_t size)
{
    if (size > SIZE_MAX / 4)
        need(NULL);
    size_t take = take_of(size);
    if (take >= LARGE_OBJECT) {
        push_block(a, take);
        a->top->is_own = true;
    } else {
        while (!a->top || a->top->room - a->top->used < take)
            push_small(a);
    }

    void *p = a->top->data + a->top->used;
    a->top->used += take;
    SHOW(p, size);
    return memset(p, 0, size);
}

void *arena_alloc_array(Arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        need(NULL);
    return arena_alloc(a, count * size);
}

/* Enlarges the newest object of the top block where it stands. */
static bool grow_in_place(Arena *a, void *at, size_t old_size, size_t new_size)
{
    Block *b = a->top;
    size_t old_take = take_of(old_size);
    size_t new_take = take_of(new_size);

    if (!b || new_take >= LARGE_OBJECT || b->used < old_take ||
        (unsigned char *)at != b->data + b->used - old_take ||
        b->room - b->used + old_take < new_take)
        return false;
    b->used = b->used - old_take + new_take;
    SHOW(at, new_size);
    memset((char *)at + old_size, 0, new_size - old_size);
    return true;
}

/* Enlarges an object that has a block of its own. */
static void *grow_block(Arena *a, void *at, size_t old_size, size_t new_size)
{
    Block *b = a->top;

    while (b && b->data != (unsigned char *)at)
        b = b->prev;
    if (!b)
        return NULL;
    SHOW(b->data, b->room);
    b->room = b->used = take_of(new_size);
    b->data = need(realloc(b->data, b->room));
    memset(b->data + old_size, 0, new_size - old_size);
    HIDE(b->data + new_size, b->room - new_size);
    return b->data;
}

void *arena_grow(Arena *a, void *at, size_t old_size, size_t new_size)
{
    if (new_size > SIZE_MAX / 4)
        need(NULL);
    if (new_size <= old_size)
        return at;
    if (at && old_size && grow_in_place(a, at, old_size, new_size))
        return at;
    if (take_of(old_size) >= LARGE_OBJECT) {
        void *moved = grow_block(a, at, old_size, new_size);
        if (moved)
            return moved;
    }
    void *bigger = arena_alloc(a, new_size);
    return old_size ? memcpy(bigger, at, old_size) : bigger;
}

void *list_grow(Arena *a, void *at, size_t len, size_t *room, size_t size)
{
    if (len < *room)
        return at;
    size_t old_room = *room;
    *room = old_room ? old_room * 2 : 8;
    if (*room > SIZE_MAX / 4 / size)
        need(NULL);
    return arena_grow(a, at, old_room * size, *room * size);
}
