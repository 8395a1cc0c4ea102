import type {
  CustomerLaw,
  NetworkFileInput,
} from "../../engine/contracts/index.ts";
import { atLeast, between, above } from "../../engine/index.ts";
import { cellError } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import {
  flagIn,
  isBlank,
  numberIn,
  numberOr,
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
  type TableRow,
} from "./cell-table.ts";

type Stage = NetworkFileInput["stages"][number];
type Link = NonNullable<NetworkFileInput["links"]>[number];

/** Service times that are always kept, or delays as they happen. */
const models = ["guaranteed", "stochastic"] as const;

/** How customers may ask in a period. */
export const demandLaws = [
  "normal",
  "poisson",
  "gamma",
  "negative-binomial",
] as const satisfies readonly CustomerLaw[];

/** Headers a planner may write, and what they mean; case, spaces and dashes do not matter. */
export const stageHeaders: Readonly<Record<string, keyof StageRow>> = {
  stage: "id",
  id: "id",
  item: "id",
  addedcost: "addedCost",
  cost: "addedCost",
  time: "time",
  stagetime: "time",
  leadtime: "time",
  timedeviation: "timeDeviation",
  leadtimedeviation: "timeDeviation",
  timedistribution: "timeDistribution",
  demand: "mean",
  demandmean: "mean",
  mean: "mean",
  demanddeviation: "deviation",
  deviation: "deviation",
  demandlaw: "demandLaw",
  servicelevel: "serviceLevel",
  fillrate: "fillRate",
  lotsize: "lotSize",
  maxservicetime: "maxServiceTime",
  inboundservicetime: "inboundServiceTime",
  holdingcost: "holdingCost",
  holdsstock: "holdsStock",
  reviewperiods: "reviewPeriods",
};

const linkHeaders: Readonly<Record<string, "from" | "to" | "units">> = {
  from: "from",
  supplier: "from",
  to: "to",
  customer: "to",
  units: "units",
};

/** The cells of one stage. */
export interface StageRow {
  id: Cell;
  addedCost: Cell;
  time: Cell;
  timeDeviation: Cell;
  timeDistribution: Cell;
  mean: Cell;
  deviation: Cell;
  demandLaw: Cell;
  serviceLevel: Cell;
  fillRate: Cell;
  lotSize: Cell;
  maxServiceTime: Cell;
  inboundServiceTime: Cell;
  holdingCost: Cell;
  holdsStock: Cell;
  reviewPeriods: Cell;
}

/**
 * A network from three ranges: stages and links with a header row each, options as name
 * and value side by side. Trouble is named by stage or row, and column.
 *
 * A stage with demand and no longest service time serves its customers at once.
 *
 * @param model - guaranteed or stochastic; what the options say, when blank
 */
export function networkFromCells(
  stages: readonly (readonly Cell[])[],
  links: readonly (readonly Cell[])[],
  options: readonly (readonly Cell[])[] | undefined,
  model?: Cell,
): { readonly file: NetworkFileInput; readonly timeLimit: number | null } {
  const rows = rowsUnder("stages", stages, stageHeaders, ["id", "time"]);
  const { timeLimit, holdingRate, options: said } = optionsFrom(options);
  const file = {
    holdingRate,
    options: { ...said, model: wordIn("model", model, models, said.model) },
    ...stagesFrom(rows, links).network,
  };
  return { file, timeLimit };
}

/**
 * Stages from their rows, and links between them from a range with a header row; none when
 * that was left out. Also the row of each stage by its id.
 */
export function stagesFrom(
  rows: readonly TableRow<keyof StageRow>[],
  links: readonly (readonly Cell[])[] | undefined,
): {
  readonly network: { readonly stages: Stage[]; readonly links: Link[] };
  readonly places: ReadonlyMap<string, number>;
} {
  if (rows.length === 0) {
    throw cellError(
      "notAvailable",
      "stages is empty: give one row for each stage under the header",
    );
  }
  const places = new Map<string, number>();
  const stages = rows.map((row) =>
    stageFrom(newId("stages", row, places), row.cells),
  );
  const linkRows = rowsUnder("links", rangeOf(links), linkHeaders, [
    "from",
    "to",
  ]);
  return {
    network: { stages, links: linkRows.map((row) => linkFrom(row, places)) },
    places,
  };
}

