import { useCallback } from "react";
import type { Scenario } from "../../../engine/contracts/index.ts";
import { holdsWork, putAside, type EarlierDraft } from "../earlier-drafts.ts";
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
  /** Puts an earlier draft back into the form. */
  readonly takeUp: (one: EarlierDraft) => void;
  readonly drop: (one: EarlierDraft) => void;
}

/** The scenario being written, and those that were written before it: none is lost to another. */
export function useScenarioDraft(): ScenarioDrafts {
  const { client } = usePane();
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
    if (!draft || !holdsWork(draft, defaults.data, runs.data ?? [])) {
      if (others !== earlier) keepEarlier(others.length > 0 ? others : null);
      keep(next);
      return "";
    }
    const name = defaults.data
      ? scenarioName(draft, defaults.data)
      : draft.name;
    const at = new Date().toISOString();
    keepEarlier(putAside(others, { name, at, draft }));
    keep(next);
    return `; your draft ${name} is kept above it`;
  };
  const without = (one: EarlierDraft) =>
    earlier.filter((other) => other !== one);
  const type = useCallback(
    ({ made: _made, ...typed }: ScenarioDraft) => keep(typed),
    [keep],
  );
  return {
    defaults,
    draft,
    earlier,
    type,
    replace: (next) => put(next, earlier),
    takeUp: (one) => void put(one.draft, without(one)),
    drop: (one) => {
      const others = without(one);
      keepEarlier(others.length > 0 ? others : null);
    },
  };
}
