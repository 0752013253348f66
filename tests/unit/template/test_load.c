/* Templates as they are written, and each fault with its place and hint. */

#include "template_test.h"

#define HEAD "template: t\ntitle: T\nbody:\n"

/* ---- What is read -------------------------------------------------------- */

TEST(all_keys_of_a_template_are_read)
{
    Folder p;

    folder_make(&p);
    const Template *t = load_text_of(
        &p, "template: quarterly\n"
            "summary: What the quarter brought\n"
            "kind: presentation\n"
            "title: \"{{ client.name }}\"\n"
            "subject: Performance\n"
            "data: [client, period]\n"
            "let:\n"
            "  spend: campaigns | sum('spend')\n"
            "  top: 3\n"
            "settings: { number_headings: true, density: compact }\n"
            "body:\n"
            "  - toc\n"
            "  - section: One\n"
            "    id: one\n"
            "    body:\n"
            "      - text: Words\n"
            "      - kpis\n");
    assert_outline(&p, t, "toc section#one[text kpis]");
    assert_str(&p, t->name, "quarterly");
    assert_str(&p, t->summary, "What the quarter brought");
    assert_true(t->is_presentation);
    assert_non_null(t->title);
    assert_non_null(t->subject);
    assert_int_equal(t->data.len, 2);
    assert_str(&p, t->data.at[1], "period");
    assert_int_equal(t->lets.len, 2);
    assert_str(&p, t->lets.at[0].name, "spend");
    assert_int_equal(t->lets.at[1].expr->kind, EXPR_LITERAL);
    assert_true(option_find(&t->options, "number_headings")->as.flag);
    assert_str(&p, option_find(&t->options, "density")->as.word, "compact");
    assert_null(option_find(&t->options, "nothing"));
    folder_remove(&p);
}

TEST(a_template_is_named_after_its_file_unless_it_says_otherwise)
{
    Folder p;

    folder_make(&p);
    const Template *t = load_text_of(&p, "body: [ toc ]\n");
    assert_outline(&p, t, "toc");
    assert_str(&p, t->name, "t");
    assert_false(t->is_presentation);
    folder_remove(&p);
}

TEST(options_have_the_values_that_their_rules_say)
{
    Folder p;

    folder_make(&p);
    const Template *t = load_text_of(
        &p, HEAD "  - table: rows\n"
                 "    for: \"key, group in groups\"\n"
                 "    only: [pdf, docx]\n"
                 "    keep_with_next: true\n"
                 "    page_break: before\n"
                 "    columns:\n"
                 "      - name\n"
                 "      - { field: spend, width: 1.5fr, style: bar }\n"
                 "  - columns:\n"
                 "      - body: [ toc ]\n"
                 "        width: 2\n"
                 "  - page_break\n");
    assert_outline(&p, t, "table columns page_break");
    const Options *o = &t->body.at[0].options;
    const Option *loop = option_find(o, "for");
    assert_int_equal(loop->as.loop.names.len, 2);
    assert_str(&p, loop->as.loop.names.at[1], "group");
    assert_int_equal(option_find(o, "only")->as.names.len, 2);
    assert_true(option_find(o, "keep_with_next")->as.flag);
    assert_str(&p, option_find(o, "page_break")->as.word, "before");
    const Option *columns = option_find(o, "columns");
    assert_int_equal(columns->as.maps.len, 2);
    assert_str(&p, option_find(&columns->as.maps.at[0], "field")->as.word,
               "name");
    assert_str(&p, option_find(&columns->as.maps.at[1], "width")->as.word,
               "1.5fr");
    const TemplateBlock *side = &t->body.at[1];
    assert_true(side->has_subject);
    const Options *first = &side->subject.as.maps.at[0];
    assert_true(option_find(first, "width")->as.number == 2);
    assert_int_equal(option_find(first, "body")->as.blocks.len, 1);
    assert_false(t->body.at[2].has_subject);
    folder_remove(&p);
}

TEST(yaml_lists_and_maps_are_literal_expressions)
{
    Folder p;

    folder_make(&p);
    const Template *t =
        load_text_of(&p, HEAD "  - kpis: kpis\n"
                              "    compare: [target, prior_year]\n"
                              "  - list: [ { a: \"{{ x }}\", b: two }, 3 ]\n");
    assert_outline(&p, t, "kpis list");
    const Expr *compare =
        option_find(&t->body.at[0].options, "compare")->as.expr;
    assert_int_equal(compare->kind, EXPR_LITERAL);
    assert_int_equal(compare->value.as.list.len, 2);
    const Expr *list = t->body.at[1].subject.as.expr;
    assert_int_equal(list->kind, EXPR_LIST);
    assert_int_equal(list->item_count, 2);
    assert_int_equal(list->items[0]->kind, EXPR_MAP);
    assert_int_equal(list->items[0]->item_count, 4);
    assert_int_equal(list->items[0]->items[1]->kind, EXPR_NAME);
    assert_int_equal(list->items[0]->items[3]->kind, EXPR_LITERAL);
    folder_remove(&p);
}

