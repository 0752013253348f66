/* hints.c - the right spelling for what other languages write. */

#include "template/hints.h"

enum {
    LONGEST_SHOWN = 60,
    LONGEST_TAG = 500 /* looked at for its end */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static Str skip(Str s, size_t count)
{
    return str_trim(str_slice(s, count, s.len));
}

/* The bytes of `s` before the first of `stops`. */
static Str until(Str s, const char *stops)
{
    size_t i = 0;

    while (i < s.len && !strchr(stops, s.at[i]))
        i++;
    return str_slice(s, 0, i);
}

/* Words from the user's text, for quoting; "..." where there are none. */
static Str shown(Arena *a, Str s)
{
    s = str_trim(until(s, "\n"));
    if (!s.len)
        return STR("...");
    if (s.len <= LONGEST_SHOWN)
        return s;
    size_t end = LONGEST_SHOWN;
    while (end > 0 && ((unsigned char)s.at[end] & 0xC0) == 0x80)
        end--;
    return str_format(a, "%.*s...", STR_ARG(str_slice(s, 0, end)));
}

static bool starts_with_word(Str s, const char *word)
{
    Str w = str_of(word);

    return str_starts(s, w) &&
           (s.len == w.len || !(is_letter(s.at[w.len]) || s.at[w.len] == '-'));
}

/* ---- Handlebars and Mustache --------------------------------------------- */

static Str hint_section(Arena *a, Str s)
{
    Str rest = skip(s, 1);

    if (starts_with_word(rest, "if"))
        return str_format(a, "write {%% if %.*s %%} ... {%% endif %%}",
                          STR_ARG(shown(a, skip(rest, 2))));
    if (starts_with_word(rest, "unless"))
        return str_format(a, "write {%% if not %.*s %%} ... {%% endif %%}",
                          STR_ARG(shown(a, skip(rest, 6))));
    if (starts_with_word(rest, "each"))
        return str_format(a,
                          "write {%% for item in %.*s %%} ... {%% endfor %%}",
                          STR_ARG(shown(a, skip(rest, 4))));
    if (starts_with_word(rest, "with"))
        return str_format(a, "write the names in full: {{ %.*s.name }}",
                          STR_ARG(shown(a, skip(rest, 4))));
    return str_format(
        a,
        "write {%% if %.*s %%} ... {%% endif %%}, or {%% for item "
        "in %.*s %%} ... {%% endfor %%}",
        STR_ARG(shown(a, rest)), STR_ARG(shown(a, rest)));
}

static Str hint_section_end(Str s)
{
    Str rest = skip(s, 1);

    if (starts_with_word(rest, "if") || starts_with_word(rest, "unless"))
        return STR("write {% endif %}");
    if (starts_with_word(rest, "each"))
        return STR("write {% endfor %}");
    return STR("write {% endif %} or {% endfor %}");
}

static Str hint_handlebars(Arena *a, Str s)
{
    if (s.at[0] == '#')
        return hint_section(a, s);
    if (s.at[0] == '/' && s.len > 1 && is_letter(s.at[1]))
        return hint_section_end(s);
    if (s.at[0] == '^')
        return str_format(a, "write {%% if not %.*s %%} ... {%% endif %%}",
                          STR_ARG(shown(a, skip(s, 1))));
    if (s.at[0] == '>')
        return str_format(a, "use a block of its own: - include: %.*s",
                          STR_ARG(shown(a, skip(s, 1))));
    if (str_starts(s, STR("!--")) || str_starts(s, STR("! ")))
        return STR("write comments as {# ... #}");
    if (str_is(s, "else"))
        return STR("write {% else %}");
    if (starts_with_word(s, "else if"))
        return str_format(a, "write {%% elif %.*s %%}",
                          STR_ARG(shown(a, skip(s, 7))));
    if (str_starts(s, STR("this.")))
        return STR("name the item: {% for item in list %}{{ item.name }}");
    if (str_starts(s, STR("@index")))
        return STR("write loop.index0, or loop.index to count from 1");
    return (Str){ 0 };
}

/* ---- Liquid and Twig ----------------------------------------------------- */

static Str hint_set(Arena *a, Str s)
{
    Str name = str_trim(until(s, "="));
    Str value = name.len < s.len ? skip(s, str_find(s, STR("=")) + 1) : s;

    return str_format(a,
                      "write {%% set %.*s = %.*s %%}, or a name under `let:`",
                      STR_ARG(shown(a, name)), STR_ARG(shown(a, value)));
}

static Str hint_liquid(Arena *a, Str s)
{
    static const struct {
        const char *word;
        const char *hint;
    } fixed[] = {
        { "endunless", "write {% endif %}" },
        { "end", "write {% endif %} or {% endfor %}" },
        { "endeach", "write {% endfor %}" },
        { "comment", "write comments as {# ... #}" },
        { "endcomment", "write comments as {# ... #}" },
        { "capture", "name the value under `let:`, or write {% set name = ... "
                     "%}" },
        { "case", "write {% if x == 1 %} ... {% elif x == 2 %} ... {% endif "
                  "%}" },
        { "when", "write {% elif x == value %}" },
        { "include", "use a block of its own: - include: name" },
        { "render", "use a block of its own: - include: name" },
        { "import", "use a block of its own: - include: name" },
        { "extends", "write `extends: name` at the top of the template" },
        { "block", "give a block an `id:`, and `replace:` it in a template "
                   "that extends this one" },
        { "macro", "write the blocks in a file of their own and `include:` "
                   "it" },
    };

    if (starts_with_word(s, "assign"))
        return hint_set(a, skip(s, 6));
    if (starts_with_word(s, "unless"))
        return str_format(a, "write {%% if not %.*s %%} ... {%% endif %%}",
                          STR_ARG(shown(a, skip(s, 6))));
    if (starts_with_word(s, "elsif") || starts_with_word(s, "elseif"))
        return str_format(a, "write {%% elif %.*s %%}",
                          STR_ARG(shown(a, skip(s, s.at[4] == 'f' ? 5 : 6))));
    if (starts_with_word(s, "foreach") || starts_with_word(s, "each"))
        return STR("write {% for item in list %} ... {% endfor %}");
    for (size_t i = 0; i < COUNT_OF(fixed); i++)
        if (starts_with_word(s, fixed[i].word))
            return str_of(fixed[i].hint);
    return (Str){ 0 };
}

/* ---- Excel --------------------------------------------------------------- */

static Str hint_excel(Str s)
{
    static const struct {
        const char *function;
        const char *hint;
    } functions[] = {
        { "SUM(", "write rows | sum('field')" },
        { "SUMIF(", "write rows | where('channel == \"Search\"') | "
                    "sum('field')" },
        { "SUMIFS(", "write rows | where('channel == \"Search\"') | "
                     "sum('field')" },
        { "AVERAGE(", "write rows | mean('field')" },
        { "COUNT(", "write rows | length" },
        { "COUNTA(", "write rows | length" },
        { "COUNTIF(", "write rows | where('spend > 0') | length" },
        { "MIN(", "write rows | min(attribute='field')" },
        { "MAX(", "write rows | max(attribute='field')" },
        { "ROUND(", "write value | round(1); a format such as number(1) only "
                    "prints it so" },
        { "ABS(", "write value | abs" },
        { "IF(", "write a if condition else b" },
        { "IFERROR(", "write value | default(0); dividing by zero gives none" },
        { "CONCAT(", "write a ~ b" },
        { "CONCATENATE(", "write a ~ b" },
        { "TEXT(", "write value | number(2), or {{ value | number(2) }} in "
                   "text" },
        { "VLOOKUP(", "write (rows | where('name == \"x\"') | first).field" },
        { "XLOOKUP(", "write (rows | where('name == \"x\"') | first).field" },
        { "TODAY(", "the date of the report is report.as_of; templates have "
                    "no clock" },
        { "NOW(", "the date of the report is report.as_of; templates have no "
                  "clock" },
    };

    for (size_t i = 0; i < COUNT_OF(functions); i++)
        if (str_starts(s, str_of(functions[i].function)))
            return str_of(functions[i].hint);
    return (Str){ 0 };
}

/* ---- Operators of other languages ---------------------------------------- */

/* Where `part` is outside of quotes, or s.len. */
static size_t find_code(Str s, const char *part)
{
    size_t len = strlen(part);
    char quote = 0;

    for (size_t i = 0; i + len <= s.len; i++) {
        char c = s.at[i];
        if (quote) {
            if (c == '\\')
                i++;
            else if (c == quote)
                quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (memcmp(s.at + i, part, len) == 0) {
            return i;
        }
    }
    return s.len;
}

static Str hint_choice(Arena *a, Str s)
{
    size_t mark = find_code(s, " ? ");

    if (mark == s.len)
        return (Str){ 0 };
    Str rest = skip(s, mark + 3);
    size_t colon = find_code(rest, ":");
    return str_format(a, "write %.*s if %.*s else %.*s",
                      STR_ARG(shown(a, str_slice(rest, 0, colon))),
                      STR_ARG(shown(a, str_slice(s, 0, mark))),
                      STR_ARG(shown(a, colon < rest.len ? skip(rest, colon + 1)
                                                        : (Str){ 0 })));
}

/* `x | money: 2` of Liquid: a filter's name, a colon, a value. */
static Str hint_filter_colon(Arena *a, Str s)
{
    size_t bar = find_code(s, "|");

    while (bar < s.len) {
        Str filter = skip(s, bar + 1);
        size_t i = 0;
        while (i < filter.len && is_letter(filter.at[i]))
            i++;
        Str rest = skip(filter, i);
        if (i && rest.len && rest.at[0] == ':')
            return str_format(a, "write %.*s(%.*s)",
                              STR_ARG(str_slice(filter, 0, i)),
                              STR_ARG(shown(a, until(skip(rest, 1), "|}"))));
        size_t next = find_code(filter, "|");
        s = filter;
        bar = next;
    }
    return (Str){ 0 };
}

static Str hint_operator(Arena *a, Str s)
{
    static const struct {
        const char *operator;
        const char *hint;
    } operators[] = {
        { "&&", "write `and`" },
        { "||", "write `or`" },
        { "===", "write ==" },
        { "!==", "write !=" },
        { "<>", "write !=" },
        { "=>", "write >= for `at least`; there are no functions" },
        { "=<", "write <=" },
        { "${", "write {{ name }} in text, and the bare name in expressions" },
        { "??", "write value | default(other)" },
        { "?.", "write a.b; a missing b is met by | default(other)" },
        { ".length", "write list | length" },
        { "\xE2\x80\x98", "use straight quotes: 'text'" },
        { "\xE2\x80\x99", "use straight quotes: 'text'" },
        { "\xE2\x80\x9C", "use straight quotes: 'text'" },
        { "\xE2\x80\x9D", "use straight quotes: 'text'" },
    };

    for (size_t i = 0; i < COUNT_OF(operators); i++)
        if (find_code(s, operators[i].operator) < s.len)
            return str_of(operators[i].hint);
    if (s.at[0] == '!' && s.len > 1 && s.at[1] != '=')
        return str_format(a, "write not %.*s", STR_ARG(shown(a, skip(s, 1))));
    Str choice = hint_choice(a, s);
    return choice.len ? choice : hint_filter_colon(a, s);
}

/* ---- Texts --------------------------------------------------------------- */

/* `{d.client.name:formatN(2)}` at the start of `s`: how far it goes. */
static size_t carbone_len(Str s)
{
    size_t i = 3;

    if (s.len < 5 || s.at[0] != '{' || (s.at[1] != 'd' && s.at[1] != 'c') ||
        s.at[2] != '.' || !is_letter(s.at[3]))
        return 0;
    while (i < s.len && i < LONGEST_TAG && s.at[i] != '}' && s.at[i] != '\n')
        i++;
    return i < s.len && s.at[i] == '}' ? i + 1 : 0;
}

static Str hint_carbone(Arena *a, Str s)
{
    Str path = until(str_slice(s, 3, s.len), ":}");

    return str_format(a, "write {{ %.*s }}", STR_ARG(shown(a, path)));
}

static bool is_formula(Str s)
{
    size_t i = 1;

    if (s.len < 4 || s.at[0] != '=')
        return false;
    while (i < s.len && s.at[i] >= 'A' && s.at[i] <= 'Z')
        i++;
    return i > 2 && i < s.len && s.at[i] == '(';
}

/* Past the {{ }} or {% %} or {# #} that starts at `i`, or `i`. */
static size_t past_own_code(Str text, size_t i)
{
    char open = i + 1 < text.len ? text.at[i + 1] : 0;
    const char *ends[] = { "}}", "%}", "#}" };
    size_t which = open == '{' ? 0 : open == '%' ? 1 : 2;

    if (text.at[i] != '{' || (open != '{' && open != '%' && open != '#'))
        return i;
    Str rest = str_slice(text, i + 2, text.len);
    size_t end = str_find(rest, str_of(ends[which]));
    return end < rest.len ? i + 2 + end + 2 : text.len;
}

static size_t erb_len(Str s)
{
    if (!str_starts(s, STR("<%")))
        return 0;
    s = str_slice(s, 0, s.len < LONGEST_TAG ? s.len : LONGEST_TAG);
    size_t end = str_find(s, STR("%>"));
    return end < s.len ? end + 2 : 0;
}

bool foreign_code_find(Str text, size_t *start, size_t *end)
{
    if (*start == 0 && is_formula(str_trim(text))) {
        *end = text.len;
        return true;
    }
    for (size_t i = *start; i < text.len; i++) {
        Str rest = str_slice(text, i, text.len);
        size_t own = past_own_code(text, i);
        size_t len = carbone_len(rest);
        if (own > i) {
            i = own - 1;
            continue;
        }
        if (!len)
            len = erb_len(rest);
        if (len) {
            *start = i;
            *end = i + len;
            return true;
        }
    }
    return false;
}

/* Without the braces of {{ }}, {{{ }}} and {% %}, and their dashes. */
static Str without_braces(Str s)
{
    bool has_braces = str_starts(s, STR("{{")) || str_starts(s, STR("{%"));

    if (!has_braces)
        return s;
    const char *close = s.at[1] == '%' ? "%}" : "}}";
    s = str_slice(s, 2, s.len);
    if (s.len && (s.at[0] == '-' || s.at[0] == '+' || s.at[0] == '{'))
        s = str_slice(s, 1, s.len);
    s = str_slice(s, 0, str_find(s, str_of(close)));
    if (s.len && s.at[s.len - 1] == '-')
        s = str_slice(s, 0, s.len - 1);
    return str_trim(s);
}

Str syntax_hint(Arena *a, Str text)
{
    Str s = str_trim(text);

    if (carbone_len(s))
        return hint_carbone(a, s);
    if (str_starts(s, STR("<%")))
        return STR("write {{ name }} or {% if ... %}");
    if (str_starts(s, STR("{{{")))
        return str_format(a, "write {{ %.*s }}",
                          STR_ARG(shown(a, without_braces(s))));
    s = without_braces(s);
    if (!s.len)
        return (Str){ 0 };
    Str hint = hint_handlebars(a, s);
    if (!hint.len)
        hint = hint_liquid(a, s);
    if (!hint.len)
        hint = hint_excel(s.at[0] == '=' ? skip(s, 1) : s);
    if (!hint.len)
        hint = hint_operator(a, s);
    if (!hint.len && s.at[0] == '=' && s.len > 1 && s.at[1] != '=' &&
        !is_digit(s.at[1]))
        hint = STR("leave out the = at the front");
    return hint;
}
