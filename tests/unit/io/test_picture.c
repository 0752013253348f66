/* Pictures: exact pixels of every kind of PNG, JPEGs, drawings, damage. */
#include "io/io.h"

#include "test.h"

#include <stdio.h>

#define FOLDER "tests/unit/io/pictures/"

static const Image *load_image(Env *env, const char *name)
{
    Str path = str_format(env->arena, FOLDER "%s", name);
    const Picture *p = picture_load(env, path, (Span){ 0 });

    assert_non_null(p);
    assert_int_equal(p->kind, PICTURE_RASTER);
    return p->as.image;
}

TEST(gray_of_every_depth)
{
    static const char *const names[] = { "gray2.png", "gray4.png", "gray8.png",
                                         "gray16.png" };
    Env *env = env_new();
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const Image *image = load_image(env, names[i]);
        assert_int_equal(image->color, IMAGE_GRAY);
        assert_int_equal(image->width_px, 4);
        assert_int_equal(image->height_px, 2);
        assert_null(image->alpha);
        for (int x = 0; x < 4; x++)
            assert_int_equal(image->pixels[4 + x], 85 * x);
    }
    const Image *bits = load_image(env, "gray1.png");
    for (int x = 0; x < 4; x++)
        assert_int_equal(bits->pixels[x], x % 2 * 255);
    env_free(env);
}

TEST(colour_and_alpha_of_both_depths)
{
    Env *env = env_new();
    for (int depth = 8; depth <= 16; depth += 8) {
        char name[32];
        snprintf(name, sizeof name, "rgb%d.png", depth);
        const Image *rgb = load_image(env, name);
        static const uint8_t wanted[] = { 255, 0, 0,   0, 255, 0,
                                          0,   0, 255, 0, 0,   0 };
        assert_int_equal(rgb->color, IMAGE_RGB);
        assert_memory_equal(rgb->pixels, wanted, sizeof wanted);
        snprintf(name, sizeof name, "rgba%d.png", depth);
        const Image *rgba = load_image(env, name);
        assert_non_null(rgba->alpha);
        snprintf(name, sizeof name, "graya%d.png", depth);
        const Image *gray = load_image(env, name);
        assert_int_equal(gray->color, IMAGE_GRAY);
        for (int x = 0; x < 4; x++) {
            assert_int_equal(rgba->pixels[x * 3], 255);
            assert_int_equal(rgba->alpha[x], 85 * x);
            assert_int_equal(gray->alpha[4 + x], 85 * x);
        }
    }
    env_free(env);
}

TEST(palettes_with_transparent_entries)
{
    static const char *const names[] = { "palette2.png", "palette4.png",
                                         "palette8.png" };
    static const uint8_t wanted[] = {
        255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7
    };
    static const uint8_t alpha[] = { 255, 128, 255, 255 };
    Env *env = env_new();
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const Image *image = load_image(env, names[i]);
        assert_memory_equal(image->pixels, wanted, sizeof wanted);
        assert_memory_equal(image->alpha, alpha, sizeof alpha);
    }
    env_free(env);
}

TEST(resolution_gives_the_natural_size)
{
    Env *env = env_new();
    const Picture *p = picture_load(env, STR(FOLDER "dpi300.png"), (Span){ 0 });
    assert_true(p->as.image->dots_per_inch > 299.9 &&
                p->as.image->dots_per_inch < 300.1);
    assert_true(picture_size(p).width_pt > 0.95 &&
                picture_size(p).width_pt < 0.97);
    p = picture_load(env, STR(FOLDER "rgb8.png"), (Span){ 0 });
    assert_true(picture_size(p).width_pt == 3.0); /* 4 px at 96 an inch */
    env_free(env);
}

TEST(jpegs_of_every_colour_space)
{
    Env *env = env_new();
    const Image *rgb = load_image(env, "rgb.jpg");
    assert_int_equal(rgb->color, IMAGE_RGB);
    assert_true(rgb->jpeg.len > 0);
    assert_true(rgb->pixels[0] > 200 && rgb->pixels[2] < 60); /* red on top */
    assert_true(load_image(env, "progressive.jpg")->jpeg.len > 0);
    assert_int_equal(load_image(env, "gray.jpg")->color, IMAGE_GRAY);
    const Image *cmyk = load_image(env, "cmyk.jpg");
    assert_int_equal(cmyk->color, IMAGE_RGB);
    assert_int_equal(cmyk->jpeg.len, 0);
    assert_true(cmyk->pixels[0] > 230 && cmyk->pixels[1] < 30 &&
                cmyk->pixels[2] < 30);
    env_free(env);
}

/* ---- Damage -------------------------------------------------------------- */

static void refuse(Env *env, Str bytes)
{
    size_t before = env->diags->error_count;
    const Picture *p = picture_decode(env, bytes, STR("damaged"), (Span){ 0 });
    assert_int_equal(env->diags->error_count, before + (p ? 0 : 1));
}

