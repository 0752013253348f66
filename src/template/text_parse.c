/*
 * text_parse.c - texts with {{ }}, {% %} and {# #}, as Jinja2 3.1 reads them
 * with its default settings: the line end after a tag stays.
 */

#include "template/lexer.h"

typedef LIST(Stmt) StmtList;

typedef struct {
    Env *env;
    Lexer lexer; /* for places and for the tag being read */
    Str source;
    size_t at;
    size_t depth;
    bool trim_next; /* the tag before ended in -%} */
    Str tag; /* the word of the tag that ended a body: "endif", "else", ... */
    size_t tag_start;
} Reader;

static bool read_body(Reader *r, StmtList *out);

/* ---- Literal text -------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
           c == '\v';
}

static void add_text(Reader *r, StmtList *out, size_t from, size_t to,
                     bool trim_end)
{
    if (r->trim_next)
        while (from < to && is_space(r->source.at[from]))
            from++;
    r->trim_next = false;
    if (trim_end)
        while (to > from && is_space(r->source.at[to - 1]))
            to--;
    if (from == to)
        return;
    Stmt *s = list_add(r->env->arena, out);
    s->kind = STMT_TEXT;
    s->text = str_slice(r->source, from, to);
    s->at = lexer_span(&r->lexer, from, to);
}

/* The next place where a tag opens, or the end. */
static size_t find_tag(const Reader *r, size_t from)
{
    for (size_t i = from; i + 1 < r->source.len; i++)
        if (r->source.at[i] == '{' &&
            (r->source.at[i + 1] == '{' || r->source.at[i + 1] == '%' ||
             r->source.at[i + 1] == '#'))
            return i;
    return r->source.len;
}

/* ---- Tags ---------------------------------------------------------------- */

/* Where `close` ("}}" or "%}") stands, texts in quotes passed over. */
static size_t find_close(const Reader *r, size_t from, char close)
{
    char quote = 0;
    int braces = 0;

    for (size_t i = from; i + 1 < r->source.len; i++) {
        char c = r->source.at[i];
        if (quote) {
            if (c == '\\')
                i++;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == close && r->source.at[i + 1] == '}' && braces == 0) {
            return i;
        } else if (c == '{') {
            braces++;
        } else if (c == '}' && braces > 0) {
            braces--;
        }
    }
    return r->source.len;
}

/* Ready to read the inside of the tag at `start`, which closes at `close`. */
static bool open_tag(Reader *r, size_t start, size_t close)
{
    size_t from = start + 2, to = close;

    if (from < to && (r->source.at[from] == '-' || r->source.at[from] == '+'))
        from++;
    if (to > from &&
        (r->source.at[to - 1] == '-' || r->source.at[to - 1] == '+')) {
        r->trim_next = r->source.at[to - 1] == '-';
        to--;
    }
    r->lexer.next = from;
    r->lexer.end = to;
    r->lexer.depth = 0;
    r->at = close + 2;
    return lexer_next(&r->lexer);
}

static bool end_tag(Reader *r)
{
    const Token *t = &r->lexer.token;

    if (t->kind == TOKEN_END)
        return true;
    lexer_fail(&r->lexer, t->start, t->end,
               "expected the end of the tag, found '%.*s'",
               (int)(t->end - t->start), r->source.at + t->start);
    return false;
}

static bool read_print(Reader *r, StmtList *out, size_t start, size_t close)
{
    if (!open_tag(r, start, close))
        return false;
    if (r->lexer.token.kind == TOKEN_END) {
        lexer_fail(&r->lexer, start, close + 2, "there is nothing to print");
        return false;
    }
    const Expr *e = expr_parse(&r->lexer);
    if (!e || !end_tag(r))
        return false;
    Stmt *s = list_add(r->env->arena, out);
    s->kind = STMT_PRINT;
    s->expr = e;
    s->at = lexer_span(&r->lexer, start, close + 2);
    return true;
}

