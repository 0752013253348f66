/* make_chart.c - rows of data into charts: categories, series, axes. */

#include "eval/chart_maker.h"

#include "eval/explain.h"
#include "eval/expr.h"

#include <math.h>

static const Option *option_of(const Options *o, const char *key)
{
    return option_find(o, key);
}

/* ---- Categories ---------------------------------------------------------- */

static const Options *x_options(const ChartMaker *c)
{
    return &option_of(c->o, "x")->as.map;
}

Str print_category(ChartMaker *c, const Value *v)
{
    const Option *format = option_of(x_options(c), "format");

    if (format && v->kind != VALUE_NULL && v->kind != VALUE_ABSENT)
        return format_value(c->k, format->as.expr, *v);
    Str name = value_print(&c->k->m, *v);
    return v->kind == VALUE_TEXT ? name_or_word(c->k, name) : name;
}

static void fail_x_field(ChartMaker *c, Str field, const Value *row)
{
    StrList keys = { 0 };
    DiagList *ds = c->k->env->diags;

    for (size_t i = 0; row->kind == VALUE_MAP && i < row->as.map.len; i++)
        *list_add(c->k->a, &keys) = row->as.map.at[i].key;
    machine_fail(&c->k->m, option_of(x_options(c), "field")->at,
                 "template/unknown-field", "the rows have no field '%.*s'",
                 STR_ARG(field));
    Str near = str_nearest(field, keys.at, keys.len);
    if (near.len && ds->list.len)
        ds->list.at[ds->list.len - 1].hint =
            str_format(c->k->env->arena, "did you mean '%.*s'?", STR_ARG(near));
}

/* One category a row; with `by`, one for each distinct x. */
static void gather_categories(ChartMaker *c)
{
    Str field = option_word(x_options(c), "field");
    ValueList rows = { 0 };
    Map seen = { 0 };

    for (size_t i = 0; i < c->rows.len && !c->k->m.failed; i++) {
        const Value *row = &c->rows.at[i];
        const Value *x = value_find(row, field);
        if (!x) {
            fail_x_field(c, field, row);
            return;
        }
        if (merges_rows(c)) {
            Str key = value_print(&c->k->m, *x);
            if (map_find(&seen, key))
                continue;
            map_set(c->k->a, &seen, key, (void *)row);
        }
        *list_add(c->k->a, &rows) = *row;
        Str *name = list_add(c->k->a, &c->names);
        *name = print_category(c, x);
        explain_value(&c->k->m, *name, NULL, field, row);
    }
    c->categories = (Values){ rows.at, rows.len };
    name_points(c);
    if (!c->k->m.failed)
        order_periods(c);
}

/* The day that a row speaks of; false if it names none. */
static bool day_of_row(const Value *row, Date *out)
{
    static const char *const keys[] = { "month", "quarter", "week", "date",
                                        "day" };

    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        const Value *v = value_at(row, keys[i]);
        if (v && v->kind == VALUE_TEXT && date_parse(v->as.text, out))
            return true;
    }
    return false;
}

static bool categories_are_time(const ChartMaker *c)
{
    Date day;

    for (size_t i = 0; i < c->categories.len; i++)
        if (!day_of_row(&c->categories.at[i], &day))
            return false;
    return c->categories.len > 1;
}

/* ---- Series -------------------------------------------------------------- */

static bool series_shown(ChartMaker *c, const Options *o)
{
    bool shown;

    if (!option_of(o, "if"))
        return true;
    shown = option_is_true(c->k, o, "if");
    if (c->k->m.missing.len)
        machine_clear(&c->k->m);
    return shown;
}

static void plan_loop(ChartMaker *c, const Options *o, PlanList *out)
{
    const Option *loop = option_of(o, "for");
    Value names = expr_eval(&c->k->m, loop->as.loop.expr);
    Values items;

    if (c->k->m.failed || !value_items(&c->k->m, names, loop->at, &items))
        return;
    for (size_t i = 0; i < items.len; i++)
        *list_add(c->k->a, out) =
            (SeriesPlan){ .options = o,
                          .name = items.at[i],
                          .loop_name = loop->as.loop.names.at[0] };
}

