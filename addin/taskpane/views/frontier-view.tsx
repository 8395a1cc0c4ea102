import { Button } from "@fluentui/react-components";
import { useMemo, useState, type ReactNode } from "react";
import type { CatalogFrontier, Run } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { ChartTable } from "../components/chart-table.tsx";
import { Dock } from "../components/dock.tsx";
import { FrontierChart } from "../components/frontier-chart.tsx";
import { FrontierFigures } from "../components/frontier-figures.tsx";
import { FrontierNotes } from "../components/frontier-notes.tsx";
import { FrontierRuns } from "../components/frontier-runs.tsx";
import { plannable } from "../components/frontier-layout.ts";
import { Section } from "../components/section.tsx";
import { StartedJob } from "../components/started-job.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../components/states.tsx";
import { count, measure, moneyShort, percent, quantity } from "../format.ts";
import {
  curveOf,
  nearestOnCurve,
  pointWords,
  scenarioMarks,
  serviceAt,
  type FrontierMark,
} from "../frontier-points.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { useScenarioDraft } from "../hooks/use-scenario-draft.ts";
import { useFrontier } from "../hooks/use-frontier.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { useLayout } from "../layout.ts";
import { draftOf, percentText } from "../scenario-draft.ts";
import { NoRunYet } from "./no-run-yet.tsx";

/** Service against working capital: where the company is, and where it could be. */
export function FrontierView(): ReactNode {
  const { run } = useStory();
  return run ? <FrontierOf key={run.id} run={run} /> : <NoRunYet />;
}

function FrontierOf(props: { readonly run: Run }): ReactNode {
  const { run } = props;
  const { session } = useStory();
  const layout = useLayout();
  const { found, start, job, running } = useFrontier(run);
  const mayStart = hasRole(session.person, "planner");
  if (found.data) return <Found run={run} frontier={found.data} />;
  return (
    <>
      <div className={layout.scroll}>
        {found.error ? (
          <ErrorState
            title="The frontier cannot be read."
            error={found.error}
            onRetry={found.retry}
          />
        ) : found.data === undefined ? (
          <LoadingRows label="Reading the frontier" rows={4} height={48} />
        ) : (
          <EmptyState title="What does the last point of service cost?">
            The frontier is the most service that each amount of working capital
            can buy. It shows where today is, where this run is, and lets you
            choose a point between them.
          </EmptyState>
        )}
      </div>
      <Dock>
        <StartedJob
          start={start}
          job={job}
          running={running}
          words={{
            doing: "Working out the frontier",
            notStarted: "It did not start.",
            failed: "The frontier could not be worked out.",
          }}
        />
      </Dock>
      <ActionBar
        hint={
          mayStart
            ? `For ${run.scenario.name}. Takes seconds.`
            : "Planners work out frontiers."
        }
      >
        <Button
          appearance="primary"
          disabled={!mayStart || running || start.busy || found.data !== null}
          onClick={() => start.run()}
        >
          Work out the frontier
        </Button>
      </ActionBar>
    </>
  );
}

