import type {
  NetworkFileInput,
  PolicyFile,
} from "../../engine/contracts/index.ts";
import { above, atLeast, type FileSimulation } from "../../engine/index.ts";
import { cellError } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import {
  flagIn,
  isBlank,
  numberIn,
  said,
  wholeIn,
  wordIn,
} from "./cell-input.ts";
import {
  defined,
  headerKey,
  newId,
  rangeOf,
  rowsUnder,
  stageIn,
} from "./cell-table.ts";
import {
  demandLaws,
  stageHeaders,
  stagesFrom,
  type StageRow,
} from "./network-table.ts";

type PolicyRow = PolicyFile["stages"][number];

/** Headers of a policy, beside those of a stage. */
const policyHeaders = {
  type: "type",
  policy: "type",
  basestock: "baseStock",
  min: "min",
  max: "max",
  reorderpoint: "reorderPoint",
  orderquantity: "orderQuantity",
  reviewperiods: "reviewPeriods",
  lotsize: "lotSize",
  minorderquantity: "minOrderQuantity",
  initialonhand: "initialOnHand",
  unmetdemand: "unmetDemand",
  demandlaw: "demandLaw",
  servicetimeout: "serviceTimeOut",
} as const;

/** What a table of STOCK.MEIO_POLICY says beside, and a simulation finds by itself. */
const passedOver = {
  servicetimein: "passedOver",
  netreplenishmenttime: "passedOver",
  safetystock: "passedOver",
  onhand: "passedOver",
  backorders: "passedOver",
  delay: "passedOver",
  cycleservice: "passedOver",
  measure: "passedOver",
  servicewanted: "passedOver",
  confirmed: "passedOver",
} as const;

type PolicyField = (typeof policyHeaders)[keyof typeof policyHeaders];
type Field = PolicyField | "passedOver" | keyof StageRow;
type Cells = Partial<Record<Field, Cell>>;

const types = ["base-stock", "min-max", "r-q"] as const;
/** The field that tells each of them. */
const tellingFields = ["baseStock", "min", "reorderPoint"] as const;

/**
 * A network and its policies from ranges with a header row each. The policies stand in a range
 * of their own, as STOCK.MEIO_POLICY spills it, or beside the stages.
 */
export function simulationFromCells(
  stages: readonly (readonly Cell[])[],
  links: readonly (readonly Cell[])[] | undefined,
  policy: readonly (readonly Cell[])[] | undefined,
): { readonly network: NetworkFileInput; readonly policy: PolicyFile } {
  const all: Readonly<Record<string, Field>> = {
    ...passedOver,
    ...policyHeaders,
    ...stageHeaders,
  };
  const stageRows = rowsUnder<Field>("stages", stages, all, ["id", "time"]);
  const { network, places } = stagesFrom(stageRows, links);
  const apart = rowsUnder<Field>("policy", rangeOf(policy), all, ["id"]).filter(
    // What a table says in words below its rows is no stage.
    ({ cells }) =>
      places.has(String(cells.id).trim()) ||
      Object.entries(cells).some(
        ([name, cell]) => name !== "id" && !isBlank(cell),
      ),
  );
  const asked = new Map(network.stages.map((stage) => [stage.id, stage]));
  const planned = new Map<string, number>();
  const rows = (apart.length > 0 ? apart : stageRows).map((row) => {
    const id = newId("policy", row, planned);
    stageIn(`policy, row ${row.row}, id`, id, places);
    return policyFrom(id, row.cells, asked.get(id)!);
  });
  for (const id of places.keys()) {
    if (planned.has(id)) continue;
    throw cellError("invalidValue", `policy has no row for stage ${id}`);
  }
  return {
    // Beside its policy a stage has said its law there.
    network: apart.length > 0 ? network : withoutLaws(network),
    policy: { stages: rows },
  };
}

function withoutLaws<T extends NetworkFileInput>(network: T): T {
  const stages = network.stages.map(({ demand, ...stage }) => ({
    ...stage,
    ...(demand && {
      demand: { mean: demand.mean, deviation: demand.deviation },
    }),
  }));
  return { ...network, stages };
}

