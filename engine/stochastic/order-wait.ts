import { lumpsOver } from "./demand-over.ts";
import { gaussNodes } from "./gauss-legendre.ts";
import type { StageStock, StochasticNetwork } from "./stochastic-network.ts";
import type { Cumulants } from "./skew-law.ts";
import { cumulantsOf, excessOver, nothing } from "./skew-law.ts";

/**
 * Periods that orders wait at a stage: what is owed is what was asked for in the last τ
 * periods, demand and lots. So B = D(τ), and the moments of τ follow from those of B.
 *
 * Exact in its variance for a single customer without lots (Clark and Scarf 1960), and the
 * split of VARI-METRIC for several with Poisson demand (Graves 1985). A customer's own lots
 * are no part of its wait: it owns a high position while its order waits.
 *
 * @param late - chance that something is owed
 */
export function waitOf(
  problem: StochasticNetwork,
  stage: number,
  backorders: Cumulants,
  late: number,
): Cumulants {
  const mu = problem.mean[stage]!;
  if (!(mu > 0 && backorders.mean > 0 && late > 0)) return nothing;
  const deviation = problem.deviation[stage]!;
  const mean = backorders.mean / mu;
  const lumps = lumpsOver(problem, stage, mean / late);
  const spread =
    backorders.variance - deviation ** 2 * mean - late * lumps.variance;
  if (!(spread > 0)) return { ...nothing, mean };
  const skew =
    backorders.third -
    (3 * deviation ** 2 * spread) / mu -
    problem.third[stage]! * mean -
    late * lumps.third;
  return { mean, variance: spread / mu ** 2, third: skew / mu ** 3 };
}

/** A wait, and what tells it from those at other suppliers of the same stage. */
interface Wait {
  /** P(longer than so many periods). */
  readonly beyond: (periods: number) => number;
  readonly furthest: number;
  /** Variance of what the supplier is exposed to, and the part that is this customer's demand. */
  readonly spread: number;
  readonly common: number;
}

/** The longest of the waits at a stage's suppliers. */
export function slowestWait(
  problem: StochasticNetwork,
  stage: number,
  stocks: readonly (StageStock | undefined)[],
): Cumulants {
  const { graph } = problem.network;
  const links = graph.supplierLink.subarray(
    graph.firstSupplier[stage]!,
    graph.firstSupplier[stage + 1]!,
  );
  const late = links.filter((link) => stocks[graph.from[link]!]!.wait.mean > 0);
  if (late.length === 0) return nothing;
  if (late.length === 1) return stocks[graph.from[late[0]!]!]!.wait;
  const waits = Array.from(late, (link) =>
    waitBehind(problem, link, stocks[graph.from[link]!]!),
  );
  const together = alike(waits);
  const beyond = (periods: number) => {
    let none = 1;
    let most = 0;
    for (const wait of waits) {
      const chance = wait.beyond(periods);
      none *= 1 - chance;
      most = Math.max(most, chance);
    }
    return together * most + (1 - together) * (1 - none);
  };
  const furthest = Math.max(...waits.map((wait) => wait.furthest));
  let [first, second, third] = [0, 0, 0];
  gaussNodes(0, furthest, furthest / 3, (periods, weight) => {
    const part = weight * beyond(periods);
    first += part;
    second += 2 * periods * part;
    third += 3 * periods * periods * part;
  });
  return cumulantsOf(first, second, third);
}

function waitBehind(
  { network, deviation }: StochasticNetwork,
  link: number,
  { wait, exposed, late }: StageStock,
): Wait {
  const { graph, time } = network;
  const mean = wait.mean / late;
  // Moments about 0 of the wait, and of the wait of those that wait.
  const second = (wait.variance + wait.mean ** 2) / late;
  const cube = wait.third + 3 * wait.mean * wait.variance + wait.mean ** 3;
  const whenLate = cumulantsOf(mean, second, cube / late);
  return {
    beyond: (periods) => late * excessOver(whenLate, periods).chance,
    furthest: mean + 7 * Math.sqrt(whenLate.variance),
    spread: exposed.variance,
    common:
      time[graph.from[link]!]! *
      (deviation[graph.to[link]!]! * graph.units[link]!) ** 2,
  };
}

/** Correlation of the waits at suppliers of one stage, on average over their pairs. */
function alike(waits: readonly Wait[]): number {
  let sum = 0;
  let pairs = 0;
  waits.forEach((a, i) => {
    for (const b of waits.slice(i + 1)) {
      const both = Math.sqrt(a.spread * b.spread);
      sum += both > 0 ? Math.min(a.common, b.common) / both : 0;
      pairs++;
    }
  });
  return Math.min(sum / pairs, 1);
}
