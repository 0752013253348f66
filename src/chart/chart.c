/* chart.c - a chart of any kind as a frame. */

#include "chart/canvas.h"

#include <math.h>

/* ---- Height ---------------------------------------------------------------
 */

static bool lies_in_rows(const Chart *c)
{
    return c->kind == CHART_BAR || c->kind == CHART_BULLET ||
           c->kind == CHART_FUNNEL;
}

/* Of kinds whose height follows from their rows; 0 for others. */
static double own_height_pt(const Theme *t, const Chart *c, double width_pt)
{
    switch ((ChartKind)c->kind) {
    case CHART_HEATMAP:
    case CHART_COHORT:
        return heat_height_pt(c);
    case CHART_CALENDAR:
        return calendar_height_pt(c, width_pt);
    case CHART_GAUGE:
        return gauges_height_pt(c, width_pt);
    case CHART_GANTT:
        return gantt_height_pt(t, c, width_pt);
    case CHART_MULTIPLES:
        return multiples_height_pt(c, width_pt);
    case CHART_SCATTER:
    case CHART_BUBBLE:
    case CHART_MATRIX:
        return fmin(fmax(width_pt * 0.62, 126), 300);
    default:
        return 0;
    }
}

double chart_height_pt(const Theme *t, const Chart *c, double width_pt)
{
    static const double shares[] = { 0.42, 0.30, 0.56 };
    double height = width_pt * shares[c->height];
    double legend = legend_height_pt(t, c, width_pt);

    if (c->kind == CHART_SPARKLINE)
        return 42;
    if (lies_in_rows(c)) {
        height = row_pitch_pt(c) * (double)c->category_count + legend;
        return fmin(height, 620);
    }
    if (own_height_pt(t, c, width_pt) > 0)
        return fmin(own_height_pt(t, c, width_pt) + legend, 620);
    if (c->kind == CHART_DONUT)
        height = fmin(height, 168);
    height = fmin(fmax(height, 126), 245);
    /* one row of names is allowed for; more take room of their own */
    if (legend > 21)
        height += legend - 17.5;
    return round(height / 3.5) * 3.5;
}

/* ---- Sparkline as a chart -------------------------------------------------
 */

static void draw_sparkline(Canvas *k)
{
    const Series *s = &k->c->series[0];
    size_t last = k->c->category_count;
    Size size = k->f->size;

    while (last > 0 && !isfinite(s->values[last - 1]))
        last--;
    Str label = last ? s->labels[last - 1] : STR("");
    double room = label_width_pt(k, label, true) + 7;
    size.width_pt -= room;
    frame_add_group(k->a, k->f, 0, (Point){ 0, 0 },
                    spark_frame(k->a, k->t, s->values, k->c->category_count,
                                size, series_color(k, 0)));
    label_at(k, label, k->f->size.width_pt, size.height_pt / 2, ALIGN_RIGHT,
             k->t->colors.ink, true);
}

/* ---- All kinds ------------------------------------------------------------
 */

static void draw(Canvas *k)
{
    switch ((ChartKind)k->c->kind) {
    case CHART_LINE:
    case CHART_AREA:
        draw_lines(k);
        return;
    case CHART_COLUMN:
    case CHART_STACKED:
    case CHART_STACKED_100:
    case CHART_COMBO:
        draw_columns(k);
        return;
    case CHART_BAR:
        draw_rows(k);
        return;
    case CHART_DONUT:
        draw_donut(k);
        return;
    case CHART_WATERFALL:
        draw_waterfall(k);
        return;
    case CHART_FUNNEL:
        draw_funnel(k);
        return;
    case CHART_BULLET:
        draw_bullets(k);
        return;
    case CHART_SPARKLINE:
        draw_sparkline(k);
        return;
    case CHART_HISTOGRAM:
        draw_columns(k);
        return;
    case CHART_SCATTER:
    case CHART_BUBBLE:
    case CHART_MATRIX:
        draw_points(k);
        return;
    case CHART_HEATMAP:
    case CHART_COHORT:
        draw_heatmap(k);
        return;
    case CHART_CALENDAR:
        draw_calendar(k);
        return;
    case CHART_SLOPE:
        draw_slope(k);
        return;
    case CHART_GAUGE:
        draw_gauges(k);
        return;
    case CHART_GANTT:
        draw_gantt(k);
        return;
    case CHART_TREEMAP:
        draw_treemap(k);
        return;
    case CHART_MARIMEKKO:
        draw_marimekko(k);
        return;
    case CHART_MULTIPLES:
        draw_multiples(k);
        return;
    }
}

const Frame *chart_frame(Env *env, Arena *a, const Theme *t, Locale *locale,
                         const Chart *chart, Size size)
{
    Canvas k = { .env = env, .a = a, .t = t, .locale = locale, .c = chart };

    k.f = arena_make(a, Frame);
    k.f->size = size;
    /* a white ground: a chart without a mark is still a figure */
    frame_add_rect(a, k.f, 0, (Rect){ 0, 0, size.width_pt, size.height_pt },
                   t->colors.paper);
    if (chart->series_count && chart->category_count)
        draw(&k);
    return k.f;
}
