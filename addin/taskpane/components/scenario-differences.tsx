import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { useCallback, type ReactNode } from "react";
import type { RecommendationRow } from "../../../engine/contracts/index.ts";
import { measure, none, signed, signedShort } from "../format.ts";
import { useLayout } from "../layout.ts";
import type { StageDifference } from "../run-comparison.ts";
import { letters } from "./scenario-totals.tsx";
import { VirtualList } from "./virtual-list.tsx";

const useStyles = makeStyles({
  row: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    columnGap: "8px",
    padding: "4px",
    fontVariantNumeric: "tabular-nums",
  },
  right: { textAlign: "right" },
  changes: {
    gridColumn: 2,
    gridRow: "1 / span 2",
    display: "flex",
    flexDirection: "column",
  },
});

const lineHeight = 19;

/** Scenarios stage by stage, the most money first. */
export function ScenarioDifferences(props: {
  readonly rows: readonly StageDifference[];
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { rows } = props;
  // One line for each scenario after the first, two at least.
  const lines = Math.max(2, rows[0]?.valueChanges.length ?? 0);
  const heightOf = useCallback(() => 8 + lines * lineHeight, [lines]);
  const muted = mergeClasses(layout.muted, layout.small, layout.ellipsis);
  return (
    <VirtualList
      label="Differences, stage by stage"
      count={rows.length}
      heightOf={heightOf}
      keyOf={(index) => rows[index]?.stageId ?? String(index)}
      row={(index) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <div className={styles.row}>
            <span
              className={mergeClasses(layout.strong, layout.ellipsis)}
              title={row.description}
            >
              {row.item} · {row.location}
            </span>
            <span className={mergeClasses(styles.right, styles.changes)}>
              {row.valueChanges.length === 1 ? (
                <>
                  <span className={layout.strong}>
                    {signedShort(row.valueChanges[0] ?? 0)}
                  </span>
                  <span className={muted}>{serviceWords(row)}</span>
                </>
              ) : (
                row.valueChanges.map((change, at) => (
                  <span key={at}>
                    <span className={muted}>{letters[at + 1]}</span>{" "}
                    <span className={layout.strong}>{signedShort(change)}</span>
                  </span>
                ))
              )}
            </span>
            <span className={muted} title={stockWords(row)}>
              {stockWords(row)}
            </span>
          </div>
        );
      }}
    />
  );
}

/** `safety 40 → 12, min 120 → 90`; of more than two, safety stock alone. */
function stockWords({ rows }: StageDifference): string {
  const [first = null, second = null] = rows;
  if (rows.length > 2) return `safety ${rows.map(safety).join(" → ")}`;
  if (!first) return `only in B: safety ${safety(second)}`;
  if (!second) return `only in A: safety ${safety(first)}`;
  return `safety ${safety(first)} → ${safety(second)}, min ${min(first)} → ${min(second)}`;
}

function serviceWords({ rows: [first, second] }: StageDifference): string {
  const [a, b] = [first?.after.fillRate, second?.after.fillRate];
  if (typeof a !== "number" || typeof b !== "number") return "";
  const points = 100 * (b - a);
  return Math.abs(points) < 0.05 ? "" : `fill ${signed(points, 1)} pt`;
}

function safety(row: RecommendationRow | null): string {
  return measure(row?.recommended.safetyStock ?? null, row?.unitDecimals ?? 0);
}

function min(row: RecommendationRow | null): string {
  return row ? measure(row.recommended.reorderPoint, row.unitDecimals) : none;
}
