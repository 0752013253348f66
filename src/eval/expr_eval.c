/* expr_eval.c - expressions to values. */

#include "eval/expr.h"

/* ---- What is not there --------------------------------------------------- */

static Str nearest_name(const Machine *m, Str name)
{
    StrList all = { 0 };
    Arena *a = m->env->scratch;
    ArenaMark mark = arena_save(a);

    for (size_t i = 0; i < m->names->list.len; i++)
        *list_add(a, &all) = m->names->list.at[i].name;
    for (size_t i = 0;
         m->data && m->data->kind == VALUE_MAP && i < m->data->as.map.len; i++)
        *list_add(a, &all) = m->data->as.map.at[i].key;
    Str near = str_nearest(name, all.at, all.len);
    arena_rewind(a, mark);
    return near;
}

static bool is_optional(const Machine *m, Str name)
{
    for (const char *const *p = m->optional; p && *p; p++)
        if (str_is(name, *p))
            return true;
    return false;
}

static void hint_nearest(Machine *m, Str near)
{
    DiagList *ds = m->env->diags;

    if (near.len && ds->list.len)
        ds->list.at[ds->list.len - 1].hint =
            str_format(m->env->arena, "did you mean '%.*s'?", STR_ARG(near));
}

static Value forgive(Machine *m, Str name)
{
    m->failed = true;
    m->missing = name;
    return value_absent();
}

static Value fail_name(Machine *m, const Expr *e)
{
    Str near = nearest_name(m, e->name);

    if (m->failed)
        return value_absent();
    if (m->forgives && (is_optional(m, e->name) || !near.len))
        return forgive(m, e->name);
    machine_fail(m, e->at, "template/unknown-name", "there is no '%.*s'",
                 STR_ARG(e->name));
    hint_nearest(m, near);
    return value_absent();
}

static Str described(const Expr *e)
{
    return e->kind == EXPR_NAME || e->kind == EXPR_ATTRIBUTE ? e->name
                                                             : STR("");
}

static Value fail_field(Machine *m, const Expr *e, const Value *a, Str name)
{
    StrList keys = { 0 };
    Str of = described(e->a), near;

    if (m->failed)
        return value_absent();
    for (size_t i = 0; a->kind == VALUE_MAP && i < a->as.map.len; i++)
        *list_add(m->env->arena, &keys) = a->as.map.at[i].key;
    near = str_nearest(name, keys.at, keys.len);
    if (m->forgives && !near.len)
        return forgive(m, of.len ? str_format(m->env->arena, "%.*s.%.*s",
                                              STR_ARG(of), STR_ARG(name))
                                 : name);
    if (of.len)
        machine_fail(m, e->at, "template/unknown-field",
                     "'%.*s' is %s without '%.*s'", STR_ARG(of),
                     value_kind_name(a), STR_ARG(name));
    else
        machine_fail(m, e->at, "template/unknown-field", "%s has no '%.*s'",
                     value_kind_name(a), STR_ARG(name));
    hint_nearest(m, near);
    if (a->span.src) {
        Diag *d = &m->env->diags->list.at[m->env->diags->list.len - 1];
        d->cause = a->span;
        d->cause_message = STR("this is the value");
    }
    return value_absent();
}

/* ---- Fields and items ---------------------------------------------------- */

/* A whole number as an index into `len` items; negative counts from the end. */
static bool index_in(Decimal d, size_t len, size_t *out)
{
    int64_t n;

    if (!decimal_to_int(d, &n))
        return false;
    if (n < 0)
        n += (int64_t)len;
    if (n < 0 || (uint64_t)n >= len)
        return false;
    *out = (size_t)n;
    return true;
}

static Str character_at(Str s, size_t index)
{
    size_t i = 0;

    for (size_t k = 0; i < s.len; k++) {
        size_t from = i;
        utf8_next(s, &i);
        if (k == index)
            return str_slice(s, from, i);
    }
    return STR("");
}

/* The pairs of groupby and items have names for their two parts. */
static int pair_part(Str name)
{
    return str_is(name, "grouper") ? 0 : str_is(name, "list") ? 1 : -1;
}

static bool field_at(const Value *a, Str name, Value *out)
{
    const Value *v = NULL;
    Decimal d;
    size_t i;

    if (a->kind == VALUE_MAP)
        v = value_find(a, name);
    else if (a->kind == VALUE_LIST && a->as.list.len == 2 &&
             pair_part(name) >= 0)
        v = &a->as.list.at[pair_part(name)];
    else if (a->kind == VALUE_LIST && decimal_parse(name, &d) &&
             index_in(d, a->as.list.len, &i))
        v = &a->as.list.at[i];
    if (v)
        *out = *v;
    return v != NULL;
}

