/* apply.c - filters, tests and functions: finding them by name, handing them
 * their arguments. */

#include "eval/expr.h"

enum { ARG_LIMIT = 24, RANGE_LIMIT = 100000 };

/* ---- Parameters ---------------------------------------------------------- */

/* A filter with its parameter list taken apart, kept where it is used. */
typedef struct {
    const Filter *filter;
    Str params[ARG_LIMIT];
    bool is_optional[ARG_LIMIT];
    size_t count;
    bool takes_rest;  /* "*rest": further arguments, as a list */
    bool takes_named; /* "**rest": further named ones, as a map */
} Bound;

static const Filter *const TABLES[] = { JINJA_FILTERS,    FORMAT_FILTERS,
                                        TABLE_FILTERS,    MEASURE_FILTERS,
                                        MONEY_FILTERS,    FORECAST_FILTERS,
                                        VARIANCE_FILTERS, COHORT_FILTERS,
                                        TESTING_FILTERS,  SENTENCE_FILTERS };

static const Filter *filter_find(Str name)
{
    for (size_t i = 0; i < COUNT_OF(TABLES); i++)
        for (const Filter *f = TABLES[i]; f->name; f++)
            if (str_is(name, f->name))
                return f;
    return NULL;
}

static Str nearest_filter(Machine *m, Str name)
{
    StrList all = { 0 };

    for (size_t i = 0; i < COUNT_OF(TABLES); i++)
        for (const Filter *f = TABLES[i]; f->name; f++)
            *list_add(m->env->arena, &all) = str_of(f->name);
    return str_nearest(name, all.at, all.len);
}

static void add_param(Bound *b, Str word)
{
    if (str_starts(word, STR("**"))) {
        b->takes_named = true;
    } else if (str_starts(word, STR("*"))) {
        b->takes_rest = true;
    } else if (b->count < ARG_LIMIT - 2) {
        b->is_optional[b->count] = str_ends(word, STR("="));
        b->params[b->count] =
            b->is_optional[b->count] ? str_slice(word, 0, word.len - 1) : word;
        b->count++;
    }
}

static const Bound *bind(Machine *m, const Filter *f)
{
    Bound *b = arena_make(m->env->arena, Bound);

    b->filter = f;
    for (Str rest = str_of(f->params); rest.len;) {
        size_t end = str_find(rest, STR(" "));
        if (end)
            add_param(b, str_slice(rest, 0, end));
        rest = str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
    }
    return b;
}

/* ---- Arguments ----------------------------------------------------------- */

typedef struct {
    Value values[ARG_LIMIT];
    ValueList rest;
    MemberList named;
} Arguments;

static bool param_index(const Bound *b, Str name, size_t *out)
{
    for (size_t i = 0; i < b->count; i++)
        if (str_equal(b->params[i], name)) {
            *out = i;
            return true;
        }
    return false;
}

static void fail_param(Machine *m, const Expr *e, const Bound *b,
                       const Argument *arg)
{
    if (arg->name.len) {
        Str near = str_nearest(arg->name, b->params, b->count);
        machine_fail(m, arg->at, "template/argument",
                     "'%.*s' takes no argument '%.*s'", STR_ARG(e->name),
                     STR_ARG(arg->name));
        if (near.len)
            m->env->diags->list.at[m->env->diags->list.len - 1].hint =
                str_format(m->env->arena, "did you mean '%.*s'?",
                           STR_ARG(near));
        return;
    }
    machine_fail(m, arg->at, "template/argument",
                 "'%.*s' takes at most %zu argument%s", STR_ARG(e->name),
                 b->count, b->count == 1 ? "" : "s");
}

/* Put one argument where the filter looks for it. */
static bool place_argument(Machine *m, const Expr *e, const Bound *b,
                           size_t position, Arguments *out)
{
    const Argument *arg = &e->args[position];
    Value v = expr_eval(m, arg->value);
    size_t i = position;

    if (m->failed)
        return false;
    if (arg->name.len ? param_index(b, arg->name, &i) : position < b->count) {
        out->values[i] = v;
    } else if (arg->name.len && b->takes_named) {
        Member *member = list_add(m->arena, &out->named);
        *member = (Member){ .key = arg->name, .value = v };
    } else if (!arg->name.len && b->takes_rest) {
        *list_add(m->arena, &out->rest) = v;
    } else {
        fail_param(m, e, b, arg);
        return false;
    }
    return true;
}

