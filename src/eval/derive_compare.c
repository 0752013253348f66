/* derive_compare.c - what the report compares its numbers with, in order. */

#include "eval/derive_parts.h"

#define COMPARE_WORDS                                                          \
    "previous_period, previous_month, previous_quarter, previous_year, "       \
    "prior_year, same_weeks_last_year, mtd_vs_mtd, ytd, target, benchmark "    \
    "or { from, to, label }"

/* ---- report.compare ----------------------------------------------------- */

static bool is_name(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!(c >= 'a' && c <= 'z') && c != '_' && !(i && c >= '0' && c <= '9'))
            return false;
    }
    return s.len > 0 && s.len <= 40;
}

static bool fault_unknown(Derive *d, const Value *v)
{
    Str shown = v->kind == VALUE_TEXT
                    ? str_format(d->arena, "'%.*s'",
                                 STR_ARG(text_short(d->arena, v->as.text)))
                    : str_of(value_kind_name(v));

    return fault_at(d, v->span, "data/compare",
                    "report.compare: expected " COMPARE_WORDS ", found %.*s",
                    STR_ARG(shown));
}

static bool custom_read(Derive *d, const Value *v, Comparison *c)
{
    const Value *from = value_at(v, "from"), *to = value_at(v, "to");
    Period first, last;

    c->kind = COMPARE_CUSTOM;
    if (!from || !to ||
        !period_parse(&d->calendar, text_of_value(from), &first) ||
        !period_parse(&d->calendar, text_of_value(to), &last))
        return fault_at(d, v->span, "data/compare",
                        "report.compare: expected { from: 2026-01-01, to: "
                        "2026-03-31 } or { with: previous_month }");
    c->given = (Period){ first.from, last.to };
    if (c->given.to < c->given.from)
        return fault_at(d, v->span, "data/compare",
                        "report.compare: the period ends before it begins");
    if (c->given.to > d->calendar.period.to)
        return fault_at(d, to->span, "data/compare",
                        "report.compare: the period ends after the report's");
    return true;
}

/* { with: previous_month, per_day: true } or { name, from, to, label } */
static bool comparison_map_read(Derive *d, const Value *v, Comparison *c)
{
    const Value *with = value_at(v, "with");
    const Value *name = value_at(v, "name");
    const Value *per_day = value_at(v, "per_day");

    c->label = text_of_value(value_at(v, "label"));
    c->per_day = per_day && per_day->kind == VALUE_BOOL && per_day->as.flag;
    if (with && !compare_kind_parse(text_of_value(with), &c->kind))
        return fault_unknown(d, with);
    if (!with || c->kind == COMPARE_CUSTOM) {
        if (!custom_read(d, v, c))
            return false;
    }
    c->name = str_of(compare_kind_name(c->kind));
    if (!name || name->kind == VALUE_NULL)
        return true;
    c->name = text_of_value(name);
    if (is_name(c->name))
        return true;
    return fault_at(d, name->span, "data/compare",
                    "report.compare: a name is lower-case letters, digits "
                    "and _, as in launch_month");
}

static bool comparison_read(Derive *d, const Value *v)
{
    Calendar *k = &d->calendar;
    Comparison c = { .at = v->span, .now = NOT_THERE, .base = NOT_THERE };

    if (v->kind == VALUE_MAP) {
        if (!comparison_map_read(d, v, &c))
            return false;
    } else if (v->kind != VALUE_TEXT ||
               !compare_kind_parse(v->as.text, &c.kind) ||
               c.kind == COMPARE_CUSTOM) {
        return fault_unknown(d, v);
    }
    if (!c.name.len)
        c.name = str_of(compare_kind_name(c.kind));
    for (size_t i = 0; i < k->comparison_count; i++)
        if (str_equal(k->comparisons[i].name, c.name))
            return fault_at(d, v->span, "data/compare",
                            "report.compare names '%.*s' twice; give one of "
                            "them another name: { name: ..., with: ... }",
                            STR_ARG(c.name));
    if (k->comparison_count == COMPARISON_LIMIT)
        return fault_at(d, v->span, "limit/compare",
                        "report.compare has more than %d comparisons",
                        (int)COMPARISON_LIMIT);
    k->comparisons[k->comparison_count++] = c;
    return true;
}