/* With `by`, a series for each value of that field, in order of appearance. */
static void plan_by(ChartMaker *c, const Options *o, PlanList *out)
{
    Map seen = { 0 };

    for (size_t i = 0; i < c->rows.len; i++) {
        const Value *v = value_find(&c->rows.at[i], c->by);
        Str name = v ? value_print(&c->k->m, *v) : STR("");
        if (!name.len || map_find(&seen, name))
            continue;
        map_set(c->k->a, &seen, name, c);
        explain_value(&c->k->m, name, NULL, c->by, &c->rows.at[i]);
        *list_add(c->k->a, out) = (SeriesPlan){ .options = o, .by = name };
    }
}

static PlanList plan_series(ChartMaker *c)
{
    const Option *y = option_of(c->o, "y");
    PlanList out = { 0 };

    for (size_t i = 0; y && i < y->as.maps.len && !c->k->m.failed; i++) {
        const Options *o = &y->as.maps.at[i];
        if (!series_shown(c, o))
            continue;
        if (option_of(o, "for"))
            plan_loop(c, o, &out);
        else if (c->by.len)
            plan_by(c, o, &out);
        else
            *list_add(c->k->a, &out) = (SeriesPlan){ .options = o };
    }
    return out;
}

static Value value_in_row(ChartMaker *c, const SeriesPlan *p, const Value *row)
{
    const Option *value = option_of(p->options, "value");
    Str field = option_word(p->options, "field");
    Value out = value_absent();

    if (value) {
        scope_set(&c->k->m, STR("row"), *row);
        out = expr_eval(&c->k->m, value->as.expr);
        /* one category without a value is a gap, not a fault */
        if (c->k->m.failed && c->k->m.missing.len) {
            machine_clear(&c->k->m);
            return value_null();
        }
        return out;
    }
    const Value *v = value_find(row, field);
    return v ? *v : value_null();
}

static Str cell_key(ChartMaker *c, const Value *series, const Value *x)
{
    return str_format(c->k->a, "%.*s\x1f%.*s",
                      STR_ARG(value_print(&c->k->m, *series)),
                      STR_ARG(value_print(&c->k->m, *x)));
}

static void fail_twice(ChartMaker *c, const Value *series, const Value *x)
{
    DiagList *ds = c->k->env->diags;

    machine_fail(&c->k->m,
                 x->span.src ? x->span : option_of(x_options(c), "field")->at,
                 "data/twice", "'%.*s' has two rows at '%.*s'",
                 STR_ARG(value_print(&c->k->m, *series)),
                 STR_ARG(value_print(&c->k->m, *x)));
    if (ds->list.len)
        ds->list.at[ds->list.len - 1].hint = str_format(
            c->k->env->arena,
            "a chart does not add rows up; gather them first: "
            "data: rows | group(['%.*s', '%.*s'])",
            STR_ARG(c->by), STR_ARG(option_word(x_options(c), "field")));
}

/* Where `by` spreads the rows: each by its series and its category. */
static void index_rows(ChartMaker *c)
{
    Str x_field = option_word(x_options(c), "field");

    if (c->chart->kind == CHART_GANTT) /* its rows are bars */
        return;
    for (size_t i = 0; c->by.len && i < c->rows.len; i++) {
        const Value *name = value_find(&c->rows.at[i], c->by);
        const Value *x = value_find(&c->rows.at[i], x_field);
        Str key = name && x ? cell_key(c, name, x) : STR("");
        if (key.len && merges_rows(c) && map_find(&c->cells, key)) {
            fail_twice(c, name, x);
            return;
        }
        if (key.len)
            map_set(c->k->a, &c->cells, key, (void *)&c->rows.at[i]);
    }
}