/* The rests follow the named parameters; how many values there are. */
static size_t add_rests(const Bound *b, Arguments *args)
{
    size_t count = b->count;

    if (b->takes_rest)
        args->values[count++] = value_list(args->rest.at, args->rest.len);
    if (b->takes_named)
        args->values[count++] = value_map(args->named.at, args->named.len);
    return count;
}

static bool check_given(Machine *m, const Expr *e, const Bound *b,
                        const Arguments *args)
{
    for (size_t i = 0; i < b->count; i++)
        if (!b->is_optional[i] && args->values[i].kind == VALUE_ABSENT) {
            machine_fail(m, e->at, "template/argument", "'%.*s' needs '%.*s'",
                         STR_ARG(e->name), STR_ARG(b->params[i]));
            m->env->diags->list.at[m->env->diags->list.len - 1].hint =
                str_format(m->env->arena, "%s: %s", b->filter->name,
                           b->filter->help);
            return false;
        }
    return true;
}

/* ---- Filters ------------------------------------------------------------- */

/* The filter of this expression; found once. */
static const Bound *bound_filter(Machine *m, const Expr *e)
{
    if (e->bound)
        return e->bound;
    const Filter *f = filter_find(e->name);
    if (!f) {
        Str near = nearest_filter(m, e->name);
        machine_fail(m, e->at, "template/unknown-filter",
                     "there is no filter '%.*s'", STR_ARG(e->name));
        if (near.len)
            m->env->diags->list.at[m->env->diags->list.len - 1].hint =
                str_format(m->env->arena, "did you mean '%.*s'?",
                           STR_ARG(near));
        return NULL;
    }
    /* a cache: the tree means the same with and without it */
    ((Expr *)e)->bound = bind(m, f);
    return e->bound;
}

static bool forgives_absence(const Filter *f)
{
    return strcmp(f->name, "default") == 0 || strcmp(f->name, "d") == 0;
}

Value filter_eval(Machine *m, const Expr *e)
{
    const Bound *b = bound_filter(m, e);
    Arguments args = { 0 };
    Call call = { .at = e->at, .expr = e, .args = args.values };

    if (!b)
        return value_absent();
    call.subject = forgives_absence(b->filter) ? expr_eval_lenient(m, e->a)
                                               : expr_eval(m, e->a);
    call.subject_at = e->a->at;
    for (size_t i = 0; i < e->arg_count && !m->failed; i++)
        place_argument(m, e, b, i, &args);
    if (m->failed || !check_given(m, e, b, &args))
        return value_absent();
    call.arg_count = add_rests(b, &args);
    Value out = b->filter->fn(m, &call);
    return m->failed ? value_absent() : out;
}

Value filter_apply(Machine *m, Str name, Value subject, const Value *args,
                   size_t n, Span at)
{
    const Filter *f = filter_find(name);
    Arguments placed = { 0 };

    if (!f)
        return machine_fail(m, at, "template/unknown-filter",
                            "there is no filter '%.*s'", STR_ARG(name));
    const Bound *b = bind(m, f);
    Expr *stand_in = arena_make(m->env->arena, Expr);
    stand_in->name = name;
    stand_in->at = at;
    for (size_t i = 0; i < n; i++) {
        if (i < b->count)
            placed.values[i] = args[i];
        else if (b->takes_rest)
            *list_add(m->arena, &placed.rest) = args[i];
    }
    if (!check_given(m, stand_in, b, &placed))
        return value_absent();
    Call call = { .at = at,
                  .subject = subject,
                  .subject_at = at,
                  .args = placed.values,
                  .arg_count = add_rests(b, &placed),
                  .expr = stand_in };
    /* cppcheck-suppress returnDanglingLifetime ; values hold no calls */
    return b->filter->fn(m, &call);
}

/* ---- Tests --------------------------------------------------------------- */

