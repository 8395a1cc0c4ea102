import {
  gammaDistribution,
  leadTimeDemand,
  negativeBinomialDistribution,
  poissonDistribution,
  stockPolicy,
} from "../../engine/index.ts";

interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly baseline: number;
  readonly baselineName: string;
  readonly unit: string;
  readonly ratio: number;
}

/** The textbook way: add the probabilities one by one from zero, in logarithms. */
function summedPoissonQuantile(p: number, mean: number): number {
  let log = -mean;
  let sum = Math.exp(log);
  let k = 0;
  while (sum < p && k < 1e8) {
    k++;
    log += Math.log(mean / k);
    sum += Math.exp(log);
  }
  return k;
}

function summedNegativeBinomialQuantile(
  p: number,
  mean: number,
  variance: number,
): number {
  const r = (mean * mean) / (variance - mean);
  let log = r * Math.log(mean / variance);
  let sum = Math.exp(log);
  let k = 0;
  while (sum < p && k < 1e8) {
    log += Math.log(((r + k) / (k + 1)) * (1 - mean / variance));
    k++;
    sum += Math.exp(log);
  }
  return k;
}

/** Series for the gamma cdf, bisection for its quantile. */
function bisectedGammaQuantile(p: number, shape: number): number {
  let log = 0;
  // ln Γ(shape + 1) for a whole shape
  for (let j = 2; j <= shape; j++) log += Math.log(j);
  const cdf = (x: number) => {
    let term = Math.exp(shape * Math.log(x) - x - log);
    let sum = term;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return sum;
  };
  let [low, high] = [0, shape * 10 + 50];
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

const levels = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];

/** Distributions and catalog policies against a naive implementation on the same input. */
export async function run(): Promise<BenchRow[]> {
  const means = [2, 30, 400, 5000];
  return [
    compare(
      "Poisson quantile, means 2 to 5,000",
      "sum of probabilities",
      (i) => poissonDistribution(means[i % 4]!).quantile(levels[i % 7]!),
      (i) => summedPoissonQuantile(levels[i % 7]!, means[i % 4]!),
    ),
    compare(
      "negative binomial quantile, means 2 to 5,000",
      "sum of probabilities",
      (i) => {
        const mean = means[i % 4]!;
        return negativeBinomialDistribution({
          mean,
          deviation: Math.sqrt(4 * mean),
        }).quantile(levels[i % 7]!);
      },
      (i) =>
        summedNegativeBinomialQuantile(
          levels[i % 7]!,
          means[i % 4]!,
          4 * means[i % 4]!,
        ),
    ),
    compare(
      "gamma quantile, shapes 2 to 5,000",
      "series and bisection",
      (i) => {
        const shape = means[i % 4]!;
        return gammaDistribution({
          mean: shape,
          deviation: Math.sqrt(shape),
        }).quantile(levels[i % 7]!);
      },
      (i) => bisectedGammaQuantile(levels[i % 7]!, means[i % 4]!),
    ),
    compare(
      "fill-rate policy, negative binomial, periodic review",
      "one summed quantile",
      (i) => fillRatePolicy(means[i % 3]!),
      (i) =>
        summedNegativeBinomialQuantile(
          levels[i % 7]!,
          means[i % 3]! * 5,
          means[i % 3]! * 30,
        ),
    ),
  ];
}

function fillRatePolicy(mean: number): number {
  const law = (reviewPeriods: number) =>
    leadTimeDemand({
      demand: { mean, deviation: Math.sqrt(6 * mean) },
      leadTime: { mean: 4, deviation: 0 },
      reviewPeriods,
      distribution: "negative-binomial",
    });
  return stockPolicy({
    leadTimeDemand: law(1),
    leadTimeOnlyDemand: law(0),
    meanPerPeriod: mean,
    reviewPeriods: 1,
    target: { measure: "fill", value: 0.97 },
    orderQuantity: 3 * mean,
    unitDecimals: 0,
  }).reorderPoint;
}

function compare(
  name: string,
  baselineName: string,
  ours: (i: number) => number,
  baseline: (i: number) => number,
): BenchRow {
  const rates = [perSecond(ours), perSecond(baseline)] as const;
  return {
    name,
    ours: rates[0],
    baseline: rates[1],
    baselineName,
    unit: "per second",
    ratio: rates[0] / rates[1],
  };
}

function perSecond(work: (i: number) => number): number {
  let sink = 0;
  for (let i = 0; i < 500; i++) sink += work(i);
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < 300) {
    for (let i = 0; i < 28; i++) sink += work(i);
    done += 28;
  }
  if (Number.isNaN(sink)) throw new Error("a bench answered NaN");
  return (done * 1000) / (performance.now() - start);
}