TEST(an_expression_may_stand_in_braces_and_keeps_its_place)
{
    Folder p;

    folder_make(&p);
    const Template *t = load_text_of(&p, HEAD "  - list: \"{{ rows }}\"\n"
                                              "  - list: rows\n"
                                              "  - list: '{{- rows -}}'\n");
    assert_outline(&p, t, "list list list");
    for (size_t i = 0; i < 3; i++) {
        const Expr *e = t->body.at[i].subject.as.expr;
        assert_int_equal(e->kind, EXPR_NAME);
        assert_str(&p, e->name, "rows");
        assert_str(&p, str_slice(e->at.src->text, e->at.start, e->at.end),
                   "rows");
    }
    folder_remove(&p);
}

/* ---- Faults -------------------------------------------------------------- */

TEST(unknown_keys_name_the_nearest)
{
    assert_faults(HEAD "  - table: rows\n    colums: [ a ]\n",
                  "5:5 'table' has no key 'colums' (did you mean "
                  "'columns'?)\n");
    assert_faults("template: t\nbodi: []\n",
                  "2:1 a template has no key 'bodi' (did you mean 'body'?)\n"
                  "1:1 the template has no 'body' (add body: and below it the "
                  "blocks, each begun with '-'; or extends: and the name of a "
                  "template)\n");
    assert_faults(HEAD "  - quote: Words\n    zzz: 1\n",
                  "5:5 'quote' has no key 'zzz' (it takes source)\n");
    assert_faults(HEAD "  - cover: { subtitel: x }\n",
                  "4:14 'cover' has no key 'subtitel' (did you mean "
                  "'subtitle'?)\n");
    assert_faults("settings: { densety: compact }\nbody: []\n",
                  "1:13 'settings' has no key 'densety' (did you mean "
                  "'density'?)\n");
}

TEST(a_block_has_one_kind)
{
    assert_faults(HEAD "  - tabel: rows\n",
                  "4:5 unknown block 'tabel' (did you mean 'table'?)\n");
    assert_faults(HEAD "  - paragraph: x\n",
                  "4:5 unknown block 'paragraph' (did you mean 'text'?)\n");
    assert_faults(HEAD "  - text: a\n    chart: line\n",
                  "5:5 a block cannot be both 'text' and 'chart' (begin a "
                  "block of its own: - chart: ...)\n");
    assert_faults(HEAD "  - data: rows\n    x: month\n    y: spend\n",
                  "4:5 this block does not say what it is (its keys are those "
                  "of 'chart': begin it with - chart: ...)\n");
    assert_faults(HEAD "  - table\n",
                  "4:5 'table' needs a value (write - table: ..., rows and "
                  "columns)\n");
    assert_faults(HEAD "  - Some words\n",
                  "4:5 expected a block, found the text 'Some words' (write - "
                  "text: ... for words)\n");
    assert_faults(HEAD "  - - text: a\n",
                  "4:5 expected a block, found a list (leave out one '-'; to "
                  "keep blocks together write - group: and the list below "
                  "it)\n");
    assert_faults("body:\n",
                  "1:1 'body' has no blocks (write them below it, each begun "
                  "with '-')\n");
}

TEST(kinds_that_are_options_of_others_are_no_second_kind)
{
    Folder p;

    folder_make(&p);
    const Template *t =
        load_text_of(&p, HEAD "  - callout: note\n"
                              "    text: Words\n"
                              "    page_break: before\n"
                              "  - { columns: [ name ], table: rows }\n"
                              "  - { page_break: true, if: 'true' }\n");
    assert_outline(&p, t, "callout table page_break");
    folder_remove(&p);
}

TEST(needed_keys_are_missed)
{
    assert_faults(HEAD "  - image: a.png\n",
                  "4:5 'image' needs the key 'alt' (add alt: what it shows, "
                  "for those who cannot see it; '' for decoration)\n");
    assert_faults(HEAD "  - callout: note\n",
                  "4:5 'callout' needs one of: text, body (add one of "
                  "them)\n");
    assert_faults(HEAD "  - table: rows\n    columns: [ { label: A } ]\n",
                  "5:16 'columns' needs one of: field, value, text (add one "
                  "of them)\n");
    assert_faults(HEAD "  - chart: line\n    data: rows\n    y: spend\n",
                  "4:5 'chart' needs the key 'x' (add x: categories)\n");
}

