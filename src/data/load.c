/* load.c - data files and --set, merged. */

#include "data/csv.h"
#include "io/io.h"

/* ---- One file ----------------------------------------------------------- */

static bool fault_encoding(Env *env, const Source *src, size_t at,
                           const char *what)
{
    Diag *d = diag_error(env->diags, span_of(src, at, at), "%s at offset %zu",
                         what, at);
    d->code = "data/encoding";
    d->hint = STR("save the file as UTF-8");
    return false;
}

/* Three bytes of four are zero in ASCII text, or two beside the mark. */
static bool is_utf32(Str text)
{
    return str_starts(text, (Str){ "\xff\xfe\0\0", 4 }) ||
           str_starts(text, (Str){ "\0\0\xfe\xff", 4 }) ||
           str_starts(text, (Str){ "\0\0\0", 3 }) ||
           (text.len > 3 && memcmp(text.at + 1, "\0\0\0", 3) == 0);
}

static bool check_encoding(Env *env, const Source *src)
{
    Str text = src->text;
    bool is_utf16 = str_starts(text, (Str){ "\xff\xfe", 2 }) ||
                    str_starts(text, (Str){ "\xfe\xff", 2 });
    const char *nul = text.len ? memchr(text.at, 0, text.len) : NULL;

    if (is_utf32(text))
        return fault_encoding(env, src, 0, "the file is UTF-32, seen");
    /* without a mark, every other byte of UTF-16 is NUL in ASCII text */
    if (is_utf16 || (nul && nul - text.at < 2))
        return fault_encoding(env, src, 0, "the file is UTF-16, seen");
    size_t bad = utf8_invalid_at(text);
    if (bad < text.len)
        return fault_encoding(env, src, bad, "bytes that are not UTF-8");
    if (nul)
        return fault_encoding(env, src, (size_t)(nul - text.at), "a NUL byte");
    return true;
}

static bool is_json(Str path, Str text)
{
    Str extension = path_extension(path);

    if (str_is(extension, "json"))
        return true;
    if (str_is(extension, "yaml") || str_is(extension, "yml"))
        return false;
    text = str_trim(text);
    return text.len && (text.at[0] == '{' || text.at[0] == '[');
}

/*
 * JSON is YAML, but our own reader takes a hundredth of the time and memory.
 * NULL, unreported, if the text is some other YAML.
 */
static const Value *read_as_json(Env *env, const Source *src)
{
    DiagList unheard = { .arena = env->arena };
    Env quiet = *env;
    Str text = str_trim(src->text);

    if (!text.len || (text.at[0] != '{' && text.at[0] != '['))
        return NULL;
    quiet.diags = &unheard;
    return json_parse(&quiet, src);
}

const Value *data_load_file(Env *env, Str path, Span at)
{
    const Source *src = file_load(env, path, at);

    if (!src || !check_encoding(env, src))
        return NULL;
    if (is_json(path, src->text))
        return json_parse(env, src);
    const Value *v = read_as_json(env, src);
    return v ? v : yaml_parse(env, src);
}

/* ---- Merging ------------------------------------------------------------ */

static void no_repeats(void *context, const Member *first, const Member *again)
{
    (void)context, (void)first, (void)again; /* merged keys are distinct */
}

static Value map_of(Arena *a, const Value *like, const Member *at, size_t len)
{
    Value v = value_map(at, len);

    v.as.map.index = members_index(a, at, len, no_repeats, NULL);
    v.span = like->span;
    return v;
}

static Value merge(Arena *a, const Value *below, const Value *above)
{
    if (below->kind != VALUE_MAP || above->kind != VALUE_MAP)
        return *above;

    Members old = below->as.map, new = above->as.map;
    Member *at = arena_make_array(a, Member, old.len + new.len);
    size_t len = old.len;
    if (old.len)
        memcpy(at, old.at, old.len * sizeof *at);
    for (size_t i = 0; i < new.len; i++) {
        const Member *found = member_find(below, new.at[i].key);
        if (!found) {
            at[len++] = new.at[i];
            continue;
        }
        Member *m = &at[found - old.at];
        *m = new.at[i];
        m->value = merge(a, &found->value, &new.at[i].value);
    }
    return map_of(a, above, at, len);
}

