/* text_render.c - texts: what is printed, chosen, repeated and set. */

#include "eval/explain.h"
#include "eval/expr.h"

typedef struct {
    Machine *m;
    TextParts *out;
    size_t bytes;
    Arena *arena; /* of the parts */
} Renderer;

static bool render(Renderer *r, Stmts body);

/* ---- Output -------------------------------------------------------------- */

static bool emit(Renderer *r, Str text, bool is_value, Span at)
{
    r->bytes += text.len;
    if (r->bytes > r->m->env->limits.output_bytes) {
        machine_fail(r->m, at, "limit/output",
                     "the text grows beyond %zu bytes",
                     r->m->env->limits.output_bytes);
        if (r->m->env->diags->list.len)
            r->m->env->diags->list.at[r->m->env->diags->list.len - 1].fault =
                FAULT_LIMIT;
        return false;
    }
    if (text.len || is_value)
        *list_add(r->arena, r->out) = (TextPart){ text, is_value };
    return true;
}

/* ---- Loops --------------------------------------------------------------- */

bool value_items(Machine *m, Value v, Span at, Values *out)
{
    ValueList list = { 0 };

    switch ((ValueKind)v.kind) {
    case VALUE_LIST:
        *out = v.as.list;
        return true;
    case VALUE_MAP:
        for (size_t i = 0; i < v.as.map.len; i++)
            *list_add(m->arena, &list) = value_text(v.as.map.at[i].key);
        break;
    case VALUE_TEXT:
        for (size_t i = 0; i < v.as.text.len;) {
            size_t from = i;
            utf8_next(v.as.text, &i);
            *list_add(m->arena, &list) =
                value_text(str_slice(v.as.text, from, i));
        }
        break;
    case VALUE_NULL:
        break;
    default:
        machine_fail(m, at, "template/type", "expected a list, found %s",
                     value_kind_name(&v));
        return false;
    }
    *out = (Values){ list.at, list.len };
    return true;
}

static Value int_value(size_t n)
{
    return value_int((int64_t)n);
}

Value loop_field(Machine *m, Str name)
{
    const Loop *l = m->names->loop;
    size_t i = l->index, len = l->items.len;

    if (str_is(name, "index"))
        return int_value(i + 1);
    if (str_is(name, "index0"))
        return int_value(i);
    if (str_is(name, "revindex"))
        return int_value(len - i);
    if (str_is(name, "revindex0"))
        return int_value(len - i - 1);
    if (str_is(name, "first"))
        return value_bool(i == 0);
    if (str_is(name, "last"))
        return value_bool(i + 1 == len);
    if (str_is(name, "length"))
        return int_value(len);
    if (str_is(name, "depth"))
        return int_value(l->depth + 1);
    if (str_is(name, "depth0"))
        return int_value(l->depth);
    if (str_is(name, "previtem") && i > 0)
        return l->items.at[i - 1];
    if (str_is(name, "nextitem") && i + 1 < len)
        return l->items.at[i + 1];
    return value_absent();
}

/* Give the names of a loop, or of a set, their values. */
static bool unpack(Machine *m, const StrList *names, Value v, Span at)
{
    if (names->len == 1) {
        scope_set(m, names->at[0], v);
        return true;
    }
    if (v.kind != VALUE_LIST || v.as.list.len != names->len) {
        machine_fail(m, at, "template/type",
                     "expected a list of %zu values, found %s", names->len,
                     v.kind == VALUE_LIST ? "a list of another length"
                                          : value_kind_name(&v));
        return false;
    }
    for (size_t i = 0; i < names->len; i++)
        scope_set(m, names->at[i], v.as.list.at[i]);
    return true;
}

/* The items that the loop's own `if` lets through. */
static bool keep_items(Machine *m, const Stmt *s, Values *items)
{
    ValueList kept = { 0 };

    if (!s->filter)
        return true;
    for (size_t i = 0; i < items->len; i++) {
        scope_push(m);
        bool ok = unpack(m, &s->names, items->at[i], s->at);
        Value test = ok ? expr_eval(m, s->filter) : value_absent();
        scope_pop(m);
        if (m->failed)
            return false;
        if (value_is_true(&test))
            *list_add(m->arena, &kept) = items->at[i];
    }
    *items = (Values){ kept.at, kept.len };
    return true;
}

