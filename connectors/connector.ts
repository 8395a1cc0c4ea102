import type {
  ChangeRow,
  ConnectionCheck,
  ImportFinding,
  LinkRecord,
  Period,
  PolicyField,
  Progress,
  StageRecord,
} from "../engine/contracts/index.ts";

/** What one reading of an ERP found; the worker adds identity and digest. */
export interface SnapshotDraft {
  readonly profile: string;
  readonly currency: string;
  readonly period: Period;
  readonly taxonomyVersion: string;
  readonly stages: readonly StageRecord[];
  readonly links: readonly LinkRecord[];
  /** Rows that were left out or mended, each with its place. */
  readonly findings: readonly ImportFinding[];
}

export interface ReadContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Day of the reading, `YYYY-MM-DD`: the period it lies in is not over. */
  readonly today?: string;
}

/** A replenishment row of the ERP as it is now; every value the ERP's exact text. */
export interface TargetRow {
  readonly stageId: string;
  readonly entity: string;
  readonly key: Readonly<Record<string, string>>;
  /** Text of the version column; `null` when the profile names none. */
  readonly version: string | null;
  readonly values: Readonly<
    Partial<Record<PolicyField, { column: string; value: string | null }>>
  >;
  /** Why the ERP would ignore or overwrite these values; empty when it would not. */
  readonly closedGates: readonly string[];
  /** Gates that warn only: the values count, yet a person should look. */
  readonly warnedGates?: readonly string[];
  /** What this row's target number is, where its planning method decides. */
  readonly targetMeaning?: "level" | "quantity" | "none";
}

/** One guarded row: set the new values where key, every old value and version still hold. */
export type RowWrite = Pick<
  ChangeRow,
  "stageId" | "entity" | "key" | "version" | "changes"
>;

/**
 * One ERP behind one profile. Opened for one job or check, closed by who opened it.
 * Throws `ConnectionError` when the ERP cannot be reached (worth retrying) and
 * `InputError` for what only a person can mend.
 */
export interface Connector {
  check(): Promise<ConnectionCheck>;
  readSnapshot(context: ReadContext): Promise<SnapshotDraft>;
  /** The rows of these stages; a stage without a row is absent from the answer. */
  readTarget(stageIds: readonly string[]): Promise<readonly TargetRow[]>;
  /** Answers the stage ids whose row was hit. Never believed: a later read decides. */
  compareAndSet(
    writes: readonly RowWrite[],
    actor: string,
  ): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The ERP did not answer, or the connection broke: the same call may work later. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/** The ERP answered that it will not do this: a rule of its own, a missing right, a wrong name. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}
