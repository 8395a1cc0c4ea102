import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Totals } from "../../../engine/contracts/index.ts";
import {
  measure,
  moneyShort,
  none,
  percent,
  signed,
  signedShort,
} from "../format.ts";
import { useLayout } from "../layout.ts";

const useStyles = makeStyles({
  table: { "& tbody th": { color: tokens.colorNeutralForeground2 } },
  head: {
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
});

interface Line {
  readonly name: string;
  readonly today: (totals: Totals) => number | null;
  /** @param now - what today ties up, by the first scenario's yardstick */
  readonly of: (totals: Totals, now: Totals) => number | null;
  readonly text: (value: number | null) => string;
  readonly change: (difference: number) => string;
}

const money = { text: moneyShort, change: signedShort };
const share = {
  text: (value: number | null) => percent(value),
  change: (difference: number) => `${signed(100 * difference, 1)} pt`,
};

const lines: readonly Line[] = [
  {
    name: "Inventory value",
    today: (totals) => totals.inventoryValueBefore,
    of: (totals) => totals.inventoryValueAfter,
    ...money,
  },
  {
    name: "Cash released",
    today: () => null,
    of: (totals, now) => now.inventoryValueBefore - totals.inventoryValueAfter,
    text: signedShort,
    change: signedShort,
  },
  {
    name: "Cost a year",
    today: (totals) => totals.holdingCostPerYearBefore,
    of: (totals) => totals.holdingCostPerYearAfter,
    ...money,
  },
  {
    name: "Fill rate",
    today: (totals) => totals.fillRateBefore,
    of: (totals) => totals.fillRateAfter,
    ...share,
  },
  {
    name: "Cycle service",
    today: (totals) => totals.cycleServiceBefore,
    of: (totals) => totals.cycleServiceAfter,
    ...share,
  },
  {
    name: "Stages",
    today: () => null,
    of: (totals) => totals.stages,
    text: (value) => measure(value, 0),
    change: (difference) => signed(difference),
  },
];

/** Two scenarios in total, beside today, and what the second changes against the first. */
export function ScenarioTotals(props: {
  readonly first: { readonly name: string; readonly totals: Totals };
  readonly second: { readonly name: string; readonly totals: Totals };
  readonly currency: string;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { first, second } = props;
  const head = (letter: string, name: string) => (
    <th scope="col" className={styles.head} title={name}>
      {letter}
      <span className={layout.hidden}> {name}</span>
    </th>
  );
  return (
    <table
      className={mergeClasses(layout.figures, styles.table, layout.small)}
      aria-label="Today and two scenarios in total"
    >
      <thead>
        <tr>
          <th scope="col">{props.currency}</th>
          <th scope="col">Today</th>
          {head("A", first.name)}
          {head("B", second.name)}
          <th scope="col">B − A</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, today, of, text, change }) => {
          const now = first.totals;
          const [a, b] = [of(first.totals, now), of(second.totals, now)];
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={layout.muted}>{text(today(first.totals))}</td>
              <td>{text(a)}</td>
              <td>{text(b)}</td>
              <td className={layout.strong}>
                {a === null || b === null ? none : change(b - a)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
