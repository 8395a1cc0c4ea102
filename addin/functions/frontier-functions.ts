import {
  above,
  atLeast,
  budgetFrontier,
  type FrontierItem,
  type FrontierPoint,
  frontierAt,
  frontierService,
} from "../../engine/index.ts";
import { cellError, inCell } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import { cellsOf, flagIn, isBlank, numberIn, numberOr } from "./cell-input.ts";
import { newId, rowsUnder } from "./cell-table.ts";

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
 * @returns {any[][]} One row for each amount, under a header.
 */
export function frontierCell(
  items: unknown[][],
  budgets?: unknown[][],
  points?: unknown,
  details?: unknown,
): unknown[][] {
  return inCell(() => {
    const named = itemsIn(items);
    const goods = named.map(({ item }) => item);
    const asked = budgetsIn(budgets) ?? curveBudgets(goods, pointsIn(points));
    const stocks = flagIn("details", details);
    return [
      [
        "Budget",
        "Spent",
        "Value on hand",
        "Expected backorders",
        "Fill rate",
        ...(stocks ? named.map(({ id }) => id) : []),
      ],
      ...frontierAt(goods, asked).map((point) => line(point, goods, stocks)),
    ];
  });
}

function line(
  { budget, spent, expectedBackorders, stock }: FrontierPoint,
  items: readonly FrontierItem[],
  details: boolean,
): number[] {
  const { fillRate, valueOnHand } = frontierService(items, stock);
  return [
    budget,
    spent,
    valueOnHand,
    expectedBackorders,
    fillRate,
    ...(details ? stock : []),
  ];
}

/** Budgets at which backorders fall by the same factor from one to the next, from nothing on. */
function curveBudgets(
  items: readonly FrontierItem[],
  points: number,
): readonly number[] {
  const budgets: number[] = [];
  let first = 0;
  for (const { item, spent, expectedBackorders } of budgetFrontier(items)) {
    if (item < 0) first = expectedBackorders;
    const share = lastShare ** (budgets.length / (points - 1));
    if (expectedBackorders > share * first * (1 + 1e-12)) continue;
    budgets.push(spent);
    if (budgets.length === points || first === 0) break;
  }
  return budgets;
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
