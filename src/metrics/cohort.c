/* cohort.c - cohorts, funnels, attribution. */

#include "metrics/cohort.h"

#include <math.h>
#include <stdlib.h>

static Decimal decimal_of_count(size_t n)
{
    return decimal_of_int((int64_t)n);
}

/* ---- Cohorts ------------------------------------------------------------ */

static int event_compare(const void *a, const void *b)
{
    const CohortEvent *x = a, *y = b;

    if (x->customer != y->customer)
        return x->customer < y->customer ? -1 : 1;
    return (x->period > y->period) - (x->period < y->period);
}

static int period_compare(const void *a, const void *b)
{
    const Cohort *x = a, *y = b;

    return (x->first > y->first) - (x->first < y->first);
}

static bool starts_customer(const CohortEvent *events, size_t i)
{
    return i == 0 || events[i].customer != events[i - 1].customer;
}

/* One cohort for each period in which a customer began, in order. */
static void cohorts_open(Arena *a, CohortTable *t, const CohortEvent *events,
                         size_t count, int32_t through)
{
    LIST(Cohort) all = { 0 };

    for (size_t i = 0; i < count; i++)
        if (starts_customer(events, i) && events[i].period <= through)
            *list_add(a, &all) = (Cohort){ .first = events[i].period };
    if (all.len)
        qsort(all.at, all.len, sizeof *all.at, period_compare);
    for (size_t i = 0; i < all.len; i++)
        if (i == 0 || all.at[i].first != all.at[t->len - 1].first)
            all.at[t->len++] = all.at[i];
    t->at = all.at;
}

static Cohort *cohort_find(const CohortTable *t, int32_t first)
{
    Cohort key = { .first = first };

    return bsearch(&key, t->at, t->len, sizeof *t->at, period_compare);
}

CohortTable cohorts_of(Arena *a, CohortEvent *events, size_t count,
                       int32_t through, size_t ages_limit)
{
    CohortTable t = { 0 };
    Cohort *own = NULL;

    if (count)
        qsort(events, count, sizeof *events, event_compare);
    cohorts_open(a, &t, events, count, through);
    for (size_t i = 0; i < t.len; i++) {
        int64_t ages = (int64_t)through - t.at[i].first + 1;
        t.at[i].known = (uint64_t)ages < ages_limit ? (size_t)ages : ages_limit;
        t.at[i].active = arena_make_array(a, size_t, t.at[i].known);
        if (t.at[i].known > t.ages)
            t.ages = t.at[i].known;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_first = starts_customer(events, i);
        if (is_first)
            own = events[i].period <= through
                      ? cohort_find(&t, events[i].period)
                      : NULL;
        if (!own || (!is_first && events[i].period == events[i - 1].period))
            continue;
        size_t age = (size_t)((int64_t)events[i].period - own->first);
        own->size += is_first;
        if (age < own->known)
            own->active[age]++;
    }
    return t;
}

Amount cohort_rate(const Cohort *c, size_t age)
{
    if (age >= c->known)
        return amount_missing();
    return amount_divide(amount_of(decimal_of_count(c->active[age])),
                         amount_of(decimal_of_count(c->size)));
}

Amount cohorts_mean(const CohortTable *t, size_t age)
{
    size_t active = 0, size = 0;

    for (size_t i = 0; i < t->len; i++) {
        if (age >= t->at[i].known)
            continue;
        active += t->at[i].active[age];
        size += t->at[i].size;
    }
    return amount_divide(amount_of(decimal_of_count(active)),
                         amount_of(decimal_of_count(size)));
}

/* ---- Funnels ------------------------------------------------------------ */

void funnel_rates(const Amount *counts, size_t count, FunnelStep *out)
{
    for (size_t i = 0; i < count; i++) {
        out[i] =
            (FunnelStep){ .total_rate = amount_divide(counts[i], counts[0]) };
        if (i == 0)
            continue;
        out[i].step_rate = amount_divide(counts[i], counts[i - 1]);
        out[i].lost = amount_subtract(counts[i - 1], counts[i]);
        out[i].is_rising =
            out[i].lost.is_known && decimal_sign(out[i].lost.number) < 0;
    }
}

/* ---- Attribution -------------------------------------------------------- */

bool attribution_parse(Str word, AttributionModel *out)
{
    static const char *const words[] = { "last", "first", "linear",
                                         "time_decay", "position" };

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_is(word, words[i])) {
            *out = (AttributionModel)i;
            return true;
        }
    return false;
}

/* `age` is the days from this touch to the latest of the path. */
static double weight_of(AttributionModel model, double age, double half_life,
                        size_t i, size_t count)
{
    bool is_first = i == 0, is_last = i + 1 == count;

    switch (model) {
    case ATTRIBUTE_LAST:
        return is_last;
    case ATTRIBUTE_FIRST:
        return is_first;
    case ATTRIBUTE_LINEAR:
        return 1;
    case ATTRIBUTE_TIME_DECAY:
        return exp2(-age / half_life);
    case ATTRIBUTE_POSITION:
        break;
    }
    if (count <= 2)
        return 1;
    return is_first || is_last ? 2 * (double)(count - 2) : 1;
}

void attribution_shares(AttributionModel model, const double *days_before,
                        size_t count, double half_life, Decimal *shares)
{
    enum { PLACES = 18 };
    Decimal left = decimal_of_int(1);
    Decimal sum = { 0 };
    double latest = INFINITY; /* counted from it, not all weights can be 0 */

    for (size_t i = 0; i < count; i++)
        latest = fmin(latest, days_before[i]);
    for (size_t i = 0; i < count; i++) {
        shares[i] = decimal_of_double(
            weight_of(model, days_before[i] - latest, half_life, i, count));
        sum = decimal_add(sum, shares[i]);
    }
    for (size_t i = 0; i < count; i++) {
        decimal_divide(shares[i], sum, &shares[i]);
        shares[i] = decimal_round(shares[i], PLACES, ROUND_HALF_EVEN);
        left = decimal_subtract(left, shares[i]);
    }
    if (count)
        shares[count - 1] = decimal_add(shares[count - 1], left);
}

Amount over_claim(Amount claimed, Amount booked)
{
    if (!booked.is_known || decimal_sign(booked.number) <= 0)
        return amount_missing();
    Amount ratio = amount_divide(claimed, booked);
    return amount_subtract(ratio, amount_of(decimal_of_int(1)));
}
