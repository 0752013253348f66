/*
 * Random charts of every kind: no two texts touch, nothing leaves the frame,
 * and what must be said is said.
 *
 * Run as `test_overlap whole` it draws the whole set: each kind with 1 to 200
 * series, 0 to 10,000 points, and names of 0 to 500 characters in each script;
 * as `test_overlap whole 20` every twentieth of it.
 */
#include "chart/chart.h"

#include "test.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    Env *env;
    Locale *locale;
    Theme *theme;
    Brand brand;
    uint32_t seed;
} Bench;

static Bench *bench_open(const char *locale)
{
    Env *env = env_new();
    Bench *b = arena_make(env->arena, Bench);

    b->env = env;
    *list_add(env->arena, &env->paths) = STR(".");
    b->locale = locale_open(env, str_of(locale), STR("GBP"), (Span){ 0 });
    b->theme = theme_new(env, &b->brand, b->locale);
    assert_non_null(b->theme);
    b->seed = 1;
    return b;
}

static void bench_close(Bench *b)
{
    theme_close(b->theme);
    locale_close(b->locale);
    env_free(b->env);
}

static uint32_t next(Bench *b, uint32_t most)
{
    b->seed = b->seed * 1664525u + 1013904223u;
    return (b->seed >> 8) % (most + 1);
}

/* ---- Random charts --------------------------------------------------------
 */

static Str random_name(Bench *b)
{
    static const char *const words[] = { "Paid",
                                         "Search",
                                         "Programmatic",
                                         "Donaudampfschifffahrt",
                                         "UK",
                                         "of",
                                         "Remarketing",
                                         "\xC3\x9C"
                                         "bersicht",
                                         "2026",
                                         "Q3" };
    Str out = str_of(words[next(b, COUNT_OF(words) - 1)]);

    for (uint32_t n = next(b, 3); n > 0; n--)
        out = str_format(b->env->arena, "%.*s %s", STR_ARG(out),
                         words[next(b, COUNT_OF(words) - 1)]);
    return out;
}

static double random_value(Bench *b, bool may_fall)
{
    static const double sizes[] = { 0.001, 1, 40, 1000, 1e6, 3e9 };
    double v = next(b, 1000) / 1000.0 * sizes[b->seed % COUNT_OF(sizes)];

    if (next(b, 12) == 0)
        return NAN;
    return may_fall && next(b, 3) == 0 ? -v : v;
}

static Series random_series(Bench *b, size_t count, bool may_fall)
{
    Arena *a = b->env->arena;
    double *values = arena_make_array(a, double, count);
    Str *labels = arena_make_array(a, Str, count);

    for (size_t i = 0; i < count; i++) {
        values[i] = random_value(b, may_fall);
        if (isfinite(values[i]))
            labels[i] =
                number_format(b->locale, a, decimal_of_double(values[i]),
                              (NumberFormat){ .style = NUMBER_COMPACT_MONEY,
                                              .decimals = DECIMALS_AUTO,
                                              .significant = 3 });
    }
    return (Series){ .name = random_name(b),
                     .values = values,
                     .labels = labels,
                     .color = -1,
                     .is_dashed = next(b, 5) == 0,
                     .is_context = next(b, 5) == 0 };
}

