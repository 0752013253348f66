/* Blocks from templates and data: what is shown, hidden, added up, refused. */
#include "blocks_help.h"

#define ROWS                                                                   \
    "'rows': [{'name': 'A', 'kind': 'paid', 'spend': 10.004, 'revenue': 40}, " \
    "{'name': 'B', 'kind': 'paid', 'spend': 10.004, 'revenue': null}, "        \
    "{'name': 'C', 'kind': 'own', 'spend': 10.004, 'revenue': 20}]"

TEST(a_table_prints_aligns_and_adds_up)
{
    Made m = make_report(
        "      - table: rows\n"
        "        columns:\n"
        "          - name\n"
        "          - { field: spend, format: money(2), total: sum }\n"
        "          - { field: revenue, total: sum }\n"
        "          - { label: ROAS, value: row.revenue / row.spend, format: "
        "number(2), total: revenue / spend }\n",
        "{" CLIENT ", " ROWS "}");
    assert_true(says(&m, "column label=\"Spend\" right"));
    assert_true(says(&m, "| B | \xC2\xA3"
                         "10.00 (10.004) | \xE2\x80\x93 | \xE2\x80\x93"));
    /* 30.012, not three times the rounded 10.00 */
    assert_true(says(&m, "total | Total | \xC2\xA3"
                         "30.01 (30.012)"));
    /* 60 over 30.012, not the mean of ratios */
    assert_true(says(&m, "| 2.00 (1.99920"));
    made_close(&m);
}

TEST(groups_have_headings_and_subtotals)
{
    Made m = make_report(
        "      - table: rows\n"
        "        group_by: row.kind\n"
        "        subtotal: true\n"
        "        columns:\n"
        "          - name\n"
        "          - { field: spend, format: number(3), total: sum }\n",
        "{" CLIENT ", " ROWS "}");
    assert_true(says(&m, "group | paid span2"));
    assert_true(says(&m, "subtotal | Total paid | 20.008"));
    assert_true(says(&m, "subtotal | Total own | 10.004"));
    assert_true(says(&m, "total | Total | 30.012"));
    made_close(&m);
}

TEST(a_block_without_data_is_left_out_and_said)
{
    Made m = make_report("      - text: Here.\n"
                         "      - table: narrative.wins\n"
                         "        columns: [name]\n"
                         "      - text: \"{{ market.note }}\"\n"
                         "      - list: survey\n",
                         "{" CLIENT "}");
    assert_non_null(m.report);
    assert_true(says(&m, "Here."));
    assert_null(strstr(m.dump, "table"));
    assert_true(complains(&m, "left out table: there is no 'narrative'"));
    assert_true(complains(&m, "left out text: there is no 'market'"));
    assert_true(complains(&m, "left out list: there is no 'survey'"));
    assert_int_equal(m.env->diags->error_count, 0);
    made_close(&m);
}

TEST(strict_makes_missing_data_an_error)
{
    Env *env = test_env();
    Made m = make_with("      - text: \"{{ market.note }}\"\n",
                       data_of(env, "{" CLIENT "}"), env, true);
    assert_null(m.report);
    assert_true(complains(&m, "there is no data for text"));
    made_close(&m);
}

TEST(if_missing_says_something_else)
{
    Made m = make_report("      - text: \"{{ market.note }}\"\n"
                         "        if_missing: Nothing was said.\n",
                         "{" CLIENT "}");
    assert_true(says(&m, "Nothing was said."));
    made_close(&m);
}

TEST(a_section_of_which_nothing_is_left_goes_too)
{
    Made m = make_report("      - text: Stays.\n"
                         "      - section: Market\n"
                         "        body:\n"
                         "          - text: \"{{ market.note }}\"\n",
                         "{" CLIENT "}");
    assert_non_null(m.report);
    assert_null(strstr(m.dump, "Market"));
    made_close(&m);
}

TEST(a_slip_is_an_error_that_names_the_nearest)
{
    Made m = make_report("      - text: \"{{ rowz | length }}\"\n"
                         "      - table: rows\n"
                         "        columns: [nmae]\n",
                         "{" CLIENT ", " ROWS "}");
    assert_null(m.report);
    assert_true(complains(&m, "there is no 'rowz'"));
    assert_true(complains(&m, "no row has a field 'nmae'"));
    made_close(&m);
}

TEST(loops_and_conditions_repeat_and_omit)
{
    Made m = make_report("      - for: r in rows\n"
                         "        if: r.kind == 'paid'\n"
                         "        text: \"Row {{ r.name }}.\"\n",
                         "{" CLIENT ", " ROWS "}");
    assert_true(says(&m, "Row A."));
    assert_true(says(&m, "Row B."));
    assert_null(strstr(m.dump, "Row C."));
    made_close(&m);
}

