import type {
  CatalogFrontier,
  CatalogSimulation,
  CellPolicyAnswer,
  ChangeSet,
  ChangeSetDetail,
  ChangeSetRequest,
  Connection,
  ConnectionCheck,
  DecisionRequest,
  Findings,
  Job,
  JobEvent,
  LinkRecord,
  OverrideRequest,
  PolicyField,
  PolicyOutcome,
  Recommendation,
  RecommendationPage,
  Run,
  RunRequest,
  Scenario,
  Session,
  SimulatedPolicy,
  SimulationRequest,
  SnapshotSummary,
  StageDetail,
  StageForecast,
  Started,
} from "../../engine/contracts/index.ts";
import type { PolicyPatch } from "./policy-patch.ts";

export interface CallOptions {
  /** Aborts the call; the promise then rejects with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
}

/** The worker's API as functions. Every call may reject with a `ClientError`. */
export interface Client {
  session(options?: CallOptions): Promise<Session>;
  /** The same worker, asked as another person: local trial only. */
  as(personId: string): Client;

  connections(options?: CallOptions): Promise<readonly Connection[]>;
  checkConnection(id: string, options?: CallOptions): Promise<ConnectionCheck>;
  startImport(connectionId: string, options?: CallOptions): Promise<Started>;

  snapshots(options?: CallOptions): Promise<readonly SnapshotSummary[]>;
  snapshot(id: string, options?: CallOptions): Promise<SnapshotSummary>;
  findings(snapshotId: string, options?: CallOptions): Promise<Findings>;
  stage(
    snapshotId: string,
    stageId: string,
    options?: CallOptions,
  ): Promise<StageDetail>;
  /** What demand of a stage was, and what it will be. */
  stageForecast(
    snapshotId: string,
    stageId: string,
    options?: CallOptions,
  ): Promise<StageForecast>;

  defaultScenario(options?: CallOptions): Promise<Scenario>;
  startRun(request: RunRequest, options?: CallOptions): Promise<Started>;
  /** Newest first; what they left out is only counted. */
  runs(options?: CallOptions): Promise<readonly Run[]>;
  run(id: string, options?: CallOptions): Promise<Run>;
  /** Who supplies whom, as the run's scenario has it. */
  runLinks(
    runId: string,
    options?: CallOptions,
  ): Promise<readonly LinkRecord[]>;
  /** Highest priority first. */
  recommendations(
    runId: string,
    page: { readonly offset: number; readonly limit: number },
    options?: CallOptions,
  ): Promise<RecommendationPage>;
  recommendation(
    runId: string,
    stageId: string,
    options?: CallOptions,
  ): Promise<Recommendation>;
  saveOverride(
    runId: string,
    stageId: string,
    request: OverrideRequest,
    options?: CallOptions,
  ): Promise<void>;
  removeOverride(
    runId: string,
    stageId: string,
    options?: CallOptions,
  ): Promise<void>;
  /** What other numbers would do at a stage. */
  evaluate(
    runId: string,
    stageId: string,
    values: PolicyPatch,
    options?: CallOptions,
  ): Promise<PolicyOutcome>;

  /** Begins a job that works out service against working capital; `subjectId` is the run. */
  startFrontier(runId: string, options?: CallOptions): Promise<Started>;
  /** What that job found; not found until it is done. */
  frontier(runId: string, options?: CallOptions): Promise<CatalogFrontier>;
  /** Begins a job that replays a run's policies; `subjectId` is the run. */
  startSimulation(
    runId: string,
    request: SimulationRequest,
    options?: CallOptions,
  ): Promise<Started>;
  /** What that job found, least service against its target first; not found until it is done. */
  simulation(
    runId: string,
    page: {
      readonly policy: SimulatedPolicy;
      readonly offset: number;
      readonly limit: number;
    },
    options?: CallOptions,
  ): Promise<CatalogSimulation>;

  planChangeSet(
    request: ChangeSetRequest,
    options?: CallOptions,
  ): Promise<Started>;
  changeSets(options?: CallOptions): Promise<readonly ChangeSet[]>;
  changeSet(id: string, options?: CallOptions): Promise<ChangeSetDetail>;
  approve(
    id: string,
    decision: DecisionRequest,
    options?: CallOptions,
  ): Promise<void>;
  reject(
    id: string,
    decision: DecisionRequest,
    options?: CallOptions,
  ): Promise<void>;
  startWriteBack(
    id: string,
    request: { readonly dryRun: boolean },
    options?: CallOptions,
  ): Promise<Started>;
  /** Reads the ERP again and says which rows still hold what we wrote. */
  startVerify(id: string, options?: CallOptions): Promise<Started>;
  /** Plans a new change set that takes the values back; `subjectId` is its id. */
  startUndo(id: string, options?: CallOptions): Promise<Started>;

  jobs(options?: CallOptions): Promise<readonly Job[]>;
  job(id: string, options?: CallOptions): Promise<Job>;
  cancelJob(id: string, options?: CallOptions): Promise<void>;
  /** What happens to a job, as it happens. Ends with the job; survives a lost connection. */
  jobEvents(id: string, options?: CallOptions): AsyncIterable<JobEvent>;

  /** One request for many cells; answers in their order. */
  cellPolicies(
    requests: readonly {
      readonly stageId: string;
      readonly field: PolicyField;
    }[],
    options?: CallOptions,
  ): Promise<CellPolicyAnswer>;
}

/** Whether a job will change no more. */
export function isFinished(job: Job): boolean {
  return (
    job.state === "done" || job.state === "failed" || job.state === "cancelled"
  );
}
