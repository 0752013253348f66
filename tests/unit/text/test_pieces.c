/* test_pieces.c - paragraphs cut into pieces. */

#include "book_test.h"

typedef struct {
    TextPiece *at;
    size_t count;
} Pieces;

static Pieces pieces_of(Fixture *f, const char *text, int base, bool hyphenate)
{
    TextSpan span = { str_of(text), lato_at(f, 10) };
    Pieces p;
    p.at = text_pieces(f->book, f->env->arena, &span, 1, base, hyphenate,
                       &p.count);
    return p;
}

/* The pieces as "Rev|e-|nue_": "|" between, "-" hyphen, "_" space, "/" end. */
static Str shown(Fixture *f, Pieces p)
{
    Buf b = { 0 };
    for (size_t i = 0; i < p.count; i++) {
        const TextPiece *piece = &p.at[i];
        assert_non_null(piece->run);
        buf_add_str(&b, piece->run->text);
        for (uint32_t n = 0; piece->space && n < piece->space->glyph_count; n++)
            buf_add_char(&b, '_');
        if (piece->hyphens)
            buf_add_char(&b, '-');
        if (piece->after == BREAK_REQUIRED)
            buf_add_char(&b, '/');
        if (piece->after != BREAK_NONE && i + 1 < p.count)
            buf_add_char(&b, '|');
        else if (i + 1 < p.count)
            buf_add_char(&b, '+');
    }
    Str s = buf_copy(f->env->arena, &b);
    buf_free(&b);
    return s;
}

static double width_of(Pieces p)
{
    double width = 0;
    for (size_t i = 0; i < p.count; i++)
        width += p.at[i].width_pt + p.at[i].space_pt;
    return width;
}

TEST(words_and_spaces)
{
    Fixture f = fixture_open("en-GB", NULL);
    assert_str(shown(&f, pieces_of(&f, "Net revenue, up 12%", 0, false)),
               "Net_|revenue,_|up_|12%");
    assert_str(shown(&f, pieces_of(&f, "well-known and/or", 0, false)),
               "well-|known_|and/|or");
    assert_str(shown(&f, pieces_of(&f, "  a  b ", 0, false)), "__|a__|b_");
    assert_str(shown(&f, pieces_of(&f, "a\tb", 0, false)), "a_|b");
    assert_int_equal(pieces_of(&f, "", 0, true).count, 0);
    fixture_close(&f);
}

TEST(line_ends_break)
{
    Fixture f = fixture_open("en-GB", NULL);
    assert_str(shown(&f, pieces_of(&f, "a\nb \n\nc", 0, false)), "a/|b_/|/|c");
    assert_str(shown(&f, pieces_of(&f,
                                   "a\r\nb\xE2\x80\xA8"
                                   "c\n",
                                   0, false)),
               "a/|b/|c/");
    fixture_close(&f);
}

TEST(pieces_cover_every_byte_once)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const texts[] = {
        "The quick brown fox, well-known\nfor \"jumping\"  over.",
        "abc שלום עולם 123 def",
        "ราคาสินค้า ภาษาไทย",
        "a\r\n\r\n b",
        "internationalisation of documentation",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        for (int base = 0; base < 3; base++) {
            Pieces p = pieces_of(&f, texts[i], base, true);
            uint32_t at = 0;
            for (size_t n = 0; n < p.count; n++) {
                assert_int_equal(p.at[n].start, at);
                assert_true(p.at[n].end > at);
                at = p.at[n].end;
            }
            assert_int_equal(at, strlen(texts[i]));
            assert_int_not_equal(p.at[p.count - 1].after, BREAK_NONE);
        }
    }
    fixture_close(&f);
}

TEST(pieces_are_as_wide_as_the_line)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const texts[] = {
        "AVATAR Tower of documentation and internationalisation",
        "To-day, Ty/Va—office efficiency: 1,234.50 vs. 99%",
        "Größe “quoted” naïve café",
        "abc שלום עולם def",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        double line = line_of(&f, texts[i]).width_pt;
        double sum = width_of(pieces_of(&f, texts[i], 0, true));
        if (!near_pt(line, sum))
            fail_msg("%s: %f, pieces %f", texts[i], line, sum);
    }
    fixture_close(&f);
}

TEST(a_space_is_a_run_of_its_own)
{
    Fixture f = fixture_open("en-GB", NULL);
    Pieces p = pieces_of(&f, "one two", 0, false);
    assert_int_equal(p.count, 2);
    assert_str(p.at[0].run->text, "one");
    assert_str(p.at[0].space->text, " ");
    assert_true(near_pt(p.at[0].space_pt, run_width_pt(p.at[0].space, 10)));
    assert_null(p.at[1].space);
    assert_true(p.at[1].space_pt == 0);
    fixture_close(&f);
}

