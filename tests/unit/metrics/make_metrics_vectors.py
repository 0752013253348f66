#!/usr/bin/env python3
"""Writes the *_vectors.inc beside it: forecasts, intervals and tests as others
work them out.

    make_metrics_vectors.py          needs numpy, pandas, scipy, statsmodels and Rscript

Made with Python 3.11, numpy 2.4.6, pandas 3.1.1, scipy 1.17.1, statsmodels 0.15.0, R 4.2.2 and
the seed below.  The tests read only what is committed.

Points and variances of exponential smoothing come from statsmodels' ETSModel, in
error correction form, from the same first states; straight lines from its OLS;
naive methods and the covariances of sums from matrices of responses to a unit
error.  R's HoltWinters() gives the squared errors that its own search reaches.
"""
import os
import subprocess
import tempfile
import warnings

import numpy as np
import pandas as pd
import scipy.stats as st
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

SEED = 20260701
HERE = os.path.dirname(os.path.abspath(__file__))
Z = {80: 1.281552, 95: 1.959964}
METHODS = ["RUN_RATE", "NAIVE", "DRIFT", "SEASONAL_NAIVE", "SEASONAL_GROWTH", "LINEAR",
           "EXPONENTIAL", "HOLT", "HOLT_WINTERS"]


def write(name, lines):
    with open(os.path.join(HERE, name), "w", encoding="ascii") as f:
        f.write("/* Made by make_metrics_vectors.py; do not edit. */\n")
        f.write("\n".join(lines) + "\n")


def series_make(rng, i):
    season = [4, 7, 12][i % 3]
    n = int(rng.integers(2 * season + 1, 61))
    t = np.arange(n)
    shape = rng.normal(0, 1, season)
    y = (rng.uniform(50, 500) + rng.normal(0, 1) * t + rng.uniform(0, 60) * shape[t % season]
         + rng.normal(0, rng.uniform(0.5, 20), n))
    if i % 4 == 3:  # large, as revenue is
        y = y * 1000
    if i % 8 == 5:  # on both sides of zero
        y = y - y.mean()
    return season, np.round(y, 2)


def covariance_of_responses(c, h):
    """Of the errors of h points, from their responses to each later shock."""
    m = np.zeros((h, h))
    for row in range(h):
        for col in range(row + 1):
            m[row, col] = c[row - col]
    return m @ m.T


def ets(y, season, weights, method):
    """Points, sigma and responses, by statsmodels from given first states."""
    alpha, beta, gamma = weights
    if method == "EXPONENTIAL":
        first, kw, params = 1, {}, [alpha]
        states = {"initial_level": y[0]}
    elif method == "HOLT":
        first, kw, params = 2, {"trend": "add"}, [alpha, alpha * beta]
        states = {"initial_level": y[1], "initial_trend": y[1] - y[0]}
    else:
        m = season
        level = y[:m].mean()
        first, kw = m, {"trend": "add", "seasonal": "add", "seasonal_periods": m}
        params = [alpha, alpha * beta, gamma * (1 - alpha)]
        states = {"initial_level": level, "initial_trend": (y[m:2 * m].mean() - level) / m,
                  "initial_seasonal": y[:m] - level}
    rest = pd.Series(y[first:])
    model = ETSModel(rest, error="add", initialization_method="known", **kw, **states)
    known = [states["initial_level"]]
    if "initial_trend" in states:
        known.append(states["initial_trend"])
    if "initial_seasonal" in states:
        known.extend(states["initial_seasonal"][::-1])  # latest first
    result = model.smooth(np.array(params + known))
    sigma = np.sqrt(np.mean((rest - result.fittedvalues) ** 2))
    return result, sigma


