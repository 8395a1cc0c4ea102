import { Button } from "@fluentui/react-components";
import { useMemo, useState, type ReactNode } from "react";
import type { Run, Totals } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { ScenarioDifferences } from "../components/scenario-differences.tsx";
import { PickField } from "../components/scenario-fields.tsx";
import { ScenarioTotals } from "../components/scenario-totals.tsx";
import { Section } from "../components/section.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../components/states.tsx";
import { changeSentence } from "../change-words.ts";
import { count, moneyShort, percent, shortInstant } from "../format.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useRecommendations } from "../hooks/use-recommendations.ts";
import { useLayout } from "../layout.ts";
import { compareStages, isSameAdvice } from "../run-comparison.ts";
import { draftOf, type ScenarioDraft } from "../scenario-draft.ts";
import { NoRunYet } from "./no-run-yet.tsx";

type DoneRun = Run & { readonly totals: Totals };

/** Two scenarios side by side: in total, and where they differ. */
export function CompareView(): ReactNode {
  const { run, runs } = useStory();
  const { dispatch } = usePane();
  const layout = useLayout();
  const known = useMemo(
    () => comparable(runs.data ?? [], run),
    [runs.data, run],
  );
  if (!run) return <NoRunYet />;
  const [first, second] = known;
  if (!first || !second) {
    return (
      <div className={layout.scroll}>
        <EmptyState
          title="One scenario so far"
          action={
            <Button
              appearance="primary"
              onClick={() => dispatch({ kind: "look", part: "scenario" })}
            >
              To the scenario
            </Button>
          }
        >
          Change a target, a cost or what the snapshot says, and optimize again:
          both will stand here side by side.
        </EmptyState>
      </div>
    );
  }
  return <Comparison runs={known} run={run} />;
}

function Comparison(props: {
  readonly runs: readonly DoneRun[];
  readonly run: Run;
}): ReactNode {
  const { runs, run } = props;
  const { dispatch, announce } = usePane();
  const { currency, snapshot } = useStory();
  const layout = useLayout();
  const [chosen, setChosen] = useState<{ a?: string; b?: string }>({});
  const onView = runs.findIndex(({ id }) => id === run.id);
  const b =
    runs.find(({ id }) => id === chosen.b) ?? runs[Math.max(0, onView)]!;
  const a =
    runs.find(({ id }) => id === chosen.a) ??
    runs.find(({ id }) => id !== b.id)!;
  const [, keep] = useDraft<ScenarioDraft>(
    `scenario.${snapshot?.connectionId ?? ""}`,
  );
  const options = Object.fromEntries(
    runs.map((one) => [one.id, runWords(one)]),
  );
  return (
    <>
      <div className={layout.scroll}>
        <div className={layout.grid}>
          <PickField
            label="A"
            value={a.id}
            options={options}
            onPick={(id) => setChosen({ a: id, b: b.id })}
          />
          <PickField
            label="B"
            value={b.id}
            options={options}
            onPick={(id) => setChosen({ a: a.id, b: id })}
          />
        </div>
        <Changes letter="B" run={b} against={a} />
        <Section
          title="In total"
          aside={`${moneyShort(a.totals.inventoryValueAfter)} → ${moneyShort(b.totals.inventoryValueAfter)} ${currency}`}
        >
          <ScenarioTotals
            first={{ name: a.scenario.name, totals: a.totals }}
            second={{ name: b.scenario.name, totals: b.totals }}
            currency={currency}
          />
        </Section>
        <ByStage key={`${a.id} ${b.id}`} a={a} b={b} />
      </div>
      <ActionBar
        hint={
          b.id === run.id
            ? "B is on view in every step."
            : "A run is kept as it was."
        }
      >
        <Button
          onClick={() => {
            keep(
              draftOf({
                ...b.scenario,
                name: `${b.scenario.name} 2`.slice(0, 80),
              }),
            );
            dispatch({ kind: "look", part: "scenario" });
            announce(`A copy of ${b.scenario.name} stands in the form`);
          }}
        >
          Edit a copy of B
        </Button>
        <Button
          appearance="primary"
          disabled={b.id === run.id}
          onClick={() => {
            dispatch({ kind: "choose-run", id: b.id });
            announce(`${b.scenario.name} is on view`);
          }}
        >
          Go on with B
        </Button>
      </ActionBar>
    </>
  );
}

/** What B supposes that A does not. */
function Changes(props: {
  readonly letter: string;
  readonly run: Run;
  readonly against: Run;
}): ReactNode {
  const layout = useLayout();
  const known = new Set(
    (props.against.scenario.changes ?? []).map((one) => changeSentence(one)),
  );
  const words = [
    ...(props.run.scenario.changes ?? [])
      .map((one) => changeSentence(one))
      .filter((sentence) => !known.has(sentence)),
    ...targetWords(props.against, props.run),
  ];
  if (words.length === 0) return null;
  return (
    <p className={`${layout.small} ${layout.muted}`} style={{ margin: 0 }}>
      {props.letter}: {words.join("; ")}
    </p>
  );
}

function targetWords(a: Run, b: Run): readonly string[] {
  const before = a.scenario.serviceTargets;
  return Object.entries(b.scenario.serviceTargets)
    .filter(([tier, target]) => before[tier] !== target)
    .map(
      ([tier, target]) =>
        `${tier === "default" ? "other tiers" : `tier ${tier}`} ${percent(before[tier] ?? null)} → ${percent(target)}`,
    );
}

function ByStage(props: { readonly a: Run; readonly b: Run }): ReactNode {
  const first = useRecommendations(props.a);
  const second = useRecommendations(props.b);
  const ready =
    first.total !== null &&
    second.total !== null &&
    first.rows.length >= first.total &&
    second.rows.length >= second.total;
  const rows = useMemo(
    () =>
      ready
        ? compareStages(
            first.rows.map(({ stage }) => stage),
            second.rows.map(({ stage }) => stage),
          )
        : [],
    [ready, first.rows, second.rows],
  );
  const differing = useMemo(
    () => rows.filter((row) => !isSameAdvice(row)),
    [rows],
  );
  const error = first.error ?? second.error;
  return (
    <Section
      title="By stage"
      aside={
        ready
          ? `${differing.length} of ${count(rows.length, "stage")} differ`
          : ""
      }
    >
      {error ? (
        <ErrorState
          title="Not all rows could be read."
          error={error}
          onRetry={first.error ? first.retry : second.retry}
        />
      ) : !ready ? (
        <LoadingRows label="Reading both runs" rows={4} height={48} />
      ) : differing.length === 0 ? (
        <EmptyState title="The same for every stage">
          Both scenarios advise the same numbers.
        </EmptyState>
      ) : (
        <ScenarioDifferences rows={differing} />
      )}
    </Section>
  );
}

/** Finished runs of the snapshot on view, newest first, each scenario once; at most twenty. */
function comparable(runs: readonly Run[], run: Run | null): readonly DoneRun[] {
  const seen = new Set<string>();
  return runs
    .filter(
      (one): one is DoneRun =>
        one.totals !== null && one.snapshotId === run?.snapshotId,
    )
    .filter(({ id, scenarioDigest }) => {
      const known = seen.has(scenarioDigest) && id !== run?.id;
      seen.add(scenarioDigest);
      return !known;
    })
    .slice(0, 20);
}

function runWords({ scenario, createdAt, totals }: DoneRun): string {
  return `${scenario.name}, ${moneyShort(totals.inventoryValueAfter)}, ${shortInstant(createdAt)}`;
}
