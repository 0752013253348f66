/* expr.h - what the files that evaluate expressions share.  Private to them. */
#ifndef EVAL_EXPR_H
#define EVAL_EXPR_H

#include "eval/machine.h"

/* A loop that is running, as `loop` shows it. */
typedef struct Loop Loop;
struct Loop {
    Loop *outer;
    const Stmt *stmt;
    Values items;
    size_t index;  /* from 0 */
    size_t depth;  /* of recursion, from 0 */
    Value changed; /* what loop.changed() saw last */
    bool has_changed;
};

typedef struct {
    Str name;
    Value value;
} Named;

struct Names {
    LIST(Named) list;
    LIST(size_t) marks;
    Loop *loop;
};

/* Report a fault at `at`; sets failed and gives VALUE_ABSENT. */
Value machine_fail(Machine *m, Span at, const char *code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* Count one step; false, reported, when there are too many. */
bool machine_step(Machine *m, Span at);

/* As expr_eval(), but a name or field that is not there is VALUE_ABSENT and no
 * fault. */
Value expr_eval_lenient(Machine *m, const Expr *e);
Value unary_eval(Machine *m, const Expr *e, Value a);
Value binary_eval(Machine *m, const Expr *e, Value a, Value b);
bool values_equal(const Value *a, const Value *b);
/* <0, 0, >0; false if they have no order. */
bool values_compare(const Value *a, const Value *b, int *order);
bool value_contains(Machine *m, const Value *in, const Value *item, Span at);

Value filter_eval(Machine *m, const Expr *e);
Value test_eval(Machine *m, const Expr *e);
Value call_eval(Machine *m, const Expr *e);
/* A field of `loop`; absent if there is no loop or no such field. */
Value loop_field(Machine *m, Str name);
/* {{ loop(children) }} of a recursive loop, as text. */
Value loop_again(Machine *m, const Expr *e, Value items);
/* What a loop walks over: items, keys of a map, characters of a text. */
bool value_items(Machine *m, Value v, Span at, Values *out);

#endif
