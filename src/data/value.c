/* value.c - making values and finding what is in them. */

#include "data/build.h"
#include "data/dataset.h"

#include <stdlib.h>

/* ---- Making ------------------------------------------------------------- */

Value value_null(void)
{
    return (Value){ .kind = VALUE_NULL };
}

Value value_bool(bool flag)
{
    return (Value){ .kind = VALUE_BOOL, .as.flag = flag };
}

Value value_number(Decimal d)
{
    return (Value){ .kind = VALUE_NUMBER, .as.number = d };
}

Value value_int(int64_t n)
{
    return value_number(decimal_of_int(n));
}

Value value_text(Str s)
{
    return (Value){ .kind = VALUE_TEXT, .as.text = s };
}

Value value_list(const Value *at, size_t len)
{
    return (Value){ .kind = VALUE_LIST, .as.list = { at, len } };
}

Value value_map(const Member *at, size_t len)
{
    return (Value){ .kind = VALUE_MAP, .as.map = { at, len, NULL } };
}

Value value_located(Value v, const Source *src, size_t start, size_t end)
{
    v.span = span_of(src, start, end);
    return v;
}

void map_put(Arena *a, MemberList *m, const char *key, Value v)
{
    for (size_t i = 0; i < m->len; i++) {
        if (str_is(m->at[i].key, key)) {
            m->at[i].value = v;
            return;
        }
    }
    *list_add(a, m) = (Member){ .key = str_copy(a, str_of(key)), .value = v };
}

void *stack_take(Arena *a, Buf *stack, size_t first, size_t size, size_t *count)
{
    size_t len = stack->len - first;
    void *copy = len ? arena_alloc(a, len) : NULL;

    if (len)
        memcpy(copy, stack->at + first, len);
    stack->len = first;
    *count = len / size;
    return copy;
}

/* ---- The index of large maps -------------------------------------------- */

/*
 * Maps of more than this many members are searched through their sorted keys.
 * Sorting, unlike hashing, cannot be made slow by keys chosen to collide.
 */
enum { SMALL_MAP = 16 };

/* Shorter keys first: most comparisons end at the length. */
static int compare_keys(Str a, Str b)
{
    if (a.len != b.len)
        return a.len < b.len ? -1 : 1;
    return a.len ? memcmp(a.at, b.at, a.len) : 0;
}

static int compare_positions(const void *a, const void *b, void *context)
{
    const Member *at = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    int order = compare_keys(at[i].key, at[j].key);

    return order ? order : i < j ? -1 : i > j;
}

static void find_repeats(const Member *at, size_t len, RepeatedKey repeat,
                         void *context)
{
    for (size_t i = 1; i < len; i++) {
        for (size_t j = 0; j < i; j++) {
            if (compare_keys(at[i].key, at[j].key) == 0) {
                repeat(context, &at[j], &at[i]);
                break;
            }
        }
    }
}

const uint32_t *members_index(Arena *a, const Member *at, size_t len,
                              RepeatedKey repeat, void *context)
{
    if (len <= SMALL_MAP) {
        find_repeats(at, len, repeat, context);
        return NULL;
    }
    uint32_t *order = arena_make_array(a, uint32_t, len);
    for (size_t i = 0; i < len; i++)
        order[i] = (uint32_t)i;
    qsort_r(order, len, sizeof *order, compare_positions, (void *)at);

    const Member *first = &at[order[0]];
    for (size_t i = 1; i < len; i++) {
        const Member *m = &at[order[i]];
        if (compare_keys(m->key, first->key) == 0)
            repeat(context, first, m);
        else
            first = m;
    }
    return order;
}

void report_repeated_key(DiagList *diags, const Member *first,
                         const Member *again)
{
    Span at = again->value.span, cause = first->value.span;
    at.start = again->key_start;
    at.end = again->key_end;
    cause.start = first->key_start;
    cause.end = first->key_end;

    Diag *d = diag_error(diags, at, "key '%.*s' is given twice",
                         STR_ARG(text_shown(diags->arena, again->key)));
    d->code = "data/duplicate-key";
    d->hint = STR("remove one of the two");
    d->cause = cause;
    d->cause_message = STR("it is first given here");
}

