/* explain_origin.c - one value: where it stands, or what it was made of. */

#include "eval/explain.h"

#include "eval/filters.h"

enum { DEEPEST = 6 /* origins within origins */ };

/* ---- Making ----------------------------------------------------------------
 */

static bool is_room(Machine *m)
{
    Explain *x = m->explain;
    size_t limit = m->env->limits.origins;

    if (++x->count <= limit)
        return true;
    if (!x->is_full) {
        Diag *d =
            diag_error(m->env->diags, (Span){ 0 },
                       "the explanation traces more than %zu numbers", limit);
        d->fault = FAULT_LIMIT;
        d->code = "limit/origins";
        d->hint = STR("explain a shorter report: rows | top(100, 'spend')");
    }
    x->is_full = true;
    return false;
}

const Origin *origin_new(Machine *m, Origin o)
{
    static const Origin nothing = { .how = ORIGIN_DERIVED };

    if (!is_room(m))
        return &nothing;
    Origin *out = arena_make(m->explain->a, Origin);
    *out = o;
    return out;
}

Origin origin_of_value(OriginKind how, Str name, const Value *v)
{
    Origin o = { .how = (uint8_t)how, .name = name };

    if (v->kind == VALUE_NUMBER) {
        o.has_number = true;
        o.number = v->as.number;
    } else if (v->kind == VALUE_TEXT) {
        o.text = v->as.text;
    }
    return o;
}

void origin_inputs(Machine *m, Origin *o, const Origins *inputs)
{
    (void)m;
    o->inputs = inputs->at;
    o->input_count = inputs->len;
}

const Origin *origin_of_words(Machine *m, Str text, Span at)
{
    return origin_new(m,
                      (Origin){ .how = ORIGIN_WORDS, .text = text, .at = at });
}

/* ---- Names -----------------------------------------------------------------
 */

const KnownMap *map_known(const Explain *x, const Value *map)
{
    if (!map || map->kind != VALUE_MAP)
        return NULL;
    return map_find(&x->maps, (Str){ (const char *)&map->as.map.at,
                                     sizeof map->as.map.at });
}

static bool is_plain(Str key)
{
    for (size_t i = 0; i < key.len; i++)
        if (strchr(".[]\"' ", key.at[i])) /* NUL is found as well */
            return false;
    return key.len > 0;
}

Str name_of_member(Machine *m, const Value *map, Str field)
{
    const KnownMap *known = map_known(m->explain, map);

    if (!known)
        return STR("");
    if (!is_plain(field))
        return str_format(m->explain->a, "%.*s[\"%.*s\"]", STR_ARG(known->path),
                          STR_ARG(field));
    return known->path.len ? str_format(m->explain->a, "%.*s.%.*s",
                                        STR_ARG(known->path), STR_ARG(field))
                           : field;
}

/* ---- Kinds -----------------------------------------------------------------
 */

static const Origin *given(Machine *m, const Value *v, Str name)
{
    Origin o = origin_of_value(ORIGIN_GIVEN, name, v);

    o.at = v->span;
    o.path = given_path(m->explain->a, m->explain->given, v->span);
    if (!o.name.len)
        o.name = o.path;
    return origin_new(m, o);
}

/* "change_previous_text" prints change_previous, "text" prints value. */
static const Origin *of_printed_form(Machine *m, const Value *map, Str field)
{
    bool is_change = value_at(map, "change") != NULL; /* of a comparison */
    Str of = !str_is(field, "text") ? STR("")
             : is_change            ? STR("change")
                                    : STR("value");

    if (str_ends(field, STR("_text")))
        of = str_slice(field, 0, field.len - 5);
    const Value *v = of.len ? value_find(map, of) : NULL;
    if (!v || v->kind != VALUE_NUMBER)
        return NULL;
    return origin_of_member(m, map, of, v, name_of_member(m, map, of));
}

