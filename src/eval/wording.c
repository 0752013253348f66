/* wording.c - the program's own words in the language of the report. */

#include "eval/wording.h"

#include "eval/maker.h"
#include "io/io.h"

/* ---- Files --------------------------------------------------------------- */

static const Value *language_load(Env *env, Str language)
{
    Str name = str_format(env->arena, "templates/wording/%.*s.yaml",
                          STR_ARG(language));

    for (size_t i = 0; i < env->paths.len; i++) {
        Str path = path_join(env->arena, env->paths.at[i], name);
        if (file_exists(path))
            return data_load_file(env, path, (Span){ 0 });
    }
    return NULL;
}

/* ---- A house's own words ------------------------------------------------- */

static void fault_key(Env *env, const Member *m, const Value *known)
{
    StrList keys = { 0 };
    Span at = m->value.span;

    for (size_t i = 0; i < known->as.map.len; i++)
        *list_add(env->arena, &keys) = known->as.map.at[i].key;
    if (m->key_end) {
        at.start = m->key_start;
        at.end = m->key_end;
    }
    Str nearest = str_nearest(m->key, keys.at, keys.len);
    Diag *d = diag_error(env->diags, at, "unknown key '%.*s' in wording",
                         STR_ARG(m->key));
    d->code = "wording/key";
    d->hint = nearest.len ? str_format(env->arena, "did you mean '%.*s'?",
                                       STR_ARG(nearest))
                          : STR("templates/wording/en.yaml has all of them");
}

static void fault_kind(Env *env, const Value *v, const char *expected)
{
    Diag *d = diag_error(env->diags, v->span, "wording: expected %s, found %s",
                         expected, value_kind_name(v));

    d->code = "wording/type";
    d->hint = STR("write it as templates/wording/en.yaml does");
}

/* Names that a house may add: its own measures, and texts of templates. */
static bool is_open(Str section)
{
    return str_is(section, "metrics") || str_is(section, "phrases") ||
           str_is(section, "values");
}

static void section_check(Env *env, const Value *own, const Value *known,
                          bool is_free)
{
    for (size_t i = 0; i < own->as.map.len; i++) {
        const Member *m = &own->as.map.at[i];
        const Value *model = value_find(known, m->key);
        if (!model && !is_free)
            fault_key(env, m, known);
        else if (m->value.kind == VALUE_MAP && model &&
                 model->kind == VALUE_MAP)
            section_check(env, &m->value, model, is_open(m->key));
        else if (m->value.kind != VALUE_TEXT && m->value.kind != VALUE_MAP)
            fault_kind(env, &m->value, "words");
        else if (model && model->kind == VALUE_TEXT &&
                 m->value.kind != VALUE_TEXT)
            fault_kind(env, &m->value, "words");
        else if (m->value.kind == VALUE_TEXT && !is_free)
            message_compile(env, m->value.as.text, m->value.span);
    }
}

/* The part of `wording:` for the language, checked against the English file. */
static const Value *house_words(Env *env, const Value *house, Str language,
                                const Value *en)
{
    const Value *own = house ? value_find(house, language) : NULL;

    if (house && house->kind != VALUE_MAP && house->kind != VALUE_NULL)
        fault_kind(env, house, "a map by language");
    if (!own || own->kind == VALUE_NULL)
        return NULL;
    if (own->kind != VALUE_MAP) {
        fault_kind(env, own, "a map of words");
        return NULL;
    }
    section_check(env, own, en, false);
    return own;
}

bool wording_load(Env *env, Locale *locale, const Value *house, Wording *out)
{
    size_t errors = env->diags->error_count;
    Str language = locale_language(locale);
    const Value *en = language_load(env, STR("en")), *own = NULL;

    *out = (Wording){ .env = env,
                      .locale = locale,
                      .bands = verb_bands_default() };
    if (!en) {
        if (env->diags->error_count == errors)
            diag_error(env->diags, (Span){ 0 },
                       "templates/wording/en.yaml is not found")
                ->fault = FAULT_FILE;
        return false;
    }
    if (!str_is(language, "en")) {
        own = language_load(env, language);
        if (!own && env->diags->error_count == errors)
            diag_note(env->diags, (Span){ 0 },
                      "no words in language '%.*s' are known: the report's own "
                      "words are English",
                      STR_ARG(language));
    }
    out->layers[0] = house_words(env, house, language, en);
    out->layers[1] = own;
    out->layers[2] = en;
    return env->diags->error_count == errors;
}

/* ---- Words and sentences ------------------------------------------------- */

