/* value.c - the value of a key, by what it is meant to be. */

#include "template/hints.h"
#include "template/template_private.h"

#include <math.h>

static Str slice_from(Str s, size_t from)
{
    return str_slice(s, from, s.len);
}

static Diag *fault_kind(Loader *l, const Member *m, const char *expected)
{
    const Value *v = &m->value;

    if (is_blank(v))
        return fault(l, key_span(m), "template/type",
                     "'%.*s' has no value, expected %s", STR_ARG(m->key),
                     expected);
    return fault(l, short_span(v), "template/type",
                 "'%.*s': expected %s, found %s", STR_ARG(m->key), expected,
                 value_kind_name(v));
}

bool load_scalar(Loader *l, const Member *m, const char *expected, Str *text)
{
    const Value *v = &m->value;

    if (v->kind == VALUE_TEXT) {
        *text = v->as.text;
        return true;
    }
    if (v->kind == VALUE_NUMBER || v->kind == VALUE_BOOL) {
        *text = v->span.src
                    ? str_slice(v->span.src->text, v->span.start, v->span.end)
                : v->kind == VALUE_NUMBER
                    ? decimal_format(l->env->arena, v->as.number)
                    : str_of(v->as.flag ? "true" : "false");
        return true;
    }
    fault_kind(l, m, expected);
    return false;
}

/* ---- Texts --------------------------------------------------------------- */

/* Code of other languages that would be printed as it stands. */
static bool check_foreign(Loader *l, const Value *v, Str text)
{
    size_t start = 0, end = 0;
    bool is_clean = true;

    while (foreign_code_find(text, &start, &end)) {
        Str code = str_slice(text, start, end);
        Span at = v->kind == VALUE_TEXT ? span_within(v, code) : v->span;
        Diag *d = fault(l, at, "template/syntax",
                        "'%.*s' is code of another language",
                        STR_ARG(shown_short(l, code)));
        d->hint = syntax_hint(l->env->arena, code);
        is_clean = false;
        start = end;
    }
    return is_clean;
}

const Text *load_text(Loader *l, const Member *m)
{
    Str text;

    if (cut_by_comment(l, m) || !load_scalar(l, m, "text", &text) ||
        !check_foreign(l, &m->value, text))
        return NULL;
    return text_compile(l->env, text, m->value.span);
}

/* ---- Expressions --------------------------------------------------------- */

/* Where {{ or {% stands outside of quotes, or s.len. */
static size_t find_braces(Str s)
{
    char quote = 0;

    for (size_t i = 0; i + 1 < s.len; i++) {
        char c = s.at[i];
        if (quote) {
            if (c == '\\')
                i++;
            else if (c == quote)
                quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '{' && (s.at[i + 1] == '{' || s.at[i + 1] == '%')) {
            return i;
        }
    }
    return s.len;
}

/* The inside of "{{ ... }}" if that is all of `s`. */
static bool take_braces(Str s, Str *inside)
{
    s = str_trim(s);
    if (s.len < 4 || !str_starts(s, STR("{{")) || !str_ends(s, STR("}}")))
        return false;
    Str in = str_slice(s, 2, s.len - 2);
    if (in.len && (in.at[0] == '-' || in.at[0] == '+') && s.len > 5)
        in = slice_from(in, 1);
    if (in.len && in.at[in.len - 1] == '-')
        in = str_slice(in, 0, in.len - 1);
    *inside = str_trim(in);
    return find_braces(in) == in.len;
}

static const Expr *fault_braces(Loader *l, const Member *m, Str source)
{
    Diag *d = fault(l, span_within(&m->value, source), "template/syntax",
                    "'%.*s' is one expression, not text with braces",
                    STR_ARG(m->key));

    d->hint = STR("leave out the braces and join texts with ~, as in "
                  "'Up ' ~ change");
    return NULL;
}

static bool is_handlebars(Str inside)
{
    return inside.len && strchr("#/^>!&{", inside.at[0]) != NULL;
}

