import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useMemo, type ReactNode } from "react";
import type { StageForecast } from "../../../engine/contracts/index.ts";
import { ChartAxes, ChartSheet, useChartStyles } from "./chart-axes.tsx";
import { chartColors, drawn, filled } from "./chart-colors.ts";
import { ChartFigure } from "./chart-figure.tsx";
import {
  leadTimeLayout,
  type LeadTimeLayout,
} from "./lead-time-histogram-layout.ts";
import {
  barInWords,
  leadTimeTable,
  sourceSentence,
} from "./lead-time-histogram-words.ts";

const height = 160;

const useStyles = makeStyles({
  bar: chartColors.bar,
  chosen: filled(tokens.colorNeutralForeground1, "Highlight"),
  erp: drawn(tokens.colorPaletteDarkOrangeForeground1, "LinkText"),
  erpText: chartColors.oddText,
  measured: chartColors.expected,
  measuredText: chartColors.expectedText,
});

/** How long receipts took, beside what the ERP says. */
export function LeadTimeHistogram(props: {
  readonly leadTime: StageForecast["leadTime"];
}): ReactNode {
  const { leadTime } = props;
  const table = useMemo(() => leadTimeTable(leadTime), [leadTime]);
  return (
    <ChartFigure
      label="Receipts by days from order to receipt"
      height={height}
      page={5}
      start={0}
      say={(bar) => barInWords(leadTime, bar)}
      hint={sourceSentence(leadTime)}
      table={table}
      draw={(width, point) => {
        const layout = leadTimeLayout(leadTime, width, height);
        return {
          centres: layout.centres,
          picture: <Drawing layout={layout} point={point} />,
        };
      }}
    />
  );
}

function Drawing(props: {
  readonly layout: LeadTimeLayout;
  readonly point: number | null;
}): ReactNode {
  const { layout, point } = props;
  const { plot } = layout;
  const styles = useStyles();
  const chart = useChartStyles();
  const bottom = plot.y + plot.height;
  return (
    <ChartSheet layout={layout}>
      <ChartAxes
        plot={plot}
        unit="receipts"
        zero={bottom}
        values={layout.valueTicks.map(({ y, text }) => ({ at: y, text }))}
        foot={layout.dayTicks.map(({ x, text }) => ({ at: x, text }))}
        footMarks={false}
      />
      <text
        className={chart.scaleText}
        x={plot.x + plot.width}
        y={bottom + 30}
        textAnchor="end"
      >
        days from order to receipt
      </text>
      {layout.bars.map((bar, at) => (
        <rect
          key={bar.x}
          className={at === point ? styles.chosen : styles.bar}
          {...bar}
        />
      ))}
      {layout.marks.map(({ of, x, textY }) => (
        <line
          key={of}
          className={of === "erp" ? styles.erp : styles.measured}
          x1={x}
          x2={x}
          y1={textY - 9}
          y2={bottom}
          strokeWidth={2}
          {...(of === "erp" ? { strokeDasharray: "4 3" } : {})}
        />
      ))}
      {layout.marks.map(({ of, text, textX, textY }) => (
        <text
          key={of}
          className={mergeClasses(
            chart.note,
            chart.strong,
            of === "erp" ? styles.erpText : styles.measuredText,
          )}
          x={textX}
          y={textY}
        >
          {text}
        </text>
      ))}
    </ChartSheet>
  );
}
