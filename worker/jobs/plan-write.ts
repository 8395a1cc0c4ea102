import { changeSetDigest } from "../../connectors/write-back/digest.ts";
import { planChanges } from "../../connectors/write-back/plan.ts";
import type { WantedRow } from "../../connectors/write-back/plan.ts";
import type {
  ChangeRow,
  ChangeSet,
  RecommendationRow,
} from "../../engine/contracts/index.ts";
import { InputError, withOverride } from "../../engine/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import { changeSetOf, withErp } from "./change-set-access.ts";
import type { JobDependencies } from "./dependencies.ts";
import type { JobContext } from "./job-context.ts";
import type { TaskOf } from "./task.ts";

const hour = 3_600_000;

/**
 * Compares a run's numbers, overrides included, with the ERP's rows of now. Safe to run again:
 * the plan is replaced as a whole, and only while nobody has decided on it.
 */
export async function planWrite(
  { changeSetId, stageIds, maxChange }: TaskOf<"plan-write">,
  context: JobContext,
  dependencies: JobDependencies,
): Promise<void> {
  const { store, profileOf, now } = dependencies;
  const changeSet = await changeSetOf(store, changeSetId);
  if (changeSet.state !== "planning") return;
  const { wanted, takenAt, notConfirmed } = await wantedRows(
    store,
    changeSet,
    stageIds,
  );
  const total = wanted.length;
  context.progress({ step: "Reading the ERP's rows", done: 0, total });

  const rows = await withErp(
    dependencies,
    changeSet,
    async (connector, connection) =>
      planChanges({
        rows: wanted,
        targets: await connector.readTarget(
          wanted.map(({ stageId }) => stageId),
        ),
        profile: profileOf(connection),
        maxChange,
        snapshotAgeHours: (Date.parse(now()) - Date.parse(takenAt)) / hour,
      }),
  );
  context.signal.throwIfAborted();
  await keepPlan(
    store,
    changeSet,
    rows.map((row) => warned(row, notConfirmed.get(row.stageId))),
    now(),
  );
  context.progress({ step: "Planned", done: total, total });
}

/** Keeps planned rows and asks for approval, all at once. */
export async function keepPlan(
  store: Store,
  changeSet: ChangeSet,
  rows: readonly ChangeRow[],
  now: string,
): Promise<void> {
  const digest = changeSetDigest(rows);
  await store.transaction(async (kept) => {
    await kept.changeSets.savePlan(changeSet.id, rows, digest);
    await kept.changeSets.move(changeSet.id, ["planning"], "awaiting-approval");
    await kept.log.append({
      at: now,
      actor: changeSet.author,
      action: "change-set.planned",
      subject: changeSet.id,
      detail: {
        digest,
        undoes: changeSet.undoes,
        rows: rows.length,
        change: rows.filter(({ kind }) => kind === "change").length,
      },
    });
  });
}

async function wantedRows(
  store: Store,
  changeSet: ChangeSet,
  stageIds: readonly string[] | undefined,
): Promise<{
  wanted: readonly WantedRow[];
  takenAt: string;
  /** What the simulation says of stages that it does not confirm. */
  notConfirmed: ReadonlyMap<string, string>;
}> {
  const run = changeSet.runId ? await store.runs.find(changeSet.runId) : null;
  if (!run) throw new FinalError(`the run of ${changeSet.id} is gone`);
  const snapshot = await store.snapshots.summary(run.snapshotId);
  if (!snapshot) throw new FinalError(`snapshot ${run.snapshotId} is gone`);

  const asked = stageIds && new Set(stageIds);
  const recommendations = (await store.runs.rows(run.id)).filter(
    ({ stageId }) => !asked || asked.has(stageId),
  );
  const known = new Set(recommendations.map(({ stageId }) => stageId));
  const unknown = stageIds?.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new InputError(
      "stageIds",
      `stageIds names ${unknown}, for which run ${run.id} recommends nothing`,
    );
  }
  const overrides = new Map(
    (await store.runs.overrides(run.id)).map((override) => [
      override.stageId,
      override,
    ]),
  );
  const lots = new Map(
    (await store.snapshots.stages(snapshot.id)).map(({ id, lotSize }) => [
      id,
      lotSize,
    ]),
  );
  // What another system said of a row is no sign that somebody changed it since.
  const sameSystem = snapshot.connectionId === changeSet.connectionId;
  return {
    takenAt: snapshot.takenAt,
    notConfirmed: new Map(
      recommendations.flatMap(({ stageId, flags }) => {
        const flag = flags.find(({ code }) => code === "not-confirmed");
        // A number that a planner chose was not the one simulated, and has its reason.
        return flag && !overrides.has(stageId)
          ? [[stageId, flag.message] as const]
          : [];
      }),
    ),
    wanted: recommendations.map((recommendation): WantedRow => {
      const { stageId, unitDecimals, unitCost, current } = recommendation;
      const override = overrides.get(stageId);
      const decided = override
        ? withOverride({ ...recommendation, explanations: [] }, override)
        : recommendation;
      return {
        stageId,
        values: decided.recommended,
        unitDecimals,
        unitCost,
        lotSize: lots.get(stageId) ?? null,
        valueChange: valueChange(decided),
        overridden: override !== undefined,
        overrideReason: override?.reason ?? null,
        overrideAuthor: override?.author,
        snapshotValues: sameSystem ? current : null,
      };
    }),
  };
}

/** The row with what the simulation says against it, where it changes anything. */
function warned(row: ChangeRow, message: string | undefined): ChangeRow {
  if (message === undefined || row.kind !== "change") return row;
  const warning = {
    code: "not-confirmed",
    severity: "warn",
    message,
  } as const;
  return { ...row, guardrails: [...row.guardrails, warning] };
}

/** Money: what the policy changes of the mean stock; a row without a policy begins at 0. */
function valueChange({ before, after }: RecommendationRow): number | null {
  if (after.inventoryValue === null) return null;
  return after.inventoryValue - (before.inventoryValue ?? 0);
}
