/* test_value.c - values made in memory, found by path, compared and named. */

#include "data_test.h"

TEST(map_put_sets_and_replaces)
{
    Env *env = env_new();
    MemberList m = { 0 };
    char key[] = "a";

    map_put(env->arena, &m, key, value_int(1));
    key[0] = 'b';
    map_put(env->arena, &m, key, value_bool(true));
    map_put(env->arena, &m, "a", value_text(STR("new")));
    Value v = value_map(m.at, m.len);
    assert_string_equal(written(env, &v), "{\"a\":\"new\",\"b\":true}");
    env_free(env);
}

TEST(finds_by_path)
{
    Env *env = env_new();
    const Value *v = read_json(env, "{\"a\": {\"b\": [{\"c\": 1}, [2, 3]]},"
                                    "\"x.y\": {\"z\": 4}}");
    assert_ptr_equal(value_path(v, ""), v);
    assert_string_equal(written(env, value_path(v, "a.b[0].c")), "1");
    assert_string_equal(written(env, value_path(v, "a.b[1][1]")), "3");
    assert_string_equal(written(env, value_path(v, "[\"x.y\"].z")), "4");
    static const char *const absent[] = {
        "b",       "a.c",    "a.b.c",      "a.b[2]",
        "a.b[-1]", "a.b[x]", "a.b[0",      "a[0]",
        "a.b[]",   "x.y",    "a.b[0].c.d", "a.b[99999999999999999999]"
    };
    for (size_t i = 0; i < COUNT_OF(absent); i++)
        assert_null(value_path(v, absent[i]));
    assert_null(value_path(NULL, "a"));
    env_free(env);
}

TEST(names_the_path_of_a_value)
{
    Env *env = env_new();
    const Value *v = read_json(env, "{\"a\": {\"b\": [{\"c\": 1}, [2, 3]]},"
                                    "\"x.y\": {\"z\": 4}, \"e\": []}");
    static const char *const paths[] = { "a",         "a.b",        "a.b[0]",
                                         "a.b[0].c",  "a.b[1][1]",  "e",
                                         "[\"x.y\"]", "[\"x.y\"].z" };

    for (size_t i = 0; i < COUNT_OF(paths); i++)
        assert_str(env, value_path_of(env->arena, v, value_path(v, paths[i])),
                   paths[i]);
    Value other = value_int(1);
    assert_str(env, value_path_of(env->arena, v, v), "");
    assert_str(env, value_path_of(env->arena, v, &other), "");
    env_free(env);
}

TEST(equal_values_need_not_look_alike)
{
    static const struct {
        const char *a, *b;
        bool are_equal;
    } cases[] = {
        { "1.50", "1.5", true },
        { "100", "1e2", true },
        { "0", "-0.00", true },
        { "1", "\"1\"", false },
        { "null", "false", false },
        { "\"a\"", "\"\\u0061\"", true },
        { "[1, 2]", "[1, 2.0]", true },
        { "[1, 2]", "[2, 1]", false },
        { "[1, 2]", "[1]", false },
        { "{\"a\": 1, \"b\": 2}", "{\"b\": 2, \"a\": 1}", true },
        { "{\"a\": 1, \"b\": 2}", "{\"a\": 1}", false },
        { "{\"a\": 1}", "{\"b\": 1}", false },
        { "{}", "[]", false },
    };
    Env *env = env_new();

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(
            value_equal(read_json(env, cases[i].a), read_json(env, cases[i].b)),
            cases[i].are_equal);
    env_free(env);
}

TEST(kinds_have_names)
{
    Value values[] = { { 0 },
                       value_null(),
                       value_bool(true),
                       value_bool(false),
                       value_int(1),
                       value_text(STR("x")),
                       value_list(NULL, 0),
                       value_map(NULL, 0) };
    static const char *const names[] = {
        "nothing",  "null", "true",   "false",
        "a number", "text", "a list", "a map"
    };

    for (size_t i = 0; i < COUNT_OF(values); i++)
        assert_string_equal(value_kind_name(&values[i]), names[i]);
    assert_string_equal(value_kind_name(NULL), "nothing");
}

TEST(other_kinds_have_no_members)
{
    Value list = value_list(NULL, 0), text = value_text(STR("x"));

    assert_null(value_at(&list, "a"));
    assert_null(value_at(&text, "a"));
    assert_null(value_at(NULL, "a"));
    assert_null(member_find(NULL, STR("a")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(map_put_sets_and_replaces), RUN(finds_by_path),
        RUN(names_the_path_of_a_value), RUN(equal_values_need_not_look_alike),
        RUN(kinds_have_names),          RUN(other_kinds_have_no_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
