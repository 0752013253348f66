/* Templates that extend and include others, and where they are found. */

#include "template_test.h"

static const char base[] = "template: base\n"
                           "summary: The base\n"
                           "kind: presentation\n"
                           "title: Base\n"
                           "data: [client, kpis]\n"
                           "let:\n"
                           "  spend: a\n"
                           "  roas: b\n"
                           "settings: { number_headings: true, density: "
                           "compact }\n"
                           "body:\n"
                           "  - toc:\n"
                           "    id: toc\n"
                           "  - section: One\n"
                           "    id: one\n"
                           "    body:\n"
                           "      - { text: a, id: a }\n"
                           "      - { text: b, id: b }\n"
                           "  - columns:\n"
                           "      - body: [ { text: c, id: c } ]\n"
                           "    id: side\n"
                           "  - { group: [ { text: d, id: d } ], id: g }\n";

static const Template *extend(const Folder *p, const char *text)
{
    folder_write(p, "templates/base.yaml", base);
    return load_text_of(p, text);
}

/* Extending the base with `text` reports exactly this. */
static void assert_extend_faults(const char *text, const char *expect)
{
    Folder p;

    folder_make(&p);
    assert_null(extend(&p, text));
    assert_string_equal(reports(&p), expect);
    folder_remove(&p);
}

/* ---- Extending ----------------------------------------------------------- */

TEST(what_is_not_said_again_comes_from_the_base)
{
    Folder p;

    folder_make(&p);
    const Template *t = extend(&p, "extends: base\n");
    assert_outline(&p, t,
                   "toc#toc section#one[text#a text#b] columns#side "
                   "group#g[text#d]");
    assert_str(&p, t->name, "t");
    assert_str(&p, t->summary, "The base");
    assert_true(t->is_presentation);
    assert_non_null(t->title);
    assert_int_equal(t->data.len, 2);
    assert_int_equal(t->lets.len, 2);
    folder_remove(&p);
}

TEST(blocks_are_changed_by_id_at_any_depth)
{
    Folder p;

    folder_make(&p);
    const Template *t = extend(&p, "extends: base\n"
                                   "remove: [toc]\n"
                                   "replace:\n"
                                   "  a: [ { quote: q, id: q }, page_break ]\n"
                                   "  d: { text: e, id: e }\n"
                                   "before: { one: cover }\n"
                                   "after:\n"
                                   "  b:\n"
                                   "    - { text: x, id: x }\n"
                                   "    - { text: y, id: y }\n"
                                   "  c: { text: z, id: z }\n");
    assert_outline(&p, t,
                   "cover section#one[quote#q page_break text#b text#x "
                   "text#y] columns#side group#g[text#e]");
    const Options *column = &t->body.at[2].subject.as.maps.at[0];
    TemplateBlocks side = option_find(column, "body")->as.blocks;
    assert_int_equal(side.len, 2);
    folder_remove(&p);
}

TEST(one_id_may_be_removed_by_its_bare_name)
{
    Folder p;

    folder_make(&p);
    const Template *t = extend(&p, "extends: base\nremove: one\n");
    assert_outline(&p, t, "toc#toc columns#side group#g[text#d]");
    folder_remove(&p);
}

TEST(a_body_takes_the_place_of_the_base_s)
{
    Folder p;

    folder_make(&p);
    const Template *t =
        extend(&p, "extends: base\nkind: report\nbody: [ toc ]\n");
    assert_outline(&p, t, "toc");
    assert_false(t->is_presentation);
    folder_remove(&p);
}

