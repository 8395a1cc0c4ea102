import {
  scenarioSchema,
  type Run,
  type Scenario,
} from "../../engine/contracts/index.ts";
import { readScenario, type ScenarioDraft } from "./scenario-draft.ts";
import { scenarioDifferences, scenarioName } from "./scenario-words.ts";

/** A scenario that was worked on, and gave way to another before it was optimized. */
export interface EarlierDraft {
  readonly name: string;
  /** When it gave way. */
  readonly at: string;
  readonly draft: ScenarioDraft;
}

/**
 * Whether a draft holds work that is nowhere else: it was typed in, and is neither what the
 * defaults say nor the scenario of a finished run.
 *
 * @param defaults - `undefined` while they are not known: then every typed draft counts
 */
export function holdsWork(
  draft: ScenarioDraft,
  defaults: Scenario | undefined,
  runs: readonly Run[],
): boolean {
  if (draft.made) return false;
  if (!defaults) return true;
  const name = scenarioName(draft, defaults);
  const read = readScenario({ ...draft, name }, defaults);
  if (read.errors.size > 0) return true;
  const own = scenarioSchema.parse(read.scenario);
  return ![
    defaults,
    ...runs.flatMap(({ state, scenario }) =>
      state === "done" ? scenario : [],
    ),
  ].some((known) => isSame(known, own));
}

/** Sentences count what they list, so that changes are held against each other as they are. */
function isSame(known: Scenario, own: Scenario): boolean {
  return (
    known.name === own.name &&
    scenarioDifferences(known, own).length === 0 &&
    JSON.stringify(known.changes ?? []) === JSON.stringify(own.changes ?? [])
  );
}
