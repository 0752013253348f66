/*
 * expr_parse.c - expressions by recursive descent, as Jinja2 3.1 parses them
 * (Template Designer Documentation, "Expressions").
 */

#include "template/lexer.h"

typedef LIST(const Expr *) ExprList;
typedef LIST(Argument) ArgumentList;

static const Expr *parse_condition(Lexer *l);
static const Expr *parse_unary(Lexer *l, bool with_filters);

/* ---- Nodes --------------------------------------------------------------- */

static Expr *node(Lexer *l, ExprKind kind, size_t start)
{
    Expr *e = arena_make(l->env->arena, Expr);
    e->kind = (uint8_t)kind;
    e->at = lexer_span(l, start, start);
    e->at.end = e->at.start;
    return e;
}

/* The node ends where the token before the one in hand did. */
static void node_end(Expr *e, const Expr *last)
{
    if (last && last->at.src == e->at.src && last->at.end > e->at.end)
        e->at.end = last->at.end;
}

static const Expr *binary(Lexer *l, ExprOp op, const Expr *a, const Expr *b)
{
    Expr *e = arena_make(l->env->arena, Expr);

    if (!a || !b)
        return NULL;
    e->kind = EXPR_BINARY;
    e->op = (uint8_t)op;
    e->a = a;
    e->b = b;
    e->at = a->at;
    node_end(e, b);
    return e;
}

static const Expr *fail_expected(Lexer *l, const char *what)
{
    const Token *t = &l->token;

    if (t->kind == TOKEN_END)
        lexer_fail(l, t->start, t->end, "expected %s, found the end", what);
    else
        lexer_fail(l, t->start, t->end, "expected %s, found '%.*s'", what,
                   (int)(t->end - t->start), l->source.at + t->start);
    return NULL;
}

static bool take_sign(Lexer *l, const char *sign)
{
    if (lexer_is_sign(l, sign))
        return lexer_next(l);
    fail_expected(l, str_format(l->env->arena, "'%s'", sign).at);
    return false;
}

static bool go_deeper(Lexer *l)
{
    if (l->depth++ < l->env->limits.depth)
        return true;
    Diag *d = lexer_fail(l, l->token.start, l->token.end,
                         "the expression nests deeper than %zu levels",
                         l->env->limits.depth);
    d->fault = FAULT_LIMIT;
    return false;
}

/* ---- Literals ------------------------------------------------------------ */

static const Expr *literal(Lexer *l, Value value)
{
    Expr *e = node(l, EXPR_LITERAL, l->token.start);

    e->at = lexer_span(l, l->token.start, l->token.end);
    e->value = value;
    return lexer_next(l) ? e : NULL;
}

static const Expr *parse_number(Lexer *l)
{
    Value v = { .kind = VALUE_NUMBER,
                .is_float = l->token.kind == TOKEN_FLOAT };
    Str digits = l->token.text;

    /* Python's integers may begin with zeros only if they are zero */
    while (digits.len > 1 && digits.at[0] == '0' && digits.at[1] == '0')
        digits = str_slice(digits, 1, digits.len);
    if (!decimal_parse(digits, &v.as.number)) {
        lexer_fail(l, l->token.start, l->token.end,
                   "'%.*s' is not a number that can be worked with",
                   STR_ARG(l->token.text));
        return NULL;
    }
    return literal(l, v);
}

/* Strings side by side are one. */
static const Expr *parse_string(Lexer *l)
{
    Expr *e = node(l, EXPR_LITERAL, l->token.start);
    Str text = l->token.text;
    size_t start = l->token.start, end = l->token.end;

    if (!lexer_next(l))
        return NULL;
    while (l->token.kind == TOKEN_STRING) {
        text = str_format(l->env->arena, "%.*s%.*s", STR_ARG(text),
                          STR_ARG(l->token.text));
        end = l->token.end;
        if (!lexer_next(l))
            return NULL;
    }
    e->value = value_text(text);
    e->at = lexer_span(l, start, end);
    return e;
}

static const Expr *parse_name(Lexer *l)
{
    static const struct {
        const char *name;
        int kind; /* 0 false, 1 true, 2 none */
    } words[] = { { "true", 1 }, { "True", 1 }, { "false", 0 }, { "False", 0 },
                  { "none", 2 }, { "None", 2 }, { "null", 2 } };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (lexer_is_name(l, words[i].name))
            return literal(l, words[i].kind == 2 ? value_null()
                                                 : value_bool(words[i].kind));
    Expr *e = node(l, EXPR_NAME, l->token.start);
    e->name = l->token.text;
    e->at = lexer_span(l, l->token.start, l->token.end);
    return lexer_next(l) ? e : NULL;
}

