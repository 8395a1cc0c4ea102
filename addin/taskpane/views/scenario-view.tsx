import { Button } from "@fluentui/react-components";
import { useRef, type ReactNode } from "react";
import { scenarioSchema } from "../../../engine/contracts/index.ts";
import { ClientError } from "../../client/index.ts";
import type { ChangeDraft } from "../change-draft.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Dock } from "../components/dock.tsx";
import { EarlierDrafts } from "../components/earlier-drafts.tsx";
import { StartedJob } from "../components/started-job.tsx";
import { ErrorState, LoadingRows } from "../components/states.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { useRunJob } from "../hooks/use-run-job.ts";
import { useScenarioDraft } from "../hooks/use-scenario-draft.ts";
import { useLayout } from "../layout.ts";
import { goToMarked } from "../marked-field.ts";
import { draftOf, readScenario } from "../scenario-draft.ts";
import { scenarioName } from "../scenario-words.ts";
import { RunList } from "./run-list.tsx";
import { ScenarioForm } from "./scenario-form.tsx";

/** What is wanted, and the run that finds it. */
export function ScenarioView(): ReactNode {
  const { client, cache, dispatch, announce } = usePane();
  const { snapshot, run, session } = useStory();
  const layout = useLayout();
  const form = useRef<HTMLDivElement>(null);
  const drafts = useScenarioDraft();
  const { defaults, draft: kept } = drafts;
  const [typed, setTyped] = useDraft<ChangeDraft>("change");
  const draft = defaults.data ? (kept ?? draftOf(defaults.data)) : null;
  const start = useAction(async (signal) => {
    if (!snapshot || !defaults.data || !draft) return;
    const named = { ...draft, name: scenarioName(draft, defaults.data) };
    const scenario = scenarioSchema.parse(
      readScenario(named, defaults.data).scenario,
    );
    const started = await client.startRun(
      { snapshotId: snapshot.id, scenario },
      { signal },
    );
    cache.refresh("runs");
    dispatch({ kind: "watch", step: "optimize", jobId: started.jobId });
    announce("Optimization started");
  });
  const job = useRunJob();
  const mayRun = hasRole(session.person, "planner");

  if (!snapshot) return null;
  const read =
    draft && defaults.data ? readScenario(draft, defaults.data) : null;
  const wrong = read ? read.errors.size : 0;
  return (
    <>
      <div ref={form} className={layout.scroll}>
        {defaults.error && !defaults.data ? (
          <ErrorState
            title="The defaults cannot be read."
            error={defaults.error}
            onRetry={defaults.retry}
          />
        ) : draft && read && defaults.data ? (
          <>
            <EarlierDrafts
              earlier={drafts.earlier}
              onTakeUp={(one) => {
                drafts.takeUp(one);
                goToForm(form.current);
                announce(`${one.name} stands in the form again`);
              }}
              onDrop={(one) => {
                drafts.drop(one);
                goToForm(form.current);
                announce(`${one.name} is thrown away`);
              }}
            />
            <ScenarioForm
              draft={draft}
              errors={read.errors}
              period={snapshot.period}
              currency={snapshot.currency}
              changed={kept !== null}
              name={scenarioName(draft, defaults.data)}
              refused={refusedChanges(start.error)}
              typed={typed}
              onType={setTyped}
              onChange={drafts.type}
              onReplace={(next) => {
                const put = drafts.replace(next);
                goToForm(form.current);
                announce(
                  `${next ? "Targets stand" : "The defaults stand"} in the form${put}`,
                );
              }}
            />
          </>
        ) : (
          <LoadingRows label="Reading the defaults" rows={6} height={48} />
        )}
        <RunList />
      </div>
      <Dock>
        <StartedJob
          start={start}
          job={job}
          words={{
            doing: "Optimizing",
            notStarted: "The run did not start.",
            failed: "The run failed.",
          }}
        />
      </Dock>
      <ActionBar
        hint={
          !mayRun
            ? "Planners optimize."
            : wrong > 0
              ? `Mend the marked ${wrong === 1 ? "field" : "fields"} first.`
              : typed
                ? "A change is typed and not added."
                : run
                  ? "A run changes nothing in the ERP."
                  : "Takes seconds for a small company, minutes for a large one."
        }
      >
        <Button
          appearance={run && !job.running ? "secondary" : "primary"}
          disabled={!draft || !mayRun || job.running || start.busy}
          onClick={() => {
            if (wrong > 0) goToMarked(form.current);
            else if (typed) goToChange(form.current);
            else start.run();
          }}
        >
          {run ? "Optimize again" : "Optimize"}
        </Button>
        {run && (
          <Button
            appearance="primary"
            disabled={job.running}
            onClick={() => dispatch({ kind: "go", step: "review" })}
          >
            Review
          </Button>
        )}
      </ActionBar>
    </>
  );
}

/** Leads to the first field: what was pressed is gone. */
function goToForm(within: ParentNode | null): void {
  within?.querySelector<HTMLElement>("select")?.focus();
}

/** Leads to the button that adds the change being typed: who presses it there sees what is wrong with it. */
function goToChange(within: ParentNode | null): void {
  within?.querySelector<HTMLElement>("form button[type=submit]")?.focus();
}

/** What the service said of single changes, by their place in the list. */
function refusedChanges(error: Error | null): ReadonlyMap<number, string> {
  const fields = error instanceof ClientError ? [...error.fields] : [];
  return new Map(
    fields.flatMap(([path, message]): [number, string][] => {
      const place = /changes[[.](\d+)/.exec(path)?.[1];
      return place === undefined ? [] : [[Number(place), message]];
    }),
  );
}
