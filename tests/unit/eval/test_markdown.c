/* Markdown of templates is read; whatever data says is not. */
#include "blocks_help.h"

static const char *const HOSTILE[] = {
    "**bold**",
    "*it*",
    "__b__",
    "_i_",
    "~~gone~~",
    "`code`",
    "# Heading",
    "- item",
    "1. item",
    "> quote",
    "[a](http://x)",
    "![a](b.png)",
    "<b>x</b>",
    "<script>alert(1)</script>",
    "&amp; &lt;",
    "a | b",
    "***",
    "---",
    "\\*",
    "[^1]",
    "[^1]: note",
    "<http://auto.example>",
    "{{ 1 + 1 }}",
    "{% if true %}x{% endif %}",
    "{# gone #}",
    "| a | b |",
    "    four spaces",
    "\xEE\x80\x80"
    "0\xEE\x80\x81",
    "a\\",
    "**",
    "](",
    "``` fence",
    "\xE2\x80\x8F turned",
    "http://bare.example/x_y_z",
};

static Made with_value(const char *blocks, const char *value)
{
    Env *env = test_env();
    MemberList members = { 0 };
    Value *data = arena_make(env->arena, Value);
    const Value *base = data_of(env, "{" CLIENT "}");

    for (size_t i = 0; i < base->as.map.len; i++)
        *list_add(env->arena, &members) = base->as.map.at[i];
    map_put(env->arena, &members, "hostile", value_text(str_of(value)));
    *data = value_map(members.at, members.len);
    return make_with(blocks, data, env, false);
}

/* The text of the first paragraph, and that it is set in one plain manner. */
static Str plain_paragraph(const Made *m, bool *is_plain)
{
    const Block *section = &m->report->body.at[0];
    const Block *p = &section->as.section.body.at[0];

    assert_int_equal(p->kind, BLOCK_PARAGRAPH);
    assert_int_equal(section->as.section.body.len, 1);
    *is_plain = true;
    for (size_t i = 0; i < p->as.paragraph.runs.len; i++) {
        const Run *r = &p->as.paragraph.runs.at[i];
        *is_plain &= !r->bold && !r->italic && !r->code && !r->strike &&
                     !r->link.len && !r->note;
    }
    return runs_text(m->env->arena, p->as.paragraph.runs);
}

TEST(values_are_never_markup_within_a_sentence)
{
    for (size_t i = 0; i < COUNT_OF(HOSTILE); i++) {
        Made m = with_value("      - text: \"Before {{ hostile }} after.\"\n",
                            HOSTILE[i]);
        bool is_plain;
        assert_non_null(m.report);
        Str text = plain_paragraph(&m, &is_plain);
        Str wanted = str_format(m.env->arena, "Before %s after.", HOSTILE[i]);
        assert_true(is_plain);
        assert_true(str_equal(text, wanted));
        made_close(&m);
    }
}

TEST(values_are_never_markup_alone)
{
    for (size_t i = 0; i < COUNT_OF(HOSTILE); i++) {
        Made m = with_value("      - text: \"{{ hostile }}\"\n", HOSTILE[i]);
        bool is_plain;
        assert_non_null(m.report);
        Str text = plain_paragraph(&m, &is_plain);
        assert_true(is_plain);
        assert_true(str_equal(text, str_trim(str_of(HOSTILE[i]))));
        made_close(&m);
    }
}

TEST(values_take_the_manner_of_the_words_around_them)
{
    for (size_t i = 0; i < COUNT_OF(HOSTILE); i++) {
        Made m =
            with_value("      - text: \"x **{{ hostile }}** y\"\n", HOSTILE[i]);
        assert_non_null(m.report);
        Runs runs =
            m.report->body.at[0].as.section.body.at[0].as.paragraph.runs;
        assert_int_equal(runs.len, 3);
        assert_true(runs.at[1].bold && !runs.at[1].italic);
        assert_true(str_equal(runs.at[1].text, str_of(HOSTILE[i])));
        made_close(&m);
    }
}

TEST(values_in_titles_are_plain)
{
    for (size_t i = 0; i < COUNT_OF(HOSTILE); i++) {
        Made m = with_value("      - callout: note\n"
                            "        title: \"1. {{ hostile }}\"\n"
                            "        text: Below.\n",
                            HOSTILE[i]);
        assert_non_null(m.report);
        const Block *b = &m.report->body.at[0].as.section.body.at[0];
        assert_int_equal(b->kind, BLOCK_CALLOUT);
        Str title = runs_text(m.env->arena, b->as.callout.title);
        assert_true(
            str_equal(title, str_format(m.env->arena, "1. %s",
                                        str_trim(str_of(HOSTILE[i])).at)) ||
            str_ends(title, str_trim(str_of(HOSTILE[i]))));
        made_close(&m);
    }
}

TEST(the_template_may_use_markdown)
{
    Made m =
        make_report("      - text: |\n"
                    "          A **b** *i* `c` ~~s~~ [l](https://x.example).\n"
                    "\n"
                    "          - one\n"
                    "            - two\n"
                    "\n"
                    "          3. three\n"
                    "\n"
                    "          | h | n |\n"
                    "          | --- | ---: |\n"
                    "          | a | 1 |\n"
                    "\n"
                    "          > said\n"
                    "\n"
                    "          Called[^n].\n"
                    "\n"
                    "          [^n]: The note.\n",
                    "{" CLIENT "}");
    assert_true(says(&m, "\"b\"[b]"));
    assert_true(says(&m, "\"i\"[i]"));
    assert_true(says(&m, "\"c\"[c]"));
    assert_true(says(&m, "\"s\"[s]"));
    assert_true(says(&m, "\"l\"<https://x.example>"));
    assert_true(says(&m, "list ordered from 3"));
    assert_true(says(&m, "table 1 x 2"));
    assert_true(says(&m, "quote"));
    assert_true(says(&m, "^1"));
    assert_true(says(&m, "footnote 1 \"The note.\""));
    made_close(&m);
}

TEST(html_headings_and_pictures_are_refused)
{
    static const char *const texts[] = { "<b>x</b>", "# Heading", "![a](b.png)",
                                         "<div>\\n\\nx" };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        char blocks[128];
        snprintf(blocks, sizeof blocks, "      - text: \"%s\"\n", texts[i]);
        Made m = make_report(blocks, "{" CLIENT "}");
        assert_null(m.report);
        assert_int_equal(m.env->diags->error_count, 1);
        assert_true(m.env->diags->list.at[0].hint.len > 0);
        made_close(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(values_are_never_markup_within_a_sentence),
        RUN(values_are_never_markup_alone),
        RUN(values_take_the_manner_of_the_words_around_them),
        RUN(values_in_titles_are_plain),
        RUN(the_template_may_use_markdown),
        RUN(html_headings_and_pictures_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
