/* test_native.c - charts of the report as series that Office draws. */

#include "office/native.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Env *env;
    Locale *locale;
    Theme *theme;
    Brand brand;
} World;

static World world_new(void)
{
    World w = { .env = env_new() };

    *list_add(w.env->arena, &w.env->paths) = STR(".");
    w.locale = locale_open(w.env, STR("en-GB"), STR("GBP"), (Span){ 0 });
    w.theme = theme_new(w.env, &w.brand, w.locale);
    assert_non_null(w.theme);
    return w;
}

static void world_free(World *w)
{
    theme_close(w->theme);
    locale_close(w->locale);
    env_free(w->env);
}

static Chart chart_of(ChartKind kind, const Str *names, Series *s, size_t count)
{
    return (Chart){ .kind = (uint8_t)kind,
                    .categories = names,
                    .category_count = count,
                    .partial_from = count,
                    .forecast_from = count,
                    .series = s,
                    .series_count = 1 };
}

static const Str NAMES[] = { { "a", 1 }, { "b", 1 }, { "c", 1 }, { "d", 1 } };

TEST(a_waterfall_stands_on_a_series_that_cannot_be_seen)
{
    World w = world_new();
    const double values[] = { 100, 30, -50, 80 };
    const Str labels[] = { STR("100"), STR("30"), STR("50"), STR("80") };
    const uint8_t steps[] = { STEP_TOTAL, STEP_UP_DOWN, STEP_UP_DOWN,
                              STEP_TOTAL };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_WATERFALL, NAMES, &s, 4);
    NativeChart n;

    c.steps = steps;
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    assert_int_equal(n.series_count, 4);
    assert_true(n.series[0].is_hidden && !n.series[0].in_legend);
    assert_true(n.series[0].values[1] == 100 && n.series[0].values[2] == 80);
    assert_true(n.series[1].values[1] == 30 && isnan(n.series[1].values[2]));
    assert_true(n.series[2].values[2] == 50);
    assert_true(n.series[3].values[0] == 100 && n.series[3].values[3] == 80);
    world_free(&w);
}

/* Lines of two series as Word has them. */
static NativeChart lines_of(World *w, const double *one, const double *two,
                            Str name)
{
    Series *s = arena_make_array(w->env->arena, Series, 2);
    static const Str labels[] = { { "1", 1 }, { "2", 1 }, { "3", 1 } };
    NativeChart n;

    s[0] = (Series){ .name = name, .values = one, .labels = labels };
    s[1] = (Series){ .name = STR("App"), .values = two, .labels = labels };
    Chart c = chart_of(CHART_LINE, NAMES, s, 3);
    c.series_count = 2;
    assert_true(native_chart(w->env->arena, w->theme, w->locale, &c,
                             (Size){ 483, 200 }, &n));
    return n;
}

TEST(lines_are_named_where_they_end_if_there_is_room)
{
    World w = world_new();
    const double high[] = { 40, 42, 45 }, low[] = { 11, 15, 12 };
    const double near[] = { 11, 15, 44.5 }, early[] = { 11, 15, NAN };
    NativeChart n = lines_of(&w, high, low, STR("Site"));

    assert_true(n.series[0].names_end && n.series[1].names_end);
    assert_false(n.has_legend);
    assert_true(n.name_room > 0.05 && n.name_room < 0.28);
    /* two names on each other, one beside another line, one too long */
    assert_true(lines_of(&w, high, near, STR("Site")).has_legend);
    assert_true(lines_of(&w, high, early, STR("Site")).has_legend);
    n = lines_of(&w, high, low, STR("All the shops of the North and South"));
    assert_true(n.has_legend && n.name_room == 0 && !n.series[0].names_end);
    world_free(&w);
}

TEST(an_axis_says_where_it_starts_as_its_ticks_do)
{
    World w = world_new();
    const double values[] = { 41e9, 42e9, 45e9 };
    const Str labels[] = { STR("41"), STR("42"), STR("45") };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_LINE, NAMES, &s, 3);
    NativeChart n;

    c.words.starts_at = STR("from {value}");
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    assert_true(n.left.scale.from > 0);
    assert_true(str_starts(n.left.title, STR("from 4")) &&
                str_ends(n.left.title, STR("B")) && n.left.title.len < 12);
    world_free(&w);
}

