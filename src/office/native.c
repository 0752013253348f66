/* native.c - from the kinds of a report to the series of DrawingML. */

#include "office/native.h"

#include "office/xml.h"

#include <math.h>

/* Longer names are cut: a cell holds 32,767 characters, a legend far fewer. */
enum { NAME_BYTES = 240 };

typedef struct {
    Arena *a;
    const Theme *t;
    Locale *locale;
    const Chart *c;
    NativeChart *out;
} Maker;

/* ---- Words --------------------------------------------------------------- */

static Str clean_name(Arena *a, Str s)
{
    Buf b = { 0 };
    size_t cut = s.len;

    if (s.len > NAME_BYTES)
        for (cut = NAME_BYTES; cut && (s.at[cut] & 0xC0) == 0x80;)
            cut--;
    xml_clean(&b, str_slice(s, 0, cut), CLEAN_ONLY);
    for (size_t i = 0; i < b.len; i++)
        if (b.at[i] == '\n' || b.at[i] == '\r' || b.at[i] == '\t')
            b.at[i] = ' ';
    if (cut < s.len)
        buf_add_str(&b, STR("…"));
    Str text = buf_copy(a, &b);
    buf_free(&b);
    return text;
}

static const Str *clean_names(Arena *a, const Str *names, size_t count)
{
    Str *out = arena_make_array(a, Str, count);

    for (size_t i = 0; i < count; i++)
        out[i] = clean_name(a, names[i]);
    return out;
}

/* ---- Number formats -------------------------------------------------------
 */

static void add_literal(Buf *b, Str s)
{
    if (!s.len)
        return;
    buf_add_char(b, '"');
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != '"')
            buf_add_char(b, s.at[i]);
    buf_add_char(b, '"');
}

static void add_digits(Buf *b, int decimals, double divisor, bool grouped)
{
    buf_add_str(b, grouped ? STR("#,##0") : STR("0"));
    if (decimals > 0)
        buf_add_char(b, '.');
    for (int i = 0; i < decimals; i++)
        buf_add_char(b, '0');
    for (double d = divisor; d > 1; d /= 1000)
        buf_add_char(b, ',');
}

/* What stands before and after the digits of a number so large. */
static NumberParts around(Arena *a, Locale *l, NumberFormat f, double divisor)
{
    bool is_money = f.style == NUMBER_MONEY || f.style == NUMBER_COMPACT_MONEY;

    f.decimals = 0;
    f.significant = 0;
    f.always_sign = false;
    if (divisor > 1)
        f.style = is_money ? NUMBER_COMPACT_MONEY : NUMBER_COMPACT;
    else
        f.style = is_money ? NUMBER_MONEY : NUMBER_PLAIN;
    return number_format_parts(l, a, decimal_of_double(divisor), f);
}

Str format_code(Arena *a, Locale *l, NumberFormat f, double divisor,
                int decimals)
{
    Buf b = { 0 };

    if (f.style == NUMBER_PERCENT || f.style == NUMBER_POINTS) {
        add_digits(&b, decimals, 1, false);
        buf_add_str(&b, f.percent_of_100 ? STR("\"%\"") : STR("%"));
    } else if (f.style == NUMBER_MULTIPLE) {
        add_digits(&b, decimals, 1, false);
        buf_add_str(&b, STR("\"×\""));
    } else {
        NumberParts p = around(a, l, f, divisor);
        bool has_unit = divisor <= 1 || p.digits.len == 1;
        if (!has_unit)
            p = around(a, l, f, 1); /* a language without the short form */
        add_literal(&b, p.before);
        add_digits(&b, has_unit ? decimals : 0, has_unit ? divisor : 1, true);
        add_literal(&b, p.after);
    }
    Str code = buf_copy(a, &b);
    buf_free(&b);
    return code;
}

static double largest(const NativeSeries *s, size_t count)
{
    double most = 0;

    for (size_t i = 0; i < count; i++)
        if (isfinite(s->values[i]))
            most = fmax(most, fabs(s->values[i]));
    return most;
}

/* How many digits a printed number shows after its point; -1 if it shows more
 * digits in all than a short form has. */
static int shown_decimals(Str label)
{
    int all = 0, after = -1;

    for (size_t i = 0; i < label.len; i++) {
        char ch = label.at[i];
        if (ch >= '0' && ch <= '9') {
            all++;
            after += after >= 0;
        } else if (ch == '.' || ch == ',') {
            after = 0;
        }
    }
    return all > 4 ? -1 : after > 0 ? after : 0;
}

