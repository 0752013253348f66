/*
 * derive_doubts.c - what a careful analyst asks about before the report goes
 * out.
 *
 * Nothing here mends anything: each doubt is a warning and a line of the data
 * notes.
 */

#include "eval/derive_parts.h"
#include "metrics/statistics.h"

#include <math.h>

enum {
    LEAST_ROWS = 3,     /* fewer show no pattern */
    DAILY_GAPS_MOST = 5 /* gaps that are listed one by one */
};
#define TOLERANCE 0.005 /* relative; what metrics.md calls a disagreement */

/* On standard error, in English as all of it. */
static void doubt(Derive *d, Span at, const char *code, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

static void doubt(Derive *d, Span at, const char *code, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    Str text = str_vformat(d->arena, fmt, args);
    va_end(args);
    diag_warning(d->env->diags, at, "%.*s", STR_ARG(text))->code = code;
}

/* ---- A ratio beside its parts -------------------------------------------- */

/* Half of the last digit given, or the tolerance, whichever is more. */
static bool is_near(Decimal given, double worked_out)
{
    double half_digit = 0.5 * pow(10, given.exponent);
    double room = fmax(fabs(worked_out) * TOLERANCE, half_digit);

    return fabs(decimal_to_double(given) - worked_out) <= room * (1 + 1e-9);
}

/* A row's ratio from its parts, in the ratio's own unit. */
static bool row_ratio(const Facts *f, const Present *p, size_t row, double *out)
{
    const Measure *over = &f->measures.at[side_column(p->over)];
    const Measure *under = &f->measures.at[side_column(p->under)];

    if (!over->known[row] || !under->known[row])
        return false;
    Amount ratio = metric_ratio(p->metric, amount_of(over->values[row]),
                                amount_of(under->values[row]));
    if (ratio.is_known)
        *out = decimal_to_double(ratio.number);
    return ratio.is_known;
}

typedef struct {
    size_t compared, off, off_by_hundred;
    size_t first; /* row that is off */
    double worked_out;
} RatioCheck;

static RatioCheck ratio_compare(const Facts *f, const Measure *m,
                                const Present *p)
{
    RatioCheck c = { 0 };
    double ratio;

    for (size_t row = 0; row < f->row_count; row++) {
        if (!m->known[row] || f->excluded[row] || !row_ratio(f, p, row, &ratio))
            continue;
        c.compared++;
        if (is_near(m->values[row], ratio))
            continue;
        if (is_near(m->values[row], ratio * 100))
            c.off_by_hundred++;
        if (!c.off++) {
            c.first = row;
            c.worked_out = ratio;
        }
    }
    return c;
}

static Str plain_number(Derive *d, Decimal n, int places)
{
    return decimal_format(
        d->arena, decimal_reduce(decimal_round(n, places, ROUND_HALF_AWAY)));
}

static void ratio_doubt(Derive *d, const Facts *f, const Measure *m)
{
    const Present *p = present_of(f, m->metric->id);

    if (!p || side_column(p->over) == NOT_THERE ||
        side_column(p->under) == NOT_THERE)
        return;
    RatioCheck c = ratio_compare(f, m, p);
    if (!c.off)
        return;
    Str given = plain_number(d, m->values[c.first], 6);
    Str right = plain_number(d, decimal_of_double(c.worked_out), 6);
    bool is_percent = c.off_by_hundred == c.off && c.off >= LEAST_ROWS;
    if (is_percent)
        doubt(d, facts_row_span(f, c.first), "data/unit",
              "%.*s is given as percent (%.*s) where its parts give the "
              "fraction %.*s; the parts are used",
              STR_ARG(m->metric->label), STR_ARG(given), STR_ARG(right));
    else
        doubt(d, facts_row_span(f, c.first), "data/contradiction",
              "%.*s of %zu of %zu rows is not what its parts give; in the "
              "first it is %.*s, the parts give %.*s; the parts are used",
              STR_ARG(m->metric->label), c.off, c.compared, STR_ARG(given),
              STR_ARG(right));
    derive_note(d, facts_row_span(f, c.first),
                is_percent ? "notes.percent_given" : "notes.ratio_given",
                (MessageArg[]){ arg_text("label", m->metric->label),
                                arg_count(d->wording, "n", c.off),
                                arg_count(d->wording, "of", c.compared),
                                arg_text("given", given),
                                arg_text("right", right),
                                { 0 } });
}

/* ---- Percent or fraction ------------------------------------------------- */

typedef struct {
    size_t known, above_one, not_zero;
    size_t first_above; /* row */
} RateSpread;

/* The rate as it was given; facts hold it weighted. */
static Decimal rate_given(const Facts *f, const Measure *m, size_t row)
{
    Decimal rate;

    if (m->weight == NOT_THERE || !f->measures.at[m->weight].known[row])
        return m->values[row];
    Decimal weight = f->measures.at[m->weight].values[row];
    bool is_share = m->metric->kind == METRIC_CENSORED;
    return decimal_divide(is_share ? weight : m->values[row],
                          is_share ? m->values[row] : weight, &rate)
               ? rate
               : decimal_of_int(0);
}

static RateSpread rate_spread(const Facts *f, const Measure *m)
{
    RateSpread s = { 0 };
    Decimal one = decimal_of_int(1);

    for (size_t row = 0; row < f->row_count; row++) {
        if (!m->known[row])
            continue;
        s.known++;
        Decimal rate = rate_given(f, m, row);
        if (decimal_sign(rate) != 0)
            s.not_zero++;
        if (decimal_compare(decimal_absolute(rate), one) > 0 && !s.above_one++)
            s.first_above = row;
    }
    return s;
}

static void unit_doubt(Derive *d, const Facts *f, const Measure *m)
{
    if (m->metric->unit != UNIT_PERCENT && m->metric->unit != UNIT_FRACTION)
        return;
    RateSpread s = rate_spread(f, m);
    MessageArg args[] = { arg_text("label", m->metric->label),
                          arg_count(d->wording, "n", s.above_one),
                          arg_count(d->wording, "of", s.known),
                          { 0 } };

    if (m->metric->unit == UNIT_PERCENT && s.not_zero >= LEAST_ROWS &&
        !s.above_one) {
        doubt(d, f->list->span, "data/unit",
              "%.*s is declared in percent, yet none of its %zu values is "
              "above 1: are they fractions? They are read as percent",
              STR_ARG(m->metric->label), s.known);
        derive_note(d, f->list->span, "notes.small_percent", args);
    }
    if (m->metric->unit == UNIT_FRACTION && s.above_one * 2 > s.known) {
        doubt(d, facts_row_span(f, s.first_above), "data/unit",
              "%.*s is a fraction, yet %zu of its %zu values are above 1: are "
              "they in percent? They are read as fractions; say unit: percent "
              "under metrics: if they are not",
              STR_ARG(m->metric->label), s.above_one, s.known);
        derive_note(d, f->list->span, "notes.large_fraction", args);
    }
}

/* ---- People counted twice ------------------------------------------------ */

static Decimal unique_sum(const Derive *d, const Facts *f, const Measure *m,
                          size_t *rows)
{
    Decimal sum = decimal_of_int(0);

    *rows = 0;
    for (size_t row = 0; row < f->row_count; row++) {
        if (!m->known[row] || f->excluded[row] ||
            !period_holds(d->calendar.ranges[RANGE_REPORT].counted,
                          f->days[row]))
            continue;
        sum = decimal_add(sum, m->values[row]);
        ++*rows;
    }
    return sum;
}

/* The figure that the client gives for the whole period. */
static const Value *figure_given(const Derive *d, Str id)
{
    const Value *kpis = value_at(d->data, "kpis");
    const Value *totals = value_at(d->data, "totals");

    for (size_t i = 0;
         kpis && kpis->kind == VALUE_LIST && i < kpis->as.list.len; i++) {
        const Value *k = &kpis->as.list.at[i];
        const Value *name = value_at(k, "id");
        if (!name)
            name = value_at(k, "metric");
        if (name && name->kind == VALUE_TEXT && str_equal(name->as.text, id))
            return value_at(k, "value");
    }
    return value_find(totals, id);
}

static void unique_doubt(Derive *d, const Facts *f, const Measure *m)
{
    size_t rows;
    Decimal sum = unique_sum(d, f, m, &rows);
    const Value *given = figure_given(d, m->metric->id);

    if (rows < 2)
        return;
    MessageArg args[] = { arg_text("label", m->metric->label),
                          arg_count(d->wording, "n", rows),
                          { 0 } };
    if (!given) {
        derive_note(d, f->list->span, "notes.not_added", args);
    } else if (given->kind == VALUE_NUMBER &&
               is_near(given->as.number, decimal_to_double(sum))) {
        doubt(d, given->span, "data/unique",
              "%.*s: %.*s is the sum of %zu rows, which counts those twice "
              "who are in several; give the figure for the whole period",
              STR_ARG(m->metric->label),
              STR_ARG(decimal_format(d->arena, given->as.number)), rows);
        derive_note(d, given->span, "notes.people_added", args);
    }
}

/* ---- Days without rows --------------------------------------------------- */

static uint8_t *days_with_rows(const Derive *d, const Facts *f, Period p,
                               size_t count)
{
    uint8_t *seen = arena_make_array(d->env->scratch, uint8_t, count);

    for (size_t row = 0; row < f->row_count; row++)
        if (!f->excluded[row] && period_holds(p, f->days[row]))
            seen[f->days[row] - p.from] = 1;
    return seen;
}

/* "3–5 Aug 2026, 9 Aug 2026"; `more` are not named. */
static Str gaps_listed(Derive *d, const uint8_t *seen, size_t count,
                       int32_t first_day, size_t *more)
{
    StrList gaps = { 0 };

    *more = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = i;
        while (end < count && !seen[end])
            end++;
        if (end == i)
            continue;
        Date from = date_of_days(first_day + (int32_t)i);
        Date to = date_of_days(first_day + (int32_t)end - 1);
        i = end;
        if (gaps.len == DAILY_GAPS_MOST) {
            ++*more;
            continue;
        }
        *list_add(d->arena, &gaps) =
            date_range_format(d->locale, d->arena, from, to);
    }
    return str_join(d->arena, gaps.at, gaps.len, STR(", "));
}