TEST(a_file_cut_anywhere_is_refused)
{
    static const char *const names[] = { "rgba8.png", "palette4.png", "rgb.jpg",
                                         "progressive.jpg", "cmyk.jpg" };
    Env *env = env_new();
    env->diags->error_limit = 1;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Str bytes;
        Str path = str_format(env->arena, FOLDER "%s", names[i]);
        assert_true(file_read(env, path, (Span){ 0 }, &bytes));
        for (size_t len = 0; len + 3 < bytes.len; len++) {
            size_t before = env->diags->error_count;
            assert_null(picture_decode(env, str_slice(bytes, 0, len),
                                       STR("cut"), (Span){ 0 }));
            assert_int_equal(env->diags->error_count, before + 1);
        }
    }
    env_free(env);
}

TEST(a_changed_byte_never_crashes)
{
    static const char *const names[] = { "rgba16.png", "palette2.png",
                                         "rgb.jpg", "gray.jpg" };
    Env *env = env_new();
    env->diags->error_limit = 1;
    env->limits.image_pixels = 1 << 20;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Str bytes;
        Str path = str_format(env->arena, FOLDER "%s", names[i]);
        assert_true(file_read(env, path, (Span){ 0 }, &bytes));
        for (size_t at = 0; at < bytes.len; at++) {
            Str copy = str_copy(env->arena, bytes);
            ((char *)copy.at)[at] ^= 0x55;
            refuse(env, copy);
        }
    }
    env_free(env);
}

TEST(a_large_picture_is_made_smaller)
{
    Env *env = env_new();
    static const uint8_t pixels[] = { 10, 20, 90, 30, 40, 90, 0, 0, 200 };
    static const uint8_t alpha[] = { 255, 255, 0, 255, 255, 0, 0, 255, 255 };
    Image image = { .width_px = 3,
                    .height_px = 3,
                    .color = IMAGE_GRAY,
                    .pixels = pixels,
                    .alpha = alpha,
                    .dots_per_inch = 200 };
    Picture p = { .kind = PICTURE_RASTER, .as.image = &image };

    assert_ptr_equal(picture_reduced(env, &p, 3), &p);
    assert_null(picture_reduced(env, NULL, 3));
    const Image *small = picture_reduced(env, &p, 2)->as.image;
    assert_int_equal(small->width_px, 2);
    assert_int_equal(small->height_px, 2);
    assert_int_equal(small->pixels[0], 25); /* of four */
    assert_int_equal(small->pixels[1], 0);  /* nothing can be seen there */
    assert_int_equal(small->alpha[1], 0);
    assert_int_equal(small->pixels[2], 0); /* the half that can be seen */
    assert_int_equal(small->alpha[2], 128);
    assert_int_equal(small->pixels[3], 200); /* of one */
    assert_true(small->dots_per_inch == 100);
    env_free(env);
}

TEST(too_many_pixels_are_refused_before_they_are_made)
{
    Env *env = env_new();
    env->limits.image_pixels = 7;
    assert_null(picture_load(env, STR(FOLDER "rgb8.png"), (Span){ 0 }));
    assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
    env_free(env);
}

/* ---- Drawings ------------------------------------------------------------ */

static const Drawing *draw(Env *env, const char *inside)
{
    Str svg = str_format(env->arena,
                         "<svg xmlns='http://www.w3.org/2000/svg' "
                         "xmlns:xlink='http://www.w3.org/1999/xlink' "
                         "viewBox='0 0 100 50' width='100' height='50'>%s"
                         "</svg>",
                         inside);
    const Picture *p = picture_decode(env, svg, STR("t.svg"), (Span){ 0 });
    return p ? p->as.drawing : NULL;
}

static Rect bounds(const Path *p)
{
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (size_t i = 0; i < p->len; i++) {
        Point at = p->at[i].to;
        if (p->at[i].op == PATH_CLOSE)
            continue;
        left = at.x_pt < left ? at.x_pt : left;
        right = at.x_pt > right ? at.x_pt : right;
        top = at.y_pt < top ? at.y_pt : top;
        bottom = at.y_pt > bottom ? at.y_pt : bottom;
    }
    return (Rect){ left, top, right - left, bottom - top };
}

/* In user units, which are 0.75 pt. */
static void check_shape(const char *inside, double x, double y, double w,
                        double h, Color fill)
{
    Env *env = env_new();
    const Drawing *d = draw(env, inside);
    assert_non_null(d);
    assert_int_equal(d->shape_count, 1);
    Rect r = bounds(&d->shapes[0].path);
    const double found[] = { r.x_pt, r.y_pt, r.width_pt, r.height_pt };
    const double wanted[] = { x, y, w, h };
    for (int i = 0; i < 4; i++)
        assert_true(found[i] / 0.75 - wanted[i] < 0.01 &&
                    wanted[i] - found[i] / 0.75 < 0.01);
    assert_true(color_equal(d->shapes[0].fill, fill));
    env_free(env);
}

