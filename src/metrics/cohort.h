/*
 * cohort.h - who stayed, who went on, and which touch gets the credit.
 */
#ifndef METRICS_COHORT_H
#define METRICS_COHORT_H

#include "metrics/metrics.h"

/* ---- Cohorts ------------------------------------------------------------ */

typedef struct {
    uint32_t customer; /* any numbers; the same is the same customer */
    int32_t period;    /* months, weeks, ... counted from anywhere */
} CohortEvent;

/* Those whose first event fell into one period. */
typedef struct {
    int32_t first;
    size_t size;
    size_t *active; /* by age in periods; [0] is the size */
    size_t known;   /* ages that lie within what was observed */
} Cohort;

typedef struct {
    Cohort *at; /* oldest first; periods without a first event are left out */
    size_t len;
    size_t ages; /* of the oldest */
} CohortTable;

/*
 * `events` is put in order.  Periods after `through`, which is not over yet or
 * was not observed, do not count: what lies there is unknown, not 0.  A cohort
 * has `ages_limit` ages at most.
 */
CohortTable cohorts_of(Arena *a, CohortEvent *events, size_t count,
                       int32_t through, size_t ages_limit);
/* active / size; missing where the cohort is too young. */
Amount cohort_rate(const Cohort *c, size_t age);
/* Sum of active over sum of sizes, of all cohorts old enough. */
Amount cohorts_mean(const CohortTable *t, size_t age);

/* ---- Funnels ------------------------------------------------------------ */

typedef struct {
    Amount step_rate;  /* of those in the step before; missing at the first */
    Amount total_rate; /* of those in the first step */
    Amount lost;       /* since the step before */
    bool is_rising; /* more than before: entries from outside or a tag amiss */
} FunnelStep;

void funnel_rates(const Amount *counts, size_t count, FunnelStep *out);

/* ---- Attribution -------------------------------------------------------- */

typedef enum {
    ATTRIBUTE_LAST,
    ATTRIBUTE_FIRST,
    ATTRIBUTE_LINEAR,
    ATTRIBUTE_TIME_DECAY, /* 2^(-days before conversion / half-life) */
    ATTRIBUTE_POSITION    /* 40 % first, 40 % last, 20 % between */
} AttributionModel;

/* "last", "first", "linear", "time_decay", "position"; false if none. */
bool attribution_parse(Str word, AttributionModel *out);
/*
 * Shares of the credit of `count` touches in order of time, which add up to 1
 * exactly.  `days_before` conversion, which are finite, and `half_life` in days
 * matter to time decay alone.  Two touches by position: half each.
 */
void attribution_shares(AttributionModel model, const double *days_before,
                        size_t count, double half_life, Decimal *shares);

/* What platforms claim over what was booked, less 1; missing unless booked. */
Amount over_claim(Amount claimed, Amount booked);

#endif
