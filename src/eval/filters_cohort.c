/* filters_cohort.c - cohorts, funnels, attribution from rows of events. */

#include "eval/filters.h"
#include "metrics/cohort.h"
#include "metrics/period.h"
#include "metrics/rfm.h"

#include <math.h>

enum { COHORTS_MOST = 400, AGES_MOST = 120 };

/* ---- Periods ------------------------------------------------------------ */

typedef enum { UNIT_OF_WEEK, UNIT_OF_MONTH, UNIT_OF_QUARTER } PeriodUnit;

static bool unit_parse(Str word, PeriodUnit *out)
{
    static const char *const words[] = { "week", "month", "quarter" };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(word, words[i])) {
            *out = (PeriodUnit)i;
            return true;
        }
    return false;
}

/* Toward minus infinity, so that days before 1970 have their own week. */
static int32_t floor_divide(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

/* Weeks begin on Monday; 1970-01-01 was a Thursday. */
static int32_t unit_of_day(PeriodUnit unit, int32_t day)
{
    if (unit == UNIT_OF_WEEK)
        return floor_divide(day + 3, 7);
    int32_t month = month_of_day(NULL, day);
    return unit == UNIT_OF_MONTH ? month : floor_divide(month, 3);
}

static int32_t unit_first_day(PeriodUnit unit, int32_t period)
{
    if (unit == UNIT_OF_WEEK)
        return period * 7 - 3;
    return month_first_day(NULL, unit == UNIT_OF_MONTH ? period : period * 3);
}

/* ---- Cohorts ------------------------------------------------------------ */

typedef struct {
    Str customer;
    Str date;
    PeriodUnit unit;
    size_t ages;
    int32_t through;
    bool has_through;
} CohortCall;

static bool cohort_call_read(Machine *m, const Call *call, CohortCall *c)
{
    Str unit = filter_text(m, call, 2, STR("month"));
    const Value *through = filter_arg(call, 3);
    int32_t day;

    c->customer = filter_text(m, call, 0, STR(""));
    c->date = filter_text(m, call, 1, STR(""));
    c->ages = (size_t)filter_int(m, call, 4, 12, 1, AGES_MOST);
    if (m->failed)
        return false;
    if (!unit_parse(unit, &c->unit)) {
        call_fail(m, call, "unit is 'week', 'month' or 'quarter'");
        return false;
    }
    c->has_through = !value_is_nothing(through);
    if (!c->has_through)
        return true;
    if (!day_of_value(through, &day)) {
        call_fail(m, call, "through is the last day observed, a date");
        return false;
    }
    /* A period counts once its last day is there. */
    c->through = unit_of_day(c->unit, day + 1) - 1;
    return true;
}

/* The number under which a customer is known: how many came before. */
static uint32_t customer_number(Machine *m, const Call *call, Map *known,
                                const Value *v)
{
    Str key = value_identity(m, call, v);
    void *at = map_find(known, key);

    if (!at) {
        at = (void *)(uintptr_t)(known->len + 1);
        map_set(m->arena, known, key, at);
    }
    return (uint32_t)(uintptr_t)at;
}

/* Rows without a customer or a date are no events. */
static bool events_read(Machine *m, const Call *call, Values rows,
                        CohortCall *c, CohortEvent *events, size_t *count)
{
    Map known = { 0 };
    int32_t day;

    *count = 0;
    for (size_t i = 0; i < rows.len; i++) {
        Value who = field_of(&rows.at[i], c->customer);
        Value when = field_of(&rows.at[i], c->date);
        if (value_is_nothing(&who) || value_is_nothing(&when))
            continue;
        if (!day_of_value(&when, &day)) {
            call_fail(m, call, "expected a date in '%.*s', found %.*s",
                      STR_ARG(c->date), STR_ARG(value_described(m, &when)));
            return false;
        }
        CohortEvent e = { customer_number(m, call, &known, &who),
                          unit_of_day(c->unit, day) };
        if (!c->has_through && (*count == 0 || e.period > c->through))
            c->through = e.period;
        events[(*count)++] = e;
    }
    return true;
}

static Value cohort_label(Machine *m, PeriodUnit unit, int32_t period)
{
    static const char *const formats[] = { "medium", "month", "quarter" };
    Date first = date_of_days(unit_first_day(unit, period));

    return value_text(
        date_format(m->locale, m->arena, first, str_of(formats[unit])));
}

/* "age_0", "age_1", ...: a column for each age. */
static void put_ages(Machine *m, MemberList *row, const CohortTable *t,
                     const Cohort *c)
{
    for (size_t age = 0; age < t->ages; age++) {
        Str key = str_format(m->arena, "age_%zu", age);
        *list_add(m->arena, row) = (Member){
            .key = key,
            .value =
                value_of_amount(c ? cohort_rate(c, age) : cohorts_mean(t, age)),
        };
    }
}

static Value cohort_rows(Machine *m, const CohortTable *t, PeriodUnit unit)
{
    ValueList out = { 0 };
    MemberList mean = { 0 };
    size_t size = 0;

    for (size_t i = 0; i < t->len; i++) {
        MemberList row = { 0 };
        map_put(m->arena, &row, "cohort",
                cohort_label(m, unit, t->at[i].first));
        map_put(m->arena, &row, "size", value_int((int64_t)t->at[i].size));
        map_put(m->arena, &row, "is_mean", value_bool(false));
        put_ages(m, &row, t, &t->at[i]);
        *list_add(m->arena, &out) = value_map(row.at, row.len);
        size += t->at[i].size;
    }
    if (!t->len)
        return value_of_items(&out);
    map_put(m->arena, &mean, "cohort", value_null());
    map_put(m->arena, &mean, "size", value_int((int64_t)size));
    map_put(m->arena, &mean, "is_mean", value_bool(true));
    put_ages(m, &mean, t, NULL);
    *list_add(m->arena, &out) = value_map(mean.at, mean.len);
    return value_of_items(&out);
}

/* A row for each cell, as charts read them. */
static Value cohort_cells(Machine *m, const CohortTable *t, PeriodUnit unit)
{
    ValueList out = { 0 };

    for (size_t i = 0; i < t->len; i++) {
        const Cohort *c = &t->at[i];
        for (size_t age = 0; age < c->known; age++) {
            MemberList cell = { 0 };
            map_put(m->arena, &cell, "cohort", cohort_label(m, unit, c->first));
            map_put(m->arena, &cell, "age",
                    value_text(str_format(m->arena, "%zu", age)));
            map_put(m->arena, &cell, "size", value_int((int64_t)c->size));
            map_put(m->arena, &cell, "active",
                    value_int((int64_t)c->active[age]));
            map_put(m->arena, &cell, "rate",
                    value_of_amount(cohort_rate(c, age)));
            *list_add(m->arena, &out) = value_map(cell.at, cell.len);
        }
    }
    return value_of_items(&out);
}

static Value filter_cohorts(Machine *m, const Call *call)
{
    CohortCall c = { 0 };
    MemberList out = { 0 };
    Values rows;
    size_t count;

    if (!cohort_call_read(m, call, &c) || !filter_rows(m, call, &rows) ||
        !filter_steps(m, call, rows.len) ||
        !field_check(m, call, rows, c.customer) ||
        !field_check(m, call, rows, c.date))
        return value_absent();
    CohortEvent *events = arena_make_array(m->arena, CohortEvent, rows.len);
    if (!events_read(m, call, rows, &c, events, &count))
        return value_absent();
    CohortTable t = cohorts_of(m->arena, events, count, c.through, c.ages);
    if (t.len > COHORTS_MOST)
        return call_fail(m, call,
                         "there are %zu cohorts, more than %d; a "
                         "longer unit makes fewer",
                         t.len, COHORTS_MOST);
    map_put(m->arena, &out, "ages", value_int((int64_t)t.ages));
    map_put(m->arena, &out, "rows", cohort_rows(m, &t, c.unit));
    map_put(m->arena, &out, "cells", cohort_cells(m, &t, c.unit));
    return value_map(out.at, out.len);
}

/* ---- Recency, frequency, monetary value --------------------------------- */

typedef struct {
    Str customer;
    Str date;
    Str value;
    LIST(Customer) customers;
    ValueList names; /* as the first row has them */
} RfmCall;

/* Adds one order to its customer; rows without a customer or date are none. */
static bool order_add(Machine *m, const Call *call, RfmCall *r, Map *known,
                      const Value *row)
{
    Value who = field_of(row, r->customer), when = field_of(row, r->date);
    Amount spent = field_amount(row, r->value);
    int32_t day;

    if (value_is_nothing(&who) || value_is_nothing(&when))
        return true;
    if (!day_of_value(&when, &day)) {
        call_fail(m, call, "expected a date in '%.*s', found %.*s",
                  STR_ARG(r->date), STR_ARG(value_described(m, &when)));
        return false;
    }
    size_t place = customer_number(m, call, known, &who) - 1;
    if (place == r->customers.len) {
        *list_add(m->arena, &r->customers) = (Customer){ .last_day = day };
        *list_add(m->arena, &r->names) = who;
    }
    Customer *c = &r->customers.at[place];
    c->orders++;
    c->last_day = day > c->last_day ? day : c->last_day;
    if (spent.is_known)
        c->spent = decimal_add(c->spent, spent.number);
    return true;
}

static Value customer_value(Machine *m, const Value *name, const Customer *c,
                            int32_t as_of)
{
    MemberList out = { 0 };

    map_put(m->arena, &out, "customer", *name);
    map_put(m->arena, &out, "last",
            value_text(date_iso(m->arena, date_of_days(c->last_day))));
    map_put(m->arena, &out, "days", value_int((int64_t)as_of - c->last_day));
    map_put(m->arena, &out, "orders", value_int((int64_t)c->orders));
    map_put(m->arena, &out, "value", value_number(c->spent));
    map_put(m->arena, &out, "recency", value_int(c->scores[RECENCY]));
    map_put(m->arena, &out, "frequency", value_int(c->scores[FREQUENCY]));
    map_put(m->arena, &out, "monetary", value_int(c->scores[MONETARY]));
    map_put(m->arena, &out, "score",
            value_text(str_format(m->arena, "%d%d%d", c->scores[RECENCY],
                                  c->scores[FREQUENCY], c->scores[MONETARY])));
    return value_map(out.at, out.len);
}

static Value filter_rfm(Machine *m, const Call *call)
{
    RfmCall r = { .customer = filter_text(m, call, 0, STR("")),
                  .date = filter_text(m, call, 1, STR("")),
                  .value = filter_text(m, call, 2, STR("")) };
    Str fields[] = { r.customer, r.date, r.value };
    Map known = { 0 };
    ValueList out = { 0 };
    Values rows;

    if (m->failed || !filter_rows(m, call, &rows) ||
        !filter_steps(m, call, rows.len))
        return value_absent();
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (!field_check(m, call, rows, fields[i]))
            return value_absent();
    for (size_t i = 0; i < rows.len; i++)
        if (!order_add(m, call, &r, &known, &rows.at[i]))
            return value_absent();
    int32_t as_of = INT32_MIN;
    for (size_t i = 0; i < r.customers.len; i++)
        if (r.customers.at[i].last_day > as_of)
            as_of = r.customers.at[i].last_day;
    customers_score(m->env->scratch, r.customers.at, r.customers.len);
    for (size_t i = 0; i < r.customers.len; i++)
        *list_add(m->arena, &out) =
            customer_value(m, &r.names.at[i], &r.customers.at[i], as_of);
    return value_of_items(&out);
}

/* ---- Funnels ------------------------------------------------------------ */

static Value filter_funnel_rates(Machine *m, const Call *call)
{
    Str field = filter_text(m, call, 0, STR(""));
    Values rows;

    if (m->failed || !filter_rows(m, call, &rows) ||
        !field_check(m, call, rows, field) || !filter_steps(m, call, rows.len))
        return value_absent();
    Amount *counts = arena_make_array(m->arena, Amount, rows.len);
    FunnelStep *steps = arena_make_array(m->arena, FunnelStep, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        counts[i] = field_amount(&rows.at[i], field);
    funnel_rates(counts, rows.len, steps);
    Value *out = arena_make_array(m->arena, Value, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        out[i] = row_with(m->arena, &rows.at[i], STR("step_rate"),
                          value_of_amount(steps[i].step_rate));
        out[i] = row_with(m->arena, &out[i], STR("total_rate"),
                          value_of_amount(steps[i].total_rate));
        out[i] = row_with(m->arena, &out[i], STR("lost"),
                          value_of_amount(steps[i].lost));
        out[i] = row_with(m->arena, &out[i], STR("is_rising"),
                          value_bool(steps[i].is_rising));
    }
    return value_list(out, rows.len);
}

/* ---- Attribution -------------------------------------------------------- */

typedef struct {
    Str name;
    Decimal conversions;
    Decimal value;
} Credit;

typedef struct {
    AttributionModel model;
    Str touches;
    Str value; /* empty: 1 a path */
    double half_life;
    Map by_name; /* to Credit */
    Decimal total;
} Attribution;

static Credit *credit_of(Machine *m, Attribution *a, Str name)
{
    Credit *c = map_find(&a->by_name, name);

    if (!c) {
        c = arena_make(m->arena, Credit);
        c->name = name;
        map_set(m->arena, &a->by_name, name, c);
    }
    return c;
}

static void credit_add(Credit *c, Decimal share, Decimal value)
{
    c->conversions = decimal_add(c->conversions, share);
    c->value = decimal_add(c->value, decimal_multiply(share, value));
}

/* A touch is the name of a channel, or a row with `channel` and `days`. */
static bool touch_read(Machine *m, const Call *call, const Attribution *a,
                       const Value *touch, Str *name, double *days)
{
    const Value *channel = touch;
    const Value *before = NULL;

    if (touch->kind == VALUE_MAP) {
        channel = value_at(touch, "channel");
        before = value_at(touch, "days");
    }
    if (!channel || channel->kind != VALUE_TEXT) {
        call_fail(m, call,
                  "expected a touch to be a channel's name or a row "
                  "with 'channel'");
        return false;
    }
    *name = channel->as.text;
    *days = before && before->kind == VALUE_NUMBER
                ? decimal_to_double(before->as.number)
                : NAN;
    if (a->model == ATTRIBUTE_TIME_DECAY && !(*days >= 0 && isfinite(*days))) {
        call_fail(m, call,
                  "time decay needs 'days', how long before the "
                  "conversion, in each touch");
        return false;
    }
    if (a->model != ATTRIBUTE_TIME_DECAY)
        *days = 0;
    return true;
}

static bool path_credit(Machine *m, const Call *call, Attribution *a,
                        const Value *row)
{
    Value touches = field_of(row, a->touches);
    Amount value = a->value.len ? field_amount(row, a->value)
                                : amount_of(decimal_of_int(1));
    size_t count = touches.kind == VALUE_LIST ? touches.as.list.len : 0;
    Str name;

    if (!value.is_known)
        value.number = decimal_of_int(0);
    if (!count) {
        Str nobody = m->wording ? wording_word(m->wording, "unattributed")
                                : STR("Unattributed");
        credit_add(credit_of(m, a, nobody), decimal_of_int(1), value.number);
        return true;
    }
    if (!filter_steps(m, call, count))
        return false;
    double *days = arena_make_array(m->arena, double, count);
    Str *names = arena_make_array(m->arena, Str, count);
    Decimal *shares = arena_make_array(m->arena, Decimal, count);
    for (size_t i = 0; i < count; i++) {
        if (!touch_read(m, call, a, &touches.as.list.at[i], &name, &days[i]))
            return false;
        names[i] = name;
    }
    attribution_shares(a->model, days, count, a->half_life, shares);
    for (size_t i = 0; i < count; i++)
        if (decimal_sign(shares[i]) != 0)
            credit_add(credit_of(m, a, names[i]), shares[i], value.number);
    return true;
}

static bool attribution_read(Machine *m, const Call *call, Attribution *a)
{
    Str word = filter_text(m, call, 0, STR("last"));

    a->touches = filter_text(m, call, 1, STR("touches"));
    a->value = filter_text(m, call, 2, STR(""));
    a->half_life = (double)filter_int(m, call, 3, 7, 1, 365);
    if (m->failed)
        return false;
    if (attribution_parse(word, &a->model))
        return true;
    call_fail(m, call,
              "there is no model '%.*s'; there are last, first, linear, "
              "time_decay and position",
              STR_ARG(word));
    return false;
}

static Value filter_attribution(Machine *m, const Call *call)
{
    Attribution a = { 0 };
    ValueList out = { 0 };
    Values rows;

    if (!attribution_read(m, call, &a) || !filter_rows(m, call, &rows) ||
        !field_check(m, call, rows, a.touches) ||
        !field_check(m, call, rows, a.value))
        return value_absent();
    for (size_t i = 0; i < rows.len; i++)
        if (!path_credit(m, call, &a, &rows.at[i]))
            return value_absent();
    Amount paths = amount_of(decimal_of_int((int64_t)rows.len));
    for (size_t i = 0; i < a.by_name.len; i++) {
        const Credit *c = a.by_name.at[i].value;
        MemberList row = { 0 };
        map_put(m->arena, &row, "channel", value_text(c->name));
        map_put(m->arena, &row, "conversions",
                value_number(decimal_reduce(c->conversions)));
        map_put(m->arena, &row, "value",
                value_number(decimal_reduce(c->value)));
        map_put(
            m->arena, &row, "share",
            value_of_amount(amount_divide(amount_of(c->conversions), paths)));
        *list_add(m->arena, &out) = value_map(row.at, row.len);
    }
    return value_of_items(&out);
}

/* ---- Reconciliation ----------------------------------------------------- */

/* What platforms claim, together, against what was booked. */
static Value filter_reconcile(Machine *m, const Call *call)
{
    Str field = filter_text(m, call, 0, STR(""));
    const Value *given = filter_arg(call, 1);
    Amount booked = given->kind == VALUE_NUMBER ? amount_of(given->as.number)
                                                : amount_missing();
    Decimal claimed = decimal_of_int(0);
    ValueList each = { 0 };
    MemberList out = { 0 };
    Values rows;

    if (m->failed || !filter_rows(m, call, &rows) ||
        !filter_steps(m, call, rows.len) || !field_check(m, call, rows, field))
        return value_absent();
    for (size_t i = 0; i < rows.len; i++) {
        Amount a = field_amount(&rows.at[i], field);
        if (a.is_known)
            claimed = decimal_add(claimed, a.number);
        *list_add(m->arena, &each) =
            row_with(m->arena, &rows.at[i], STR("share_of_booked"),
                     value_of_amount(amount_divide(a, booked)));
    }
    Amount sum = amount_of(claimed);
    map_put(m->arena, &out, "claimed", value_of_amount(sum));
    map_put(m->arena, &out, "booked", value_of_amount(booked));
    map_put(m->arena, &out, "difference",
            value_of_amount(amount_subtract(sum, booked)));
    map_put(m->arena, &out, "over_claim",
            value_of_amount(over_claim(sum, booked)));
    map_put(m->arena, &out, "rows", value_of_items(&each));
    return value_map(out.at, out.len);
}

const Filter COHORT_FILTERS[] = {
    { "cohorts", filter_cohorts, "customer date unit= through= ages=",
      "who came back, by the period they first came in: {rows, cells, ages}" },
    { "rfm", filter_rfm, "customer date value",
      "customers scored 1 to 5 by how lately, how often and for how much" },
    { "funnel_rates", filter_funnel_rates, "field",
      "each step with step_rate, total_rate, lost and is_rising" },
    { "attribution", filter_attribution, "model= touches= value= half_life=",
      "credit of each channel in paths: {channel, conversions, value, share}" },
    { "reconcile", filter_reconcile, "field booked",
      "what platforms claim against what was booked" },
    { NULL, NULL, NULL, NULL }
};
