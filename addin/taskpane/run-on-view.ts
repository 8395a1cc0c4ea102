import type { ChangeSet, Person, Run } from "../../engine/contracts/index.ts";

/** The newest change set that waits for a person's word; `null` when none does. */
export function awaitedBy(
  person: Person,
  changeSets: readonly ChangeSet[],
): ChangeSet | null {
  if (!person.roles.includes("approver")) return null;
  return (
    changeSets.find(
      ({ state, author }) =>
        state === "awaiting-approval" && author !== person.id,
    ) ?? null
  );
}

/**
 * The run that the steps are about: the chosen one, else the one whose changes wait for this
 * person, whatever was calculated since, else the newest.
 *
 * @param done - runs that have ended well, newest first
 */
export function runOnView(
  done: readonly Run[],
  chosen: string | null,
  awaited: ChangeSet | null,
): Run | null {
  const of = (id: string | null | undefined) =>
    done.find((run) => run.id === id);
  return of(chosen) ?? of(awaited?.runId) ?? done[0] ?? null;
}
