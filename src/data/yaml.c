/* yaml.c - from libyaml's events to values. */

#include "data/yaml.h"
#include "data/build.h"

static Span event_span(const Yaml *y, const yaml_event_t *e)
{
    return span_of(y->src, yaml_place(y, e->start_mark),
                   yaml_place(y, e->end_mark));
}

static Str str_of_library(const yaml_char_t *z)
{
    return z ? str_of((const char *)z) : (Str){ 0 };
}

/* The text of a scalar: a slice of the source where they are the same. */
static Str scalar_text(const Yaml *y, const yaml_event_t *e, Span at)
{
    Str text = { (const char *)e->data.scalar.value, e->data.scalar.length };
    Str written = str_slice(y->src->text, at.start, at.end);

    return str_equal(text, written) ? written : str_copy(y->env->arena, text);
}

/* ---- Limits ------------------------------------------------------------- */

static bool fault_limit(Yaml *y, Span at, const char *code, const char *what,
                        size_t limit)
{
    Diag *d = diag_error(y->env->diags, at, "%s %zu", what, limit);
    d->code = code;
    d->fault = FAULT_LIMIT;
    y->has_fault = true;
    return false;
}

static bool count_values(Yaml *y, Span at, size_t more)
{
    size_t limit = y->env->limits.values;

    if (more <= limit && y->value_count <= limit - more) {
        y->value_count += more;
        return true;
    }
    return fault_limit(y, at, "limit/values",
                       "the data, with its aliases, has more values than",
                       limit);
}

static bool check_depth(Yaml *y, Span at, size_t depth)
{
    size_t limit = y->env->limits.depth;

    return depth <= limit ||
           fault_limit(y, at, "limit/depth",
                       "data is nested deeper than the limit of", limit);
}

/* ---- Building ----------------------------------------------------------- */

static YamlFrame *top_frame(Yaml *y)
{
    return y->frames.len ? &y->frames.at[y->frames.len - 1] : NULL;
}

static Member *last_member(Yaml *y)
{
    return (Member *)(void *)(y->members.at + y->members.len) - 1;
}

static void set_anchor(Yaml *y, Str name, YamlNode node)
{
    if (!name.len)
        return;
    YamlNode *copy = arena_make(y->scratch, YamlNode);
    *copy = node;
    map_set(y->scratch, &y->anchors, str_copy(y->scratch, name), copy);
}

/* The finished node becomes the next child of the open container. */
static void attach(Yaml *y, YamlNode node)
{
    YamlFrame *frame = top_frame(y);

    if (!frame) {
        y->root = node.value;
        y->has_root = true;
        return;
    }
    if (frame->is_map) {
        last_member(y)->value = node.value;
        frame->has_key = false;
    } else {
        *(Value *)stack_push(&y->values, sizeof(Value)) = node.value;
    }
    frame->value_count += node.value_count;
    if (frame->height < node.height)
        frame->height = node.height;
    if (node.value.span.end > frame->end)
        frame->end = node.value.span.end;
}

static bool open_container(Yaml *y, const yaml_event_t *e, bool is_map)
{
    Span at = event_span(y, e);

    if (!count_values(y, at, 1) || !check_depth(y, at, y->frames.len + 1))
        return false;
    *list_add(y->scratch, &y->frames) = (YamlFrame){
        .is_map = is_map,
        .is_flow =
            is_map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                   : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
        .start = at.start,
        .end = at.end,
        .first_child = is_map ? y->members.len : y->values.len,
        .anchor = str_copy(
            y->scratch, str_of_library(is_map ? e->data.mapping_start.anchor
                                              : e->data.sequence_start.anchor)),
    };
    return true;
}

static void repeated_key(void *context, const Member *first,
                         const Member *again)
{
    Yaml *y = context;

    y->has_fault = true;
    report_repeated_key(y->env->diags, first, again);
}

static Value take_children(Yaml *y, const YamlFrame *frame)
{
    size_t len;

    if (!frame->is_map) {
        Value *at = stack_take(y->env->arena, &y->values, frame->first_child,
                               sizeof *at, &len);
        return value_list(at, len);
    }
    Member *at = stack_take(y->env->arena, &y->members, frame->first_child,
                            sizeof *at, &len);
    Value v = value_map(at, len);
    v.as.map.index = members_index(y->env->arena, at, len, repeated_key, y);
    return v;
}