/* What only some kinds have. */
static void random_parts(Bench *b, Chart *c, const Str *names)
{
    Arena *a = b->env->arena;
    size_t count = c->category_count,
           many = count > c->series_count ? count : c->series_count;
    double *x = arena_make_array(a, double, count);
    double *sizes = arena_make_array(a, double, many);
    Str *size_labels = arena_make_array(a, Str, many);
    int32_t *days = arena_make_array(a, int32_t, count);
    Flight *flights = arena_make_array(a, Flight, count * 2);
    int32_t day = (int32_t)next(b, 20000);

    for (size_t i = 0; i < count; i++) {
        x[i] = random_value(b, true);
        days[i] = day;
        day += 1 + (int32_t)next(b, 4);
    }
    for (size_t i = 0; i < many; i++) {
        sizes[i] = random_value(b, false);
        size_labels[i] = names[i % count];
    }
    for (size_t i = 0; i < count * 2; i++) {
        flights[i] = (Flight){ .category = next(b, (uint32_t)count - 1),
                               .from_day = (int32_t)next(b, 900),
                               .color = (int16_t)next(b, 20),
                               .text = next(b, 1) ? random_name(b) : STR("") };
        flights[i].to_day = flights[i].from_day + (int32_t)next(b, 200);
    }
    c->quadrants = arena_make_array(a, Str, 4);
    for (size_t i = 0; i < 4; i++)
        ((Str *)c->quadrants)[i] = random_name(b);
    if (c->kind >= CHART_SCATTER && c->kind <= CHART_MATRIX) {
        c->x_values = x;
        c->x_labels = names;
        c->medians = next(b, 1);
        c->left.title = random_name(b);
        c->bottom.title = random_name(b);
    }
    c->sizes = sizes;
    c->size_labels = size_labels;
    c->size_name = random_name(b);
    c->days = days;
    c->flights = flights;
    c->flight_count = count * 2;
    c->today = 300;
    c->cross_x = c->cross_y = NAN;
    c->independent = next(b, 1);
    if (next(b, 1))
        c->category_groups = names;
}

static Chart random_chart(Bench *b, ChartKind kind)
{
    Arena *a = b->env->arena;
    static const size_t counts[] = { 1, 2, 3, 5, 8, 12, 13, 24, 60 };
    bool rows =
        kind == CHART_BAR || kind == CHART_BULLET || kind == CHART_FUNNEL;
    Chart c = { .kind = (uint8_t)kind,
                .category_count = counts[next(b, rows ? 5 : 8)],
                .is_time = next(b, 1),
                .label_values = next(b, 1) };
    bool may_fall = kind != CHART_FUNNEL && kind != CHART_DONUT &&
                    kind != CHART_STACKED_100 && next(b, 2) == 0;
    Str *names = arena_make_array(a, Str, c.category_count);
    uint8_t *steps = arena_make_array(a, uint8_t, c.category_count);
    double *targets = arena_make_array(a, double, c.category_count);

    c.series_count = 1 + next(b, 11);
    Series *series = arena_make_array(a, Series, c.series_count);
    for (size_t i = 0; i < c.category_count; i++) {
        names[i] = random_name(b);
        steps[i] = next(b, 4) == 0 ? STEP_TOTAL : STEP_UP_DOWN;
        targets[i] = random_value(b, false);
    }
    for (size_t i = 0; i < c.series_count; i++) {
        series[i] = random_series(b, c.category_count, may_fall);
        series[i].on_right = kind == CHART_COMBO && i % 2;
        series[i].mark = i % 2 ? MARK_LINE : MARK_COLUMN;
    }
    c.categories = names;
    c.steps = steps;
    c.series = series;
    if (kind == CHART_BULLET) {
        c.targets = targets;
        c.target_labels = series[0].labels;
    }
    c.left.format = c.right.format =
        (NumberFormat){ .style = next(b, 1) ? NUMBER_MONEY : NUMBER_PLAIN,
                        .decimals = DECIMALS_AUTO };
    c.partial_from = c.forecast_from = c.category_count;
    if (next(b, 3) == 0)
        c.partial_from = c.category_count - 1;
    if (next(b, 2) == 0) {
        Annotation *notes = arena_make_array(a, Annotation, 3);
        for (int i = 0; i < 3; i++)
            notes[i] = (Annotation){ .text = random_name(b),
                                     .value = 10,
                                     .category = (int32_t)next(
                                         b, (uint32_t)c.category_count - 1) };
        notes[2].category = -1;
        c.annotations = notes;
        c.annotation_count = 3;
    }
    random_parts(b, &c, names);
    if (kind == CHART_DONUT) {
        Str *center = arena_make_array(a, Str, 2);
        center[0] = STR("\xC2\xA3"
                        "1.41M");
        center[1] = STR("in all");
        c.center = center;
    }
    return c;
}