static const Expr *compile_source(Loader *l, const Member *m, Str source)
{
    Str inside;

    source = str_trim(source);
    if (take_braces(source, &inside) && !is_handlebars(inside))
        source = inside;
    else if (find_braces(source) < source.len)
        return fault_braces(l, m, source);
    if (!source.len) {
        fault(l, key_span(m), "template/type",
              "'%.*s' has no value, expected an expression", STR_ARG(m->key));
        return NULL;
    }
    return expr_compile(l->env, source, span_within(&m->value, source));
}

static bool has_code(const Value *v)
{
    if (v->kind == VALUE_TEXT)
        return str_find(v->as.text, STR("{{")) < v->as.text.len;
    if (v->kind == VALUE_LIST)
        for (size_t i = 0; i < v->as.list.len; i++)
            if (has_code(&v->as.list.at[i]))
                return true;
    if (v->kind == VALUE_MAP)
        for (size_t i = 0; i < v->as.map.len; i++)
            if (has_code(&v->as.map.at[i].value))
                return true;
    return false;
}

static const Expr *literal(Loader *l, const Value *v)
{
    Expr *e = arena_make(l->env->arena, Expr);

    e->kind = EXPR_LITERAL;
    e->at = v->span;
    e->value = *v;
    return e;
}

static const Expr *literal_key(Loader *l, const Member *m)
{
    Value key = value_text(m->key);

    key.span = key_span(m);
    return literal(l, &key);
}

/* A list or map written as YAML; texts in it are texts unless in braces. */
static const Expr *build_literal(Loader *l, const Member *m)
{
    const Value *v = &m->value;
    bool is_map = v->kind == VALUE_MAP;

    if (!has_code(v))
        return literal(l, v);
    if (v->kind == VALUE_TEXT)
        return compile_source(l, m, v->as.text);

    size_t len = is_map ? v->as.map.len : v->as.list.len;
    const Expr **items = arena_make_array(l->env->arena, const Expr *, 2 * len);
    Expr *e = arena_make(l->env->arena, Expr);
    e->kind = is_map ? EXPR_MAP : EXPR_LIST;
    e->at = v->span;
    e->items = items;
    for (size_t i = 0; i < len; i++) {
        Member item = *m;
        if (is_map)
            item = v->as.map.at[i];
        else
            item.value = v->as.list.at[i];
        if (is_map)
            items[e->item_count++] = literal_key(l, &item);
        const Expr *value = build_literal(l, &item);
        if (!value)
            return NULL;
        items[e->item_count++] = value;
    }
    return e;
}

const Expr *load_expr(Loader *l, const Member *m)
{
    const Value *v = &m->value;

    if (is_blank(v)) {
        fault_kind(l, m, "an expression");
        return NULL;
    }
    if (v->kind != VALUE_TEXT)
        return build_literal(l, m);
    if (cut_by_comment(l, m))
        return NULL;
    return compile_source(l, m, v->as.text);
}

static bool starts_with_value(Str s)
{
    if (!str_starts(s, STR("value")))
        return false;
    return s.len == 5 || s.at[5] == ' ' || s.at[5] == '|' || s.at[5] == '.';
}

const Expr *load_format(Loader *l, const Member *m)
{
    Str text, inside;
    const Value *v = &m->value;

    if (cut_by_comment(l, m))
        return NULL;
    if (v->kind != VALUE_TEXT) {
        fault_kind(l, m, "a format such as money or number(2)");
        return NULL;
    }
    text = str_trim(v->as.text);
    if (take_braces(text, &inside) && !is_handlebars(inside))
        text = inside;
    while (text.len && (text.at[0] == '|' || text.at[0] == ' '))
        text = slice_from(text, 1);
    if (!text.len) {
        Diag *d = fault(l, key_span(m), "template/type", "'%.*s' is empty",
                        STR_ARG(m->key));
        d->hint = STR("write a format such as money or number(2)");
        return NULL;
    }
    Span at = span_within(v, text);
    if (starts_with_value(text))
        return expr_compile(l->env, text, at);
    Str source = str_format(l->env->arena, "value | %.*s", STR_ARG(text));
    return expr_compile(l->env, source, at);
}

/* ---- Loops --------------------------------------------------------------- */

