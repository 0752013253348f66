/* expr_ops.c - operators on values, with Python's meaning. */

#include "eval/expr.h"

enum { REPEATED_BYTES = 1 << 20, POWER_DIGITS = 400 };

/* ---- Equality and order -------------------------------------------------- */

/* True and False are 1 and 0, as in Python. */
static bool as_number(const Value *v, Decimal *out)
{
    if (v->kind == VALUE_NUMBER)
        *out = v->as.number;
    else if (v->kind == VALUE_BOOL)
        *out = decimal_of_int(v->as.flag);
    else
        return false;
    return true;
}

static bool lists_equal(const Value *a, const Value *b)
{
    if (a->as.list.len != b->as.list.len)
        return false;
    for (size_t i = 0; i < a->as.list.len; i++)
        if (!values_equal(&a->as.list.at[i], &b->as.list.at[i]))
            return false;
    return true;
}

static bool maps_equal(const Value *a, const Value *b)
{
    if (a->as.map.len != b->as.map.len)
        return false;
    for (size_t i = 0; i < a->as.map.len; i++) {
        const Value *other = value_find(b, a->as.map.at[i].key);
        if (!other || !values_equal(&a->as.map.at[i].value, other))
            return false;
    }
    return true;
}

bool values_equal(const Value *a, const Value *b)
{
    Decimal x, y;

    if (as_number(a, &x) && as_number(b, &y))
        return decimal_compare(x, y) == 0;
    if (a->kind != b->kind)
        return false;
    switch ((ValueKind)a->kind) {
    case VALUE_TEXT:
        return str_equal(a->as.text, b->as.text);
    case VALUE_LIST:
        return lists_equal(a, b);
    case VALUE_MAP:
        return maps_equal(a, b);
    case VALUE_ABSENT:
    case VALUE_NULL:
        return true;
    case VALUE_BOOL:
    case VALUE_NUMBER:
        break;
    }
    return false;
}

static bool lists_compare(const Value *a, const Value *b, int *order)
{
    size_t both =
        a->as.list.len < b->as.list.len ? a->as.list.len : b->as.list.len;

    for (size_t i = 0; i < both; i++) {
        const Value *x = &a->as.list.at[i], *y = &b->as.list.at[i];
        if (values_equal(x, y))
            continue;
        return values_compare(x, y, order);
    }
    *order =
        (a->as.list.len > b->as.list.len) - (a->as.list.len < b->as.list.len);
    return true;
}

bool values_compare(const Value *a, const Value *b, int *order)
{
    Decimal x, y;

    if (as_number(a, &x) && as_number(b, &y)) {
        *order = decimal_compare(x, y);
        return true;
    }
    if (a->kind == VALUE_TEXT && b->kind == VALUE_TEXT) {
        *order = str_compare(a->as.text, b->as.text);
        return true;
    }
    if (a->kind == VALUE_LIST && b->kind == VALUE_LIST)
        return lists_compare(a, b, order);
    return false;
}

static Value fail_operands(Machine *m, const Expr *e, const char *what,
                           const Value *a, const Value *b)
{
    Value v = machine_fail(m, e->at, "template/type", "cannot %s %s and %s",
                           what, value_kind_name(a), value_kind_name(b));
    if (a->kind == VALUE_TEXT && b->kind == VALUE_NUMBER &&
        m->env->diags->list.len)
        m->env->diags->list.at[m->env->diags->list.len - 1].hint =
            STR("to put text and a number together write a ~ b");
    if (e->b && e->b->kind == EXPR_FILTER && b->kind == VALUE_TEXT &&
        m->env->diags->list.len)
        m->env->diags->list.at[m->env->diags->list.len - 1].hint =
            str_format(m->env->arena,
                       "a filter takes hold before the operator: write "
                       "(a / b) | %.*s",
                       STR_ARG(e->b->name));
    return v;
}