/* ---- Looking at the frame -------------------------------------------------
 */

typedef struct {
    LIST(Rect) boxes;
    Arena *a;
    Size size;
    size_t texts;
    const Chart *chart;
} Seen;

static void check_inside(const Seen *s, Rect r)
{
    if (!(r.x_pt >= -0.1 && r.y_pt >= -0.1 &&
          r.x_pt + r.width_pt <= s->size.width_pt + 0.1 &&
          r.y_pt + r.height_pt <= s->size.height_pt + 0.1))
        fail_msg("kind %d, %zu x %zu in %g x %g: %g %g %g %g", s->chart->kind,
                 s->chart->series_count, s->chart->category_count,
                 s->size.width_pt, s->size.height_pt, r.x_pt, r.y_pt,
                 r.width_pt, r.height_pt);
}

/* The ink of a run, capitals and descenders, not the line it stands on. */
static Rect box_of(const FrameItem *item, Point at)
{
    const TextItem *t = &item->as.text;
    const FontInfo *f = font_info(t->run->font);
    double above = f->cap_height_em * t->size_pt, below = 0.18 * t->size_pt;

    return (Rect){ at.x_pt, at.y_pt - above, run_width_pt(t->run, t->size_pt),
                   above + below };
}

static bool touch(Rect a, Rect b)
{
    return a.x_pt + 0.01 < b.x_pt + b.width_pt &&
           b.x_pt + 0.01 < a.x_pt + a.width_pt &&
           a.y_pt + 0.01 < b.y_pt + b.height_pt &&
           b.y_pt + 0.01 < a.y_pt + a.height_pt;
}

static void look(Seen *s, const Frame *f, Point at)
{
    for (size_t i = 0; i < f->items.len; i++) {
        const FrameItem *item = &f->items.at[i];
        Point here = { at.x_pt + item->at.x_pt, at.y_pt + item->at.y_pt };
        if (item->kind == FRAME_GROUP) {
            look(s, item->as.group.frame, here);
        } else if (item->kind == FRAME_TEXT) {
            Rect box = box_of(item, here);
            check_inside(s, box);
            for (size_t n = 0; n < s->boxes.len; n++)
                if (touch(box, s->boxes.at[n]))
                    fail_msg("kind %d, %zu x %zu: two texts touch",
                             s->chart->kind, s->chart->series_count,
                             s->chart->category_count);
            *list_add(s->a, &s->boxes) = box;
            s->texts++;
        } else if (item->kind == FRAME_PATH) {
            const Path *p = item->as.path.path;
            for (size_t n = 0; n < p->len; n++)
                if (p->at[n].op != PATH_CLOSE) {
                    Point to = { here.x_pt + p->at[n].to.x_pt,
                                 here.y_pt + p->at[n].to.y_pt };
                    assert_true(isfinite(to.x_pt) && isfinite(to.y_pt));
                    check_inside(s, (Rect){ to.x_pt, to.y_pt, 0, 0 });
                }
        }
    }
}

static size_t draw_in(Bench *b, const Chart *c, Size size)
{
    Arena *a = arena_new();
    const Frame *f = chart_frame(b->env, a, b->theme, b->locale, c, size);
    Seen s = { .a = a, .size = size, .chart = c };

    assert_non_null(f);
    look(&s, f, (Point){ 0, 0 });
    size_t texts = s.texts;
    arena_free(a);
    return texts;
}

static size_t draw_and_look(Bench *b, const Chart *c, double width)
{
    return draw_in(b, c, (Size){ width, chart_height_pt(b->theme, c, width) });
}

