import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Totals } from "../../../engine/contracts/index.ts";
import {
  moneyExact,
  moneyPair,
  moneyShort,
  none,
  percent,
  signed,
} from "../format.ts";

const useStyles = makeStyles({
  strip: {
    containerType: "inline-size",
    flexShrink: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  cells: {
    margin: 0,
    display: "grid",
    gridTemplateColumns: "minmax(0, 1.25fr) minmax(0, 1fr)",
    columnGap: "16px",
    rowGap: "4px",
    padding: "6px 12px 8px",
    "@container (min-width: 700px)": {
      gridTemplateColumns: "repeat(4, minmax(0, 1fr))",
    },
  },
  cell: { minWidth: 0 },
  label: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
    whiteSpace: "nowrap",
  },
  first: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase300,
  },
  note: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: "tabular-nums",
    whiteSpace: "nowrap",
  },
  pending: {
    color: tokens.colorNeutralForeground2,
    fontWeight: tokens.fontWeightRegular,
  },
});

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly exact?: string;
}

/** What finance reads, on every step: money and service, now and after. */
export function TotalsStrip(props: {
  readonly totals: Totals | null;
  readonly currency: string;
  /** Value on hand of the snapshot, before any run. */
  readonly onHandValue: number | null;
  /** What is summed, where it is not the whole run: `of 59 rows`. */
  readonly scope: string;
}): ReactNode {
  const styles = useStyles();
  const figures = props.totals
    ? figuresOf(props.totals, props.currency, props.scope)
    : figuresBefore(props.onHandValue, props.currency);
  return (
    <section className={styles.strip} aria-label="Totals, now and after">
      <dl className={styles.cells}>
        {figures.map((figure, index) => (
          <div key={figure.label} className={styles.cell} title={figure.exact}>
            <dt className={styles.label} title={figure.label}>
              {figure.label}
            </dt>
            <dd
              className={mergeClasses(
                styles.value,
                index === 0 && styles.first,
                !props.totals && index > 0 && styles.pending,
              )}
            >
              {figure.value}
            </dd>
            <dd className={styles.note}>{figure.note}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function figuresOf(
  totals: Totals,
  currency: string,
  scope: string,
): readonly Figure[] {
  const {
    inventoryValueBefore: valueBefore,
    inventoryValueAfter: valueAfter,
    holdingCostPerYearBefore: costBefore,
    holdingCostPerYearAfter: costAfter,
  } = totals;
  return [
    {
      // Short enough for a narrow pane with what it is the value of.
      label: `${scope === "" ? "Inventory value" : "Value"}${scope}, ${currency}`,
      value: moneyPair(valueBefore, valueAfter),
      note: cash(totals),
      exact: `${currency} ${moneyExact(valueBefore, 0)} now, ${moneyExact(valueAfter, 0)} after`,
    },
    {
      label: "Fill rate",
      value: percentPair(totals.fillRateBefore, totals.fillRateAfter),
      note: points(totals.fillRateBefore, totals.fillRateAfter),
    },
    {
      label: `Holding cost a year, ${currency}`,
      value: moneyPair(costBefore, costAfter),
      note: direction(costBefore, costAfter),
      exact: `${currency} ${moneyExact(costBefore, 0)} now, ${moneyExact(costAfter, 0)} after`,
    },
    {
      label: "Cycle service",
      value: percentPair(totals.cycleServiceBefore, totals.cycleServiceAfter),
      note: points(totals.cycleServiceBefore, totals.cycleServiceAfter),
    },
  ];
}

function figuresBefore(
  onHandValue: number | null,
  currency: string,
): readonly Figure[] {
  const later = { value: none, note: "after the first run" };
  return [
    {
      label: `On hand now, ${currency}`,
      value: moneyShort(onHandValue),
      note: onHandValue === null ? "after the first import" : "as imported",
    },
    { label: "Fill rate", ...later },
    { label: `Holding cost a year, ${currency}`, ...later },
    { label: "Cycle service", ...later },
  ];
}

function percentPair(before: number | null, after: number | null): string {
  return `${percent(before).replace("%", "")} → ${percent(after)}`;
}

function points(before: number | null, after: number | null): string {
  if (before === null || after === null) return "not known";
  const change = (after - before) * 100;
  if (Math.abs(change) < 0.05) return "unchanged";
  return `${signed(change, 1)} points, ${change > 0 ? "better" : "worse"}`;
}

function cash(totals: Totals): string {
  const { cashReleased, inventoryValueBefore, inventoryValueAfter } = totals;
  const size = moneyShort(Math.abs(cashReleased));
  if (size === "0") return "no cash moved";
  return `${relative(inventoryValueBefore, inventoryValueAfter)}, ${size} cash ${cashReleased > 0 ? "released" : "tied up"}`;
}

function direction(before: number, after: number): string {
  const change = after - before;
  if (moneyShort(Math.abs(change)) === "0") return "unchanged";
  return `${relative(before, after)}, ${moneyShort(Math.abs(change))} ${change > 0 ? "more" : "less"}`;
}

function relative(before: number, after: number): string {
  return before > 0
    ? `${signed((100 * (after - before)) / before, 1)}%`
    : "from nothing";
}
