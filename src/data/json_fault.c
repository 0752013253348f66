/* json_fault.c - what is wrong with a JSON text, said so that it helps. */

#include "data/build.h"
#include "data/json.h"

bool json_fault(Json *j, size_t start, size_t end, const char *message,
                const char *hint)
{
    if (end > j->len)
        end = j->len;
    Diag *d =
        diag_error(j->env->diags, span_of(j->src, start, end), "%s", message);
    d->code = "json/syntax";
    if (hint)
        d->hint = str_of(hint);
    j->has_fault = true;
    return false;
}

bool json_fault_limit(Json *j, const char *code, const char *fmt, size_t limit)
{
    Arena *a = j->env->diags->arena;
    Diag *d = diag_error(j->env->diags, span_of(j->src, j->i, j->i + 1), "%s",
                         str_format(a, fmt, limit).at);
    d->code = code;
    d->fault = FAULT_LIMIT;
    j->has_fault = true;
    return false;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
           c == '_' || c == '$' || c == '-' || (unsigned char)c >= 0x80;
}

static Str word_at(const Json *j)
{
    size_t end = j->i;
    while (end < j->len && is_word(j->text[end]))
        end++;
    return (Str){ j->text + j->i, end - j->i };
}

/* The character at j->i as people name it: "','", "U+00A0", "the end". */
static Str character_name(const Json *j)
{
    Str text = { j->text, j->len };
    Arena *a = j->env->diags->arena;
    size_t i = j->i;

    if (i >= j->len)
        return STR("the end of the file");
    uint32_t code = utf8_next(text, &i);
    if (code > 0x20 && code < 0x7f)
        return str_format(a, "'%c'", (char)code);
    if (code == 0xfffd && i == j->i + 1)
        return str_format(a, "byte 0x%02x",
                          (unsigned)(unsigned char)text.at[j->i]);
    return str_format(a, "U+%04X", (unsigned)code);
}

static Diag *fault_here(Json *j, size_t len, const char *fmt, Str found)
    PRINTF_LIKE(3, 0);

static Diag *fault_here(Json *j, size_t len, const char *fmt, Str found)
{
    size_t end = j->i + len < j->len ? j->i + len : j->len;
    Str message = str_format(j->env->diags->arena, fmt, STR_ARG(found));
    Diag *d =
        diag_error(j->env->diags, span_of(j->src, j->i, end), "%s", message.at);
    d->code = "json/syntax";
    j->has_fault = true;
    return d;
}

/* The bracket that is still open, if any. */
static const JsonFrame *open_frame(const Json *j)
{
    return j->depth ? &j->frames.at[j->depth - 1] : NULL;
}

static void point_at_opening(const Json *j, Diag *d)
{
    const JsonFrame *frame = open_frame(j);
    if (!frame)
        return;
    d->cause = span_of(j->src, frame->start, frame->start + 1);
    d->cause_message = str_format(j->env->diags->arena, "the %s opened here",
                                  frame->is_map ? "map" : "list");
}

static bool fault_unclosed(Json *j)
{
    const JsonFrame *frame = open_frame(j);
    Diag *d = fault_here(j, 1, "the file ends before %.*s",
                         !frame          ? STR("any data")
                         : frame->is_map ? STR("the closing '}' of a map")
                                         : STR("the closing ']' of a list"));
    point_at_opening(j, d);
    return false;
}

static bool fault_comment(Json *j)
{
    fault_here(j, 1, "JSON has no comments%.*s", STR(""))->hint =
        STR("remove it, or keep the data as YAML, where '#' starts a comment");
    return false;
}

static bool is_comment(const Json *j)
{
    char next = j->i + 1 < j->len ? j->text[j->i + 1] : '\0';
    return j->text[j->i] == '#' ||
           (j->text[j->i] == '/' && (next == '/' || next == '*'));
}

/* The comma before the bracket at j->i. */
static bool fault_trailing_comma(Json *j)
{
    size_t comma = j->i;
    while (comma > 0 && j->text[comma] != ',')
        comma--;
    return json_fault(j, comma, comma + 1,
                      j->text[j->i] == '}' ? "trailing comma before '}'"
                                           : "trailing comma before ']'",
                      "remove the comma");
}

