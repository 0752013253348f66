/* filters_choose.c - Jinja's filters that pick, order and part a list. */

#include "eval/filters.h"

static Value undefined(void)
{
    return (Value){ .kind = VALUE_ABSENT };
}

/* ---- Order -------------------------------------------------------------- */

/*
 * Jinja's first parameters here are flags; people write sort('spend').  So the
 * first argument is a field when it is text, and else the flag.
 */
static Str path_of_first(Machine *m, const Call *call, size_t attribute)
{
    const Value *by = filter_arg(call, 0);

    return by->kind == VALUE_TEXT ? by->as.text
                                  : filter_path(m, call, attribute);
}

static bool flag_of_first(const Call *call, size_t flag)
{
    const Value *by = filter_arg(call, 0);

    return (by->kind != VALUE_TEXT && value_is_true(by)) ||
           filter_flag(call, flag);
}

static Value key_of(Machine *m, const Value *item, Str path, TextOrder order)
{
    return value_folded(m, field_of(item, path), order);
}

/* "a,b": a list of both. */
static Value keys_of_paths(Machine *m, const Value *item, Str paths,
                           TextOrder order)
{
    size_t comma = str_find(paths, STR(","));
    ValueList keys = { 0 };

    if (comma == paths.len)
        return key_of(m, item, paths, order);
    for (Str rest = paths; rest.len;) {
        comma = str_find(rest, STR(","));
        Str path = str_trim(str_slice(rest, 0, comma));
        *list_add(m->arena, &keys) = key_of(m, item, path, order);
        rest = str_slice(rest, comma < rest.len ? comma + 1 : comma, rest.len);
    }
    return value_of_items(&keys);
}

static KeyedList keyed_of(Machine *m, Values items, Str paths, TextOrder order)
{
    KeyedList list = { 0 };

    for (size_t i = 0; i < items.len; i++)
        *list_add(m->arena, &list) =
            (Keyed){ keys_of_paths(m, &items.at[i], paths, order),
                     items.at[i] };
    return list;
}

static Value items_of_keyed(Arena *a, const KeyedList *list)
{
    Value *out = arena_make_array(a, Value, list->len);

    for (size_t i = 0; i < list->len; i++)
        out[i] = list->at[i].item;
    return value_list(out, list->len);
}

Value filter_sort(Machine *m, const Call *call)
{
    bool is_reverse = flag_of_first(call, 3);
    TextOrder order = filter_flag(call, 1) ? TEXT_EXACT : TEXT_NO_CASE;
    Str paths = path_of_first(m, call, 2);
    Values items;

    if (m->failed || !filter_items(m, call, &items))
        return undefined();
    if (str_find(paths, STR(",")) == paths.len &&
        !field_check(m, call, items, paths))
        return undefined();
    KeyedList list = keyed_of(m, items, paths, order);
    if (!keyed_sort(m, call, &list, order, is_reverse))
        return undefined();
    return items_of_keyed(m->arena, &list);
}

static Value extreme(Machine *m, const Call *call, bool is_max)
{
    TextOrder order = flag_of_first(call, 2) ? TEXT_EXACT : TEXT_NO_CASE;
    Str path = path_of_first(m, call, 1);
    Values items;

    if (m->failed || !filter_items(m, call, &items) ||
        !field_check(m, call, items, path))
        return undefined();
    KeyedList list = keyed_of(m, items, path, order);
    if (!list.len || !keyed_sort(m, call, &list, order, is_max))
        return undefined();
    return list.at[0].item;
}

Value filter_max(Machine *m, const Call *call)
{
    return extreme(m, call, true);
}

Value filter_min(Machine *m, const Call *call)
{
    return extreme(m, call, false);
}

Value filter_dictsort(Machine *m, const Call *call)
{
    TextOrder order = filter_flag(call, 0) ? TEXT_EXACT : TEXT_NO_CASE;
    Str by = filter_text(m, call, 1, STR("key"));
    const Value *v = &call->subject;
    ValueList pairs = { 0 };

    if (v->kind != VALUE_MAP)
        return value_is_nothing(v)
                   ? value_list(NULL, 0)
                   : call_fail(m, call, "expected a map, found %.*s",
                               STR_ARG(value_described(m, v)));
    if (!str_is(by, "key") && !str_is(by, "value"))
        return call_fail(m, call, "expected by='key' or by='value'");
    if (!filter_steps(m, call, v->as.map.len))
        return undefined();
    for (size_t i = 0; i < v->as.map.len; i++)
        *list_add(m->arena, &pairs) = value_pair(
            m->arena, value_text(v->as.map.at[i].key), v->as.map.at[i].value);
    KeyedList list = keyed_of(m, (Values){ pairs.at, pairs.len },
                              str_is(by, "key") ? STR("0") : STR("1"), order);
    if (!keyed_sort(m, call, &list, order, filter_flag(call, 2)))
        return undefined();
    return items_of_keyed(m->arena, &list);
}

