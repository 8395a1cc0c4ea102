import {
  scenarioSchema,
  type Run,
  type Scenario,
} from "../../engine/contracts/index.ts";
import { readScenario, type ScenarioDraft } from "./scenario-draft.ts";
import { scenarioName } from "./scenario-words.ts";

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
  const own = textOf(scenarioSchema.parse(read.scenario));
  return ![
    defaults,
    ...runs.flatMap(({ state, scenario }) =>
      state === "done" ? [scenario] : [],
    ),
  ].some((known) => textOf(known) === own);
}

/** Keeps a draft beside the others, the newest first, each content once. */
export function putAside(
  earlier: readonly EarlierDraft[],
  one: EarlierDraft,
): readonly EarlierDraft[] {
  const text = JSON.stringify(one.draft);
  return [
    one,
    ...earlier.filter(({ draft }) => JSON.stringify(draft) !== text),
  ];
}

/** One text for one scenario, in whatever order its fields came. */
function textOf(scenario: Scenario): string {
  const whole = scenarioSchema.parse(scenario);
  return JSON.stringify({
    ...whole,
    changes: whole.changes ?? [],
    serviceTargets: Object.entries(whole.serviceTargets).sort(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  });
}
