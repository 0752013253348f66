/* derive_kpis.c - totals, the headline measures, targets and the funnel. */

#include "eval/derive_parts.h"

enum { KPI_LIMIT = 6 };

/* ---- Change ------------------------------------------------------------- */

static void put_suffixed(Derive *d, MemberList *m, const char *suffix,
                         const char *more, Value v)
{
    put(d, m, str_format(d->arena, "change_%s%s", suffix, more), v);
}

Value change_number(Change c)
{
    if (c.kind == CHANGE_PERCENT || c.kind == CHANGE_COUNTS)
        return value_number(c.ratio);
    if (c.kind == CHANGE_POINTS || c.kind == CHANGE_ABSOLUTE)
        return value_number(c.difference);
    return c.kind == CHANGE_NONE ? value_int(0) : value_null();
}

void put_change(Derive *d, MemberList *m, const char *suffix,
                const Metric *metric, Amount now, Amount base)
{
    Change c = change_of(metric, now, base, d->rules);

    put_suffixed(d, m, suffix, "", change_number(c));
    put_suffixed(d, m, suffix, "_kind",
                 value_text(str_of(change_kind_name(c.kind))));
    put_suffixed(
        d, m, suffix, "_text",
        value_text(change_format(d->wording, d->arena, metric, c, now, base)));
    put_suffixed(d, m, suffix, "_trend",
                 value_text(str_of(trend_name(c.trend))));
    put_suffixed(d, m, suffix, "_verdict",
                 value_text(str_of(verdict_name(c.verdict))));
}

/* ---- Targets ------------------------------------------------------------ */

/* Sum of `months: { 2026-07: 1000, ... }` over the months of the period. */
static Amount target_of_months(Derive *d, const Value *months)
{
    Amount sum = amount_missing();

    if (!months || months->kind != VALUE_MAP)
        return sum;
    for (size_t i = 0; i < months->as.map.len; i++) {
        const Member *m = &months->as.map.at[i];
        int32_t day;
        if (!day_parse(&d->calendar, m->key, &day) ||
            !period_holds(d->calendar.period, day))
            continue;
        Amount part = amount_read(d, &m->value, "targets: months");
        if (part.is_known)
            sum = amount_of(sum.is_known ? decimal_add(sum.number, part.number)
                                         : part.number);
    }
    return sum;
}

static const Value *target_value(const Derive *d, Str id)
{
    const Value *targets = value_at(d->data, "targets");
    const Value *v = targets ? value_find(targets, id) : NULL;

    return v ? v : map_find(&d->roster.targets, id);
}

Amount target_find(Derive *d, const Metric *m, bool *is_prorated)
{
    const Calendar *c = &d->calendar;
    const Value *v = target_value(d, m->id);
    Amount target = amount_missing();

    *is_prorated = false;
    if (v && v->kind == VALUE_MAP) {
        target = amount_read(d, value_at(v, "value"), "targets");
        if (!target.is_known)
            target = target_of_months(d, value_at(v, "months"));
    } else {
        target = amount_read(d, v, "targets");
    }
    if (target.is_known && c->is_partial && m->kind == METRIC_SUM &&
        c->through >= c->period.from) {
        target.number =
            target_prorate(target.number, c->through - c->period.from + 1,
                           period_days(c->period));
        *is_prorated = true;
    }
    return target;
}

Amount target_of_channel(Derive *d, const Metric *m, Str channel)
{
    const Value *v = target_value(d, m->id);
    const Value *by = v ? value_at(v, "by_channel") : NULL;

    return amount_read(d, by ? value_find(by, channel) : NULL,
                       "targets: by_channel");
}

/* A key of `months` that names no month would be lost. */
static void target_months_check(Derive *d, const Member *target)
{
    const Value *months = value_at(&target->value, "months");
    int32_t day;

    if (!months || months->kind != VALUE_MAP)
        return;
    for (size_t i = 0; i < months->as.map.len; i++) {
        const Member *m = &months->as.map.at[i];
        if (!day_parse(&d->calendar, m->key, &day))
            fault_at(d, m->value.span, "data/type",
                     "targets.%.*s.months: expected a month such as %s, found "
                     "'%.*s'",
                     STR_ARG(text_short(d->arena, target->key)),
                     d->calendar.client.weeks ? "FY26 P6" : "2026-07",
                     STR_ARG(text_short(d->arena, m->key)));
    }
}

