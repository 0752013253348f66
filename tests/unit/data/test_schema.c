/* test_schema.c - JSON Schema, in words for people. */

#include "data_test.h"

static const char schema_text[] =
    "type: object\n"
    "required: [client, kpis]\n"
    "additionalProperties: false\n"
    "properties:\n"
    "  client: { $ref: '#/definitions/client' }\n"
    "  kpis: { type: array, minItems: 1, maxItems: 3, items: { $ref: "
    "'#/definitions/kpi' }, description: the figures on the first page }\n"
    "  period: { type: string, format: period }\n"
    "  as_of: { type: string, format: date }\n"
    "  status: { enum: [draft, final, 3] }\n"
    "  version: { const: 1 }\n"
    "  share: { type: number, minimum: 0, maximum: 1 }\n"
    "  above: { type: number, exclusiveMinimum: 0 }\n"
    "  count: { type: integer }\n"
    "  note: { type: [string, 'null'] }\n"
    "  size: { anyOf: [ { type: number }, { $ref: '#/definitions/range' } ] }\n"
    "  free: true\n"
    "  never: false\n"
    "  names: { type: object, additionalProperties: { type: string } }\n"
    "patternProperties:\n"
    "  '^x-[a-z]+$': { type: number }\n"
    "definitions:\n"
    "  client:\n"
    "    type: object\n"
    "    required: [name]\n"
    "    additionalProperties: false\n"
    "    properties: { name: { type: string, minLength: 1 }, locale: { type: "
    "string }, parent: { $ref: '#/definitions/client' } }\n"
    "  kpi: { type: object, properties: { label: { type: string }, value: { "
    "type: number } } }\n"
    "  range: { type: object, required: [low, high] }\n";

/* The data needs these two; the rest is under test. */
static const char start[] = "client: {name: A}\nkpis: [{label: x}]\n";

static bool check_text(Env *env, const char *first, const char *rest)
{
    const Value *schema = read_yaml(env, schema_text);
    Str text = str_format(env->arena, "%s%s", first, rest);
    const Value *v = read_yaml(env, text.at);

    assert_non_null(schema);
    assert_non_null(v);
    return schema_check(env, schema, v);
}

TEST(accepts_what_fits)
{
    static const char *const fine[] = {
        "",
        "period: 2026-07\n",
        "period: 2026-Q3\n",
        "period: 2026-H1\n",
        "period: 2026-W53\n",
        "period: FY26 Q3\n",
        "period: FY2026-H2\n",
        "period: FY26\n",
        "period: FY26 P12\n",
        "period: FY26-W53\n",
        "period: Q3 FY26\n",
        "period: '2026'\n",
        "period: 2026-07-31\n",
        "as_of: 2024-02-29\n",
        "status: draft\n",
        "status: 3.0\n",
        "version: 1\n",
        "share: 0.5\n",
        "share: 1.00\n",
        "above: 0.001\n",
        "count: 12.0\n",
        "note: ~\n",
        "note: x\n",
        "size: 3\n",
        "size: {low: 1, high: 2}\n",
        "free: [1, {a: b}]\n",
        "x-abc: 1\n",
        "names: {a: b, c: d}\n",
    };

    for (size_t i = 0; i < COUNT_OF(fine); i++) {
        Env *env = env_new();
        if (!check_text(env, start, fine[i])) {
            diags_print(env->diags, stderr);
            fail_msg("%s", fine[i]);
        }
        assert_int_equal(env->diags->list.len, 0);
        env_free(env);
    }
}

