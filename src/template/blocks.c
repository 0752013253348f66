/* blocks.c - what a block is, and its keys. */

#include "template/template_private.h"

static const BlockRule *kind_find(Str word)
{
    for (const BlockRule *rule = BLOCK_RULES; rule->kind; rule++)
        if (str_is(word, rule->kind))
            return rule;
    return NULL;
}

static StrList kind_words(Loader *l)
{
    StrList words = { 0 };

    for (const BlockRule *rule = BLOCK_RULES; rule->kind; rule++)
        *list_add(l->env->arena, &words) = str_of(rule->kind);
    return words;
}

/* Words that people try first, and what they mean. */
static const char *synonym_of(Str word)
{
    static const char *const pairs[][2] = {
        { "heading", "section" },
        { "header", "section" },
        { "chapter", "section" },
        { "title", "section" },
        { "slide", "section" },
        { "page", "section" },
        { "paragraph", "text" },
        { "markdown", "text" },
        { "p", "text" },
        { "html", "text" },
        { "bullets", "list" },
        { "items", "list" },
        { "note", "callout" },
        { "insight", "callout" },
        { "warning", "callout" },
        { "tip", "callout" },
        { "cards", "kpis" },
        { "metrics", "kpis" },
        { "scorecard", "kpis" },
        { "graph", "chart" },
        { "plot", "chart" },
        { "line", "chart" },
        { "bar", "chart" },
        { "donut", "chart" },
        { "picture", "image" },
        { "img", "image" },
        { "logo", "image" },
        { "figure", "image" },
        { "row", "columns" },
        { "grid", "columns" },
        { "contents", "toc" },
        { "table_of_contents", "toc" },
        { "notes", "data_notes" },
        { "footnotes", "data_notes" },
        { "new_page", "page_break" },
        { "blocks", "group" },
        { "import", "include" },
        { "partial", "include" },
        { "cover_page", "cover" },
        { "blockquote", "quote" },
    };

    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (str_is(word, pairs[i][0]))
            return pairs[i][1];
    return NULL;
}

static void fault_unknown_kind(Loader *l, Str word, Span at)
{
    StrList words = kind_words(l);
    const char *synonym = synonym_of(word);
    Diag *d = fault(l, at, "template/unknown-block", "unknown block '%.*s'",
                    STR_ARG(shown_short(l, word)));

    if (synonym)
        set_hint(l, d, "did you mean '%s'?", synonym);
    else
        hint_words(l, d, word, &words, "a block is one of: ");
}

/* ---- Finding the kind ---------------------------------------------------- */

static bool has_key(const BlockRule *rule, Str key)
{
    return str_is(key, rule->kind) || rule_find(rule->keys, key) ||
           rule_find(COMMON_RULES, key);
}

/* Whether every other kind among the keys may be an option of `rule`. */
static bool takes_others(const BlockRule *rule, Members map)
{
    for (size_t i = 0; i < map.len; i++)
        if (kind_find(map.at[i].key) && !has_key(rule, map.at[i].key))
            return false;
    return true;
}

static const BlockRule *fault_two_kinds(Loader *l, const Member *first,
                                        const Member *second)
{
    Diag *d = fault(l, key_span(second), "template/two-kinds",
                    "a block cannot be both '%.*s' and '%.*s'",
                    STR_ARG(first->key), STR_ARG(second->key));

    set_hint(l, d, "begin a block of its own: - %.*s: ...",
             STR_ARG(second->key));
    d->cause = key_span(first);
    d->cause_message = STR("the block begins here");
    return NULL;
}

static bool is_any_option(Str key)
{
    for (const BlockRule *rule = BLOCK_RULES; rule->kind; rule++)
        if (rule_find(rule->keys, key))
            return true;
    return rule_find(COMMON_RULES, key) != NULL;
}

/* The kind whose keys these are most likely meant to be. */
static const BlockRule *kind_guess(Members map)
{
    const BlockRule *best = NULL;
    size_t most = 0;

    for (const BlockRule *rule = BLOCK_RULES; rule->kind; rule++) {
        size_t count = 0;
        for (size_t i = 0; i < map.len; i++)
            count += rule_find(rule->keys, map.at[i].key) != NULL;
        if (count > most) {
            most = count;
            best = rule;
        }
    }
    return best;
}