/* ---- Statements ---------------------------------------------------------- */

/* The statements up to a tag whose word is in `ends` ("else endif"). */
static bool read_until(Reader *r, const char *ends, const char *what,
                       size_t start, Stmts *out)
{
    StmtList body = { 0 };

    if (r->depth++ >= r->env->limits.depth) {
        lexer_fail(&r->lexer, start, start + 2,
                   "statements nest deeper than %zu levels",
                   r->env->limits.depth)
            ->fault = FAULT_LIMIT;
        return false;
    }
    r->tag = STR("");
    if (!read_body(r, &body))
        return false;
    r->depth--;
    *out = (Stmts){ body.at, body.len };
    if (!r->tag.len) {
        lexer_fail(&r->lexer, start, start + 2, "this '%s' is never closed",
                   what)
            ->hint =
            str_format(r->env->arena, "end it with {%% end%s %%}", what);
        return false;
    }
    for (const char *p = ends; *p;) {
        size_t len = strcspn(p, " ");
        if (str_equal(r->tag, (Str){ p, len }))
            return true;
        p += len + (p[len] == ' ');
    }
    lexer_fail(&r->lexer, r->tag_start, r->tag_start + 2,
               "'%.*s' does not belong here: '%s' is open", STR_ARG(r->tag),
               what);
    return false;
}

/* From the condition in hand; an `elif` is an `if` in the `else`. */
static bool read_if(Reader *r, Stmt *s, size_t start)
{
    s->kind = STMT_IF;
    s->expr = expr_parse(&r->lexer);
    if (!s->expr || !end_tag(r) ||
        !read_until(r, "elif else endif", "if", start, &s->body))
        return false;
    if (str_is(r->tag, "elif")) {
        Stmt *inner = arena_make(r->env->arena, Stmt);
        inner->at = lexer_span(&r->lexer, r->tag_start, r->tag_start + 2);
        s->otherwise = (Stmts){ inner, 1 };
        return read_if(r, inner, r->tag_start);
    }
    if (!end_tag(r))
        return false;
    if (str_is(r->tag, "endif"))
        return true;
    return read_until(r, "endif", "if", start, &s->otherwise) && end_tag(r);
}

/* The `if` and `recursive` that may follow the rows of a loop. */
static bool read_loop_end(Reader *r, Stmt *s)
{
    if (lexer_is_name(&r->lexer, "if")) {
        if (!lexer_next(&r->lexer))
            return false;
        s->filter = expr_parse(&r->lexer);
        if (!s->filter)
            return false;
    }
    if (lexer_is_name(&r->lexer, "recursive")) {
        s->recursive = true;
        if (!lexer_next(&r->lexer))
            return false;
    }
    return end_tag(r);
}

/* `if` after the rows filters the loop; it is no inline `if`. */
static const Expr *read_rows(Reader *r)
{
    Lexer *l = &r->lexer;
    Lexer scan = *l;
    size_t end = l->end, depth = 0;
    const Expr *rows;

    while (scan.token.kind != TOKEN_END) {
        if (lexer_is_sign(&scan, "(") || lexer_is_sign(&scan, "[") ||
            lexer_is_sign(&scan, "{"))
            depth++;
        else if (depth &&
                 (lexer_is_sign(&scan, ")") || lexer_is_sign(&scan, "]") ||
                  lexer_is_sign(&scan, "}")))
            depth--;
        else if (!depth && (lexer_is_name(&scan, "if") ||
                            lexer_is_name(&scan, "recursive")))
            break;
        if (!lexer_next(&scan)) {
            l->failed = true;
            return NULL;
        }
    }
    l->end = scan.token.start;
    rows = expr_parse(l);
    if (rows && l->token.kind != TOKEN_END) {
        end_tag(r);
        return NULL;
    }
    l->next = scan.token.start;
    l->end = end;
    return rows && lexer_next(l) ? rows : NULL;
}

