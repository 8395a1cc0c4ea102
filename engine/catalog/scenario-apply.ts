import type {
  LinkRecord,
  Scenario,
  ScenarioChange,
  StageRecord,
  Supposed,
} from "../contracts/index.ts";
import {
  catalogDraft,
  hasCustomers,
  refused,
  type Catalog,
  type CatalogDraft,
  type NumberedChange,
} from "./scenario-catalog.ts";
import { closeLocation, openLocation } from "./scenario-locations.ts";
import { selectedStages } from "./scenario-selection.ts";

type Change<K extends ScenarioChange["kind"]> = NumberedChange<
  Extract<ScenarioChange, { kind: K }>
>;

/**
 * A catalog as a scenario supposes it: its changes applied one after the other, each to what
 * the ones before it left. The catalog given is not touched.
 *
 * @param catalog - stages, links and the length of a period
 * @param scenario - its changes, and the tiers that have a target
 * @returns stages in the order of their ids, and links between them
 * @throws InputError when a change cannot be applied, naming the change and its field
 */
export function applyScenario(
  catalog: Catalog,
  {
    changes = [],
    serviceTargets,
  }: Pick<Scenario, "changes" | "serviceTargets">,
): {
  readonly stages: readonly StageRecord[];
  readonly links: readonly LinkRecord[];
} {
  const draft = catalogDraft(catalog);
  changes.forEach((change, index) => {
    apply(draft, { index, change }, Object.keys(serviceTargets));
  });
  return {
    stages: [...draft.stages.values()].sort((a, b) =>
      a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
    ),
    links: draft.links,
  };
}

function apply(
  draft: CatalogDraft,
  { index, change }: NumberedChange,
  serviceTiers: readonly string[],
): void {
  switch (change.kind) {
    case "service-tier":
      return changeTier(draft, { index, change }, serviceTiers);
    case "cost":
      return changeCost(draft, { index, change });
    case "demand":
      return changeDemand(draft, { index, change });
    case "lead-time":
      return changeLeadTime(draft, { index, change });
    case "stocking":
      return changeStocking(draft, { index, change });
    case "close-location":
      return closeLocation(draft, { index, change });
    case "open-location":
      return openLocation(draft, { index, change });
    case "postpone":
      return postpone(draft, { index, change });
  }
}

function changeTier(
  draft: CatalogDraft,
  numbered: Change<"service-tier">,
  serviceTiers: readonly string[],
): void {
  const { tier } = numbered.change;
  if (!serviceTiers.includes(tier)) {
    throw refused(
      numbered,
      "tier",
      `must be a tier with a target (${serviceTiers.join(", ")}), got "${tier}"`,
    );
  }
  for (const stage of selectedStages(draft, numbered)) {
    draft.stages.set(stage.id, { ...stage, serviceTier: tier });
  }
}

function changeCost(draft: CatalogDraft, numbered: Change<"cost">): void {
  const { unitCost, unitCostFactor, orderingCost } = numbered.change;
  if ((unitCost ?? unitCostFactor ?? orderingCost) === undefined) {
    throw refused(
      numbered,
      "unitCost",
      "must be given, or unitCostFactor, or orderingCost",
    );
  }
  if (unitCost !== undefined && unitCostFactor !== undefined) {
    throw refused(
      numbered,
      "unitCostFactor",
      `must be left out beside unitCost ${unitCost}, got ${unitCostFactor}`,
    );
  }
  for (const stage of selectedStages(draft, numbered)) {
    const factored =
      stage.unitCost === null ? null : stage.unitCost * (unitCostFactor ?? 1);
    draft.stages.set(stage.id, {
      ...stage,
      unitCost: unitCost ?? factored,
      orderingCost: orderingCost ?? stage.orderingCost,
    });
  }
}

function changeDemand(draft: CatalogDraft, numbered: Change<"demand">): void {
  const asked = selectedStages(draft, numbered).filter(hasCustomers);
  if (asked.length === 0) {
    throw refused(
      numbered,
      "stages",
      "must fit at least one stage that customers order at: the others only feed them",
    );
  }
  for (const stage of asked) {
    const { demandFactor = 1 } = stage.supposed ?? {};
    suppose(draft, stage, {
      demandFactor: demandFactor * numbered.change.factor,
    });
  }
}

function changeLeadTime(
  draft: CatalogDraft,
  numbered: Change<"lead-time">,
): void {
  const { days, deviationDays = null, factor } = numbered.change;
  if ((days === undefined) === (factor === undefined)) {
    throw refused(
      numbered,
      "days",
      factor === undefined
        ? "must be given, or factor"
        : `must be left out beside factor ${factor}, got ${days}`,
    );
  }
  if (deviationDays !== null && days === undefined) {
    throw refused(
      numbered,
      "deviationDays",
      `belongs to days, not to factor, got ${deviationDays}`,
    );
  }
  for (const stage of selectedStages(draft, numbered)) {
    suppose(draft, stage, changedLeadTime(stage.supposed ?? {}));
  }

  function changedLeadTime({
    leadTime,
    leadTimeFactor = 1,
  }: Supposed): Partial<Supposed> {
    if (days !== undefined) return { leadTime: { days, deviationDays } };
    if (!leadTime) return { leadTimeFactor: leadTimeFactor * factor! };
    const deviation = leadTime.deviationDays;
    return {
      leadTime: {
        days: leadTime.days * factor!,
        deviationDays: deviation === null ? null : deviation * factor!,
      },
    };
  }
}

function changeStocking(
  draft: CatalogDraft,
  numbered: Change<"stocking">,
): void {
  const { may } = numbered.change;
  for (const stage of selectedStages(draft, numbered)) {
    if (!may && hasCustomers(stage)) {
      throw refused(
        numbered,
        "stages",
        `must be stages that only feed others, but customers order at ${stage.id}: postpone it, if they may wait`,
      );
    }
    suppose(draft, stage, { stocking: may ? undefined : "never" });
  }
}

/** Holds the stock of finished items as components: what is sold is made to order. */
function postpone(draft: CatalogDraft, numbered: Change<"postpone">): void {
  const chosen = selectedStages(draft, numbered);
  const fed = new Set(draft.links.map(({ to }) => to));
  for (const stage of chosen) {
    if (!fed.has(stage.id)) {
      throw refused(
        numbered,
        "stages",
        `must be stages that a component feeds, but nothing in the catalog supplies ${stage.id}`,
      );
    }
    suppose(draft, stage, {
      stocking: hasCustomers(stage) ? "on-order" : "never",
    });
  }
}

function suppose(
  draft: CatalogDraft,
  stage: StageRecord,
  supposed: Partial<Supposed>,
): void {
  draft.stages.set(stage.id, {
    ...stage,
    supposed: { ...stage.supposed, ...supposed },
  });
}
