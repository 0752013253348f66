/* test_csv.c - encodings, delimiters, quotes, numbers and dates of tables. */

#include "data_test.h"

#include "data/csv.h"
#include "io/io.h"

#include <unistd.h>

static const ClientCalendar USUAL;

/* A table of `bytes`, read with `options` behind `$csv`. */
static Dataset *read_in(Env *env, const ClientCalendar *calendar, Str bytes,
                        const char *options)
{
    Str folder = str_format(env->arena, "/tmp/reportgen-csv-XXXXXX");
    assert_non_null(mkdtemp((char *)folder.at));
    Str path = path_join(env->arena, folder, STR("t.csv"));
    assert_true(file_replace(env, bytes, path));
    Str text = str_format(env->arena, "{ $csv: t.csv%s%s }",
                          options[0] ? ", " : "", options);
    Str client = path_join(env->arena, folder, STR("client.yaml"));
    const Value *v = yaml_parse(env, source_new(env->arena, client, text));
    assert_non_null(v);
    Dataset *t = csv_table_load(env, calendar, v);
    unlink(path.at);
    rmdir(folder.at);
    return t;
}

static Dataset *read_bytes(Env *env, Str bytes, const char *options)
{
    return read_in(env, &USUAL, bytes, options);
}

static void assert_rows(const char *csv, const char *options, const char *json)
{
    Env *env = env_new();
    Dataset *t = read_bytes(env, str_of(csv), options);

    if (!t)
        diags_print(env->diags, stderr);
    assert_non_null(t);
    Value rows = dataset_rows(t, (Span){ 0 });
    assert_string_equal(written(env, &rows), json);
    env_free(env);
}

static void assert_bytes(const char *bytes, size_t len, const char *options,
                         const char *json)
{
    Env *env = env_new();
    Dataset *t = read_bytes(env, (Str){ bytes, len }, options);

    if (!t)
        diags_print(env->diags, stderr);
    assert_non_null(t);
    Value rows = dataset_rows(t, (Span){ 0 });
    assert_string_equal(written(env, &rows), json);
    env_free(env);
}

static void assert_refused(const char *csv, const char *options, uint32_t line,
                           uint32_t column, const char *message)
{
    Env *env = env_new();

    assert_null(read_bytes(env, str_of(csv), options));
    assert_report(env, 0, line, column, message, NULL);
    env_free(env);
}

/* ---- Bytes -------------------------------------------------------------- */

TEST(encodings_are_seen_or_said)
{
    static const char wanted[] = "[{\"a\":\"\xC3\xA9\",\"b\":1}]";

    assert_bytes("a,b\n\xC3\xA9,1\n", 9, "", wanted);
    assert_bytes("\xEF\xBB\xBF"
                 "a,b\n\xC3\xA9,1\n",
                 12, "", wanted);
    assert_bytes("\xFF\xFE"
                 "a\0,\0b\0\n\0\xE9\0,\0"
                 "1\0\n\0",
                 18, "", wanted);
    assert_bytes("\xFE\xFF\0a\0,\0b\0\n\0\xE9\0,\0"
                 "1\0\n",
                 18, "", wanted);
    assert_bytes("a\0,\0b\0\n\0\xE9\0,\0"
                 "1\0",
                 14, "", wanted);
    assert_bytes("a,b\n\xE9,1\n", 8, "encoding: latin-1", wanted);
    assert_bytes("a,b\n\x80,1\n", 8, "encoding: windows-1252",
                 "[{\"a\":\"\xE2\x82\xAC\",\"b\":1}]");
    assert_bytes("\xFF\xFE"
                 "a\0\n\0\x3D\xD8\x00\xDE",
                 10, "", "[{\"a\":\"\xF0\x9F\x98\x80\"}]");
}

TEST(delimiters_are_seen_or_said)
{
    static const char wanted[] =
        "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]";

    assert_rows("a,b\n1,x\n2,y\n", "", wanted);
    assert_rows("a;b\n1;x\n2;y\n", "", wanted);
    assert_rows("a\tb\r\n1\tx\r\n2\ty\r\n", "", wanted);
    assert_rows("a|b\r1|x\r2|y", "delimiter: '|'", wanted);
    assert_rows("sep=;\na;b\n1;x\n2;y\n", "", wanted);
    assert_rows("a;b\n1,5;x, y\n2,5;z, w\n", "",
                "[{\"a\":1.5,\"b\":\"x, y\"},{\"a\":2.5,\"b\":\"z, w\"}]");
    assert_rows("a,b\n1;2,x\n", "delimiter: ','",
                "[{\"a\":\"1;2\",\"b\":\"x\"}]");
}

