import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { CatalogPoint } from "../../../engine/contracts/index.ts";
import { moneyShort, none, percent, quantity, signedShort } from "../format.ts";
import { useLayout } from "../layout.ts";
import { FrontierSign } from "./frontier-glyph.tsx";

const useStyles = makeStyles({
  table: {
    "& th, & td": { paddingLeft: "4px" },
    "& tbody th": { color: tokens.colorNeutralForeground2 },
  },
  name: {
    display: "inline-flex",
    alignItems: "center",
    gap: "2px",
    verticalAlign: "middle",
    whiteSpace: "nowrap",
  },
});

/** What finance asks of a point: cash, cost, service, turns; today, this run, and the chosen one. */
export function FrontierFigures(props: {
  readonly today: CatalogPoint | null;
  readonly recommended: CatalogPoint;
  readonly chosen: CatalogPoint;
  readonly currency: string;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { today, recommended, chosen } = props;
  const columns = [today, recommended, chosen];
  const released = (point: CatalogPoint | null) =>
    today && point && point !== today
      ? signedShort(today.workingCapital - point.workingCapital)
      : none;
  const rows: readonly (readonly [
    string,
    (point: CatalogPoint | null) => string,
  ])[] = [
    ["Working capital", (point) => moneyShort(point?.workingCapital ?? null)],
    ["of it on hand", (point) => moneyShort(point?.inventoryValue ?? null)],
    ["Cash released", released],
    [
      "Holding cost a year",
      (point) => moneyShort(point?.holdingCostPerYear ?? null),
    ],
    ["Fill rate", (point) => percent(point?.fillRate ?? null)],
    ["Cycle service", (point) => percent(point?.cycleService ?? null)],
    ["Turns a year", (point) => quantity(point?.turns ?? null, 1)],
  ];
  return (
    <table
      className={mergeClasses(layout.figures, styles.table, layout.small)}
      aria-label="Cash, cost and service of today, this run and the chosen point"
    >
      <thead>
        <tr>
          <th scope="col">{props.currency}</th>
          {(["today", "recommended", "chosen"] as const).map((kind, at) => (
            <th key={kind} scope="col">
              <span className={styles.name}>
                <FrontierSign kind={kind} />
                {["Today", "This run", "Chosen"][at]}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, text]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {columns.map((point, at) => (
              <td key={at} className={mergeClasses(at === 2 && layout.strong)}>
                {text(point)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
