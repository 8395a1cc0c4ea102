import { gammaDistribution } from "../numeric/gamma.ts";
import { negativeBinomialDistribution } from "../numeric/negative-binomial.ts";
import { poissonDistribution } from "../numeric/poisson.ts";
import type { Random } from "../numeric/random.ts";
import { empiricalDistribution } from "../numeric/empirical.ts";
import type { DemandLaw } from "./demand-law.ts";
import { fastNormal } from "./fast-normal.ts";
import type { ValueTable } from "./value-table.ts";
import { drawn, latticeTable, valueTable } from "./value-table.ts";

/** Writes the next `count` periods of demand to the front of `demand`. */
export type DemandSource = (demand: Float64Array, count: number) => void;

/** A law made ready: it opens one source of demand for each replication. */
export interface DemandSampler {
  /** Units per period; of a trace, its average. */
  readonly mean: number;
  /** Whether draws average the mean exactly: what falls below 0 and is cut off shifts it. */
  readonly unbiased: boolean;
  /** Whether all demand falls on whole units. */
  readonly whole: boolean;
  /** Whether every replication meets the same demand. */
  readonly certain: boolean;
  readonly open: (random: Random) => DemandSource;
}

/** Deviations above which a table would be too long; then draws are made one by one. */
const widestTable = 4000;

/**
 * Makes a demand law ready to be drawn from.
 *
 * @throws InputError when a moment is negative, a variance too small for the negative
 * binomial, or nothing was observed
 */
export function demandSampler(law: DemandLaw): DemandSampler {
  switch (law.law) {
    case "normal": {
      const { mean, deviation, whole = false } = law;
      const open =
        (random: Random): DemandSource =>
        (demand, count) => {
          for (let at = 0; at < count; at++) {
            const units = mean + deviation * fastNormal(random);
            demand[at] = units > 0 ? (whole ? Math.round(units) : units) : 0;
          }
        };
      return deviation === 0
        ? constant(whole ? Math.round(mean) : mean)
        : { mean, unbiased: false, whole, certain: false, open };
    }
    case "poisson": {
      const { mean } = law;
      if (mean === 0) return constant(0);
      return Math.sqrt(mean) > widestTable
        ? oneByOne(mean, true, ({ poisson }) => poisson(mean))
        : tabled(latticeTable(poissonDistribution(mean)), mean, true);
    }
    case "negative-binomial": {
      const { mean, deviation } = law;
      if (mean === 0) return constant(0);
      const distribution = negativeBinomialDistribution({ mean, deviation });
      const scale = (deviation * deviation - mean) / mean;
      return deviation > widestTable
        ? oneByOne(mean, true, (random) =>
            random.poisson(scale * random.gamma(mean / scale)),
          )
        : tabled(latticeTable(distribution), mean, true);
    }
    case "gamma": {
      const { mean, deviation } = law;
      gammaDistribution({ mean, deviation });
      if (deviation === 0 || mean === 0) return constant(mean);
      const shape = (mean / deviation) ** 2;
      return oneByOne(
        mean,
        false,
        ({ gamma }) => (mean / shape) * gamma(shape),
      );
    }
    case "empirical": {
      const { values, weights = values.map(() => 1) } = law;
      const { mean, discrete } = empiricalDistribution({ values, weights });
      return tabled(valueTable(values, weights), mean, discrete);
    }
    case "in-turn":
      return inTurn(law.laws.map(demandSampler), law.periods);
    case "trace": {
      const { values } = law;
      const total = values.reduce((sum, units) => sum + units, 0);
      return {
        mean: total / values.length,
        unbiased: false,
        whole: values.every(Number.isInteger),
        certain: true,
        open: () => {
          let next = 0;
          return (demand, count) => {
            for (let at = 0; at < count; at++) demand[at] = values[next++]!;
          };
        },
      };
    }
  }
}

function constant(units: number): DemandSampler {
  return {
    mean: units,
    unbiased: true,
    whole: Number.isInteger(units),
    certain: true,
    open: () => (demand, count) => {
      demand.fill(units, 0, count);
    },
  };
}

function tabled(
  table: ValueTable,
  mean: number,
  whole: boolean,
): DemandSampler {
  return {
    mean,
    unbiased: true,
    whole,
    certain: false,
    open:
      ({ uniform }) =>
      (demand, count) => {
        for (let at = 0; at < count; at++) demand[at] = drawn(table, uniform());
      },
  };
}

/** One source after the other, then from the first again, in an order of each replication's own. */
function inTurn(
  samplers: readonly DemandSampler[],
  periods: number,
): DemandSampler {
  const total = samplers.reduce((sum, { mean }) => sum + mean, 0);
  return {
    mean: total / samplers.length,
    unbiased: samplers.every(({ unbiased }) => unbiased),
    whole: samplers.every(({ whole }) => whole),
    certain: false,
    open: (random) => {
      const sources = shuffled(samplers, random).map(({ open }) =>
        open(random),
      );
      let period = 0;
      return (demand, count) => {
        let at = 0;
        while (at < count) {
          const left = Math.min(periods - (period % periods), count - at);
          const turn = Math.floor(period / periods) % sources.length;
          sources[turn]!(demand.subarray(at), left);
          at += left;
          period += left;
        }
      };
    },
  };
}

/** In an order by chance. */
function shuffled<T>(items: readonly T[], { uniform }: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

function oneByOne(
  mean: number,
  whole: boolean,
  draw: (random: Random) => number,
): DemandSampler {
  return {
    mean,
    unbiased: true,
    whole,
    certain: false,
    open: (random) => (demand, count) => {
      for (let at = 0; at < count; at++) demand[at] = draw(random);
    },
  };
}