/* Names in many scripts, some far too long, some of nothing. */
static const char *script_word(size_t i)
{
    static const char *const scripts[] = {
        "Suche",
        "\xD8\xA7\xD9\x84\xD8\xA8\xD8\xAD\xD8\xAB",         /* Arabic */
        "\xE6\xA4\x9C\xE7\xB4\xA2\xE5\xBA\x83\xE5\x91\x8A", /* Han */
        "\xD7\x97\xD7\x99\xD7\xA4\xD7\x95\xD7\xA9",         /* Hebrew */
        "\xE0\xA4\x96\xE0\xA5\x8B\xE0\xA4\x9C",             /* Devanagari */
        "\xCE\x91\xCE\xBD\xCE\xB1\xCE\xB6",                 /* Greek */
        "\xD0\x9F\xD0\xBE\xD0\xB8\xD1\x81\xD0\xBA",         /* Cyrillic */
        "\xE0\xB8\x84\xE0\xB9\x89\xE0\xB8\x99",             /* Thai */
        "\xF0\x9F\x98\x80",                                 /* emoji */
    };
    return scripts[i % COUNT_OF(scripts)];
}

enum { SCRIPTS = 9 };

static Str odd_name(Bench *b, size_t i)
{
    const char *word = script_word(i);
    Str out = str_of(word);

    if (i % 17 == 3)
        return STR("");
    if (i % 5 == 0) /* up to 500 characters, with and without spaces */
        while (out.len < 20 + next(b, 480))
            out = str_format(b->env->arena, "%.*s%s%s", STR_ARG(out),
                             i % 2 ? " " : "", word);
    return out;
}

static Chart large_chart(Bench *b, ChartKind kind, size_t series, size_t points)
{
    Arena *a = b->env->arena;
    Chart c = random_chart(b, kind);
    Str *names = arena_make_array(a, Str, points);
    Series *all = arena_make_array(a, Series, series);
    static const Str value = { "1.2M", 4 };

    for (size_t i = 0; i < points; i++)
        names[i] = odd_name(b, i);
    for (size_t s = 0; s < series; s++) {
        double *values = arena_make_array(a, double, points);
        Str *labels = arena_make_array(a, Str, points);
        for (size_t i = 0; i < points; i++) {
            values[i] = random_value(b, kind != CHART_TREEMAP);
            labels[i] = value;
        }
        all[s] = (Series){ .name = odd_name(b, s),
                           .values = values,
                           .labels = labels,
                           .color = -1 };
    }
    c.categories = names;
    c.category_groups = NULL;
    c.category_count = points;
    c.series = all;
    c.series_count = series;
    c.partial_from = c.forecast_from = points;
    c.annotation_count = 0;
    c.targets = NULL;
    c.steps = arena_make_array(a, uint8_t, points);
    random_parts(b, &c, names);
    return c;
}

TEST(nor_do_they_in_charts_far_too_large)
{
    static const struct {
        size_t series, points;
    } sizes[] = { { 1, 1 },   { 200, 1 },  { 200, 2 },  { 200, 60 },
                  { 1, 400 }, { 30, 400 }, { 1, 10000 } };
    for (int kind = CHART_LINE; kind < CHART_KIND_COUNT; kind++)
        for (size_t i = 0; i < COUNT_OF(sizes); i++) {
            Bench *b = bench_open(i % 2 ? "en-GB" : "ar");
            Chart c = large_chart(b, (ChartKind)kind, sizes[i].series,
                                  sizes[i].points);
            draw_and_look(b, &c, i % 2 ? 483 : 234);
            bench_close(b);
        }
}

/* A chart without a series or a category is a plain ground. */
TEST(nothing_is_drawn_of_nothing)
{
    Bench *b = bench_open("en-GB");

    for (int kind = CHART_LINE; kind < CHART_KIND_COUNT; kind++) {
        Chart c = { .kind = (uint8_t)kind };
        assert_int_equal(draw_and_look(b, &c, 300), 0);
    }
    bench_close(b);
}