static void compare_usual(Calendar *c)
{
    static const CompareKind kinds[] = { COMPARE_TARGET, COMPARE_PRIOR_YEAR,
                                         COMPARE_PREVIOUS_PERIOD };

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        c->comparisons[c->comparison_count++] =
            (Comparison){ .name = str_of(compare_kind_name(kinds[i])),
                          .kind = kinds[i],
                          .now = NOT_THERE,
                          .base = NOT_THERE };
}

bool compare_read(Derive *d)
{
    const Value *given = value_path(d->data, "report.compare");
    bool ok = true;

    if (!given || given->kind == VALUE_NULL) {
        compare_usual(&d->calendar);
        return true;
    }
    if (given->kind != VALUE_LIST)
        return fault_at(d, given->span, "data/compare",
                        "report.compare: expected a list, found %s",
                        value_kind_name(given));
    for (size_t i = 0; i < given->as.list.len && ok; i++)
        ok = comparison_read(d, &given->as.list.at[i]);
    return ok;
}

/* ---- Ranges ------------------------------------------------------------- */

static int range_add(Derive *d, Period whole, Period counted)
{
    Calendar *c = &d->calendar;
    Range *r = &c->ranges[c->range_count];

    *r = (Range){ .whole = whole, .counted = counted };
    r->label = period_label(d, whole, false);
    return c->range_count++;
}

static void to_date_open(Derive *d, Comparison *c)
{
    const Calendar *k = &d->calendar;
    int32_t through = k->through < k->period.from ? k->period.from : k->through;
    Period now = period_to_date(&k->client, c->kind, through);
    Period base = period_to_date_before(&k->client, c->kind, now);

    c->now = range_add(d, now, now);
    c->base = range_add(d, base, base);
    range_check(d, &d->calendar.ranges[c->now]);
    if (!d->calendar.ranges[c->now].is_available) {
        d->calendar.ranges[c->base].reason = d->calendar.ranges[c->now].reason;
        return;
    }
    range_check(d, &d->calendar.ranges[c->base]);
}

static void comparison_open(Derive *d, Comparison *c)
{
    Calendar *k = &d->calendar;
    Period whole = c->given, counted;

    c->now = RANGE_REPORT;
    if (c->kind == COMPARE_PREVIOUS_PERIOD || c->kind == COMPARE_PRIOR_YEAR) {
        c->base =
            c->kind == COMPARE_PRIOR_YEAR ? RANGE_PRIOR_YEAR : RANGE_PREVIOUS;
        return;
    }
    if (c->kind != COMPARE_CUSTOM &&
        !period_compared(&k->client, c->kind, k->period, &whole)) {
        c->base = range_add(d, k->period, k->period);
        k->ranges[c->base].label = str_of(compare_kind_name(c->kind));
        k->ranges[c->base].reason =
            wording_word(d->wording, "reasons.too_long");
        return;
    }
    counted = whole;
    /* A given period of other length is cut to the same days as well. */
    if (k->is_partial)
        counted = period_compared_part(&k->client, c->kind, whole, k->period,
                                       k->through);
    c->base = range_add(d, whole, counted);
    k->ranges[c->base].has_rows = true;
    if (k->through < k->period.from)
        k->ranges[c->base].reason =
            wording_word(d->wording, "reasons.not_begun");
    else
        range_check(d, &k->ranges[c->base]);
}

void compare_ranges(Derive *d)
{
    Calendar *k = &d->calendar;

    for (size_t i = 0; i < k->comparison_count; i++) {
        Comparison *c = &k->comparisons[i];
        if (compare_is_to_date(c->kind))
            to_date_open(d, c);
        else if (c->kind != COMPARE_TARGET && c->kind != COMPARE_BENCHMARK)
            comparison_open(d, c);
        if (c->base != NOT_THERE && c->label.len)
            k->ranges[c->base].label = c->label;
    }
}