TEST(a_waterfall_that_crosses_zero_has_a_part_on_each_side)
{
    World w = world_new();
    const double values[] = { 20, -50, 100, 70 };
    const Str labels[] = { STR("20"), STR("50"), STR("100"), STR("70") };
    const uint8_t steps[] = { STEP_TOTAL, STEP_UP_DOWN, STEP_UP_DOWN,
                              STEP_TOTAL };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_WATERFALL, NAMES, &s, 4);
    NativeChart n;

    c.steps = steps;
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    assert_int_equal(n.series_count, 6);
    assert_true(n.series[0].values[1] == 0);
    assert_true(n.series[2].values[1] == 20);  /* falls from 20 */
    assert_true(n.series[5].values[1] == -30); /* to -30 */
    assert_true(n.series[1].values[2] == 70);
    assert_true(n.series[4].values[2] == -30);
    world_free(&w);
}

TEST(a_funnel_is_centred)
{
    World w = world_new();
    const double values[] = { 100, 60, NAN, 10 };
    const Str labels[] = { STR("100"), STR("60"), STR(""), STR("10") };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_FUNNEL, NAMES, &s, 4);
    NativeChart n;

    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    assert_true(n.is_horizontal && n.is_stacked);
    assert_true(n.series[0].values[1] == 20 && n.series[0].values[3] == 45);
    assert_true(isnan(n.series[0].values[2]));
    world_free(&w);
}

/* 0.8 of a target of 1, and 1.2 of it: bands before and behind the mark. */
TEST(a_bullet_is_stacked_parts_around_its_mark)
{
    World w = world_new();
    const double values[] = { 0.8, 1.2 }, targets[] = { 1, 1 };
    const Str labels[] = { STR("80%"), STR("120%") };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_BULLET, NAMES, &s, 2);
    NativeChart n;
    const Str target_labels[] = { STR("100%"), STR("100%") };

    c.targets = targets;
    c.target_labels = target_labels;
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    assert_true(n.is_horizontal && n.is_stacked);
    assert_int_equal(n.series_count, 5);
    for (size_t row = 0; row < 2; row++) {
        double sum = 0;
        for (size_t i = 0; i < n.series_count; i++)
            sum += isnan(n.series[i].values[row]) ? 0 : n.series[i].values[row];
        assert_true(sum >= values[row] && sum >= targets[row]);
    }
    /* value, what is missing to the target, the mark */
    assert_float_equal(n.series[0].values[0] + n.series[1].values[0], 1, 0.02);
    /* what lies beyond the target is the value's again */
    assert_float_equal(n.series[0].values[1] + n.series[2].values[1] +
                           n.series[3].values[1],
                       1.2, 0.02);
    world_free(&w);
}

/* Parts of a row cannot lie on both sides of zero. */
TEST(a_bullet_below_zero_has_no_native_form)
{
    World w = world_new();
    const double values[] = { -1 };
    const Str labels[] = { STR("-1") };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_BULLET, NAMES, &s, 1);
    NativeChart n;

    assert_false(native_chart(w.env->arena, w.theme, w.locale, &c,
                              (Size){ 483, 200 }, &n));
    world_free(&w);
}

/* A comma in a label groups its digits; it is no decimal point. */
TEST(labels_have_the_decimals_of_the_report)
{
    World w = world_new();
    const double values[] = { 4200, 2.5 };
    const Str grouped[] = { STR("4,200"), STR("2") };
    const double small[] = { 42.5, 2.5 };
    const Str exact[] = { STR("42.5"), STR("2.5") };
    Series s = { .name = STR("x"), .values = values, .labels = grouped };
    Chart c = chart_of(CHART_COLUMN, NAMES, &s, 2);
    NativeChart n;

    c.label_values = true;
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    assert_true(str_is(n.series[0].label_format, "#,##0"));
    s.values = small;
    s.labels = exact;
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    assert_true(str_is(n.series[0].label_format, "#,##0.0"));
    world_free(&w);
}

