/* chart_base.c - what the columns of shares are shares of. */

#include "eval/chart_maker.h"
#include "eval/explain.h"

#include <math.h>

enum { BASES_NAMED = 8 /* more are a range */ };

/* As the drawing has it: what is below zero counts by its size, or not at all
 * where columns have a width. */
static double base_of(const Chart *chart, size_t category)
{
    double sum = 0;

    for (size_t s = 0; s < chart->series_count; s++) {
        double v = chart->series[s].values[category];
        if (isfinite(v) && (v > 0 || chart->kind == CHART_STACKED_100))
            sum += fabs(v);
    }
    return sum;
}

static bool is_about(double a, double b)
{
    return fabs(a - b) <= 0.005 * fabs(b);
}

/* Shares of 1 or of 100 do not say of how many. */
static bool are_shares(const double *bases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bases[i] > 0 && !is_about(bases[i], 1) && !is_about(bases[i], 100))
            return false;
    return true;
}

/* A base as it is printed, explained by its parts. */
static Str base_print(ChartMaker *c, size_t category, double base)
{
    const Chart *chart = c->chart;
    Str *parts = arena_make_array(c->k->a, Str, chart->series_count);
    Str text = print_sum(c, c->format, base);

    for (size_t s = 0; s < chart->series_count; s++)
        parts[s] = chart->series[s].labels[category];
    explain_parts(&c->k->m, text, parts, chart->series_count);
    explain_again(&c->k->m, text);
    return text;
}

/* "Q1 63; Q2 69" */
static Str bases_named(ChartMaker *c, const double *bases)
{
    const Chart *chart = c->chart;
    Buf out = { 0 };

    for (size_t i = 0; i < chart->category_count; i++) {
        if (!(bases[i] > 0))
            continue;
        explain_again(&c->k->m, chart->categories[i]);
        Str base = base_print(c, i, bases[i]);
        buf_format(&out, "%s%.*s %.*s", out.len ? "; " : "",
                   STR_ARG(chart->categories[i]), STR_ARG(base));
    }
    Str list = buf_copy(c->k->a, &out);
    buf_free(&out);
    return list;
}

/* "41–1,234" */
static Str bases_range(ChartMaker *c, const double *bases)
{
    size_t count = c->chart->category_count, low = count, high = count;

    for (size_t i = 0; i < count; i++) {
        if (!(bases[i] > 0))
            continue;
        if (low == count || bases[i] < bases[low])
            low = i;
        if (high == count || bases[i] > bases[high])
            high = i;
    }
    if (low == count)
        return STR("");
    Str least = base_print(c, low, bases[low]);
    if (bases[low] == bases[high])
        return least;
    return str_format(c->k->a, "%.*s\xE2\x80\x93%.*s", STR_ARG(least),
                      STR_ARG(base_print(c, high, bases[high])));
}

Str chart_base(ChartMaker *c)
{
    const Chart *chart = c->chart;
    size_t count = chart->category_count;
    bool is_wide = chart->kind == CHART_MARIMEKKO && !chart->sizes;
    double *bases = arena_make_array(c->k->a, double, count + 1);

    if (chart->kind != CHART_STACKED_100 && !is_wide)
        return STR("");
    for (size_t i = 0; i < count; i++)
        bases[i] = base_of(chart, i);
    if (are_shares(bases, count))
        return STR("");
    return str_format(c->k->a, "%.*s%.*s%.*s",
                      STR_ARG(word(c->k, "chart_base")),
                      STR_ARG(word(c->k, "colon")),
                      STR_ARG(count > BASES_NAMED ? bases_range(c, bases)
                                                  : bases_named(c, bases)));
}