TEST(cards_show_change_target_and_reason)
{
    Made m = make_report(
        "      - kpis:\n"
        "        items:\n"
        "          - { label: Cost, value: 38.2, previous: 36.7, target: 36, "
        "format: money(2), better: down }\n"
        "          - { label: Unknown, value: null, reason: Not measured }\n",
        "{" CLIENT "}");
    assert_true(says(&m, "value=\xC2\xA3|38.20|"));
    /* a cost that rose is bad news */
    assert_true(says(&m, "delta up negative text=\"+4.1%\""));
    assert_true(says(&m, "Target \xC2\xA3"
                         "36.00 \xC2\xB7 94%"));
    assert_true(says(&m, "reason=\"Not measured\""));
    made_close(&m);
}

TEST(charts_gather_series_and_speak)
{
    Made m = make_report("      - chart: column\n"
                         "        data: rows\n"
                         "        x: name\n"
                         "        y: [ { field: spend, format: money(0) }, { "
                         "field: revenue, format: money(0) } ]\n",
                         "{" CLIENT ", " ROWS "}");
    assert_true(says(&m, "chart column 2 x 3"));
    assert_true(says(&m, "\"B\" -"));
    assert_true(says(&m, "alt \"Column chart. Spend: A \xC2\xA3"
                         "10, B \xC2\xA3"
                         "10, C \xC2\xA3"
                         "10. Revenue: A \xC2\xA3"
                         "40, C \xC2\xA3"
                         "20"));
    made_close(&m);
}

/* The note of a chart of shares over `rows` of { n, a, b }. */
static void assert_base(const char *kind, const char *rows, const char *base)
{
    char block[300], data[2000];

    snprintf(block, sizeof block,
             "      - chart: %s\n        data: rows\n        x: n\n"
             "        y: [a, b]\n        note: Survey of May\n",
             kind);
    snprintf(data, sizeof data, "{" CLIENT ", 'rows': [%s]}", rows);
    Made m = make_report(block, data);
    if (base)
        assert_true(says(&m, base));
    else
        assert_true(says(&m, "note \"Survey of May\""));
    made_close(&m);
}

#define ANSWERS                                                                \
    "{'n': 'Q1', 'a': 700, 'b': 534}, {'n': 'Q2', 'a': 0, 'b': 0}, "           \
    "{'n': 'Q3', 'a': null, 'b': 90}"

TEST(charts_of_shares_say_of_how_many)
{
    assert_base("stacked_100", ANSWERS,
                "note \"Base: Q1 1,234; Q3 90 \xC2\xB7 Survey of May\"");
    assert_base("marimekko", ANSWERS, "note \"Base: Q1 1,234; Q3 90");
    assert_base("stacked", ANSWERS, NULL);
    /* already shares: of how many is not known */
    assert_base("stacked_100",
                "{'n': 'Q1', 'a': 40.1, 'b': 60}, {'n': 'Q2', 'a': 55, 'b': "
                "45}",
                NULL);
    assert_base("stacked_100",
                "{'n': '1', 'a': 4, 'b': 1}, {'n': '2', 'a': 4, 'b': 2}, "
                "{'n': '3', 'a': 4, 'b': 3}, {'n': '4', 'a': 4, 'b': 4}, "
                "{'n': '5', 'a': 4, 'b': 5}, {'n': '6', 'a': 4, 'b': 6}, "
                "{'n': '7', 'a': 4, 'b': 7}, {'n': '8', 'a': 4, 'b': 8}, "
                "{'n': '9', 'a': 4, 'b': 1000}",
                "note \"Base: 5\xE2\x80\x93"
                "1,004 \xC2\xB7");
}

static void assert_steps(const char *locale, const char *names)
{
    char data[700], wanted[200];

    snprintf(data, sizeof data,
             "{'client': {'name': 'A', 'locale': '%s', 'currency': 'EUR'}, "
             "'report': {'period': {'from': '2026-07-01', 'to': '2026-09-30'}},"
             "'lines': [{'n': 'A', 'q': 12, 'r': 132, 'q0': 10, 'r0': 100},"
             "{'n': 'B', 'q': 4, 'r': 80, 'q0': 5, 'r0': 100},"
             "{'n': 'C', 'q': 4, 'r': 80, 'q0': 0, 'r0': 0},"
             "{'n': 'D', 'q': 0, 'r': 0, 'q0': 2, 'r0': 8}],"
             "'paths': [{'touches': []}]}",
             locale);
    snprintf(wanted, sizeof wanted, "\"%s\"", names);
    Made m = make_report(
        "      - text: \"{{ (lines | price_volume_mix('q', 'r', 'q0', 'r0'))"
        ".steps | map(attribute='name') | join(', ') }}, {{ (paths | "
        "attribution | first).channel }}\"\n",
        data);
    if (!says(&m, wanted))
        fail_msg("%s: no %s in %s", locale, wanted, m.dump);
    made_close(&m);
}