TEST(no_two_texts_touch_and_nothing_leaves_the_frame)
{
    static const char *const locales[] = { "en-GB", "de-DE", "ar" };
    static const double widths[] = { 483, 317, 234, 110 };
    for (size_t n = 0; n < COUNT_OF(locales); n++) {
        Bench *b = bench_open(locales[n]);
        for (int kind = CHART_LINE; kind < CHART_KIND_COUNT; kind++)
            for (int i = 0; i < 60; i++) {
                Chart c = random_chart(b, (ChartKind)kind);
                draw_and_look(b, &c, widths[i % 4]);
            }
        bench_close(b);
    }
}

/* A plain chart says each category, and its scale. */
TEST(ordinary_charts_lose_no_label)
{
    Bench *b = bench_open("en-GB");
    static const double values[] = { 3, 5, 4, 8, 2 };
    static const Str names[] = {
        { "Jan", 3 }, { "Feb", 3 }, { "Mar", 3 }, { "Apr", 3 }, { "May", 3 }
    };
    Series s = {
        .name = STR("Spend"), .values = values, .labels = names, .color = -1
    };
    Chart c = { .kind = CHART_COLUMN,
                .categories = names,
                .category_count = 5,
                .series = &s,
                .series_count = 1,
                .partial_from = 5,
                .forecast_from = 5 };
    Scale scale = chart_scale(&c, false, 180);
    size_t texts = draw_and_look(b, &c, 483);
    assert_true(texts >= 5 + (size_t)scale.tick_count);
    c.kind = CHART_BAR;
    assert_int_equal(draw_and_look(b, &c, 483), 10); /* names and values */
    c.kind = CHART_DONUT;
    assert_int_equal(draw_and_look(b, &c, 483), 15); /* share, name, value */
    bench_close(b);
}

TEST(empty_and_extreme_charts_are_drawn)
{
    Bench *b = bench_open("en-GB");
    static const double odd[][3] = { { 0, 0, 0 },          { NAN, NAN, NAN },
                                     { 1e300, -1e300, 1 }, { 1e-300, 0, 0 },
                                     { 5, 5, 5 },          { -1, -2, -3 } };
    static const Str names[] = { { "A", 1 }, { "B", 1 }, { "C", 1 } };
    for (size_t n = 0; n < COUNT_OF(odd); n++)
        for (int kind = CHART_LINE; kind < CHART_KIND_COUNT; kind++) {
            static const uint8_t steps[] = { STEP_TOTAL, STEP_UP_DOWN,
                                             STEP_TOTAL };
            Series s = {
                .name = STR("S"), .values = odd[n], .labels = names, .color = -1
            };
            Chart c = { .kind = (uint8_t)kind,
                        .categories = names,
                        .category_count = 3,
                        .series = &s,
                        .series_count = 1,
                        .steps = steps,
                        .partial_from = 3,
                        .forecast_from = 3 };
            static const int32_t days[] = { 0, 1, 90000 };
            static const Flight flights[] = {
                { .category = 0, .from_day = -700000, .to_day = 2000000 },
                { .category = 2, .from_day = 5, .to_day = 5 }
            };
            c.x_values = c.sizes = odd[(n + 1) % COUNT_OF(odd)];
            c.x_labels = c.size_labels = names;
            c.days = days;
            c.flights = flights;
            c.flight_count = 2;
            draw_and_look(b, &c, 300);
        }
    bench_close(b);
}

/* ---- The whole set --------------------------------------------------------
 */

typedef enum { NAMES_EMPTY, NAMES_SHORT, NAMES_LONG, NAMES_MIXED } NameLength;