static bool item_at(Machine *m, const Value *a, const Value *key, Value *out)
{
    size_t i;

    if (key->kind == VALUE_TEXT)
        return field_at(a, key->as.text, out);
    if (key->kind != VALUE_NUMBER)
        return false;
    if (a->kind == VALUE_LIST && index_in(key->as.number, a->as.list.len, &i)) {
        *out = a->as.list.at[i];
        return true;
    }
    if (a->kind == VALUE_TEXT &&
        index_in(key->as.number, utf8_count(a->as.text), &i)) {
        *out = value_text(character_at(a->as.text, i));
        return true;
    }
    if (a->kind == VALUE_MAP)
        return field_at(a, decimal_format(m->arena, key->as.number), out);
    return false;
}

static Value attribute_eval(Machine *m, const Expr *e, bool lenient)
{
    Value out, a;

    if (e->a->kind == EXPR_NAME && str_is(e->a->name, "loop") &&
        m->names->loop) {
        out = loop_field(m, e->name);
        if (out.kind != VALUE_ABSENT)
            return out;
    }
    a = lenient ? expr_eval_lenient(m, e->a) : expr_eval(m, e->a);
    if (m->failed || a.kind == VALUE_ABSENT)
        return value_absent();
    if (a.kind == VALUE_NULL)
        return lenient ? value_absent() : a; /* of nothing comes nothing */
    if (field_at(&a, e->name, &out))
        return out;
    return lenient ? value_absent() : fail_field(m, e, &a, e->name);
}

static Value index_eval(Machine *m, const Expr *e, bool lenient)
{
    Value a = lenient ? expr_eval_lenient(m, e->a) : expr_eval(m, e->a);
    Value out, key;

    if (m->failed || a.kind == VALUE_ABSENT)
        return value_absent();
    key = expr_eval(m, e->b);
    if (m->failed)
        return value_absent();
    if (a.kind == VALUE_NULL || key.kind == VALUE_NULL)
        return lenient ? value_absent() : value_null();
    if (item_at(m, &a, &key, &out))
        return out;
    return lenient ? value_absent() : fail_field(m, e, &a, value_print(m, key));
}

/* ---- Slices -------------------------------------------------------------- */

/* A bound of a slice; `otherwise` when it is not given. */
static int64_t bound_of(Machine *m, const Expr *e, int64_t otherwise)
{
    Value v;
    int64_t n;

    if (!e)
        return otherwise;
    v = expr_eval(m, e);
    if (m->failed || v.kind == VALUE_NULL)
        return otherwise;
    if (v.kind == VALUE_NUMBER && decimal_to_int(v.as.number, &n))
        return n;
    machine_fail(m, e->at, "template/type", "expected a whole number, found %s",
                 value_kind_name(&v));
    return otherwise;
}

static int64_t clamp(int64_t n, int64_t low, int64_t high)
{
    return n < low ? low : n > high ? high : n;
}

/* The items of `all` that a slice takes, as Python takes them. */
static Values sliced(Machine *m, Values all, const Expr *e)
{
    int64_t len = (int64_t)all.len, step = bound_of(m, e->items[2], 1);
    int64_t low = step < 0 ? -1 : 0, high = step < 0 ? len - 1 : len;
    int64_t from = bound_of(m, e->items[0], step < 0 ? len - 1 : 0);
    int64_t to = bound_of(m, e->items[1], step < 0 ? -1 - len : len);
    ValueList out = { 0 };

    if (step == 0) {
        machine_fail(m, e->at, "template/type", "the step of a slice is 0");
        return (Values){ 0 };
    }
    from = clamp(from < 0 ? from + len : from, low, high);
    to = clamp(to < 0 ? to + len : to, low, high);
    for (int64_t i = from; step > 0 ? i < to : i > to; i += step) {
        *list_add(m->arena, &out) = all.at[i];
        if ((step > 0 && i > len - step) || (step < 0 && i + step < -1))
            break;
    }
    return (Values){ out.at, out.len };
}

static Value joined_text(Machine *m, Values parts)
{
    Buf b = { 0 };

    for (size_t i = 0; i < parts.len; i++)
        buf_add_str(&b, parts.at[i].as.text);
    Str text = buf_copy(m->arena, &b);
    buf_free(&b);
    return value_text(text);
}

