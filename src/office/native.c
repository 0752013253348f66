/* native.c - from the kinds of a report to the series of DrawingML. */

#include "office/native_maker.h"

#include "office/xml.h"

#include <math.h>

/* Longer names are cut in the middle, since names differ at their ends; Office
 * cuts what it draws by itself. */
enum { NAME_BYTES = 2000 };

/* ---- Words --------------------------------------------------------------- */

Str clean_name(Arena *a, Str s)
{
    Buf b = { 0 };

    if (s.len > NAME_BYTES) {
        size_t head = NAME_BYTES / 2, tail = s.len - NAME_BYTES / 2;
        while (head && (s.at[head] & 0xC0) == 0x80)
            head--;
        while (tail < s.len && (s.at[tail] & 0xC0) == 0x80)
            tail++;
        xml_clean(&b, str_slice(s, 0, head), CLEAN_ONLY);
        buf_add_str(&b, STR("…"));
        xml_clean(&b, str_slice(s, tail, s.len), CLEAN_ONLY);
    } else {
        xml_clean(&b, s, CLEAN_ONLY);
    }
    for (size_t i = 0; i < b.len; i++)
        if (b.at[i] == '\n' || b.at[i] == '\r' || b.at[i] == '\t')
            b.at[i] = ' ';
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

Str signed_code(Arena *a, Str code)
{
    return str_format(a, "%.*s;\"−\"%.*s", STR_ARG(code), STR_ARG(code));
}

double largest(const NativeSeries *s, size_t count)
{
    double most = 0;

    for (size_t i = 0; i < count; i++)
        if (isfinite(s->values[i]))
            most = fmax(most, fabs(s->values[i]));
    return most;
}

/* What parts whole from fraction in this language. */
static Str decimal_point(Arena *a, Locale *l)
{
    Str one = number_format(l, a, decimal_of_double(1.5),
                            (NumberFormat){ .decimals = 1 });

    return one.len > 2 ? str_slice(one, 1, one.len - 1) : STR(".");
}

/* How many digits a printed number shows after its point; -1 if it shows more
 * digits in all than a short form has. */
static int shown_decimals(Str label, Str point)
{
    int all = 0, after = -1;

    for (size_t i = 0; i < label.len; i++) {
        if (label.at[i] >= '0' && label.at[i] <= '9') {
            all++;
            after += after >= 0;
        } else if (str_starts(str_slice(label, i, label.len), point)) {
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
Str label_code(const Maker *m, NumberFormat f, const Series *s,
               const char *sign, bool has_negative)
{
    NativeSeries values = { .values = s->values };
    double most = largest(&values, m->c->category_count);
    int decimals = shown_decimals(label_of_largest(s, m->c->category_count),
                                  decimal_point(m->a, m->locale));
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
    if (*sign)
        return str_format(m->a, "%s%.*s;%s%.*s", sign, STR_ARG(code), sign,
                          STR_ARG(code));
    return has_negative ? signed_code(m->a, code) : code;
}

/* ---- Series ---------------------------------------------------------------
 */

NativeSeries *add_series(Maker *m, Str name, NativeMark mark, Color color)
{
    NativeSeries *s = &m->out->series[m->out->series_count++];

    *s = (NativeSeries){ .name = clean_name(m->a, name),
                         .mark = (uint8_t)mark,
                         .color = color,
                         .in_legend = true,
                         .dashed_from = m->c->category_count,
                         .stroke_pt = 1.75 };
    return s;
}

double *blank_values(Maker *m)
{
    double *values = arena_make_array(m->a, double, m->c->category_count);

    for (size_t i = 0; i < m->c->category_count; i++)
        values[i] = NAN;
    return values;
}

static NativeLook look_at(const Chart *c, const Series *s, size_t category)
{
    switch ((Scenario)s->scenario) {
    case SCENARIO_PLAN:
        return LOOK_OUTLINE;
    case SCENARIO_FORECAST:
        return LOOK_HATCHED;
    case SCENARIO_PRIOR:
        return LOOK_SOLID;
    case SCENARIO_ACTUAL:
        break;
    }
    return category >= c->forecast_from    ? LOOK_HATCHED
           : chart_is_partial(c, category) ? LOOK_PALE
                                           : LOOK_SOLID;
}

static void set_looks(Maker *m, const Series *from, NativeSeries *s)
{
    uint8_t *looks = arena_make_array(m->a, uint8_t, m->c->category_count);

    for (size_t i = 0; i < m->c->category_count; i++)
        looks[i] = (uint8_t)look_at(m->c, from, i);
    s->looks = looks;
}

/* Shares of each column as the report prints them, adding up to 100. */
static void label_shares(Maker *m)
{
    const Chart *c = m->c;
    NativeSeries *series = m->out->series;
    double *values = arena_make_array(m->a, double, c->series_count);
    int *percents = arena_make_array(m->a, int, c->series_count);

    for (size_t s = 0; s < c->series_count; s++)
        series[s].texts = arena_make_array(m->a, Str, c->category_count);
    for (size_t i = 0; i < c->category_count; i++) {
        for (size_t s = 0; s < c->series_count; s++)
            values[s] = fabs(c->series[s].values[i]);
        percents_of(values, c->series_count, percents);
        for (size_t s = 0; s < c->series_count; s++)
            ((Str *)series[s].texts)[i] =
                percent_print(m->a, m->locale, percents[s], values[s] > 0);
    }
}

/* What a column adds up to, over it: beside a point that is not seen. */
static void add_totals(Maker *m)
{
    const Chart *c = m->c;
    double *tops = blank_values(m);
    NativeSeries *s;

    if (!c->total_labels)
        return;
    for (size_t i = 0; i < c->category_count; i++)
        for (size_t k = 0; k < c->series_count; k++)
            if (c->series[k].values[i] > 0)
                tops[i] =
                    (isnan(tops[i]) ? 0 : tops[i]) + c->series[k].values[i];
    s = add_series(m, STR("Total"), NATIVE_LINE, m->t->colors.ink);
    s->values = tops;
    s->texts = c->total_labels;
    s->is_hidden = s->has_labels = true;
    s->in_legend = false;
    s->label_format = STR("General");
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
        s->stroke_pt = from->is_highlight ? 2.25
                       : from->is_context ? 1.25
                                          : 1.75;
        s->has_labels = c->label_values && !as_line;
        s->label_format = label_code(
            m, f, from, "", any_negative(from->values, c->category_count));
        s->in_legend = !from->is_unnamed;
        if (as_line) {
            s->dashed_until = c->partial_until;
            s->dashed_from = c->partial_from < c->forecast_from
                                 ? c->partial_from
                                 : c->forecast_from;
        }
        if (s->mark == NATIVE_BAR)
            set_looks(m, from, s);
    }
}

/* The name of a line beside its last point. */
static void label_at_end(Maker *m, NativeSeries *s)
{
    size_t count = m->c->category_count;
    Str *texts = arena_make_array(m->a, Str, count);

    for (size_t i = 0; i < count; i++)
        texts[i] = i + 1 == count ? s->name : STR("");
    s->texts = texts;
    s->has_labels = s->name.len > 0;
    s->label_format = STR("General");
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
        s->in_legend = false;
        label_at_end(m, s);
    }
}

/* What a drawing pins to its periods, and where it begins to be expected:
 * hairlines from points that are not seen at the top of the plot. */
static void pinned_notes(Maker *m)
{
    const Chart *c = m->c;
    double *values = blank_values(m);
    Str *texts = arena_make_array(m->a, Str, c->category_count);
    size_t from = c->forecast_from, count = 0;

    for (size_t i = 0; i < c->annotation_count; i++) {
        const Annotation *n = &c->annotations[i];
        if (n->category < 0 || (size_t)n->category >= c->category_count)
            continue;
        Str *text = &texts[n->category];
        *text = text->len ? str_format(m->a, "%.*s, %.*s", STR_ARG(*text),
                                       STR_ARG(n->text))
                          : n->text;
        values[n->category] = m->out->left.scale.to;
        count++;
    }
    /* the last value known is where the expected begins */
    if (from > 0 && from < c->category_count && c->words.forecast.len &&
        !texts[from - 1].len) {
        texts[from - 1] = c->words.forecast;
        values[from - 1] = m->out->left.scale.to;
        count++;
    }
    if (!count || m->out->is_horizontal)
        return;
    NativeSeries *s =
        add_series(m, STR("Notes"), NATIVE_LINE, m->t->colors.rule_strong);
    for (size_t i = 0; i < c->category_count; i++)
        texts[i] = clean_name(m->a, texts[i]);
    s->values = values;
    s->texts = texts;
    s->is_hidden = s->drops = s->has_labels = true;
    s->in_legend = false;
    s->label_format = STR("General");
}

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

/* ---- The whole ------------------------------------------------------------
 */

static NativeAxis axis_of(Maker *m, bool right, double height_pt)
{
    NativeAxis x = { .scale = chart_scale(m->c, right, height_pt),
                     .is_shown = true };

    x.format = format_code(m->a, m->locale, x.scale.format, x.scale.divisor,
                           x.scale.decimals);
    if (x.scale.from < 0)
        x.format = signed_code(m->a, x.format);
    Str start = scale_text(m->locale, m->a, &x.scale, x.scale.from);
    x.title = clean_name(m->a, axis_title(m->a, m->c, right, &x.scale, start));
    return x;
}

static void set_axes(Maker *m, double height_pt)
{
    NativeChart *out = m->out;

    out->has_axes = true;
    for (size_t i = 0; i < out->series_count; i++)
        out->has_right |= out->series[i].on_right;
    if (m->c->kind == CHART_FUNNEL || m->c->kind == CHART_BULLET) {
        double most = m->c->kind == CHART_FUNNEL
                          ? largest(&out->series[1], out->category_count)
                          : chart_scale(m->c, false, 100).to;
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
    if (m->c->kind == CHART_WATERFALL || m->c->kind == CHART_BAR ||
        m->c->kind == CHART_SLOPE)
        out->left.is_shown = false;
    if (out->has_right)
        out->right = axis_of(m, true, height_pt);
}

/* A single area is a tint below a line. */
static void add_edge(Maker *m)
{
    NativeSeries *area = &m->out->series[0];
    NativeSeries *line =
        add_series(m, m->c->series[0].name, NATIVE_LINE, area->color);

    line->values = area->values;
    line->in_legend = false;
    area->color = color_mix(area->color, m->t->colors.paper, 0.82);
}

static void slope_series(Maker *m)
{
    plain_series(m, NATIVE_LINE);
    m->out->is_slope = true;
    for (size_t i = 0; i < m->out->series_count; i++) {
        NativeSeries *s = &m->out->series[i];
        s->is_slope = s->has_labels = !m->c->series[i].is_unnamed;
    }
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
        out->hides_categories = true;
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
        if (out->is_percent)
            label_shares(m);
        else
            add_totals(m);
        break;
    case CHART_BAR:
        out->is_horizontal = true;
        plain_series(m, NATIVE_BAR);
        for (size_t i = 0; i < out->series_count; i++)
            out->series[i].has_labels = true;
        break;
    case CHART_AREA:
        out->is_stacked = m->c->series_count > 1;
        plain_series(m, NATIVE_AREA);
        if (m->c->series_count == 1)
            add_edge(m);
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
        slope_series(m);
        break;
    case CHART_SCATTER:
    case CHART_BUBBLE:
    case CHART_MATRIX:
        return point_series(m);
    case CHART_GAUGE:
        return gauge_series(m);
    case CHART_BULLET:
        out->is_stacked = out->is_horizontal = true;
        return bullet_series(m);
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

/* ---- Names beside lines ----------------------------------------------------
 */

#define NAMES_MOST 6
#define NAME_ROOM 0.28  /* of the width, at most */
#define NAME_GAP_EM 1.3 /* between the middles of two names */

/* About what a name takes: this layer has no ruler, and errs on the safe
 * side. */
static double name_width_pt(Str name, double em)
{
    double width = em;

    for (size_t i = 0; i < name.len;)
        width += utf8_next(name, &i) >= 0x2E80 ? em : 0.56 * em;
    return width;
}

/* Where a line ends, in points above the foot of its axis; NaN if it ends
 * early: other lines are where its name would be. */
static double end_height_pt(const Maker *m, const NativeSeries *s)
{
    double last = s->values[m->c->category_count - 1];
    const Scale *axis = &m->out->left.scale;
    double span = axis->to - axis->from;

    if (!isfinite(last) || !(span > 0))
        return NAN;
    return (last - axis->from) / span *
           chart_axis_height_pt(m->t, m->c, m->out->size);
}

/* True if the names of all lines have room beside their ends. */
static bool names_fit(const Maker *m, double *widest_pt)
{
    double em = m->t->text[TEXT_CHART].size_pt, ends[NAMES_MOST];
    const NativeChart *out = m->out;

    *widest_pt = 0;
    for (size_t i = 0; i < out->series_count; i++) {
        const NativeSeries *s = &out->series[i];
        double width = name_width_pt(s->name, em);
        ends[i] = end_height_pt(m, s);
        *widest_pt = fmax(*widest_pt, width);
        for (size_t k = 0; k < i; k++)
            if (!(fabs(ends[i] - ends[k]) >= NAME_GAP_EM * em))
                return false;
        if (!s->in_legend || !isfinite(ends[i]))
            return false;
    }
    return *widest_pt <= NAME_ROOM * out->size.width_pt;
}

/* Lines are named where they end, as in the drawing; where names would lie on
 * each other they stand in a legend. */
static void name_lines(Maker *m)
{
    NativeChart *out = m->out;
    double widest;

    if (m->c->kind != CHART_LINE || out->has_right || out->series_count < 2 ||
        out->series_count > NAMES_MOST ||
        out->series_count != m->c->series_count || m->c->annotation_count ||
        m->c->label_values || !names_fit(m, &widest))
        return;
    out->name_room = widest / out->size.width_pt;
    for (size_t i = 0; i < out->series_count; i++) {
        out->series[i].names_end = true;
        out->series[i].in_legend = false;
    }
}

/* Kinds whose categories stand along an axis of what the series measure. */
static bool has_reference_lines(const Maker *m)
{
    return m->c->kind != CHART_WATERFALL && m->c->kind != CHART_FUNNEL &&
           m->c->kind != CHART_BULLET && !m->out->x_values;
}

bool native_chart(Arena *a, const Theme *t, Locale *locale, const Chart *chart,
                  Size size, NativeChart *out)
{
    Maker m = { a, t, locale, chart, out };
    size_t room = chart->series_count + chart->annotation_count + 14, named = 0;

    *out = (NativeChart){
        .categories = clean_names(a, chart->categories, chart->category_count),
        .groups =
            chart->category_groups
                ? clean_names(a, chart->category_groups, chart->category_count)
                : NULL,
        .category_count = chart->category_count,
        .series = arena_make_array(a, NativeSeries, room),
        .gap = chart->kind == CHART_FUNNEL ? 15 : 45,
        .size = size,
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
    if (has_reference_lines(&m))
        reference_lines(&m);
    set_axes(&m, chart_axis_height_pt(t, chart, size));
    if (has_reference_lines(&m))
        pinned_notes(&m);
    if (out->x_values)
        set_bottom(&m);
    name_lines(&m);
    for (size_t i = 0; i < out->series_count; i++)
        named += out->series[i].in_legend;
    out->has_legend = named > 1 && !out->is_slope &&
                      (has_reference_lines(&m) || out->x_values);
    return true;
}