/* A name of `most` characters or fewer, of one script or of all. */
static Str name_of(Bench *b, size_t script, NameLength length)
{
    static const uint32_t lengths[] = { 0, 12, 500, 500 };
    uint32_t most = lengths[length];
    size_t count = length == NAMES_LONG ? most : next(b, most), chars = 0;
    bool spaced = next(b, 2) > 0;
    Buf out = { 0 };

    for (size_t i = 0; chars < count; i++) {
        Str word = str_of(script_word(
            length == NAMES_MIXED || script == SCRIPTS ? i : script));
        if (i && spaced && ++chars < count)
            buf_add_char(&out, ' ');
        for (size_t at = 0; at < word.len && chars < count; chars++) {
            size_t from = at++;
            while (at < word.len && (word.at[at] & 0xC0) == 0x80)
                at++;
            buf_add_str(&out, str_slice(word, from, at));
        }
    }
    Str name = buf_copy(b->env->arena, &out);
    buf_free(&out);
    return name;
}

/* As many names as the test asks for; beyond a thousand they come again. */
static Str *names_of(Bench *b, size_t count, size_t script, NameLength length)
{
    Str *names = arena_make_array(b->env->arena, Str, count + 1);

    for (size_t i = 0; i < count; i++)
        names[i] = i < 300 ? name_of(b, script, length) : names[i % 300];
    return names;
}

static const Annotation *notes_of(Bench *b, size_t points, const Str *names)
{
    Annotation *notes = arena_make_array(b->env->arena, Annotation, 5);

    for (int i = 0; i < 5; i++)
        notes[i] = (Annotation){ .text = names[(size_t)i % points],
                                 .value = 10,
                                 .category = -1 };
    for (int i = 0; i < 4; i++)
        notes[i].category = (int32_t)next(b, (uint32_t)points - 1);
    return notes;
}

static Chart chart_of_set(Bench *b, ChartKind kind, size_t series,
                          size_t points, size_t script, NameLength length)
{
    Arena *a = b->env->arena;
    size_t many = points ? points : 1, words = next(b, 1);
    Chart c = large_chart(b, kind, series > 8 ? 8 : series, many);
    Str *names = names_of(b, many, script, length);
    Series *all = arena_make_array(a, Series, series);
    Str word = name_of(b, script, length);

    for (size_t s = 0; s < series; s++) {
        all[s] = c.series[s % c.series_count];
        all[s].name = name_of(b, script, length);
        all[s].on_right = kind == CHART_COMBO && s % 2;
        all[s].mark = s % 2 ? MARK_LINE : MARK_COLUMN;
        all[s].scenario = next(b, 7) ? SCENARIO_ACTUAL : (uint8_t)next(b, 3);
        all[s].is_unnamed = series > 6 && s > 4;
    }
    c.series = all;
    c.series_count = series;
    random_parts(b, &c, names);
    c.category_count = points;
    c.flight_count = points * 2;
    c.categories = names;
    c.category_groups = next(b, 2) ? NULL : names;
    c.is_time = next(b, 1);
    c.label_values = next(b, 1);
    c.total_labels = kind == CHART_STACKED ? names : NULL;
    c.partial_from = points - (points > 1 ? next(b, 1) : 0);
    c.forecast_from = points - (points > 3 ? next(b, 3) : 0);
    c.annotations = points && next(b, 1) ? notes_of(b, points, names) : NULL;
    c.annotation_count = c.annotations ? 5 : 0;
    if (words)
        c.words = (ChartWords){ .forecast = word,
                                .starts_at = STR("Axis starts at {value}"),
                                .overall = STR("{value} overall"),
                                .today = STR("Today, {value}"),
                                .median = word,
                                .missing = word };
    FlightKey *keys = arena_make_array(a, FlightKey, series);
    for (size_t s = 0; s < series; s++)
        keys[s] = (FlightKey){ all[s].name, (int16_t)s };
    c.keys = keys;
    c.key_count = kind == CHART_GANTT ? series : 0;
    return c;
}

/* A bench for each language; those of a kind are closed together. */
enum { LANGUAGES = 5 };

typedef struct {
    Bench *benches[LANGUAGES];
    size_t charts, texts;
} Tally;

