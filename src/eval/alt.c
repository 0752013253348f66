/* alt.c - what a chart shows, in words, for those who cannot see it. */

#include "eval/maker.h"

#include <math.h>

typedef struct {
    size_t first, last, low, high; /* categories */
    size_t known;
} Shape;

static Shape shape_of(const Chart *c, const Series *s)
{
    Shape shape = { 0 };

    for (size_t i = 0; i < c->category_count; i++) {
        if (isnan(s->values[i]))
            continue;
        if (!shape.known++)
            shape.first = shape.low = shape.high = i;
        shape.last = i;
        if (s->values[i] < s->values[shape.low])
            shape.low = i;
        if (s->values[i] > s->values[shape.high])
            shape.high = i;
    }
    return shape;
}

static void add_point(Buf *b, const Chart *c, const Series *s, size_t i)
{
    buf_format(b, "%.*s (%.*s)", STR_ARG(s->labels[i]),
               STR_ARG(c->categories[i]));
}

/* Along time: from, to, lowest and highest. */
static void describe_course(Maker *k, Buf *b, const Chart *c, const Series *s)
{
    Shape shape = shape_of(c, s);

    if (!shape.known)
        return;
    buf_format(b, " %.*s%.*s", STR_ARG(s->name), STR_ARG(word(k, "colon")));
    add_point(b, c, s, shape.first);
    if (shape.known > 1) {
        buf_add_str(b, STR(" \xE2\x86\x92 "));
        add_point(b, c, s, shape.last);
    }
    if (s->range.len)
        buf_format(b, " [%.*s]", STR_ARG(s->range));
    if (shape.known > 2) {
        buf_format(b, ", %.*s ", STR_ARG(word(k, "lowest")));
        add_point(b, c, s, shape.low);
        buf_format(b, ", %.*s ", STR_ARG(word(k, "highest")));
        add_point(b, c, s, shape.high);
    }
    buf_add_char(b, '.');
}

enum { LISTED_POINTS = 12, DESCRIBED_SERIES = 8 };

/* Name and numbers of a point, or a part with the level above it. */
static void add_place(Buf *b, const Chart *c, const Series *s, size_t i)
{
    if (c->x_labels)
        buf_format(b, "%.*s%s%.*s / %.*s", STR_ARG(c->categories[i]),
                   c->categories[i].len ? " " : "", STR_ARG(c->x_labels[i]),
                   STR_ARG(s->labels[i]));
    else
        buf_format(b, "%.*s %.*s", STR_ARG(c->categories[i]),
                   STR_ARG(s->labels[i]));
    if (c->sizes && c->kind != CHART_COHORT && c->size_labels[i].len)
        buf_format(b, " (%.*s)", STR_ARG(c->size_labels[i]));
}

/* Side by side: each category with its value, the first dozen. */
static void describe_points(Maker *k, Buf *b, const Chart *c, const Series *s)
{
    size_t shown = 0;

    if (s->name.len)
        buf_format(b, " %.*s%.*s", STR_ARG(s->name),
                   STR_ARG(str_trim(word(k, "colon"))));
    for (size_t i = 0; i < c->category_count && shown < LISTED_POINTS; i++) {
        if (isnan(s->values[i]))
            continue;
        buf_add_str(b, shown++ ? STR(", ") : STR(" "));
        add_place(b, c, s, i);
        if (c->targets && !isnan(c->targets[i]))
            buf_format(
                b, " (%.*s)",
                STR_ARG(word_with(k, "target", "value", c->target_labels[i])));
    }
    buf_add_str(b,
                shown < c->category_count ? STR(" \xE2\x80\xA6.") : STR("."));
}

/* The bars of a plan: whose, and from when to when. */
static void describe_flights(Maker *k, Buf *b, const Chart *c)
{
    size_t shown = 0;

    for (; shown < c->flight_count && shown < LISTED_POINTS; shown++) {
        const Flight *f = &c->flights[shown];
        Str when = date_range_format(k->locale, k->a, date_of_days(f->from_day),
                                     date_of_days(f->to_day));
        Str total = c->series[0].labels[f->category];
        buf_format(b, "%s %.*s %.*s", shown ? "," : "",
                   STR_ARG(c->categories[f->category]), STR_ARG(when));
        if (total.len)
            buf_format(b, " (%.*s)", STR_ARG(total));
    }
    buf_add_str(b, shown < c->flight_count ? STR(" \xE2\x80\xA6.") : STR("."));
}

static Str kind_word(const Maker *k, const Chart *c)
{
    static const char *const keys[] = {
        "chart_line",     "chart_column",    "chart_stacked",
        "chart_stacked",  "chart_bar",       "chart_area",
        "chart_combo",    "chart_donut",     "chart_waterfall",
        "chart_funnel",   "chart_bullet",    "chart_line",
        "chart_scatter",  "chart_bubble",    "chart_matrix",
        "chart_heatmap",  "chart_cohort",    "chart_calendar",
        "chart_slope",    "chart_gauge",     "chart_gantt",
        "chart_treemap",  "chart_marimekko", "chart_multiples",
        "chart_histogram"
    };
    return word(k, keys[c->kind]);
}

static bool is_course(const Chart *c)
{
    return (c->is_time || c->kind == CHART_CALENDAR) && !c->x_values &&
           c->category_count > 4;
}

/* Nobody listens to more, and PDF takes no string of 65,536 bytes. */
#define ALT_MOST 4000

Str alt_cut(Arena *a, Str alt)
{
    size_t len = ALT_MOST;

    if (alt.len <= ALT_MOST)
        return alt;
    while (len && ((unsigned char)alt.at[len] & 0xC0) == 0x80)
        len--; /* never inside a character */
    return str_format(a, "%.*s…", (int)len, alt.at);
}

Str chart_alt(Maker *k, const Chart *c)
{
    Buf b = { 0 };
    Str title = runs_text(k->a, c->title);
    Str about = title.len ? title : c->subtitle;

    buf_add_str(&b, kind_word(k, c));
    if (about.len)
        buf_format(&b, "%.*s%.*s", STR_ARG(word(k, "colon")), STR_ARG(about));
    buf_add_str(&b, str_ends(about, STR(".")) ? STR("") : STR("."));
    if (c->kind == CHART_GANTT)
        describe_flights(k, &b, c);
    for (size_t i = 0;
         c->kind != CHART_GANTT && i < c->series_count && i < DESCRIBED_SERIES;
         i++) {
        if (is_course(c))
            describe_course(k, &b, c, &c->series[i]);
        else
            describe_points(k, &b, c, &c->series[i]);
    }
    Str out = buf_copy(k->a, &b);
    buf_free(&b);
    return alt_cut(k->a, out);
}
