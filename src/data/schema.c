/* schema.c - JSON Schema, draft-07 as far as data.h says. */

#include "data/build.h"
#include "data/schema_format.h"

#include <regex.h>

enum {
    MOST_FAULTS = 200, /* then the file is another kind of file */
    MOST_REFS = 50     /* $ref to $ref to ..., without a step into the value */
};

/* What a schema may say; the order of KEYWORDS. */
typedef enum {
    K_TYPE,
    K_PROPERTIES,
    K_PATTERN_PROPERTIES,
    K_ADDITIONAL_PROPERTIES,
    K_REQUIRED,
    K_ITEMS,
    K_FORMAT,
    K_REF,
    K_ENUM,
    K_CONST,
    K_ANY_OF,
    K_MIN_ITEMS,
    K_MAX_ITEMS,
    K_MIN_LENGTH,
    K_MAX_LENGTH,
    K_MINIMUM,
    K_MAXIMUM,
    K_EXCLUSIVE_MINIMUM,
    K_EXCLUSIVE_MAXIMUM,
    KEYWORD_COUNT
} Keyword;

static const char *const KEYWORDS[KEYWORD_COUNT] = {
    "type",
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "items",
    "format",
    "$ref",
    "enum",
    "const",
    "anyOf",
    "minItems",
    "maxItems",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
};

/*
 * What one map of the schema says, looked up once: a row's schema is asked as
 * often as there are rows.
 */
typedef struct {
    const Value *schema;
    const Value *at[KEYWORD_COUNT]; /* NULL where it does not say it */
} Node;

/* A step from a value into its child. */
typedef struct {
    Str key; /* of a map */
    size_t position;
    bool is_item;
} Step;

typedef struct {
    Str text;
    regex_t compiled;
} Pattern;

typedef struct {
    Env *env;
    const Value *root_schema;
    Arena *scratch;
    LIST(Step) path;
    LIST(Pattern) patterns;
    size_t fault_count;
    size_t quiet; /* above 0 while alternatives are tried */
    size_t ref_count;
    Node **nodes; /* by hash of the schema's address */
    size_t node_slots;
    size_t node_count;
    const Node *last; /* asked for */
} Check;

static void check(Check *c, const Value *schema, const Value *v);

/* ---- What a schema says -------------------------------------------------- */

static size_t slot_of(const Check *c, const Value *schema)
{
    size_t at = ((uintptr_t)schema >> 4) * 0x9E3779B97F4A7C15u;

    at = (at ^ at >> 32) & (c->node_slots - 1);
    while (c->nodes[at] && c->nodes[at]->schema != schema)
        at = (at + 1) & (c->node_slots - 1);
    return at;
}

static void nodes_grow(Check *c)
{
    Node **old = c->nodes;
    size_t old_slots = c->node_slots;

    c->node_slots = old_slots ? old_slots * 2 : 128;
    c->nodes = arena_make_array(c->scratch, Node *, c->node_slots);
    for (size_t i = 0; i < old_slots; i++)
        if (old[i])
            c->nodes[slot_of(c, old[i]->schema)] = old[i];
}

static const Node *node_find(Check *c, const Value *schema)
{
    if (c->node_count * 2 >= c->node_slots)
        nodes_grow(c);
    Node **slot = &c->nodes[slot_of(c, schema)];
    if (!*slot) {
        *slot = arena_make(c->scratch, Node);
        (*slot)->schema = schema;
        for (int i = 0; i < KEYWORD_COUNT; i++)
            (*slot)->at[i] = value_at(schema, KEYWORDS[i]);
        c->node_count++;
    }
    return *slot;
}

static inline const Value *keyword(Check *c, const Value *schema, Keyword word)
{
    if (!c->last || c->last->schema != schema)
        c->last = node_find(c, schema);
    return c->last->at[word];
}

/* ---- Saying it ---------------------------------------------------------- */

static void add_path(Check *c, Buf *out)
{
    for (size_t i = 0; i < c->path.len; i++) {
        Step step = c->path.at[i];
        if (step.is_item) {
            buf_format(out, "[%zu]", step.position);
            continue;
        }
        if (i)
            buf_add_char(out, '.');
        buf_add_str(out, text_shown(c->scratch, step.key));
    }
}

