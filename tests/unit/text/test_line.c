/* test_line.c - shaping, fallback, order, widths and cutting of single lines.
 */

#include "book_test.h"

#include <hb-ot.h>

/* What HarfBuzz itself says of a word in a face, at 10 pt. */
static double hb_width_pt(const Font *font, const char *text)
{
    hb_face_t *face_of = font_hb_face(font);
    hb_font_t *hb = hb_font_create(face_of);
    hb_buffer_t *buffer = hb_buffer_create();
    unsigned count = 0;
    double sum = 0;

    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(hb, buffer, NULL, 0);
    hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned i = 0; i < count; i++)
        sum += at[i].x_advance;
    hb_buffer_destroy(buffer);
    hb_font_destroy(hb);
    return sum / hb_face_get_upem(face_of) * 10;
}

TEST(a_word_is_as_wide_as_harfbuzz_says)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const words[] = { "Revenue", "AVATAR",  "1,234.50",
                                         "office",  "Ünïcödé", "Привет",
                                         "Ελλάδα",  "(12.5%)" };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        assert_true(near_pt(line_of(&f, words[i]).width_pt,
                            hb_width_pt(f.lato, words[i])));
    fixture_close(&f);
}

TEST(kerning_draws_letters_together)
{
    Fixture f = fixture_open("en-GB", NULL);
    double pair = line_of(&f, "AV").width_pt;
    double apart = line_of(&f, "A").width_pt + line_of(&f, "V").width_pt;
    assert_true(pair < apart - 0.1);
    fixture_close(&f);
}

TEST(fi_is_one_glyph_unless_told_or_tracked)
{
    Fixture f = fixture_open("en-GB", NULL);
    TextSetting s = lato_at(&f, 10);
    Arena *a = f.env->arena;

    TextLine line = text_line(f.book, a, STR("fi"), s);
    assert_int_equal(glyphs_in(line), 1);
    assert_int_equal(line.runs[0].run->text.len, 2);
    s.features = SHAPE_NO_LIGATURES;
    assert_int_equal(glyphs_in(text_line(f.book, a, STR("fi"), s)), 2);
    double plain = text_width_pt(f.book, STR("fi"), s);
    s.features = 0;
    s.tracking_em = 0.1;
    line = text_line(f.book, a, STR("fi"), s);
    assert_int_equal(glyphs_in(line), 2);
    assert_true(near_pt(line.width_pt, plain + 2));
    assert_true(near_pt(text_width_pt(f.book, STR("fi"), s), plain + 2));
    fixture_close(&f);
}

TEST(width_is_proportional_and_cached_lines_are_equal)
{
    Fixture f = fixture_open("en-GB", NULL);
    TextSetting s = lato_at(&f, 10);
    TextLine one = line_of(&f, "Net revenue");
    TextLine two = line_of(&f, "Net revenue");
    assert_ptr_equal(one.runs[0].run, two.runs[0].run);
    s.size_pt = 20;
    assert_true(near_pt(text_width_pt(f.book, STR("Net revenue"), s),
                        2 * one.width_pt));
    fixture_close(&f);
}

TEST(spaces_are_glyphs_of_the_run)
{
    Fixture f = fixture_open("en-GB", NULL);
    TextLine line = line_of(&f, "a b\tc\nd\r\ne");
    assert_int_equal(line.run_count, 1);
    assert_str(line.runs[0].run->text, "a b c d  e");
    assert_int_equal(line.runs[0].run->glyph_count, 10);
    for (uint32_t i = 0; i < 10; i++)
        assert_int_equal(line.runs[0].run->glyphs[i].cluster, i);
    fixture_close(&f);
}

TEST(tabular_figures_have_one_width)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const families[] = { "Lato", "Carlito", "Noto Sans" };
    for (size_t i = 0; i < COUNT_OF(families); i++) {
        TextSetting s = { .font = face(&f, families[i], 0),
                          .size_pt = 10,
                          .features = SHAPE_TABULAR };
        double ones = text_width_pt(f.book, STR("1111111"), s);
        assert_true(near_pt(text_width_pt(f.book, STR("8888888"), s), ones));
        assert_true(near_pt(text_width_pt(f.book, STR("0940217"), s), ones));
    }
    fixture_close(&f);
}