TEST(what_was_found_is_told)
{
    Env *env = env_new();
    Str end = STR(": Windows-1252, delimiter semicolon, header in line 2, "
                  "decimal comma, 1 row");

    read_bytes(env, STR("Report\na;b\n\x80;1,5\n"), "encoding: windows-1252");
    assert_int_equal(env->diags->list.len, 1);
    assert_int_equal(env->diags->list.at[0].level, DIAG_NOTE);
    assert_true(str_ends(env->diags->list.at[0].message, end));
    env_free(env);
}

TEST(quotes_hold_delimiters_breaks_and_quotes)
{
    assert_rows("a,b\n\"x, \"\"y\"\"\nz\",1\n\n\"\",2\n", "",
                "[{\"a\":\"x, \\\"y\\\"\\nz\",\"b\":1},"
                "{\"a\":null,\"b\":2}]");
    assert_rows("a,b\n5\" pipe,1\n", "", "[{\"a\":\"5\\\" pipe\",\"b\":1}]");
    assert_refused("a,b\n1,2\n\"x,3\n", "", 3, 1, "this quote is not closed");
    assert_refused("a,b\n\"x\"y,3\n", "", 2, 4,
                   "more text stands behind the quote that closes this cell");
}

TEST(ragged_rows_are_warned_of_or_refused)
{
    Env *env = env_new();
    Dataset *t = read_bytes(env, STR("a,b,c\n1,2,3\n4,5\n6\n7,8,9,,\n"), "");

    assert_int_equal(t->row_count, 4);
    assert_int_equal(dataset_column(t, STR("c"))->null_count, 2);
    assert_int_equal(env->diags->warning_count, 1);
    assert_report(env, 0, 3, 3,
                  "2 rows have fewer cells than the header; the cells that "
                  "lack count as missing",
                  NULL);
    env_free(env);
    assert_refused("a,b\n1,2\n3,4,5\n", "", 3, 5,
                   "this row has 3 cells, the header has 2");
}

TEST(headers_become_keys_or_are_said)
{
    assert_rows("Amount spent (GBP), CTR %,Ca\xC3\xB1ón,,x,x\n1,2,3,4,5,6\n",
                "",
                "[{\"amount_spent_gbp\":1,\"ctr\":2,\"ca\xC3\xB1ón\":3,"
                "\"x\":5,\"x_2\":6}]");
    assert_rows("1,x\n2,y\n", "header: false",
                "[{\"column_1\":1,\"column_2\":\"x\"},"
                "{\"column_1\":2,\"column_2\":\"y\"}]");
    assert_rows("Report\n\nDay,Cost\n2026-07-01,5\n", "",
                "[{\"day\":\"2026-07-01\",\"cost\":5}]");
    assert_rows("x,y\nDay,Cost\n2026-07-01,5\n", "skip: 1",
                "[{\"day\":\"2026-07-01\",\"cost\":5}]");
    assert_rows("Day,Cost,Other\n2026-07-01,5,6\n",
                "columns: { date: day, spend: { from: Cost, type: money }, "
                "channel: { value: TV } }",
                "[{\"date\":\"2026-07-01\",\"spend\":5,\"channel\":\"TV\"}]");
    assert_rows("a,b\n1,2\n\nc,d\n3,4\n", "table: 2, columns: { c: c, d: d }",
                "[{\"c\":3,\"d\":4}]");
    assert_rows("a,b\n1,2\n\nc,d\n3,4\n", "table: c", "[{\"c\":3,\"d\":4}]");
}

/* ---- Numbers ------------------------------------------------------------ */

static void assert_number(const char *text, char mark, const char *expected)
{
    Env *env = env_new();
    Decimal d;
    bool is_percent = false;

    if (!csv_number_read(str_of(text), mark, &d, &is_percent))
        fail_msg("'%s' is no number with '%c'", text, mark);
    if (is_percent)
        d.exponent -= 2;
    Str found = decimal_format(env->arena, d);
    if (!str_is(found, expected))
        fail_msg("'%s' is %s, not %s", text, found.at, expected);
    env_free(env);
}

