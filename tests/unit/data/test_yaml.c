/* test_yaml.c - YAML 1.2 with the core schema, and its faults. */

#include "data_test.h"

#include <fcntl.h>
#include <unistd.h>

TEST(plain_text_means_what_the_core_schema_says)
{
    static const struct {
        const char *text, *json;
    } cases[] = {
        { "null", "null" },
        { "Null", "null" },
        { "NULL", "null" },
        { "~", "null" },
        { "", "null" },
        { "true", "true" },
        { "True", "true" },
        { "TRUE", "true" },
        { "false", "false" },
        { "False", "false" },
        { "FALSE", "false" },
        { "12", "12" },
        { "-12", "-12" },
        { "+12", "12" },
        { "0", "0" },
        { "0o17", "15" },
        { "0xFf", "255" },
        { "1.50", "1.50" },
        { ".5", "0.5" },
        { "-.5", "-0.5" },
        { "5.", "5" },
        { "1e3", "1000" },
        { "12e03", "12000" },
        { "6.02E+3", "6020" },
        { "12345678901234567890.12", "12345678901234567890.12" },
        /* and these are text */
        { "yes", "\"yes\"" },
        { "no", "\"no\"" },
        { "on", "\"on\"" },
        { "off", "\"off\"" },
        { "NO", "\"NO\"" },
        { "y", "\"y\"" },
        { "tRUE", "\"tRUE\"" },
        { "nULL", "\"nULL\"" },
        { "None", "\"None\"" },
        { "1_000", "\"1_000\"" },
        { "1,000", "\"1,000\"" },
        { "1:30", "\"1:30\"" },
        { "2026-07-01", "\"2026-07-01\"" },
        { "2026-07-01T10:00:00Z", "\"2026-07-01T10:00:00Z\"" },
        { "0b101", "\"0b101\"" },
        { "-0x1F", "\"-0x1F\"" },
        { "0o18", "\"0o18\"" },
        { "0x", "\"0x\"" },
        { "1e", "\"1e\"" },
        { ".", "\".\"" },
        { "-", "[null]" },
        { "+", "\"+\"" },
        { "1.2.3", "\"1.2.3\"" },
        { "NaN", "\"NaN\"" },
        { "inf", "\"inf\"" },
        { "12 apples", "\"12 apples\"" },
        { "\"12\"", "\"12\"" },
        { "'true'", "\"true\"" },
        { "\"\"", "\"\"" },
        { "!!str 12", "\"12\"" },
        { "! 12", "\"12\"" },
        { "!!int 12", "12" },
    };
    Env *env = env_new();
    size_t wrong = 0;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Str text = str_format(env->arena, "k:\n %s\n", cases[i].text);
        const Value *v = value_at(read_yaml(env, text.at), "k");
        const char *json = v ? written(env, v) : "refused";
        if (strcmp(json, cases[i].json) == 0)
            continue;
        print_error("'%s' is %s, not %s\n", cases[i].text, json, cases[i].json);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(env->diags->list.len, 0);
    env_free(env);
}

