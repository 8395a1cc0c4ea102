import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { FindingRow } from "../components/findings-list.tsx";
import { Section } from "../components/section.tsx";
import { ErrorState, LoadingRows } from "../components/states.tsx";
import { count, instant, moneyPair, percent } from "../format.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useLayout } from "../layout.ts";
import { useLeftOut } from "../hooks/use-left-out.ts";
import { leftOutFindings } from "../left-out.ts";

const useStyles = makeStyles({
  run: {
    appearance: "none",
    border: "none",
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    borderLeft: "3px solid transparent",
    background: "none",
    font: "inherit",
    color: "inherit",
    width: "100%",
    textAlign: "left",
    padding: "4px 8px 4px 6px",
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto",
    columnGap: "12px",
    ":enabled": { cursor: "pointer" },
    ":enabled:hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
    // Forced colours draw what is transparent.
    "@media (forced-colors: active)": { borderLeftColor: "Canvas" },
  },
  chosen: {
    borderLeftColor: tokens.colorBrandStroke1,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    "@media (forced-colors: active)": { borderLeftColor: "Highlight" },
  },
  right: { textAlign: "right" },
});

/** The last runs, newest first; choosing one puts it on view in every step. */
export function RunList(): ReactNode {
  const { runs, run: chosen, nameOf, currency } = useStory();
  const { dispatch } = usePane();
  const leftOut = useLeftOut(chosen);
  const styles = useStyles();
  const layout = useLayout();
  if (runs.error && !runs.data) {
    return (
      <ErrorState
        title="Earlier runs cannot be read."
        error={runs.error}
        onRetry={runs.retry}
      />
    );
  }
  if (!runs.data) return <LoadingRows label="Reading earlier runs" rows={2} />;
  if (runs.data.length === 0) return null;
  const muted = mergeClasses(layout.muted, layout.small, layout.numeric);
  return (
    <>
      <Section title="Last runs" aside="the marked one is on view">
        <ul className={layout.plainList}>
          {runs.data.slice(0, 8).map((run) => (
            <li key={run.id}>
              <button
                type="button"
                disabled={run.state !== "done"}
                aria-pressed={run.id === chosen?.id}
                className={mergeClasses(
                  styles.run,
                  run.id === chosen?.id && styles.chosen,
                )}
                onClick={() => dispatch({ kind: "choose-run", id: run.id })}
              >
                <span className={layout.ellipsis}>{run.scenario.name}</span>
                <span className={mergeClasses(styles.right, layout.numeric)}>
                  {run.totals
                    ? `${currency} ${moneyPair(run.totals.inventoryValueBefore, run.totals.inventoryValueAfter)}`
                    : stateWord(run)}
                </span>
                <span className={mergeClasses(muted, layout.ellipsis)}>
                  {instant(run.createdAt)}, {nameOf(run.author)}
                </span>
                <span className={mergeClasses(muted, styles.right)}>
                  {run.totals
                    ? `fill rate ${percent(run.totals.fillRateAfter)}`
                    : (run.error ?? "")}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      {leftOut.length > 0 && (
        <Section
          title="Not planned in the run on view"
          aside={count(leftOut.length, "stage")}
        >
          <ul className={layout.plainList}>
            {leftOutFindings(leftOut).map((finding) => (
              <FindingRow key={finding.code} finding={finding} unit="stage" />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function stateWord(run: Run): string {
  switch (run.state) {
    case "queued":
      return "waiting";
    case "running":
      return "running";
    case "done":
      return "done";
    case "failed":
      return "failed";
    case "cancelled":
      return "cancelled";
  }
}
