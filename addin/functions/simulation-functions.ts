import type { SimulationReport } from "../../engine/contracts/index.ts";
import { type Estimate, simulateFile } from "../../engine/index.ts";
import { cellError } from "./cell-error.ts";
import { isBlank, wholeIn } from "./cell-input.ts";
import { runFromCells, simulationFromCells } from "./simulation-table.ts";
import { answered, answerInSlices } from "./streamed-answer.ts";

const usualPeriods = 10_000;
const usualSeed = 1;

/** Stages × periods of one cell at most: some ten seconds. */
const mostWork = 200_000_000;

const header = [
  "Stage",
  ...["Cycle service", "Fill rate", "On hand", "Backorders"].flatMap((name) => [
    name,
    "from",
    "to",
  ]),
  "Orders per period",
  "Service wanted",
  "Confirmed",
];

/**
 * What policies achieve: a network, or one item, run period by period against sampled demand. Service, fill rate and stock, each with the limits it lies between with 95 % confidence.
 * @customfunction SIMULATE
 * @param {any[][]} stages Stages with a header row, as for MEIO_POLICY: id, time, demand mean, demand deviation. One row is one item; policies may stand beside.
 * @param {any[][]} [links] Links with a header row: from, to, units; none for items that stand alone.
 * @param {any[][]} [policy] Policies with a header row: id, and base stock, or min and max, or reorder point and order quantity. What MEIO_POLICY spills is one; omit it when policies stand beside the stages.
 * @param {any} [periods] Periods that count; 10,000 when omitted.
 * @param {any} [seed] A whole number: the same seed, the same figures; 1 when omitted.
 * @param {any[][]} [options] Names and values side by side: replications, warm up, allocation, crossing, unmet demand (backorder or lost).
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation One row for each stage, under a header.
 * @streaming
 */
export function simulateCell(
  stages: unknown[][],
  links: unknown[][],
  policy: unknown[][],
  periods: unknown,
  seed: unknown,
  options: unknown[][],
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  answered(invocation, () => {
    const files = simulationFromCells(stages, links, policy);
    const run = {
      ...runFromCells(options),
      periods: isBlank(periods)
        ? usualPeriods
        : wholeIn("periods", periods, 2, 100_000_000),
      seed: isBlank(seed)
        ? usualSeed
        : wholeIn("seed", seed, 0, Number.MAX_SAFE_INTEGER),
    };
    const work =
      files.network.stages.length * run.periods * (run.replications ?? 1);
    if (work > mostWork) {
      throw cellError(
        "invalidNumber",
        `periods must be at most ${Math.floor(mostWork / (work / run.periods))} for so many stages and replications, got ${run.periods}`,
      );
    }
    answerInSlices(invocation, {
      begin: () => simulateFile(files.network, files.policy, run),
      answer: tableOf,
      say: ({ done, total }) =>
        `simulated ${Math.floor((100 * done) / total)} %`,
    });
    return true;
  });
}

function tableOf({ stages }: SimulationReport): unknown[][] {
  const limits = ({ mean, low, high }: Estimate) => [mean, low, high];
  return [
    header,
    ...stages.map((stage) => [
      stage.id,
      ...limits(stage.cycleService),
      ...limits(stage.fillRate),
      ...limits(stage.meanOnHand),
      ...limits(stage.backorders),
      stage.orders.mean,
      stage.fillRateWanted ?? stage.serviceLevel ?? "",
      stage.confirmed === undefined ? "" : stage.confirmed ? "yes" : "no",
    ]),
  ];
}
