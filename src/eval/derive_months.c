/* derive_months.c - the facts along time: months, quarters, weeks and days. */

#include "eval/derive_parts.h"

enum { DAILY_LIMIT = 100 /* days of a period that is listed by day */ };

/* The month's group, or an empty one when it is out of reach. */
static const Group *month_group(const Facts *f, int32_t month)
{
    static const Group none;
    int32_t i = month - f->first_month;

    return i >= 0 && i < MONTHS_KEPT ? &f->months[i] : &none;
}

/* First month that has facts, of those kept. */
static int32_t first_month_with_facts(const Facts *f)
{
    for (int32_t i = 0; i < MONTHS_KEPT; i++)
        if (f->months[i].row_count)
            return f->first_month + i;
    return f->first_month + MONTHS_KEPT;
}

bool month_is_partial(const Derive *d, int32_t month)
{
    const Facts *f = &d->facts;
    int32_t last = month_last_day(&d->calendar.client, month);

    if (d->calendar.through < last &&
        month >= month_of_day(&d->calendar.client, d->calendar.through))
        return true;
    return f->grain == FACTS_DAILY &&
           month == month_of_day(&d->calendar.client, f->first_day) &&
           f->first_day > month_first_day(&d->calendar.client, month);
}

void put_part(Derive *d, MemberList *m, Period whole, bool is_partial)
{
    const Facts *f = &d->facts;
    Period counted = whole;

    put_flag(d, m, "is_partial", is_partial);
    if (!is_partial)
        return;
    if (f->grain == FACTS_DAILY && f->first_day > counted.from)
        counted.from = f->first_day;
    if (d->calendar.through < counted.to)
        counted.to = d->calendar.through;
    put_words(d, m, "part_label", part_label(d, whole, counted));
}

static Value metrics_map(Derive *d, const Group *g)
{
    MemberList m = { 0 };

    put_metrics(d, &m, &d->facts, g);
    return value_of_map(&m);
}

static Value month_value(Derive *d, int32_t month)
{
    MemberList m = { 0 };

    put(d, &m, STR("month"),
        value_day(d, month_first_day(&d->calendar.client, month)));
    put_words(d, &m, "label", month_label(d, month, STR("month")));
    put_words(d, &m, "short", month_label(d, month, STR("month_name")));
    put_part(d, &m,
             (Period){ month_first_day(&d->calendar.client, month),
                       month_last_day(&d->calendar.client, month) },
             month_is_partial(d, month));
    put_flag(
        d, &m, "in_period",
        month >= month_of_day(&d->calendar.client, d->calendar.period.from) &&
            month <= month_of_day(&d->calendar.client, d->calendar.period.to));
    put_metrics(d, &m, &d->facts, month_group(&d->facts, month));
    put(d, &m, STR("prior_year"),
        metrics_map(d, month_group(&d->facts, month - 12)));
    return value_of_map(&m);
}

static Value months_value(Derive *d, int count)
{
    int32_t last = month_of_day(&d->calendar.client, d->calendar.period.to);
    int32_t first = first_month_with_facts(&d->facts);
    ValueList l = { 0 };

    /* Months of the period to come are left to plans and forecasts. */
    if (d->calendar.through < month_first_day(&d->calendar.client, last))
        last = month_of_day(&d->calendar.client, d->calendar.through);
    if (first < last - count + 1)
        first = last - count + 1;
    for (int32_t month = first; month <= last; month++)
        *list_add(d->arena, &l) = month_value(d, month);
    return value_of_list(&l);
}

/* ---- Quarters ----------------------------------------------------------- */

static Group months_group(Derive *d, int32_t first, int32_t count)
{
    Group g = { 0 };

    for (int32_t i = 0; i < count; i++)
        group_merge(d->env->scratch, &d->facts, &g,
                    month_group(&d->facts, first + i));
    return g;
}

bool quarter_is_partial(const Derive *d, int32_t first)
{
    if (first < first_month_with_facts(&d->facts))
        return true;
    for (int32_t i = 0; i < 3; i++)
        if (month_is_partial(d, first + i))
            return true;
    return d->calendar.through < month_last_day(&d->calendar.client, first + 2);
}

