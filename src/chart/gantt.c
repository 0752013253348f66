/* gantt.c - what happens when: plans of work and of media. */

#include "chart/canvas.h"

#include <math.h>

#define ROW_PT 14.0
#define HEAD_PT 15.0
#define BAR_PT 9.0
#define TODAY_PT 11.0

typedef struct {
    Canvas *k;
    int32_t from, to; /* days; `to` is the one after the last */
    double row_pt, totals_pt;
    double top_pt; /* below the legend */
    bool has_groups, has_today;
} Plan;

/* Rows: the categories, and a heading over each group. */
static size_t row_count(const Chart *c)
{
    size_t rows = c->category_count;

    for (size_t i = 0; c->category_groups && i < c->category_count; i++)
        rows += i == 0 ||
                !str_equal(c->category_groups[i], c->category_groups[i - 1]);
    return rows;
}

/* What the colours of bars mean, as the series of a legend. */
static Chart legend_of(Arena *a, const Chart *c)
{
    Series *series = arena_make_array(a, Series, c->key_count);

    for (size_t i = 0; i < c->key_count; i++)
        series[i] =
            (Series){ .name = c->keys[i].name, .color = c->keys[i].color };
    return (Chart){ .kind = CHART_COLUMN,
                    .series = series,
                    .series_count = c->key_count };
}

static double keys_height_pt(const Theme *t, const Chart *c, double width_pt)
{
    Arena *a = arena_new();
    Chart legend = legend_of(a, c);
    double height = legend_height_pt(t, &legend, width_pt);

    arena_free(a);
    return height;
}

double gantt_height_pt(const Theme *t, const Chart *c, double width_pt)
{
    return keys_height_pt(t, c, width_pt) + HEAD_PT +
           (c->today ? TODAY_PT : 0) + ROW_PT * (double)row_count(c) + 7;
}

static double place_of_day(const Plan *p, int64_t day)
{
    double share = (double)(day - p->from) / (double)((int64_t)p->to - p->from);

    return p->k->plot.x_pt + p->k->plot.width_pt * fmin(fmax(share, 0), 1);
}

static bool begin_plan(Plan *p)
{
    Canvas *k = p->k;
    const Chart *c = k->c;
    Size size = k->f->size;
    double names = 0;

    if (!c->flight_count)
        return false;
    p->from = c->flights[0].from_day;
    p->to = c->flights[0].to_day;
    for (size_t i = 0; i < c->flight_count; i++) {
        if (c->flights[i].from_day < p->from)
            p->from = c->flights[i].from_day;
        if (c->flights[i].to_day > p->to)
            p->to = c->flights[i].to_day;
    }
    p->from -= date_weekday(date_of_days(p->from)); /* whole weeks */
    p->to += 7 - date_weekday(date_of_days(p->to));
    p->has_groups = c->category_groups != NULL;
    p->has_today = c->today && c->today >= p->from && c->today < p->to;
    for (size_t i = 0; i < c->category_count; i++) {
        names = fmax(names, label_width_pt(k, c->categories[i], false));
        p->totals_pt =
            fmax(p->totals_pt, label_width_pt(k, c->series[0].labels[i], true));
    }
    names = fmin(names + (p->has_groups ? 7 : 0), size.width_pt * 0.3) + 7;
    p->totals_pt = fmin(p->totals_pt, size.width_pt * 0.2);
    p->totals_pt += p->totals_pt > 0 ? 7 : 0;
    double head = p->top_pt + HEAD_PT + (p->has_today ? TODAY_PT : 0);
    k->plot =
        (Rect){ names, head, fmax(size.width_pt - names - p->totals_pt, 1),
                fmax(size.height_pt - head - 3, 1) };
    p->row_pt = k->plot.height_pt / (double)row_count(c);
    return true;
}

/* ---- The calendar above ---------------------------------------------------
 */

static void grid_line(const Plan *p, int32_t day, double stroke_pt, Color c)
{
    double x = place_of_day(p, day);

    stroke_line(p->k, (Point){ x, p->k->plot.y_pt },
                (Point){ x, p->k->plot.y_pt + p->k->plot.height_pt }, stroke_pt,
                c, false);
}

