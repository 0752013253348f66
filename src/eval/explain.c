/* explain.c - notes of what is printed, while it is printed. */

#include "eval/explain.h"

#include "eval/expr.h"

enum { PATH_DEPTH = 24, NAMED_ROWS = 10000 };

/* ---- Texts by address ------------------------------------------------------
 */

Str address_key(Arena *a, const void *at)
{
    char *key = arena_alloc(a, sizeof at);

    memcpy(key, &at, sizeof at);
    return (Str){ key, sizeof at };
}

void explain_text(Explain *x, Str text, const Origin *o)
{
    if (text.len && o && !explain_text_find(x, text))
        map_set(x->a, &x->texts, address_key(x->a, text.at), (void *)o);
}

const Origin *explain_text_find(const Explain *x, Str text)
{
    return map_find(&x->texts, (Str){ (const char *)&text.at, sizeof text.at });
}

/* Of any script that numbers are printed in. */
bool text_has_digit(Str s)
{
    static const uint32_t zeros[] = { '0',    0x0660, 0x06f0, 0x0966,
                                      0x09e6, 0x0e50, 0x1040 };

    for (size_t i = 0; i < s.len;) {
        uint32_t c = utf8_next(s, &i);
        for (size_t k = 0; k < COUNT_OF(zeros); k++)
            if (c >= zeros[k] && c < zeros[k] + 10)
                return true;
    }
    return false;
}

static Str one_line(Arena *a, Str s)
{
    char *out = arena_alloc(a, s.len + 1);

    for (size_t i = 0; i < s.len; i++)
        out[i] = (unsigned char)s.at[i] < 32 ? ' ' : s.at[i];
    return str_trim((Str){ out, s.len });
}

/* ---- Maps by address -------------------------------------------------------
 */

static void name_maps(Explain *x, const Value *v, Str path, const Expr *expr,
                      int depth);

static void name_members(Explain *x, const Value *v, Str path, const Expr *expr,
                         int depth)
{
    Str key = address_key(x->a, v->as.map.at);

    if (!v->as.map.len || map_find(&x->maps, key))
        return;
    KnownMap *known = arena_make(x->a, KnownMap);
    *known = (KnownMap){ path, expr };
    map_set(x->a, &x->maps, key, known);
    for (size_t i = 0; i < v->as.map.len; i++) {
        const Member *m = &v->as.map.at[i];
        if (m->value.kind != VALUE_LIST && m->value.kind != VALUE_MAP)
            continue;
        name_maps(x, &m->value,
                  path.len ? str_format(x->a, "%.*s.%.*s", STR_ARG(path),
                                        STR_ARG(m->key))
                           : m->key,
                  expr, depth + 1);
    }
}

static void name_maps(Explain *x, const Value *v, Str path, const Expr *expr,
                      int depth)
{
    if (depth > PATH_DEPTH || v->is_dataset)
        return;
    if (v->kind == VALUE_MAP)
        name_members(x, v, path, expr, depth);
    for (size_t i = 0;
         v->kind == VALUE_LIST && i < v->as.list.len && i < NAMED_ROWS; i++) {
        const Value *item = &v->as.list.at[i];
        if (item->kind == VALUE_MAP || item->kind == VALUE_LIST)
            name_maps(x, item, str_format(x->a, "%.*s[%zu]", STR_ARG(path), i),
                      expr, depth + 1);
    }
}

static Str primary_of(const Value *data)
{
    const Value *kpis = value_at(data, "kpis");

    for (size_t i = 0;
         kpis && kpis->kind == VALUE_LIST && i < kpis->as.list.len; i++) {
        const Value *is_primary = value_at(&kpis->as.list.at[i], "is_primary");
        const Value *id = value_at(&kpis->as.list.at[i], "id");
        if (is_primary && value_is_true(is_primary) && id &&
            id->kind == VALUE_TEXT)
            return id->as.text;
    }
    return STR("revenue");
}

void explain_begin(Machine *m, const Value *given, const FactsLog *log)
{
    static const char *const periods[] = { "period", "previous", "prior_year" };
    Explain *x = arena_make(m->env->arena, Explain);
    Arena *a = m->env->arena;

    *x = (Explain){ .a = a,
                    .given = given,
                    .log = *log,
                    .sums = arena_alloc_array(a, log->list.len + 1,
                                              sizeof(const Origin *)),
                    .primary = primary_of(m->data) };
    name_maps(x, m->data, STR(""), NULL, 0);
    m->explain = x;
    /* others hold the same labels, and do not say of which days */
    for (size_t i = 0; i < COUNT_OF(periods); i++)
        if (value_at(m->data, periods[i]))
            explain_texts(m, value_at(m->data, periods[i]), 1);
}

