/* test_theme.c - whole themes: every colour reads, type and page are set. */

#include "style_test.h"

#include <math.h>

typedef struct {
    Env *env;
    Locale *locale;
    Brand brand;
    Theme *theme;
} Fixture;

/* Tests run in the project's root. */
static Fixture fixture_open(Brand brand)
{
    Fixture f = { .env = env_new(), .brand = brand };

    *list_add(f.env->arena, &f.env->paths) = STR(".");
    f.locale = locale_open(f.env, STR("en-GB"), STR(""), (Span){ 0 });
    return f;
}

static void theme_make(Fixture *f)
{
    f->theme = theme_new(f->env, &f->brand, f->locale);
}

static void fixture_close(Fixture *f)
{
    theme_close(f->theme);
    locale_close(f->locale);
    env_free(f->env);
}

static Brand brand_in(unsigned primary)
{
    return (Brand){ .primary = hex(primary), .has_primary = true };
}

/* ---- Colours ------------------------------------------------------------- */

static void assert_reads(const char *what, Color c, Color ground, double ratio)
{
    if (contrast_ratio(c, ground) < ratio)
        fprintf(stderr, "%s: #%02X%02X%02X on #%02X%02X%02X has %.2f\n", what,
                c.red, c.green, c.blue, ground.red, ground.green, ground.blue,
                contrast_ratio(c, ground));
    assert_true(contrast_ratio(c, ground) >= ratio);
}

static void assert_texts_read(const Palette *p)
{
    const Color grounds[] = { p->paper, p->surface, p->surface_2,
                              p->accent_tint };
    const Color texts[] = { p->ink, p->ink_2, p->positive, p->negative,
                            p->warning };

    for (size_t g = 0; g < COUNT_OF(grounds); g++) {
        for (size_t i = 0; i < COUNT_OF(texts); i++)
            assert_reads("text", texts[i], grounds[g], 4.5);
    }
    for (size_t g = 0; g < 2; g++) {
        assert_reads("muted", p->muted, grounds[g], 4.5);
        assert_reads("accent", p->accent, grounds[g], 4.5);
        assert_reads("secondary", p->secondary, grounds[g], 4.5);
    }
    assert_reads("accent on tint", p->accent, p->accent_tint, 4.5);
    assert_reads("accent on plate", p->accent, p->surface_2, 4.5);
    assert_reads("on accent", p->on_accent, p->accent, 4.5);
    assert_reads("on brand", p->on_brand, p->brand, 4.5);
}

static void assert_marks_read(const Palette *p)
{
    assert_reads("rule", p->rule_strong, p->paper, 3);
    assert_reads("outline", p->other_outline, p->paper, 3);
    assert_in_range(p->series_count, 4, 8);
    for (size_t i = 0; i < p->series_count; i++)
        assert_reads("series", p->series[i], p->paper, 3);
    for (size_t i = 0; i < COUNT_OF(p->heat); i++)
        assert_reads("heat", text_on(p, p->heat[i]), p->heat[i], 4.5);
    for (size_t i = 1; i < COUNT_OF(p->heat); i++)
        assert_true(oklch_of(p->heat[i]).lightness <
                    oklch_of(p->heat[i - 1]).lightness - 0.05);
}

static void assert_series_apart(const Palette *p)
{
    for (size_t i = 0; i < p->series_count; i++) {
        for (size_t k = 0; k < i; k++)
            assert_true(color_distance_worst(p->series[i], p->series[k]) >= 8);
    }
}

TEST(hostile_brands_read)
{
    static const unsigned brands[] = {
        0xFFF9C4, 0x000000, 0xFFFFFF, 0x808080, 0x777777, 0xFF0000, 0x00FF00,
        0x0000FF, 0xFFFF00, 0x00FFFF, 0xFF00FF, 0xFFD400, 0xFF6A00, 0x00C2A8,
        0x7AC143, 0x00AEEF, 0xFF4F9A, 0xE30613, 0x0F7A5A, 0xB3261E, 0x13416E,
        0x46178F, 0x010101, 0xFEFEFE, 0x757575, 0x8A8A00, 0x5A5AFF,
    };

    for (size_t i = 0; i < COUNT_OF(brands); i++) {
        Fixture f = fixture_open(brand_in(brands[i]));
        theme_make(&f);
        assert_non_null(f.theme);
        const Palette *p = &f.theme->colors;
        assert_true(color_equal(p->brand, hex(brands[i])));
        assert_texts_read(p);
        assert_marks_read(p);
        assert_series_apart(p);
        assert_int_equal(reports_of(f.env, DIAG_ERROR), 0);
        assert_int_equal(reports_of(f.env, DIAG_WARNING), 0);
        fixture_close(&f);
    }
}

