/*
 * template_private.h - the inside of reading templates.  Private to template.
 *
 * A Loader lives for one template_load().  All faults of all files are
 * reported; whether there were any is told by the count of errors at the end,
 * so the functions here return what they could make and go on.
 */
#ifndef REPORTGEN_TEMPLATE_PRIVATE_H
#define REPORTGEN_TEMPLATE_PRIVATE_H

#include "template/template.h"

/* A file being read, because it was asked for, extended or included. */
typedef struct {
    Str real;  /* with links resolved: equal for the same file */
    Str shown; /* as found */
    Str stem;  /* "quarterly" of quarterly.yaml */
} OpenFile;

typedef struct {
    Env *env;
    const Agency *agency; /* or NULL */
    LIST(OpenFile) chain; /* outermost first */
    Map files;            /* real path to LoadedFile, read by include */
    size_t include_count;
    size_t part_count; /* blocks, options and items of all files together */
    size_t depth;      /* of blocks within blocks, through includes */
    bool is_full;      /* the limit on parts was reported */
} Loader;

typedef LIST(TemplateBlock) BlockList;
typedef LIST(Option) OptionList;

/* ---- Faults (fault.c) ---------------------------------------------------- */

/* Reports an error with `code`; the entry is good until the next report. */
Diag *fault(Loader *l, Span at, const char *code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* Sets the hint, formatted. */
void set_hint(Loader *l, Diag *d, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Hints at the nearest of `words`, else lists them after `lead`. */
void hint_words(Loader *l, Diag *d, Str word, const StrList *words,
                const char *lead);
/* `s` cut short for a message, on one line. */
Str shown_short(Loader *l, Str s);
/* `text` as a YAML scalar in quotes: in double ones unless it holds some. */
Str quoted(Loader *l, Str text);

/* The key of a member, or its value where the key's place is unknown. */
Span key_span(const Member *m);
/* A map or list is shown by its first character. */
Span short_span(const Value *v);
/* Nothing is written after the key. */
bool is_blank(const Value *v);
/* The place of `part`, which is a slice of the text of `v`. */
Span span_within(const Value *v, Str part);
/* Counts one more part; false, reported once, past the limit. */
bool count_part(Loader *l, Span at);

/* ---- Cut values (cut.c) -------------------------------------------------- */

/*
 * What YAML does to unquoted expressions.  Each reports with the quoted
 * spelling and returns true if the value of `m` was cut.
 */
bool cut_by_comment(Loader *l, const Member *m);
/* The members after i that are in truth the rest of its value; or 0. */
size_t cut_by_comma(Loader *l, Members map, size_t i);

/* ---- Values (value.c) ---------------------------------------------------- */

/* A scalar as it is written; false, reported, if `m` is none. */
bool load_scalar(Loader *l, const Member *m, const char *expected, Str *text);
/* Each is NULL (or false) if reported. */
const Text *load_text(Loader *l, const Member *m);
const Expr *load_expr(Loader *l, const Member *m);
const Expr *load_format(Loader *l, const Member *m);
bool load_for(Loader *l, const Member *m, StrList *names, const Expr **expr);
/* A name that expressions can use: no reserved word. */
bool name_is_identifier(Str s);
bool load_length(Loader *l, const Member *m, Str *length);
bool load_name(Loader *l, const Member *m, Str *name);
StrList load_names(Loader *l, const Member *m, const char *words);
bool load_word(Loader *l, const Member *m, const char *words, Str *word);
bool load_flag(Loader *l, const Member *m, bool *flag);
bool load_number(Loader *l, const Member *m, double *number);

/* ---- Options (options.c) ------------------------------------------------- */

/* What keys a map may have. */
typedef struct {
    const OptionRule *own;
    const OptionRule *common; /* or NULL */
    Str skip;                 /* the kind's own key of a block, or empty */
    const char *what;         /* "table", for messages */
    Span at;                  /* where a missing key is missed */
} Scope;

Options options_load(Loader *l, Members map, const Scope *scope);
/* The value of one key by `rule`; false if reported. */
bool option_load(Loader *l, const OptionRule *rule, const Member *m,
                 Option *out);
const OptionRule *rule_find(const OptionRule *rules, Str key);
void add_rule_keys(Loader *l, StrList *words, const OptionRule *rules);
StrList words_of(Loader *l, const char *words);
Options options_of(Loader *l, const OptionList *list, Span at);

/* ---- Blocks (blocks.c, include.c) ---------------------------------------- */

/* A list of blocks, or one. */
TemplateBlocks blocks_load(Loader *l, const Member *m);
/* Adds the blocks of the file that `name`, written at `at`, stands for. */
void include_load(Loader *l, Str name, Span at, BlockList *out);
TemplateBlocks blocks_of(Loader *l, const BlockList *list);

/* ---- Files (find.c, lookup.c)
 * ------------------------------------------------------ */

/* Folders with templates in them, nearest first. */
StrList template_folders(Env *env, const Agency *agency);
/* The .yaml files in `folder`, without the ending, added to `names`. */
void folder_names(Env *env, Str folder, StrList *names);
/* Folders in `folder`, without "." and "..". */
void folder_folders(Env *env, Str folder, StrList *names);
Str path_stem(Str path);
Str path_real(Env *env, Str path);
bool is_path(Str name); /* has a '/' or ends in .yaml or .yml */

/* The file of a template; false if reported. */
bool template_path(Loader *l, Str name, Str *path);
/* The same for the one that the file being read extends. */
bool base_find(Loader *l, Str name, Span at, Str *path);

/*
 * Note that `path` is being read; false, reported at `at`, if it is already,
 * or too many are.  `verb` is "extends" or "includes".
 */
bool chain_enter(Loader *l, Str path, Span at, const char *verb);
void chain_leave(Loader *l);
const OpenFile *chain_top(const Loader *l);

/* ---- Inheritance (inherit.c) --------------------------------------------- */

typedef enum { EDIT_REPLACE, EDIT_REMOVE, EDIT_BEFORE, EDIT_AFTER } EditKind;

typedef struct {
    EditKind kind;
    Str id;
    Span at;
    TemplateBlocks blocks;
    bool is_used;
} Edit;

/* One file as it is written, before what it extends is known. */
typedef struct {
    Template t;
    Str extends;
    Span extends_at;
    Span body_at;
    bool has_kind, has_body;
    LIST(Edit) edits;
} Draft;

/* `d` put on top of `base`, which stays as it is. */
void draft_extend(Loader *l, Draft *d, const Template *base);
/* Reports ids that stand at two blocks. */
void check_ids(Loader *l, TemplateBlocks body);

#endif
