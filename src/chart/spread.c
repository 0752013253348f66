/* spread.c - labels as near to their places as they may be. */

#include "chart/canvas.h"

#include <math.h>

typedef struct {
    double sum;
    size_t count;
} Pool;

static double mean(const Pool *p)
{
    return p->sum / (double)p->count;
}

/*
 * Isotonic regression: with i gaps taken off the i-th place, places may only
 * rise; neighbours that would fall are pooled at their mean.
 */
void labels_spread(Arena *a, const double *wanted, double *out, size_t count,
                   double gap, double top, double bottom)
{
    Pool *pools = arena_make_array(a, Pool, count);
    size_t used = 0, at = 0;
    double last = bottom - gap * (double)(count ? count - 1 : 0);

    for (size_t i = 0; i < count; i++) {
        pools[used++] = (Pool){ wanted[i] - gap * (double)i, 1 };
        while (used > 1 && mean(&pools[used - 2]) >= mean(&pools[used - 1])) {
            pools[used - 2].sum += pools[used - 1].sum;
            pools[used - 2].count += pools[used - 1].count;
            used--;
        }
    }
    for (size_t p = 0; p < used; p++)
        for (size_t n = 0; n < pools[p].count; n++, at++)
            out[at] = fmax(fmin(mean(&pools[p]), last), top) + gap * (double)at;
}
