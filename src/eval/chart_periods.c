/* chart_periods.c - periods of a chart that are not over, or yet to come. */

#include "eval/chart_maker.h"

static bool is_where(const ChartMaker *c, size_t i, Str field)
{
    const Value *v = value_find(&c->categories.at[i], field);

    return v && value_is_true(v);
}

static size_t first_where(const ChartMaker *c, Str field)
{
    size_t i = field.len ? 0 : c->categories.len;

    while (i < c->categories.len && !is_where(c, i, field))
        i++;
    return i;
}

/* Parts of periods stand at both ends of the data; the last of them before
 * what is forecast. */
static void find_partial(ChartMaker *c, Str field)
{
    Chart *chart = c->chart;
    size_t end = chart->forecast_from < chart->category_count
                     ? chart->forecast_from
                     : chart->category_count;
    size_t from = end, until = 0;

    while (field.len && from && is_where(c, from - 1, field))
        from--;
    while (field.len && until < from && is_where(c, until, field))
        until++;
    chart->partial_until = until;
    chart->partial_from = from < end ? from : chart->category_count;
}

void mark_periods(ChartMaker *c)
{
    const Option *forecast = option_find(c->o, "forecast");

    c->chart->forecast_from = first_where(
        c, forecast ? option_word(&forecast->as.map, "field") : STR(""));
    find_partial(c, option_word(c->o, "partial"));
}

Str parts_note(ChartMaker *c)
{
    const Chart *chart = c->chart;
    StrList parts = { 0 };

    for (size_t i = 0; i < c->categories.len && i < chart->forecast_from; i++) {
        const Value *v = value_find(&c->categories.at[i], STR("part_label"));
        if (chart_is_partial(chart, i) && v && v->kind == VALUE_TEXT)
            *list_add(c->k->a, &parts) = v->as.text;
    }
    return parts.len
               ? word_with(c->k, "not_whole", "parts",
                           str_join(c->k->a, parts.at, parts.len, STR("; ")))
               : STR("");
}
