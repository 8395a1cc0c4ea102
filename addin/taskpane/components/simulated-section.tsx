import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  Warning16Filled,
} from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type {
  RecommendationRow,
  Simulated,
} from "../../../engine/contracts/index.ts";
import { measure, percent, quantity } from "../format.ts";
import { useLayout } from "../layout.ts";
import { Facts } from "./facts.tsx";
import { Section } from "./section.tsx";

const useStyles = makeStyles({
  verdict: { display: "flex", gap: "6px", alignItems: "flex-start" },
  icon: { flexShrink: 0, marginTop: "2px" },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

/** What the advised numbers did when they were replayed day by day; nothing where they were not. */
export function SimulatedSection(props: {
  readonly stage: RecommendationRow;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { stage } = props;
  const { simulated } = stage;
  if (!simulated) return null;
  const fill = stage.serviceMeasure === "fill";
  const service = fill ? simulated.fillRate : simulated.cycleService;
  const Icon = simulated.confirmed ? CheckmarkCircle16Filled : Warning16Filled;
  return (
    <Section
      title="Replayed day by day"
      aside={`${measure(simulated.days, 0)} days`}
    >
      <div className={styles.verdict}>
        <Icon
          className={mergeClasses(
            styles.icon,
            simulated.confirmed ? styles.good : styles.bad,
          )}
          aria-hidden
        />
        <span>
          {percent(service)}{" "}
          {fill ? "of demand met" : "of cycles without a stockout"}, give or
          take {quantity(100 * simulated.interval, 1)} points, of{" "}
          {percent(stage.serviceTarget)} wanted:{" "}
          {simulated.confirmed
            ? "confirmed."
            : `not confirmed; ${measure(simulated.lacking)} ${stage.unit} more would do.`}
        </span>
      </div>
      <div className={layout.numeric}>
        <Facts
          facts={[
            { name: "Cycle service", value: percent(simulated.cycleService) },
            { name: "Fill rate", value: percent(simulated.fillRate) },
            {
              name: "Mean on hand",
              value: `${measure(simulated.meanOnHand)} ${stage.unit}`,
            },
            {
              name: "Planned on hand",
              value: `${measure(stage.after.meanOnHand)} ${stage.unit}`,
            },
          ]}
        />
      </div>
      {liesAbovePlan(stage, simulated) && (
        <span className={mergeClasses(layout.muted, layout.small)}>
          More lies here than planned: the plan reckons with the longest time
          its suppliers quote, and they often deliver before it.
        </span>
      )}
    </Section>
  );
}

/** A gap that asks for a word, where waiting for suppliers explains it. */
function liesAbovePlan(
  { after, serviceTimeIn }: RecommendationRow,
  { meanOnHand }: Simulated,
): boolean {
  return (
    (serviceTimeIn ?? 0) > 0 &&
    after.meanOnHand !== null &&
    meanOnHand > 1.1 * after.meanOnHand + 1
  );
}