Value filter_unique(Machine *m, const Call *call)
{
    TextOrder order = flag_of_first(call, 2) ? TEXT_EXACT : TEXT_NO_CASE;
    Str path = path_of_first(m, call, 1);
    Map seen = { 0 };
    ValueList out = { 0 };
    Values items;

    if (m->failed || !filter_items(m, call, &items) ||
        !field_check(m, call, items, path))
        return undefined();
    for (size_t i = 0; i < items.len && !m->failed; i++) {
        Value key = key_of(m, &items.at[i], path, order);
        Str identity = value_identity(m, call, &key);
        if (map_find(&seen, identity))
            continue;
        map_set(m->arena, &seen, identity, &seen);
        *list_add(m->arena, &out) = items.at[i];
    }
    return value_of_items(&out);
}

/* ---- Groups ------------------------------------------------------------- */

Value filter_groupby(Machine *m, const Call *call)
{
    Str path = filter_path(m, call, 0);
    const Value *otherwise = filter_arg(call, 1);
    TextOrder order = filter_flag(call, 2) ? TEXT_EXACT : TEXT_NO_CASE;
    ValueList groups = { 0 };
    Values items;

    if (m->failed || !filter_items(m, call, &items) ||
        !field_check(m, call, items, path))
        return undefined();
    KeyedList list = keyed_of(m, items, path, order);
    for (size_t i = 0; i < list.len; i++)
        if (value_is_nothing(&list.at[i].key) && !value_is_nothing(otherwise))
            list.at[i].key = value_folded(m, *otherwise, order);
    if (!keyed_sort(m, call, &list, order, false))
        return undefined();
    Value sorted = items_of_keyed(m->arena, &list);
    for (size_t from = 0, to; from < list.len && !m->failed; from = to) {
        Str identity = value_identity(m, call, &list.at[from].key);
        for (to = from + 1; to < list.len; to++)
            if (!str_equal(identity, value_identity(m, call, &list.at[to].key)))
                break;
        Value grouper = field_of(&list.at[from].item, path);
        if (value_is_nothing(&grouper))
            grouper = list.at[from].key;
        *list_add(m->arena, &groups) = value_pair(
            m->arena, grouper, value_list(sorted.as.list.at + from, to - from));
    }
    return value_of_items(&groups);
}

Value filter_batch(Machine *m, const Call *call)
{
    size_t count = (size_t)filter_int(m, call, 0, 1, 1, REPEAT_LIMIT);
    const Value *fill = filter_arg(call, 1);
    ValueList out = { 0 };
    Values items;

    if (m->failed || !filter_items(m, call, &items))
        return undefined();
    for (size_t i = 0; i < items.len; i += count) {
        size_t len = items.len - i < count ? items.len - i : count;
        bool is_filled = len < count && !value_is_nothing(fill);
        Value *line =
            arena_make_array(m->arena, Value, is_filled ? count : len);
        memcpy(line, items.at + i, len * sizeof *line);
        for (size_t k = len; is_filled && k < count; k++)
            line[k] = *fill;
        *list_add(m->arena, &out) = value_list(line, is_filled ? count : len);
    }
    return value_of_items(&out);
}

/* The first lists are one longer where the items do not divide evenly. */
Value filter_slice(Machine *m, const Call *call)
{
    size_t count = (size_t)filter_int(m, call, 0, 1, 1, REPEAT_LIMIT);
    const Value *fill = filter_arg(call, 1);
    ValueList out = { 0 };
    Values items;

    if (m->failed || !filter_items(m, call, &items))
        return undefined();
    size_t each = items.len / count, longer = items.len % count;
    for (size_t i = 0, from = 0; i < count; i++) {
        size_t len = each + (i < longer);
        bool is_filled = i >= longer && !value_is_nothing(fill);
        Value *part = arena_make_array(m->arena, Value, len + 1);
        if (len)
            memcpy(part, items.at + from, len * sizeof *part);
        part[len] = *fill;
        *list_add(m->arena, &out) = value_list(part, len + is_filled);
        from += len;
    }
    return value_of_items(&out);
}

/* ---- Each item ---------------------------------------------------------- */