function policyFrom(
  id: string,
  cells: Cells,
  { demand, reviewPeriods = 1 }: NetworkFileInput["stages"][number],
): PolicyRow {
  const named = (field: Field): string => `${field} of stage ${id}`;
  const number = (field: Field): number => numberIn(named(field), cells[field]);
  const optional = (field: Field): number | undefined =>
    isBlank(cells[field]) ? undefined : atLeast(named(field), number(field), 0);
  const whole = (field: Field): number | undefined =>
    isBlank(cells[field])
      ? undefined
      : wholeIn(named(field), cells[field], 0, 1_000_000);
  const positive = (field: Field): number | undefined =>
    isBlank(cells[field]) ? undefined : above(named(field), number(field), 0);
  const common = {
    id,
    serviceTimeOut: whole("serviceTimeOut") ?? 0,
    reviewPeriods: Math.max(whole("reviewPeriods") ?? reviewPeriods, 1),
    ...defined({
      demand: lawIn(named("demandLaw"), cells.demandLaw, demand),
      unmetDemand: isBlank(cells.unmetDemand)
        ? undefined
        : unmetIn(named("unmetDemand"), cells.unmetDemand),
      initialOnHand: optional("initialOnHand"),
    }),
  };
  const rounded = defined({
    lotSize: positive("lotSize"),
    minOrderQuantity: optional("minOrderQuantity"),
  });
  switch (typeIn(id, cells)) {
    case "base-stock":
      return {
        type: "baseStock",
        ...common,
        ...rounded,
        baseStock: number("baseStock"),
      };
    case "min-max":
      return {
        type: "minMax",
        ...common,
        ...rounded,
        min: number("min"),
        max: atLeast(named("max"), number("max"), number("min")),
      };
    case "r-q":
      return {
        type: "rQ",
        ...common,
        reorderPoint: number("reorderPoint"),
        orderQuantity: above(
          named("orderQuantity"),
          number("orderQuantity"),
          0,
        ),
      };
  }
}

/** The type that is named, or the one whose numbers are there. */
function typeIn(id: string, cells: Cells): (typeof types)[number] {
  if (!isBlank(cells.type)) {
    return wordIn(`type of stage ${id}`, cells.type, types, "base-stock");
  }
  const given = types.filter((_, at) => !isBlank(cells[tellingFields[at]!]));
  if (given.length === 1) return given[0]!;
  throw cellError(
    "invalidValue",
    `stage ${id} has ${given.join(" and ") || "no"} policy: give base stock, or min and max, or reorder point and order quantity`,
  );
}

function lawIn(
  name: string,
  value: Cell,
  demand: NetworkFileInput["stages"][number]["demand"],
): PolicyRow["demand"] | undefined {
  const law = wordIn(name, value, demandLaws, "normal");
  if (isBlank(value) || demand === undefined) return undefined;
  const { mean = 0, deviation = 0 } = demand;
  if (law === "poisson") return { law, mean };
  if (law === "normal") return { law, mean, deviation, whole: false };
  return { law, mean, deviation };
}

function unmetIn(name: string, value: Cell): "backorder" | "lost" {
  return wordIn(name, value, ["backorder", "lost"] as const, "backorder");
}

/** How to run, from names and values side by side. */
export function runFromCells(
  range: readonly (readonly Cell[])[] | undefined,
): Omit<FileSimulation, "periods" | "seed"> {
  const run: {
    replications?: number;
    warmUp?: number;
    allocation?: "firstCome" | "fairShare" | "priority";
    crossing?: boolean;
    unmetDemand?: "backorder" | "lost";
  } = {};
  for (const [name, value] of rangeOf(range)) {
    if (isBlank(name)) continue;
    const field = `option ${String(name).trim()}`;
    switch (headerKey(name)) {
      case "replications":
        if (isBlank(value)) break;
        run.replications = wholeIn(field, value, 1, 1000);
        break;
      case "warmup":
        if (isBlank(value)) break;
        run.warmUp = wholeIn(field, value, 0, 1_000_000);
        break;
      case "allocation":
        run.allocation = allocationIn(field, value);
        break;
      case "crossing":
        run.crossing = flagIn(field, value);
        break;
      case "unmetdemand":
        run.unmetDemand = unmetIn(field, value);
        break;
      default:
        throw cellError(
          "invalidValue",
          `options must be replications, warm up, allocation, crossing or unmet demand, got ${said(name)}`,
        );
    }
  }
  return run;
}

function allocationIn(
  name: string,
  value: Cell,
): "firstCome" | "fairShare" | "priority" {
  const words = ["first-come", "fair-share", "priority"] as const;
  switch (wordIn(name, value, words, "first-come")) {
    case "first-come":
      return "firstCome";
    case "fair-share":
      return "fairShare";
    case "priority":
      return "priority";
  }
}
