/* chart_parts.c - what only some kinds of chart have. */

#include "eval/chart_maker.h"
#include "eval/sentences.h"

#include "eval/explain.h"
#include "eval/expr.h"

#include <math.h>
#include <stdlib.h>

/* ---- What a kind needs ----------------------------------------------------
 */

static const char *const *needs_of(ChartKind kind)
{
    static const char *const y[] = { "y", NULL };
    static const char *const sized[] = { "y", "size", NULL };
    static const char *const bars[] = { "start", "end", NULL };
    static const char *const none[] = { NULL };

    switch (kind) {
    case CHART_BUBBLE:
        return sized;
    case CHART_GANTT:
        return bars;
    case CHART_HISTOGRAM:
        return none;
    default:
        return y;
    }
}

bool chart_is_told(ChartMaker *c)
{
    const char *const *needs = needs_of((ChartKind)c->chart->kind);
    Str kind = c->b->subject.as.word;

    for (size_t i = 0; needs[i] && !c->k->m.failed; i++)
        if (!option_find(c->o, needs[i]))
            machine_fail(&c->k->m, c->b->at, "template/missing-key",
                         "a chart of the kind '%.*s' needs '%s'", STR_ARG(kind),
                         needs[i]);
    return !c->k->m.failed;
}

static bool has_points(const ChartMaker *c)
{
    return c->chart->kind == CHART_SCATTER || c->chart->kind == CHART_BUBBLE ||
           c->chart->kind == CHART_MATRIX;
}

bool merges_rows(const ChartMaker *c)
{
    return (c->by.len || c->chart->kind == CHART_GANTT) && !has_points(c);
}

/* ---- Fields of the rows ---------------------------------------------------
 */

static Str x_field(const ChartMaker *c)
{
    return option_word(&option_find(c->o, "x")->as.map, "field");
}

/* Faults of the data are shown where it was written, if that is known. */
static Span place_of(const Value *v, Span otherwise)
{
    return v && v->span.src ? v->span : otherwise;
}

static void hint_near(ChartMaker *c, Str field)
{
    DiagList *ds = c->k->env->diags;
    StrList keys = { 0 };
    const Value *row = &c->rows.at[0];

    for (size_t i = 0; row->kind == VALUE_MAP && i < row->as.map.len; i++)
        *list_add(c->k->a, &keys) = row->as.map.at[i].key;
    Str near = str_nearest(field, keys.at, keys.len);
    if (near.len && ds->list.len)
        ds->list.at[ds->list.len - 1].hint =
            str_format(c->k->env->arena, "did you mean '%.*s'?", STR_ARG(near));
}

/* The field that `key` names; empty if it is not given, or in no row, which is
 * reported. */
static Str field_of(ChartMaker *c, const Options *o, const char *key)
{
    Str field = option_word(o, key);

    for (size_t i = 0; field.len && i < c->rows.len; i++)
        if (value_find(&c->rows.at[i], field))
            return field;
    if (field.len) {
        machine_fail(&c->k->m, option_find(o, key)->at,
                     "template/unknown-field", "no row has a field '%.*s'",
                     STR_ARG(field));
        hint_near(c, field);
    }
    return STR("");
}

/* The sum of two such is no number for the arithmetic of drawing. */
#define DRAWN_MOST 1e100

double chart_number(ChartMaker *c, const Value *v, Str field, Span at)
{
    double number = number_of(v);

    if (fabs(number) <= DRAWN_MOST || v->kind == VALUE_NULL ||
        v->kind == VALUE_ABSENT)
        return number;
    Str path = value_path_at(c->k->a, c->k->data, v->span);
    if (!path.len)
        path = str_format(c->k->a, "'%.*s'", STR_ARG(field));
    if (v->kind == VALUE_NUMBER)
        diag_warning(c->k->env->diags, place_of(v, at),
                     "%.*s is larger than a chart can draw; it is left out",
                     STR_ARG(path))
            ->code = "data/number";
    else
        machine_fail(&c->k->m, place_of(v, at), "data/not-a-number",
                     "%.*s is %s; the chart needs a number", STR_ARG(path),
                     value_kind_name(v));
    return NAN;
}