static Value quarter_value(Derive *d, int32_t first)
{
    Period p = { month_first_day(&d->calendar.client, first),
                 month_last_day(&d->calendar.client, first + 2) };
    Group now = months_group(d, first, 3);
    Group before = months_group(d, first - 12, 3);
    MemberList m = { 0 };

    group_spans(&d->facts, &now, p);
    put(d, &m, STR("quarter"), value_day(d, p.from));
    put_words(d, &m, "label", period_label(d, p, true));
    put_part(d, &m, p, quarter_is_partial(d, first));
    put_flag(d, &m, "in_period",
             p.from <= d->calendar.period.to &&
                 p.to >= d->calendar.period.from);
    put_metrics(d, &m, &d->facts, &now);
    group_spans(&d->facts, &before, period_year_ago(&d->calendar.client, p));
    put(d, &m, STR("prior_year"), metrics_map(d, &before));
    return value_of_map(&m);
}

static Value quarters_value(Derive *d)
{
    int32_t end = d->calendar.through < d->calendar.period.from
                      ? d->calendar.period.from
                      : d->calendar.through;
    int32_t last = quarter_first_month(&d->calendar.client,
                                       month_of_day(&d->calendar.client, end));
    int32_t begin = first_month_with_facts(&d->facts);
    ValueList l = { 0 };

    for (int32_t i = QUARTERS - 1; i >= 0; i--)
        if (last - 3 * i + 2 >= begin)
            *list_add(d->arena, &l) = quarter_value(d, last - 3 * i);
    return value_of_list(&l);
}

/* ---- Days and weeks ----------------------------------------------------- */

/* Sums that `fill: zero` makes 0 where a day within the facts has no row. */
static Group *day_filled(Derive *d, const Facts *f, int32_t day, const Group *g)
{
    Group *filled = arena_make(d->env->scratch, Group);

    *filled = *g;
    if (g->row_count || day < f->first_day || day > f->last_day)
        return filled;
    filled->tallies = arena_make_array(d->env->scratch, Tally, f->measures.len);
    for (size_t i = 0; i < f->measures.len; i++) {
        const Metric *m = f->measures.at[i].metric;
        filled->tallies[i].known = m->kind == METRIC_SUM && m->fills_zero;
    }
    return filled;
}

static Value day_value(Derive *d, const Facts *f, int32_t day, const Group *g)
{
    MemberList m = { 0 };

    put(d, &m, STR("date"), value_day(d, day));
    put_words(d, &m, "label",
              date_format(d->locale, d->arena, date_of_days(day), STR("day")));
    put_metrics(d, &m, f, day_filled(d, f, day, g));
    return value_of_map(&m);
}

static void derive_weeks(Derive *d, const Facts *f, const Group *days,
                         int32_t count)
{
    int32_t from = d->calendar.period.from;
    ValueList l = { 0 };

    for (int32_t i = 0; i < count;) {
        int32_t end = i + 7 - date_weekday(date_of_days(from + i));
        Group week = { 0 };
        bool is_partial = end > count || (i == 0 && end < 7);
        int32_t first = i;
        for (; i < end && i < count; i++)
            group_merge(d->env->scratch, f, &week, &days[i]);
        group_spans(f, &week, (Period){ from + first, from + i - 1 });
        Value v = day_value(d, f, from + first, &week);
        MemberList m = { 0 };
        put(d, &m, STR("week"), value_day(d, from + first));
        put_flag(d, &m, "is_partial", is_partial);
        if (is_partial)
            put_words(d, &m, "part_label",
                      part_label(d, (Period){ from + end - 7, from + end - 1 },
                                 (Period){ from + first, from + i - 1 }));
        for (size_t k = 1; k < v.as.map.len; k++)
            *list_add(d->arena, &m) = v.as.map.at[k];
        *list_add(d->arena, &l) = value_of_map(&m);
    }
    derive_out(d, "weekly", value_of_list(&l));
}