static Str label_of_largest(const Series *s, size_t count)
{
    size_t best = count;

    for (size_t i = 0; i < count; i++)
        if (isfinite(s->values[i]) && s->labels[i].len &&
            (best == count || fabs(s->values[i]) > fabs(s->values[best])))
            best = i;
    return best < count ? s->labels[best] : (Str){ 0 };
}

/* One code for values of every size that is not negative, each with the unit
 * and about the digits that its short form has: £1.72M, £56.5K, £8,799. */
static Str short_code(const Maker *m, NumberFormat f, const char *sign,
                      double most)
{
    int decimals = most < 1e7 ? 2 : most < 1e8 ? 1 : 0;
    Str large = format_code(m->a, m->locale, f, 1e6, decimals);
    Str middle = format_code(m->a, m->locale, f, 1e3, 1);
    Str small = format_code(m->a, m->locale, f, 1, 0);

    if (most >= 1e9)
        return str_format(m->a, "%s%.*s", sign,
                          STR_ARG(format_code(m->a, m->locale, f, 1e9, 2)));
    return str_format(m->a, "[>=1000000]%s%.*s;[>=10000]%s%.*s;%s%.*s", sign,
                      STR_ARG(large), sign, STR_ARG(middle), sign,
                      STR_ARG(small));
}

static bool any_negative(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (values[i] < 0)
            return true;
    return false;
}

/* How values are printed beside their marks: with the unit and the digits that
 * the largest label has in the report. */
static Str label_code(const Maker *m, NumberFormat f, const Series *s,
                      const char *sign, bool has_negative)
{
    NativeSeries values = { .values = s->values };
    double most = largest(&values, m->c->category_count);
    int decimals = shown_decimals(label_of_largest(s, m->c->category_count));
    bool is_share = f.style == NUMBER_PERCENT || f.style == NUMBER_POINTS ||
                    f.style == NUMBER_MULTIPLE;
    bool is_short = !is_share && decimals >= 0 && most >= 1e4;
    double divisor = 1;

    if (is_short && !has_negative)
        return short_code(m, f, sign, most);
    if (is_short)
        divisor = most >= 1e9 ? 1e9 : most >= 1e6 ? 1e6 : 1e3;
    Str code =
        format_code(m->a, m->locale, f, divisor, decimals > 0 ? decimals : 0);
    /* the height of a falling bar is positive above zero */
    return *sign ? str_format(m->a, "%s%.*s;%s%.*s", sign, STR_ARG(code), sign,
                              STR_ARG(code))
                 : code;
}

/* ---- Series ---------------------------------------------------------------
 */

static NativeSeries *add_series(Maker *m, Str name, NativeMark mark,
                                Color color)
{
    NativeSeries *s = &m->out->series[m->out->series_count++];

    *s = (NativeSeries){ .name = clean_name(m->a, name),
                         .mark = (uint8_t)mark,
                         .color = color,
                         .in_legend = true,
                         .stroke_pt = 1.75 };
    return s;
}

static bool is_unsure(const Chart *c, size_t category)
{
    return category >= c->partial_from || category >= c->forecast_from;
}

/* Columns of periods that are not over are paler. */
static void mark_unsure(Maker *m, NativeSeries *s)
{
    const Chart *c = m->c;
    bool any = false;
    Color *points = arena_make_array(m->a, Color, c->category_count);

    for (size_t i = 0; i < c->category_count; i++) {
        points[i] = is_unsure(c, i) ? pale_color(m->t, s->color) : s->color;
        any |= is_unsure(c, i);
    }
    if (any)
        s->points = points;
}

static void plain_series(Maker *m, NativeMark mark)
{
    const Chart *c = m->c;

    for (size_t i = 0; i < c->series_count; i++) {
        const Series *from = &c->series[i];
        bool as_line = is_line(c, i);
        const NumberFormat f =
            is_on_right(c, i) ? c->right.format : c->left.format;
        NativeSeries *s =
            add_series(m, from->name, as_line ? NATIVE_LINE : mark,
                       chart_series_color(m->t, c, i));
        s->values = from->values;
        s->on_right = is_on_right(c, i);
        s->is_dashed =
            from->is_dashed || (as_line && from->scenario >= SCENARIO_PLAN);
        s->scenario = from->scenario;
        s->stroke_pt = from->is_highlight ? 2.25
                       : from->is_context ? 1.25
                                          : 1.75;
        s->has_labels = c->label_values && !as_line;
        s->label_format = label_code(
            m, f, from, "", any_negative(from->values, c->category_count));
        if (s->mark == NATIVE_BAR)
            mark_unsure(m, s);
    }
}

