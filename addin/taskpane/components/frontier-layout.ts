import type {
  CatalogFrontierPoint,
  CatalogPoint,
} from "../../../engine/contracts/index.ts";
import { moneyShort, percent } from "../format.ts";
import { serviceAt, type FrontierMark } from "../frontier-points.ts";
import type { ServiceMeasure } from "../review-rows.ts";
import type { AxisTick } from "./chart-axes.tsx";
import type { Box } from "./chart-labels.ts";
import { linearScale, roundTicks } from "./chart-scale.ts";

/** Where everything of the frontier stands, in pixels. */
export interface FrontierLayout {
  readonly plot: Box;
  readonly values: readonly AxisTick[];
  readonly foot: readonly AxisTick[];
  /** One place for each point of the curve. */
  readonly curve: readonly Place[];
  readonly marks: readonly (Place & { readonly mark: FrontierMark })[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

const margin = { left: 46, right: 22, top: 20, bottom: 36 };
/** A curve from nothing to certainty says little where people plan. */
const leastService = 0.85;

/** The points of a curve that people plan among: those of poor service are left out. */
export function plannable(
  points: readonly CatalogFrontierPoint[],
  marks: readonly FrontierMark[],
  measure: ServiceMeasure,
): readonly CatalogFrontierPoint[] {
  const low = Math.min(
    leastService,
    ...marks.flatMap(({ point }) => serviceAt(point, measure) ?? []),
  );
  const kept = points.filter(
    (point) => (serviceAt(point, measure) ?? 0) >= low - 0.02,
  );
  return kept.length > 1 ? kept : points;
}

/** Lays out service against working capital. */
export function frontierLayout(
  points: readonly CatalogPoint[],
  marks: readonly FrontierMark[],
  measure: ServiceMeasure,
  size: { readonly width: number; readonly height: number },
): FrontierLayout {
  const plot = {
    x: margin.left,
    y: margin.top,
    width: Math.max(40, size.width - margin.left - margin.right),
    height: size.height - margin.top - margin.bottom,
  };
  const all = [...points, ...marks.map(({ point }) => point)];
  const services = all.flatMap((point) => serviceAt(point, measure) ?? []);
  const capitals = all.map(({ workingCapital }) => workingCapital);
  const valueTicks = roundTicks(
    100 * Math.min(...services),
    100 * Math.max(...services),
    5,
    false,
  ).filter((tick) => tick <= 100);
  const footTicks = roundTicks(
    Math.min(...capitals),
    Math.max(...capitals),
    Math.max(2, Math.floor(plot.width / 76)),
    false,
  );
  const across = linearScale(
    [footTicks[0]!, footTicks.at(-1)!],
    [plot.x, plot.x + plot.width],
  );
  const down = linearScale(
    [valueTicks[0]!, Math.min(100, valueTicks.at(-1)!)],
    [plot.y + plot.height, plot.y],
  );
  const place = (point: CatalogPoint): Place => ({
    x: across(point.workingCapital),
    y: down(100 * (serviceAt(point, measure) ?? 0)),
  });
  const step = (valueTicks[1] ?? 1) - (valueTicks[0] ?? 0);
  return {
    plot,
    values: valueTicks.map((tick) => ({
      at: down(tick),
      text: percent(tick / 100, step < 1 ? 1 : 0),
    })),
    foot: footTicks.map((tick) => ({
      at: across(tick),
      text: moneyShort(tick),
    })),
    curve: points.map(place),
    marks: marks.flatMap((mark) =>
      serviceAt(mark.point, measure) === null
        ? []
        : [{ mark, ...place(mark.point) }],
    ),
  };
}