/* The row of a series at a category, where `by` spreads them. */
static const Value *row_at(ChartMaker *c, const SeriesPlan *p, size_t category)
{
    const Value *row = &c->categories.at[category];

    if (!p->by.len)
        return row;
    if (!merges_rows(c)) {
        const Value *by = value_find(row, c->by);
        return by && str_equal(value_print(&c->k->m, *by), p->by) ? row : NULL;
    }
    const Value *x = value_find(row, option_word(x_options(c), "field"));
    Value name = value_text(p->by);
    return x ? map_find(&c->cells, cell_key(c, &name, x)) : NULL;
}

static Str series_name(ChartMaker *c, const SeriesPlan *p)
{
    Str field = option_word(p->options, "field");
    Str label = option_plain(c->k, p->options, "label");

    if (p->by.len)
        return p->by;
    if (label.len)
        return label;
    if (p->name.kind != VALUE_ABSENT)
        return value_print(&c->k->m, p->name);
    return field.len ? label_of_field(c->k, field) : STR("");
}

static const Expr *option_expr(const Options *o, const char *key)
{
    const Option *found = option_of(o, key);
    return found ? found->as.expr : NULL;
}

static void fill_values(ChartMaker *c, const SeriesPlan *p, Series *out)
{
    const Option *format = option_of(p->options, "format");
    size_t count = c->categories.len;
    double *values = arena_make_array(c->k->a, double, count);
    Str *labels = arena_make_array(c->k->a, Str, count);
    Str field = option_word(p->options, "field");

    for (size_t i = 0; i < count && !c->k->m.failed; i++) {
        const Value *row = row_at(c, p, i);
        Value v = row ? value_in_row(c, p, row) : value_null();
        values[i] = chart_number(c, &v, field, option_of(c->o, "y")->at);
        if (!isnan(values[i]))
            labels[i] = format ? format_value(c->k, format->as.expr, v)
                               : print_default(c->k, field, &v);
        if (row)
            explain_value(&c->k->m, labels[i], option_expr(p->options, "value"),
                          field, row);
    }
    out->values = values;
    out->labels = labels;
}

static bool is_looped(const SeriesPlan *p)
{
    return p->by.len || p->name.kind != VALUE_ABSENT;
}

/* Where colours are values, or all series have one, none is spent on names. */
static bool has_colors(ChartKind kind)
{
    return kind != CHART_HEATMAP && kind != CHART_COHORT &&
           kind != CHART_CALENDAR && kind != CHART_MULTIPLES;
}

static void set_manner(ChartMaker *c, const SeriesPlan *p, Series *out)
{
    Str style = option_word(p->options, "style");
    Str mark = option_word(p->options, "mark");

    out->is_context = str_is(style, "context");
    out->is_dashed = str_is(style, "dashed");
    out->scenario = str_is(style, "prior")      ? SCENARIO_PRIOR
                    : str_is(style, "plan")     ? SCENARIO_PLAN
                    : str_is(style, "forecast") ? SCENARIO_FORECAST
                                                : SCENARIO_ACTUAL;
    out->is_highlight = str_is(style, "highlight");
    out->on_right = str_is(option_word(p->options, "axis"), "right");
    out->mark = str_is(mark, "column") ? MARK_COLUMN
                : str_is(mark, "line") ? MARK_LINE
                                       : MARK_DEFAULT;
    out->is_other = str_equal(out->name, word(c->k, "other"));
    out->color = -1;
    if (is_looped(p) && has_colors((ChartKind)c->chart->kind))
        out->color =
            out->is_other ? -1 : (int16_t)entity_color(c->k, out->name);
    if (out->is_dashed)
        out->is_context = true;
}

static bool any_value(const Series *s, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isnan(s->values[i]))
            return true;
    return false;
}

