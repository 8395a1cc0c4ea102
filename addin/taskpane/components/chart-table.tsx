import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useLayout } from "../layout.ts";

/** The numbers of a chart, one row a point; the first column names the point. */
export interface ChartTableContent {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const useStyles = makeStyles({
  scroll: {
    maxHeight: "260px",
    overflowY: "auto",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: {
    width: "100%",
    borderCollapse: "collapse",
    fontVariantNumeric: "tabular-nums",
    "& th, & td": {
      padding: "2px 4px",
      textAlign: "right",
      fontWeight: tokens.fontWeightRegular,
      verticalAlign: "top",
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
    "& th:first-child": { textAlign: "left", whiteSpace: "nowrap" },
    "& thead th": {
      position: "sticky",
      top: 0,
      backgroundColor: tokens.colorNeutralBackground1,
      color: tokens.colorNeutralForeground2,
    },
  },
});

/** What a chart shows, in numbers. */
export function ChartTable(props: {
  readonly label: string;
  readonly content: ChartTableContent;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { head, rows } = props.content;
  return (
    <div
      className={`${styles.scroll} ${layout.small}`}
      tabIndex={0}
      role="group"
      aria-label={`${props.label}, in numbers`}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