/* Days between the first and the last that have rows. */
static void days_doubt(Derive *d, const Facts *f)
{
    Period p = d->calendar.ranges[RANGE_REPORT].counted;

    if (p.from < f->first_day)
        p.from = f->first_day;
    if (p.to > f->last_day)
        p.to = f->last_day;
    if (f->grain != FACTS_DAILY || p.to < p.from)
        return;
    ArenaMark mark = arena_save(d->env->scratch);
    size_t count = (size_t)(p.to - p.from + 1), without = 0;
    uint8_t *seen = days_with_rows(d, f, p, count);
    for (size_t i = 0; i < count; i++)
        without += !seen[i];
    if (without) {
        size_t more;
        Str list = gaps_listed(d, seen, count, p.from, &more);
        doubt(d, f->list->span, "data/gap",
              "%zu of %zu days have no rows: %.*s%s", without, count,
              STR_ARG(list), more ? " and others" : "");
        derive_note(d, f->list->span, "notes.days",
                    (MessageArg[]){ arg_count(d->wording, "n", without),
                                    arg_count(d->wording, "of", count),
                                    arg_text("list", list),
                                    arg_count(d->wording, "more", more),
                                    { 0 } });
    }
    arena_rewind(d->env->scratch, mark);
}

/* ---- What stands out ----------------------------------------------------- */

