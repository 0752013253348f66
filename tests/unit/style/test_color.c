/* test_color.c - contrast, mixing, moving, and distances between colours. */

#include "style_test.h"

#include <math.h>

TEST(contrast_is_that_of_wcag)
{
    assert_float_equal(contrast_ratio(BLACK, WHITE), 21, 1e-9);
    assert_float_equal(contrast_ratio(WHITE, WHITE), 1, 1e-12);
    assert_float_equal(contrast_ratio(hex(0x767676), WHITE), 4.54, 0.005);
    assert_float_equal(contrast_ratio(WHITE, hex(0x1A1F2B)), 16.5, 0.05);
    assert_float_equal(contrast_ratio(hex(0xE30613), WHITE), 4.9, 0.05);
}

typedef struct {
    unsigned from, to;
    double lightness, chroma, hue_deg, distance, contrast;
} ColorVector;

static const ColorVector vectors[] = {
#include "color_vectors.inc"
};

TEST(conversions_are_those_of_culori)
{
    assert_true(COUNT_OF(vectors) >= 400);
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        const ColorVector *v = &vectors[i];
        Color from = hex(v->from), to = hex(v->to);
        Oklch c = oklch_of(from);
        double turn = fmod(c.hue - v->hue_deg * M_PI / 180, 2 * M_PI);
        /* an angle says less the nearer a colour is to grey */
        double aside = 2 * c.chroma * fabs(sin(turn / 2));
        assert_float_equal(c.lightness, v->lightness, 1e-6);
        assert_float_equal(c.chroma, v->chroma, 1e-6);
        assert_float_equal(aside, 0, 1e-6);
        /* white points are rounded at different digits */
        assert_float_equal(color_distance(from, to), v->distance, 0.01);
        assert_float_equal(contrast_ratio(from, to), v->contrast, 1e-3);
    }
}

/* Every 7th of the screen's colours comes back from OKLCH as it was. */
TEST(oklch_round_trip)
{
    for (unsigned code = 0; code < 0x1000000; code += 7919) {
        Color back = color_of_oklch(oklch_of(hex(code)));
        assert_true(color_equal(back, hex(code)));
    }
    Oklch red = oklch_of(hex(0xFF0000));
    assert_float_equal(red.lightness, 0.627955, 1e-5);
    assert_float_equal(red.chroma, 0.257683, 1e-5);
    assert_float_equal(red.hue * 180 / M_PI, 29.2339, 1e-3);
}

TEST(impossible_chroma_is_reduced)
{
    Color c = color_of_oklch((Oklch){ 0.6, 5, 2 });
    Oklch shown = oklch_of(c);

    assert_float_equal(shown.lightness, 0.6, 0.01);
    assert_float_equal(shown.hue, 2, 0.05);
    assert_true(color_equal(color_of_oklch((Oklch){ 1.5, 1, 0 }), WHITE));
    assert_true(color_equal(color_of_oklch((Oklch){ -1, 1, 0 }), BLACK));
}

typedef struct {
    unsigned from, to;
} Moved;

TEST(text_on_white_is_moved_as_measured)
{
    static const Moved cases[] = {
        { 0xFFD400, 0x8D7400 }, { 0xFF6A00, 0xC75100 }, { 0x00C2A8, 0x008673 },
        { 0x7AC143, 0x488500 }, { 0x00AEEF, 0x007FB0 }, { 0xFF4F9A, 0xDC297D },
        { 0xE30613, 0xE30613 },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Color c = color_against(hex(cases[i].from), WHITE, 4.5);
        assert_color(c, cases[i].to);
        assert_true(contrast_ratio(c, WHITE) >= 4.5);
    }
}

TEST(marks_on_white_are_moved_as_measured)
{
    static const Moved cases[] = { { 0xFFD400, 0xB09100 },
                                   { 0x00AEEF, 0x009FDB },
                                   { 0x7AC143, 0x60A621 } };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_color(color_against(hex(cases[i].from), WHITE, 3), cases[i].to);
}