/* A line across the plot, as a series of one value. */
static void reference_lines(Maker *m)
{
    const Chart *c = m->c;

    for (size_t i = 0; i < c->annotation_count; i++) {
        const Annotation *n = &c->annotations[i];
        if (n->category >= 0 || m->out->is_horizontal)
            continue;
        double *values = arena_make_array(m->a, double, c->category_count);
        for (size_t k = 0; k < c->category_count; k++)
            values[k] = n->value;
        NativeSeries *s =
            add_series(m, n->text, NATIVE_LINE, m->t->colors.ink_2);
        s->values = values;
        s->is_dashed = true;
        s->stroke_pt = 1;
    }
}

static double *blank_values(Maker *m);

/* An area from the one below it, as high as two edges are apart. */
static void band_area(Maker *m, const Series *s, const double *low,
                      const double *high, Color color)
{
    double *values = blank_values(m);
    NativeSeries *area = add_series(m, s->name, NATIVE_AREA, color);

    for (size_t i = 0; i < m->c->category_count; i++) {
        bool known = isfinite(low[i]) && isfinite(high[i]);
        values[i] = known ? high[i] - low[i] : 0;
    }
    area->values = values;
    area->in_legend = false;
}

/* What a series is expected between: areas on one that cannot be seen.  Where
 * there is no band they meet the line, for Office knows no gap in an area. */
static void band_series(Maker *m, size_t series)
{
    const Series *s = &m->c->series[series];
    Color c = chart_series_color(m->t, m->c, series);
    Color pale = color_mix(c, m->t->colors.paper, 0.85);
    double *base = blank_values(m);
    NativeSeries *hidden =
        add_series(m, STR("Base"), NATIVE_AREA, m->t->colors.paper);

    for (size_t i = 0; i < m->c->category_count; i++)
        base[i] = isfinite(s->low[i])      ? s->low[i]
                  : isfinite(s->values[i]) ? s->values[i]
                                           : 0;
    hidden->values = base;
    hidden->is_hidden = true;
    hidden->in_legend = false;
    m->out->is_stacked = true;
    if (!s->inner_low) {
        band_area(m, s, s->low, s->high, pale);
        return;
    }
    band_area(m, s, s->low, s->inner_low, pale);
    band_area(m, s, s->inner_low, s->inner_high,
              color_mix(c, m->t->colors.paper, 0.68));
    band_area(m, s, s->inner_high, s->high, pale);
}

/* Of one series: more would stand on each other. */
static void add_bands(Maker *m)
{
    for (size_t i = 0; i < m->c->series_count; i++)
        if (m->c->series[i].low) {
            band_series(m, i);
            return;
        }
}

static double *blank_values(Maker *m)
{
    double *values = arena_make_array(m->a, double, m->c->category_count);

    for (size_t i = 0; i < m->c->category_count; i++)
        values[i] = NAN;
    return values;
}

/* ---- Waterfall ------------------------------------------------------------
 */

/* Which way a bar goes; above and below zero are different series, for what
 * stands on an invisible one cannot cross zero. */
enum { RISE, FALL, TOTAL, DIRECTIONS };

typedef struct {
    double *base;
    double *above[DIRECTIONS], *below[DIRECTIONS];
    bool has_below[DIRECTIONS];
} Bars;

static void place_bar(Bars *b, size_t i, Step s)
{
    int way = s.is_total ? TOTAL : s.to >= s.from ? RISE : FALL;
    double low = fmin(s.from, s.to), high = fmax(s.from, s.to);

    if (!isfinite(low))
        return;
    b->base[i] = low > 0 ? low : high < 0 ? high : 0;
    if (high > 0)
        b->above[way][i] = high - fmax(low, 0);
    if (low < 0) {
        b->below[way][i] = low - fmin(high, 0);
        b->has_below[way] = true;
    }
    if (low == high)
        b->above[way][i] = 0;
}