static void close_container(Yaml *y, const yaml_event_t *e)
{
    YamlFrame frame = *top_frame(y);
    Span end = event_span(y, e);

    y->frames.len--;
    if (frame.is_flow && end.end > frame.end)
        frame.end = end.end;
    YamlNode node = {
        .value = value_located(take_children(y, &frame), y->src, frame.start,
                               frame.end),
        .value_count = frame.value_count + 1,
        .height = frame.height + 1,
    };
    set_anchor(y, frame.anchor, node);
    attach(y, node);
}

/* ---- Scalars ------------------------------------------------------------ */

/* "color: #0057b8" is a comment to YAML; nobody who writes it means null. */
static void warn_color_comment(Yaml *y, uint32_t after)
{
    Str text = y->src->text;
    size_t i = after, digits = 0;

    while (i < text.len && text.at[i] != '\n' && text.at[i] != '#')
        i++;
    if (i >= text.len || text.at[i] != '#')
        return;
    while (i + 1 + digits < text.len &&
           strchr("0123456789abcdefABCDEF", text.at[i + 1 + digits]) &&
           text.at[i + 1 + digits])
        digits++;
    if (digits != 3 && digits != 6 && digits != 8)
        return;
    Diag *d = diag_warning(y->env->diags, span_of(y->src, i, i + 1 + digits),
                           "'#' begins a comment, so this value is empty");
    d->code = "yaml/color";
    d->hint = STR("put the color between quotes");
}

static bool is_plain(const yaml_event_t *e)
{
    return e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* Whether a tag says what a plain scalar is anyway, or that it is text. */
static bool check_tag(Yaml *y, const yaml_event_t *e, Span at, bool *is_text)
{
    static const char *const known[] = { "null", "bool", "int", "float" };
    Str core = STR("tag:yaml.org,2002:");
    Str tag = str_of_library(e->data.scalar.tag);

    *is_text = !is_plain(e) || str_is(tag, "!");
    if (!tag.len || str_is(tag, "!"))
        return true;
    if (str_starts(tag, core)) {
        tag = str_slice(tag, core.len, tag.len);
        *is_text |= str_is(tag, "str");
        for (size_t i = 0; i < COUNT_OF(known); i++)
            if (str_is(tag, known[i]))
                return true;
    }
    return str_is(tag, "str") ||
           yaml_fault(y, at.start, at.end, "tags are not supported",
                      "put text that begins with '!' between quotes");
}

static bool scalar_value(Yaml *y, const yaml_event_t *e, Span at, Value *out)
{
    Str text = scalar_text(y, e, at);
    bool is_text;

    if (!check_tag(y, e, at, &is_text))
        return false;
    if (!is_text && !text.len)
        warn_color_comment(y, at.end);
    *out = is_text ? value_text(text) : yaml_plain(y, text, at);
    out->is_quoted = is_text;
    return true;
}

static bool add_key(Yaml *y, const yaml_event_t *e)
{
    Span at = event_span(y, e);
    Str key = scalar_text(y, e, at);

    if (is_plain(e) && !key.len)
        return yaml_fault(y, at.start, at.end, "a key is missing before ':'",
                          "write the key, or quotes for an empty one");
    if (is_plain(e) && str_is(key, "<<"))
        return yaml_fault(y, at.start, at.end, "merge keys are not supported",
                          "write the members out; '<<' left YAML with 1.2");
    Member *m = stack_push(&y->members, sizeof *m);
    *m = (Member){ .key = key, .key_start = at.start, .key_end = at.end };
    top_frame(y)->has_key = true;
    top_frame(y)->end = at.end;
    return true;
}

static bool add_scalar(Yaml *y, const yaml_event_t *e)
{
    const YamlFrame *frame = top_frame(y);
    Value v;

    if (frame && frame->is_map && !frame->has_key)
        return add_key(y, e);
    Span at = event_span(y, e);
    if (!count_values(y, at, 1) || !scalar_value(y, e, at, &v))
        return false;
    v.span = at;
    YamlNode node = { v, 1, 0 };
    set_anchor(y, str_of_library(e->data.scalar.anchor), node);
    attach(y, node);
    return true;
}

static bool add_alias(Yaml *y, const yaml_event_t *e)
{
    Str name = str_of_library(e->data.alias.anchor);
    Span at = event_span(y, e);
    const YamlNode *node = map_find(&y->anchors, name);

    if (!node) {
        Diag *d = diag_error(y->env->diags, at,
                             "there is no finished value named '&%.*s'",
                             STR_ARG(text_shown(y->env->diags->arena, name)));
        d->code = "yaml/alias";
        d->hint = STR("put text that begins with '*' between quotes");
        y->has_fault = true;
        return false;
    }
    YamlNode copy = *node;
    if (!count_values(y, at, copy.value_count) ||
        !check_depth(y, at, y->frames.len + copy.height))
        return false;
    /* The place of the value itself: that is where it can be mended. */
    attach(y, copy);
    if (top_frame(y))
        top_frame(y)->end = at.end;
    return true;
}

/* ---- Events ------------------------------------------------------------- */

static bool start_document(Yaml *y, const yaml_event_t *e)
{
    if (!y->has_root)
        return true;
    Span at = event_span(y, e);
    return yaml_fault(y, at.start, at.end, "a second document begins here",
                      "keep one document a file");
}

/* A container or alias where a key must be. */
static bool fault_key(Yaml *y, const yaml_event_t *e)
{
    Span at = event_span(y, e);

    if (at.start > 0 && yaml_fault_template(y, at.start - 1))
        return false;
    return yaml_fault(y, at.start, at.end, "a key must be text",
                      "put text with '{' or '[' in it between quotes");
}

static bool add_event(Yaml *y, const yaml_event_t *e)
{
    const YamlFrame *frame = top_frame(y);
    bool is_key = frame && frame->is_map && !frame->has_key;

    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(y, e);
    case YAML_SCALAR_EVENT:
        return add_scalar(y, e);
    case YAML_ALIAS_EVENT:
        return is_key ? fault_key(y, e) : add_alias(y, e);
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        return is_key
                   ? fault_key(y, e)
                   : open_container(y, e, e->type == YAML_MAPPING_START_EVENT);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        close_container(y, e);
        return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return true;
    }
    return true;
}