/* False if the series has no value at all. */
static bool make_series(ChartMaker *c, const SeriesPlan *p, Series *out)
{
    scope_push(&c->k->m);
    if (p->name.kind != VALUE_ABSENT)
        scope_set(&c->k->m, p->loop_name, p->name);
    out->name = series_name(c, p);
    if (!c->k->m.failed)
        fill_values(c, p, out);
    scope_pop(&c->k->m);
    if (c->k->m.failed)
        return false;
    set_manner(c, p, out);
    make_band(c, p, out);
    return !c->k->m.failed && any_value(out, c->categories.len);
}

/* One series stands out, the others step back. */
static void apply_highlight(ChartMaker *c, SeriesList *series)
{
    Value v = option_value(c->k, c->o, "highlight");
    bool found = false;

    for (size_t i = 0; v.kind == VALUE_TEXT && i < series->len; i++)
        found |= str_equal(series->at[i].name, v.as.text);
    for (size_t i = 0; found && i < series->len; i++) {
        series->at[i].is_highlight = str_equal(series->at[i].name, v.as.text);
        series->at[i].is_context = !series->at[i].is_highlight;
    }
}

static const Expr *format_on(const PlanList *plans, bool right)
{
    for (size_t i = 0; i < plans->len; i++) {
        const Option *format = option_of(plans->at[i].options, "format");
        bool on_right =
            str_is(option_word(plans->at[i].options, "axis"), "right");
        if (format && on_right == right)
            return format->as.expr;
    }
    return NULL;
}

void read_axis(ChartMaker *c, const char *key, const Expr *usual, Axis *out)
{
    const Option *axis = option_of(c->o, key);

    out->format = format_of_axis(c->k, usual);
    if (!axis)
        return;
    const Options *o = &axis->as.map;
    const Option *format = option_of(o, "format");
    Value from = option_value(c->k, o, "from"),
          to = option_value(c->k, o, "to");
    out->title = option_plain(c->k, o, "title");
    if (format)
        out->format = format_of_axis(c->k, format->as.expr);
    if (from.kind == VALUE_NUMBER && to.kind == VALUE_NUMBER) {
        out->from = number_of(&from);
        out->to = number_of(&to);
    }
}

static void explain_totals(ChartMaker *c)
{
    const Chart *chart = c->chart;
    Str *parts = arena_make_array(c->k->a, Str, chart->series_count);

    for (size_t i = 0; c->k->m.explain && i < chart->category_count; i++) {
        for (size_t s = 0; s < chart->series_count; s++)
            parts[s] = chart->series[s].labels[i];
        explain_parts(&c->k->m, chart->total_labels[i], parts,
                      chart->series_count);
    }
}

/* What each column of a stack adds up to. */
static void make_totals(ChartMaker *c)
{
    Chart *chart = c->chart;
    Str *labels = arena_make_array(c->k->a, Str, chart->category_count);

    if (chart->kind != CHART_STACKED || !chart->label_values ||
        chart->series_count < 2)
        return;
    for (size_t i = 0; i < chart->category_count; i++) {
        double sum = NAN;
        for (size_t s = 0; s < chart->series_count; s++) {
            double v = chart->series[s].values[i];
            if (!isnan(v))
                sum = isnan(sum) ? v : sum + v;
        }
        if (isfinite(sum))
            labels[i] = print_sum(c, c->format, sum);
    }
    chart->total_labels = labels;
    explain_totals(c);
}

Str print_sum(ChartMaker *c, const Expr *format, double sum)
{
    Value v = value_number(decimal_of_double(sum));

    return format ? format_value(c->k, format, v)
                  : number_format(c->k->locale, c->k->a, v.as.number,
                                  (NumberFormat){ .decimals = DECIMALS_AUTO });
}

