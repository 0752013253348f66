/* The schema of client data: the samples meet it, slips do not. */

#include "eval/eval.h"

#include "test.h"

static const char *const samples[] = {
    "samples/client.json", "samples/client.yaml", "samples/minimal.json",
    "samples/retail.json", "samples/social.json", "samples/german.yaml",
    "samples/arabic.yaml",
};

/* The tests run in the root of the source tree. */
static Env *env_here(void)
{
    Env *env = env_new();

    *list_add(env->arena, &env->paths) = STR(".");
    return env;
}

static Value schema_for(Env *env, const Str *data, size_t count)
{
    Template t = { .name = STR("test") };

    for (size_t i = 0; i < count; i++)
        *list_add(env->arena, &t.data) = data[i];
    return schema_of_template(env, &t);
}

static bool has(const Value *list, const char *text)
{
    for (size_t i = 0; list && i < list->as.list.len; i++)
        if (str_is(list->as.list.at[i].as.text, text))
            return true;
    return false;
}

TEST(all_samples_meet_the_schema)
{
    const Str data[] = { STR("client"), STR("period"), STR("kpis"),
                         STR("monthly"), STR("channels") };

    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        Env *env = env_here();
        Value schema = schema_for(env, data, COUNT_OF(data));
        const Value *v = data_load_file(env, str_of(samples[i]), (Span){ 0 });
        assert_non_null(v);
        if (!schema_check(env, &schema, v))
            fail_msg("%s: %s", samples[i],
                     str_copy(env->arena, env->diags->list.at[0].message).at);
        env_free(env);
    }
}

TEST(every_key_of_the_largest_sample_is_described)
{
    Env *env = env_here();
    Value schema = schema_for(env, NULL, 0);
    const Value *properties = value_at(&schema, "properties");
    const Value *v =
        data_load_file(env, STR("samples/client.json"), (Span){ 0 });

    for (size_t i = 0; i < v->as.map.len; i++) {
        const Value *known = value_find(properties, v->as.map.at[i].key);
        if (!known)
            fail_msg("%s", str_copy(env->arena, v->as.map.at[i].key).at);
        assert_non_null(value_at(known, "title"));
        assert_non_null(value_at(known, "description"));
    }
    env_free(env);
}

TEST(what_a_template_needs_is_required)
{
    const Str data[] = { STR("client"),    STR("period"),
                         STR("kpis"),      STR("by_country"),
                         STR("narrative"), STR("budget_summary") };
    Env *env = env_here();
    Value schema = schema_for(env, data, COUNT_OF(data));
    const Value *required = value_at(&schema, "required");

    assert_int_equal(required->as.list.len, 3);
    assert_true(has(required, "client"));
    assert_true(has(required, "report"));
    assert_true(has(required, "narrative"));
    assert_true(has(value_path(&schema, "allOf[0].if.required"), "kpis"));
    assert_true(has(value_path(&schema, "allOf[0].if.required"), "by_country"));
    assert_true(has(value_path(&schema, "allOf[0].else.required"), "facts"));
    assert_true(has(value_path(&schema, "allOf[1].else.required"), "budget"));
    env_free(env);
}

/* Checking `json` reports one fault, with this message. */
static void assert_fault(const char *json, const char *message)
{
    Env *env = env_here();
    Value schema = schema_for(env, NULL, 0);
    const Value *v =
        json_parse(env, source_new(env->arena, STR("t.json"), str_of(json)));

    assert_false(schema_check(env, &schema, v));
    assert_int_equal(env->diags->list.len, 1);
    assert_string_equal(str_copy(env->arena, env->diags->list.at[0].message).at,
                        message);
    env_free(env);
}

#define CLIENT "\"client\":{\"name\":\"A\"}"
#define REPORT                                                                 \
    "\"report\":{\"period\":{\"from\":\"2026-07-01\",\"to\":\"2026-09-30\"}}"

TEST(slips_in_the_data_are_found)
{
    assert_fault("{" CLIENT "}", "'report' is missing");
    assert_fault("{\"client\":{}," REPORT "}", "client: 'name' is missing");
    assert_fault("{\"client\":{\"name\":5}," REPORT "}",
                 "client.name: expected text, found the number 5");
    assert_fault("{" CLIENT ",\"report\":{\"period\":{\"from\":"
                 "\"2026-07-01\"}}}",
                 "report.period: 'to' is missing");
    assert_fault("{" CLIENT "," REPORT ",\"facts\":{\"a\":1}}",
                 "facts: unknown key 'a'");
    assert_fault("{" CLIENT "," REPORT
                 ",\"metrics\":[{\"id\":\"x\",\"unit\":\"mony\"}]}",
                 "metrics[0].unit: expected 'count', 'money', 'fraction', "
                 "'percent', 'multiple', 'points', 'pp', 'to_one', 'number', 'months', 'days', "
                 "'hours', 'seconds', 'micros' or 'cents', found 'mony'");
    assert_fault("{" CLIENT "," REPORT
                 ",\"budget\":[{\"line\":\"a\",\"month\":\"July\"}]}",
                 "budget[0].month: expected a period, found 'July'");
}

TEST(a_period_may_be_a_word)
{
    Env *env = env_here();
    Value schema = schema_for(env, NULL, 0);
    const Value *v = json_parse(
        env, source_new(env->arena, STR("t.json"),
                        STR("{" CLIENT ",\"report\":{\"period\":\"2026-Q3\"},"
                            "\"targets\":{\"spend\":{\"months\":{\"2026-07\":"
                            "1}},\"cpa\":36},\"own\":{\"x\":[1]}}")));

    assert_true(schema_check(env, &schema, v));
    env_free(env);
}

TEST(without_the_file_the_needed_names_are_still_checked)
{
    Env *env = env_new();
    Value schema = schema_for(env, NULL, 0);

    assert_int_equal(value_at(&schema, "required")->as.list.len, 2);
    assert_int_equal(env->diags->list.len, 0);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(all_samples_meet_the_schema),
        RUN(every_key_of_the_largest_sample_is_described),
        RUN(what_a_template_needs_is_required),
        RUN(slips_in_the_data_are_found),
        RUN(a_period_may_be_a_word),
        RUN(without_the_file_the_needed_names_are_still_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
