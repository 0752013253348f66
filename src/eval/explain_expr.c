/* explain_expr.c - an expression with the values that went into it. */

#include "eval/explain.h"

#include "eval/expr.h"
#include "eval/filters.h"

enum { LISTED = 100 /* rows of a list that are listed one by one */ };

/* ---- Once more --------------------------------------------------------------
 */

Value explain_eval(Machine *m, const Expr *e)
{
    Machine kept = *m;
    Explain *x = m->explain;
    DiagList *ds = m->env->diags;
    DiagList said = *ds;
    size_t names = m->names->list.len, marks = m->names->marks.len;
    Loop *loop = m->names->loop;

    if (x->steps > m->env->limits.eval_steps)
        return value_absent();
    m->explain = NULL;
    m->arena = x->a;
    m->steps = x->steps;
    m->failed = false;
    m->forgives = true;
    Value v = expr_eval_lenient(m, e);
    if (m->failed)
        v = value_absent();
    x->steps = m->steps;
    *m = kept;
    m->names->list.len = names;
    m->names->marks.len = marks;
    m->names->loop = loop;
    ds->list.len = said.list.len;
    ds->error_count = said.error_count;
    ds->warning_count = said.warning_count;
    return v;
}

/* ---- Kinds of expressions ---------------------------------------------------
 */

static bool is_in(const Filter *table, Str name)
{
    for (; table->name; table++)
        if (str_is(name, table->name))
            return true;
    return false;
}

/* A filter that changes how a value looks, not what it is. */
static bool is_look(Str name)
{
    static const char *const more[] = { "metric", "trim",  "string",    "upper",
                                        "lower",  "title", "capitalize" };

    for (size_t i = 0; i < COUNT_OF(more); i++)
        if (str_is(name, more[i]))
            return true;
    return is_in(FORMAT_FILTERS, name) && !str_is(name, "and_list") &&
           !str_is(name, "daterange");
}

/* What it was that was printed: without formats, defaults and choices. */
static const Expr *bare(Machine *m, const Expr *e)
{
    for (;;) {
        bool is_default = e->kind == EXPR_FILTER &&
                          (str_is(e->name, "default") || str_is(e->name, "d"));
        if (e->kind == EXPR_FILTER && is_look(e->name)) {
            e = e->a;
        } else if (is_default) {
            Value v = explain_eval(m, e->a);
            if (v.kind == VALUE_ABSENT && !e->arg_count)
                return e;
            e = v.kind == VALUE_ABSENT ? e->args[0].value : e->a;
        } else if (e->kind == EXPR_IF) {
            Value test = explain_eval(m, e->b);
            if (!value_is_true(&test) && !e->c)
                return e;
            e = value_is_true(&test) ? e->a : e->c;
        } else if (e->kind == EXPR_BINARY && e->op == OP_OR) {
            Value first = explain_eval(m, e->a);
            e = value_is_true(&first) ? e->a : e->b;
        } else {
            return e;
        }
    }
}

/* As the template has it; the place of a filter begins at its own name. */
static Str source_of(Machine *m, const Expr *e)
{
    if (!e->at.src || e->at.end > e->at.src->text.len)
        return STR("...");
    Str own = str_slice(e->at.src->text, e->at.start, e->at.end);
    if (e->kind != EXPR_FILTER)
        return own;
    return str_format(m->explain->a, "%.*s | %.*s", STR_ARG(source_of(m, e->a)),
                      STR_ARG(own));
}

/* ---- Lists ------------------------------------------------------------------
 */

const Origin *origin_of_list(Machine *m, Values rows, Str field, Str name)
{
    Explain *x = m->explain;
    Origins inputs = { 0 };
    Origin o = { .how = ORIGIN_LIST, .name = name };

    for (size_t i = 0; i < rows.len; i++) {
        const Value *row = &rows.at[i];
        Value v = field.len ? field_of(row, field) : *row;
        if (v.kind != VALUE_NUMBER)
            continue;
        o.rows++;
        if (inputs.len == LISTED) {
            o.left_off++;
            continue;
        }
        const Origin *from = field.len ? origin_of_field(m, row, field) : NULL;
        if (!from) /* a row that is a number, or a place in a list */
            from = origin_of_member(m, NULL, STR(""), &v, STR(""));
        *list_add(x->a, &inputs) = from;
    }
    origin_inputs(m, &o, &inputs);
    return origin_new(m, o);
}