static void read_events(Yaml *y, yaml_parser_t *parser)
{
    bool goes_on = true;

    while (goes_on) {
        yaml_event_t e;
        if (!yaml_parser_parse(parser, &e)) {
            yaml_fault_of_library(y, parser);
            return;
        }
        goes_on = add_event(y, &e) && e.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&e);
    }
}

static void read_source(Yaml *y)
{
    yaml_parser_t parser;
    Str text = y->src->text;

    if (!yaml_parser_initialize(&parser)) {
        yaml_fault(y, 0, 0, "YAML cannot be read: out of memory", NULL);
        return;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.at,
                                 text.len);
    read_events(y, &parser);
    yaml_parser_delete(&parser);
}

/* What libyaml would refuse as well, in our words. */
static bool check_bytes(Yaml *y)
{
    Str text = y->src->text;
    size_t bad = utf8_invalid_at(text);

    if (bad < text.len)
        return yaml_fault(y, bad, bad + 1, "this byte is not valid UTF-8",
                          "save the file as UTF-8");
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == 0x7f || (c < 0x20 && c != '\t' && c != '\n' && c != '\r'))
            return yaml_fault(y, i, i + 1, "control character in the text",
                              "remove it, or write it as \"\\x01\" in double "
                              "quotes");
    }
    return true;
}

const Value *yaml_parse(Env *env, const Source *src)
{
    Yaml y = { .env = env, .src = src, .scratch = arena_new() };

    if (check_bytes(&y)) {
        yaml_places_init(&y);
        read_source(&y);
        if (!y.has_fault && !y.has_root)
            yaml_fault(&y, 0, 0, "the file holds no data", NULL);
    }
    buf_free(&y.values);
    buf_free(&y.members);
    arena_free(y.scratch);
    if (y.has_fault)
        return NULL;
    Value *root = arena_make(env->arena, Value);
    *root = y.root;
    return root;
}
