import {
  changeSetSchema,
  decisionRequestSchema,
  startedSchema,
  writeBackRequestSchema,
} from "../../../engine/contracts/index.ts";
import type {
  Approval,
  ChangeSetState,
} from "../../../engine/contracts/index.ts";
import { missingReason, unconfirmedRows } from "../../approvals/unconfirmed.ts";
import { startJob } from "../../jobs/start-job.ts";
import type { Store } from "../../store/store.ts";
import type { ApiDependencies } from "../endpoint.ts";
import { endpoint, idParams } from "../endpoint.ts";
import { notNow, ProblemError } from "../problem.ts";
import { found } from "./change-sets.ts";

const decisionRoute = (decision: Approval["decision"]) =>
  endpoint({
    method: "post",
    path: `/change-sets/{id}/${decision === "approved" ? "approve" : "reject"}`,
    summary:
      decision === "approved"
        ? "Approve exactly the diff with this digest"
        : "Reject the diff with this digest",
    // A planner may take his own change set back; only an approver waves one through.
    roles: decision === "approved" ? ["approver"] : ["approver", "planner"],
    params: idParams,
    body: decisionRequestSchema,
    answer: changeSetSchema,
    status: 200,
    handle: async ({ params, body, person, api }) => {
      await found(api.store, params.id);
      await decide(api, params.id, {
        by: person.id,
        at: api.now(),
        decision,
        digest: body.digest,
        comment: body.comment,
      });
      return found(api.store, params.id);
    },
  });

export const approvalRoutes = [
  decisionRoute("approved"),
  decisionRoute("rejected"),
  endpoint({
    method: "post",
    path: "/change-sets/{id}/write-back",
    summary: "Write the approved values into the ERP, or only try",
    roles: ["planner", "approver", "integrator"],
    params: idParams,
    body: writeBackRequestSchema,
    answer: startedSchema,
    status: 202,
    handle: async ({ params, body, person, api }) => {
      const { state } = await found(api.store, params.id);
      const open = ["approved", "partly-written"].includes(state);
      if (!open && !(body.dryRun && state === "awaiting-approval")) {
        throw notNow(
          state === "awaiting-approval"
            ? `change set ${params.id} awaits approval: another person than its author approves it first`
            : `change set ${params.id} is ${state}: only an approved one is written`,
        );
      }
      return start(api, params.id, state, person.id, {
        kind: "write-back",
        changeSetId: params.id,
        dryRun: body.dryRun,
      });
    },
  }),
  endpoint({
    method: "post",
    path: "/change-sets/{id}/verify",
    summary: "Read the ERP again and compare it with what was written",
    roles: ["planner", "approver", "integrator"],
    params: idParams,
    answer: startedSchema,
    status: 202,
    handle: async ({ params, person, api }) => {
      const { state } = await found(api.store, params.id);
      if (!["written", "partly-written", "undone"].includes(state)) {
        throw notNow(
          `change set ${params.id} is ${state}: there is nothing to verify before it is written`,
        );
      }
      return start(api, params.id, state, person.id, {
        kind: "verify",
        changeSetId: params.id,
      });
    },
  }),
];

async function decide(
  api: ApiDependencies,
  id: string,
  approval: Approval,
): Promise<void> {
  await api.store.transaction(async (store) => {
    const rows = await store.changeSets.rows(id);
    const outcome = await store.changeSets.decide(id, approval);
    const missing = missingReason(approval, rows);
    switch (outcome.kind) {
      case "decided":
        // Whose own change it is, or whose digest is old, hears that first; this undoes the rest.
        if (missing !== null) {
          throw new ProblemError(400, "invalid", `body.comment: ${missing}`, [
            { path: "body.comment", message: missing },
          ]);
        }
        await store.log.append({
          at: approval.at,
          actor: approval.by,
          action: `change-set.${approval.decision}`,
          subject: id,
          detail: {
            digest: approval.digest,
            comment: approval.comment,
            notConfirmed: unconfirmedRows(rows),
          },
        });
        return;
      case "own-change":
        throw new ProblemError(
          403,
          "own-change",
          "who planned a change set, or overrode a number in it, does not approve it: ask another approver",
        );
      case "digest-changed":
        throw new ProblemError(
          409,
          "digest-changed",
          "the rows have changed since you read them: read them again and decide on the new digest",
          [
            {
              path: "body.digest",
              message: `is now ${outcome.digest ?? "not computed yet"}`,
            },
          ],
        );
      case "not-awaiting":
        throw notNow(
          `change set ${id} is ${outcome.state}: there is nothing to decide`,
        );
    }
  });
}

async function start(
  api: ApiDependencies,
  changeSetId: string,
  state: ChangeSetState,
  author: string,
  task: Parameters<typeof startJob>[1]["task"],
) {
  const job = await api.store.transaction(async (store) => {
    // Held until the end, so that of two who press at once the second sees the first one's job.
    const still = await store.changeSets.move(changeSetId, [state], state);
    if (!still) throw notNow(`change set ${changeSetId} moved on meanwhile`);
    await refuseSecond(store, changeSetId);
    const started = await startJob(store, {
      task,
      subjectId: changeSetId,
      author,
      now: api.now(),
    });
    await store.changeSets.setJob(changeSetId, started.id);
    return started;
  });
  return { jobId: job.id, subjectId: changeSetId };
}

/** One job at a time on a change set: two would only tread on each other's rows. */
async function refuseSecond(store: Store, changeSetId: string): Promise<void> {
  const { jobId } = await found(store, changeSetId);
  const job = jobId ? await store.jobs.find(jobId) : null;
  if (job?.state === "queued" || job?.state === "running") {
    throw notNow(
      `job ${job.id} (${job.kind}) of change set ${changeSetId} is ${job.state}: wait for it or cancel it`,
    );
  }
}