TEST(names_settings_and_data_are_merged)
{
    Folder p;

    folder_make(&p);
    const Template *t = extend(&p, "extends: base\n"
                                   "title: Own\n"
                                   "data: [budget, client]\n"
                                   "let:\n"
                                   "  fees: f\n"
                                   "  roas: spend + fees\n"
                                   "  last: l\n"
                                   "settings: { density: roomy }\n");
    const char *const names[] = { "spend", "fees", "roas", "last" };
    assert_non_null(t);
    assert_int_equal(t->lets.len, 4);
    for (size_t i = 0; i < 4; i++)
        assert_str(&p, t->lets.at[i].name, names[i]);
    assert_int_equal(t->data.len, 3);
    assert_str(&p, t->data.at[2], "budget");
    assert_str(&p, option_find(&t->options, "density")->as.word, "roomy");
    assert_true(option_find(&t->options, "number_headings")->as.flag);
    folder_remove(&p);
}

TEST(changes_that_meet_no_block_are_faults)
{
    assert_extend_faults("extends: base\nreplace: { sid: toc }\n",
                         "2:12 the extended template has no block with the id "
                         "'sid' (did you mean 'side'?)\n");
    assert_extend_faults("extends: base\nremove: [ nothing-like-it ]\n",
                         "2:11 the extended template has no block with the id "
                         "'nothing-like-it' (its ids are toc, one, a, b, "
                         "side, c, g, d)\n");
    assert_extend_faults("extends: base\nremove: one\nafter: { a: toc }\n",
                         "3:10 'a' stands inside a block that is itself "
                         "replaced or removed (leave out one of the two "
                         "changes)\n");
    assert_extend_faults("extends: base\nremove: a\nreplace: { a: toc }\n",
                         "2:9 'a' is both replaced and removed\n");
    assert_extend_faults("extends: base\nremove: a\nbody: [ toc ]\n",
                         "3:1 'body' replaces all blocks, which leaves none "
                         "to change by id (give either a body, or replace, "
                         "remove, before and after)\n");
    assert_faults("body: [ toc ]\nremove: a\n",
                  "2:1 'remove' changes a template that is extended (add "
                  "extends: and the name of that template)\n");
    assert_extend_faults("extends: base\nremove:\n  x: 1\n",
                         "3:3 'remove': expected a name, found a map\n");
    assert_extend_faults("extends: base\nbefore: [ a ]\n",
                         "2:1 'before' is a map from the id of a block to "
                         "blocks (write before: { summary: [ { text: ... } ] "
                         "})\n");
}

TEST(an_unknown_base_names_the_nearest)
{
    assert_extend_faults("extends: bsae\n",
                         "1:10 there is no template 'bsae' (did you mean "
                         "'base'?)\n");
}

TEST(a_base_by_path_lies_in_the_folder_of_the_template)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "secret.yaml", "body: [ toc ]\n");
    folder_write(&p, "templates/parts/base.yaml", base);
    assert_null(load_text_of(&p, "extends: ../secret.yaml\n"));
    assert_string_equal(reports(&p),
                        "1:10 path '../secret.yaml' leaves its folder (put "
                        "the file beside the one that names it)\n");
    const DiagList *ds = p.env->diags;
    assert_int_equal(ds->error_count, 1);
    assert_outline(
        &p, load_text_of(&p, "extends: parts/base.yaml\nremove: [one]\n"),
        "toc#toc columns#side group#g[text#d]");
    folder_remove(&p);
}

TEST(circles_are_faults_that_name_the_chain)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/a.yaml", "extends: b\n");
    folder_write(&p, "templates/b.yaml", "extends: a\n");
    assert_null(template_load(p.env, STR("a"), NULL));
    Str expect = str_format(p.env->arena,
                            "1:10 the template extends itself: "
                            "%s/templates/a.yaml -> %s/templates/b.yaml -> "
                            "%s/templates/a.yaml (break the circle)\n",
                            p.root, p.root, p.root);
    assert_string_equal(reports(&p), expect.at);
    folder_remove(&p);
}

TEST(a_chain_of_templates_has_a_limit)
{
    Folder p;

    folder_make(&p);
    p.env->limits.depth = 10;
    for (int i = 0; i < 20; i++) {
        Str name = str_format(p.env->arena, "templates/t%d.yaml", i);
        Str text = str_format(p.env->arena, "extends: t%d\n", i + 1);
        folder_write(&p, name.at, text.at);
    }
    assert_null(template_load(p.env, STR("t0"), NULL));
    assert_int_equal(p.env->diags->error_count, 1);
    assert_int_equal(p.env->diags->list.at[0].fault, FAULT_LIMIT);
    folder_remove(&p);
}