TEST(numbers_are_read_as_people_write_them)
{
    assert_number("1,234.56", '.', "1234.56");
    assert_number("1.234,56", ',', "1234.56");
    assert_number("1 234,56 €", ',', "1234.56");
    assert_number("1\xE2\x80\xAF"
                  "234,56\xC2\xA0€",
                  ',', "1234.56");
    assert_number("12,34,567", '.', "1234567");
    assert_number("1’234.50", '.', "1234.50");
    assert_number("(1,234)", '.', "-1234");
    assert_number("−12", '.', "-12");
    assert_number("-$5.00", '.', "-5.00");
    assert_number("$-5.00", '.', "-5.00");
    assert_number("77.77%", '.', "0.7777");
    assert_number("12 %", ',', "0.12");
    assert_number("$1,234.56", '.', "1234.56");
    assert_number("R$ 10,5", ',', "10.5");
    assert_number("USD 12", '.', "12");
    assert_number("12 GBP", '.', "12");
    assert_number("144.", '.', "144");
    assert_number(".5", '.', "0.5");
    assert_number("+7", '.', "7");
    assert_number("007", '.', "7");
    assert_number("1.5E+05", '.', "150000");
    assert_number("10.940919037199", '.', "10.940919037199");
    assert_number("0.30000000000000004", '.', "0.30000000000000004");
    assert_number("1498979124", ',', "1498979124");
}

TEST(what_is_no_number_is_none)
{
    static const char *const texts[] = { "twelve",   "1,2,3",  "1.2.3", "12a",
                                         "1-2",      "--",     "",      "$",
                                         "1 2",      "1,23,4", "%",     "()",
                                         "0,123.4.5" };
    bool is_ambiguous, is_percent;

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (csv_number_marks(str_of(texts[i]), &is_ambiguous, &is_percent))
            fail_msg("'%s' is a number", texts[i]);
}

static unsigned marks_of(const char *text, bool *is_ambiguous)
{
    bool is_percent;
    return csv_number_marks(str_of(text), is_ambiguous, &is_percent);
}

TEST(a_number_says_which_marks_it_allows)
{
    bool is_ambiguous;

    assert_int_equal(marks_of("1.234", &is_ambiguous), MARK_DOT | MARK_COMMA);
    assert_true(is_ambiguous);
    assert_int_equal(marks_of("3,000", &is_ambiguous), MARK_DOT | MARK_COMMA);
    assert_true(is_ambiguous);
    assert_int_equal(marks_of("1234", &is_ambiguous), MARK_DOT | MARK_COMMA);
    assert_false(is_ambiguous);
    assert_int_equal(marks_of("0.123", &is_ambiguous), MARK_DOT);
    assert_int_equal(marks_of("1234.567", &is_ambiguous), MARK_DOT);
    assert_int_equal(marks_of("12.5", &is_ambiguous), MARK_DOT);
    assert_int_equal(marks_of("1.234.567", &is_ambiguous), MARK_COMMA);
    assert_int_equal(marks_of("1,5", &is_ambiguous), MARK_COMMA);
    assert_int_equal(marks_of("1 234,5", &is_ambiguous), MARK_COMMA);
}

TEST(a_mark_is_proven_by_any_number_of_the_file)
{
    assert_rows("a,b\n1.234,0.5\n", "", "[{\"a\":1.234,\"b\":0.5}]");
    assert_rows("a;b\n1.234;0,5\n", "", "[{\"a\":1234,\"b\":0.5}]");
    assert_rows("a;b\n1.234;7\n", "number_locale: de-DE",
                "[{\"a\":1234,\"b\":7}]");
    assert_rows("a;b\n1.234;7\n", "number_locale: en-GB",
                "[{\"a\":1.234,\"b\":7}]");
    assert_rows("a;b\n1.234;7,5\n",
                "columns: { a: { locale: en-GB }, b: { locale: fr-FR } }",
                "[{\"a\":1.234,\"b\":7.5}]");
    assert_refused("a,b\n1.234,7\n", "", 2, 1,
                   "'1.234' is 1.234 in English and 1234 in German, and "
                   "nothing in the file tells which");
    assert_refused("a;b\n\"3,000\";7\n", "", 2, 2,
                   "'3,000' is 3000 in English and 3.000 in German, and "
                   "nothing in the file tells which");
}

