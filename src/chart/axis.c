/* axis.c - legend, value axes, categories, annotations. */

#include "chart/canvas.h"

#include <math.h>

#define LEGEND_ROW_PT 14.0
#define SQUARE_PT 7.0
#define LEGEND_ROWS 12.0 /* of more names the rest is counted */
#define DOT_ROOM_PT 3.0  /* for half a dot at the ends of a line */

/* ---- Legend ---------------------------------------------------------------
 */

static void legend_sign(Canvas *k, size_t series, double x_pt, double y_pt)
{
    Color c = series_color(k, series);
    const Series *s = &k->c->series[series];

    if (is_line(k->c, series))
        stroke_line(k, (Point){ x_pt, y_pt }, (Point){ x_pt + 14, y_pt }, 1.75,
                    c, s->is_dashed);
    else
        bar_mark(k, (Rect){ x_pt, y_pt - SQUARE_PT / 2, SQUARE_PT, SQUARE_PT },
                 c, series_look(s));
}

/* How far the next name is from the start of this one. */
static double legend_step_pt(const Theme *t, const Chart *c, size_t series,
                             double width_pt)
{
    TextSetting setting = style_setting(&t->text[TEXT_CHART], 0);
    double sign = is_line(c, series) ? 18 : SQUARE_PT + 4;
    double name = text_width_pt(t->book, c->series[series].name, setting);

    return fmin(sign + name, width_pt) + 14;
}

/* Others say what a mark is beside it, or have one series. */
static bool has_legend(const Chart *c)
{
    switch ((ChartKind)c->kind) {
    case CHART_COLUMN:
    case CHART_STACKED:
    case CHART_STACKED_100:
    case CHART_BAR:
    case CHART_AREA:
    case CHART_COMBO:
    case CHART_SCATTER:
    case CHART_BUBBLE:
    case CHART_MATRIX:
    case CHART_MARIMEKKO:
        return true;
    default:
        return false;
    }
}

/* The i-th name: of a stack the topmost first, as its parts lie. */
static size_t legend_series(const Chart *c, size_t i)
{
    return is_stacked(c) || c->kind == CHART_MARIMEKKO ? c->series_count - 1 - i
                                                       : i;
}

double legend_height_pt(const Theme *t, const Chart *c, double width_pt)
{
    double x = 0, rows = 1;

    if (c->series_count < 2 || !has_legend(c))
        return 0;
    for (size_t i = 0; i < c->series_count; i++) {
        double step = legend_step_pt(t, c, legend_series(c, i), width_pt);
        if (x > 0 && x + step - 14 > width_pt) {
            x = 0;
            rows++;
        }
        x += step;
    }
    /* a row more says how many are left out */
    return fmin(rows, LEGEND_ROWS + 1) * LEGEND_ROW_PT + 3.5;
}

/* How many rows of names a frame so high has room for. */
static double legend_rows_most(const Canvas *k)
{
    double most = floor(k->f->size.height_pt * 0.45 / LEGEND_ROW_PT);

    return fmin(most, LEGEND_ROWS);
}

static void legend_entry(Canvas *k, size_t series, Point at)
{
    double sign = is_line(k->c, series) ? 18 : SQUARE_PT + 4;
    Str name =
        label_cut(k, k->c->series[series].name, k->f->size.width_pt - sign);

    if (label_at(k, name, at.x_pt + sign, at.y_pt, ALIGN_LEFT,
                 k->t->colors.ink_2, false))
        legend_sign(k, series, at.x_pt, at.y_pt);
}

double legend_add(Canvas *k)
{
    double width = k->f->size.width_pt, x = 0, most = legend_rows_most(k);
    double full = legend_height_pt(k->t, k->c, width), y = LEGEND_ROW_PT / 2;

    if (!(full > 0) || most < 1)
        return 0;
    for (size_t i = 0; i < k->c->series_count; i++) {
        size_t s = legend_series(k->c, i);
        double step = legend_step_pt(k->t, k->c, s, width);
        if (x > 0 && x + step - 14 > width) {
            x = 0;
            y += LEGEND_ROW_PT;
        }
        if (y > most * LEGEND_ROW_PT) {
            label_at(k, str_format(k->a, "+ %zu", k->c->series_count - i), 0, y,
                     ALIGN_LEFT, k->t->colors.ink_2, false);
            break;
        }
        legend_entry(k, s, (Point){ x, y });
        x += step;
    }
    return y + LEGEND_ROW_PT / 2 + 3.5;
}

