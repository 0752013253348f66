/* heat.c - values as colours: heatmap, cohorts, calendar. */

#include "chart/canvas.h"

#include <math.h>
#include <stdlib.h>

#define CELL_PT 17.5
#define RAMP_PT 17.5
enum { STEPS = 7, CALENDAR_BANDS = 6, BAND_WEEKS = 53 };

bool chart_span(const Chart *c, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t s = 0; s < c->series_count; s++)
        for (size_t i = 0; i < c->category_count; i++)
            if (isfinite(c->series[s].values[i])) {
                *low = fmin(*low, c->series[s].values[i]);
                *high = fmax(*high, c->series[s].values[i]);
            }
    return *low <= *high;
}

int heat_step(double value, double low, double high)
{
    /* halves, for the span of two huge values is none */
    double share =
        high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
    int step = (int)floor(share * STEPS);

    return step < 0 ? 0 : step >= STEPS ? STEPS - 1 : step;
}

unsigned heat_of(double v, double low, double high)
{
    double most = fmax(-low, high);

    if (low < 0 && high > 0)
        return 8 + (unsigned)heat_step(v, -most, most);
    return 1 + (unsigned)heat_step(v, low, high);
}

static Color heat_color(const Canvas *k, double v, double low, double high)
{
    return heat_ground(&k->t->colors, heat_of(v, low, high));
}

/* ---- Ramp -----------------------------------------------------------------
 */

/* The printed form of the lowest or highest value. */
static Str label_of(const Chart *c, double value)
{
    for (size_t s = 0; s < c->series_count; s++)
        for (size_t i = 0; i < c->category_count; i++)
            if (c->series[s].values[i] == value)
                return c->series[s].labels[i];
    return STR("");
}

static void draw_ramp(Canvas *k, double x_pt, double low, double high)
{
    Str from = label_of(k->c, low), to = label_of(k->c, high);
    double y = k->f->size.height_pt - 6, x = x_pt, step = 14;
    double most = fmax(-low, high);
    bool both = low < 0 && high > 0;

    if (!(low < high))
        return;
    if (label_at(k, from, x, y, ALIGN_LEFT, k->t->colors.ink_2, false))
        x += label_width_pt(k, from, false) + 4;
    if (x + step * STEPS > k->f->size.width_pt)
        return;
    for (int i = 0; i < STEPS; i++, x += step) {
        double share = (i + 0.5) / STEPS;
        double a = both ? -most : low, b = both ? most : high;
        fill_rect(k, (Rect){ x, y - 3.5, step - 0.75, 7 },
                  heat_color(k, a * (1 - share) + b * share, low, high));
    }
    label_at(k, to, x + 4, y, ALIGN_LEFT, k->t->colors.ink_2, false);
}

/* ---- Heatmap and cohorts --------------------------------------------------
 */

typedef struct {
    Canvas *k;
    double low, high;
    double cell_width, cell_height;
    double size_room; /* column of a cohort's sizes; 0: none */
} Grid;

static bool has_mean(const Chart *c)
{
    return c->kind == CHART_COHORT && c->series_count > 1;
}

double heat_height_pt(const Chart *c)
{
    double rows = (double)c->series_count + has_mean(c);

    return 14 + rows * CELL_PT + RAMP_PT + 3.5;
}

static double widest(Canvas *k, const Str *texts, size_t count)
{
    double most = 0;

    for (size_t i = 0; i < count; i++)
        most = fmax(most, label_width_pt(k, texts[i], false));
    return most;
}

static void begin_grid(Grid *g)
{
    Canvas *k = g->k;
    const Chart *c = k->c;
    Size size = k->f->size;
    double rows = (double)c->series_count + has_mean(c), names = 0;

    for (size_t s = 0; s < c->series_count; s++)
        names = fmax(names, label_width_pt(k, c->series[s].name, false));
    names = fmin(names, size.width_pt * 0.3) + 7;
    if (c->kind == CHART_COHORT && c->sizes)
        g->size_room = fmin(widest(k, c->size_labels, c->series_count),
                            size.width_pt * 0.15) +
                       7;
    k->plot = (Rect){ names + g->size_room, 14,
                      fmax(size.width_pt - names - g->size_room, 1),
                      fmax(size.height_pt - 14 - RAMP_PT, 1) };
    g->cell_width = k->plot.width_pt / (double)c->category_count;
    if (c->kind == CHART_COHORT)
        g->cell_width = fmin(g->cell_width, 56);
    g->cell_height = k->plot.height_pt / rows;
}

