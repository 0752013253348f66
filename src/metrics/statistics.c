/* statistics.c - distributions, intervals and tests. */

#include "metrics/statistics.h"

#include <math.h>
#include <stdlib.h>

/* ---- Numbers ------------------------------------------------------------ */

void sum_add(Sum *s, double x)
{
    double t = s->sum + x;

    s->lost += fabs(s->sum) >= fabs(x) ? (s->sum - t) + x : (x - t) + s->sum;
    s->sum = t;
}

double sum_total(const Sum *s)
{
    return s->sum + s->lost;
}

double mean_of(const double *x, size_t n)
{
    Sum s = { 0 };

    for (size_t i = 0; i < n; i++)
        sum_add(&s, x[i]);
    return sum_total(&s) / (double)n;
}

static int double_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double median_of(Arena *scratch, const double *x, size_t n)
{
    ArenaMark mark = arena_save(scratch);
    double *sorted = arena_make_array(scratch, double, n);

    memcpy(sorted, x, n * sizeof *x);
    qsort(sorted, n, sizeof *sorted, double_compare);
    double median =
        n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    arena_rewind(scratch, mark);
    return median;
}

/* ---- Distributions ------------------------------------------------------ */

double normal_below(double z)
{
    return erfc(-z / sqrt(2)) / 2;
}

/*
 * The x at which a distribution function reaches p, between bounds that enclose
 * it: halved until neighbouring doubles are reached.
 */
static double quantile(double (*below)(double, double), double freedom,
                       double p, double low, double high)
{
    for (int i = 0; i < 200; i++) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        if (below(middle, freedom) < p)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

static double normal_below_any(double z, double freedom)
{
    (void)freedom;
    return normal_below(z);
}

double normal_quantile(double p)
{
    return quantile(normal_below_any, 0, p, -40, 40);
}

/*
 * Continued fraction of the incomplete beta function by Lentz's method (Press
 * et al., Numerical Recipes, 6.4; formula DLMF 8.17.22).
 */
static double beta_fraction(double a, double b, double x)
{
    const double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    double f;

    d = 1 / (fabs(d) < tiny ? tiny : d);
    f = d;
    for (int m = 1; m <= 500; m++) {
        double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
        double odd =
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
        double terms[] = { even, odd };
        double factor = 1;
        for (int i = 0; i < 2; i++) {
            d = 1 + terms[i] * d;
            c = 1 + terms[i] / c;
            d = 1 / (fabs(d) < tiny ? tiny : d);
            c = fabs(c) < tiny ? tiny : c;
            factor = c * d;
            f *= factor;
        }
        if (fabs(factor - 1) < 1e-16)
            break;
    }
    return f;
}

/* Regularised incomplete beta function I_x(a, b). */
static double beta_below(double x, double a, double b)
{
    int sign;

    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    double front = exp(lgamma_r(a + b, &sign) - lgamma_r(a, &sign) -
                       lgamma_r(b, &sign) + a * log(x) + b * log1p(-x));
    if (x < (a + 1) / (a + b + 2))
        return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

/* In the middle from the middle, outside from the tail: both keep digits. */
double t_below(double t, double freedom)
{
    double squared = t * t;

    if (squared < freedom) {
        double half =
            beta_below(squared / (freedom + squared), 0.5, freedom / 2) / 2;
        return t > 0 ? 0.5 + half : 0.5 - half;
    }
    double tail = beta_below(freedom / (freedom + squared), freedom / 2, 0.5);
    return t > 0 ? 1 - tail / 2 : tail / 2;
}

double t_quantile(double p, double freedom)
{
    if (p > 0.5) /* the lower tail keeps more digits */
        return -t_quantile(1 - p, freedom);
    return quantile(t_below, freedom, p, -1e9, 0);
}

double confidence_z(int confidence)
{
    return confidence == CONFIDENCE_80 ? 1.281552 : 1.959964;
}

/* ---- Rates -------------------------------------------------------------- */

static bool counts_fit(double successes, double n)
{
    return isfinite(successes) && isfinite(n) && n > 0 && successes >= 0 &&
           successes <= n;
}

bool wilson_interval(double successes, double n, int confidence, Estimate *out)
{
    double z = confidence_z(confidence);

    if (!counts_fit(successes, n))
        return false;
    double p = successes / n;
    double scale = 1 + z * z / n;
    double middle = (p + z * z / (2 * n)) / scale;
    double half = z / scale * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    *out = (Estimate){ p, successes > 0 ? fmax(middle - half, 0) : 0,
                       successes < n ? fmin(middle + half, 1) : 1 };
    return true;
}

bool proportions_test(double successes, double n, double other_successes,
                      double other_n, ProportionTest *out)
{
    if (!counts_fit(successes, n) || !counts_fit(other_successes, other_n))
        return false;
    double a = successes / n, b = other_successes / other_n;
    double pooled = (successes + other_successes) / (n + other_n);
    double error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / other_n));
    double half = confidence_z(CONFIDENCE_95) *
                  sqrt(a * (1 - a) / n + b * (1 - b) / other_n);
    *out = (ProportionTest){ .difference = a - b,
                             .low = a - b - half,
                             .high = a - b + half,
                             .p = 1,
                             .is_large_enough =
                                 n >= ARM_LEAST && other_n >= ARM_LEAST };
    if (error > 0) {
        out->z = (a - b) / error;
        out->p = erfc(fabs(out->z) / sqrt(2));
    }
    out->is_significant = out->is_large_enough && out->p < 0.05;
    return true;
}

/* ---- Net promoter score ------------------------------------------------- */

double nps_standard_error(double promoters, double detractors, double n)
{
    if (!(n > 0))
        return -1;
    double p = promoters / n, d = detractors / n;
    return 100 * sqrt(fmax(p + d - (p - d) * (p - d), 0) / n);
}

/* ---- What stands out ---------------------------------------------------- */

/* Spread of deviations as a standard deviation; 0 if they are all 0. */
static double robust_spread(Arena *scratch, const double *deviations, size_t n)
{
    const double to_sigma = 1.482602218505602; /* 1 / normal_quantile(0.75) */
    const double mean_to_sigma = 1.2533141373155; /* sqrt(pi / 2) */
    double mad = median_of(scratch, deviations, n);

    return mad > 0 ? to_sigma * mad : mean_to_sigma * mean_of(deviations, n);
}

bool anomalies_find(Arena *scratch, const double *y, size_t n, size_t season,
                    Anomaly *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (Anomaly){ 0 };
    if (!season || n < season + ANOMALY_LEAST)
        return false;
    ArenaMark mark = arena_save(scratch);
    size_t count = n - season;
    double *residuals = arena_make_array(scratch, double, count);
    double *deviations = arena_make_array(scratch, double, count);
    for (size_t i = 0; i < count; i++)
        residuals[i] = y[season + i] - y[i];
    double middle = median_of(scratch, residuals, count);
    for (size_t i = 0; i < count; i++)
        deviations[i] = fabs(residuals[i] - middle);
    double spread = robust_spread(scratch, deviations, count);
    for (size_t i = 0; i < count && spread > 0; i++) {
        double score = (residuals[i] - middle) / spread;
        bool is_echo = out[i].is_anomaly && out[i].score * score < 0;
        out[season + i] =
            (Anomaly){ .expected = y[i],
                       .usual = y[i] + middle,
                       .score = score,
                       .is_known = true,
                       .is_anomaly = fabs(score) > 3 && !is_echo };
    }
    arena_rewind(scratch, mark);
    return spread > 0;
}
