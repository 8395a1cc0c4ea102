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
  table: {
    "& tbody th": { color: tokens.colorNeutralForeground2 },
    "& th, & td": { verticalAlign: "top" },
    "& th:first-child": { width: "27%" },
  },
  four: { minWidth: "348px" },
  scroll: {
    overflowX: "auto",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  change: {
    display: "block",
    color: tokens.colorNeutralForeground2,
    whiteSpace: "nowrap",
  },
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
    name: "Holding cost a year",
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

/** The scenarios' letters, in their order. */
export const letters = ["A", "B", "C", "D"] as const;

/**
 * Scenarios in total, beside today, and what changes against the first: in a column of its own
 * where there are two, below each number where there are more.
 */
export function ScenarioTotals(props: {
  readonly scenarios: readonly {
    readonly name: string;
    readonly totals: Totals;
  }[];
  readonly currency: string;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { scenarios } = props;
  const [first] = scenarios;
  if (!first) return null;
  const two = scenarios.length === 2;
  const difference = (line: Line, totals: Totals) => {
    const [a, b] = [
      line.of(first.totals, first.totals),
      line.of(totals, first.totals),
    ];
    return a === null || b === null ? none : line.change(b - a);
  };
  const table = (
    <table
      className={mergeClasses(
        layout.figures,
        styles.table,
        layout.small,
        scenarios.length > 3 && styles.four,
      )}
      aria-label={`Today and ${two ? "two" : scenarios.length} scenarios in total`}
    >
      <thead>
        <tr>
          <th scope="col">{props.currency}</th>
          <th scope="col">Today</th>
          {scenarios.map(({ name }, at) => (
            <th key={at} scope="col" className={styles.head} title={name}>
              {letters[at]}
              <span className={layout.hidden}> {name}</span>
            </th>
          ))}
          {two && <th scope="col">B − A</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.name}>
            <th scope="row">{line.name}</th>
            <td className={layout.muted}>
              {line.text(line.today(first.totals))}
            </td>
            {scenarios.map(({ totals }, at) => (
              <td key={at}>
                <span className={two ? undefined : layout.strong}>
                  {line.text(line.of(totals, first.totals))}
                </span>
                {!two && at > 0 && (
                  <span className={styles.change}>
                    {difference(line, totals)}
                  </span>
                )}
              </td>
            ))}
            {two && (
              <td className={layout.strong}>
                {difference(line, scenarios[1]?.totals ?? first.totals)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  // Four do not fit a narrow pane: they scroll sideways, by the arrow keys, too.
  return scenarios.length < 4 ? (
    table
  ) : (
    <div
      className={styles.scroll}
      role="group"
      aria-label="Scenarios in total"
      tabIndex={0}
    >
      {table}
    </div>
  );
}
