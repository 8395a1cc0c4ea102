import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { useMemo, useRef, useState, type ReactNode } from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { NetworkDrawing } from "../components/network-drawing.tsx";
import { NetworkSummary } from "../components/network-summary.tsx";
import { NetworkToolbar } from "../components/network-toolbar.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../components/states.tsx";
import { count } from "../format.ts";
import { useNetworks, type RunNetworks } from "../hooks/use-network.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useSize } from "../hooks/use-size.ts";
import { useLayout } from "../layout.ts";
import { graphAmong, neighbourhood } from "../network-graph.ts";
import { networkLayout } from "../network-layout.ts";
import { firstLevel, zoomLevels } from "../network-window.ts";
import type { ReviewRow } from "../review-rows.ts";
import { foundWords, matching, partWords } from "../network-search.ts";
import { NetworkActions } from "./network-actions.tsx";
import { NoRunYet } from "./no-run-yet.tsx";
import { WhyPanel } from "./why-panel.tsx";

/** Where the network holds its stock, drawn. */
export function NetworkView(): ReactNode {
  const { run } = useStory();
  return run ? <NetworkOf key={run.id} run={run} /> : <NoRunYet />;
}

function NetworkOf(props: { readonly run: Run }): ReactNode {
  const { run } = props;
  const { snapshots } = useStory();
  const layout = useLayout();
  const period =
    snapshots.data?.find(({ id }) => id === run.snapshotId)?.period ?? "week";
  const networks = useNetworks(run, period);
  if (networks.ready && networks.rows.length > 0) {
    return <Drawn run={run} networks={networks} period={period} />;
  }
  return (
    <div className={layout.scroll}>
      {networks.error ? (
        <ErrorState
          title="The network cannot be read."
          error={networks.error}
          onRetry={networks.retry}
        />
      ) : !networks.ready ? (
        <LoadingRows label="Reading the network" rows={6} height={48} />
      ) : (
        <EmptyState title="No stage in this run">
          Nothing could be planned: see what the data step found.
        </EmptyState>
      )}
    </div>
  );
}

const useStyles = makeStyles({
  room: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    display: "flex",
    flexDirection: "column",
  },
  away: { display: "none" },
});

/** Links that belong to what is around a stage. */
const nearLinks = 2;

/** Networks offered by name; the others are found by their stages. */
const namedParts = 60;

function Drawn(props: {
  readonly run: Run;
  readonly networks: RunNetworks;
  readonly period: string;
}): ReactNode {
  const { run, networks, period } = props;
  const { rows, stages, graph, parts, partOf } = networks;
  const { state, dispatch, announce } = usePane();
  const { currency } = useStory();
  const styles = useStyles();
  const room = useRef<HTMLDivElement>(null);
  const view = useSize(room);
  const [text, setText] = useState("");
  const [open, setOpen] = useState<number | null>(null);
  const [returned, setReturned] = useState(false);
  const [level, setLevel] = useState<number | null>(null);
  const [chosenPart, setChosenPart] = useState(0);
  const [around, setAround] = useState<string | null>(null);
  const active = useMemo(() => {
    const at = indexOf(rows, state.stageId);
    return at < 0 ? null : at;
  }, [rows, state.stageId]);
  const part = active === null ? chosenPart : partOf[active]!;
  // Only around the stage that was active when that was asked for, wherever one walks since.
  const centre = around === null ? -1 : indexOf(rows, around);
  const shown = useMemo(() => {
    const members =
      centre < 0
        ? (parts[part]?.members ?? [])
        : neighbourhood(graph, centre, nearLinks);
    const among = centre < 0 ? graph : graphAmong(graph, members);
    return { graph: among, drawing: networkLayout(among, members), members };
  }, [graph, parts, part, centre]);
  const { drawing, members } = shown;
  const most = useMemo(
    () => members.reduce((top, at) => Math.max(top, stages[at]!.value), 0),
    [members, stages],
  );
  const { width, height } = view;
  const levels = useMemo(
    () => zoomLevels(drawing, { width, height }),
    [drawing, width, height],
  );
  const at = Math.min(
    level ?? firstLevel(levels, drawing, height),
    levels.length - 1,
  );
  const matches = useMemo(() => matching(rows, text), [rows, text]);

  const activate = (stage: number) => {
    dispatch({ kind: "open-stage", id: rows[stage]!.stage.stageId });
    announce(stages[stage]!.words);
  };
  const onZoom = (step: 1 | -1 | null) => {
    const to = step === null ? 0 : at + step;
    setLevel(Math.max(0, Math.min(levels.length - 1, to)));
  };
  const onNext = (step: 1 | -1) => {
    if (matches.length === 0) return announce("No stage of that name");
    const here = active === null ? -1 : matches.indexOf(active);
    const to = here < 0 && step < 0 ? matches.length - 1 : here + step;
    setAround(null);
    activate(matches[(to + matches.length) % matches.length]!);
    // Whoever looks for one stage wants to read it.
    setLevel(levels.length - 1);
  };
  const opened = open === null ? undefined : rows[open];
  const here = active === null ? undefined : rows[active];
  return (
    <>
      {opened && (
        <WhyPanel
          key={opened.stage.stageId}
          run={run}
          row={opened}
          beside={false}
          back="Network"
          previous={null}
          next={null}
          onShow={() => {
            setOpen(null);
            setReturned(true);
          }}
          onOverridden={networks.all.refreshOverrides}
        />
      )}
      <div className={mergeClasses(styles.room, opened && styles.away)}>
        <NetworkToolbar
          text={text}
          onText={setText}
          found={foundWords(text, matches, active)}
          onNext={onNext}
          parts={parts
            .slice(0, Math.max(namedParts, part + 1))
            .map((one) => partWords(one, rows))}
          part={part}
          onPart={(to) => {
            setChosenPart(to);
            setAround(null);
            setLevel(null);
            dispatch({ kind: "open-stage", id: null });
          }}
          around={active === null ? null : around !== null}
          onAround={(on) => {
            setAround(on && here ? here.stage.stageId : null);
            setLevel(null);
          }}
          nearest={at === levels.length - 1}
          farthest={at === 0}
          onZoom={onZoom}
        />
        <div ref={room} className={styles.room}>
          {width > 0 && (
            <NetworkDrawing
              label={`Network of ${count(members.length, "stage")}, suppliers left, customers right`}
              graph={shown.graph}
              layout={drawing}
              stages={stages}
              zoom={levels[at]!}
              view={view}
              // Another one may have been chosen in the sheet, outside what is drawn.
              active={
                active !== null && drawing.columnOf[active]! >= 0
                  ? active
                  : null
              }
              most={most}
              focused={returned}
              onActivate={activate}
              onOpen={setOpen}
              onZoom={onZoom}
            />
          )}
        </div>
        {here && (
          <NetworkSummary row={here} period={period} currency={currency} />
        )}
        <NetworkActions
          run={run}
          row={here}
          onWhy={() => {
            if (active !== null) setOpen(active);
          }}
        />
      </div>
    </>
  );
}

function indexOf(rows: readonly ReviewRow[], stageId: string | null): number {
  return rows.findIndex(({ stage }) => stage.stageId === stageId);
}