/* Enough numbers that the table of pairs takes over, against HarfBuzz. */
TEST(numbers_from_the_table_are_harfbuzz_numbers)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const families[] = { "Lato", "Carlito", "Noto Sans",
                                            "Noto Serif", "DejaVu Sans" };
    static const char *const forms[] = { "%d",       "%d.%02d", "(%d,%03d)",
                                         "-%d.%d%%", "$%d,%d",  "+%d" };
    for (size_t n = 0; n < COUNT_OF(families); n++) {
        TextSetting s = { .font = face(&f, families[n], 0), .size_pt = 10 };
        for (int i = 0; i < 600; i++) {
            char text[64];
            const char *form = forms[i % 6];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(text, sizeof text, form, i * 7919 % 10007, i * 31 % 100);
#pragma GCC diagnostic pop
            double width = text_width_pt(f.book, str_of(text), s);
            if (!near_pt(width, hb_width_pt(s.font, text)))
                fail_msg("%s in %s", text, families[n]);
        }
    }
    fixture_close(&f);
}

TEST(arabic_joins_in_a_fallback_face)
{
    Fixture f = fixture_open("en-GB", NULL);
    /* three times beh: first, middle and last form differ */
    TextLine line = line_of(&f, "ببب");
    assert_int_equal(line.run_count, 1);
    const GlyphRun *run = line.runs[0].run;
    assert_ptr_not_equal(run->font, f.lato);
    assert_true(run->is_rtl);
    assert_true(str_is(font_info(run->font)->family, "Noto Sans Arabic"));
    assert_true(run->glyph_count >= 3);
    assert_true(run->glyphs[0].glyph !=
                run->glyphs[run->glyph_count - 1].glyph);
    assert_true(run->glyphs[0].cluster >
                run->glyphs[run->glyph_count - 1].cluster);
    assert_int_equal(f.env->diags->warning_count, 0);
    fixture_close(&f);
}

TEST(hebrew_within_latin_is_in_visual_order)
{
    Fixture f = fixture_open("en-GB", NULL);
    TextLine line = line_of(&f, "abc שלום עולם def");
    assert_int_equal(line.run_count, 3);
    assert_str(line.runs[0].run->text, "abc ");
    assert_str(line.runs[1].run->text, "שלום עולם");
    assert_str(line.runs[2].run->text, " def");
    assert_true(line.runs[1].run->is_rtl);
    assert_true(near_pt(line.runs[1].x_pt, run_width_pt(line.runs[0].run, 10)));
    /* the last word in reading order stands leftmost */
    const GlyphRun *run = line.runs[1].run;
    for (uint32_t i = 1; i < run->glyph_count; i++)
        assert_true(run->glyphs[i].cluster < run->glyphs[i - 1].cluster);

    line = line_of(&f, "שלום abc");
    assert_int_equal(line.run_count, 2);
    assert_str(line.runs[0].run->text, "abc");
    assert_str(line.runs[1].run->text, "שלום ");
    fixture_close(&f);
}

TEST(overrides_do_not_turn_text_around)
{
    Fixture f = fixture_open("en-GB", NULL);
    TextLine line = line_of(&f, "gpj\xE2\x80\xAE"
                                "exe.pdf");
    assert_int_equal(line.run_count, 1);
    assert_false(line.runs[0].run->is_rtl);
    assert_true(near_pt(line.width_pt, line_of(&f, "gpjexe.pdf").width_pt));
    assert_int_equal(str_find(line.runs[0].run->text, STR("\xE2\x80\xAE")),
                     line.runs[0].run->text.len);
    fixture_close(&f);
}

TEST(scripts_of_the_noto_families_have_all_glyphs)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const texts[] = {
        "नमस्ते दुनिया",  "สวัสดีชาวโลก", "বাংলা ভাষা", "தமிழ் மொழி", "ქართული ენა",
        "Հայոց լեզու", "ગુજરાતી",     "ਪੰਜਾਬੀ",      "ಕನ್ನಡ",      "മലയാളം",
        "తెలుగు",       "සිංහල",       "ລາວ",        "ភាសាខ្មែរ",  "မြန်မာ",
        "አማርኛ",        "▲▼→●■✓",     "∑∫√≠",       "שלום",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        TextLine line = line_of(&f, texts[i]);
        for (size_t r = 0; r < line.run_count; r++) {
            const GlyphRun *run = line.runs[r].run;
            for (uint32_t g = 0; g < run->glyph_count; g++)
                assert_int_not_equal(run->glyphs[g].glyph, 0);
        }
        if (f.env->diags->warning_count)
            fail_msg("%s: %.*s", texts[i],
                     STR_ARG(f.env->diags->list.at[0].message));
        assert_true(font_covers(f.book, f.lato, str_of(texts[i])));
    }
    fixture_close(&f);
}

