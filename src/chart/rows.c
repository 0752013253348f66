/* rows.c - what lies on its side: bars, bullets, funnels. */

#include "chart/canvas.h"

#include <math.h>

double row_pitch_pt(const Chart *c)
{
    double bars = c->kind == CHART_BAR ? (double)c->series_count : 1;

    return c->kind == CHART_FUNNEL ? 31.5 : fmax(21, 10.5 * bars + 7);
}

/* ---- Names at the left ----------------------------------------------------
 */

static double names_width_pt(Canvas *k)
{
    double most = 0;

    for (size_t i = 0; i < k->c->category_count; i++)
        most = fmax(most, label_width_pt(k, k->c->categories[i], false));
    return fmin(most, k->f->size.width_pt * 0.38);
}

static double values_width_pt(Canvas *k, const Str *labels)
{
    double most = 0;

    for (size_t i = 0; labels && i < k->c->category_count; i++)
        most = fmax(most, label_width_pt(k, labels[i], false));
    return most;
}

/* On one line, or on two where the row is high enough; the rest is cut. */
static void draw_name(Canvas *k, size_t i, double room_pt, double y_pt)
{
    Str name = k->c->categories[i], first;
    double pitch = k->plot.height_pt / (double)k->c->category_count;
    double half = line_pt(k) / 2;

    first = pitch >= line_pt(k) * 2 ? first_words(k, name, room_pt) : name;
    if (first.len && first.len < name.len) {
        Str rest = str_trim(str_slice(name, first.len, name.len));
        label_at(k, first, 0, y_pt - half, ALIGN_LEFT, k->t->colors.ink, false);
        label_at(k, label_cut(k, rest, room_pt), 0, y_pt + half, ALIGN_LEFT,
                 k->t->colors.ink, false);
        return;
    }
    label_at(k, label_cut(k, name, room_pt), 0, y_pt, ALIGN_LEFT,
             k->t->colors.ink, false);
}

static double row_y(const Canvas *k, size_t i)
{
    double pitch = k->plot.height_pt / (double)k->c->category_count;
    return k->plot.y_pt + pitch * ((double)i + 0.5);
}

/* From `from` to `to` along the row, scaled to the plot. */
static double along(const Canvas *k, double value)
{
    double span = k->left.to - k->left.from;
    double share = span > 0 ? (value - k->left.from) / span : 0;

    return k->plot.x_pt + k->plot.width_pt * fmin(fmax(share, 0), 1);
}

static void begin_rows(Canvas *k, double top_pt, double value_room_pt)
{
    Size size = k->f->size;
    double names = names_width_pt(k) + 7;
    Extent e = chart_extent(k->c, false);

    k->plot = (Rect){ names, top_pt, size.width_pt - names - value_room_pt,
                      size.height_pt - top_pt };
    if (k->plot.width_pt < 20)
        k->plot.width_pt = fmin(20, size.width_pt - names);
    k->left = (Scale){ .from = fmin(e.min, 0), .to = fmax(e.max, 0) };
    if (!(k->left.to > k->left.from))
        k->left.to = k->left.from + 1;
}

/* ---- Bars -----------------------------------------------------------------
 */

static void draw_bar(Canvas *k, size_t s, size_t i, double y_pt,
                     double height_pt)
{
    double v = k->c->series[s].values[i];
    double zero = along(k, 0), end;
    Color c = series_color(k, s);

    if (!isfinite(v))
        return;
    end = along(k, v);
    if (v > 0 && end - zero < 0.75)
        end = zero + 0.75; /* however small, it is there */
    if (v < 0 && zero - end < 0.75)
        end = zero - 0.75;
    Rect r = { fmin(zero, end), y_pt - height_pt / 2, fabs(end - zero),
               height_pt };
    BarLook look = series_look(&k->c->series[s]);
    bar_mark(k, r, c, look == BAR_SOLID && is_unsure(k, i) ? BAR_PALE : look);
    /* below zero at the left, if there is room before the names */
    if (v < 0 && label_at(k, k->c->series[s].labels[i], end - 3.5, y_pt,
                          ALIGN_RIGHT, k->t->colors.ink, false))
        return;
    label_at(k, k->c->series[s].labels[i], fmax(zero, end) + 3.5, y_pt,
             ALIGN_LEFT, k->t->colors.ink, false);
}

/* Values drawn as lines down the rows, their words above. */
static void draw_references(Canvas *k)
{
    for (size_t i = 0; i < k->c->annotation_count; i++) {
        const Annotation *n = &k->c->annotations[i];
        double x = along(k, n->value), y = k->plot.y_pt;
        if (n->category >= 0)
            continue;
        stroke_line(k, (Point){ x, y }, (Point){ x, y + k->plot.height_pt }, 1,
                    k->t->colors.ink_2, true);
        y -= line_pt(k) / 2;
        if (!label_at(k, n->text, x, y, ALIGN_CENTER, k->t->colors.ink_2,
                      false))
            label_at(k, n->text, k->f->size.width_pt, y, ALIGN_RIGHT,
                     k->t->colors.ink_2, false);
    }
}

