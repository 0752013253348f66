/* filters.c - arguments, fields and order, for all filters. */

#include "eval/filters.h"

/* ---- Arguments ---------------------------------------------------------- */

const Value *filter_arg(const Call *call, size_t i)
{
    static const Value absent = { .kind = VALUE_ABSENT };

    return i < call->arg_count ? &call->args[i] : &absent;
}

bool value_is_nothing(const Value *v)
{
    return v->kind == VALUE_ABSENT || v->kind == VALUE_NULL;
}

Str value_described(Machine *m, const Value *v)
{
    if (v->kind != VALUE_TEXT)
        return str_of(value_kind_name(v));
    Str s = v->as.text;
    bool is_long = s.len > WORD_LIMIT;
    if (is_long) {
        s.len = WORD_LIMIT;
        while (s.len && ((unsigned char)s.at[s.len] & 0xC0) == 0x80)
            s.len--;
    }
    return str_format(m->arena, "the text '%.*s%s'", STR_ARG(s),
                      is_long ? "..." : "");
}

int64_t filter_int(Machine *m, const Call *call, size_t i, int64_t otherwise,
                   int64_t low, int64_t high)
{
    const Value *v = filter_arg(call, i);
    int64_t n;

    if (value_is_nothing(v))
        return otherwise;
    if (v->kind == VALUE_NUMBER && decimal_to_int(v->as.number, &n) &&
        n >= low && n <= high)
        return n;
    if (v->kind == VALUE_BOOL && v->as.flag >= low && v->as.flag <= high)
        return v->as.flag;
    call_fail(m, call, "expected a whole number from %lld to %lld, found %.*s",
              (long long)low, (long long)high, STR_ARG(value_described(m, v)));
    return otherwise;
}

Str filter_text(Machine *m, const Call *call, size_t i, Str otherwise)
{
    const Value *v = filter_arg(call, i);

    if (value_is_nothing(v))
        return otherwise;
    if (v->kind == VALUE_TEXT)
        return v->as.text;
    call_fail(m, call, "expected text as an argument, found %s",
              value_kind_name(v));
    return otherwise;
}

bool filter_flag(const Call *call, size_t i)
{
    return value_is_true(filter_arg(call, i));
}

Str filter_path(Machine *m, const Call *call, size_t i)
{
    const Value *v = filter_arg(call, i);

    return v->kind == VALUE_NUMBER ? value_print(m, *v)
                                   : filter_text(m, call, i, STR(""));
}

StrList filter_names(Machine *m, const Call *call, size_t i)
{
    const Value *v = filter_arg(call, i);
    const Value *at = v;
    size_t count = value_is_nothing(v) ? 0 : 1;
    StrList names = { 0 };

    if (v->kind == VALUE_LIST) {
        at = v->as.list.at;
        count = v->as.list.len;
    }
    for (size_t k = 0; k < count; k++) {
        if (at[k].kind != VALUE_TEXT) {
            call_fail(m, call, "expected the name of a field, found %s",
                      value_kind_name(&at[k]));
            return (StrList){ 0 };
        }
        *list_add(m->arena, &names) = at[k].as.text;
    }
    return names;
}

/* ---- Lists -------------------------------------------------------------- */

bool filter_steps(Machine *m, const Call *call, size_t count)
{
    m->steps += count;
    if (m->failed)
        return false;
    if (m->steps <= m->env->limits.eval_steps)
        return true;
    call_fail(m, call, "the template takes more than %zu steps",
              m->env->limits.eval_steps);
    DiagList *ds = m->env->diags;
    if (ds->list.len)
        ds->list.at[ds->list.len - 1].fault = FAULT_LIMIT;
    return false;
}

static Values keys_of(Arena *a, const Members *map)
{
    Value *keys = arena_make_array(a, Value, map->len);

    for (size_t i = 0; i < map->len; i++)
        keys[i] = value_text(map->at[i].key);
    return (Values){ keys, map->len };
}

static Values characters_of(Arena *a, Str s)
{
    ValueList out = { 0 };

    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        utf8_next(s, &i);
        *list_add(a, &out) = value_text(str_slice(s, from, i));
    }
    return (Values){ out.at, out.len };
}