/* ---- Lists, tuples, maps ------------------------------------------------- */

/* Items up to `close`, a comma allowed after the last; takes `close`. */
static bool parse_items(Lexer *l, const char *close, ExprList *items)
{
    while (!lexer_is_sign(l, close)) {
        const Expr *item = parse_condition(l);
        if (!item)
            return false;
        *list_add(l->env->arena, items) = item;
        if (lexer_is_sign(l, close))
            break;
        if (!lexer_is_sign(l, ",")) {
            fail_expected(l, *close == ')' ? "',' or ')'" : "',' or ']'");
            return false;
        }
        if (!lexer_next(l))
            return false;
    }
    return true;
}

static const Expr *parse_list(Lexer *l)
{
    Expr *e = node(l, EXPR_LIST, l->token.start);
    ExprList items = { 0 };

    if (!lexer_next(l) || !parse_items(l, "]", &items))
        return NULL;
    e->at.end = lexer_span(l, l->token.start, l->token.end).end;
    e->items = items.at;
    e->item_count = items.len;
    return lexer_next(l) ? e : NULL;
}

/* "(a)" is a, "(a, b)" and "()" are lists. */
static const Expr *parse_parentheses(Lexer *l)
{
    Expr *e = node(l, EXPR_LIST, l->token.start);
    ExprList items = { 0 };
    bool has_comma;

    if (!lexer_next(l) || !parse_items(l, ")", &items))
        return NULL;
    has_comma = items.len != 1 || l->source.at[l->token.start - 1] == ',';
    e->at.end = lexer_span(l, l->token.start, l->token.end).end;
    e->items = items.at;
    e->item_count = items.len;
    if (!lexer_next(l))
        return NULL;
    return has_comma ? e : items.at[0];
}

static bool parse_pair(Lexer *l, ExprList *items)
{
    const Expr *key = parse_condition(l);

    if (!key || !take_sign(l, ":"))
        return false;
    const Expr *value = parse_condition(l);
    if (!value)
        return false;
    *list_add(l->env->arena, items) = key;
    *list_add(l->env->arena, items) = value;
    return true;
}

static const Expr *parse_map(Lexer *l)
{
    Expr *e = node(l, EXPR_MAP, l->token.start);
    ExprList items = { 0 };

    if (!lexer_next(l))
        return NULL;
    while (!lexer_is_sign(l, "}")) {
        if (!parse_pair(l, &items))
            return NULL;
        if (lexer_is_sign(l, "}"))
            break;
        if (!lexer_is_sign(l, ","))
            return fail_expected(l, "',' or '}'");
        if (!lexer_next(l))
            return NULL;
    }
    e->at.end = lexer_span(l, l->token.start, l->token.end).end;
    e->items = items.at;
    e->item_count = items.len;
    return lexer_next(l) ? e : NULL;
}

static const Expr *parse_primary(Lexer *l)
{
    switch (l->token.kind) {
    case TOKEN_NAME:
        return parse_name(l);
    case TOKEN_STRING:
        return parse_string(l);
    case TOKEN_INTEGER:
    case TOKEN_FLOAT:
        return parse_number(l);
    case TOKEN_SIGN:
    case TOKEN_END:
        break;
    }
    if (lexer_is_sign(l, "("))
        return parse_parentheses(l);
    if (lexer_is_sign(l, "["))
        return parse_list(l);
    if (lexer_is_sign(l, "{"))
        return parse_map(l);
    return fail_expected(l, "a value");
}

/* ---- After a value: attributes, items, calls ----------------------------- */

static const Expr *parse_attribute(Lexer *l, const Expr *a)
{
    if (!lexer_next(l))
        return NULL;
    if (l->token.kind != TOKEN_NAME && l->token.kind != TOKEN_INTEGER)
        return fail_expected(l, "a name after '.'");
    Expr *e = node(l, EXPR_ATTRIBUTE, l->token.start);
    e->a = a;
    e->name = l->token.text;
    e->at = lexer_span(l, l->token.start, l->token.end);
    return lexer_next(l) ? e : NULL;
}

/* Up to three parts with ':' between them. */
static bool parse_slice(Lexer *l, ExprList *parts, bool *is_slice)
{
    *is_slice = false;
    for (;;) {
        const Expr *part = NULL;
        if (!lexer_is_sign(l, ":") && !lexer_is_sign(l, "]")) {
            part = parse_condition(l);
            if (!part)
                return false;
        }
        *list_add(l->env->arena, parts) = part;
        if (!lexer_is_sign(l, ":") || parts->len == 3)
            return true;
        *is_slice = true;
        if (!lexer_next(l))
            return false;
    }
}

