/*
 * template.h - template files as checked syntax trees.
 *
 * YAML gives the structure, so every key, expression and text knows its line
 * and column.  What keys a block may have stands in one table (block_table.c);
 * loading checks a template against it and compiles each value by its type.
 * Inheritance is resolved here: what comes out has no `extends`.
 */
#ifndef REPORTGEN_TEMPLATE_H
#define REPORTGEN_TEMPLATE_H

#include "data/data.h"
#include "env/env.h"

/* ---- Expressions (Jinja2's grammar) ------------------------------------- */

typedef enum {
    EXPR_LITERAL,   /* value */
    EXPR_NAME,      /* name */
    EXPR_LIST,      /* items */
    EXPR_MAP,       /* items: key, value, key, value, ... */
    EXPR_ATTRIBUTE, /* a.name */
    EXPR_INDEX,     /* a[b] */
    EXPR_SLICE,     /* a[items[0]:items[1]:items[2]], each may be NULL */
    EXPR_UNARY,     /* op a */
    EXPR_BINARY,    /* a op b */
    EXPR_IF,        /* a if b else c (c may be NULL) */
    EXPR_FILTER,    /* a | name(args) */
    EXPR_TEST,      /* a is name(args) */
    EXPR_CALL       /* a(args): only of the built-in functions */
} ExprKind;

typedef enum {
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_FLOOR_DIVIDE,
    OP_MODULO,
    OP_POWER,
    OP_CONCAT,
    OP_EQUAL,
    OP_NOT_EQUAL,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_GREATER,
    OP_GREATER_EQUAL,
    OP_IN,
    OP_NOT_IN,
    OP_AND,
    OP_OR,
    OP_NOT,
    OP_NEGATE,
    OP_PLUS
} ExprOp;

typedef struct Expr Expr;

typedef struct {
    Str name; /* of a named argument, else empty */
    const Expr *value;
    Span at;
} Argument;

struct Expr {
    uint8_t kind; /* ExprKind */
    uint8_t op;   /* ExprOp */
    Span at;
    Str name;
    Value value;
    const Expr *a, *b, *c;
    const Expr *const *items;
    size_t item_count;
    const Argument *args;
    size_t arg_count;
    const void *bound; /* the filter, test or function, bound when compiled */
};

/* ---- Texts -------------------------------------------------------------- */

typedef enum {
    STMT_TEXT,  /* literal text of the template: may be Markdown */
    STMT_PRINT, /* {{ expr }} */
    STMT_IF,
    STMT_FOR,
    STMT_SET
} StmtKind;

typedef struct Stmt Stmt;

typedef struct {
    const Stmt *at;
    size_t len;
} Stmts;

struct Stmt {
    uint8_t kind; /* StmtKind */
    Span at;
    Str text;           /* STMT_TEXT */
    const Expr *expr;   /* printed, tested, looped over, or set */
    const Expr *filter; /* `if` of a for; or NULL */
    StrList names;      /* loop or set targets */
    Stmts body;
    Stmts otherwise; /* else; an elif is an STMT_IF within it */
    bool recursive;
};

/* A text key, compiled.  `plain` is true when it is literal throughout. */
typedef struct {
    Stmts body;
    bool is_plain;
    Span at;
    Str source; /* as the template has it */
} Text;

/* Compile; NULL if reported.  `map` of positions is by `at` of the YAML value.
 */
const Expr *expr_compile(Env *env, Str source, Span at);
const Text *text_compile(Env *env, Str source, Span at);

/* ---- Blocks ------------------------------------------------------------- */

typedef enum {
    OPT_TEXT,   /* text with {{ }}, Markdown allowed by the block's meaning */
    OPT_EXPR,   /* bare expression */
    OPT_FORMAT, /* "money" or "number(2)": compiled as filters on `value` */
    OPT_WORD,   /* one of `words`, fixed */
    OPT_FLAG,   /* true or false */
    OPT_NUMBER,
    OPT_LENGTH, /* "3fr", "120pt", "4cm", "auto": kept as text */
    OPT_NAME,   /* a field or id, not evaluated */
    OPT_NAMES,  /* list of names, or one */
    OPT_FOR,    /* "row in rows", "key, row in pairs": a loop */
    OPT_TEXTS,  /* list of texts, or one text */
    OPT_MAP,    /* nested keys, `keys` */
    OPT_MAPS,   /* list of maps; one map or (where short_key is set) one word is
                   accepted for a list of one */
    OPT_BLOCKS  /* list of blocks */
} OptionType;