/* ---- Finding ------------------------------------------------------------ */

static const Member *find_by_index(const Members *map, Str key)
{
    size_t from = 0, to = map->len;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const Member *m = &map->at[map->index[middle]];
        int order = compare_keys(key, m->key);
        if (order == 0)
            return m;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

const Member *member_find(const Value *map, Str key)
{
    if (!map || map->kind != VALUE_MAP)
        return NULL;
    const Members *m = &map->as.map;
    if (m->index)
        return find_by_index(m, key);
    /* nearly every key differs in its length or its first letter */
    for (size_t i = 0; i < m->len; i++) {
        Str have = m->at[i].key;
        if (have.len == key.len &&
            (!key.len || (have.at[0] == key.at[0] && str_equal(have, key))))
            return &m->at[i];
    }
    return NULL;
}

const Value *value_find(const Value *v, Str key)
{
    const Member *m = member_find(v, key);
    return m ? &m->value : NULL;
}

const Value *value_at(const Value *v, const char *key)
{
    return value_find(v, str_of(key));
}

static const Value *item_at(const Value *v, Str digits)
{
    size_t position = 0;

    if (!v || v->kind != VALUE_LIST || !digits.len || digits.len > 9)
        return NULL;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9')
            return NULL;
        position = position * 10 + (size_t)(digits.at[i] - '0');
    }
    Values list = v->is_dataset
                      ? dataset_rows(v->as.rows.table, v->span).as.list
                      : v->as.list;
    return position < list.len ? &list.at[position] : NULL;
}

/* The step `[2]` or `["a.b"]` at the start of *path, which moves past it. */
static const Value *bracket_step(const Value *v, Str *path)
{
    bool is_key = str_starts(*path, STR("[\""));
    size_t open = is_key ? 2 : 1;
    Str rest = str_slice(*path, open, path->len);
    Str closing = is_key ? STR("\"]") : STR("]");
    size_t len = str_find(rest, closing);

    if (len == rest.len)
        return NULL;
    Str inside = str_slice(rest, 0, len);
    *path = str_slice(rest, len + closing.len, rest.len);
    return is_key ? value_find(v, inside) : item_at(v, inside);
}

const Value *value_path(const Value *v, const char *path)
{
    Str rest = str_of(path);

    while (v && rest.len) {
        if (rest.at[0] == '[') {
            v = bracket_step(v, &rest);
        } else {
            size_t len = 0;
            while (len < rest.len && rest.at[len] != '.' && rest.at[len] != '[')
                len++;
            v = value_find(v, str_slice(rest, 0, len));
            rest = str_slice(rest, len, rest.len);
        }
        if (rest.len && rest.at[0] == '.')
            rest = str_slice(rest, 1, rest.len);
    }
    return v;
}

/* ---- Comparing and naming ----------------------------------------------- */

static bool lists_equal(Values a, Values b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (!value_equal(&a.at[i], &b.at[i]))
            return false;
    return true;
}

static bool maps_equal(const Value *a, const Value *b)
{
    if (a->as.map.len != b->as.map.len)
        return false;
    for (size_t i = 0; i < a->as.map.len; i++) {
        const Member *m = &a->as.map.at[i];
        const Value *other = value_find(b, m->key);
        if (!other || !value_equal(&m->value, other))
            return false;
    }
    return true;
}

bool value_equal(const Value *a, const Value *b)
{
    if (a->kind != b->kind)
        return false;
    switch ((ValueKind)a->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
        return true;
    case VALUE_BOOL:
        return a->as.flag == b->as.flag;
    case VALUE_NUMBER:
        return decimal_compare(a->as.number, b->as.number) == 0;
    case VALUE_TEXT:
        return str_equal(a->as.text, b->as.text);
    case VALUE_LIST:
        if (a->is_dataset || b->is_dataset)
            return a->is_dataset && b->is_dataset &&
                   a->as.rows.table == b->as.rows.table;
        return lists_equal(a->as.list, b->as.list);
    case VALUE_MAP:
        return maps_equal(a, b);
    }
    return false;
}

