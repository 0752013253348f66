/*
 * chart_order.c - which series and categories a chart shows, in which order.
 *
 * Charts over time have one category a period, in order, with empty ones where
 * periods are missing; rankings have the largest first; of many series those
 * that lead have colour, and the rest is added up or stands back.
 */
#include "eval/chart_maker.h"

#include "eval/explain.h"
#include "eval/expr.h"

#include <math.h>
#include <stdlib.h>

enum {
    NAMED_SERIES = 5, /* with colours of their own where there are more */
    SERIES_MOST = 6,
    SLOPES_MOST = 8,
    BARS_MOST = 15,
    PERIODS_MOST = 3000, /* with those filled in */
    COLOR_SLOTS = 8
};

static Str x_field(const ChartMaker *c)
{
    return option_word(&option_find(c->o, "x")->as.map, "field");
}

/* ---- Dates ----------------------------------------------------------------
 */

typedef struct {
    int32_t day;
    size_t row;
} Dated;

static bool runs_in_time(const ChartMaker *c)
{
    switch ((ChartKind)c->chart->kind) {
    case CHART_LINE:
    case CHART_AREA:
    case CHART_COLUMN:
    case CHART_STACKED:
    case CHART_STACKED_100:
    case CHART_COMBO:
    case CHART_SPARKLINE:
    case CHART_MULTIPLES:
        return !str_is(c->b->subject.as.word, "pareto");
    default:
        return false;
    }
}

/* The days that the categories name, one each; NULL if one names none. */
static Dated *days_of(ChartMaker *c)
{
    Dated *days = arena_make_array(c->k->a, Dated, c->categories.len);

    for (size_t i = 0; i < c->categories.len; i++) {
        const Value *v = value_find(&c->categories.at[i], x_field(c));
        Date day;
        if (!v || v->kind != VALUE_TEXT || !date_parse(v->as.text, &day))
            return NULL;
        days[i] = (Dated){ date_to_days(day), i };
    }
    return days;
}

static int by_day(const void *a, const void *b)
{
    const Dated *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Categories in the order that `at` names rows; `count` of them. */
static void take_rows(ChartMaker *c, const Dated *at, size_t count)
{
    ValueList rows = { 0 };
    StrList names = { 0 };

    for (size_t i = 0; i < count; i++) {
        *list_add(c->k->a, &rows) = c->categories.at[at[i].row];
        *list_add(c->k->a, &names) = c->names.at[at[i].row];
    }
    c->categories = (Values){ rows.at, rows.len };
    c->names = names;
}

static void fail_order(ChartMaker *c, size_t category)
{
    const Value *v = value_find(&c->categories.at[category], x_field(c));
    DiagList *ds = c->k->env->diags;

    machine_fail(&c->k->m, v->span.src ? v->span : option_find(c->o, "x")->at,
                 "data/order",
                 "'%.*s' stands twice or before an earlier date: a chart over "
                 "time needs each date once, in order",
                 STR_ARG(v->as.text));
    if (ds->list.len)
        ds->list.at[ds->list.len - 1].hint =
            str_format(c->k->env->arena,
                       "sort the rows, or gather those of one date: "
                       "data: rows | sort('%.*s')",
                       STR_ARG(x_field(c)));
}

/* ---- Missing periods ------------------------------------------------------
 */

typedef struct {
    int months, days; /* from one period to the next; both 0: no such step */
} Pace;

static int month_number(int32_t day)
{
    Date d = date_of_days(day);

    return d.year * 12 + d.month;
}

static bool are_all_firsts(const Dated *days, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (date_of_days(days[i].day).day != 1)
            return false;
    return true;
}

/* The shortest step, if all others are multiples of it. */
static int shortest(const Dated *days, size_t count, bool in_months)
{
    int least = 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 1; i < count; i++) {
            int step = in_months ? month_number(days[i].day) -
                                       month_number(days[i - 1].day)
                                 : days[i].day - days[i - 1].day;
            if (pass == 0 && (!least || step < least))
                least = step;
            if (pass == 1 && step % least)
                return 0;
        }
    return least;
}

static Pace pace_of(const Dated *days, size_t count)
{
    Pace none = { 0, 0 };
    int step;

    if (count < 3)
        return none;
    if (are_all_firsts(days, count)) {
        step = shortest(days, count, true);
        return step == 1 || step == 3 || step == 6 || step == 12
                   ? (Pace){ step, 0 }
                   : none;
    }
    step = shortest(days, count, false);
    return step == 1 || step == 7 ? (Pace){ 0, step } : none;
}