TEST(devanagari_is_reordered)
{
    Fixture f = fixture_open("en-GB", NULL);
    /* the vowel sign i is written after its consonant and drawn before it */
    TextLine line = line_of(&f, "कि");
    assert_int_equal(line.run_count, 1);
    const GlyphRun *run = line.runs[0].run;
    assert_int_equal(run->glyph_count, 2);
    uint32_t ka = line_of(&f, "क").runs[0].run->glyphs[0].glyph;
    assert_int_equal(run->glyphs[1].glyph, ka);
    fixture_close(&f);
}

TEST(what_no_font_has_is_replaced_and_named_once)
{
    Fixture f = fixture_open("en-GB", NULL);
    Str odd = STR("a\xF3\xB0\x80\x80"
                  "b"); /* U+F0000, private use */
    TextLine line = text_line(f.book, f.env->arena, odd, lato_at(&f, 10));
    for (size_t i = 0; i < line.run_count; i++)
        for (uint32_t g = 0; g < line.runs[i].run->glyph_count; g++)
            assert_int_not_equal(line.runs[i].run->glyphs[g].glyph, 0);
    assert_int_equal(glyphs_in(line), 3);
    assert_int_equal(f.env->diags->warning_count, 1);
    Str message = f.env->diags->list.at[0].message;
    assert_true(str_find(message, STR("U+F0000")) < message.len);
    text_width_pt(f.book, odd, lato_at(&f, 12));
    text_line(f.book, f.env->arena, STR("x\xF3\xB0\x80\x80"), lato_at(&f, 9));
    assert_int_equal(f.env->diags->warning_count, 1);
    assert_false(font_covers(f.book, f.lato, odd));
    fixture_close(&f);
}

TEST(near_twins_stand_in_for_missing_signs)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const families[] = { "Lato", "Carlito", "Noto Sans",
                                            "Noto Serif" };
    for (size_t i = 0; i < COUNT_OF(families); i++) {
        TextSetting s = { .font = face(&f, families[i], 0), .size_pt = 10 };
        TextLine line = text_line(f.book, f.env->arena,
                                  STR("\xE2\x88\x92"
                                      "1\xE2\x80\x91"
                                      "2\xC2\xA0"
                                      "3\xE2\x80\xAF"
                                      "4\xE2\x80\x89"
                                      "5"),
                                  s);
        assert_int_equal(line.run_count, 1);
        assert_ptr_equal(line.runs[0].run->font, s.font);
        assert_int_equal(glyphs_in(line), 10);
    }
    assert_int_equal(f.env->diags->warning_count, 0);
    fixture_close(&f);
}

TEST(decomposed_letters_look_composed)
{
    Fixture f = fixture_open("en-GB", NULL);
    double whole = line_of(&f, "Café").width_pt;
    assert_true(near_pt(line_of(&f, "Cafe\xCC\x81").width_pt, whole));
    assert_int_equal(glyphs_in(line_of(&f, "Cafe\xCC\x81")), 4);
    fixture_close(&f);
}

TEST(a_cluster_stays_in_one_face)
{
    Fixture f = fixture_open("en-GB", NULL);
    /* family of three by joiners; a flag; a keycap; skin colour */
    static const char *const texts[] = { "👨‍👩‍👧", "🇬🇧", "1️⃣",
                                         "👍🏽", "❤️" };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        TextLine line = line_of(&f, texts[i]);
        assert_int_equal(line.run_count, 1);
        assert_int_equal(line.runs[0].run->text.len, strlen(texts[i]));
        for (uint32_t g = 0; g < line.runs[0].run->glyph_count; g++)
            assert_int_not_equal(line.runs[0].run->glyphs[g].glyph, 0);
    }
    fixture_close(&f);
}

TEST(ignorable_characters_draw_nothing)
{
    Fixture f = fixture_open("en-GB", NULL);
    double plain = line_of(&f, "reportgen").width_pt;
    assert_true(near_pt(line_of(&f, "report\xC2\xADgen").width_pt, plain));
    assert_true(near_pt(line_of(&f, "report\xE2\x80\x8Bgen").width_pt, plain));
    assert_int_equal(glyphs_in(line_of(&f, "report\xC2\xADgen")), 9);
    fixture_close(&f);
}

