/* load.c - a template file, and those that it extends. */

#include "io/io.h"
#include "template/hints.h"
#include "template/template_private.h"

/* ---- Top-level keys ------------------------------------------------------ */

static void load_lets(Loader *l, const Member *m, Draft *d)
{
    if (m->value.kind != VALUE_MAP) {
        Diag *said = fault(l, key_span(m), "template/type",
                           "'let' is a map of names and expressions");
        said->hint = STR("write each on a line of its own: spend: campaigns | "
                         "sum('spend')");
        return;
    }
    Members map = m->value.as.map;
    for (size_t i = 0; i < map.len; i++) {
        const Member *named = &map.at[i];
        size_t rest = cut_by_comma(l, map, i);
        if (rest) {
            i += rest;
            continue;
        }
        if (!count_part(l, key_span(named)))
            return;
        if (!name_is_identifier(named->key)) {
            Diag *said = fault(l, key_span(named), "template/name",
                               "'%.*s' cannot be the name of a value",
                               STR_ARG(shown_short(l, named->key)));
            said->hint = STR("use letters, digits and _, not first a digit");
            continue;
        }
        const Expr *expr = load_expr(l, named);
        if (expr)
            *list_add(l->env->arena, &d->t.lets) =
                (Let){ named->key, expr, key_span(named) };
    }
}

static void load_kind(Loader *l, const Member *m, Draft *d)
{
    Str word;

    d->has_kind = true;
    if (load_word(l, m, "report presentation", &word))
        d->t.is_presentation = str_is(word, "presentation");
}

static void load_settings(Loader *l, const Member *m, Draft *d)
{
    Scope scope = { .own = SETTING_RULES,
                    .what = "settings",
                    .at = key_span(m) };

    if (m->value.kind == VALUE_MAP)
        d->t.options = options_load(l, m->value.as.map, &scope);
    else
        fault(l, key_span(m), "template/type",
              "'settings' is a map, such as { number_headings: true }");
}

/* What the template calls or counts otherwise; eval reads each item. */
static void load_metrics(Loader *l, const Member *m, Draft *d)
{
    if (m->value.kind == VALUE_LIST) {
        d->t.metrics = m->value.as.list;
        return;
    }
    Diag *said = fault(l, key_span(m), "template/type",
                       "'metrics' is a list of measures");
    said->hint = STR("write each as { id: cpa, label: Cost per lead }");
}

static void load_summary(Loader *l, const Member *m, Draft *d)
{
    Str text;

    if (load_scalar(l, m, "text", &text))
        d->t.summary = str_trim(text);
}

static void load_removals(Loader *l, const Member *m, Draft *d)
{
    const Value *v = &m->value;
    bool is_list = v->kind == VALUE_LIST;
    size_t len = is_list ? v->as.list.len : 1;

    for (size_t i = 0; i < len; i++) {
        Member item = *m;
        Str id;
        if (is_list)
            item.value = v->as.list.at[i];
        if (load_name(l, &item, &id))
            *list_add(l->env->arena, &d->edits) =
                (Edit){ .kind = EDIT_REMOVE, .id = id, .at = item.value.span };
    }
}

static void load_edits(Loader *l, const Member *m, EditKind kind, Draft *d)
{
    if (m->value.kind != VALUE_MAP) {
        Diag *said = fault(l, key_span(m), "template/type",
                           "'%.*s' is a map from the id of a block to blocks",
                           STR_ARG(m->key));
        set_hint(l, said, "write %.*s: { summary: [ { text: ... } ] }",
                 STR_ARG(m->key));
        return;
    }
    for (size_t i = 0; i < m->value.as.map.len; i++) {
        const Member *edit = &m->value.as.map.at[i];
        TemplateBlocks blocks = blocks_load(l, edit);
        *list_add(l->env->arena, &d->edits) = (Edit){ .kind = kind,
                                                      .id = edit->key,
                                                      .at = key_span(edit),
                                                      .blocks = blocks };
    }
}

typedef enum {
    KEY_TEMPLATE,
    KEY_SUMMARY,
    KEY_KIND,
    KEY_EXTENDS,
    KEY_TITLE,
    KEY_SUBJECT,
    KEY_DATA,
    KEY_LET,
    KEY_SETTINGS,
    KEY_METRICS,
    KEY_BODY,
    KEY_SLIDES, /* what a presentation calls its body */
    KEY_REPLACE,
    KEY_REMOVE,
    KEY_BEFORE,
    KEY_AFTER,
    KEY_COUNT
} TopKey;

static const char *const TOP_KEYS[KEY_COUNT] = {
    "template", "summary", "kind",     "extends", "title", "subject",
    "data",     "let",     "settings", "metrics", "body",  "slides",
    "replace",  "remove",  "before",   "after"
};

static TopKey top_key(Str key)
{
    size_t i = 0;

    while (i < KEY_COUNT && !str_is(key, TOP_KEYS[i]))
        i++;
    return (TopKey)i;
}

static void fault_unknown(Loader *l, const Member *m)
{
    StrList words = { 0 };
    Diag *d =
        fault(l, key_span(m), "template/unknown-key",
              "a template has no key '%.*s'", STR_ARG(shown_short(l, m->key)));

    for (size_t i = 0; i < KEY_COUNT; i++)
        *list_add(l->env->arena, &words) = str_of(TOP_KEYS[i]);
    hint_words(l, d, m->key, &words, "it takes ");
}

