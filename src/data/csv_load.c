/* csv_load.c - the tables that data names, read and put in their places. */

#include "data/client_calendar.h"
#include "data/csv.h"
#include "io/io.h"

/* ---- One table ---------------------------------------------------------- */

/* Beside the file that names it; standard input and --set have the current
 * folder. */
static bool path_find(Env *env, const Value *file, Str *path)
{
    const Source *src = file->span.src;
    Str named = src ? src->path : STR("");
    Str folder = !named.len || str_is(named, "<stdin>") ||
                         str_starts(named, STR("--set"))
                     ? STR(".")
                     : path_folder(env->arena, named);

    return path_inside(env, folder, file->as.text, file->span, path);
}

static bool open_json(Csv *c, Str path)
{
    c->json = data_load_file(c->env, path, c->spec->file->span);
    if (c->json)
        c->src = c->json->span.src;
    return c->json != NULL;
}

static bool open_text(Csv *c, Str path)
{
    Str bytes;

    if (!file_read(c->env, path, c->spec->file->span, &bytes) ||
        !csv_decode(c->env, &bytes, path, c->spec, &c->encoding))
        return false;
    c->src = source_new(c->env->arena, path, bytes);
    c->end = bytes.len;
    return true;
}

bool csv_open(Csv *c, Str path)
{
    return c->spec->is_json ? open_json(c, path) : open_text(c, path);
}

Dataset *csv_read(Csv *c, Str path)
{
    Dataset *t = csv_open(c, path) && csv_layout_find(c) && csv_survey(c)
                     ? csv_fill(c)
                     : NULL;

    return t && c->spec->preset && c->spec->preset->kinds
               ? csv_kinds_spread(c, t)
               : t;
}

Dataset *csv_table_load(Env *env, const ClientCalendar *calendar,
                        const Value *v)
{
    CsvSpec spec;
    Str path;

    if (!csv_spec_read(env, v, &spec) || !path_find(env, spec.file, &path))
        return NULL;
    spec.calendar = *calendar;
    Csv c = { .env = env, .spec = &spec, .cell_arena = arena_new() };
    Dataset *t = csv_read(&c, path);
    arena_free(c.cell_arena);
    return t;
}

/* ---- In the data -------------------------------------------------------- */

static bool names_table(const Value *v)
{
    return value_at(v, "$csv") || value_at(v, "$json");
}

static bool holds_table(const Value *v)
{
    if (v->kind == VALUE_LIST)
        for (size_t i = 0; i < v->as.list.len; i++)
            if (holds_table(&v->as.list.at[i]))
                return true;
    if (v->kind != VALUE_MAP)
        return false;
    for (size_t i = 0; i < v->as.map.len; i++) {
        const Member *m = &v->as.map.at[i];
        if (str_is(m->key, "$csv") || str_is(m->key, "$json") ||
            holds_table(&m->value))
            return true;
    }
    return false;
}

typedef struct {
    Env *env;
    ClientCalendar calendar;
    bool failed;
} Resolver;

static Value resolved(Resolver *r, const Value *v, bool keeps_table);

static Value table_or_rows(Dataset *t, Span at, bool keeps_table)
{
    return keeps_table ? dataset_value(t, at) : dataset_rows(t, at);
}

static Value one_table(Resolver *r, const Value *v, bool keeps_table)
{
    Dataset *t = csv_table_load(r->env, &r->calendar, v);

    if (!t) {
        r->failed = true;
        return *v;
    }
    return table_or_rows(t, v->span, keeps_table);
}

/* A list of tables alone is one table of all their rows. */
static Value joined(Resolver *r, const Value *v, bool keeps_table)
{
    Values list = v->as.list;
    Dataset **tables = arena_make_array(r->env->arena, Dataset *, list.len);

    for (size_t i = 0; i < list.len; i++) {
        tables[i] = csv_table_load(r->env, &r->calendar, &list.at[i]);
        if (!tables[i])
            r->failed = true;
    }
    if (r->failed)
        return *v;
    return table_or_rows(dataset_join(r->env->arena, tables, list.len), v->span,
                         keeps_table);
}

/* As an item among rows: months of facts stay months. */
static Value item_resolved(Resolver *r, const Value *v, bool is_facts)
{
    if (!is_facts || !names_table(v))
        return resolved(r, v, false);
    Dataset *t = csv_table_load(r->env, &r->calendar, v);
    if (!t) {
        r->failed = true;
        return *v;
    }
    t->says_stretches = &r->calendar;
    Value rows = dataset_rows(t, v->span);
    t->says_stretches = NULL;
    return rows;
}

/* Rows of tables stand among the other items. */
static Value list_resolved(Resolver *r, const Value *v, bool keeps_table)
{
    Values list = v->as.list;
    ValueList out = { 0 };
    size_t tables = 0;

    for (size_t i = 0; i < list.len; i++)
        tables += names_table(&list.at[i]);
    if (tables == list.len && tables)
        return joined(r, v, keeps_table);
    for (size_t i = 0; i < list.len; i++) {
        Value item = item_resolved(r, &list.at[i], keeps_table);
        if (!names_table(&list.at[i]) || item.kind != VALUE_LIST) {
            *list_add(r->env->arena, &out) = item;
            continue;
        }
        for (size_t k = 0; k < item.as.list.len; k++)
            *list_add(r->env->arena, &out) = item.as.list.at[k];
    }
    Value result = value_list(out.at, out.len);
    result.span = v->span;
    return result;
}

/* The same map with other values: order and index stay. */
static Value map_resolved(Resolver *r, const Value *v, bool is_root)
{
    Members map = v->as.map;
    Member *at = arena_make_array(r->env->arena, Member, map.len);
    Value result = *v;

    for (size_t i = 0; i < map.len; i++) {
        bool keeps_table = is_root && (str_is(map.at[i].key, "facts") ||
                                       str_is(map.at[i].key, "daily_facts"));
        at[i] = map.at[i];
        if (holds_table(&map.at[i].value))
            at[i].value = resolved(r, &map.at[i].value, keeps_table);
    }
    result.as.map.at = at;
    return result;
}

static Value resolved(Resolver *r, const Value *v, bool keeps_table)
{
    if (names_table(v))
        return one_table(r, v, keeps_table);
    if (v->kind == VALUE_LIST)
        return list_resolved(r, v, keeps_table);
    return v->kind == VALUE_MAP ? map_resolved(r, v, false) : *v;
}

/* Its faults are reported where the period is read. */
static void calendar_read_quietly(Resolver *r, const Value *root)
{
    DiagList unheard = { .arena = r->env->arena };
    Env quiet = *r->env;

    quiet.diags = &unheard;
    client_calendar_read(&quiet, root, &r->calendar);
}

bool csv_resolve(Env *env, Value *root)
{
    Resolver r = { .env = env };

    if (holds_table(root)) {
        calendar_read_quietly(&r, root);
        *root = map_resolved(&r, root, true);
    }
    return !r.failed;
}