static Value slice_eval(Machine *m, const Expr *e)
{
    Value a = expr_eval(m, e->a);
    Values all;

    if (m->failed || a.kind == VALUE_NULL)
        return a;
    if (a.kind != VALUE_LIST && a.kind != VALUE_TEXT)
        return machine_fail(m, e->at, "template/type",
                            "expected a list or text, found %s",
                            value_kind_name(&a));
    if (!value_items(m, a, e->at, &all))
        return value_absent();
    Values some = sliced(m, all, e);
    return a.kind == VALUE_TEXT ? joined_text(m, some)
                                : value_list(some.at, some.len);
}

/* ---- Lists and maps ------------------------------------------------------ */

static Value list_eval(Machine *m, const Expr *e)
{
    Value *items = arena_make_array(m->arena, Value, e->item_count);

    for (size_t i = 0; i < e->item_count; i++) {
        items[i] = expr_eval(m, e->items[i]);
        if (m->failed)
            return value_absent();
    }
    return value_list(items, e->item_count);
}

static Value map_eval(Machine *m, const Expr *e)
{
    MemberList out = { 0 };

    for (size_t i = 0; i + 1 < e->item_count; i += 2) {
        Value key = expr_eval(m, e->items[i]);
        Value value = m->failed ? key : expr_eval(m, e->items[i + 1]);
        if (m->failed)
            return value_absent();
        Str name = value_print(m, key);
        size_t at = 0;
        while (at < out.len && !str_equal(out.at[at].key, name))
            at++;
        Member *member = at < out.len ? &out.at[at] : list_add(m->arena, &out);
        *member = (Member){ .key = name, .value = value };
    }
    return value_map(out.at, out.len);
}

/* ---- All kinds ----------------------------------------------------------- */

static Value name_eval(Machine *m, const Expr *e, bool lenient)
{
    Value v;

    if (scope_find(m, e->name, &v))
        return v;
    return lenient ? value_absent() : fail_name(m, e);
}

static Value logic_eval(Machine *m, const Expr *e)
{
    Value a = expr_eval(m, e->a);

    if (m->failed)
        return a;
    if (value_is_true(&a) == (e->op == OP_OR))
        return a;
    return expr_eval(m, e->b);
}

static Value operator_eval(Machine *m, const Expr *e)
{
    if (e->op == OP_AND || e->op == OP_OR)
        return logic_eval(m, e);
    Value a = expr_eval(m, e->a);
    Value b = m->failed ? a : expr_eval(m, e->b);
    return m->failed ? value_absent() : binary_eval(m, e, a, b);
}

static Value choice_eval(Machine *m, const Expr *e)
{
    Value test = expr_eval(m, e->b);

    if (m->failed)
        return test;
    if (value_is_true(&test))
        return expr_eval(m, e->a);
    return e->c ? expr_eval(m, e->c) : value_text(STR(""));
}

static Value kind_eval(Machine *m, const Expr *e)
{
    switch ((ExprKind)e->kind) {
    case EXPR_LITERAL:
        return e->value;
    case EXPR_NAME:
        return name_eval(m, e, false);
    case EXPR_LIST:
        return list_eval(m, e);
    case EXPR_MAP:
        return map_eval(m, e);
    case EXPR_ATTRIBUTE:
        return attribute_eval(m, e, false);
    case EXPR_INDEX:
        return index_eval(m, e, false);
    case EXPR_SLICE:
        return slice_eval(m, e);
    case EXPR_UNARY: {
        Value a = expr_eval(m, e->a);
        return m->failed ? a : unary_eval(m, e, a);
    }
    case EXPR_BINARY:
        return operator_eval(m, e);
    case EXPR_IF:
        return choice_eval(m, e);
    case EXPR_FILTER:
        return filter_eval(m, e);
    case EXPR_TEST:
        return test_eval(m, e);
    case EXPR_CALL:
        return call_eval(m, e);
    }
    return value_absent();
}

Value expr_eval(Machine *m, const Expr *e)
{
    Value v;

    if (m->failed || !machine_step(m, e->at))
        return value_absent();
    if (m->depth >= 4 * m->env->limits.depth) {
        machine_fail(m, e->at, "limit/depth", "the expression nests too deep");
        return value_absent();
    }
    m->depth++;
    v = kind_eval(m, e);
    m->depth--;
    return v;
}

Value expr_eval_lenient(Machine *m, const Expr *e)
{
    switch ((ExprKind)e->kind) {
    case EXPR_NAME:
        return name_eval(m, e, true);
    case EXPR_ATTRIBUTE:
        return attribute_eval(m, e, true);
    case EXPR_INDEX:
        return index_eval(m, e, true);
    default:
        return expr_eval(m, e);
    }
}
