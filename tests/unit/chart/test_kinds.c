/* Treemaps and stacks against d3, labels that are spread, shares and heat. */
#include "chart/canvas.h"

#include <math.h>

#include "test.h"

typedef struct {
    double width, height;
    int count, first;
} TreemapVector;

static const TreemapVector treemaps[] = {
#include "treemap_vectors.inc"
};
static const double treemap_values[] = { TREEMAP_VALUES };

typedef struct {
    int series, categories, expands, first;
    double low, high;
} StackVector;

static const StackVector stacks[] = {
#include "stack_vectors.inc"
};
static const double stack_values[] = { STACK_VALUES };

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(fmax(fabs(a), fabs(b)), 1);
}

TEST(treemaps_are_those_of_d3)
{
    assert_true(COUNT_OF(treemaps) >= 200);
    for (size_t n = 0; n < COUNT_OF(treemaps); n++) {
        const TreemapVector *v = &treemaps[n];
        double values[64];
        Rect out[64];
        for (int i = 0; i < v->count; i++)
            values[i] = treemap_values[(v->first + i) * 5];
        treemap_squarify(values, (size_t)v->count,
                         (Rect){ 0, 0, v->width, v->height }, out);
        for (int i = 0; i < v->count; i++) {
            const double *want = &treemap_values[(v->first + i) * 5 + 1];
            if (!near(out[i].x_pt, want[0]) || !near(out[i].y_pt, want[1]) ||
                !near(out[i].x_pt + out[i].width_pt, want[2]) ||
                !near(out[i].y_pt + out[i].height_pt, want[3]))
                fail_msg("vector %zu part %d: %g %g %g %g", n, i, out[i].x_pt,
                         out[i].y_pt, out[i].width_pt, out[i].height_pt);
        }
    }
}

/* The value of a vector's series at a category, and where d3 has its ends. */
static const double *stacked(const StackVector *v, int series, int category)
{
    return &stack_values[(v->first + series * v->categories + category) * 3];
}

static const Str stack_names[8] = { { "a", 1 }, { "b", 1 }, { "c", 1 },
                                    { "d", 1 }, { "e", 1 }, { "f", 1 } };

static Chart stack_chart(const StackVector *v, Series *series,
                         double values[8][8])
{
    for (int s = 0; s < v->series; s++) {
        for (int i = 0; i < v->categories; i++)
            values[s][i] = *stacked(v, s, i);
        series[s] = (Series){ .name = stack_names[s],
                              .values = values[s],
                              .labels = stack_names,
                              .color = (int16_t)s };
    }
    return (Chart){ .kind = v->expands ? CHART_STACKED_100 : CHART_STACKED,
                    .categories = stack_names,
                    .category_count = (size_t)v->categories,
                    .partial_from = (size_t)v->categories,
                    .forecast_from = (size_t)v->categories,
                    .series = series,
                    .series_count = (size_t)v->series };
}

/* The scale of a stacked chart holds just what d3 would stack. */
TEST(stacks_are_those_of_d3)
{
    assert_true(COUNT_OF(stacks) >= 100);
    for (size_t n = 0; n < COUNT_OF(stacks); n++) {
        const StackVector *v = &stacks[n];
        Series series[8] = { 0 };
        double values[8][8];
        Chart c = stack_chart(v, series, values);
        if (v->expands)
            continue;
        Extent e = chart_extent(&c, false);
        /* an empty side of the stack is zero in both */
        assert_true(near(e.min, v->low));
        assert_true(near(e.max, v->high));
    }
}

typedef struct {
    double top, height;  /* in points, of the drawing */
    double upper, lower; /* where d3 has its ends */
} Segment;

/* The bars of a chart in the colour of a series, from left to right. */
static size_t bars_of(const Frame *f, Color color, Rect *out, size_t room)
{
    size_t count = 0;

    for (size_t i = 0; i < f->items.len; i++) {
        const FrameItem *item = &f->items.at[i];
        const Path *path = item->as.path.path;
        if (item->kind != FRAME_PATH || !item->as.path.paint->has_fill ||
            !color_equal(item->as.path.paint->fill, color) || path->len < 4)
            continue;
        Point a = path->at[0].to, b = path->at[2].to;
        Rect r = { item->at.x_pt + fmin(a.x_pt, b.x_pt),
                   item->at.y_pt + fmin(a.y_pt, b.y_pt), fabs(a.x_pt - b.x_pt),
                   fabs(a.y_pt - b.y_pt) };
        if (r.width_pt > 10 && count < room) /* else a square of the legend */
            out[count++] = r;
    }
    return count;
}