const Comparison *comparison_of(const Derive *d, int base_range)
{
    for (size_t i = 0; i < d->calendar.comparison_count; i++)
        if (d->calendar.comparisons[i].base == base_range)
            return &d->calendar.comparisons[i];
    return NULL;
}

/* ---- Labels ------------------------------------------------------------- */

/* What stands on a card: "Q2 FY25", "1 – 18 Nov 2025, 18 of 30 days". */
static Str comparison_label(Derive *d, const Comparison *c)
{
    Str label = c->label;

    if (!label.len && c->kind == COMPARE_TARGET)
        label = wording_word(d->wording, "compare.target");
    else if (!label.len && c->kind == COMPARE_BENCHMARK)
        label = wording_word(d->wording, "compare.benchmark");
    else if (!label.len) {
        const Range *r = &d->calendar.ranges[c->base];
        label = part_label(d, r->whole, r->counted);
    }
    if (!c->per_day)
        return label;
    return wording_with(d->wording, d->arena, "compare.per_day", "what", label);
}

/* The same in few words; a year of which only the part up to the same day is
 * compared says so: "FY25 to date". */
static Str comparison_short(Derive *d, const Comparison *c)
{
    const Range *r = c->base == NOT_THERE ? NULL : &d->calendar.ranges[c->base];

    if (c->kind == COMPARE_YEAR_TO_DATE && !c->label.len) {
        int32_t first = month_of_day(&d->calendar.client, r->counted.from);
        Period year = { month_first_day(&d->calendar.client, first),
                        month_last_day(&d->calendar.client, first + 11) };
        Str label = period_label(d, year, true);
        return r->counted.to == year.to
                   ? label
                   : wording_with(d->wording, d->arena, "compare.to_date",
                                  "what", label);
    }
    if (!r || c->label.len || c->per_day || r->counted.to != r->whole.to)
        return comparison_label(d, c);
    return period_label(d, r->whole, true);
}

/* ---- comparisons, totals_<name> ----------------------------------------- */

static Value range_totals(Derive *d, int range)
{
    const Range *r = &d->calendar.ranges[range];
    const Group none = { 0 };
    bool is_open = range == RANGE_REPORT || r->is_available;
    MemberList m = { 0 };

    put_metrics(d, &m, &d->facts, is_open ? &d->facts.ranges[range] : &none);
    return value_of_map(&m);
}

static void put_range(Derive *d, MemberList *m, const Comparison *c)
{
    const Range *r = &d->calendar.ranges[c->base];
    const Range *now = &d->calendar.ranges[c->now];

    put(d, m, STR("from"), value_day(d, r->counted.from));
    put(d, m, STR("to"), value_day(d, r->counted.to));
    put_words(d, m, "range",
              date_range_format(d->locale, d->arena,
                                date_of_days(r->counted.from),
                                date_of_days(r->counted.to)));
    put(d, m, STR("days"), value_int(period_days(r->counted)));
    put(d, m, STR("now_days"), value_int(period_days(now->counted)));
    put_flag(d, m, "is_complete", r->counted.to == r->whole.to);
    put_flag(d, m, "available", r->is_available);
    put(d, m, STR("reason"),
        r->reason.len ? value_text(r->reason) : value_null());
    put(d, m, STR("totals"), range_totals(d, c->base));
    if (c->now != RANGE_REPORT)
        put(d, m, STR("totals_now"), range_totals(d, c->now));
}

/* Sides of different lengths, beyond what months differ by. */
static void lengths_note(Derive *d, const Comparison *c)
{
    const Range *r = &d->calendar.ranges[c->base];
    const Range *now = &d->calendar.ranges[c->now];
    int days = (int)period_days(r->counted);
    int now_days = (int)period_days(now->counted);
    int apart = days > now_days ? days - now_days : now_days - days;

    if (!r->is_available || c->per_day || apart * 10 <= now_days)
        return;
    derive_note(d, c->at, "notes.lengths",
                (MessageArg[]){ arg_text("what", r->label),
                                arg_count(d->wording, "n", (size_t)days),
                                arg_count(d->wording, "now", (size_t)now_days),
                                { 0 } });
}