/* Axes of Word and of the PDF are the same; what is expected looks so. */
TEST(axes_and_looks_are_those_of_the_drawing)
{
    World w = world_new();
    const double values[] = { 120, 133, 149, 157 };
    const Str labels[] = { STR("120"), STR("133"), STR("149"), STR("157") };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_COLUMN, NAMES, &s, 4);
    Size size = { 483, 203 };
    Scale drawn =
        chart_scale(&c, false, chart_axis_height_pt(w.theme, &c, size));
    NativeChart n;

    c.partial_from = 2;
    c.forecast_from = 3;
    c.words.forecast = STR("Forecast");
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c, size, &n));
    assert_true(n.left.scale.from == drawn.from);
    assert_true(n.left.scale.to == drawn.to);
    assert_true(n.left.scale.step == drawn.step);
    assert_int_equal(n.series[0].looks[1], LOOK_SOLID);
    assert_int_equal(n.series[0].looks[2], LOOK_PALE);
    assert_int_equal(n.series[0].looks[3], LOOK_HATCHED);
    /* a hairline with its word from the last value that is known */
    assert_int_equal(n.series_count, 2);
    assert_true(n.series[1].drops && n.series[1].is_hidden);
    assert_true(str_is(n.series[1].texts[2], "Forecast"));
    assert_true(n.series[1].values[2] == drawn.to);
    c.partial_until = 1;
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c, size, &n));
    assert_int_equal(n.series[0].looks[0], LOOK_PALE);
    assert_int_equal(n.series[0].looks[1], LOOK_SOLID);
    c.kind = CHART_LINE;
    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c, size, &n));
    assert_int_equal(n.series[0].dashed_until, 1);
    assert_int_equal(n.series[0].dashed_from, 2);
    world_free(&w);
}

static Str chart_part(World *w, Package *p, const NativeChart *n)
{
    package_begin(w->env, w->env->arena, ARCHIVE_QUICK, p);
    Part *part = native_chart_part(p, w->theme, n, "ppt", 1, 11);

    assert_non_null(part);
    return buf_str(&part->body);
}

TEST(legend_entries_are_counted_as_the_groups_are_written)
{
    World w = world_new();
    const double values[] = { 1, 2 };
    NativeSeries series[] = {
        { .name = STR("Columns"), .values = values, .in_legend = true },
        { .name = STR("Line"),
          .values = values,
          .mark = NATIVE_LINE,
          .on_right = true,
          .in_legend = true },
        { .name = STR("Helper"), .values = values, .mark = NATIVE_LINE },
    };
    NativeChart n = { .categories = NAMES,
                      .category_count = 2,
                      .series = series,
                      .series_count = 3,
                      .has_axes = true,
                      .has_right = true,
                      .has_legend = true };
    Package p;

    /* the helper's group, at the left, is written before the line's */
    Str xml = chart_part(&w, &p, &n);
    const Str deleted =
        STR("<c:legendEntry><c:idx val=\"1\"/><c:delete val=\"1\"/>");
    assert_true(str_find(xml, deleted) < xml.len);
    package_end(&p);
    world_free(&w);
}

TEST(labels_of_thin_bars_stand_beside_them_whatever_others_say)
{
    World w = world_new();
    const double values[] = { 100, 1 };
    const Str texts[] = { { NULL, 0 }, { NULL, 0 } };
    NativeSeries series[] = { { .name = STR("Rise"),
                                .values = values,
                                .texts = texts,
                                .has_labels = true,
                                .labels_leave = true } };
    NativeChart n = { .categories = NAMES,
                      .category_count = 2,
                      .series = series,
                      .series_count = 1,
                      .has_axes = true,
                      .is_stacked = true,
                      .left = { .scale = { .from = 0, .to = 100 } } };
    Package p;
    Str xml = chart_part(&w, &p, &n);

    assert_true(str_find(xml, STR("<c:dLbl><c:idx val=\"1\"/>")) < xml.len);
    assert_true(str_find(xml, STR("<c:dLbl><c:idx val=\"0\"/>")) == xml.len);
    package_end(&p);
    world_free(&w);
}

/* The number behind `name` in the first place that has it. */
static double number_of(Str xml, const char *name)
{
    size_t at = str_find(xml, str_of(name));

    assert_true(at < xml.len);
    return strtod(xml.at + at + strlen(name), NULL);
}

TEST(what_stands_in_a_donut_is_in_the_middle_of_its_hole)
{
    World w = world_new();
    const double values[] = { 3, 1 };
    const Color points[] = { w.theme->colors.ink, w.theme->colors.paper };
    NativeSeries series[] = { { .name = STR("Spend"),
                                .values = values,
                                .mark = NATIVE_DONUT,
                                .points = points,
                                .has_labels = true,
                                .label_format = STR("0%") } };
    NativeChart n = { .categories = NAMES,
                      .category_count = 2,
                      .series = series,
                      .series_count = 1,
                      .has_legend = true,
                      .size = { 400, 200 },
                      .center = STR("£184K\nin all") };
    const TextStyle *small = &w.theme->text[TEXT_CHART];
    double width = text_width_pt(w.theme->book, STR("£184K"),
                                 style_setting(small, FONT_BOLD));
    Package p;
    Str xml = chart_part(&w, &p, &n);

    assert_float_equal(number_of(xml, "<c:x val=\"") * 400 + width / 2,
                       0.22 * 400, 0.1);
    assert_float_equal(number_of(xml, "<c:y val=\"") * 200,
                       100 - small->size_pt * 1.2, 0.1);
    /* each label in what is read on its slice */
    assert_true(str_find(xml, STR("<c:dLbl><c:idx val=\"1\"/>")) < xml.len);
    n.is_gauge = true;
    package_end(&p);
    xml = chart_part(&w, &p, &n);
    assert_float_equal(number_of(xml, "<c:y val=\"") * 200,
                       100 - small->size_pt * 2.4, 0.1);
    package_end(&p);
    world_free(&w);
}