/* One measure along time, and what to call its points. */
typedef struct {
    double *values;
    size_t len;
    size_t season;
    size_t first_counted; /* earlier ones are there to compare with */
    int32_t first;        /* day, or month, of values[0] */
    bool is_daily;
} Course;

/* The days of the period and the weeks before; a day without rows ends it. */
static bool days_course(Derive *d, const Facts *f, int measure, Course *c)
{
    enum { WEEK = 7, WEEKS_BEFORE = 4 };
    Period p = d->calendar.ranges[RANGE_REPORT].counted;
    int32_t from = p.from - WEEK * WEEKS_BEFORE;

    if (from < f->first_day)
        from = f->first_day;
    if (f->grain != FACTS_DAILY || p.to < p.from || from > p.from)
        return false;
    size_t count = (size_t)(p.to - from + 1);
    const Measure *m = &f->measures.at[measure];
    uint8_t *seen = arena_make_array(d->env->scratch, uint8_t, count);
    *c = (Course){ .values = arena_make_array(d->env->scratch, double, count),
                   .len = count,
                   .season = WEEK,
                   .first_counted = (size_t)(p.from - from),
                   .first = from,
                   .is_daily = true };
    for (size_t row = 0; row < f->row_count; row++) {
        int32_t at = f->days[row] - from;
        if (f->excluded[row] || !m->known[row] || at < 0 ||
            at >= (int32_t)count)
            continue;
        c->values[at] += decimal_to_double(m->values[row]);
        seen[at] = 1;
    }
    return !memchr(seen, 0, count);
}