static void targets_check(Derive *d)
{
    const Value *targets = value_at(d->data, "targets");

    if (!targets || targets->kind == VALUE_NULL)
        return;
    if (targets->kind != VALUE_MAP) {
        diag_error(d->env->diags, targets->span,
                   "targets: expected a map of metrics, found %s",
                   value_kind_name(targets))
            ->code = "data/type";
        d->failed = true;
        return;
    }
    for (size_t i = 0; i < targets->as.map.len; i++)
        target_months_check(d, &targets->as.map.at[i]);
    for (size_t i = 0; i < targets->as.map.len; i++) {
        const Member *m = &targets->as.map.at[i];
        const Metric *metric = roster_find(d, m->key);
        Amount value = m->value.kind == VALUE_NUMBER
                           ? amount_of(m->value.as.number)
                           : amount_missing();
        if (!metric) {
            diag_warning(d->env->diags, m->value.span,
                         "targets: no metric is called '%.*s'",
                         STR_ARG(text_short(d->arena, m->key)))
                ->code = "data/metric";
        } else if (metric->unit == UNIT_FRACTION && value.is_known &&
                   decimal_compare(value.number, decimal_of_int(1)) > 0) {
            Diag *diag =
                diag_warning(d->env->diags, m->value.span,
                             "targets.%.*s is a fraction: 0.025 means 2.5 %%",
                             STR_ARG(m->key));
            diag->code = "data/unit";
            diag->hint = STR("or declare the metric with unit: percent");
        }
    }
}

/* ---- Totals ------------------------------------------------------------- */

/* Numbers that cannot be, or that surprise their readers. */
static void doubts_note(Derive *d)
{
    for (size_t i = 0; i < d->facts.present.len; i++) {
        const Present *p = &d->facts.present.at[i];
        Amount a = group_amount(&d->facts, &d->facts.ranges[RANGE_REPORT], p);
        switch (metric_doubt(p->metric, a)) {
        case DOUBT_BELOW_ONE:
            derive_note(
                d, (Span){ 0 }, "notes.below_one",
                (MessageArg[]){ arg_text("what", p->metric->label), { 0 } });
            break;
        case DOUBT_ABOVE_ALL:
            derive_note(
                d, (Span){ 0 }, "notes.above_all",
                (MessageArg[]){
                    arg_text("what", p->metric->label),
                    arg_text("over",
                             formula_words(d, p->metric->numerator, false)),
                    arg_text("under",
                             formula_words(d, p->metric->denominator, false)),
                    { 0 } });
            break;
        case DOUBT_NONE:
            break;
        }
    }
}

static void derive_totals(Derive *d)
{
    static const char *const names[] = { "totals", "totals_previous",
                                         "totals_prior_year" };

    for (int r = 0; r < RANGE_FIXED; r++) {
        MemberList m = { 0 };
        const Group none = { 0 };
        bool is_open = r == RANGE_REPORT || d->calendar.ranges[r].is_available;
        put_metrics(d, &m, &d->facts, is_open ? &d->facts.ranges[r] : &none);
        derive_out(d, names[r], value_of_map(&m));
    }
}

static Amount range_amount(const Derive *d, const Present *p, RangeId r)
{
    if (r != RANGE_REPORT && !d->calendar.ranges[r].is_available)
        return amount_missing();
    return group_amount(&d->facts, &d->facts.ranges[r], p);
}

/* ---- KPIs --------------------------------------------------------------- */

enum { SPARK_LEAST = 3 /* points that show a course */ };

/* Whole months or quarters up to the period: a part of one beside them would
 * look like a fall. */
static ValueList spark_of_months(Derive *d, const Present *p)
{
    const Facts *f = &d->facts;
    bool is_quarterly = d->calendar.kind == PERIOD_QUARTER;
    int step = is_quarterly ? 3 : 1;
    int count = is_quarterly ? QUARTERS : TREND_MONTHS;
    int32_t last = month_of_day(&d->calendar.client, d->calendar.period.to) -
                   f->first_month;
    ValueList l = { 0 };

    for (int i = count - 1; i >= 0; i--) {
        Group g = { 0 };
        int32_t first = f->first_month + last - i * step - (step - 1);
        if (is_quarterly ? quarter_is_partial(d, first)
                         : month_is_partial(d, first))
            continue;
        for (int32_t k = 0; k < step; k++) {
            int32_t at = last - i * step - k;
            if (at >= 0 && at < MONTHS_KEPT)
                group_merge(d->env->scratch, f, &g, &f->months[at]);
        }
        if (g.row_count || l.len)
            *list_add(d->arena, &l) = value_amount(group_amount(f, &g, p));
    }
    return l;
}

