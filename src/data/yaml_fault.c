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

/*
 * libfyaml speaks of scalars and nodes.  What it says most often is said here
 * in other words, and what to do about it; `message` NULL keeps its own.
 */
typedef struct {
    const char *words, *message, *hint;
} Wording;

static Wording wording_of(Str message)
{
    static const Wording wordings[] = {
        { "tab", "a tab indents this line", "indent with spaces" },
        { "nested block mapping on the same line", "a second ': ' on the line",
          "put text that contains ': ' between quotes" },
        { "multiline plain key", "this text runs on into a line with a key",
          "check the indentation, and that each key is followed by ':'" },
        { "plain scalar cannot start with",
          "text cannot begin with this character unless it is quoted",
          "put the text between quotes" },
        { "invalid escape", NULL,
          "write a backslash as \\\\, or use single quotes" },
        { "wrongly indented double-quoted",
          "the line below this text is not indented",
          "the closing quote may be missing" },
        { "wrongly indented single-quoted",
          "the line below this text is not indented",
          "the closing quote may be missing" },
        { "without closing quote", "this text has no closing quote", NULL },
        { "trailing content after", "more text after the closing quote",
          "quotes go around all of the text; write \\\" or '' inside it" },
        { "sequence without a closing bracket",
          "the closing ']' of a list is missing", NULL },
        { "missing comma in flow mapping",
          "a comma or the closing '}' of a map is missing", NULL },
        { "missing comma in flow sequence",
          "a comma or the closing ']' of a list is missing", NULL },
        { "expected node content", "a value or a closing bracket is missing",
          NULL },
        { "could not find expected ':'", "expected ':' after a key",
          "check the indentation, and that each key is followed by ':'" },
        { "did not find expected key", "expected a key",
          "check the indentation, and that each key is followed by ':'" },
        { "did not find expected '-'", "expected '-' before a list item",
          "check the indentation" },
        { "in sequence while in mapping",
          "this list item is indented unlike the others",
          "check the indentation" },
        { "in plain multiline", "this line is indented unlike the others",
          "check the indentation" },
        { "at the end of block sequence",
          "this line is not part of the list above it",
          "begin it with '-', or indent it" },
        { "extra closing", "a closing bracket without an opening one", NULL },
        { "no linebreak found", "expected the end of the line after '|' or '>'",
          NULL },
        { "inden", NULL, "check the indentation" },
        { "undefined tag", NULL,
          "put text that begins with '!' between quotes" },
    };

    for (size_t i = 0; i < COUNT_OF(wordings); i++)
        if (str_find(message, str_of(wordings[i].words)) < message.len)
            return wordings[i];
    return (Wording){ 0 };
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
    Wording wording = wording_of(message);
    yaml_fault(y, at, end, wording.message ? wording.message : message.at,
               wording.hint);
}
