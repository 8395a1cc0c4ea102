import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type {
  RecommendationRow,
  Simulated,
} from "../../../engine/contracts/index.ts";
import {
  moneyShort,
  percent,
  periodCount,
  quantity,
  waiting,
} from "../format.ts";
import { useLayout } from "../layout.ts";
import type { ReviewRow } from "../review-rows.ts";
import { withInterval } from "../simulated-words.ts";

const useStyles = makeStyles({
  box: {
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    padding: "8px 12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  facts: {
    margin: 0,
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(136px, 1fr))",
    columnGap: "16px",
  },
  fact: {
    display: "flex",
    justifyContent: "space-between",
    gap: "8px",
    minWidth: 0,
  },
  value: {
    margin: 0,
    fontVariantNumeric: "tabular-nums",
    textAlign: "right",
  },
});

/** The stage that is pointed at: its policy and its times, in a few lines. */
export function NetworkSummary(props: {
  readonly row: ReviewRow;
  readonly period: string;
  readonly currency: string;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { stage, chosen, outcome } = props.row;
  const { simulated } = stage;
  const units = (value: number | null) =>
    `${quantity(value, stage.unitDecimals)} ${stage.unit}`;
  const facts: readonly (readonly [string, string])[] = [
    ["Safety stock", units(chosen.safetyStock)],
    [
      "Min, max",
      `${quantity(chosen.reorderPoint, stage.unitDecimals)} / ${units(chosen.orderUpTo)}`,
    ],
    ["Supplied in", waiting(stage.serviceTimeIn, props.period)],
    ["Delivers in", waiting(stage.serviceTimeOut, props.period)],
    ["Stock covers", periodCount(stage.netReplenishmentTime, props.period)],
    simulated
      ? ["Simulated", simulatedWords(stage, simulated)]
      : ["Fill rate", percent(outcome.fillRate)],
    ["Stock value", `${props.currency} ${moneyShort(outcome.inventoryValue)}`],
    [
      "Wanted",
      `${percent(stage.serviceTarget)} of ${stage.serviceMeasure === "fill" ? "demand" : "cycles"}`,
    ],
  ];
  return (
    <section
      className={styles.box}
      aria-label={`Stage ${stage.item} at ${stage.location}`}
    >
      <div className={layout.spread}>
        <h2 className={mergeClasses(layout.heading, layout.ellipsis)}>
          {stage.item} · {stage.location}
        </h2>
        <span className={mergeClasses(layout.muted, layout.small)}>
          {stage.customerFacing ? "serves customers" : "feeds other stages"}
        </span>
      </div>
      <dl className={mergeClasses(styles.facts, layout.small)}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt className={layout.muted}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** `97.9% ± 0.4`, and whether that confirms what was planned. */
function simulatedWords(
  { serviceMeasure }: RecommendationRow,
  { cycleService, fillRate, confirmed, interval }: Simulated,
): string {
  const service = serviceMeasure === "fill" ? fillRate : cycleService;
  return `${withInterval(service, interval, "≥")}${confirmed ? "" : ", short"}`;
}