/* ---- Values ---------------------------------------------------------------
 */

/* All ticks in the unit of the largest: 0.5M, 1.0M, 1.5M. */
static Str text_in_unit(Locale *l, Arena *a, const Scale *s, double value)
{
    NumberFormat f = s->format, unit = s->format;
    double size = fabs(value) / s->divisor;

    unit.style =
        f.style == NUMBER_MONEY ? NUMBER_COMPACT_MONEY : NUMBER_COMPACT;
    unit.decimals = DECIMALS_AUTO;
    unit.significant = 1;
    NumberParts around =
        number_format_parts(l, a, decimal_of_double(s->divisor), unit);
    NumberParts number = number_format_parts(l, a, decimal_of_double(size), f);
    return str_format(a, "%s%.*s%.*s%.*s", value < 0 ? "\xE2\x88\x92" : "",
                      STR_ARG(around.before), STR_ARG(number.digits),
                      STR_ARG(around.after));
}

/* Some languages have no short form of a thousand. */
static bool has_unit(Locale *l, Arena *a, const Scale *s)
{
    NumberFormat f = { .style = NUMBER_COMPACT,
                       .decimals = DECIMALS_AUTO,
                       .significant = 1 };
    Decimal one = decimal_of_double(s->divisor);

    return number_format_parts(l, a, one, f).after.len > 0;
}

Str scale_text(Locale *l, Arena *a, const Scale *s, double value)
{
    NumberFormat f = s->format;

    if (value == 0)
        f.decimals = 0;
    else if (s->divisor > 1 && has_unit(l, a, s))
        return text_in_unit(l, a, s, value);
    else if (s->divisor > 1)
        f.decimals = 0;
    return number_format(l, a, decimal_of_double(value), f);
}

Str tick_text(Canvas *k, const Scale *s, double value)
{
    return scale_text(k->locale, k->a, s, value);
}

double widest_tick(Canvas *k, const Scale *s)
{
    double most = 0;

    for (int i = 0; i < s->tick_count; i++)
        most = fmax(
            most, label_width_pt(k, tick_text(k, s, scale_value(s, i)), false));
    return most;
}

double y_of(const Canvas *k, double value, bool right)
{
    const Scale *s = right ? &k->right : &k->left;
    double share = (value - s->from) / (s->to - s->from);

    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return k->plot.y_pt + k->plot.height_pt * (1 - share);
}

double band_pt(const Canvas *k)
{
    return k->plot.width_pt / (double)k->c->category_count;
}

double x_of(const Canvas *k, size_t category)
{
    return k->plot.x_pt + band_pt(k) * ((double)category + 0.5);
}

/* The right axis in the colour of what it measures, if that is one series. */
static Color right_color(const Canvas *k)
{
    Color c = k->t->colors.ink_2;
    size_t count = 0;

    for (size_t i = 0; i < k->c->series_count; i++)
        if (is_on_right(k->c, i) && !count++)
            c = label_color(k, series_color(k, i));
    return count == 1 ? c : k->t->colors.ink_2;
}

static void draw_ticks(Canvas *k)
{
    const Palette *p = &k->t->colors;
    double right = k->plot.x_pt + k->plot.width_pt;

    for (int i = 0; i < k->left.tick_count; i++) {
        double v = scale_value(&k->left, i), y = y_of(k, v, false);
        bool is_base = v == 0 || (i == 0 && k->left.from > 0);
        stroke_line(k, (Point){ k->plot.x_pt, y }, (Point){ right, y },
                    is_base ? 0.75 : 0.5, is_base ? p->rule_strong : p->rule,
                    false);
        label_at(k, tick_text(k, &k->left, v), k->plot.x_pt - 7, y, ALIGN_RIGHT,
                 p->ink_2, false);
    }
    for (int i = 0; k->has_right && i < k->right.tick_count; i++) {
        double v = scale_value(&k->right, i);
        label_at(k, tick_text(k, &k->right, v), right + 7, y_of(k, v, true),
                 ALIGN_LEFT, right_color(k), false);
    }
}