def ets_forecast(y, season, weights, method, h):
    result, sigma = ets(y, season, weights, method)
    points = np.asarray(result.forecast(h))
    prediction = result.get_prediction(start=result.nobs, end=result.nobs + h - 1)
    variances = np.asarray(prediction.forecast_variance) * sigma**2 / result.scale
    # responses: what one more unit in the last error adds to each later point
    alpha, beta, gamma = weights
    state = {"EXPONENTIAL": (alpha, 0, 0), "HOLT": (alpha, alpha * beta, 0),
             "HOLT_WINTERS": (alpha, alpha * beta, gamma * (1 - alpha))}[method]
    c = [1.0]
    level, trend, seasonal = state
    for j in range(1, h):
        c.append(level + trend * j + (seasonal if j % season == 0 else 0))
    covariance = covariance_of_responses(c, h) * sigma**2
    assert np.allclose(np.diag(covariance), variances, rtol=1e-9), method
    return points, covariance


def simple_forecast(y, season, method, h):
    n = len(y)
    lag = season if method.startswith("SEASONAL") else 1
    if method == "RUN_RATE":
        k = min(n, 28 if season == 7 else 3)
        sigma = np.std(y[-k:], ddof=1)
        return np.full(h, y[-k:].mean()), sigma**2 * (np.eye(h) + np.ones((h, h)) / k)
    if method == "DRIFT":
        steps = np.diff(y)
        slope = steps.mean()
        sigma = np.sqrt(((steps - slope) ** 2).sum() / (n - 2))
        ahead = np.arange(1, h + 1)
        random_walk = np.minimum.outer(ahead, ahead)
        return (y[-1] + ahead * slope,
                sigma**2 * (random_walk + np.outer(ahead, ahead) / (n - 1)))
    g = 1.0
    if method == "SEASONAL_GROWTH":
        g = y[-season:].sum() / y[-2 * season:-season].sum()
    points = list(y)
    for _ in range(h):
        points.append(g * points[-lag])
    errors = y[lag:] - g * y[:-lag]
    sigma = g * np.sqrt(np.mean(errors**2))
    c = [1.0 if j % lag == 0 else 0.0 for j in range(h)]
    return np.array(points[n:]), sigma**2 * covariance_of_responses(c, h)


def ols_forecast(y, h, level):
    n = len(y)
    x = sm.add_constant(np.arange(n, dtype=float))
    ahead = sm.add_constant(np.arange(n, n + h, dtype=float), has_constant="add")
    fit = sm.OLS(y, x).fit()
    frame = fit.get_prediction(ahead).summary_frame(alpha=1 - level / 100)
    covariance = fit.mse_resid * np.eye(h) + ahead @ fit.cov_params() @ ahead.T
    half = st.t.ppf(0.5 + level / 200, n - 2) * np.sqrt(covariance.sum())
    total = frame["mean"].sum()
    return ((frame["mean"].iloc[-1], frame["obs_ci_lower"].iloc[-1],
             frame["obs_ci_upper"].iloc[-1]), (total, total - half, total + half))


def forecast_rows(all_series, rng):
    rows = []
    for i, (season, y) in enumerate(all_series):
        for method in METHODS:
            for level, h in ((80, 1), (95, season + 2)):
                weights = np.round(rng.uniform(0.02, 0.98, 3), 3)
                if method == "SEASONAL_GROWTH" and (
                        y[-season:].sum() <= 0 or y[-2 * season:-season].sum() <= 0):
                    continue
                if method == "LINEAR":
                    point, total = ols_forecast(y, h, level)
                else:
                    if method in ("EXPONENTIAL", "HOLT", "HOLT_WINTERS"):
                        points, cov = ets_forecast(y, season, weights, method, h)
                    else:
                        points, cov = simple_forecast(y, season, method, h)
                    half = Z[level] * np.sqrt(cov[-1, -1])
                    point = (points[-1], points[-1] - half, points[-1] + half)
                    half = Z[level] * np.sqrt(cov.sum())
                    total = (points.sum(), points.sum() - half, points.sum() + half)
                numbers = ", ".join(f"{x:.13g}" for x in (*point, *total))
                w = ", ".join(f"{x:.3f}" for x in weights)
                rows.append(f"    {{ {i}, FORECAST_{method}, CONFIDENCE_{level}, {h}, {{ {w} }}, "
                            f"{{ {numbers} }} }},")
    return rows


