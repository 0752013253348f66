/* test_names.c - names that are one, names that nearly are, numbers in texts.
 */

#include "eval/derive_help.h"

static void assert_refused(const char *json, const char *message)
{
    Derived d = derive_text(json);

    assert_null(d.data);
    if (!has_diag(&d, DIAG_ERROR, message))
        diags_print(d.env->diags, stderr);
    assert_true(has_diag(&d, DIAG_ERROR, message));
    derived_close(&d);
}

/* ---- Names --------------------------------------------------------------- */

TEST(a_name_in_two_encodings_is_one)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','channel':'Cafe\xCC\x81',"
                "'spend':1},{'date':'2026-08-01','channel':'Caf\xC3\xA9',"
                "'spend':2},{'date':'2026-09-01','channel':'T\xE2\x80\x8BV',"
                "'spend':3},{'date':'2026-09-01','channel':'T\xE2\x80\xAEV',"
                "'spend':4}]"));

    assert_int_equal(value_at(d.data, "channels")->as.list.len, 2);
    assert_number_at(&d, "channels[0].spend", "7");
    assert_text_at(&d, "channels[0].name", "TV");
    assert_number_at(&d, "channels[1].spend", "3");
    assert_false(has_note(&d, "kept apart"));
    derived_close(&d);
}

TEST(names_that_differ_by_a_slip_are_warned_of)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','channel':'YouTube','spend':1},"
                "{'date':'2026-07-01','channel':'Youtube','spend':2},"
                "{'date':'2026-07-01','channel':'Youtube ','spend':2},"
                "{'date':'2026-07-01','channel':'\xC3\x89T\xC3\x89','spend':1},"
                "{'date':'2026-07-01','channel':'\xC3\xA9t\xC3\xA9','spend':1},"
                "{'date':'2026-07-01','channel':'A\xC2\xA0"
                "B','spend':1},{'date':'2026-07-01','channel':'A B',"
                "'spend':1}]"));

    assert_int_equal(value_at(d.data, "channels")->as.list.len, 7);
    assert_true(has_diag(&d, DIAG_WARNING, "'YouTube' and 'Youtube' differ"));
    assert_true(has_diag(&d, DIAG_WARNING, "'YouTube' and 'Youtube ' differ"));
    assert_true(has_diag(&d, DIAG_WARNING, "'\xC3\xA9t\xC3\xA9' differ"));
    assert_true(has_diag(&d, DIAG_WARNING, "'A B' differ only"));
    assert_true(has_note(&d, "‘YouTube’ and ‘Youtube’ are kept apart"));
    derived_close(&d);
}

TEST(aliases_make_one_of_two)
{
    Derived d = derive_text(QUARTER(
        "'aliases':{'channel':{'YouTube':['Youtube','You Tube'],"
        "'TV':'Telly'}},'facts':[{'date':'2026-07-01','channel':"
        "'YouTube','spend':1},{'date':'2026-08-01','channel':'Youtube',"
        "'spend':2},{'date':'2026-09-01','channel':'Telly','spend':9}]"));

    assert_int_equal(value_at(d.data, "channels")->as.list.len, 2);
    assert_text_at(&d, "channels[0].name", "TV");
    assert_number_at(&d, "channels[1].spend", "3");
    assert_true(has_note(&d, "‘Youtube’ is counted as ‘YouTube’ in channel"));
    assert_true(
        has_diag(&d, DIAG_WARNING, "no row has the channel 'You Tube'"));
    assert_false(has_note(&d, "kept apart"));
    derived_close(&d);
    d = derive_text(
        QUARTER("'aliases':{'chanel':{'YouTube':'Youtube'}},'facts':[{'date':"
                "'2026-07-01','channel':'Youtube','spend':1}]"));
    assert_true(
        has_diag(&d, DIAG_WARNING, "the facts have no column 'chanel'"));
    derived_close(&d);
}