static void make_all_series(ChartMaker *c)
{
    PlanList plans = plan_series(c);
    SeriesList series = { 0 };
    bool looped = plans.len > 0;

    for (size_t i = 0; i < plans.len && !c->k->m.failed; i++) {
        Series one = { 0 };
        looped &= is_looped(&plans.at[i]);
        if (make_series(c, &plans.at[i], &one))
            *list_add(c->k->a, &series) = one;
    }
    if (c->k->m.failed)
        return;
    apply_highlight(c, &series);
    c->format = format_on(&plans, false);
    if (looped)
        order_series(c, &series);
    order_colors(&series);
    c->chart->series = series.at;
    c->chart->series_count = series.len;
    read_axis(c, "axis", c->format, &c->chart->left);
    read_axis(c, "right_axis", format_on(&plans, true), &c->chart->right);
}

/* ---- What else a chart may say ------------------------------------------- */

static void make_steps(ChartMaker *c)
{
    Str field = option_word(c->o, "total");
    uint8_t *steps = arena_make_array(c->k->a, uint8_t, c->categories.len);

    for (size_t i = 0; i < c->categories.len; i++) {
        const Value *v =
            field.len ? value_find(&c->categories.at[i], field) : NULL;
        bool is_end = !field.len && (i == 0 || i + 1 == c->categories.len);
        steps[i] =
            (v && value_is_true(v)) || is_end ? STEP_TOTAL : STEP_UP_DOWN;
    }
    c->chart->steps = steps;
}

static void make_targets(ChartMaker *c)
{
    Str field = option_word(c->o, "target");
    const Option *y = option_of(c->o, "y");
    const Option *format =
        y && y->as.maps.len ? option_of(&y->as.maps.at[0], "format") : NULL;
    double *targets = arena_make_array(c->k->a, double, c->categories.len);
    Str *labels = arena_make_array(c->k->a, Str, c->categories.len);

    for (size_t i = 0; i < c->categories.len; i++) {
        const Value *v = value_find(&c->categories.at[i], field);
        targets[i] = number_of(v);
        if (!isnan(targets[i]))
            labels[i] = format ? format_value(c->k, format->as.expr, *v)
                               : print_default(c->k, field, v);
        explain_value(&c->k->m, labels[i], NULL, field, &c->categories.at[i]);
    }
    c->chart->targets = targets;
    c->chart->target_labels = labels;
}

static int32_t category_of_day(const ChartMaker *c, Date day)
{
    int32_t found = -1;

    for (size_t i = 0; i < c->categories.len; i++) {
        Date from;
        if (!day_of_row(&c->categories.at[i], &from) ||
            date_compare(from, day) > 0)
            break;
        found = (int32_t)i;
    }
    return found;
}

/* True if the last category, which has no next, still holds the day. */
static bool within_last(const ChartMaker *c, Date day)
{
    Date last;
    const Value *row = &c->categories.at[c->categories.len - 1];

    if (!day_of_row(row, &last))
        return false;
    int days = value_at(row, "quarter") ? 92 : value_at(row, "week") ? 7 : 31;
    return date_to_days(day) - date_to_days(last) < days;
}

static void add_annotation(ChartMaker *c, const Value *v, AnnotationList *out)
{
    const Value *date = value_at(v, "date"), *text = value_at(v, "text");
    Date day;

    if (!date || !text || date->kind != VALUE_TEXT ||
        text->kind != VALUE_TEXT || !date_parse(date->as.text, &day) ||
        !within_last(c, day))
        return;
    int32_t category = category_of_day(c, day);
    if (category >= 0)
        *list_add(c->k->a, out) =
            (Annotation){ .text = text->as.text, .category = category };
}

static void make_annotations(ChartMaker *c)
{
    Value list = option_value(c->k, c->o, "annotations");
    Value line = option_value(c->k, c->o, "reference");
    AnnotationList out = { 0 };

    if (c->k->m.failed && c->k->m.missing.len)
        machine_clear(&c->k->m); /* none were made */
    for (size_t i = 0; list.kind == VALUE_LIST && i < list.as.list.len; i++)
        add_annotation(c, &list.as.list.at[i], &out);
    if (line.kind == VALUE_NUMBER)
        *list_add(c->k->a, &out) =
            (Annotation){ .text = option_plain(c->k, c->o, "reference_label"),
                          .value = number_of(&line),
                          .label = print_sum(c, c->format, number_of(&line)),
                          .category = -1 };
    c->chart->annotations = out.at;
    c->chart->annotation_count = out.len;
}

