import type {
  ChangeSet,
  ChangeSetState,
  Connection,
} from "../../engine/contracts/index.ts";

/** Where a change set may go from each state; nothing else is ever done to it. */
const next: Readonly<Record<ChangeSetState, readonly ChangeSetState[]>> = {
  planning: ["awaiting-approval", "failed"],
  "awaiting-approval": ["approved", "rejected"],
  rejected: [],
  approved: ["writing"],
  writing: ["written", "partly-written"],
  // Rows that were not written may be tried again: the approval still signs the same diff.
  "partly-written": ["writing", "undone"],
  written: ["undone"],
  undone: [],
  failed: [],
};

/** Whether a change set may go from one state to the other. */
export function mayMove(from: ChangeSetState, to: ChangeSetState): boolean {
  return next[from].includes(to);
}

/** The states from which `to` may be reached. */
export function statesBefore(to: ChangeSetState): readonly ChangeSetState[] {
  return (Object.keys(next) as ChangeSetState[]).filter((from) =>
    mayMove(from, to),
  );
}

/** Whether a change set's values may be written now, and if not, what is missing. */
export type Permission =
  | { readonly kind: "allowed" }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Judges whether a write may touch the ERP: an approval by another person than the author that
 * signs exactly the rows at hand.
 *
 * @param changeSet - as the store holds it
 * @param rowsDigest - digest of its rows, computed just now
 * @param connection - the way to the ERP: an approval is void once it leads elsewhere
 */
export function writePermission(
  changeSet: ChangeSet,
  rowsDigest: string,
  connection: Pick<Connection, "id" | "changedAt">,
): Permission {
  const { state, approval, author, id } = changeSet;
  if (!["approved", "writing", "partly-written"].includes(state)) {
    return refused(
      `change set ${id} is ${state}: only an approved one is written`,
    );
  }
  if (approval?.decision !== "approved") {
    return refused(`change set ${id} carries no approval`);
  }
  if (approval.by === author) {
    return refused(
      `change set ${id} was approved by its author ${author}: another person must approve it`,
    );
  }
  if (approval.digest !== rowsDigest) {
    return refused(
      `the rows of change set ${id} are not the rows that ${approval.by} approved: plan and approve again`,
    );
  }
  const { changedAt } = connection;
  if (changedAt !== undefined && changedAt >= approval.at) {
    return refused(
      `connection ${connection.id} leads elsewhere since change set ${id} was approved: plan and approve again`,
    );
  }
  return { kind: "allowed" };
}

function refused(reason: string): Permission {
  return { kind: "refused", reason };
}