/* A map or list is shown by its first character, not by all of its lines. */
static Span short_span(const Value *v)
{
    Span at = v->span;

    if ((v->kind == VALUE_MAP || v->kind == VALUE_LIST) && at.end > at.start)
        at.end = at.start + 1;
    return at;
}

/* Counts a fault, and reports it with its path unless alternatives are tried.
 */
PRINTF_LIKE(3, 4)
static Diag *fault(Check *c, Span at, const char *fmt, ...)
{
    c->fault_count++;
    if (c->quiet)
        return NULL;

    Buf message = { 0 };
    va_list args;
    add_path(c, &message);
    if (message.len)
        buf_add_str(&message, STR(": "));
    va_start(args, fmt);
    buf_add_str(&message, str_vformat(c->scratch, fmt, args));
    va_end(args);
    Diag *d = diag_error(c->env->diags, at, "%.*s", STR_ARG(buf_str(&message)));
    buf_free(&message);
    d->code = "data/schema";
    return d;
}

static void set_hint(Check *c, Diag *d, const char *fmt, Str word)
{
    if (d && word.len)
        d->hint = str_format(c->env->diags->arena, fmt, STR_ARG(word));
}

/* A value as people write it, for messages. */
static Str shown(Check *c, const Value *v)
{
    switch ((ValueKind)v->kind) {
    case VALUE_TEXT:
        return str_format(c->scratch, "'%.*s'",
                          STR_ARG(text_shown(c->scratch, v->as.text)));
    case VALUE_NUMBER:
        if (v->as.number.exponent > 30 || v->as.number.exponent < -60)
            return STR("a number");
        return decimal_format(c->scratch, v->as.number);
    case VALUE_ABSENT:
    case VALUE_NULL:
    case VALUE_BOOL:
    case VALUE_LIST:
    case VALUE_MAP:
        break;
    }
    return str_of(value_kind_name(v));
}

/* ---- type, enum, const -------------------------------------------------- */

static bool has_type(const Value *v, Str type)
{
    switch ((ValueKind)v->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
        return str_is(type, "null");
    case VALUE_BOOL:
        return str_is(type, "boolean");
    case VALUE_NUMBER:
        return str_is(type, "number") ||
               (str_is(type, "integer") && decimal_is_whole(v->as.number));
    case VALUE_TEXT:
        return str_is(type, "string");
    case VALUE_LIST:
        return str_is(type, "array");
    case VALUE_MAP:
        return str_is(type, "object");
    }
    return false;
}

static Str type_name(Str type)
{
    static const char *const names[][2] = {
        { "string", "text" },  { "number", "a number" },
        { "array", "a list" }, { "integer", "a whole number" },
        { "object", "a map" }, { "boolean", "true or false" },
        { "null", "null" },
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_is(type, names[i][0]))
            return str_of(names[i][1]);
    return type;
}

/* `type` as a list, whether it is written as one or as a single text. */
static Values types_of(Check *c, const Value *schema)
{
    const Value *type = keyword(c, schema, K_TYPE);

    if (!type)
        return (Values){ 0 };
    return type->kind == VALUE_LIST ? type->as.list : (Values){ type, 1 };
}

static bool fits_type(Check *c, const Value *schema, const Value *v)
{
    Values types = types_of(c, schema);

    for (size_t i = 0; i < types.len; i++)
        if (types.at[i].kind == VALUE_TEXT && has_type(v, types.at[i].as.text))
            return true;
    return types.len == 0;
}

/* "text, a number or null" */
static Str any_of_words(Check *c, const Str *words, size_t count)
{
    if (count < 2)
        return count ? words[0] : STR("nothing");
    return str_format(
        c->scratch, "%.*s or %.*s",
        STR_ARG(str_join(c->scratch, words, count - 1, STR(", "))),
        STR_ARG(words[count - 1]));
}

static void add_type_names(Check *c, StrList *words, const Value *schema)
{
    Values types = types_of(c, schema);

    for (size_t i = 0; i < types.len; i++)
        if (types.at[i].kind == VALUE_TEXT)
            *list_add(c->scratch, words) = type_name(types.at[i].as.text);
}