static const BlockRule *fault_no_kind(Loader *l, const Value *v)
{
    StrList words = kind_words(l);
    Members map = v->as.map;

    for (size_t i = 0; i < map.len; i++)
        if (!is_any_option(map.at[i].key)) {
            fault_unknown_kind(l, map.at[i].key, key_span(&map.at[i]));
            return NULL;
        }
    Span at = map.len ? key_span(&map.at[0]) : short_span(v);
    Diag *d =
        fault(l, at, "template/no-kind", "this block does not say what it is");
    const BlockRule *guess = kind_guess(map);
    if (guess)
        set_hint(l, d, "its keys are those of '%s': begin it with - %s: ...",
                 guess->kind, guess->kind);
    else
        hint_words(l, d, (Str){ 0 }, &words, "a block is one of: ");
    return NULL;
}

/* The member that says what the block is, with its rule; or NULL, reported. */
static const BlockRule *kind_of(Loader *l, const Value *v, const Member **own)
{
    const Members *map = &v->as.map;
    const Member *first = NULL;

    for (size_t i = 0; i < map->len; i++) {
        const BlockRule *rule = kind_find(map->at[i].key);
        if (!rule)
            continue;
        *own = &map->at[i];
        if (takes_others(rule, *map))
            return rule;
        if (first)
            return fault_two_kinds(l, first, &map->at[i]);
        first = &map->at[i];
    }
    return fault_no_kind(l, v);
}

/* ---- Keys of which one is needed ----------------------------------------- */

static bool has_one_of(const Options *o, const StrList *keys)
{
    for (size_t i = 0; i < keys->len; i++)
        if (option_find(o, keys->at[i].at))
            return true;
    return false;
}

static void check_one_of(Loader *l, const Options *o, Span at, const char *what,
                         const char *keys)
{
    StrList words = words_of(l, keys);

    for (size_t i = 0; i < words.len; i++)
        words.at[i] = str_copy(l->env->arena, words.at[i]);
    if (has_one_of(o, &words))
        return;
    Diag *d =
        fault(l, at, "template/missing-key", "'%s' needs one of: %.*s", what,
              STR_ARG(str_join(l->env->arena, words.at, words.len, STR(", "))));
    d->hint = STR("add one of them");
}

/* What the table of rules cannot say: of these keys one must be there. */
static void check_choices(Loader *l, const TemplateBlock *b)
{
    static const struct {
        const char *kind, *option, *keys;
    } choices[] = {
        { "callout", NULL, "text body" },
        { "table", "columns", "field value text" },
        { "chart", "y", "field value" },
    };

    for (size_t i = 0; i < COUNT_OF(choices); i++) {
        if (strcmp(choices[i].kind, b->rule->kind) != 0)
            continue;
        if (!choices[i].option) {
            check_one_of(l, &b->options, b->at, b->rule->kind, choices[i].keys);
            continue;
        }
        const Option *o = option_find(&b->options, choices[i].option);
        for (size_t j = 0; o && j < o->as.maps.len; j++)
            check_one_of(l, &o->as.maps.at[j], o->as.maps.at[j].span,
                         choices[i].option, choices[i].keys);
    }
}

/* ---- One block ----------------------------------------------------------- */

/* The rule of a kind's own key, as if it stood in the list of keys. */
static const OptionRule *subject_rule(Loader *l, const BlockRule *kind)
{
    OptionRule *rule = arena_make(l->env->arena, OptionRule);

    if (kind->subject_rule)
        *rule = *kind->subject_rule;
    rule->key = kind->kind;
    rule->type = kind->subject;
    return rule;
}

static bool load_subject(Loader *l, const Member *m, TemplateBlock *b)
{
    if (is_blank(&m->value) && b->rule->subject_optional)
        return true;
    b->has_subject = true;
    return option_load(l, subject_rule(l, b->rule), m, &b->subject);
}