static bool render_items(Renderer *r, const Stmt *s, Values items, size_t depth)
{
    Machine *m = r->m;
    Loop loop = {
        .outer = m->names->loop, .stmt = s, .items = items, .depth = depth
    };
    bool ok = true;

    m->names->loop = &loop;
    for (; ok && loop.index < items.len; loop.index++) {
        scope_push(m);
        ok = machine_step(m, s->at) &&
             unpack(m, &s->names, items.at[loop.index], s->at) &&
             render(r, s->body);
        scope_pop(m);
    }
    m->names->loop = loop.outer;
    return ok;
}

static bool render_for(Renderer *r, const Stmt *s)
{
    Value rows = expr_eval(r->m, s->expr);
    Values items;

    if (r->m->failed || !value_items(r->m, rows, s->expr->at, &items) ||
        !keep_items(r->m, s, &items))
        return false;
    if (!items.len)
        return render(r, s->otherwise);
    return render_items(r, s, items, 0);
}

static Str joined(Machine *m, const TextParts *parts)
{
    Buf b = { 0 };

    for (size_t i = 0; i < parts->len; i++)
        buf_add_str(&b, parts->at[i].text);
    Str out = buf_copy(m->arena, &b);
    buf_free(&b);
    return out;
}

Value loop_again(Machine *m, const Expr *e, Value rows)
{
    Loop *loop = m->names->loop;
    TextParts parts = { 0 };
    Renderer r = { m, &parts, 0, m->arena };
    Values items;

    if (!loop->stmt->recursive)
        return machine_fail(m, e->at, "template/call",
                            "only a recursive loop can be called");
    if (loop->depth >= m->env->limits.depth) {
        machine_fail(m, e->at, "limit/depth", "the loop nests too deep");
        return value_absent();
    }
    if (!value_items(m, rows, e->at, &items) ||
        !keep_items(m, loop->stmt, &items) ||
        !render_items(&r, loop->stmt, items, loop->depth + 1))
        return value_absent();
    return value_text(joined(m, &parts));
}

/* ---- Statements ---------------------------------------------------------- */

static bool render_set(Renderer *r, const Stmt *s)
{
    TextParts parts = { 0 };
    Renderer inner = { r->m, &parts, r->bytes, r->m->arena };
    Value v;

    if (s->expr) {
        v = expr_eval(r->m, s->expr);
        if (!r->m->failed && s->names.len == 1)
            explain_name(r->m, s->names.at[0], s->expr, s->at, v);
    } else {
        if (!render(&inner, s->body))
            return false;
        v = value_text(joined(r->m, &parts));
    }
    return !r->m->failed && unpack(r->m, &s->names, v, s->at);
}

static bool render_if(Renderer *r, const Stmt *s)
{
    Value test = expr_eval(r->m, s->expr);

    if (r->m->failed)
        return false;
    return render(r, value_is_true(&test) ? s->body : s->otherwise);
}

static bool render_print(Renderer *r, const Stmt *s)
{
    Value v = expr_eval(r->m, s->expr);

    if (r->m->failed)
        return false;
    Str text = value_print(r->m, v);
    explain_printed(r->m, s->expr, text);
    return emit(r, text, true, s->at);
}

static bool render_one(Renderer *r, const Stmt *s)
{
    switch ((StmtKind)s->kind) {
    case STMT_TEXT:
        return emit(r, s->text, false, s->at);
    case STMT_PRINT:
        return render_print(r, s);
    case STMT_IF:
        return render_if(r, s);
    case STMT_FOR:
        return render_for(r, s);
    case STMT_SET:
        return render_set(r, s);
    }
    return false;
}

static bool render(Renderer *r, Stmts body)
{
    for (size_t i = 0; i < body.len; i++)
        if (!render_one(r, &body.at[i]))
            return false;
    return true;
}

bool text_render(Machine *m, const Text *t, TextParts *out)
{
    Renderer r = { m, out, 0, m->arena };
    bool ok;

    if (m->failed)
        return false;
    scope_push(m);
    ok = render(&r, t->body);
    scope_pop(m);
    return ok;
}

Str text_render_plain(Machine *m, const Text *t)
{
    TextParts parts = { 0 };

    if (t->is_plain && t->body.len == 1)
        return t->body.at[0].text;
    if (!text_render(m, t, &parts))
        return STR("");
    return parts.len == 1 ? parts.at[0].text : joined(m, &parts);
}