static void draw_cell(Grid *g, double x, double y, double v, Str text)
{
    Canvas *k = g->k;
    double gap_x = g->cell_width > 4 ? 0.75 : 0;
    double gap_y = g->cell_height > 4 ? 0.75 : 0;
    Color c;

    if (!isfinite(v))
        return;
    c = heat_color(k, v, g->low, g->high);
    fill_rect(k, (Rect){ x, y, g->cell_width - gap_x, g->cell_height - gap_y },
              c);
    if (g->cell_height >= 10.5 &&
        label_width_pt(k, text, false) <= g->cell_width - 3)
        label_at(k, text, x + (g->cell_width - gap_x) / 2,
                 y + (g->cell_height - gap_y) / 2, ALIGN_CENTER,
                 text_on(&k->t->colors, c), false);
}

static void draw_heads(Grid *g)
{
    Canvas *k = g->k;
    size_t count = k->c->category_count, every = 1;
    double wide = widest(k, k->c->categories, count);

    /* thinned rather than cut to nothing */
    if (g->size_room > 0) /* what the column beside the names holds */
        label_at(k, label_cut(k, k->c->size_name, k->plot.x_pt - 7),
                 k->plot.x_pt - 7, 7, ALIGN_RIGHT, k->t->colors.ink_2, false);
    if (wide > g->cell_width - 2)
        every = (size_t)ceil(fmin(wide + 4, 40) / g->cell_width);
    every = every < 1 ? 1 : every;
    for (size_t i = 0; i < count; i += every)
        label_at(k,
                 label_cut(k, k->c->categories[i],
                           g->cell_width * (double)every - 2),
                 k->plot.x_pt + g->cell_width * (double)i +
                     (every > 1 ? 0 : g->cell_width / 2),
                 7, every > 1 ? ALIGN_LEFT : ALIGN_CENTER, k->t->colors.ink_2,
                 false);
}

static void draw_row_name(Grid *g, size_t s, double y_pt)
{
    Canvas *k = g->k;
    double names = k->plot.x_pt - g->size_room - 7;

    if (!label_at(k, label_cut(k, k->c->series[s].name, names), 0, y_pt,
                  ALIGN_LEFT, k->t->colors.ink, false))
        return;
    if (g->size_room > 0)
        label_at(k, label_cut(k, k->c->size_labels[s], g->size_room - 7),
                 k->plot.x_pt - 7, y_pt, ALIGN_RIGHT, k->t->colors.ink_2,
                 false);
}

/* The mean of a column, each cohort counted as often as it is large. */
double cohort_mean(const Chart *c, size_t category)
{
    double sum = 0, weight = 0;

    for (size_t s = 0; s < c->series_count; s++) {
        double v = c->series[s].values[category];
        double size = c->sizes ? c->sizes[s] : 1;
        if (!isfinite(v) || !isfinite(size) || size <= 0)
            continue;
        sum += v * size;
        weight += size;
    }
    return weight > 0 ? sum / weight : NAN;
}

Str cohort_mean_print(Arena *a, Locale *l, const Chart *c, size_t category)
{
    double v = cohort_mean(c, category);
    NumberFormat f = c->left.format;

    if (f.style == NUMBER_PERCENT)
        f.decimals = 0;
    return isfinite(v) ? number_format(l, a, decimal_of_double(v), f) : STR("");
}

static void draw_means(Grid *g)
{
    Canvas *k = g->k;
    double y = k->plot.y_pt + g->cell_height * (double)k->c->series_count;

    label_at(k, STR("\xC3\x98"), 0, y + g->cell_height / 2, ALIGN_LEFT,
             k->t->colors.ink, true);
    for (size_t i = 0; i < k->c->category_count; i++) {
        draw_cell(g, k->plot.x_pt + g->cell_width * (double)i, y,
                  cohort_mean(k->c, i),
                  cohort_mean_print(k->a, k->locale, k->c, i));
    }
    stroke_line(
        k, (Point){ 0, y - 0.375 },
        (Point){ k->plot.x_pt + g->cell_width * (double)k->c->category_count,
                 y - 0.375 },
        0.75, k->t->colors.rule_strong, false);
}

void draw_heatmap(Canvas *k)
{
    Grid g = { .k = k };

    if (!chart_span(k->c, &g.low, &g.high))
        return;
    begin_grid(&g);
    draw_heads(&g);
    for (size_t s = 0; s < k->c->series_count; s++) {
        double y = k->plot.y_pt + g.cell_height * (double)s;
        draw_row_name(&g, s, y + g.cell_height / 2);
        for (size_t i = 0; i < k->c->category_count; i++)
            draw_cell(&g, k->plot.x_pt + g.cell_width * (double)i, y,
                      k->c->series[s].values[i], k->c->series[s].labels[i]);
    }
    if (has_mean(k->c))
        draw_means(&g);
    draw_ramp(k, k->plot.x_pt, g.low, g.high);
}