bool name_is_identifier(Str s)
{
    static const char *const reserved[] = { "in",    "not",  "and", "or",
                                            "if",    "else", "is",  "true",
                                            "false", "none" };

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool is_letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!is_letter && (i == 0 || c < '0' || c > '9'))
            return false;
    }
    for (size_t i = 0; i < COUNT_OF(reserved); i++)
        if (str_is(s, reserved[i]))
            return false;
    return s.len > 0;
}

static bool fault_for(Loader *l, const Member *m, Span at)
{
    Diag *d = fault(l, at, "template/syntax",
                    "'%.*s': expected 'name in list' or 'key, name in map'",
                    STR_ARG(m->key));

    d->hint = STR("write a loop such as: row in campaigns");
    return false;
}

static bool take_names(Loader *l, Str part, StrList *names)
{
    while (true) {
        size_t comma = str_find(part, STR(","));
        Str name = str_trim(str_slice(part, 0, comma));
        if (!name_is_identifier(name) || names->len == 2)
            return false;
        *list_add(l->env->arena, names) = str_copy(l->env->arena, name);
        if (comma == part.len)
            return true;
        part = slice_from(part, comma + 1);
    }
}

bool load_for(Loader *l, const Member *m, StrList *names, const Expr **expr)
{
    const Value *v = &m->value;

    if (v->kind != VALUE_TEXT) {
        fault_kind(l, m, "a loop such as 'row in rows'");
        return false;
    }
    if (cut_by_comment(l, m))
        return false;
    Str text = str_trim(v->as.text), inside;
    if (take_braces(text, &inside))
        text = inside;
    else if (str_starts(text, STR("{%")) && str_ends(text, STR("%}")))
        text = str_trim(str_slice(text, 2, text.len - 2));
    if (str_starts(text, STR("for ")))
        text = str_trim(slice_from(text, 4));
    size_t in = str_find(text, STR(" in "));
    if (in == text.len || !take_names(l, str_slice(text, 0, in), names))
        return fault_for(l, m, span_within(v, text));
    Str list = str_trim(slice_from(text, in + 4));
    if (!list.len)
        return fault_for(l, m, span_within(v, text));
    *expr = expr_compile(l->env, list, span_within(v, list));
    return *expr != NULL;
}

/* ---- Words, names, numbers ----------------------------------------------- */

StrList words_of(Loader *l, const char *words)
{
    StrList list = { 0 };
    Str rest = str_of(words);

    while (rest.len) {
        size_t end = str_find(rest, STR(" "));
        if (end)
            *list_add(l->env->arena, &list) = str_slice(rest, 0, end);
        rest = end < rest.len ? slice_from(rest, end + 1) : (Str){ 0 };
    }
    return list;
}

/* What others call one of our words. */
static Str synonym_of(Str word, const StrList *words)
{
    static const char *const pairs[][2] = {
        { "pie", "donut" },         { "piechart", "donut" },
        { "pie_chart", "donut" },   { "doughnut", "donut" },
        { "histogram", "column" },  { "spark", "sparkline" },
        { "bridge", "waterfall" },  { "centre", "center" },
        { "middle", "center" },     { "warning", "risk" },
        { "tip", "insight" },       { "todo", "action" },
        { "deck", "presentation" }, { "slides", "presentation" },
        { "document", "report" },
    };

    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        for (size_t w = 0; w < words->len; w++)
            if (str_is(word, pairs[i][0]) && str_is(words->at[w], pairs[i][1]))
                return words->at[w];
    return (Str){ 0 };
}

static bool check_word(Loader *l, const Member *m, const char *words, Str word)
{
    StrList list = words_of(l, words);

    for (size_t i = 0; i < list.len; i++)
        if (str_equal(word, list.at[i]))
            return true;
    Diag *d =
        fault(l, m->value.span, "template/word", "'%.*s' cannot be '%.*s'",
              STR_ARG(m->key), STR_ARG(shown_short(l, word)));
    Str synonym = synonym_of(word, &list);
    if (synonym.len)
        set_hint(l, d, "did you mean '%.*s'?", STR_ARG(synonym));
    else
        hint_words(l, d, word, &list, list.len > 1 ? "one of: " : "write ");
    return false;
}

