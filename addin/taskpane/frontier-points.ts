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
  /** Whether it supposes other data than this run: another demand, network, cost or lead time. */
  readonly supposes?: boolean;
}

/** Other runs that are drawn: more than these, and the picture tells nothing. */
const mostMarks = 8;

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
 * Where other runs of the same snapshot lie, the newest first. Runs made before their totals knew
 * what is on its way are drawn as long as that is the same as in this run: neither changes what
 * the snapshot says.
 */
export function scenarioMarks(
  frontier: CatalogFrontier,
  run: Run,
  runs: readonly Run[],
): readonly FrontierMark[] {
  const { workingCapital, inventoryValue } = frontier.recommended;
  const onItsWay = workingCapital - inventoryValue;
  const seen = new Set([run.scenarioDigest]);
  const marks = runs.flatMap((other): FrontierMark[] => {
    const { totals, scenario } = other;
    if (
      !totals ||
      other.snapshotId !== run.snapshotId ||
      seen.has(other.scenarioDigest)
    ) {
      return [];
    }
    const supposes =
      scenario.leadTimeSource !== run.scenario.leadTimeSource ||
      JSON.stringify(scenario.changes ?? []) !==
        JSON.stringify(run.scenario.changes ?? []);
    if (supposes && totals.onItsWayValue === undefined) return [];
    seen.add(other.scenarioDigest);
    return [
      {
        kind: "scenario",
        title: scenario.name,
        supposes,
        point: {
          workingCapital:
            totals.inventoryValueAfter + (totals.onItsWayValue ?? onItsWay),
          inventoryValue: totals.inventoryValueAfter,
          fillRate: totals.fillRateAfter,
          cycleService: totals.cycleServiceAfter,
          holdingCostPerYear: totals.holdingCostPerYearAfter,
          // Of another demand than the frontier's, how much is sold a year is not known here.
          turns:
            totals.inventoryValueAfter > 0 && demandOf(other) === demandOf(run)
              ? frontier.demandValuePerYear / totals.inventoryValueAfter
              : null,
        },
      },
    ];
  });
  return marks.slice(0, mostMarks);
}

/** What a run supposes of demand. */
function demandOf({ scenario }: Run): string {
  return JSON.stringify(
    (scenario.changes ?? []).filter(({ kind }) => kind === "demand"),
  );
}

/** What the curve offers beside a point below it. */
export interface CurveBeside {
  /** Service for the same working capital. */
  readonly service: number;
  /** Working capital for the same service. */
  readonly capital: number;
}

/**
 * What the curve gives for the money of a point, and asks for its service, between its own points
 * by straight lines; `null` for a point on the curve, above it, or beside its ends.
 *
 * @param curve - by rising working capital
 */
export function curveBeside(
  curve: readonly CatalogPoint[],
  point: CatalogPoint,
  measure: ServiceMeasure,
): CurveBeside | null {
  const wanted = serviceAt(point, measure);
  if (wanted === null) return null;
  const capitals = curve.map(({ workingCapital }) => workingCapital);
  const services = curve.map((one) => serviceAt(one, measure) ?? 0);
  const service = between(capitals, services, point.workingCapital);
  const capital = between(services, capitals, wanted);
  // A tenth of a point is below what a figure shows.
  if (service === null || capital === null || service - wanted < 0.001) {
    return null;
  }
  return { service, capital };
}

/** The value of a rising line at a place; `null` beside its ends. */
function between(
  places: readonly number[],
  values: readonly number[],
  at: number,
): number | null {
  const next = places.findIndex((place) => place >= at);
  if (next < 0) return null;
  const [right, rightValue] = [places[next]!, values[next]!];
  if (right === at) return rightValue;
  const [left, leftValue] = [places[next - 1], values[next - 1]];
  if (left === undefined || leftValue === undefined) return null;
  return leftValue + ((rightValue - leftValue) * (at - left)) / (right - left);
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