static const char *type_hint(Check *c, const Value *schema, const Value *v)
{
    Decimal d;
    Values types = types_of(c, schema);
    bool wants_number =
        types.len == 1 && (str_is(types.at[0].as.text, "number") ||
                           str_is(types.at[0].as.text, "integer"));
    bool wants_text = types.len == 1 && str_is(types.at[0].as.text, "string");

    if (v->kind == VALUE_TEXT && wants_number && decimal_parse(v->as.text, &d))
        return "write the number without quotes";
    if (v->kind == VALUE_NUMBER && wants_text)
        return "put it between quotes";
    return NULL;
}

static bool check_type(Check *c, const Value *schema, const Value *v)
{
    StrList words = { 0 };

    if (fits_type(c, schema, v))
        return true;
    add_type_names(c, &words, schema);
    const char *hint = type_hint(c, schema, v);
    Str found =
        v->kind == VALUE_NUMBER || v->kind == VALUE_TEXT
            ? str_format(c->scratch, "%s %.*s",
                         v->kind == VALUE_TEXT ? "the text" : "the number",
                         STR_ARG(shown(c, v)))
            : str_of(value_kind_name(v));
    Diag *d =
        fault(c, short_span(v), "expected %.*s, found %.*s",
              STR_ARG(any_of_words(c, words.at, words.len)), STR_ARG(found));
    if (d && hint)
        d->hint = str_of(hint);
    return false;
}

static void check_enum(Check *c, const Value *choices, const Value *v)
{
    StrList words = { 0 }, texts = { 0 };

    for (size_t i = 0; i < choices->as.list.len; i++) {
        const Value *choice = &choices->as.list.at[i];
        if (value_equal(choice, v))
            return;
        *list_add(c->scratch, &words) = shown(c, choice);
        if (choice->kind == VALUE_TEXT)
            *list_add(c->scratch, &texts) = choice->as.text;
    }
    Diag *d = fault(c, short_span(v), "expected %.*s, found %.*s",
                    STR_ARG(any_of_words(c, words.at, words.len)),
                    STR_ARG(shown(c, v)));
    if (v->kind == VALUE_TEXT)
        set_hint(c, d, "did you mean '%.*s'?",
                 str_nearest(v->as.text, texts.at, texts.len));
}

/* ---- Maps --------------------------------------------------------------- */

static void descend(Check *c, const Value *schema, const Value *v, Step step)
{
    size_t ref_count = c->ref_count;

    *list_add(c->scratch, &c->path) = step;
    c->ref_count = 0;
    check(c, schema, v);
    c->ref_count = ref_count;
    c->path.len--;
}

static const regex_t *pattern_find(Check *c, const Member *written)
{
    for (size_t i = 0; i < c->patterns.len; i++)
        if (c->patterns.at[i].text.at == written->key.at)
            return &c->patterns.at[i].compiled;

    regex_t compiled;
    Str text = str_copy(c->scratch, written->key);
    if (regcomp(&compiled, text.at, REG_EXTENDED | REG_NOSUB) != 0) {
        fault(c, written->value.span, "'%.*s' in the schema is not a pattern",
              STR_ARG(text));
        return NULL;
    }
    *list_add(c->scratch, &c->patterns) = (Pattern){ written->key, compiled };
    return &c->patterns.at[c->patterns.len - 1].compiled;
}

/* Checks a member by the patterns its key matches; whether there were any. */
static bool check_by_pattern(Check *c, const Value *patterns, const Member *m)
{
    bool is_known = false;

    if (!patterns || patterns->kind != VALUE_MAP)
        return false;
    for (size_t i = 0; i < patterns->as.map.len; i++) {
        const Member *pattern = &patterns->as.map.at[i];
        const regex_t *compiled = pattern_find(c, pattern);
        regmatch_t all = { 0, (regoff_t)m->key.len };
        if (!compiled ||
            regexec(compiled, m->key.at, 1, &all, REG_STARTEND) != 0)
            continue;
        is_known = true;
        descend(c, &pattern->value, &m->value, (Step){ .key = m->key });
    }
    return is_known;
}