bool load_word(Loader *l, const Member *m, const char *words, Str *word)
{
    StrList list = words_of(l, words);
    Str all = str_join(l->env->arena, list.at, list.len, STR(", "));
    const char *expected =
        str_format(l->env->arena, list.len > 1 ? "one of %.*s" : "%.*s",
                   STR_ARG(all))
            .at;

    return load_scalar(l, m, expected, word) && check_word(l, m, words, *word);
}

bool load_name(Loader *l, const Member *m, Str *name)
{
    if (!load_scalar(l, m, "a name", name))
        return false;
    if (!str_trim(*name).len) {
        fault(l, key_span(m), "template/type", "'%.*s' is empty",
              STR_ARG(m->key));
        return false;
    }
    if (find_braces(*name) < name->len) {
        Diag *d =
            fault(l, m->value.span, "template/type",
                  "'%.*s' is a fixed name, without braces", STR_ARG(m->key));
        d->hint = STR("write the name as it stands in the rows or files");
        return false;
    }
    return true;
}

StrList load_names(Loader *l, const Member *m, const char *words)
{
    StrList names = { 0 };
    const Value *v = &m->value;
    bool is_list = v->kind == VALUE_LIST;
    size_t len = is_list ? v->as.list.len : 1;

    for (size_t i = 0; i < len; i++) {
        Member item = *m;
        Str name;
        if (is_list)
            item.value = v->as.list.at[i];
        if (!count_part(l, item.value.span))
            break;
        if (load_name(l, &item, &name) &&
            (!words || check_word(l, &item, words, name)))
            *list_add(l->env->arena, &names) = name;
    }
    return names;
}

bool load_flag(Loader *l, const Member *m, bool *flag)
{
    const Value *v = &m->value;

    if (v->kind == VALUE_BOOL) {
        *flag = v->as.flag;
        return true;
    }
    Diag *d = fault_kind(l, m, "true or false");
    if (v->kind == VALUE_TEXT)
        d->hint = STR("write true or false, without quotes; conditions go "
                      "under `if:`");
    return false;
}

bool load_number(Loader *l, const Member *m, double *number)
{
    const Value *v = &m->value;
    Decimal d;

    if (v->kind != VALUE_NUMBER) {
        Diag *said = fault_kind(l, m, "a number");
        if (v->kind == VALUE_TEXT && decimal_parse(v->as.text, &d))
            said->hint = STR("write the number without quotes");
        return false;
    }
    *number = decimal_to_double(v->as.number);
    if (isfinite(*number) && *number > 0)
        return true;
    fault(l, v->span, "template/type", "'%.*s' must be more than 0",
          STR_ARG(m->key));
    return false;
}

/* ---- Lengths ------------------------------------------------------------- */

static bool is_length(Str s)
{
    static const char *const units[] = { "fr", "pt", "mm", "cm", "in" };
    size_t digits = 0, i = 0;

    if (str_is(s, "auto"))
        return true;
    for (; i < s.len && (s.at[i] == '.' || (s.at[i] >= '0' && s.at[i] <= '9'));
         i++)
        digits += s.at[i] != '.';
    Decimal d;
    bool is_number =
        digits && digits < 10 && decimal_parse(str_slice(s, 0, i), &d);
    if (!is_number || decimal_compare(d, decimal_of_int(0)) <= 0)
        return false;
    Str unit = slice_from(s, i);
    for (size_t u = 0; u < COUNT_OF(units); u++)
        if (str_is(unit, units[u]))
            return true;
    return false;
}

bool load_length(Loader *l, const Member *m, Str *length)
{
    if (!load_scalar(l, m, "a length such as 3fr or 4cm", length))
        return false;
    if (is_length(*length))
        return true;
    Diag *d = fault(l, m->value.span, "template/length", "'%.*s' is no length",
                    STR_ARG(shown_short(l, *length)));
    Decimal n;
    if (decimal_parse(*length, &n))
        set_hint(l, d,
                 "add a unit: %.*spt, %.*smm, or a share of the room, "
                 "%.*sfr",
                 STR_ARG(*length), STR_ARG(*length), STR_ARG(*length));
    else if (str_ends(*length, STR("%")))
        d->hint = STR("write shares of the room as 1fr, 2fr");
    else
        d->hint = STR("write 3fr, 120pt, 40mm, 4cm, 1.5in or auto");
    return false;
}
