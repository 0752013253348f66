/* test_values.c - numbers, strings and metadata as PDF writes them. */

#include "test.h"

#include "pdf/fonts.h"
#include "pdf/images.h"
#include "pdf/objects.h"
#include "pdf/xmp.h"

#include <math.h>
#include <stdio.h>

static void expect(Buf *b, const char *want)
{
    if (b->len != strlen(want) || memcmp(b->at, want, b->len) != 0)
        fprintf(stderr, "'%.*s' is not '%s'\n", (int)b->len, b->at, want);
    assert_int_equal(b->len, strlen(want));
    assert_memory_equal(b->at, want, b->len);
    b->len = 0;
}

TEST(numbers_are_short)
{
    Buf b = { 0 };
    static const struct {
        double value;
        int digits;
        const char *text;
    } cases[] = {
        { 0, 2, "0" },         { -0.001, 2, "0" },
        { 0.5, 2, ".5" },      { -0.25, 2, "-.25" },
        { 12, 2, "12" },       { 100, 2, "100" },
        { 12.30, 2, "12.3" },  { 595.276, 2, "595.28" },
        { 0.999, 2, "1" },     { 1234567.891, 3, "1234567.891" },
        { -7, 0, "-7" },       { 0.05, 2, ".05" },
        { 10.01, 2, "10.01" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        buf_add_number(&b, cases[i].value, cases[i].digits);
        expect(&b, cases[i].text);
    }
    buf_add_number(&b, (double)NAN, 2);
    expect(&b, "0");
    buf_add_number(&b, (double)INFINITY, 2);
    expect(&b, "1000000000");
    buf_add_number(&b, (double)-INFINITY, 2);
    expect(&b, "-1000000000");
    buf_add_uint(&b, UINT64_MAX);
    expect(&b, "18446744073709551615");
    buf_free(&b);
}

TEST(strings_are_escaped)
{
    Buf b = { 0 };

    put_literal(&b, STR("a(b)\\c\rd"));
    expect(&b, "(a\\(b\\)\\\\c\\rd)");
    put_text_string(&b, STR("plain"));
    expect(&b, "(plain)");
    put_text_string(&b, STR("K\xC3\xB6ln"));
    expect(&b, "<FEFF004B00F6006C006E>");
    put_text_string(&b, STR("\xF0\x9F\x98\x80"));
    expect(&b, "<FEFFD83DDE00>");
    put_text_string(&b, STR("bad \xFF"));
    expect(&b, "<FEFF0062006100640020FFFD>");
    buf_free(&b);
}

TEST(texts_of_metadata_are_clean)
{
    Arena *a = arena_new();

    assert_true(str_is(text_clean(a, STR("  a\n\t b\x01 ")), "a b"));
    assert_true(str_is(text_clean(a, STR("\xFF")), "\xEF\xBF\xBD"));
    assert_true(str_is(text_clean(a, STR("\xEF\xBB\xBFx")), "\xEF\xBF\xBDx"));
    assert_int_equal(text_clean(a, STR(" \n ")).len, 0);
    assert_int_equal(text_clean(a, STR("")).len, 0);
    arena_free(a);
}

TEST(metadata_is_escaped_and_dated)
{
    Arena *a = arena_new();
    Document doc = { .title = STR("A & <B>"), .created = STR("2026-10-04") };
    Buf b = { 0 };

    xmp_put(&b, a, &doc);
    Str xmp = buf_str(&b);
    assert_true(str_find(xmp, STR("A &amp; &lt;B&gt;")) < xmp.len);
    assert_true(str_find(xmp, STR("2026-10-04T00:00:00Z")) < xmp.len);
    assert_int_equal(str_find(xmp, STR("dc:creator")), xmp.len);
    b.len = 0;
    doc.created = STR("yesterday!");
    xmp_put(&b, a, &doc);
    xmp = buf_str(&b);
    assert_int_equal(str_find(xmp, STR("CreateDate")), xmp.len);
    assert_true(is_date(STR("2026-10-04")));
    assert_false(is_date(STR("2026-10-4")));
    assert_false(is_date(STR("2026/10/04")));
    buf_free(&b);
    arena_free(a);
}

TEST(a_jpeg_must_be_what_the_image_says)
{
    static const char jpeg[] = "\xFF\xD8\xFF\xE0\x00\x04\x00\x00"
                               "\xFF\xC2\x00\x0B\x08\x00\x02\x00\x03\x03\x00"
                               "\x00\x00";
    Image image = { .width_px = 3, .height_px = 2, .color = IMAGE_RGB };
    Str whole = { jpeg, sizeof jpeg - 1 };

    assert_true(jpeg_matches(whole, &image));
    image.color = IMAGE_GRAY;
    assert_false(jpeg_matches(whole, &image));
    image.color = IMAGE_RGB;
    image.height_px = 9;
    assert_false(jpeg_matches(whole, &image));
    image.height_px = 2;
    for (size_t len = 0; len < whole.len; len++) {
        char *cut = malloc(len + 1);
        memcpy(cut, jpeg, len);
        assert_false(jpeg_matches((Str){ cut, len }, &image));
        free(cut);
    }
}

/* Header, one name, a Top DICT with ROS and charset, no strings. */
static const uint8_t cid_keyed[] = {
    1,   0,   4,   1,                     /* header */
    0,   1,   1,   1,  2,  'x',           /* names */
    0,   1,   1,   1,  8,                 /* Top DICT INDEX, 7 bytes */
    139, 139, 139, 12, 30, 165, 15,       /* 0 0 0 ROS, 26 charset */
    0,   0,   0,   0,                     /* strings, subroutines */
    2,   0,   10,  0,  2,  1,   0,  0, 0, /* charset: 10..12, 256 */
};

TEST(cids_come_from_the_charset)
{
    Arena *a = arena_new();
    Str cff = { (const char *)cid_keyed, sizeof cid_keyed };
    uint16_t *cids = cff_cids_new(a, cff, 5);

    assert_non_null(cids);
    assert_int_equal(cids[0], 0);
    assert_int_equal(cids[1], 10);
    assert_int_equal(cids[3], 12);
    assert_int_equal(cids[4], 256);
    arena_free(a);
}

TEST(damaged_cff_is_survived)
{
    Arena *a = arena_new();

    for (size_t i = 0; i < sizeof cid_keyed; i++) {
        for (int value = 0; value < 256; value += 5) {
            uint8_t *bytes = malloc(sizeof cid_keyed);
            memcpy(bytes, cid_keyed, sizeof cid_keyed);
            bytes[i] = (uint8_t)value;
            cff_cids_new(a, (Str){ (char *)bytes, sizeof cid_keyed }, 300);
            cff_cids_new(a, (Str){ (char *)bytes, i }, 300);
            free(bytes);
        }
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(numbers_are_short),
        RUN(strings_are_escaped),
        RUN(texts_of_metadata_are_clean),
        RUN(metadata_is_escaped_and_dated),
        RUN(a_jpeg_must_be_what_the_image_says),
        RUN(cids_come_from_the_charset),
        RUN(damaged_cff_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
