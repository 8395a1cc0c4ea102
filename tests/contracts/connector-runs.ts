import type { Connector } from "../../connectors/connector.ts";
import type { ErpProfile } from "../../connectors/profiles/profile.ts";
import { planChanges } from "../../connectors/write-back/plan.ts";
import {
  writeBack,
  type RowOutcome,
  type WriteBackJournal,
} from "../../connectors/write-back/write-back.ts";
import type { ChangeRow } from "../../engine/contracts/index.ts";

export interface PolicyNumbers {
  readonly safetyStock: number;
  readonly reorderPoint: number;
  readonly orderUpTo: number;
}

/** A plan that gives every stage the same numbers; `snapshot` is what it was before. */
export async function planFor(
  { profile }: { readonly profile: ErpProfile },
  connector: Connector,
  stageIds: readonly string[],
  values: PolicyNumbers,
  snapshot: PolicyNumbers | null,
  unitDecimals = 0,
): Promise<readonly ChangeRow[]> {
  return planChanges({
    rows: stageIds.map((stageId) => ({
      stageId,
      values,
      unitDecimals,
      lotSize: null,
      unitCost: 10,
      overridden: false,
      overrideReason: null,
      snapshotValues: snapshot && {
        ...snapshot,
        safetyStock: profile.fields.safetyStock ? snapshot.safetyStock : null,
        orderQuantity: snapshot.orderUpTo - snapshot.reorderPoint,
      },
    })),
    targets: await connector.readTarget(stageIds),
    profile,
    maxChange: 1e9,
    snapshotAgeHours: 1,
  });
}

/** A journal in memory that answers the rows as a store would keep them. */
export function memoryJournal(
  rows: readonly ChangeRow[],
): WriteBackJournal & { rows(): readonly ChangeRow[] } {
  const kept = new Map<string, RowOutcome>();
  return {
    settle: async (outcomes) => {
      for (const outcome of outcomes) kept.set(outcome.stageId, outcome);
    },
    rows: () =>
      rows.map((row) => {
        const outcome = kept.get(row.stageId);
        return outcome
          ? { ...row, state: outcome.state, message: outcome.message }
          : row;
      }),
  };
}

/** Drains a write-back; outcomes in the order of the rows. */
export async function run(options: {
  readonly connector: Connector;
  readonly rows: readonly ChangeRow[];
  readonly journal?: WriteBackJournal;
  readonly dryRun?: boolean;
  readonly chunkSize?: number;
}): Promise<readonly RowOutcome[]> {
  const { rows } = options;
  const outcomes: RowOutcome[] = [];
  for await (const chunk of writeBack({
    ...options,
    journal: options.journal ?? memoryJournal(rows),
    actor: "ann",
  }))
    outcomes.push(...chunk);
  const place = new Map(rows.map(({ stageId }, index) => [stageId, index]));
  return outcomes.toSorted(
    (a, b) => (place.get(a.stageId) ?? 0) - (place.get(b.stageId) ?? 0),
  );
}

export const states = (outcomes: readonly RowOutcome[]) =>
  outcomes.map(({ state }) => state);