/* ---- Describing -------------------------------------------------------------
 */

typedef struct {
    Machine *m;
    const Value *self;
    Buf formula;
    Origins *inputs;
    bool took_rows; /* by a filter further out */
} Describer;

static void describe(Describer *d, const Expr *e);

static void add_input(Describer *d, const Origin *o)
{
    for (size_t i = 0; i < d->inputs->len; i++)
        if (d->inputs->at[i] == o ||
            (o->name.len && str_equal(d->inputs->at[i]->name, o->name)))
            return;
    *list_add(d->m->explain->a, d->inputs) = o;
}

static bool is_scalar(const Value *v)
{
    return v->kind == VALUE_NUMBER || v->kind == VALUE_TEXT;
}

/* The map that an attribute or index is of, and the field; false if neither. */
static bool find_member(Machine *m, const Expr *e, Value *map, Str *field)
{
    if (e->kind != EXPR_ATTRIBUTE && e->kind != EXPR_INDEX)
        return false;
    *map = explain_eval(m, e->a);
    if (map->kind != VALUE_MAP)
        return false;
    if (e->kind == EXPR_ATTRIBUTE) {
        *field = e->name;
        return true;
    }
    Value key = explain_eval(m, e->b);
    *field = key.kind == VALUE_TEXT ? key.as.text : STR("");
    return key.kind == VALUE_TEXT;
}

static const Origin *origin_of_leaf(Machine *m, const Expr *e,
                                    const Value *self, const Value *v)
{
    Value map;
    Str field;

    if (e->kind == EXPR_NAME && self && value_find(self, e->name))
        return origin_of_member(m, self, e->name, value_find(self, e->name),
                                name_of_member(m, self, e->name));
    if (find_member(m, e, &map, &field)) {
        Str name = name_of_member(m, &map, field);
        return origin_of_member(m, &map, field, v,
                                name.len ? name : source_of(m, e));
    }
    return origin_of_member(m, NULL, STR(""), v, source_of(m, e));
}

static void describe_leaf(Describer *d, const Expr *e)
{
    Value v = explain_eval(d->m, e);

    if (is_scalar(&v)) {
        const Origin *o = origin_of_leaf(d->m, e, d->self, &v);
        buf_add_str(&d->formula, o->name.len ? o->name : source_of(d->m, e));
        add_input(d, o);
        return;
    }
    const KnownMap *known = map_known(d->m->explain, &v);
    buf_add_str(&d->formula,
                known && known->path.len ? known->path : source_of(d->m, e));
}

/* Fields of the rows that a filter's words name. */
static void take_rows(Describer *d, const Expr *e, const Value *rows)
{
    Machine *m = d->m;
    Str list = source_of(m, e->a);
    size_t before = d->inputs->len;

    for (size_t i = 0; i < e->arg_count; i++) {
        const Expr *arg = e->args[i].value;
        if (arg->kind != EXPR_LITERAL || arg->value.kind != VALUE_TEXT)
            continue;
        Str field = arg->value.as.text;
        const Origin *o =
            origin_of_list(m, rows->as.list, field,
                           str_format(m->explain->a,
                                      e->a->kind == EXPR_NAME ? "%.*s[].%.*s"
                                                              : "(%.*s)[].%.*s",
                                      STR_ARG(list), STR_ARG(field)));
        if (o->rows)
            add_input(d, o);
    }
    if (d->inputs->len == before && rows->as.list.len) {
        const Origin *o = origin_of_list(m, rows->as.list, STR(""), list);
        Origin counted = *o;
        counted.rows = rows->as.list.len;
        add_input(d, origin_new(m, counted));
    }
    d->took_rows = true;
}