static Str nearest_key(Check *c, const Value *properties, const Value *v,
                       Str key)
{
    StrList free_keys = { 0 };

    if (!properties || properties->kind != VALUE_MAP)
        return (Str){ 0 };
    for (size_t i = 0; i < properties->as.map.len; i++)
        if (!member_find(v, properties->as.map.at[i].key))
            *list_add(c->scratch, &free_keys) = properties->as.map.at[i].key;
    return str_nearest(key, free_keys.at, free_keys.len);
}

static void fault_unknown_key(Check *c, const Value *properties, const Value *v,
                              const Member *m)
{
    Span at = short_span(&m->value);

    if (m->key_end > m->key_start) {
        at.start = m->key_start;
        at.end = m->key_end;
    }
    Diag *d = fault(c, at, "unknown key '%.*s'",
                    STR_ARG(text_shown(c->scratch, m->key)));
    set_hint(c, d, "did you mean '%.*s'?",
             nearest_key(c, properties, v, m->key));
}

static void check_members(Check *c, const Value *schema, const Value *v)
{
    const Value *properties = keyword(c, schema, K_PROPERTIES);
    const Value *patterns = keyword(c, schema, K_PATTERN_PROPERTIES);
    const Value *others = keyword(c, schema, K_ADDITIONAL_PROPERTIES);
    bool is_closed = others && others->kind == VALUE_BOOL && !others->as.flag;

    for (size_t i = 0; i < v->as.map.len; i++) {
        const Member *m = &v->as.map.at[i];
        const Value *property = value_find(properties, m->key);
        if (property)
            descend(c, property, &m->value, (Step){ .key = m->key });
        bool is_known = check_by_pattern(c, patterns, m) || property;
        if (is_known)
            continue;
        if (is_closed)
            fault_unknown_key(c, properties, v, m);
        else if (others && others->kind == VALUE_MAP)
            descend(c, others, &m->value, (Step){ .key = m->key });
    }
}

/* A key of the map that the schema does not know and that looks like `key`. */
static Str key_like(Check *c, const Value *schema, const Value *v, Str key)
{
    const Value *known = keyword(c, schema, K_PROPERTIES);
    StrList unknown = { 0 };

    for (size_t i = 0; i < v->as.map.len; i++)
        if (!value_find(known, v->as.map.at[i].key))
            *list_add(c->env->arena, &unknown) = v->as.map.at[i].key;
    return str_nearest(key, unknown.at, unknown.len);
}

static void check_required(Check *c, const Value *schema, const Value *v)
{
    const Value *required = keyword(c, schema, K_REQUIRED);

    if (!required || required->kind != VALUE_LIST)
        return;
    for (size_t i = 0; i < required->as.list.len; i++) {
        Str key = required->as.list.at[i].as.text;
        if (required->as.list.at[i].kind != VALUE_TEXT || member_find(v, key))
            continue;
        Diag *d = fault(c, short_span(v), "'%.*s' is missing", STR_ARG(key));
        const Value *property =
            value_find(keyword(c, schema, K_PROPERTIES), key);
        const Value *about = value_at(property, "description");
        Str slip = key_like(c, schema, v, key);
        if (slip.len && d)
            d->hint = str_format(c->env->diags->arena,
                                 "did you mean '%.*s' by '%.*s'?", STR_ARG(key),
                                 STR_ARG(slip));
        else if (about && about->kind == VALUE_TEXT)
            set_hint(c, d, "add it: %.*s", about->as.text);
    }
}

/* ---- Lists, texts, numbers ---------------------------------------------- */

static bool limit_of(Check *c, const Value *schema, Keyword word,
                     Decimal *limit)
{
    const Value *v = keyword(c, schema, word);

    if (!v || v->kind != VALUE_NUMBER)
        return false;
    *limit = v->as.number;
    return true;
}

/* Whether a count is on the wrong side of what the keyword allows. */
static bool breaks_limit(Check *c, const Value *schema, Keyword word,
                         size_t count, bool is_least, Decimal *limit)
{
    if (!limit_of(c, schema, word, limit))
        return false;
    int order = decimal_compare(decimal_of_int((int64_t)count), *limit);
    return is_least ? order < 0 : order > 0;
}