/* NaN where there is none; text where a number belongs is reported. */
static double number_at(ChartMaker *c, const Value *row, Str field, Span at)
{
    const Value *v = value_find(row, field);

    if (!v || v->kind == VALUE_NULL || v->kind == VALUE_ABSENT)
        return NAN;
    return chart_number(c, v, field, at);
}

static bool day_at(ChartMaker *c, const Value *row, Str field, Span at,
                   int32_t *out)
{
    const Value *v = value_find(row, field);
    Date day;

    if (!v || v->kind == VALUE_NULL || v->kind == VALUE_ABSENT)
        return false;
    if (v->kind != VALUE_TEXT || !date_parse(v->as.text, &day)) {
        machine_fail(&c->k->m, place_of(v, at), "data/bad-date",
                     "'%.*s' is no date; write it as 2026-07-01",
                     STR_ARG(field));
        return false;
    }
    *out = date_to_days(day);
    return true;
}

static Str print_number(ChartMaker *c, const Expr *format, Str field,
                        const Value *v)
{
    if (!v || v->kind != VALUE_NUMBER)
        return STR("");
    return format ? format_value(c->k, format, *v)
                  : print_default(c->k, field, v);
}

/* Numbers of a field with their printed forms, one a category. */
static double *numbers_of(ChartMaker *c, Str field, Span at, const Expr *format,
                          const Str **labels)
{
    size_t count = c->categories.len;
    double *values = arena_make_array(c->k->a, double, count);
    Str *texts = arena_make_array(c->k->a, Str, count);

    for (size_t i = 0; i < count && !c->k->m.failed; i++) {
        const Value *row = &c->categories.at[i];
        values[i] = number_at(c, row, field, at);
        texts[i] = print_number(c, format, field, value_find(row, field));
        explain_value(&c->k->m, texts[i], NULL, field, row);
    }
    *labels = texts;
    return values;
}

/* ---- Points ---------------------------------------------------------------
 */

void name_points(ChartMaker *c)
{
    Str field;

    if (!has_points(c))
        return;
    field = field_of(c, c->o, "name");
    for (size_t i = 0; i < c->names.len && !c->k->m.failed; i++) {
        const Value *v = value_find(&c->categories.at[i], field);
        c->names.at[i] =
            v && v->kind != VALUE_NULL ? value_print(&c->k->m, *v) : STR("");
    }
}

static double expr_number(ChartMaker *c, const char *key)
{
    Value v = option_value(c->k, c->o, key);

    return number_of(&v);
}

static void make_quadrants(ChartMaker *c)
{
    const Option *o = option_find(c->o, "quadrants");
    Value list = option_value(c->k, c->o, "quadrants");
    Str *names;

    c->chart->cross_x = expr_number(c, "cross_x");
    c->chart->cross_y = expr_number(c, "cross_y");
    if (!o || c->k->m.failed)
        return;
    if (list.kind != VALUE_LIST || list.as.list.len != 4) {
        machine_fail(&c->k->m, o->at, "template/quadrants",
                     "'quadrants' needs four names: top left, top right, "
                     "bottom left, bottom right");
        return;
    }
    names = arena_make_array(c->k->a, Str, 4);
    for (size_t i = 0; i < 4; i++)
        names[i] = value_print(&c->k->m, list.as.list.at[i]);
    c->chart->quadrants = names;
}

static void make_points(ChartMaker *c)
{
    const Option *x = option_find(c->o, "x");
    const Option *format = option_find(&x->as.map, "format");
    const Expr *usual = format ? format->as.expr : NULL;
    size_t count = c->categories.len;

    c->chart->x_values =
        numbers_of(c, x_field(c), x->at, usual, &c->chart->x_labels);
    if (c->k->m.failed)
        return;
    read_axis(c, "x_axis", usual, &c->chart->bottom);
    c->chart->medians = option_flag(
        c->o, "medians", count >= 8 && c->chart->kind == CHART_SCATTER);
    if (c->chart->kind == CHART_MATRIX)
        make_quadrants(c);
}

/* ---- Sizes ----------------------------------------------------------------
 */

