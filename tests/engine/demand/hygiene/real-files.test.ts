import type { CleanDemand, DemandLine } from "../../../../engine/index.ts";
import { cleanPeriods } from "../../../../engine/index.ts";
import { reference } from "../../../support/reference.ts";
import { cleanedLines, sharedRows } from "./lines-case.ts";

const wide = (file: string) =>
  Array.from(sharedRows(file), (cells) =>
    cells.slice(1).map((cell) => (cell === "" ? null : Number(cell))),
  );

describe("hygiene of real histories", () => {
  it("finds the 1,510 articles of man that never sold, and invents nothing", () => {
    const { man } = reference<{ man: { zero_demand_skus: number } }>(
      "forecast/hygiene.json",
    );
    const found = wide("data/man_weekly.csv.gz").map((row) =>
      cleanPeriods(row),
    );
    const never = found.filter(({ findings }) =>
      findings.some(({ code }) => code === "no-demand"),
    );

    expect(never).toHaveLength(man.zero_demand_skus);
    for (const { raw, clean } of never) expect(clean).toEqual(raw);
  });

  it("takes blanks of car parts for what was not recorded, never for zeros", () => {
    const rows = wide("data/carparts_monthly.csv");
    // data/README.md: 2,674 parts, 6,122 blanks; here they stand at the end.
    expect(rows).toHaveLength(2674);
    expect(rows.flat().filter((units) => units === null)).toHaveLength(6122);
    const found = rows.map((row) => cleanPeriods(row));

    for (const { raw, clean, findings } of found) {
      const open = raw.at(-1) === null;
      expect(
        raw.every((units, at) => units !== null || clean[at] === null),
      ).toBe(true);
      expect(findings.some(({ code }) => code === "open-end")).toBe(open);
    }
    // The same records read backwards begin with blanks: launches.
    for (const row of rows.filter((one) => one.at(-1) === null)) {
      const { clean, findings } = cleanPeriods(row.toReversed());
      expect(clean[0]).toBeNull();
      expect(findings.map(({ code }) => code)).toContain("before-launch");
    }
  });

  it("reads store weeks of orange juice as totals whose gaps are no zeros", () => {
    const monday = Date.UTC(1990, 0, 1);
    const lines: DemandLine[] = [];
    for (const cells of sharedRows("data/orange_juice_weekly.csv.gz")) {
      const [store, brand, week, units, price, deal] = cells;
      lines.push({
        item: brand!,
        location: store!,
        at: new Date(monday + 7 * 86_400_000 * Number(week))
          .toISOString()
          .slice(0, 10),
        quantity: Number(units),
        price: Number(price),
        promoted: deal === "1",
      });
    }
    const { stages, report } = cleanedLines(lines, { period: "week" });
    const recorded = (values: readonly (number | null)[]) =>
      values.filter((units) => units !== null).length;

    expect(report.rows).toBe("totals");
    // 83 stores × 11 brands; one row for each recorded week.
    expect(stages).toHaveLength(913);
    expect(stages.reduce((sum, { raw }) => sum + recorded(raw), 0)).toBe(
      106139,
    );
    const gaps = stages.flatMap(({ raw }) => raw).filter((u) => u === null);
    expect(gaps.length).toBeGreaterThan(0);
    expect(report.repairs["unpriced"]).toBeUndefined();
    expect(report.repairs["promotion"]).toBeGreaterThan(10_000);
    expect(promotionsKeep(stages)).toBe(true);
  });

  it("knows the closed days of a pasta shop", () => {
    const lines: DemandLine[] = [];
    const open = new Set<string>();
    for (const [date, brand, product, qty, promo] of sharedRows(
      "data/pasta_daily.csv.gz",
    )) {
      open.add(date!);
      lines.push({
        item: `${brand}-${product}`,
        at: date!,
        quantity: Number(qty),
        promoted: promo === "1",
      });
    }
    const { stages, report } = cleanedLines(lines, { period: "day" });
    // 2014-01-02 to 2018-12-31 are 1,825 days.
    const closed = 1825 - open.size;

    expect(report.rows).toBe("totals");
    expect(report.silentDays).toBe(closed);
    for (const { raw } of stages) {
      expect(
        raw.filter((units) => units === null).length,
      ).toBeGreaterThanOrEqual(raw.length === 1825 ? closed : 0);
    }
    expect(promotionsKeep(stages)).toBe(true);
  });
});

/** What promotions sold is known demand; clean and known make up the raw figure. */
function promotionsKeep(stages: readonly CleanDemand[]): boolean {
  return stages.every(({ raw, clean, known }) =>
    known.every(
      ({ period, units }) =>
        units > 0 && clean[period]! + units === raw[period],
    ),
  );
}
