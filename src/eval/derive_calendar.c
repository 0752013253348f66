/* derive_calendar.c - the report's period and those it is compared with. */

#include "eval/derive_parts.h"

/* ---- Reading dates ------------------------------------------------------ */

bool period_parse(const Calendar *c, Str s, Period *out)
{
    TimeWord word;

    if (!time_word_read(&c->client, s, &word))
        return false;
    *out = (Period){ word.from, word.to };
    return true;
}

bool day_parse(const Calendar *c, Str s, int32_t *out)
{
    Period p;

    if (!period_parse(c, s, &p))
        return false;
    *out = p.from;
    return true;
}

/* ---- What the report asks for ------------------------------------------- */

bool fault_at(Derive *d, Span at, const char *code, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    Str text = str_vformat(d->arena, fmt, args);
    va_end(args);
    diag_error(d->env->diags, at, "%.*s", STR_ARG(text))->code = code;
    d->failed = true;
    return false;
}

static bool period_end_read(Derive *d, const Value *period, const char *key,
                            int32_t *out)
{
    const Value *v = value_at(period, key);
    Period word;

    if (!v || v->kind == VALUE_NULL)
        return fault_at(d, period->span, "data/missing",
                        "report.period.%s is missing", key);
    if (v->kind != VALUE_TEXT || !period_parse(&d->calendar, v->as.text, &word))
        return fault_at(
            d, v->span, "data/type",
            "report.period.%s: expected a date such as 2026-07-01, "
            "found %s",
            key,
            v->kind == VALUE_TEXT
                ? str_format(d->arena, "'%.*s'",
                             STR_ARG(text_short(d->arena, v->as.text)))
                      .at
                : value_kind_name(v));
    *out = key[0] == 't' ? word.to : word.from;
    return true;
}

/* `period: 2026-Q3` stands for its first and last day. */
static bool period_word_read(Derive *d, const Value *v)
{
    Calendar *c = &d->calendar;

    if (period_parse(c, v->as.text, &c->period))
        return true;
    return fault_at(d, v->span, "data/type",
                    "report.period: expected { from, to } or a period such as "
                    "2026-Q3 or FY26 Q3, found '%.*s'",
                    STR_ARG(text_short(d->arena, v->as.text)));
}

static bool period_read(Derive *d)
{
    Calendar *c = &d->calendar;
    const Value *report = value_at(d->data, "report");
    const Value *period = report ? value_at(report, "period") : NULL;

    if (!period || period->kind == VALUE_NULL) {
        fault_at(d, report ? report->span : d->data->span, "data/missing",
                 "report.period is missing: every report says what time it "
                 "is about");
        return false;
    }
    if (period->kind == VALUE_TEXT)
        return period_word_read(d, period);
    if (period->kind != VALUE_MAP)
        return fault_at(d, period->span, "data/type",
                        "report.period: expected { from, to }, found %s",
                        value_kind_name(period));
    bool has_from = period_end_read(d, period, "from", &c->period.from);
    bool has_to = period_end_read(d, period, "to", &c->period.to);
    if (!has_from || !has_to)
        return false;
    if (c->period.from > c->period.to)
        return fault_at(d, period->span, "data/period",
                        "report.period ends before it begins");
    if (period_days(c->period) > 366 * 20)
        return fault_at(d, period->span, "data/period",
                        "report.period is longer than 20 years");
    return true;
}

static bool as_of_read(Derive *d)
{
    const Value *v = value_path(d->data, "report.as_of");

    if (!v || v->kind == VALUE_NULL)
        return true;
    if (v->kind != VALUE_TEXT ||
        !day_parse(&d->calendar, v->as.text, &d->calendar.as_of))
        return fault_at(d, v->span, "data/type",
                        "report.as_of: expected a date such as 2026-10-04");
    d->calendar.has_as_of = true;
    return true;
}

bool calendar_read(Derive *d)
{
    Calendar *c = &d->calendar;
    /* The client's own calendar first: FY26 Q3 is read by it. */
    bool has_calendar = client_calendar_read(d->env, d->data, &c->client);
    bool has_period = period_read(d);
    bool has_as_of = as_of_read(d);
    bool has_compare = compare_read(d);

    if (!has_period || !has_calendar || !has_as_of || !has_compare)
        return false;
    c->kind = period_kind(&c->client, c->period);
    c->through = c->period.to;
    return true;
}

/* ---- Labels ------------------------------------------------------------- */

/* "FY26" for the fiscal year that begins in `first_month`. */
static Str fiscal_year_label(Derive *d, int32_t first_month)
{
    int32_t year = year_called(&d->calendar.client, first_month);

    return wording_with(d->wording, d->arena, "fiscal_year", "year",
                        str_format(d->arena, "%02d", (int)(year % 100)));
}

