/*
 * ticks.c - the multiples of 1, 2 and 5 times a power of ten in a range.
 *
 * Follows d3-array 3 (Mike Bostock, ISC licence) operation by operation, so
 * that the doubles are the same to the bit.  Below 1 the inverse of the step is
 * held, a whole number, so that 0.3 is the double nearest to 0.3.
 */
#include "chart/chart.h"

#include <math.h>

typedef struct {
    double first, last; /* whole multiples of the step */
    double step;        /* negative: minus the inverse of the step */
} TickSpec;

/* As JavaScript rounds: halves toward plus infinity. */
static double round_half_up(double x)
{
    double whole = floor(x);

    return copysign(x - whole >= 0.5 ? whole + 1 : whole, x);
}

static double tick_factor(double error)
{
    return error >= sqrt(50)   ? 10
           : error >= sqrt(10) ? 5
           : error >= sqrt(2)  ? 2
                               : 1;
}

static TickSpec tick_spec(double start, double stop, double count)
{
    TickSpec t;
    double step = (stop - start) / count;
    double power = floor(log10(step));
    double factor = tick_factor(step / pow(10, power));

    if (power < 0) {
        double inverse = pow(10, -power) / factor;
        t.first = round_half_up(start * inverse);
        t.last = round_half_up(stop * inverse);
        if (t.first / inverse < start)
            t.first++;
        if (t.last / inverse > stop)
            t.last--;
        t.step = -inverse;
    } else {
        t.step = pow(10, power) * factor;
        t.first = round_half_up(start / t.step);
        t.last = round_half_up(stop / t.step);
        if (t.first * t.step < start)
            t.first++;
        if (t.last * t.step > stop)
            t.last--;
    }
    if (t.last < t.first && count >= 0.5 && count < 2)
        return tick_spec(start, stop, count * 2);
    return t;
}

size_t ticks(double start, double stop, double count, double *out, size_t room)
{
    bool is_reverse = stop < start;

    if (!(count > 0) || !isfinite(start) || !isfinite(stop))
        return 0;
    if (start == stop) {
        if (room)
            out[0] = start;
        return 1;
    }
    TickSpec t = is_reverse ? tick_spec(stop, start, count)
                            : tick_spec(start, stop, count);
    double n = t.last - t.first + 1;

    if (!(n >= 1) || n > 1e9)
        return 0;
    for (size_t i = 0; i < (size_t)n && i < room; i++) {
        double k = is_reverse ? t.last - (double)i : t.first + (double)i;
        out[i] = t.step < 0 ? k / -t.step : k * t.step;
    }
    return (size_t)n;
}
