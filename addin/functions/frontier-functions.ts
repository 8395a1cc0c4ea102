import {
  above,
  atLeast,
  type FrontierItem,
  frontierCurve,
  frontierPoints,
  type FrontierProgress,
  judgeFrontier,
} from "../../engine/index.ts";
import { cellError } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import { cellsOf, flagIn, isBlank, numberIn, numberOr } from "./cell-input.ts";
import { newId, rowsUnder } from "./cell-table.ts";
import { answered, answerInSlices } from "./streamed-answer.ts";

/** Headers a planner may write. */
const headers = {
  id: "id",
  item: "id",
  stage: "id",
  leadtime: "leadTime",
  time: "leadTime",
  cost: "cost",
  unitcost: "cost",
  rate: "rate",
  demand: "asked",
  mean: "mean",
  demandmean: "mean",
  deviation: "deviation",
  demanddeviation: "deviation",
} as const;
type Field = (typeof headers)[keyof typeof headers];

const usualPoints = 12;
const mostPoints = 1000;

/** The curve ends where this share of the backorders without stock is left. */
const lastShare = 1e-3;

/**
 * The efficient frontier of service against working capital: the most that each amount of money spent on stock can do, over many items together.
 * @customfunction FRONTIER
 * @param {any[][]} items Items with a header row: id, lead time (periods), cost (per unit), and rate (units per period, Poisson) or mean and deviation.
 * @param {any[][]} [budgets] Amounts of money to spend, one cell each; the whole curve when omitted.
 * @param {any} [points] Points of the curve when budgets are omitted; 12 when omitted.
 * @param {any} [details] TRUE adds, to the right, the stock of each item.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation One row for each amount, under a header.
 * @streaming
 */
export function frontierCell(
  items: unknown[][],
  budgets: unknown[][],
  points: unknown,
  details: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  answered(invocation, () => {
    const named = itemsIn(items);
    const given = budgetsIn(budgets);
    const most = given === null ? pointsIn(points) : 0;
    const stocks = flagIn("details", details);
    const goods = named.map(({ item }) => item);
    answerInSlices(invocation, {
      begin: () => linesOf(goods, given ?? most, stocks),
      answer: (lines) => [
        [
          "Budget",
          "Spent",
          "Value on hand",
          "Expected backorders",
          "Fill rate",
          ...(stocks ? named.map(({ id }) => id) : []),
        ],
        ...lines,
      ],
      say: ({ done, total }) =>
        `worked out ${Math.floor((100 * done) / total)} %`,
    });
    return true;
  });
}

/** The rows of the answer: at budgets, or along the curve in so many points. */
function* linesOf(
  items: readonly FrontierItem[],
  asked: readonly number[] | number,
  details: boolean,
): Generator<FrontierProgress, number[][]> {
  const points =
    typeof asked === "number"
      ? yield* halved(frontierCurve(items, asked, lastShare), 0)
      : yield* halved(frontierPoints(items, asked), 0);
  const lines: number[][] = [];
  for (const { budget, spent, expectedBackorders, stock } of points) {
    const { fillRate, valueOnHand } = yield* halved(
      judgeFrontier(items, stock, { done: lines.length, total: points.length }),
      1,
    );
    lines.push([
      budget,
      spent,
      valueOnHand,
      expectedBackorders,
      fillRate,
      ...(details ? stock : []),
    ]);
  }
  return lines;
}

/** A calculation as the first or second half of a whole. */
function* halved<Result>(
  calculation: Generator<FrontierProgress, Result>,
  half: 0 | 1,
): Generator<FrontierProgress, Result> {
  for (;;) {
    const step = calculation.next();
    if (step.done === true) return step.value;
    const { done, total } = step.value;
    yield { done: half * total + done, total: 2 * total };
  }
}

function itemsIn(
  range: unknown[][],
): readonly { readonly id: string; readonly item: FrontierItem }[] {
  const rows = rowsUnder<Field>("items", range, headers, [
    "id",
    "leadTime",
    "cost",
  ]);
  if (rows.length === 0) {
    throw cellError(
      "notAvailable",
      "items is empty: give one row for each item under the header",
    );
  }
  const places = new Map<string, number>();
  return rows.map((row) => {
    const id = newId("items", row, places);
    return { id, item: itemIn(id, asMeant(row.cells)) };
  });
}

/** Demand without more is a rate; beside a deviation it is the mean of it. */
function asMeant(
  cells: Partial<Record<Field, Cell>>,
): Partial<Record<Field, Cell>> {
  const field = isBlank(cells.deviation) ? "rate" : "mean";
  return isBlank(cells[field]) ? { ...cells, [field]: cells.asked } : cells;
}

function itemIn(id: string, cells: Partial<Record<Field, Cell>>): FrontierItem {
  const named = (field: Field): string => `${field} of item ${id}`;
  const number = (field: Field): number =>
    atLeast(named(field), numberIn(named(field), cells[field]), 0);
  const leadTime = number("leadTime");
  const cost = above(named("cost"), number("cost"), 0);
  if (!isBlank(cells.rate)) {
    if (!isBlank(cells.mean) || !isBlank(cells.deviation)) {
      throw cellError(
        "invalidValue",
        `item ${id} has a rate, and mean or deviation: give the one or the others`,
      );
    }
    return { leadTime, cost, rate: number("rate") };
  }
  const mean = number("mean");
  const deviation = number("deviation");
  if (deviation > 0) above(named("mean"), mean, 0);
  return { leadTime, cost, mean, deviation };
}

function budgetsIn(range: unknown[][] | undefined): readonly number[] | null {
  if (range === undefined || range === null) return null;
  const given = cellsOf(Array.isArray(range) ? range : [[range]]).filter(
    ({ value }) => !isBlank(value),
  );
  if (given.length === 0) return null;
  return given.map(({ value, place }) => {
    const name = `budgets, ${place}`;
    return atLeast(name, numberIn(name, value), 0);
  });
}

function pointsIn(value: Cell): number {
  const points = numberOr("points", value, usualPoints);
  if (Number.isInteger(points) && points >= 2 && points <= mostPoints) {
    return points;
  }
  throw cellError(
    "invalidNumber",
    `points must be a whole number from 2 to ${mostPoints}, got ${points}`,
  );
}