/* ---- Categories -----------------------------------------------------------
 */

enum { CATEGORY_LINES = 3 };

typedef struct {
    Str at[CATEGORY_LINES];
    size_t len;
} Wrapped;

/* A name on up to three lines no wider than the room; false if it is wider. */
static bool wrap(Canvas *k, Str s, double room_pt, Wrapped *out)
{
    out->len = 0;
    while (s.len) {
        Str line = first_words(k, s, room_pt);
        if (!line.len || out->len == CATEGORY_LINES)
            return false;
        out->at[out->len++] = str_trim(line);
        s = str_slice(s, line.len, s.len);
    }
    return true;
}

typedef struct {
    size_t every; /* each n-th is named, counted from the last */
    size_t lines; /* the most that one takes */
    double room_pt;
} CategoryPlan;

static CategoryPlan plan_categories(Canvas *k, double width_pt)
{
    size_t count = k->c->category_count;
    double band = width_pt / (double)count, widest = 0;
    CategoryPlan p = { 1, 1, band - 3.5 };
    bool wraps = true;

    /* once some name is wider than the plot the rest change nothing */
    for (size_t i = 0; i < count && (wraps || widest < width_pt); i++) {
        Wrapped w;
        widest = fmax(widest, label_width_pt(k, k->c->categories[i], false));
        wraps = wraps && wrap(k, k->c->categories[i], band - 3.5, &w);
        if (wraps && w.len > p.lines)
            p.lines = w.len;
    }
    if (wraps && (!k->c->is_time || p.lines == 1))
        return p;
    p.lines = 1;
    if (k->c->is_time || widest < band * 2.2) {
        p.every = (size_t)ceil((widest + 5) / band);
        if (p.every > count)
            p.every = count; /* the last alone */
        p.room_pt = band * (double)p.every - 3.5;
    } else {
        /* long names that do not wrap: as much as there is room for */
        p.every = band < 24 ? (size_t)ceil(24 / band) : 1;
        p.room_pt = band * (double)p.every - 3.5;
        p.lines = CATEGORY_LINES;
    }
    return p;
}

double line_pt(const Canvas *k)
{
    return label_size_pt(k) * 1.2;
}

static void draw_category(Canvas *k, size_t i, const CategoryPlan *p)
{
    double y = k->plot.y_pt + k->plot.height_pt + 5 + line_pt(k) / 2;
    double x = x_of(k, i), room = p->room_pt;
    double half = room / 2, width = k->f->size.width_pt;
    Wrapped w;

    if (x - half < 0 || x + half > width)
        room = 2 * fmin(x, width - x);
    if (!wrap(k, k->c->categories[i], fmax(room, p->room_pt), &w) ||
        w.len > p->lines) {
        w.at[0] = label_cut(k, k->c->categories[i], fmin(room, p->room_pt));
        w.len = 1;
    }
    for (size_t n = 0; n < w.len; n++) {
        double half_width = label_width_pt(k, w.at[n], false) / 2;
        double at = x < half_width           ? half_width
                    : x > width - half_width ? width - half_width
                                             : x;
        label_at(k, w.at[n], at, y + (double)n * line_pt(k), ALIGN_CENTER,
                 k->t->colors.ink_2, false);
    }
}

/* How many categories from this on belong to its group. */
static size_t group_len(const Chart *c, size_t first)
{
    size_t end = first + 1;

    while (end < c->category_count &&
           str_equal(c->category_groups[end], c->category_groups[first]))
        end++;
    return end - first;
}

#define GROUP_LEAST_PT 6.0 /* no name is told apart over less */