/* Two lines for the hole of a donut: the figure, and what it is. */
static void make_center(ChartMaker *c)
{
    Str text = option_plain(c->k, c->o, "center");
    Str *lines;
    size_t at;

    if (!text.len)
        return;
    lines = arena_make_array(c->k->a, Str, 2);
    at = str_find(text, STR("\n"));
    if (at == text.len)
        at = str_find(text, STR(" "));
    lines[0] = str_slice(text, 0, at);
    lines[1] =
        at < text.len ? str_trim(str_slice(text, at, text.len)) : STR("");
    c->chart->center = lines;
}

static void make_groups(ChartMaker *c)
{
    Str field = option_word(x_options(c), "group");
    Str *groups;

    if (!field.len)
        return;
    groups = arena_make_array(c->k->a, Str, c->categories.len);
    for (size_t i = 0; i < c->categories.len; i++) {
        const Value *v = value_find(&c->categories.at[i], field);
        groups[i] = v ? value_print(&c->k->m, *v) : STR("");
    }
    c->chart->category_groups = groups;
}

/* ---- The chart ----------------------------------------------------------- */

static uint8_t kind_of(Str word)
{
    static const struct {
        const char *word;
        ChartKind kind;
    } kinds[] = { { "line", CHART_LINE },
                  { "column", CHART_COLUMN },
                  { "grouped", CHART_COLUMN },
                  { "stacked", CHART_STACKED },
                  { "stacked_100", CHART_STACKED_100 },
                  { "bar", CHART_BAR },
                  { "area", CHART_AREA },
                  { "combo", CHART_COMBO },
                  { "donut", CHART_DONUT },
                  { "waterfall", CHART_WATERFALL },
                  { "funnel", CHART_FUNNEL },
                  { "bullet", CHART_BULLET },
                  { "sparkline", CHART_SPARKLINE },
                  { "scatter", CHART_SCATTER },
                  { "bubble", CHART_BUBBLE },
                  { "matrix", CHART_MATRIX },
                  { "heatmap", CHART_HEATMAP },
                  { "cohort", CHART_COHORT },
                  { "calendar", CHART_CALENDAR },
                  { "slope", CHART_SLOPE },
                  { "gauge", CHART_GAUGE },
                  { "gantt", CHART_GANTT },
                  { "treemap", CHART_TREEMAP },
                  { "marimekko", CHART_MARIMEKKO },
                  { "multiples", CHART_MULTIPLES },
                  { "histogram", CHART_HISTOGRAM },
                  { "pareto", CHART_COMBO } };

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (str_is(word, kinds[i].word))
            return (uint8_t)kinds[i].kind;
    return CHART_LINE;
}

static uint8_t height_of(Str word)
{
    return str_is(word, "low")    ? HEIGHT_LOW
           : str_is(word, "tall") ? HEIGHT_TALL
                                  : HEIGHT_NORMAL;
}

static ChartWords words_of(const Maker *k)
{
    return (ChartWords){ .forecast = word(k, "chart_forecast"),
                         .starts_at = word(k, "axis_starts"),
                         .overall = word(k, "funnel_overall"),
                         .other = word(k, "other"),
                         .today = word(k, "today"),
                         .median = word(k, "median"),
                         .missing = word(k, "not_available") };
}

static void add_to_note(ChartMaker *c, Str words)
{
    Str *note = &c->chart->note;

    if (words.len)
        *note = note->len ? str_format(c->k->a, "%.*s \xC2\xB7 %.*s",
                                       STR_ARG(words), STR_ARG(*note))
                          : words;
}

/* Word and PowerPoint draw no line across horizontal bars: its value is said
 * below them. */