static size_t segments_of(const StackVector *v, const Theme *t, const Frame *f,
                          Segment *out)
{
    size_t count = 0;

    for (int s = 0; s < v->series; s++) {
        Rect bars[8];
        size_t at = 0, drawn = bars_of(f, t->colors.series[s], bars, 8);
        for (int i = 0; i < v->categories; i++) {
            const double *want = stacked(v, s, i);
            if (want[0] == 0)
                continue;
            assert_true(at < drawn);
            out[count++] =
                (Segment){ bars[at].y_pt, bars[at].height_pt,
                           fmax(want[1], want[2]), fmin(want[1], want[2]) };
            at++;
        }
        assert_int_equal(at, drawn);
    }
    return count;
}

/* Every top is on one straight line of points over d3's values, and every bar
 * as high as that line says, less the white between two. */
static bool check_segments(const Segment *all, size_t count)
{
    const Segment *low = all, *high = all;

    for (size_t i = 1; i < count; i++) {
        low = all[i].upper < low->upper ? &all[i] : low;
        high = all[i].upper > high->upper ? &all[i] : high;
    }
    if (!count || high->upper - low->upper <= 0)
        return false;
    double slope = (low->top - high->top) / (high->upper - low->upper);
    for (size_t i = 0; i < count; i++) {
        const Segment *g = &all[i];
        double height = (g->upper - g->lower) * slope;
        if (height > 1.5)
            height -= 0.75;
        assert_true(fabs(g->top - (high->top +
                                   (high->upper - g->upper) * slope)) < 1e-6);
        assert_true(fabs(g->height - height) < 1e-6);
    }
    return true;
}

TEST(segments_are_drawn_where_d3_has_them)
{
    Env *env = env_new();
    Brand brand = { 0 };
    size_t checked = 0;

    *list_add(env->arena, &env->paths) = STR(".");
    Locale *l = locale_open(env, STR("en-GB"), STR("GBP"), (Span){ 0 });
    Theme *t = theme_new(env, &brand, l);
    assert_non_null(t);
    for (size_t n = 0; n < COUNT_OF(stacks); n++) {
        Series series[8] = { 0 };
        Segment segments[64];
        double values[8][8];
        Chart c = stack_chart(&stacks[n], series, values);
        const Frame *f =
            chart_frame(env, env->arena, t, l, &c, (Size){ 480, 360 });
        checked +=
            check_segments(segments, segments_of(&stacks[n], t, f, segments));
    }
    assert_true(checked >= 140);
    theme_close(t);
    locale_close(l);
    env_free(env);
}

static void check_spread(Arena *a, const double *wanted, size_t count,
                         double gap, double top, double bottom)
{
    double *out = arena_make_array(a, double, count);

    labels_spread(a, wanted, out, count, gap, top, bottom);
    for (size_t i = 0; i < count; i++) {
        assert_true(out[i] >= top - 1e-9);
        if (i)
            assert_true(out[i] - out[i - 1] >= gap - 1e-9);
        if (gap * (double)(count - 1) <= bottom - top)
            assert_true(out[i] <= bottom + 1e-9);
    }
}

/* Sum of squares of how far labels were moved. */
static double cost(const double *wanted, const double *out, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += (wanted[i] - out[i]) * (wanted[i] - out[i]);
    return sum;
}

TEST(labels_are_spread_as_little_as_can_be)
{
    Arena *a = arena_new();
    const double apart[] = { 10, 40, 80 }, same[] = { 50, 50, 50 };
    double out[3];
    uint32_t seed = 7;

    labels_spread(a, apart, out, 3, 10, 0, 100);
    for (size_t i = 0; i < 3; i++)
        assert_true(out[i] == apart[i]); /* nothing to do */
    labels_spread(a, same, out, 3, 10, 0, 100);
    assert_true(near(out[0], 40) && near(out[1], 50) && near(out[2], 60));
    for (int round = 0; round < 400; round++) {
        double wanted[24], least, at = 0;
        double moved[24];
        size_t count = 1 + round % 24;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525u + 1013904223u;
            at += (seed >> 8) % 12;
            wanted[i] = at;
        }
        check_spread(a, wanted, count, 9, 0, 200);
        /* no single label could stand nearer to its place */
        labels_spread(a, wanted, moved, count, 9, -1e6, 1e6);
        least = cost(wanted, moved, count);
        for (size_t i = 0; i < count; i++)
            for (int way = -1; way <= 1; way += 2) {
                double was = moved[i];
                moved[i] += way * 0.01;
                bool legal = (i == 0 || moved[i] - moved[i - 1] >= 9) &&
                             (i + 1 == count || moved[i + 1] - moved[i] >= 9);
                if (legal)
                    assert_true(cost(wanted, moved, count) >= least - 1e-9);
                moved[i] = was;
            }
    }
    arena_free(a);
}

