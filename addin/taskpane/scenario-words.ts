import { scenarioSchema, type Scenario } from "../../engine/contracts/index.ts";
import { changeSentence } from "./change-words.ts";
import { measure, percent } from "./format.ts";
import { readScenario, type ScenarioDraft } from "./scenario-draft.ts";

const words = {
  receipts: "learnt lead times",
  promised: "promised lead times",
  joint: "network by network",
  single: "each stage alone",
} as const;

/** What a scenario wants or supposes otherwise than another does, in a planner's words. */
export function scenarioDifferences(
  from: Scenario,
  to: Scenario,
): readonly string[] {
  const known = new Set((from.changes ?? []).map(changeSentence));
  const own = new Set((to.changes ?? []).map(changeSentence));
  const moved = (name: string, a: number, b: number, text = measure) =>
    a === b ? [] : [`${name} ${text(a)} → ${text(b)}`];
  const another = <T extends string>(a: T, b: T, say: (value: T) => string) =>
    a === b ? [] : [say(b)];
  return [
    ...[...own].filter((sentence) => !known.has(sentence)),
    ...[...known]
      .filter((sentence) => !own.has(sentence))
      .map((sentence) => `without: ${sentence}`),
    ...(from.requiredReturn === to.requiredReturn
      ? []
      : [
          to.requiredReturn === undefined
            ? "by targets, not a point of the frontier"
            : "a point of the frontier",
        ]),
    ...another(from.serviceMeasure, to.serviceMeasure, (measured) =>
      measured === "fill" ? "fill rate" : "cycle service",
    ),
    ...Object.entries(to.serviceTargets).flatMap(([tier, target]) => {
      const before = from.serviceTargets[tier];
      const name = tier === "default" ? "other tiers" : `tier ${tier}`;
      return before === undefined
        ? [`${name} ${percent(target)}`]
        : moved(name, before, target, percent);
    }),
    ...moved(
      "holding cost",
      from.holdingRatePerYear,
      to.holdingRatePerYear,
      percent,
    ),
    ...moved("order cost", from.defaultOrderingCost, to.defaultOrderingCost),
    ...moved("between reviews", from.reviewPeriods, to.reviewPeriods),
    ...moved(
      "longest promise",
      from.maxServiceTimePeriods,
      to.maxServiceTimePeriods,
    ),
    ...another(from.leadTimeSource, to.leadTimeSource, (one) => words[one]),
    ...another(from.network, to.network, (one) => words[one]),
    ...another(from.distribution, to.distribution, (one) =>
      one === "auto"
        ? "law chosen by demand class"
        : `${one.replaceAll("-", " ")} lead-time demand`,
    ),
  ];
}

/**
 * What a scenario in the form is called: as the planner says; while it still bears the defaults'
 * name, by what it changes, so that no two runs look the same in a list.
 */
export function scenarioName(draft: ScenarioDraft, defaults: Scenario): string {
  if (draft.name.trim() !== defaults.name) return draft.name;
  const { data } = scenarioSchema.safeParse(
    readScenario(draft, defaults).scenario,
  );
  const [first, ...others] = data ? scenarioDifferences(defaults, data) : [];
  if (first === undefined) return defaults.name;
  const name = [first.charAt(0).toUpperCase() + first.slice(1), ...others];
  const whole = name.join(", ");
  return whole.length <= 80 ? whole : `${whole.slice(0, 79)}…`;
}
