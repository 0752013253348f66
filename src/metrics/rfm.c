/* rfm.c - recency, frequency and monetary value in fifths. */

#include "metrics/rfm.h"

#include <stdlib.h>

typedef Customer *CustomerPointer;
typedef int (*Order)(const void *, const void *);

static int recency_compare(const void *a, const void *b)
{
    const Customer *x = *(const CustomerPointer *)a;
    const Customer *y = *(const CustomerPointer *)b;

    return (x->last_day > y->last_day) - (x->last_day < y->last_day);
}

static int frequency_compare(const void *a, const void *b)
{
    const Customer *x = *(const CustomerPointer *)a;
    const Customer *y = *(const CustomerPointer *)b;

    return (x->orders > y->orders) - (x->orders < y->orders);
}

static int monetary_compare(const void *a, const void *b)
{
    const Customer *x = *(const CustomerPointer *)a;
    const Customer *y = *(const CustomerPointer *)b;

    return decimal_compare(x->spent, y->spent);
}

/* Puts the customers in order and gives each its fifth. */
static void fifths_give(CustomerPointer *all, size_t count, Order order,
                        int score)
{
    size_t worse = 0;

    qsort(all, count, sizeof *all, order);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && order(&all[i - 1], &all[i]) != 0)
            worse = i;
        all[i]->scores[score] = 1 + (int)(5 * worse / count);
    }
}

void customers_score(Arena *scratch, Customer *customers, size_t count)
{
    static const Order orders[RFM_SCORES] = { recency_compare,
                                              frequency_compare,
                                              monetary_compare };
    ArenaMark mark = arena_save(scratch);
    CustomerPointer *all = arena_make_array(scratch, CustomerPointer, count);

    for (size_t i = 0; i < count; i++)
        all[i] = &customers[i];
    for (int score = 0; score < RFM_SCORES && count; score++)
        fifths_give(all, count, orders[score], score);
    arena_rewind(scratch, mark);
}
