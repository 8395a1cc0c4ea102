import type {
  CatalogFrontier,
  CatalogPoint,
  Period,
  Progress,
  RecommendationRow,
} from "../contracts/index.ts";
import { outcomeAt } from "../policy/policy-outcome.ts";
import { demandAtOrder } from "../policy/positions.ts";
import { roundUpToUnit } from "../units/quantity.ts";
import { periodsPerYear } from "../units/period.ts";
import {
  addStage,
  addSums,
  emptySums,
  meanOf,
  type CatalogSums,
} from "./catalog-sums.ts";
import { judgedExposure } from "./evaluate-policy.ts";
import { serviceAtReturn } from "../frontier/required-return.ts";

/** Returns that are asked for, from much to little: seven steps to each factor of ten. */
const returns = Array.from({ length: 22 }, (_, step) => 10 ** (1 - step / 7));

/** Targets that a scenario may ask for. */
const leastTarget = 0.5;
const mostTarget = 0.9999;

/** Stages between two reports. */
const reportEvery = 20;

/** What one part of a catalog adds to its frontier. */
export interface FrontierPart {
  readonly stages: number;
  /** Money: a year's demand of customers. */
  readonly demandValuePerYear: number;
  readonly withPolicy: number;
  readonly today: CatalogSums;
  readonly recommended: CatalogSums;
  /** In the order of the returns asked for. */
  readonly points: readonly CatalogSums[];
}

/**
 * Sums of one part of a catalog for every point of its frontier.
 *
 * At a point, each stage with customers and a cost holds what its last unit of money still
 * earns; the same return everywhere is what makes a point efficient: no money moved from one
 * stage to another would serve more. Other stages stay as they were recommended. Sums of parts
 * add, so that parts may be worked out anywhere.
 *
 * @param rows - recommendations of a run
 * @returns progress, then the sums
 */
export function* frontierPart(
  rows: readonly RecommendationRow[],
  period: Period,
): Generator<Progress, FrontierPart> {
  const perYear = periodsPerYear(period);
  const points = returns.map(emptySums);
  const today = emptySums();
  const recommended = emptySums();
  let [stages, withPolicy, demandValuePerYear] = [0, 0, 0];
  for (const [at, row] of rows.entries()) {
    addStage(today, row, row.before);
    addStage(recommended, row, row.after);
    if (row.before.inventoryValue !== null) withPolicy++;
    if (row.customerFacing) {
      demandValuePerYear += row.demandMean * perYear * (row.unitCost ?? 0);
    }
    if (moves(row)) {
      stages++;
      addFrontier(points, row, perYear);
    } else {
      for (const point of points) addStage(point, row, row.after);
    }
    if (at % reportEvery === 0) {
      yield { step: "Weighing service", done: at, total: rows.length };
    }
  }
  return { stages, demandValuePerYear, withPolicy, today, recommended, points };
}

/** The frontier of a catalog from the sums of its parts, in their order. */
export function catalogFrontier(
  parts: readonly FrontierPart[],
  run: {
    readonly id: string;
    readonly currency: string;
    readonly holdingRatePerYear: number;
  },
): CatalogFrontier {
  const total = {
    today: emptySums(),
    recommended: emptySums(),
    points: returns.map(emptySums),
  };
  let [stages, withPolicy, demandValuePerYear] = [0, 0, 0];
  for (const part of parts) {
    stages += part.stages;
    withPolicy += part.withPolicy;
    demandValuePerYear += part.demandValuePerYear;
    addSums(total.today, part.today);
    addSums(total.recommended, part.recommended);
    total.points.forEach((sums, at) => addSums(sums, part.points[at]!));
  }
  const pointOf = (sums: CatalogSums): CatalogPoint => ({
    workingCapital: sums.inventoryValue + sums.onItsWay,
    inventoryValue: sums.inventoryValue,
    fillRate: meanOf(sums.fill),
    cycleService: meanOf(sums.cycle),
    holdingCostPerYear: sums.inventoryValue * run.holdingRatePerYear,
    turns:
      sums.inventoryValue > 0 ? demandValuePerYear / sums.inventoryValue : null,
  });
  const points = total.points
    .map((sums, at) => ({
      ...pointOf(sums),
      requiredReturn: returns[at]!,
      serviceTargets: Object.fromEntries(
        Object.entries(sums.tiers)
          .map(([tier, mean]): [string, number] => [
            tier,
            Math.min(Math.max(meanOf(mean) ?? 0, leastTarget), mostTarget),
          ])
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    }))
    // Where all stages stand at an end of their range, the next point is the same one.
    .filter(
      ({ inventoryValue }, at, all) =>
        at === 0 || inventoryValue > all[at - 1]!.inventoryValue,
    );
  return {
    runId: run.id,
    currency: run.currency,
    stages,
    demandValuePerYear,
    points,
    today: withPolicy > 0 ? pointOf(total.today) : null,
    recommended: pointOf(total.recommended),
  };
}

/** Whether money in the stage's stock earns anything. */
function moves(row: RecommendationRow): boolean {
  return (
    row.customerFacing &&
    (row.unitCost ?? 0) > 0 &&
    row.demandMean > 0 &&
    row.leadTimeDemandMean > 0 &&
    orderOf(row) > 0
  );
}

function orderOf({ recommended }: RecommendationRow): number {
  return (recommended.orderUpTo ?? 0) - (recommended.reorderPoint ?? 0);
}

function addFrontier(
  points: readonly CatalogSums[],
  row: RecommendationRow,
  perYear: number,
): void {
  const exposure = judgedExposure(row);
  const orderQuantity = orderOf(row);
  const atOrder = demandAtOrder(exposure, orderQuantity);
  const input = {
    leadTimeDemand: exposure.covered,
    orderQuantity,
    unitsPerYear: row.demandMean * perYear,
  };
  let last = { reorderPoint: -1, outcome: row.after };
  returns.forEach((requiredReturn, at) => {
    const service = serviceAtReturn(input, requiredReturn);
    const reorderPoint = Math.max(
      0,
      roundUpToUnit(
        // What the formula does not see, the run of a point will find again.
        atOrder.quantile(service) + (row.raisedBy ?? 0),
        row.unitDecimals,
      ),
    );
    if (reorderPoint !== last.reorderPoint) {
      const found = outcomeAt(exposure, { reorderPoint, orderQuantity });
      last = {
        reorderPoint,
        outcome: {
          ...found,
          inventoryValue: found.meanOnHand * (row.unitCost ?? 0),
        },
      };
    }
    addStage(points[at]!, row, last.outcome);
  });
}
