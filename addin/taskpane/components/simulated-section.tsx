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
import { measure, percent } from "../format.ts";
import { useLayout } from "../layout.ts";
import { withInterval } from "../simulated-words.ts";
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
  const gap = gapWords(stage, simulated);
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
          {fill ? "Demand met" : "Cycles without a stockout"}:{" "}
          {withInterval(service, simulated.interval)}, of{" "}
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
      {gap && (
        <span className={mergeClasses(layout.muted, layout.small)}>{gap}</span>
      )}
    </Section>
  );
}

/** Why more or less lies here than planned, where times quoted in the network explain it. */
function gapWords(
  { after, serviceTimeIn, serviceTimeOut }: RecommendationRow,
  { meanOnHand }: Simulated,
): string | null {
  const planned = after.meanOnHand;
  if (planned === null) return null;
  if (serviceTimeIn && meanOnHand > 1.1 * planned + 1) {
    return "More lies here than planned: suppliers often deliver before the time they quote.";
  }
  return serviceTimeOut && meanOnHand < 0.9 * planned - 1
    ? "Less lies here than planned: it often delivers before the time it quotes."
    : null;
}
