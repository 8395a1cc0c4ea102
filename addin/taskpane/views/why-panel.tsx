import {
  Button,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import {
  ArrowLeft20Regular,
  ChevronDown20Regular,
  ChevronUp20Regular,
  Dismiss20Regular,
  Flag16Filled,
} from "@fluentui/react-icons";
import { useEffect, useRef, type ReactNode } from "react";
import type {
  Period,
  RecommendationRow,
  Run,
} from "../../../engine/contracts/index.ts";
import {
  Demand,
  ExplanationBars,
  LeadTime,
  SimulatedSection,
} from "../components/demand-chart-lazy.tsx";
import { Facts, type Fact } from "../components/facts.tsx";
import { Section } from "../components/section.tsx";
import { ErrorState, LoadingRows } from "../components/states.tsx";
import {
  measure,
  moneyExact,
  paneWords,
  percent,
  periodCount,
  quantity,
  waiting,
} from "../format.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useLayout } from "../layout.ts";
import { excessOf, type ReviewRow } from "../review-rows.ts";
import { OverrideSection } from "./override-section.tsx";

const useStyles = makeStyles({
  head: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    gap: "4px",
    padding: "6px 8px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    flexGrow: 1,
    minWidth: 0,
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: "18px",
    fontWeight: tokens.fontWeightSemibold,
    padding: "2px 4px",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  flag: { display: "flex", gap: "6px", alignItems: "center" },
  high: { color: tokens.colorPaletteRedForeground1, flexShrink: 0 },
  other: { color: tokens.colorPaletteDarkOrangeForeground1, flexShrink: 0 },
});

/** Why a stage's numbers are what they are, and what the planner makes of them. */
export function WhyPanel(props: {
  readonly run: Run;
  readonly row: ReviewRow;
  /** Beside the list, or instead of it. */
  readonly beside: boolean;
  /** What one goes back to; all rows when omitted. */
  readonly back?: string;
  readonly previous: string | null;
  readonly next: string | null;
  readonly onShow: (stageId: string | null) => void;
  readonly onOverridden: () => void;
}): ReactNode {
  const { run, row, beside, onShow } = props;
  const { stage } = row;
  const { client } = usePane();
  const { snapshots, currency } = useStory();
  const styles = useStyles();
  const layout = useLayout();
  const title = useRef<HTMLHeadingElement>(null);
  const full = useQuery(`recommendation/${run.id}/${stage.stageId}`, (signal) =>
    client.recommendation(run.id, stage.stageId, { signal }),
  );
  // Where the panel takes the list's place, focus goes with it.
  useEffect(() => {
    if (!beside) title.current?.focus();
  }, [beside]);
  const period =
    snapshots.data?.find((one) => one.id === run.snapshotId)?.period ?? "week";

  return (
    <section
      className={layout.view}
      aria-label={`Why ${stage.stageId}`}
      onKeyDown={(event) => {
        if (event.key === "Escape") onShow(null);
      }}
    >
      <div className={styles.head}>
        {!beside && (
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            onClick={() => onShow(null)}
          >
            {props.back ?? "All rows"}
          </Button>
        )}
        <h2 ref={title} tabIndex={-1} className={styles.title}>
          <span className={layout.ellipsis}>
            {stage.item} · {stage.location}
          </span>
        </h2>
        {(props.previous !== null || props.next !== null) && (
          <>
            <Button
              size="small"
              appearance="subtle"
              icon={<ChevronUp20Regular />}
              aria-label="Previous row"
              disabled={props.previous === null}
              onClick={() => onShow(props.previous)}
            />
            <Button
              size="small"
              appearance="subtle"
              icon={<ChevronDown20Regular />}
              aria-label="Next row"
              disabled={props.next === null}
              onClick={() => onShow(props.next)}
            />
          </>
        )}
        {beside && (
          <Button
            size="small"
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label="Close"
            onClick={() => onShow(null)}
          />
        )}
      </div>
      <div
        className={layout.scroll}
        tabIndex={0}
        role="group"
        aria-label="Details"
      >
        <div className={layout.stack}>
          <span className={layout.muted}>{stage.description}</span>
          {stage.flags.map((flag) => (
            <span key={flag.code} className={styles.flag}>
              <Flag16Filled
                className={
                  flag.severity === "high" ? styles.high : styles.other
                }
                aria-hidden
              />
              {paneWords(flag.message)}
            </span>
          ))}
        </div>
        <OverrideSection
          run={run}
          row={row}
          onOverridden={props.onOverridden}
        />
        <Demand snapshotId={run.snapshotId} stage={stage} />
        {full.error && !full.data ? (
          <ErrorState
            title="The explanation cannot be read."
            error={full.error}
            onRetry={full.retry}
          />
        ) : full.data ? (
          full.data.explanations.map((one) => (
            <ExplanationBars
              key={one.title}
              explanation={one}
              currency={currency}
            />
          ))
        ) : (
          <LoadingRows label="Reading the explanation" rows={5} height={24} />
        )}
        <SimulatedSection stage={stage} />
        <LeadTime snapshotId={run.snapshotId} stage={stage} />
        <Section title="Facts">
          <div className={mergeClasses(layout.numeric)}>
            <Facts facts={factsOf(row, period, currency)} />
          </div>
        </Section>
      </div>
    </section>
  );
}

const sources: Readonly<Record<RecommendationRow["leadTimeSource"], string>> = {
  stage: "own receipts",
  vendor: "the vendor's receipts",
  promised: "the promise",
  scenario: "the scenario",
  none: "nothing known",
};

function factsOf(
  row: ReviewRow,
  period: Period,
  currency: string,
): readonly Fact[] {
  const { stage } = row;
  const excess = excessOf(row);
  return [
    {
      name: "Class",
      value: `${stage.demandClass}${stage.serviceTier ? `, tier ${stage.serviceTier}` : ""}`,
    },
    { name: "Service target", value: percent(stage.serviceTarget) },
    {
      name: `Demand a ${period}`,
      value: `${measure(stage.demandMean)} ± ${measure(stage.demandDeviation)}`,
    },
    {
      name: "Lead time",
      value: `${measure(stage.leadTimeMean)} ± ${measure(stage.leadTimeDeviation)} ${period}s`,
    },
    { name: "Lead time from", value: sources[stage.leadTimeSource] },
    {
      name: "Lead-time demand",
      value: stage.distribution.replaceAll("-", " "),
    },
    { name: "Supplied in", value: waiting(stage.serviceTimeIn, period) },
    { name: "Delivers in", value: waiting(stage.serviceTimeOut, period) },
    {
      name: "Stock covers",
      value: periodCount(stage.netReplenishmentTime, period),
    },
    {
      name: "On hand",
      value: `${quantity(stage.onHand, stage.unitDecimals)} ${stage.unit}`,
    },
    ...(stage.onOrder
      ? [
          {
            name: "On order",
            value: `${quantity(stage.onOrder, stage.unitDecimals)} ${stage.unit}`,
          },
        ]
      : []),
    ...(excess > 0
      ? [
          {
            name: "Above max",
            value: `${currency} ${moneyExact(excess, 0)}`,
          },
        ]
      : []),
    {
      name: "Unit cost",
      value: `${currency} ${moneyExact(stage.unitCost)}`,
    },
    {
      name: "Order quantity",
      value: quantity(stage.recommended.orderQuantity, stage.unitDecimals),
    },
  ];
}
