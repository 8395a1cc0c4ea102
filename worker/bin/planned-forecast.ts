import type {
  ForecastPool,
  LaunchProfile,
  LearnedUplift,
  PromotedSeries,
  SeriesForecast,
  SeriesOptions,
} from "../../engine/index.ts";
import {
  endOfLifeForecast,
  forecastSeries,
  InputError,
  launchForecast,
  learnLaunch,
  learnUplift,
  promotionForecast,
  withKnownDemand,
} from "../../engine/index.ts";
import { checkOwnId, demandRows } from "./demand-file.ts";
import { CommandError } from "./failure.ts";
import { periodNames, periodPlace } from "./period-names.ts";
import type { PromotionPlan, SeriesPlan } from "./promotions-file.ts";
import { readPromotions } from "./promotions-file.ts";

/** What a planner knows beside the history, as typed. */
export interface PlannedOptions {
  /** File of promotions, prices and contracts. */
  readonly promotions?: string;
  /** Ids of earlier launches. */
  readonly launchLike?: readonly string[];
  /** Last period with demand: of all series, or by id as `id=period`. */
  readonly ends?: readonly string[];
}

type Gapped = readonly (number | null)[];

/** What was learnt for one run over a file. */
export interface Planned {
  readonly plan: PromotionPlan | undefined;
  readonly uplift: LearnedUplift | undefined;
  readonly launch: LaunchProfile | undefined;
  /** Periods of its own below which a series is a launch. */
  readonly young: number;
  /** Periods to come with demand, by id; `""` for all. */
  readonly ends: ReadonlyMap<string, number>;
}

/** A launch has fewer periods than a season, or than this without one. */
const youngAge = 12;

/**
 * Reads and learns what the options name: uplifts from the promoted series, a profile
 * from the earlier launches. Only the series that are named are held in memory.
 *
 * @throws CommandError naming what is not in the file
 */
export async function readPlanned(
  path: string,
  name: string,
  options: PlannedOptions,
  asked: SeriesOptions,
): Promise<Planned> {
  const periods = await periodNames(path, name);
  const plan =
    options.promotions === undefined
      ? undefined
      : await readPromotions(options.promotions, periods);
  const analogs = options.launchLike ?? [];
  const ends = endsOf(options.ends ?? [], periods);
  const missing = new Map<string, string>([
    ...[...ends.keys()]
      .filter((id) => id !== "")
      .map((id) => [id, "--ends"] as const),
    ...analogs.map((id) => [id, "--launch-like"] as const),
    ...[...(plan?.series.keys() ?? [])].map(
      (id) => [id, options.promotions!] as const,
    ),
  ]);
  const launches: Gapped[] = [];
  const promoted: PromotedSeries[] = [];
  const named = new Set(missing.keys());
  for await (const row of demandRows(path, name)) {
    const { id, history } = row;
    if (named.has(id)) checkOwnId(row, name);
    missing.delete(id);
    if (analogs.includes(id)) launches.push(history);
    const planned = plan?.series.get(id);
    if (planned) promoted.push(promotedSeries(id, history, planned));
  }
  for (const [id, where] of missing) {
    throw new CommandError(
      `${where}: id must be that of a series in ${name}, got ${JSON.stringify(id)}`,
    );
  }
  const drivers = plan?.drivers ?? [];
  const covered = Math.ceil((asked.covered ?? asked.horizon) - 1e-9);
  const season = asked.season ?? 1;
  return {
    plan,
    uplift:
      drivers.length > 0 && promoted.length > 0
        ? naming(options.promotions!, () =>
            learnUplift(promoted, { drivers, season, horizon: covered }),
          )
        : undefined,
    launch:
      launches.length > 0
        ? naming("--launch-like", () => learnLaunch(launches, { covered }))
        : undefined,
    young: season > 1 ? season : youngAge,
    ends,
  };
}

/**
 * Forecast of one series with what is planned for it: an end before a launch before
 * promotions, and contracts on top of any.
 */