static void load_extends(Loader *l, const Member *m, Draft *d)
{
    if (load_name(l, m, &d->extends))
        d->extends_at = span_within(&m->value, d->extends);
}

static void load_body(Loader *l, const Member *m, Draft *d)
{
    d->has_body = true;
    d->body_at = key_span(m);
    d->t.body = blocks_load(l, m);
}

static void load_key(Loader *l, const Member *m, Draft *d)
{
    switch (top_key(m->key)) {
    case KEY_TEMPLATE:
        load_name(l, m, &d->t.name);
        return;
    case KEY_SUMMARY:
        load_summary(l, m, d);
        return;
    case KEY_KIND:
        load_kind(l, m, d);
        return;
    case KEY_EXTENDS:
        load_extends(l, m, d);
        return;
    case KEY_TITLE:
        d->t.title = load_text(l, m);
        return;
    case KEY_SUBJECT:
        d->t.subject = load_text(l, m);
        return;
    case KEY_DATA:
        d->t.data = load_names(l, m, NULL);
        return;
    case KEY_LET:
        load_lets(l, m, d);
        return;
    case KEY_SETTINGS:
        load_settings(l, m, d);
        return;
    case KEY_METRICS:
        load_metrics(l, m, d);
        return;
    case KEY_BODY:
    case KEY_SLIDES:
        load_body(l, m, d);
        return;
    case KEY_REPLACE:
        load_edits(l, m, EDIT_REPLACE, d);
        return;
    case KEY_REMOVE:
        load_removals(l, m, d);
        return;
    case KEY_BEFORE:
        load_edits(l, m, EDIT_BEFORE, d);
        return;
    case KEY_AFTER:
        load_edits(l, m, EDIT_AFTER, d);
        return;
    case KEY_COUNT:
        break;
    }
    fault_unknown(l, m);
}

/* ---- One file ------------------------------------------------------------ */

static bool check_is_template(Loader *l, const Value *v, Str path)
{
    Diag *d;

    if (v->kind != VALUE_MAP) {
        d = fault(l, short_span(v), "template/type",
                  "a template is a map of keys, found %s", value_kind_name(v));
        d->hint = STR("begin it with template: and body:");
        return false;
    }
    bool is_template = value_at(v, "body") || value_at(v, "extends") ||
                       value_at(v, "template");
    if (is_template || (!value_at(v, "client") && !value_at(v, "facts")))
        return true;
    d = fault(l, short_span(v), "template/type",
              "'%.*s' is client data, not a template", STR_ARG(path));
    d->hint = STR("name a template: --template quarterly");
    return false;
}

static void check_whole(Loader *l, const Draft *d, const Value *v)
{
    if (!d->extends.len && !d->has_body && !member_find(v, STR("extends"))) {
        Diag *said = fault(l, short_span(v), "template/missing-key",
                           "the template has no 'body'");
        said->hint = STR("add body: and below it the blocks, each begun with "
                         "'-'; or extends: and the name of a template");
    }
    for (TopKey key = KEY_REPLACE; key <= KEY_AFTER; key++) {
        const Member *m = member_find(v, str_of(TOP_KEYS[key]));
        if (!m || member_find(v, STR("extends")))
            continue;
        Diag *said =
            fault(l, key_span(m), "template/missing-key",
                  "'%s' changes a template that is extended", TOP_KEYS[key]);
        said->hint = STR("add extends: and the name of that template");
    }
}

static void load_keys(Loader *l, const Value *v, Draft *d)
{
    for (size_t i = 0; i < v->as.map.len && !l->is_full; i++)
        load_key(l, &v->as.map.at[i], d);
    if (!d->t.name.len)
        d->t.name = chain_top(l)->stem;
    check_whole(l, d, v);
}

static const Template *load_file(Loader *l, Str path, Span at);

static const Template *read_draft(Loader *l, Str path, Span at)
{
    const Value *v = data_load_file(l->env, path, at);
    Draft d = { .t.path = path };

    if (!v || !check_is_template(l, v, path))
        return NULL;
    d.t.src = v->span.src;
    load_keys(l, v, &d);
    if (d.extends.len) {
        Str base_path;
        const Template *base = base_find(l, d.extends, d.extends_at, &base_path)
                                   ? load_file(l, base_path, d.extends_at)
                                   : NULL;
        if (!base)
            return NULL;
        draft_extend(l, &d, base);
    }
    Template *t = arena_make(l->env->arena, Template);
    *t = d.t;
    return t;
}

static const Template *load_file(Loader *l, Str path, Span at)
{
    if (!chain_enter(l, path, at, "extends"))
        return NULL;
    const Template *t = read_draft(l, path, at);
    chain_leave(l);
    return t;
}

const Template *template_load(Env *env, Str name, const Agency *agency)
{
    Loader l = { .env = env, .agency = agency };
    size_t error_count = env->diags->error_count;
    Str path;

    if (!template_path(&l, name, &path))
        return NULL;
    const Template *t = load_file(&l, path, (Span){ 0 });
    if (t && env->diags->error_count == error_count)
        check_ids(&l, t->body);
    return env->diags->error_count == error_count ? t : NULL;
}
