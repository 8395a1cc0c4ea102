import { Button, makeStyles } from "@fluentui/react-components";
import { useMemo, useState, type ReactNode } from "react";
import type { Run, Totals } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { ScenarioDifferences } from "../components/scenario-differences.tsx";
import { PickField } from "../components/scenario-fields.tsx";
import { letters, ScenarioTotals } from "../components/scenario-totals.tsx";
import { Section } from "../components/section.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../components/states.tsx";
import { count, measure, moneyShort, shortInstant } from "../format.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { useScenarioDraft } from "../hooks/use-scenario-draft.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useRecommendations } from "../hooks/use-recommendations.ts";
import { useLayout } from "../layout.ts";
import { compareStages, isSameAdvice } from "../run-comparison.ts";
import { draftOf } from "../scenario-draft.ts";
import { scenarioDifferences } from "../scenario-words.ts";
import { NoRunYet } from "./no-run-yet.tsx";

const useStyles = makeStyles({
  picks: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(120px, 1fr))",
    gap: "8px 12px",
    "& > *": { minWidth: 0 },
    "& select": { minWidth: 0, width: "100%", textOverflow: "ellipsis" },
  },
});

type DoneRun = Run & { readonly totals: Totals };

/** Up to four scenarios side by side: in total, and where they differ from the first. */
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
  const { currency } = useStory();
  const layout = useLayout();
  const styles = useStyles();
  const [kept, keep] = useDraft<readonly string[]>(
    `compare.${run.id}`,
    "window",
  );
  const chosen = kept ?? [];
  const [acted, setActed] = useState(1);
  const onView = runs.findIndex(({ id }) => id === run.id);
  const find = (at: number) => runs.find(({ id }) => id === chosen[at]);
  const b = find(1) ?? runs[Math.max(0, onView)]!;
  const a = find(0) ?? runs.find(({ id }) => id !== b.id)!;
  const picked = [a, b, ...[2, 3].flatMap((at) => find(at) ?? [])];
  // What the buttons are about: the scenario that was picked last, never what it is held against.
  const at = Math.min(acted, picked.length - 1);
  const [letter, one] = [letters[at], picked[at] ?? b];
  const pick = (place: number, id: string) => {
    const ids = picked.map((known) => known.id);
    keep(
      id === ""
        ? ids.filter((_, other) => other !== place)
        : Object.assign([...ids], { [place]: id }),
    );
    setActed(id === "" ? 1 : Math.max(1, place));
  };
  const { open } = useScenarioDraft();
  // A third and a fourth may be left out, and are never one of the others again.
  const optionsOf = (place: number) =>
    Object.fromEntries([
      ...(place > 1 ? [["", "no other"]] : []),
      ...runs
        .filter(
          ({ id }) =>
            place < 2 ||
            picked.every((one, at) => at === place || one.id !== id),
        )
        .map((known) => [known.id, runWords(known)]),
    ]) as Record<string, string>;
  // A third is offered where there is one, a fourth once there are three.
  const places = letters
    .map((_, place) => place)
    .filter((place) => place <= picked.length && place < runs.length);
  return (
    <>
      <div className={layout.scroll}>
        <div className={styles.picks}>
          {places.map((place) => (
            <PickField
              key={place}
              label={letters[place] ?? ""}
              value={picked[place]?.id ?? ""}
              options={optionsOf(place)}
              onPick={(id) => pick(place, id)}
            />
          ))}
        </div>
        <Changes picked={picked} />
        <Section
          title="In total"
          aside={`${picked.map(({ totals }) => moneyShort(totals.inventoryValueAfter)).join(" → ")} ${currency}`}
        >
          <ScenarioTotals
            scenarios={picked.map(({ scenario, totals }) => ({
              name: scenario.name,
              totals,
            }))}
            currency={currency}
          />
        </Section>
        <ByStage key={picked.map(({ id }) => id).join(" ")} runs={picked} />
      </div>
      <ActionBar
        hint={
          one.id === run.id
            ? `${letter} is on view in every step.`
            : "A run is kept as it was."
        }
      >
        <Button
          onClick={() => {
            const { name } = one.scenario;
            open(
              draftOf({ ...one.scenario, name: `${name.slice(0, 78)} 2` }),
              `A copy of ${name}`,
            );
          }}
        >
          Edit a copy of {letter}
        </Button>
        <Button
          appearance="primary"
          disabled={one.id === run.id}
          onClick={() => {
            dispatch({ kind: "choose-run", id: one.id });
            announce(`${one.scenario.name} is on view`);
          }}
        >
          Go on with {letter}
        </Button>
      </ActionBar>
    </>
  );
}

/** What each scenario wants or supposes that the first does not. */
function Changes(props: { readonly picked: readonly Run[] }): ReactNode {
  const layout = useLayout();
  const [first, ...others] = props.picked;
  const words = others.map((one) =>
    first ? scenarioDifferences(first.scenario, one.scenario) : [],
  );
  if (words.every((list) => list.length === 0)) return null;
  return (
    <div className={`${layout.small} ${layout.muted}`}>
      {words.map(
        (list, at) =>
          list.length > 0 && (
            <div key={at}>
              {letters[at + 1]}: {list.join("; ")}
            </div>
          ),
      )}
    </div>
  );
}

function ByStage(props: { readonly runs: readonly Run[] }): ReactNode {
  const { runs } = props;
  const { currency } = useStory();
  const lists = [
    useRecommendations(runs[0] ?? null),
    useRecommendations(runs[1] ?? null),
    useRecommendations(runs[2] ?? null),
    useRecommendations(runs[3] ?? null),
  ].slice(0, runs.length);
  const ready = lists.every(
    ({ total, rows }) => total !== null && rows.length >= total,
  );
  const [a, b, c, d] = lists.map(({ rows }) => rows);
  const rows = useMemo(
    () =>
      ready
        ? compareStages(
            [a, b, c, d].flatMap((list) =>
              list ? [list.map(({ stage }) => stage)] : [],
            ),
          )
        : [],
    [ready, a, b, c, d],
  );
  const differing = useMemo(
    () => rows.filter((row) => !isSameAdvice(row)),
    [rows],
  );
  const failed = lists.find(({ error }) => error !== null);
  return (
    <Section
      title="By stage"
      aside={
        ready
          ? `${measure(differing.length, 0)} of ${count(rows.length, "stage")} differ, in ${currency}`
          : ""
      }
    >
      {failed?.error ? (
        <ErrorState
          title="Not all rows could be read."
          error={failed.error}
          onRetry={failed.retry}
        />
      ) : !ready ? (
        <LoadingRows label="Reading the runs" rows={4} height={48} />
      ) : differing.length === 0 ? (
        <EmptyState title="The same for every stage">
          The scenarios advise the same numbers.
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