TEST(says_what_does_not_fit_and_where)
{
    static const struct {
        const char *text;
        uint32_t column; /* on line 3 */
        const char *message, *hint;
    } cases[] = {
        { "period: 2026-13\n", 9, "period: expected a period, found '2026-13'",
          "write it like 2026-07, 2026-Q3, 2026-W09 or FY26 Q3" },
        { "period: Q3\n", 9, "period: expected a period, found 'Q3'", NULL },
        { "period: FY26 P13\n", 9,
          "period: expected a period, found 'FY26 P13'", NULL },
        { "period: FY26 W54\n", 9,
          "period: expected a period, found 'FY26 W54'", NULL },
        { "period: FY261\n", 9, "period: expected a period, found 'FY261'",
          NULL },
        { "period: 2026-Q5\n", 9, "period: expected a period, found '2026-Q5'",
          NULL },
        { "as_of: 2026-02-29\n", 8,
          "as_of: expected a date, found "
          "'2026-02-29'",
          "write year-month-day, as in 2026-07-31" },
        { "as_of: 31/07/2026\n", 8,
          "as_of: expected a date, found '31/07/2026'", NULL },
        { "status: finl\n", 9,
          "status: expected 'draft', 'final' or 3, found 'finl'",
          "did you mean 'final'?" },
        { "version: 2\n", 10, "version: expected 1, found 2", NULL },
        { "share: 1.2\n", 8, "share: expected at most 1, found 1.2", NULL },
        { "share: -1\n", 8, "share: expected at least 0, found -1", NULL },
        { "above: 0\n", 8, "above: expected more than 0, found 0", NULL },
        { "count: 1.5\n", 8,
          "count: expected a whole number, found the number 1.5", "" },
        { "share: '0.5'\n", 8, "share: expected a number, found the text '0.5'",
          "write the number without quotes" },
        { "share: half\n", 8, "share: expected a number, found the text 'half'",
          "" },
        { "note: 12\n", 7, "note: expected text or null, found the number 12",
          NULL },
        { "size: true\n", 7, "size: expected a number or a map, found true",
          NULL },
        { "size: {low: 1}\n", 7, "size: 'high' is missing", NULL },
        { "never: 1\n", 8, "never: nothing is allowed here", NULL },
        { "x-abc: a\n", 8, "x-abc: expected a number, found the text 'a'",
          NULL },
        { "names: {a: b, c: []}\n", 18, "names.c: expected text, found a list",
          NULL },
        { "x-ABC: 1\n", 1, "unknown key 'x-ABC'", NULL },
        { "statsu: draft\n", 1, "unknown key 'statsu'",
          "did you mean 'status'?" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_new();
        if (check_text(env, start, cases[i].text))
            fail_msg("%s was accepted", cases[i].text);
        assert_int_equal(env->diags->error_count, 1);
        assert_report(env, 0, 3, cases[i].column, cases[i].message,
                      cases[i].hint);
        env_free(env);
    }
}

TEST(every_fault_is_reported_with_its_path)
{
    Env *env = env_new();

    assert_false(check_text(env,
                            "client: {nmae: A, parent: {name: ''}}\n"
                            "kpis:\n"
                            "  - {label: x, value: 1}\n"
                            "  - {label: 7}\n"
                            "  - 5\n"
                            "  - {}\n",
                            ""));
    assert_int_equal(env->diags->error_count, 6);
    assert_report(env, 0, 1, 9, "client: 'name' is missing", NULL);
    assert_report(env, 1, 1, 10, "client: unknown key 'nmae'",
                  "did you mean 'name'?");
    assert_report(env, 2, 1, 34,
                  "client.parent.name: expected some text, found none", NULL);
    assert_report(env, 3, 3, 3, "kpis: expected at most 3 items, found 4",
                  NULL);
    assert_report(env, 4, 4, 13,
                  "kpis[1].label: expected text, found the number 7",
                  "put it between quotes");
    assert_report(env, 5, 5, 5, "kpis[2]: expected a map, found the number 5",
                  NULL);
    env_free(env);
}

TEST(a_missing_key_is_described)
{
    Env *env = env_new();

    assert_false(check_text(env, "client: {name: A}\n", ""));
    assert_report(env, 0, 1, 1, "'kpis' is missing",
                  "add it: the figures on the first page");
    env_free(env);
    env = env_new();
    assert_false(check_text(env, "client: {name: A}\nkpsi: []\n", ""));
    assert_report(env, 0, 1, 1, "'kpis' is missing",
                  "did you mean 'kpis' by 'kpsi'?");
    env_free(env);
}

TEST(a_whole_file_of_faults_ends)
{
    Env *env = env_new();
    Buf text = { 0 };
    const Value *schema =
        read_yaml(env, "{type: array, items: {type: string}}");

    buf_add_char(&text, '[');
    for (int i = 0; i < 100000; i++)
        buf_add_str(&text, STR("1,"));
    buf_add_str(&text, STR("1]"));
    buf_add(&text, "", 1);
    assert_false(schema_check(env, schema, read_json(env, text.at)));
    assert_int_equal(env->diags->error_count, 200);
    buf_free(&text);
    env_free(env);
}

TEST(broken_schemas_are_reported)
{
    static const struct {
        const char *schema, *message;
    } cases[] = {
        { "{$ref: '#/definitions/a', definitions: {a: {$ref: "
          "'#/definitions/a'}}}",
          "the schema refers to '#/definitions/a', which leads back to "
          "itself" },
        { "{$ref: '#/nowhere'}",
          "the schema refers to '#/nowhere', which is not there" },
        { "{$ref: 'other.json'}",
          "the schema refers to 'other.json', which is not there" },
        { "{patternProperties: {'[': true}}",
          "'[' in the schema is not a pattern" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_new();
        assert_false(schema_check(env, read_yaml(env, cases[i].schema),
                                  read_yaml(env, "{a: 1}")));
        assert_str(env, env->diags->list.at[0].message, cases[i].message);
        env_free(env);
    }
}

/* A recursive schema goes as deep as the data, and no deeper. */
TEST(recursive_schemas_end_with_the_data)
{
    Env *env = env_new();
    const Value *schema = read_yaml(
        env, "{type: [object, number], additionalProperties: {$ref: '#'}}");

    assert_true(schema_check(env, schema, read_yaml(env, "{a: {b: {c: 1}}}")));
    assert_false(schema_check(env, schema, read_yaml(env, "{a: {b: {c: x}}}")));
    assert_report(env, 0, 1, 13,
                  "a.b.c: expected a map or a number, found the text 'x'",
                  NULL);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(accepts_what_fits),
        RUN(says_what_does_not_fit_and_where),
        RUN(every_fault_is_reported_with_its_path),
        RUN(a_missing_key_is_described),
        RUN(a_whole_file_of_faults_ends),
        RUN(broken_schemas_are_reported),
        RUN(recursive_schemas_end_with_the_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
