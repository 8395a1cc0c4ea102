import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  ArrowRight12Regular,
  Edit16Regular,
  ProhibitedRegular,
  Warning16Filled,
} from "@fluentui/react-icons";
import { useCallback, type ReactNode } from "react";
import type { ChangeRow } from "../../../engine/contracts/index.ts";
import { fieldNames } from "../change-order.ts";
import { none, paneWords, signed } from "../format.ts";
import { useLayout } from "../layout.ts";
import { VirtualList } from "./virtual-list.tsx";

const useStyles = makeStyles({
  row: { padding: "6px 4px 0 4px", maxWidth: "640px" },
  field: {
    display: "grid",
    gridTemplateColumns:
      "minmax(0, 1fr) minmax(56px, auto) 16px minmax(56px, auto)",
    columnGap: "4px",
    height: "20px",
    alignItems: "center",
    fontVariantNumeric: "tabular-nums",
    fontSize: tokens.fontSizeBase200,
  },
  right: { textAlign: "right" },
  note: {
    display: "flex",
    gap: "6px",
    height: "36px",
    alignItems: "center",
    fontSize: tokens.fontSizeBase200,
    lineHeight: "16px",
  },
  text: {
    display: "-webkit-box",
    WebkitLineClamp: 2,
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
  },
  icon: { flexShrink: 0, width: "16px", height: "16px" },
  block: { color: tokens.colorPaletteRedForeground1 },
  warn: { color: tokens.colorPaletteDarkOrangeForeground1 },
  title: {
    display: "flex",
    height: "20px",
    gap: "8px",
    alignItems: "baseline",
  },
  grow: { flexGrow: 1 },
});

/** The exact diff, field by field: what the ERP holds, and what it shall hold. */
export function DiffList(props: {
  readonly rows: readonly ChangeRow[];
}): ReactNode {
  const { rows } = props;
  const heightOf = useCallback(
    (index: number) => {
      const row = rows[index];
      return row ? heightOfRow(row) : 0;
    },
    [rows],
  );
  return (
    <VirtualList
      label="Changes, row by row"
      count={rows.length}
      heightOf={heightOf}
      keyOf={(index) => rows[index]?.stageId ?? String(index)}
      row={(index) => {
        const row = rows[index];
        return row ? <DiffRow row={row} /> : null;
      }}
    />
  );
}

/** What holds a row back, and what it is warned of; nothing of it twice. */
function guardrailsOf({ guardrails }: ChangeRow): ChangeRow["guardrails"] {
  return guardrails.filter(
    ({ severity, message }) =>
      severity === "block" ||
      !guardrails.some(
        (other) => other.severity === "block" && other.message === message,
      ),
  );
}

function heightOfRow(row: ChangeRow): number {
  const notes =
    guardrailsOf(row).length +
    (row.overrideReason ? 1 : 0) +
    (row.message ? 1 : 0);
  return 6 + 20 + 20 * row.changes.length + 36 * notes + 6;
}

function DiffRow(props: { readonly row: ChangeRow }): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { row } = props;
  const key = Object.values(row.key).join(" · ");
  return (
    <div className={styles.row}>
      <div className={styles.title}>
        <span
          className={mergeClasses(layout.strong, layout.ellipsis, styles.grow)}
          title={`${row.entity}: ${JSON.stringify(row.key)}`}
        >
          {key || row.stageId}
        </span>
        <span className={layout.muted}>{kindWord(row)}</span>
        {row.valueChange !== null && row.kind === "change" && (
          <span className={layout.numeric}>{signed(row.valueChange)}</span>
        )}
      </div>
      {row.changes.map((change) => (
        <div key={change.column} className={styles.field}>
          <span
            className={layout.ellipsis}
            title={`${fieldNames[change.field]} (${change.column})`}
          >
            {fieldNames[change.field]}{" "}
            <span className={layout.muted}>({change.column})</span>
          </span>
          <span className={mergeClasses(styles.right, layout.muted)}>
            {change.oldValue ?? "empty"}
          </span>
          <ArrowRight12Regular aria-label="becomes" />
          <span className={mergeClasses(styles.right, layout.strong)}>
            {change.newValue ?? "empty"}
          </span>
        </div>
      ))}
      {guardrailsOf(row).map((one) => (
        <div key={one.code + one.message} className={styles.note}>
          {one.severity === "block" ? (
            <ProhibitedRegular
              className={mergeClasses(styles.icon, styles.block)}
              aria-label="Blocked"
            />
          ) : (
            <Warning16Filled
              className={mergeClasses(styles.icon, styles.warn)}
              aria-label="Warning"
            />
          )}
          <span className={styles.text} title={paneWords(one.message)}>
            {paneWords(one.message)}
          </span>
        </div>
      ))}
      {row.overrideReason && (
        <div className={styles.note}>
          <Edit16Regular className={styles.icon} aria-label="Overridden" />
          <span className={styles.text} title={row.overrideReason}>
            “{row.overrideReason}”
          </span>
        </div>
      )}
      {row.message && (
        <div className={styles.note}>
          <Warning16Filled
            className={mergeClasses(styles.icon, styles.warn)}
            aria-label="Note"
          />
          <span className={styles.text} title={row.message}>
            {row.message}
          </span>
        </div>
      )}
    </div>
  );
}

function kindWord(row: ChangeRow): string {
  switch (row.kind) {
    case "change":
      return row.valueChange === null ? none : "";
    case "unchanged":
      return "unchanged";
    case "missing":
      return "missing";
    case "conflict":
      return "conflict";
    case "blocked":
      return "blocked";
  }
}
