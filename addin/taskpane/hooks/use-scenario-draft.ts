import type { Scenario } from "../../../engine/contracts/index.ts";
import { goToPart } from "../components/part-tabs.tsx";
import { holdsWork, type EarlierDraft } from "../earlier-drafts.ts";
import type { ScenarioDraft } from "../scenario-draft.ts";
import { scenarioName } from "../scenario-words.ts";
import type { Query } from "./query-cache.ts";
import { useDraft } from "./use-draft.ts";
import { usePane, useStory } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";

export interface ScenarioDrafts {
  readonly defaults: Query<Scenario>;
  /** What stands in the form; `null`: the defaults. */
  readonly draft: ScenarioDraft | null;
  /** Drafts that gave way to others, the newest first. */
  readonly earlier: readonly EarlierDraft[];
  /** The planner has typed or pressed something in the form. */
  readonly type: (draft: ScenarioDraft) => void;
  /**
   * Puts another draft into the form; `null` the defaults. What was worked on before is kept
   * beside it; returns that in words, for who is told.
   */
  readonly replace: (draft: ScenarioDraft | null) => string;
  /** Goes to the form with a draft that a press made, and says what stands there. */
  readonly open: (made: ScenarioDraft, what: string) => void;
  /** Puts an earlier draft back into the form. */
  readonly takeUp: (one: EarlierDraft) => void;
  readonly drop: (one: EarlierDraft) => void;
}

/** The scenario being written, and those that were written before it: none is lost to another. */
export function useScenarioDraft(): ScenarioDrafts {
  const { client, dispatch, announce } = usePane();
  const { snapshot, runs } = useStory();
  const company = snapshot?.connectionId ?? "";
  const defaults = useQuery(
    // A newer snapshot of the company takes nothing from under whoever types.
    snapshot ? `scenario/${company}` : null,
    (signal) => client.defaultScenario({ signal }),
  );
  const [draft, keep] = useDraft<ScenarioDraft>(`scenario.${company}`);
  const [kept, keepEarlier] = useDraft<readonly EarlierDraft[]>(
    `scenarios.${company}`,
  );
  const earlier = kept ?? [];

  const put = (next: ScenarioDraft | null, others: readonly EarlierDraft[]) => {
    const works = draft && holdsWork(draft, defaults.data, runs.data ?? []);
    const name = !works
      ? ""
      : defaults.data
        ? scenarioName(draft, defaults.data)
        : draft.name;
    keepEarlier(
      works
        ? [{ name, at: new Date().toISOString(), draft }, ...others]
        : others,
    );
    keep(next);
    return works ? `; your draft ${name} is kept above it` : "";
  };
  const without = (one: EarlierDraft) =>
    earlier.filter((other) => other !== one);
  return {
    defaults,
    draft,
    earlier,
    type: ({ made: _made, ...typed }) => keep(typed),
    replace: (next) => put(next, earlier),
    open: (made, what) => {
      const kept = put({ ...made, made: true }, earlier);
      goToPart("scenario");
      dispatch({ kind: "look", part: "scenario" });
      announce(`${what} stands in the form${kept}`);
    },
    takeUp: (one) => void put(one.draft, without(one)),
    drop: (one) => keepEarlier(without(one)),
  };
}
