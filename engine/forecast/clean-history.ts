import type { GappedHistory } from "../demand/recorded-history.ts";

/** Something a reader of the forecast should know about its history. */
export interface SeriesFinding {
  /** Stable name of the rule. */
  readonly code: string;
  /** What was found and what was done about it, in one sentence. */
  readonly message: string;
}

/** A history ready to forecast from, and what was done to it. */
export interface CleanHistory {
  /** Units by period, oldest first, none missing. */
  readonly units: Float64Array;
  /** Periods after the last recorded one: the first forecast is that many further on. */
  readonly ahead: number;
  readonly findings: readonly SeriesFinding[];
}

/** More than this in a period is no demand but a slip, and its square is no number. */
const mostUnits = 1e15;

/**
 * A history without gaps, with a finding for everything that was set right.
 *
 * Not recorded (`null`) before the first figure: before the launch, left out. After
 * the last: still to come, forecast over. In between: left out without a season,
 * filled by the mean of the same place in the season with one. `NaN` and what is
 * beyond 1e15 count as not recorded; negative demand (more returned than sold) as none.
 *
 * @param history - units by period, oldest first
 * @param season - periods in a season; 1 for none
 */
export function cleanHistory(
  history: GappedHistory,
  season: number,
): CleanHistory {
  const findings: SeriesFinding[] = [];
  const say = (code: string, message: string) => {
    findings.push({ code, message });
  };
  const figures: number[] = [];
  let unread = 0;
  let tooMany = 0;
  let negative = 0;
  let first = -1;
  let last = -1;
  for (let period = 0; period < history.length; period++) {
    let units = history[period] ?? NaN;
    if (history[period] !== null && !Number.isFinite(units)) unread++;
    if (!Number.isFinite(units)) units = NaN;
    if (Math.abs(units) > mostUnits) {
      tooMany++;
      units = NaN;
    }
    if (units < 0) {
      negative++;
      units = 0;
    }
    figures.push(units);
    if (Number.isNaN(units)) continue;
    if (first < 0) first = period;
    last = period;
  }
  if (unread > 0) {
    say(
      "not-a-number",
      `${counted(unread)} without a number, counted as not recorded`,
    );
  }
  if (tooMany > 0) {
    say(
      "impossible-quantity",
      `${counted(tooMany)} beyond ${mostUnits} units, counted as not recorded`,
    );
  }
  if (negative > 0) {
    say(
      "negative-demand",
      `${counted(negative)} of negative demand, taken as none`,
    );
  }
  if (first < 0) {
    say("no-periods", "no period is recorded, so nothing is forecast");
    return { units: new Float64Array(0), ahead: 0, findings };
  }
  const kept = figures.slice(first, last + 1);
  const missing = kept.filter(Number.isNaN).length;
  const ahead = history.length - 1 - last;
  if (ahead > 0) {
    say("open-end", `${counted(ahead)} not recorded at the end, forecast over`);
  }
  if (missing > 0) {
    say(
      "missing-periods",
      `${counted(missing)} not recorded in between, ${season > 1 ? "filled by the mean of their place in the season" : "left out"}`,
    );
  }
  const units = Float64Array.from(
    season > 1 ? filled(kept, season) : kept.filter((u) => !Number.isNaN(u)),
  );
  judge(units, season, say);
  return { units, ahead, findings };
}

function judge(
  units: Float64Array,
  season: number,
  say: (code: string, message: string) => void,
): void {
  const demands = units.reduce((count, u) => count + (u > 0 ? 1 : 0), 0);
  if (demands === 0) {
    say("no-demand", "there was no demand in any period, so none is forecast");
  } else if (units.length === 1) {
    say(
      "one-period",
      "one period alone: its demand is forecast on, and its spread is a guess",
    );
  } else if (demands === 1) {
    say("few-demands", "there was one demand only: its spread is a guess");
  }
  if (season > 1 && units.length < 2 * season + 1) {
    say(
      "short-season",
      `a season of ${season} needs more than ${2 * season} periods to be learnt, there are ${units.length}`,
    );
  }
}

function filled(figures: readonly number[], season: number): number[] {
  const mean = (values: readonly number[]) => {
    const known = values.filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  return figures.map((units, period) => {
    if (!Number.isNaN(units)) return units;
    const alike = mean(
      figures.filter((_, i) => i % season === period % season),
    );
    return Number.isNaN(alike) ? mean(figures) : alike;
  });
}

function counted(periods: number): string {
  return periods === 1 ? "1 period" : `${periods} periods`;
}