typedef enum {
    TEST_DEFINED,
    TEST_UNDEFINED,
    TEST_NONE,
    TEST_NUMBER,
    TEST_INTEGER,
    TEST_FLOAT,
    TEST_STRING,
    TEST_BOOLEAN,
    TEST_TRUE,
    TEST_FALSE,
    TEST_MAPPING,
    TEST_ITERABLE,
    TEST_SEQUENCE,
    TEST_ODD,
    TEST_EVEN,
    TEST_DIVISIBLE,
    TEST_EQUAL,
    TEST_NOT_EQUAL,
    TEST_LESS,
    TEST_LESS_EQUAL,
    TEST_GREATER,
    TEST_GREATER_EQUAL,
    TEST_IN,
    TEST_LOWER,
    TEST_UPPER,
    TEST_FILTER
} TestKind;

static const struct {
    const char *name;
    TestKind kind;
    bool takes_one;
} TESTS[] = {
    { "defined", TEST_DEFINED, false },
    { "undefined", TEST_UNDEFINED, false },
    { "none", TEST_NONE, false },
    { "number", TEST_NUMBER, false },
    { "integer", TEST_INTEGER, false },
    { "float", TEST_FLOAT, false },
    { "string", TEST_STRING, false },
    { "boolean", TEST_BOOLEAN, false },
    { "true", TEST_TRUE, false },
    { "false", TEST_FALSE, false },
    { "mapping", TEST_MAPPING, false },
    { "iterable", TEST_ITERABLE, false },
    { "sequence", TEST_SEQUENCE, false },
    { "odd", TEST_ODD, false },
    { "even", TEST_EVEN, false },
    { "divisibleby", TEST_DIVISIBLE, true },
    { "eq", TEST_EQUAL, true },
    { "equalto", TEST_EQUAL, true },
    { "==", TEST_EQUAL, true },
    { "ne", TEST_NOT_EQUAL, true },
    { "!=", TEST_NOT_EQUAL, true },
    { "lt", TEST_LESS, true },
    { "lessthan", TEST_LESS, true },
    { "<", TEST_LESS, true },
    { "le", TEST_LESS_EQUAL, true },
    { "<=", TEST_LESS_EQUAL, true },
    { "gt", TEST_GREATER, true },
    { "greaterthan", TEST_GREATER, true },
    { ">", TEST_GREATER, true },
    { "ge", TEST_GREATER_EQUAL, true },
    { ">=", TEST_GREATER_EQUAL, true },
    { "in", TEST_IN, true },
    { "lower", TEST_LOWER, false },
    { "upper", TEST_UPPER, false },
    { "filter", TEST_FILTER, false },
};

static bool is_divisible(const Value *v, Decimal by, int64_t want)
{
    Decimal q, r;

    return v->kind == VALUE_NUMBER &&
           decimal_floor_divide(v->as.number, by, &q, &r) &&
           decimal_compare(r, decimal_of_int(want)) == 0;
}