/* "P3 FY26", "Q3 FY26" */
static Str fiscal_part_label(Derive *d, const char *key, int32_t month,
                             int months)
{
    int32_t year = year_first_month(&d->calendar.client, month);

    return wording_say(
        d->wording, d->arena, key,
        (MessageArg[]){
            arg_count(d->wording, "n", (size_t)((month - year) / months + 1)),
            arg_text("year", fiscal_year_label(d, year)),
            { 0 } });
}

Str month_label(Derive *d, int32_t month, Str style)
{
    const ClientCalendar *c = &d->calendar.client;

    if (c->weeks)
        return fiscal_part_label(d, "fiscal_month", month, 1);
    return date_format(d->locale, d->arena,
                       date_of_days(month_first_day(c, month)), style);
}

static Str quarter_label(Derive *d, Period p)
{
    const ClientCalendar *c = &d->calendar.client;

    if (c->fiscal_start == 1 && !c->weeks)
        return date_format(d->locale, d->arena, date_of_days(p.from),
                           STR("quarter"));
    return fiscal_part_label(d, "fiscal_quarter", month_of_day(c, p.from), 3);
}

Str period_label(Derive *d, Period p, bool is_short)
{
    const ClientCalendar *c = &d->calendar.client;
    Date from = date_of_days(p.from);
    int32_t month = month_of_day(c, p.from);

    switch (period_kind(c, p)) {
    case PERIOD_MONTH:
        return month_label(d, month,
                           is_short ? STR("month") : STR("month_long"));
    case PERIOD_QUARTER:
        return quarter_label(d, p);
    case PERIOD_YEAR:
        if (month % 12 == 0 && !c->weeks)
            return date_format(d->locale, d->arena, from, STR("year"));
        return fiscal_year_label(d, month);
    case PERIOD_CUSTOM:
        break;
    }
    return date_range_format(d->locale, d->arena, from, date_of_days(p.to));
}

/* ---- What the facts allow ----------------------------------------------- */

static Str day_text(const Derive *d, int32_t day)
{
    return date_format(d->locale, d->arena, date_of_days(day), STR("medium"));
}

/* "no data for Nov 2025" */
static Str month_reason(Derive *d, int32_t month)
{
    Str label = month_label(d, month, STR("month"));

    return wording_with(d->wording, d->arena, "reasons.no_data_for", "what",
                        label);
}

static void through_find(Derive *d)
{
    Calendar *c = &d->calendar;
    const Facts *f = &d->facts;
    int32_t asked = c->period.to;

    if (c->has_as_of && c->as_of < asked)
        asked = c->as_of < c->period.from ? c->period.from - 1 : c->as_of;
    c->through = asked;
    if (f->grain != FACTS_NONE && f->last_day >= c->period.from) {
        int32_t end = fact_end(f, f->last_day);
        /* An export may lack its last quiet days; a lost week is a gap. */
        int32_t slack = c->has_as_of && f->grain == FACTS_DAILY ? 3 : 0;
        if (end + slack < asked)
            c->through = end;
    }
    c->is_partial = c->through < c->period.to;
    if (c->through < c->period.from)
        derive_note(d, (Span){ 0 }, "notes.not_begun", NULL);
    else if (c->is_partial)
        derive_note(
            d, (Span){ 0 }, "notes.partial",
            (MessageArg[]){
                arg_text("date", day_text(d, c->through)),
                arg_count(d->wording, "n",
                          (size_t)(c->through - c->period.from + 1)),
                arg_count(d->wording, "of", (size_t)period_days(c->period)),
                { 0 } });
}

/* How many months the row speaks of, from that of its day on. */
static int row_months(const Facts *f, size_t row)
{
    int months = stretch_months((Stretch)f->stretches[row]);

    return months ? months : 1;
}

/* Of weeks, none need begin in a month of which the range has a few days. */
static bool may_begin_in(const Facts *f, Period p, int32_t month)
{
    int32_t first = month_first_day(f->calendar, month),
            last = month_last_day(f->calendar, month);

    first = first < p.from ? p.from : first;
    last = last > p.to ? p.to : last;
    return f->grain != FACTS_WEEKLY || last - first + 1 >= 7;
}

