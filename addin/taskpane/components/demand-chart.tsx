import {
  Button,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { useMemo, useState, type ReactNode } from "react";
import { measure } from "../format.ts";
import { ChartAxes, ChartSheet, useChartStyles } from "./chart-axes.tsx";
import { chartColors, drawn, filled } from "./chart-colors.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { chartText, textWidth } from "./chart-labels.ts";
import {
  earlierMatters,
  latest,
  treatmentOf,
  usualPeriods,
  type DemandPicture,
} from "./demand-chart-data.ts";
import { demandLayout, type DemandLayout } from "./demand-chart-layout.ts";
import { demandTable, periodInWords } from "./demand-chart-words.ts";

const height = 200;

const useStyles = makeStyles({
  sold: drawn(tokens.colorNeutralForeground2, "CanvasText"),
  soldBar: chartColors.bar,
  soldText: filled(tokens.colorNeutralForeground1, "CanvasText"),
  faint: { opacity: 0.45 },
  repair: {
    stroke: tokens.colorPaletteDarkOrangeForeground1,
    fill: tokens.colorNeutralBackground1,
    "@media (forced-colors: active)": { stroke: "LinkText", fill: "Canvas" },
  },
  repairText: chartColors.oddText,
  leftOut: {
    fill: tokens.colorNeutralForeground1,
    opacity: 0.1,
    "@media (forced-colors: active)": { fill: "GrayText", opacity: 0.4 },
  },
  today: drawn(tokens.colorNeutralForeground1, "CanvasText"),
  band: {
    fill: tokens.colorBrandStroke1,
    opacity: 0.2,
    "@media (forced-colors: active)": { fill: "Highlight", opacity: 0.3 },
  },
  edge: chartColors.expected,
  comingText: chartColors.expectedText,
});

/** Demand of a stage: what was sold, what was repaired, and what to expect. Read without a legend. */
export function DemandChart(props: {
  readonly picture: DemandPicture;
}): ReactNode {
  const whole = props.picture;
  const { period } = whole;
  const usual = usualPeriods[period];
  const [asked, setAsked] = useState<boolean | null>(null);
  const all = asked ?? earlierMatters(whole, usual);
  const picture = useMemo(
    () => (all ? whole : latest(whole, usual)),
    [all, whole, usual],
  );
  const table = useMemo(() => demandTable(picture), [picture]);
  const more = whole.past.length > usual;
  return (
    <ChartFigure
      label={`Demand by ${period}`}
      height={height}
      page={period === "day" ? 7 : period === "week" ? 13 : 12}
      start={Math.max(0, picture.past.length - 1)}
      say={(point) => periodInWords(picture, point)}
      hint={hintOf(picture)}
      table={table}
      draw={(width, point) => {
        const layout = demandLayout(picture, width, height);
        return {
          centres: layout.centres,
          picture: <Drawing layout={layout} point={point} />,
        };
      }}
      more={
        more && (
          <Button
            size="small"
            appearance="transparent"
            onClick={() => setAsked(!all)}
          >
            {all
              ? `Only the last ${usual} ${period}s`
              : `All ${measure(whole.past.length, 0)} ${period}s`}
          </Button>
        )
      }
    />
  );
}

function hintOf({ past, period }: DemandPicture): string {
  const changed = past.filter((one) => {
    const treatment = treatmentOf(one);
    return treatment === "repaired" || treatment === "left-out";
  }).length;
  const point = `Point at a ${period} to read it.`;
  if (changed === 0) return point;
  const many = changed > 1;
  return `${point} ${changed} of ${past.length} ${period}s ${many ? "do" : "does"} not count as ${many ? "they were" : "it was"} sold.`;
}

function Drawing(props: {
  readonly layout: DemandLayout;
  readonly point: number | null;
}): ReactNode {
  const { layout, point } = props;
  const { plot } = layout;
  const styles = useStyles();
  const chart = useChartStyles();
  const bottom = plot.y + plot.height;
  return (
    <ChartSheet layout={layout}>
      {layout.leftOut.map((box) => (
        <rect key={box.x} className={styles.leftOut} {...box} />
      ))}
      <ChartAxes
        plot={plot}
        unit={layout.unit}
        zero={layout.zero}
        values={layout.valueTicks.map(({ y, text }) => ({ at: y, text }))}
        foot={layout.timeTicks.map(({ x, text, isYear }) => ({
          at: x,
          text,
          strong: isYear,
        }))}
        footMarks
      />
      <path className={styles.band} d={layout.bandPath} />
      <path className={styles.edge} d={layout.highPath} fill="none" />
      <path
        className={styles.edge}
        d={layout.expectedPath}
        fill="none"
        strokeWidth={2.5}
      />
      {layout.soldBars.map(({ faint, ...bar }) => (
        <rect
          key={bar.x}
          className={mergeClasses(styles.soldBar, faint && styles.faint)}
          {...bar}
        />
      ))}
      {layout.soFar && (
        <rect
          className={mergeClasses(styles.soldBar, styles.faint)}
          {...layout.soFar}
        />
      )}
      <path
        className={styles.sold}
        d={layout.soldPath}
        fill="none"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {layout.repairs.map(({ x, from, to }) => (
        <g key={x} className={styles.repair}>
          <line x1={x} x2={x} y1={from} y2={to} strokeDasharray="2 2" />
          <circle cx={x} cy={to} r={3} strokeWidth={1.5} />
        </g>
      ))}
      <Today layout={layout} />
      {layout.notes.map(({ kind, text, x, y }) => (
        <text
          key={`${x} ${text}`}
          className={mergeClasses(
            chart.note,
            kind === "repaired" ? styles.repairText : styles.soldText,
          )}
          x={x}
          y={y}
        >
          {text}
        </text>
      ))}
      <EndLabels layout={layout} />
      {point !== null && layout.centres[point] !== undefined && (
        <line
          className={chart.cursor}
          x1={layout.centres[point]}
          x2={layout.centres[point]}
          y1={plot.y - 12}
          y2={bottom}
        />
      )}
    </ChartSheet>
  );
}

function Today({ layout }: { readonly layout: DemandLayout }): ReactNode {
  const styles = useStyles();
  const { today, plot } = layout;
  if (today === null) return null;
  // Beside the unit, never on it.
  const middle = Math.max(today, textWidth(layout.unit) + 28);
  return (
    <g>
      <line
        className={styles.today}
        x1={today}
        x2={today}
        y1={chartText.line + 3}
        y2={plot.y + plot.height}
      />
      <text
        className={styles.soldText}
        x={middle}
        y={chartText.size}
        textAnchor="middle"
      >
        today
      </text>
    </g>
  );
}

function EndLabels({ layout }: { readonly layout: DemandLayout }): ReactNode {
  const styles = useStyles();
  const chart = useChartStyles();
  const end = layout.plot.x + layout.plot.width;
  return layout.endLabels.map(({ of, lines, x, top, markY }) => {
    const middle = top + (lines.length * chartText.line) / 2;
    return (
      <g key={of}>
        <path
          className={styles.edge}
          d={`M${end} ${markY}L${x - 2} ${middle}`}
          opacity={0.6}
          fill="none"
        />
        <text
          className={mergeClasses(
            styles.comingText,
            of === "expected" && chart.strong,
          )}
          y={top - 3}
        >
          {lines.map((line) => (
            <tspan key={line} x={x} dy={chartText.line}>
              {line}
            </tspan>
          ))}
        </text>
      </g>
    );
  });
}
