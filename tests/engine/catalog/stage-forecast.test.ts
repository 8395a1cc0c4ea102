import { stageForecastSchema } from "../../../engine/contracts/index.ts";
import {
  catalogLearner,
  drain,
  forecastRow,
  stageForecast,
  type CatalogLesson,
} from "../../../engine/index.ts";
import { aStage, weekly } from "../../support/a-stage.ts";

const catalog = { period: "week", asOf: "2026-01-05" } as const;

function learnt(
  stages: readonly ReturnType<typeof aStage>[],
  asOf: string = catalog.asOf,
): CatalogLesson {
  const learner = catalogLearner({ ...catalog, asOf, stages: stages.length });
  learner.add(stages);
  return drain(learner.learn());
}

/** The forecast of one stage, taught by itself. */
function told(
  changes: Parameters<typeof aStage>[0] = {},
  asOf: string = catalog.asOf,
) {
  const stage = aStage(changes);
  return stageForecast(stage, { ...catalog, asOf, ...learnt([stage], asOf) });
}

const demand = (quantities: (number | null)[], start = "2024-01-01") => ({
  demand: { start, quantities },
});

describe("stageForecast", () => {
  it("has the contract's shape, and goes on where the record ends", () => {
    const found = told();

    expect(stageForecastSchema.parse(found)).toEqual(found);
    // 104 weeks from the first day of 2024, a Monday
    expect(found.history.at(-1)!.start).toBe("2025-12-22");
    expect(found.forecast[0]!.start).toBe("2025-12-29");
    expect(found.forecast).toHaveLength(26);
    expect(found.repairs).toEqual([]);
    expect(found.excluded).toEqual([]);
  });

  it("forecasts without the week that is not over, and says so", () => {
    const full = told({}, "2025-12-29");
    const cut = told(demand([...weekly(), 2]), "2025-12-31");

    expect(cut.history.at(-1)).toEqual({
      start: "2025-12-29",
      units: 2,
      repaired: null,
    });
    expect(cut.excluded).toMatchObject([
      { start: "2025-12-29", kind: "incomplete" },
    ]);
    expect(cut.forecast).toEqual(full.forecast);
  });

  it("books a return to the sales before it, and shows both weeks", () => {
    const quantities: number[] = weekly();
    quantities[50] = 30;
    quantities[51] = -10;
    const { history, repairs } = told(demand(quantities));

    // Week 50 begins on 2024-12-16.
    expect(repairs).toMatchObject([
      { start: "2024-12-16", kind: "negative-demand", before: 30, after: 20 },
      { start: "2024-12-23", kind: "negative-demand", before: -10, after: 0 },
    ]);
    expect(history[51]).toEqual({
      start: "2024-12-23",
      units: -10,
      repaired: 0,
    });
  });

  it("leaves blanks before the launch out, and fills those after it", () => {
    const quantities: (number | null)[] = weekly();
    quantities[0] = null;
    quantities[60] = null;
    const { history, repairs, excluded } = told(demand(quantities));

    expect(excluded).toMatchObject([
      { start: "2024-01-01", kind: "before-launch" },
    ]);
    expect(repairs).toMatchObject([{ kind: "missing-period", before: null }]);
    // The same week a year before: week 8 of the pattern.
    expect(history[60]!.repaired).toBe(weekly()[8]);
  });

  it("tells the lead time it covers from receipts, vendor, lane or item master", () => {
    expect(told().leadTime).toMatchObject({
      source: "receipts",
      receipts: 12,
      promisedDays: 21,
    });
    // Twelve receipts take from 20 to 31 days, each time once.
    expect(told().leadTime.histogram).toHaveLength(12);
    // The eleventh of twelve: 0.9 · 12 is 10.8.
    expect(told().leadTime.nineOfTenDays).toBe(30);
    const few = aStage({ item: "FEW", receipts: [] });
    const lesson = learnt([aStage(), few]);
    expect(
      stageForecast(few, { ...catalog, ...lesson }).leadTime,
    ).toMatchObject({ source: "vendor", receipts: 12, histogram: [] });
    const inner = { vendor: null, item: "A" };
    const lane = learnt([aStage(inner)]);
    const other = aStage({ ...inner, item: "B", receipts: [] });
    expect(stageForecast(other, { ...catalog, ...lane }).leadTime.source).toBe(
      "lane",
    );
    expect(told({ receipts: [] }).leadTime).toMatchObject({
      source: "itemMaster",
      meanDays: 21,
      deviationDays: 0,
    });
    expect(
      told({ receipts: [], promisedLeadTimeDays: null }).leadTime.source,
    ).toBe("none");
  });

  it("covers lead time and review in whole periods", () => {
    const { leadTimeDemand } = told({ receipts: [], promisedLeadTimeDays: 22 });

    // 22 days are 3.14 weeks.
    expect(leadTimeDemand.periods).toBe(4);
    const { quantiles } = leadTimeDemand;
    expect(quantiles["0.99"]).toBeGreaterThanOrEqual(quantiles["0.95"]!);
  });

  it.each([
    ["only zeros", demand(new Array<number>(60).fill(0)), "none"],
    ["no record", demand([]), "none"],
    ["nothing but blanks", demand([null, null]), "none"],
    ["nobody but other stages", { demand: null }, "dependent"],
  ] as const)("says plainly what to expect of %s", (_, changes, kind) => {
    const found = told(changes as Parameters<typeof aStage>[0]);
    expect(stageForecastSchema.parse(found).class).toBe(kind);
    expect(found.leadTimeDemand.mean).toBe(0);
    expect(JSON.stringify(found)).not.toMatch(/NaN/);
  });
});

describe("catalogLearner", () => {
  const stages = Array.from({ length: 30 }, (_, index) =>
    aStage({
      item: `I${10 + index}`,
      ...demand(weekly(1 + (index % 3)).map((u, w) => (w % 4 ? u : 0))),
    }),
  );

  it("learns the same from one piece and from many", () => {
    const learner = catalogLearner({ ...catalog, stages: stages.length });
    for (const stage of stages) learner.add([stage]);

    expect(drain(learner.learn())).toEqual(learnt(stages));
  });

  it("teaches rows that say what the stage's own forecast says", () => {
    const context = { ...catalog, ...learnt(stages) };
    const row = forecastRow(stages[3]!, context)!;
    const whole = stageForecast(stages[3]!, context);

    expect(row.forecast).toEqual(whole.forecast.map(({ mean }) => mean));
    expect(row.leadTimeDemand).toEqual(whole.leadTimeDemand);
    expect(forecastRow(aStage({ demand: null }), context)).toBeNull();
  });
});