typedef struct OptionRule OptionRule;
struct OptionRule {
    const char *key;
    OptionType type;
    const char
        *words; /* OPT_WORD: "line column bar"; names separated by spaces */
    const OptionRule *keys; /* OPT_MAP, OPT_MAPS: ends with a NULL key */
    const char *short_key;  /* a bare scalar for a map stands for this key */
    bool required;
    const char *except; /* kinds of a block that can do without; or NULL */
    const char *help;   /* one line, for `reportgen templates` and the manual */
};

typedef struct {
    const char *kind;   /* "section", "text", "kpis", ... */
    OptionType subject; /* type of the value of the kind's own key */
    const OptionRule *subject_rule; /* words or keys of it, or NULL */
    bool subject_optional;          /* may be a bare word: `toc` */
    const OptionRule *keys; /* beside the common ones; ends with a NULL key */
    const char *help;
} BlockRule;

/* The table, in block_table.c; ends with a NULL kind. */
extern const BlockRule BLOCK_RULES[];
/* The keys of every block that is a sentence; such a block is named like the
 * filter that writes it. */
extern const OptionRule SENTENCE_KEYS[];
/* id, if, for, only, keep_with_next, page_break, if_missing: for every block.
 */
extern const OptionRule COMMON_RULES[];
/* `settings:` of a template. */
extern const OptionRule SETTING_RULES[];

typedef struct Option Option;
typedef struct TemplateBlock TemplateBlock;

typedef struct {
    const Option *at;
    size_t len;
    Span span;
} Options;

typedef struct {
    const TemplateBlock *at;
    size_t len;
} TemplateBlocks;

struct Option {
    const OptionRule *rule;
    Span key_at;
    Span at; /* of the value */
    union {
        const Text *text;
        const Expr *expr; /* OPT_EXPR, OPT_FORMAT */
        Str word;         /* OPT_WORD, OPT_NAME, OPT_LENGTH */
        bool flag;
        double number;
        struct {
            const Text *const *at;
            size_t len;
        } texts;
        StrList names;
        struct {
            StrList names;
            const Expr *expr;
        } loop;
        Options map;
        struct {
            const Options *at;
            size_t len;
        } maps;
        TemplateBlocks blocks;
    } as;
};

struct TemplateBlock {
    const BlockRule *rule;
    Span at;        /* of the key that names the kind */
    Option subject; /* the value of that key; rule NULL if bare */
    bool has_subject;
    Options options; /* common and own */
};

/* The option, or NULL if not given. */
const Option *option_find(const Options *o, const char *key);

typedef struct {
    Str name;
    const Expr *expr;
    Span at;
} Let;

typedef struct {
    Str path; /* of the file, or of the package it came in */
    const Source *src;
    Str name;
    Str summary;
    bool is_presentation;
    const Text *title;
    const Text *subject;
    StrList data; /* names it cannot do without */
    LIST(Let) lets;
    TemplateBlocks body;
    Options options; /* `settings:` numbering, toc depth, ... */
    Values metrics;  /* `metrics:` the base's before its own; unchecked */
} Template;

/* ---- Agencies ----------------------------------------------------------- */

typedef struct {
    Str name;
    Str folder;
    const Value *brand;    /* _brand.yml, or NULL */
    const Value *settings; /* agency.yaml, or NULL */
} Agency;

/* By name along env->paths ("agencies/NAME"), or a folder; NULL if reported. */
const Agency *agency_load(Env *env, Str name);

/*
 * By name ("quarterly") along the agency's templates and env->paths, or by
 * path (has a '/' or ends in .yaml).  An agency's own template that extends the
 * named one wins.  `agency` may be NULL.  NULL if reported.
 */
const Template *template_load(Env *env, Str name, const Agency *agency);

typedef struct {
    Str name, summary, path;
} TemplateEntry;
typedef LIST(TemplateEntry) TemplateList;
/* All that can be found, by name, without loading their bodies. */
TemplateList templates_find(Env *env, const Agency *agency);

#endif