static ValueList spark_of_days(Derive *d, const Present *p)
{
    ValueList l = { 0 };
    int32_t count;
    ArenaMark mark = arena_save(d->env->scratch);
    const Group *days = days_of_period(d, &d->facts, &count);

    for (int32_t i = 0; days && i < count; i++)
        *list_add(d->arena, &l) =
            value_amount(group_amount(&d->facts, &days[i], p));
    arena_rewind(d->env->scratch, mark);
    return l;
}

/* Along months; of data that have hardly any, along the days. */
static Value spark_value(Derive *d, const Present *p)
{
    ValueList l = spark_of_months(d, p);

    if (l.len < SPARK_LEAST)
        l = spark_of_days(d, p);
    if (l.len < SPARK_LEAST)
        l.len = 0;
    return value_of_list(&l);
}

static Str reason_find(const Derive *d, Amount previous, Amount prior_year)
{
    const Range *ranges = d->calendar.ranges;

    if (!prior_year.is_known && ranges[RANGE_PRIOR_YEAR].reason.len &&
        comparison_of(d, RANGE_PRIOR_YEAR))
        return ranges[RANGE_PRIOR_YEAR].reason;
    if (!previous.is_known && ranges[RANGE_PREVIOUS].reason.len &&
        comparison_of(d, RANGE_PREVIOUS))
        return ranges[RANGE_PREVIOUS].reason;
    return STR("");
}

static void put_target(Derive *d, MemberList *m, const Metric *metric,
                       Amount now, Amount target)
{
    Amount attainment = attainment_of(metric->direction, now, target);

    put_amount(d, m, "target", target);
    put_amount(d, m, "attainment", attainment);
    put_word(d, m, "rag",
             rag_name(rag_of(metric->direction, attainment, d->rules)));
    put_amount(d, m, "gap", amount_subtract(now, target));
    put_words(d, m, "target_text",
              amount_format(d->locale, d->arena, metric, target, PLACE_CARD));
}

/* How the number reads, or why there is none: "no conversions", "n/m". */
static Str kpi_text(Derive *d, const Present *p, Amount now)
{
    MetricRatio r = group_ratio(&d->facts, &d->facts.ranges[RANGE_REPORT], p);
    Str said = now.is_known ? STR("") : ratio_words(d, p->metric, r.state);
    Str text = said.len ? said
                        : amount_format(d->locale, d->arena, p->metric, now,
                                        PLACE_CARD);

    if (r.state == RATIO_CAPPED)
        derive_note(d, (Span){ 0 }, "notes.capped",
                    (MessageArg[]){
                        arg_text("what", p->metric->label),
                        arg_count(d->wording, "n", (size_t)p->metric->horizon),
                        { 0 } });
    return text;
}

static void put_counts(Derive *d, MemberList *m, const Metric *metric)
{
    static const char *const parts[2][3] = {
        { "promoters", "detractors", "responses" },
        { "staff_promoters", "staff_detractors", "staff_responses" }
    };
    bool is_staff = str_is(metric->id, "enps");
    Amount a[3];

    if (!is_staff && !str_is(metric->id, "nps"))
        return;
    for (int i = 0; i < 3; i++) {
        const Present *p = present_of(&d->facts, str_of(parts[is_staff][i]));
        a[i] = p ? range_amount(d, p, RANGE_REPORT) : amount_missing();
    }
    put_amount(d, m, "n", a[2]);
    put_amount(d, m, "error", nps_error(a[0], a[1], a[2]));
}

