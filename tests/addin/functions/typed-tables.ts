import {
  frontierCell,
  meioPolicyCell,
  simulateCell,
} from "../../../addin/functions/functions.ts";
import { streamedCell } from "../../support/streamed-cell.ts";

type Range = readonly (readonly unknown[])[];

/** The table that MEIO_POLICY spills at once. */
export const meio = (stages: Range, links: Range = [], options: Range = []) =>
  streamedCell((invocation) =>
    meioPolicyCell(...plain(stages, links, options), "", invocation),
  ).last();
/** The table that SIMULATE spills of 300 periods. */
export const simulate = (
  stages: Range,
  links: Range = [],
  policy: Range = [],
  options: Range = [],
) => {
  const [a, b, c, d] = plain(stages, links, policy, options);
  return streamedCell((invocation) =>
    simulateCell(a!, b!, c!, 300, 1, d!, invocation),
  ).last();
};
/** The table that FRONTIER spills at once. */
export const frontier = (
  items: Range,
  budgets: Range = [],
  points?: unknown,
  details?: unknown,
) => {
  const [a, b] = plain(items, budgets);
  return streamedCell((invocation) =>
    frontierCell(a!, b!, points, details, invocation),
  ).last();
};

function plain<Ranges extends Range[]>(...ranges: Ranges) {
  return ranges.map((range) => range.map((row) => [...row])) as {
    [At in keyof Ranges]: unknown[][];
  };
}

/** A plant and a shop, as typed. */
export const head = [
  "id",
  "time",
  "cost",
  "mean",
  "deviation",
  "service level",
];
export const plant = ["Plant", 4, 3, "", "", ""];
export const shop = ["Shop", 2, 5, 40, 12, 0.95];
export const stages = [head, plant, shop];
export const links = [
  ["from", "to"],
  ["Plant", "Shop"],
];
export const policy = [
  ["id", "base stock"],
  ["Plant", 200],
  ["Shop", 110],
];
