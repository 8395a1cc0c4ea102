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
import { type Place, spreadRings } from "./frontier-spread.ts";

/** Where everything of the frontier stands, in pixels. */
export interface FrontierLayout {
  readonly plot: Box;
  readonly values: readonly AxisTick[];
  readonly foot: readonly AxisTick[];
  /** One place for each point of the curve. */
  readonly curve: readonly Place[];
  readonly marks: readonly PlacedMark[];
  /** Names beside today's point and the run's. */
  readonly labels: readonly PlacedLabel[];
}

interface PlacedLabel extends Place {
  readonly title: string;
  readonly anchor: "start" | "end";
}

/** A mark where it belongs, and where it is drawn: beside it, when another sign is there. */
export interface PlacedMark extends Place {
  readonly mark: FrontierMark;
  /** Place in the list of marks: other runs come first, and are numbered by it. */
  readonly index: number;
  readonly drawn: Place;
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
  const placed = marks.flatMap((mark, index) =>
    serviceAt(mark.point, measure) === null
      ? []
      : [{ mark, index, ...place(mark.point) }],
  );
  const labels = labelsOf(placed, plot);
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
    marks: drawnApart(placed, labels, plot),
    labels,
  };
}

/** Names beside today's point and the run's, below the curve, apart from each other. */
function labelsOf(
  marks: readonly Omit<PlacedMark, "drawn">[],
  plot: Box,
): readonly PlacedLabel[] {
  const line = 13;
  let last: Place | null = null;
  return marks
    .filter(({ mark }) => mark.kind !== "scenario")
    .sort((a, b) => a.y - b.y)
    .map(({ mark, x, y }) => {
      const atRight = x > plot.x + plot.width - 80;
      const wanted = Math.min(y + line, plot.y + plot.height - 4);
      const close = last && Math.abs(last.x - x) < 90 && wanted - last.y < line;
      const placed: Place = { x, y: close && last ? last.y + line : wanted };
      last = placed;
      return {
        title: mark.title,
        x: atRight ? x - 7 : x + 7,
        y: placed.y,
        anchor: atRight ? "end" : "start",
      };
    });
}

/** Places along a label, close enough to keep rings off it. */
function alongLabel({ title, x, y, anchor }: PlacedLabel): readonly Place[] {
  const letter = 6;
  const middle = 4;
  return Array.from({ length: Math.ceil(title.length / 2) }, (_, at) => ({
    x: x + (anchor === "end" ? -1 : 1) * letter * (2 * at + 1),
    y: y - middle,
  }));
}

/** Rings of other runs give way: to today, to the run, to the names of both, and to each other. */
function drawnApart(
  marks: readonly Omit<PlacedMark, "drawn">[],
  labels: readonly PlacedLabel[],
  plot: Box,
): readonly PlacedMark[] {
  const rings = marks.filter(({ mark }) => mark.kind === "scenario");
  const others = marks.filter(({ mark }) => mark.kind !== "scenario");
  const places = spreadRings(
    rings,
    [...others, ...labels.flatMap(alongLabel)],
    plot,
  );
  return [
    ...rings.map((ring, at) => ({ ...ring, drawn: places[at] ?? ring })),
    ...others.map((one) => ({ ...one, drawn: one })),
  ];
}
