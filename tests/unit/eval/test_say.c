/* test_say.c - blocks that are one sentence, and who may overrule them. */

#include "eval/blocks_help.h"

#define FACTS                                                                  \
    "'facts': [{'date': '2025-07-01', 'channel': 'Search', 'revenue': 100},"   \
    "{'date': '2025-08-01', 'channel': 'Search', 'revenue': 100},"             \
    "{'date': '2025-09-01', 'channel': 'Search', 'revenue': 100},"             \
    "{'date': '2026-07-01', 'channel': 'Search', 'revenue': 120},"             \
    "{'date': '2026-08-01', 'channel': 'Search', 'revenue': 120},"             \
    "{'date': '2026-09-01', 'channel': 'Search', 'revenue': 120}]"

static void assert_said(const char *blocks, const char *json,
                        const char *expected)
{
    Made m = make_report(blocks, json);

    assert_non_null(m.report);
    if (!says(&m, expected))
        fail_msg("no '%s' in:\n%s", expected, m.dump);
    made_close(&m);
}

static void assert_unsaid(const char *blocks, const char *json)
{
    Made m = make_report(blocks, json);

    assert_non_null(m.report);
    if (says(&m, "  text"))
        fail_msg("something is said:\n%s", m.dump);
    made_close(&m);
}

TEST(a_sentence_is_a_block)
{
    static const char data[] = "{" CLIENT "," FACTS "}";

    assert_said("      - headline: kpis | first\n", data,
                "text \"Revenue rose 20.0% on Q3 2025 to £360.\"");
    assert_said("      - driver: channels\n        metric: \"'revenue'\"\n",
                data,
                "text \"Search accounted for 100% of the increase in "
                "revenue.\"");
    /* without a metric it is the first outcome */
    assert_said("      - driver: channels\n", data,
                "text \"Search accounted for 100%");
    assert_said(
        "      - driver: channels\n        style: lead\n        id: d\n", data,
        "text #d lead \"Search accounted");
}

TEST(where_there_is_nothing_to_say_there_is_no_block)
{
    static const char data[] = "{" CLIENT "," FACTS "}";

    assert_unsaid("      - mix: channels\n        metric: \"'cpa'\"\n", data);
    assert_unsaid("      - pacing: budget_summary\n", data);
    assert_unsaid("      - overdue: actions\n", data);
}

TEST(a_person_may_say_it_otherwise_or_not_at_all)
{
    static const char data[] =
        "{" CLIENT "," FACTS ",'note': 'Search did it.'}";

    assert_said("      - driver: channels\n        say: \"{{ note }}\"\n", data,
                "text \"Search did it.\"");
    /* what has no data leaves the word to the numbers */
    assert_said("      - driver: channels\n        say: \"{{ narrative.driver "
                "}}\"\n",
                data, "text \"Search accounted");
    assert_unsaid("      - driver: channels\n        say: false\n", data);
}

TEST(the_data_may_say_it_otherwise_by_id_or_kind)
{
    assert_said("      - driver: channels\n        id: why\n",
                "{" CLIENT "," FACTS ",'say': {'why': 'New pages.'}}",
                "text #why \"New pages.\"");
    assert_said("      - driver: channels\n",
                "{" CLIENT "," FACTS ",'say': {'driver': 'New {{ x }} *p*.'}}",
                "text \"New {{ x }} *p*.\"");
    assert_unsaid("      - driver: channels\n",
                  "{" CLIENT "," FACTS ",'say': {'driver': false}}");
    Made m = make_report("      - driver: channels\n",
                         "{" CLIENT "," FACTS ",'say': {'driver': 7}}");
    assert_null(m.report);
    assert_true(complains(&m, "say.driver: expected"));
    made_close(&m);
}

TEST(a_sentence_about_the_wrong_thing_is_a_fault)
{
    Made m = make_report("      - headline: kpis\n", "{" CLIENT "," FACTS "}");

    assert_null(m.report);
    assert_true(complains(&m, "this sentence is about one map, not a list"));
    made_close(&m);
    m = make_report("      - driver: client\n", "{" CLIENT "," FACTS "}");
    assert_null(m.report);
    assert_true(complains(&m, "this sentence is about a list of rows, not a "
                              "map"));
    made_close(&m);
}

TEST(a_template_says_how_strong_its_verbs_are)
{
    static const char data[] = "{" CLIENT "," FACTS "}";

    assert_said("      - headline: kpis | first\n"
                "settings: { verbs: { jumped: 15 } }\n",
                data, "Revenue jumped 20.0%");
    assert_said("      - headline: kpis | first\n"
                "settings: { verbs: { edged: 25, moved: 30 } }\n",
                data, "Revenue held steady on Q3 2025, at");
    assert_said("      - headline: kpis | first\n"
                "settings: { verbs: { moved: 25 } }\n",
                data, "Revenue edged up 20.0%");
}

TEST(terms_of_the_data_are_said_in_the_report_s_language)
{
    static const char german[] =
        "{'client': {'name': 'A', 'locale': 'de-DE'}, 'report': {'period': "
        "'2026-Q3'}, 'word': 'In Progress', 'own': 'halb fertig'}";

    assert_said("      - text: \"{{ word | term }}, {{ own | term }}\"\n",
                german, "text \"In Arbeit, Halb fertig\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_sentence_is_a_block),
        RUN(where_there_is_nothing_to_say_there_is_no_block),
        RUN(a_person_may_say_it_otherwise_or_not_at_all),
        RUN(the_data_may_say_it_otherwise_by_id_or_kind),
        RUN(a_sentence_about_the_wrong_thing_is_a_fault),
        RUN(a_template_says_how_strong_its_verbs_are),
        RUN(terms_of_the_data_are_said_in_the_report_s_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