TEST(values_have_the_type_of_their_key)
{
    assert_faults(HEAD "  - chart: pie\n    data: r\n    x: a\n    y: b\n",
                  "4:12 'chart' cannot be 'pie' (did you mean 'donut'?)\n");
    assert_faults(HEAD "  - chart: colum\n    data: r\n    x: a\n    y: b\n",
                  "4:12 'chart' cannot be 'colum' (did you mean 'column'?)\n");
    assert_faults(HEAD "  - section: A\n    landscape: \"yes\"\n    body: []\n",
                  "5:16 'landscape': expected true or false, found text "
                  "(write true or false, without quotes; conditions go under "
                  "`if:`)\n");
    assert_faults(HEAD "  - kpis: kpis\n    limit: \"3\"\n",
                  "5:12 'limit': expected a number, found text (write the "
                  "number without quotes)\n");
    assert_faults(HEAD "  - kpis: kpis\n    limit: 0\n",
                  "5:12 'limit' must be more than 0\n");
    assert_faults(HEAD "  - toc: 3\n",
                  "4:10 'toc': expected a map, found a number (it takes title, "
                  "depth, of)\n");
    assert_faults(HEAD "  - text: [ a ]\n",
                  "4:11 'text': expected text, found a list\n");
    assert_faults(HEAD "  - text:\n",
                  "4:5 'text' has no value, expected text\n");
    assert_faults(HEAD "  - list:\n",
                  "4:5 'list' has no value, expected an expression\n");
    assert_faults(HEAD "  - text: a\n    page_break: after\n",
                  "5:17 'page_break' cannot be 'after' (write before)\n");
    assert_faults(HEAD "  - text: a\n    only: [pdf, pptxx]\n",
                  "5:17 'only' cannot be 'pptxx' (did you mean 'pptx'?)\n");
    assert_faults(HEAD "  - text: a\n    id: \"{{ x }}\"\n",
                  "5:9 'id' is a fixed name, without braces (write the name "
                  "as it stands in the rows or files)\n");
    assert_faults("kind: deck\nbody: []\n",
                  "1:7 'kind' cannot be 'deck' (did you mean "
                  "'presentation'?)\n");
    assert_faults("- toc\n", "1:1 a template is a map of keys, found a list "
                             "(begin it with template: and body:)\n");
}

TEST(lengths_have_units)
{
    assert_faults(HEAD "  - image: a.png\n    alt: A\n    width: 120\n",
                  "6:12 '120' is no length (add a unit: 120pt, 120mm, or a "
                  "share of the room, 120fr)\n");
    assert_faults(HEAD "  - image: a.png\n    alt: A\n    width: 50%\n",
                  "6:12 '50%' is no length (write shares of the room as 1fr, "
                  "2fr)\n");
    assert_faults(HEAD "  - image: a.png\n    alt: A\n    width: 3px\n",
                  "6:12 '3px' is no length (write 3fr, 120pt, 40mm, 4cm, "
                  "1.5in or auto)\n");
    assert_faults(HEAD "  - image: a.png\n    alt: A\n    width: -1cm\n",
                  "6:12 '-1cm' is no length (write 3fr, 120pt, 40mm, 4cm, "
                  "1.5in or auto)\n");
}

TEST(loops_are_names_in_a_list)
{
    static const char hint[] =
        "5:10 'for': expected 'name in list' or 'key, name in map' (write a "
        "loop such as: row in campaigns)\n";

    assert_faults(HEAD "  - text: a\n    for: campaigns\n", hint);
    assert_faults(HEAD "  - text: a\n    for: a, b, c in d\n", hint);
    assert_faults(HEAD "  - text: a\n    for: 1 in d\n", hint);
    assert_faults(HEAD "  - text: a\n    for: if in d\n", hint);
}