static void fail_negative(ChartMaker *c, size_t i, const Value *v, Span at)
{
    machine_fail(&c->k->m, place_of(v, at), "data/negative",
                 "'%.*s' is negative; a chart of the kind '%.*s' shows parts "
                 "of a whole: use a bar chart",
                 STR_ARG(c->names.at[i]), STR_ARG(c->b->subject.as.word));
}

static void make_sizes(ChartMaker *c)
{
    Str field = field_of(c, c->o, "size");
    const Option *o = option_find(c->o, "size");

    if (!field.len || c->chart->kind == CHART_COHORT)
        return;
    c->chart->sizes = numbers_of(c, field, o->at, NULL, &c->chart->size_labels);
    c->chart->size_name = label_of_field(c->k, field);
    for (size_t i = 0; i < c->categories.len && !c->k->m.failed; i++)
        if (c->chart->sizes[i] < 0)
            fail_negative(c, i, value_find(&c->categories.at[i], field), o->at);
}

/* Of a cohort: one a series, from the first of its rows that says it. */
static void make_cohort_sizes(ChartMaker *c)
{
    Str field = field_of(c, c->o, "size");
    size_t count = c->chart->series_count;
    double *sizes;
    Str *labels;

    if (!field.len)
        return;
    sizes = arena_make_array(c->k->a, double, count);
    labels = arena_make_array(c->k->a, Str, count);
    for (size_t s = 0; s < count; s++) {
        sizes[s] = NAN;
        for (size_t i = 0; i < c->rows.len && isnan(sizes[s]); i++) {
            const Value *by = value_find(&c->rows.at[i], c->by);
            if (!by || !str_equal(value_print(&c->k->m, *by),
                                  c->chart->series[s].name))
                continue;
            sizes[s] = number_at(c, &c->rows.at[i], field,
                                 option_find(c->o, "size")->at);
            labels[s] =
                print_number(c, NULL, field, value_find(&c->rows.at[i], field));
            explain_value(&c->k->m, labels[s], NULL, field, &c->rows.at[i]);
        }
    }
    c->chart->sizes = sizes;
    c->chart->size_labels = labels;
    c->chart->size_name = label_of_field(c->k, field);
}

static void refuse_negative(ChartMaker *c)
{
    Span at = option_find(c->o, "y")->at;

    for (size_t s = 0; s < c->chart->series_count; s++)
        for (size_t i = 0; i < c->chart->category_count; i++)
            if (c->chart->series[s].values[i] < 0) {
                fail_negative(c, i, NULL, at);
                return;
            }
}

/* ---- Days -----------------------------------------------------------------
 */

static void make_days(ChartMaker *c)
{
    int32_t *days = arena_make_array(c->k->a, int32_t, c->categories.len);
    Span at = option_find(c->o, "x")->at;

    for (size_t i = 0; i < c->categories.len && !c->k->m.failed; i++) {
        const Value *v = value_find(&c->categories.at[i], x_field(c));
        if (!day_at(c, &c->categories.at[i], x_field(c), at, &days[i]))
            machine_fail(&c->k->m, place_of(v, at), "data/bad-date",
                         "a day of the calendar has no date");
        else if (i && days[i] <= days[i - 1])
            machine_fail(&c->k->m, place_of(v, at), "data/order",
                         "'%.*s' stands twice or before an earlier day: a "
                         "calendar needs each day once, in order",
                         STR_ARG(v->as.text));
    }
    c->chart->days = days;
}

/* ---- Gantt ----------------------------------------------------------------
 */

typedef LIST(Flight) FlightList;

/* Which category a row belongs to: the first with the same x. */
static bool category_of_row(ChartMaker *c, Map *known, const Value *row,
                            uint32_t *out)
{
    const Value *x = value_find(row, x_field(c));
    void *at = x ? map_find(known, value_print(&c->k->m, *x)) : NULL;

    if (!at)
        return false;
    *out = (uint32_t)((uintptr_t)at - 1);
    return true;
}

