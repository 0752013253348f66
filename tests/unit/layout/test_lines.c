/* Where lines end: never too wide, nothing lost, less ragged than greedy. */
#include "layout/lines.h"

#include "layout_test.h"

static const char prose[] =
    "A good summer quarter carried by search: the new landing pages went live "
    "on 14 August and the cost of an order fell to a level that nobody had "
    "expected before the summer, while social prospecting fell short of its "
    "target because its creative is worn out after five months on air.";

static TextPiece *pieces_of(Fixture *f, TextSpan *span, const char *text,
                            size_t *count)
{
    *span = (TextSpan){ str_of(text),
                        style_setting(&f->theme->text[TEXT_BODY], 0) };
    return text_pieces(f->theme->book, f->pages, span, 1, 0, false, count);
}

static double squares(const LineSpans *lines, double width_pt)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < lines->len; i++) {
        double empty = width_pt - lines->at[i].width_pt;
        sum += empty * empty;
    }
    return sum;
}

static LineSpans greedy(Fixture *f, const TextPiece *p, size_t count,
                        double width_pt)
{
    LineSpans out = { 0 };

    for (size_t from = 0; from < count;) {
        double width = 0;
        size_t to = from;
        while (to < count && width + p[to].width_pt <= width_pt)
            width += p[to].width_pt + p[to].space_pt, to++;
        *list_add(f->pages, &out) =
            (LineSpan){ from, to, width - p[to - 1].space_pt };
        from = to;
    }
    return out;
}

TEST(lines_fit_and_lose_nothing)
{
    Fixture *f = fixture_open("en-GB");
    for (double width = 60; width < 420; width += 7) {
        TextSpan span;
        size_t count, next = 0;
        TextPiece *p = pieces_of(f, &span, prose, &count);
        LineSpans lines = lines_break(f->theme->book, f->pages, f->env->scratch,
                                      &p, count, &span, width);
        for (size_t i = 0; i < lines.len; i++) {
            assert_int_equal(lines.at[i].from, next);
            assert_true(lines.at[i].to > lines.at[i].from);
            assert_true(lines.at[i].width_pt <= width + 0.01);
            next = lines.at[i].to;
        }
        assert_int_equal(next, count);
    }
    fixture_close(f);
}

TEST(lines_are_never_more_ragged_than_greedy_ones)
{
    Fixture *f = fixture_open("en-GB");
    int better = 0;
    for (double width = 150; width < 400; width += 3) {
        TextSpan span;
        size_t count;
        TextPiece *p = pieces_of(f, &span, prose, &count);
        LineSpans total = lines_break(f->theme->book, f->pages, f->env->scratch,
                                      &p, count, &span, width);
        LineSpans simple = greedy(f, p, count, width);
        /* a last line of a word is avoided at some cost to the others */
        if (total.len != simple.len ||
            simple.at[simple.len - 1].width_pt < 0.2 * width)
            continue;
        assert_true(squares(&total, width) <= squares(&simple, width) + 0.01);
        better += squares(&total, width) < squares(&simple, width) - 1;
    }
    assert_true(better > 20);
    fixture_close(f);
}

TEST(a_word_wider_than_the_line_is_divided)
{
    Fixture *f = fixture_open("en-GB");
    TextSpan span;
    size_t count;
    TextPiece *p = pieces_of(
        f, &span, "x Donaudampfschifffahrtsgesellschaftskapitaen y", &count);
    LineSpans lines = lines_break(f->theme->book, f->pages, f->env->scratch, &p,
                                  count, &span, 50);
    assert_true(lines.len >= 4);
    for (size_t i = 0; i < lines.len; i++)
        assert_true(lines.at[i].width_pt <= 50.01);
    fixture_close(f);
}

TEST(a_line_end_in_the_text_ends_the_line)
{
    Fixture *f = fixture_open("en-GB");
    TextSpan span;
    size_t count;
    TextPiece *p = pieces_of(f, &span, "one\ntwo three\nfour", &count);
    LineSpans lines = lines_break(f->theme->book, f->pages, f->env->scratch, &p,
                                  count, &span, 400);
    assert_int_equal(lines.len, 3);
    fixture_close(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(lines_fit_and_lose_nothing),
        RUN(lines_are_never_more_ragged_than_greedy_ones),
        RUN(a_word_wider_than_the_line_is_divided),
        RUN(a_line_end_in_the_text_ends_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
