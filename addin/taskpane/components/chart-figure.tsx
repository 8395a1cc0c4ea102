import { Button, makeStyles, tokens } from "@fluentui/react-components";
import {
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import { useSize } from "../hooks/use-size.ts";
import { useLayout } from "../layout.ts";
import { cursorAfter, nearestPoint } from "./chart-cursor.ts";
import { ChartTable, type ChartTableContent } from "./chart-table.tsx";

const useStyles = makeStyles({
  figure: { margin: 0, display: "flex", flexDirection: "column", gap: "4px" },
  stage: {
    position: "relative",
    touchAction: "pan-y",
    // Who comes by keyboard sees the line below, too.
    scrollMarginBottom: "44px",
    cursor: "crosshair",
    borderRadius: tokens.borderRadiusSmall,
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "2px",
    },
  },
  // Two lines always, so that nothing below moves while one reads along.
  told: { minHeight: "32px", fontVariantNumeric: "tabular-nums" },
  foot: { display: "flex", gap: "4px", flexWrap: "wrap", marginLeft: "-8px" },
});

/** A drawing, and where its points are, so that pointer and keys can find them. */
export interface ChartDrawing {
  readonly picture: ReactNode;
  /** Middle of each point, pixels from the left, ascending. */
  readonly centres: readonly number[];
}

/**
 * A chart that is read point by point: by hovering, by touching, and by the arrow keys. The point
 * is told in a line below; whoever does not see the chart hears the same, or reads the table.
 */
export function ChartFigure(props: {
  /** What the chart shows, for a screen reader. */
  readonly label: string;
  readonly height: number;
  /** Points that Page Up and Page Down pass. */
  readonly page: number;
  /** The point that the keys begin at. */
  readonly start: number;
  readonly draw: (width: number, point: number | null) => ChartDrawing;
  /** A point in words. */
  readonly say: (point: number) => string;
  /** What stands in the line while no point is chosen. */
  readonly hint: string;
  readonly table: ChartTableContent;
  /** Buttons beside the one for the table. */
  readonly more?: ReactNode;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const stage = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const { width } = useSize(stage, asTable);
  const count = props.table.rows.length;
  const kept = cursor === null ? null : Math.min(cursor, count - 1);
  const shown = hovered ?? (focused ? kept : null);
  const point = shown === null ? null : Math.min(shown, count - 1);
  const { picture, centres } =
    width > 0 && !asTable
      ? props.draw(width, point)
      : { picture: null, centres: [] };

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setHovered(nearestPoint(centres, event.clientX - left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { page, start } = props;
    const to = cursorAfter(event.key, kept, { count, page, start });
    if (to === undefined || event.ctrlKey || event.metaKey) return;
    setCursor(to);
    setHovered(null);
    event.preventDefault();
  };
  const now = kept ?? props.start;
  return (
    <figure className={styles.figure}>
      {asTable ? (
        <ChartTable label={props.label} content={props.table} />
      ) : (
        <>
          <div
            ref={stage}
            className={styles.stage}
            style={{ height: props.height }}
            // A slider is what a screen reader hands the arrow keys to, and reads out as it moves.
            role="slider"
            tabIndex={0}
            aria-label={props.label}
            aria-orientation="horizontal"
            aria-valuemin={1}
            aria-valuemax={count}
            aria-valuenow={now + 1}
            aria-valuetext={props.say(now)}
            onKeyDown={onKeyDown}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
            onPointerMove={follow}
            onPointerDown={follow}
            onPointerLeave={() => setHovered(null)}
          >
            {picture}
          </div>
          <div
            className={`${styles.told} ${layout.small} ${point === null ? layout.muted : ""}`}
          >
            {point === null ? props.hint : props.say(point)}
          </div>
        </>
      )}
      <div className={styles.foot}>
        <Button
          size="small"
          appearance="transparent"
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? "Show as a chart" : "Show as a table"}
        </Button>
        {props.more}
      </div>
    </figure>
  );
}