R_SCRIPT = """
lines <- readLines("series.txt")
for (line in lines) {
    x <- as.numeric(strsplit(line, " ")[[1]])
    m <- x[1]; y <- x[-1]
    l <- mean(y[1:m]); b <- (mean(y[(m+1):(2*m)]) - l) / m
    fits <- list(
        try(HoltWinters(ts(y), beta = FALSE, gamma = FALSE, l.start = y[1]), silent = TRUE),
        try(HoltWinters(ts(y), gamma = FALSE, l.start = y[2], b.start = y[2] - y[1]),
            silent = TRUE),
        try(HoltWinters(ts(y, frequency = m), l.start = l, b.start = b, s.start = y[1:m] - l),
            silent = TRUE))
    sse <- sapply(fits, function(f) if (inherits(f, "try-error")) -1 else f$SSE)
    cat(format(sse, digits = 12), "\\n")
}
"""


def r_rows(all_series):
    """What R's search reaches; -1 where it gives up."""
    with tempfile.TemporaryDirectory() as temp:
        with open(os.path.join(temp, "series.txt"), "w", encoding="ascii") as f:
            for season, y in all_series:
                f.write(f"{season} " + " ".join(f"{x:.2f}" for x in y) + "\n")
        with open(os.path.join(temp, "run.R"), "w", encoding="ascii") as f:
            f.write(R_SCRIPT)
        out = subprocess.run(["Rscript", "run.R"], cwd=temp, check=True, capture_output=True,
                             text=True).stdout
    return [f"    {{ {', '.join(line.split())} }}," for line in out.strip().splitlines()]


def distribution_rows(rng):
    quantiles, wilson, tests = [], [], []
    for p in (0.001, 0.025, 0.1, 0.3, 0.5, 0.9, 0.975, 0.9995):
        quantiles.append(f"    {{ {p}, 0, {st.norm.ppf(p):.15g} }},")
        for df in (1, 2, 3, 5, 8, 12, 22, 30, 31, 58, 291, 5000):
            quantiles.append(f"    {{ {p}, {df}, {st.t.ppf(p, df):.15g} }},")
    edges = [(0, 1), (1, 1), (0, 30), (30, 30), (1, 2), (500, 1000), (1, 100000)]
    for _ in range(150):
        n = int(10 ** rng.uniform(0, 5))
        edges.append((int(rng.integers(0, n + 1)), n))
    for k, n in edges:
        for level, z in Z.items():
            low, high = proportion_confint(k, n, alpha=2 * st.norm.sf(z), method="wilson")
            wilson.append(f"    {{ {k}, {n}, CONFIDENCE_{level}, {low:.15g}, {high:.15g} }},")
    pairs = [(120, 1000, 90, 1000), (3, 29, 20, 29), (0, 50, 50, 50), (1, 30, 2, 30)]
    while len(pairs) < 200:
        n, other = (int(10 ** rng.uniform(0.5, 5)) for _ in range(2))
        rate = rng.uniform(0.001, 0.9)
        a, b = rng.binomial(n, rate), rng.binomial(other, min(rate * rng.uniform(0.8, 1.3), 1))
        if 0 < a + b < n + other:
            pairs.append((int(a), n, int(b), other))
    for a, n, b, other in pairs:
        z, p = proportions_ztest([a, b], [n, other])
        tests.append(f"    {{ {a}, {n}, {b}, {other}, {z:.14g}, {p:.14g} }},")
    return quantiles, wilson, tests


def main():
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(SEED)
    all_series = [series_make(rng, i) for i in range(24)]
    lines = []
    for season, y in all_series:
        numbers = ", ".join(f"{x:.2f}" for x in y)
        lines.append(f"    {{ {season}, {len(y)}, {{ {numbers} }} }},")
    write("series_vectors.inc", lines)
    write("forecast_vectors.inc", forecast_rows(all_series, rng))
    write("search_vectors.inc", r_rows(all_series))
    quantiles, wilson, tests = distribution_rows(rng)
    write("quantile_vectors.inc", quantiles)
    write("wilson_vectors.inc", wilson)
    write("proportion_vectors.inc", tests)


if __name__ == "__main__":
    main()
