/* Pages: what stays together, what stands at head and foot, what is linked. */
#include "layout_test.h"

static const char sentence[] =
    "A sentence that is long enough to take more than a line of the running "
    "text of a page, and then goes on a little so that there are three.";

TEST(a_heading_never_ends_a_page)
{
    Fixture *f = fixture_open("en-GB");
    for (int i = 0; i < 60; i++) {
        BlockList body = { 0 };
        for (int k = 0; k < 1 + i % 4; k++)
            add_paragraph(f, &body, sentence);
        add_section(f, &f->body, "HEADING", 2, body);
    }
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    assert_true(d->pages.len > 4);
    for (size_t i = 0; i < d->pages.len; i++)
        assert_false(str_ends(page_text(f, d, i, false), STR("HEADING")));
    fixture_close(f);
}

/* The lines of text at the top of a page that end a paragraph begun before. */
TEST(no_paragraph_leaves_a_line_alone)
{
    Fixture *f = fixture_open("en-GB");
    for (int i = 0; i < 80; i++)
        add_paragraph(f, &f->body, i % 2 ? sentence : "FIRST and only line.");
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    for (size_t i = 1; i < d->pages.len; i++) {
        /* three lines stay together, so a page begins with a first line */
        Str text = page_text(f, d, i, false);
        assert_true(str_starts(text, STR("A sentence")) ||
                    str_starts(text, STR("FIRST")));
    }
    fixture_close(f);
}

TEST(every_page_says_its_number_and_the_count)
{
    Fixture *f = fixture_open("en-GB");
    for (int i = 0; i < 100; i++)
        add_paragraph(f, &f->body, sentence);
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    for (size_t i = 0; i < d->pages.len; i++) {
        Str folio = str_format(f->env->arena, "%zu / %zu", i + 1, d->pages.len);
        assert_true(has_text(page_text(f, d, i, true), folio.at));
    }
    fixture_close(f);
}

TEST(contents_lead_to_the_pages_that_they_name)
{
    Fixture *f = fixture_open("en-GB");
    add_block(f, &f->body, BLOCK_TOC)->as.toc =
        (Toc){ .title = STR("Contents"), .depth = 2 };
    for (int i = 0; i < 30; i++) {
        BlockList body = { 0 };
        for (int k = 0; k < 5; k++)
            add_paragraph(f, &body, sentence);
        add_section(f, &f->body,
                    str_format(f->env->arena, "Chapter %c", 'A' + i % 26).at, 1,
                    body);
    }
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    assert_int_equal(d->pages.at[0].links.len, 30);
    assert_int_equal(d->outline.len, 30);
    Str contents = page_text(f, d, 0, false);
    for (size_t i = 0; i < 30; i++) {
        const PageLink *link = &d->pages.at[0].links.at[i];
        const Destination *to = &d->destinations.at[link->destination];
        Str text = page_text(f, d, to->page, false);
        assert_true(has_text(text, link->contents.at));
        assert_true(has_text(contents,
                             str_format(f->env->arena, "%u", to->page + 1).at));
        assert_int_equal(d->outline.at[i].destination, link->destination);
    }
    fixture_close(f);
}

static void add_chart(Fixture *f, ChartKind kind)
{
    static const double values[] = { 3, 5, 4 };
    static const Str names[] = { { "A", 1 }, { "B", 1 }, { "C", 1 } };
    static const Series series = {
        .name = { "S", 1 }, .values = values, .labels = names, .color = -1
    };
    Chart *c = arena_make(f->env->arena, Chart);

    *c = (Chart){ .kind = (uint8_t)kind,
                  .title = runs_of(f->env->arena, STR("A finding")),
                  .alt = STR("Three columns"),
                  .categories = names,
                  .category_count = 3,
                  .series = &series,
                  .series_count = 1,
                  .partial_from = 3,
                  .forecast_from = 3 };
    add_block(f, &f->body, BLOCK_CHART)->as.chart = c;
}

static size_t pages_of(ChartKind kind, int count)
{
    Fixture *f = fixture_open("en-GB");

    for (int i = 0; i < count; i++)
        add_chart(f, kind);
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    size_t pages = d->pages.len;
    fixture_close(f);
    return pages;
}

/* How many pages a section of charts with a last sentence takes. */
static size_t pages_with_tail(int charts, const char *tail)
{
    Fixture *f = fixture_open("en-GB");

    for (int i = 0; i < charts; i++)
        add_chart(f, CHART_COLUMN);
    add_paragraph(f, &f->body, tail);
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    size_t pages = d->pages.len;
    fixture_close(f);
    return pages;
}

/* One sentence more than three charts leave room for: the last chart yields. */
TEST(what_ends_a_section_is_not_alone_on_the_next_page)
{
    assert_int_equal(pages_with_tail(2, "That is all."), 1);
    assert_int_equal(pages_with_tail(3, "That is all."), 1);
}

/* Three are higher than a page: the last is drawn lower, not moved on. */
TEST(a_chart_a_little_too_high_leaves_no_void)
{
    assert_int_equal(pages_of(CHART_COLUMN, 2), 1);
    assert_int_equal(pages_of(CHART_COLUMN, 3), 1);
    assert_int_equal(pages_of(CHART_COLUMN, 4), 2);
}