TEST(names_are_cut_and_cleaned)
{
    World w = world_new();
    char many[5000];
    memset(many, 'm', sizeof many);
    many[sizeof many - 1] = 'z';
    const Str names[] = { { many, sizeof many }, STR("a\x01\nb") };
    const double values[] = { 1, 2 };
    const Str labels[] = { STR("1"), STR("2") };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_COLUMN, names, &s, 2);
    NativeChart n;

    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    assert_true(n.categories[0].len < 2010);
    assert_true(str_ends(n.categories[0], STR("mz")));
    assert_true(str_find(n.categories[0], STR("m…m")) == 999);
    assert_true(str_is(n.categories[1], "a\xef\xbf\xbd b"));
    world_free(&w);
}

static void check_code(World *w, NumberFormat f, double divisor, int decimals,
                       const char *wanted)
{
    Str code = format_code(w->env->arena, w->locale, f, divisor, decimals);
    assert_string_equal(code.at, wanted);
}

TEST(number_formats_are_excels)
{
    World w = world_new();
    NumberFormat money = { .style = NUMBER_MONEY };
    NumberFormat percent = { .style = NUMBER_PERCENT };
    NumberFormat multiple = { .style = NUMBER_MULTIPLE };
    NumberFormat plain = { .style = NUMBER_PLAIN };

    check_code(&w, money, 1, 0, "\"£\"#,##0");
    check_code(&w, money, 1e6, 2, "\"£\"#,##0.00,,\"M\"");
    check_code(&w, money, 1e3, 0, "\"£\"#,##0,\"K\"");
    check_code(&w, plain, 1, 1, "#,##0.0");
    check_code(&w, percent, 1, 1, "0.0%");
    percent.percent_of_100 = true;
    check_code(&w, percent, 1, 0, "0\"%\"");
    check_code(&w, multiple, 1, 2, "0.00\"×\"");
    assert_true(
        str_is(signed_code(w.env->arena, STR("0.0%")), "0.0%;\"−\"0.0%"));
    world_free(&w);
}

TEST(a_workbook_is_the_same_each_time)
{
    World w = world_new();
    const double values[] = { 1.5, NAN, -3 };
    const Str labels[] = { STR("1.5"), STR(""), STR("-3") };
    Series s = { .name = STR("x"), .values = values, .labels = labels };
    Chart c = chart_of(CHART_LINE, NAMES, &s, 3);
    NativeChart n;
    Buf one = { 0 }, two = { 0 };

    assert_true(native_chart(w.env->arena, w.theme, w.locale, &c,
                             (Size){ 483, 200 }, &n));
    Deflater *deflater = deflater_open(w.env->arena, 6);
    assert_true(workbook_write(w.env, deflater, &n, &one));
    assert_true(workbook_write(w.env, deflater, &n, &two));
    deflater_close(deflater);
    assert_true(one.len > 1000 && one.len == two.len);
    assert_memory_equal(one.at, two.at, one.len);
    buf_free(&one);
    buf_free(&two);
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(a_waterfall_stands_on_a_series_that_cannot_be_seen),
        RUN(lines_are_named_where_they_end_if_there_is_room),
        RUN(an_axis_says_where_it_starts_as_its_ticks_do),
        RUN(a_waterfall_that_crosses_zero_has_a_part_on_each_side),
        RUN(a_funnel_is_centred),
        RUN(a_bullet_is_stacked_parts_around_its_mark),
        RUN(a_bullet_below_zero_has_no_native_form),
        RUN(labels_have_the_decimals_of_the_report),
        RUN(axes_and_looks_are_those_of_the_drawing),
        RUN(legend_entries_are_counted_as_the_groups_are_written),
        RUN(labels_of_thin_bars_stand_beside_them_whatever_others_say),
        RUN(what_stands_in_a_donut_is_in_the_middle_of_its_hole),
        RUN(names_are_cut_and_cleaned),
        RUN(number_formats_are_excels),
        RUN(a_workbook_is_the_same_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
