import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowDown12Regular, ArrowUp12Regular } from "@fluentui/react-icons";
import { useRef, type ReactNode } from "react";
import { useSize } from "../hooks/use-size.ts";
import { useLayout } from "../layout.ts";
import type {
  ReviewRow,
  ReviewSort,
  ServiceMeasure,
  SortKey,
} from "../review-rows.ts";
import { CompactRow, WideRow } from "./stage-row.tsx";
import { useStageColumns } from "./stage-columns.ts";
import { VirtualGrid } from "./virtual-grid.tsx";

const useStyles = makeStyles({
  box: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    display: "flex",
    flexDirection: "column",
  },
  sort: {
    appearance: "none",
    border: "none",
    background: "none",
    font: "inherit",
    color: "inherit",
    padding: 0,
    cursor: "pointer",
    display: "inline-flex",
    alignItems: "center",
    gap: "2px",
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  head: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: "28px",
    color: tokens.colorNeutralForeground2,
    height: "28px",
    alignItems: "center",
  },
  compactHead: { height: "24px", lineHeight: "24px", paddingTop: 0 },
});

const wideColumns: readonly (readonly [SortKey, string])[] = [
  ["min", "Min"],
  ["max", "Max"],
  ["safety", "Safety stock"],
  ["value", "Stock value"],
  ["service", "Service"],
];

/** The review's rows: one line of columns where there is room, three short lines where not. */
export function StageGrid(props: {
  readonly rows: readonly ReviewRow[];
  readonly measure: ServiceMeasure;
  readonly currency: string;
  readonly chosen: string | null;
  readonly sort: ReviewSort;
  readonly onSort: (key: SortKey) => void;
  readonly onOpen: (stageId: string) => void;
}): ReactNode {
  const styles = useStyles();
  const columns = useStageColumns();
  const layout = useLayout();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const { rows, measure } = props;
  const wide = width >= 720;
  const slim = width < 430;

  const sortable = (key: SortKey, title: string, align?: string) => (
    <span
      key={key}
      role="columnheader"
      className={align}
      aria-sort={
        props.sort.key !== key
          ? undefined
          : props.sort.descending
            ? "descending"
            : "ascending"
      }
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => props.onSort(key)}
      >
        {title}
        {props.sort.key === key &&
          (props.sort.descending ? (
            <ArrowDown12Regular />
          ) : (
            <ArrowUp12Regular />
          ))}
      </button>
    </span>
  );
  const header = wide ? (
    <div className={mergeClasses(columns.wide, styles.head)} role="none">
      {sortable("item", "Item and location")}
      <span role="columnheader">Class</span>
      {wideColumns.map(([key, title]) => sortable(key, title, columns.right))}
    </div>
  ) : (
    <div
      className={mergeClasses(
        slim ? columns.slim : columns.compact,
        styles.head,
        styles.compactHead,
      )}
      role="none"
    >
      <span role="columnheader" className={layout.ellipsis}>
        {slim ? "Item, location, now → advised" : "Item and location"}
      </span>
      <span
        role="columnheader"
        className={mergeClasses(slim && layout.hidden, columns.right)}
      >
        now → advised
      </span>
      <span role="columnheader" className={columns.right}>
        ± {props.currency}, service
      </span>
    </div>
  );
  return (
    <div ref={box} className={styles.box}>
      <VirtualGrid
        label="Recommendations"
        count={rows.length}
        rowHeight={wide ? 46 : slim ? 98 : 64}
        header={header}
        headerHeight={wide ? 29 : 25}
        keyOf={(index) => rows[index]?.stage.stageId ?? String(index)}
        chosen={rows.findIndex((row) => row.stage.stageId === props.chosen)}
        onOpen={(index) => {
          const row = rows[index];
          if (row) props.onOpen(row.stage.stageId);
        }}
        row={(index) => {
          const row = rows[index];
          if (!row) return null;
          return wide ? (
            <WideRow row={row} measure={measure} />
          ) : (
            <CompactRow row={row} measure={measure} slim={slim} />
          );
        }}
      />
    </div>
  );
}