TEST(missing_and_censored_values_are_kept_apart_from_zero)
{
    assert_rows("a,b\n1,0\n--,2\n -- ,3\nn/a,4\n#N/A,5\nNaN,6\n-,7\nna,8\n,9\n",
                "",
                "[{\"a\":1,\"b\":0},{\"a\":null,\"b\":2},{\"a\":null,\"b\":3},"
                "{\"a\":null,\"b\":4},{\"a\":null,\"b\":5},"
                "{\"a\":null,\"b\":6},{\"a\":null,\"b\":7},"
                "{\"a\":null,\"b\":8},{\"a\":null,\"b\":9}]");
    assert_rows("a\n12%\n< 10%\n>90%\n", "",
                "[{\"a\":0.12},{\"a\":\"< 10%\"},{\"a\":\">90%\"}]");
    assert_rows("a\n1\n≤100\n", "", "[{\"a\":1},{\"a\":\"≤100\"}]");
}

TEST(identifiers_stay_texts)
{
    assert_rows("a,b,c\n9007199254740993,0024,12\n", "",
                "[{\"a\":\"9007199254740993\",\"b\":\"0024\",\"c\":12}]");
    assert_rows("a\n9007199254740993\n", "columns: { a: { type: count } }",
                "[{\"a\":9007199254740993}]");
    assert_rows("a\n12345678901234567890123\n",
                "columns: { a: { type: number } }",
                "[{\"a\":12345678901234567890123}]");
}

TEST(units_are_declared)
{
    assert_rows("a,b,c,d\n1500000,250,12.5,0.125\n",
                "columns: { a: { type: micros }, b: { type: cents }, "
                "c: { type: percent }, d: { type: fraction } }",
                "[{\"a\":1.500000,\"b\":2.50,\"c\":0.125,\"d\":0.125}]");
    assert_rows("a\n77.77%\n0\n", "", "[{\"a\":0.7777},{\"a\":0.00}]");
    assert_rows("a\n0:04:34\n1:00:00\n", "", "[{\"a\":274},{\"a\":3600}]");
    assert_rows("a\n4:34\n", "columns: { a: { type: duration } }",
                "[{\"a\":274}]");
}

TEST(units_that_the_values_contradict_are_doubted)
{
    Env *env = env_new();

    read_bytes(env, STR("a,b\n0.5,3.5\n0.1,0.2\n"),
               "columns: { a: { type: percent }, b: { type: fraction } }");
    assert_int_equal(env->diags->warning_count, 2);
    assert_str(env, env->diags->list.at[0].message,
               "a is read as percent, but no value is above 1");
    assert_str(env, env->diags->list.at[1].message,
               "b is read as a fraction, but there are values above 1");
    env_free(env);
}

/* ---- Dates -------------------------------------------------------------- */

/* The word names `from` to `to`, days of "2026-07-01". */
static void assert_dates(const ClientCalendar *calendar, const char *text,
                         const char *from, const char *to)
{
    const CsvDateRules rules = { calendar, ORDER_DMY, 2026 };
    Env *env = env_new();
    DateOrder order;
    TimeWord word;

    if (!csv_date_read(str_of(text), &rules, &word, &order))
        fail_msg("'%s' is no date", text);
    Str first = csv_day_text(env->arena, word.from);
    Str last = csv_day_text(env->arena, word.to);
    if (!str_is(first, from) || !str_is(last, to))
        fail_msg("'%s' is %s to %s, not %s to %s", text, first.at, last.at,
                 from, to);
    env_free(env);
}

static void assert_date(const char *text, const char *expected)
{
    assert_dates(&USUAL, text, expected, expected);
}