/* ---- Where templates are found ------------------------------------------- */

TEST(an_agency_s_own_template_extends_its_namesake_further_along)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/base.yaml", base);
    folder_write(&p, "second/templates/base.yaml", "body: [ page_break ]\n");
    folder_write(&p, "templates/agencies/north/agency.yaml", "name: North\n");
    folder_write(&p, "templates/agencies/north/templates/base.yaml",
                 "extends: base\nremove: [toc, side, g]\n");
    *list_add(p.env->arena, &p.env->paths) = folder_path(&p, "second");
    const Agency *agency = agency_load(p.env, STR("north"));
    assert_non_null(agency);
    assert_outline(&p, template_load(p.env, STR("base"), agency),
                   "section#one[text#a text#b]");
    assert_outline(&p, template_load(p.env, STR("base"), NULL),
                   "toc#toc section#one[text#a text#b] columns#side "
                   "group#g[text#d]");
    /* by path it is the same file */
    assert_outline(
        &p,
        template_load(
            p.env,
            folder_path(&p, "templates/agencies/north/templates/base.yaml"),
            agency),
        "section#one[text#a text#b]");
    folder_remove(&p);
}

TEST(paths_are_searched_in_order)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "first/templates/x.yaml", "body: [ toc ]\n");
    folder_write(&p, "templates/x.yaml", "body: [ cover ]\n");
    p.env->paths.at[0] = folder_path(&p, "first");
    *list_add(p.env->arena, &p.env->paths) = str_of(p.root);
    assert_outline(&p, template_load(p.env, STR("x"), NULL), "toc");
    assert_outline(
        &p, template_load(p.env, folder_path(&p, "templates/x.yaml"), NULL),
        "cover");
    folder_remove(&p);
}

TEST(an_unknown_template_names_the_nearest_or_all)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/quarterly.yaml", "body: [ toc ]\n");
    folder_write(&p, "templates/monthly.yaml", "body: [ toc ]\n");
    assert_null(template_load(p.env, STR("quartely"), NULL));
    assert_null(template_load(p.env, STR("zzz"), NULL));
    assert_string_equal(reports(&p),
                        "0:0 there is no template 'quartely' (did you mean "
                        "'quarterly'?)\n"
                        "0:0 there is no template 'zzz' (there are monthly, "
                        "quarterly)\n");
    assert_int_equal(p.env->diags->list.at[0].fault, FAULT_USAGE);
    folder_remove(&p);
}

TEST(templates_are_listed_with_their_summaries)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/b.yaml",
                 "summary: >\n  Two\n  lines\nbody: [ toc ]\n");
    folder_write(&p, "templates/a.yaml", "body: {{ broken\nsummary: 'It''s'\n");
    folder_write(&p, "templates/lib/part.yaml", "- toc\n");
    folder_write(&p, "templates/notes.txt", "none\n");
    folder_write(&p, "north/_brand.yml", "color: { primary: '#123456' }\n");
    folder_write(&p, "north/templates/b.yaml", "extends: b\n");
    folder_write(&p, "north/templates/c.yaml", "summary: [ odd ]\n");
    const Agency *agency = agency_load(p.env, folder_path(&p, "north/"));
    assert_non_null(agency);
    TemplateList list = templates_find(p.env, agency);
    assert_int_equal(list.len, 3);
    assert_str(&p, list.at[0].name, "a");
    assert_str(&p, list.at[0].summary, "It's");
    assert_str(&p, list.at[1].name, "b");
    assert_str(&p, list.at[1].summary, "Two lines");
    assert_str(&p, list.at[1].path,
               folder_path(&p, "north/templates/b.yaml").at);
    assert_str(&p, list.at[2].summary, "");
    assert_int_equal(p.env->diags->error_count, 0);
    folder_remove(&p);
}