/* ---- Blocks ----------------------------------------------------------------
 */

uint32_t explain_enter(Machine *m)
{
    uint32_t outer = m->explain ? m->explain->made : 0;

    if (m->explain)
        m->explain->made = ++m->explain->last_made;
    return outer;
}

void explain_leave(Machine *m, uint32_t outer, BlockList *out, size_t from)
{
    if (!m->explain)
        return;
    for (size_t i = from; i < out->len; i++)
        if (!out->at[i].made)
            out->at[i].made = m->explain->made;
    m->explain->made = outer;
}

/* ---- Names -----------------------------------------------------------------
 */

void explain_name(Machine *m, Str name, const Expr *e, Span at, Value v)
{
    Explain *x = m->explain;

    if (!x)
        return;
    NamedOrigin *n = list_add(x->a, &x->names);
    *n = (NamedOrigin){ .name = name, .value = v };
    name_maps(x, &v, name, e, 0);
    if (v.kind != VALUE_NUMBER && v.kind != VALUE_TEXT)
        return;
    const Origin *from = origin_of_expr(m, e, NULL);
    Origins inputs = { 0 };
    Origin o = origin_of_value(ORIGIN_LET, name, &v);
    expr_describe(m, e, NULL, &o.formula, &inputs);
    if (!inputs.len)
        *list_add(x->a, &inputs) = from;
    o.at = at;
    origin_inputs(m, &o, &inputs);
    n = &x->names.at[x->names.len - 1];
    n->origin = origin_new(m, o);
}

void explain_rows(Machine *m, const Expr *e, Values rows)
{
    if (!m->explain || e->kind == EXPR_NAME)
        return;
    Value list = value_list(rows.at, rows.len);
    name_maps(m->explain, &list, STR("rows"), e, 0);
}

/* ---- What is printed -------------------------------------------------------
 */

void explain_printed(Machine *m, const Expr *e, Str text)
{
    Explain *x = m->explain;

    if (!x || !text_has_digit(text))
        return;
    const Origin *o = origin_of_sentence(m, e, text);
    if (!o)
        o = origin_of_expr(m, e, NULL);
    *list_add(x->a, &x->printed) = (PrintedText){ .text = one_line(x->a, text),
                                                  .origin = o,
                                                  .made = x->made };
}

void explain_said(Machine *m, Str text, const TemplateBlock *b,
                  const Expr *metric)
{
    Explain *x = m->explain;

    if (!x || !text_has_digit(text))
        return;
    /* the same as a filter would say it */
    Expr *e = arena_make(x->a, Expr);
    Argument *arg = arena_make(x->a, Argument);
    arg->value = metric;
    *e = (Expr){ .kind = EXPR_FILTER,
                 .at = b->at,
                 .name = str_of(b->rule->kind),
                 .a = b->subject.as.expr,
                 .args = arg,
                 .arg_count = metric ? 1 : 0 };
    explain_text(x, text, origin_of_sentence(m, e, text));
}

void explain_value(Machine *m, Str text, const Expr *e, Str field,
                   const Value *row)
{
    if (!m->explain || !text_has_digit(text))
        return;
    const Origin *o =
        e ? origin_of_expr(m, e, NULL) : origin_of_field(m, row, field);
    explain_text(m->explain, text, o);
}

void explain_fields(Machine *m, Str text, const Value *map,
                    const char *const *fields)
{
    Origins inputs = { 0 };
    Origin o = { .how = ORIGIN_FORMULA };
    Buf names = { 0 };

    if (!m->explain || !map || !text_has_digit(text))
        return;
    for (; *fields; fields++) {
        const Value *v = value_at(map, *fields);
        Str field = str_of(*fields);
        if (!v || (v->kind != VALUE_NUMBER && v->kind != VALUE_TEXT))
            continue;
        buf_format(&names, "%s%s", inputs.len ? ", " : "", *fields);
        *list_add(m->explain->a, &inputs) =
            origin_of_member(m, map, field, v, name_of_member(m, map, field));
    }
    o.formula = buf_copy(m->explain->a, &names);
    buf_free(&names);
    origin_inputs(m, &o, &inputs);
    explain_text(m->explain, text,
                 inputs.len == 1 ? inputs.at[0] : origin_new(m, o));
}

