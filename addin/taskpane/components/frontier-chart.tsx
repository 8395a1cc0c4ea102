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
  type Place,
} from "./frontier-layout.ts";
import { FrontierGlyph } from "./frontier-glyph.tsx";

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
  /** A point in words. */
  readonly say: (point: number) => string;
  readonly onChoose: (point: number) => void;
}): ReactNode {
  const styles = useStyles();
  const chart = useChartStyles();
  const stage = useRef<HTMLDivElement>(null);
  const { width } = useSize(stage);
  const { points, marks, measure, chosen, onChoose } = props;
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
  const onKeyDown = (event: KeyboardEvent) => {
    const to = cursorAfter(event.key, chosen, {
      count: points.length,
      page: 5,
      start: chosen,
    });
    if (to === undefined || event.ctrlKey || event.metaKey) return;
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
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) follow(event);
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
          {layout.marks.map(({ mark, x, y }, index) => (
            <FrontierGlyph
              key={index}
              kind={mark.kind}
              supposes={mark.supposes}
              // Other runs come first, in the order of their list.
              number={index + 1}
              x={x}
              y={y}
            />
          ))}
          {namedMarks(layout).map(({ title, x, y, anchor }) => (
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
    </div>
  );
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

/** Names beside today's point and the run's, below the curve, apart from each other. */
function namedMarks({ plot, marks }: FrontierLayout) {
  const line = 13;
  let last: { x: number; y: number } | null = null;
  return marks
    .filter(({ mark }) => mark.kind !== "scenario")
    .sort((a, b) => a.y - b.y)
    .map(({ mark, x, y }) => {
      const atRight = x > plot.x + plot.width - 80;
      const wanted = Math.min(y + line, plot.y + plot.height - 4);
      const close = last && Math.abs(last.x - x) < 90 && wanted - last.y < line;
      const placed = { x, y: close && last ? last.y + line : wanted };
      last = placed;
      return {
        title: mark.title,
        x: atRight ? x - 7 : x + 7,
        y: placed.y,
        anchor: atRight ? ("end" as const) : ("start" as const),
      };
    });
}

function pathOf(places: readonly Place[]): string {
  return places
    .map(
      ({ x, y }, at) =>
        `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`,
    )
    .join("");
}
