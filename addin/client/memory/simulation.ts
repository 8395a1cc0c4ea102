import type {
  CatalogSimulation,
  PolicyOutcome,
  Recommendation,
  ReplayedStage,
  SimulatedPolicy,
} from "../../../engine/contracts/index.ts";

/** Half an interval after this many days: a chance of one in a thousand of a share near 95 %. */
const halfAfter = (days: number): number => Math.sqrt(1 / days);

/** A replay of the small company: what the formulas say, a little less where demand is erratic. */
export function memorySimulation(
  runId: string,
  rows: readonly Recommendation[],
  policy: SimulatedPolicy,
  days: number,
): CatalogSimulation {
  const replayed = rows
    .map((row) => ({ row, stage: replay(row, policy, days) }))
    .sort((a, b) => lack(b.row, b.stage) - lack(a.row, a.stage));
  const stages = replayed.map(({ stage }) => stage);
  const weightOf = ({ demandMean, unitCost }: Recommendation) =>
    demandMean * (unitCost ?? 0);
  const customers = replayed.filter(({ row }) => row.customerFacing);
  const weight = customers.reduce((sum, { row }) => sum + weightOf(row), 0);
  const mean = (of: (stage: ReplayedStage) => number) =>
    customers.reduce(
      (sum, { row, stage }) => sum + of(stage) * weightOf(row),
      0,
    ) / weight;
  return {
    runId,
    policy,
    days,
    totals: {
      stages: stages.length,
      confirmed: stages.filter(({ confirmed }) => confirmed === true).length,
      notConfirmed: stages.filter(({ confirmed }) => confirmed === false)
        .length,
      fillRate: mean(({ fillRate }) => fillRate.mean),
      cycleService: mean(({ cycleService }) => cycleService.mean),
      inventoryValue: stages.reduce(
        (sum, { inventoryValue }) => sum + (inventoryValue ?? 0),
        0,
      ),
    },
    total: stages.length,
    offset: 0,
    rows: stages,
  };
}

function lack(row: Recommendation, { cycleService }: ReplayedStage): number {
  return row.serviceTarget - cycleService.mean;
}

function replay(
  row: Recommendation,
  policy: SimulatedPolicy,
  days: number,
): ReplayedStage {
  const outcome: PolicyOutcome =
    policy === "current" && row.before.meanOnHand !== null
      ? row.before
      : row.after;
  const loss = row.demandClass === "smooth" ? 0 : 0.01;
  const half = halfAfter(days);
  const share = (value: number | null) => {
    const found = Math.max(0, (value ?? 0) - loss);
    return {
      mean: found,
      low: Math.max(0, found - half),
      high: Math.min(1, found + half),
    };
  };
  const units = (value: number) => ({
    mean: value,
    low: value * (1 - half),
    high: value * (1 + half),
  });
  const cycleService = share(outcome.cycleService);
  return {
    stageId: row.stageId,
    cycleService,
    fillRate: share(outcome.fillRate),
    meanOnHand: units(outcome.meanOnHand ?? 0),
    backorders: units((1 - (outcome.fillRate ?? 1)) * row.demandMean),
    ordersPerYear:
      (row.demandMean * 52) / Math.max(1, row.recommended.orderQuantity ?? 1),
    inventoryValue: outcome.inventoryValue,
    confirmed: cycleService.high >= row.serviceTarget,
  };
}
