import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { measure, moneyShort, none, percent, quantity } from "../format.ts";
import { useLayout } from "../layout.ts";
import type { ReviewRow } from "../review-rows.ts";
import { Facts } from "./facts.tsx";

const useStyles = makeStyles({
  box: {
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    padding: "8px 12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    maxHeight: "45%",
    overflowY: "auto",
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
  const { stage, chosen } = props.row;
  const units = (value: number | null) =>
    `${quantity(value, stage.unitDecimals)} ${stage.unit}`;
  const periods = (value: number | null) =>
    value === null ? none : `${measure(value)} ${props.period}s`;
  return (
    <section
      className={styles.box}
      aria-label={`Stage ${stage.item} at ${stage.location}`}
      tabIndex={0}
    >
      <div className={layout.spread}>
        <h3 className={mergeClasses(layout.heading, layout.ellipsis)}>
          {stage.item} · {stage.location}
        </h3>
        <span className={mergeClasses(layout.muted, layout.small)}>
          {stage.customerFacing ? "serves customers" : "feeds other stages"}
        </span>
      </div>
      <div className={layout.small}>
        <Facts
          facts={[
            { name: "Safety stock", value: units(chosen.safetyStock) },
            {
              name: "Min and max",
              value: `${quantity(chosen.reorderPoint, stage.unitDecimals)} – ${units(chosen.orderUpTo)}`,
            },
            { name: "Served in", value: periods(stage.serviceTimeIn) },
            { name: "Serves in", value: periods(stage.serviceTimeOut) },
            {
              name: "Time to cover",
              value: periods(stage.netReplenishmentTime),
            },
            {
              name: `On hand, ${props.currency}`,
              value: moneyShort(props.row.outcome.inventoryValue),
            },
            { name: "Fill rate", value: percent(props.row.outcome.fillRate) },
          ]}
        />
      </div>
    </section>
  );
}
