/* test_load.c - files, their encodings, merging and --set. */

#include "data_test.h"
#include "io/io.h"

#include <unistd.h>

typedef struct {
    Env *env;
    Str folder;
    StrList files;
    DataInputs inputs;
} Files;

static Files files_new(void)
{
    Files f = { .env = env_new() };
    f.folder = str_format(f.env->arena, "/tmp/reportgen-test-XXXXXX");
    assert_non_null(mkdtemp((char *)f.folder.at));
    return f;
}

static Str add_file(Files *f, const char *name, Str text)
{
    Str path = path_join(f->env->arena, f->folder, str_of(name));
    assert_true(file_replace(f->env, text, path));
    *list_add(f->env->arena, &f->files) = path;
    return path;
}

static void add_input(Files *f, const char *name, const char *text)
{
    Str path = add_file(f, name, str_of(text));
    *list_add(f->env->arena, &f->inputs.paths) = path;
}

static void add_set(Files *f, const char *option)
{
    *list_add(f->env->arena, &f->inputs.sets) = str_of(option);
}

static void files_free(Files *f)
{
    for (size_t i = 0; i < f->files.len; i++)
        unlink(f->files.at[i].at);
    rmdir(f->folder.at);
    env_free(f->env);
}

static void assert_loads(Files *f, const char *json)
{
    const Value *v = data_load(f->env, &f->inputs);
    if (!v)
        diags_print(f->env->diags, stderr);
    assert_non_null(v);
    assert_string_equal(written(f->env, v), json);
}

TEST(the_extension_or_the_first_character_tells_the_format)
{
    Files f = files_new();
    Env *env = f.env;
    Span nowhere = { 0 };

    assert_non_null(
        data_load_file(env, add_file(&f, "a.json", STR("[1]")), nowhere));
    assert_non_null(
        data_load_file(env, add_file(&f, "a.yml", STR("[no]")), nowhere));
    assert_non_null(
        data_load_file(env, add_file(&f, "a.yaml", STR("a: 1")), nowhere));
    assert_non_null(
        data_load_file(env, add_file(&f, "a", STR(" {\"a\": 1}")), nowhere));
    assert_non_null(
        data_load_file(env, add_file(&f, "b.txt", STR("a: 1")), nowhere));
    assert_int_equal(env->diags->list.len, 0);
    assert_null(
        data_load_file(env, add_file(&f, "c.json", STR("a: 1")), nowhere));
    assert_null(data_load_file(env, STR("/nonexistent.json"), nowhere));
    assert_int_equal(env->diags->list.at[1].fault, FAULT_FILE);
    files_free(&f);
}

