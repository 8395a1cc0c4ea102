import { undoRows } from "../../connectors/write-back/verify.ts";
import { changeSetOf, withErp, writtenRows } from "./change-set-access.ts";
import type { JobDependencies } from "./dependencies.ts";
import type { JobContext } from "./job-context.ts";
import { keepPlan } from "./plan-write.ts";
import type { TaskOf } from "./task.ts";

/**
 * Plans a change set that takes another's written values back; like any other it is approved
 * and written then. Safe to run again: the plan is replaced while nobody has decided on it.
 */
export async function planUndo(
  { changeSetId, undoes }: TaskOf<"undo">,
  context: JobContext,
  dependencies: JobDependencies,
): Promise<void> {
  const { store, now } = dependencies;
  const changeSet = await changeSetOf(store, changeSetId);
  if (changeSet.state !== "planning") return;
  const written = writtenRows(await store.changeSets.rows(undoes));
  const total = written.length;
  context.progress({ step: "Reading the ERP's rows", done: 0, total });

  const targets = await withErp(dependencies, changeSet, (connector) =>
    connector.readTarget(written.map(({ stageId }) => stageId)),
  );
  context.signal.throwIfAborted();
  await keepPlan(store, changeSet, undoRows(written, targets), now());
  context.progress({ step: "Planned", done: total, total });
}