/* ---- Including ----------------------------------------------------------- */

TEST(blocks_are_included_from_beside_and_from_lib)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/parts/a.yaml", "- toc\n- include: b\n");
    folder_write(&p, "templates/parts/b.yaml", "body: [ { text: b } ]\n");
    folder_write(&p, "templates/lib/notes.yaml", "- data_notes\n");
    const Template *t =
        load_text_of(&p, "body:\n"
                         "  - include: parts/a.yaml\n"
                         "  - include: notes\n"
                         "  - { include: lib/notes, if: x, id: n }\n");
    assert_outline(&p, t, "toc text data_notes group#n[data_notes]");
    assert_non_null(option_find(&t->body.at[3].options, "if"));
    folder_remove(&p);
}

TEST(an_agency_s_lib_comes_before_the_others)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/lib/notes.yaml", "- data_notes\n");
    folder_write(&p, "north/agency.yaml", "name: North\n");
    folder_write(&p, "north/templates/lib/notes.yaml", "- page_break\n");
    folder_write(&p, "templates/t.yaml", "body: [ { include: notes } ]\n");
    const Agency *north = agency_load(p.env, folder_path(&p, "north"));
    assert_outline(&p, template_load(p.env, STR("t"), north), "page_break");
    assert_outline(&p, template_load(p.env, STR("t"), NULL), "data_notes");
    folder_remove(&p);
}

/* Including from `text` reports something that begins with `expect`. */
static void assert_include_faults(const char *text, const char *expect)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/lib/notes.yaml", "- data_notes\n");
    folder_write(&p, "templates/lib/map.yaml", "a: 1\n");
    folder_write(&p, "secret.yaml", "- toc\n");
    assert_null(load_text_of(&p, text));
    if (strncmp(reports(&p), expect, strlen(expect)) != 0)
        assert_string_equal(reports(&p), expect);
    assert_int_equal(p.env->diags->error_count, 1);
    folder_remove(&p);
}

TEST(what_cannot_be_included_is_said)
{
    assert_include_faults("body: [ { include: note } ]\n",
                          "1:20 there is no file 'note' to include (did you "
                          "mean 'notes'?)");
    assert_include_faults("body: [ { include: zzz } ]\n",
                          "1:20 there is no file 'zzz' to include (put "
                          "zzz.yaml beside the template, or into "
                          "templates/lib)");
    assert_include_faults("body: [ { include: ../secret.yaml } ]\n",
                          "1:20 path '../secret.yaml' leaves its folder");
    assert_include_faults("body: [ { include: /etc/passwd } ]\n",
                          "1:20 path '/etc/passwd' is absolute");
    assert_include_faults("body: [ { include: t } ]\n",
                          "1:20 the template includes itself: ");
}

TEST(a_file_that_is_no_list_is_not_included)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/lib/map.yaml", "a: 1\n");
    assert_null(load_text_of(&p, "body: [ { include: map } ]\n"));
    assert_int_equal(p.env->diags->error_count, 1);
    folder_remove(&p);
}

TEST(faults_of_a_file_included_twice_are_said_once)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/part.yaml", "- tabel: rows\n");
    assert_null(
        load_text_of(&p, "body: [ { include: part }, { include: part } ]\n"));
    assert_string_equal(reports(&p),
                        "1:3 unknown block 'tabel' (did you mean 'table'?)\n");
    folder_remove(&p);
}

TEST(ids_of_a_file_included_twice_are_no_slip)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/part.yaml", "- { text: a, id: a }\n");
    assert_outline(
        &p,
        load_text_of(&p, "body: [ { include: part }, { include: part } ]\n"),
        "text#a text#a");
    folder_remove(&p);
}

