import type {
  LinkRecord,
  ScenarioChange,
  StageRecord,
} from "../contracts/index.ts";
import { laneOf } from "../planning/stage-lead-time.ts";
import {
  hasCustomers,
  refused,
  stagesAt,
  type CatalogDraft,
  type NumberedChange,
} from "./scenario-catalog.ts";
import {
  mergedDemand,
  scaledDemand,
  withDemandTold,
} from "./scenario-demand.ts";

type Change<K extends ScenarioChange["kind"]> = NumberedChange<
  Extract<ScenarioChange, { kind: K }>
>;

/**
 * Closes a location. Another one takes over, item by item: its demand and stock are added to
 * those of the same item there, and what it fed is fed from there. An item that the other one
 * does not have moves as it is, with its suppliers and its lead time.
 *
 * @throws InputError when a location is unknown, or the one that takes over is fed by the closed
 */
export function closeLocation(
  draft: CatalogDraft,
  numbered: Change<"close-location">,
): void {
  const { location, to } = numbered.change;
  const closed = known(draft, numbered, "location", location);
  known(draft, numbered, "to", to);
  if (location === to) {
    throw refused(numbered, "to", `must be another location, got "${to}"`);
  }
  const successorOf = new Map(
    closed.map(({ id, item }) => [id, `${item}@${to}`]),
  );
  const feeds = draft.links.find(
    ({ from, to: end }) => successorOf.get(from) === end,
  );
  if (feeds) {
    throw refused(
      numbered,
      "to",
      `must not be fed by the location that is closed: ${feeds.from} supplies ${feeds.to}`,
    );
  }
  const heirs = new Set(
    [...successorOf.values()].filter((id) => draft.stages.has(id)),
  );
  for (const stage of closed) {
    const heir = draft.stages.get(successorOf.get(stage.id)!);
    draft.stages.delete(stage.id);
    const taken = heir ? together(heir, stage, draft) : moved(stage, to);
    draft.stages.set(taken.id, taken);
  }
  draft.links = distinct(
    draft.links.flatMap((link) => {
      const end = successorOf.get(link.to);
      // Who was there before has suppliers of its own.
      if (end !== undefined && heirs.has(end)) return [];
      return [
        {
          ...link,
          from: successorOf.get(link.from) ?? link.from,
          to: end ?? link.to,
        },
      ];
    }),
  );
}

/**
 * Opens a location: every item of the one it is like, fed by the same suppliers with the same
 * lead times, with a share of its demand in every period and with the locations it feeds.
 *
 * @throws InputError when the location exists, a named one does not, or nothing would move
 */
export function openLocation(
  draft: CatalogDraft,
  numbered: Change<"open-location">,
): void {
  const { location, like, demandShare, serves } = numbered.change;
  const models = known(draft, numbered, "like", like);
  if (stagesAt(draft, location).length > 0) {
    throw refused(
      numbered,
      "location",
      `must be new, but the catalog has ${location}`,
    );
  }
  for (const one of serves) known(draft, numbered, "serves", one);
  const served = new Set(serves);
  const modelIds = new Set(models.map(({ id }) => id));
  const isMoved = ({ from, to }: LinkRecord) =>
    modelIds.has(from) && served.has(draft.stages.get(to)?.location ?? "");
  const unserved = serves.find(
    (one) =>
      !draft.links.some(
        (link) => isMoved(link) && draft.stages.get(link.to)?.location === one,
      ),
  );
  if (unserved !== undefined) {
    throw refused(
      numbered,
      "serves",
      `must name locations that ${like} feeds, got "${unserved}"`,
    );
  }
  if (demandShare === 0 && serves.length === 0) {
    throw refused(
      numbered,
      "demandShare",
      "must be above 0, or serves must name a location: nothing would go through it",
    );
  }
  if (serves.length === 0 && !models.some(hasCustomers)) {
    throw refused(
      numbered,
      "demandShare",
      `is a share of the customers of ${like}, who are none: name what it serves`,
    );
  }
  const copyOf = new Map(
    models.map(({ id, item }) => [id, `${item}@${location}`]),
  );
  for (const model of models) {
    const { demand } = model;
    draft.stages.set(copyOf.get(model.id)!, {
      ...moved(model, location),
      onHand: null,
      onOrder: null,
      demand: demand && scaledDemand(demand, demandShare),
    });
    if (demand && demandShare > 0) {
      draft.stages.set(model.id, {
        ...model,
        demand: scaledDemand(demand, 1 - demandShare),
      });
    }
  }
  draft.links = draft.links.flatMap((link) => {
    if (isMoved(link)) return [{ ...link, from: copyOf.get(link.from)! }];
    const copy = copyOf.get(link.to);
    if (copy === undefined) return [link];
    // Within the location, as from a bill of material: both ends are copied.
    return [
      link,
      { ...link, from: copyOf.get(link.from) ?? link.from, to: copy },
    ];
  });
}

/** The stages of a location that must exist. */
function known(
  draft: CatalogDraft,
  numbered: NumberedChange,
  field: string,
  location: string,
): readonly StageRecord[] {
  const stages = stagesAt(draft, location);
  if (stages.length > 0) return stages;
  throw refused(
    numbered,
    field,
    `must be a location of the catalog, got "${location}"`,
  );
}

/** The stage elsewhere: its past speaks for it, the ERP holds no policy for it. */
function moved(stage: StageRecord, location: string): StageRecord {
  return {
    ...stage,
    id: `${stage.item}@${location}`,
    location,
    current: {
      safetyStock: null,
      reorderPoint: null,
      orderUpTo: null,
      orderQuantity: null,
    },
    supposed: { ...stage.supposed, lane: laneOf(stage) },
  };
}

function together(
  first: StageRecord,
  second: StageRecord,
  { period }: CatalogDraft,
): StageRecord {
  // Two histories of which only one is supposed to grow make one without a factor.
  const [heir, closed] =
    first.supposed?.demandFactor === second.supposed?.demandFactor
      ? [first, second]
      : [withDemandTold(first), withDemandTold(second)];
  return {
    ...heir,
    onHand: sum(heir.onHand, closed.onHand),
    onOrder: sum(heir.onOrder, closed.onOrder),
    demand: mergedDemand(heir.demand, closed.demand, period),
  };
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other;
}

/** The first of links between the same stages. */
function distinct(links: readonly LinkRecord[]): readonly LinkRecord[] {
  const seen = new Set<string>();
  return links.filter(({ from, to }) => {
    const key = JSON.stringify([from, to]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