static void draw_groups(Canvas *k, double y_pt)
{
    const Str *groups = k->c->category_groups;

    for (size_t i = 0; groups && i < k->c->category_count;) {
        size_t len = group_len(k->c, i);
        if ((double)len * band_pt(k) >= GROUP_LEAST_PT)
            label_at(k, groups[i], x_of(k, i), y_pt, ALIGN_CENTER,
                     k->t->colors.muted, false);
        i += len;
    }
}

static void draw_categories(Canvas *k, const CategoryPlan *p)
{
    size_t count = k->c->category_count;
    double below = k->plot.y_pt + k->plot.height_pt;

    for (size_t i = 0; i < count; i++)
        if ((count - 1 - i) % p->every == 0)
            draw_category(k, i, p);
    draw_groups(k, below + 5 + line_pt(k) * ((double)p->lines + 0.5));
}

/* ---- The whole ------------------------------------------------------------
 */

static double below_pt(double line, const Chart *c)
{
    return 5 + line * (c->category_groups ? 2 : 1);
}

double chart_axis_height_pt(const Theme *t, const Chart *c, Size size)
{
    double text = t->text[TEXT_CHART].size_pt;

    return size.height_pt - legend_height_pt(t, c, size.width_pt) - text * 0.6 -
           below_pt(text * 1.2, c);
}

static void fit_scales(Canvas *k)
{
    double height = chart_axis_height_pt(k->t, k->c, k->f->size);

    k->has_right = false;
    for (size_t i = 0; i < k->c->series_count; i++)
        k->has_right |= is_on_right(k->c, i);
    k->left = chart_scale(k->c, false, height);
    if (k->has_right)
        k->right = chart_scale(k->c, true, height);
}

/* ---- The row above the plot: units, where axes start, the forecast --------
 */

Str axis_title(Arena *a, const Chart *c, bool right, const Scale *s, Str start)
{
    Str title = right ? c->right.title : c->left.title;

    start = s->from > 0 || s->to < 0 ? words_with(a, c->words.starts_at, start)
                                     : STR("");
    if (!title.len)
        return start;
    return str_format(a, "%.*s%s%.*s", STR_ARG(title),
                      start.len ? " \xC2\xB7 " : "", STR_ARG(start));
}

static Str side_title(Canvas *k, bool right)
{
    const Scale *s = right ? &k->right : &k->left;

    return axis_title(k->a, k->c, right, s, tick_text(k, s, s->from));
}

static bool has_forecast(const Chart *c)
{
    return c->forecast_from > 0 && c->forecast_from < c->category_count;
}

static bool has_head(Canvas *k, bool with_values)
{
    if (has_forecast(k->c) && k->c->words.forecast.len)
        return true;
    return with_values && (side_title(k, false).len ||
                           (k->has_right && side_title(k, true).len));
}

static void draw_head(Canvas *k, double y_pt)
{
    double width = k->f->size.width_pt;
    Str left = side_title(k, false);
    double room = width * (k->has_right ? 0.48 : 1);

    label_at(k, label_cut(k, left, room), 0, y_pt, ALIGN_LEFT,
             k->t->colors.ink_2, false);
    if (k->has_right)
        label_at(k, label_cut(k, side_title(k, true), room), width, y_pt,
                 ALIGN_RIGHT, right_color(k), false);
}

/* From where on it is expected; its word above the plot, else in it. */
static void forecast_line(Canvas *k)
{
    double x, y = k->plot.y_pt - line_pt(k) * 0.7;
    Str word = k->c->words.forecast;

    if (!has_forecast(k->c))
        return;
    x = x_of(k, k->c->forecast_from) - band_pt(k) / 2;
    stroke_line(k, (Point){ x, fmax(k->plot.y_pt - line_pt(k), 0) },
                (Point){ x, k->plot.y_pt + k->plot.height_pt }, 0.5,
                k->t->colors.rule_strong, false);
    for (int row = 0; row < 3; row++, y += line_pt(k) * 1.2)
        if (label_at(k, word, x + 3.5, y, ALIGN_LEFT, k->t->colors.ink_2,
                     false) ||
            label_at(k, word, x - 3.5, y, ALIGN_RIGHT, k->t->colors.ink_2,
                     false))
            return;
}

