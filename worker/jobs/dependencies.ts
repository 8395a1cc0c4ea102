import type { Connector } from "../../connectors/connector.ts";
import type { ErpProfile } from "../../connectors/profiles/profile.ts";
import type { Connection } from "../../engine/contracts/index.ts";
import type { Store } from "../store/store.ts";
import type { Auditor } from "../threads/auditor.ts";
import type { ChunkPlanner } from "../threads/chunk-planner.ts";
import type { ChunkStudies } from "../threads/chunk-studies.ts";
import type { Forecaster } from "../threads/forecaster.ts";
import type { PlanSource } from "./plan-source.ts";

/** What jobs need of the world. */
export interface JobDependencies {
  readonly store: Store;
  /** Opens the ERP behind a connection; the job closes it. */
  readonly connect: (connection: Connection) => Promise<Connector>;
  /** How the ERP behind a connection names and rules things. Throws when it cannot be written. */
  readonly profileOf: (connection: Connection) => ErpProfile;
  readonly planner: ChunkPlanner;
  /** In this thread when absent. */
  readonly audit?: Auditor;
  /** In this thread when absent. */
  readonly forecaster?: Forecaster;
  /** In this thread when absent. */
  readonly studies?: ChunkStudies;
  readonly plans: PlanSource;
  /** The present instant, ISO 8601 in UTC. */
  readonly now: () => string;
  /** Hands what a job enqueued to the queue at once. */
  readonly nudge: () => void;
}
