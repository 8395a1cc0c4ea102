import type {
  ScenarioChange,
  StageRecord,
  StageSelection,
} from "../contracts/index.ts";
import {
  refused,
  type CatalogDraft,
  type NumberedChange,
} from "./scenario-catalog.ts";

type Selecting = Extract<ScenarioChange, { stages: StageSelection }>;

const readings: Readonly<
  Record<keyof StageSelection, (stage: StageRecord) => string | null>
> = {
  stageIds: ({ id }) => id,
  items: ({ item }) => item,
  locations: ({ location }) => location,
  vendors: ({ vendor }) => vendor,
  serviceTiers: ({ serviceTier }) => serviceTier,
  productClasses: ({ productClass }) => productClass,
};

/**
 * The stages that a change is about.
 *
 * @throws InputError when a name in a list is nowhere in the catalog, or no stage fits all lists
 */
export function selectedStages(
  draft: CatalogDraft,
  numbered: NumberedChange<Selecting>,
): readonly StageRecord[] {
  const { stages: selection } = numbered.change;
  const lists = (Object.keys(readings) as (keyof StageSelection)[]).flatMap(
    (key) => {
      const wanted = selection[key];
      return wanted ? [{ key, wanted, read: readings[key] }] : [];
    },
  );
  const all = [...draft.stages.values()];
  for (const { key, wanted, read } of lists) {
    const known = new Set(all.map(read));
    const unknown = wanted.find((one) => !known.has(one));
    if (unknown !== undefined) {
      throw refused(
        numbered,
        `stages.${key}`,
        `must name what the catalog has, got "${unknown}"`,
      );
    }
  }
  const sets = lists.map(({ wanted, read }) => {
    const names: ReadonlySet<string | null> = new Set(wanted);
    return (stage: StageRecord) => names.has(read(stage));
  });
  const chosen = all.filter((stage) => sets.every((fits) => fits(stage)));
  if (chosen.length === 0) {
    throw refused(
      numbered,
      "stages",
      "must fit at least one stage of the catalog: its lists together fit none",
    );
  }
  return chosen;
}