static const Expr *parse_subscript(Lexer *l, const Expr *a)
{
    Expr *e = node(l, EXPR_INDEX, l->token.start);
    ExprList parts = { 0 };
    bool is_slice;

    if (!lexer_next(l) || !parse_slice(l, &parts, &is_slice))
        return NULL;
    if (!lexer_is_sign(l, "]"))
        return fail_expected(l, "']'");
    if (!is_slice && !parts.at[0])
        return fail_expected(l, "a key or a number");
    e->a = a;
    e->at = a->at;
    e->at.end = lexer_span(l, l->token.start, l->token.end).end;
    if (is_slice) {
        while (parts.len < 3)
            *list_add(l->env->arena, &parts) = NULL;
        e->kind = EXPR_SLICE;
        e->items = parts.at;
        e->item_count = 3;
    } else {
        e->b = parts.at[0];
    }
    return lexer_next(l) ? e : NULL;
}

/* "name=value" or "value". */
static bool parse_argument(Lexer *l, ArgumentList *args)
{
    Argument arg = { 0 };
    Lexer ahead = *l;
    size_t errors = l->env->diags->error_count;

    arg.at = lexer_span(l, l->token.start, l->token.end);
    if (l->token.kind == TOKEN_NAME && lexer_next(&ahead) &&
        lexer_is_sign(&ahead, "=")) {
        arg.name = l->token.text;
        *l = ahead;
        if (!lexer_next(l))
            return false;
    } else if (l->env->diags->error_count > errors) {
        l->failed = true; /* looking ahead met the fault and reported it */
        return false;
    } else if (args->len && args->at[args->len - 1].name.len) {
        fail_expected(l, "a named argument, since one stands before,");
        return false;
    }
    arg.value = parse_condition(l);
    if (!arg.value)
        return false;
    *list_add(l->env->arena, args) = arg;
    return true;
}

/* The arguments from the '(' in hand to its ')'. */
static bool parse_arguments(Lexer *l, Expr *e)
{
    ArgumentList args = { 0 };

    if (!lexer_next(l))
        return false;
    while (!lexer_is_sign(l, ")")) {
        if (!parse_argument(l, &args))
            return false;
        if (lexer_is_sign(l, ")"))
            break;
        if (!lexer_is_sign(l, ",")) {
            fail_expected(l, "',' or ')'");
            return false;
        }
        if (!lexer_next(l))
            return false;
    }
    if (e->at.src)
        e->at.end = lexer_span(l, l->token.start, l->token.end).end;
    e->args = args.at;
    e->arg_count = args.len;
    return lexer_next(l);
}

static const Expr *parse_call(Lexer *l, const Expr *callee)
{
    Expr *e = node(l, EXPR_CALL, l->token.start);

    e->a = callee;
    e->at = callee->at;
    return parse_arguments(l, e) ? e : NULL;
}

static const Expr *parse_postfix(Lexer *l, const Expr *e)
{
    while (e) {
        if (lexer_is_sign(l, "."))
            e = parse_attribute(l, e);
        else if (lexer_is_sign(l, "["))
            e = parse_subscript(l, e);
        else if (lexer_is_sign(l, "("))
            e = parse_call(l, e);
        else
            break;
    }
    return e;
}

/* ---- Filters and tests --------------------------------------------------- */

static const Expr *parse_filter(Lexer *l, const Expr *a)
{
    if (!lexer_next(l))
        return NULL;
    if (l->token.kind != TOKEN_NAME)
        return fail_expected(l, "the name of a filter after '|'");
    Expr *e = node(l, EXPR_FILTER, l->token.start);
    e->a = a;
    e->name = l->token.text;
    e->at = lexer_span(l, l->token.start, l->token.end);
    if (!lexer_next(l))
        return NULL;
    if (lexer_is_sign(l, "(") && !parse_arguments(l, e))
        return NULL;
    return e;
}

/* True if a test's argument may begin here without parentheses. */
static bool starts_argument(const Lexer *l)
{
    static const char *const words[] = { "else", "or",  "and", "if",
                                         "in",   "not", "is" };

    if (l->token.kind == TOKEN_SIGN)
        return lexer_is_sign(l, "[") || lexer_is_sign(l, "{");
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (lexer_is_name(l, words[i]))
            return false;
    return l->token.kind != TOKEN_END;
}