static void draw_weeks(const Plan *p)
{
    for (int32_t day = p->from; day < p->to; day += 7)
        grid_line(p, day, 0.25, p->k->t->colors.rule);
}

/* A month begun before the first week is named if its name ends before the
 * next one starts. */
static bool is_named(const Plan *p, Date d, int step, Str text)
{
    int32_t next = date_to_days(date_add_months(d, step));

    return date_to_days(d) >= p->from ||
           place_of_day(p, p->from) + label_width_pt(p->k, text, false) + 4 <
               place_of_day(p, next);
}

/* Months, or years in January, as many as there is room for. */
static void draw_months(const Plan *p, int step)
{
    Canvas *k = p->k;
    Date d = date_of_days(p->from);
    bool first = true;

    d.day = 1;
    if (step % 12 == 0)
        d.month = 1;
    for (; date_to_days(d) < p->to; d = date_add_months(d, step)) {
        int32_t day = date_to_days(d);
        bool names_year = step >= 12 || d.month == 1 || first;
        Str text = date_format(k->locale, k->a, d,
                               step >= 12   ? STR("year")
                               : names_year ? STR("month")
                                            : STR("month_name"));
        double x = place_of_day(p, day < p->from ? p->from : day);
        if (day >= p->from)
            grid_line(p, day, 0.5, k->t->colors.rule_strong);
        if (is_named(p, d, step, text) &&
            x + label_width_pt(k, text, false) <
                k->plot.x_pt + k->plot.width_pt + p->totals_pt &&
            label_at(k, text, x + 1, p->top_pt + 7, ALIGN_LEFT,
                     k->t->colors.ink_2, false))
            first = false;
    }
}

static void draw_time(const Plan *p)
{
    static const int steps[] = { 1, 3, 6, 12, 24, 60, 120, 600, 1200 };
    double months = ((double)p->to - p->from) / 30.4, room;
    size_t i = 0;

    room = p->k->plot.width_pt / 34; /* labels there is room for */
    while (i + 1 < COUNT_OF(steps) && months / steps[i] > room)
        i++;
    if (months < 8 && p->k->plot.width_pt > 100)
        draw_weeks(p);
    if (months / steps[i] <= room * 4)
        draw_months(p, steps[i]);
}

/* ---- Rows -----------------------------------------------------------------
 */

static double height_of_bar(const Plan *p)
{
    return fmin(BAR_PT, p->row_pt * 0.68);
}

static void draw_flight(const Plan *p, const Flight *f, double y_pt)
{
    Canvas *k = p->k;
    const Palette *colors = &k->t->colors;
    size_t slots = colors->series_count ? colors->series_count : 1;
    Color c = colors->series[(size_t)(f->color > 0 ? f->color : 0) % slots];
    double from = place_of_day(p, f->from_day);
    double to = place_of_day(p, (int64_t)f->to_day + 1);
    double high = height_of_bar(p);

    fill_rect(
        k, (Rect){ from, y_pt - high / 2, fmax(to - from - 0.75, 1), high }, c);
    if (!f->text.len || p->row_pt < label_size_pt(k) * 1.1)
        return;
    if (label_width_pt(k, f->text, false) + 6 <= to - from)
        label_at(k, f->text, from + 3, y_pt, ALIGN_LEFT, text_on(colors, c),
                 false);
}

/* Words that their bar has no room for, where nothing else stands. */
static bool is_clear(const Plan *p, const Flight *f, double to_pt)
{
    const Chart *c = p->k->c;

    for (size_t i = 0; i < c->flight_count; i++) {
        const Flight *other = &c->flights[i];
        if (other != f && other->category == f->category &&
            place_of_day(p, other->from_day) < to_pt &&
            other->to_day > f->to_day)
            return false;
    }
    return true;
}

