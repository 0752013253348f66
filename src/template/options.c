/* options.c - the keys of a block, each read by its rule. */

#include "template/template_private.h"

const Option *option_find(const Options *o, const char *key)
{
    for (size_t i = 0; o && i < o->len; i++)
        if (o->at[i].rule && strcmp(o->at[i].rule->key, key) == 0)
            return &o->at[i];
    return NULL;
}

const OptionRule *rule_find(const OptionRule *rules, Str key)
{
    for (; rules && rules->key; rules++)
        if (str_is(key, rules->key))
            return rules;
    return NULL;
}

void add_rule_keys(Loader *l, StrList *words, const OptionRule *rules)
{
    for (; rules && rules->key; rules++)
        *list_add(l->env->arena, words) = str_of(rules->key);
}

Options options_of(Loader *l, const OptionList *list, Span at)
{
    Option *options = arena_make_array(l->env->arena, Option, list->len);

    if (list->len)
        memcpy(options, list->at, list->len * sizeof *options);
    return (Options){ .at = options, .len = list->len, .span = at };
}

/* ---- Maps within options ------------------------------------------------- */

static bool load_map(Loader *l, const OptionRule *rule, const Member *m,
                     Options *out)
{
    const Value *v = &m->value;
    Scope scope = { .own = rule->keys, .what = rule->key, .at = key_span(m) };

    if (v->kind == VALUE_MAP) {
        if (m->value.span.src)
            scope.at = key_span(m);
        *out = options_load(l, v->as.map, &scope);
        out->span = short_span(v);
        return true;
    }
    bool is_scalar = v->kind == VALUE_TEXT || v->kind == VALUE_NUMBER ||
                     v->kind == VALUE_BOOL;
    if (is_scalar && rule->short_key) {
        Member one = { .key = str_of(rule->short_key),
                       .key_start = v->span.start,
                       .key_end = v->span.end,
                       .value = *v };
        *out = options_load(l, (Members){ .at = &one, .len = 1 }, &scope);
        out->span = v->span;
        return true;
    }
    StrList keys = { 0 };
    add_rule_keys(l, &keys, rule->keys);
    Diag *d =
        fault(l, is_blank(v) ? key_span(m) : short_span(v), "template/type",
              "'%.*s': expected a map, found %s", STR_ARG(m->key),
              is_blank(v) ? "nothing" : value_kind_name(v));
    hint_words(l, d, (Str){ 0 }, &keys, "it takes ");
    return false;
}

static bool load_maps(Loader *l, const OptionRule *rule, const Member *m,
                      Option *out)
{
    const Value *v = &m->value;
    bool is_list = v->kind == VALUE_LIST;
    size_t len = is_list ? v->as.list.len : 1, count = 0;
    Options *maps = arena_make_array(l->env->arena, Options, len);

    for (size_t i = 0; i < len; i++) {
        Member item = *m;
        if (is_list) {
            item.value = v->as.list.at[i];
            item.key_start = item.key_end = 0; /* faults show the item */
        }
        if (!count_part(l, item.value.span))
            return false;
        count += load_map(l, rule, &item, &maps[count]);
    }
    out->as.maps.at = maps;
    out->as.maps.len = count;
    if (len)
        return count > 0;
    fault(l, key_span(m), "template/type", "'%.*s' is an empty list",
          STR_ARG(m->key));
    return false;
}

static bool load_texts(Loader *l, const Member *m, Option *out)
{
    const Value *v = &m->value;
    bool is_list = v->kind == VALUE_LIST;
    size_t len = is_list ? v->as.list.len : 1, count = 0;
    const Text **texts = arena_make_array(l->env->arena, const Text *, len);

    for (size_t i = 0; i < len; i++) {
        Member item = *m;
        if (is_list)
            item.value = v->as.list.at[i];
        if (!count_part(l, item.value.span))
            return false;
        texts[count] = load_text(l, &item);
        count += texts[count] != NULL;
    }
    out->as.texts.at = texts;
    out->as.texts.len = count;
    return count == len;
}

/* ---- One option ---------------------------------------------------------- */

