import type {
  Approval,
  ChangeRow,
  ChangeSet,
  ChangeSetState,
  Connection,
  Finding,
  ImportFinding,
  Job,
  LinkRecord,
  LogEntry,
  Override,
  Progress,
  Recommendation,
  RecommendationRow,
  RowState,
  Run,
  Snapshot,
  SnapshotSummary,
  StageRecord,
} from "../../engine/contracts/index.ts";
import type { TotalSums } from "../../engine/index.ts";
import type { ForecastStore } from "./forecasts.ts";
import type { PackedRows } from "./packed-rows.ts";
import type { StageText } from "./stage-text.ts";
import type { StudyStore } from "./studies.ts";

/** Everything we keep. One port; PGlite and PostgreSQL behind it, one contract suite over both. */
export interface Store {
  readonly connections: ConnectionStore;
  readonly snapshots: SnapshotStore;
  readonly forecasts: ForecastStore;
  readonly runs: RunStore;
  readonly studies: StudyStore;
  readonly changeSets: ChangeSetStore;
  readonly jobs: JobStore;
  readonly log: LogStore;
  /** All of `work` or nothing of it. Calls inside use the store they are given. */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface ConnectionStore {
  save(connection: Connection): Promise<void>;
  find(id: string): Promise<Connection | null>;
  list(): Promise<readonly Connection[]>;
}

export interface SnapshotStore {
  /** Announces a snapshot that an import will fill. */
  begin(snapshot: {
    readonly id: string;
    readonly connectionId: string;
    readonly at: string;
  }): Promise<void>;
  /** Keeps the whole snapshot at once; a second call with the same id replaces the first. */
  save(
    snapshot: Snapshot,
    importFindings: readonly ImportFinding[],
  ): Promise<void>;
  /** Marks an import that came to nothing; a snapshot that is ready stays ready, and keeps why its audit failed. */
  fail(id: string, error: string): Promise<void>;
  saveFindings(id: string, findings: readonly Finding[]): Promise<void>;
  summary(id: string): Promise<SnapshotSummary | null>;
  /** Newest first; all of them when no limit is given. */
  list(limit?: number): Promise<readonly SnapshotSummary[]>;
  /** Ids of all stages, in their order. */
  stageIds(id: string): Promise<readonly string[]>;
  /** The named stages, in the order of the names; ids of no stage are passed over. */
  stagesOf(
    id: string,
    stageIds: readonly string[],
  ): Promise<readonly StageRecord[]>;
  /** All stages in id order. */
  stages(id: string): Promise<readonly StageRecord[]>;
  /** The same, page by page: a catalog may be larger than the memory for it. */
  stagePages(id: string): AsyncIterable<readonly StageRecord[]>;
  /** The same pages, unread: for another thread, which reads them itself. */
  stageTexts(id: string): AsyncIterable<StageText>;
  links(id: string): Promise<readonly LinkRecord[]>;
  stage(id: string, stageId: string): Promise<StageRecord | null>;
  findings(id: string): Promise<readonly Finding[]>;
  importFindings(id: string): Promise<readonly ImportFinding[]>;
}

/** Some of many rows. */
interface PageOf<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

/** What the rows of one chunk come to. */
export interface ChunkSummary {
  /** SHA-256 over the rows in stage order. */
  readonly digest: string;
  readonly sums: TotalSums;
}

export interface RunStore {
  create(run: Run): Promise<void>;
  find(id: string): Promise<Run | null>;
  /** Newest first; all of them when no limit is given. `counted` leaves out what they left out. */
  list(limit?: number, leftOut?: "counted" | "whole"): Promise<readonly Run[]>;
  /** Changes the named fields only; answers false when the run is not in one of `from`. */
  update(
    id: string,
    change: Partial<
      Pick<
        Run,
        "state" | "finishedAt" | "resultDigest" | "totals" | "leftOut" | "error"
      >
    >,
    from?: readonly Run["state"][],
  ): Promise<boolean>;
  /** Keeps one chunk's rows and what they come to; the same chunk again replaces them. */
  saveChunk(
    runId: string,
    chunk: number,
    rows: readonly PackedRows[],
    leftOut: Run["leftOut"],
    summary?: ChunkSummary,
  ): Promise<void>;
  /** One chunk's recommendations in stage order, without explanations. */
  chunkRows(
    runId: string,
    chunk: number,
  ): Promise<readonly RecommendationRow[]>;
  /** Chunks that are kept already. */
  chunks(runId: string): Promise<readonly number[]>;
  leftOut(runId: string): Promise<Run["leftOut"]>;
  /** What a run that is done left out, in stage order. */
  leftOutPage(
    runId: string,
    offset: number,
    limit: number,
  ): Promise<PageOf<Run["leftOut"][number]>>;
  /** What the chunks that are kept come to, in their order; `null` where that was not kept. */
  summaries(
    runId: string,
  ): Promise<
    readonly { readonly chunk: number; readonly summary: ChunkSummary | null }[]
  >;
  /** In order of priority (highest first, then stage id), without explanations. */
  page(
    runId: string,
    offset: number,
    limit: number,
  ): Promise<PageOf<RecommendationRow>>;
  /** Every recommendation in stage order, without explanations: they are most of the bytes. */
  rows(runId: string): Promise<readonly RecommendationRow[]>;
  /** Every recommendation, or one chunk's, in stage order with its explanations, page by page. */
  pages(
    runId: string,
    chunk?: number,
  ): AsyncIterable<readonly Recommendation[]>;
  recommendation(
    runId: string,
    stageId: string,
  ): Promise<Recommendation | null>;
  saveOverride(runId: string, override: Override): Promise<void>;
  removeOverride(runId: string, stageId: string): Promise<boolean>;
  overrides(runId: string): Promise<readonly Override[]>;
  latestDone(): Promise<Run | null>;
}

export interface ChangeSetStore {
  create(changeSet: ChangeSet): Promise<void>;
  find(id: string): Promise<ChangeSet | null>;
  /** Newest first; all of them when no limit is given. */
  list(limit?: number): Promise<readonly ChangeSet[]>;
  /** Replaces the planned rows, their digest and counts. Refused once decided. */
  savePlan(
    id: string,
    rows: readonly ChangeRow[],
    digest: string,
  ): Promise<void>;
  rows(id: string): Promise<readonly ChangeRow[]>;
  /** Some of them, in the order of the plan. */
  page(id: string, offset: number, limit: number): Promise<PageOf<ChangeRow>>;
  /** Moves from one of `from` to `to`; false when it stood elsewhere. */
  move(
    id: string,
    from: readonly ChangeSetState[],
    to: ChangeSetState,
    error?: string | null,
  ): Promise<boolean>;
  /**
   * Records a decision on a change set awaiting approval. The store itself refuses
   * the author's own approval, that of who overrode one of its numbers, and a digest
   * that is not the plan's.
   */
  decide(
    id: string,
    approval: Approval,
  ): Promise<
    | { readonly kind: "decided" }
    | { readonly kind: "own-change" }
    | { readonly kind: "digest-changed"; readonly digest: string | null }
    | { readonly kind: "not-awaiting"; readonly state: ChangeSetState }
  >;
  setJob(id: string, jobId: string): Promise<void>;
  /** Journals rows' states: intent before the write, outcome after the read-back. */
  settleRows(
    id: string,
    outcomes: readonly {
      readonly stageId: string;
      readonly state: RowState;
      readonly message: string | null;
      readonly at: string;
    }[],
  ): Promise<void>;
  /** Journal entries after `sequence`, oldest first: what the live view streams. */
  journal(
    id: string,
    sequence: number,
  ): Promise<
    readonly {
      readonly sequence: number;
      readonly stageId: string;
      readonly state: RowState;
      readonly message: string | null;
      readonly at: string;
    }[]
  >;
}

/** A job's record, and the outbox that hands it to the queue. */
export interface JobStore {
  /** Keeps the job and puts it into the outbox, so both happen or neither. */
  enqueue(job: Job, payload: unknown): Promise<void>;
  /**
   * Puts parts of a job (`optimize-chunk`, …) into the outbox alone: they have no record of
   * their own, their job speaks for them. A part that stands in the outbox is not added twice.
   */
  enqueueParts(
    parts: readonly {
      readonly jobId: string;
      readonly kind: string;
      readonly payload: unknown;
    }[],
  ): Promise<void>;
  find(id: string): Promise<Job | null>;
  /** Newest first; all of them when no limit is given. */
  list(limit?: number): Promise<readonly Job[]>;
  /** How many jobs of each kind are in each state. */
  tally(): Promise<
    readonly {
      readonly kind: Job["kind"];
      readonly state: Job["state"];
      readonly count: number;
    }[]
  >;
  /** Oldest first; `sent` takes them out. */
  outbox(limit: number): Promise<
    readonly {
      readonly jobId: string;
      readonly kind: string;
      readonly payload: unknown;
    }[]
  >;
  sent(jobIds: readonly string[]): Promise<void>;
  /**
   * Takes a job up for work: false when it has ended or was asked to stop. What was begun once
   * may be begun again, for a delivery may come twice.
   */
  begin(
    id: string,
    begun: { readonly at: string; readonly attempts: number },
  ): Promise<boolean>;
  /** Changes the named fields only; false when the job is not in one of `from`. */
  update(
    id: string,
    change: Partial<
      Pick<Job, "state" | "startedAt" | "finishedAt" | "attempts" | "error">
    >,
    from?: readonly Job["state"][],
  ): Promise<boolean>;
  progress(id: string, progress: Progress): Promise<void>;
  requestCancel(id: string): Promise<boolean>;
  cancelRequested(id: string): Promise<boolean>;
}

/** Append-only and hash-chained: each entry's hash covers its text and the hash before it. */
export interface LogStore {
  append(entry: {
    readonly at: string;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }): Promise<LogEntry>;
  list(after: number, limit: number): Promise<readonly LogEntry[]>;
  /** The first sequence whose hash does not follow, or `null` when the chain holds. */
  verify(): Promise<{
    readonly entries: number;
    readonly brokenAt: number | null;
  }>;
}
