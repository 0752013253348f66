/* Slides: nothing leaves its box, nothing is lost, and what was done is said.
 */
#include "layout/deck.h"

#include "layout_test.h"

static const char sentence[] =
    "A sentence that is long enough to take more than a line of the running "
    "text of a slide, and then goes on a little. ";

static Slide *add_slide(Fixture *f, const char *title, FitPolicy fit,
                        BlockList body)
{
    Block *b = add_block(f, &f->body, BLOCK_SLIDE);
    Slide *s = arena_make(f->env->arena, Slide);

    s->title = runs_of(f->env->arena, str_of(title));
    s->fit = (uint8_t)fit;
    s->slots[0] = (Blocks){ body.at, body.len };
    s->slot_count = 1;
    b->as.slide = s;
    return s;
}

static const FittedDeck *fixture_deck(Fixture *f)
{
    f->report.is_presentation = true;
    f->report.body = (Blocks){ f->body.at, f->body.len };
    return deck_fit(f->env, f->pages, f->theme, &f->report, NULL);
}

static const Document *fixture_slides(Fixture *f)
{
    f->report.is_presentation = true;
    f->report.body = (Blocks){ f->body.at, f->body.len };
    return layout_deck(f->env, f->pages, f->theme, &f->report);
}

static void add_list(Fixture *f, BlockList *to, size_t count)
{
    ListItem *items = arena_make_array(f->env->arena, ListItem, count);
    Block *b = add_block(f, to, BLOCK_LIST);

    for (size_t i = 0; i < count; i++) {
        Block *p = arena_make(f->env->arena, Block);
        p->kind = BLOCK_PARAGRAPH;
        p->as.paragraph.runs =
            runs_of(f->env->arena, str_format(f->env->arena, "Item <%zu>", i));
        items[i].body = (Blocks){ p, 1 };
    }
    b->as.list = (List){ items, count, false, 1 };
}

static bool is_within(Rect r, Rect box)
{
    return r.x_pt > box.x_pt - 0.1 && r.y_pt > box.y_pt - 0.1 &&
           fits(box.x_pt + box.width_pt + 0.1, r.x_pt + r.width_pt) &&
           fits(box.y_pt + box.height_pt + 0.1, r.y_pt + r.height_pt);
}

static void check_boxes(const FittedDeck *deck)
{
    const Rect slide = { 0, 0, SLIDE_WIDTH_PT, SLIDE_HEIGHT_PT };

    for (size_t i = 0; i < deck->len; i++)
        for (size_t s = 0; s < deck->at[i].slot_count; s++) {
            const FittedSlot *slot = &deck->at[i].slots[s];
            assert_true(is_within(slot->box, slide));
            double y = slot->box.y_pt;
            for (size_t b = 0; b < slot->blocks.len; b++) {
                assert_true(is_within(slot->blocks.at[b].at, slot->box));
                y = slot->blocks.at[b].at.y_pt;
            }
            assert_true(y < slot->box.y_pt + slot->box.height_pt);
        }
}

static void see_bounds(void *data, const FrameItem *item, Point at)
{
    double width = run_width_pt(item->as.text.run, item->as.text.size_pt);

    (void)data;
    assert_true(at.x_pt > -0.5 && at.x_pt + width < SLIDE_WIDTH_PT + 0.5);
    assert_true(at.y_pt > 0 && at.y_pt < SLIDE_HEIGHT_PT);
}

static size_t count_of(Str text, const char *what)
{
    size_t count = 0, at;

    while ((at = str_find(text, str_of(what))) < text.len) {
        count++;
        text = str_slice(text, at + strlen(what), text.len);
    }
    return count;
}

static Str all_text(Fixture *f, const Document *d)
{
    Buf all = { 0 };

    for (size_t i = 0; i < d->pages.len; i++) {
        buf_add_str(&all, page_text(f, d, i, false));
        buf_add_char(&all, '\n');
        walk(&d->pages.at[i].frame, (Point){ 0, 0 }, see_bounds, NULL);
    }
    Str text = buf_copy(f->env->arena, &all);
    buf_free(&all);
    return text;
}