function Found(props: {
  readonly run: Run;
  readonly frontier: CatalogFrontier;
}): ReactNode {
  const { run, frontier } = props;
  const { currency, today, recommended } = frontier;
  const { announce } = usePane();
  const { runs, session } = useStory();
  const layout = useLayout();
  const service = run.scenario.serviceMeasure;
  const [asTable, setAsTable] = useState(false);
  const others = useMemo(
    () => scenarioMarks(frontier, run, runs.data ?? []),
    [frontier, run, runs.data],
  );
  const marks = useMemo(
    (): readonly FrontierMark[] => [
      ...others,
      ...(today
        ? [{ kind: "today" as const, title: "Today", point: today }]
        : []),
      { kind: "recommended", title: "This run", point: recommended },
    ],
    [others, today, recommended],
  );
  const points = useMemo(
    () => plannable(curveOf(frontier, service), marks, service),
    [frontier, marks, service],
  );
  const [moved, setMoved] = useDraft<number>(`frontier.${run.id}`, "window");
  const [pointed, setPointed] = useState<number | null>(null);
  const chosen = Math.min(
    moved ?? nearestOnCurve(points, recommended.workingCapital),
    points.length - 1,
  );
  const { open } = useScenarioDraft();
  const point = points[chosen];
  if (!point) {
    return (
      <div className={layout.scroll}>
        <EmptyState title="No frontier">
          No stage with customers has both a cost and a recommendation.
        </EmptyState>
      </div>
    );
  }
  const say = (at: number) => {
    const one = points[at];
    return one ? pointWords(one, today, currency, service) : "";
  };
  const sayRun = ({ title, point }: FrontierMark) =>
    `${title}: ${pointWords(point, today, currency, service)}`;
  const makeScenario = () => {
    const name = `Frontier ${percent(serviceAt(point, service))}, ${moneyShort(point.workingCapital)}`;
    const draft = draftOf({
      ...run.scenario,
      name,
      requiredReturn: point.requiredReturn,
    });
    open(
      { ...draft, pointTargets: readable(point.serviceTargets) },
      `The scenario ${name}`,
    );
  };
  return (
    <>
      <div className={layout.scroll}>
        <Section
          title="Service against working capital"
          aside={stagesWords(frontier.stages, run.totals?.stages)}
        >
          {asTable ? (
            <ChartTable
              label="The frontier"
              content={{
                head: [
                  `Capital, ${currency}`,
                  service === "fill" ? "Fill rate" : "Cycle service",
                  "Holding cost a year",
                  "Turns a year",
                ],
                rows: points.map((one) => [
                  moneyShort(one.workingCapital),
                  percent(serviceAt(one, service)),
                  moneyShort(one.holdingCostPerYear),
                  quantity(one.turns, 1),
                ]),
              }}
            />
          ) : (
            <FrontierChart
              points={points}
              marks={marks}
              measure={service}
              currency={currency}
              chosen={chosen}
              pointed={pointed}
              onPoint={(at, aloud) => {
                setPointed(at);
                const run = at === null ? undefined : others[at];
                if (run && aloud) announce(sayRun(run));
              }}
              say={say}
              onChoose={setMoved}
            />
          )}
          <div className={layout.spread}>
            <span className={`${layout.muted} ${layout.small}`}>
              {asTable ? "" : "Drag, or use the arrow keys."}
            </span>
            <Button
              size="small"
              appearance="subtle"
              style={{ marginLeft: "auto" }}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? "Show as a chart" : "Show as a table"}
            </Button>
          </div>
        </Section>
        <FrontierNotes run={run} frontier={frontier} points={points} />
        <FrontierFigures
          today={today}
          recommended={recommended}
          chosen={point}
          currency={currency}
        />
        <FrontierRuns
          runs={others}
          today={today}
          measure={service}
          currency={currency}
          pointed={pointed}
          onPoint={setPointed}
          onChoose={(at) => {
            const run = others[at];
            if (!run) return;
            const to = nearestOnCurve(points, run.point.workingCapital);
            setMoved(to);
            announce(say(to));
          }}
        />
      </div>
      <ActionBar hint={say(chosen)}>
        <Button
          appearance="primary"
          disabled={!hasRole(session.person, "planner")}
          onClick={makeScenario}
        >
          Make it a scenario
        </Button>
      </ActionBar>
    </>
  );
}

/** How many stages move along the curve. */
function stagesWords(moving: number, all: number | undefined): string {
  return all === undefined || all === moving
    ? count(moving, "stage")
    : `${measure(moving, 0)} of ${count(all, "stage")}`;
}

/** Targets as people say them, in hundredths of a percent; never certainty. */
function readable(
  targets: Readonly<Record<string, number>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(targets).map(([tier, target]) => [
      tier,
      percentText(
        Math.min(0.9999, Math.max(0.0001, Math.round(target * 1e4) / 1e4)),
      ),
    ]),
  );
}
