import {
  Button,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import {
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { isOffline } from "../../client/index.ts";
import {
  EmptyState,
  ErrorState,
  LoadingRows,
  Notice,
} from "../components/states.tsx";
import { StageGrid } from "../components/stage-grid.tsx";
import { count } from "../format.ts";
import { TotalsContext, usePane, useStory } from "../hooks/use-pane.ts";
import { useRecommendations } from "../hooks/use-recommendations.ts";
import { useSize } from "../hooks/use-size.ts";
import { useLayout } from "../layout.ts";
import {
  exceptionsOf,
  filterRows,
  noFilter,
  sortRows,
  type ReviewSort,
  type SortKey,
} from "../review-rows.ts";
import { totalsWithOverrides } from "../totals.ts";
import type { Grouping } from "../review-groups.ts";
import { ReviewActions } from "./review-actions.tsx";
import { NoRowMatches } from "./no-row-matches.tsx";
import { ReviewSums } from "./review-sums.tsx";
import { ReviewToolbar, type ReviewShow } from "./review-toolbar.tsx";
import { UnkeptOverrides } from "./unkept-overrides.tsx";
import { WhyPanel } from "./why-panel.tsx";

/** Step 3: what would change, where to look first, and why. */
export function ReviewView(): ReactNode {
  const { dispatch } = usePane();
  const { run, runs } = useStory();
  const layout = useLayout();
  if (run) return <Review key={run.id} run={run} />;
  return (
    <div className={layout.scroll}>
      {runs.error && !runs.data ? (
        <ErrorState
          title="Runs cannot be read."
          error={runs.error}
          onRetry={runs.retry}
        />
      ) : !runs.data ? (
        <LoadingRows label="Reading runs" rows={6} height={48} />
      ) : (
        <EmptyState
          title="Nothing to review yet"
          action={
            <Button
              appearance="primary"
              onClick={() => dispatch({ kind: "go", step: "optimize" })}
            >
              Go to Optimize
            </Button>
          }
        >
          A run recommends min, max and safety stock for every stage. The twenty
          that matter most will stand here first.
        </EmptyState>
      )}
    </div>
  );
}

const useStyles = makeStyles({
  split: { flexGrow: 1, minHeight: 0, display: "flex" },
  list: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: 0,
    display: "flex",
    flexDirection: "column",
  },
  away: { display: "none" },
  panel: {
    minHeight: 0,
    minWidth: 0,
    display: "flex",
    flexDirection: "column",
  },
  whole: { flexGrow: 1 },
  side: {
    width: "400px",
    flexShrink: 0,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  pad: { padding: "12px" },
});

/** Says that a run has ended since this one came on view, and leads to it. */
function NewerRun({ run }: { readonly run: Run }): ReactNode {
  const { dispatch } = usePane();
  const newest = useStory().runs.data?.find(({ state }) => state === "done");
  const [known] = useState(newest?.id);
  if (!newest || newest.id === known || newest.id === run.id) return null;
  return (
    <Notice
      title="A newer run has ended."
      actions={
        <Button
          size="small"
          onClick={() => dispatch({ kind: "choose-run", id: newest.id })}
        >
          Show it
        </Button>
      }
    >
      What you see and type belongs to the run before.
    </Notice>
  );
}

const byPriority: ReviewSort = { key: "priority", descending: true };

function Review(props: { readonly run: Run }): ReactNode {
  const { run } = props;
  const { state, dispatch } = usePane();
  const { currency } = useStory();
  const styles = useStyles();
  const layout = useLayout();
  const all = useRecommendations(run);
  const [asked, setAsked] = useState<ReviewShow>("exceptions");
  const [by, setBy] = useState<Grouping>("location");
  const [filter, setFilter] = useState(noFilter);
  const [sort, setSort] = useState(byPriority);
  const split = useRef<HTMLDivElement>(null);
  const { width } = useSize(split);
  const beside = width >= 820;

  const exceptions = useMemo(() => exceptionsOf(all.rows), [all.rows]);
  // Whoever types a word looks for a row, not for an exception.
  const mode = asked === "exceptions" && filter.text !== "" ? "all" : asked;
  const shown = useMemo(
    () =>
      sortRows(
        filterRows(mode === "exceptions" ? exceptions : all.rows, filter),
        sort,
      ),
    [all.rows, exceptions, mode, filter, sort],
  );
  const showTotals = use(TotalsContext);
  const totals = useMemo(
    () => totalsWithOverrides(run, all.rows, all.complete),
    [run, all.rows, all.complete],
  );
  useEffect(() => {
    showTotals(totals);
    return () => showTotals(null);
  }, [showTotals, totals]);
  const open = all.rows.find((row) => row.stage.stageId === state.stageId);
  const onSort = (key: SortKey) =>
    setSort({
      key,
      descending: sort.key === key ? !sort.descending : key !== "item",
    });
  const show = (stageId: string | null) =>
    dispatch({ kind: "open-stage", id: stageId });
  const at = open ? shown.indexOf(open) : -1;

  // The panel that had the focus is gone: the list takes it, on the same row.
  const isOpen = open !== undefined;
  useEffect(() => {
    const list = split.current;
    if (!isOpen) return;
    return () => {
      queueMicrotask(() => {
        if (document.activeElement !== document.body) return;
        list?.querySelector<HTMLElement>("[role=grid]")?.focus();
      });
    };
  }, [isOpen]);

  return (
    <>
      <NewerRun run={run} />
      <UnkeptOverrides run={run} rows={all.rows} except={state.stageId} />
      <div ref={split} className={styles.split}>
        <div
          className={mergeClasses(styles.list, open && !beside && styles.away)}
        >
          <ReviewToolbar
            rows={all.rows}
            total={all.total ?? 0}
            exceptions={exceptions.length}
            show={mode}
            onShow={setAsked}
            by={by}
            onBy={setBy}
            filter={filter}
            onFilter={setFilter}
            sort={sort}
            onSort={setSort}
          />
          {all.error && !isOffline(all.error) && (
            <div className={styles.pad}>
              <ErrorState
                title="Not all rows could be read."
                error={all.error}
                onRetry={all.retry}
              />
            </div>
          )}
          {all.total === null ? (
            (!all.error || isOffline(all.error)) && (
              <div className={styles.pad}>
                <LoadingRows
                  label="Reading recommendations"
                  rows={8}
                  height={48}
                />
              </div>
            )
          ) : shown.length === 0 ? (
            <div className={styles.pad}>
              <NoRowMatches
                run={run}
                rows={all.rows.length}
                text={filter.text}
                onClear={() => setFilter(noFilter)}
              />
            </div>
          ) : mode === "sums" ? (
            <ReviewSums
              rows={shown}
              run={run}
              by={by}
              filter={filter}
              onFilter={(narrower) => {
                setFilter(narrower);
                setAsked("all");
              }}
            />
          ) : (
            <StageGrid
              rows={shown}
              measure={run.scenario.serviceMeasure}
              currency={currency}
              chosen={open ? open.stage.stageId : null}
              sort={sort}
              onSort={onSort}
              onOpen={show}
            />
          )}
        </div>
        {open && (
          <div
            className={mergeClasses(
              styles.panel,
              beside ? styles.side : styles.whole,
            )}
          >
            <WhyPanel
              key={open.stage.stageId}
              run={run}
              row={open}
              beside={beside}
              previous={shown[at - 1]?.stage.stageId ?? null}
              next={at >= 0 ? (shown[at + 1]?.stage.stageId ?? null) : null}
              onShow={show}
              onOverridden={all.refreshOverrides}
            />
          </div>
        )}
      </div>
      <div className={layout.hidden} role="status">
        {count(shown.length, "row")} shown
      </div>
      <ReviewActions run={run} all={all} shown={shown.length} />
    </>
  );
}
