/* yaml.c - from libfyaml's events to values. */

#include "data/yaml.h"
#include "data/build.h"

/* ---- Places ------------------------------------------------------------- */

/* libfyaml gives a quoted scalar's place without the quotes. */
static Span event_span(const Yaml *y, struct fy_event *e, uint32_t otherwise)
{
    const struct fy_mark *start = fy_event_start_mark(e);
    const struct fy_mark *end = fy_event_end_mark(e);
    size_t len = y->src->text.len;

    if (!start || !end || start->input_pos > end->input_pos ||
        end->input_pos > len)
        return span_of(y->src, otherwise, otherwise);
    size_t from = start->input_pos, to = end->input_pos;
    enum fy_node_style style = fy_event_get_node_style(e);
    if (style == FYNS_SINGLE_QUOTED || style == FYNS_DOUBLE_QUOTED) {
        from -= from > 0;
        to += to < len;
    }
    return span_of(y->src, from, to);
}

static Str token_source(const Yaml *y, struct fy_token *token)
{
    const struct fy_mark *start = token ? fy_token_start_mark(token) : NULL;
    const struct fy_mark *end = token ? fy_token_end_mark(token) : NULL;

    if (!start || !end || start->input_pos > end->input_pos ||
        end->input_pos > y->src->text.len)
        return (Str){ 0 };
    return str_slice(y->src->text, start->input_pos, end->input_pos);
}