TEST(what_yaml_does_to_unquoted_expressions_is_said)
{
    assert_faults(HEAD "  - table: rows\n"
                       "    columns: [ { label: A, value: round(x, 1) } ]\n",
                  "5:35 the comma ends the value of 'value' (put it in "
                  "quotes: value: \"round(x, 1)\")\n");
    assert_faults(HEAD "  - table: rows\n"
                       "    columns: [ { label: A, value: f(\"x\", 1, 2) } ]\n",
                  "5:35 the comma ends the value of 'value' (put it in "
                  "quotes: value: 'f(\"x\", 1, 2)')\n");
    assert_faults(HEAD "  - list: rows | where('channel == \"A #1')\n",
                  "4:11 the rest of 'list' is a comment, since ' #' begins "
                  "one (put it in quotes: list: 'rows | where(''channel == "
                  "\"A #1'')')\n");
    assert_faults(HEAD "  - text: Spend {{ spend #now }}\n",
                  "4:11 the rest of 'text' is a comment, since ' #' begins "
                  "one (put it in quotes: text: \"Spend {{ spend #now "
                  "}}\")\n");
    assert_faults(HEAD "  - list: {{ rows }}\n",
                  "4:11 text that begins with '{{' needs quotes in YAML "
                  "(write \"{{ ... }}\", in double quotes)\n");
    assert_faults(HEAD "  - list: \"{{ a }} and {{ b }}\"\n",
                  "4:12 'list' is one expression, not text with braces "
                  "(leave out the braces and join texts with ~, as in 'Up ' "
                  "~ change)\n");
}

TEST(code_of_other_languages_in_text_is_found)
{
    assert_faults(HEAD "  - text: \"Dear {d.client.name:upper}, hello\"\n",
                  "4:17 '{d.client.name:upper}' is code of another language "
                  "(write {{ client.name }})\n");
    assert_faults(HEAD "  - text: =SUM(A1:A3)\n",
                  "4:11 '=SUM(A1:A3)' is code of another language (write rows "
                  "| sum('field'))\n");
}

TEST(all_faults_are_reported_in_one_run)
{
    assert_faults("template: t\n"
                  "kind: poster\n"
                  "let: { 1st: x }\n"
                  "body:\n"
                  "  - tabel: rows\n"
                  "  - section: A\n"
                  "    body:\n"
                  "      - image: a.png\n"
                  "  - toc: { depht: 2 }\n",
                  "2:7 'kind' cannot be 'poster' (one of: report, "
                  "presentation)\n"
                  "3:8 '1st' cannot be the name of a value (use letters, "
                  "digits and _, not first a digit)\n"
                  "5:5 unknown block 'tabel' (did you mean 'table'?)\n"
                  "8:9 'image' needs the key 'alt' (add alt: what it shows, "
                  "for those who cannot see it; '' for decoration)\n"
                  "9:12 'toc' has no key 'depht' (did you mean 'depth'?)\n");
}

TEST(ids_are_given_once)
{
    assert_faults(HEAD "  - { text: a, id: x }\n"
                       "  - { section: b, body: [ { text: c, id: x } ] }\n",
                  "5:42 the id 'x' is given twice (give each block an id of "
                  "its own)\n");
}

TEST(client_data_is_no_template)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "client.yaml", "client: { name: Acme }\n");
    Str path = folder_path(&p, "client.yaml");
    assert_null(template_load(p.env, path, NULL));
    Str expect = str_format(p.env->arena,
                            "1:1 '%.*s' is client data, not a template (name "
                            "a template: --template quarterly)\n",
                            STR_ARG(path));
    assert_string_equal(reports(&p), expect.at);
    folder_remove(&p);
}

TEST(deep_and_many_blocks_meet_limits)
{
    Folder p;
    Buf text = { 0 };

    folder_make(&p);
    p.env->limits.depth = 20;
    buf_add_str(&text, STR("body: "));
    for (int i = 0; i < 12; i++)
        buf_add_str(&text, STR("[{group: "));
    buf_add_str(&text, STR("[toc]"));
    for (int i = 0; i < 12; i++)
        buf_add_str(&text, STR("}]"));
    buf_add_char(&text, '\n');
    Str copy = buf_copy(p.env->arena, &text);
    buf_free(&text);
    assert_null(load_text_of(&p, copy.at));
    assert_int_equal(p.env->diags->list.at[0].fault, FAULT_LIMIT);
    folder_remove(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(all_keys_of_a_template_are_read),
        RUN(a_template_is_named_after_its_file_unless_it_says_otherwise),
        RUN(options_have_the_values_that_their_rules_say),
        RUN(yaml_lists_and_maps_are_literal_expressions),
        RUN(an_expression_may_stand_in_braces_and_keeps_its_place),
        RUN(unknown_keys_name_the_nearest),
        RUN(a_block_has_one_kind),
        RUN(kinds_that_are_options_of_others_are_no_second_kind),
        RUN(needed_keys_are_missed),
        RUN(values_have_the_type_of_their_key),
        RUN(lengths_have_units),
        RUN(loops_are_names_in_a_list),
        RUN(what_yaml_does_to_unquoted_expressions_is_said),
        RUN(code_of_other_languages_in_text_is_found),
        RUN(all_faults_are_reported_in_one_run),
        RUN(ids_are_given_once),
        RUN(client_data_is_no_template),
        RUN(deep_and_many_blocks_meet_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