TEST(spans_are_kept_apart_but_not_broken)
{
    Fixture f = fixture_open("en-GB", NULL);
    TextSetting bold = { .font = face(&f, "Lato", FONT_BOLD), .size_pt = 10 };
    const TextSpan spans[] = { { STR("up by "), lato_at(&f, 10) },
                               { STR("12"), bold },
                               { STR("%, fine"), lato_at(&f, 8) } };
    Pieces p;
    p.at = text_pieces(f.book, f.env->arena, spans, 3, 0, false, &p.count);
    assert_str(shown(&f, p), "up_|by_|12+%,_|fine");
    assert_int_equal(p.at[2].span, 1);
    assert_ptr_equal(p.at[2].run->font, bold.font);
    assert_int_equal(p.at[3].span, 2);
    assert_int_equal(p.at[3].start, 0);
    assert_int_equal(p.at[3].end, 3);
    fixture_close(&f);
}

TEST(english_is_divided)
{
    Fixture f = fixture_open("en-GB", NULL);
    Pieces p = pieces_of(&f, "considerable documentation", 0, true);
    assert_str(shown(&f, p), "con-|sid-|er-|able_|doc-|u-|ment-|a-|tion");
    fixture_close(&f);
    f = fixture_open("en-US", NULL);
    assert_str(shown(&f, pieces_of(&f, "(representation), table", 0, true)),
               "(rep-|re-|sen-|ta-|tion),_|table");
    fixture_close(&f);
}

TEST(german_is_divided)
{
    Fixture f = fixture_open("de-DE", NULL);
    assert_str(shown(&f, pieces_of(&f, "Nachhaltigkeitsbericht für Überschüsse",
                                   0, true)),
               "Nach-|hal-|tig-|keits-|be-|richt_|für_|Über-|schüsse");
    fixture_close(&f);
}

TEST(addresses_and_names_are_not_divided)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const whole[] = {
        "documentation.example.com",
        "INTERNATIONALISATION",
        "documentation2026",
        "name@documentation",
        "McDonaldsation",
        "table",
    };
    for (size_t i = 0; i < COUNT_OF(whole); i++) {
        Pieces p = pieces_of(&f, whole[i], 0, true);
        for (size_t n = 0; n < p.count; n++)
            assert_int_equal(p.at[n].hyphens, 0);
    }
    fixture_close(&f);
}

TEST(no_patterns_no_division)
{
    Fixture f = fixture_open("tlh", NULL);
    assert_int_equal(pieces_of(&f, "documentation", 0, true).count, 1);
    assert_int_equal(f.env->diags->list.len, 0);
    f.env->verbose = true;
    fixture_close(&f);
}

TEST(soft_hyphens_say_where)
{
    Fixture f = fixture_open("en-GB", NULL);
    Pieces p = pieces_of(&f, "docu\xC2\xADmentation", 0, true);
    assert_int_equal(p.count, 2);
    assert_int_equal(p.at[0].hyphens, 1);
    assert_int_equal(p.at[0].run->glyph_count, 4);
    assert_int_equal(p.at[1].hyphens, 0);
    fixture_close(&f);
}

TEST(the_hyphen_stands_for_a_soft_one)
{
    Fixture f = fixture_open("en-GB", NULL);
    const GlyphRun *hyphen = hyphen_run(f.book, f.lato);
    assert_int_equal(hyphen->glyph_count, 1);
    assert_int_not_equal(hyphen->glyphs[0].glyph, 0);
    assert_true(hyphen->advance > 0);
    assert_str(hyphen->text, "\xC2\xAD");
    assert_ptr_equal(hyphen, hyphen_run(f.book, f.lato));
    fixture_close(&f);
}

TEST(ligatures_are_not_divided)
{
    Fixture f = fixture_open("en-GB", NULL);
    Pieces p = pieces_of(&f, "efficiency", 0, true);
    for (size_t i = 0; i < p.count; i++)
        assert_true(p.at[i].run->glyph_count > 0);
    assert_true(near_pt(width_of(p), line_of(&f, "efficiency").width_pt));
    fixture_close(&f);
}

TEST(thai_is_broken_by_its_dictionary)
{
    Fixture f = fixture_open("th-TH", NULL);
    Pieces p = pieces_of(&f, "ภาษาไทยสวัสดี", 0, true);
    assert_str(shown(&f, p), "ภาษา|ไทย|สวัสดี");
    fixture_close(&f);
}

