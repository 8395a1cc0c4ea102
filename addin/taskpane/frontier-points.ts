import type {
  CatalogFrontier,
  CatalogFrontierPoint,
  CatalogPoint,
  Run,
} from "../../engine/contracts/index.ts";
import { moneyShort, percent } from "./format.ts";
import type { ServiceMeasure } from "./review-rows.ts";

/** A point in the picture that is not on the curve: today, the recommendation, another run. */
export interface FrontierMark {
  readonly kind: "today" | "recommended" | "scenario";
  readonly title: string;
  readonly point: CatalogPoint;
}

/** The service of a point, in the measure that the run was asked for. */
export function serviceAt(
  point: Pick<CatalogPoint, "fillRate" | "cycleService">,
  measure: ServiceMeasure,
): number | null {
  return measure === "fill" ? point.fillRate : point.cycleService;
}

/** The points of the curve whose service is known, the best one of those that cost the same. */
export function curveOf(
  frontier: CatalogFrontier,
  measure: ServiceMeasure,
): readonly CatalogFrontierPoint[] {
  return frontier.points.filter(
    (point, at) =>
      serviceAt(point, measure) !== null &&
      point.workingCapital !== frontier.points[at + 1]?.workingCapital,
  );
}

/**
 * Where other runs of the same snapshot lie. Their totals know the stock on hand; what is on its
 * way is the same as in this run as long as neither changes what the snapshot says. Others are
 * left out, and so are runs of another yardstick.
 */
export function scenarioMarks(
  frontier: CatalogFrontier,
  run: Run,
  runs: readonly Run[],
): readonly FrontierMark[] {
  const { workingCapital, inventoryValue } = frontier.recommended;
  const onItsWay = workingCapital - inventoryValue;
  const seen = new Set([run.scenarioDigest]);
  return runs.flatMap((other) => {
    const { totals, scenario } = other;
    if (
      !totals ||
      other.snapshotId !== run.snapshotId ||
      seen.has(other.scenarioDigest) ||
      scenario.leadTimeSource !== run.scenario.leadTimeSource ||
      JSON.stringify(scenario.changes ?? []) !==
        JSON.stringify(run.scenario.changes ?? [])
    ) {
      return [];
    }
    seen.add(other.scenarioDigest);
    return [
      {
        kind: "scenario",
        title: scenario.name,
        point: {
          workingCapital: totals.inventoryValueAfter + onItsWay,
          inventoryValue: totals.inventoryValueAfter,
          fillRate: totals.fillRateAfter,
          cycleService: totals.cycleServiceAfter,
          holdingCostPerYear: totals.holdingCostPerYearAfter,
          turns:
            totals.inventoryValueAfter > 0
              ? frontier.demandValuePerYear / totals.inventoryValueAfter
              : null,
        },
      },
    ];
  });
}

/** The point of the curve that ties up nearest to so much capital. */
export function nearestOnCurve(
  curve: readonly CatalogPoint[],
  workingCapital: number,
): number {
  let best = 0;
  curve.forEach((point, at) => {
    const distance = Math.abs(point.workingCapital - workingCapital);
    const least = Math.abs(curve[best]!.workingCapital - workingCapital);
    if (distance < least) best = at;
  });
  return best;
}

/** A point in words, as it is read out. */
export function pointWords(
  point: CatalogPoint,
  today: CatalogPoint | null,
  currency: string,
  measure: ServiceMeasure,
): string {
  const service = `${percent(serviceAt(point, measure))} ${measure === "fill" ? "fill rate" : "cycle service"}`;
  const capital = `${currency} ${moneyShort(point.workingCapital)} working capital`;
  if (!today) return `${service}, ${capital}`;
  const released = today.workingCapital - point.workingCapital;
  const change = `${moneyShort(Math.abs(released))} ${released >= 0 ? "less" : "more"} than today`;
  return `${service}, ${capital}, ${change}`;
}
