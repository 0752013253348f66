/* yaml_check.c - bytes that never reach libfyaml. */

#include "data/yaml.h"

/*
 * Measured with libfyaml 0.7.12: it keeps a few hundred bytes for each bracket
 * that is open, and for each token of a line that may yet turn out to be a key;
 * the time that directives and tags take grows with the square of their length.
 */
enum {
    LONGEST_LINE = 1 << 20,
    LONGEST_DIRECTIVE = 200,
    LONGEST_TAG = 1000,
    MOST_OPEN_BRACKETS = 100000
};

static bool fault_limit(Yaml *y, size_t at, const char *message)
{
    Diag *d =
        diag_error(y->env->diags, span_of(y->src, at, at + 1), "%s", message);
    d->code = "limit/yaml";
    d->fault = FAULT_LIMIT;
    d->hint = STR("give data of this kind as JSON");
    y->has_fault = true;
    return false;
}

static bool check_line(Yaml *y, size_t start, size_t end)
{
    Str text = y->src->text;

    if (end - start > LONGEST_LINE)
        return fault_limit(y, start, "a line has more than 1048576 bytes");
    if (text.at[start] == '%' && end - start > LONGEST_DIRECTIVE)
        return fault_limit(y, start, "a directive is longer than 200 bytes");
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* At a '!': a tag, unless it stands inside a word. */
static bool check_tag(Yaml *y, size_t i)
{
    Str text = y->src->text;
    size_t end = i;

    if (i > 0 && !is_space(text.at[i - 1]) && !strchr("[{,:?-", text.at[i - 1]))
        return true;
    while (end < text.len && !is_space(text.at[end]))
        end++;
    return end - i <= LONGEST_TAG ||
           fault_limit(y, i, "a tag is longer than 1000 bytes");
}

static bool check_lengths(Yaml *y)
{
    Str text = y->src->text;
    size_t start = 0, open = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\n') {
            if (!check_line(y, start, i))
                return false;
            start = i + 1;
        } else if (c == '[' || c == '{') {
            if (++open > MOST_OPEN_BRACKETS)
                return fault_limit(y, i,
                                   "more than 100000 brackets are open here");
        } else if (c == ']' || c == '}') {
            open -= open > 0;
        } else if (c == '!' && !check_tag(y, i)) {
            return false;
        }
    }
    return start == text.len || check_line(y, start, text.len);
}

static bool is_control(unsigned char c)
{
    return c == 0x7f || (c < 0x20 && c != '\t' && c != '\n' && c != '\r');
}

bool yaml_check_source(Yaml *y)
{
    Str text = y->src->text;
    size_t bad = utf8_invalid_at(text);

    if (bad < text.len)
        return yaml_fault(y, bad, bad + 1, "this byte is not valid UTF-8",
                          "save the file as UTF-8");
    for (size_t i = 0; i < text.len; i++)
        if (is_control((unsigned char)text.at[i]))
            return yaml_fault(y, i, i + 1, "control character in the text",
                              "remove it, or write it as \"\\x01\" in double "
                              "quotes");
    return check_lengths(y);
}