static Str reference_note(ChartMaker *c, const Annotation *n)
{
    if (n->category >= 0 || !n->label.len)
        return STR("");
    return n->text.len ? str_format(c->k->a, "%.*s: %.*s", STR_ARG(n->text),
                                    STR_ARG(n->label))
                       : n->label;
}

static void describe(ChartMaker *c)
{
    Chart *chart = c->chart;

    chart->title = option_runs(c->k, c->o, "title");
    chart->subtitle = option_plain(c->k, c->o, "subtitle");
    chart->note = option_plain(c->k, c->o, "note");
    chart->alt = alt_cut(c->k->a, option_plain(c->k, c->o, "alt"));
    if (c->k->m.failed)
        return;
    for (size_t i = 0; chart->kind == CHART_BAR && i < chart->annotation_count;
         i++)
        add_to_note(c, reference_note(c, &chart->annotations[i]));
    add_to_note(c, c->left_out);
    add_to_note(c, c->instead);
    add_to_note(c, parts_note(c));
    add_to_note(c, chart_base(c));
    add_keyed_notes(c);
    names_spell_out(c);
    if (!chart->alt.len)
        chart->alt = chart_alt(c->k, chart);
    chart->words = words_of(c->k);
    if (chart->kind != CHART_SPARKLINE)
        chart->number = next_number(c->k, false);
}

static void fill_chart(ChartMaker *c)
{
    Chart *chart = c->chart;

    if (chart->kind == CHART_HISTOGRAM) {
        make_histogram(c);
        if (!c->k->m.failed && chart->series_count)
            describe(c);
        return;
    }
    gather_categories(c);
    if (c->k->m.failed)
        return;
    index_rows(c);
    chart->categories = c->names.at;
    chart->category_count = c->names.len;
    chart->is_time = categories_are_time(c);
    mark_periods(c);
    scope_push(&c->k->m);
    make_all_series(c);
    scope_pop(&c->k->m);
    make_parts(c);
    if (c->k->m.failed || !chart->series_count)
        return;
    order_bars(c);
    order_parts(c);
    if (!chart->series_count)
        return;
    make_groups(c);
    if (chart->kind == CHART_WATERFALL)
        make_steps(c);
    if (option_word(c->o, "target").len)
        make_targets(c);
    make_totals(c);
    make_annotations(c);
    make_center(c);
    if (str_is(c->b->subject.as.word, "pareto"))
        make_pareto(c);
    if (!c->k->m.failed)
        describe(c);
}

/* Whether what is missing are values, not all of the table: an empty one counts
 * if it is the client's own, since a filter may well leave nothing. */
static bool data_is_there(const ChartMaker *c)
{
    return c->rows.len || option_of(c->o, "data")->as.expr->kind == EXPR_NAME;
}

Made make_chart(Maker *k, const TemplateBlock *b, Block *out)
{
    Chart *chart = arena_make(k->a, Chart);
    ChartMaker c = { .k = k, .b = b, .o = &b->options, .chart = chart };
    Value data = option_value(k, c.o, "data");

    out->kind = BLOCK_CHART;
    out->as.chart = chart;
    if (k->m.failed || !value_items(&k->m, data, b->at, &c.rows))
        return made_so_far(k);
    explain_rows(&k->m, option_of(c.o, "data")->as.expr, c.rows);
    chart->kind = kind_of(b->subject.as.word);
    chart->height = height_of(option_word(c.o, "height"));
    chart->label_values = option_flag(c.o, "labels", false);
    chart->better_is_down = str_is(option_word(c.o, "better"), "down");
    c.by = option_word(c.o, "by");
    if (c.rows.len && chart_is_told(&c))
        fill_chart(&c);
    if (!k->m.failed && !chart->series_count) {
        if (option_of(c.o, "if_missing") || k->strict || !data_is_there(&c)) {
            k->m.failed = true;
            k->m.missing = STR("data");
        } else {
            make_empty_panel(k, b, out);
        }
    }
    return made_so_far(k);
}