void axes_begin(Canvas *k, bool with_values, double right_gutter_pt)
{
    Size size = k->f->size;
    double top = legend_add(k);
    double below = below_pt(line_pt(k), k->c);
    double left = DOT_ROOM_PT, right = fmax(right_gutter_pt, DOT_ROOM_PT);

    top += label_size_pt(k) * 0.6;
    fit_scales(k);
    double head = top - label_size_pt(k) * 0.6 + line_pt(k) / 2;
    if (has_head(k, with_values))
        top += line_pt(k) * 1.2;
    /* the word of a forecast stands below what the right axis says */
    if (k->has_right && has_forecast(k->c))
        top += line_pt(k);
    if (with_values)
        left = fmin(widest_tick(k, &k->left) + 7, size.width_pt * 0.4);
    if (k->has_right)
        right = fmax(right,
                     fmin(widest_tick(k, &k->right) + 7, size.width_pt * 0.3));
    CategoryPlan plan = plan_categories(k, size.width_pt - left - right);
    if (plan.lines > 1 && size.height_pt - top - below < 90)
        plan.lines = 1; /* rather a plot than whole names */
    below += line_pt(k) * (double)(plan.lines - 1);
    if (!with_values)
        top += label_size_pt(k) * 1.3;
    top = fmin(top, fmax(size.height_pt - below - 1, 0));
    k->plot = (Rect){ left, top, fmax(size.width_pt - left - right, 1),
                      fmax(size.height_pt - top - below, 1) };
    if (with_values) {
        draw_head(k, head);
        draw_ticks(k);
    } else
        stroke_line(k, (Point){ left, y_of(k, 0, false) },
                    (Point){ size.width_pt - right, y_of(k, 0, false) }, 0.75,
                    k->t->colors.rule_strong, false);
    draw_categories(k, &plan);
}

/* ---- Annotations ----------------------------------------------------------
 */

static void pin_line(Canvas *k, const Annotation *note)
{
    double x = x_of(k, (size_t)note->category);

    stroke_line(k, (Point){ x, k->plot.y_pt },
                (Point){ x, k->plot.y_pt + k->plot.height_pt }, 0.5,
                k->t->colors.muted, true);
}

/* Beside its line, in the first row where there is room. */
static void pin_note(Canvas *k, const Annotation *note)
{
    double x = x_of(k, (size_t)note->category);
    bool placed = false;

    for (int row = 0; row < 5 && !placed; row++) {
        double y = k->plot.y_pt + line_pt(k) * (row + 0.5);
        placed = label_at(k, note->text, x + 3.5, y, ALIGN_LEFT,
                          k->t->colors.ink_2, false) ||
                 label_at(k, note->text, x - 3.5, y, ALIGN_RIGHT,
                          k->t->colors.ink_2, false);
    }
}

static void reference_line(Canvas *k, const Annotation *note)
{
    double y = y_of(k, note->value, false);
    double right = k->plot.x_pt + k->plot.width_pt;
    double above = y - label_size_pt(k) * 0.7;

    stroke_line(k, (Point){ k->plot.x_pt, y }, (Point){ right, y }, 1,
                k->t->colors.ink_2, true);
    if (!label_at(k, note->text, right, above, ALIGN_RIGHT, k->t->colors.ink_2,
                  false))
        label_at(k, note->text, k->plot.x_pt + 2, above, ALIGN_LEFT,
                 k->t->colors.ink_2, false);
}

static bool is_pin(const Canvas *k, const Annotation *note)
{
    return note->category >= 0 && (size_t)note->category < k->c->category_count;
}

void annotations_add(Canvas *k)
{
    const Annotation *notes = k->c->annotations;

    k->on_paper = true;
    forecast_line(k);
    k->on_paper = false;
    for (size_t i = 0; i < k->c->annotation_count; i++)
        if (is_pin(k, &notes[i]))
            pin_line(k, &notes[i]);
        else
            reference_line(k, &notes[i]);
    k->on_paper = true; /* words cover the lines behind them */
    for (size_t i = 0; i < k->c->annotation_count; i++)
        if (is_pin(k, &notes[i]))
            pin_note(k, &notes[i]);
    k->on_paper = false;
}