TEST(heat_has_seven_steps)
{
    assert_int_equal(heat_step(0, 0, 70), 0);
    assert_int_equal(heat_step(70, 0, 70), 6);
    assert_int_equal(heat_step(35, 0, 70), 3);
    assert_int_equal(heat_step(9.9, 0, 70), 0);
    assert_int_equal(heat_step(5, 5, 5), 3); /* all alike */
    assert_int_equal(heat_step(1e308, -1e308, 1e308), 6);
    assert_int_equal(heat_step(-1, 0, 70), 0);
}

TEST(a_column_is_as_wide_as_its_size_or_its_sum)
{
    static const double a[] = { 3, NAN }, b[] = { 4, 5 }, sizes[] = { 9, NAN };
    Series series[] = { { .values = a }, { .values = b } };
    Chart c = { .series = series, .series_count = 2, .category_count = 2 };

    assert_true(chart_column_size(&c, 0) == 7);
    assert_true(chart_column_size(&c, 1) == 5);
    c.sizes = sizes;
    assert_true(chart_column_size(&c, 0) == 9);
    assert_true(chart_column_size(&c, 1) == 0);
}

TEST(per_cents_add_up_to_a_hundred)
{
    const double thirds[] = { 1, 1, 1 }, tiny[] = { 1e6, 1, NAN, -5 };
    const double none[] = { 0, 0 }, huge[] = { 1e308, 1e308 };
    int out[4];
    uint32_t seed = 3;

    percents_of(thirds, 3, out);
    assert_true(out[0] == 34 && out[1] == 33 && out[2] == 33);
    percents_of(tiny, 4, out);
    assert_true(out[0] == 100 && out[1] == 0 && out[2] == 0 && out[3] == 0);
    percents_of(none, 2, out);
    assert_true(out[0] == 0 && out[1] == 0);
    percents_of(huge, 2, out);
    assert_true(out[0] == 50 && out[1] == 50);
    for (int round = 0; round < 500; round++) {
        double values[12], sum = 0;
        int percents[12], whole = 0;
        size_t count = 1 + round % 12;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525u + 1013904223u;
            values[i] = 1 + (seed >> 8) % 1000;
            sum += values[i];
        }
        percents_of(values, count, percents);
        for (size_t i = 0; i < count; i++) {
            whole += percents[i];
            assert_true(fabs(percents[i] - values[i] / sum * 100) < 1);
        }
        assert_int_equal(whole, 100);
    }
}

/* Columns and the line of what they come to share a grid that ends at 100 %. */
TEST(the_right_axis_of_a_pareto_chart_ends_at_the_whole)
{
    static const double tops[] = { 3, 47, 310, 999, 1001, 0.02 };
    double share[] = { 0.6, 1 };

    for (size_t i = 0; i < COUNT_OF(tops); i++)
        for (double height = 60; height < 400; height += 20) {
            double values[] = { tops[i], tops[i] / 2 };
            Series series[] = { { .values = values },
                                { .values = share, .on_right = true } };
            Chart c = { .kind = CHART_COMBO,
                        .series = series,
                        .series_count = 2,
                        .category_count = 2 };
            c.right = (Axis){ .format = { .style = NUMBER_PERCENT }, .to = 1 };
            Scale left = chart_scale(&c, false, height);
            Scale right = chart_scale(&c, true, height);
            assert_true(right.from == 0 && near(right.to, 1));
            assert_int_equal(left.tick_count, right.tick_count);
            assert_true(left.to >= tops[i] * (1 - 1e-9));
        }
}

TEST(a_gauge_runs_from_nothing_to_the_whole)
{
    static const double value[] = { 0.42 }, target[] = { 0.75 };
    Series s = { .values = value };
    Chart c = { .kind = CHART_GAUGE,
                .series = &s,
                .series_count = 1,
                .category_count = 1,
                .targets = target };

    c.left.format = (NumberFormat){ .style = NUMBER_PERCENT };
    assert_true(gauge_scale(&c).from == 0 && gauge_scale(&c).to == 1);
    c.left.format = (NumberFormat){ .style = NUMBER_PLAIN };
    assert_true(gauge_scale(&c).to >= 0.75 && gauge_scale(&c).to < 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(treemaps_are_those_of_d3),
        RUN(stacks_are_those_of_d3),
        RUN(segments_are_drawn_where_d3_has_them),
        RUN(labels_are_spread_as_little_as_can_be),
        RUN(heat_has_seven_steps),
        RUN(a_column_is_as_wide_as_its_size_or_its_sum),
        RUN(per_cents_add_up_to_a_hundred),
        RUN(the_right_axis_of_a_pareto_chart_ends_at_the_whole),
        RUN(a_gauge_runs_from_nothing_to_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