TEST(keeps_where_values_stood)
{
    Env *env = env_new();
    const Value *v = read_yaml(env, "# ünïcode\n"
                                    "client:\n"
                                    "  'na me': \"Ac\\tmé\"\n"
                                    "  ümlaut: {ä: 1, b: [x, 'y z']}\n"
                                    "rows:\n"
                                    "  - a: 1\n"
                                    "    b: two words\n"
                                    "  - \n"
                                    "  - |\n"
                                    "    block\n"
                                    "    text\n"
                                    "last: 9\n");
    assert_non_null(v);
    assert_span(env, value_path(v, "client[\"na me\"]"), 3, 12, "\"Ac\\tmé\"");
    assert_span(env, value_path(v, "client.ümlaut"), 4, 11,
                "{ä: 1, b: [x, 'y z']}");
    assert_span(env, value_path(v, "client.ümlaut.ä"), 4, 15, "1");
    assert_span(env, value_path(v, "client.ümlaut.b"), 4, 21, "[x, 'y z']");
    assert_span(env, value_path(v, "client.ümlaut.b[1]"), 4, 25, "'y z'");
    assert_span(env, value_path(v, "rows[0]"), 6, 5, "a: 1\n    b: two words");
    assert_span(env, value_path(v, "rows[0].b"), 7, 8, "two words");
    assert_str(env, value_path(v, "rows[2]")->as.text, "block\ntext\n");
    assert_int_equal(value_path(v, "rows[1]")->kind, VALUE_NULL);
    assert_span(env, value_path(v, "last"), 12, 7, "9");
    const Member *m = member_find(value_at(v, "client"), STR("na me"));
    assert_str(env, str_slice(v->span.src->text, m->key_start, m->key_end),
               "'na me'");
    assert_true(value_path(v, "client.ümlaut.b[1]")->is_quoted);
    assert_false(value_path(v, "client.ümlaut.b[0]")->is_quoted);
    env_free(env);
}

TEST(blocks_end_where_the_file_does)
{
    Env *env = env_new();

    assert_string_equal(written(env, read_yaml(env, "k: |\n a\n    b\n  ")),
                        "{\"k\":\"a\\n   b\\n \"}");
    assert_string_equal(written(env, read_yaml(env, "k: |-\n a")),
                        "{\"k\":\"a\"}");
    assert_string_equal(written(env, read_yaml(env, "k: |+\n a\n\n")),
                        "{\"k\":\"a\\n\\n\"}");
    env_free(env);
}

/* Places are found by way of every 64th character. */
TEST(places_are_right_after_any_number_of_wide_characters)
{
    for (size_t count = 1; count < 200; count++) {
        Env *env = env_new();
        Buf text = { 0 };
        buf_add_str(&text, STR("- "));
        for (size_t i = 0; i < count; i++)
            buf_add_str(&text, i % 3 ? STR("é") : STR("語"));
        buf_add_str(&text, STR("\n- x"));
        buf_add(&text, "", 1);
        const Value *v = read_yaml(env, cstring(env, str_of(text.at)));
        assert_span(env, &v->as.list.at[1], 2, 3, "x");
        assert_int_equal(utf8_count(v->as.list.at[0].as.text), count);
        assert_int_equal(v->as.list.at[0].span.end -
                             v->as.list.at[0].span.start,
                         v->as.list.at[0].as.text.len);
        buf_free(&text);
        env_free(env);
    }
}

TEST(windows_lines_are_lines)
{
    Env *env = env_new();
    const Value *v = read_yaml(env, "a: 1\r\nb:\r\n  - c: x y\r\n");

    assert_non_null(v);
    assert_string_equal(written(env, v), "{\"a\":1,\"b\":[{\"c\":\"x y\"}]}");
    assert_span(env, value_path(v, "b[0].c"), 3, 8, "x y");
    env_free(env);
}

TEST(aliases_stand_for_their_value)
{
    Env *env = env_new();
    const Value *v = read_yaml(env, "a: &x [1, {b: 2}]\nc: *x\nd: [*x, &y z, "
                                    "*y]\n");
    assert_non_null(v);
    assert_string_equal(written(env, v),
                        "{\"a\":[1,{\"b\":2}],\"c\":[1,{\"b\":2}],"
                        "\"d\":[[1,{\"b\":2}],\"z\",\"z\"]}");
    env_free(env);
}

TEST(an_alias_bomb_is_refused)
{
    Env *env = env_new();
    Buf text = { 0 };

    buf_add_str(&text, STR("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"));
    for (int i = 1; i < 12; i++) {
        buf_format(&text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 10; k++)
            buf_format(&text, "*a%d%s", i - 1, k < 9 ? "," : "]\n");
    }
    buf_add(&text, "", 1);
    assert_null(read_yaml(env, text.at));
    assert_int_equal(env->diags->error_count, 1);
    assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
    buf_free(&text);
    env_free(env);
}