static const Values *given_args(const Call *call)
{
    static const Values none = { 0 };
    const Value *v = filter_arg(call, 0);

    return v->kind == VALUE_LIST ? &v->as.list : &none;
}

static Value map_attribute(Machine *m, const Call *call, Values items,
                           const Value *path)
{
    const Value *otherwise = value_at(filter_arg(call, 1), "default");
    Str name =
        path->kind == VALUE_NUMBER ? value_print(m, *path) : path->as.text;
    Value *out = arena_make_array(m->arena, Value, items.len);

    if (path->kind != VALUE_NUMBER && path->kind != VALUE_TEXT)
        return call_fail(m, call, "expected the name of an attribute");
    for (size_t i = 0; i < items.len; i++) {
        out[i] = field_find(&items.at[i], name);
        if (out[i].kind == VALUE_ABSENT)
            out[i] = otherwise ? *otherwise : value_null();
    }
    return value_list(out, items.len);
}

Value filter_map(Machine *m, const Call *call)
{
    const Values *args = given_args(call);
    const Value *attribute = value_at(filter_arg(call, 1), "attribute");
    Values items;

    if (!filter_items(m, call, &items))
        return undefined();
    if (attribute)
        return map_attribute(m, call, items, attribute);
    if (!args->len || args->at[0].kind != VALUE_TEXT)
        return call_fail(m, call,
                         "expected attribute='...' or the name of a filter");
    Value *out = arena_make_array(m->arena, Value, items.len);
    for (size_t i = 0; i < items.len && !m->failed; i++)
        out[i] = filter_apply(m, args->at[0].as.text, items.at[i], args->at + 1,
                              args->len - 1, call->at);
    return m->failed ? undefined() : value_list(out, items.len);
}

typedef struct {
    Str path;          /* of what is tested; empty for the item itself */
    const Value *test; /* its name, or NULL for "is true" */
    const Value *args;
    size_t arg_count;
    bool keeps;
} Choice;

/* Of a call whose test begins at argument `first`. */
static Choice choice_of(const Call *call, size_t first, bool keeps)
{
    const Values *args = given_args(call);
    Choice c = { .keeps = keeps };

    if (args->len > first) {
        c.test = &args->at[first];
        c.args = args->at + first + 1;
        c.arg_count = args->len - first - 1;
    }
    return c;
}

static bool test_passes(Machine *m, const Call *call, const Choice *c, Value v)
{
    bool is_known = true;

    if (!c->test)
        return value_is_true(&v);
    bool passes =
        test_apply(m, c->test->as.text, v, c->args, c->arg_count, &is_known);
    if (!is_known && !m->failed)
        call_fail(m, call, "there is no test '%.*s'",
                  STR_ARG(c->test->as.text));
    return passes;
}

static Value choose(Machine *m, const Call *call, const Choice *c)
{
    ValueList out = { 0 };
    Values items;

    if (c->test && c->test->kind != VALUE_TEXT)
        return call_fail(m, call, "expected the name of a test, found %s",
                         value_kind_name(c->test));
    if (m->failed || !filter_items(m, call, &items))
        return undefined();
    for (size_t i = 0; i < items.len && !m->failed; i++) {
        Value v = c->path.len ? field_find(&items.at[i], c->path) : items.at[i];
        if (test_passes(m, call, c, v) == c->keeps)
            *list_add(m->arena, &out) = items.at[i];
    }
    return m->failed ? undefined() : value_of_items(&out);
}

static Value choose_by_attribute(Machine *m, const Call *call, bool keeps)
{
    const Values *args = given_args(call);
    Choice c = choice_of(call, 1, keeps);

    if (!args->len)
        return call_fail(m, call, "expected the name of an attribute");
    if (args->at[0].kind == VALUE_NUMBER)
        c.path = value_print(m, args->at[0]);
    else if (args->at[0].kind == VALUE_TEXT)
        c.path = args->at[0].as.text;
    if (!c.path.len)
        return call_fail(m, call, "expected the name of an attribute");
    return choose(m, call, &c);
}

Value filter_select(Machine *m, const Call *call)
{
    Choice c = choice_of(call, 0, true);

    return choose(m, call, &c);
}

Value filter_reject(Machine *m, const Call *call)
{
    Choice c = choice_of(call, 0, false);

    return choose(m, call, &c);
}

Value filter_selectattr(Machine *m, const Call *call)
{
    return choose_by_attribute(m, call, true);
}

Value filter_rejectattr(Machine *m, const Call *call)
{
    return choose_by_attribute(m, call, false);
}
