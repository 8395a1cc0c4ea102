import type { StochasticPolicy } from "../../engine/contracts/index.ts";

/** What the columns hold, in order; STOCK.SIMULATE reads the table as a policy. */
const header = [
  "Stage",
  "Base stock",
  "Reorder point",
  "Order quantity",
  "Safety stock",
  "On hand",
  "Backorders",
  "Delay",
  "Fill rate",
  "Cycle service",
  "Measure",
  "Service wanted",
  "Confirmed",
  "Demand law",
  "Holding cost",
];

const measures = { fillRate: "fill rate", cycleService: "cycle service" };

/**
 * A policy of the stochastic-service model as a cell spills it: stock and service as replayed,
 * delay as calculated.
 *
 * @param notes - what is to be said below the rows, beside targets that were missed
 */
export function stochasticTable(
  { stages }: StochasticPolicy,
  notes: readonly string[],
): unknown[][] {
  const missed: string[] = [];
  const rows = stages.map((stage) => {
    const { target, simulated } = stage;
    const kept = target && simulated[target.measure].high >= target.value;
    if (kept === false) missed.push(stage.id);
    return [
      stage.id,
      stage.baseStock ?? "",
      stage.reorderPoint ?? "",
      stage.orderQuantity ?? "",
      stage.safetyStock,
      simulated.onHand.mean,
      simulated.backorders.mean,
      stage.delay,
      simulated.fillRate.mean,
      simulated.cycleService.mean,
      target ? measures[target.measure] : "",
      target?.value ?? "",
      kept === undefined ? "" : kept ? "yes" : "no",
      stage.demandLaw ?? "",
      stage.holdingCost,
    ];
  });
  const all =
    missed.length === 0
      ? notes
      : [
          `not confirmed: replayed, ${named(missed)} missed the target`,
          ...notes,
        ];
  return [
    header,
    ...rows,
    ...all.map((note) => header.map((_, column) => (column === 0 ? note : ""))),
  ];
}

function named(ids: readonly string[]): string {
  const few = ids.slice(0, 3).join(", ");
  return ids.length > 3 ? `${few} and ${ids.length - 3} more` : few;
}
