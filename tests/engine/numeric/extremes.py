"""Writes extremes.json: tails of the gamma and negative binomial laws at extreme parameters.

Needs mpmath. Every number is summed with 32 to 60 digits from the definition
(series and continued fraction for gamma, term by term for the negative binomial)
and rounded once. Rows: gamma [shape, x, P(X <= x), P(X > x)];
negativeBinomial [k, r, p, P(X <= k), P(X > k)] with p the success probability.
"""
import json
import pathlib

import mpmath as mp


def gamma_tails(a, x):
    a, x = mp.mpf(a), mp.mpf(x)
    front = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
    if x < a + 1:
        term = total = mp.mpf(1)
        n = 1
        while term > total * mp.mpf(10) ** -40:
            term *= x / (a + n)
            total += term
            n += 1
        return front * total, 1 - front * total
    b, c = x + 1 - a, mp.mpf(10) ** 60
    d = h = 1 / b
    n = 1
    while True:
        an = -n * (n - a)
        b += 2
        d = 1 / (an * d + b)
        c = b + an / c
        h *= c * d
        n += 1
        if abs(c * d - 1) < mp.mpf(10) ** -38:
            return 1 - front * a * h, front * a * h


def negative_binomial_tails(k, r, p):
    r, p = mp.mpf(r), mp.mpf(p)
    q = 1 - p
    mass = mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(k + 1) + r * mp.log(p) + k * mp.log(q))
    term = lower = mass
    j = k
    while j > 0 and term > lower * mp.mpf(10) ** -25:
        term *= j / ((r + j - 1) * q)
        j -= 1
        lower += term
    term, upper, j = mass, mp.mpf(0), k
    while True:
        ratio = q * (r + j) / (j + 1)
        term *= ratio
        j += 1
        upper += term
        if ratio < 1 and term / (1 - ratio) < upper * mp.mpf(10) ** -25:
            return lower, upper


gamma, negative_binomial = [], []
mp.mp.dps = 60
for a in [1e-4, 1e-3, 0.03, 0.7, 1.0, 3.7, 19.5, 39.9, 40, 41, 100.5, 1e3, 1e5, 1e6, 3.3e6]:
    for z in [-37, -12, -3, -0.3, 1, 5, 20, 37]:
        if a >= 1:
            x = a * max(0.0, 1 - 1 / (9 * a) + z / (3 * a**0.5)) ** 3
        else:
            x = 10.0**z if z < 1 else z + 0.01
        if x > 0:
            gamma.append([a, x, *map(float, gamma_tails(a, x))])
mp.mp.dps = 32
for mean in [1e-3, 0.05, 7, 900, 2e4]:
    for ratio in [1.0000001, 1.01, 1.5, 4, 30, 500]:
        p = 1 / ratio
        r = mean * p / (1 - p)
        deviation = (mean * ratio) ** 0.5
        ks = {0, 1} | {int(mean + z * deviation) for z in [-12, -3, -0.1, 1, 8, 40]}
        for k in sorted(ks):
            if 0 <= k and (k < 3e4 or ratio < 5) and (mean + 1) * ratio < 7e4:
                negative_binomial.append([k, r, p, *map(float, negative_binomial_tails(k, r, p))])

rows = lambda table: "[\n" + ",\n".join("    " + json.dumps(row) for row in table) + "\n  ]"
here = pathlib.Path(__file__).with_suffix(".json")
here.write_text('{\n  "gamma": %s,\n  "negativeBinomial": %s\n}\n' % (rows(gamma), rows(negative_binomial)))
print(len(gamma), len(negative_binomial))