static bool parse_test_argument(Lexer *l, Expr *e)
{
    Argument *arg = arena_make(l->env->arena, Argument);

    arg->at = lexer_span(l, l->token.start, l->token.end);
    arg->value = parse_postfix(l, parse_primary(l));
    e->args = arg;
    e->arg_count = 1;
    return arg->value != NULL;
}

static const Expr *parse_test(Lexer *l, const Expr *a)
{
    bool is_not = false;

    if (!lexer_next(l))
        return NULL;
    if (lexer_is_name(l, "not")) {
        is_not = true;
        if (!lexer_next(l))
            return NULL;
    }
    if (l->token.kind != TOKEN_NAME && !lexer_is_sign(l, "=="))
        return fail_expected(l, "the name of a test after 'is'");
    Expr *e = node(l, EXPR_TEST, l->token.start);
    e->a = a;
    e->name = l->token.text;
    e->at = lexer_span(l, l->token.start, l->token.end);
    if (!lexer_next(l))
        return NULL;
    if (lexer_is_sign(l, "(")
            ? !parse_arguments(l, e)
            : starts_argument(l) && !parse_test_argument(l, e))
        return NULL;
    if (!is_not)
        return e;
    Expr *n = node(l, EXPR_UNARY, l->token.start);
    n->op = OP_NOT;
    n->a = e;
    n->at = e->at;
    return n;
}

static const Expr *parse_filters(Lexer *l, const Expr *e)
{
    while (e) {
        if (lexer_is_sign(l, "|"))
            e = parse_filter(l, e);
        else if (lexer_is_name(l, "is"))
            e = parse_test(l, e);
        else if (lexer_is_sign(l, "("))
            e = parse_call(l, e);
        else
            break;
    }
    return e;
}

/* ---- Operators, the tightest first --------------------------------------- */

static const Expr *parse_signed(Lexer *l, ExprOp op)
{
    Expr *e = node(l, EXPR_UNARY, l->token.start);

    if (!go_deeper(l) || !lexer_next(l))
        return NULL;
    e->op = (uint8_t)op;
    e->a = parse_unary(l, false);
    l->depth--;
    node_end(e, e->a);
    return e->a ? e : NULL;
}

static const Expr *parse_unary(Lexer *l, bool with_filters)
{
    const Expr *e = lexer_is_sign(l, "-")   ? parse_signed(l, OP_NEGATE)
                    : lexer_is_sign(l, "+") ? parse_signed(l, OP_PLUS)
                                            : parse_primary(l);

    e = parse_postfix(l, e);
    return with_filters ? parse_filters(l, e) : e;
}

typedef struct {
    const char *sign;
    ExprOp op;
} Sign;

typedef const Expr *(*Parse)(Lexer *l);

/* Operands read by `tighter` with any of `signs` between, from the left. */
static const Expr *parse_chain(Lexer *l, const Sign *signs, Parse tighter)
{
    const Expr *e = tighter(l);

    while (e && l->token.kind == TOKEN_SIGN) {
        const Sign *s = signs;
        while (s->sign && !lexer_is_sign(l, s->sign))
            s++;
        if (!s->sign)
            break;
        if (!lexer_next(l))
            return NULL;
        e = binary(l, s->op, e, tighter(l));
    }
    return e;
}

static const Expr *parse_factor(Lexer *l)
{
    return parse_unary(l, true);
}

static const Expr *parse_power(Lexer *l)
{
    static const Sign signs[] = { { "**", OP_POWER }, { 0 } };
    return parse_chain(l, signs, parse_factor);
}

static const Expr *parse_product(Lexer *l)
{
    static const Sign signs[] = { { "*", OP_MULTIPLY },
                                  { "/", OP_DIVIDE },
                                  { "//", OP_FLOOR_DIVIDE },
                                  { "%", OP_MODULO },
                                  { 0 } };
    return parse_chain(l, signs, parse_power);
}

static const Expr *parse_concat(Lexer *l)
{
    static const Sign signs[] = { { "~", OP_CONCAT }, { 0 } };
    return parse_chain(l, signs, parse_product);
}

static const Expr *parse_sum(Lexer *l)
{
    static const Sign signs[] = { { "+", OP_ADD },
                                  { "-", OP_SUBTRACT },
                                  { 0 } };
    return parse_chain(l, signs, parse_concat);
}