TEST(dates_are_read_as_people_write_them)
{
    assert_date("2026-07-01", "2026-07-01");
    assert_date("2026-07-01T23:59:59Z", "2026-07-01");
    assert_date("2026-07-01 5:00:00", "2026-07-01");
    assert_date("2026/7/1", "2026-07-01");
    assert_date("20260901", "2026-09-01");
    assert_dates(&USUAL, "2026-11", "2026-11-01", "2026-11-30");
    assert_dates(&USUAL, "2026-Q3", "2026-07-01", "2026-09-30");
    assert_dates(&USUAL, "Q3 2026", "2026-07-01", "2026-09-30");
    assert_dates(&USUAL, "2026-W09", "2026-02-23", "2026-03-01");
    assert_dates(&USUAL, "2026-W53", "2026-12-28", "2027-01-03");
    assert_dates(&USUAL, "Week 35", "2026-08-24", "2026-08-30");
    assert_date("31/12/2026", "2026-12-31");
    assert_date("1.9.2026", "2026-09-01");
    assert_date("31/12/26", "2026-12-31");
    assert_date("March 24, 2021", "2021-03-24");
    assert_date("24 Mar 2021", "2021-03-24");
    assert_date("10 de dez. de 2022", "2022-12-10");
    assert_date("4. März 2026", "2026-03-04");
    assert_dates(&USUAL, "Jul 2026", "2026-07-01", "2026-07-31");
    assert_date("2024-02-29", "2024-02-29");
    assert_date("1970-01-01", "1970-01-01");
    assert_date("1899-12-31", "1899-12-31");
}

TEST(what_is_no_date_is_none)
{
    static const char *const texts[] = { "2026-02-30",
                                         "2026-13-01",
                                         "31/31/2026",
                                         "Ongoing",
                                         "2025-W53",
                                         "2026-Q5",
                                         "20261301",
                                         "12",
                                         "1/2/3",
                                         "",
                                         "2026-07-0x",
                                         "30 Foo 2026",
                                         "2023-02-29",
                                         "2026-07-01x",
                                         "FY26 Q5",
                                         "FY6",
                                         "FY26 Q",
                                         "2026-H3",
                                         "2026-07-01T25:00:00Z",
                                         "2026-07-01T10:00:00+99:00",
                                         "2026-07-01 10:00 CET",
                                         "2026-07-01 to 2026-07-07",
                                         "31/12/2026 10:00 CET" };
    const CsvDateRules rules = { &USUAL, ORDER_EITHER, 2026 };
    DateOrder order;
    TimeWord word;

    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (csv_date_read(str_of(texts[i]), &rules, &word, &order))
            fail_msg("'%s' is a date", texts[i]);
}

TEST(days_count_from_1970)
{
    int year, month, day;

    assert_int_equal(csv_day_of(1970, 1, 1), 0);
    assert_int_equal(csv_day_of(2000, 3, 1), 11017);
    for (int32_t n = -800000; n < 800000; n += 97) {
        csv_date_of(n, &year, &month, &day);
        if (year >= 1)
            assert_int_equal(csv_day_of(year, month, day), n);
    }
}

TEST(an_order_is_proven_by_any_date_of_the_column)
{
    assert_rows("date,a\n01/02/2026,1\n31/12/2026,2\n", "",
                "[{\"date\":\"2026-02-01\",\"a\":1},"
                "{\"date\":\"2026-12-31\",\"a\":2}]");
    assert_rows("date,a\n01/02/2026,1\n12/31/2026,2\n", "",
                "[{\"date\":\"2026-01-02\",\"a\":1},"
                "{\"date\":\"2026-12-31\",\"a\":2}]");
    assert_rows("date,a\n01/02/2026,1\n", "date_format: mdy",
                "[{\"date\":\"2026-01-02\",\"a\":1}]");
    assert_rows("date,a\n01/02/2026,1\n",
                "columns: { date: { type: date, date_format: dmy }, a: a }",
                "[{\"date\":\"2026-02-01\",\"a\":1}]");
    assert_rows("date,a\n05/05/2026,1\n", "",
                "[{\"date\":\"2026-05-05\",\"a\":1}]");
    assert_refused("date,a\n01/02/2026,1\n", "", 2, 1,
                   "'01/02/2026' is 2026-02-01 or 2026-01-02, and nothing in "
                   "the column tells which");
    assert_refused("date,a\n31/12/2026,1\n12/31/2026,2\n", "", 3, 1,
                   "'12/31/2026' contradicts the order of day and month of "
                   "another date in this column");
}

TEST(an_open_end_is_no_date)
{
    assert_rows("date,a,end\n2026-07-01,1,Ongoing\n",
                "columns: { date: date, end: { type: date } }",
                "[{\"date\":\"2026-07-01\",\"end\":null}]");
}