static Value kpi_value(Derive *d, const Present *p, bool is_primary)
{
    const Metric *metric = p->metric;
    Amount now = range_amount(d, p, RANGE_REPORT);
    Amount previous = range_amount(d, p, RANGE_PREVIOUS);
    Amount prior_year = range_amount(d, p, RANGE_PRIOR_YEAR);
    bool is_prorated;
    Amount target = target_find(d, metric, &is_prorated);
    MemberList m = { 0 };
    Value base = metric_value(d, metric);

    for (size_t i = 0; i < base.as.map.len; i++)
        *list_add(d->arena, &m) = base.as.map.at[i];
    put_amount(d, &m, "value", now);
    put_words(d, &m, "text", kpi_text(d, p, now));
    put_counts(d, &m, metric);
    put_amount(d, &m, "previous", previous);
    put_amount(d, &m, "prior_year", prior_year);
    put_change(d, &m, "previous", metric, now, previous);
    put_change(d, &m, "prior_year", metric, now, prior_year);
    put_target(d, &m, metric, now, target);
    put_flag(d, &m, "is_prorated", is_prorated);
    put(d, &m, STR("comparisons"),
        comparisons_value(d, p, target, is_prorated));
    put(d, &m, STR("spark"), spark_value(d, p));
    put_flag(d, &m, "is_primary", is_primary);
    Str reason = reason_find(d, previous, prior_year);
    put(d, &m, STR("reason"), reason.len ? value_text(reason) : value_null());
    return value_of_map(&m);
}

/* Outcomes first, then what they cost, then volume. */
static const char *const kpi_order[] = { "revenue",
                                         "total_revenue",
                                         "conversions",
                                         "orders",
                                         "leads",
                                         "results",
                                         "roas",
                                         "mer",
                                         "cpa",
                                         "cpl",
                                         "spend",
                                         "new_customers",
                                         "cac",
                                         "mrr",
                                         "customers",
                                         "aov",
                                         "cvr",
                                         "sessions",
                                         "engagement_rate",
                                         "clicks",
                                         "ctr",
                                         "cpc",
                                         "views",
                                         "vtr",
                                         "engagements",
                                         "followers",
                                         "open_rate",
                                         "impressions",
                                         "cpm",
                                         "reach" };

static void primary_find(Derive *d)
{
    const Facts *f = &d->facts;

    for (size_t i = 0; i < COUNT_OF(kpi_order); i++) {
        const Present *p = present_of(f, str_of(kpi_order[i]));
        if (p && p->metric->kind == METRIC_SUM &&
            range_amount(d, p, RANGE_REPORT).is_known) {
            d->primary = (int)(p - f->present.at);
            return;
        }
    }
    for (size_t i = 0; i < f->present.len; i++) {
        if (f->present.at[i].metric->kind == METRIC_SUM) {
            d->primary = (int)i;
            return;
        }
    }
}

/* Of a period without any row, what is planned is shown. */
static bool is_shown(Derive *d, const Present *p)
{
    bool is_prorated;

    return range_amount(d, p, RANGE_REPORT).is_known ||
           (!d->facts.ranges[RANGE_REPORT].row_count &&
            target_find(d, p->metric, &is_prorated).is_known);
}

static void kpis_choose(Derive *d, ValueList *l)
{
    const Facts *f = &d->facts;

    for (size_t i = 0; i < COUNT_OF(kpi_order) && l->len < KPI_LIMIT; i++) {
        const Present *p = present_of(f, str_of(kpi_order[i]));
        if (p && is_shown(d, p))
            *list_add(d->arena, l) =
                kpi_value(d, p, p - f->present.at == d->primary);
    }
    for (size_t i = 0; i < f->present.len && l->len < KPI_LIMIT; i++) {
        const Present *p = &f->present.at[i];
        if (!metric_find(p->metric->id))
            *list_add(d->arena, l) = kpi_value(d, p, (int)i == d->primary);
    }
}

/* A map that the client gave, with what follows from its numbers. */
static Value kpi_complete(Derive *d, const Value *given)
{
    Metric metric = roster_metric_of(d, given);
    MemberList more = { 0 }, m = { 0 };
    Amount now = amount_at(given, "value");
    Value base = metric_value(d, &metric);
    for (size_t i = 0; i < base.as.map.len; i++)
        *list_add(d->arena, &more) = base.as.map.at[i];
    put_words(d, &more, "text",
              amount_format(d->locale, d->arena, &metric, now, PLACE_CARD));
    put_change(d, &more, "previous", &metric, now,
               amount_at(given, "previous"));
    put_change(d, &more, "prior_year", &metric, now,
               amount_at(given, "prior_year"));
    put_target(d, &more, &metric, now, amount_at(given, "target"));
    for (size_t i = 0; i < given->as.map.len; i++)
        *list_add(d->arena, &m) = given->as.map.at[i];
    for (size_t i = 0; i < more.len; i++)
        if (!value_find(given, more.at[i].key))
            *list_add(d->arena, &m) = more.at[i];
    Value v = value_of_map(&m);
    v.span = given->span;
    return v;
}