/* Months of the range without any row; the first of them in *first. */
static int months_missing(Derive *d, Period p, int32_t *first)
{
    const Facts *f = &d->facts;
    int32_t from = month_of_day(&d->calendar.client, p.from),
            to = month_of_day(&d->calendar.client, p.to);
    int32_t count = to - from + 1;
    int missing = 0;

    if (count > 1200)
        return 0;
    ArenaMark mark = arena_save(d->env->scratch);
    uint8_t *seen = arena_make_array(d->env->scratch, uint8_t, (size_t)count);
    for (size_t i = 0; i < f->row_count; i++) {
        if (f->excluded[i] || !period_holds(p, f->days[i]))
            continue;
        int32_t first_seen =
            month_of_day(&d->calendar.client, f->days[i]) - from;
        int32_t end = first_seen + row_months(f, i);
        for (int32_t m = first_seen; m < end && m < count; m++)
            seen[m] = 1;
    }
    for (int32_t i = 0; i < count; i++) {
        if (!seen[i] && may_begin_in(f, p, from + i) && !missing++)
            *first = from + i;
    }
    arena_rewind(d->env->scratch, mark);
    return missing;
}

/* Months, and what is longer, cannot be cut: a range of them begins and ends
 * with one. */
static bool is_cut_by_months(const Facts *f, Period p)
{
    int months = grain_months(f->grain);
    int32_t first = month_of_day(f->calendar, p.from),
            last = month_of_day(f->calendar, p.to);

    if (!months)
        return false;
    int32_t begins = (first - month_of_day(f->calendar, f->first_day)) % months;
    return p.from != month_first_day(f->calendar, first) ||
           p.to != month_last_day(f->calendar, last) || begins ||
           (last + 1 - first) % months;
}

/* "the data is monthly" */
static Str grain_reason(const Derive *d)
{
    return wording_word(d->wording, d->facts.grain == FACTS_MONTHLY
                                        ? "reasons.monthly"
                                        : "reasons.longer");
}

void range_check(Derive *d, Range *r)
{
    const Facts *f = &d->facts;
    int32_t gap = 0;

    if (f->grain == FACTS_NONE) {
        r->reason = wording_word(d->wording, "reasons.no_data");
        return;
    }
    if (is_cut_by_months(f, r->counted)) {
        r->reason = grain_reason(d);
        return;
    }
    if (f->last_day < r->counted.from || f->first_day > r->counted.to) {
        r->reason = wording_with(d->wording, d->arena, "reasons.no_data_for",
                                 "what", r->label);
        return;
    }
    int32_t slack = f->grain == FACTS_WEEKLY ? 6 : 0;
    int32_t begin =
        grain_months(f->grain)
            ? month_first_day(&d->calendar.client,
                              month_of_day(&d->calendar.client, f->first_day))
            : f->first_day;
    if (begin > r->counted.from + slack) {
        r->reason = wording_with(d->wording, d->arena, "reasons.begins", "date",
                                 day_text(d, f->first_day));
        return;
    }
    if (months_missing(d, r->counted, &gap)) {
        r->reason = month_reason(d, gap);
        return;
    }
    r->is_available = true;
}

/* Numbers of the report period that nothing can be compared with. */
static void report_gap_check(Derive *d)
{
    Calendar *c = &d->calendar;
    Period counted = c->ranges[RANGE_REPORT].counted;
    int32_t gap = 0;
    Str reason = STR("");

    if (d->facts.grain == FACTS_NONE || counted.to < counted.from)
        return;
    if (c->is_partial && is_cut_by_months(&d->facts, counted)) {
        reason = d->facts.grain == FACTS_MONTHLY
                     ? wording_word(d->wording, "reasons.monthly_partial")
                     : grain_reason(d);
    } else if (months_missing(d, counted, &gap)) {
        reason = month_reason(d, gap);
        derive_note(d, (Span){ 0 }, "notes.period_gap",
                    (MessageArg[]){ arg_text("reason", reason), { 0 } });
    }
    for (int r = RANGE_PREVIOUS; reason.len && r < c->range_count; r++) {
        c->ranges[r].is_available = false;
        c->ranges[r].reason = reason;
    }
}

/* Where the range itself was just named: "no data", not "no data for Q3". */
static Str reason_alone(Derive *d, const Range *r)
{
    Str twice = wording_with(d->wording, d->arena, "reasons.no_data_for",
                             "what", r->label);

    return str_equal(r->reason, twice)
               ? wording_word(d->wording, "reasons.no_data")
               : r->reason;
}

