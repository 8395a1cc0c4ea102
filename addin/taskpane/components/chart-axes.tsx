import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { chartText, type Box } from "./chart-labels.ts";

/** What every chart looks like, also where the system's own few colours are forced. */
export const useChartStyles = makeStyles({
  drawing: {
    display: "block",
    overflow: "visible",
    fontSize: `${chartText.size}px`,
    fontFamily: tokens.fontFamilyBase,
    fontVariantNumeric: "tabular-nums",
    userSelect: "none",
  },
  scaleText: {
    fill: tokens.colorNeutralForeground2,
    "@media (forced-colors: active)": { fill: "CanvasText" },
  },
  /** Words in the plot: what lies behind them keeps off. */
  note: {
    paintOrder: "stroke",
    stroke: tokens.colorNeutralBackground1,
    strokeWidth: "3px",
    strokeLinejoin: "round",
    "@media (forced-colors: active)": { stroke: "Canvas" },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  grid: {
    stroke: tokens.colorNeutralStroke3,
    "@media (forced-colors: active)": { stroke: "GrayText", opacity: 0.5 },
  },
  base: {
    stroke: tokens.colorNeutralStrokeAccessible,
    "@media (forced-colors: active)": { stroke: "CanvasText" },
  },
  cursor: {
    stroke: tokens.colorNeutralForeground1,
    strokeDasharray: "2 2",
    "@media (forced-colors: active)": { stroke: "Highlight" },
  },
});

/** The sheet that a chart is drawn on; its words are told elsewhere. */
export function ChartSheet(props: {
  readonly layout: { readonly width: number; readonly height: number };
  readonly children: ReactNode;
}): ReactNode {
  const { width, height } = props.layout;
  const { drawing } = useChartStyles();
  return (
    <svg className={drawing} width={width} height={height} aria-hidden>
      {props.children}
    </svg>
  );
}

/** A value or a time on an axis, and where it stands. */
export interface AxisTick {
  /** Pixels from the top for values, from the left along the foot. */
  readonly at: number;
  readonly text: string;
  readonly strong?: boolean;
}

/** Lines across the plot with their values at the left, and what stands along the foot. */
export function ChartAxes(props: {
  readonly plot: Box;
  /** What the values are: `pc a week`. */
  readonly unit: string;
  /** Pixels from the top where the value is zero. */
  readonly zero: number;
  readonly values: readonly AxisTick[];
  readonly foot: readonly AxisTick[];
  /** Small lines where the labels of the foot stand, at their left; labels centred otherwise. */
  readonly footMarks: boolean;
}): ReactNode {
  const styles = useChartStyles();
  const { plot, zero, footMarks } = props;
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  return (
    <g>
      {props.values.map(({ at, text }) => (
        <g key={text}>
          <line
            className={at === zero ? styles.base : styles.grid}
            x1={plot.x}
            x2={right}
            y1={at}
            y2={at}
          />
          <text
            className={styles.scaleText}
            x={plot.x - 5}
            y={at + 4}
            textAnchor="end"
          >
            {text}
          </text>
        </g>
      ))}
      <text className={styles.scaleText} x={0} y={chartText.size}>
        {props.unit}
      </text>
      {props.foot.map(({ at, text, strong }) => (
        <g key={`${at} ${text}`}>
          {footMarks && (
            <line
              className={styles.base}
              x1={at}
              x2={at}
              y1={bottom}
              y2={bottom + 5}
            />
          )}
          <text
            className={mergeClasses(styles.scaleText, strong && styles.strong)}
            x={footMarks ? at + 3 : at}
            y={bottom + 15}
            textAnchor={footMarks ? "start" : "middle"}
          >
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
