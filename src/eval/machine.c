/* machine.c - names, faults and limits of the evaluation. */

#include "eval/machine.h"

#include "data/dataset.h"
#include "eval/expr.h"

void machine_begin(Machine *m, Env *env, Locale *locale, const Value *data)
{
    *m = (Machine){ .env = env,
                    .arena = env->arena,
                    .locale = locale,
                    .data = data,
                    .names = arena_make(env->arena, Names) };
}

void machine_clear(Machine *m)
{
    m->failed = false;
    m->missing = STR("");
}

Value value_absent(void)
{
    return (Value){ .kind = VALUE_ABSENT };
}

/* ---- Names --------------------------------------------------------------- */

void scope_push(Machine *m)
{
    *list_add(m->env->arena, &m->names->marks) = m->names->list.len;
}

void scope_pop(Machine *m)
{
    m->names->list.len = m->names->marks.at[--m->names->marks.len];
}

static Named *find_from(Names *n, Str name, size_t from)
{
    for (size_t i = n->list.len; i-- > from;)
        if (str_equal(n->list.at[i].name, name))
            return &n->list.at[i];
    return NULL;
}

void scope_set(Machine *m, Str name, Value v)
{
    Names *n = m->names;
    size_t from = n->marks.len ? n->marks.at[n->marks.len - 1] : 0;
    Named *known = find_from(n, name, from);

    if (!known) {
        known = list_add(m->env->arena, &n->list);
        known->name = name;
    }
    known->value = v;
}

bool scope_find(const Machine *m, Str name, Value *out)
{
    const Named *known = find_from(m->names, name, 0);
    const Value *v;

    if (known) {
        *out = known->value;
        return true;
    }
    v = m->data ? value_find(m->data, name) : NULL;
    if (!v)
        return false;
    *out = v->is_dataset ? dataset_rows(v->as.rows.table, v->span) : *v;
    return true;
}

/* ---- Faults -------------------------------------------------------------- */

Value machine_fail(Machine *m, Span at, const char *code, const char *fmt, ...)
{
    va_list args;

    if (m->failed)
        return value_absent();
    m->failed = true;
    va_start(args, fmt);
    Str text = str_vformat(m->env->arena, fmt, args);
    va_end(args);
    diag_error(m->env->diags, at, "%.*s", STR_ARG(text))->code = code;
    return value_absent();
}

Value call_fail(Machine *m, const Call *call, const char *fmt, ...)
{
    va_list args;

    if (m->failed)
        return value_absent();
    m->failed = true;
    va_start(args, fmt);
    Str text = str_vformat(m->env->arena, fmt, args);
    va_end(args);
    Diag *d = diag_error(m->env->diags, call->at, "%.*s", STR_ARG(text));
    d->code = "template/value";
    /* a value from a file says where it stands */
    if (call->subject.span.src && m->data) {
        d->cause = call->subject.span;
        Str path = value_path_at(m->env->arena, m->data, d->cause);
        d->cause_message =
            path.len
                ? str_format(m->env->arena, "the value comes from here: %.*s",
                             STR_ARG(path))
                : STR("the value comes from here");
    }
    return value_absent();
}

bool machine_step(Machine *m, Span at)
{
    if (++m->steps <= m->env->limits.eval_steps)
        return true;
    if (!m->failed) {
        m->failed = true;
        Diag *d = diag_error(m->env->diags, at,
                             "the template takes more than %zu steps",
                             m->env->limits.eval_steps);
        d->fault = FAULT_LIMIT;
        d->code = "limit/steps";
        d->hint = STR("loop over fewer rows: {{ rows | top(100, 'spend') }}");
    }
    return false;
}