static bool read_for(Reader *r, Stmt *s, size_t start)
{
    s->kind = STMT_FOR;
    if (!targets_parse(&r->lexer, &s->names))
        return false;
    if (!lexer_is_name(&r->lexer, "in")) {
        lexer_fail(&r->lexer, r->lexer.token.start, r->lexer.token.end,
                   "expected 'in' after the names of the loop");
        return false;
    }
    if (!lexer_next(&r->lexer))
        return false;
    s->expr = read_rows(r);
    if (!s->expr || !read_loop_end(r, s) ||
        !read_until(r, "else endfor", "for", start, &s->body) || !end_tag(r))
        return false;
    if (str_is(r->tag, "endfor"))
        return true;
    return read_until(r, "endfor", "for", start, &s->otherwise) && end_tag(r);
}

/* {% set a = 1 %} or {% set a %}...{% endset %} */
static bool read_set(Reader *r, Stmt *s, size_t start)
{
    s->kind = STMT_SET;
    if (!targets_parse(&r->lexer, &s->names))
        return false;
    if (r->lexer.token.kind == TOKEN_END && s->names.len == 1)
        return read_until(r, "endset", "set", start, &s->body) && end_tag(r);
    if (!lexer_is_sign(&r->lexer, "=")) {
        lexer_fail(&r->lexer, r->lexer.token.start, r->lexer.token.end,
                   "expected '=' after the name");
        return false;
    }
    if (!lexer_next(&r->lexer))
        return false;
    s->expr = expr_parse(&r->lexer);
    return s->expr && end_tag(r);
}

/* Everything up to {% endraw %}, as it stands. */
static bool read_raw(Reader *r, StmtList *out, size_t start)
{
    size_t from = r->at;

    if (!end_tag(r))
        return false;
    for (size_t i = find_tag(r, from); i < r->source.len;
         i = find_tag(r, i + 1)) {
        size_t close = find_close(r, i + 2, '%');
        if (r->source.at[i + 1] != '%' || close == r->source.len)
            continue;
        Str inside = str_slice(r->source, i + 2, close);
        bool trims = inside.len && inside.at[0] == '-';
        bool trims_next = inside.len && inside.at[inside.len - 1] == '-';
        if (trims || (inside.len && inside.at[0] == '+'))
            inside = str_slice(inside, 1, inside.len);
        if (inside.len && strchr("-+", inside.at[inside.len - 1]))
            inside = str_slice(inside, 0, inside.len - 1);
        if (!str_is(str_trim(inside), "endraw"))
            continue;
        add_text(r, out, from, i, trims);
        r->trim_next = trims_next;
        r->at = close + 2;
        return true;
    }
    lexer_fail(&r->lexer, start, start + 2, "this 'raw' is never closed")
        ->hint = STR("end it with {% endraw %}");
    return false;
}

static const char *const ENDS[] = { "elif",   "else",   "endif",
                                    "endfor", "endset", "endraw" };

static bool is_end(Str word)
{
    for (size_t i = 0; i < COUNT_OF(ENDS); i++)
        if (str_is(word, ENDS[i]))
            return true;
    return false;
}

static bool fail_unknown(Reader *r, const Token *word)
{
    static const Str words[] = { { "if", 2 },    { "for", 3 },
                                 { "set", 3 },   { "raw", 3 },
                                 { "else", 4 },  { "elif", 4 },
                                 { "endif", 5 }, { "endfor", 6 },
                                 { "endset", 6 } };
    Str near = str_nearest(word->text, words, COUNT_OF(words));
    Diag *d = lexer_fail(&r->lexer, word->start, word->end,
                         "there is no statement '%.*s'", STR_ARG(word->text));

    if (near.len)
        d->hint =
            str_format(r->env->arena, "did you mean '%.*s'?", STR_ARG(near));
    else if (!d->hint.len)
        d->hint = STR("statements are if, for, set and raw");
    return false;
}