/* ---- Calendar -------------------------------------------------------------
 */

typedef struct {
    Grid g;
    int32_t monday; /* of the first week */
    int weeks, bands, first_band;
    double band_pt;
} Year;

/* The Monday of a day's week. */
static int32_t monday_of(int32_t day)
{
    return day - date_weekday(date_of_days(day));
}

static Year year_of(const Chart *c)
{
    Year y = { .weeks = 1, .bands = 1 };
    int64_t weeks;

    if (!c->days || !c->category_count)
        return y;
    y.monday = monday_of(c->days[0]);
    weeks = ((int64_t)c->days[c->category_count - 1] - y.monday) / 7 + 1;
    y.weeks = weeks < 1 ? 1 : weeks > 100000 ? 100000 : (int)weeks;
    y.bands = (y.weeks + BAND_WEEKS - 1) / BAND_WEEKS;
    /* of many years the last */
    if (y.bands > CALENDAR_BANDS)
        y.first_band = y.bands - CALENDAR_BANDS;
    y.bands -= y.first_band;
    return y;
}

static double calendar_cell(const Year *y, double width_pt)
{
    int weeks = y->weeks < BAND_WEEKS ? y->weeks : BAND_WEEKS;

    return fmin(fmax((width_pt - 28) / weeks, 1), 14);
}

double calendar_height_pt(const Chart *c, double width_pt)
{
    Year y = year_of(c);

    return y.bands * (7 * calendar_cell(&y, width_pt) + 17.5) + RAMP_PT;
}

static Point place_of_day(const Year *y, const Canvas *k, int32_t day)
{
    int week = (day - y->monday) / 7;
    int band = week / BAND_WEEKS - y->first_band;

    return (Point){ k->plot.x_pt + (week % BAND_WEEKS) * y->g.cell_width,
                    band * y->band_pt + 14 +
                        (day - y->monday) % 7 * y->g.cell_height };
}

static void draw_weekdays(const Year *y, Canvas *k)
{
    for (int band = 0; band < y->bands; band++)
        for (int day = 0; day < 7; day += 2) {
            Str name = date_format(k->locale, k->a,
                                   date_of_days(y->monday + day), STR("EEE"));
            label_at(k, label_cut(k, name, 24), 0,
                     band * y->band_pt + 14 + (day + 0.5) * y->g.cell_height,
                     ALIGN_LEFT, k->t->colors.ink_2, false);
        }
}

/* Over the first week that begins in it; with the year in January. */
static void name_month(const Year *y, Canvas *k, int32_t day)
{
    Date d = date_of_days(day);
    Point at = place_of_day(y, k, monday_of(day));
    Str text = date_format(k->locale, k->a, d,
                           d.month == 1 ? STR("month") : STR("month_name"));

    if (at.y_pt >= 14)
        label_at(k, text, at.x_pt, at.y_pt - 7, ALIGN_LEFT, k->t->colors.ink_2,
                 false);
}

void draw_calendar(Canvas *k)
{
    Year y = year_of(k->c);
    const Series *s = &k->c->series[0];

    if (!k->c->days || !chart_span(k->c, &y.g.low, &y.g.high))
        return;
    y.g.k = k;
    y.g.cell_width = calendar_cell(&y, k->f->size.width_pt);
    y.g.cell_height =
        fmin(y.g.cell_width,
             ((k->f->size.height_pt - RAMP_PT) / y.bands - 17.5) / 7);
    y.band_pt = 7 * y.g.cell_height + 17.5;
    k->plot = (Rect){ 28, 0, k->f->size.width_pt - 28, k->f->size.height_pt };
    draw_weekdays(&y, k);
    for (size_t i = 0; i < k->c->category_count; i++) {
        Point at = place_of_day(&y, k, k->c->days[i]);
        if (at.y_pt < 14)
            continue; /* of the years left out */
        draw_cell(&y.g, at.x_pt, at.y_pt, s->values[i], STR(""));
        if (i == 0 || date_of_days(k->c->days[i]).month !=
                          date_of_days(k->c->days[i - 1]).month)
            name_month(&y, k, k->c->days[i]);
    }
    draw_ramp(k, k->plot.x_pt, y.g.low, y.g.high);
}
