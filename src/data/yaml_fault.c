/* yaml_fault.c - what is wrong with a YAML text, said so that it helps. */

#include "data/build.h"
#include "data/yaml.h"

bool yaml_fault(Yaml *y, size_t start, size_t end, const char *message,
                const char *hint)
{
    Diag *d =
        diag_error(y->env->diags, span_of(y->src, start, end), "%s", message);
    d->code = "yaml/syntax";
    if (hint)
        d->hint = str_of(hint);
    y->has_fault = true;
    return false;
}

bool yaml_fault_template(Yaml *y, size_t i)
{
    Str text = y->src->text;

    if (i + 1 >= text.len || text.at[i] != '{' ||
        (text.at[i + 1] != '{' && text.at[i + 1] != '%'))
        return false;
    bool is_value = text.at[i + 1] == '{';
    yaml_fault(y, i, i + 2,
               is_value ? "text that begins with '{{' needs quotes in YAML"
                        : "text that begins with '{%' needs quotes in YAML",
               is_value ? "write \"{{ ... }}\", in double quotes"
                        : "write \"{% ... %}\", in double quotes");
    return true;
}

/* Byte offset of a line and column as libfyaml counts them, both from 1. */
static size_t offset_of(Str text, int line, int column)
{
    size_t i = 0;

    for (int at = 1; at < line && i < text.len; at++) {
        size_t len = str_find(str_slice(text, i, text.len), STR("\n"));
        i += len + 1;
    }
    for (int at = 1; at < column && i < text.len && text.at[i] != '\n'; at++)
        utf8_next(text, &i);
    return i < text.len ? i : text.len;
}

static size_t line_start(Str text, size_t i)
{
    while (i > 0 && text.at[i - 1] != '\n')
        i--;
    return i;
}

/* Template code that starts an unquoted value on the line of `i`. */
static bool line_has_template(Yaml *y, size_t i)
{
    Str text = y->src->text;

    for (size_t at = line_start(text, i); at < text.len && at <= i; at++) {
        if (text.at[at] == '"' || text.at[at] == '\'' || text.at[at] == '\n')
            return false;
        bool starts_value = at >= 2 && text.at[at - 1] == ' ' &&
                            (text.at[at - 2] == ':' || text.at[at - 2] == '-');
        if (starts_value && yaml_fault_template(y, at))
            return true;
    }
    return false;
}

/* What to do about a message of libfyaml, by the words in it. */
static const char *hint_for(Str message)
{
    static const struct {
        const char *words, *hint;
    } hints[] = {
        { "tab character", "indent with spaces" },
        { "tabs", "indent with spaces" },
        { "nested block mapping on the same line",
          "put text that contains ': ' between quotes" },
        { "multiline plain key",
          "check the indentation, and that each key is followed by ':'" },
        { "cannot start with", "put the text between quotes" },
        { "invalid escape", "write a backslash as \\\\, or use single quotes" },
        { "wrongly indented double-quoted",
          "the closing quote may be missing" },
        { "wrongly indented single-quoted",
          "the closing quote may be missing" },
        { "without a closing", "close the bracket" },
        { "undefined tag", "put text that begins with '!' between quotes" },
    };

    for (size_t i = 0; i < COUNT_OF(hints); i++)
        if (str_find(message, str_of(hints[i].words)) < message.len)
            return hints[i].hint;
    return NULL;
}

void yaml_fault_of_library(Yaml *y, struct fy_diag *diag)
{
    void *place = NULL;
    const struct fy_diag_error *e = fy_diag_errors_iterate(diag, &place);

    if (!e) {
        yaml_fault(y, 0, 0, "this is not YAML", NULL);
        return;
    }
    size_t at = offset_of(y->src->text, e->line, e->column);
    if (line_has_template(y, at))
        return;
    Str message = str_copy(y->env->diags->arena, str_trim(str_of(e->msg)));
    size_t end = at < y->src->text.len ? at + 1 : at;
    yaml_fault(y, at, end, message.at, hint_for(message));
}