TEST(shapes_stand_where_they_should)
{
    const Color red = { 255, 0, 0 }, black = { 0, 0, 0 };
    check_shape("<rect x='10' y='5' width='20' height='8' fill='red'/>", 10, 5,
                20, 8, red);
    check_shape("<rect x='10' y='5' width='20' height='8' rx='2'/>", 10, 5, 20,
                8, black);
    check_shape("<circle cx='50' cy='25' r='10' fill='#f00'/>", 40, 15, 20, 20,
                red);
    check_shape("<ellipse cx='50' cy='25' rx='20' ry='10' fill='#ff0000'/>", 30,
                15, 40, 20, red);
    check_shape("<polygon points='1,2 11,2 6,12' fill='rgb(255,0,0)'/>", 1, 2,
                10, 10, red);
    check_shape("<path d='M10 10h20v5h-20z' style='fill:red'/>", 10, 10, 20, 5,
                red);
    check_shape("<path d='M10 10l20 0 0 5-20 0z' class='a'/><style>.a{fill:"
                "red}</style>",
                10, 10, 20, 5, red);
    check_shape("<g transform='translate(10 5) scale(2)' fill='red'>"
                "<rect width='4' height='3'/></g>",
                10, 5, 8, 6, red);
    check_shape("<defs><rect id='r' width='4' height='3' fill='red'/></defs>"
                "<use xlink:href='#r' x='7' y='9'/>",
                7, 9, 4, 3, red);
    check_shape("<path d='M10 20A10 10 0 0 1 30 20' fill='red'/>", 10, 10, 20,
                10, red);
    check_shape("<path d='M0 0q5 10 10 0t10 0' fill='red'/>", 0, 0, 20, 0, red);
}

TEST(what_is_left_out_is_said)
{
    Env *env = env_new();
    assert_non_null(
        draw(env, "<text>Hello</text><rect width='1' height='1'/>"));
    assert_int_equal(env->diags->warning_count, 1);
    env_free(env);
}

TEST(hostile_drawings_are_refused_or_harmless)
{
    static const char *const bad[] = {
        "<svg",
        "<svg/>",
        "<svg width='1e99' height='1'/>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg width='1' height='1'>&a;</svg>",
        "<svg width='-5' height='5'/>",
        "<svg viewBox='0 0 0 0'/>",
        "<svg width='5' height='5'><rect></svg>",
    };
    Env *env = env_new();
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        size_t before = env->diags->error_count;
        assert_null(
            picture_decode(env, str_of(bad[i]), STR("t.svg"), (Span){ 0 }));
        assert_int_equal(env->diags->error_count, before + 1);
    }
    /* reuse that never ends */
    const Drawing *d = draw(env, "<g id='a'><use xlink:href='#a'/>"
                                 "<use xlink:href='#a'/></g>");
    assert_null(d);
    assert_non_null(draw(env, "<path d='M0 0L'/><path d='zzz'/>"
                              "<rect width='nan' height='1e999'/>"));
    env_free(env);
}

/* Every filter has rows that it suits. */
TEST(what_is_encoded_is_decoded_the_same)
{
    enum { WIDE = 37, HIGH = 40 };
    Env *env = env_new();
    uint8_t rgba[WIDE * HIGH * 4];
    uint32_t noise = 1;

    for (size_t i = 0; i < sizeof rgba; i++) {
        size_t x = i / 4 % WIDE, y = i / 4 / WIDE;
        noise = noise * 1664525u + 1013904223u;
        rgba[i] = (uint8_t)(y < 8    ? noise >> 24
                            : y < 16 ? x * 5
                            : y < 24 ? y * 9
                            : y < 32 ? x * 3 + y * 4
                                     : (x + y) / 2 + noise % 3);
        if (i % 4 == 3)
            rgba[i] = 255;
    }
    for (int effort = PNG_QUICK; effort <= PNG_SMALL; effort++) {
        Pixels pixels = { rgba, WIDE, HIGH, 96, (PngEffort)effort };
        Buf out = { 0 };
        assert_true(png_encode(env, &out, &pixels));
        const Picture *p =
            picture_decode(env, buf_str(&out), STR("a.png"), (Span){ 0 });
        assert_non_null(p);
        const Image *image = p->as.image;
        assert_int_equal(image->width_px, WIDE);
        for (size_t i = 0; i < WIDE * HIGH; i++)
            for (size_t c = 0; c < 3; c++)
                assert_int_equal(image->pixels[i * 3 + c], rgba[i * 4 + c]);
        buf_free(&out);
    }
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(what_is_encoded_is_decoded_the_same),
        RUN(gray_of_every_depth),
        RUN(colour_and_alpha_of_both_depths),
        RUN(palettes_with_transparent_entries),
        RUN(resolution_gives_the_natural_size),
        RUN(jpegs_of_every_colour_space),
        RUN(a_file_cut_anywhere_is_refused),
        RUN(a_changed_byte_never_crashes),
        RUN(a_large_picture_is_made_smaller),
        RUN(too_many_pixels_are_refused_before_they_are_made),
        RUN(shapes_stand_where_they_should),
        RUN(what_is_left_out_is_said),
        RUN(hostile_drawings_are_refused_or_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