export function plannedForecast(
  id: string,
  history: Gapped,
  asked: SeriesOptions,
  pool: ForecastPool | undefined,
  planned: Planned,
): SeriesForecast {
  const plan = planned.plan?.series.get(id);
  const own = plan ? withoutContracts(history, plan) : history;
  const usual = forecastSeries(own, asked, pool);
  const { horizon, season = 1, quantiles } = asked;
  const covered = usual.leadTimeDemand.periods;
  const options = { horizon, covered, ...(quantiles && { quantiles }) };
  const ends = planned.ends.get(id) ?? planned.ends.get("");
  const recorded = own.filter((units) => units !== null).length;
  let told = usual;
  if (ends !== undefined) {
    const { forecast, leadTimeDemand, lastBuy } = endOfLifeForecast(
      own,
      { ...options, season, ends },
      pool,
    );
    told = { ...usual, forecast, leadTimeDemand, ...{ lastBuy } };
  } else if (planned.launch && recorded < planned.young) {
    const {
      law: _,
      forecast,
      leadTimeDemand,
      ...launch
    } = launchForecast(own, planned.launch, options);
    const share = Math.round(100 * launch.ownWeight);
    told = {
      ...usual,
      method: "launch",
      forecast,
      leadTimeDemand,
      // What a short history alone would have to say is said by the others now.
      findings: [
        {
          code: "launch",
          message: `periods of its own: ${launch.ownPeriods}; ${share} % of its level is its own word, the rest that of ${launch.launches} earlier launches`,
        },
      ],
      ...{ launch },
    };
  } else if (planned.uplift && plan) {
    const found = promotionForecast(
      promotedSeries(id, history, plan),
      planned.uplift,
      options,
    );
    const { forecast, leadTimeDemand, baseline, uplifts } = found;
    told = {
      ...usual,
      method: "promotion",
      forecast,
      leadTimeDemand,
      ...{ baseline, uplifts },
    };
  }
  return plan && plan.orders.length > 0 ? withOrders(told, plan, own) : told;
}

function withOrders(
  told: SeriesForecast,
  plan: SeriesPlan,
  history: Gapped,
): SeriesForecast {
  const whole = history.every(
    (units) => units === null || Number.isInteger(units),
  );
  const { forecast, law } = withKnownDemand(told, plan.orders, whole);
  const { leadTimeDemand } = told;
  const quantiles = Object.fromEntries(
    Object.keys(leadTimeDemand.quantiles).map((p) => [
      p,
      law.quantile(Number(p)),
    ]),
  );
  return {
    ...told,
    forecast,
    leadTimeDemand: {
      ...leadTimeDemand,
      mean: law.mean,
      deviation: law.deviation,
      distribution: law.kind.replace("-", " "),
      quantiles,
    },
  };
}

function promotedSeries(
  id: string,
  history: Gapped,
  plan: SeriesPlan,
): PromotedSeries {
  const { group, market, drivers } = plan;
  return {
    id,
    units: withoutContracts(history, plan),
    drivers,
    ...(group !== undefined && { group }),
    ...(market !== undefined && { market }),
  };
}

/** What was sold beside contracts: those are no habit. */
function withoutContracts(history: Gapped, { past }: SeriesPlan): Gapped {
  if (past.size === 0) return history;
  return history.map((units, period) =>
    units === null ? null : Math.max(units - (past.get(period) ?? 0), 0),
  );
}

function endsOf(
  typed: readonly string[],
  periods: readonly string[],
): ReadonlyMap<string, number> {
  return new Map(
    typed.map((text) => {
      const split = text.lastIndexOf("=");
      const period = text.slice(split + 1).trim();
      const place = naming("--ends", () => periodPlace(periods, period));
      const last = place - periods.length + 1;
      if (last < 1) {
        throw new CommandError(
          `--ends must be a period to come, got ${JSON.stringify(period)}`,
        );
      }
      return [split < 0 ? "" : text.slice(0, split).trim(), last];
    }),
  );
}

/** What is wrong with it, after where it was said. */
function naming<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError || error instanceof CommandError) {
      throw new CommandError(`${where}: ${error.message}`);
    }
    throw error;
  }
}
