import { createContext, useContext, type Dispatch } from "react";
import type {
  ChangeSet,
  Connection,
  Person,
  Run,
  Session,
  SnapshotSummary,
} from "../../../engine/contracts/index.ts";
import type { Client } from "../../client/index.ts";
import type { WorkbookPort } from "../../workbook/port.ts";
import type { PaneAction, PaneState } from "../pane-state.ts";
import type { ShownTotals } from "../totals.ts";
import type { Query, QueryCache } from "./query-cache.ts";

/** What every part of the pane may ask and do. */
export interface Pane {
  readonly client: Client;
  readonly workbook: WorkbookPort;
  readonly cache: QueryCache;
  readonly state: PaneState;
  readonly dispatch: Dispatch<PaneAction>;
  /** Says it to a screen reader. */
  readonly announce: (text: string) => void;
}

export const PaneContext = createContext<Pane | null>(null);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error("usePane is only for parts of the pane");
  return pane;
}

/** Who works, and on what: the chosen ones, or else the newest. */
export interface Story {
  readonly session: Session;
  readonly snapshots: Query<readonly SnapshotSummary[]>;
  readonly runs: Query<readonly Run[]>;
  readonly changeSets: Query<readonly ChangeSet[]>;
  readonly connections: Query<readonly Connection[]>;
  readonly snapshot: SnapshotSummary | null;
  /** The run on view, finished; `null` before the first. */
  readonly run: Run | null;
  readonly changeSet: ChangeSet | null;
  readonly currency: string;
  readonly switchPerson: (id: string) => void;
  readonly nameOf: (personId: string) => string;
}

/** Where a step says that its own totals stand above it, instead of the run's. */
export const TotalsContext = createContext<
  (totals: ShownTotals | null) => void
>(() => undefined);

export const StoryContext = createContext<Story | null>(null);

export function useStory(): Story {
  const story = useContext(StoryContext);
  if (!story) throw new Error("useStory is only for parts of the pane");
  return story;
}

export function hasRole(
  person: Person,
  role: Person["roles"][number],
): boolean {
  return person.roles.includes(role);
}