bool filter_items(Machine *m, const Call *call, Values *out)
{
    const Value *v = &call->subject;

    *out = (Values){ 0 };
    switch ((ValueKind)v->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
        break;
    case VALUE_LIST:
        *out = v->as.list;
        break;
    case VALUE_MAP:
        *out = keys_of(m->arena, &v->as.map);
        break;
    case VALUE_TEXT:
        *out = characters_of(m->arena, v->as.text);
        break;
    case VALUE_BOOL:
    case VALUE_NUMBER:
        call_fail(m, call, "expected a list, found %s", value_kind_name(v));
        return false;
    }
    return filter_steps(m, call, out->len);
}

bool filter_list(Machine *m, const Call *call, Values *out)
{
    const Value *v = &call->subject;

    *out = (Values){ 0 };
    if (value_is_nothing(v))
        return !m->failed;
    if (v->kind != VALUE_LIST) {
        call_fail(m, call, "expected a list, found %.*s",
                  STR_ARG(value_described(m, v)));
        return false;
    }
    *out = v->as.list;
    return filter_steps(m, call, out->len);
}

Value value_of_items(const ValueList *list)
{
    return value_list(list->at, list->len);
}

Value value_pair(Arena *a, Value first, Value second)
{
    Value *pair = arena_make_array(a, Value, 2);

    pair[0] = first;
    pair[1] = second;
    return value_list(pair, 2);
}

/* ---- Fields ------------------------------------------------------------- */

/* "2" as an index; -1 if it is none. */
static int64_t index_of(Str part)
{
    int64_t n = 0;

    if (!part.len || part.len > 9)
        return -1;
    for (size_t i = 0; i < part.len; i++) {
        if (part.at[i] < '0' || part.at[i] > '9')
            return -1;
        n = n * 10 + (part.at[i] - '0');
    }
    return n;
}

/* One step of a path; the pairs of groupby have names for their two items. */
static const Value *step_find(const Value *v, Str part)
{
    if (v->kind == VALUE_MAP)
        return value_find(v, part);
    if (v->kind != VALUE_LIST)
        return NULL;
    int64_t i = index_of(part);
    if (i < 0 && v->as.list.len == 2)
        i = str_is(part, "grouper") ? 0 : str_is(part, "list") ? 1 : -1;
    return i >= 0 && (size_t)i < v->as.list.len ? &v->as.list.at[i] : NULL;
}

Value field_find(const Value *item, Str path)
{
    const Value *v = item->kind == VALUE_MAP ? value_find(item, path) : NULL;

    if (v)
        return *v;
    for (v = item; v;) {
        size_t dot = str_find(path, STR("."));
        v = step_find(v, str_slice(path, 0, dot));
        if (dot == path.len)
            break;
        path = str_slice(path, dot + 1, path.len);
    }
    return v ? *v : (Value){ .kind = VALUE_ABSENT };
}

Str field_last(Str path)
{
    size_t dot = path.len;

    while (dot && path.at[dot - 1] != '.')
        dot--;
    return str_slice(path, dot, path.len);
}

Value field_of(const Value *item, Str path)
{
    if (!path.len)
        return *item;
    Value v = field_find(item, path);
    return v.kind == VALUE_ABSENT ? value_null() : v;
}

static void keys_collect(Arena *a, const Value *row, StrList *keys)
{
    for (size_t i = 0; row->kind == VALUE_MAP && i < row->as.map.len; i++)
        *list_add(a, keys) = row->as.map.at[i].key;
}

bool field_check(Machine *m, const Call *call, Values rows, Str path)
{
    bool is_path = str_find(path, STR(".")) < path.len;
    StrList keys = { 0 };

    for (size_t i = 0; i < rows.len; i++)
        if (field_find(&rows.at[i], path).kind != VALUE_ABSENT)
            return true;
    if (!path.len || is_path || !rows.len || metric_known(m, path))
        return true;
    ArenaMark mark = arena_save(m->env->scratch);
    keys_collect(m->env->scratch, &rows.at[0], &keys);
    Str near = str_nearest(path, keys.at, keys.len);
    arena_rewind(m->env->scratch, mark);
    if (!near.len)
        return true;
    call_fail(m, call, "no row has '%.*s'; did you mean '%.*s'?", STR_ARG(path),
              STR_ARG(near));
    return false;
}

Amount field_amount(const Value *row, Str path)
{
    Value v = field_of(row, path);

    return v.kind == VALUE_NUMBER ? amount_of(v.as.number) : amount_missing();
}

/* ---- Values in order ---------------------------------------------------- */

