/*
 * data.h - JSON and YAML into trees of values that know where they stood.
 *
 * The same Value serves the client's data, the YAML of templates and brands,
 * and the results of expressions.  Absent, null, empty and zero are four
 * things: absent is VALUE_ABSENT, null is VALUE_NULL.
 */
#ifndef REPORTGEN_DATA_H
#define REPORTGEN_DATA_H

#include "base/decimal.h"
#include "env/env.h"

typedef enum {
    VALUE_ABSENT, /* no such key; an undefined name in expressions */
    VALUE_NULL,
    VALUE_BOOL,
    VALUE_NUMBER,
    VALUE_TEXT,
    VALUE_LIST,
    VALUE_MAP
} ValueKind;

typedef struct Value Value;
typedef struct Member Member;
typedef struct Dataset Dataset;

typedef struct {
    const Value *at;
    size_t len;
} Values;

/* A list that is a table: begins like Values, but `at` is NULL.  See dataset.h.
 */
typedef struct {
    const Value *at;
    size_t len;
    Dataset *table;
} DatasetRows;

typedef struct {
    const Member *at; /* in the order written; keys are distinct */
    size_t len;
    const uint32_t *index; /* private: order of a large map's keys, or NULL */
} Members;

struct Value {
    Span span; /* where it was written; all zero if computed */
    uint8_t kind;
    bool is_float; /* of a number in expressions: prints "2.0", as Jinja does */
    bool is_quoted;  /* of text in YAML: was written with quotes */
    bool is_dataset; /* of a list: `as.rows` holds, no items yet */
    uint32_t
        origin; /* of a sum of rows: 1 + its index in a log of them, or 0 */
    union {
        bool flag;
        Decimal number;
        Str text;
        Values list;
        DatasetRows rows;
        Members map;
    } as;
};

struct Member {
    Str key;
    uint32_t key_start; /* of the key, in value.span.src; both 0 if unknown */
    uint32_t key_end;
    Value value;
};

Value value_null(void);
Value value_bool(bool flag);
Value value_number(Decimal d);
Value value_int(int64_t n);
Value value_text(Str s);
Value value_list(const Value *at, size_t len);
Value value_map(const Member *at, size_t len);

/* Like LIST(Value) and LIST(Member): list_add() works on them. */
typedef LIST(Value) ValueList;
typedef LIST(Member) MemberList;
/* Sets or replaces; the key is copied. */
void map_put(Arena *a, MemberList *m, const char *key, Value v);

/* The member, or NULL when `v` is no map or has no such key. */
const Value *value_find(const Value *v, Str key);
const Value *value_at(const Value *v, const char *key); /* the same */
const Member *member_find(const Value *map, Str key);
/*
 * By path: "report.period.from", "kpis[2].label", "targets[\"a.b\"]"; the root
 * for an empty path; NULL if absent.
 */
const Value *value_path(const Value *v, const char *path);
bool value_equal(const Value *a, const Value *b);
const char *value_kind_name(const Value *v); /* "a number", "a list", ... */
/*
 * "campaigns[3].spend" for a value inside `root`, found by identity; empty for
 * the root itself and for a value that is not inside.
 */
Str value_path_of(Arena *a, const Value *root, const Value *v);
/* The same of what was written at that place. */
Str value_path_at(Arena *a, const Value *root, Span at);

/* ---- Reading ------------------------------------------------------------ */

/*
 * Read one file, JSON or YAML by its extension, else by its first character.
 * All faults of the file are reported; NULL if there were any.  JSON is RFC
 * 8259 and nothing else; YAML is 1.2 with the core schema; a key given twice
 * is an error in both.
 */
const Value *data_load_file(Env *env, Str path, Span at);
const Value *json_parse(Env *env, const Source *src);
const Value *yaml_parse(Env *env, const Source *src);

/* One --set: "client.name=Acme" (text) or "client.score:=12" (JSON). */
typedef struct {
    StrList paths; /* files, merged in order; "-" is standard input */
    StrList sets;
} DataInputs;

/*
 * All inputs merged: maps key by key, anything else replaced by the later one.
 * NULL if anything was reported.
 */
const Value *data_load(Env *env, const DataInputs *inputs);

/* ---- JSON Schema (draft-07 subset) -------------------------------------- */

/*
 * Check `v` against `schema`: type, enum, const, required, properties,
 * additionalProperties, patternProperties, items, minItems, minimum, maximum,
 * minLength, pattern-free formats "date" and "period", anyOf, $ref to
 * #/definitions.  Reports every fault at its value with the data path; false if
 * there was one.
 */
bool schema_check(Env *env, const Value *schema, const Value *v);

/* `v` as JSON, two spaces a level when `pretty`. */
void json_write(Buf *out, const Value *v, bool pretty);

#endif