/* The text of a scalar: a slice of the source where that is possible. */
static Str token_text(const Yaml *y, struct fy_token *token)
{
    size_t len = 0;
    const char *at = token ? fy_token_get_text(token, &len) : NULL;
    Str src = y->src->text;

    if (!at || !len)
        return STR("");
    bool is_inside = (uintptr_t)at >= (uintptr_t)src.at &&
                     (uintptr_t)at + len <= (uintptr_t)src.at + src.len;
    return is_inside ? (Str){ at, len }
                     : str_copy(y->env->arena, (Str){ at, len });
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

static bool open_container(Yaml *y, struct fy_event *e, bool is_map)
{
    Span at = event_span(y, e, 0);

    if (!count_values(y, at, 1) || !check_depth(y, at, y->frames.len + 1))
        return false;
    *list_add(y->scratch, &y->frames) = (YamlFrame){
        .is_map = is_map,
        .is_flow = fy_event_get_node_style(e) == FYNS_FLOW,
        .start = at.start,
        .end = at.end,
        .first_child = is_map ? y->members.len : y->values.len,
        .anchor = token_text(y, fy_event_get_anchor_token(e)),
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

static void close_container(Yaml *y, struct fy_event *e)
{
    YamlFrame frame = *top_frame(y);
    Span end = event_span(y, e, frame.end);

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

/* Where an empty value stands: after its key, or at the end of the list. */
static uint32_t empty_place(Yaml *y)
{
    const YamlFrame *frame = top_frame(y);

    if (!frame)
        return 0;
    return frame->is_map && frame->has_key ? last_member(y)->key_end
                                           : frame->end;
}

static bool scalar_value(Yaml *y, struct fy_event *e, Span at, Value *out)
{
    enum fy_node_style style = fy_event_get_node_style(e);
    bool is_plain = style == FYNS_PLAIN || style == FYNS_ANY;
    Str tag = token_source(y, fy_event_get_tag_token(e));
    Str text = token_text(y, e->scalar.value);

    if (is_plain && !text.len && !tag.len)
        warn_color_comment(y, at.end);
    if (!is_plain || str_is(tag, "!!str") || str_is(tag, "!")) {
        *out = value_text(text);
        out->is_quoted = true;
        return true;
    }
    static const char *const known[] = { "", "!!null", "!!bool", "!!int",
                                         "!!float" };
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        if (str_is(tag, known[i])) {
            *out = yaml_plain(y, text, at);
            return true;
        }
    }
    return yaml_fault(y, at.start, at.end, "tags are not supported",
                      "put text that begins with '!' between quotes");
}

static bool add_key(Yaml *y, struct fy_event *e)
{
    enum fy_node_style style = fy_event_get_node_style(e);
    Span at = event_span(y, e, top_frame(y)->end);
    Str key = token_text(y, e->scalar.value);
    bool is_plain = style == FYNS_PLAIN || style == FYNS_ANY;

    if (is_plain && !key.len)
        return yaml_fault(y, at.start, at.end, "a key is missing before ':'",
                          "write the key, or quotes for an empty one");
    if (is_plain && str_is(key, "<<"))
        return yaml_fault(y, at.start, at.end, "merge keys are not supported",
                          "write the members out; '<<' left YAML with 1.2");
    Member *m = stack_push(&y->members, sizeof *m);
    *m = (Member){ .key = key, .key_start = at.start, .key_end = at.end };
    /* where a repeated key is reported, should its value never come */
    m->value.span = at;
    top_frame(y)->has_key = true;
    top_frame(y)->end = at.end;
    return true;
}

static bool add_scalar(Yaml *y, struct fy_event *e)
{
    const YamlFrame *frame = top_frame(y);
    Value v;

    if (frame && frame->is_map && !frame->has_key)
        return add_key(y, e);
    Span at = event_span(y, e, empty_place(y));
    if (!count_values(y, at, 1) || !scalar_value(y, e, at, &v))
        return false;
    v.span = at;
    YamlNode node = { v, 1, 0 };
    set_anchor(y, token_text(y, fy_event_get_anchor_token(e)), node);
    attach(y, node);
    return true;
}

static bool add_alias(Yaml *y, struct fy_event *e)
{
    Str name = token_text(y, fy_event_get_token(e));
    Span at = event_span(y, e, 0);
    const YamlNode *node = map_find(&y->anchors, name);

    at.start -= at.start > 0; /* the '*' */
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

static bool start_document(Yaml *y, struct fy_event *e)
{
    if (!y->has_root)
        return true;
    Span at = event_span(y, e, 0);
    return yaml_fault(y, at.start, at.end, "a second document begins here",
                      "keep one document a file");
}

/* A container where a key must be. */
static bool fault_key(Yaml *y, struct fy_event *e)
{
    Span at = event_span(y, e, top_frame(y)->end);

    if (at.start > 0 && yaml_fault_template(y, at.start - 1))
        return false;
    return yaml_fault(y, at.start, at.end, "a key must be text",
                      "put text with '{' or '[' in it between quotes");
}

static bool add_event(Yaml *y, struct fy_event *e)
{
    const YamlFrame *frame = top_frame(y);
    bool is_key = frame && frame->is_map && !frame->has_key;

    switch (e->type) {
    case FYET_DOCUMENT_START:
        return start_document(y, e);
    case FYET_SCALAR:
        return add_scalar(y, e);
    case FYET_ALIAS:
        return is_key ? fault_key(y, e) : add_alias(y, e);
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
        return is_key ? fault_key(y, e)
                      : open_container(y, e, e->type == FYET_MAPPING_START);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        close_container(y, e);
        return true;
    default: /* what libfyaml alone cares about */
        return true;
    }
}

static bool read_events(Yaml *y, struct fy_parser *parser)
{
    struct fy_event *e;
    bool is_fine = true;

    while (is_fine && (e = fy_parser_parse(parser))) {
        is_fine = add_event(y, e);
        fy_parser_event_free(parser, e);
    }
    return is_fine;
}

/* libfyaml prints what it finds wrong unless its words go somewhere else. */
static void print_nothing(struct fy_diag *diag, void *user, const char *text,
                          size_t len)
{
    (void)diag, (void)user, (void)text, (void)len;
}

static struct fy_diag *open_diag(void)
{
    struct fy_diag_cfg config;

    fy_diag_cfg_default(&config);
    config.fp = NULL;
    config.output_fn = print_nothing;
    config.colorize = false;
    struct fy_diag *diag = fy_diag_create(&config);
    if (diag)
        fy_diag_set_collect_errors(diag, true);
    return diag;
}

static void read_source(Yaml *y)
{
    struct fy_diag *diag = open_diag();
    struct fy_parse_cfg config = {
        /* our own limit on depth, and YAML whatever it looks like */
        .flags = FYPCF_DISABLE_DEPTH_LIMIT | FYPCF_JSON_NONE,
        .diag = diag,
    };
    struct fy_parser *parser = diag ? fy_parser_create(&config) : NULL;
    Str text = y->src->text;

    if (!parser || fy_parser_set_string(parser, text.at, text.len) != 0)
        yaml_fault(y, 0, 0, "YAML cannot be read: out of memory", NULL);
    else if (read_events(y, parser) && fy_parser_get_stream_error(parser))
        yaml_fault_of_library(y, diag);
    fy_parser_destroy(parser);
    fy_diag_destroy(diag);
}

const Value *yaml_parse(Env *env, const Source *src)
{
    Yaml y = { .env = env, .src = src, .scratch = arena_new() };

    if (yaml_check_source(&y)) {
        if (src->text.len)
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
