/* cut.c - expressions that YAML has cut in two. */

#include "template/template_private.h"

/* Whether a quote or bracket of the expression `s` is still open at its end. */
static bool is_open(Str s)
{
    char quote = 0;
    long depth = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (quote) {
            if (c == '\\')
                i++;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(' || c == '[' || c == '{') {
            depth++;
        } else if (c == ')' || c == ']' || c == '}') {
            depth--;
        }
    }
    return quote || depth > 0;
}

/* An apostrophe in words is no open quote, but {{ without }} is open. */
static bool is_open_text(Str s)
{
    size_t open = str_find(s, STR("{{")), statement = str_find(s, STR("{%"));
    size_t from = open < statement ? open : statement;

    if (from == s.len)
        return false;
    Str rest = str_slice(s, from, s.len);
    return str_find(rest, open < statement ? STR("}}") : STR("%}")) == rest.len;
}

/* What is written on the line after `v`, if it is a comment. */
static Str comment_after(const Value *v)
{
    Str text = v->span.src->text;
    size_t i = v->span.end;

    while (i < text.len && (text.at[i] == ' ' || text.at[i] == '\t'))
        i++;
    if (i == v->span.end || i >= text.len || text.at[i] != '#')
        return (Str){ 0 };
    Str rest = str_slice(text, i, text.len);
    return str_trim(str_slice(rest, 0, str_find(rest, STR("\n"))));
}

bool cut_by_comment(Loader *l, const Member *m)
{
    const Value *v = &m->value;

    if (v->kind != VALUE_TEXT || v->is_quoted || !v->span.src)
        return false;
    if (!is_open(v->as.text) && !is_open_text(v->as.text))
        return false;
    Str comment = comment_after(v);
    if (!comment.len)
        return false;
    Diag *d = fault(l, v->span, "template/cut",
                    "the rest of '%.*s' is a comment, since ' #' begins one",
                    STR_ARG(m->key));
    Str whole = str_format(l->env->arena, "%.*s %.*s", STR_ARG(v->as.text),
                           STR_ARG(comment));
    set_hint(l, d, "put it in quotes: %.*s: %.*s", STR_ARG(m->key),
             STR_ARG(quoted(l, shown_short(l, whole))));
    return true;
}

size_t cut_by_comma(Loader *l, Members map, size_t i)
{
    const Value *v = &map.at[i].value;
    size_t count = 0;

    if (v->kind != VALUE_TEXT || v->is_quoted || !is_open(v->as.text))
        return 0;
    Str whole = v->as.text;
    while (is_open(whole)) {
        count++;
        if (i + count >= map.len || !is_blank(&map.at[i + count].value))
            return 0;
        whole = str_format(l->env->arena, "%.*s, %.*s", STR_ARG(whole),
                           STR_ARG(map.at[i + count].key));
    }
    Diag *d =
        fault(l, v->span, "template/cut", "the comma ends the value of '%.*s'",
              STR_ARG(map.at[i].key));
    set_hint(l, d, "put it in quotes: %.*s: %.*s", STR_ARG(map.at[i].key),
             STR_ARG(quoted(l, shown_short(l, whole))));
    return count;
}
