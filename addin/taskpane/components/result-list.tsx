import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  ArrowSync16Regular,
  CheckmarkCircle16Filled,
  Circle16Regular,
  ErrorCircle16Filled,
  Warning16Filled,
} from "@fluentui/react-icons";
import { useCallback, type ReactNode } from "react";
import { useLayout } from "../layout.ts";
import { VirtualList } from "./virtual-list.tsx";

/** What became of one row, as it is known now. */
export interface RowOutcome {
  readonly stageId: string;
  readonly title: string;
  readonly state: string;
  readonly message: string | null;
}

const useStyles = makeStyles({
  row: {
    display: "grid",
    gridTemplateColumns: "16px minmax(0, 1fr) auto",
    columnGap: "8px",
    alignItems: "start",
    padding: "5px 4px 0",
  },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  warn: { color: tokens.colorPaletteDarkOrangeForeground1 },
  icon: { marginTop: "2px" },
  message: {
    gridColumn: "2 / -1",
    fontSize: tokens.fontSizeBase200,
    lineHeight: "16px",
    height: "32px",
    display: "-webkit-box",
    WebkitLineClamp: 2,
    WebkitBoxOrient: "vertical",
    overflow: "hidden",
  },
});

/** Row by row, as it happens. */
export function ResultList(props: {
  readonly rows: readonly RowOutcome[];
}): ReactNode {
  const { rows } = props;
  const heightOf = useCallback(
    (index: number) => (rows[index]?.message ? 62 : 30),
    [rows],
  );
  return (
    <VirtualList
      label="Results, row by row"
      count={rows.length}
      heightOf={heightOf}
      keyOf={(index) => rows[index]?.stageId ?? String(index)}
      row={(index) => {
        const row = rows[index];
        return row ? <ResultRow row={row} /> : null;
      }}
    />
  );
}

function ResultRow(props: { readonly row: RowOutcome }): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { row } = props;
  return (
    <div className={styles.row}>
      <span className={styles.icon}>
        <StateIcon state={row.state} />
      </span>
      <span className={layout.ellipsis} title={row.stageId}>
        {row.title}
      </span>
      <span className={layout.muted}>{stateWord(row.state)}</span>
      {row.message && (
        <span
          className={mergeClasses(styles.message, layout.muted)}
          title={row.message}
        >
          {row.message}
        </span>
      )}
    </div>
  );
}

function StateIcon(props: { readonly state: string }): ReactNode {
  const styles = useStyles();
  switch (props.state) {
    case "written":
    case "already-written":
    case "verified":
      return <CheckmarkCircle16Filled className={styles.good} />;
    case "conflict":
    case "missing":
    case "skipped":
      return <Warning16Filled className={styles.warn} />;
    case "failed":
      return <ErrorCircle16Filled className={styles.bad} />;
    case "intended":
      return <ArrowSync16Regular />;
    default:
      return <Circle16Regular />;
  }
}

/** A row's state in a planner's words. */
export function stateWord(state: string): string {
  switch (state) {
    case "pending":
      return "waiting";
    case "intended":
      return "being written";
    case "already-written":
      return "written before";
    default:
      return state.replaceAll("-", " ");
  }
}