void explain_note(Machine *m, Str text, Span at)
{
    Origin o = { .how = ORIGIN_FORMULA, .formula = STR("note on the data") };

    if (!m->explain || !text_has_digit(text))
        return;
    o.at = at;
    o.path = given_path(m->explain->a, m->explain->given, at);
    explain_text(m->explain, text, origin_new(m, o));
}

void explain_rule(Machine *m, Str text, Str formula, Values rows, Str field)
{
    Origins inputs = { 0 };
    Origin o = { .how = ORIGIN_FORMULA, .formula = formula };

    if (!m->explain || !text_has_digit(text))
        return;
    *list_add(m->explain->a, &inputs) = origin_of_list(
        m, rows, field,
        str_format(m->explain->a, "rows[].%.*s", STR_ARG(field)));
    origin_inputs(m, &o, &inputs);
    explain_text(m->explain, text, origin_new(m, o));
}

void explain_formula(Machine *m, Str text, const char *formula)
{
    Origin o = { .how = ORIGIN_FORMULA, .formula = str_of(formula) };

    if (m->explain && text_has_digit(text))
        explain_text(m->explain, text, origin_new(m, o));
}

void explain_parts(Machine *m, Str text, const Str *parts, size_t count)
{
    Origins inputs = { 0 };
    Origin o = { .how = ORIGIN_FORMULA };

    if (!m->explain || !text_has_digit(text))
        return;
    for (size_t i = 0; i < count; i++) {
        const Origin *part =
            parts[i].len ? explain_text_find(m->explain, parts[i]) : NULL;
        if (part)
            *list_add(m->explain->a, &inputs) = part;
    }
    o.formula = str_format(m->explain->a, "sum of %zu", inputs.len);
    origin_inputs(m, &o, &inputs);
    explain_text(m->explain, text, origin_new(m, o));
}

void explain_again(Machine *m, Str text)
{
    Explain *x = m->explain;
    const Origin *o = x ? explain_text_find(x, text) : NULL;

    if (o && text_has_digit(text))
        *list_add(x->a, &x->printed) = (PrintedText){
            .text = one_line(x->a, text), .origin = o, .made = x->made
        };
}

void explain_option(Machine *m, Str text, const Options *o, const char *key,
                    const char *other)
{
    const Option *one = option_find(o, key);
    const Option *two = other ? option_find(o, other) : NULL;
    Origins inputs = { 0 };
    Origin out = { .how = ORIGIN_FORMULA };

    if (!m->explain || !one || !text_has_digit(text))
        return;
    *list_add(m->explain->a, &inputs) = origin_of_expr(m, one->as.expr, NULL);
    if (two) {
        *list_add(m->explain->a, &inputs) =
            origin_of_expr(m, two->as.expr, NULL);
        out.formula = str_format(m->explain->a, "%s, %s", key, other);
    }
    origin_inputs(m, &out, &inputs);
    explain_text(m->explain, text, two ? origin_new(m, out) : inputs.at[0]);
}

/* ---- Totals of tables ------------------------------------------------------
 */

static bool is_word(const Expr *how)
{
    static const char *const words[] = { "sum", "mean", "min", "max", "count" };

    for (size_t i = 0; how->kind == EXPR_NAME && i < COUNT_OF(words); i++)
        if (str_is(how->name, words[i]))
            return true;
    return false;
}

void explain_total(Machine *m, Str text, const Expr *how, Str field,
                   Values rows, const Value *v)
{
    Explain *x = m->explain;
    Origins inputs = { 0 };

    if (!x || !text_has_digit(text))
        return;
    if (!is_word(how)) {
        x->total_of = rows;
        explain_text(x, text, origin_of_expr(m, how, NULL));
        x->total_of = (Values){ 0 };
        return;
    }
    Origin o = origin_of_value(ORIGIN_EXPRESSION, STR(""), v);
    Str named = field.len ? field : STR("column");
    o.formula = str_format(x->a, "%.*s of %.*s over %zu rows",
                           STR_ARG(how->name), STR_ARG(named), rows.len);
    o.rows = rows.len;
    if (field.len)
        *list_add(x->a, &inputs) = origin_of_list(
            m, rows, field, str_format(x->a, "rows[].%.*s", STR_ARG(field)));
    origin_inputs(m, &o, &inputs);
    explain_text(x, text, origin_new(m, o));
}
