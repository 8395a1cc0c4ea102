import type {
  CellPolicyAnswer,
  ChangeRow,
  PolicyField,
  PolicyValues,
  Run,
} from "../../engine/contracts/index.ts";
import type { Store } from "../store/store.ts";

interface CellRequest {
  readonly stageId: string;
  readonly field: PolicyField;
}
type Answer = CellPolicyAnswer["answers"][number];

/** What the states of a change set mean for a cell: its values are decided. */
const decided = ["approved", "writing", "written", "partly-written"];

/**
 * Answers many policy cells from the latest run: the approved number where there is one, else
 * the planner's, else the recommended one. While a run is under way, cells are told to wait.
 */
export async function cellPolicies(
  store: Store,
  requests: readonly CellRequest[],
): Promise<CellPolicyAnswer> {
  const underWay = (await store.runs.list(1))[0];
  if (underWay?.state === "queued" || underWay?.state === "running") {
    const job = await store.jobs.find(underWay.jobId);
    const { done = 0, total = 0 } = job?.progress ?? {};
    const progress = total > 0 ? Math.min(1, done / total) : 0;
    return {
      answers: requests.map(() => ({ kind: "running", progress })),
      runId: underWay.id,
    };
  }
  const run = await store.runs.latestDone();
  if (!run) {
    const message = "no run is done yet: optimize first";
    return {
      answers: requests.map(() => ({ kind: "missing", message })),
      runId: null,
    };
  }

  const recommended = await recommendedValues(store, run);
  const overridden = new Map(
    (await store.runs.overrides(run.id)).map(({ stageId, values }) => [
      stageId,
      values,
    ]),
  );
  const approved = await approvedValues(store, run.id);
  return {
    runId: run.id,
    answers: requests.map(({ stageId, field }): Answer => {
      const row = recommended.get(stageId);
      if (!row) {
        const left = run.leftOut.find((entry) => entry.stageId === stageId);
        return {
          kind: "missing",
          message: left
            ? `${stageId} was left out: ${left.reason}`
            : `the latest run has no stage ${stageId}: write it as item@location`,
        };
      }
      const signed = approved.get(`${stageId}\n${field}`);
      if (signed !== undefined) {
        return { kind: "value", value: signed, status: "approved" };
      }
      const own = overridden.get(stageId)?.[field];
      if (own !== undefined && own !== null) {
        return { kind: "value", value: own, status: "overridden" };
      }
      const value = row[field];
      return value === null
        ? { kind: "missing", message: `${stageId} has no ${field}` }
        : { kind: "value", value, status: "recommended" };
    }),
  };
}

/** A done run never changes: the last one's numbers are kept for the next batch of cells. */
const kept = new WeakMap<
  Store,
  { readonly runId: string; readonly values: Map<string, PolicyValues> }
>();

async function recommendedValues(
  store: Store,
  run: Run,
): Promise<Map<string, PolicyValues>> {
  const known = kept.get(store);
  if (known?.runId === run.id) return known.values;
  const rows = await store.runs.rows(run.id);
  const values = new Map(rows.map((row) => [row.stageId, row.recommended]));
  kept.set(store, { runId: run.id, values });
  return values;
}

async function approvedValues(
  store: Store,
  runId: string,
): Promise<Map<string, number>> {
  const values = new Map<string, number>();
  const sets = (await store.changeSets.list()).filter(
    (set) =>
      set.runId === runId && set.undoes === null && decided.includes(set.state),
  );
  // Oldest first, so that the latest decision on a stage is the one that stays.
  for (const set of [...sets].reverse()) {
    for (const row of await store.changeSets.rows(set.id)) {
      if (row.kind !== "change") continue;
      for (const [field, value] of approvedPolicy(row)) {
        values.set(`${row.stageId}\n${field}`, value);
      }
    }
  }
  return values;
}

/** In our words: an ERP that orders below its min holds another number for the same policy. */
function approvedPolicy(
  row: ChangeRow,
): readonly (readonly [string, number])[] {
  const values: readonly (readonly [string, number | null | undefined])[] =
    row.policy
      ? Object.entries(row.policy)
      : row.changes.map(({ field, newValue }) => [
          field,
          newValue === null ? null : Number(newValue),
        ]);
  return values.flatMap(([field, value]) =>
    value === null || value === undefined ? [] : [[field, value] as const],
  );
}