Value value_folded(Machine *m, Value v, TextOrder order)
{
    if (v.kind == VALUE_TEXT && order == TEXT_NO_CASE)
        v.as.text = text_lower(m->locale, m->arena, v.as.text);
    return v;
}

typedef struct {
    Machine *m;
    const Call *call;
    TextOrder order;
    bool is_reverse;
    size_t depth;
} Sorting;

static bool is_number(const Value *v)
{
    return v->kind == VALUE_NUMBER || v->kind == VALUE_BOOL;
}

static Decimal number_of(const Value *v)
{
    return v->kind == VALUE_BOOL ? decimal_of_int(v->as.flag) : v->as.number;
}

static int values_compare(Sorting *s, const Value *a, const Value *b);

static int lists_compare(Sorting *s, const Values *a, const Values *b)
{
    int sign = 0;

    if (++s->depth > s->m->env->limits.depth)
        call_fail(s->m, s->call, "lists are nested too deeply to be sorted");
    for (size_t i = 0; !sign && !s->m->failed && i < a->len && i < b->len; i++)
        sign = values_compare(s, &a->at[i], &b->at[i]);
    s->depth--;
    return sign ? sign : (a->len > b->len) - (a->len < b->len);
}

static int values_compare(Sorting *s, const Value *a, const Value *b)
{
    if (value_is_nothing(a) || value_is_nothing(b))
        return value_is_nothing(a) - value_is_nothing(b);
    if (is_number(a) && is_number(b))
        return decimal_compare(number_of(a), number_of(b));
    if (a->kind == VALUE_TEXT && b->kind == VALUE_TEXT)
        return s->order == TEXT_COLLATED
                   ? text_collate(s->m->locale, a->as.text, b->as.text)
                   : str_compare(a->as.text, b->as.text);
    if (a->kind == VALUE_LIST && b->kind == VALUE_LIST)
        return lists_compare(s, &a->as.list, &b->as.list);
    if (!s->m->failed)
        call_fail(s->m, s->call, "cannot put %s and %s in order",
                  value_kind_name(a), value_kind_name(b));
    return 0;
}

static bool comes_after(Sorting *s, const Keyed *a, const Keyed *b)
{
    int sign = values_compare(s, &a->key, &b->key);
    bool has_nothing = value_is_nothing(&a->key) || value_is_nothing(&b->key);

    return s->is_reverse && !has_nothing ? sign < 0 : sign > 0;
}

static void merge(Sorting *s, const Keyed *from, Keyed *to, size_t left,
                  size_t middle, size_t right)
{
    size_t a = left, b = middle;

    for (size_t i = left; i < right; i++) {
        bool takes_second =
            a == middle || (b < right && comes_after(s, &from[a], &from[b]));
        to[i] = takes_second ? from[b++] : from[a++];
    }
}

/* By merging, since qsort() is neither stable nor able to stop at a fault. */
bool keyed_sort(Machine *m, const Call *call, KeyedList *list, TextOrder order,
                bool is_reverse)
{
    Sorting s = { m, call, order, is_reverse, 0 };
    size_t len = list->len;
    Keyed *from = list->at;
    Keyed *to = arena_make_array(m->arena, Keyed, len);

    for (size_t width = 1; width < len && !m->failed; width *= 2) {
        if (!filter_steps(m, call, len / 16))
            return false;
        for (size_t left = 0; left < len; left += 2 * width) {
            size_t middle = left + width < len ? left + width : len;
            size_t right = left + 2 * width < len ? left + 2 * width : len;
            merge(&s, from, to, left, middle, right);
        }
        Keyed *spare = from;
        from = to;
        to = spare;
    }
    list->at = from;
    list->room = len;
    return !m->failed;
}

static Str number_identity(Arena *a, Decimal d)
{
    Decimal r = decimal_reduce(d);

    if (decimal_sign(r) == 0)
        r = decimal_of_int(0);
    return str_format(a, "n%llx,%llx,%d", (unsigned long long)r.high,
                      (unsigned long long)r.low, (int)r.exponent);
}

Str value_identity(Machine *m, const Call *call, const Value *v)
{
    switch ((ValueKind)v->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
        return STR("-");
    case VALUE_BOOL:
    case VALUE_NUMBER:
        return number_identity(m->arena, number_of(v));
    case VALUE_TEXT:
        return str_format(m->arena, "t%.*s", STR_ARG(v->as.text));
    case VALUE_LIST:
    case VALUE_MAP:
        return value_json(m, call, v, -1).as.text;
    }
    return STR("-");
}
