/*
 * json.h - the inside of the JSON reader.  Private to data.
 *
 * One pass over the source.  Finished values wait on `values`, members of open
 * maps on `members`, and each container takes its children from there when it
 * closes, so that every array is allocated once at its final size.
 */
#ifndef REPORTGEN_DATA_JSON_H
#define REPORTGEN_DATA_JSON_H

#include "data/data.h"

/* An open list or map. */
typedef struct {
    bool is_map;
    uint32_t start;     /* of its bracket */
    size_t first_child; /* on the stack of its kind */
    Members last_map;   /* the last map closed at this depth: often alike */
} JsonFrame;

typedef struct {
    Env *env;
    const Source *src;
    const char *text;
    size_t len;
    size_t i;       /* the next byte to read */
    bool has_fault; /* something was reported; reading may go on */
    Buf values;     /* of Value */
    Buf members;    /* of Member */
    LIST(JsonFrame) frames;
    Arena *frame_arena;
    size_t depth; /* frames in use; those above keep their last_map */
    size_t value_count;
} Json;

/* The text whose opening quote is at j->i; false if reading cannot go on. */
bool json_read_text(Json *j, Str *out);
/* The number at j->i, which is a digit or '-'. */
bool json_read_number(Json *j, Decimal *out);

/* Reports, always returning false, at bytes [start, end). */
bool json_fault(Json *j, size_t start, size_t end, const char *message,
                const char *hint);
/* Something else than a value stands at j->i. */
bool json_fault_value(Json *j);
/* Something else than a key stands at j->i, in the map that is open. */
bool json_fault_key(Json *j);
/* Neither ',' nor the closing bracket stands at j->i. */
bool json_fault_after_item(Json *j);
/* More text stands at j->i, after the data. */
bool json_fault_after_end(Json *j);
bool json_fault_limit(Json *j, const char *code, const char *fmt, size_t limit)
    PRINTF_LIKE(3, 0);

#endif