/* Each alias is shallow to write, but what it stands for is not. */
TEST(aliases_cannot_nest_beyond_the_limit)
{
    Env *env = env_new();
    Buf text = { 0 };

    buf_add_str(&text, STR("a0: &a0 [[[[[[[[[[1]]]]]]]]]]\n"));
    for (int i = 1; i < 30; i++)
        buf_format(&text, "a%d: &a%d [[[[[[[[[[*a%d]]]]]]]]]]\n", i, i, i - 1);
    buf_add(&text, "", 1);
    assert_null(read_yaml(env, text.at));
    assert_str(env, env->diags->list.at[0].message,
               "data is nested deeper than the limit of 200");
    buf_free(&text);
    env_free(env);
}

TEST(says_what_is_wrong_and_where)
{
    static const struct {
        const char *text;
        uint32_t line, column;
        const char *message, *hint;
    } cases[] = {
        { "t: {{ client.name }}\n", 1, 4,
          "text that begins with '{{' needs quotes in YAML",
          "write \"{{ ... }}\", in double quotes" },
        { "x:\n  t: {{ client.name }} report\n", 2, 6,
          "text that begins with '{{' needs quotes in YAML", NULL },
        { "- {{ a }}\n", 1, 3,
          "text that begins with '{{' needs quotes in YAML", NULL },
        { "t: {% if a %}x{% endif %}\n", 1, 4,
          "text that begins with '{%' needs quotes in YAML", NULL },
        { "a: 1\n<<: {b: 2}\n", 2, 1, "merge keys are not supported",
          "write the members out; '<<' left YAML with 1.2" },
        { "a: .nan\n", 1, 4, "infinity and NaN are no values",
          "write null where there is no value" },
        { "a: -.inf\n", 1, 4, "infinity and NaN are no values", NULL },
        { "a: 1e9999\n", 1, 4, "this number is out of range", NULL },
        { "a: 1\n---\nb: 2\n", 2, 1, "a second document begins here",
          "keep one document a file" },
        { "a:\n\tb: 1\n", 2, 1, "a tab indents this line",
          "indent with spaces" },
        { "a: *bold* text\n", 1, 4,
          "text that begins with '*' or '&' needs quotes",
          "put the text between quotes" },
        { "a: *bold\n", 1, 4, "there is no finished value named '&bold'",
          "put text that begins with '*' between quotes" },
        { "a: &x [*x]\n", 1, 8, "there is no finished value named '&x'", NULL },
        { "a: !important x\n", 1, 4, "tags are not supported",
          "put text that begins with '!' between quotes" },
        { "a: !a!b x\n", 1, 4, "found undefined tag handle",
          "put text that begins with '!' between quotes" },
        { "? [a]\n: b\n", 1, 3, "a key must be text", NULL },
        { "a: b: c\n", 1, 5, "a ':' where no key can be", NULL },
        { "a: 1\n  b: 2\n", 2, 4, "a ':' where no key can be", NULL },
        { "a: 1\nb\nc: 2\n", 2, 1, "this line is no 'key: value'",
          "check the indentation, and that each key is followed by ': '" },
        { "a: @x\n", 1, 4,
          "text cannot begin with this character unless it is quoted",
          "put the text between quotes" },
        { "a: [1,\n", 2, 1, "a value is missing here", NULL },
        { "a: [1\n", 2, 1, "a comma or the closing ']' of a list is missing",
          NULL },
        { "a: {b: 1\n", 2, 1, "a comma or the closing '}' of a map is missing",
          NULL },
        { "a: 'x' y\n", 1, 8,
          "this is neither a key nor part of the value before it",
          "check the indentation, and that quotes go around all of a text" },
        { "b: 1\na: \"x\nc: 1\n", 2, 4, "this text has no closing quote",
          NULL },
        { " a: 1\nb: 2\n", 2, 1, "this line is not part of the data above it",
          "check the indentation and the closing brackets" },
        { "- a\nb: 1\n", 2, 1, "this line is not part of the list above it",
          NULL },
        { "a: - b\n", 1, 4, "a list item where no list can be", NULL },
        { "a: \"C:\\data\"\n", 1, 7, "unknown escape in text",
          "write a backslash as \\\\, or use single quotes" },
        { "a: |x\n  b\n", 1, 5, "expected the end of the line after '|' or '>'",
          NULL },
        { "é: \"日本\n  語\"\nb: @x\n", 3, 4,
          "text cannot begin with this character unless it is quoted", NULL },
        { "a: \xC2\x9F\n", 1, 4, "control characters are not allowed", NULL },
        { "?\n: 1\n", 1, 2, "a key is missing before ':'", NULL },
        { "", 1, 1, "the file holds no data", NULL },
        { "# only a comment\n", 1, 1, "the file holds no data", NULL },
        { "a: \x01\n", 1, 4, "control character in the text", NULL },
        { "é: \xff\n", 1, 4, "this byte is not valid UTF-8",
          "save the file as UTF-8" },
    };
    size_t wrong = 0;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_new();
        if (read_yaml(env, cases[i].text)) {
            print_error("'%s' was accepted\n", cases[i].text);
            wrong++;
        } else {
            assert_int_equal(env->diags->error_count, 1);
            assert_report(env, 0, cases[i].line, cases[i].column,
                          cases[i].message, cases[i].hint);
        }
        env_free(env);
    }
    assert_int_equal(wrong, 0);
}