TEST(includes_that_double_at_each_step_meet_a_limit)
{
    Folder p;

    folder_make(&p);
    for (int i = 0; i < 40; i++) {
        Str name = str_format(p.env->arena, "templates/p%d.yaml", i);
        Str text = str_format(p.env->arena, "- include: p%d\n- include: p%d\n",
                              i + 1, i + 1);
        folder_write(&p, name.at, text.at);
    }
    folder_write(&p, "templates/p40.yaml", "- toc\n");
    assert_null(load_text_of(&p, "body: [ { include: p0 } ]\n"));
    assert_int_equal(p.env->diags->error_count, 1);
    assert_int_equal(p.env->diags->list.at[0].fault, FAULT_LIMIT);
    folder_remove(&p);
}

/* ---- Agencies ------------------------------------------------------------ */

TEST(agencies_are_found_by_name_and_by_folder)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/agencies/north/_brand.yml",
                 "color: { primary: '#123456' }\n");
    folder_write(&p, "templates/agencies/south/agency.yaml", "name: South\n");
    const Agency *north = agency_load(p.env, STR("north"));
    assert_non_null(north);
    assert_str(&p, north->name, "north");
    assert_non_null(value_path(north->brand, "color.primary"));
    assert_null(north->settings);
    const Agency *south =
        agency_load(p.env, folder_path(&p, "templates/agencies/south/"));
    assert_non_null(south);
    assert_str(&p, south->name, "south");
    assert_null(south->brand);
    assert_non_null(value_at(south->settings, "name"));
    folder_remove(&p);
}

TEST(agencies_that_are_none_are_faults)
{
    Folder p;

    folder_make(&p);
    folder_write(&p, "templates/agencies/north/agency.yaml", "name: N\n");
    folder_write(&p, "templates/agencies/empty/notes.txt", "none\n");
    folder_write(&p, "templates/agencies/odd/agency.yaml", "- a\n");
    folder_write(&p, "templates/agencies/bad/_brand.yml", "a: [\n");
    assert_null(agency_load(p.env, STR("nroth")));
    assert_null(agency_load(p.env, STR("zzzzzz")));
    assert_null(agency_load(p.env, STR("empty")));
    assert_null(agency_load(p.env, STR("odd")));
    assert_null(agency_load(p.env, STR("")));
    assert_null(agency_load(p.env, STR("bad")));
    const DiagList *ds = p.env->diags;
    assert_int_equal(ds->list.len, 6);
    assert_str(&p, ds->list.at[0].message, "there is no agency 'nroth'");
    assert_str(&p, ds->list.at[0].hint, "did you mean 'north'?");
    assert_int_equal(ds->list.at[0].fault, FAULT_USAGE);
    assert_str(&p, ds->list.at[1].hint, "there are bad, empty, north, odd");
    assert_str(&p, ds->list.at[3].message,
               "expected a map of keys, found a list");
    folder_remove(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(what_is_not_said_again_comes_from_the_base),
        RUN(blocks_are_changed_by_id_at_any_depth),
        RUN(one_id_may_be_removed_by_its_bare_name),
        RUN(a_body_takes_the_place_of_the_base_s),
        RUN(names_settings_and_data_are_merged),
        RUN(changes_that_meet_no_block_are_faults),
        RUN(an_unknown_base_names_the_nearest),
        RUN(a_base_by_path_lies_in_the_folder_of_the_template),
        RUN(circles_are_faults_that_name_the_chain),
        RUN(a_chain_of_templates_has_a_limit),
        RUN(an_agency_s_own_template_extends_its_namesake_further_along),
        RUN(paths_are_searched_in_order),
        RUN(an_unknown_template_names_the_nearest_or_all),
        RUN(templates_are_listed_with_their_summaries),
        RUN(blocks_are_included_from_beside_and_from_lib),
        RUN(an_agency_s_lib_comes_before_the_others),
        RUN(what_cannot_be_included_is_said),
        RUN(a_file_that_is_no_list_is_not_included),
        RUN(faults_of_a_file_included_twice_are_said_once),
        RUN(ids_of_a_file_included_twice_are_no_slip),
        RUN(includes_that_double_at_each_step_meet_a_limit),
        RUN(agencies_are_found_by_name_and_by_folder),
        RUN(agencies_that_are_none_are_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
