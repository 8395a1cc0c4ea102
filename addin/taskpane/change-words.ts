import type {
  ScenarioChange,
  StageSelection,
} from "../../engine/contracts/index.ts";
import { count, measure, percent } from "./format.ts";

/** What a change does, in a planner's words, without its name. */
export function changeSentence(change: ScenarioChange): string {
  switch (change.kind) {
    case "service-tier":
      return `${selectionWords(change.stages)} served as tier ${change.tier}`;
    case "cost":
      return `${selectionWords(change.stages)}: ${costWords(change)}`;
    case "demand":
      return `${selectionWords(change.stages)}: demand ${change.factor < 1 ? "" : "+"}${measure(100 * (change.factor - 1), 1)}%`;
    case "lead-time":
      return `${selectionWords(change.stages)}: lead time ${
        change.factor === undefined
          ? `${measure(change.days ?? 0)} days${change.deviationDays === undefined ? "" : ` ± ${measure(change.deviationDays)}`}`
          : `× ${measure(change.factor, 3)}`
      }`;
    case "stocking":
      return `${selectionWords(change.stages)} ${change.may ? "may hold stock" : "may not hold stock"}`;
    case "close-location":
      return `${change.location} closed, ${change.to} takes over`;
    case "open-location":
      return [
        `${change.location} opened like ${change.like}`,
        ...(change.demandShare > 0
          ? [`with ${percent(change.demandShare, 0)} of its demand`]
          : []),
        ...(change.serves.length > 0
          ? [`serving ${change.serves.join(", ")}`]
          : []),
      ].join(", ");
    case "postpone":
      return `${selectionWords(change.stages)} made to order from components`;
  }
}

function costWords({
  unitCost,
  unitCostFactor,
  orderingCost,
}: Extract<ScenarioChange, { kind: "cost" }>): string {
  return [
    ...(unitCost === undefined ? [] : [`unit cost ${measure(unitCost, 2)}`]),
    ...(unitCostFactor === undefined
      ? []
      : [`unit cost × ${measure(unitCostFactor, 3)}`]),
    ...(orderingCost === undefined
      ? []
      : [`an order costs ${measure(orderingCost, 2)}`]),
  ].join(", ");
}

/** `PMP-1 and PMP-2 at KASSEL`, `every stage`. */
function selectionWords(selection: StageSelection): string {
  const { stageIds, items, locations, serviceTiers, vendors, productClasses } =
    selection;
  const words = [
    ...(stageIds ? [list(stageIds, "stage")] : []),
    ...(items ? [list(items, "item")] : []),
    ...(productClasses ? [`class ${list(productClasses, "class")}`] : []),
    ...(serviceTiers ? [`tier ${list(serviceTiers, "tier")}`] : []),
    ...(vendors ? [`from ${list(vendors, "vendor")}`] : []),
    ...(locations ? [`at ${list(locations, "location")}`] : []),
  ];
  if (words.length === 0) return "every stage";
  const text = words.join(" ");
  return stageIds || items ? text : `all ${text}`;
}

function list(names: readonly string[], one: string): string {
  return names.length > 3 ? count(names.length, one) : names.join(", ");
}
