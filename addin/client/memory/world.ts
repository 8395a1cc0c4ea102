import type {
  CatalogFrontier,
  CatalogSimulation,
  ChangeRow,
  ChangeSet,
  Connection,
  Job,
  JobEvent,
  Override,
  Person,
  Recommendation,
  Run,
  Scenario,
  SnapshotSummary,
} from "../../../engine/contracts/index.ts";
import { isFinished } from "../client.ts";
import { ClientError } from "../client-error.ts";
import { memoryStages } from "./company.ts";
import type { MemoryStage } from "./stage.ts";

export interface MemoryOptions {
  /** Items of the company, each at five places; twelve when omitted. */
  readonly items?: number;
  /** Milliseconds that each tenth of a job takes. */
  readonly pace?: number;
  /** Thrown by the call of that name instead of answering; `null` answers. */
  readonly fault?: (call: string) => Error | null;
}

export const memoryPeople: readonly Person[] = [
  { id: "pat", name: "Pat Planner", roles: ["planner"] },
  { id: "alex", name: "Alex Approver", roles: ["approver"] },
];

export const memoryConnection: Connection = {
  id: "sample",
  title: "Nordhjul bicycle parts (sample ERP)",
  connector: "embedded",
  profile: "sample",
  options: {},
};

export const memoryScenario: Scenario = {
  name: "Plan",
  serviceTargets: { A: 0.98, B: 0.95, C: 0.9, default: 0.95 },
  serviceMeasure: "cycle",
  holdingRatePerYear: 0.2,
  defaultOrderingCost: 45,
  reviewPeriods: 1,
  leadTimeSource: "receipts",
  network: "joint",
  distribution: "auto",
  maxServiceTimePeriods: 0,
  seed: 1,
};

/** Everything the twin of the worker keeps. */
export interface World {
  readonly stages: readonly MemoryStage[];
  readonly snapshots: SnapshotSummary[];
  readonly runs: Run[];
  readonly results: Map<string, readonly Recommendation[]>;
  readonly overrides: Map<string, Map<string, Override>>;
  /** By run. */
  readonly frontiers: Map<string, CatalogFrontier>;
  /** By run and policy: `run-0001 current`. */
  readonly simulations: Map<string, CatalogSimulation>;
  readonly changeSets: ChangeSet[];
  readonly rows: Map<string, ChangeRow[]>;
  readonly jobs: Job[];
  readonly listeners: Set<(jobId: string, event: JobEvent) => void>;
  /** What the ERP holds, by `stage field`. */
  readonly erp: Map<string, string | null>;
  readonly pace: number;
  sequence: number;
}

export function emptyWorld(options: MemoryOptions): World {
  return {
    stages: memoryStages(7, options.items),
    snapshots: [],
    runs: [],
    results: new Map(),
    overrides: new Map(),
    frontiers: new Map(),
    simulations: new Map(),
    changeSets: [],
    rows: new Map(),
    jobs: [],
    listeners: new Set(),
    erp: new Map(),
    pace: options.pace ?? 0,
    sequence: 0,
  };
}

/** A new id, in order of asking. */
export function nextId(world: World, kind: string): string {
  world.sequence += 1;
  return `${kind}-${String(world.sequence).padStart(4, "0")}`;
}

/** Sixty-four hexadecimal digits that follow from a text. */
export function memoryDigest(text: string): string {
  let state = 2166136261;
  let digest = "";
  for (let round = 0; round < 8; round += 1) {
    for (let at = 0; at < text.length; at += 1) {
      state = Math.imul(state ^ text.charCodeAt(at), 16777619) >>> 0;
    }
    state = Math.imul(state ^ round, 16777619) >>> 0;
    digest += state.toString(16).padStart(8, "0");
  }
  return digest;
}

/** Finds a record, or refuses as the worker would. */
export function found<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  what: string,
): T {
  const one = list.find((each) => each.id === id);
  if (!one) throw refusal(404, "Not found", `there is no ${what} ${id}`);
  return one;
}

/** Replaces a record by a changed copy. */
export function change<T extends { readonly id: string }>(
  list: T[],
  id: string,
  values: Partial<T>,
): void {
  const at = list.findIndex((each) => each.id === id);
  const old = list[at];
  if (old) list[at] = { ...old, ...values };
}

export function refusal(
  status: number,
  title: string,
  detail: string,
  errors?: { path: string; message: string }[],
): ClientError {
  return new ClientError("problem", detail, {
    problem: {
      type: "about:blank",
      title,
      status,
      detail,
      ...(errors ? { errors } : {}),
    },
  });
}

export interface JobPlan {
  readonly kind: Job["kind"];
  readonly subjectId: string;
  readonly author: string;
  readonly step: string;
  readonly total: number;
  /** Times as slow as others; 1 when omitted. */
  readonly slower?: number;
  /** After each tenth; `done` counts up to `total`. */
  readonly tick?: (done: number, from: number, jobId: string) => void;
  readonly finish: () => void;
  readonly cancelled?: () => void;
}

/** Starts a job that runs beside the caller, a tenth at a time. */
export function startJob(world: World, plan: JobPlan): string {
  const id = nextId(world, "job");
  const now = new Date().toISOString();
  world.jobs.unshift({
    id,
    kind: plan.kind,
    state: "running",
    subjectId: plan.subjectId,
    author: plan.author,
    progress: { step: plan.step, done: 0, total: plan.total },
    createdAt: now,
    startedAt: now,
    finishedAt: null,
    attempts: 1,
    error: null,
  });
  const pause = world.pace * (plan.slower ?? 1);
  let tenth = 0;
  const step = () => {
    const job = world.jobs.find((each) => each.id === id);
    if (!job) return;
    if (isFinished(job)) {
      plan.cancelled?.();
      tell(world, id);
      return;
    }
    const from = Math.floor((plan.total * tenth) / 10);
    tenth += 1;
    const done = Math.floor((plan.total * tenth) / 10);
    plan.tick?.(done, from, id);
    if (tenth === 10) {
      plan.finish();
      const finishedAt = new Date().toISOString();
      change(world.jobs, id, { state: "done", finishedAt });
    }
    change(world.jobs, id, {
      progress: { step: plan.step, done, total: plan.total },
    });
    tell(world, id);
    if (tenth < 10) setTimeout(step, pause);
  };
  setTimeout(step, pause);
  return id;
}

/** Tells the listeners how a job stands. */
export function tell(world: World, jobId: string): void {
  const job = world.jobs.find((each) => each.id === jobId);
  if (!job) return;
  for (const listener of world.listeners) listener(jobId, { kind: "job", job });
}
