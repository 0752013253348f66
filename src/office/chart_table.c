/* chart_table.c - the numbers of a chart as a table. */

#include "office/native.h"

#include <math.h>

enum { COLUMNS_MOST = 14 }; /* more do not fit beside each other */

typedef struct {
    Arena *a;
    Locale *locale;
    const Chart *c;
    double low, high;
    bool is_heat;
} Tabulator;

bool is_table_chart(const Chart *c)
{
    return (c->kind == CHART_HEATMAP || c->kind == CHART_COHORT) &&
           c->category_count <= COLUMNS_MOST;
}

static Column number_column(Str label)
{
    return (Column){ .label = label, .align = ALIGN_RIGHT, .is_numeric = true };
}

static Table *table_of(Tabulator *t, Column *columns, size_t column_count,
                       Row *rows, size_t row_count)
{
    Table *out = arena_make(t->a, Table);

    columns[0].is_header = true;
    *out = (Table){ .columns = columns,
                    .column_count = column_count,
                    .rows = rows,
                    .row_count = row_count,
                    .density = DENSITY_COMPACT };
    return out;
}

static Cell value_cell(const Tabulator *t, double v, Str text)
{
    Cell cell = { .text = text };

    if (t->is_heat && isfinite(v))
        cell.heat = (uint8_t)heat_of(v, t->low, t->high);
    return cell;
}

/* ---- A row a series -------------------------------------------------------
 */

/* Of a cohort chart: what all rows come to. */
static void mean_row(Tabulator *t, size_t first, Row *out)
{
    const Chart *c = t->c;
    size_t count = c->category_count + first;
    Cell *cells = arena_make_array(t->a, Cell, count);

    cells[0].text = STR("Ø");
    for (size_t i = 0; i < c->category_count; i++)
        cells[first + i] = value_cell(t, cohort_mean(c, i),
                                      cohort_mean_print(t->a, t->locale, c, i));
    *out = (Row){ .cells = cells,
                  .cell_count = (uint16_t)count,
                  .kind = ROW_TOTAL };
}

static Table *series_down(Tabulator *t)
{
    const Chart *c = t->c;
    bool sized = c->kind == CHART_COHORT && c->sizes;
    size_t first = sized ? 2 : 1, count = c->category_count + first;
    Column *columns = arena_make_array(t->a, Column, count);
    bool has_mean = c->kind == CHART_COHORT && c->series_count > 1;
    Row *rows = arena_make_array(t->a, Row, c->series_count + has_mean);

    if (sized)
        columns[1] = number_column(c->size_name);
    for (size_t i = 0; i < c->category_count; i++)
        columns[first + i] = number_column(c->categories[i]);
    for (size_t s = 0; s < c->series_count; s++) {
        Cell *cells = arena_make_array(t->a, Cell, count);
        cells[0].text = c->series[s].name;
        if (sized)
            cells[1].text = c->size_labels[s];
        for (size_t i = 0; i < c->category_count; i++)
            cells[first + i] =
                value_cell(t, c->series[s].values[i], c->series[s].labels[i]);
        rows[s] = (Row){ .cells = cells, .cell_count = (uint16_t)count };
    }
    if (has_mean)
        mean_row(t, first, &rows[c->series_count]);
    return table_of(t, columns, count, rows, c->series_count + has_mean);
}

/* ---- A row a week ----------------------------------------------------------
 */

/* Rows of weeks that have a day; Monday to Sunday in columns. */
static Table *weeks_down(Tabulator *t)
{
    const Chart *c = t->c;
    const Series *s = &c->series[0];
    Column *columns = arena_make_array(t->a, Column, 8);
    Row *rows = arena_make_array(t->a, Row, c->category_count);
    Cell *cells = NULL;
    size_t count = 0;
    int32_t week = 0;

    for (int day = 0; day < 7; day++) /* 5 January 1970 was a Monday */
        columns[day + 1] = number_column(
            date_format(t->locale, t->a, date_of_days(4 + day), STR("EEE")));
    for (size_t i = 0; i < c->category_count; i++) {
        Date date = date_of_days(c->days[i]);
        int32_t monday = c->days[i] - date_weekday(date);
        if (!count || monday != week) {
            week = monday;
            cells = arena_make_array(t->a, Cell, 8);
            cells[0].text = date_format(t->locale, t->a, date_of_days(monday),
                                        STR("medium"));
            rows[count++] = (Row){ .cells = cells, .cell_count = 8 };
        }
        cells[1 + date_weekday(date)] =
            value_cell(t, s->values[i], s->labels[i]);
    }
    return table_of(t, columns, 8, rows, count);
}

