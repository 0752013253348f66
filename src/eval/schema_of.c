/* schema_of.c - JSON Schema of the data that a template takes. */

#include "eval/eval.h"
#include "io/io.h"

/*
 * What a name in a template's `data:` is worked out from.  A client may give
 * the name itself instead; NULL: only the client can give it.
 */
typedef struct {
    const char *name;
    const char *from;
} SchemaOrigin;

static const char *origin_of(Str name)
{
    static const SchemaOrigin origins[] = {
        { "client", "client" },
        { "report", "report" },
        { "period", "report" },
        { "previous", "report" },
        { "prior_year", "report" },
        { "compare", "report" },
        { "comparisons", "report" },
        { "totals", "facts" },
        { "totals_previous", "facts" },
        { "totals_prior_year", "facts" },
        { "metrics", "facts" },
        { "kpis", "facts" },
        { "goals", "facts" },
        { "funnel", "facts" },
        { "monthly", "facts" },
        { "trend", "facts" },
        { "quarters", "facts" },
        { "daily", "facts" },
        { "weekly", "facts" },
        { "channel_months", "facts" },
        { "forecast", "facts" },
        { "forecasts", "facts" },
        { "forecast_check", "forecasts_made" },
        { "channels", "facts" },
        { "campaigns", "facts" },
        { "bridge", "facts" },
        { "movers", "facts" },
        { "pipeline_summary", "opportunities" },
        { "vendor_scores", "scorecard" },
        { "budget_summary", "budget" },
        { "budget_year", "budget" },
        { "budget_kinds", "budget" },
        { "budget_lines", "budget" },
        { "budget_months", "budget" },
    };

    for (size_t i = 0; i < COUNT_OF(origins); i++)
        if (str_is(name, origins[i].name))
            return origins[i].from;
    return str_starts(name, STR("by_")) || str_starts(name, STR("totals_"))
               ? "facts"
               : NULL;
}

static bool has_text(const ValueList *list, Str text)
{
    for (size_t i = 0; i < list->len; i++)
        if (str_equal(list->at[i].as.text, text))
            return true;
    return false;
}

static void add_text(Arena *a, ValueList *list, Str text)
{
    if (!has_text(list, text))
        *list_add(a, list) = value_text(text);
}

static Value map_of(const MemberList *m)
{
    return value_map(m->at, m->len);
}

static Value list_of(const ValueList *list)
{
    return value_list(list->at, list->len);
}

/* { "required": [ ... ] } */
static Value requirement(Arena *a, const ValueList *names)
{
    MemberList m = { 0 };

    map_put(a, &m, "required", list_of(names));
    return map_of(&m);
}

/* What must be there whatever else is. */
static ValueList required_names(Arena *a, const Template *t)
{
    ValueList names = { 0 };

    add_text(a, &names, STR("client"));
    add_text(a, &names, STR("report"));
    for (size_t i = 0; i < t->data.len; i++)
        if (!origin_of(t->data.at[i]))
            add_text(a, &names, t->data.at[i]);
    return names;
}

/* { if: all that derives from `from` is given, else: `from` is needed } */
static void add_choice(Arena *a, const Template *t, const char *from,
                       ValueList *out)
{
    ValueList given = { 0 }, needed = { 0 };
    MemberList m = { 0 };

    for (size_t i = 0; i < t->data.len; i++) {
        const char *origin = origin_of(t->data.at[i]);
        if (origin && strcmp(origin, from) == 0)
            add_text(a, &given, t->data.at[i]);
    }
    if (!given.len)
        return;
    add_text(a, &needed, str_of(from));
    map_put(a, &m, "if", requirement(a, &given));
    map_put(a, &m, "else", requirement(a, &needed));
    *list_add(a, out) = map_of(&m);
}

/* templates/lib/client.schema.json along the paths, or NULL. */
static const Value *load_base(Env *env)
{
    for (size_t i = 0; i < env->paths.len; i++) {
        Str path = path_join(env->arena, env->paths.at[i],
                             STR("templates/lib/client.schema.json"));
        if (!file_exists(path))
            continue;
        const Value *v = data_load_file(env, path, (Span){ 0 });
        if (!v || v->kind == VALUE_MAP)
            return v;
        diag_error(env->diags, v->span, "a schema is a map, found %s",
                   value_kind_name(v));
        return NULL;
    }
    return NULL;
}

Value schema_of_template(Env *env, const Template *t)
{
    Arena *a = env->arena;
    MemberList m = { 0 };
    ValueList names = required_names(a, t), choices = { 0 };
    const Value *base = load_base(env);

    map_put(a, &m, "$schema",
            value_text(STR("http://json-schema.org/draft-07/schema#")));
    map_put(a, &m, "type", value_text(STR("object")));
    for (size_t i = 0; base && i < base->as.map.len; i++)
        map_put(a, &m, str_copy(a, base->as.map.at[i].key).at,
                base->as.map.at[i].value);
    map_put(a, &m, "title",
            value_text(str_format(a, "Client data for the template '%.*s'",
                                  STR_ARG(t->name))));
    map_put(a, &m, "required", list_of(&names));
    add_choice(a, t, "facts", &choices);
    add_choice(a, t, "budget", &choices);
    if (choices.len)
        map_put(a, &m, "allOf", list_of(&choices));
    return map_of(&m);
}