/* A field that an expression of the template gave to its rows. */
static const Origin *of_made_row(Machine *m, const Value *map, const Value *v,
                                 Str name)
{
    const KnownMap *known = map_known(m->explain, map);
    Origin o = origin_of_value(ORIGIN_EXPRESSION, name, v);
    Origins inputs = { 0 };

    if (!known || !known->expr)
        return NULL;
    expr_describe(m, known->expr, NULL, &o.formula, &inputs);
    o.at = known->expr->at;
    origin_inputs(m, &o, &inputs);
    return origin_new(m, o);
}

static const Origin *named_by_template(Machine *m, Str name, const Value *v)
{
    const Explain *x = m->explain;

    for (size_t i = x->names.len; i-- > 0;) {
        const NamedOrigin *n = &x->names.at[i];
        if (n->origin && str_equal(n->name, name) && value_equal(&n->value, v))
            return n->origin;
    }
    return NULL;
}

/* The sum is one, however many names it has in the data. */
static const Origin *sum_named(Machine *m, uint32_t entry, Str name)
{
    Origin o = *origin_of_sum(m, entry);

    if (name.len)
        o.name = name;
    return origin_new(m, o);
}

/* A field that a total names is the sum of its column. */
static const Origin *of_total(Machine *m, Str name, const Value *v)
{
    Values rows = m->explain->total_of;
    Origin o = origin_of_value(ORIGIN_EXPRESSION, name, v);
    Origins inputs = { 0 };

    if (!rows.len || v->kind != VALUE_NUMBER || !value_find(&rows.at[0], name))
        return NULL;
    m->explain->total_of = (Values){ 0 };
    Str field = str_format(m->explain->a, "rows[].%.*s", STR_ARG(name));
    *list_add(m->explain->a, &inputs) = origin_of_list(m, rows, name, field);
    m->explain->total_of = rows;
    o.formula = str_format(m->explain->a, "sum of %.*s over %zu rows",
                           STR_ARG(name), rows.len);
    o.rows = rows.len;
    origin_inputs(m, &o, &inputs);
    return origin_new(m, o);
}

static const Origin *find(Machine *m, const Value *map, Str field,
                          const Value *v, Str name)
{
    const Origin *o = NULL;

    if (v->origin)
        return sum_named(m, v->origin, name);
    if (!map)
        o = named_by_template(m, name, v);
    if (!o && !map && !v->span.src)
        o = of_total(m, name, v);
    if (!o && v->span.src)
        return given(m, v, name);
    if (!o && map && v->kind == VALUE_TEXT)
        o = of_printed_form(m, map, field);
    if (!o && map)
        o = origin_by_rule(m, map, field, v, name);
    if (!o && map && v->kind == VALUE_TEXT)
        o = origin_of_label(m, map, field, v, name);
    if (!o && map)
        o = of_made_row(m, map, v, name);
    return o ? o : origin_new(m, origin_of_value(ORIGIN_DERIVED, name, v));
}

const Origin *origin_of_member(Machine *m, const Value *map, Str field,
                               const Value *v, Str name)
{
    Explain *x = m->explain;

    if (x->depth >= DEEPEST && v->span.src && !v->origin && !x->is_full)
        return given(m, v, name);
    if (x->depth >= DEEPEST || x->is_full)
        return origin_new(m, origin_of_value(ORIGIN_DERIVED, name, v));
    x->depth++;
    const Origin *o = find(m, map, field, v, name);
    x->depth--;
    return o;
}

const Origin *origin_of_field(Machine *m, const Value *row, Str path)
{
    size_t dot = path.len;
    const Value *own = value_find(row, path);

    if (own)
        return origin_of_member(m, row, path, own,
                                name_of_member(m, row, path));
    while (dot > 0 && path.at[dot - 1] != '.')
        dot--;
    if (!dot)
        return NULL;
    Value map = field_find(row, str_slice(path, 0, dot - 1));
    Str field = str_slice(path, dot, path.len);
    const Value *v = map.kind == VALUE_MAP ? value_find(&map, field) : NULL;
    return v ? origin_of_member(m, &map, field, v,
                                name_of_member(m, &map, field))
             : NULL;
}
