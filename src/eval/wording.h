/*
 * wording.h - the words of reports, in the report's language.  Private to
 * src/eval.
 *
 * templates/wording/LANG.yaml holds them as patterns (locale/message.h).  A
 * word is looked for in the house's own wording, then in the language's file,
 * then in the English one; a pattern is compiled when it is first said.
 */
#ifndef EVAL_WORDING_H
#define EVAL_WORDING_H

#include "data/data.h"
#include "locale/message.h"
#include "metrics/metrics.h"

enum { WORDING_LAYERS = 3 };

typedef struct {
    Env *env;
    Locale *locale;
    const Value *layers[WORDING_LAYERS]; /* each may be NULL */
    Map patterns;                        /* key to Message */
    VerbBands bands; /* how far a measure moves before a verb is stronger */
} Wording;

/*
 * The words of the locale's language.  `house` is the wording of an agency, a
 * map by language, or NULL.  False if it or the program's own words are at
 * fault, which was reported.
 */
bool wording_load(Env *env, Locale *locale, const Value *house, Wording *out);
/* The pattern at "key" or "section.key" as it is written; else the key. */
Str wording_word(const Wording *w, const char *key);
/* The same filled in; a name in it that `args` lacks was reported. */
Str wording_say(Wording *w, Arena *a, const char *key, const MessageArg *args);
/* With one gap. */
Str wording_with(Wording *w, Arena *a, const char *key, const char *name,
                 Str text);
/* What a section says of a name: {label, the, of, form} of "metrics"; NULL. */
const Value *wording_find(const Wording *w, const char *section, Str name);

/* A gap filled with text, or with a count printed as the locale prints it. */
MessageArg arg_text(const char *name, Str text);
MessageArg arg_count(const Wording *w, const char *name, size_t count);

#endif