static int32_t day_after(Pace p, int32_t day)
{
    if (p.months)
        return date_to_days(date_add_months(date_of_days(day), p.months));
    return day + p.days;
}

/* Shops and exports that rest at weekends have no gap there. */
static bool is_weekend(int32_t day)
{
    return date_weekday(date_of_days(day)) >= 5;
}

static size_t count_missing(const Dated *days, size_t count, Pace p)
{
    size_t missing = 0, weekends = 0;

    for (size_t i = 1; i < count; i++)
        for (int32_t d = day_after(p, days[i - 1].day);
             d < days[i].day && missing < PERIODS_MOST; d = day_after(p, d)) {
            missing++;
            weekends += is_weekend(d);
        }
    return p.days == 1 && weekends == missing ? 0 : missing;
}

/* The second line below a period that has no row: as its neighbour's, if that
 * is of the same year. */
static Value group_beside(ChartMaker *c, const Dated *days, size_t next,
                          int32_t day)
{
    Str field = option_word(&option_find(c->o, "x")->as.map, "group");

    for (size_t i = next - 1; field.len && i <= next; i++) {
        const Value *v = value_find(&c->categories.at[days[i].row], field);
        if (v && date_of_days(days[i].day).year == date_of_days(day).year)
            return *v;
    }
    return value_null();
}

/* A row that says no more than its date, written as those beside it. */
static Value empty_row(ChartMaker *c, const Dated *days, size_t next,
                       int32_t day)
{
    Member *m = arena_make_array(c->k->a, Member, 2);
    const Value *beside =
        value_find(&c->categories.at[days[next].row], x_field(c));
    Str iso = date_iso(c->k->a, date_of_days(day));
    Str group = option_word(&option_find(c->o, "x")->as.map, "group");

    if (beside->as.text.len == 7)
        iso = str_slice(iso, 0, 7);
    m[0] = (Member){ .key = x_field(c), .value = value_text(iso) };
    m[1] = (Member){ .key = group, .value = group_beside(c, days, next, day) };
    return value_map(m, group.len && !str_equal(group, x_field(c)) ? 2 : 1);
}

static void fill_gaps(ChartMaker *c, const Dated *days)
{
    size_t count = c->categories.len;
    Pace p = pace_of(days, count);
    ValueList rows = { 0 };
    StrList names = { 0 };
    size_t missing = p.months || p.days ? count_missing(days, count, p) : 0;

    if (!missing || missing + count > PERIODS_MOST)
        return;
    for (size_t i = 0; i < count; i++) {
        for (int32_t d = i ? day_after(p, days[i - 1].day) : days[i].day;
             d < days[i].day; d = day_after(p, d)) {
            Value row = empty_row(c, days, i, d);
            *list_add(c->k->a, &rows) = row;
            Str name = print_category(c, &row.as.map.at[0].value);
            *list_add(c->k->a, &names) = name;
            explain_formula(&c->k->m, name, "a period that no row speaks of");
        }
        *list_add(c->k->a, &rows) = c->categories.at[days[i].row];
        *list_add(c->k->a, &names) = c->names.at[days[i].row];
    }
    c->categories = (Values){ rows.at, rows.len };
    c->names = names;
}

void order_periods(ChartMaker *c)
{
    Dated *days;
    size_t count = c->categories.len;

    if (!runs_in_time(c) || count < 2 || !(days = days_of(c)))
        return;
    if (merges_rows(c)) {
        qsort(days, count, sizeof *days, by_day);
        take_rows(c, days, count);
        for (size_t i = 0; i < count; i++)
            days[i].row = i;
    }
    for (size_t i = 1; i < count; i++)
        if (days[i].day <= days[i - 1].day) {
            fail_order(c, i);
            return;
        }
    fill_gaps(c, days);
}

/* ---- The largest first ----------------------------------------------------
 */

typedef struct {
    double value;
    size_t at;
} Ranked;