/* The colour of bars of that name; a new name joins the legend. */
static int16_t color_of_key(ChartMaker *c, Str name)
{
    for (size_t i = 0; i < c->keys.len; i++)
        if (str_equal(c->keys.at[i].name, name))
            return c->keys.at[i].color;
    FlightKey key = { name, (int16_t)entity_color(c->k, name) };
    *list_add(c->k->a, &c->keys) = key;
    return key.color;
}

/* Past the last colour of the palette, those that the chart does not use. */
static void settle_keys(ChartMaker *c, FlightList *flights)
{
    SeriesList series = { 0 };

    for (size_t i = 0; i < c->keys.len; i++)
        *list_add(c->k->a, &series) = (Series){ .color = c->keys.at[i].color };
    order_colors(&series);
    for (size_t n = 0; n < flights->len; n++)
        for (size_t i = 0; i < c->keys.len; i++)
            if (flights->at[n].color == c->keys.at[i].color) {
                flights->at[n].color = series.at[i].color;
                break;
            }
    for (size_t i = 0; i < c->keys.len; i++)
        c->keys.at[i].color = series.at[i].color;
    c->chart->keys = c->keys.at;
    c->chart->key_count = c->keys.len;
}

static void add_flight(ChartMaker *c, const Value *row, uint32_t category,
                       FlightList *out)
{
    Str start = option_word(c->o, "start"), end = option_word(c->o, "end");
    Str text = option_word(c->o, "bar_text");
    Span at = option_find(c->o, "end")->at;
    const Value *words = text.len ? value_find(row, text) : NULL;
    const Value *by = c->by.len ? value_find(row, c->by) : NULL;
    Flight f = { .category = category };

    if (!day_at(c, row, start, option_find(c->o, "start")->at, &f.from_day) ||
        !day_at(c, row, end, at, &f.to_day))
        return;
    if (f.to_day < f.from_day) {
        machine_fail(&c->k->m, place_of(value_find(row, end), at),
                     "data/reversed", "'%.*s' ends before it begins",
                     STR_ARG(c->names.at[category]));
        return;
    }
    if (words && words->kind != VALUE_NULL)
        f.text = term_print(&c->k->m, value_print(&c->k->m, *words));
    if (by && by->kind != VALUE_NULL)
        f.color = color_of_key(c, value_print(&c->k->m, *by));
    *list_add(c->k->a, out) = f;
}

/* What each row adds up to; of one without a number, nothing. */
static void make_row_totals(ChartMaker *c, Map *known)
{
    const Option *y = option_find(c->o, "y");
    const Options *o = y && y->as.maps.len ? &y->as.maps.at[0] : NULL;
    const Option *format = o ? option_find(o, "format") : NULL;
    Str field = o ? field_of(c, o, "field") : STR("");
    size_t count = c->categories.len;
    double *sums = arena_make_array(c->k->a, double, count);
    Str *labels = arena_make_array(c->k->a, Str, count);
    Series *s = arena_make(c->k->a, Series);
    uint32_t at;

    for (size_t i = 0; i < count; i++)
        sums[i] = NAN;
    for (size_t i = 0; field.len && i < c->rows.len && !c->k->m.failed; i++) {
        double v = number_at(c, &c->rows.at[i], field, y->at);
        if (category_of_row(c, known, &c->rows.at[i], &at) && !isnan(v))
            sums[at] = isnan(sums[at]) ? v : sums[at] + v;
    }
    for (size_t i = 0; i < count; i++) {
        Value v = value_number(decimal_of_double(isnan(sums[i]) ? 0 : sums[i]));
        if (!isnan(sums[i]))
            labels[i] =
                print_number(c, format ? format->as.expr : NULL, field, &v);
        explain_rule(&c->k->m, labels[i],
                     str_format(c->k->a, "sum of %.*s where %.*s = %.*s",
                                STR_ARG(field), STR_ARG(x_field(c)),
                                STR_ARG(c->names.at[i])),
                     c->rows, field);
    }
    *s = (Series){ .values = sums, .labels = labels, .color = -1 };
    if (field.len) {
        Str label = option_plain(c->k, o, "label");
        s->name = label.len ? label : label_of_field(c->k, field);
    }
    c->chart->series = s;
    c->chart->series_count = 1;
}

