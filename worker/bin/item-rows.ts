import type { ItemPolicy, Scenario } from "../../engine/contracts/index.ts";
import {
  atLeast,
  between,
  economicOrderQuantity,
  periodsPerSeason,
  stageDemand,
  type ItemPolicyInput,
} from "../../engine/index.ts";
import type { CsvRow } from "./csv-file.ts";

/** The columns of a file of items to plan. */
export const itemColumns = {
  required: ["id"],
  optional: [
    "mean",
    "deviation",
    "leadTime",
    "leadTimeDeviation",
    "serviceLevel",
    "fillRate",
    "orderQuantity",
    "orderingCost",
    "holdingCost",
    "unitCost",
    "lotSize",
    "minOrderQuantity",
    "unitDecimals",
    "reviewPeriods",
    "distribution",
  ],
} as const;

/** What stands beside the items: histories and lead times by item. */
export interface ItemSources {
  readonly period: ItemPolicyInput["period"];
  readonly demand: ReadonlyMap<string, readonly (number | null)[]> | null;
  readonly leadTimes: ReadonlyMap<string, ItemPolicy["leadTime"]> | null;
}

const digits: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

const laws = [
  "auto",
  "normal",
  "gamma",
  "poisson",
  "negative-binomial",
  "empirical",
] as const satisfies readonly Scenario["distribution"][];

/**
 * One record as the engine plans it. What the record says itself goes before the histories
 * and receipts.
 *
 * @throws CommandError naming file, record and field
 */
export function itemOf(row: CsvRow, sources: ItemSources): ItemPolicyInput {
  const id = row.text("id") as string;
  const optional = (column: string): number | null => {
    const value = row.number(column);
    return value === undefined
      ? null
      : row.checked(() => atLeast(column, value, 0));
  };
  const law = lawOf(row);
  const leadTime = leadTimeOf(row, sources);
  const reviewPeriods = optional("reviewPeriods") ?? 0;
  const { demand, history } = demandOf(
    row,
    law,
    sources,
    leadTime.mean + reviewPeriods,
  );
  if (law === "empirical" && history.length < 2) {
    throw row.refused(
      "distribution must not be empirical without two periods of --demand, got empirical",
    );
  }
  const unitDecimals = optional("unitDecimals");
  if (unitDecimals !== null && !digits.includes(unitDecimals)) {
    throw row.refused(
      `unitDecimals must be a whole number from 0 to 6, got ${unitDecimals}`,
    );
  }
  const pieces = history.length > 0 && history.every(Number.isInteger);
  return {
    id,
    demand,
    history,
    law,
    leadTime,
    reviewPeriods,
    target: targetOf(row),
    orderQuantity: orderOf(row, demand.mean),
    unitCost: optional("unitCost"),
    lotSize: optional("lotSize"),
    minOrderQuantity: optional("minOrderQuantity"),
    // Whole numbers all along are pieces, unless the record says otherwise.
    unitDecimals: unitDecimals ?? (pieces ? 0 : null),
    period: sources.period,
  };
}

function lawOf(row: CsvRow): Scenario["distribution"] {
  const name = row.text("distribution") ?? "auto";
  const law = laws.find((one) => one === name);
  if (law) return law;
  throw row.refused(
    `distribution must be ${laws.join(" or ")}, got ${JSON.stringify(name)}`,
  );
}

function demandOf(
  row: CsvRow,
  law: Scenario["distribution"],
  { demand: histories, period }: ItemSources,
  covered: number,
): Pick<ItemPolicyInput, "demand" | "history"> {
  const mean = row.number("mean");
  const deviation = row.number("deviation");
  const recorded = histories?.get(row.text("id") as string);
  if (mean !== undefined) {
    row.checked(() => atLeast("mean", mean, 0));
    if (deviation === undefined && law !== "poisson") {
      throw row.refused(
        "deviation must be given with mean unless distribution is poisson, got nothing",
      );
    }
    const spread = deviation ?? Math.sqrt(mean);
    row.checked(() => atLeast("deviation", spread, 0));
    return {
      demand: {
        mean,
        deviation: spread,
        source: "as given",
        class: null,
        negativePeriods: 0,
      },
      history: (recorded ?? []).flatMap((units) =>
        units === null ? [] : [Math.max(units, 0)],
      ),
    };
  }
  if (deviation !== undefined) {
    throw row.refused("mean must be given with deviation, got nothing");
  }
  if (recorded === undefined) {
    throw row.refused(
      histories
        ? "mean must be given, because --demand has no record of the item; got nothing"
        : "mean must be given, or --demand; got neither",
    );
  }
  const found = row.checked(() =>
    stageDemand(
      { start: "1970-01-01", quantities: [...recorded] },
      { season: periodsPerSeason(period), covered: Math.max(1, covered) },
    ),
  );
  return {
    demand: {
      ...found.rate,
      source: found.method,
      class: found.class,
      negativePeriods: found.negativePeriods,
    },
    history: found.history,
  };
}

function leadTimeOf(
  row: CsvRow,
  { leadTimes }: ItemSources,
): ItemPolicy["leadTime"] {
  const mean = row.number("leadTime");
  const deviation = row.number("leadTimeDeviation");
  if (mean !== undefined) {
    return row.checked(() => ({
      mean: atLeast("leadTime", mean, 0),
      deviation: atLeast("leadTimeDeviation", deviation ?? 0, 0),
      source: "as given",
      receipts: 0,
      excluded: [],
    }));
  }
  if (deviation !== undefined) {
    throw row.refused(
      "leadTime must be given with leadTimeDeviation, got nothing",
    );
  }
  const learnt = leadTimes?.get(row.text("id") as string);
  if (learnt) return learnt;
  throw row.refused(
    leadTimes
      ? "leadTime must be given, because --receipts has none of the item that counts; got nothing"
      : "leadTime must be given, or --receipts; got neither",
  );
}

function targetOf(row: CsvRow): ItemPolicyInput["target"] {
  const cycle = row.number("serviceLevel");
  const fill = row.number("fillRate");
  if ((cycle === undefined) === (fill === undefined)) {
    throw row.refused(
      `serviceLevel or fillRate must be given, got ${cycle === undefined ? "neither" : "both"}`,
    );
  }
  return row.checked(() =>
    cycle === undefined
      ? { measure: "fill", value: between("fillRate", fill as number, 0, 1) }
      : { measure: "cycle", value: between("serviceLevel", cycle, 0, 1) },
  );
}

/** The quantity given, the economic one, or the demand of one period. */
function orderOf(row: CsvRow, meanPerPeriod: number): number {
  const quantity = row.number("orderQuantity");
  const orderingCost = row.number("orderingCost");
  const holdingCost = row.number("holdingCost");
  if (quantity !== undefined) {
    return row.checked(() => atLeast("orderQuantity", quantity, 0));
  }
  if ((orderingCost === undefined) !== (holdingCost === undefined)) {
    const [lacking, other] =
      orderingCost === undefined
        ? ["orderingCost", "holdingCost"]
        : ["holdingCost", "orderingCost"];
    throw row.refused(`${lacking} must be given with ${other}, got nothing`);
  }
  if (orderingCost === undefined || holdingCost === undefined) {
    return meanPerPeriod;
  }
  return row.checked(
    () =>
      economicOrderQuantity({
        demandPerPeriod: meanPerPeriod,
        orderingCost,
        holdingCost,
      }).orderQuantity,
  );
}