/* What is not known comes last. */
static int by_value(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;

    if (isnan(x->value) != isnan(y->value))
        return isnan(x->value) ? 1 : -1;
    if (x->value > y->value || x->value < y->value)
        return x->value > y->value ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static const double *numbers_in(ChartMaker *c, const double *from,
                                const Ranked *order, size_t count)
{
    double *out = arena_make_array(c->k->a, double, count);

    for (size_t i = 0; i < count; i++)
        out[i] = from[order[i].at];
    return out;
}

static void permute(ChartMaker *c, const Ranked *order, size_t count)
{
    Dated *rows = arena_make_array(c->k->a, Dated, count);
    Series *series = arena_make_array(c->k->a, Series, c->chart->series_count);

    for (size_t i = 0; i < count; i++)
        rows[i].row = order[i].at;
    take_rows(c, rows, count);
    for (size_t s = 0; s < c->chart->series_count; s++) {
        Str *labels = arena_make_array(c->k->a, Str, count);
        series[s] = c->chart->series[s];
        for (size_t i = 0; i < count; i++)
            labels[i] = series[s].labels[order[i].at];
        series[s].values = numbers_in(c, series[s].values, order, count);
        series[s].labels = labels;
        series[s].low = series[s].high = NULL;
        series[s].inner_low = series[s].inner_high = NULL;
    }
    c->chart->series = series;
    c->chart->categories = c->names.at;
    c->chart->category_count = count;
    c->chart->partial_until = 0;
    c->chart->partial_from = c->chart->forecast_from = count;
}

static Str count_text(ChartMaker *c, const char *key, size_t n)
{
    Str number =
        number_format(c->k->locale, c->k->a, decimal_of_double((double)n),
                      (NumberFormat){ .decimals = 0 });

    return word_with(c->k, key, "n", number);
}

void order_bars(ChartMaker *c)
{
    Chart *chart = c->chart;
    size_t count = chart->category_count;
    Ranked *order = arena_make_array(c->k->a, Ranked, count + 1);

    if (chart->kind != CHART_BAR || chart->is_time || !chart->series_count ||
        chart->partial_until || chart->partial_from < count ||
        chart->forecast_from < count ||
        str_is(option_word(c->o, "order"), "data") ||
        option_find(&option_find(c->o, "x")->as.map, "group"))
        return;
    for (size_t i = 0; i < count; i++)
        order[i] = (Ranked){ chart->series[0].values[i], i };
    qsort(order, count, sizeof *order, by_value);
    if (count > BARS_MOST) {
        c->left_out = count_text(c, "more_not_shown", count - BARS_MOST);
        count = BARS_MOST;
    }
    permute(c, order, count);
}

/* ---- Negative parts -------------------------------------------------------
 */

static bool negative_find(const ChartMaker *c, size_t *at)
{
    for (size_t s = 0; s < c->chart->series_count; s++)
        for (size_t i = 0; i < c->chart->category_count; i++)
            if (c->chart->series[s].values[i] < 0) {
                *at = i;
                return true;
            }
    return false;
}

void parts_become_bars(ChartMaker *c)
{
    size_t at;

    if (!negative_find(c, &at))
        return;
    c->chart->kind = CHART_BAR;
    c->instead = word_with(c->k, "bars_instead", "name", c->names.at[at]);
    const Option *y = option_find(c->o, "y");
    diag_warning(c->k->env->diags, y ? y->at : c->b->at,
                 "'%.*s' is negative, so the %.*s is drawn as bars",
                 STR_ARG(c->names.at[at]), STR_ARG(c->b->subject.as.word))
        ->code = "data/negative";
    *list_add(c->k->a, &c->k->notes) =
        (DataNote){ c->instead, y ? y->at : c->b->at };
}

/* ---- Names that have no room ----------------------------------------------
 */

enum { NAME_LONG = 60 /* characters; a chart may have to cut more */ };

/* A long name is cut in its middle where it stands; the notes have it whole. */
static void spell_out(ChartMaker *c, Str name)
{
    if (name.len < NAME_LONG || utf8_count(name) <= NAME_LONG ||
        map_find(&c->k->spelt_out, name))
        return;
    map_set(c->k->a, &c->k->spelt_out, name, c->k);
    *list_add(c->k->a, &c->k->notes) =
        (DataNote){ word_with(c->k, "name_in_full", "name", name), c->b->at };
}

void names_spell_out(ChartMaker *c)
{
    for (size_t i = 0; i < c->chart->category_count; i++)
        spell_out(c, c->chart->categories[i]);
    for (size_t i = 0; i < c->chart->series_count; i++)
        spell_out(c, c->chart->series[i].name);
}

/* ---- Parts of a donut -----------------------------------------------------
 */

#define PART_LEAST 0.03 /* of the whole; less is not seen as a slice */

/* Known parts, the largest first; how many there are. */
static size_t rank_parts(const ChartMaker *c, Ranked *order, double *whole)
{
    const double *values = c->chart->series[0].values;
    size_t count = 0;

    *whole = 0;
    for (size_t i = 0; i < c->chart->category_count; i++)
        if (values[i] > 0) {
            order[count++] = (Ranked){ values[i], i };
            *whole += values[i];
        }
    qsort(order, count, sizeof *order, by_value);
    return count;
}

/* Five at most, none too small to be seen; one alone is not gathered. */
static size_t parts_kept(const Ranked *order, size_t count, double whole)
{
    size_t kept = count;

    while (kept > 1 && order[kept - 1].value < PART_LEAST * whole)
        kept--;
    if (kept > NAMED_SERIES && count > NAMED_SERIES + 1)
        kept = NAMED_SERIES;
    return kept + 1 == count ? count : kept;
}

static void add_rest(ChartMaker *c, const Ranked *order, size_t kept,
                     size_t count)
{
    Series *s = (Series *)c->chart->series;
    Str *names = arena_make_array(c->k->a, Str, kept + 1);
    double *values = arena_make_array(c->k->a, double, kept + 1);
    Str *labels = arena_make_array(c->k->a, Str, kept + 1);

    for (size_t i = 0; i < kept; i++) {
        names[i] = c->chart->categories[i];
        values[i] = s->values[i];
        labels[i] = s->labels[i];
    }
    for (size_t i = kept; i < count; i++)
        values[kept] += order[i].value;
    names[kept] = str_format(c->k->a, "%.*s (%zu)",
                             STR_ARG(word(c->k, "other")), count - kept);
    labels[kept] = print_sum(c, c->format, values[kept]);
    s->values = values;
    s->labels = labels;
    c->chart->categories = names;
    c->chart->category_count = kept + 1;
    c->chart->partial_until = 0;
    c->chart->partial_from = c->chart->forecast_from = kept + 1;
    c->chart->has_rest = true;
}

/* `labels` are of all parts, `rest` those that were gathered. */
static void explain_rest(ChartMaker *c, const Str *labels, const Ranked *rest,
                         size_t count)
{
    Str *parts = arena_make_array(c->k->a, Str, count);
    size_t last = c->chart->category_count - 1;

    for (size_t i = 0; i < count; i++)
        parts[i] = labels[rest[i].at];
    explain_parts(&c->k->m, c->chart->series[0].labels[last], parts, count);
    explain_parts(&c->k->m, c->chart->categories[last], parts, count);
}

void order_parts(ChartMaker *c)
{
    size_t all = c->chart->category_count, count, kept;
    Ranked *order = arena_make_array(c->k->a, Ranked, all + 1);
    double whole;

    if (c->chart->kind != CHART_DONUT || !c->chart->series_count)
        return;
    count = rank_parts(c, order, &whole);
    if (!count) { /* nothing to be a part of */
        c->chart->series_count = 0;
        return;
    }
    kept = parts_kept(order, count, whole);
    const Str *labels = c->chart->series[0].labels;
    permute(c, order, kept);
    if (kept == count)
        return;
    add_rest(c, order, kept, count);
    explain_rest(c, labels, order + kept, count - kept);
}

/* ---- Of many series -------------------------------------------------------
 */

static double last_value(const Series *s, size_t count)
{
    while (count > 0 && isnan(s->values[count - 1]))
        count--;
    return count ? s->values[count - 1] : NAN;
}

static double magnitude(const Series *s, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += isnan(s->values[i]) ? 0 : fabs(s->values[i]);
    return sum;
}

/* True for each of the series that lead: at their end, or in all. */
static bool *leaders(ChartMaker *c, const SeriesList *series, size_t most,
                     bool by_end)
{
    Ranked *order = arena_make_array(c->k->a, Ranked, series->len);
    bool *leads = arena_make_array(c->k->a, bool, series->len);
    size_t count = c->categories.len, named = 0;

    for (size_t i = 0; i < series->len; i++) {
        const Series *s = &series->at[i];
        order[i] =
            (Ranked){ by_end ? last_value(s, count) : magnitude(s, count), i };
    }
    qsort(order, series->len, sizeof *order, by_value);
    for (size_t i = 0; i < series->len && named < most; i++)
        if (!series->at[order[i].at].is_other) {
            leads[order[i].at] = true;
            named++;
        }
    return leads;
}

/* Lines behind those that lead are grey and have no name. */
static void step_back(ChartMaker *c, SeriesList *series, size_t most)
{
    bool *leads = leaders(c, series, most - 1, true);
    bool has_highlight = false;
    size_t behind = 0;

    for (size_t i = 0; i < series->len; i++)
        has_highlight |= series->at[i].is_highlight;
    for (size_t i = 0; i < series->len; i++) {
        Series *s = &series->at[i];
        if (has_highlight ? s->is_highlight : leads[i])
            continue;
        s->is_context = s->is_unnamed = true;
        behind++;
    }
    c->left_out = count_text(c, "more_in_grey", behind);
}

/* What each category of the rest is the sum of. */
static void explain_gathered(ChartMaker *c, const SeriesList *series,
                             const bool *leads, const Str *labels)
{
    Str *parts = arena_make_array(c->k->a, Str, series->len);

    for (size_t i = 0; c->k->m.explain && i < c->categories.len; i++) {
        size_t count = 0;
        for (size_t s = 0; s < series->len; s++)
            if (!leads[s])
                parts[count++] = series->at[s].labels[i];
        explain_parts(&c->k->m, labels[i], parts, count);
    }
}

static Series sum_of(ChartMaker *c, const SeriesList *series, const bool *leads)
{
    size_t count = c->categories.len, gathered = 0;
    double *values = arena_make_array(c->k->a, double, count);
    Str *labels = arena_make_array(c->k->a, Str, count);
    bool has_other = false;

    for (size_t i = 0; i < count; i++)
        values[i] = NAN;
    for (size_t s = 0; s < series->len; s++) {
        if (leads[s])
            continue;
        gathered++;
        has_other |= series->at[s].is_other;
        for (size_t i = 0; i < count; i++)
            if (!isnan(series->at[s].values[i]))
                values[i] = (isnan(values[i]) ? 0 : values[i]) +
                            series->at[s].values[i];
    }
    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i]))
            labels[i] = print_sum(c, c->format, values[i]);
    explain_gathered(c, series, leads, labels);
    Str other = word(c->k, "other");
    return (Series){ .name = has_other ? other
                                       : str_format(c->k->a, "%.*s (%zu)",
                                                    STR_ARG(other), gathered),
                     .values = values,
                     .labels = labels,
                     .color = -1,
                     .is_other = true };
}