/* A grid of brands and second colours; no fonts needed for those. */
TEST(every_kind_of_brand_reads)
{
    Fixture f = fixture_open((Brand){ 0 });

    for (unsigned code = 0; code < 0x1000000; code += 199933) {
        f.brand = brand_in(code);
        f.brand.secondary = hex(code * 31 & 0xffffff);
        f.brand.has_secondary = true;
        theme_make(&f);
        assert_non_null(f.theme);
        assert_texts_read(&f.theme->colors);
        assert_marks_read(&f.theme->colors);
        theme_close(f.theme);
    }
    f.theme = NULL;
    fixture_close(&f);
}

TEST(no_brand_is_meridian)
{
    Fixture f = fixture_open((Brand){ 0 });

    theme_make(&f);
    const Palette *p = &f.theme->colors;
    assert_true(color_equal(p->ink, hex(0x1A1F2B)));
    assert_true(color_equal(p->accent, hex(0x13416E)));
    assert_true(color_equal(p->accent_tint, hex(0xE6EEF6)));
    assert_int_equal(p->series_count, 8);
    assert_true(color_equal(p->series[0], hex(0x13416E)));
    assert_true(color_equal(p->series[7], hex(0x75808D)));
    assert_texts_read(p);
    assert_marks_read(p);
    assert_int_equal(f.env->diags->list.len, 0);
    fixture_close(&f);
}

TEST(pale_yellow_keeps_only_its_fields)
{
    Fixture f = fixture_open(brand_in(0xFFD400));

    theme_make(&f);
    const Palette *p = &f.theme->colors;
    assert_true(color_equal(p->brand, hex(0xFFD400)));
    assert_true(color_equal(p->accent, p->ink));
    assert_color(p->series[0], 0xB09100);
    assert_int_equal(reports_of(f.env, DIAG_NOTE), 2);
    assert_str(f.env->diags->list.at[1].message,
               "colour #FFD400 gives way to #B09100 for charts: contrast "
               "1.43:1 before, 3.04:1 after");
    assert_string_equal(f.env->diags->list.at[1].code, "style/contrast");
    fixture_close(&f);
}

/* Nothing is said of a brand that reads as it is. */
TEST(a_good_brand_stays)
{
    Fixture f = fixture_open(brand_in(0x46178F));

    theme_make(&f);
    assert_true(color_equal(f.theme->colors.accent, hex(0x46178F)));
    assert_true(color_equal(f.theme->colors.series[0], hex(0x46178F)));
    assert_true(color_equal(f.theme->colors.on_brand, WHITE));
    assert_int_equal(f.env->diags->list.len, 0);
    fixture_close(&f);
}

TEST(strict_brands_are_refused)
{
    Fixture f = fixture_open(brand_in(0x7AC143));
    const Source *src = source_new(f.env->arena, STR("b.yml"), STR("abcdef"));

    f.brand.strict = true;
    f.brand.at = span_of(src, 2, 4);
    theme_make(&f);
    assert_null(f.theme);
    assert_int_equal(f.env->diags->error_count, 2);
    assert_true(f.env->diags->list.at[0].at.src == src);
    assert_int_equal(f.env->diags->list.at[0].at.start, 2);
    fixture_close(&f);

    f = fixture_open(brand_in(0x46178F));
    f.brand.strict = true;
    theme_make(&f);
    assert_non_null(f.theme);
    fixture_close(&f);
}

TEST(greys_lean_to_the_brand)
{
    Fixture f = fixture_open(brand_in(0x46178F));

    theme_make(&f);
    const Palette *p = &f.theme->colors;
    assert_true(hue_distance_deg(oklch_of(p->ink), oklch_of(p->brand)) < 15);
    assert_in_range((int)(oklch_of(p->ink).chroma * 1000), 8, 14);
    assert_true(color_equal(p->positive, hex(0x0F7A5A)));
    assert_true(color_equal(p->negative, hex(0xB3261E)));
    fixture_close(&f);

    f = fixture_open(brand_in(0x808080));
    theme_make(&f);
    Color ink = f.theme->colors.ink;
    assert_int_equal(ink.red, ink.green);
    assert_int_equal(ink.green, ink.blue);
    fixture_close(&f);
}