void draw_rows(Canvas *k)
{
    double top = legend_add(k), values = 0;
    size_t n = k->c->series_count;

    for (size_t s = 0; s < n; s++)
        values = fmax(values, values_width_pt(k, k->c->series[s].labels));
    for (size_t i = 0; i < k->c->annotation_count; i++)
        if (k->c->annotations[i].category < 0 && top < 40)
            top += line_pt(k); /* the words of a line across */
    begin_rows(k, top, values + 5);
    double pitch = k->plot.height_pt / (double)k->c->category_count;
    double height = fmin(pitch * 0.68 / (double)n, 14);
    for (size_t i = 0; i < k->c->category_count; i++) {
        double first = row_y(k, i) - height * (double)(n - 1) / 2;
        draw_name(k, i, k->plot.x_pt - 7, row_y(k, i));
        for (size_t s = 0; s < n; s++)
            draw_bar(k, s, i, first + height * (double)s,
                     n > 1 ? fmax(height - 1, height * 0.8) : height);
    }
    stroke_line(k, (Point){ along(k, 0), k->plot.y_pt },
                (Point){ along(k, 0), k->plot.y_pt + k->plot.height_pt }, 0.75,
                k->t->colors.rule_strong, false);
    draw_references(k);
}

/* ---- Bullets --------------------------------------------------------------
 */

static Str bullet_label(Canvas *k, size_t i)
{
    Str value = k->c->series[0].labels[i];

    if (!k->c->targets || !isfinite(k->c->targets[i]))
        return value;
    return str_format(k->a, "%.*s / %.*s", STR_ARG(value),
                      STR_ARG(k->c->target_labels[i]));
}

/* The target of a row: its own, or the line across all. */
static double target_of(const Canvas *k, size_t i)
{
    if (k->c->targets)
        return k->c->targets[i];
    for (size_t n = 0; n < k->c->annotation_count; n++)
        if (k->c->annotations[n].category < 0)
            return k->c->annotations[n].value;
    return NAN;
}

static void draw_bullet(Canvas *k, size_t i, double pitch_pt)
{
    double v = k->c->series[0].values[i], target = target_of(k, i);
    double y = row_y(k, i), zero = along(k, 0);

    fill_rect(k,
              (Rect){ k->plot.x_pt, y - pitch_pt * 0.3, k->plot.width_pt,
                      pitch_pt * 0.6 },
              k->t->colors.surface_2);
    if (isfinite(v))
        fill_rect(k,
                  (Rect){ fmin(zero, along(k, v)), y - pitch_pt * 0.16,
                          fabs(along(k, v) - zero), pitch_pt * 0.32 },
                  series_color(k, 0));
    if (isfinite(target))
        fill_rect(k,
                  (Rect){ along(k, target) - 1, y - pitch_pt * 0.3, 2,
                          pitch_pt * 0.6 },
                  k->t->colors.ink);
    draw_name(k, i, k->plot.x_pt - 7, y);
    label_at(k, bullet_label(k, i), k->f->size.width_pt, y, ALIGN_RIGHT,
             k->t->colors.ink, false);
}

void draw_bullets(Canvas *k)
{
    double widest = 0;

    for (size_t i = 0; i < k->c->category_count; i++)
        widest = fmax(widest, label_width_pt(k, bullet_label(k, i), false));
    begin_rows(k, 0, widest + 7);
    for (size_t i = 0; i < k->c->category_count; i++)
        draw_bullet(k, i, k->plot.height_pt / (double)k->c->category_count);
}

/* ---- Funnels --------------------------------------------------------------
 */

static Str percent_text(Canvas *k, double share)
{
    NumberFormat f = { .style = NUMBER_PERCENT, .decimals = DECIMALS_AUTO };

    f.decimals = share < 0.1 ? 2 : share < 1 ? 1 : 0;
    return number_format(k->locale, k->a, decimal_of_double(share), f);
}

/* The share of the step before that came this far. */
static void draw_rate(Canvas *k, size_t i, double x_pt)
{
    double now = k->c->series[0].values[i], before;

    if (i == 0)
        return;
    before = k->c->series[0].values[i - 1];
    if (!isfinite(now) || !isfinite(before) || before <= 0 || now < 0)
        return;
    Str text = str_format(k->a, "\xE2\x86\x93 %.*s",
                          STR_ARG(percent_text(k, now / before)));
    label_at(k, text, x_pt, (row_y(k, i) + row_y(k, i - 1)) / 2, ALIGN_RIGHT,
             k->t->colors.ink_2, false);
}

/* What share of the first step came to the last. */
static void draw_overall(Canvas *k, double x_pt)
{
    const double *values = k->c->series[0].values;
    size_t last = k->c->category_count - 1;
    Str share;

    if (last < 2 || !isfinite(values[0]) || !isfinite(values[last]) ||
        values[0] <= 0 || values[last] < 0)
        return;
    share = percent_text(k, values[last] / values[0]);
    label_at(k, words_with(k->a, k->c->words.overall, share), x_pt,
             row_y(k, last), ALIGN_RIGHT, k->t->colors.ink, true);
}

void draw_funnel(Canvas *k)
{
    const Series *s = &k->c->series[0];
    double values = values_width_pt(k, s->labels) + 7;
    double pitch, right = k->f->size.width_pt;

    begin_rows(k, 0, values + 42);
    pitch = k->plot.height_pt / (double)k->c->category_count;
    for (size_t i = 0; i < k->c->category_count; i++) {
        double v = s->values[i], y = row_y(k, i);
        draw_name(k, i, k->plot.x_pt - 7, y);
        if (!isfinite(v))
            continue;
        double width = fmax(along(k, v) - along(k, 0), 0.75);
        fill_rect(k,
                  (Rect){ k->plot.x_pt, y - pitch * 0.31, width, pitch * 0.62 },
                  series_color(k, 0));
        label_at(k, s->labels[i], k->plot.x_pt + width + 3.5, y, ALIGN_LEFT,
                 k->t->colors.ink, true);
    }
    for (size_t i = 1; i < k->c->category_count; i++)
        draw_rate(k, i, right);
    draw_overall(k, right);
}