TEST(a_repeated_key_names_both_places)
{
    Env *env = env_new();

    assert_null(read_yaml(env, "a: 1\nb: {c: 1, 'c': 2}\na:\n  - 1\n"));
    assert_int_equal(env->diags->error_count, 2);
    assert_report(env, 0, 2, 11, "key 'c' is given twice", NULL);
    assert_report(env, 1, 3, 1, "key 'a' is given twice", NULL);
    assert_int_equal(env->diags->list.at[1].cause.start, 0);
    env_free(env);
}

TEST(doubtful_values_are_warned_of)
{
    Env *env = env_new();
    const Value *v =
        read_yaml(env, "zip: 01234\ncolor: #0057b8\nnext: 1 # fine\nx: # 3\n");

    assert_string_equal(written(env, v),
                        "{\"zip\":1234,\"color\":null,\"next\":1,\"x\":null}");
    assert_int_equal(env->diags->warning_count, 2);
    assert_report(env, 0, 1, 6,
                  "'01234' is read as a number, without its zeros", NULL);
    assert_report(env, 1, 2, 8, "'#' begins a comment, so this value is empty",
                  "put the color between quotes");
    env_free(env);
}

TEST(depth_and_values_are_limited)
{
    Env *env = env_new();
    size_t depth = 5000;
    char *text = arena_alloc(env->arena, depth + 1);

    memset(text, '[', depth);
    assert_null(read_yaml(env, text));
    assert_int_equal(env->diags->error_count, 1);
    assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
    env->limits.values = 4;
    assert_non_null(read_yaml(env, "[1, 2, 3]"));
    assert_null(read_yaml(env, "[1, 2, 3, 4]"));
    env_free(env);
}

/* `count` times `part`, after `first`. */
static const Value *read_repeated(Env *env, const char *first, const char *part,
                                  size_t count)
{
    Buf text = { 0 };

    buf_add_str(&text, str_of(first));
    for (size_t i = 0; i < count; i++)
        buf_add_str(&text, str_of(part));
    buf_add(&text, "", 1);
    const Value *v = read_yaml(env, cstring(env, str_of(text.at)));
    buf_free(&text);
    return v;
}

