/* json.c - RFC 8259 in one pass. */

#include "data/json.h"
#include "data/build.h"

static void skip_space(Json *j)
{
    const char *text = j->text;
    size_t i = j->i;

    while (i < j->len && (text[i] == ' ' || text[i] == '\n' ||
                          text[i] == '\r' || text[i] == '\t'))
        i++;
    j->i = i;
}

static bool is_next(const Json *j, char c)
{
    return j->i < j->len && j->text[j->i] == c;
}

/* ---- Containers --------------------------------------------------------- */

static bool open_container(Json *j, bool is_map)
{
    size_t limit = j->env->limits.depth;

    if (j->depth >= limit)
        return json_fault_limit(j, "limit/depth",
                                "data is nested more than %zu levels deep",
                                limit);
    if (j->depth == j->frames.len)
        *list_add(j->frame_arena, &j->frames) = (JsonFrame){ 0 };
    JsonFrame *frame = &j->frames.at[j->depth++];
    frame->is_map = is_map;
    frame->start = (uint32_t)j->i++;
    frame->first_child = is_map ? j->members.len : j->values.len;
    return true;
}

static void repeated_key(void *context, const Member *first,
                         const Member *again)
{
    Json *j = context;

    j->has_fault = true;
    report_repeated_key(j->env->diags, first, again);
}

/* Rows of a table have the same keys in the same order. */
static bool has_keys_of(const Member *at, size_t len, Members other)
{
    if (len != other.len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (!str_equal(at[i].key, other.at[i].key))
            return false;
    return true;
}

static Value close_map(Json *j, JsonFrame *frame)
{
    size_t len;
    Member *at = stack_take(j->env->arena, &j->members, frame->first_child,
                            sizeof *at, &len);
    Value v = value_map(at, len);

    /* Keys that were distinct and sorted before still are. */
    if (has_keys_of(at, len, frame->last_map))
        v.as.map.index = frame->last_map.index;
    else
        v.as.map.index = members_index(j->env->arena, at, len, repeated_key, j);
    frame->last_map = v.as.map;
    return v;
}

/* The container whose closing bracket is at j->i. */
static Value close_container(Json *j)
{
    JsonFrame *frame = &j->frames.at[--j->depth];
    Value v;

    if (frame->is_map) {
        v = close_map(j, frame);
    } else {
        size_t len;
        Value *at = stack_take(j->env->arena, &j->values, frame->first_child,
                               sizeof *at, &len);
        v = value_list(at, len);
    }
    return value_located(v, j->src, frame->start, ++j->i);
}

/* "key" and ':' of the next member; its value comes next. */
static bool read_key(Json *j)
{
    Str key;

    skip_space(j);
    size_t start = j->i;
    if (!is_next(j, '"'))
        return json_fault_key(j);
    if (!json_read_text(j, &key))
        return false;
    Member *m = stack_push(&j->members, sizeof *m);
    *m = (Member){ .key = key,
                   .key_start = (uint32_t)start,
                   .key_end = (uint32_t)j->i };
    skip_space(j);
    if (!is_next(j, ':'))
        return json_fault(j, j->i, j->i + 1, "expected ':' after a key",
                          "write \"key\": value");
    j->i++;
    return true;
}

/* ---- Values ------------------------------------------------------------- */

static bool read_word(Json *j, const char *word, Value meaning, Value *out)
{
    size_t len = strlen(word);

    if (j->len - j->i < len || memcmp(j->text + j->i, word, len) != 0)
        return json_fault_value(j);
    char next = j->len - j->i > len ? j->text[j->i + len] : ' ';
    if ((next | 32) >= 'a' && (next | 32) <= 'z')
        return json_fault_value(j);
    j->i += len;
    *out = meaning;
    return true;
}

static bool read_scalar(Json *j, char c, Value *out)
{
    switch (c) {
    case '"':
        *out = (Value){ .kind = VALUE_TEXT, .is_quoted = true };
        return json_read_text(j, &out->as.text);
    case 't':
        return read_word(j, "true", value_bool(true), out);
    case 'f':
        return read_word(j, "false", value_bool(false), out);
    case 'n':
        return read_word(j, "null", value_null(), out);
    default:
        if (c != '-' && (c < '0' || c > '9'))
            return json_fault_value(j);
        *out = (Value){ .kind = VALUE_NUMBER };
        return json_read_number(j, &out->as.number);
    }
}

/*
 * A whole scalar or empty container into `out`; or, with `opened` set, the
 * start of a container up to where its first value stands.
 */
static bool read_value(Json *j, Value *out, bool *opened)
{
    skip_space(j);
    *opened = false;
    if (j->i >= j->len)
        return json_fault_value(j);
    if (++j->value_count > j->env->limits.values)
        return json_fault_limit(j, "limit/values",
                                "the data has more than %zu values",
                                j->env->limits.values);

    char c = j->text[j->i];
    if (c != '{' && c != '[') {
        size_t start = j->i;
        if (!read_scalar(j, c, out))
            return false;
        out->span = span_of(j->src, start, j->i);
        return true;
    }
    if (!open_container(j, c == '{'))
        return false;
    skip_space(j);
    if (is_next(j, c == '{' ? '}' : ']')) {
        *out = close_container(j);
        return true;
    }
    *opened = true;
    return c == '[' || read_key(j);
}

/* `v` becomes the next child of the open container. */
static void attach(Json *j, Value v)
{
    if (j->frames.at[j->depth - 1].is_map) {
        Member *m = (Member *)(void *)(j->members.at + j->members.len) - 1;
        m->value = v;
    } else {
        *(Value *)stack_push(&j->values, sizeof(Value)) = v;
    }
}

/*
 * What follows the finished `*v`: a comma and another value to read (true), or
 * closing brackets up to the root, which is then `*v` at depth 0.
 */
static bool read_on(Json *j, Value *v, bool *is_done)
{
    *is_done = false;
    while (j->depth) {
        bool is_map = j->frames.at[j->depth - 1].is_map;
        attach(j, *v);
        skip_space(j);
        if (is_next(j, ',')) {
            j->i++;
            return !is_map || read_key(j);
        }
        if (!is_next(j, is_map ? '}' : ']'))
            return json_fault_after_item(j);
        *v = close_container(j);
    }
    *is_done = true;
    return true;
}

static bool read_document(Json *j, Value *root)
{
    bool is_done = false;

    while (!is_done) {
        bool opened;
        if (!read_value(j, root, &opened))
            return false;
        if (!opened && !read_on(j, root, &is_done))
            return false;
    }
    skip_space(j);
    return j->i == j->len || json_fault_after_end(j);
}

const Value *json_parse(Env *env, const Source *src)
{
    Json j = { .env = env,
               .src = src,
               .text = src->text.at,
               .len = src->text.len,
               .frame_arena = arena_new() };
    Value *root = arena_make(env->arena, Value);
    bool is_read = read_document(&j, root);

    buf_free(&j.values);
    buf_free(&j.members);
    arena_free(j.frame_arena);
    return is_read && !j.has_fault ? root : NULL;
}