static void name_beside(const Plan *p, const Flight *f, double y_pt)
{
    Canvas *k = p->k;
    double from = place_of_day(p, f->from_day);
    double to = place_of_day(p, (int64_t)f->to_day + 1);
    double width = label_width_pt(k, f->text, false);

    if (!f->text.len || p->row_pt < label_size_pt(k) * 1.1 ||
        width + 6 <= to - from)
        return;
    if (to + 3 + width <= k->plot.x_pt + k->plot.width_pt &&
        is_clear(p, f, to + 6 + width))
        label_at(k, f->text, to + 3, y_pt, ALIGN_LEFT, k->t->colors.ink_2,
                 false);
}

static void draw_row(const Plan *p, size_t i, double y_pt)
{
    Canvas *k = p->k;
    double indent = p->has_groups ? 7 : 0;

    stroke_line(k, (Point){ 0, y_pt + p->row_pt / 2 },
                (Point){ k->f->size.width_pt, y_pt + p->row_pt / 2 }, 0.25,
                k->t->colors.rule, false);
    label_at(k, label_cut(k, k->c->categories[i], k->plot.x_pt - 7 - indent),
             indent, y_pt, ALIGN_LEFT, k->t->colors.ink, false);
    if (p->totals_pt > 0)
        label_at(k, label_cut(k, k->c->series[0].labels[i], p->totals_pt),
                 k->f->size.width_pt, y_pt, ALIGN_RIGHT, k->t->colors.ink,
                 false);
}

/* The middle of each category's row; headings are drawn on the way. */
static double *draw_rows_of(const Plan *p)
{
    Canvas *k = p->k;
    const Chart *c = k->c;
    double *middles = arena_make_array(k->a, double, c->category_count);
    double y = k->plot.y_pt + p->row_pt / 2;

    for (size_t i = 0; i < c->category_count; i++, y += p->row_pt) {
        const Str *groups = c->category_groups;
        if (groups && (i == 0 || !str_equal(groups[i], groups[i - 1]))) {
            label_at(k, label_cut(k, groups[i], (k->plot.x_pt - 7) * 0.92), 0,
                     y, ALIGN_LEFT, k->t->colors.ink, true);
            stroke_line(k, (Point){ 0, y + p->row_pt / 2 },
                        (Point){ k->f->size.width_pt, y + p->row_pt / 2 }, 0.75,
                        k->t->colors.rule_strong, false);
            y += p->row_pt;
        }
        middles[i] = y;
        draw_row(p, i, y);
    }
    return middles;
}

static void draw_today(const Plan *p)
{
    Canvas *k = p->k;
    double x = place_of_day(p, k->c->today), y = k->plot.y_pt - TODAY_PT / 2;
    Str day =
        date_format(k->locale, k->a, date_of_days(k->c->today), STR("day"));
    Str text = words_with(k->a, k->c->words.today, day);
    Color c = k->t->colors.negative;

    if (!p->has_today)
        return;
    grid_line(p, k->c->today, 1.25, c);
    if (!label_at(k, text, x, y, ALIGN_CENTER, c, false) &&
        !label_at(k, text, x, y, ALIGN_RIGHT, c, false))
        label_at(k, text, x, y, ALIGN_LEFT, c, false);
}

static double draw_keys(Canvas *k)
{
    const Chart *chart = k->c;
    Chart legend = legend_of(k->a, chart);
    double height;

    k->c = &legend;
    height = legend_add(k);
    k->c = chart;
    return height;
}

void draw_gantt(Canvas *k)
{
    Plan p = { .k = k };
    double *middles;

    p.top_pt = draw_keys(k);
    if (!begin_plan(&p))
        return;
    draw_time(&p);
    middles = draw_rows_of(&p);
    draw_today(&p);
    for (size_t i = 0; i < k->c->flight_count; i++)
        draw_flight(&p, &k->c->flights[i], middles[k->c->flights[i].category]);
    k->on_paper = true; /* words cover the grid */
    for (size_t i = 0; i < k->c->flight_count; i++)
        name_beside(&p, &k->c->flights[i], middles[k->c->flights[i].category]);
    k->on_paper = false;
}
