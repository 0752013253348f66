/* test_diag.c - what problems look like to people and to programs. */

#include "diag/diag.h"
#include "test.h"

#include <stdlib.h>

static char *printed(const DiagList *ds,
                     void (*print)(const DiagList *, FILE *))
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    print(ds, out);
    fclose(out);
    return text;
}

TEST(an_error_points_at_the_template_and_the_data)
{
    Arena *a = arena_new();
    DiagList ds = { .arena = a };
    Source *tmpl =
        source_new(a, STR("invoice.rgt"),
                   STR("Caf\xC3\xA9\nTotal: {{ sum(items.total) }}\n"));
    Source *data =
        source_new(a, STR("invoice.json"), STR("{\n  \"total\": \"12\"\n}\n"));

    Diag *d = diag_error(&ds, (Span){ tmpl, 20, 31 },
                         "sum() needs numbers, but '%s' is text", "total");
    d->cause = (Span){ data, 13, 17 };
    d->cause_message = STR("the first text value is here");
    d->hint = STR("write 12, without quotes");

    char *text = printed(&ds, diags_print);
    assert_string_equal(
        text,
        "invoice.rgt:2:15: error: sum() needs numbers, but 'total' is text\n"
        "    2 | Total: {{ sum(items.total) }}\n"
        "      |               ^^^^^^^^^^^\n"
        "invoice.json:2:12: note: the first text value is here\n"
        "    2 |   \"total\": \"12\"\n"
        "      |            ^^^^\n"
        "      = hint: write 12, without quotes\n");
    assert_int_equal(ds.error_count, 1);
    free(text);
    arena_free(a);
}

TEST(programs_get_one_object_a_line)
{
    Arena *a = arena_new();
    DiagList ds = { .arena = a };
    Source *src = source_new(a, STR("a\"b.json"), STR("{\n  \"x\": 1\n}\n"));

    Diag *d = diag_error(&ds, (Span){ src, 9, 10 }, "bad \x01 thing");
    d->fault = FAULT_LIMIT;
    d->code = "limit/test";
    diag_warning(&ds, (Span){ 0 }, "mind");

    char *text = printed(&ds, diags_print_json);
    assert_string_equal(
        text,
        "{\"level\":\"error\",\"fault\":\"limit\",\"code\":\"limit/test\","
        "\"message\":\"bad \\u0001 thing\",\"at\":{\"file\":\"a\\\"b.json\","
        "\"line\":2,\"column\":8,\"end_line\":2,\"end_column\":9}}\n"
        "{\"level\":\"warning\",\"message\":\"mind\"}\n");
    free(text);
    arena_free(a);
}

TEST(errors_past_the_limit_are_counted_and_not_shown)
{
    Arena *a = arena_new();
    DiagList ds = { .arena = a };

    for (int i = 0; i < 25; i++)
        diag_error(&ds, (Span){ 0 }, "number %d", i);

    char *text = printed(&ds, diags_print);
    assert_int_equal(ds.error_count, 25);
    assert_non_null(strstr(text, "error: number 19\n"));
    assert_null(strstr(text, "number 20"));
    assert_non_null(strstr(text, "note: 5 more errors not shown\n"));
    free(text);
    arena_free(a);
}

TEST(a_very_long_line_is_quoted_around_the_place)
{
    Arena *a = arena_new();
    DiagList ds = { .arena = a };
    char *line = arena_alloc(a, 100000);
    memset(line, 'x', 99999);
    line[50000] = '!';
    Source *src = source_new(a, STR("long"), (Str){ line, 99999 });

    diag_error(&ds, (Span){ src, 50000, 50001 }, "here");
    char *text = printed(&ds, diags_print);
    assert_true(strlen(text) < 500);
    assert_non_null(strchr(text, '!'));
    free(text);
    arena_free(a);
}

TEST(a_place_at_the_end_of_a_file_is_its_last_line)
{
    Arena *a = arena_new();
    Source *src = source_new(a, STR("x"), STR("a\nb"));
    Place p = source_place(src, 3);
    assert_int_equal(p.line, 2);
    assert_int_equal(p.column, 2);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(an_error_points_at_the_template_and_the_data),
        RUN(programs_get_one_object_a_line),
        RUN(errors_past_the_limit_are_counted_and_not_shown),
        RUN(a_very_long_line_is_quoted_around_the_place),
        RUN(a_place_at_the_end_of_a_file_is_its_last_line),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