/* Whole months to the end of the period, without a gap. */
static bool months_course(Derive *d, const Facts *f, const Present *p,
                          Course *c)
{
    int32_t last = month_of_day(&d->calendar.client,
                                d->calendar.ranges[RANGE_REPORT].counted.to);
    size_t count = 0;

    if (d->calendar.through < month_last_day(&d->calendar.client, last))
        last--;
    c->values = arena_make_array(d->env->scratch, double, MONTHS_KEPT);
    for (int i = 0; i < MONTHS_KEPT && f->first_month + i <= last; i++) {
        Amount a = group_amount(f, &f->months[i], p);
        if (!a.is_known) {
            count = 0;
            continue;
        }
        if (!count)
            c->first = f->first_month + i;
        c->values[count++] = decimal_to_double(a.number);
    }
    int32_t from = month_of_day(&d->calendar.client,
                                d->calendar.ranges[RANGE_REPORT].counted.from);
    c->len = count;
    c->season = 12;
    c->first_counted = from > c->first ? (size_t)(from - c->first) : 0;
    return count > 0;
}

static Str course_label(Derive *d, const Course *c, size_t i)
{
    int32_t at = c->first + (int32_t)i;

    return c->is_daily ? date_format(d->locale, d->arena, date_of_days(at),
                                     STR("medium"))
                       : month_label(d, at, STR("month"));
}

static Str as_printed(Derive *d, const Metric *m, double x)
{
    return metric_format(d->locale, d->arena, m, decimal_of_double(x),
                         PLACE_CARD);
}

/* Steady series make much of little: a fifth is worth a question. */
static bool is_material(double value, double usual)
{
    return fabs(value - usual) >= 0.2 * fabs(usual);
}

/* The one that stands out most; how many others do. */
static void outlier_doubt(Derive *d, const Metric *m, const Course *c)
{
    Anomaly *found = arena_make_array(d->env->scratch, Anomaly, c->len);
    size_t count = 0, most = 0;

    if (!anomalies_find(d->env->scratch, c->values, c->len, c->season, found))
        return;
    for (size_t i = c->first_counted; i < c->len; i++) {
        if (!found[i].is_anomaly || !is_material(c->values[i], found[i].usual))
            continue;
        if (!count++ || fabs(found[i].score) > fabs(found[most].score))
            most = i;
    }
    if (!count)
        return;
    Str label = course_label(d, c, most);
    Str value = as_printed(d, m, c->values[most]);
    Str usual = as_printed(d, m, found[most].usual);
    doubt(
        d, d->facts.list->span, "data/outlier",
        "%.*s of %.*s (%.*s) stands out, where about %.*s was to be expected; "
        "it is counted",
        STR_ARG(m->label), STR_ARG(value), STR_ARG(label), STR_ARG(usual));
    derive_note(d, d->facts.list->span, "notes.outlier",
                (MessageArg[]){ arg_text("label", m->label),
                                arg_text("value", value),
                                arg_text("when", label),
                                arg_text("usual", usual),
                                arg_count(d->wording, "more", count - 1),
                                { 0 } });
}