TEST(fiscal_years_are_the_clients)
{
    static const ClientCalendar april = { .fiscal_start = 4 };
    static const ClientCalendar ends = { .fiscal_start = 4,
                                         .named_by_end = true };

    assert_dates(&april, "FY26", "2026-04-01", "2027-03-31");
    assert_dates(&april, "FY26 Q3", "2026-10-01", "2026-12-31");
    assert_dates(&april, "FY2026 Q4", "2027-01-01", "2027-03-31");
    assert_dates(&april, "FY26-Q3", "2026-10-01", "2026-12-31");
    assert_dates(&april, "Q3 FY26", "2026-10-01", "2026-12-31");
    assert_dates(&april, "FY26 H2", "2026-10-01", "2027-03-31");
    assert_dates(&ends, "FY26 Q3", "2025-10-01", "2025-12-31");
    assert_dates(&USUAL, "FY26 Q3", "2026-07-01", "2026-09-30");
    assert_dates(&USUAL, "FY99", "1999-01-01", "1999-12-31");

    Env *env = env_new();
    Dataset *t =
        read_in(env, &april, STR("date,a\nFY26 Q1,1\nFY26-Q2,2\n"), "");
    assert_non_null(t);
    Value rows = dataset_rows(t, (Span){ 0 });
    assert_string_equal(written(env, &rows),
                        "[{\"date\":\"2026-04-01\",\"a\":1},"
                        "{\"date\":\"2026-07-01\",\"a\":2}]");
    assert_int_equal(t->columns.at[0].stretches[1], STRETCH_QUARTER);
    env_free(env);
}

/* ---- Times with zones --------------------------------------------------- */

static void assert_day_in(const char *zone, const char *text, const char *day)
{
    Env *env = env_new();
    ClientCalendar calendar = { 0 };

    calendar.zone = zone_open(env, str_of(zone), (Span){ 0 });
    assert_non_null(calendar.zone);
    assert_dates(&calendar, text, day, day);
    env_free(env);
}

TEST(times_are_of_the_clients_day)
{
    assert_day_in("Europe/Berlin", "2026-10-31T23:30:00Z", "2026-11-01");
    assert_day_in("Europe/London", "2026-10-31T23:30:00Z", "2026-10-31");
    assert_day_in("Europe/London", "2026-10-31T23:30:00+02:00", "2026-10-31");
    assert_day_in("Europe/London", "2026-11-01T00:30:00+02:00", "2026-10-31");
    assert_day_in("Europe/London", "2026-11-01 00:30:00.250 +0200",
                  "2026-10-31");
    assert_day_in("America/New_York", "2026-07-01 02:00:00 UTC", "2026-06-30");
    assert_day_in("America/New_York", "01/07/2026 02:00 +00:00", "2026-06-30");
    assert_day_in("Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01");
    assert_day_in("Asia/Kolkata", "2024-02-28T18:30:00Z", "2024-02-29");
    assert_day_in("Europe/Berlin", "2026-03-01T00:30:00+01:00[Europe/Berlin]",
                  "2026-03-01");
    /* without a zone they are the client's own */
    assert_day_in("America/New_York", "2026-07-01T02:00:00", "2026-07-01");
    assert_day_in("America/New_York", "1 Jul 2026 11:30 PM", "2026-07-01");
    /* and so are days */
    assert_day_in("America/New_York", "2026-07-01", "2026-07-01");
    /* without a zone of the client the day is as it is written */
    assert_date("2026-10-31T23:30:00-05:00", "2026-10-31");
}

TEST(clocks_that_change_change_the_day)
{
    /* Summer time ends on 25 October 2026 at 01:00 UTC, begins on 29 March. */
    assert_day_in("Europe/London", "2026-10-24T22:59:00Z", "2026-10-24");
    assert_day_in("Europe/London", "2026-10-24T23:00:00Z", "2026-10-25");
    assert_day_in("Europe/London", "2026-10-25T23:30:00Z", "2026-10-25");
    assert_day_in("Europe/London", "2026-10-26T00:00:00Z", "2026-10-26");
    assert_day_in("Europe/London", "2026-03-28T23:59:00Z", "2026-03-28");
    assert_day_in("Europe/London", "2026-03-29T22:59:00Z", "2026-03-29");
    assert_day_in("Europe/London", "2026-03-29T23:00:00Z", "2026-03-30");
    /* South of the equator summer time begins on 4 October 2026. */
    assert_day_in("Australia/Sydney", "2026-10-03T13:59:00Z", "2026-10-03");
    assert_day_in("Australia/Sydney", "2026-10-03T14:00:00Z", "2026-10-04");
    assert_day_in("Australia/Sydney", "2026-10-04T12:59:00Z", "2026-10-04");
    assert_day_in("Australia/Sydney", "2026-10-04T13:00:00Z", "2026-10-05");
}