static Value order_eval(Machine *m, const Expr *e, const Value *a,
                        const Value *b)
{
    int order;

    /* nothing is neither more nor less than anything */
    if (a->kind == VALUE_NULL || b->kind == VALUE_NULL)
        return value_bool(false);
    if (!values_compare(a, b, &order))
        return fail_operands(m, e, "compare", a, b);
    switch ((ExprOp)e->op) {
    case OP_LESS:
        return value_bool(order < 0);
    case OP_LESS_EQUAL:
        return value_bool(order <= 0);
    case OP_GREATER:
        return value_bool(order > 0);
    default:
        return value_bool(order >= 0);
    }
}

bool value_contains(Machine *m, const Value *in, const Value *item, Span at)
{
    switch ((ValueKind)in->kind) {
    case VALUE_LIST:
        for (size_t i = 0; i < in->as.list.len; i++)
            if (values_equal(&in->as.list.at[i], item))
                return true;
        return false;
    case VALUE_MAP:
        return item->kind == VALUE_TEXT && value_find(in, item->as.text);
    case VALUE_TEXT:
        if (item->kind == VALUE_TEXT)
            return item->as.text.len == 0 ||
                   str_find(in->as.text, item->as.text) < in->as.text.len;
        break;
    case VALUE_NULL:
        return false;
    default:
        break;
    }
    machine_fail(m, at, "template/type", "cannot look for %s in %s",
                 value_kind_name(item), value_kind_name(in));
    return false;
}

/* ---- Arithmetic ---------------------------------------------------------- */

static Value number_value(Decimal d, bool is_float)
{
    Value v = value_number(d);
    v.is_float = is_float;
    return v;
}

static Value joined_lists(Machine *m, const Value *a, const Value *b)
{
    size_t len = a->as.list.len + b->as.list.len;
    Value *items = arena_make_array(m->arena, Value, len);

    if (a->as.list.len)
        memcpy(items, a->as.list.at, a->as.list.len * sizeof *items);
    if (b->as.list.len)
        memcpy(items + a->as.list.len, b->as.list.at,
               b->as.list.len * sizeof *items);
    return value_list(items, len);
}

static Value repeated(Machine *m, const Expr *e, const Value *v, Decimal count)
{
    int64_t n;
    size_t len = v->kind == VALUE_TEXT ? v->as.text.len : v->as.list.len;

    if (!decimal_to_int(count, &n))
        return machine_fail(m, e->at, "template/type",
                            "text and lists repeat a whole number of times");
    if (n < 0 || len == 0)
        n = 0;
    if (len && (size_t)n > REPEATED_BYTES / len) {
        machine_fail(m, e->at, "limit/size", "the result is too large");
        return value_absent();
    }
    if (v->kind == VALUE_TEXT) {
        char *text = arena_alloc(m->arena, len * (size_t)n + 1);
        for (int64_t i = 0; i < n; i++)
            memcpy(text + (size_t)i * len, v->as.text.at, len);
        return value_text((Str){ text, len * (size_t)n });
    }
    Value *items = arena_make_array(m->arena, Value, len * (size_t)n);
    for (int64_t i = 0; i < n; i++)
        memcpy(items + (size_t)i * len, v->as.list.at, len * sizeof *items);
    return value_list(items, len * (size_t)n);
}

static Value power(Machine *m, const Expr *e, Decimal a, Decimal b,
                   bool is_float)
{
    Decimal out;
    int64_t n;

    if (decimal_to_int(b, &n) && (n > POWER_DIGITS || n < -POWER_DIGITS))
        return machine_fail(m, e->at, "limit/size",
                            "the power %lld is too high", (long long)n);
    if (!decimal_power(a, b, &out))
        return value_null();
    return number_value(out, is_float || decimal_sign(b) < 0);
}

/* Dividing by zero gives nothing. */
static Value numbers_eval(Machine *m, const Expr *e, Decimal a, Decimal b,
                          bool is_float)
{
    Decimal q, r;

    switch ((ExprOp)e->op) {
    case OP_ADD:
        return number_value(decimal_add(a, b), is_float);
    case OP_SUBTRACT:
        return number_value(decimal_subtract(a, b), is_float);
    case OP_MULTIPLY:
        return number_value(decimal_multiply(a, b), is_float);
    case OP_DIVIDE:
        return decimal_divide(a, b, &q) ? number_value(q, true) : value_null();
    case OP_FLOOR_DIVIDE:
        return decimal_floor_divide(a, b, &q, &r) ? number_value(q, is_float)
                                                  : value_null();
    case OP_MODULO:
        return decimal_floor_divide(a, b, &q, &r) ? number_value(r, is_float)
                                                  : value_null();
    default:
        return power(m, e, a, b, is_float);
    }
}