TEST(other_encodings_are_refused_by_name)
{
    static const struct {
        Str text;
        const char *message;
    } cases[] = {
        { { "\xff\xfe{\0}\0", 6 }, "the file is UTF-16, seen at offset 0" },
        { { "\xfe\xff\0{\0}", 6 }, "the file is UTF-16, seen at offset 0" },
        { { "{\0}\0", 4 }, "the file is UTF-16, seen at offset 0" },
        { { "\0{\0}", 4 }, "the file is UTF-16, seen at offset 0" },
        { { "[\"caf\xe9\"]", 8 }, "bytes that are not UTF-8 at offset 5" },
        { { "{\"a\": \0}", 8 }, "a NUL byte at offset 6" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Files f = files_new();
        Str path = add_file(&f, "a.json", cases[i].text);
        assert_null(data_load_file(f.env, path, (Span){ 0 }));
        assert_int_equal(f.env->diags->error_count, 1);
        assert_str(f.env, f.env->diags->list.at[0].message, cases[i].message);
        files_free(&f);
    }
}

TEST(json_in_a_yaml_file_is_read_as_json)
{
    Files f = files_new();
    Buf text = { 0 };

    buf_add_str(&text, STR("{\"a\": ["));
    for (int i = 0; i < 600000; i++)
        buf_add_str(&text, STR("1,"));
    buf_add_str(&text, STR("1]}"));
    Str path = add_file(&f, "a.yaml", buf_str(&text));
    const Value *v = data_load_file(f.env, path, (Span){ 0 });
    assert_non_null(v);
    assert_int_equal(value_at(v, "a")->as.list.len, 600001);
    /* and what only looks like it is read as YAML */
    path = add_file(&f, "b.yaml", STR("[1, {a: no}, # x\n ]"));
    v = data_load_file(f.env, path, (Span){ 0 });
    assert_string_equal(written(f.env, v), "[1,{\"a\":\"no\"}]");
    assert_int_equal(f.env->diags->list.len, 0);
    buf_free(&text);
    files_free(&f);
}

TEST(a_byte_order_mark_is_skipped)
{
    Files f = files_new();

    add_input(&f, "a.json", "\xEF\xBB\xBF{\"a\": 1}");
    assert_loads(&f, "{\"a\":1}");
    files_free(&f);
}

TEST(maps_merge_and_anything_else_is_replaced)
{
    Files f = files_new();

    add_input(&f, "a.yaml",
              "client: {name: Acme, locale: en-GB}\n"
              "rows: [1, 2, 3]\nkeep: yes\ntargets: {cpa: 36}\n");
    add_input(&f, "b.json",
              "{\"client\": {\"name\": \"Beta\", \"size\": 3},"
              "\"rows\": [9], \"targets\": null}");
    add_input(&f, "c.yaml", "targets: {roas: 4}\nclient: {size: {x: 1}}\n");
    assert_loads(&f, "{\"client\":{\"name\":\"Beta\",\"locale\":\"en-GB\","
                     "\"size\":{\"x\":1}},\"rows\":[9],\"keep\":\"yes\","
                     "\"targets\":{\"roas\":4}}");
    files_free(&f);
}

TEST(merged_values_keep_their_own_places)
{
    Files f = files_new();

    add_input(&f, "a.yaml", "client:\n  name: Acme\n  size: 1\n");
    add_input(&f, "b.yaml", "client:\n  size: 22\n");
    const Value *v = data_load(f.env, &f.inputs);
    assert_span(f.env, value_path(v, "client.name"), 2, 9, "Acme");
    assert_span(f.env, value_path(v, "client.size"), 2, 9, "22");
    assert_true(value_path(v, "client.name")->span.src !=
                value_path(v, "client.size")->span.src);
    files_free(&f);
}

TEST(large_maps_merge)
{
    Files f = files_new();
    Buf a = { 0 }, b = { 0 };

    for (int i = 0; i < 300; i++) {
        buf_format(&a, "a%d: %d\n", i, i);
        buf_format(&b, "%c%d: %d\n", i % 2 ? 'a' : 'b', i, i * 10);
    }
    buf_add(&a, "", 1);
    buf_add(&b, "", 1);
    add_input(&f, "a.yaml", a.at);
    add_input(&f, "b.yaml", b.at);
    const Value *v = data_load(f.env, &f.inputs);
    assert_int_equal(v->as.map.len, 450);
    assert_string_equal(written(f.env, value_at(v, "a7")), "70");
    assert_string_equal(written(f.env, value_at(v, "a8")), "8");
    assert_string_equal(written(f.env, value_at(v, "b298")), "2980");
    buf_free(&a);
    buf_free(&b);
    files_free(&f);
}

TEST(set_changes_single_values)
{
    Files f = files_new();

    add_input(&f, "a.json",
              "{\"client\": {\"name\": \"Acme\"}, \"rows\": "
              "[{\"n\": 1}, {\"n\": 2}], \"x\": null}");
    add_set(&f, "client.name=Beta = more");
    add_set(&f, "client.score:=12.50");
    add_set(&f, "rows[1].n:=[true, null]");
    add_set(&f, "rows[2].n=new");
    add_set(&f, "x.y.z=deep");
    add_set(&f, "empty=");
    assert_loads(&f, "{\"client\":{\"name\":\"Beta = more\",\"score\":12.50},"
                     "\"rows\":[{\"n\":1},{\"n\":[true,null]},{\"n\":\"new\"}],"
                     "\"x\":{\"y\":{\"z\":\"deep\"}},\"empty\":\"\"}");
    files_free(&f);
}

/* A key's place is told within the source of its value. */
TEST(keys_that_were_set_have_places_within_their_source)
{
    static const char *const options[] = {
        "client.name=x", "client.other=y",         "client.list:=[1]",
        "new.deep=z",    "replaced.by:={\"a\":1}", "one:=1"
    };
    Files f = files_new();

    add_input(&f, "a.json", "{\"client\": {\"name\": \"A\"}, \"one\": 2}");
    for (size_t i = 0; i < COUNT_OF(options); i++)
        add_set(&f, options[i]);
    const Value *v = data_load(f.env, &f.inputs);
    const Value *maps[] = { v, value_at(v, "client"), value_at(v, "new"),
                            value_at(v, "replaced") };
    for (size_t i = 0; i < COUNT_OF(maps); i++) {
        Members map = maps[i]->as.map;
        for (size_t k = 0; k < map.len; k++) {
            const Member *m = &map.at[k];
            const Source *src = m->value.span.src;
            if (!src || m->key_end == 0)
                continue;
            assert_true(m->key_end <= src->text.len);
            Str key = str_slice(src->text, m->key_start, m->key_end);
            assert_true(str_find(key, m->key) < key.len);
        }
    }
    files_free(&f);
}

TEST(set_needs_no_file)
{
    Files f = files_new();

    add_set(&f, "client.name=12");
    assert_loads(&f, "{\"client\":{\"name\":\"12\"}}");
    files_free(&f);
}

TEST(a_wrong_set_is_a_fault_of_usage)
{
    static const struct {
        const char *option, *message;
        uint32_t column;
    } cases[] = {
        { "client", "expected path=text", 1 },
        { "=x", "expected a path before '='", 1 },
        { ":=1", "expected a path before '='", 1 },
        { "a..b=1", "expected a name in the path", 3 },
        { "client.name.first=x", "'client.name' is text, so it has no 'first'",
          13 },
        { "client[0]=x", "'client' is a map, not a list", 7 },
        { "rows[5]=x", "'rows' has 2 items, so this one is beyond it", 5 },
        { "rows[-1]=x", "expected a position like [0] in the path", 5 },
        { "rows[0=x", "expected a position like [0] in the path", 5 },
        { "rows[99999999999999999999]=x",
          "expected a position like [0] in the path", 5 },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Files f = files_new();
        add_input(&f, "a.json",
                  "{\"client\": {\"name\": \"Acme\"}, \"rows\": [1, 2]}");
        add_set(&f, cases[i].option);
        assert_null(data_load(f.env, &f.inputs));
        assert_int_equal(f.env->diags->error_count, 1);
        assert_report(f.env, 0, 1, cases[i].column, cases[i].message, NULL);
        assert_int_equal(f.env->diags->list.at[0].fault, FAULT_USAGE);
        files_free(&f);
    }
}

TEST(a_wrong_json_value_of_set_is_shown)
{
    Files f = files_new();

    add_set(&f, "a:=[1,]");
    assert_null(data_load(f.env, &f.inputs));
    assert_report(f.env, 0, 1, 3, "trailing comma before ']'", NULL);
    assert_str(f.env, f.env->diags->list.at[0].at.src->path, "--set a");
    files_free(&f);
}

TEST(data_is_a_map)
{
    Files f = files_new();

    add_input(&f, "a.json", "\n[1]");
    assert_null(data_load(f.env, &f.inputs));
    assert_report(f.env, 0, 2, 1, "expected a map of data, found a list", NULL);
    files_free(&f);
}

TEST(all_files_are_read_before_giving_up)
{
    Files f = files_new();

    add_input(&f, "a.json", "{");
    add_input(&f, "b.yaml", "a: [");
    assert_null(data_load(f.env, &f.inputs));
    assert_int_equal(f.env->diags->error_count, 2);
    files_free(&f);
}

TEST(a_table_takes_the_place_of_the_map_that_names_it)
{
    Files f = files_new();

    add_file(&f, "q2.csv", STR("Name,Clicks\nA,1\nB,\n"));
    add_file(&f, "q3.csv", STR("clicks;name\n2,5;C\n"));
    add_input(&f, "a.yaml",
              "x: { rows: { $csv: q2.csv } }\n"
              "mixed: [1, { $csv: q2.csv }]\n"
              "facts: [{ $csv: q2.csv }, { $csv: q3.csv }]\n");
    assert_loads(&f, "{\"x\":{\"rows\":[{\"name\":\"A\",\"clicks\":1},"
                     "{\"name\":\"B\",\"clicks\":null}]},"
                     "\"mixed\":[1,{\"name\":\"A\",\"clicks\":1},"
                     "{\"name\":\"B\",\"clicks\":null}],"
                     "\"facts\":[{\"name\":\"A\",\"clicks\":1},"
                     "{\"name\":\"B\",\"clicks\":null},"
                     "{\"name\":\"C\",\"clicks\":2.5}]}");
    files_free(&f);
}

TEST(a_table_that_is_missing_is_reported_at_its_place)
{
    Files f = files_new();

    add_input(&f, "a.yaml", "x: 1\nfacts: [1, { $csv: q2.csv }]\n");
    assert_null(data_load(f.env, &f.inputs));
    Place place = source_place(f.env->diags->list.at[0].at.src,
                               f.env->diags->list.at[0].at.start);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 20);
    files_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(the_extension_or_the_first_character_tells_the_format),
        RUN(other_encodings_are_refused_by_name),
        RUN(json_in_a_yaml_file_is_read_as_json),
        RUN(a_byte_order_mark_is_skipped),
        RUN(maps_merge_and_anything_else_is_replaced),
        RUN(merged_values_keep_their_own_places),
        RUN(large_maps_merge),
        RUN(set_changes_single_values),
        RUN(keys_that_were_set_have_places_within_their_source),
        RUN(set_needs_no_file),
        RUN(a_wrong_set_is_a_fault_of_usage),
        RUN(a_wrong_json_value_of_set_is_shown),
        RUN(data_is_a_map),
        RUN(all_files_are_read_before_giving_up),
        RUN(a_table_takes_the_place_of_the_map_that_names_it),
        RUN(a_table_that_is_missing_is_reported_at_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