/* The comparison in hand, taken; false if there is none. */
static bool take_comparison(Lexer *l, ExprOp *op)
{
    static const Sign signs[] = {
        { "==", OP_EQUAL },      { "!=", OP_NOT_EQUAL },
        { "<=", OP_LESS_EQUAL }, { ">=", OP_GREATER_EQUAL },
        { "<", OP_LESS },        { ">", OP_GREATER }
    };

    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (lexer_is_sign(l, signs[i].sign)) {
            *op = signs[i].op;
            return lexer_next(l);
        }
    if (lexer_is_name(l, "in")) {
        *op = OP_IN;
        return lexer_next(l);
    }
    if (!lexer_is_name(l, "not"))
        return false;
    Lexer ahead = *l;
    if (!lexer_next(&ahead) || !lexer_is_name(&ahead, "in"))
        return false;
    *l = ahead;
    *op = OP_NOT_IN;
    return lexer_next(l);
}

/* "a < b < c" is "a < b and b < c". */
static const Expr *parse_comparison(Lexer *l)
{
    const Expr *left = parse_sum(l), *whole = NULL;
    ExprOp op;

    while (left && take_comparison(l, &op)) {
        const Expr *right = parse_sum(l);
        const Expr *one = binary(l, op, left, right);
        whole = whole ? binary(l, OP_AND, whole, one) : one;
        if (!whole)
            return NULL;
        left = right;
    }
    if (l->failed)
        return NULL;
    return whole ? whole : left;
}

static const Expr *parse_not(Lexer *l)
{
    if (!lexer_is_name(l, "not"))
        return parse_comparison(l);
    Expr *e = node(l, EXPR_UNARY, l->token.start);
    if (!go_deeper(l) || !lexer_next(l))
        return NULL;
    e->op = OP_NOT;
    e->a = parse_not(l);
    l->depth--;
    node_end(e, e->a);
    return e->a ? e : NULL;
}

static const Expr *parse_words(Lexer *l, const char *word, ExprOp op,
                               Parse tighter)
{
    const Expr *e = tighter(l);

    while (e && lexer_is_name(l, word)) {
        if (!lexer_next(l))
            return NULL;
        e = binary(l, op, e, tighter(l));
    }
    return e;
}

static const Expr *parse_and(Lexer *l)
{
    return parse_words(l, "and", OP_AND, parse_not);
}

static const Expr *parse_or(Lexer *l)
{
    return parse_words(l, "or", OP_OR, parse_and);
}

static const Expr *parse_choice(Lexer *l, const Expr *a)
{
    Expr *e = node(l, EXPR_IF, l->token.start);

    if (!lexer_next(l))
        return NULL;
    e->a = a;
    e->at = a->at;
    e->b = parse_or(l);
    if (!e->b)
        return NULL;
    node_end(e, e->b);
    if (!lexer_is_name(l, "else"))
        return e;
    if (!lexer_next(l))
        return NULL;
    e->c = parse_condition(l);
    node_end(e, e->c);
    return e->c ? e : NULL;
}

static const Expr *parse_condition(Lexer *l)
{
    if (!go_deeper(l))
        return NULL;
    const Expr *e = parse_or(l);
    while (e && lexer_is_name(l, "if"))
        e = parse_choice(l, e);
    l->depth--;
    return l->failed ? NULL : e;
}

/* ---- Whole expressions --------------------------------------------------- */

const Expr *expr_parse(Lexer *l)
{
    const Expr *first = parse_condition(l);

    if (!first || !lexer_is_sign(l, ","))
        return first;
    /* a list without brackets */
    Expr *e = node(l, EXPR_LIST, l->token.start);
    ExprList items = { 0 };
    *list_add(l->env->arena, &items) = first;
    while (lexer_is_sign(l, ",")) {
        if (!lexer_next(l))
            return NULL;
        if (l->token.kind == TOKEN_END)
            break;
        const Expr *item = parse_condition(l);
        if (!item)
            return NULL;
        *list_add(l->env->arena, &items) = item;
    }
    e->at = first->at;
    e->items = items.at;
    e->item_count = items.len;
    return e;
}

bool targets_parse(Lexer *l, StrList *names)
{
    bool closes = lexer_is_sign(l, "(");

    if (closes && !lexer_next(l))
        return false;
    for (;;) {
        if (l->token.kind != TOKEN_NAME) {
            fail_expected(l, "a name");
            return false;
        }
        *list_add(l->env->arena, names) = l->token.text;
        if (!lexer_next(l))
            return false;
        if (!lexer_is_sign(l, ","))
            break;
        if (!lexer_next(l))
            return false;
    }
    return !closes || take_sign(l, ")");
}

const Expr *expr_compile(Env *env, Str source, Span at)
{
    Lexer l = lexer_begin(env, source, at, 0, source.len);

    if (!lexer_next(&l))
        return NULL;
    const Expr *e = expr_parse(&l);
    if (e && l.token.kind != TOKEN_END)
        return fail_expected(&l, "the end of the expression");
    return e;
}