/* ---- A row a bar -----------------------------------------------------------
 */

static Table *flights_down(Tabulator *t)
{
    const Chart *c = t->c;
    Column *columns = arena_make_array(t->a, Column, 4);
    Row *rows = arena_make_array(t->a, Row, c->flight_count);

    columns[3] = number_column(c->series[0].name);
    for (size_t i = 0; i < c->flight_count; i++) {
        const Flight *f = &c->flights[i];
        bool is_first = i == 0 || c->flights[i - 1].category != f->category;
        Cell *cells = arena_make_array(t->a, Cell, 4);
        cells[0].text = c->categories[f->category];
        cells[1].text =
            date_range_format(t->locale, t->a, date_of_days(f->from_day),
                              date_of_days(f->to_day));
        cells[2].text = f->text;
        if (is_first) /* of all its bars */
            cells[3].text = c->series[0].labels[f->category];
        rows[i] = (Row){ .cells = cells, .cell_count = 4 };
    }
    return table_of(t, columns, 4, rows, c->flight_count);
}

/* ---- A row a category ------------------------------------------------------
 */

static Table *categories_down(Tabulator *t)
{
    const Chart *c = t->c;
    bool has_targets = c->targets && c->target_labels;
    bool has_sizes = c->sizes && c->kind != CHART_COHORT;
    size_t count = 1 + c->series_count + has_targets + has_sizes;
    Column *columns = arena_make_array(t->a, Column, count);
    Row *rows = arena_make_array(t->a, Row, c->category_count);

    for (size_t s = 0; s < c->series_count; s++)
        columns[1 + s] = number_column(c->series[s].name);
    if (has_targets)
        columns[1 + c->series_count] = number_column(STR("◆"));
    if (has_sizes)
        columns[count - 1] = number_column(c->size_name);
    for (size_t i = 0; i < c->category_count; i++) {
        Cell *cells = arena_make_array(t->a, Cell, count);
        cells[0].text = c->categories[i];
        if (c->category_groups)
            cells[0].text =
                str_format(t->a, "%.*s: %.*s", STR_ARG(c->category_groups[i]),
                           STR_ARG(c->categories[i]));
        for (size_t s = 0; s < c->series_count; s++)
            cells[1 + s].text = c->series[s].labels[i];
        if (has_targets)
            cells[1 + c->series_count].text = c->target_labels[i];
        if (has_sizes)
            cells[count - 1].text = c->size_labels[i];
        rows[i] = (Row){ .cells = cells, .cell_count = (uint16_t)count };
    }
    return table_of(t, columns, count, rows, c->category_count);
}

/* ---- A row a value ----------------------------------------------------------
 */

static Table *values_down(Tabulator *t)
{
    const Chart *c = t->c;
    Column *columns = arena_make_array(t->a, Column, 3);
    Row *rows =
        arena_make_array(t->a, Row, c->series_count * c->category_count);
    size_t count = 0;

    columns[2] = number_column(STR(""));
    for (size_t s = 0; s < c->series_count; s++)
        for (size_t i = 0; i < c->category_count; i++) {
            Cell *cells;
            if (!isfinite(c->series[s].values[i]))
                continue;
            cells = arena_make_array(t->a, Cell, 3);
            cells[0].text = c->series[s].name;
            cells[1].text = c->categories[i];
            cells[2] =
                value_cell(t, c->series[s].values[i], c->series[s].labels[i]);
            rows[count++] = (Row){ .cells = cells, .cell_count = 3 };
        }
    return table_of(t, columns, 3, rows, count);
}

Table *chart_table(Arena *a, Locale *locale, const Chart *c)
{
    Tabulator t = { .a = a, .locale = locale, .c = c };

    t.is_heat = (c->kind == CHART_HEATMAP || c->kind == CHART_COHORT ||
                 c->kind == CHART_CALENDAR) &&
                chart_span(c, &t.low, &t.high);
    if (c->kind == CHART_CALENDAR && c->days)
        return weeks_down(&t);
    if (c->kind == CHART_GANTT && c->flight_count)
        return flights_down(&t);
    if (is_table_chart(c))
        return series_down(&t);
    return c->series_count <= COLUMNS_MOST ? categories_down(&t)
                                           : values_down(&t);
}
