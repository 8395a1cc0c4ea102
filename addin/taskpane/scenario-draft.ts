import {
  scenarioSchema,
  type Scenario,
  type ScenarioChange,
} from "../../engine/contracts/index.ts";
import { readNumber } from "./format.ts";

/** The scenario as it stands in the fields: percent where planners say percent, texts while typing. */
export interface ScenarioDraft {
  readonly name: string;
  readonly targets: Readonly<Record<string, string>>;
  readonly serviceMeasure: Scenario["serviceMeasure"];
  readonly holdingRate: string;
  readonly orderingCost: string;
  readonly reviewPeriods: string;
  readonly maxServiceTime: string;
  readonly leadTimeSource: Scenario["leadTimeSource"];
  readonly network: Scenario["network"];
  readonly distribution: Scenario["distribution"];
  /** From a point of the frontier: sets the service of each stage in place of the targets. */
  readonly requiredReturn?: number;
  /** What that point comes to by tier, for who would rather have targets. */
  readonly pointTargets?: Readonly<Record<string, string>>;
  /** Put into the form by a press and not typed in since: the same press makes it again. */
  readonly made?: true;
  /** Whole already: a change is typed in a form of its own. Absent in drafts of older panes. */
  readonly changes?: readonly ScenarioChange[];
}

/** The fields' texts for a scenario. */
export function draftOf(scenario: Scenario): ScenarioDraft {
  return {
    name: scenario.name,
    targets: Object.fromEntries(
      Object.entries(scenario.serviceTargets).map(([tier, target]) => [
        tier,
        percentText(target),
      ]),
    ),
    serviceMeasure: scenario.serviceMeasure,
    holdingRate: percentText(scenario.holdingRatePerYear),
    orderingCost: String(scenario.defaultOrderingCost),
    reviewPeriods: String(scenario.reviewPeriods),
    maxServiceTime: String(scenario.maxServiceTimePeriods),
    leadTimeSource: scenario.leadTimeSource,
    network: scenario.network,
    distribution: scenario.distribution,
    ...(scenario.requiredReturn === undefined
      ? {}
      : { requiredReturn: scenario.requiredReturn }),
    changes: scenario.changes ?? [],
  };
}

/** The scenario that the fields say, and what is wrong with them, by field. */
export function readScenario(
  draft: ScenarioDraft,
  defaults: Scenario,
): {
  readonly scenario: unknown;
  readonly errors: ReadonlyMap<string, string>;
} {
  const errors = new Map<string, string>();
  const fraction = (field: string, text: string, most: number) => {
    const value = readNumber(text.replace("%", ""));
    if (value === null || value <= 0 || value >= most) {
      errors.set(field, `a percentage above 0 and below ${most}`);
      return 0.5;
    }
    return value / 100;
  };
  const atLeastZero = (field: string, text: string) => {
    const value = readNumber(text);
    if (value === null || value < 0) {
      errors.set(field, "a number, 0 or more");
      return 0;
    }
    return value;
  };
  const { changes: _changes, requiredReturn: _return, ...rest } = defaults;
  const scenario = {
    ...rest,
    name: draft.name.trim(),
    serviceTargets: Object.fromEntries(
      Object.entries(draft.targets).map(([tier, text]) => [
        tier,
        fraction(`targets.${tier}`, text, 100),
      ]),
    ),
    serviceMeasure: draft.serviceMeasure,
    holdingRatePerYear: fraction("holdingRate", draft.holdingRate, 200),
    defaultOrderingCost: atLeastZero("orderingCost", draft.orderingCost),
    reviewPeriods: atLeastZero("reviewPeriods", draft.reviewPeriods),
    maxServiceTimePeriods: atLeastZero("maxServiceTime", draft.maxServiceTime),
    leadTimeSource: draft.leadTimeSource,
    network: draft.network,
    distribution: draft.distribution,
    ...(draft.requiredReturn === undefined
      ? {}
      : { requiredReturn: draft.requiredReturn }),
    ...(draft.changes?.length ? { changes: draft.changes } : {}),
  };
  const parsed = scenarioSchema.safeParse(scenario);
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0]);
    if (field === "name") errors.set("name", "1 to 80 letters");
    else if (errors.size === 0) errors.set(field, issue.message);
  }
  return { scenario, errors };
}

/** 0.98 → `98`, without the dust that 0.29 · 100 leaves. */
export function percentText(fraction: number): string {
  return String(Number((fraction * 100).toPrecision(10)));
}