/* An include becomes its blocks, in a group if it has keys of its own. */
static void add_include(Loader *l, TemplateBlock *b, BlockList *out)
{
    BlockList included = { 0 };

    include_load(l, b->subject.as.word, b->subject.at,
                 b->options.len ? &included : out);
    if (!b->options.len)
        return;
    b->rule = kind_find(STR("group"));
    b->subject.rule = subject_rule(l, b->rule);
    b->subject.as.blocks = blocks_of(l, &included);
    *list_add(l->env->arena, out) = *b;
}

static void add_map(Loader *l, const Value *v, BlockList *out)
{
    const Member *own = NULL;
    const BlockRule *rule = kind_of(l, v, &own);

    if (!rule)
        return;
    TemplateBlock b = { .rule = rule, .at = key_span(own) };
    Scope scope = { .own = rule->keys,
                    .common = COMMON_RULES,
                    .skip = own->key,
                    .what = rule->kind,
                    .at = b.at };
    size_t error_count = l->env->diags->error_count;
    bool has_subject = load_subject(l, own, &b);
    b.options = options_load(l, v->as.map, &scope);
    /* where a key was at fault already, that it is missing is no news */
    if (error_count == l->env->diags->error_count)
        check_choices(l, &b);
    if (!has_subject)
        return;
    if (str_is(own->key, "include"))
        add_include(l, &b, out);
    else
        *list_add(l->env->arena, out) = b;
}

static void add_word(Loader *l, const Value *v, BlockList *out)
{
    Str word = str_trim(v->as.text);
    const BlockRule *rule = kind_find(word);

    if (rule && rule->subject_optional) {
        *list_add(l->env->arena, out) =
            (TemplateBlock){ .rule = rule, .at = v->span };
        return;
    }
    bool is_word = str_find(word, STR(" ")) == word.len;
    if (rule) {
        Diag *d = fault(l, v->span, "template/type", "'%s' needs a value",
                        rule->kind);
        set_hint(l, d, "write - %s: ..., %s", rule->kind, rule->help);
    } else if (is_word) {
        fault_unknown_kind(l, word, v->span);
    } else {
        Diag *d = fault(l, v->span, "template/type",
                        "expected a block, found the text '%.*s'",
                        STR_ARG(shown_short(l, word)));
        d->hint = STR("write - text: ... for words");
    }
}

static void add_block(Loader *l, const Value *v, BlockList *out)
{
    if (!count_part(l, short_span(v)))
        return;
    if (v->kind == VALUE_MAP) {
        add_map(l, v, out);
    } else if (v->kind == VALUE_TEXT) {
        add_word(l, v, out);
    } else {
        Diag *d = fault(l, short_span(v), "template/type",
                        "expected a block, found %s", value_kind_name(v));
        d->hint = v->kind == VALUE_LIST
                      ? STR("leave out one '-'; to keep blocks together write "
                            "- group: and the list below it")
                      : STR("write - text: ... for words, or - toc");
    }
}

/* ---- Lists --------------------------------------------------------------- */

TemplateBlocks blocks_of(Loader *l, const BlockList *list)
{
    TemplateBlock *at =
        arena_make_array(l->env->arena, TemplateBlock, list->len);

    if (list->len)
        memcpy(at, list->at, list->len * sizeof *at);
    return (TemplateBlocks){ .at = at, .len = list->len };
}

static bool check_depth(Loader *l, Span at)
{
    size_t limit = l->env->limits.depth;

    if (l->depth <= limit)
        return true;
    Diag *d = fault(l, at, "limit/depth",
                    "blocks are nested deeper than the limit of %zu", limit);
    d->fault = FAULT_LIMIT;
    return false;
}

TemplateBlocks blocks_load(Loader *l, const Member *m)
{
    const Value *v = &m->value;
    BlockList list = { 0 };

    if (is_blank(v)) {
        Diag *d = fault(l, key_span(m), "template/type", "'%.*s' has no blocks",
                        STR_ARG(m->key));
        d->hint = STR("write them below it, each begun with '-'");
        return (TemplateBlocks){ 0 };
    }
    l->depth++;
    if (check_depth(l, key_span(m))) {
        if (v->kind != VALUE_LIST)
            add_block(l, v, &list);
        for (size_t i = 0; v->kind == VALUE_LIST && i < v->as.list.len; i++)
            add_block(l, &v->as.list.at[i], &list);
    }
    l->depth--;
    return blocks_of(l, &list);
}