static const char *verb(ExprOp op)
{
    switch (op) {
    case OP_ADD:
        return "add";
    case OP_SUBTRACT:
        return "subtract";
    case OP_MULTIPLY:
        return "multiply";
    case OP_POWER:
        return "raise";
    default:
        return "divide";
    }
}

static Value arithmetic(Machine *m, const Expr *e, const Value *a,
                        const Value *b)
{
    Decimal x, y;
    bool a_repeats = a->kind == VALUE_TEXT || a->kind == VALUE_LIST;
    bool b_repeats = b->kind == VALUE_TEXT || b->kind == VALUE_LIST;

    if (a->kind == VALUE_NULL || b->kind == VALUE_NULL)
        return value_null();
    if (as_number(a, &x) && as_number(b, &y))
        return numbers_eval(m, e, x, y, a->is_float || b->is_float);
    if (e->op == OP_ADD && a->kind == VALUE_TEXT && b->kind == VALUE_TEXT)
        return value_text(str_format(m->arena, "%.*s%.*s", STR_ARG(a->as.text),
                                     STR_ARG(b->as.text)));
    if (e->op == OP_ADD && a->kind == VALUE_LIST && b->kind == VALUE_LIST)
        return joined_lists(m, a, b);
    if (e->op == OP_MULTIPLY && a_repeats && as_number(b, &y))
        return repeated(m, e, a, y);
    if (e->op == OP_MULTIPLY && b_repeats && as_number(a, &x))
        return repeated(m, e, b, x);
    return fail_operands(m, e, verb((ExprOp)e->op), a, b);
}

/* ---- All operators ------------------------------------------------------- */

Value binary_eval(Machine *m, const Expr *e, Value a, Value b)
{
    switch ((ExprOp)e->op) {
    case OP_CONCAT: {
        Str x = value_print(m, a), y = value_print(m, b);
        return value_text(
            str_format(m->arena, "%.*s%.*s", STR_ARG(x), STR_ARG(y)));
    }
    case OP_EQUAL:
        return value_bool(values_equal(&a, &b));
    case OP_NOT_EQUAL:
        return value_bool(!values_equal(&a, &b));
    case OP_LESS:
    case OP_LESS_EQUAL:
    case OP_GREATER:
    case OP_GREATER_EQUAL:
        return order_eval(m, e, &a, &b);
    case OP_IN:
        return value_bool(value_contains(m, &b, &a, e->at));
    case OP_NOT_IN:
        return value_bool(!value_contains(m, &b, &a, e->at));
    default:
        return arithmetic(m, e, &a, &b);
    }
}

Value unary_eval(Machine *m, const Expr *e, Value a)
{
    Decimal d;

    if (e->op == OP_NOT)
        return value_bool(!value_is_true(&a));
    if (a.kind == VALUE_NULL)
        return a;
    if (!as_number(&a, &d))
        return machine_fail(m, e->at, "template/type",
                            "expected a number after the sign, found %s",
                            value_kind_name(&a));
    return number_value(e->op == OP_NEGATE ? decimal_negate(d) : d, a.is_float);
}

bool value_is_true(const Value *v)
{
    switch ((ValueKind)v->kind) {
    case VALUE_BOOL:
        return v->as.flag;
    case VALUE_NUMBER:
        return decimal_sign(v->as.number) != 0;
    case VALUE_TEXT:
        return v->as.text.len > 0;
    case VALUE_LIST:
        return v->as.list.len > 0;
    case VALUE_MAP:
        return v->as.map.len > 0;
    case VALUE_ABSENT:
    case VALUE_NULL:
        break;
    }
    return false;
}