/* ---- --set -------------------------------------------------------------- */

/* One --set taken apart. */
typedef struct {
    Env *env;
    const Source *src; /* the whole option, for messages */
    Str path;
    Value value;
} Setting;

static bool fault_setting(const Setting *s, size_t start, size_t end,
                          const char *message, const char *hint)
{
    Diag *d =
        diag_error(s->env->diags, span_of(s->src, start, end), "%s", message);
    d->code = "set";
    d->fault = FAULT_USAGE;
    if (hint)
        d->hint = str_of(hint);
    return false;
}

/* The path before offset i, without the dot that ends it. */
static Str path_before(const Setting *s, size_t i)
{
    if (i > 0 && s->path.at[i - 1] == '.')
        i--;
    return str_slice(s->path, 0, i);
}

static bool split_setting(Env *env, Str option, Setting *s)
{
    *s = (Setting){ .env = env,
                    .src = source_new(env->arena, STR("--set"), option) };
    size_t equals = str_find(option, STR("="));
    if (equals == option.len)
        return fault_setting(s, 0, option.len, "expected path=text",
                             "write --set client.name=Acme, or "
                             "--set client.score:=12 for a JSON value");
    bool is_json = equals > 0 && option.at[equals - 1] == ':';
    Str right = str_slice(option, equals + 1, option.len);
    s->path = str_slice(option, 0, equals - is_json);
    if (!s->path.len)
        return fault_setting(s, 0, equals + 1, "expected a path before '='",
                             "write --set client.name=Acme");
    size_t bad = utf8_invalid_at(option);
    if (bad < option.len)
        return fault_setting(s, bad, bad + 1, "this byte is not valid UTF-8",
                             NULL);
    if (!is_json) {
        s->value =
            value_located(value_text(right), s->src, equals + 1, option.len);
        return true;
    }
    Str name = str_format(env->arena, "--set %.*s", STR_ARG(s->path));
    const Value *v = json_parse(env, source_new(env->arena, name, right));
    if (v)
        s->value = *v;
    return v != NULL;
}

static Value set_at(Setting *s, const Value *old, size_t i, bool *ok);

/* `.name` at i of the path. */
static Value set_member(Setting *s, const Value *old, size_t i, bool *ok)
{
    Arena *a = s->env->arena;
    size_t end = i;

    while (end < s->path.len && s->path.at[end] != '.' &&
           s->path.at[end] != '[')
        end++;
    if (end == i) {
        *ok = fault_setting(s, i, i + 1, "expected a name in the path", NULL);
        return value_null();
    }
    if (old->kind != VALUE_MAP && old->kind != VALUE_NULL &&
        old->kind != VALUE_ABSENT) {
        Str why = str_format(a, "'%.*s' is %s, so it has no '%.*s'",
                             STR_ARG(path_before(s, i)), value_kind_name(old),
                             STR_ARG(str_slice(s->path, i, end)));
        *ok = fault_setting(s, i, end, why.at, NULL);
        return value_null();
    }
    Str key = str_slice(s->path, i, end);
    Members map = old->kind == VALUE_MAP ? old->as.map : (Members){ 0 };
    const Member *found = member_find(old, key);
    Member *at = arena_make_array(a, Member, map.len + 1);
    if (map.len)
        memcpy(at, map.at, map.len * sizeof *at);
    Member *m = found ? &at[found - map.at] : &at[map.len];
    Value before = m->value;
    m->key = key;
    m->value = set_at(s, &before, end, ok);
    if (m->value.span.src == s->src) {
        m->key_start = (uint32_t)i;
        m->key_end = (uint32_t)end;
    } else if (m->value.span.src != before.span.src) {
        m->key_start = m->key_end = 0; /* the key is in another source */
    }
    return map_of(a, old, at, map.len + !found);
}

