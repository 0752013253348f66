/* test_xml.c - parts are well-formed whatever text is put into them. */

#include "office/xml.h"
#include "test.h"

#include <libxml/parser.h>

static char *cleaned(Str s, Cleaning how)
{
    static char kept[512];
    Buf b = { 0 };

    xml_clean(&b, s, how);
    assert_true(b.len < sizeof kept);
    memcpy(kept, b.at, b.len);
    kept[b.len] = '\0';
    buf_free(&b);
    return kept;
}

TEST(markup_is_escaped)
{
    assert_string_equal(cleaned(STR("a<b & c>\"d\""), CLEAN_TEXT),
                        "a&lt;b &amp; c&gt;\"d\"");
    assert_string_equal(cleaned(STR("\"\n"), CLEAN_ATTRIBUTE), "&quot;&#10;");
    assert_string_equal(cleaned(STR("a<b"), CLEAN_ONLY), "a<b");
}

TEST(what_xml_forbids_is_replaced)
{
    const struct {
        Str in;
        const char *out;
    } cases[] = {
        { STR("a\x01z"), "a\xef\xbf\xbdz" },         /* control */
        { STR("a\x7fz"), "a\xef\xbf\xbdz" },         /* delete */
        { STR("a\xc2\x85z"), "a\xef\xbf\xbdz" },     /* C1 control */
        { STR("a\xef\xbf\xbez"), "a\xef\xbf\xbdz" }, /* U+FFFE */
        { STR("a\xff"), "a\xef\xbf\xbd" },           /* no UTF-8 */
        { STR("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
        { STR("\xf0\x9f\x8f\x94"), "\xf0\x9f\x8f\x94" }, /* beyond the BMP */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(cleaned(cases[i].in, CLEAN_TEXT), cases[i].out);
}

TEST(what_turns_text_is_left_out)
{
    assert_string_equal(cleaned(STR("a\xe2\x80\xae"
                                    "b\xe2\x81\xa6"
                                    "c"),
                                CLEAN_TEXT),
                        "abc");
}

TEST(every_byte_gives_a_part_that_can_be_read)
{
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b += 5) {
            char bytes[] = { 'x', (char)a, (char)b, 'y' };
            Str s = { bytes, sizeof bytes };
            Buf out = { 0 };
            Xml x;
            xml_begin(&x, &out);
            xml_open(&x, "part");
            xml_attr_str(&x, "name", s);
            xml_text(&x, s);
            xml_close(&x);
            assert_true(xml_end(&x));
            xmlDocPtr doc =
                xmlReadMemory(out.at, (int)out.len, "part", NULL,
                              XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
            assert_non_null(doc);
            xmlFreeDoc(doc);
            buf_free(&out);
        }
}

TEST(an_element_left_open_is_noticed)
{
    Buf out = { 0 };
    Xml x;

    xml_begin(&x, &out);
    xml_open(&x, "part");
    assert_false(xml_end(&x));
    buf_free(&out);
}

TEST(numbers_are_written_in_sixteen_digits_at_most)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = { { 0.1, "<v n=\"0.1\"/>" },
                  { 1631146.0699999998, "<v n=\"1631146.07\"/>" },
                  { -2e300, "<v n=\"-2e+300\"/>" },
                  { 3638, "<v n=\"3638\"/>" } };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buf out = { 0 };
        Xml x;
        xml_begin(&x, &out);
        xml_open(&x, "v");
        xml_attr_number(&x, "n", cases[i].value);
        xml_close(&x);
        assert_true(xml_end(&x));
        buf_add_char(&out, '\0');
        assert_non_null(strstr(out.at, cases[i].text));
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(markup_is_escaped),
        RUN(what_xml_forbids_is_replaced),
        RUN(what_turns_text_is_left_out),
        RUN(every_byte_gives_a_part_that_can_be_read),
        RUN(an_element_left_open_is_noticed),
        RUN(numbers_are_written_in_sixteen_digits_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