static void describe_filter(Describer *d, const Expr *e)
{
    Value subject = explain_eval(d->m, e->a);
    bool took = d->took_rows;

    if (subject.kind == VALUE_LIST && !took)
        take_rows(d, e, &subject);
    describe(d, e->a);
    d->took_rows = took;
    buf_format(&d->formula, " | %.*s", STR_ARG(e->name));
    if (!e->arg_count)
        return;
    buf_add_char(&d->formula, '(');
    for (size_t i = 0; i < e->arg_count; i++) {
        buf_add_str(&d->formula, i ? STR(", ") : STR(""));
        if (e->args[i].name.len)
            buf_format(&d->formula, "%.*s=", STR_ARG(e->args[i].name));
        describe(d, e->args[i].value);
    }
    buf_add_char(&d->formula, ')');
}

static void describe_operand(Describer *d, const Expr *e)
{
    bool is_inner = e->kind == EXPR_BINARY || e->kind == EXPR_FILTER;

    if (is_inner)
        buf_add_char(&d->formula, '(');
    describe(d, e);
    if (is_inner)
        buf_add_char(&d->formula, ')');
}

static void describe_binary(Describer *d, const Expr *e)
{
    static const char *const signs[] = {
        [OP_ADD] = "+",      [OP_SUBTRACT] = "-",
        [OP_MULTIPLY] = "*", [OP_DIVIDE] = "/",
        [OP_MODULO] = "%",   [OP_FLOOR_DIVIDE] = "//",
        [OP_POWER] = "**",   [OP_CONCAT] = "~",
        [OP_EQUAL] = "==",   [OP_NOT_EQUAL] = "!=",
        [OP_LESS] = "<",     [OP_LESS_EQUAL] = "<=",
        [OP_GREATER] = ">",  [OP_GREATER_EQUAL] = ">=",
        [OP_IN] = "in",      [OP_NOT_IN] = "not in",
        [OP_AND] = "and",    [OP_OR] = "or"
    };

    describe_operand(d, e->a);
    buf_format(&d->formula, " %s ", signs[e->op]);
    describe_operand(d, e->b);
}

static void describe(Describer *d, const Expr *e)
{
    if (e->kind == EXPR_IF)
        e = bare(d->m, e);
    switch ((ExprKind)e->kind) {
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_INDEX:
        describe_leaf(d, e);
        return;
    case EXPR_FILTER:
        describe_filter(d, e);
        return;
    case EXPR_BINARY:
        describe_binary(d, e);
        return;
    case EXPR_UNARY:
        buf_add_str(&d->formula, e->op == OP_NOT      ? STR("not ")
                                 : e->op == OP_NEGATE ? STR("-")
                                                      : STR("+"));
        describe_operand(d, e->a);
        return;
    default:
        buf_add_str(&d->formula, source_of(d->m, e));
    }
}

void expr_describe(Machine *m, const Expr *e, const Value *self, Str *formula,
                   Origins *inputs)
{
    Describer d = { .m = m, .self = self, .inputs = inputs };

    if (m->explain->depth < 12) {
        m->explain->depth++;
        describe(&d, e);
        m->explain->depth--;
    } else {
        buf_add_str(&d.formula, source_of(m, e));
    }
    *formula = buf_copy(m->explain->a, &d.formula);
    buf_free(&d.formula);
}

const Origin *origin_of_expr(Machine *m, const Expr *e, const Value *self)
{
    Origins inputs = { 0 };

    e = bare(m, e);
    Value v = explain_eval(m, e);
    bool is_leaf = e->kind == EXPR_NAME || e->kind == EXPR_ATTRIBUTE ||
                   e->kind == EXPR_INDEX;
    if (e->kind == EXPR_LITERAL) {
        Origin words = origin_of_value(ORIGIN_WORDS, STR(""), &v);
        words.at = e->at;
        return origin_new(m, words);
    }
    if (is_leaf && is_scalar(&v))
        return origin_of_leaf(m, e, self, &v);
    Origin o = origin_of_value(ORIGIN_EXPRESSION, STR(""), &v);
    expr_describe(m, e, self, &o.formula, &inputs);
    o.at = e->at;
    origin_inputs(m, &o, &inputs);
    return origin_new(m, o);
}
