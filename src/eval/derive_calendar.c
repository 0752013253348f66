/* derive_calendar.c - the report's period and those it is compared with. */

#include "eval/derive_parts.h"

/* ---- Reading dates ------------------------------------------------------ */

static bool digits_read(const char *at, int count, int *out)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9')
            return false;
        *out = *out * 10 + (at[i] - '0');
    }
    return true;
}

/* Monday of week `week` of ISO year `year`. */
static bool iso_week_day(int year, int week, int32_t *out)
{
    int32_t fourth = date_to_days((Date){ year, 1, 4 });
    int32_t first = fourth - date_weekday(date_of_days(fourth));
    int32_t day = first + 7 * (week - 1);
    int32_t next_fourth = date_to_days((Date){ year + 1, 1, 4 });
    int32_t next = next_fourth - date_weekday(date_of_days(next_fourth));

    *out = day;
    return week >= 1 && day < next;
}

bool day_parse(Str s, int32_t *out)
{
    Date date;
    int year, part;

    if (s.len > 10 && (s.at[10] == 'T' || s.at[10] == ' '))
        s.len = 10;
    if (date_parse(s, &date)) {
        *out = date_to_days(date);
        return true;
    }
    if (s.len < 7 || !digits_read(s.at, 4, &year) || s.at[4] != '-' || !year)
        return false;
    if (s.len == 7 && s.at[5] == 'Q' && s.at[6] >= '1' && s.at[6] <= '4') {
        *out = month_first_day(year * 12 + (s.at[6] - '1') * 3);
        return true;
    }
    return s.len == 8 && s.at[5] == 'W' && digits_read(s.at + 6, 2, &part) &&
           iso_week_day(year, part, out);
}

/* The last day that `s` names: of a month or quarter its last. */
static bool last_day_parse(Str s, int32_t *out)
{
    if (!day_parse(s, out))
        return false;
    if (s.len == 7)
        *out = month_last_day(month_of_day(*out) + (s.at[5] == 'Q' ? 2 : 0));
    else if (s.len == 8)
        *out += 6;
    return true;
}

/* "26" or "2026" after "FY"; moves *s past it. */
static bool fiscal_year_read(Str *s, int *year)
{
    size_t digits = 0;

    while (digits < s->len && s->at[digits] >= '0' && s->at[digits] <= '9')
        digits++;
    if ((digits != 2 && digits != 4) || !digits_read(s->at, (int)digits, year))
        return false;
    if (digits == 2)
        *year += 2000;
    *s = str_slice(*s, digits, s->len);
    return true;
}

/* Months from `first`: a whole year, or its quarter or half "Q3" or "H1". */
static bool year_part(Str part, int32_t first, Period *out)
{
    int months = 12, n = 1;

    if (part.len) {
        months = part.at[0] == 'Q' ? 3 : part.at[0] == 'H' ? 6 : 0;
        if (part.len != 2 || !months || !digits_read(part.at + 1, 1, &n) ||
            n < 1 || n > 12 / months)
            return false;
    }
    first += (n - 1) * months;
    *out =
        (Period){ month_first_day(first), month_last_day(first + months - 1) };
    return true;
}

/* "FY26", "FY26 Q3", "FY2026-H1" or "Q3 FY26" */
static bool fiscal_period_parse(const Calendar *c, Str s, Period *out)
{
    Str part = STR("");
    int year;

    if (s.len > 3 && s.at[2] == ' ' && (s.at[0] == 'Q' || s.at[0] == 'H')) {
        part = str_slice(s, 0, 2);
        s = str_slice(s, 3, s.len);
    }
    if (!str_starts(s, STR("FY")))
        return false;
    s = str_slice(s, 2, s.len);
    if (!fiscal_year_read(&s, &year))
        return false;
    if (s.len && !part.len && (s.at[0] == ' ' || s.at[0] == '-'))
        part = str_slice(s, 1, s.len);
    else if (s.len)
        return false;
    if (s.len && !part.len)
        return false;
    if (c->named_by_end && c->fiscal_start > 1)
        year--;
    return year_part(part, year * 12 + c->fiscal_start - 1, out);
}

