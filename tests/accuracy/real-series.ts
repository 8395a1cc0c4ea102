import { sharedText } from "../support/reference.ts";

/** Histories of one kind, and how they are asked. */
export interface RealSet {
  readonly name: string;
  readonly histories: readonly (readonly number[])[];
  /** Periods forecast, and periods held out at each origin. */
  readonly horizon: number;
  readonly heldOut: readonly number[];
  /** Periods in a season. */
  readonly season: number;
}

/** The sets and origins of the protocol in `reference/forecast/score.py`. */
export function realSets(): RealSet[] {
  const complete = (cells: readonly string[]) => !cells.includes("");
  const man = table("man_weekly.csv.gz").filter(
    (units) => units.slice(0, -26).filter((size) => size > 0).length >= 2,
  );
  const set = (
    name: string,
    histories: readonly (readonly number[])[],
    horizon: number,
    heldOut: readonly number[],
    season: number,
  ): RealSet => ({ name, histories, horizon, heldOut, season });
  return [
    set("carparts", table("carparts_monthly.csv", complete), 6, [12, 6], 12),
    set("auto", table("auto_monthly.csv"), 3, [6, 3], 12),
    set("man", man, 13, [26, 13], 52),
    set("hospital", table("hospital_monthly.csv"), 12, [12], 12),
    set("stw", table("sales_transactions_weekly.csv"), 4, [8, 4], 52),
    set("m3a", m3(), 18, [18], 12),
  ];
}

function table(
  file: string,
  keep: (cells: readonly string[]) => boolean = () => true,
): number[][] {
  return sharedText(`data/${file}`)
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",").slice(1))
    .filter(keep)
    .map((cells) => cells.map(Number));
}

function m3(): number[][] {
  return sharedText("data/m3_monthly_a.jsonl.gz")
    .trim()
    .split("\n")
    .map((line) => {
      const { x, xx } = JSON.parse(line) as { x: number[]; xx: number[] };
      return [...x, ...xx];
    });
}
