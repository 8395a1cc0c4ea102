import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Explanation } from "../../../engine/contracts/index.ts";
import { measure, paneWords, quantity, signed } from "../format.ts";
import { useLayout } from "../layout.ts";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column" },
  part: {
    display: "grid",
    columnGap: "10px",
    alignItems: "center",
    padding: "3px 0",
  },
  total: {
    borderTop: `1px solid ${tokens.colorNeutralStroke1}`,
    marginTop: "2px",
    paddingTop: "4px",
  },
  note: { gridColumn: "1 / -1" },
  track: {
    position: "relative",
    height: "10px",
    backgroundColor: tokens.colorNeutralBackground3,
  },
  bar: { position: "absolute", top: 0, bottom: 0, minWidth: "2px" },
  up: { backgroundColor: tokens.colorBrandStroke1 },
  down: {
    backgroundImage: `repeating-linear-gradient(135deg, ${tokens.colorBrandStroke1} 0 3px, transparent 3px 5px)`,
  },
  sum: { backgroundColor: tokens.colorNeutralForeground3 },
  amount: { textAlign: "right", fontVariantNumeric: "tabular-nums" },
  sentence: { margin: "0 0 4px" },
});

/** A number as its parts, each bar beginning where the last one ended, down to the total. */
export function ExplanationBars(props: {
  readonly explanation: Explanation;
  /** Money is shown without decimals. */
  readonly currency: string;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { explanation } = props;
  const decimals = explanation.unit === props.currency ? 0 : 1;
  const total = quantity(explanation.total, decimals);
  // Rows are grids of their own: the longest number makes the column of all.
  const longest = explanation.parts.reduce(
    (most, part) => Math.max(most, signed(part.amount, decimals).length),
    total.length,
  );
  const grid = {
    gridTemplateColumns: `minmax(0, 1fr) minmax(72px, 30%) max(56px, ${longest}ch)`,
  };
  const steps = waterfall(explanation.parts.map((part) => part.amount));
  const bounds = [0, explanation.total, ...steps.flat()];
  const low = Math.min(...bounds);
  const span = Math.max(...bounds) - low || 1;
  const place = (from: number, to: number) => ({
    left: `${(100 * (Math.min(from, to) - low)) / span}%`,
    width: `${(100 * Math.abs(to - from)) / span}%`,
  });
  const note = mergeClasses(layout.muted, layout.small, styles.note);
  return (
    <section className={layout.stack} aria-label={`Why: ${explanation.title}`}>
      <h3 className={layout.heading}>{headline(explanation, decimals)}</h3>
      <p className={styles.sentence}>{paneWords(explanation.sentence)}</p>
      <ul className={mergeClasses(layout.plainList, styles.list)}>
        {explanation.parts.map((part, index) => {
          const [from, to] = steps[index] ?? [0, 0];
          return (
            <li key={part.name} className={styles.part} style={grid}>
              <span>{part.name}</span>
              <span className={styles.track} aria-hidden>
                <span
                  className={mergeClasses(
                    styles.bar,
                    part.amount < 0 ? styles.down : styles.up,
                  )}
                  style={place(from, to)}
                />
              </span>
              <span className={styles.amount}>
                {signed(part.amount, decimals)}
              </span>
              {part.note && (
                <span className={note}>{paneWords(part.note)}</span>
              )}
            </li>
          );
        })}
        <li
          className={mergeClasses(styles.part, styles.total, layout.strong)}
          style={grid}
        >
          <span>
            {isComparison(explanation) ? "Planned together" : explanation.title}
          </span>
          <span className={styles.track} aria-hidden>
            <span
              className={mergeClasses(styles.bar, styles.sum)}
              style={place(0, explanation.total)}
            />
          </span>
          <span className={styles.amount}>{total}</span>
        </li>
      </ul>
    </section>
  );
}

/** Whether the parts lead from one way of planning to another. */
function isComparison({ title }: Explanation): boolean {
  return title.includes(" against ");
}

/** `Why safety stock is 120 pcs`, `Why stock value changes by −1,240 EUR`. */
function headline(explanation: Explanation, decimals: number): string {
  const { title, total, unit, parts } = explanation;
  const change = /^Change in (.+)$/.exec(title)?.[1];
  if (isComparison(explanation)) {
    return `${title}: ${signed(total - (parts[0]?.amount ?? 0), decimals)} ${unit}`;
  }
  return change
    ? `Why ${change} changes by ${signed(total, decimals)} ${unit}`
    : `Why ${title.toLowerCase()} is ${measure(total, decimals)} ${unit}`;
}

/** Where each part begins and ends when they are put one after the other. */
function waterfall(amounts: readonly number[]): readonly [number, number][] {
  let sum = 0;
  return amounts.map((amount) => {
    const from = sum;
    sum += amount;
    return [from, sum];
  });
}