static void check_list(Check *c, const Value *schema, const Value *v)
{
    const Value *items = keyword(c, schema, K_ITEMS);
    size_t len = v->as.list.len;
    Decimal limit;

    if (breaks_limit(c, schema, K_MIN_ITEMS, len, true, &limit))
        fault(c, short_span(v), "expected at least %.*s items, found %zu",
              STR_ARG(decimal_format(c->scratch, limit)), len);
    if (breaks_limit(c, schema, K_MAX_ITEMS, len, false, &limit))
        fault(c, short_span(v), "expected at most %.*s items, found %zu",
              STR_ARG(decimal_format(c->scratch, limit)), len);
    if (!items || v->is_dataset) /* rows of a table are maps of scalars */
        return;
    for (size_t i = 0; i < len && c->fault_count < MOST_FAULTS; i++)
        descend(c, items, &v->as.list.at[i],
                (Step){ .is_item = true, .position = i });
}

static void check_format(Check *c, const Value *schema, const Value *v)
{
    const Value *format = keyword(c, schema, K_FORMAT);

    if (!format || format->kind != VALUE_TEXT)
        return;
    if (str_is(format->as.text, "date") && !format_is_date(v->as.text)) {
        Diag *d = fault(c, v->span, "expected a date, found %.*s",
                        STR_ARG(shown(c, v)));
        set_hint(c, d, "%.*s", STR("write year-month-day, as in 2026-07-31"));
    }
    if (str_is(format->as.text, "period") && !is_period(v->as.text)) {
        Diag *d = fault(c, v->span, "expected a period, found %.*s",
                        STR_ARG(shown(c, v)));
        set_hint(c, d, "%.*s",
                 STR("write it like 2026-07, 2026-Q3, 2026-W09 or FY26 Q3"));
    }
}

static void check_text(Check *c, const Value *schema, const Value *v)
{
    size_t len = utf8_count(v->as.text);
    Decimal limit;

    if (breaks_limit(c, schema, K_MIN_LENGTH, len, true, &limit)) {
        if (!len)
            fault(c, v->span, "expected some text, found none");
        else
            fault(c, v->span, "expected at least %.*s characters, found %zu",
                  STR_ARG(decimal_format(c->scratch, limit)), len);
    }
    if (breaks_limit(c, schema, K_MAX_LENGTH, len, false, &limit))
        fault(c, v->span, "expected at most %.*s characters, found %zu",
              STR_ARG(decimal_format(c->scratch, limit)), len);
    check_format(c, schema, v);
}

static void check_number(Check *c, const Value *schema, const Value *v)
{
    static const struct {
        Keyword keyword;
        const char *words;
        int wrong, also_wrong; /* what decimal_compare() must not say */
    } bounds[] = {
        { K_MINIMUM, "at least", -1, -1 },
        { K_MAXIMUM, "at most", 1, 1 },
        { K_EXCLUSIVE_MINIMUM, "more than", -1, 0 },
        { K_EXCLUSIVE_MAXIMUM, "less than", 1, 0 },
    };
    Decimal limit;

    for (size_t i = 0; i < COUNT_OF(bounds); i++) {
        if (!limit_of(c, schema, bounds[i].keyword, &limit))
            continue;
        int order = decimal_compare(v->as.number, limit);
        if (order == bounds[i].wrong || order == bounds[i].also_wrong)
            fault(c, v->span, "expected %s %.*s, found %.*s", bounds[i].words,
                  STR_ARG(decimal_format(c->scratch, limit)),
                  STR_ARG(shown(c, v)));
    }
}

/* ---- References and alternatives ---------------------------------------- */

/* "#/definitions/metric", or "#" for the whole schema. */
static const Value *resolve(Check *c, const Value *ref)
{
    const Value *found = c->root_schema;
    Str rest = ref->as.text;

    if (!str_starts(rest, STR("#")))
        return NULL;
    rest = str_slice(rest, 1, rest.len);
    while (found && rest.len) {
        if (rest.at[0] != '/')
            return NULL;
        rest = str_slice(rest, 1, rest.len);
        size_t len = str_find(rest, STR("/"));
        found = value_find(found, str_slice(rest, 0, len));
        rest = str_slice(rest, len, rest.len);
    }
    return found;
}