/* Text without letters is neither. */
static bool has_case(const Value *v, bool upper)
{
    bool any = false;

    for (size_t i = 0; v->kind == VALUE_TEXT && i < v->as.text.len; i++) {
        char c = v->as.text.at[i];
        if (upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z')
            return false;
        any |= upper ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
    }
    return any;
}

static bool compare_test(Machine *m, TestKind kind, const Value *a,
                         const Value *b, Span at)
{
    int order;

    if (a->kind == VALUE_NULL || b->kind == VALUE_NULL)
        return false;
    if (!values_compare(a, b, &order)) {
        machine_fail(m, at, "template/type", "cannot compare %s and %s",
                     value_kind_name(a), value_kind_name(b));
        return false;
    }
    return kind == TEST_LESS         ? order < 0
           : kind == TEST_LESS_EQUAL ? order <= 0
           : kind == TEST_GREATER    ? order > 0
                                     : order >= 0;
}

static bool is_float(const Value *v)
{
    return v->kind == VALUE_NUMBER &&
           (v->is_float || !decimal_is_whole(v->as.number));
}

static bool is_collection(const Value *v)
{
    return v->kind == VALUE_LIST || v->kind == VALUE_MAP ||
           v->kind == VALUE_TEXT;
}

static bool kind_test(TestKind kind, const Value *v)
{
    switch (kind) {
    case TEST_DEFINED:
        return v->kind != VALUE_ABSENT;
    case TEST_UNDEFINED:
        return v->kind == VALUE_ABSENT;
    case TEST_NONE:
        return v->kind == VALUE_NULL;
    case TEST_NUMBER:
        return v->kind == VALUE_NUMBER || v->kind == VALUE_BOOL;
    case TEST_INTEGER:
        return v->kind == VALUE_NUMBER && !is_float(v);
    case TEST_FLOAT:
        return is_float(v);
    case TEST_STRING:
        return v->kind == VALUE_TEXT;
    case TEST_BOOLEAN:
        return v->kind == VALUE_BOOL;
    case TEST_TRUE:
        return v->kind == VALUE_BOOL && v->as.flag;
    case TEST_FALSE:
        return v->kind == VALUE_BOOL && !v->as.flag;
    case TEST_MAPPING:
        return v->kind == VALUE_MAP;
    case TEST_ITERABLE:
    case TEST_SEQUENCE:
        return is_collection(v);
    case TEST_ODD:
        return is_divisible(v, decimal_of_int(2), 1);
    case TEST_EVEN:
        return is_divisible(v, decimal_of_int(2), 0);
    case TEST_LOWER:
        return has_case(v, false);
    case TEST_UPPER:
        return has_case(v, true);
    default:
        return v->kind == VALUE_TEXT && filter_find(v->as.text);
    }
}

static bool run_test(Machine *m, TestKind kind, const Value *v,
                     const Value *arg, Span at)
{
    switch (kind) {
    case TEST_DIVISIBLE:
        return arg->kind == VALUE_NUMBER && is_divisible(v, arg->as.number, 0);
    case TEST_EQUAL:
        return values_equal(v, arg);
    case TEST_NOT_EQUAL:
        return !values_equal(v, arg);
    case TEST_LESS:
    case TEST_LESS_EQUAL:
    case TEST_GREATER:
    case TEST_GREATER_EQUAL:
        return compare_test(m, kind, v, arg, at);
    case TEST_IN:
        return value_contains(m, arg, v, at);
    default:
        return kind_test(kind, v);
    }
}

static bool test_find(Str name, size_t *out)
{
    for (size_t i = 0; i < COUNT_OF(TESTS); i++)
        if (str_is(name, TESTS[i].name)) {
            *out = i;
            return true;
        }
    return false;
}

static Value fail_test(Machine *m, const Expr *e)
{
    Str names[COUNT_OF(TESTS)];

    for (size_t i = 0; i < COUNT_OF(TESTS); i++)
        names[i] = str_of(TESTS[i].name);
    Str near = str_nearest(e->name, names, COUNT_OF(TESTS));
    machine_fail(m, e->at, "template/unknown-test", "there is no test '%.*s'",
                 STR_ARG(e->name));
    if (near.len)
        m->env->diags->list.at[m->env->diags->list.len - 1].hint =
            str_format(m->env->arena, "did you mean '%.*s'?", STR_ARG(near));
    return value_absent();
}

Value test_eval(Machine *m, const Expr *e)
{
    size_t i;
    Value arg = value_absent(), v;

    if (!test_find(e->name, &i))
        return fail_test(m, e);
    if (e->arg_count != TESTS[i].takes_one)
        return machine_fail(m, e->at, "template/argument",
                            "the test '%.*s' takes %s", STR_ARG(e->name),
                            TESTS[i].takes_one ? "one argument"
                                               : "no argument");
    v = TESTS[i].kind <= TEST_UNDEFINED ? expr_eval_lenient(m, e->a)
                                        : expr_eval(m, e->a);
    if (!m->failed && e->arg_count)
        arg = expr_eval(m, e->args[0].value);
    if (m->failed)
        return value_absent();
    return value_bool(run_test(m, TESTS[i].kind, &v, &arg, e->at));
}

bool test_apply(Machine *m, Str name, Value subject, const Value *args,
                size_t n, bool *known)
{
    Value none = value_absent();
    size_t i;

    *known = test_find(name, &i);
    if (!*known)
        return false;
    return run_test(m, TESTS[i].kind, &subject, n ? &args[0] : &none,
                    (Span){ 0 });
}

/* ---- Functions ----------------------------------------------------------- */

static bool int_argument(Machine *m, const Expr *e, size_t i, int64_t *out)
{
    Value v = expr_eval(m, e->args[i].value);

    if (m->failed)
        return false;
    if (v.kind == VALUE_NUMBER && decimal_to_int(v.as.number, out))
        return true;
    machine_fail(m, e->args[i].at, "template/type",
                 "expected a whole number, found %s", value_kind_name(&v));
    return false;
}

static Value call_range(Machine *m, const Expr *e)
{
    int64_t from = 0, to = 0, step = 1;
    ValueList out = { 0 };

    if (e->arg_count < 1 || e->arg_count > 3)
        return machine_fail(m, e->at, "template/argument",
                            "range takes one to three numbers");
    if (!int_argument(m, e, e->arg_count > 1, &to) ||
        (e->arg_count > 1 && !int_argument(m, e, 0, &from)) ||
        (e->arg_count > 2 && !int_argument(m, e, 2, &step)))
        return value_absent();
    if (step == 0)
        return machine_fail(m, e->at, "template/argument",
                            "the step of range is 0");
    for (int64_t i = from; step > 0 ? i < to : i > to;) {
        if (out.len >= RANGE_LIMIT) {
            machine_fail(m, e->at, "limit/size",
                         "range gives more than %d numbers", RANGE_LIMIT);
            m->env->diags->list.at[m->env->diags->list.len - 1].fault =
                FAULT_LIMIT;
            return value_absent();
        }
        *list_add(m->arena, &out) = value_int(i);
        if (__builtin_add_overflow(i, step, &i))
            break;
    }
    return value_list(out.at, out.len);
}

static Value call_dict(Machine *m, const Expr *e)
{
    MemberList out = { 0 };

    for (size_t i = 0; i < e->arg_count; i++) {
        if (!e->args[i].name.len)
            return machine_fail(m, e->args[i].at, "template/argument",
                                "dict takes named values: dict(a=1)");
        Value v = expr_eval(m, e->args[i].value);
        if (m->failed)
            return v;
        Member *member = list_add(m->arena, &out);
        *member = (Member){ .key = e->args[i].name, .value = v };
    }
    return value_map(out.at, out.len);
}

/* loop.cycle('odd', 'even') and loop.changed(value) */
static Value call_loop(Machine *m, const Expr *e)
{
    Loop *loop = m->names->loop;
    Str name = e->a->name;

    if (str_is(name, "cycle") && e->arg_count)
        return expr_eval(m, e->args[loop->index % e->arg_count].value);
    if (!str_is(name, "changed") || e->arg_count != 1)
        return machine_fail(m, e->at, "template/argument",
                            "loop has the functions cycle() and changed()");
    Value v = expr_eval(m, e->args[0].value);
    bool changed = !loop->has_changed || !values_equal(&v, &loop->changed);
    loop->changed = v;
    loop->has_changed = true;
    return value_bool(changed);
}

Value call_eval(Machine *m, const Expr *e)
{
    const Expr *f = e->a;

    if (f->kind == EXPR_NAME && str_is(f->name, "range"))
        return call_range(m, e);
    if (f->kind == EXPR_NAME && str_is(f->name, "dict"))
        return call_dict(m, e);
    if (f->kind == EXPR_NAME && str_is(f->name, "loop") && m->names->loop &&
        e->arg_count == 1) {
        Value items = expr_eval(m, e->args[0].value);
        return m->failed ? items : loop_again(m, e, items);
    }
    if (f->kind == EXPR_ATTRIBUTE && f->a->kind == EXPR_NAME &&
        str_is(f->a->name, "loop") && m->names->loop)
        return call_loop(m, e);
    machine_fail(m, e->at, "template/call", "'%.*s' is not a function",
                 STR_ARG(f->name.len ? f->name : STR("this")));
    if (!m->env->diags->list.len)
        return value_absent();
    Diag *d = &m->env->diags->list.at[m->env->diags->list.len - 1];
    d->hint = filter_find(f->name)
                  ? str_format(m->env->arena, "it is a filter: value | %.*s",
                               STR_ARG(f->name))
                  : STR("functions are range() and dict()");
    return value_absent();
}