/* A KPI given as a number that the facts contradict. */
static void kpi_check(Derive *d, const Value *given)
{
    Str id = text_of_value(value_at(given, "id"));
    const Present *p = present_of(&d->facts, id);
    Amount said = amount_at(given, "value");
    Amount found = p ? range_amount(d, p, RANGE_REPORT) : amount_missing();
    Amount off = amount_divide(amount_subtract(said, found), found);
    Decimal limit = { 5, 0, -3 };

    if (!off.is_known ||
        decimal_compare(decimal_absolute(off.number), limit) <= 0)
        return;
    diag_warning(d->env->diags, given->span,
                 "kpis: %.*s is given as %.*s, the facts add up to %.*s",
                 STR_ARG(id), STR_ARG(decimal_format(d->arena, said.number)),
                 STR_ARG(decimal_format(
                     d->arena, decimal_reduce(decimal_round(found.number, 6,
                                                            ROUND_HALF_AWAY)))))
        ->code = "data/disagrees";
    derive_note(d, given->span, "notes.kpi_given",
                (MessageArg[]){ arg_text("what", id), { 0 } });
}

static void kpis_given(Derive *d, const Value *given, ValueList *l)
{
    for (size_t i = 0; i < given->as.list.len; i++) {
        const Value *v = &given->as.list.at[i];
        if (v->kind == VALUE_MAP) {
            kpi_check(d, v);
            *list_add(d->arena, l) = kpi_complete(d, v);
            continue;
        }
        const Present *p = present_of(&d->facts, text_of_value(v));
        if (p)
            *list_add(d->arena, l) =
                kpi_value(d, p, p - d->facts.present.at == d->primary);
        else
            diag_warning(d->env->diags, v->span,
                         "kpis: the facts have no metric called '%.*s'",
                         STR_ARG(text_short(d->arena, text_of_value(v))))
                ->code = "data/metric";
    }
}

/* ---- Funnel ------------------------------------------------------------- */

static void derive_funnel(Derive *d)
{
    static const char *const steps[] = { "impressions", "clicks",
                                         "sessions",    "leads",
                                         "conversions", "orders" };
    Amount before = amount_missing(), before_previous = before, first = before;
    ValueList l = { 0 };

    RangeId base = d->calendar.ranges[RANGE_PRIOR_YEAR].is_available
                       ? RANGE_PRIOR_YEAR
                       : RANGE_PREVIOUS;
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        const Present *p = present_of(&d->facts, str_of(steps[i]));
        if (!p)
            continue;
        Amount now = range_amount(d, p, RANGE_REPORT);
        Amount previous = range_amount(d, p, base);
        Amount rate = amount_divide(now, before);
        Amount previous_rate = amount_divide(previous, before_previous);
        MemberList m = { 0 };
        if (!now.is_known)
            continue;
        put_words(d, &m, "id", p->metric->id);
        put_words(d, &m, "label", p->metric->label);
        put_amount(d, &m, "value", now);
        put_amount(d, &m, "rate", rate);
        put_amount(d, &m, "of_first", amount_divide(now, first));
        put_amount(d, &m, "previous", previous);
        put_amount(d, &m, "previous_rate", previous_rate);
        put_amount(d, &m, "change_rate", amount_subtract(rate, previous_rate));
        put_flag(d, &m, "is_wider",
                 rate.is_known &&
                     decimal_compare(rate.number, decimal_of_int(1)) > 0);
        *list_add(d->arena, &l) = value_of_map(&m);
        before = now;
        before_previous = previous;
        if (!first.is_known)
            first = now;
    }
    if (l.len > 1)
        derive_out(d, "funnel", value_of_list(&l));
}

void derive_kpis(Derive *d)
{
    const Value *given = value_at(d->data, "kpis");
    ValueList l = { 0 };

    targets_check(d);
    derive_totals(d);
    doubts_note(d);
    primary_find(d);
    if (given && given->kind == VALUE_LIST)
        kpis_given(d, given, &l);
    else
        kpis_choose(d, &l);
    Value v = value_of_list(&l);
    if (given)
        v.span = given->span;
    if (l.len || given)
        put(d, &d->out, STR("kpis"), v);
    derive_funnel(d);
}