TEST(any_colour_reaches_any_possible_ratio)
{
    for (unsigned code = 0; code < 0x1000000; code += 390625) {
        for (unsigned ground = 0; ground < 0x1000000; ground += 1299709) {
            Color c = color_against(hex(code), hex(ground), 4.5);
            assert_true(contrast_ratio(c, hex(ground)) >= 4.5);
        }
    }
    /* on a mid grey nothing reads at 15; the better end is taken */
    assert_true(
        color_equal(color_against(hex(0x707070), hex(0x909090), 15), BLACK));
    assert_true(color_equal(color_against(WHITE, hex(0x606060), 15), WHITE));
    /* nothing moves that need not */
    assert_true(
        color_equal(color_against(hex(0x13416E), WHITE, 4.5), hex(0x13416E)));
}

TEST(mixing_goes_from_one_to_the_other)
{
    Color a = hex(0x13416E);
    Color b = hex(0xCE7E18);

    assert_true(color_equal(color_mix(a, b, 0), a));
    assert_true(color_equal(color_mix(a, b, 1), b));
    assert_true(color_equal(color_mix(a, b, -4), a));
    assert_true(color_equal(color_mix(a, b, 9), b));
    assert_true(color_equal(color_mix(a, b, NAN), a));
    assert_color(color_mix(BLACK, WHITE, 0.5), 0x636363);
}

/* Pairs of Sharma, Wu and Dalal, as sRGB: values by another implementation. */
TEST(distances_are_ciede2000)
{
    assert_float_equal(color_distance(hex(0x13416E), hex(0x13416E)), 0, 1e-9);
    assert_float_equal(color_distance(WHITE, BLACK), 100, 0.01);
    assert_float_equal(color_distance(hex(0xFF0000), hex(0x00FF00)), 86.61,
                       0.05);
    assert_float_equal(color_distance(hex(0x0000FF), hex(0xFF0000)), 52.88,
                       0.05);
    assert_float_equal(color_distance(hex(0x75808D), hex(0x118777)),
                       color_distance(hex(0x118777), hex(0x75808D)), 1e-9);
}

/* Least distance of the default series, by number of them. */
static double least(size_t count, Vision vision)
{
    static const unsigned ring[] = { 0x13416E, 0x118777, 0xCE7E18, 0x992931,
                                     0x8F56B8, 0x5798CE, 0x4C6212, 0x75808D };
    double found = INFINITY;

    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            found = fmin(
                found, color_distance_for(hex(ring[i]), hex(ring[k]), vision));
    }
    return found;
}

TEST(the_ring_is_apart_as_measured)
{
    assert_float_equal(least(4, VISION_FULL), 34, 0.5);
    assert_float_equal(least(6, VISION_FULL), 26, 0.5);
    assert_float_equal(least(8, VISION_FULL), 15, 0.5);
    assert_float_equal(least(6, VISION_DEUTAN), 11, 0.5);
    assert_float_equal(least(6, VISION_PROTAN), 16, 0.5);
    assert_float_equal(least(6, VISION_TRITAN), 11, 0.5);
}

/* Red and green of one lightness are far apart, but not for everyone. */
TEST(visions_differ)
{
    Color red = hex(0xA05A3C);
    Color green = hex(0x66732F);

    assert_true(color_distance(red, green) > 25);
    assert_true(color_distance_for(red, green, VISION_DEUTAN) < 10);
    assert_true(color_distance_worst(red, green) <=
                color_distance_for(red, green, VISION_DEUTAN));
    /* greys look the same to everyone */
    for (int v = VISION_FULL; v <= VISION_TRITAN; v++)
        assert_float_equal(
            color_distance_for(hex(0x333333), hex(0xCCCCCC), (Vision)v),
            color_distance(hex(0x333333), hex(0xCCCCCC)), 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(contrast_is_that_of_wcag),
        RUN(conversions_are_those_of_culori),
        RUN(oklch_round_trip),
        RUN(impossible_chroma_is_reduced),
        RUN(text_on_white_is_moved_as_measured),
        RUN(marks_on_white_are_moved_as_measured),
        RUN(any_colour_reaches_any_possible_ratio),
        RUN(mixing_goes_from_one_to_the_other),
        RUN(distances_are_ciede2000),
        RUN(the_ring_is_apart_as_measured),
        RUN(visions_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