TEST(a_long_list_goes_on_and_keeps_every_item)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };

    add_list(f, &body, 75);
    add_slide(f, "Points", FIT_AUTO, body);
    const FittedDeck *deck = fixture_deck(f);
    assert_non_null(deck);
    assert_true(deck->len > 3 && deck->len < 12);
    check_boxes(deck);
    assert_true(
        str_is(deck->at[0].title,
               str_format(f->env->arena, "Points (1/%zu)", deck->len).at));
    const Document *d = fixture_slides(f);
    assert_int_equal(d->pages.len, deck->len);
    Str text = all_text(f, d);
    for (size_t i = 0; i < 75; i++)
        assert_int_equal(
            count_of(text, str_format(f->env->arena, "<%zu>", i).at), 1);
    fixture_close(f);
}

TEST(a_long_table_repeats_its_head_and_keeps_every_row)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };
    size_t rows = 0;

    add_table(f, &body, 90, 4);
    add_slide(f, "Rows", FIT_AUTO, body);
    const FittedDeck *deck = fixture_deck(f);
    assert_non_null(deck);
    check_boxes(deck);
    for (size_t i = 0; i < deck->len; i++) {
        assert_int_equal(deck->at[i].slots[0].blocks.len, 1);
        rows += deck->at[i].slots[0].blocks.at[0].block->as.table->row_count;
    }
    assert_int_equal(rows, 90);
    const Document *d = fixture_slides(f);
    for (size_t i = 0; i < d->pages.len; i++)
        assert_true(has_text(page_text(f, d, i, false), "Column 3"));
    all_text(f, d);
    fixture_close(f);
}

/* A table of eight rows below ever more: what is left for the next slide is
 * worth one. */
TEST(a_table_leaves_no_few_rows_for_the_next_slide)
{
    size_t split = 0, whole = 0;

    for (size_t items = 1; items < 14; items++) {
        Fixture *f = fixture_open("en-GB");
        BlockList body = { 0 };
        add_list(f, &body, items);
        add_table(f, &body, 8, 4);
        add_slide(f, "Rows", FIT_SPLIT, body);
        const FittedDeck *deck = fixture_deck(f);
        assert_non_null(deck);
        check_boxes(deck);
        for (size_t i = 1; i < deck->len; i++) {
            const FittedSlot *slot = &deck->at[i].slots[0];
            const Block *last = slot->blocks.at[slot->blocks.len - 1].block;
            assert_int_equal(last->kind, BLOCK_TABLE);
            assert_true(last->as.table->row_count >= 4);
            whole += last->as.table->row_count == 8;
            split += last->as.table->row_count < 8;
        }
        fixture_close(f);
    }
    assert_true(whole > 0 && split > 0); /* both occur */
}

/* Groups of eight rows, each with its name before and its sum behind. */
TEST(a_long_table_goes_on_after_a_sum_or_within_a_group)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };
    size_t rows = 0;

    add_table(f, &body, 90, 4);
    Table *all = body.at[0].as.table;
    Row *kinds = arena_make_array(f->env->arena, Row, 90);
    for (size_t i = 0; i < 90; i++) {
        kinds[i] = all->rows[i];
        kinds[i].kind = i % 10 == 0   ? ROW_GROUP
                        : i % 10 == 9 ? ROW_SUBTOTAL
                                      : ROW_BODY;
    }
    all->rows = kinds;
    add_slide(f, "Rows", FIT_AUTO, body);
    const FittedDeck *deck = fixture_deck(f);
    assert_non_null(deck);
    assert_true(deck->len > 3);
    for (size_t i = 0; i < deck->len; i++) {
        const Table *t = deck->at[i].slots[0].blocks.at[0].block->as.table;
        assert_int_not_equal(t->rows[0].kind, ROW_SUBTOTAL);
        assert_int_not_equal(t->rows[t->row_count - 1].kind, ROW_GROUP);
        rows += t->row_count;
    }
    assert_int_equal(rows, 90);
    fixture_close(f);
}