TEST(ideographs_break_between)
{
    Fixture f = fixture_open("ja-JP", NULL);
    Pieces p = pieces_of(&f, "日本語。", 0, true);
    assert_int_equal(p.count, 3);
    fixture_close(&f);
}

TEST(levels_follow_the_base)
{
    Fixture f = fixture_open("he-IL", NULL);
    Pieces p = pieces_of(&f, "שלום abc", 2, false);
    assert_int_equal(p.at[0].level, 1);
    assert_true(p.at[0].run->is_rtl);
    assert_int_equal(p.at[p.count - 1].level, 2);
    p = pieces_of(&f, "plain text", 1, false);
    assert_int_equal(p.at[0].level, 2);
    p = pieces_of(&f, "plain text", 0, false);
    assert_int_equal(p.at[0].level, 0);
    /* a space between directions stands alone */
    p = pieces_of(&f, "abc שלום def", 0, false);
    assert_str(shown(&f, p), "abc_|שלום+_|def");
    fixture_close(&f);
}

TEST(tracking_is_counted)
{
    Fixture f = fixture_open("en-GB", NULL);
    TextSetting wide = lato_at(&f, 10);
    wide.features = SHAPE_NO_LIGATURES;
    TextSpan span = { STR("ab cd"), wide };
    size_t count;
    TextPiece *plain =
        text_pieces(f.book, f.env->arena, &span, 1, 0, 0, &count);
    span.setting.tracking_em = 0.05;
    TextPiece *p = text_pieces(f.book, f.env->arena, &span, 1, 0, 0, &count);
    assert_true(near_pt(p[0].width_pt, plain[0].width_pt + 1.0));
    assert_true(near_pt(p[0].space_pt, plain[0].space_pt + 0.5));
    fixture_close(&f);
}

TEST(a_piece_too_wide_is_split_at_clusters)
{
    Fixture f = fixture_open("en-GB", NULL);
    TextSetting set = lato_at(&f, 10);
    TextPiece rest =
        pieces_of(&f, "campaignwithaverylongname ", 0, false).at[0];
    TextPiece head;
    double whole = rest.width_pt, sum = 0;
    uint32_t at = 0;
    int parts = 1;

    while (piece_split(f.book, f.env->arena, &rest, set, 30, &head, &rest)) {
        assert_true(head.width_pt <= 30 + 1e-6);
        assert_true(head.run->glyph_count > 1);
        assert_int_equal(head.start, at);
        assert_int_equal(head.after, BREAK_ALLOWED);
        assert_null(head.space);
        sum += head.width_pt;
        at = head.end;
        parts++;
        if (rest.width_pt <= 30)
            break;
    }
    assert_true(parts >= 4);
    assert_true(near_pt(sum + rest.width_pt, whole));
    assert_int_equal(rest.end, 26);
    assert_non_null(rest.space);

    /* at least a cluster, though none fits; a lone one stays */
    TextPiece tail;
    rest = pieces_of(&f,
                     "e\xCC\x81"
                     "e\xCC\x81",
                     0, false)
               .at[0];
    assert_true(piece_split(f.book, f.env->arena, &rest, set, 0, &head, &tail));
    assert_int_equal(head.end, 3);
    assert_false(
        piece_split(f.book, f.env->arena, &tail, set, 0, &head, &rest));
    rest = pieces_of(&f, "שלוםשלום", 2, false).at[0];
    assert_true(
        piece_split(f.book, f.env->arena, &rest, set, 20, &head, &tail));
    assert_true(head.run->is_rtl);
    assert_true(near_pt(head.width_pt + tail.width_pt, rest.width_pt));
    assert_str(head.run->text, "שלו");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(words_and_spaces),
        RUN(line_ends_break),
        RUN(pieces_cover_every_byte_once),
        RUN(pieces_are_as_wide_as_the_line),
        RUN(a_space_is_a_run_of_its_own),
        RUN(spans_are_kept_apart_but_not_broken),
        RUN(english_is_divided),
        RUN(german_is_divided),
        RUN(addresses_and_names_are_not_divided),
        RUN(no_patterns_no_division),
        RUN(soft_hyphens_say_where),
        RUN(the_hyphen_stands_for_a_soft_one),
        RUN(ligatures_are_not_divided),
        RUN(thai_is_broken_by_its_dictionary),
        RUN(ideographs_break_between),
        RUN(levels_follow_the_base),
        RUN(tracking_is_counted),
        RUN(a_piece_too_wide_is_split_at_clusters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
