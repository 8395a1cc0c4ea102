import type { NetworkFileInput } from "../../engine/contracts/index.ts";
import { drain, solveNetwork } from "../../engine/index.ts";
import {
  chain,
  provenChains,
  publishedNetworks,
} from "../engine/planning/published-networks.ts";
import { aNetwork } from "../engine/planning/a-network.ts";
import { cpuClock, timed } from "../support/cpu-seconds.ts";

const models = [
  ["mean", "GS-det/path"],
  ["stochastic", "GS-var/path"],
] as const;

/**
 * The bars: 19 real chains, both models, proven in 20 s in all; the gap of networks of
 * 2,000 stages and 16,000 links at most 1 % after 30 s.
 */
export function run(): object[] {
  const rows: Row[] = [];
  const total = { name: "19 real chains, both models", ours: 0, baseline: 0 };
  for (const [number, proven] of provenChains()) {
    for (const [stageTimes, model] of models) {
      const file = chain(number, stageTimes);
      const [policy, ours] = timed(() => drain(solveNetwork(file)));
      const off = Math.abs(policy.cost / proven[model].cost - 1);
      if (!policy.optimal || off > 1e-6) {
        throw new Error(`chain ${number}, ${model}: ${off} from the optimum`);
      }
      const { solver_s: baseline } = proven[model];
      rows.push({ name: `chain ${number}, ${model}`, ours, baseline });
      total.ours += ours;
      total.baseline += baseline;
    }
  }
  const slowest = rows.sort((a, b) => b.ours - a.ours).slice(0, 4);
  return [
    ...[total, ...slowest].map((row) => ({
      ...row,
      unit: "s to proof",
      baselineName: "compiled solver, as its authors timed it",
      ratio: row.baseline / row.ours,
    })),
    // One alone tells little: some networks leave the sweeps five times the gap of others.
    ...[1, 2, 4, 7].map((seed) =>
      gapRow(
        `2,000 stages, 16,000 links, network ${seed}`,
        aNetwork(2_000, 16_000, seed),
        30,
      ),
    ),
    gapRow("published, 500 stages, 1,500 links", hardest(), 30),
  ];
}

interface Row {
  readonly name: string;
  readonly ours: number;
  readonly baseline: number;
}

/** The network of the published ones that nobody has solved. */
function hardest(): NetworkFileInput {
  return publishedNetworks().find(({ id }) => id === "dag-500-11")!.file;
}

/** The gap after some CPU seconds against the gap without search: every stage at once, no bound. */
function gapRow(
  network: string,
  file: NetworkFileInput,
  seconds: number,
): object {
  const spent = cpuClock();
  const shouldStop = (): boolean => spent() > seconds;
  const { gap } = drain(solveNetwork(file, { shouldStop }));
  const first = drain(solveNetwork(file, { rounds: 1 })).gap;
  return {
    name: `${network}: gap within ${seconds} s`,
    ours: 100 * gap,
    unit: "%",
    baseline: 100 * first,
    baselineName: "one round: spanning trees and one bound",
    ratio: first / gap,
  };
}