TEST(a_footnote_stands_at_the_foot_of_its_page)
{
    Fixture *f = fixture_open("en-GB");
    static Run runs[] = { { .text = { "Called here", 11 }, .note = 1 },
                          { .text = { " and on.", 8 } } };
    Footnote note = { runs_of(f->env->arena, STR("NOTE TEXT")) };
    for (int i = 0; i < 24; i++)
        add_paragraph(f, &f->body, sentence);
    add_block(f, &f->body, BLOCK_PARAGRAPH)->as.paragraph.runs =
        (Runs){ runs, 2 };
    for (int i = 0; i < 20; i++)
        add_paragraph(f, &f->body, sentence);
    f->report.notes = &note;
    f->report.note_count = 1;
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    int seen = 0;
    for (size_t i = 0; i < d->pages.len; i++) {
        Str text = page_text(f, d, i, false);
        assert_int_equal(has_text(text, "Called here"),
                         has_text(text, "NOTE TEXT"));
        seen += has_text(text, "NOTE TEXT");
    }
    assert_int_equal(seen, 1);
    fixture_close(f);
}

TEST(a_section_on_its_side_turns_its_pages_only)
{
    Fixture *f = fixture_open("en-GB");
    BlockList a = { 0 }, b = { 0 };
    add_paragraph(f, &a, "UPRIGHT");
    add_paragraph(f, &b, "LYING");
    add_section(f, &f->body, "One", 1, a);
    add_section(f, &f->body, "Two", 1, b);
    f->body.at[1].as.section.landscape = true;
    add_section(f, &f->body, "Three", 1, a);
    add_section(f, &f->body, "Four", 1, b);
    f->body.at[3].as.section.landscape = true;
    const Document *d = fixture_layout(f);
    assert_non_null(d);
    assert_int_equal(d->pages.len, 4);
    for (size_t i = 0; i < 4; i++) {
        Size s = d->pages.at[i].frame.size;
        assert_int_equal(s.width_pt > s.height_pt,
                         has_text(page_text(f, d, i, false), "LYING"));
    }
    fixture_close(f);
}

TEST(too_many_pages_is_an_error)
{
    Fixture *f = fixture_open("en-GB");
    f->env->limits.pages = 3;
    for (int i = 0; i < 400; i++)
        add_paragraph(f, &f->body, sentence);
    assert_null(fixture_layout(f));
    assert_int_equal(f->env->diags->error_count, 1);
    assert_int_equal(f->env->diags->list.at[0].fault, FAULT_LIMIT);
    fixture_close(f);
}

typedef struct {
    double left, right, bottom;
    int count;
} Inside;

static void see_inside(void *data, const FrameItem *item, Point at)
{
    Inside *in = data;
    const TextItem *text = &item->as.text;
    double width = run_width_pt(text->run, text->size_pt) +
                   text->run->glyph_count * text->tracking_em * text->size_pt;

    if (TAG_IS_ARTIFACT(item->tag) ||
        str_is(str_trim(item->as.text.run->text), ""))
        return;
    in->count++;
    assert_true(at.x_pt >= in->left - 0.1);
    assert_true(at.x_pt + width <= in->right + 0.1);
    assert_true(at.y_pt <= in->bottom + 0.1);
}

/* Nothing leaves the text area, in either direction of writing. */
TEST(text_stays_within_the_margins)
{
    static const char *const locales[] = { "en-GB", "ar" };
    for (size_t n = 0; n < COUNT_OF(locales); n++) {
        Fixture *f = fixture_open(locales[n]);
        BlockList items = { 0 }, body = { 0 };
        add_paragraph(f, &items, sentence);
        ListItem *list = arena_make_array(f->env->arena, ListItem, 12);
        for (int i = 0; i < 12; i++)
            list[i].body = (Blocks){ items.at, items.len };
        for (int i = 0; i < 12; i++)
            add_paragraph(f, &body, sentence);
        add_block(f, &body, BLOCK_LIST)->as.list = (List){ list, 12, true, 1 };
        add_block(f, &body, BLOCK_CALLOUT)->as.callout =
            (Callout){ .kind = CALLOUT_RISK,
                       .label = STR("Risk"),
                       .body = { items.at, items.len } };
        add_table(f, &body, 60, 5);
        add_section(f, &f->body, "One", 1, body);
        const Document *d = fixture_layout(f);
        assert_non_null(d);
        const PageGrid *g = &f->theme->page;
        Inside in = { g->left_pt, g->paper.width_pt - g->right_pt,
                      g->paper.height_pt - g->bottom_pt, 0 };
        for (size_t i = 0; i < d->pages.len; i++)
            walk(&d->pages.at[i].frame, (Point){ 0, 0 }, see_inside, &in);
        assert_true(in.count > 300);
        fixture_close(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_heading_never_ends_a_page),
        RUN(no_paragraph_leaves_a_line_alone),
        RUN(every_page_says_its_number_and_the_count),
        RUN(contents_lead_to_the_pages_that_they_name),
        RUN(a_chart_a_little_too_high_leaves_no_void),
        RUN(what_ends_a_section_is_not_alone_on_the_next_page),
        RUN(a_footnote_stands_at_the_foot_of_its_page),
        RUN(a_section_on_its_side_turns_its_pages_only),
        RUN(too_many_pages_is_an_error),
        RUN(text_stays_within_the_margins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