/* The schema itself, or what its $ref leads to; NULL if that is broken. */
static const Value *follow_refs(Check *c, const Value *schema)
{
    const Value *ref;

    while ((ref = keyword(c, schema, K_REF)) && ref->kind == VALUE_TEXT) {
        const Value *target = resolve(c, ref);
        if (!target || ++c->ref_count > MOST_REFS) {
            fault(c, ref->span, "the schema refers to '%.*s', which %s",
                  STR_ARG(text_shown(c->scratch, ref->as.text)),
                  target ? "leads back to itself" : "is not there");
            return NULL;
        }
        schema = target;
    }
    return schema;
}

static size_t faults_of(Check *c, const Value *schema, const Value *v)
{
    size_t before = c->fault_count;

    c->quiet++;
    c->fault_count = 0;
    check(c, schema, v);
    size_t found = c->fault_count;
    c->quiet--;
    c->fault_count = before;
    return found;
}

/*
 * None of the alternatives fits: if the type leaves one of them, its faults are
 * what the user wants to hear; otherwise the types that would do.
 */
static void check_alternatives(Check *c, const Value *schemas, const Value *v)
{
    const Value *meant = NULL;
    size_t candidates = 0;
    StrList words = { 0 };

    for (size_t i = 0; i < schemas->as.list.len; i++)
        if (faults_of(c, &schemas->as.list.at[i], v) == 0)
            return;
    for (size_t i = 0; i < schemas->as.list.len; i++) {
        const Value *one = follow_refs(c, &schemas->as.list.at[i]);
        if (one && fits_type(c, one, v)) {
            meant = one;
            candidates++;
        }
        add_type_names(c, &words, one);
    }
    if (candidates == 1)
        check(c, meant, v);
    else if (candidates == 0)
        fault(c, short_span(v), "expected %.*s, found %s",
              STR_ARG(any_of_words(c, words.at, words.len)),
              value_kind_name(v));
    else
        fault(c, short_span(v), "%.*s is none of the forms allowed here",
              STR_ARG(shown(c, v)));
}

/* ---- All of it ---------------------------------------------------------- */

static void check_keywords(Check *c, const Value *schema, const Value *v)
{
    const Value *choices = keyword(c, schema, K_ENUM);
    const Value *same = keyword(c, schema, K_CONST);
    const Value *schemas = keyword(c, schema, K_ANY_OF);

    if (!check_type(c, schema, v))
        return;
    if (choices && choices->kind == VALUE_LIST)
        check_enum(c, choices, v);
    if (same && !value_equal(same, v))
        fault(c, short_span(v), "expected %.*s, found %.*s",
              STR_ARG(shown(c, same)), STR_ARG(shown(c, v)));
    if (schemas && schemas->kind == VALUE_LIST)
        check_alternatives(c, schemas, v);

    switch ((ValueKind)v->kind) {
    case VALUE_ABSENT:
    case VALUE_NULL:
    case VALUE_BOOL:
        return;
    case VALUE_NUMBER:
        check_number(c, schema, v);
        return;
    case VALUE_TEXT:
        check_text(c, schema, v);
        return;
    case VALUE_LIST:
        check_list(c, schema, v);
        return;
    case VALUE_MAP:
        check_required(c, schema, v);
        check_members(c, schema, v);
        return;
    }
}

static void check(Check *c, const Value *schema, const Value *v)
{
    size_t ref_count = c->ref_count;

    if (c->fault_count >= MOST_FAULTS)
        return;
    if (schema->kind == VALUE_BOOL) {
        if (!schema->as.flag)
            fault(c, short_span(v), "nothing is allowed here");
        return;
    }
    schema = follow_refs(c, schema);
    if (schema)
        check_keywords(c, schema, v);
    c->ref_count = ref_count;
}

bool schema_check(Env *env, const Value *schema, const Value *v)
{
    Check c = { .env = env, .root_schema = schema, .scratch = arena_new() };

    check(&c, schema, v);
    for (size_t i = 0; i < c.patterns.len; i++)
        regfree(&c.patterns.at[i].compiled);
    arena_free(c.scratch);
    return c.fault_count == 0;
}