const char *value_kind_name(const Value *v)
{
    switch ((ValueKind)(v ? v->kind : VALUE_ABSENT)) {
    case VALUE_ABSENT:
        return "nothing";
    case VALUE_NULL:
        return "null";
    case VALUE_BOOL:
        return v->as.flag ? "true" : "false";
    case VALUE_NUMBER:
        return "a number";
    case VALUE_TEXT:
        return "text";
    case VALUE_LIST:
        return "a list";
    case VALUE_MAP:
        return "a map";
    }
    return "nothing";
}

/* ---- Paths of values ---------------------------------------------------- */

/* A container on the way to the value sought, and which child comes next. */
typedef struct {
    const Value *container;
    size_t child;
} Step;

typedef LIST(Step) Steps;

static size_t child_count(const Value *v)
{
    return v->is_dataset           ? 0 /* nothing in it has an identity */
           : v->kind == VALUE_LIST ? v->as.list.len
           : v->kind == VALUE_MAP  ? v->as.map.len
                                   : 0;
}

static const Value *child_of(Step step)
{
    const Value *v = step.container;
    return v->kind == VALUE_LIST ? &v->as.list.at[step.child]
                                 : &v->as.map.at[step.child].value;
}

static bool is_span(Span a, Span b)
{
    return a.src == b.src && a.start == b.start && a.end == b.end;
}

/* Depth first, without recursion; true leaves the way to `v`, or to what was
 * written at `at`, in `steps`. */
static bool find_steps(Arena *scratch, Steps *steps, const Value *root,
                       const Value *v, Span at)
{
    if (child_count(root))
        *list_add(scratch, steps) = (Step){ root, 0 };
    while (steps->len) {
        Step *top = &steps->at[steps->len - 1];
        if (top->child == child_count(top->container)) {
            steps->len--;
            if (steps->len)
                steps->at[steps->len - 1].child++;
            continue;
        }
        const Value *child = child_of(*top);
        if (child == v || (!v && is_span(child->span, at)))
            return true;
        if (child_count(child))
            *list_add(scratch, steps) = (Step){ child, 0 };
        else
            top->child++;
    }
    return false;
}

static bool is_plain_key(Str key)
{
    for (size_t i = 0; i < key.len; i++)
        if (strchr(".[]\"' \n\t", key.at[i])) /* NUL is found as well */
            return false;
    return key.len > 0;
}

static void add_step(Buf *out, Step step)
{
    if (step.container->kind == VALUE_LIST) {
        buf_format(out, "[%zu]", step.child);
        return;
    }
    Str key = step.container->as.map.at[step.child].key;
    if (!is_plain_key(key)) {
        buf_format(out, "[\"%.*s\"]", STR_ARG(key));
        return;
    }
    if (out->len)
        buf_add_char(out, '.');
    buf_add_str(out, key);
}

static Str path_found(Arena *a, const Value *root, const Value *v, Span at)
{
    Arena *scratch = arena_new();
    Steps steps = { 0 };
    Buf out = { 0 };

    if (find_steps(scratch, &steps, root, v, at))
        for (size_t i = 0; i < steps.len; i++)
            add_step(&out, steps.at[i]);
    Str path = buf_copy(a, &out);
    buf_free(&out);
    arena_free(scratch);
    return path;
}

Str value_path_of(Arena *a, const Value *root, const Value *v)
{
    return root && v && root != v ? path_found(a, root, v, (Span){ 0 })
                                  : STR("");
}

Str value_path_at(Arena *a, const Value *root, Span at)
{
    return root && at.src ? path_found(a, root, NULL, at) : STR("");
}

Str text_shown(Arena *a, Str text)
{
    enum { LONGEST = 60 };
    Buf out = { 0 };
    size_t i = 0;

    while (i < text.len && i < LONGEST) {
        size_t from = i;
        uint32_t code = utf8_next(text, &i);
        if (code < 0x20 || code == 0x7f)
            buf_format(&out, "\\x%02x", (unsigned)code);
        else if (code == 0xfffd)
            buf_add_str(&out, STR("\xEF\xBF\xBD"));
        else
            buf_add(&out, text.at + from, i - from);
    }
    if (i < text.len)
        buf_add_str(&out, STR("..."));
    Str shown = buf_copy(a, &out);
    buf_free(&out);
    return shown;
}
