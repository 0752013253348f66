/* wording.c - the program's own words in the language of the report. */

#include "eval/maker.h"
#include "io/io.h"

static const Value *wording_of(Maker *k, Str language)
{
    Str name =
        str_format(k->a, "templates/wording/%.*s.yaml", STR_ARG(language));

    for (size_t i = 0; i < k->env->paths.len; i++) {
        Str path = path_join(k->a, k->env->paths.at[i], name);
        if (file_exists(path))
            return data_load_file(k->env, path, (Span){ 0 });
    }
    return NULL;
}

bool wording_load(Maker *k, Str language)
{
    size_t errors = k->env->diags->error_count;

    k->wording_en = wording_of(k, STR("en"));
    if (!k->wording_en) {
        if (k->env->diags->error_count == errors)
            diag_error(k->env->diags, (Span){ 0 },
                       "templates/wording/en.yaml is not found")
                ->fault = FAULT_FILE;
        return false;
    }
    k->wording =
        str_is(language, "en") ? k->wording_en : wording_of(k, language);
    if (k->env->diags->error_count > errors)
        return false;
    if (!k->wording) {
        diag_note(k->env->diags, (Span){ 0 },
                  "no words in language '%.*s' are known: the report's own "
                  "words are English",
                  STR_ARG(language));
        k->wording = k->wording_en;
    }
    return true;
}

Str word(const Maker *k, const char *key)
{
    const Value *v = value_at(k->wording, key);

    if (!v || v->kind != VALUE_TEXT)
        v = value_at(k->wording_en, key);
    return v && v->kind == VALUE_TEXT ? v->as.text : str_of(key);
}

Str name_or_word(const Maker *k, Str name)
{
    return str_trim(name).len ? name : word(k, "unnamed");
}

Str word_with(Maker *k, const char *key, const char *name, Str value)
{
    Str pattern = word(k, key);
    Str slot = str_format(k->a, "{%s}", name);
    size_t at = str_find(pattern, slot);

    if (at == pattern.len)
        return pattern;
    return str_format(k->a, "%.*s%.*s%.*s", (int)at, pattern.at, STR_ARG(value),
                      (int)(pattern.len - at - slot.len),
                      pattern.at + at + slot.len);
}

/* ---- Words of templates -------------------------------------------------- */

/*
 * A template is written in one language; wording files may hold its texts in
 * another, under `phrases`, by the text as the template has it.
 */
const Text *text_translated(Maker *k, const Text *t)
{
    const Value *phrases = value_at(k->wording, "phrases");
    const Value *phrase;
    const Text *known;

    if (!phrases || !t->source.len)
        return t;
    known = map_find(&k->translated, t->source);
    if (known)
        return known;
    phrase = value_find(phrases, str_trim(t->source));
    known = phrase && phrase->kind == VALUE_TEXT
                ? text_compile(k->env, phrase->as.text, phrase->span)
                : t;
    if (!known)
        known = t;
    map_set(k->env->arena, &k->translated, t->source, (void *)known);
    return known;
}