TEST(series_follow_brand_and_choice)
{
    Fixture f = fixture_open(brand_in(0x46178F));

    f.brand.secondary = hex(0xC2410C);
    f.brand.has_secondary = true;
    theme_make(&f);
    assert_true(color_equal(f.theme->colors.series[1], hex(0xC2410C)));
    assert_true(color_equal(f.theme->colors.secondary, hex(0xC2410C)));
    fixture_close(&f);

    /* a second colour too much like the first makes no series */
    f = fixture_open(brand_in(0x46178F));
    f.brand.secondary = hex(0x4A1B93);
    f.brand.has_secondary = true;
    theme_make(&f);
    assert_false(color_equal(f.theme->colors.series[1], hex(0x4A1B93)));
    fixture_close(&f);

    f = fixture_open(brand_in(0x46178F));
    f.brand.palette[0] = hex(0x005F73);
    f.brand.palette[1] = hex(0xEE9B00);
    f.brand.palette_count = 2;
    theme_make(&f);
    assert_true(color_equal(f.theme->colors.series[0], hex(0x005F73)));
    assert_reads("chosen", f.theme->colors.series[1], WHITE, 3);
    assert_int_equal(reports_of(f.env, DIAG_NOTE), 1);
    fixture_close(&f);
}

TEST(tones_have_colours)
{
    Fixture f = fixture_open((Brand){ 0 });

    theme_make(&f);
    const Palette *p = &f.theme->colors;
    Color own = hex(0x123456);
    assert_true(color_equal(tone_color(f.theme, TONE_NORMAL, own), own));
    assert_true(
        color_equal(tone_color(f.theme, TONE_POSITIVE, own), p->positive));
    assert_true(
        color_equal(tone_color(f.theme, TONE_NEGATIVE, own), p->negative));
    assert_true(
        color_equal(tone_color(f.theme, TONE_WARNING, own), p->warning));
    assert_true(color_equal(tone_color(f.theme, TONE_MUTED, own), p->muted));
    assert_true(color_equal(tone_color(f.theme, TONE_ACCENT, own), p->accent));
    fixture_close(&f);
}

/* ---- Type ---------------------------------------------------------------- */

static bool whole_halves(double length_pt)
{
    return fabs(remainder(length_pt, 1.75)) < 1e-9;
}

TEST(the_scale_is_meridians)
{
    Fixture f = fixture_open((Brand){ 0 });

    theme_make(&f);
    const TextStyle *text = f.theme->text;
    assert_float_equal(text[TEXT_BODY].size_pt, 10, 1e-9);
    assert_float_equal(text[TEXT_BODY].leading_pt, 14, 1e-9);
    assert_float_equal(text[TEXT_H1].size_pt, 24, 1e-9);
    assert_float_equal(text[TEXT_H1].tracking_em, -0.01, 1e-9);
    assert_float_equal(text[TEXT_H2].before_pt, 28, 1e-9);
    assert_int_equal(text[TEXT_H2].style, FONT_BOLD);
    assert_true(text[TEXT_TABLE].tabular);
    assert_false(text[TEXT_BODY].tabular);
    for (size_t i = 0; i < TEXT_ROLE_COUNT; i++) {
        assert_true(text[i].size_pt >= 7);
        assert_true(text[i].leading_pt >= text[i].size_pt);
        assert_true(whole_halves(text[i].leading_pt));
        assert_true(whole_halves(text[i].before_pt));
        assert_true(whole_halves(text[i].after_pt));
        for (int style = 0; style < 4; style++)
            assert_non_null(text[i].faces[style]);
    }
    fixture_close(&f);
}

TEST(settings_carry_the_style)
{
    Fixture f = fixture_open((Brand){ 0 });

    theme_make(&f);
    const TextStyle *body = &f.theme->text[TEXT_BODY];
    const TextStyle *value = &f.theme->text[TEXT_KPI_VALUE];
    TextSetting plain = style_setting(body, 0);
    assert_ptr_equal(plain.font, body->faces[FONT_REGULAR]);
    assert_int_equal(plain.features, 0);
    assert_ptr_equal(style_setting(body, FONT_BOLD).font,
                     body->faces[FONT_BOLD]);
    assert_ptr_equal(style_setting(value, FONT_ITALIC).font,
                     value->faces[FONT_BOLD | FONT_ITALIC]);
    assert_int_equal(style_setting(value, 0).features, SHAPE_TABULAR);
    assert_float_equal(style_setting(value, 0).tracking_em, -0.01, 1e-9);
    /* bold text is drawn with a bold face */
    assert_true(font_info(style_setting(value, 0).font)->weight >= 700);
    fixture_close(&f);
}

TEST(body_size_scales_the_rest)
{
    Fixture f = fixture_open((Brand){ .body_pt = 12 });

    theme_make(&f);
    assert_float_equal(f.theme->text[TEXT_BODY].size_pt, 12, 1e-9);
    assert_float_equal(f.theme->text[TEXT_BODY].leading_pt, 17.5, 1e-9);
    assert_float_equal(f.theme->text[TEXT_COVER_TITLE].size_pt, 36, 1e-9);
    fixture_close(&f);

    f = fixture_open((Brand){ .body_pt = 9 });
    theme_make(&f);
    assert_float_equal(f.theme->text[TEXT_NOTE].size_pt, 7, 1e-9);
    for (size_t i = 0; i < TEXT_ROLE_COUNT; i++) {
        assert_true(whole_halves(f.theme->text[i].leading_pt));
        assert_true(f.theme->text[i].leading_pt >= f.theme->text[i].size_pt);
    }
    fixture_close(&f);
}