TEST(bars_of_a_price_volume_mix_are_named_in_the_report_s_language)
{
    assert_steps("en-GB",
                 "Before, Volume, Mix, Price, New, Lost, Now, Unattributed");
    assert_steps("de-DE", "Vorher, Menge, Mix, Preis, Neu, Entfallen, Jetzt, "
                          "Nicht zugeordnet");
    assert_steps("fr-FR",
                 "Avant, Volume, Mix, Prix, Nouveaut\u00e9s, Abandons, "
                 "Maintenant, Non attribu\u00e9");
    assert_steps("es-ES", "Antes, Volumen, Mezcla, Precio, Altas, Bajas, "
                          "Ahora, Sin atribuir");
    assert_steps("ar-EG",
                 "\u0645\u0646 \u0642\u0628\u0644, "
                 "\u0627\u0644\u0643\u0645\u064a\u0629, "
                 "\u0627\u0644\u0645\u0632\u064a\u062c, "
                 "\u0627\u0644\u0633\u0639\u0631, \u062c\u062f\u064a\u062f, "
                 "\u0645\u0641\u0642\u0648\u062f, \u0627\u0644\u0622\u0646, "
                 "\u063a\u064a\u0631 \u0645\u0646\u0633\u0648\u0628");
}

TEST(series_come_from_rows_by_a_field)
{
    Made m = make_report(
        "      - chart: line\n"
        "        data: long\n"
        "        x: month\n"
        "        y: spend\n"
        "        by: channel\n",
        "{" CLIENT ", 'long': [{'month': '2026-07-01', 'channel': 'X', "
        "'spend': 1}, {'month': '2026-08-01', 'channel': 'X', 'spend': 2}, "
        "{'month': '2026-08-01', 'channel': 'Y', 'spend': 3}]}");
    assert_true(says(&m, "chart line 2 x 2 time"));
    assert_true(says(&m, "name=\"X\""));
    assert_true(says(&m, "name=\"Y\""));
    made_close(&m);
}

TEST(too_many_rows_are_refused)
{
    Env *env = test_env();
    env->limits.table_rows = 2;
    Made m = make_with("      - table: rows\n        columns: [name]\n",
                       data_of(env, "{" CLIENT ", " ROWS "}"), env, false);
    assert_null(m.report);
    assert_true(complains(&m, "more than the limit of 2"));
    assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
    made_close(&m);
}

TEST(all_faults_of_a_template_show_at_once)
{
    Made m = make_report("      - text: \"{{ rowz }}\"\n"
                         "      - text: \"{{ rows | mony }}\"\n"
                         "      - text: \"{{ 'a' - 1 }}\"\n",
                         "{" CLIENT ", " ROWS "}");
    assert_null(m.report);
    assert_int_equal(m.env->diags->error_count, 3);
    made_close(&m);
}

TEST(two_runs_make_the_same_model)
{
    const char *blocks =
        "      - table: rows\n        columns: [name, spend]\n";
    Made a = make_report(blocks, "{" CLIENT ", " ROWS "}");
    Made b = make_report(blocks, "{" CLIENT ", " ROWS "}");
    assert_string_equal(a.dump, b.dump);
    made_close(&a);
    made_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_table_prints_aligns_and_adds_up),
        RUN(groups_have_headings_and_subtotals),
        RUN(a_block_without_data_is_left_out_and_said),
        RUN(strict_makes_missing_data_an_error),
        RUN(if_missing_says_something_else),
        RUN(a_section_of_which_nothing_is_left_goes_too),
        RUN(a_slip_is_an_error_that_names_the_nearest),
        RUN(loops_and_conditions_repeat_and_omit),
        RUN(cards_show_change_target_and_reason),
        RUN(charts_gather_series_and_speak),
        RUN(charts_of_shares_say_of_how_many),
        RUN(bars_of_a_price_volume_mix_are_named_in_the_report_s_language),
        RUN(series_come_from_rows_by_a_field),
        RUN(too_many_rows_are_refused),
        RUN(all_faults_of_a_template_show_at_once),
        RUN(two_runs_make_the_same_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