static Value comparison_value(Derive *d, const Comparison *c)
{
    MemberList m = { 0 };

    put_words(d, &m, "name", c->name);
    put_word(d, &m, "kind", compare_kind_name(c->kind));
    put_words(d, &m, "label", comparison_label(d, c));
    put_words(d, &m, "short", comparison_short(d, c));
    put_flag(d, &m, "per_day", c->per_day);
    if (c->base != NOT_THERE) {
        put_range(d, &m, c);
        lengths_note(d, c);
    }
    return value_of_map(&m);
}

static void totals_out(Derive *d, Str name, const char *end, int range)
{
    Str key = str_format(d->arena, "totals_%.*s%s", STR_ARG(name), end);

    derive_out(d, key.at, range_totals(d, range));
}

void derive_comparisons(Derive *d)
{
    const Calendar *k = &d->calendar;
    ValueList names = { 0 }, all = { 0 };

    for (size_t i = 0; i < k->comparison_count; i++) {
        const Comparison *c = &k->comparisons[i];
        *list_add(d->arena, &names) = value_text(c->name);
        *list_add(d->arena, &all) = comparison_value(d, c);
        if (c->base == NOT_THERE)
            continue;
        if (!str_is(c->name, "prior_year"))
            totals_out(d, c->name, "", c->base);
        if (c->now != RANGE_REPORT)
            totals_out(d, c->name, "_now", c->now);
    }
    put(d, &d->out, STR("compare"), value_of_list(&names));
    derive_out(d, "comparisons", value_of_list(&all));
}

/* ---- The comparisons of a KPI ------------------------------------------- */

static Amount range_amount(const Derive *d, const Present *p, int range)
{
    if (range != RANGE_REPORT && !d->calendar.ranges[range].is_available)
        return amount_missing();
    return group_amount(&d->facts, &d->facts.ranges[range], p);
}

/* A sum by day, of the days that count; other measures as they are. */
static Amount by_day(const Derive *d, const Metric *m, int range, Amount a)
{
    if (m->kind != METRIC_SUM)
        return a;
    int32_t days = period_days(d->calendar.ranges[range].counted);
    return amount_divide(a, amount_of(decimal_of_int(days)));
}

static void put_difference(Derive *d, MemberList *m, const Metric *metric,
                           Amount now, Amount base)
{
    Change c = change_of(metric, now, base, d->rules);

    put(d, m, STR("change"), change_number(c));
    put_word(d, m, "kind", change_kind_name(c.kind));
    put_words(d, m, "text",
              change_format(d->wording, d->arena, metric, c, now, base));
    put_word(d, m, "trend", trend_name(c.trend));
    put_word(d, m, "verdict", verdict_name(c.verdict));
}

static void put_value(Derive *d, MemberList *m, const Metric *metric,
                      Amount value)
{
    put_amount(d, m, "value", value);
    put_words(d, m, "value_text",
              amount_format(d->locale, d->arena, metric, value, PLACE_CARD));
}

/* "YTD": what a card of the report's period speaks of instead. */
static Str to_date_word(const Derive *d, const Comparison *c)
{
    const Range *now = &d->calendar.ranges[c->now];
    const Range *report = &d->calendar.ranges[RANGE_REPORT];

    if (now->counted.from == report->counted.from &&
        now->counted.to == report->counted.to)
        return STR("");
    return wording_word(d->wording, c->kind == COMPARE_YEAR_TO_DATE
                                        ? "compare.year_to_date"
                                        : "compare.month_to_date");
}