/* ---- Cutting ------------------------------------------------------------- */

TEST(what_fits_is_not_cut)
{
    Fixture f = fixture_open("en-GB", NULL);
    Str s = STR("Quarterly revenue by region");
    double width = text_width_pt(f.book, s, lato_at(&f, 10));
    Str cut =
        text_cut(f.book, f.env->arena, s, lato_at(&f, 10), width, CUT_END);
    assert_ptr_equal(cut.at, s.at);
    assert_int_equal(cut.len, s.len);
    fixture_close(&f);
}

TEST(a_cut_is_the_longest_that_fits)
{
    Fixture f = fixture_open("en-GB", NULL);
    Str s = STR("Quarterly revenue by region");
    TextSetting set = lato_at(&f, 10);
    for (double room = 10; room < text_width_pt(f.book, s, set); room += 7) {
        Str cut = text_cut(f.book, f.env->arena, s, set, room, CUT_END);
        assert_true(str_ends(cut, STR("…")));
        assert_true(text_width_pt(f.book, cut, set) <= room + 1e-6);
        size_t kept = cut.len - 3;
        assert_memory_equal(cut.at, s.at, kept);
        /* one letter more is too wide, spaces before the sign aside */
        if (s.at[kept] == ' ')
            kept++;
        Str more = str_format(f.env->arena, "%.*s…", (int)kept + 1, s.at);
        assert_true(text_width_pt(f.book, more, set) > room);
    }
    fixture_close(&f);
}

TEST(a_cut_in_the_middle_keeps_both_ends)
{
    Fixture f = fixture_open("en-GB", NULL);
    Str cut = text_cut(f.book, f.env->arena,
                       STR("campaign_2026_spring_uk_prospecting"),
                       lato_at(&f, 10), 90, CUT_MIDDLE);
    assert_true(str_starts(cut, STR("campaig")));
    assert_true(str_ends(cut, STR("ting")));
    assert_true(str_find(cut, STR("…")) < cut.len);
    assert_true(text_width_pt(f.book, cut, lato_at(&f, 10)) <= 90);
    fixture_close(&f);
}

TEST(a_cut_never_divides_a_cluster)
{
    Fixture f = fixture_open("en-GB", NULL);
    /* e with acute by combining mark, over and over */
    Str s = STR("e\xCC\x81"
                "e\xCC\x81"
                "e\xCC\x81"
                "e\xCC\x81"
                "e\xCC\x81");
    for (double room = 0; room < 28; room += 1) {
        Str cut =
            text_cut(f.book, f.env->arena, s, lato_at(&f, 10), room, CUT_END);
        assert_true(str_ends(cut, STR("…")) || cut.len == s.len);
        if (cut.len != s.len)
            assert_int_equal((cut.len - 3) % 3, 0);
    }
    assert_str(
        text_cut(f.book, f.env->arena, STR(""), lato_at(&f, 10), 0, CUT_END),
        "");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_word_is_as_wide_as_harfbuzz_says),
        RUN(kerning_draws_letters_together),
        RUN(fi_is_one_glyph_unless_told_or_tracked),
        RUN(width_is_proportional_and_cached_lines_are_equal),
        RUN(spaces_are_glyphs_of_the_run),
        RUN(tabular_figures_have_one_width),
        RUN(numbers_from_the_table_are_harfbuzz_numbers),
        RUN(arabic_joins_in_a_fallback_face),
        RUN(hebrew_within_latin_is_in_visual_order),
        RUN(overrides_do_not_turn_text_around),
        RUN(scripts_of_the_noto_families_have_all_glyphs),
        RUN(devanagari_is_reordered),
        RUN(what_no_font_has_is_replaced_and_named_once),
        RUN(near_twins_stand_in_for_missing_signs),
        RUN(decomposed_letters_look_composed),
        RUN(a_cluster_stays_in_one_face),
        RUN(ignorable_characters_draw_nothing),
        RUN(what_fits_is_not_cut),
        RUN(a_cut_is_the_longest_that_fits),
        RUN(a_cut_in_the_middle_keeps_both_ends),
        RUN(a_cut_never_divides_a_cluster),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
