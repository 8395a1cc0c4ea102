import { useMemo, useState, type ReactNode } from "react";
import type {
  ChangeRow,
  ChangeSet,
  ChangeSetDetail,
  Job,
} from "../../../engine/contracts/index.ts";
import { ChoiceBar } from "../components/choice-bar.tsx";
import { ResultList, type RowOutcome } from "../components/result-list.tsx";
import { Notice } from "../components/states.tsx";
import { orderChanges } from "../change-order.ts";
import { count, instant } from "../format.ts";
import type { WatchedJob } from "../hooks/use-job.ts";
import { useStory } from "../hooks/use-pane.ts";

type Show = "all" | "done" | "trouble" | "waiting";

const trouble = new Set(["conflict", "missing", "failed", "skipped"]);
const done = new Set(["written", "already-written", "verified"]);

/** What became of the write: one sentence, and every row. */
export function WriteResults(props: {
  readonly detail: ChangeSetDetail;
  /** The job under our eyes: its rows are newer than the detail's. */
  readonly job: WatchedJob | null;
}): ReactNode {
  const { detail, job } = props;
  const [show, setShow] = useState<Show>("all");
  const rows = useMemo(() => outcomesOf(detail.rows, job), [detail.rows, job]);
  const groups: Readonly<Record<Show, readonly RowOutcome[]>> = {
    all: rows,
    done: rows.filter((row) => done.has(row.state)),
    trouble: rows.filter((row) => trouble.has(row.state)),
    waiting: rows.filter(
      (row) => !done.has(row.state) && !trouble.has(row.state),
    ),
  };
  return (
    <>
      <Summary
        changeSet={detail.changeSet}
        troubled={groups.trouble.length}
        tried={job?.job ? triedOut(job.job) : null}
      />
      <ChoiceBar
        label="Which rows"
        chosen={show}
        onChoose={setShow}
        choices={[
          ["all", "All", groups.all.length],
          ["done", "Written", groups.done.length],
          ["trouble", "Not written", groups.trouble.length],
          ["waiting", "Waiting", groups.waiting.length],
        ]}
      />
      <ResultList key={show} rows={groups[show]} />
    </>
  );
}

/** The last word of a finished write-back job. */
function triedOut({ kind, state, progress }: Job): string | null {
  return kind === "write-back" && state === "done" && progress
    ? progress.step
    : null;
}

/** Rows to write; while a job runs, what it has told about them. What needs a look comes first, then the most money. */
function outcomesOf(
  rows: readonly ChangeRow[],
  job: WatchedJob | null,
): readonly RowOutcome[] {
  const outcomes = orderChanges(
    rows.filter((row) => row.kind === "change"),
    "money",
  ).map((row) => {
    const live = job?.rows.get(row.stageId);
    return {
      stageId: row.stageId,
      title: Object.values(row.key).join(" · ") || row.stageId,
      state: live?.state ?? row.state,
      message: live ? live.message : row.message,
    };
  });
  const rank = (row: RowOutcome) => (trouble.has(row.state) ? 0 : 1);
  return outcomes.sort((a, b) => rank(a) - rank(b));
}

function Summary(props: {
  readonly changeSet: ChangeSet;
  readonly troubled: number;
  /** What a dry run said. */
  readonly tried: string | null;
}): ReactNode {
  const { nameOf } = useStory();
  const { changeSet, troubled, tried } = props;
  const { approval, counts } = changeSet;
  switch (changeSet.state) {
    case "approved":
      // A write would have left this state: what has finished here only tried.
      if (tried) {
        return (
          <Notice intent="success" title="Dry run finished.">
            {tried}. Nothing was written.
          </Notice>
        );
      }
      return (
        <Notice title={`${count(counts.change, "row")} to write.`}>
          Approved
          {approval && ` by ${nameOf(approval.by)}, ${instant(approval.at)}`}. A
          dry run reads and compares every row without writing.
        </Notice>
      );
    case "writing":
      return (
        <Notice title="Writing.">
          You may leave this step or close the pane; it goes on.
        </Notice>
      );
    case "written":
      return (
        <Notice
          intent="success"
          title={`${count(counts.written, "row")} written`}
        >
          and read back from the ERP.
        </Notice>
      );
    case "partly-written":
      return (
        <Notice
          intent="warning"
          title={`${count(counts.written, "row")} written, ${count(troubled, "row")} not.`}
        >
          Rows that somebody changed since the plan were left untouched: plan
          again to see what they hold now.
        </Notice>
      );
    case "undone":
      return (
        <Notice intent="success" title="Undone.">
          A later change set took these values back.
        </Notice>
      );
    case "planning":
    case "awaiting-approval":
    case "rejected":
    case "failed":
      return changeSet.error ? (
        <Notice intent="warning" title="The last attempt failed.">
          {changeSet.error}
        </Notice>
      ) : null;
  }
}
