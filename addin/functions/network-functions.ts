import { drain, solveNetwork } from "../../engine/index.ts";
import { inCell } from "./cell-error.ts";
import { networkFromCells } from "./network-table.ts";

/**
 * Where a cell stops looking for proof: every real chain we know is proven far below it, and
 * the hardest networks take a few seconds to reach it. The command line has no such limit.
 */
const rounds = 2000;

/** What the spilled table's columns hold, in order. */
const header = [
  "Stage",
  "Service time in",
  "Service time out",
  "Net replenishment time",
  "Safety stock",
  "Base stock",
  "Holding cost",
];

/**
 * Where a whole network should hold its stock: the policy of every stage, solved together by the guaranteed-service model.
 * @customfunction MEIO_POLICY
 * @param {any[][]} stages Stages with a header row: id, time, and where they apply added cost, demand mean, demand deviation, service level, max service time, inbound service time, holding cost, time deviation.
 * @param {any[][]} links Links with a header row: from, to, and units of the supplying stage in one unit of the supplied one (1 when left out).
 * @param {any[][]} [options] Names and values side by side: holding rate (1 when left out), stage times (mean or stochastic).
 * @returns {any[][]} One row for each stage, under a header.
 */
export function meioPolicyCell(
  stages: unknown[][],
  links: unknown[][],
  options?: unknown[][],
): unknown[][] {
  return inCell(() => {
    const policy = drain(
      solveNetwork(networkFromCells(stages, links, options), { rounds }),
    );
    return [
      header,
      ...policy.stages.map((stage) => [
        stage.id,
        stage.serviceTimeIn,
        stage.serviceTimeOut,
        stage.netReplenishmentTime,
        stage.safetyStock,
        stage.baseStock,
        stage.holdingCost,
      ]),
    ];
  });
}
