/* Spellings of other languages, and ours. */

#include "template/hints.h"

#include "test.h"

TEST(other_languages_have_their_spelling_named)
{
    static const char *const pairs[][2] = {
        { "{{#if items}}yes", "write {% if items %} ... {% endif %}" },
        { "#each rows", "write {% for item in rows %} ... {% endfor %}" },
        { "#unless x", "write {% if not x %} ... {% endif %}" },
        { "{{/if}}", "write {% endif %}" },
        { "{{/each}}", "write {% endfor %}" },
        { "{{else}}", "write {% else %}" },
        { "{{> footer}}", "use a block of its own: - include: footer" },
        { "{{{ name }}}", "write {{ name }}" },
        { "{% assign a = b %}",
          "write {% set a = b %}, or a name under `let:`" },
        { "{% elsif a > 1 %}", "write {% elif a > 1 %}" },
        { "{%- unless a -%}", "write {% if not a %} ... {% endif %}" },
        { "end", "write {% endif %} or {% endfor %}" },
        { "{d.client.name:upper}", "write {{ client.name }}" },
        { "=SUM(A1:A9)", "write rows | sum('field')" },
        { "IF(a, b, c)", "write a if condition else b" },
        { "a && b", "write `and`" },
        { "a || b", "write `or`" },
        { "a <> b", "write !=" },
        { "a > 1 ? 'x' : 'y'", "write 'x' if a > 1 else 'y'" },
        { "spend | money: 2", "write money(2)" },
        { "!done", "write not done" },
        { "rows.length", "write list | length" },
        { "<%= name %>", "write {{ name }} or {% if ... %}" },
        { "\xE2\x80\x98text\xE2\x80\x99", "use straight quotes: 'text'" },
        { "=spend / clicks", "leave out the = at the front" },
    };
    Arena *a = arena_new();

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        Str hint = syntax_hint(a, str_of(pairs[i][0]));
        assert_string_equal(str_copy(a, hint).at, pairs[i][1]);
    }
    arena_free(a);
}

TEST(what_is_ours_has_no_hint)
{
    static const char *const texts[] = {
        "",           " ",      "spend / clicks",         "end_of_month + 1",
        "a != b",     "a >= b", "rows | where('a && b')", "{{ x }}",
        "{% if x %}", "{",      "rows | sum('x')",        "endif",
    };
    Arena *a = arena_new();

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_int_equal(syntax_hint(a, str_of(texts[i])).len, 0);
    arena_free(a);
}

TEST(any_bytes_have_a_hint_or_none)
{
    Arena *a = arena_new();
    char bytes[24];
    uint32_t seed = 1;

    for (int round = 0; round < 20000; round++) {
        static const char letters[] = "{}%#/!&|?:.=<>-+'\"\\ \nda\xE2\x80\x98(";
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = letters[(seed >> 16) % (sizeof letters - 1)];
        }
        Str text = { bytes, round % sizeof bytes };
        syntax_hint(a, text);
        size_t start = 0, end = 0;
        while (foreign_code_find(text, &start, &end)) {
            assert_true(start < end && end <= text.len);
            start = end;
        }
    }
    arena_free(a);
}

TEST(foreign_code_is_found_outside_of_our_own)
{
    size_t start = 0, end = 0;

    assert_true(foreign_code_find(STR("a {{ x }} {d.name} b"), &start, &end));
    assert_int_equal(start, 10);
    assert_int_equal(end, 18);
    start = end;
    assert_false(foreign_code_find(STR("a {{ x }} {d.name} b"), &start, &end));
    start = 0;
    assert_false(
        foreign_code_find(STR("{{ '{d.x}' }} {# {d.x} #}"), &start, &end));
    assert_false(foreign_code_find(STR("= 3 (three)"), &start, &end));
    assert_false(foreign_code_find(STR("${{ spend }} {d. x"), &start, &end));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(other_languages_have_their_spelling_named),
        RUN(what_is_ours_has_no_hint),
        RUN(any_bytes_have_a_hint_or_none),
        RUN(foreign_code_is_found_outside_of_our_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