static bool read_statement(Reader *r, StmtList *out, size_t start)
{
    Token word = r->lexer.token;

    if (word.kind != TOKEN_NAME) {
        lexer_fail(&r->lexer, start, r->at,
                   "expected a statement: if, for, set");
        return false;
    }
    if (str_is(word.text, "raw"))
        return lexer_next(&r->lexer) && read_raw(r, out, start);
    Stmt s = { .at = lexer_span(&r->lexer, start, r->at) };
    bool ok;
    if (!lexer_next(&r->lexer))
        return false;
    if (str_is(word.text, "if"))
        ok = read_if(r, &s, start);
    else if (str_is(word.text, "for"))
        ok = read_for(r, &s, start);
    else if (str_is(word.text, "set"))
        ok = read_set(r, &s, start);
    else
        return fail_unknown(r, &word);
    if (ok)
        *list_add(r->env->arena, out) = s;
    return ok;
}

/* ---- Bodies -------------------------------------------------------------- */

/* Where the tag of that kind ('{', '%', '#') that opens at `start` closes. */
static bool find_tag_close(Reader *r, size_t start, char kind, size_t *close)
{
    static const char *const open[] = { "this '{{' has no '}}'",
                                        "this '{%' has no '%}'",
                                        "this '{#' has no '#}'" };

    if (kind == '#') {
        Str rest = str_slice(r->source, start + 2, r->source.len);
        *close = start + 2 + str_find(rest, STR("#}"));
    } else {
        *close = find_close(r, start + 2, kind == '{' ? '}' : '%');
    }
    if (*close + 1 < r->source.len)
        return true;
    lexer_fail(&r->lexer, start, start + 2, "%s",
               open[kind == '{'   ? 0
                    : kind == '%' ? 1
                                  : 2]);
    return false;
}

/* A tag {% %}; *ends if it closes a body: then its word is in r->tag and the
 * rest of it in the lexer. */
static bool read_tag(Reader *r, StmtList *out, size_t start, size_t close,
                     bool *ends)
{
    if (!open_tag(r, start, close))
        return false;
    *ends = r->lexer.token.kind == TOKEN_NAME && is_end(r->lexer.token.text);
    if (!*ends)
        return read_statement(r, out, start);
    r->tag = r->lexer.token.text;
    r->tag_start = start;
    return lexer_next(&r->lexer);
}

/* Statements up to the end of the text, or to a tag that closes a body. */
static bool read_body(Reader *r, StmtList *out)
{
    bool ends = false;

    while (!ends) {
        size_t start = find_tag(r, r->at), close;
        bool at_end = start == r->source.len;
        add_text(r, out, r->at, start,
                 !at_end && start + 2 < r->source.len &&
                     r->source.at[start + 2] == '-');
        r->at = start;
        r->tag = STR("");
        if (at_end)
            return true;
        char kind = r->source.at[start + 1];
        if (!find_tag_close(r, start, kind, &close))
            return false;
        if (kind == '#') {
            r->trim_next = close > start + 2 && r->source.at[close - 1] == '-';
            r->at = close + 2;
        } else if (kind == '{' ? !read_print(r, out, start, close)
                               : !read_tag(r, out, start, close, &ends)) {
            return false;
        }
    }
    return true;
}

const Text *text_compile(Env *env, Str source, Span at)
{
    Reader r = { .env = env,
                 .lexer = lexer_begin(env, source, at, 0, source.len),
                 .source = source };
    StmtList body = { 0 };

    if (!read_body(&r, &body))
        return NULL;
    if (r.tag.len) {
        lexer_fail(&r.lexer, r.tag_start, r.tag_start + 2,
                   "'%.*s' closes nothing", STR_ARG(r.tag));
        return NULL;
    }
    Text *t = arena_make(env->arena, Text);
    t->body = (Stmts){ body.at, body.len };
    t->is_plain = true;
    for (size_t i = 0; i < body.len; i++)
        t->is_plain &= body.at[i].kind == STMT_TEXT;
    t->at = at;
    t->source = source;
    return t;
}
