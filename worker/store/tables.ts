import type { ColumnType, Generated } from "kysely";
import type {
  Approval,
  ChangeRow,
  ChangeSetState,
  Connection,
  Job,
  LogEntry,
  Override,
  Progress,
  RowState,
  Run,
  SnapshotSummary,
  StageRecord,
} from "../../engine/contracts/index.ts";

/** A JSON column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>;
/** A counter: `pg` reads it as text, PGlite as a number. */
type Counter = Generated<number | string>;

/** The tables of the schema `stockwright`. */
export interface Tables {
  connection: { sequence: Counter; id: string; document: Json<Connection> };
  snapshot: {
    sequence: Counter;
    id: string;
    state: SnapshotSummary["state"];
    summary: Json<Omit<SnapshotSummary, "state" | "error" | "findings">>;
    findings: Json<SnapshotSummary["findings"]>;
    error: string | null;
  };
  stage: { snapshot_id: string; stage_id: string; record: Json<StageRecord> };
  run: {
    sequence: Counter;
    id: string;
    state: Run["state"];
    document: Json<Run>;
    /** `null` until the run is done, and in runs of before: then it stands in the document. */
    left_out: Json<Run["leftOut"]> | null;
  };
  stage_override: {
    run_id: string;
    stage_id: string;
    record: Json<Override>;
  };
  change_set: {
    sequence: Counter;
    id: string;
    run_id: string | null;
    undoes: string | null;
    connection_id: string;
    author: string;
    created_at: string;
    state: ChangeSetState;
    digest: string | null;
    decided_by: string | null;
    decision: Approval["decision"] | null;
    approval: Json<Approval> | null;
    job_id: string | null;
    error: string | null;
  };
  change_row: {
    change_set_id: string;
    position: number;
    stage_id: string;
    kind: ChangeRow["kind"];
    value_change: number | null;
    state: RowState;
    message: string | null;
    written_at: string | null;
    record: Json<ChangeRow>;
  };
  journal: {
    sequence: Counter;
    change_set_id: string;
    stage_id: string;
    state: RowState;
    message: string | null;
    at: string;
  };
  job: {
    sequence: Counter;
    id: string;
    kind: Job["kind"];
    state: Job["state"];
    subject_id: string;
    author: string;
    progress: Json<Progress> | null;
    created_at: string;
    started_at: string | null;
    finished_at: string | null;
    attempts: number;
    error: string | null;
    cancel_requested: Generated<boolean>;
  };
  outbox: {
    sequence: Counter;
    job_id: string;
    kind: string;
    payload: Json<unknown>;
  };
  log_entry: {
    sequence: number | string;
    at: string;
    actor: string;
    action: string;
    subject: string;
    detail: Json<LogEntry["detail"]>;
    previous_hash: string;
    hash: string;
  };
}