TEST(a_wide_table_is_parted_with_its_first_column)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };

    add_table(f, &body, 5, 30);
    add_slide(f, "Wide", FIT_AUTO, body);
    const FittedDeck *deck = fixture_deck(f);
    assert_non_null(deck);
    check_boxes(deck);
    Str text = all_text(f, fixture_slides(f));
    assert_int_equal(count_of(text, "Column 29"), 1);
    assert_true(count_of(text, "Row 4") > 1);
    fixture_close(f);
}

TEST(what_is_a_little_too_much_is_set_smaller_and_said)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };

    add_list(f, &body, 15);
    add_slide(f, "Smaller", FIT_AUTO, body);
    const FittedDeck *deck = fixture_deck(f);
    assert_int_equal(deck->len, 1);
    check_boxes(deck);
    assert_true(deck->at[0].slots[0].was_shrunk);
    assert_true(deck->at[0].slots[0].blocks.at[0].scale < SLIDE_SCALE);
    const Diag *said = &f->env->diags->list.at[f->env->diags->list.len - 1];
    assert_int_equal(said->level, DIAG_NOTE);
    assert_true(has_text(said->message, "slide 'Smaller': the body is set at"));
    fixture_close(f);
}

TEST(what_leaves_room_is_set_larger)
{
    Fixture *f = fixture_open("en-GB");
    BlockList few = { 0 }, many = { 0 };

    add_list(f, &few, 2);
    add_slide(f, "Few", FIT_AUTO, few);
    add_list(f, &many, 9);
    add_slide(f, "Many", FIT_AUTO, many);
    const FittedDeck *deck = fixture_deck(f);
    assert_int_equal(deck->len, 2);
    check_boxes(deck);
    assert_true(deck->at[0].slots[0].blocks.at[0].scale > SLIDE_SCALE);
    assert_true(deck->at[1].slots[0].blocks.at[0].scale == SLIDE_SCALE);
    fixture_close(f);
}

TEST(split_does_not_shrink)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };

    add_list(f, &body, 15);
    add_slide(f, "Split", FIT_SPLIT, body);
    const FittedDeck *deck = fixture_deck(f);
    assert_int_equal(deck->len, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(deck->at[i].slots[0].blocks.at[0].scale == SLIDE_SCALE);
    fixture_close(f);
}

TEST(what_is_cut_says_so_in_words_and_in_a_warning)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };
    Buf text = { 0 };

    for (int i = 0; i < 60; i++)
        buf_add_str(&text, str_of(sentence));
    buf_add_char(&text, '\0');
    add_paragraph(f, &body, buf_copy(f->env->arena, &text).at);
    add_slide(f, "Cut", FIT_TRUNCATE, body);
    const FittedDeck *deck = fixture_deck(f);
    assert_int_equal(deck->len, 1);
    check_boxes(deck);
    assert_true(deck->at[0].slots[0].was_cut);
    assert_int_equal(f->env->diags->warning_count, 1);
    assert_true(has_text(all_text(f, fixture_slides(f)), "…"));
    buf_free(&text);
    fixture_close(f);
}

TEST(too_much_is_an_error_where_that_is_asked_for)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };

    add_list(f, &body, 40);
    add_slide(f, "Refused", FIT_ERROR, body);
    assert_null(fixture_deck(f));
    assert_int_equal(f->env->diags->error_count, 1);
    assert_true(has_text(f->env->diags->list.at[0].message,
                         "slide 'Refused': the body holds more than fits"));
    fixture_close(f);
}

TEST(long_words_and_titles_stay_on_the_slide)
{
    static const char *const locales[] = { "en-GB", "de-DE", "ar-EG" };
    static const char words[] =
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik"
        "verwaltungsgebäudehausmeisterwohnungstürschlüsselanhänger ";

    for (size_t i = 0; i < COUNT_OF(locales); i++) {
        Fixture *f = fixture_open(locales[i]);
        BlockList body = { 0 };
        Buf title = { 0 };
        for (int k = 0; k < 20; k++)
            buf_add_str(&title, str_of(words));
        buf_add_char(&title, '\0');
        add_paragraph(f, &body, title.at);
        add_paragraph(f, &body, sentence);
        add_slide(f, title.at, FIT_AUTO, body);
        const FittedDeck *deck = fixture_deck(f);
        assert_non_null(deck);
        check_boxes(deck);
        all_text(f, fixture_slides(f));
        buf_free(&title);
        fixture_close(f);
    }
}

