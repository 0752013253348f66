/*
 * chart_maker.h - what the files that make charts share.  Private to src/eval.
 *
 * make_chart.c turns rows into categories and series, which all kinds have;
 * chart_periods.c says which categories are not whole or not yet; chart_order.c
 * says which are shown and in which order; chart_parts.c adds what only some
 * kinds have, chart_base.c what shares are shares of.
 */
#ifndef EVAL_CHART_MAKER_H
#define EVAL_CHART_MAKER_H

#include "eval/maker.h"

/* A series as the template asks for it, bound to a name where it loops. */
typedef struct {
    const Options *options;
    Value name; /* of a looping series; absent else */
    Str loop_name;
    Str by; /* the value of the `by` field, for series out of one column */
} SeriesPlan;

typedef LIST(SeriesPlan) PlanList;
typedef LIST(Series) SeriesList;
typedef LIST(Annotation) AnnotationList;

typedef struct {
    Maker *k;
    const TemplateBlock *b;
    const Options *o;
    Chart *chart;
    Values rows;          /* of the data */
    Values categories;    /* one row for each category */
    StrList names;        /* printed */
    Str by;               /* field that splits rows into series, or empty */
    Map cells;            /* with `by`: rows by their series and category */
    LIST(FlightKey) keys; /* gantt: whose colour is whose */
    const Expr *format;   /* how the left axis' values are printed, or NULL */
    Str instead;          /* why it is of another kind than was asked for */
    Str left_out;         /* how many series or bars are not named or shown */
} ChartMaker;

/* The axis of that key; `usual` prints its numbers unless it says otherwise. */
void read_axis(ChartMaker *c, const char *key, const Expr *usual, Axis *out);

/* A category by the format of the x axis. */
Str print_category(ChartMaker *c, const Value *v);
/* What numbers add up to, printed as they are. */
Str print_sum(ChartMaker *c, const Expr *format, double sum);

/* ---- chart_periods.c ------------------------------------------------------
 */

/* Finds the categories that `partial` and `forecast` name. */
void mark_periods(ChartMaker *c);
/* "Not whole: 1–18 Nov 2026, 18 of 30 days", or empty. */
Str parts_note(ChartMaker *c);

/* ---- chart_order.c --------------------------------------------------------
 */

/* Of a chart over time: categories in order, empty ones where periods are
 * missing.  A date that stands twice or too late is reported. */
void order_periods(ChartMaker *c);
/* Of series out of a column or a loop: of many, those that lead. */
void order_series(ChartMaker *c, SeriesList *series);
void order_colors(SeriesList *series);
/* Parts of a donut, the largest first, the small ones in one. */
void order_parts(ChartMaker *c);
/* Parts of a whole of which one is negative are bars, which the note says. */
void parts_become_bars(ChartMaker *c);
/* Long names into the data notes. */
void names_spell_out(ChartMaker *c);
/* Bars, the longest first, unless `order` says otherwise. */
void order_bars(ChartMaker *c);

/* NaN for what is missing or cannot be drawn; other kinds of value are
 * reported, at `at` if they stand nowhere. */
double chart_number(ChartMaker *c, const Value *v, Str field, Span at);

/* ---- chart_parts.c --------------------------------------------------------
 */

/* False, reported, if the kind needs a key that is not given. */
bool chart_is_told(ChartMaker *c);
/* True if rows with the same x are one category. */
bool merges_rows(const ChartMaker *c);
/* The points of a scatter by what their own field calls them. */
void name_points(ChartMaker *c);
/* The band around a series. */
void make_band(ChartMaker *c, const SeriesPlan *p, Series *out);
/* Places, sizes, days, bars: what the kind has beside its series. */
void make_parts(ChartMaker *c);
/* Categories are ranges of x, the one series how many rows fall in each. */
void make_histogram(ChartMaker *c);
/* The largest first, and a line of what they add up to. */
void make_pareto(ChartMaker *c);
/* More than three pinned notes are numbers, explained in the chart's note. */
void add_keyed_notes(ChartMaker *c);

/* ---- chart_base.c ---------------------------------------------------------
 */

/* "Base: Q1 63; Q2 69" of shares of a whole that the drawing does not show, for
 * the chart's note; or empty. */
Str chart_base(ChartMaker *c);

#endif
