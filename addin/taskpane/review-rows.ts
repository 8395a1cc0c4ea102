import type {
  DemandClass,
  Override,
  PolicyOutcome,
  PolicyValues,
  RecommendationRow,
} from "../../engine/contracts/index.ts";
import { patched } from "../client/index.ts";

/** A recommendation as the review shows it: with the planner's own numbers where there are some. */
export interface ReviewRow {
  readonly stage: RecommendationRow;
  readonly override: Override | null;
  /** What would be written: recommended, or the override's numbers. */
  readonly chosen: PolicyValues;
  /** What the chosen numbers do; the recommendation's until an override is evaluated. */
  readonly outcome: PolicyOutcome;
  /** Money: change of inventory value. */
  readonly valueChange: number | null;
  /** Change of the expected service that the scenario asks for, as a fraction. */
  readonly serviceChange: number | null;
}

export type ServiceMeasure = "cycle" | "fill";

/** The service that a scenario measures, of an outcome. */
export function serviceOf(
  outcome: PolicyOutcome,
  measure: ServiceMeasure,
): number | null {
  return measure === "cycle" ? outcome.cycleService : outcome.fillRate;
}

/** Joins recommendations, overrides and what those are known to do. */
export function reviewRows(
  stages: readonly RecommendationRow[],
  overrides: readonly Override[],
  outcomes: ReadonlyMap<string, PolicyOutcome>,
  measure: ServiceMeasure,
): readonly ReviewRow[] {
  const byStage = new Map(overrides.map((one) => [one.stageId, one]));
  return stages.map((stage) => {
    const override = byStage.get(stage.stageId) ?? null;
    const outcome =
      (override ? outcomes.get(stage.stageId) : undefined) ?? stage.after;
    return {
      stage,
      override,
      chosen: override
        ? patched(stage.recommended, override.values)
        : stage.recommended,
      outcome,
      valueChange: difference(
        stage.before.inventoryValue,
        outcome.inventoryValue,
      ),
      serviceChange: difference(
        serviceOf(stage.before, measure),
        serviceOf(outcome, measure),
      ),
    };
  });
}

/** How many exceptions a planner is asked to look at first. */
export const exceptionCount = 20;

/** The rows that matter most: flagged ones by priority, or the first ones when none is flagged. */
export function exceptionsOf(rows: readonly ReviewRow[]): readonly ReviewRow[] {
  const ordered = [...rows].sort(byPriority);
  const flagged = ordered.filter((row) => row.stage.flags.length > 0);
  return (flagged.length > 0 ? flagged : ordered).slice(0, exceptionCount);
}

export interface ReviewFilter {
  readonly text: string;
  readonly tier: string;
  readonly demandClass: DemandClass | "";
  readonly location: string;
  /** A flag's code; `overridden` for the planner's own. */
  readonly flag: string;
}

export const noFilter: ReviewFilter = {
  text: "",
  tier: "",
  demandClass: "",
  location: "",
  flag: "",
};

/** The rows that pass every part of the filter; words in any order, all of them. */
export function filterRows(
  rows: readonly ReviewRow[],
  filter: ReviewFilter,
): readonly ReviewRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const { stage } = row;
    if (filter.location && stage.location !== filter.location) return false;
    if (filter.tier && (stage.serviceTier ?? "") !== filter.tier) return false;
    if (filter.demandClass && stage.demandClass !== filter.demandClass) {
      return false;
    }
    if (!hasFlag(row, filter.flag)) return false;
    const text = `${stage.stageId} ${stage.description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function hasFlag(row: ReviewRow, code: string): boolean {
  switch (code) {
    case "":
      return true;
    case "overridden":
      return row.override !== null;
    default:
      return row.stage.flags.some((flag) => flag.code === code);
  }
}

/**
 * Money on hand and on order above the max that would be written: what can be cancelled, sold
 * off, moved, or run down. The max is of both, and of what is free: where customers are quoted
 * a service time, they wait for that much demand. The flag counts alike.
 */
export function excessOf({ stage, chosen }: ReviewRow): number {
  if (chosen.orderUpTo === null) return 0;
  const position = (stage.onHand ?? 0) + (stage.onOrder ?? 0);
  const promised = stage.demandMean * (stage.serviceTimeOut ?? 0);
  const units = position - promised - chosen.orderUpTo;
  return Math.max(0, units) * (stage.unitCost ?? 0);
}

export const sortKeys = {
  priority: "Priority",
  item: "Item",
  min: "Change of min",
  max: "Change of max",
  safety: "Change of safety stock",
  value: "Stock value",
  excess: "Excess stock",
  service: "Service",
} as const;
export type SortKey = keyof typeof sortKeys;

export interface ReviewSort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** A new order; equal rows stand by stage id. */
export function sortRows(
  rows: readonly ReviewRow[],
  sort: ReviewSort,
): readonly ReviewRow[] {
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort(
    (a, b) =>
      sign * compare(a, b, sort.key) ||
      a.stage.stageId.localeCompare(b.stage.stageId),
  );
}

function compare(a: ReviewRow, b: ReviewRow, key: SortKey): number {
  switch (key) {
    case "priority":
      return a.stage.priority - b.stage.priority;
    case "item":
      return a.stage.stageId.localeCompare(b.stage.stageId);
    case "min":
      return moved(a, "reorderPoint") - moved(b, "reorderPoint");
    case "max":
      return moved(a, "orderUpTo") - moved(b, "orderUpTo");
    case "safety":
      return moved(a, "safetyStock") - moved(b, "safetyStock");
    case "value":
      return (a.valueChange ?? 0) - (b.valueChange ?? 0);
    case "excess":
      return excessOf(a) - excessOf(b);
    case "service":
      return (a.serviceChange ?? 0) - (b.serviceChange ?? 0);
  }
}

function moved(row: ReviewRow, field: keyof PolicyValues): number {
  return (row.chosen[field] ?? 0) - (row.stage.current[field] ?? 0);
}

function byPriority(a: ReviewRow, b: ReviewRow): number {
  return (
    b.stage.priority - a.stage.priority ||
    a.stage.stageId.localeCompare(b.stage.stageId)
  );
}

function difference(
  before: number | null,
  after: number | null,
): number | null {
  return before === null || after === null ? null : after - before;
}