static void waterfall_series(Maker *m)
{
    static const char *names[] = { "Rise", "Fall", "Total" };
    static const char *signs[] = { "+", "−", "" };
    const Chart *c = m->c;
    const Palette *p = &m->t->colors;
    bool down_good = c->better_is_down;
    Color colors[] = { down_good ? p->negative : p->positive,
                       down_good ? p->positive : p->negative, p->series[0] };
    Bars b = { .base = blank_values(m) };
    double level = 0;

    for (int w = 0; w < DIRECTIONS; w++) {
        b.above[w] = blank_values(m);
        b.below[w] = blank_values(m);
    }
    for (size_t i = 0; i < c->category_count; i++)
        place_bar(&b, i, waterfall_step(c, i, &level));
    NativeSeries *s = add_series(m, STR("Base"), NATIVE_BAR, p->paper);
    s->values = b.base;
    s->is_hidden = true;
    s->in_legend = false;
    for (int w = 0; w < DIRECTIONS * 2; w++) {
        int way = w % DIRECTIONS;
        bool below = w >= DIRECTIONS;
        if (below && !b.has_below[way])
            continue;
        s = add_series(
            m, str_format(m->a, "%s%s", names[way], below ? " below zero" : ""),
            NATIVE_BAR, colors[way]);
        s->values = below ? b.below[way] : b.above[way];
        s->has_labels = s->labels_leave = true;
        s->label_format =
            label_code(m, c->left.format, &c->series[0], signs[way], below);
    }
}

/* ---- Funnel ---------------------------------------------------------------
 */

static void funnel_series(Maker *m)
{
    const Chart *c = m->c;
    NativeSeries all = { .values = c->series[0].values };
    double most = largest(&all, c->category_count);
    double *base = blank_values(m);
    NativeSeries *s =
        add_series(m, STR("Base"), NATIVE_BAR, m->t->colors.paper);

    for (size_t i = 0; i < c->category_count; i++)
        if (isfinite(all.values[i]))
            base[i] = (most - fabs(all.values[i])) / 2;
    s->values = base;
    s->is_hidden = true;
    s->in_legend = false;
    s = add_series(m, c->series[0].name, NATIVE_BAR,
                   chart_series_color(m->t, c, 0));
    s->values = all.values;
    s->has_labels = true;
    s->labels_leave = true;
    s->label_format = label_code(m, c->left.format, &c->series[0], "", false);
}

/* ---- Donut ----------------------------------------------------------------
 */

static void donut_series(Maker *m)
{
    Slices slices = chart_slices(m->a, m->c);
    Str *names = arena_make_array(m->a, Str, slices.len);
    double *values = arena_make_array(m->a, double, slices.len);
    Color *points = arena_make_array(m->a, Color, slices.len);
    NativeSeries *s = add_series(m, m->c->series[0].name, NATIVE_DONUT,
                                 m->t->colors.series[0]);

    for (size_t i = 0; i < slices.len; i++) {
        names[i] = clean_name(m->a, slices.at[i].name);
        values[i] = slices.at[i].value;
        points[i] = slice_color(m->t, &slices.at[i], i);
    }
    m->out->categories = names;
    m->out->groups = NULL;
    m->out->category_count = slices.len;
    s->values = values;
    s->points = points;
    s->has_labels = true;
    s->label_format = STR("0%");
    if (m->c->center)
        m->out->center =
            str_trim(str_format(m->a, "%.*s\n%.*s", STR_ARG(m->c->center[0]),
                                STR_ARG(m->c->center[1])));
}

/* ---- Points ---------------------------------------------------------------
 */

/* A bubble without a size, or one of none, is not drawn. */
static double *drawn_values(Maker *m, const Series *s)
{
    const Chart *c = m->c;
    double *out = blank_values(m);

    for (size_t i = 0; i < c->category_count; i++)
        if (isfinite(c->x_values[i]) &&
            (c->kind != CHART_BUBBLE ||
             (isfinite(c->sizes[i]) && c->sizes[i] > 0)))
            out[i] = s->values[i];
    return out;
}

static bool point_series(Maker *m)
{
    const Chart *c = m->c;
    bool is_bubble = c->kind == CHART_BUBBLE;

    if (!c->x_values || (is_bubble && !c->sizes))
        return false;
    for (size_t i = 0; i < c->series_count; i++) {
        NativeSeries *s = add_series(m, c->series[i].name,
                                     is_bubble ? NATIVE_BUBBLE : NATIVE_SCATTER,
                                     chart_series_color(m->t, c, i));
        s->values = drawn_values(m, &c->series[i]);
    }
    m->out->x_values = c->x_values;
    m->out->sizes = is_bubble ? c->sizes : NULL;
    m->out->groups = NULL;
    return true;
}

static double middle_of(const Scale *s, double wanted)
{
    return isfinite(wanted) ? fmin(fmax(wanted, s->from), s->to)
                            : s->from / 2 + s->to / 2;
}

