import type { DemandHistory, Period, StageRecord } from "../contracts/index.ts";
import {
  stageDemand,
  type DemandQuestion,
  type StageDemand,
} from "../planning/stage-demand.ts";

/**
 * Demand of a stage's customers as a scenario supposes it: every order that many times as large
 * as on record. How demand comes, its class and what was learnt of it stay.
 */
export function supposedDemand(
  { demand, supposed }: Pick<StageRecord, "demand" | "supposed">,
  question: DemandQuestion,
): StageDemand {
  const found = stageDemand(demand, question);
  const factor = supposed?.demandFactor;
  if (factor === undefined) return found;
  const { rate, lumps, history } = found;
  return {
    ...found,
    rate: { mean: rate.mean * factor, deviation: rate.deviation * factor },
    lumps: {
      size: lumps.size * factor,
      dispersion: lumps.dispersion * factor,
    },
    history: history.map((units) => units * factor),
  };
}

/** A stage whose own history says what a scenario supposed of its demand. */
export function withDemandTold(stage: StageRecord): StageRecord {
  const { demandFactor = 1, ...supposed } = stage.supposed ?? {};
  if (demandFactor === 1) return stage;
  return {
    ...stage,
    demand: stage.demand && scaledDemand(stage.demand, demandFactor),
    supposed,
  };
}

/** A history with every quantity times a share. */
export function scaledDemand(
  { start, quantities }: DemandHistory,
  share: number,
): DemandHistory {
  return {
    start,
    quantities: quantities.map((one) => (one === null ? null : one * share)),
  };
}

/**
 * Two histories as one, period by period. What only one of them records counts as it is; what
 * neither does stays unknown.
 */
export function mergedDemand(
  one: DemandHistory | null,
  other: DemandHistory | null,
  period: Period,
): DemandHistory | null {
  if (one === null || other === null) return one ?? other;
  const [first, later] = one.start <= other.start ? [one, other] : [other, one];
  const shift = periodsBetween(first.start, later.start, period);
  const quantities = Array.from(
    {
      length: Math.max(
        first.quantities.length,
        shift + later.quantities.length,
      ),
    },
    (_, at) =>
      added(first.quantities[at] ?? null, later.quantities[at - shift] ?? null),
  );
  return { start: first.start, quantities };
}

function added(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return one + other;
}

/** Whole periods from one day to a later one. */
function periodsBetween(from: string, to: string, period: Period): number {
  const start = new Date(from);
  const end = new Date(to);
  const days = (end.getTime() - start.getTime()) / 86_400_000;
  switch (period) {
    case "day":
      return Math.round(days);
    case "week":
      return Math.round(days / 7);
    case "month":
      return (
        12 * (end.getUTCFullYear() - start.getUTCFullYear()) +
        end.getUTCMonth() -
        start.getUTCMonth()
      );
  }
}