static void make_flights(ChartMaker *c)
{
    Map known = { 0 };
    FlightList flights = { 0 };
    Value today = option_value(c->k, c->o, "today");
    Date day;
    uint32_t at;

    for (size_t i = 0; i < c->categories.len; i++) {
        const Value *x = value_find(&c->categories.at[i], x_field(c));
        map_set(c->k->a, &known, value_print(&c->k->m, *x),
                (void *)(uintptr_t)(i + 1));
    }
    field_of(c, c->o, "start");
    field_of(c, c->o, "end");
    for (size_t i = 0; i < c->rows.len && !c->k->m.failed; i++)
        if (category_of_row(c, &known, &c->rows.at[i], &at))
            add_flight(c, &c->rows.at[i], at, &flights);
    if (c->k->m.failed)
        return;
    settle_keys(c, &flights);
    c->chart->flights = flights.at;
    c->chart->flight_count = flights.len;
    if (today.kind == VALUE_TEXT && date_parse(today.as.text, &day))
        c->chart->today = date_to_days(day);
    if (flights.len)
        make_row_totals(c, &known);
}

/* ---- Bands ----------------------------------------------------------------
 */

static const double *edge_of(ChartMaker *c, const SeriesPlan *p,
                             const char *key, const Str **labels)
{
    const Option *format = option_find(p->options, "format");
    Str field = field_of(c, p->options, key);

    if (!field.len || c->by.len)
        return NULL;
    return numbers_of(c, field, option_find(p->options, key)->at,
                      format ? format->as.expr : NULL, labels);
}

void make_band(ChartMaker *c, const SeriesPlan *p, Series *out)
{
    const Str *low = NULL, *high = NULL, *unused;
    size_t last = c->categories.len;

    out->low = edge_of(c, p, "low", &low);
    out->high = edge_of(c, p, "high", &high);
    out->inner_low = edge_of(c, p, "inner_low", &unused);
    out->inner_high = edge_of(c, p, "inner_high", &unused);
    if (!out->low || !out->high)
        out->low = out->high = NULL;
    if (!out->inner_low || !out->inner_high || !out->low)
        out->inner_low = out->inner_high = NULL;
    while (out->low && last > 0 &&
           (isnan(out->low[last - 1]) || isnan(out->high[last - 1])))
        last--;
    if (out->low && last)
        out->range =
            str_format(c->k->a, "%.*s\xE2\x80\x93%.*s", STR_ARG(low[last - 1]),
                       STR_ARG(high[last - 1]));
    if (out->range.len)
        explain_fields(
            &c->k->m, out->range, &c->categories.at[last - 1],
            (const char *const[]){ option_word(p->options, "low").at,
                                   option_word(p->options, "high").at, NULL });
}

/* ---- By kind --------------------------------------------------------------
 */

static void check_slope(ChartMaker *c)
{
    if (c->chart->category_count != 2)
        machine_fail(&c->k->m, option_find(c->o, "x")->at, "chart/slope",
                     "a slope chart is between two dates; 'x' gives %zu",
                     c->chart->category_count);
}

void make_parts(ChartMaker *c)
{
    Chart *chart = c->chart;

    chart->cross_x = chart->cross_y = NAN;
    chart->independent = option_flag(c->o, "independent", false);
    if (c->k->m.failed)
        return;
    if (chart->kind == CHART_GANTT)
        make_flights(c);
    if (has_points(c))
        make_points(c);
    if (chart->kind == CHART_CALENDAR)
        make_days(c);
    if (chart->kind == CHART_SLOPE)
        check_slope(c);
    if (chart->kind == CHART_TREEMAP || chart->kind == CHART_DONUT)
        parts_become_bars(c);
    if (chart->kind == CHART_MARIMEKKO)
        refuse_negative(c);
    if (chart->kind == CHART_BUBBLE || chart->kind == CHART_MARIMEKKO ||
        chart->kind == CHART_MATRIX)
        make_sizes(c);
    if (chart->kind == CHART_COHORT)
        make_cohort_sizes(c);
}

/* ---- Histogram ------------------------------------------------------------
 */