/** One stage from its cells. */
function stageFrom(id: string, cells: Partial<StageRow>): Stage {
  const field = (name: keyof StageRow): string => `${name} of stage ${id}`;
  const optional = (name: keyof StageRow): number | undefined =>
    isBlank(cells[name])
      ? undefined
      : atLeast(field(name), numberIn(field(name), cells[name]), 0);
  const mean = optional("mean") ?? 0;
  const deviation = optional("deviation") ?? 0;
  const demanded = mean > 0 || deviation > 0;
  const law = wordIn(field("demandLaw"), cells.demandLaw, demandLaws, "normal");
  const share = (name: keyof StageRow): number | undefined =>
    isBlank(cells[name])
      ? undefined
      : between(field(name), numberIn(field(name), cells[name]), 0, 1);
  return defined({
    id,
    addedCost: optional("addedCost") ?? 0,
    time: atLeast(field("time"), numberIn(field("time"), cells.time), 0),
    timeDeviation: optional("timeDeviation"),
    timeDistribution: distributionIn(
      field("timeDistribution"),
      cells.timeDistribution,
    ),
    demand: demanded
      ? { mean, deviation, ...(!isBlank(cells.demandLaw) && { law }) }
      : undefined,
    serviceLevel: share("serviceLevel"),
    fillRate: share("fillRate"),
    lotSize: isBlank(cells.lotSize)
      ? undefined
      : above(field("lotSize"), numberIn(field("lotSize"), cells.lotSize), 0),
    maxServiceTime: optional("maxServiceTime") ?? (demanded ? 0 : undefined),
    inboundServiceTime: optional("inboundServiceTime"),
    holdingCost: optional("holdingCost"),
    holdsStock: isBlank(cells.holdsStock)
      ? undefined
      : flagIn(field("holdsStock"), cells.holdsStock),
    reviewPeriods: isBlank(cells.reviewPeriods)
      ? undefined
      : Math.max(
          wholeIn(field("reviewPeriods"), cells.reviewPeriods, 0, 1_000_000),
          1,
        ),
  });
}

function linkFrom(
  { cells, row }: TableRow<"from" | "to" | "units">,
  places: ReadonlyMap<string, number>,
): Link {
  const units = `links, row ${row}, units`;
  return {
    from: stageIn(`links, row ${row}, from`, cells.from, places),
    to: stageIn(`links, row ${row}, to`, cells.to, places),
    units: isBlank(cells.units)
      ? 1
      : above(units, numberIn(units, cells.units), 0),
  };
}

function optionsFrom(range: readonly (readonly Cell[])[] | undefined): {
  readonly holdingRate: number;
  readonly options: {
    readonly model: (typeof models)[number];
    readonly stageTimes: "mean" | "stochastic";
  };
  readonly timeLimit: number | null;
} {
  let holdingRate = 1;
  let timeLimit: number | null = null;
  let stageTimes: "mean" | "stochastic" = "mean";
  let model: (typeof models)[number] = "guaranteed";
  for (const [name, value] of rangeOf(range)) {
    if (isBlank(name)) continue;
    switch (headerKey(name)) {
      case "holdingrate":
        holdingRate = atLeast(
          "option holding rate",
          numberOr("option holding rate", value, 1),
          0,
        );
        break;
      case "stagetimes":
        stageTimes = wordIn(
          "option stage times",
          value,
          ["mean", "stochastic"],
          "mean",
        );
        break;
      case "timelimit":
        if (isBlank(value)) break;
        timeLimit = above(
          "option time limit",
          numberIn("option time limit", value),
          0,
        );
        if (timeLimit > 600) {
          throw cellError(
            "invalidNumber",
            `option time limit must be at most 600 seconds, got ${timeLimit}`,
          );
        }
        break;
      case "model":
        model = wordIn("option model", value, models, "guaranteed");
        break;
      default:
        throw cellError(
          "invalidValue",
          `options must be holding rate, stage times, time limit or model, got ${said(name)}`,
        );
    }
  }
  return { holdingRate, options: { model, stageTimes }, timeLimit };
}

/** `4:0.5; 6:0.5` as pairs of periods and probability. */
function distributionIn(
  name: string,
  value: Cell,
): [number, number][] | undefined {
  if (isBlank(value)) return undefined;
  return String(value)
    .split(";")
    .filter((pair) => pair.trim() !== "")
    .map((pair) => {
      const [periods, probability, ...rest] = pair.split(":").map(Number);
      if (
        periods === undefined ||
        probability === undefined ||
        rest.length > 0 ||
        !Number.isFinite(periods + probability)
      ) {
        throw cellError(
          "invalidValue",
          `${name} must be like 4:0.5; 6:0.5 (periods:probability), got ${said(value)}`,
        );
      }
      return [periods, probability];
    });
}
