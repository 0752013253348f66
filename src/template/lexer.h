/*
 * lexer.h - the words of expressions.  Private to src/template.
 *
 * A Lexer reads the text of one YAML value and knows where each of its bytes
 * stands in the file.
 */
#ifndef TEMPLATE_LEXER_H
#define TEMPLATE_LEXER_H

#include "template/template.h"

typedef enum {
    TOKEN_END,
    TOKEN_NAME,   /* text: as written */
    TOKEN_STRING, /* text: without quotes, escapes resolved */
    TOKEN_INTEGER,
    TOKEN_FLOAT,
    TOKEN_SIGN /* text: "(", "**", "|", ... */
} TokenKind;

typedef struct {
    TokenKind kind;
    size_t start, end; /* bytes of the source */
    Str text;
} Token;

typedef struct {
    Env *env;
    Str source;
    Span at;      /* of the YAML value that holds the source */
    size_t next;  /* where the next token is looked for */
    size_t end;   /* where the expression ends, at most source.len */
    Token token;  /* the one in hand */
    size_t depth; /* of nesting */
    bool failed;
    /* where the line of `source` that was asked for last stands in the file */
    size_t line_from, line_at;
} Lexer;

/* Ready to read the expression in [from, end) of `source`. */
Lexer lexer_begin(Env *env, Str source, Span at, size_t from, size_t end);
/* Take the next token in hand; false if it is faulty, which was reported. */
bool lexer_next(Lexer *l);
bool lexer_is_sign(const Lexer *l, const char *sign);
bool lexer_is_name(const Lexer *l, const char *name);
/* Where bytes [start, end) of the source stand in the file. */
Span lexer_span(Lexer *l, size_t start, size_t end);
/* Report the first fault; those after it only follow from it. */
Diag *lexer_fail(Lexer *l, size_t start, size_t end, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

/* An expression from the token in hand on; stops at what cannot go on. */
const Expr *expr_parse(Lexer *l);
/* The targets of a loop: "a" or "k, v". */
bool targets_parse(Lexer *l, StrList *names);

#endif