TEST(density_moves_gaps_by_a_step)
{
    Fixture f = fixture_open((Brand){ .density = DENSITY_COMPACT });

    theme_make(&f);
    assert_float_equal(f.theme->text[TEXT_H2].before_pt, 24.5, 1e-9);
    assert_float_equal(f.theme->text[TEXT_LIST].after_pt, 3.5, 1e-9);
    fixture_close(&f);

    f = fixture_open((Brand){ .density = DENSITY_ROOMY });
    theme_make(&f);
    assert_float_equal(f.theme->text[TEXT_BODY].after_pt, 10.5, 1e-9);
    fixture_close(&f);
}

TEST(naming_the_default_font_changes_nothing)
{
    Fixture f = fixture_open(
        (Brand){ .body_font = STR("lato"), .heading_font = STR("Lato") });

    theme_make(&f);
    assert_float_equal(f.theme->text[TEXT_BODY].size_pt, 10, 1e-9);
    assert_float_equal(f.theme->text[TEXT_H1].size_pt, 24, 1e-9);
    fixture_close(&f);
}

/* A family with lower letters is set larger; the font is Debian's. */
TEST(families_are_evened_out)
{
    if (!file_exists(
            STR("/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf")))
        skip();
    Fixture f = fixture_open((Brand){ .body_font = STR("Carlito") });

    theme_make(&f);
    double size = f.theme->text[TEXT_BODY].size_pt;
    const FontInfo *info = font_info(f.theme->text[TEXT_BODY].faces[0]);
    assert_float_equal(size * info->x_height_em, 5.06, 0.01);
    assert_float_equal(f.theme->text[TEXT_BODY].leading_pt, 14, 1e-9);
    /* headings follow the body unless they have a family */
    assert_str(font_info(f.theme->text[TEXT_H1].faces[0])->family, "Carlito");
    fixture_close(&f);
}

TEST(unknown_families_are_reported)
{
    Fixture f = fixture_open((Brand){ .body_font = STR("Helvetica Nova") });

    theme_make(&f);
    assert_null(f.theme);
    assert_int_equal(f.env->diags->error_count, 1);
    fixture_close(&f);
}

/* ---- Page ---------------------------------------------------------------- */

static void assert_whole_lines(const PageGrid *g)
{
    double room = g->paper.height_pt - g->top_pt - g->bottom_pt;

    assert_true(fabs(remainder(room, 14)) < 1e-6);
    assert_true(g->left_pt + g->right_pt < g->paper.width_pt / 2);
}

TEST(pages_are_a4_and_letter)
{
    Fixture f = fixture_open((Brand){ 0 });

    theme_make(&f);
    assert_float_equal(f.theme->page.paper.width_pt, 595.28, 0.01);
    assert_float_equal(f.theme->page.bottom_pt, 64.9, 0.05);
    assert_float_equal(f.theme->page.left_pt, 56, 1e-9);
    assert_int_equal(f.theme->page.columns, 12);
    assert_float_equal(f.theme->landscape.paper.width_pt, 841.89, 0.01);
    assert_int_equal(f.theme->landscape.columns, 16);
    assert_whole_lines(&f.theme->page);
    assert_whole_lines(&f.theme->landscape);
    fixture_close(&f);

    f = fixture_open((Brand){ .paper = PAPER_LETTER, .margin_pt = 72 });
    theme_make(&f);
    assert_float_equal(f.theme->page.paper.height_pt, 792, 1e-9);
    assert_float_equal(f.theme->page.top_pt, 70, 1e-9);
    assert_float_equal(f.theme->page.bottom_pt, 64, 1e-9);
    assert_float_equal(f.theme->page.right_pt, 72, 1e-9);
    assert_whole_lines(&f.theme->page);
    assert_whole_lines(&f.theme->landscape);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(hostile_brands_read),
        RUN(every_kind_of_brand_reads),
        RUN(no_brand_is_meridian),
        RUN(pale_yellow_keeps_only_its_fields),
        RUN(a_good_brand_stays),
        RUN(strict_brands_are_refused),
        RUN(greys_lean_to_the_brand),
        RUN(series_follow_brand_and_choice),
        RUN(tones_have_colours),
        RUN(the_scale_is_meridians),
        RUN(settings_carry_the_style),
        RUN(body_size_scales_the_rest),
        RUN(density_moves_gaps_by_a_step),
        RUN(naming_the_default_font_changes_nothing),
        RUN(families_are_evened_out),
        RUN(unknown_families_are_reported),
        RUN(pages_are_a4_and_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
