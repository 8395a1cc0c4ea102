import type { ItemPolicy } from "../../engine/contracts/index.ts";
import {
  atLeast,
  between,
  economicOrderQuantity,
  type ForecastPool,
  type ItemPolicyInput,
} from "../../engine/index.ts";
import type { CsvRow } from "./csv-file.ts";
import { recordedLaws } from "./demand-law.ts";
import { demandOf, type Histories, type ItemLaw } from "./item-demand.ts";

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
    "backorderCost",
    "lookingCost",
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
  readonly demand: Histories | null;
  readonly leadTimes: ReadonlyMap<string, ItemPolicy["leadTime"]> | null;
  /** Periods in a season; 1 for none. */
  readonly season: number;
  /** What all histories together taught; each is forecast by itself when absent. */
  readonly pool?: ForecastPool;
  /** Whether the type of policy is chosen by cost. */
  readonly chooseType: boolean;
  /** Whether min covers what an order finds missing below it. */
  readonly undershoot: boolean;
}

/** The time that an item's stock must cover, and the history that this is learnt from. */
export interface ItemLesson {
  readonly history: readonly (number | null)[];
  /** Periods of lead time and review; one at least. */
  readonly covered: number;
}

/**
 * What a record can teach the others: nothing where its demand is given, or not recorded.
 *
 * @throws CommandError naming file, record and field
 */
export function lessonOf(
  row: CsvRow,
  sources: Pick<ItemSources, "demand" | "leadTimes">,
): ItemLesson | null {
  const history = sources.demand?.get(row.text("id") as string);
  if (history === undefined || row.number("mean") !== undefined) return null;
  const { mean } = leadTimeOf(row, sources);
  const covered = mean + (row.number("reviewPeriods") ?? 0);
  return { history, covered: Math.max(1, covered) };
}

const digits: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

const laws: readonly ItemLaw[] = ["auto", ...recordedLaws];

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
  const target = targetOf(row);
  const { demand, history, forecast } = demandOf(row, {
    law,
    leadTime,
    reviewPeriods,
    target: target.value,
    histories: sources.demand,
    season: sources.season,
    pool: sources.pool,
  });
  if ((law === "empirical" || law === "bootstrap") && history.length < 2) {
    throw row.refused(
      `distribution must not be ${law} without two periods of --demand, got ${law}`,
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
    law: law === "bootstrap" ? "empirical" : law,
    leadTime,
    reviewPeriods,
    target,
    orderQuantity: orderOf(row, demand.mean),
    unitCost: optional("unitCost"),
    lotSize: optional("lotSize"),
    minOrderQuantity: optional("minOrderQuantity"),
    // Whole numbers all along are pieces, unless the record says otherwise.
    unitDecimals: unitDecimals ?? (pieces ? 0 : null),
    period: sources.period,
    ...(forecast && { forecast }),
    ...(sources.undershoot && { undershoot: true }),
    ...(sources.chooseType && { typeCosts: typeCostsOf(row) }),
  };
}

/** What the types of policy are weighed by: ordering and holding must cost something known. */
function typeCostsOf(row: CsvRow): NonNullable<ItemPolicyInput["typeCosts"]> {
  const cost = (column: string): number | undefined => {
    const value = row.number(column);
    return value === undefined
      ? undefined
      : row.checked(() => atLeast(column, value, 0));
  };
  const needed = (column: string): number => {
    const value = cost(column);
    if (value !== undefined) return value;
    throw row.refused(`${column} must be given for --type auto, got nothing`);
  };
  const lookingCost = cost("lookingCost");
  const backorderCost = cost("backorderCost");
  return {
    orderingCost: needed("orderingCost"),
    holdingCost: needed("holdingCost"),
    ...(lookingCost !== undefined && { lookingCost }),
    ...(backorderCost !== undefined && { backorderCost }),
  };
}

function lawOf(row: CsvRow): ItemLaw {
  const name = row.text("distribution") ?? "auto";
  const law = laws.find((one) => one === name);
  if (law) return law;
  throw row.refused(
    `distribution must be ${laws.join(" or ")}, got ${JSON.stringify(name)}`,
  );
}

function leadTimeOf(
  row: CsvRow,
  { leadTimes }: Pick<ItemSources, "leadTimes">,
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