/* The only report of a file with those dates. */
static void assert_warned(const char *csv, const char *options,
                          const char *message)
{
    Env *env = env_new();

    assert_non_null(read_bytes(env, str_of(csv), options));
    assert_int_equal(env->diags->warning_count, message ? 1 : 0);
    for (size_t i = 0; message && i < env->diags->list.len; i++)
        if (env->diags->list.at[i].level == DIAG_WARNING)
            assert_str(env, env->diags->list.at[i].message, message);
    env_free(env);
}

TEST(zones_that_nothing_converts_are_said)
{
    assert_warned("date,a\n2026-07-01T10:00:00Z,1\n"
                  "2026-07-02T10:00:00+02:00,1\n",
                  "",
                  "date: 2 times say their own time zone, not all the same, "
                  "and the client has none; each counts on the day as it is "
                  "written");
    assert_warned("date,a\n2026-07-01T10:00:00Z,1\n", "",
                  "date: 1 time says its own time zone, and the client has "
                  "none; each counts on the day as it is written");
    assert_warned("date,a\n2026-07-01T10:00:00,1\n", "", NULL);
}

/* ---- Years of two digits ------------------------------------------------ */

TEST(short_years_have_a_pivot)
{
    assert_date("01/09/26", "2026-09-01");
    assert_date("31.12.68", "2068-12-31");
    assert_date("31.12.69", "1969-12-31");
    assert_date("31 Dec 99", "1999-12-31");
}

TEST(the_reading_of_short_years_is_said_once_a_column)
{
    assert_warned("date,a\n09/01/26,1\n09/01/26,1\n09/30/26,1\n", "",
                  "date: '09/01/26' is read as 2026-09-01; 3 dates have a year "
                  "of two digits");
    assert_warned("date,a\n31.12.26,1\n", "",
                  "date: '31.12.26' is read as 2026-12-31; 1 date has a year "
                  "of two digits");
    assert_warned("date,a\n31.12.2026,1\n", "", NULL);
}

/* ---- Rows of totals ----------------------------------------------------- */

TEST(totals_are_left_out_when_asked)
{
    assert_rows("a,b\nX,1\nTotal,1\nTotal Wireless,2\nTotal: Account,3\n",
                "totals: exclude",
                "[{\"a\":\"X\",\"b\":1},{\"a\":\"Total Wireless\",\"b\":2}]");
    assert_rows("a,b\nX,1\nTotal,1\n", "",
                "[{\"a\":\"X\",\"b\":1},{\"a\":\"Total\",\"b\":1}]");
}

TEST(limits_hold)
{
    Env *env = env_new();

    env->limits.values = 5;
    assert_null(read_bytes(env, STR("a,b\n1,2\n3,4\n5,6\n"), ""));
    assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(encodings_are_seen_or_said),
        RUN(delimiters_are_seen_or_said),
        RUN(what_was_found_is_told),
        RUN(quotes_hold_delimiters_breaks_and_quotes),
        RUN(ragged_rows_are_warned_of_or_refused),
        RUN(headers_become_keys_or_are_said),
        RUN(numbers_are_read_as_people_write_them),
        RUN(what_is_no_number_is_none),
        RUN(a_number_says_which_marks_it_allows),
        RUN(a_mark_is_proven_by_any_number_of_the_file),
        RUN(missing_and_censored_values_are_kept_apart_from_zero),
        RUN(identifiers_stay_texts),
        RUN(units_are_declared),
        RUN(units_that_the_values_contradict_are_doubted),
        RUN(dates_are_read_as_people_write_them),
        RUN(what_is_no_date_is_none),
        RUN(days_count_from_1970),
        RUN(an_order_is_proven_by_any_date_of_the_column),
        RUN(an_open_end_is_no_date),
        RUN(fiscal_years_are_the_clients),
        RUN(times_are_of_the_clients_day),
        RUN(clocks_that_change_change_the_day),
        RUN(zones_that_nothing_converts_are_said),
        RUN(short_years_have_a_pivot),
        RUN(the_reading_of_short_years_is_said_once_a_column),
        RUN(totals_are_left_out_when_asked),
        RUN(limits_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