/* Of the outcome and of spend: what reports lead with. */
static void outliers_doubt(Derive *d, const Facts *f)
{
    for (size_t i = 0; i < f->present.len; i++) {
        const Present *p = &f->present.at[i];
        bool is_led = (int)i == d->primary || str_is(p->metric->id, "spend");
        if (!is_led || p->metric->kind != METRIC_SUM || p->column == NOT_THERE)
            continue;
        ArenaMark mark = arena_save(d->env->scratch);
        Course c = { 0 };
        if (days_course(d, f, p->column, &c) || months_course(d, f, p, &c))
            outlier_doubt(d, p->metric, &c);
        arena_rewind(d->env->scratch, mark);
    }
}

/* ---- Credits and sizes --------------------------------------------------- */

static bool is_below_zero(const Facts *f, const Measure *m, size_t row)
{
    return m->known[row] && !f->excluded[row] &&
           decimal_sign(m->values[row]) < 0;
}

/* Spend below zero was given back, revenue was refunded: both count. */
static void credit_note(Derive *d, const Facts *f, const Measure *m)
{
    bool is_cost =
        str_is(m->metric->id, "spend") || str_is(m->metric->id, "fees");
    size_t count = 0, first = 0;

    if (!is_cost && !str_is(m->metric->id, "revenue"))
        return;
    for (size_t row = 0; row < f->row_count; row++)
        if (is_below_zero(f, m, row) && !count++)
            first = row;
    if (count)
        derive_note(
            d, facts_row_span(f, first), "notes.credit",
            (MessageArg[]){
                arg_text("label", m->metric->label),
                arg_count(d->wording, "n", count),
                arg_count(d->wording, "of", f->row_count),
                arg_text("kind", is_cost ? STR("credit") : STR("refund")),
                arg_text("value", metric_format(d->locale, d->arena, m->metric,
                                                m->values[first], PLACE_TABLE)),
                { 0 } });
}

/* Larger than any amount that is counted: a slip of the keyboard or of a unit.
 */
static void size_doubt(Derive *d, const Facts *f, const Measure *m)
{
    Decimal most = decimal_of_int(1);

    most.exponent = 18;
    for (size_t row = 0; row < f->row_count; row++) {
        if (!m->known[row] || f->excluded[row] ||
            decimal_compare(decimal_absolute(m->values[row]), most) < 0)
            continue;
        Str value = metric_format(d->locale, d->arena, m->metric,
                                  m->values[row], PLACE_CARD);
        doubt(d, facts_row_span(f, row), "data/size",
              "%.*s of %.*s is larger than any amount that is counted; it is "
              "printed as given",
              STR_ARG(m->metric->label), STR_ARG(value));
        derive_note(d, facts_row_span(f, row), "notes.huge",
                    (MessageArg[]){ arg_text("label", m->metric->label),
                                    arg_text("value", value),
                                    { 0 } });
        return;
    }
}

/* ---- All of them --------------------------------------------------------- */

void derive_doubts(Derive *d)
{
    const Facts *f = &d->facts;

    for (size_t i = 0; i < f->measures.len; i++) {
        const Measure *m = &f->measures.at[i];
        switch (m->metric->kind) {
        case METRIC_RATIO:
            ratio_doubt(d, f, m);
            break;
        case METRIC_UNIQUE:
            unique_doubt(d, f, m);
            break;
        default:
            break;
        }
        const Present *p = present_of(f, m->metric->id);
        if (p && !p->over) /* shown as it was given */
            unit_doubt(d, f, m);
        if (m->metric->kind == METRIC_SUM) {
            credit_note(d, f, m);
            size_doubt(d, f, m);
        }
    }
    days_doubt(d, f);
    outliers_doubt(d, f);
}