TEST(every_slide_has_a_title_of_its_own)
{
    Fixture *f = fixture_open("en-GB");

    for (int i = 0; i < 6; i++) {
        BlockList body = { 0 };
        add_paragraph(f, &body, sentence);
        add_slide(f, i % 2 ? "Same" : "", FIT_AUTO, body);
    }
    const FittedDeck *deck = fixture_deck(f);
    assert_int_equal(deck->len, 6);
    for (size_t i = 0; i < deck->len; i++) {
        assert_true(deck->at[i].title.len > 0);
        for (size_t k = 0; k < i; k++)
            assert_false(str_equal(deck->at[i].title, deck->at[k].title));
    }
    fixture_close(f);
}

static const FittedDeck *report_deck(Fixture *f)
{
    f->report.body = (Blocks){ f->body.at, f->body.len };
    return deck_fit(f->env, f->pages, f->theme, &f->report, NULL);
}

/* Words of the same section go below the table before them, those of another
 * do not, nor what there is no room for. */
TEST(words_without_a_title_go_on_the_slide_before)
{
    static const struct {
        size_t rows, words;
        bool apart; /* the words stand in a section of their own */
        size_t slides;
    } cases[] = { { 3, 1, false, 1 }, { 3, 1, true, 2 }, { 3, 30, false, 2 } };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Fixture *f = fixture_open("en-GB");
        BlockList one = { 0 }, other = { 0 };
        add_table(f, &one, cases[i].rows, 3);
        for (size_t k = 0; k < cases[i].words; k++)
            add_paragraph(f, cases[i].apart ? &other : &one, sentence);
        add_section(f, &f->body, "First", 2, one);
        if (cases[i].apart)
            add_section(f, &f->body, "Second", 2, other);
        const FittedDeck *deck = report_deck(f);
        assert_non_null(deck);
        check_boxes(deck);
        if (cases[i].words == 1)
            assert_int_equal(deck->len, cases[i].slides);
        else
            assert_true(deck->len >= cases[i].slides);
        fixture_close(f);
    }
}

/* The slide that opens a section is not numbered with those that follow. */
TEST(a_section_slide_takes_no_number)
{
    Fixture *f = fixture_open("en-GB");
    BlockList body = { 0 };

    for (int i = 0; i < 5; i++) {
        BlockList words = { 0 };
        add_paragraph(f, &words, sentence);
        add_block(f, &body, BLOCK_QUOTE)->as.quote.body =
            (Blocks){ words.at, words.len };
    }
    add_section(f, &f->body, "Figures", 1, body);
    const FittedDeck *deck = report_deck(f);
    assert_non_null(deck);
    assert_int_equal(deck->at[0].kind, SLIDE_SECTION);
    assert_true(str_is(deck->at[0].title, "Figures"));
    assert_true(str_is(deck->at[1].title, "Figures (1/5)"));
    fixture_close(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_long_list_goes_on_and_keeps_every_item),
        RUN(a_long_table_repeats_its_head_and_keeps_every_row),
        RUN(a_table_leaves_no_few_rows_for_the_next_slide),
        RUN(a_long_table_goes_on_after_a_sum_or_within_a_group),
        RUN(a_wide_table_is_parted_with_its_first_column),
        RUN(what_is_a_little_too_much_is_set_smaller_and_said),
        RUN(what_leaves_room_is_set_larger),
        RUN(split_does_not_shrink),
        RUN(what_is_cut_says_so_in_words_and_in_a_warning),
        RUN(too_much_is_an_error_where_that_is_asked_for),
        RUN(long_words_and_titles_stay_on_the_slide),
        RUN(every_slide_has_a_title_of_its_own),
        RUN(words_without_a_title_go_on_the_slide_before),
        RUN(a_section_slide_takes_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