static bool follows_comma(const Json *j)
{
    size_t i = j->i;
    while (i > 0 && strchr(" \t\r\n", j->text[i - 1]) && j->text[i - 1])
        i--;
    return i > 0 && j->text[i - 1] == ',';
}

static bool fault_word(Json *j)
{
    static const struct {
        const char *word, *hint;
    } known[] = {
        { "True", "write true" },
        { "TRUE", "write true" },
        { "yes", "write true" },
        { "False", "write false" },
        { "FALSE", "write false" },
        { "no", "write false" },
        { "None", "write null" },
        { "Null", "write null" },
        { "NULL", "write null" },
        { "nil", "write null" },
        { "undefined", "write null" },
        { "NaN", "JSON has no NaN; write null where there is no value" },
        { "nan", "JSON has no NaN; write null where there is no value" },
        { "Infinity", "JSON has no infinity; write null" },
        { "inf", "JSON has no infinity; write null" },
        { "Inf", "JSON has no infinity; write null" },
    };
    Str word = word_at(j);
    Str shown = text_shown(j->env->diags->arena, word);
    Diag *d = fault_here(j, word.len, "'%.*s' is not a value of JSON", shown);

    d->hint = STR("put text between double quotes");
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (str_is(word, known[i].word))
            d->hint = str_of(known[i].hint);
    return false;
}

bool json_fault_value(Json *j)
{
    if (j->i >= j->len)
        return fault_unclosed(j);

    char c = j->text[j->i];
    if ((c == ']' || c == '}') && follows_comma(j))
        return fault_trailing_comma(j);
    if (is_comment(j))
        return fault_comment(j);
    if (c == '\'')
        return json_fault(j, j->i, j->i + 1, "text in single quotes",
                          "use double quotes");
    if (c == '+')
        return json_fault(j, j->i, j->i + 1, "a number has no '+' in front",
                          "remove the '+'");
    if (c == '.')
        return json_fault(j, j->i, j->i + 1, "a number begins with a digit",
                          "write a 0 before the point");
    if (is_word(c) && (unsigned char)c < 0x80)
        return fault_word(j);
    fault_here(j, 1, "expected a value, found %.*s", character_name(j));
    return false;
}

bool json_fault_key(Json *j)
{
    if (j->i >= j->len)
        return fault_unclosed(j);

    char c = j->text[j->i];
    if (c == '}' && follows_comma(j))
        return fault_trailing_comma(j);
    if (is_comment(j))
        return fault_comment(j);
    if (c == '\'')
        return json_fault(j, j->i, j->i + 1, "a key in single quotes",
                          "use double quotes");
    if (is_word(c) && (unsigned char)c < 0x80) {
        Str word = word_at(j);
        Str shown = text_shown(j->env->diags->arena, word);
        fault_here(j, word.len, "key '%.*s' needs double quotes", shown)->hint =
            str_format(j->env->diags->arena, "write \"%.*s\"", STR_ARG(shown));
        return false;
    }
    Diag *d = fault_here(j, 1, "expected a key in double quotes, found %.*s",
                         character_name(j));
    point_at_opening(j, d);
    return false;
}

bool json_fault_after_item(Json *j)
{
    if (j->i >= j->len)
        return fault_unclosed(j);
    if (is_comment(j))
        return fault_comment(j);

    bool is_map = open_frame(j)->is_map;
    char c = j->text[j->i];
    Diag *d = fault_here(j, 1,
                         is_map ? "expected ',' or '}' in a map, found %.*s"
                                : "expected ',' or ']' in a list, found %.*s",
                         character_name(j));
    if (c == '"' || c == '{' || c == '[' || is_word(c))
        d->hint = STR("a comma is missing before it");
    else if (c == ':' && !is_map)
        d->hint = STR("keys and values stand between '{' and '}'");
    point_at_opening(j, d);
    return false;
}

bool json_fault_after_end(Json *j)
{
    if (is_comment(j))
        return fault_comment(j);
    fault_here(j, 1, "%.*s after the end of the data", character_name(j))
        ->hint = STR("a file holds one value; put several into a list");
    return false;
}