/* "section.key" in one layer. */
static const Value *layer_find(const Value *layer, Str key)
{
    size_t dot = str_find(key, STR("."));

    if (!layer || dot == key.len)
        return layer ? value_find(layer, key) : NULL;
    const Value *section = value_find(layer, str_slice(key, 0, dot));
    return section ? value_find(section, str_slice(key, dot + 1, key.len))
                   : NULL;
}

static bool is_words(const Value *v)
{
    return v && v->kind == VALUE_TEXT;
}

Str wording_word(const Wording *w, const char *key)
{
    for (int i = 0; i < WORDING_LAYERS; i++) {
        const Value *v = layer_find(w->layers[i], str_of(key));
        if (is_words(v))
            return v->as.text;
    }
    return str_of(key);
}

static void fault_name(Wording *w, const Value *v, Str name,
                       const MessageArg *args)
{
    StrList names = { 0 };

    for (; args && args->name; args++)
        *list_add(w->env->arena, &names) = str_of(args->name);
    Diag *d = diag_error(w->env->diags, v->span,
                         "this wording knows no '{%.*s}'", STR_ARG(name));
    d->code = "wording/name";
    d->hint = names.len ? str_format(w->env->arena, "there are: %.*s",
                                     STR_ARG(str_join(w->env->arena, names.at,
                                                      names.len, STR(", "))))
                        : STR("write it without gaps");
}

static const Message *pattern_make(Wording *w, Str key, const MessageArg *args)
{
    for (int i = 0; i < WORDING_LAYERS; i++) {
        const Value *v = layer_find(w->layers[i], key);
        const Message *m =
            is_words(v) ? message_compile(w->env, v->as.text, v->span) : NULL;
        if (!m)
            continue;
        Str unknown = message_unknown(m, args);
        if (!unknown.len)
            return m;
        fault_name(w, v, unknown, args);
    }
    return NULL;
}

Str wording_say(Wording *w, Arena *a, const char *key, const MessageArg *args)
{
    const Message *m = map_find(&w->patterns, str_of(key));

    if (!m) {
        m = pattern_make(w, str_of(key), args);
        if (!m)
            return str_of(key);
        map_set(w->env->arena, &w->patterns,
                str_copy(w->env->arena, str_of(key)), (void *)m);
    }
    return message_format(w->locale, a, m, args);
}

Str wording_with(Wording *w, Arena *a, const char *key, const char *name,
                 Str text)
{
    return wording_say(w, a, key,
                       (MessageArg[]){ arg_text(name, text), { 0 } });
}

const Value *wording_find(const Wording *w, const char *section, Str name)
{
    for (int i = 0; i < WORDING_LAYERS; i++) {
        const Value *list =
            w->layers[i] ? value_at(w->layers[i], section) : NULL;
        const Value *v = list ? value_find(list, name) : NULL;
        if (v)
            return v;
    }
    return NULL;
}

MessageArg arg_text(const char *name, Str text)
{
    return (MessageArg){ name, text, 0 };
}

MessageArg arg_count(const Wording *w, const char *name, size_t count)
{
    Str text =
        number_format(w->locale, w->env->arena, decimal_of_int((int64_t)count),
                      (NumberFormat){ .style = NUMBER_PLAIN });

    return (MessageArg){ name, text, (int64_t)count };
}

/* ---- For the blocks ------------------------------------------------------ */

Str word(const Maker *k, const char *key)
{
    return wording_word(&k->wording, key);
}

Str name_or_word(const Maker *k, Str name)
{
    return str_trim(name).len ? name : word(k, "unnamed");
}

bool is_cost(Str metric)
{
    return str_is(metric, "spend") || str_is(metric, "fees") ||
           str_is(metric, "cost");
}

Str word_with(Maker *k, const char *key, const char *name, Str value)
{
    return wording_with(&k->wording, k->a, key, name, value);
}

/*
 * A template is written in one language; wording files may hold its texts in
 * another, under `phrases`, by the text as the template has it.
 */
const Text *text_translated(Maker *k, const Text *t)
{
    const Value *phrase;
    const Text *known;

    if (!t->source.len)
        return t;
    known = map_find(&k->translated, t->source);
    if (known)
        return known;
    phrase = wording_find(&k->wording, "phrases", str_trim(t->source));
    known = is_words(phrase)
                ? text_compile(k->env, phrase->as.text, phrase->span)
                : t;
    if (!known)
        known = t;
    map_set(k->env->arena, &k->translated, t->source, (void *)known);
    return known;
}