void calendar_finish(Derive *d)
{
    Calendar *c = &d->calendar;

    through_find(d);
    c->ranges[RANGE_REPORT].whole = c->period;
    c->ranges[RANGE_PREVIOUS].whole = period_before(&c->client, c->period);
    c->ranges[RANGE_PRIOR_YEAR].whole = period_year_ago(&c->client, c->period);
    c->range_count = RANGE_FIXED;
    for (int i = 0; i < RANGE_FIXED; i++) {
        Range *r = &c->ranges[i];
        r->has_rows = true;
        r->label = period_label(d, r->whole, false);
        r->counted = r->whole;
        if (i == RANGE_REPORT)
            r->counted.to = c->through;
        else if (c->is_partial)
            r->counted =
                period_align(&c->client, r->whole, c->period, c->through);
        if (c->through >= c->period.from)
            range_check(d, r);
        else
            r->reason = wording_word(d->wording, "reasons.not_begun");
    }
    compare_ranges(d);
    report_gap_check(d);
    for (int i = RANGE_PREVIOUS; i < c->range_count; i++) {
        const Range *r = &c->ranges[i];
        if (!r->is_available && comparison_of(d, i) &&
            d->facts.grain != FACTS_NONE)
            derive_note(d, (Span){ 0 }, "notes.no_comparison",
                        (MessageArg[]){ arg_text("base", r->label),
                                        arg_text("reason", reason_alone(d, r)),
                                        { 0 } });
    }
}

Str part_label(Derive *d, Period whole, Period counted)
{
    Str days =
        date_range_format(d->locale, d->arena, date_of_days(counted.from),
                          date_of_days(counted.to));

    if ((counted.from <= whole.from && counted.to >= whole.to) ||
        counted.to < counted.from)
        return period_label(d, whole, false);
    return wording_say(
        d->wording, d->arena, "compare.part",
        (MessageArg[]){
            arg_text("days", days),
            arg_count(d->wording, "n", (size_t)period_days(counted)),
            arg_count(d->wording, "of", (size_t)period_days(whole)),
            { 0 } });
}

/* ---- period, previous, prior_year, compare ------------------------------ */

static Value range_value(Derive *d, const Range *r)
{
    MemberList m = { 0 };

    put(d, &m, STR("from"), value_day(d, r->counted.from));
    put(d, &m, STR("to"), value_day(d, r->counted.to));
    put_words(d, &m, "label", r->label);
    put_words(d, &m, "short", period_label(d, r->whole, true));
    put_word(d, &m, "kind",
             period_kind_name(period_kind(&d->calendar.client, r->whole)));
    put(d, &m, STR("days"), value_int(period_days(r->counted)));
    put_flag(d, &m, "is_complete", r->counted.to == r->whole.to);
    put_flag(d, &m, "available", r->is_available);
    put(d, &m, STR("reason"),
        r->reason.len ? value_text(r->reason) : value_null());
    return value_of_map(&m);
}

static Value period_value(Derive *d)
{
    Calendar *c = &d->calendar;
    const Value *given = value_path(d->data, "report.period");
    Str label = text_of_value(value_at(given, "label"));
    int elapsed = (int)(c->through - c->period.from + 1);
    MemberList m = { 0 };

    if (label.len)
        c->ranges[RANGE_REPORT].label = label;
    put(d, &m, STR("from"), value_day(d, c->period.from));
    put(d, &m, STR("to"), value_day(d, c->period.to));
    put_words(d, &m, "label", c->ranges[RANGE_REPORT].label);
    put_words(d, &m, "short",
              label.len && label.len <= 12 ? label
                                           : period_label(d, c->period, true));
    put_words(d, &m, "range",
              date_range_format(d->locale, d->arena,
                                date_of_days(c->period.from),
                                date_of_days(c->period.to)));
    put(d, &m, STR("days"), value_int(period_days(c->period)));
    put_word(d, &m, "kind", period_kind_name(c->kind));
    put_flag(d, &m, "is_partial", c->is_partial);
    put(d, &m, STR("elapsed_days"), value_int(elapsed < 0 ? 0 : elapsed));
    bool has_begun = c->through >= c->period.from || !c->has_as_of;
    put(d, &m, STR("through"), value_day(d, has_begun ? c->through : c->as_of));
    put(d, &m, STR("as_of"),
        c->has_as_of ? value_day(d, c->as_of) : value_null());
    put_words(d, &m, "part_label",
              part_label(d, c->period, c->ranges[RANGE_REPORT].counted));
    put_words(d, &m, "next_label",
              period_label(d, period_after(&c->client, c->period), false));
    Value v = value_of_map(&m);
    v.span = given->span;
    return v;
}

void derive_periods(Derive *d)
{
    put(d, &d->out, STR("period"), period_value(d));
    derive_out(d, "previous",
               range_value(d, &d->calendar.ranges[RANGE_PREVIOUS]));
    derive_out(d, "prior_year",
               range_value(d, &d->calendar.ranges[RANGE_PRIOR_YEAR]));
}