static void set_bottom(Maker *m)
{
    NativeChart *out = m->out;
    NativeAxis *b = &out->bottom;

    *b = (NativeAxis){ .scale = chart_bottom_scale(m->c, 483),
                       .is_shown = true };
    b->format = format_code(m->a, m->locale, b->scale.format, b->scale.divisor,
                            b->scale.decimals);
    out->is_parted = m->c->kind == CHART_MATRIX;
    out->cross_x = middle_of(&b->scale, m->c->cross_x);
    out->cross_y = middle_of(&out->left.scale, m->c->cross_y);
}

/* ---- Gauge ----------------------------------------------------------------
 */

/* The value, what is left, and the half that is not seen. */
static bool gauge_series(Maker *m)
{
    const Chart *c = m->c;
    Scale scale = gauge_scale(c);
    double span = scale.to - scale.from, v = c->series[0].values[0];
    Str *names = arena_make_array(m->a, Str, 3);
    double *values = arena_make_array(m->a, double, 3);
    Color *points = arena_make_array(m->a, Color, 3);
    NativeSeries *s;

    if (c->category_count != 1 || !isfinite(v) || !(span > 0) ||
        !isfinite(span))
        return false;
    s = add_series(m, c->series[0].name, NATIVE_DONUT, m->t->colors.series[0]);
    values[0] = fmin(fmax(v - scale.from, 0), span);
    values[1] = span - values[0];
    values[2] = span;
    names[0] = clean_name(m->a, c->categories[0]);
    names[1] = names[2] = clean_name(m->a, STR(""));
    points[0] = m->t->colors.series[0];
    points[1] = m->t->colors.surface_2;
    points[2] = m->t->colors.paper;
    s->values = values;
    s->points = points;
    m->out->categories = names;
    m->out->groups = NULL;
    m->out->category_count = 3;
    m->out->is_gauge = true;
    m->out->center =
        c->targets && isfinite(c->targets[0])
            ? str_format(m->a, "%.*s\n/ %.*s", STR_ARG(c->series[0].labels[0]),
                         STR_ARG(c->target_labels[0]))
            : c->series[0].labels[0];
    return true;
}

/* ---- The whole ------------------------------------------------------------
 */

static NativeAxis axis_of(Maker *m, bool right, double height_pt)
{
    NativeAxis x = { .scale = chart_scale(m->c, right, height_pt),
                     .is_shown = true };

    x.format = format_code(m->a, m->locale, x.scale.format, x.scale.divisor,
                           x.scale.decimals);
    return x;
}

static void set_axes(Maker *m, double height_pt)
{
    NativeChart *out = m->out;

    out->has_axes = true;
    for (size_t i = 0; i < out->series_count; i++)
        out->has_right |= out->series[i].on_right;
    if (m->c->kind == CHART_FUNNEL) {
        double most = largest(&out->series[1], out->category_count);
        out->left.scale = (Scale){ .from = 0,
                                   .to = most > 0 ? most : 1,
                                   .step = most > 0 ? most : 1 };
        out->left.format = STR("General");
        return;
    }
    out->left = axis_of(m, false, height_pt);
    out->left.is_shown =
        m->c->kind != CHART_SPARKLINE &&
        !(m->c->label_values && !is_stacked(m->c) &&
          m->c->kind != CHART_COMBO && m->c->kind != CHART_LINE);
    if (m->c->kind == CHART_WATERFALL)
        out->left.is_shown = false;
    if (out->has_right)
        out->right = axis_of(m, true, height_pt);
}

/* ---- Notes on categories --------------------------------------------------
 */

/* Words of all the notes on one category. */
static Str words_of(Maker *m, size_t category)
{
    Str words = { 0 };

    for (size_t i = 0; i < m->c->annotation_count; i++) {
        const Annotation *n = &m->c->annotations[i];
        if (n->category != (int32_t)category)
            continue;
        words = words.len ? str_format(m->a, "%.*s \xC2\xB7 %.*s",
                                       STR_ARG(words), STR_ARG(n->text))
                          : n->text;
    }
    return words;
}

/* Neighbours stand at different heights, so that their words pass each other.
 */
static double height_of_note(const Scale *axis, size_t index)
{
    return axis->from + (axis->to - axis->from) * (0.97 - 0.07 * (index % 3));
}

/* A series that is not seen: its points bear the words, and a line leads down
 * from each.  It stands below the top of the left axis, which is known. */
