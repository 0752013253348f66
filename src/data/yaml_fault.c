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
 * libyaml speaks of tokens and indicators.  What it says most often is said
 * here in other words, and what to do about it; `message` NULL keeps its own.
 */
typedef struct {
    const char *words, *message, *hint;
} Wording;

static Wording wording_of(Str problem, char found)
{
    static const Wording wordings[] = {
        { "mapping values are not allowed", "a ':' where no key can be",
          "put text that contains ': ' between quotes; check the "
          "indentation" },
        { "could not find expected ':'", "this line is no 'key: value'",
          "check the indentation, and that each key is followed by ': '" },
        { "unexpected end of stream", "this text has no closing quote", NULL },
        { "unexpected document indicator",
          "this text is not closed before the line of dashes or dots", NULL },
        { "expected ',' or ']'",
          "a comma or the closing ']' of a list is missing",
          "put text with a comma, a bracket or ': ' in it between quotes" },
        { "expected ',' or '}'",
          "a comma or the closing '}' of a map is missing",
          "put text with a comma, a bracket or ': ' in it between quotes" },
        { "expected key",
          "this is neither a key nor part of the value before it",
          "check the indentation, and that quotes go around all of a text" },
        { "expected '-' indicator",
          "this line is not part of the list above it",
          "begin it with '-', or check the indentation" },
        { "expected node content", "a value is missing here", NULL },
        { "expected <document start>",
          "this line is not part of the data above it",
          "check the indentation and the closing brackets" },
        { "block sequence entries are not allowed",
          "a list item where no list can be",
          "put the '-' on a line of its own, below its key" },
        { "tab character", "a tab indents this line", "indent with spaces" },
        { "unknown escape", "unknown escape in text",
          "write a backslash as \\\\, or use single quotes" },
        { "alphabetic or numeric character",
          "text that begins with '*' or '&' needs quotes",
          "put the text between quotes" },
        { "comment or line break",
          "expected the end of the line after '|' or '>'", NULL },
        { "tag", NULL, "put text that begins with '!' between quotes" },
        { "directive", NULL, "put text that begins with '%' between quotes" },
        { "URI", "this is no tag",
          "put text that begins with '!' between quotes" },
    };

    if (str_find(problem, STR("cannot start any token")) < problem.len)
        return found == '\t'
                   ? (Wording){ NULL, "a tab indents this line",
                                "indent with spaces" }
                   : (Wording){ NULL,
                                "text cannot begin with this character "
                                "unless it is quoted",
                                "put the text between quotes" };
    for (size_t i = 0; i < COUNT_OF(wordings); i++)
        if (str_find(problem, str_of(wordings[i].words)) < problem.len)
            return wordings[i];
    return (Wording){ 0 };
}

/* The bracket that is open, as a second place. */
static void point_at_opening(const Yaml *y, const yaml_parser_t *parser)
{
    DiagList *ds = y->env->diags;
    Str context = str_of(parser->context ? parser->context : "");
    bool is_list = str_find(context, STR("flow sequence")) < context.len;
    bool is_map = str_find(context, STR("flow mapping")) < context.len;

    if ((!is_list && !is_map) || !ds->list.len)
        return;
    Diag *d = &ds->list.at[ds->list.len - 1];
    size_t at = yaml_place(y, parser->context_mark);
    d->cause = span_of(y->src, at, at < y->src->text.len ? at + 1 : at);
    d->cause_message =
        is_list ? STR("the list opened here") : STR("the map opened here");
}

/* Text is shown where it begins, all else where it went wrong. */
static size_t problem_place(const Yaml *y, const yaml_parser_t *parser,
                            Str problem)
{
    if (parser->error == YAML_READER_ERROR)
        return parser->problem_offset < y->src->text.len
                   ? parser->problem_offset
                   : y->src->text.len;
    bool is_text = str_find(problem, STR("unexpected")) < problem.len ||
                   str_find(problem, STR("alphabetic")) < problem.len ||
                   str_find(problem, STR("could not find")) < problem.len;
    return yaml_place(y, is_text ? parser->context_mark : parser->problem_mark);
}

void yaml_fault_of_library(Yaml *y, const yaml_parser_t *parser)
{
    Str text = y->src->text;
    Str problem = str_copy(
        y->env->diags->arena,
        str_of(parser->problem ? parser->problem : "this is not YAML"));
    size_t at = problem_place(y, parser, problem);

    if (parser->error == YAML_MEMORY_ERROR)
        problem = STR("YAML cannot be read: out of memory");
    if (line_has_template(y, at))
        return;
    Wording wording = wording_of(problem, at < text.len ? text.at[at] : '\n');
    yaml_fault(y, at, at < text.len ? at + 1 : at,
               wording.message ? wording.message : problem.at, wording.hint);
    point_at_opening(y, parser);
}