static void put_ranged(Derive *d, MemberList *m, const Comparison *c,
                       const Present *p)
{
    const Range *r = &d->calendar.ranges[c->base];
    Amount now = range_amount(d, p, c->now);
    Amount base = range_amount(d, p, c->base);

    put_value(d, m, p->metric, base);
    if (c->now != RANGE_REPORT) {
        put_words(d, m, "scope", to_date_word(d, c));
        put_amount(d, m, "now", now);
        put_words(
            d, m, "now_text",
            amount_format(d->locale, d->arena, p->metric, now, PLACE_CARD));
    }
    if (c->per_day) {
        now = by_day(d, p->metric, c->now, now);
        base = by_day(d, p->metric, c->base, base);
    }
    put_difference(d, m, p->metric, now, base);
    put(d, m, STR("reason"),
        !base.is_known && r->reason.len ? value_text(r->reason) : value_null());
}

/* `benchmarks: { ctr: 0.012 }`, or { value, label, source } */
static const Value *benchmark_find(const Derive *d, Str id)
{
    const Value *all = value_at(d->data, "benchmarks");

    return all ? value_find(all, id) : NULL;
}

static Value goal_compared(Derive *d, const Comparison *c, const Present *p,
                           Amount aim, Str label)
{
    const Metric *metric = p->metric;
    Amount now = range_amount(d, p, RANGE_REPORT);
    Amount share = attainment_of(metric->direction, now, aim);
    MemberList m = { 0 };

    put_words(d, &m, "name", c->name);
    put_words(d, &m, "label", label);
    put_words(d, &m, "short", label);
    put_value(d, &m, metric, aim);
    put_difference(d, &m, metric, now, aim);
    put_amount(d, &m, "attainment", share);
    put_word(d, &m, "rag",
             rag_name(rag_of(metric->direction, share, d->rules)));
    put(d, &m, STR("reason"),
        aim.is_known
            ? value_null()
            : value_text(wording_word(d->wording, "reasons.none_given")));
    return value_of_map(&m);
}

static Value benchmark_compared(Derive *d, const Comparison *c,
                                const Present *p)
{
    const Value *v = benchmark_find(d, p->metric->id);
    bool is_map = v && v->kind == VALUE_MAP;
    Str own = is_map ? text_of_value(value_at(v, "label")) : STR("");
    Amount aim =
        amount_read(d, is_map ? value_at(v, "value") : v, "benchmarks");

    return goal_compared(d, c, p, aim, own.len ? own : comparison_label(d, c));
}

static Value target_compared(Derive *d, const Comparison *c, const Present *p,
                             Amount target, bool is_prorated)
{
    const Calendar *k = &d->calendar;
    Str label = comparison_label(d, c);

    if (is_prorated)
        label = wording_say(
            d->wording, d->arena, "compare.prorated",
            (MessageArg[]){
                arg_text("what", label),
                arg_count(d->wording, "n",
                          (size_t)period_days(k->ranges[RANGE_REPORT].counted)),
                arg_count(d->wording, "of", (size_t)period_days(k->period)),
                { 0 } });
    return goal_compared(d, c, p, target, label);
}

Value comparisons_value(Derive *d, const Present *p, Amount target,
                        bool is_prorated)
{
    ValueList l = { 0 };

    for (size_t i = 0; i < d->calendar.comparison_count; i++) {
        const Comparison *c = &d->calendar.comparisons[i];
        MemberList m = { 0 };
        if (c->kind == COMPARE_TARGET) {
            *list_add(d->arena, &l) =
                target_compared(d, c, p, target, is_prorated);
            continue;
        }
        if (c->kind == COMPARE_BENCHMARK) {
            *list_add(d->arena, &l) = benchmark_compared(d, c, p);
            continue;
        }
        put_words(d, &m, "name", c->name);
        put_words(d, &m, "label", comparison_label(d, c));
        put_words(d, &m, "short", comparison_short(d, c));
        put_flag(d, &m, "per_day", c->per_day);
        put_ranged(d, &m, c, p);
        *list_add(d->arena, &l) = value_of_map(&m);
    }
    return value_of_list(&l);
}