static void notes_series(Maker *m)
{
    const Chart *c = m->c;
    Str *notes = arena_make_array(m->a, Str, c->category_count);
    double *values = blank_values(m);
    Str name = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < c->category_count; i++) {
        notes[i] = words_of(m, i);
        if (!notes[i].len)
            continue;
        values[i] = height_of_note(&m->out->left.scale, count++);
        name = name.len ? str_format(m->a, "%.*s \xC2\xB7 %.*s", STR_ARG(name),
                                     STR_ARG(notes[i]))
                        : notes[i];
    }
    if (!count)
        return;
    NativeSeries *s = add_series(m, name, NATIVE_LINE, m->t->colors.muted);
    s->values = values;
    s->notes = notes;
    s->is_hidden = true;
    s->in_legend = false;
}

static bool shows_pins(const Chart *c)
{
    return c->kind == CHART_LINE || c->kind == CHART_AREA ||
           c->kind == CHART_COLUMN || c->kind == CHART_COMBO ||
           c->kind == CHART_STACKED || c->kind == CHART_STACKED_100;
}

static bool add_kind(Maker *m)
{
    NativeChart *out = m->out;

    switch ((ChartKind)m->c->kind) {
    case CHART_LINE:
        add_bands(m);
        plain_series(m, NATIVE_LINE);
        break;
    case CHART_SPARKLINE:
        plain_series(m, NATIVE_LINE);
        break;
    case CHART_COLUMN:
    case CHART_COMBO:
        plain_series(m, NATIVE_BAR);
        break;
    case CHART_STACKED:
    case CHART_STACKED_100:
        out->is_stacked = true;
        out->is_percent = m->c->kind == CHART_STACKED_100;
        plain_series(m, NATIVE_BAR);
        break;
    case CHART_BAR:
        out->is_horizontal = true;
        plain_series(m, NATIVE_BAR);
        break;
    case CHART_AREA:
        out->is_stacked = m->c->series_count > 1;
        plain_series(m, NATIVE_AREA);
        break;
    case CHART_DONUT:
        donut_series(m);
        break;
    case CHART_WATERFALL:
        out->is_stacked = true;
        waterfall_series(m);
        break;
    case CHART_FUNNEL:
        out->is_stacked = out->is_horizontal = true;
        funnel_series(m);
        break;
    case CHART_HISTOGRAM:
        out->gap = 3;
        plain_series(m, NATIVE_BAR);
        break;
    case CHART_SLOPE:
        plain_series(m, NATIVE_LINE);
        for (size_t i = 0; i < out->series_count; i++)
            out->series[i].has_labels = true;
        break;
    case CHART_SCATTER:
    case CHART_BUBBLE:
    case CHART_MATRIX:
        return point_series(m);
    case CHART_GAUGE:
        return gauge_series(m);
    case CHART_BULLET:
    case CHART_HEATMAP:
    case CHART_COHORT:
    case CHART_CALENDAR:
    case CHART_GANTT:
    case CHART_TREEMAP:
    case CHART_MARIMEKKO:
    case CHART_MULTIPLES:
        return false;
    }
    return true;
}

bool native_chart(Arena *a, const Theme *t, Locale *locale, const Chart *chart,
                  double height_pt, NativeChart *out)
{
    Maker m = { a, t, locale, chart, out };
    size_t room = chart->series_count + chart->annotation_count + 12;

    *out = (NativeChart){
        .categories = clean_names(a, chart->categories, chart->category_count),
        .groups =
            chart->category_groups
                ? clean_names(a, chart->category_groups, chart->category_count)
                : NULL,
        .category_count = chart->category_count,
        .series = arena_make_array(a, NativeSeries, room),
        .gap = chart->kind == CHART_FUNNEL ? 15 : 45,
        .lang = locale_tag(locale),
    };
    if (!chart->series_count || !chart->category_count || !add_kind(&m))
        return false;
    if (chart->kind == CHART_DONUT) {
        out->has_legend = true;
        return out->category_count > 0;
    }
    if (out->is_gauge)
        return true;
    if (chart->kind != CHART_WATERFALL && chart->kind != CHART_FUNNEL &&
        !out->x_values)
        reference_lines(&m);
    set_axes(&m, height_pt);
    if (out->x_values)
        set_bottom(&m);
    size_t count = out->series_count;
    if (shows_pins(chart))
        notes_series(&m);
    out->has_legend = count > 1 && chart->kind != CHART_WATERFALL &&
                      chart->kind != CHART_FUNNEL;
    return true;
}
