import { makeStyles, tokens } from "@fluentui/react-components";
import {
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import type { CatalogFrontierPoint } from "../../../engine/contracts/index.ts";
import type { FrontierMark } from "../frontier-points.ts";
import { useSize } from "../hooks/use-size.ts";
import type { ServiceMeasure } from "../review-rows.ts";
import { ChartAxes, useChartStyles } from "./chart-axes.tsx";
import { cursorAfter, nearestPoint } from "./chart-cursor.ts";
import {
  frontierLayout,
  type FrontierLayout,
  type PlacedMark,
} from "./frontier-layout.ts";
import { FrontierGlyph } from "./frontier-glyph.tsx";
import { FrontierNames } from "./frontier-names.tsx";
import { type Place, ringAt } from "./frontier-spread.ts";

const height = 250;

const useStyles = makeStyles({
  stage: {
    position: "relative",
    height: `${height}px`,
    touchAction: "pan-y",
    cursor: "ew-resize",
    borderRadius: tokens.borderRadiusSmall,
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "2px",
    },
  },
  curve: {
    fill: "none",
    stroke: tokens.colorBrandStroke1,
    strokeWidth: "2px",
    "@media (forced-colors: active)": { stroke: "CanvasText" },
  },
  label: {
    fill: tokens.colorNeutralForeground1,
    // Over a line it stays readable.
    stroke: tokens.colorNeutralBackground1,
    strokeWidth: "3px",
    paintOrder: "stroke",
    "@media (forced-colors: active)": { fill: "CanvasText", stroke: "Canvas" },
  },
});

/** Service against working capital, and one point of it that is moved along the curve. */
export function FrontierChart(props: {
  readonly points: readonly CatalogFrontierPoint[];
  readonly marks: readonly FrontierMark[];
  readonly measure: ServiceMeasure;
  readonly currency: string;
  /** The point that is chosen. */
  readonly chosen: number;
  /** The other run that is pointed at, by its place among the marks. */
  readonly pointed: number | null;
  /** `aloud`: by the keyboard, so that it is to be said, too. */
  readonly onPoint: (mark: number | null, aloud?: boolean) => void;
  /** A point in words. */
  readonly say: (point: number) => string;
  readonly onChoose: (point: number) => void;
}): ReactNode {
  const styles = useStyles();
  const chart = useChartStyles();
  const stage = useRef<HTMLDivElement>(null);
  const { width } = useSize(stage);
  const { points, marks, measure, chosen, onChoose, pointed, onPoint } = props;
  const layout =
    width > 0
      ? frontierLayout(points, marks, measure, { width, height })
      : null;

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const at = nearestPoint(
      layout?.curve.map(({ x }) => x) ?? [],
      event.clientX - left,
    );
    if (at !== null && at !== chosen) onChoose(at);
  };
  const rings = layout?.marks.filter(({ mark }) => mark.kind === "scenario");
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = ringAt(rings?.map(({ drawn }) => drawn) ?? [], {
      x: event.clientX - left,
      y: event.clientY - top,
    });
    const mark = at === null ? null : (rings?.[at]?.index ?? null);
    if (mark !== pointed) onPoint(mark);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const number = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : null;
    if (rings?.some(({ index }) => index === number)) onPoint(number, true);
    const to = cursorAfter(event.key, chosen, {
      count: points.length,
      page: 5,
      start: chosen,
    });
    if (to === undefined) return;
    event.preventDefault();
    onChoose(to);
  };
  return (
    <div
      ref={stage}
      className={styles.stage}
      role="slider"
      tabIndex={0}
      aria-label={`Service against working capital, in ${props.currency}`}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={points.length}
      aria-valuenow={chosen + 1}
      aria-valuetext={props.say(chosen)}
      onKeyDown={onKeyDown}
      onBlur={() => onPoint(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
        point(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) follow(event);
        else point(event);
      }}
      onPointerLeave={(event) => {
        if (event.pointerType === "mouse" && pointed !== null) onPoint(null);
      }}
    >
      {layout && (
        <svg
          className={chart.drawing}
          width={width}
          height={height}
          aria-hidden
        >
          <ChartAxes
            plot={layout.plot}
            unit={measure === "fill" ? "Fill rate" : "Cycle service"}
            zero={layout.plot.y + layout.plot.height}
            values={layout.values}
            foot={layout.foot}
            footMarks={false}
          />
          <path className={styles.curve} d={pathOf(layout.curve)} />
          <Guides layout={layout} at={layout.curve[chosen]} />
          <text
            className={chart.scaleText}
            x={layout.plot.x + layout.plot.width}
            y={height - 4}
            textAnchor="end"
          >
            Working capital, {props.currency}
          </text>
          <Leaders marks={layout.marks} />
          {layout.marks.map(({ mark, index, drawn }) => (
            <FrontierGlyph
              key={index}
              kind={mark.kind}
              supposes={mark.supposes}
              pointed={index === pointed}
              number={index + 1}
              x={drawn.x}
              y={drawn.y}
            />
          ))}
          {layout.labels.map(({ title, x, y, anchor }) => (
            <text
              key={title}
              className={styles.label}
              x={x}
              y={y}
              textAnchor={anchor}
            >
              {title}
            </text>
          ))}
          {layout.curve[chosen] && (
            <FrontierGlyph kind="chosen" {...layout.curve[chosen]} />
          )}
        </svg>
      )}
      {rings && pointed !== null && (
        <FrontierNames rings={rings} pointed={pointed} measure={measure} />
      )}
    </div>
  );
}

/** From a ring that gave way to where it belongs. */
function Leaders(props: { readonly marks: readonly PlacedMark[] }): ReactNode {
  return props.marks
    .filter(({ x, y, drawn }) => drawn.x !== x || drawn.y !== y)
    .map(({ index, x, y, drawn }) => (
      <g key={index} stroke="currentColor" fill="currentColor" opacity={0.6}>
        <path d={`M${x} ${y}L${drawn.x} ${drawn.y}`} />
        <circle cx={x} cy={y} r={1.5} />
      </g>
    ));
}

function Guides(props: {
  readonly layout: FrontierLayout;
  readonly at: Place | undefined;
}): ReactNode {
  const chart = useChartStyles();
  const { plot } = props.layout;
  const { at } = props;
  if (!at) return null;
  return (
    <path
      className={chart.cursor}
      fill="none"
      d={`M${plot.x} ${at.y}H${at.x}V${plot.y + plot.height}`}
    />
  );
}

function pathOf(places: readonly Place[]): string {
  return places
    .map(
      ({ x, y }, at) =>
        `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`,
    )
    .join("");
}
