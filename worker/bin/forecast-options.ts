import type { SeriesOptions } from "../../engine/index.ts";
import { forecastMethodNamed } from "../../engine/index.ts";
import type { RecordedLaw } from "./demand-law.ts";
import { recordedLaw } from "./demand-law.ts";
import { CommandError } from "./failure.ts";
import type { PlannedOptions } from "./planned-forecast.ts";

/** What `stockwright forecast` is asked, as typed. */
export interface ForecastCommandOptions extends PlannedOptions {
  readonly horizon: number;
  readonly season?: number;
  readonly leadTime?: number;
  readonly review?: number;
  readonly method: string;
  readonly alpha?: number | "best" | "rate";
  readonly beta?: number;
  readonly init?: "naive" | "mean";
  readonly quantiles: readonly number[];
  readonly distribution: RecordedLaw | "auto";
}

/**
 * What is asked of each series.
 *
 * @throws CommandError naming the option that is wrong
 */
export function seriesOptions(options: ForecastCommandOptions): SeriesOptions {
  const { horizon, season, leadTime, review, alpha, beta, init } = options;
  const covered = (leadTime ?? 0) + (review ?? 0);
  if (covered === 0 && (leadTime ?? review) !== undefined) {
    throw new CommandError("--lead-time and --review must not both be 0");
  }
  const method = options.method.trim().toLowerCase();
  return {
    horizon,
    quantiles: options.quantiles,
    method: method === "auto" ? "auto" : named(options.method),
    ...(covered > 0 && { covered }),
    ...(season !== undefined && { season }),
    ...(typeof alpha === "number" && { alpha }),
    ...(typeof alpha === "string" && { tuned: alpha }),
    ...(beta !== undefined && { beta }),
    ...(init !== undefined && { init }),
  };
}

function named(method: string) {
  try {
    return forecastMethodNamed(method);
  } catch (error) {
    throw new CommandError(`--${(error as Error).message}`);
  }
}

/**
 * The law must be one for so many periods; what is planned brings its own.
 *
 * @throws CommandError when it is not
 */
export function checkLaw(
  options: ForecastCommandOptions,
  { covered, horizon }: Pick<SeriesOptions, "covered" | "horizon">,
): void {
  if (options.distribution === "auto") return;
  try {
    recordedLaw([0, 1], {
      law: options.distribution,
      leadTime: { mean: covered ?? horizon, deviation: 0 },
    });
  } catch (error) {
    throw new CommandError(
      `--distribution ${options.distribution}: ${(error as Error).message}`,
    );
  }
  const planned = [
    ["--promotions", options.promotions],
    ["--launch-like", options.launchLike],
    ["--ends", options.ends],
  ] as const;
  const named = planned.find(([, value]) => value !== undefined);
  if (named === undefined) return;
  throw new CommandError(
    `--distribution must be auto with ${named[0]}, got ${options.distribution}`,
  );
}

/** Methods that each constant is for; a trend's needs the level's beside it. */
const smoothed = ["ses", "seasonal-ses"];
const trended = [
  "holt",
  "damped",
  "holt-winters-additive",
  "holt-winters-multiplicative",
];
const rare = ["croston", "sba", "sbj", "tsb"];

/** Options that were given and that the method has no use for. */
export function idleOptions(
  method: string,
  { alpha, beta, init }: ForecastCommandOptions,
): readonly string[] {
  const withLevel = alpha === undefined ? [] : trended;
  return (
    [
      ["--alpha", alpha, [...smoothed, ...trended, ...rare]],
      ["--beta", beta, [...withLevel, ...rare]],
      ["--init", init, rare],
    ] as const
  ).flatMap(([option, value, methods]) =>
    value !== undefined && !methods.includes(method) ? [option] : [],
  );
}
