/* test_random.c - texts nobody would write, and what must hold for all. */

#include "book_test.h"

static uint32_t roll(uint32_t *state, uint32_t sides)
{
    *state = *state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)*state * sides >> 32);
}

/* Code points that are trouble somewhere. */
static const uint32_t odd[] = {
    ' ',    'a',    'f',     'i',    'V',     '-',     '1',      '.',
    '\n',   '\t',   '\r',    0,      0x7F,    0x85,    0xA0,     0xAD,
    0x301,  0x200B, 0x200C,  0x200D, 0x200E,  0x200F,  0x202A,   0x202E,
    0x202C, 0x2066, 0x2067,  0x2069, 0x2028,  0x2060,  0xFEFF,   0xFFFD,
    0x5D0,  0x5D1,  0x627,   0x628,  0x644,   0x64E,   0x661,    0x915,
    0x93F,  0x94D,  0x937,   0xE01,  0xE33,   0xE49,   0x1100,   0x1161,
    0x11A8, 0xAC01, 0x65E5,  0x3042, 0x1F468, 0x1F3FD, 0x1F1EC,  0x1F1E7,
    0xFE0F, 0x20E3, 0x2212,  0x2011, 0x202F,  0xE000,  0x10FFFF, 0xF0000,
    0xFDFA, 0xFB01, 0x1D400, 0x0600, 0x180E,  0x3164,  0xD7FF,   0x378,
};

static Str random_text(Arena *a, uint32_t *state)
{
    char *text = arena_alloc(a, 512);
    size_t len = 0;
    uint32_t signs = roll(state, 60);
    bool has_bad_bytes = roll(state, 4) == 0;

    for (uint32_t i = 0; i < signs; i++) {
        if (has_bad_bytes && roll(state, 5) == 0)
            text[len++] = (char)(128 + roll(state, 128));
        else if (roll(state, 3) == 0)
            len += utf8_put('a' + roll(state, 26), text + len);
        else
            len += utf8_put(odd[roll(state, COUNT_OF(odd))], text + len);
    }
    return (Str){ text, len };
}

static void assert_run(const GlyphRun *run)
{
    int64_t sum = 0;

    assert_non_null(run);
    for (uint32_t i = 0; i < run->glyph_count; i++) {
        const Glyph *g = &run->glyphs[i];
        assert_int_not_equal(g->glyph, 0);
        assert_true(g->cluster < run->text.len);
        sum += g->advance;
        if (i && run->is_rtl)
            assert_true(g->cluster <= g[-1].cluster);
        else if (i)
            assert_true(g->cluster >= g[-1].cluster);
    }
    assert_int_equal(sum, run->advance);
}

static bool has_line_end(Str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t code = utf8_next(s, &i);
        if ((code >= '\n' && code <= '\r') || code == 0x85 || code == 0x2028 ||
            code == 0x2029)
            return true;
    }
    return false;
}

static double assert_pieces(Fixture *f, Str s, TextSetting set, int base)
{
    size_t half = s.len / 2;
    while (half < s.len && ((unsigned char)s.at[half] & 0xC0) == 0x80)
        half++;
    const TextSpan spans[] = { { str_slice(s, 0, half), set },
                               { str_slice(s, half, s.len), set } };
    TextSpan whole = { s, set };
    size_t count;
    double width = 0;

    TextPiece *p =
        text_pieces(f->book, f->env->arena, spans, 2, base, true, &count);
    uint32_t at[2] = { 0 };
    for (size_t i = 0; i < count; i++) {
        assert_run(p[i].run);
        assert_int_equal(p[i].start, at[p[i].span]);
        at[p[i].span] = p[i].end;
    }
    assert_int_equal(at[0], half);
    assert_int_equal(at[1], s.len - half);
    p = text_pieces(f->book, f->env->arena, &whole, 1, base, true, &count);
    for (size_t i = 0; i < count; i++)
        width += p[i].width_pt + p[i].space_pt;
    return width;
}

TEST(any_text_can_be_set)
{
    static const char *const tags[] = { "en-GB", "de-DE", "ar-EG", "th-TH" };
    uint32_t dice = 5;

    for (size_t n = 0; n < COUNT_OF(tags); n++) {
        Fixture f = fixture_open(tags[n], NULL);
        for (int i = 0; i < 700; i++) {
            Str s = random_text(f.env->arena, &dice);
            TextSetting set = lato_at(&f, 10);
            set.features = (int)roll(&dice, 4);
            set.tracking_em = roll(&dice, 4) ? 0 : 0.1;
            TextLine line = text_line(f.book, f.env->arena, s, set);
            double width = 0;
            for (size_t r = 0; r < line.run_count; r++) {
                assert_run(line.runs[r].run);
                assert_true(near_pt(line.runs[r].x_pt, width));
                width += run_width_pt(line.runs[r].run, 10) +
                         line.runs[r].run->glyph_count * set.tracking_em * 10;
            }
            assert_true(near_pt(line.width_pt, width));
            assert_true(near_pt(text_width_pt(f.book, s, set), width));
            for (int base = 0; base < 2; base++)
                assert_pieces(&f, s, set, base);
            /* line ends are spaces on a line, and nothing in a paragraph */
            double sum = assert_pieces(&f, s, set, 2);
            if (!has_line_end(s))
                assert_true(near_pt(sum, width));
            Str cut = text_cut(f.book, f.env->arena, s, set, width / 2,
                               i % 2 ? CUT_END : CUT_MIDDLE);
            assert_true(cut.len <= s.len + 3);
            font_covers(f.book, f.lato, s);
        }
        fixture_close(&f);
    }
}

TEST(large_texts_take_no_longer_than_they_should)
{
    Fixture f = fixture_open("en-GB", NULL);
    static const char *const units[] = {
        "x",        "e\xCC\x81",        "日", "ب",  "- ",
        "\xCC\x81", "\xF0\x9F\x91\xA8", " ",  "\n", "\xE2\x80\xAE"
    };
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        Buf b = { 0 };
        while (b.len < 100000)
            buf_add_str(&b, str_of(units[i]));
        TextSpan span = { buf_str(&b), lato_at(&f, 10) };
        size_t count;
        TextPiece *p =
            text_pieces(f.book, f.env->arena, &span, 1, 0, true, &count);
        assert_int_equal(p[count - 1].end, b.len);
        TextLine line =
            text_line(f.book, f.env->arena, span.text, span.setting);
        assert_true(line.run_count > 0);
        text_cut(f.book, f.env->arena, span.text, span.setting, 100, CUT_END);
        buf_free(&b);
    }
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(any_text_can_be_set),
        RUN(large_texts_take_no_longer_than_they_should),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
