/* lexer.c - expressions into words; their places in the file. */

#include "template/lexer.h"

#include "template/hints.h"

/* ---- Places -------------------------------------------------------------- */

/* The source as it stands in the file, when it does so in one piece. */
static size_t find_whole(const Lexer *l, Str raw)
{
    /* at most a quote and a chomping mark stand before it */
    for (size_t skip = 0; skip < 3 && skip + l->source.len <= raw.len; skip++)
        if (memcmp(raw.at + skip, l->source.at, l->source.len) == 0)
            return skip;
    return SIZE_MAX;
}

static size_t line_end(Str s, size_t from)
{
    while (from < s.len && s.at[from] != '\n')
        from++;
    return from;
}

/*
 * The line of the source that starts at `from` as found in the file: lines of
 * a block scalar follow each other with an indentation before each.
 */
static size_t find_line(Str raw, size_t after, Str line)
{
    Str rest = str_slice(raw, after, raw.len);
    size_t at = line.len ? str_find(rest, line) : 0;

    return at < rest.len || !line.len ? after + at : SIZE_MAX;
}

static size_t offset_in_lines(Lexer *l, Str raw, size_t offset)
{
    if (offset < l->line_from || l->line_at == SIZE_MAX) {
        l->line_from = 0;
        l->line_at = SIZE_MAX;
    }
    if (l->line_at == SIZE_MAX)
        l->line_at =
            find_line(raw, 0, str_slice(l->source, 0, line_end(l->source, 0)));
    while (l->line_at != SIZE_MAX) {
        size_t end = line_end(l->source, l->line_from);
        if (offset <= end)
            return l->line_at + (offset - l->line_from);
        size_t passed = l->line_at + (end - l->line_from);
        l->line_from = end + 1;
        l->line_at = find_line(
            raw, passed,
            str_slice(l->source, end + 1, line_end(l->source, end + 1)));
    }
    return SIZE_MAX;
}

Span lexer_span(Lexer *l, size_t start, size_t end)
{
    if (!l->at.src)
        return l->at;
    Str raw = str_slice(l->at.src->text, l->at.start, l->at.end);
    size_t whole = find_whole(l, raw);
    if (whole != SIZE_MAX)
        return span_of(l->at.src, l->at.start + whole + start,
                       l->at.start + whole + end);
    size_t from = offset_in_lines(l, raw, start);
    if (from == SIZE_MAX)
        return l->at;
    return span_of(l->at.src, l->at.start + from,
                   l->at.start + from + (end - start));
}

Diag *lexer_fail(Lexer *l, size_t start, size_t end, const char *fmt, ...)
{
    va_list args;

    if (l->failed)
        return arena_make(l->env->arena, Diag); /* nobody reads it */
    l->failed = true;
    va_start(args, fmt);
    Str text = str_vformat(l->env->arena, fmt, args);
    va_end(args);
    Diag *d = diag_error(l->env->diags, lexer_span(l, start, end), "%.*s",
                         STR_ARG(text));
    d->code = "template/syntax";
    /* a fault may stand past the end of the expression */
    size_t stop = start < l->end ? l->end : end;
    d->hint = syntax_hint(l->env->arena, str_slice(l->source, start, stop));
    if (!d->hint.len)
        d->hint = syntax_hint(l->env->arena, l->source);
    return d;
}

/* ---- Words --------------------------------------------------------------- */

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool read_name(Lexer *l)
{
    size_t i = l->next;

    while (i < l->end &&
           (starts_name(l->source.at[i]) || is_digit(l->source.at[i])))
        i++;
    l->token =
        (Token){ TOKEN_NAME, l->next, i, str_slice(l->source, l->next, i) };
    l->next = i;
    return true;
}

/* Digits, of which some may be '_'; the place after them. */
static size_t skip_digits(const Lexer *l, size_t i)
{
    while (i < l->end && (is_digit(l->source.at[i]) ||
                          (l->source.at[i] == '_' && i + 1 < l->end &&
                           is_digit(l->source.at[i + 1]))))
        i++;
    return i;
}

static char at(const Lexer *l, size_t i)
{
    return i < l->end ? l->source.at[i] : '\0';
}

static size_t skip_exponent(const Lexer *l, size_t i)
{
    size_t k = i + 1;

    if (at(l, i) != 'e' && at(l, i) != 'E')
        return i;
    if (at(l, k) == '+' || at(l, k) == '-')
        k++;
    return is_digit(at(l, k)) ? skip_digits(l, k) : i;
}

/* The number without its '_'. */
static Str number_text(Lexer *l, size_t from, size_t to)
{
    char *out = arena_alloc(l->env->arena, to - from + 1);
    size_t len = 0;

    for (size_t i = from; i < to; i++)
        if (l->source.at[i] != '_')
            out[len++] = l->source.at[i];
    return (Str){ out, len };
}