/* The number in `[2]` at the start of `rest`; false if there is none. */
static bool read_position(Str rest, size_t *position, size_t *end)
{
    enum { MOST_DIGITS = 9 };
    size_t i = 1;

    *position = 0;
    for (; i < rest.len && i <= MOST_DIGITS && rest.at[i] >= '0' &&
           rest.at[i] <= '9';
         i++)
        *position = *position * 10 + (size_t)(rest.at[i] - '0');
    *end = i + 1;
    return i > 1 && i < rest.len && rest.at[i] == ']';
}

/* `[2]` at i of the path; the place after the last item appends. */
static Value set_item(Setting *s, const Value *old, size_t i, bool *ok)
{
    Arena *a = s->env->arena;
    Values list = old->kind == VALUE_LIST ? old->as.list : (Values){ 0 };
    bool is_empty = old->kind == VALUE_NULL || old->kind == VALUE_ABSENT;
    size_t position, step;
    Str why = { 0 };

    if (!read_position(str_slice(s->path, i, s->path.len), &position, &step))
        why = STR("expected a position like [0] in the path");
    else if (old->kind != VALUE_LIST && !is_empty)
        why = str_format(a, "'%.*s' is %s, not a list",
                         STR_ARG(path_before(s, i)), value_kind_name(old));
    else if (position > list.len)
        why = str_format(a, "'%.*s' has %zu items, so this one is beyond it",
                         STR_ARG(path_before(s, i)), list.len);
    if (why.len) {
        *ok = fault_setting(s, i, i + 1, why.at, NULL);
        return value_null();
    }
    size_t len = list.len + (position == list.len);
    Value *at = arena_make_array(a, Value, len);
    if (list.len)
        memcpy(at, list.at, list.len * sizeof *at);
    Value before = at[position];
    at[position] = set_at(s, &before, i + step, ok);
    Value v = value_list(at, len);
    v.span = old->span;
    return v;
}

/* What `old` becomes when the rest of the path, from i on, is set. */
static Value set_at(Setting *s, const Value *old, size_t i, bool *ok)
{
    if (!*ok || i >= s->path.len)
        return s->value;
    if (s->path.at[i] == '[')
        return set_item(s, old, i, ok);
    return set_member(s, old, i + (i > 0 && s->path.at[i] == '.'), ok);
}

static bool apply_setting(Env *env, Str option, Value *root)
{
    Setting s;
    bool ok = true;

    if (!split_setting(env, option, &s))
        return false;
    size_t steps = 0;
    for (size_t i = 0; i < s.path.len; i++)
        steps += s.path.at[i] == '.' || s.path.at[i] == '[';
    if (steps >= env->limits.depth)
        return fault_setting(&s, 0, s.path.len, "this path is too long", NULL);
    Value changed = set_at(&s, root, 0, &ok);
    if (ok)
        *root = changed;
    return ok;
}

/* ---- All of it ---------------------------------------------------------- */

static bool check_root(Env *env, const Value *v)
{
    if (v->kind == VALUE_MAP)
        return true;
    Span at = v->span;
    if (at.end > at.start)
        at.end = at.start + 1;
    Diag *d = diag_error(env->diags, at, "expected a map of data, found %s",
                         value_kind_name(v));
    d->code = "data/type";
    d->hint = STR("begin the file with a key such as 'client'");
    return false;
}

const Value *data_load(Env *env, const DataInputs *inputs)
{
    Value *root = arena_make(env->arena, Value);
    bool ok = true;

    *root = value_map(NULL, 0);
    for (size_t i = 0; i < inputs->paths.len; i++) {
        const Value *v = data_load_file(env, inputs->paths.at[i], (Span){ 0 });
        if (!v || !check_root(env, v))
            ok = false;
        else
            *root = i ? merge(env->arena, root, v) : *v;
    }
    for (size_t i = 0; ok && i < inputs->sets.len; i++)
        ok = apply_setting(env, inputs->sets.at[i], root);
    return ok && csv_resolve(env, root) ? root : NULL;
}