static bool load_value(Loader *l, const OptionRule *rule, const Member *m,
                       Option *out)
{
    switch (rule->type) {
    case OPT_TEXT:
        return (out->as.text = load_text(l, m)) != NULL;
    case OPT_EXPR:
        return (out->as.expr = load_expr(l, m)) != NULL;
    case OPT_FORMAT:
        return (out->as.expr = load_format(l, m)) != NULL;
    case OPT_WORD:
        return load_word(l, m, rule->words, &out->as.word);
    case OPT_FLAG:
        return load_flag(l, m, &out->as.flag);
    case OPT_NUMBER:
        return load_number(l, m, &out->as.number);
    case OPT_LENGTH:
        return load_length(l, m, &out->as.word);
    case OPT_NAME:
        return load_name(l, m, &out->as.word);
    case OPT_NAMES:
        out->as.names = load_names(l, m, rule->words);
        return true;
    case OPT_FOR:
        return load_for(l, m, &out->as.loop.names, &out->as.loop.expr);
    case OPT_TEXTS:
        return load_texts(l, m, out);
    case OPT_MAP:
        return load_map(l, rule, m, &out->as.map);
    case OPT_MAPS:
        return load_maps(l, rule, m, out);
    case OPT_BLOCKS:
        out->as.blocks = blocks_load(l, m);
        return true;
    }
    return false;
}

bool option_load(Loader *l, const OptionRule *rule, const Member *m,
                 Option *out)
{
    *out = (Option){ .rule = rule, .key_at = key_span(m), .at = m->value.span };
    if (!count_part(l, out->key_at))
        return false;
    return load_value(l, rule, m, out);
}

/* ---- All of them --------------------------------------------------------- */

/* Reports an unknown key; the key that was most likely meant, or empty. */
static Str fault_unknown(Loader *l, const Member *m, const Scope *scope)
{
    StrList words = { 0 };
    Diag *d =
        fault(l, key_span(m), "template/unknown-key", "'%s' has no key '%.*s'",
              scope->what, STR_ARG(shown_short(l, m->key)));

    add_rule_keys(l, &words, scope->own);
    size_t own_count = words.len;
    add_rule_keys(l, &words, scope->common);
    Str nearest = str_nearest(m->key, words.at, words.len);
    if (!nearest.len && own_count)
        words.len = own_count;
    hint_words(l, d, m->key, &words, "it takes ");
    return nearest;
}

static bool has_word(const StrList *words, const char *word)
{
    for (size_t i = 0; i < words->len; i++)
        if (str_is(words->at[i], word))
            return true;
    return false;
}

/* Whether the block is of a kind that can do without that key. */
static bool is_excepted(Members map, const Scope *scope, const OptionRule *rule)
{
    for (size_t i = 0; rule->except && i < map.len; i++) {
        const Value *v = &map.at[i].value;
        if (str_equal(map.at[i].key, scope->skip) && v->kind == VALUE_TEXT &&
            v->as.text.len)
            return str_find(str_of(rule->except), v->as.text) <
                   strlen(rule->except);
    }
    return false;
}

/* A key that is there but misspelt, one of `meant`, is not said to be missing.
 */
static void check_required(Loader *l, Members map, const Scope *scope,
                           const StrList *meant)
{
    for (const OptionRule *rule = scope->own; rule && rule->key; rule++) {
        bool is_given = has_word(meant, rule->key);
        for (size_t i = 0; i < map.len && !is_given; i++)
            is_given = str_is(map.at[i].key, rule->key);
        if (is_given || !rule->required || is_excepted(map, scope, rule))
            continue;
        Diag *d = fault(l, scope->at, "template/missing-key",
                        "'%s' needs the key '%s'", scope->what, rule->key);
        set_hint(l, d, "add %s: %s", rule->key, rule->help);
    }
}

Options options_load(Loader *l, Members map, const Scope *scope)
{
    OptionList list = { 0 };
    StrList meant = { 0 };

    for (size_t i = 0; i < map.len && !l->is_full; i++) {
        const Member *m = &map.at[i];
        const OptionRule *rule = rule_find(scope->own, m->key);
        Option option;
        size_t rest = cut_by_comma(l, map, i);
        i += rest;
        if (rest || (scope->skip.len && str_equal(m->key, scope->skip)))
            continue;
        if (!rule)
            rule = rule_find(scope->common, m->key);
        if (!rule)
            *list_add(l->env->arena, &meant) = fault_unknown(l, m, scope);
        else if (option_load(l, rule, m, &option))
            *list_add(l->env->arena, &list) = option;
    }
    check_required(l, map, scope, &meant);
    return options_of(l, &list, scope->at);
}
