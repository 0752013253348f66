/* test_raster.c - drawings become pixels that cover what they should. */

#include "office/vector.h"
#include "test.h"

#include <math.h>

/* The picture that `f` gives at 72 dots an inch, read back by libpng. */
static const Image *drawn(Env *env, const Frame *f)
{
    Drawing d = drawing_of_frame(env->arena, f);
    Buf png = { 0 };

    assert_true(drawing_to_png(env, &png, &d, 72));
    const Picture *p = picture_decode(env, buf_copy(env->arena, &png),
                                      STR("test.png"), (Span){ 0 });
    buf_free(&png);
    assert_non_null(p);
    return p->as.image;
}

static int alpha_at(const Image *i, unsigned x, unsigned y)
{
    return i->alpha ? i->alpha[y * i->width_px + x] : 255;
}

static double covered_area(const Image *i)
{
    double sum = 0;

    for (unsigned y = 0; y < i->height_px; y++)
        for (unsigned x = 0; x < i->width_px; x++)
            sum += alpha_at(i, x, y) / 255.0;
    return sum;
}

TEST(a_rectangle_covers_its_pixels_and_shares_of_its_edges)
{
    Env *env = env_new();
    Frame f = { .size = { 10, 10 } };

    frame_add_rect(env->arena, &f, 0, (Rect){ 2, 3, 4.5, 2 },
                   (Color){ 200, 100, 50 });
    const Image *i = drawn(env, &f);
    assert_int_equal(i->width_px, 10);
    assert_int_equal(alpha_at(i, 2, 3), 255);
    assert_int_equal(alpha_at(i, 5, 4), 255);
    assert_int_equal(alpha_at(i, 6, 4), 128);
    assert_int_equal(alpha_at(i, 7, 4), 0);
    assert_int_equal(alpha_at(i, 2, 5), 0);
    assert_int_equal(i->pixels[(3 * 10 + 2) * 3], 200);
    env_free(env);
}

TEST(a_circle_covers_its_area)
{
    Env *env = env_new();
    Frame f = { .size = { 40, 40 } };
    Path p = { 0 };

    path_circle(env->arena, &p, (Point){ 20, 20 }, 15);
    frame_add_path(env->arena, &f, 0, (Point){ 0, 0 }, &p,
                   (Paint){ .has_fill = true });
    assert_true(fabs(covered_area(drawn(env, &f)) - 706.86) < 3);
    env_free(env);
}

TEST(a_slanted_stroke_covers_length_times_width)
{
    Env *env = env_new();
    Frame f = { .size = { 60, 60 } };

    frame_add_rule(env->arena, &f, 0, (Point){ 10, 10 }, (Point){ 40, 50 }, 3,
                   (Color){ 0, 0, 0 });
    assert_true(fabs(covered_area(drawn(env, &f)) - 150) < 2);
    env_free(env);
}

TEST(dashes_cover_their_share)
{
    Env *env = env_new();
    Frame f = { .size = { 60, 10 } };
    Path p = { 0 };

    path_move(env->arena, &p, 0, 5);
    path_line(env->arena, &p, 60, 5);
    frame_add_path(env->arena, &f, 0, (Point){ 0, 0 }, &p,
                   (Paint){ .has_stroke = true,
                            .stroke_pt = 2,
                            .dash_on_pt = 4,
                            .dash_off_pt = 2 });
    assert_true(fabs(covered_area(drawn(env, &f)) - 80) < 2);
    env_free(env);
}

TEST(what_lies_outside_the_sheet_is_cut)
{
    Env *env = env_new();
    Frame f = { .size = { 10, 10 } };

    frame_add_rect(env->arena, &f, 0, (Rect){ -100, -100, 105, 105 },
                   (Color){ 0, 0, 0 });
    frame_add_rect(env->arena, &f, 0, (Rect){ 8, 8, 1e6, 1e6 },
                   (Color){ 0, 0, 0 });
    assert_true(fabs(covered_area(drawn(env, &f)) - 29) < 0.1);
    env_free(env);
}

TEST(a_drawing_that_is_too_large_is_refused)
{
    Env *env = env_new();
    Drawing d = { .size = { 1e7, 1e7 } };
    Buf png = { 0 };

    assert_false(drawing_to_png(env, &png, &d, 72));
    d.size = (Size){ NAN, 10 };
    assert_false(drawing_to_png(env, &png, &d, 72));
    assert_int_equal(png.len, 0);
    env_free(env);
}

TEST(the_svg_says_the_same)
{
    Env *env = env_new();
    Frame f = { .size = { 10.5, 7 } };
    Buf svg = { 0 };

    frame_add_rect(env->arena, &f, 0, (Rect){ 1, 2, 3.25, 4 },
                   (Color){ 0x12, 0x34, 0xAB });
    Drawing d = drawing_of_frame(env->arena, &f);
    svg_write(&svg, &d);
    buf_add_char(&svg, '\0');
    assert_non_null(strstr(svg.at, "viewBox=\"0 0 10.5 7\""));
    assert_non_null(strstr(svg.at, "fill=\"#1234AB\""));
    assert_non_null(strstr(svg.at, "M1 2L4.25 2L4.25 6L1 6Z"));
    buf_free(&svg);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_rectangle_covers_its_pixels_and_shares_of_its_edges),
        RUN(a_circle_covers_its_area),
        RUN(a_slanted_stroke_covers_length_times_width),
        RUN(dashes_cover_their_share),
        RUN(what_lies_outside_the_sheet_is_cut),
        RUN(a_drawing_that_is_too_large_is_refused),
        RUN(the_svg_says_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