/* Time and memory stay in proportion: this ends at once, or not at all. */
TEST(monstrous_text_is_read_or_refused_quickly)
{
    static const struct {
        const char *first, *part;
        bool is_fine;
    } cases[] = {
        { "%", "x", false },     { "a: 1\n...\n%", "x", false },
        { "a: !<", "x", false }, { "a: &", "x", true },
        { "a: *", "x", false },  { "", "[", false },
        { "", "{", false },      { "", "[\n", false },
        { "", "? ", false },     { "", "- ", false },
        { "a: ", "b: ", false }, { "", "[? ", false },
        { "", "''", true },      { "a: wow!", "x", true },
        { "\"", "x\n", false },  { "a: |\n", "  x\n", true },
        { "a: #", "x", true },   { "", "---\n", false },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_new();
        const Value *v =
            read_repeated(env, cases[i].first, cases[i].part, 300000);
        if ((v != NULL) != cases[i].is_fine)
            fail_msg("%s%s... was %s", cases[i].first, cases[i].part,
                     v ? "accepted" : "refused");
        env_free(env);
    }
}

TEST(large_maps_find_their_members)
{
    Env *env = env_new();
    Buf text = { 0 };

    for (int i = 0; i < 1000; i++)
        buf_format(&text, "k%d: %d\n", i, i);
    buf_add(&text, "", 1);
    const Value *v = read_yaml(env, text.at);
    assert_int_equal(v->as.map.len, 1000);
    int64_t n;
    assert_true(decimal_to_int(value_at(v, "k777")->as.number, &n));
    assert_int_equal(n, 777);
    buf_free(&text);
    env_free(env);
}

/* ---- Damage ------------------------------------------------------------- */

static const char sample[] =
    "client: &c\n  name: \"Acm\\u00e9 ☺\"\n  x: ~\nrows:\n  - {d: 2026-07-01, "
    "n: -12.5e3}\n  - d: 'it''s'\n    n: [1, *c, 0x1F]\ntext: |-\n  a\n\n  "
    "b\nfold: >\n  c\n  d\n? k\n: !!str 1\n";

static bool read_bytes(const char *bytes, size_t len)
{
    Env *env = env_new();
    char *exact = malloc(len ? len : 1);

    memcpy(exact, bytes, len);
    const Value *v =
        yaml_parse(env, source_new(env->arena, STR("t"), (Str){ exact, len }));
    bool is_read = v != NULL;
    if (is_read)
        written(env, v);
    assert_true(is_read == (env->diags->error_count == 0));
    free(exact);
    env_free(env);
    return is_read;
}

TEST(damage_never_crashes_and_prints_nothing)
{
    char damaged[sizeof sample], name[] = "/tmp/reportgen-test-XXXXXX";
    uint32_t random = 4711;
    int saved = dup(STDERR_FILENO), file = mkstemp(name);

    assert_true(read_bytes(sample, sizeof sample - 1));
    dup2(file, STDERR_FILENO);
    for (size_t len = 0; len < sizeof sample; len++)
        read_bytes(sample, len);
    for (int round = 0; round < 2000; round++) {
        memcpy(damaged, sample, sizeof sample);
        for (int flips = 0; flips < 1 + round % 4; flips++) {
            random = random * 1664525u + 1013904223u;
            damaged[(random >> 8) % (sizeof sample - 1)] =
                "[]{}:,-?!&*#|>'\"%@ \n\ta1~<"[(random >> 3) % 26];
        }
        read_bytes(damaged, sizeof sample - 1);
    }
    dup2(saved, STDERR_FILENO);
    assert_int_equal(lseek(file, 0, SEEK_END), 0);
    close(file);
    close(saved);
    unlink(name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(plain_text_means_what_the_core_schema_says),
        RUN(keeps_where_values_stood),
        RUN(blocks_end_where_the_file_does),
        RUN(places_are_right_after_any_number_of_wide_characters),
        RUN(windows_lines_are_lines),
        RUN(aliases_stand_for_their_value),
        RUN(an_alias_bomb_is_refused),
        RUN(aliases_cannot_nest_beyond_the_limit),
        RUN(says_what_is_wrong_and_where),
        RUN(a_repeated_key_names_both_places),
        RUN(doubtful_values_are_warned_of),
        RUN(depth_and_values_are_limited),
        RUN(monstrous_text_is_read_or_refused_quickly),
        RUN(large_maps_find_their_members),
        RUN(damage_never_crashes_and_prints_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
