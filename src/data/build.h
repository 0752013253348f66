/*
 * build.h - what the readers share when they make values.  Private to data.
 */
#ifndef REPORTGEN_DATA_BUILD_H
#define REPORTGEN_DATA_BUILD_H

#include "data/data.h"

/*
 * Orders the keys of a large map for member_find(); keys of a small one are
 * only compared.  Calls `repeat` with each member whose key stood before and
 * the first that had it.  Returns the index, NULL for small maps.
 */
typedef void (*RepeatedKey)(void *context, const Member *first,
                            const Member *again);
const uint32_t *members_index(Arena *a, const Member *at, size_t len,
                              RepeatedKey repeat, void *context);

/* Reports a key given twice, naming both places. */
void report_repeated_key(DiagList *diags, const Member *first,
                         const Member *again);

/*
 * Children wait on stacks of Value or Member until their container closes, so
 * that each array is allocated once at its final size.
 */
static inline void *stack_push(Buf *stack, size_t size)
{
    if (stack->room - stack->len < size)
        buf_reserve(stack, size);
    void *top = stack->at + stack->len;
    stack->len += size;
    return top;
}

/* Moves what was pushed since the stack's len was `first` to the arena. */
void *stack_take(Arena *a, Buf *stack, size_t first, size_t size,
                 size_t *count);

/* A value with its place. */
Value value_located(Value v, const Source *src, size_t start, size_t end);

/* `text` as a user's word in a message: cut when long, no line breaks. */
Str text_shown(Arena *a, Str text);

#endif
