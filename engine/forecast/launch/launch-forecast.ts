import type { GappedHistory } from "../../demand/recorded-history.ts";
import type { Distribution } from "../../numeric/distribution.ts";
import { coveredPeriods, wholePeriods } from "../forecast-method.ts";
import type { SeriesLeadTimeDemand } from "../told-demand.ts";
import { askedQuantiles, toldDemand } from "../told-demand.ts";
import { windowLaw } from "../window-law.ts";
import { launchAges } from "./launch-history.ts";
import type { LaunchProfile } from "./learn-launch.ts";
import { launchLevel, launchTotal } from "./learn-launch.ts";

/** What is asked of a launch. */
export interface LaunchForecastOptions {
  /** Periods to forecast. */
  readonly horizon: number;
  /** Periods of lead time plus review; rounded up; the horizon when omitted. */
  readonly covered?: number;
  /** Probabilities of lead-time demand; 0.5, 0.9, 0.95 and 0.99 when omitted. */
  readonly quantiles?: readonly number[];
  /** Whether demand comes in whole units; true when omitted. */
  readonly whole?: boolean;
}

/** Forecast of a launch by analog. */
export interface LaunchForecast {
  /** Periods of its own that the launch has. */
  readonly ownPeriods: number;
  /** Share of the level that is its own word; the rest is that of the analogs. */
  readonly ownWeight: number;
  /** Earlier launches that speak. */
  readonly launches: number;
  /** Units by period to come. */
  readonly forecast: readonly number[];
  readonly leadTimeDemand: SeriesLeadTimeDemand;
  readonly law: Distribution;
}

/**
 * Forecast of a new item from the launches of others and what it has shown itself.
 *
 * Without a period of its own it is their mean with all their spread; each period of
 * its own draws the level towards it and narrows the law.
 *
 * @param history - units by period, oldest first, `null` before the launch; may be empty
 * @throws InputError when an option is out of range
 */
export function launchForecast(
  history: GappedHistory,
  profile: LaunchProfile,
  options: LaunchForecastOptions,
): LaunchForecast {
  const horizon = wholePeriods("horizon", options.horizon);
  const covered = coveredPeriods(options.covered ?? horizon);
  const asked = askedQuantiles(options.quantiles);
  const ages = launchAges(history, profile.start);
  const at = launchLevel(ages, profile);
  const from = ages.length;
  const { mean, variance } = launchTotal(at, profile, from, covered);
  const law = windowLaw(
    mean,
    variance * profile.inflation,
    options.whole ?? true,
  );
  return {
    ownPeriods: from,
    ownWeight: at.ownWeight,
    launches: profile.launches,
    forecast: Array.from(
      { length: horizon },
      (_, h) => at.mean * (profile.ramp[from + h] ?? 1),
    ),
    leadTimeDemand: toldDemand(law, covered, asked),
    law,
  };
}