/* The leaders in their order, and, if they can be added, the others in one. */
static void keep_leaders(ChartMaker *c, SeriesList *series, bool adds_up)
{
    bool *leads = leaders(c, series, NAMED_SERIES, false);
    SeriesList kept = { 0 };

    for (size_t i = 0; i < series->len; i++)
        if (leads[i])
            *list_add(c->k->a, &kept) = series->at[i];
    if (adds_up)
        *list_add(c->k->a, &kept) = sum_of(c, series, leads);
    else
        c->left_out = count_text(c, "more_not_shown", series->len - kept.len);
    *series = kept;
}

void order_series(ChartMaker *c, SeriesList *series)
{
    switch ((ChartKind)c->chart->kind) {
    case CHART_LINE:
        if (series->len > SERIES_MOST)
            step_back(c, series, SERIES_MOST);
        return;
    case CHART_SLOPE:
        if (series->len > SLOPES_MOST)
            step_back(c, series, SLOPES_MOST);
        return;
    case CHART_STACKED:
    case CHART_STACKED_100:
    case CHART_AREA:
    case CHART_MARIMEKKO:
        if (series->len > SERIES_MOST)
            keep_leaders(c, series, true);
        return;
    case CHART_COLUMN:
    case CHART_BAR:
        if (series->len > SERIES_MOST)
            keep_leaders(c, series, false);
        return;
    default:
        return;
    }
}

/* ---- Colours --------------------------------------------------------------
 */

/* A name keeps its colour in the whole report as long as there are colours;
 * after that, those of a chart differ among themselves. */
void order_colors(SeriesList *series)
{
    bool taken[COLOR_SLOTS] = { false };
    int16_t next = 0;

    for (size_t i = 0; i < series->len; i++) {
        const Series *s = &series->at[i];
        if (s->color >= 0 && s->color < COLOR_SLOTS && !s->is_context)
            taken[s->color] = true;
    }
    for (size_t i = 0; i < series->len; i++) {
        Series *s = &series->at[i];
        if (s->color < COLOR_SLOTS || s->is_context)
            continue;
        while (next < COLOR_SLOTS && taken[next])
            next++;
        if (next < COLOR_SLOTS)
            s->color = next++;
    }
}