enum { BINS_MOST = 60 };

typedef struct {
    double first, step;
    size_t count;
} Bins;

/* Ranges 1, 2 or 5 times a power of ten wide, about as many as asked for. */
static Bins bins_of(double low, double high, double wanted)
{
    static const double factors[] = { 1, 2, 5, 10 };
    double raw = (high - low) / wanted;
    double power = pow(10, floor(log10(raw)));
    Bins b = { low, raw, 1 };

    if (!(high > low) || !isfinite(power) || !(power > 0))
        return (Bins){ low, high > low ? high - low : 1, 1 };
    for (size_t i = 0; i < COUNT_OF(factors); i++)
        if (raw <= factors[i] * power * (1 + 1e-9)) {
            b.step = factors[i] * power;
            break;
        }
    b.first = floor(low / b.step + 1e-9) * b.step;
    b.count =
        (size_t)fmin(floor((high - b.first) / b.step + 1e-9) + 1, BINS_MOST);
    return b;
}

static Str edge_text(ChartMaker *c, double v)
{
    const Option *x = option_find(c->o, "x");
    const Option *format = option_find(&x->as.map, "format");
    Value value = value_number(decimal_of_double(v));

    return print_number(c, format ? format->as.expr : NULL, x_field(c), &value);
}

static void fill_bins(ChartMaker *c, const double *values, size_t count, Bins b)
{
    double *counts = arena_make_array(c->k->a, double, b.count);
    Str *labels = arena_make_array(c->k->a, Str, b.count);
    Str *names = arena_make_array(c->k->a, Str, b.count);
    Series *s = arena_make(c->k->a, Series);
    Chart *chart = c->chart;

    for (size_t i = 0; i < count; i++) {
        double at = floor((values[i] - b.first) / b.step + 1e-9);
        counts[(size_t)fmin(fmax(at, 0), (double)b.count - 1)]++;
    }
    for (size_t i = 0; i < b.count; i++) {
        double from = b.first + (double)i * b.step;
        names[i] = str_format(c->k->a, "%.*s\xE2\x80\x93%.*s",
                              STR_ARG(edge_text(c, from)),
                              STR_ARG(edge_text(c, from + b.step)));
        labels[i] =
            number_format(c->k->locale, c->k->a, decimal_of_double(counts[i]),
                          (NumberFormat){ .decimals = 0 });
        explain_rule(&c->k->m, labels[i],
                     str_format(c->k->a, "rows with %.*s in %.*s",
                                STR_ARG(x_field(c)), STR_ARG(names[i])),
                     c->rows, x_field(c));
        explain_rule(&c->k->m, names[i], STR("range of rows"), c->rows,
                     x_field(c));
    }
    *s = (Series){ .name = label_of_field(c->k, x_field(c)),
                   .values = counts,
                   .labels = labels,
                   .color = -1 };
    chart->series = s;
    chart->series_count = 1;
    chart->categories = names;
    chart->category_count = b.count;
    chart->partial_until = 0;
    chart->partial_from = chart->forecast_from = b.count;
    chart->left.format = (NumberFormat){ .decimals = 0 };
}

void make_histogram(ChartMaker *c)
{
    const Option *x = option_find(c->o, "x");
    double *values = arena_make_array(c->k->a, double, c->rows.len);
    double low = INFINITY, high = -INFINITY;
    size_t count = 0;

    field_of(c, &x->as.map, "field");
    for (size_t i = 0; i < c->rows.len && !c->k->m.failed; i++) {
        double v = number_at(c, &c->rows.at[i], x_field(c), x->at);
        if (!isfinite(v))
            continue;
        low = fmin(low, v);
        high = fmax(high, v);
        values[count++] = v;
    }
    if (c->k->m.failed || !count)
        return;
    /* Sturges' rule, unless told */
    double wanted = option_number(c->o, "bins", ceil(log2((double)count)) + 1);
    wanted = fmin(fmax(wanted, 1), BINS_MOST);
    fill_bins(c, values, count, bins_of(low, high, wanted));
}

/* ---- Pareto ---------------------------------------------------------------
 */

typedef struct {
    double value;
    size_t category;
} Ranked;

