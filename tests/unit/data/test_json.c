/* test_json.c - JSON: what is read, what is refused, and what is said. */

#include "data_test.h"
#include "io/io.h"

#include <dirent.h>

/* ---- The test suite of Nicolas Seriot ----------------------------------- */

/* The suite accepts a repeated key; this reader does not, on purpose. */
static bool repeats_a_key(const char *name)
{
    return strcmp(name, "y_object_duplicated_key.json") == 0 ||
           strcmp(name, "y_object_duplicated_key_and_value.json") == 0;
}

static bool is_as_expected(const char *name)
{
    Env *env = env_new();
    Str path = path_join(env->arena, STR("tests/json"), str_of(name));
    const Source *src = file_load(env, path, (Span){ 0 });
    bool is_read = json_parse(env, src) != NULL;
    bool is_reported = env->diags->error_count > 0;
    bool expect = name[0] == 'y' && !repeats_a_key(name);
    bool ok = is_read != is_reported && (name[0] == 'i' || is_read == expect);

    if (!ok)
        print_error("%s was %s\n", name, is_read ? "accepted" : "refused");
    env_free(env);
    return ok;
}

TEST(agrees_with_the_json_test_suite)
{
    DIR *folder = opendir("tests/json");
    size_t counts[3] = { 0 }, wrong = 0;
    struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        const char kinds[] = "yni";
        const char *kind = strchr(kinds, entry->d_name[0]);
        if (!kind || entry->d_name[1] != '_')
            continue;
        counts[kind - kinds]++;
        wrong += !is_as_expected(entry->d_name);
    }
    closedir(folder);
    assert_int_equal(counts[0], 95);
    assert_int_equal(counts[1], 188);
    assert_int_equal(counts[2], 35);
    assert_int_equal(wrong, 0);
}

/* ---- Values ------------------------------------------------------------- */

TEST(keeps_where_values_stood)
{
    Env *env = env_new();
    const Value *v = read_json(env, "{\n"
                                    "  \"n\\u00e4me\": \"Ac\\tme\",\n"
                                    "  \"kpis\": [ 1.50, true, null,\n"
                                    "    {\"é\": -2e3}\n"
                                    "  ]\n"
                                    "}\n");
    assert_non_null(v);
    assert_span(env, value_at(v, "näme"), 2, 16, "\"Ac\\tme\"");
    assert_str(env, value_at(v, "näme")->as.text, "Ac\tme");
    assert_span(env, value_path(v, "kpis[0]"), 3, 13, "1.50");
    assert_span(env, value_path(v, "kpis[1]"), 3, 19, "true");
    assert_span(env, value_path(v, "kpis[2]"), 3, 25, "null");
    assert_span(env, value_path(v, "kpis[3]"), 4, 5, "{\"é\": -2e3}");
    assert_span(env, value_path(v, "kpis[3].é"), 4, 11, "-2e3");
    const Member *m = member_find(v, STR("näme"));
    assert_str(env, str_slice(v->span.src->text, m->key_start, m->key_end),
               "\"n\\u00e4me\"");
    assert_string_equal(
        written(env, v),
        "{\"näme\":\"Ac\\tme\",\"kpis\":[1.50,true,null,{\"é\":-2000}]}");
    env_free(env);
}

TEST(reads_every_escape)
{
    Env *env = env_new();
    const Value *v =
        read_json(env, "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\ude00z\","
                       "\"\\u0000\", \"longer than sixteen bytes \\u00e9 and "
                       "then some more text, \\\"quoted\\\"\"]");
    assert_non_null(v);
    assert_str(env, v->as.list.at[0].as.text,
               "\"\\/\b\f\n\r\tA\xF0\x9F\x98\x80z");
    assert_int_equal(v->as.list.at[1].as.text.len, 1);
    assert_str(env, v->as.list.at[2].as.text,
               "longer than sixteen bytes é and then some more text, "
               "\"quoted\"");
    env_free(env);
}

TEST(text_without_escapes_is_a_slice_of_the_source)
{
    Env *env = env_new();
    const Value *v = read_json(env, "[\"plain\"]");
    Str src = v->span.src->text;

    assert_ptr_equal(v->as.list.at[0].as.text.at, src.at + 2);
    env_free(env);
}