bool period_parse(const Calendar *c, Str s, Period *out)
{
    int year;

    if (s.len == 4 && digits_read(s.at, 4, &year) && year)
        return year_part(STR(""), year * 12, out);
    if (s.len == 7 && s.at[5] == 'H' && digits_read(s.at, 4, &year) &&
        s.at[4] == '-' && year)
        return year_part(str_slice(s, 5, 7), year * 12, out);
    if (fiscal_period_parse(c, s, out))
        return true;
    return day_parse(s, &out->from) && last_day_parse(s, &out->to);
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
    bool is_last = key[0] == 't';

    if (!v || v->kind == VALUE_NULL)
        return fault_at(d, period->span, "data/missing",
                        "report.period.%s is missing", key);
    if (v->kind != VALUE_TEXT || !(is_last ? last_day_parse(v->as.text, out)
                                           : day_parse(v->as.text, out)))
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

static bool fiscal_read(Derive *d)
{
    const Value *v = value_path(d->data, "client.fiscal_year_starts");
    int64_t month = 1;

    d->calendar.fiscal_start = 1;
    if (v && v->kind != VALUE_NULL &&
        (v->kind != VALUE_NUMBER || !decimal_to_int(v->as.number, &month) ||
         month < 1 || month > 12))
        return fault_at(d, v->span, "data/type",
                        "client.fiscal_year_starts: expected a month, 1 to 12");
    d->calendar.fiscal_start = (int)month;
    Str named = text_of_value(value_path(d->data, "client.fiscal_year_named"));
    d->calendar.named_by_end = str_is(named, "end");
    return true;
}

static bool as_of_read(Derive *d)
{
    const Value *v = value_path(d->data, "report.as_of");

    if (!v || v->kind == VALUE_NULL)
        return true;
    if (v->kind != VALUE_TEXT || !day_parse(v->as.text, &d->calendar.as_of))
        return fault_at(d, v->span, "data/type",
                        "report.as_of: expected a date such as 2026-10-04");
    d->calendar.has_as_of = true;
    return true;
}

bool calendar_read(Derive *d)
{
    Calendar *c = &d->calendar;
    /* The fiscal year first: FY26 Q3 is read by it. */
    bool has_fiscal = fiscal_read(d);
    bool has_period = period_read(d);
    bool has_as_of = as_of_read(d);
    bool has_compare = compare_read(d);

    if (!has_period || !has_fiscal || !has_as_of || !has_compare)
        return false;
    c->kind = period_kind(c->period, c->fiscal_start);
    c->through = c->period.to;
    return true;
}

/* ---- Labels ------------------------------------------------------------- */

/* "FY26" for the fiscal year that begins in `first_month`. */
static Str fiscal_year_label(Derive *d, int32_t first_month)
{
    int32_t year = (first_month + (d->calendar.named_by_end ? 11 : 0)) / 12;

    return wording_with(d->wording, d->arena, "fiscal_year", "year",
                        str_format(d->arena, "%02d", (int)(year % 100)));
}

static Str quarter_label(Derive *d, Period p)
{
    int32_t month = month_of_day(p.from);
    int start = d->calendar.fiscal_start;

    if (start == 1)
        return date_format(d->locale, d->arena, date_of_days(p.from),
                           STR("quarter"));
    int32_t year = year_first_month(month, start);
    return wording_say(
        d->wording, d->arena, "fiscal_quarter",
        (MessageArg[]){
            arg_count(d->wording, "n", (size_t)((month - year) / 3 + 1)),
            arg_text("year", fiscal_year_label(d, year)),
            { 0 } });
}

Str period_label(Derive *d, Period p, bool is_short)
{
    Date from = date_of_days(p.from);
    int32_t month = month_of_day(p.from);

    switch (period_kind(p, d->calendar.fiscal_start)) {
    case PERIOD_MONTH:
        return date_format(d->locale, d->arena, from,
                           is_short ? STR("month") : STR("month_long"));
    case PERIOD_QUARTER:
        return quarter_label(d, p);
    case PERIOD_YEAR:
        if (month % 12 == 0)
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
    Str label = date_format(d->locale, d->arena,
                            date_of_days(month_first_day(month)), STR("month"));

    return wording_with(d->wording, d->arena, "reasons.no_data_for", "what",
                        label);
}

/* The last day that a fact of `day` speaks of. */
static int32_t fact_end(Grain grain, int32_t day)
{
    if (grain == FACTS_MONTHLY)
        return month_last_day(month_of_day(day));
    return grain == FACTS_WEEKLY ? day + 6 : day;
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
        int32_t end = fact_end(f->grain, f->last_day);
        /* An export may lack its last quiet days; a lost week is a gap. */
        int32_t slack = c->has_as_of && f->grain == FACTS_DAILY ? 3 : 0;
        if (end + slack < asked)
            c->through = end;
    }
    c->is_partial = c->through < c->period.to;
    if (c->is_partial && c->through >= c->period.from)
        derive_note(
            d, (Span){ 0 }, "notes.partial",
            (MessageArg[]){
                arg_text("date", day_text(d, c->through)),
                arg_count(d->wording, "n",
                          (size_t)(c->through - c->period.from + 1)),
                arg_count(d->wording, "of", (size_t)period_days(c->period)),
                { 0 } });
}

/* Months of the range without any row; the first of them in *first. */
static int months_missing(Derive *d, Period p, int32_t *first)
{
    const Facts *f = &d->facts;
    int32_t from = month_of_day(p.from), to = month_of_day(p.to);
    int32_t count = to - from + 1;
    int missing = 0;

    if (count > 1200)
        return 0;
    ArenaMark mark = arena_save(d->env->scratch);
    uint8_t *seen = arena_make_array(d->env->scratch, uint8_t, (size_t)count);
    for (size_t i = 0; i < f->row_count; i++) {
        if (!f->excluded[i] && period_holds(p, f->days[i]))
            seen[month_of_day(f->days[i]) - from] = 1;
    }
    for (int32_t i = 0; i < count; i++) {
        if (!seen[i] && !missing++)
            *first = from + i;
    }
    arena_rewind(d->env->scratch, mark);
    return missing;
}

/* Months cannot be cut: a range of them begins and ends with one. */
static bool is_cut_by_months(const Facts *f, Period p)
{
    return f->grain == FACTS_MONTHLY &&
           (p.from != month_first_day(month_of_day(p.from)) ||
            p.to != month_last_day(month_of_day(p.to)));
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
        r->reason = wording_word(d->wording, "reasons.monthly");
        return;
    }
    if (f->last_day < r->counted.from || f->first_day > r->counted.to) {
        r->reason = wording_with(d->wording, d->arena, "reasons.no_data_for",
                                 "what", r->label);
        return;
    }
    int32_t slack = f->grain == FACTS_WEEKLY ? 6 : 0;
    int32_t begin = f->grain == FACTS_MONTHLY
                        ? month_first_day(month_of_day(f->first_day))
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
    if (c->is_partial && d->facts.grain == FACTS_MONTHLY &&
        c->through != month_last_day(month_of_day(c->through))) {
        reason = wording_word(d->wording, "reasons.monthly_partial");
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
    c->ranges[RANGE_PREVIOUS].whole = period_before(c->period);
    c->ranges[RANGE_PRIOR_YEAR].whole = period_year_ago(c->period);
    c->range_count = RANGE_FIXED;
    for (int i = 0; i < RANGE_FIXED; i++) {
        Range *r = &c->ranges[i];
        r->has_rows = true;
        r->label = period_label(d, r->whole, false);
        r->counted = r->whole;
        if (i == RANGE_REPORT)
            r->counted.to = c->through;
        else if (c->is_partial)
            r->counted = period_align(r->whole, c->period, c->through);
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
             period_kind_name(period_kind(r->whole, d->calendar.fiscal_start)));
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
    put(d, &m, STR("through"), value_day(d, c->through));
    put(d, &m, STR("as_of"),
        c->has_as_of ? value_day(d, c->as_of) : value_null());
    put_words(d, &m, "part_label",
              part_label(d, c->period, c->ranges[RANGE_REPORT].counted));
    put_words(d, &m, "next_label",
              period_label(d, period_after(c->period), false));
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