static Bench *bench_of(Tally *t, size_t language)
{
    static const char *const locales[LANGUAGES] = { "en-GB", "de-DE", "ar",
                                                    "hi-IN", "ja-JP" };

    if (!t->benches[language])
        t->benches[language] = bench_open(locales[language]);
    return t->benches[language];
}

static void close_all(Tally *t)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        if (t->benches[i])
            bench_close(t->benches[i]);
        t->benches[i] = NULL;
    }
}

static void draw_set(ChartKind kind, size_t series, size_t points,
                     size_t script, Tally *tally)
{
    static const double widths[] = { 483, 317, 234, 110 };

    /* of charts of a hundred thousand values and more one will do */
    bool is_heavy = series * points > 100000;

    for (int length = is_heavy ? NAMES_MIXED : NAMES_EMPTY;
         length <= NAMES_MIXED; length++) {
        size_t turn = tally->charts / 2;
        Bench *b = bench_of(tally, turn % LANGUAGES);
        double width = widths[turn % COUNT_OF(widths)];
        b->seed = (uint32_t)(turn * 2654435761u + 1);
        Chart c =
            chart_of_set(b, kind, series, points, script, (NameLength)length);
        tally->texts += draw_and_look(b, &c, width);
        /* and as low as a slide or a cell may make it */
        tally->texts += draw_in(b, &c, (Size){ width, 60 });
        tally->charts += 2;
    }
}

/* About every n-th, in no step with the sizes and scripts of the set. */
static bool is_drawn(size_t turn, size_t n)
{
    return ((uint32_t)turn * 2654435761u >> 8) % n == 0;
}

/* A part of the set; all of it is drawn on request. */
static Tally draw_every(size_t n)
{
    static const size_t series[] = { 1, 2, 3, 7, 20, 60, 200 };
    static const size_t points[] = { 0, 1, 2, 5, 13, 60, 366, 10000 };
    enum { SIZES = COUNT_OF(series) * COUNT_OF(points) };
    Tally tally = { 0 };
    size_t turn = 0;

    for (int kind = CHART_LINE; kind < CHART_KIND_COUNT; kind++)
        for (size_t i = 0; i < SIZES; i++) {
            size_t s = series[i / COUNT_OF(points)];
            size_t p = points[i % COUNT_OF(points)];
            for (size_t script = 0; script <= SCRIPTS; script++)
                if (is_drawn(turn++, n) &&
                    (s * p <= 100000 || script == SCRIPTS))
                    draw_set((ChartKind)kind, s, p, script, &tally);
            close_all(&tally);
        }
    return tally;
}

TEST(nor_do_they_in_a_slice_of_the_whole_set)
{
    Tally tally = draw_every(401);

    assert_true(tally.charts > 200);
    assert_true(tally.texts > 2000);
}

static void nor_do_they_in_the_whole_set(void **state)
{
    size_t every = *(const size_t *)*state;
    Tally tally = draw_every(every);

    assert_true(tally.charts > 30000 / every);
    assert_true(tally.texts > tally.charts);
    print_message("%zu charts with %zu texts\n", tally.charts, tally.texts);
}

int main(int argc, char **argv)
{
    size_t every = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    const struct CMUnitTest whole[] = { cmocka_unit_test_prestate(
        nor_do_they_in_the_whole_set, &every) };

    if (argc > 1 && strcmp(argv[1], "whole") == 0 && every > 0)
        return cmocka_run_group_tests(whole, NULL, NULL);
    const struct CMUnitTest tests[] = {
        RUN(no_two_texts_touch_and_nothing_leaves_the_frame),
        RUN(nor_do_they_in_charts_far_too_large),
        RUN(nor_do_they_in_a_slice_of_the_whole_set),
        RUN(nothing_is_drawn_of_nothing),
        RUN(ordinary_charts_lose_no_label),
        RUN(empty_and_extreme_charts_are_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