TEST(identifiers_are_names)
{
    Derived d = derive_text(
        QUARTER("'facts':[{'date':'2026-07-01','order':12345678901234567890,"
                "'code':'007','spend':1},{'date':'2026-07-02','order':"
                "12345678901234567891,'code':'008','spend':1}]"));

    assert_text_at(&d, "by_order[0].name", "12345678901234567890");
    assert_text_at(&d, "by_order[1].name", "12345678901234567891");
    assert_text_at(&d, "by_code[0].name", "007");
    assert_null(value_path(d.data, "totals.order"));
    derived_close(&d);
}

/* ---- Numbers in texts ---------------------------------------------------- */

static void assert_spend(const char *values, const char *more,
                         const char *expected)
{
    char json[600];

    snprintf(json, sizeof json,
             QUARTER("%s'facts':[{'date':'2026-07-01','spend':%s,'clicks':1}]"),
             more, values);
    Derived d = derive_text(json);
    if (!d.data)
        diags_print(d.env->diags, stderr);
    assert_non_null(d.data);
    assert_number_at(&d, "totals.spend", expected);
    derived_close(&d);
}

TEST(numbers_are_read_as_people_write_them)
{
    assert_spend("'1234.50'", "", "1234.50");
    assert_spend("'1,234.56'", "", "1234.56");
    assert_spend("'1.234,56'", "", "1234.56");
    assert_spend("'1 234,56 \xC2\xA3'", "", "1234.56");
    assert_spend("'12,34,567'", "", "1234567");
    assert_spend("'(1.234,5)'", "", "-1234.5");
    assert_spend("'\xE2\x88\x92"
                 "12'",
                 "", "-12");
    assert_spend("'3.000'", "'number_locale':'de-DE',", "3000");
    assert_spend("'3.000'", "'number_locale':'en-GB',", "3.000");
    assert_spend("'3.000'},{'date':'2026-07-02','spend':'1,5'", "", "3001.5");
}

TEST(a_percentage_is_a_fraction_unless_declared)
{
    Derived d = derive_text(QUARTER(
        "'facts':[{'date':'2026-09-01','awareness':'77.77%','spend':1}]"));

    assert_number_at(&d, "totals.awareness", "0.7777");
    derived_close(&d);
    d = derive_text(
        QUARTER("'metrics':[{'id':'awareness','unit':'percent'}],'facts':[{"
                "'date':'2026-09-01','awareness':'77.77%','spend':1}]"));
    assert_number_at(&d, "totals.awareness", "77.77");
    derived_close(&d);
}

TEST(a_number_with_two_readings_is_refused)
{
    assert_refused(QUARTER("'facts':[{'date':'2026-07-01','spend':'1.234'}]"),
                   "facts[0].spend: '1.234' is 1.234 in English and 1234 in "
                   "German");
    assert_refused(QUARTER("'facts':[{'date':'2026-07-01','spend':'3.000'}]"),
                   "facts[0].spend: '3.000' is 3.000 in English and 3000");
    assert_refused(QUARTER("'facts':[{'date':'2026-07-01','spend':'1,5'},"
                           "{'date':'2026-07-02','spend':'1.5'}]"),
                   "facts[1].spend: '1.5' contradicts the decimal mark");
    assert_refused(QUARTER("'number_locale':'de-DE','facts':[{'date':"
                           "'2026-07-01','spend':'1.5'}]"),
                   "facts[0].spend: expected a number with a decimal comma");
    assert_refused(QUARTER("'number_locale':'klingon','facts':[{'date':"
                           "'2026-07-01','spend':1}]"),
                   "number_locale: expected a locale");
    assert_refused(QUARTER("'facts':[{'date':'2026-07-01','spend':'$5'}]"),
                   "facts[0].spend: '$5' is in USD and the report in GBP");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_name_in_two_encodings_is_one),
        RUN(names_that_differ_by_a_slip_are_warned_of),
        RUN(aliases_make_one_of_two),
        RUN(identifiers_are_names),
        RUN(numbers_are_read_as_people_write_them),
        RUN(a_percentage_is_a_fraction_unless_declared),
        RUN(a_number_with_two_readings_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