static int by_rank(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;

    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->category < y->category ? -1 : x->category > y->category;
}

/* Known categories only, the largest first. */
static size_t rank(const ChartMaker *c, Ranked *out)
{
    const double *values = c->chart->series[0].values;
    size_t count = 0;

    for (size_t i = 0; i < c->chart->category_count; i++)
        if (!isnan(values[i]))
            out[count++] = (Ranked){ values[i], i };
    qsort(out, count, sizeof *out, by_rank);
    return count;
}

static Series running_share(ChartMaker *c, const Series *of, size_t count)
{
    Str field = option_word(&option_find(c->o, "y")->as.maps.at[0], "field");
    double *values = arena_make_array(c->k->a, double, count);
    Str *labels = arena_make_array(c->k->a, Str, count);
    NumberFormat percent = { .style = NUMBER_PERCENT };
    double sum = 0, level = 0;

    for (size_t i = 0; i < count; i++)
        sum += of->values[i];
    for (size_t i = 0; i < count; i++) {
        level += of->values[i];
        values[i] = sum > 0 ? level / sum : 0;
        labels[i] = number_format(c->k->locale, c->k->a,
                                  decimal_of_double(values[i]), percent);
        explain_rule(&c->k->m, labels[i],
                     str_format(c->k->a, "share of the first %zu of %zu in all",
                                i + 1, count),
                     c->rows, field);
    }
    return (Series){ .name = word(c->k, "running_share"),
                     .values = values,
                     .labels = labels,
                     .mark = MARK_LINE,
                     .on_right = true,
                     .color = -1 };
}

void make_pareto(ChartMaker *c)
{
    Chart *chart = c->chart;
    Ranked *order = arena_make_array(c->k->a, Ranked, chart->category_count);
    size_t count = rank(c, order);
    Series *series = arena_make_array(c->k->a, Series, 2);
    Str *names = arena_make_array(c->k->a, Str, count);
    double *values = arena_make_array(c->k->a, double, count);
    Str *labels = arena_make_array(c->k->a, Str, count);

    parts_become_bars(c);
    if (c->chart->kind == CHART_BAR) {
        order_bars(c);
        return;
    }
    series[0] = chart->series[0];
    for (size_t i = 0; i < count; i++) {
        names[i] = chart->categories[order[i].category];
        values[i] = order[i].value;
        labels[i] = chart->series[0].labels[order[i].category];
    }
    series[0].values = values;
    series[0].labels = labels;
    series[0].mark = MARK_COLUMN;
    series[1] = running_share(c, &series[0], count);
    chart->series = series;
    chart->series_count = 2;
    chart->categories = names;
    chart->category_count = count;
    chart->category_groups = NULL;
    chart->targets = NULL;
    chart->is_time = false;
    chart->partial_until = 0;
    chart->partial_from = chart->forecast_from = count;
    chart->right = (Axis){ .format = { .style = NUMBER_PERCENT }, .to = 1 };
}

/* ---- Notes by number ------------------------------------------------------
 */

enum { PINS_WITH_WORDS = 3 };

void add_keyed_notes(ChartMaker *c)
{
    Chart *chart = c->chart;
    Annotation *notes =
        arena_make_array(c->k->a, Annotation, chart->annotation_count + 1);
    Buf key = { 0 };
    size_t pins = 0, n = 0;

    for (size_t i = 0; i < chart->annotation_count; i++)
        pins += chart->annotations[i].category >= 0;
    if (pins <= PINS_WITH_WORDS)
        return;
    for (size_t i = 0; i < chart->annotation_count; i++) {
        notes[i] = chart->annotations[i];
        if (notes[i].category < 0)
            continue;
        buf_format(&key, "%s%zu %.*s", n ? " \xC2\xB7 " : "", n + 1,
                   STR_ARG(notes[i].text));
        notes[i].text = str_format(c->k->a, "%zu", ++n);
    }
    if (chart->note.len)
        buf_format(&key, ". %.*s", STR_ARG(chart->note));
    chart->note = buf_copy(c->k->a, &key);
    chart->annotations = notes;
    buf_free(&key);
}