TEST(numbers_are_decimals)
{
    static const char *const same[] = {
        "0",
        "-1.50",
        "123456789012345678",
        "1234567890123456789",
        "0.1234567890123456789",
        "12345678901234567890123456789012.34",
        "100000000000000000000",
        "-0.000001",
    };
    Env *env = env_new();

    for (size_t i = 0; i < COUNT_OF(same); i++)
        assert_string_equal(written(env, read_json(env, same[i])), same[i]);
    assert_string_equal(written(env, read_json(env, "-0")), "0");
    assert_string_equal(written(env, read_json(env, "1e6000")), "1e6000");
    assert_string_equal(written(env, read_json(env, "1E2")), "100");
    env_free(env);
}

/* Every length around the 16 bytes that are looked at together. */
TEST(finds_the_end_of_texts_of_every_length)
{
    Env *env = env_new();
    char text[80];

    for (size_t len = 0; len < 50; len++) {
        snprintf(text, sizeof text, "[\"%.*s\"]", (int)len,
                 "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
        const Value *v = read_json(env, cstring(env, str_of(text)));
        assert_int_equal(v->as.list.at[0].as.text.len, len);
        for (size_t at = 0; at < len; at++) {
            char saved = text[2 + at];
            text[2 + at] = '\xff';
            assert_null(read_json(env, cstring(env, str_of(text))));
            text[2 + at] = '\t';
            assert_null(read_json(env, cstring(env, str_of(text))));
            text[2 + at] = saved;
        }
    }
    env_free(env);
}

TEST(large_maps_find_their_members)
{
    Env *env = env_new();
    Buf text = { 0 };
    char key[16];

    buf_add_char(&text, '{');
    for (int i = 0; i < 5000; i++)
        buf_format(&text, "%s\"k%d\":%d", i ? "," : "", i * 7919 % 5000, i);
    buf_add_char(&text, '}');
    buf_add(&text, "", 1);
    const Value *v = read_json(env, text.at);
    assert_non_null(v);
    assert_int_equal(v->as.map.len, 5000);
    for (int i = 0; i < 5000; i++) {
        int64_t n;
        snprintf(key, sizeof key, "k%d", i * 7919 % 5000);
        assert_true(decimal_to_int(value_at(v, key)->as.number, &n));
        assert_int_equal(n, i);
    }
    assert_null(value_at(v, "k5000"));
    assert_null(value_at(v, ""));
    buf_free(&text);
    env_free(env);
}

/* ---- Faults ------------------------------------------------------------- */

TEST(says_what_is_wrong_and_where)
{
    static const struct {
        const char *text;
        uint32_t line, column;
        const char *message, *hint;
    } cases[] = {
        { "[1, 2,\n]", 1, 6, "trailing comma before ']'", "remove the comma" },
        { "{\"a\": 1,}", 1, 8, "trailing comma before '}'",
          "remove the comma" },
        { "{'a': 1}", 1, 2, "a key in single quotes", "use double quotes" },
        { "['a']", 1, 2, "text in single quotes", "use double quotes" },
        { "{a: 1}", 1, 2, "key 'a' needs double quotes", "write \"a\"" },
        { "{\"a\" 1}", 1, 6, "expected ':' after a key",
          "write \"key\": value" },
        { "[NaN]", 1, 2, "'NaN' is not a value of JSON",
          "JSON has no NaN; write null where there is no value" },
        { "[-Infinity]", 1, 2, "'-Infinity' is not a number of JSON",
          "JSON has no NaN and no infinity; write null" },
        { "[True]", 1, 2, "'True' is not a value of JSON", "write true" },
        { "[None]", 1, 2, "'None' is not a value of JSON", "write null" },
        { "[truex]", 1, 2, "'truex' is not a value of JSON",
          "put text between double quotes" },
        { "[1 // one\n]", 1, 4, "JSON has no comments",
          "remove it, or keep the data as YAML, where '#' starts a comment" },
        { "# x\n1", 1, 1, "JSON has no comments", NULL },
        { "[\n1\n2]", 3, 1, "expected ',' or ']' in a list, found '2'",
          "a comma is missing before it" },
        { "{\"a\": 1 \"b\": 2}", 1, 9,
          "expected ',' or '}' in a map, found '\"'",
          "a comma is missing before it" },
        { "[1}", 1, 3, "expected ',' or ']' in a list, found '}'", NULL },
        { "[", 1, 2, "the file ends before the closing ']' of a list", NULL },
        { "{\"a\": {", 1, 8, "the file ends before the closing '}' of a map",
          NULL },
        { "", 1, 1, "the file ends before any data", NULL },
        { "[1] [2]", 1, 5, "'[' after the end of the data", NULL },
        { "[\"a]\n", 1, 2, "this text has no closing quote on its line", NULL },
        { "[\"a", 1, 2, "this text has no closing quote", NULL },
        { "[\"a\tb\"]", 1, 4, "tab inside text", "write it as \\t" },
        { "[\"a\x01\"]", 1, 4, "control character 0x01 inside text",
          "remove it, or write it as \\u0001" },
        { "[\"C:\\data\"]", 1, 5, "unknown escape in text", NULL },
        { "[\"\\u12g4\"]", 1, 3, "expected four hex digits after \\u", NULL },
        { "[\"\\ud83d!\"]", 1, 3, "this escape is half of a surrogate pair",
          "write both halves, as in \\ud83d\\ude00, or the character itself" },
        { "[\"é\xff\"]", 1, 4, "byte 0xff at offset 4 is not valid UTF-8",
          "save the file as UTF-8" },
        { "[007]", 1, 2, "'007' is not a number of JSON",
          "remove the zeros in front, or quote it if it is an identifier" },
        { "[1_000]", 1, 2, "'1_000' is not a number of JSON",
          "write digits without separators" },
        { "[0x1F]", 1, 2, "'0x1F' is not a number of JSON",
          "JSON has decimal numbers only" },
        { "[2026-07-01]", 1, 2, "'2026-07-01' is not a number of JSON",
          "write a number like -12.5 or 3e6, or put text between quotes" },
        { "[1.]", 1, 2, "'1.' is not a number of JSON",
          "write a digit after the point, or leave the point out" },
        { "[.5]", 1, 2, "a number begins with a digit",
          "write a 0 before the point" },
        { "[+5]", 1, 2, "a number has no '+' in front", "remove the '+'" },
        { "[1e9999]", 1, 2, "this number is out of range",
          "numbers reach from 1e-6143 to 1e6144" },
        { "[1,,2]", 1, 4, "expected a value, found ','", NULL },
        { "\xC2\xA0[]", 1, 1, "expected a value, found U+00A0", NULL },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_new();
        if (read_json(env, cases[i].text))
            fail_msg("'%s' was accepted", cases[i].text);
        assert_int_equal(env->diags->error_count, 1);
        assert_report(env, 0, cases[i].line, cases[i].column, cases[i].message,
                      cases[i].hint);
        env_free(env);
    }
}

TEST(points_at_the_bracket_that_is_open)
{
    Env *env = env_new();

    assert_null(read_json(env, "{\"a\": [1,\n  2\n"));
    const Diag *d = &env->diags->list.at[0];
    assert_str(env, d->cause_message, "the list opened here");
    assert_int_equal(d->cause.start, 6);
    env_free(env);
}

TEST(a_repeated_key_names_both_places)
{
    Env *env = env_new();

    assert_null(read_json(env, "{\"a\": 1,\n\"b\": {\"c\": 1, \"c\": 2},\n"
                               "\"a\": 3, \"\\u0061\": 4}"));
    assert_int_equal(env->diags->error_count, 3);
    assert_report(env, 0, 2, 15, "key 'c' is given twice", NULL);
    assert_report(env, 1, 3, 1, "key 'a' is given twice", NULL);
    assert_int_equal(env->diags->list.at[1].cause.start, 1);
    assert_str(env, env->diags->list.at[1].cause_message,
               "it is first given here");
    assert_report(env, 2, 3, 9, "key 'a' is given twice", NULL);
    env_free(env);
}

TEST(a_repeated_key_is_found_in_large_maps_and_in_similar_rows)
{
    Env *env = env_new();
    Buf text = { 0 };

    buf_add_char(&text, '{');
    for (int i = 0; i < 100; i++)
        buf_format(&text, "\"k%d\":0,", i);
    buf_add_str(&text, STR("\"k50\":1}"));
    buf_add(&text, "", 1);
    assert_null(read_json(env, text.at));
    assert_report(env, 0, 1, (uint32_t)text.len - 8, "key 'k50' is given twice",
                  NULL);
    assert_null(read_json(env, "[{\"a\":1,\"b\":2},{\"a\":1,\"b\":2},"
                               "{\"a\":1,\"a\":2}]"));
    assert_int_equal(env->diags->error_count, 2);
    buf_free(&text);
    env_free(env);
}

TEST(several_faults_inside_texts_are_reported_together)
{
    Env *env = env_new();

    assert_null(read_json(env, "[\"\\ud800\", \"\\udc00\", 1e7000, 1]"));
    assert_int_equal(env->diags->error_count, 3);
    env_free(env);
}

/* ---- Limits and damage -------------------------------------------------- */

TEST(depth_is_limited)
{
    Env *env = env_new();
    size_t depth = 100000;
    char *text = arena_alloc(env->arena, depth + 1);

    memset(text, '[', depth);
    assert_null(read_json(env, text));
    assert_int_equal(env->diags->error_count, 1);
    assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
    assert_report(env, 0, 1, 201, "data is nested more than 200 levels deep",
                  NULL);
    env_free(env);
}

TEST(depth_may_be_raised_without_using_the_stack)
{
    Env *env = env_new();
    size_t depth = 1000000;
    char *text = arena_alloc(env->arena, 2 * depth + 1);

    env->limits.depth = depth;
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    assert_non_null(read_json(env, text));
    env_free(env);
}

TEST(values_are_limited)
{
    Env *env = env_new();

    env->limits.values = 4;
    assert_non_null(read_json(env, "[1,2,3]"));
    assert_null(read_json(env, "[1,2,3,4]"));
    assert_report(env, 0, 1, 8, "the data has more than 4 values", NULL);
    assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
    env_free(env);
}

static const char sample[] =
    "{\"client\": {\"name\": \"Acm\\u00e9 \\ud83d\\ude00\", \"x\": null},\n"
    " \"rows\": [{\"d\": \"2026-07-01\", \"n\": -12.50e3, \"ok\": true},\n"
    "  {\"d\": \"2026-07-02\", \"n\": 0, \"ok\": false}], \"é\": []}\n";

/* Reads exactly these bytes, so that a sanitizer sees a step past the end. */
static void read_bytes(const char *bytes, size_t len)
{
    Env *env = env_new();
    char *exact = malloc(len ? len : 1);

    memcpy(exact, bytes, len);
    const Value *v =
        json_parse(env, source_new(env->arena, STR("t"), (Str){ exact, len }));
    assert_true((v != NULL) == (env->diags->error_count == 0));
    free(exact);
    env_free(env);
}

TEST(damage_never_crashes)
{
    char damaged[sizeof sample];
    uint32_t random = 12345;

    for (size_t len = 0; len < sizeof sample; len++)
        read_bytes(sample, len);
    for (int round = 0; round < 2000; round++) {
        memcpy(damaged, sample, sizeof sample);
        for (int flips = 0; flips < 1 + round % 3; flips++) {
            random = random * 1664525u + 1013904223u;
            damaged[(random >> 8) % (sizeof sample - 1)] ^=
                (char)(1 << (random >> 28) % 8);
        }
        read_bytes(damaged, sizeof sample - 1);
    }
}

TEST(what_is_written_reads_back_the_same)
{
    Env *env = env_new();
    const Value *v = read_json(env, sample);

    for (int pretty = 0; pretty < 2; pretty++) {
        Buf out = { 0 };
        json_write(&out, v, pretty);
        buf_add(&out, "", 1);
        const Value *again = read_json(env, cstring(env, str_of(out.at)));
        assert_non_null(again);
        assert_true(value_equal(v, again));
        buf_free(&out);
    }
    Value odd = value_text((Str){ "\0\x1f\x7f\"\\\xff", 6 });
    assert_string_equal(written(env, &odd),
                        "\"\\u0000\\u001f\\u007f\\\"\\\\\xEF\xBF\xBD\"");
    Buf out = { 0 };
    json_write(&out, read_json(env, "{\"a\":[],\"b\":[1,{}]}"), true);
    assert_str(env, buf_str(&out),
               "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {}\n  ]\n}\n");
    buf_free(&out);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(agrees_with_the_json_test_suite),
        RUN(keeps_where_values_stood),
        RUN(reads_every_escape),
        RUN(text_without_escapes_is_a_slice_of_the_source),
        RUN(numbers_are_decimals),
        RUN(finds_the_end_of_texts_of_every_length),
        RUN(large_maps_find_their_members),
        RUN(says_what_is_wrong_and_where),
        RUN(points_at_the_bracket_that_is_open),
        RUN(a_repeated_key_names_both_places),
        RUN(a_repeated_key_is_found_in_large_maps_and_in_similar_rows),
        RUN(several_faults_inside_texts_are_reported_together),
        RUN(depth_is_limited),
        RUN(depth_may_be_raised_without_using_the_stack),
        RUN(values_are_limited),
        RUN(damage_never_crashes),
        RUN(what_is_written_reads_back_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