static bool read_number(Lexer *l)
{
    size_t from = l->next, i = skip_digits(l, from);
    TokenKind kind = TOKEN_INTEGER;

    if (at(l, i) == '.' && is_digit(at(l, i + 1))) {
        kind = TOKEN_FLOAT;
        i = skip_digits(l, i + 1);
    }
    size_t exponent = skip_exponent(l, i);
    if (exponent > i) {
        kind = TOKEN_FLOAT;
        i = exponent;
    }
    if (starts_name(at(l, i))) {
        lexer_fail(l, from, i + 1, "expected a number, found '%.*s'",
                   (int)(i + 1 - from), l->source.at + from);
        return false;
    }
    l->token = (Token){ kind, from, i, number_text(l, from, i) };
    l->next = i;
    return true;
}

/* ---- Strings ------------------------------------------------------------- */

static int hex_digit(char c)
{
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The character that `digits` hexadecimal digits at `i` name; false if not. */
static bool read_code(const Lexer *l, size_t i, int digits, Buf *out)
{
    uint32_t code = 0;
    char bytes[4];

    for (int k = 0; k < digits; k++) {
        int d = hex_digit(at(l, i + (size_t)k));
        if (d < 0)
            return false;
        code = code * 16 + (uint32_t)d;
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || code == 0)
        return false;
    buf_add(out, bytes, utf8_put(code, bytes));
    return true;
}

/* The escape after the backslash at `i`; how many bytes it takes, or 0. */
static size_t read_escape(const Lexer *l, size_t i, Buf *out)
{
    static const char from[] = "ntr\\'\"bf", to[] = "\n\t\r\\'\"\b\f";
    char c = at(l, i + 1);
    const char *known = c ? strchr(from, c) : NULL;

    if (known) {
        buf_add_char(out, to[known - from]);
        return 2;
    }
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits)
        return read_code(l, i + 2, digits, out) ? 2 + (size_t)digits : 0;
    buf_add_char(out, '\\'); /* as Python keeps an unknown one */
    return 1;
}

static bool read_string(Lexer *l)
{
    char quote = l->source.at[l->next];
    size_t from = l->next, i = from + 1;
    Buf out = { 0 };

    while (i < l->end && l->source.at[i] != quote) {
        size_t step = 1;
        if (l->source.at[i] == '\\')
            step = read_escape(l, i, &out);
        else
            buf_add_char(&out, l->source.at[i]);
        if (!step) {
            buf_free(&out);
            lexer_fail(l, i, i + 2, "this escape names no character");
            return false;
        }
        i += step;
    }
    Str text = buf_copy(l->env->arena, &out);
    buf_free(&out);
    if (i >= l->end) {
        lexer_fail(l, from, l->end, "this text has no closing %c", quote);
        return false;
    }
    l->token = (Token){ TOKEN_STRING, from, i + 1, text };
    l->next = i + 1;
    return true;
}

/* ---- Signs --------------------------------------------------------------- */

static bool read_sign(Lexer *l)
{
    static const char *const signs[] = {
        "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<",
        ">",  "=",  "(",  ")",  "[",  "]",  "{", "}", ",", ":", ".", "|"
    };
    Str rest = str_slice(l->source, l->next, l->end);

    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        Str sign = str_of(signs[i]);
        if (!str_starts(rest, sign))
            continue;
        l->token = (Token){ TOKEN_SIGN, l->next, l->next + sign.len, sign };
        l->next += sign.len;
        return true;
    }
    lexer_fail(l, l->next, l->next + 1, "'%c' has no meaning in an expression",
               l->source.at[l->next]);
    return false;
}

/* ---- Tokens -------------------------------------------------------------- */

Lexer lexer_begin(Env *env, Str source, Span place, size_t from, size_t end)
{
    return (Lexer){ .env = env,
                    .source = source,
                    .at = place,
                    .next = from,
                    .end = end,
                    .line_at = SIZE_MAX };
}

bool lexer_next(Lexer *l)
{
    while (l->next < l->end && strchr(" \t\r\n", l->source.at[l->next]) &&
           l->source.at[l->next])
        l->next++;
    if (l->failed)
        return false;
    if (l->next >= l->end) {
        l->token = (Token){ TOKEN_END, l->end, l->end, STR("") };
        return true;
    }
    char c = l->source.at[l->next];
    if (starts_name(c))
        return read_name(l);
    if (is_digit(c))
        return read_number(l);
    if (c == '"' || c == '\'')
        return read_string(l);
    return read_sign(l);
}

bool lexer_is_sign(const Lexer *l, const char *sign)
{
    return l->token.kind == TOKEN_SIGN && str_is(l->token.text, sign);
}

bool lexer_is_name(const Lexer *l, const char *name)
{
    return l->token.kind == TOKEN_NAME && str_is(l->token.text, name);
}