const Group *days_of_period(Derive *d, const Facts *f, int32_t *count)
{
    int32_t from = d->calendar.period.from;
    Group *days;

    *count = d->calendar.through - from + 1;
    if (f->grain != FACTS_DAILY || *count < 1 || *count > DAILY_LIMIT)
        return NULL;
    days = arena_make_array(d->env->scratch, Group, (size_t)*count);
    for (size_t row = 0; row < f->row_count; row++) {
        int32_t i = f->days[row] - from;
        if (!f->excluded[row] && i >= 0 && i < *count)
            group_add_row(d->env->scratch, f, &days[i], row);
    }
    for (int32_t i = 0; i < *count; i++)
        group_spans(f, &days[i], (Period){ from + i, from + i });
    return days;
}

/* Each day of the period, from the facts or from `daily_facts`. */
static void derive_days(Derive *d)
{
    Facts *f = &d->facts;
    int32_t from = d->calendar.period.from, count;

    if (derive_given(d, "daily_facts")) {
        f = arena_make(d->arena, Facts);
        if (!facts_read(d, "daily_facts", f) || !money_check(d, f)) {
            d->failed = true;
            return;
        }
    }
    const Group *days = days_of_period(d, f, &count);
    if (!days)
        return;
    ValueList l = { 0 };
    for (int32_t i = 0; i < count; i++)
        *list_add(d->arena, &l) = day_value(d, f, from + i, &days[i]);
    derive_out(d, "daily", value_of_list(&l));
    derive_weeks(d, f, days, count);
}

/* A row of a quarter stands in the first of its months. */
static bool month_has_rows(const Facts *f, int32_t month)
{
    int months = grain_months(f->grain);

    for (int i = 0; i == 0 || i < months; i++)
        if (month_group(f, month - i)->row_count)
            return true;
    return false;
}

/* Months within the facts that have none: a gap, not a zero. */
static void gaps_note(Derive *d)
{
    const Facts *f = &d->facts;
    int32_t last = month_of_day(&d->calendar.client, d->calendar.through);
    StrList names = { 0 };

    for (int32_t month = first_month_with_facts(f); month <= last; month++)
        if (!month_has_rows(f, month))
            *list_add(d->arena, &names) = month_label(d, month, STR("month"));
    if (names.len)
        derive_note(
            d, f->list->span, "notes.no_data_for",
            (MessageArg[]){ arg_text("what", list_format(d->locale, d->arena,
                                                         names.at, names.len)),
                            { 0 } });
}

/* "Revenue: 11 of 12 months have a value." */
static void null_months_note(Derive *d, size_t metric)
{
    const Facts *f = &d->facts;
    const Present *p = &f->present.at[metric];
    int months = 0, known = 0;

    if (p->column == NOT_THERE || p->metric->kind != METRIC_SUM)
        return;
    for (int32_t i = 0; i < MONTHS_KEPT; i++) {
        if (!f->months[i].row_count)
            continue;
        months++;
        known += group_amount(f, &f->months[i], p).is_known;
    }
    if (known && known < months)
        derive_note(d, f->list->span, "notes.months",
                    (MessageArg[]){ arg_text("label", p->metric->label),
                                    arg_count(d->wording, "n", (size_t)known),
                                    arg_count(d->wording, "of", (size_t)months),
                                    { 0 } });
}

/* Whether facts by quarter are of the quarters that the report has. */
static bool begins_with_quarter(const Derive *d)
{
    int32_t month = month_of_day(&d->calendar.client, d->facts.first_day);

    return d->facts.grain == FACTS_QUARTERLY &&
           quarter_first_month(&d->calendar.client, month) == month;
}

void derive_months(Derive *d)
{
    if (d->facts.grain == FACTS_NONE) {
        derive_days(d);
        return;
    }
    bool has_months = grain_months(d->facts.grain) <= 1;
    if (has_months) {
        derive_out(d, "monthly", months_value(d, ROWS_MONTHLY));
        derive_out(d, "trend", months_value(d, TREND_MONTHS));
    }
    if (has_months || begins_with_quarter(d))
        derive_out(d, "quarters", quarters_value(d));
    derive_days(d);
    gaps_note(d);
    for (size_t i = 0; has_months && i < d->facts.present.len; i++)
        null_months_note(d, i);
    if (d->facts.grain == FACTS_WEEKLY)
        derive_note(d, d->facts.list->span, "notes.weekly", NULL);
}
