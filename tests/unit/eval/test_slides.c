/* Slides from templates: what is on them, and how other reports become some. */
#include "blocks_help.h"

/* Of a section that is too short to be opened by a slide of its own. */
static Deck deck_of(Made *m)
{
    Deck d = deck_of_report(m->env->arena, m->report);

    for (size_t i = 0; i < d.len; i++)
        assert_int_not_equal(d.at[i].slide->kind, SLIDE_SECTION);
    return d;
}

TEST(slides_have_slots_notes_and_a_layout_by_what_they_hold)
{
    Made m = make_report("      - slide: Two sides\n"
                         "        left: [ { text: Here } ]\n"
                         "        right: [ { text: There } ]\n"
                         "        notes: \"Say **this**.\"\n"
                         "        fit: split\n"
                         "      - slide: Quoted\n"
                         "        body: [ { quote: Words } ]\n",
                         "{" CLIENT "}");
    Deck d = deck_of(&m);

    assert_int_equal(d.len, 2);
    assert_int_equal(d.at[0].slide->kind, SLIDE_TWO_CONTENT);
    assert_int_equal(d.at[0].slide->slot_count, 2);
    assert_int_equal(d.at[0].slide->fit, FIT_SPLIT);
    assert_int_equal(d.at[0].slide->notes.len, 1);
    assert_int_equal(d.at[1].slide->kind, SLIDE_QUOTE);
    made_close(&m);
}

TEST(a_slide_without_data_is_not_there)
{
    Made m = make_report("      - slide: Empty\n"
                         "        body: [ { text: \"{{ market.note }}\" } ]\n"
                         "      - slide: Full\n"
                         "        body: [ { text: Words } ]\n",
                         "{" CLIENT "}");
    Deck d = deck_of(&m);

    assert_int_equal(d.len, 1);
    assert_true(str_is(runs_text(m.env->arena, d.at[0].slide->title), "Full"));
    made_close(&m);
}

TEST(a_slide_for_each_row)
{
    Made m = make_report("      - slide: \"{{ r }}\"\n"
                         "        for: r in ['A', 'B', 'C']\n"
                         "        body: [ { text: \"About {{ r }}\" } ]\n",
                         "{" CLIENT "}");
    Deck d = deck_of(&m);

    assert_int_equal(d.len, 3);
    assert_true(str_is(runs_text(m.env->arena, d.at[2].slide->title), "C"));
    made_close(&m);
}

/* Words stand with their table, the agenda names the parts. */
TEST(a_report_becomes_slides)
{
    Made m = make_report("      - toc\n"
                         "      - text: Before it.\n"
                         "      - table: rows\n"
                         "        title: A table\n"
                         "        columns: [name]\n"
                         "      - text: After it.\n",
                         "{" CLIENT ", 'rows': [{'name': 'A'}]}");
    Deck d = deck_of(&m);

    assert_int_equal(d.len, 3);
    assert_int_equal(d.at[0].slide->kind, SLIDE_AGENDA);
    assert_int_equal(d.at[0].slide->slots[0].at[0].as.list.item_count, 1);
    const Slide *table = d.at[1].slide;
    assert_int_equal(table->kind, SLIDE_TABLE);
    assert_int_equal(table->slots[0].len, 2);
    assert_true(str_is(runs_text(m.env->arena, table->title), "A table"));
    /* said once, as the slide's title */
    assert_int_equal(table->slots[0].at[1].as.table->title.len, 0);
    assert_int_equal(d.at[2].slide->kind, SLIDE_CONTENT);
    assert_true(d.at[2].section.len > 0);
    made_close(&m);
}

TEST(a_section_of_four_slides_is_opened)
{
    Made m = make_report("      - slide: \"{{ r }}\"\n"
                         "        for: r in ['A', 'B', 'C', 'D']\n"
                         "        body: [ { text: \"About {{ r }}\" } ]\n",
                         "{" CLIENT "}");
    Deck d = deck_of_report(m.env->arena, m.report);

    assert_int_equal(d.len, 5);
    assert_int_equal(d.at[0].slide->kind, SLIDE_SECTION);
    made_close(&m);
}

TEST(a_deck_becomes_a_document_with_its_notes)
{
    Made m = make_report("      - section: Part\n"
                         "        body:\n"
                         "          - slide: One\n"
                         "            body: [ { text: Words } ]\n"
                         "            notes: Say this.\n",
                         "{" CLIENT "}");
    const Report *r = handout_of_deck(m.env->arena, m.report);
    const Section *part = &r->body.at[0].as.section.body.at[0].as.section;
    const Section *one = &part->body.at[0].as.section;

    assert_int_equal(part->body.at[0].kind, BLOCK_SECTION);
    assert_int_equal(one->level, 3);
    assert_int_equal(one->body.len, 2);
    assert_int_equal(one->body.at[1].kind, BLOCK_CALLOUT);
    assert_true(report_check(m.env, r));
    made_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(slides_have_slots_notes_and_a_layout_by_what_they_hold),
        RUN(a_slide_without_data_is_not_there),
        RUN(a_slide_for_each_row),
        RUN(a_report_becomes_slides),
        RUN(a_section_of_four_slides_is_opened),
        RUN(a_deck_becomes_a_document_with_its_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
