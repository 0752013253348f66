/*
 * rfm.h - customers by how lately, how often and for how much they bought.
 */
#ifndef METRICS_RFM_H
#define METRICS_RFM_H

#include "base/decimal.h"

enum { RECENCY, FREQUENCY, MONETARY, RFM_SCORES };

typedef struct {
    int32_t last_day; /* of the latest order */
    size_t orders;
    Decimal spent;
    int scores[RFM_SCORES]; /* from 1, the least, to 5 */
} Customer;

/*
 * Scores by fifths: 1 and the whole part of 5 times the share of customers who
 * did worse.  Who did equally well has the same score, so that fifths need not
 * be equal in size.
 */
void customers_score(Arena *scratch, Customer *customers, size_t count);

#endif
