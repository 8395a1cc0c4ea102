import { leadTimeDemandCell } from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import {
  forecastLaw,
  forecastSeries,
  historyMoments,
  leadTimeDemand,
  markovDemand,
} from "../../../engine/index.ts";
import { trouble } from "./cell-trouble.ts";

beforeAll(() => installCellRuntime());

const numbers = [12, 7, 15, 9, 11, 14, 8, 10, 13, 9, 6, 12];
const history = numbers.map((units) => [units]);

describe("LEADTIMEDEMAND", () => {
  it("gives the forecast's own quantiles over a lead time that is known", () => {
    const table = leadTimeDemandCell(history, [[3]], 0, 1);
    const { leadTimeDemand: told } = forecastSeries(numbers, {
      horizon: 1,
      covered: 4,
    });

    expect(table[0]).toEqual(["Periods covered", 4]);
    expect(table.slice(4)).toEqual([
      ["50 % within", told.quantiles["0.5"]],
      ["90 % within", told.quantiles["0.9"]],
      ["95 % within", told.quantiles["0.95"]],
      ["99 % within", told.quantiles["0.99"]],
    ]);
  });

  it("agrees to the last bit with the engine over lead times that were observed", () => {
    const leadTime = [2, 3, 2, 6];
    const { covered } = forecastLaw(numbers, { leadTime, targets: [0.97] });

    expect(
      leadTimeDemandCell(history, [[2, 3, 2, 6]], "", "", [[0.97]]),
    ).toEqual([
      ["Periods covered", 3.25],
      ["Mean", covered.mean],
      ["Standard deviation", covered.deviation],
      ["Law", expect.stringMatching(/ by .*, mixed over the lead times$/)],
      ["97 % within", covered.quantile(0.97)],
    ]);
  });

  it("takes Willemain's bootstrap by name, as the exact law of its draws", () => {
    const rare = [0, 4, 0, 0, 2, 0, 0, 1];
    const law = markovDemand({
      history: rare,
      leadTime: [2, 3],
      reviewPeriods: 1,
    });
    const column = rare.map((units) => [units]);
    expect(
      leadTimeDemandCell(column, [[2, 3]], "", 1, [[0.95]], "bootstrap"),
    ).toEqual([
      ["Periods covered", 3.5],
      ["Mean", law.mean],
      ["Standard deviation", law.deviation],
      ["Law", "bootstrap"],
      ["95 % within", law.quantile(0.95)],
    ]);
  });

  it("takes a law by name, and gives one statistic alone", () => {
    const law = leadTimeDemand({
      demand: historyMoments(numbers),
      leadTime: { mean: 3, deviation: 0.5 },
      reviewPeriods: 1,
      distribution: "gamma",
    });
    const one = (statistic: string) =>
      leadTimeDemandCell(history, [[3]], 0.5, 1, undefined, "gamma", statistic);

    expect(one("mean")).toEqual([[law.mean]]);
    expect(one("deviation")).toEqual([[law.deviation]]);
    expect(one("quantiles")).toEqual([
      [0.5, 0.9, 0.95, 0.99].map((p) => law.quantile(p)),
    ]);
  });

  it("is nothing without demand", () => {
    expect(
      leadTimeDemandCell([[0], [0], [0]], [[4]], 1, 0, [[0.99]], "", "mean"),
    ).toEqual([[0]]);
  });

  it.each([
    [
      "a deviation beside observed lead times",
      () => leadTimeDemandCell(history, [[2], [4]], 1),
      "#VALUE!",
      "leadTimeDeviation must be blank beside observed lead times: they show how much they vary",
    ],
    [
      "a lead time below zero",
      () => leadTimeDemandCell(history, [[2], [-4]]),
      "#NUM!",
      "leadTime, row 2 must be at least 0, got -4",
    ],
    [
      "95 for 95 %",
      () => leadTimeDemandCell(history, [[2]], 0, 0, [[0.5, 95]]),
      "#NUM!",
      "quantiles, column 2 must be above 0 and below 1, got 95; write 95 % as 0.95",
    ],
    [
      "no lead time",
      () => leadTimeDemandCell(history, [[""]]),
      "#VALUE!",
      "leadTime must be a number or a range of lead times, got an empty cell",
    ],
    [
      "an empty history",
      () => leadTimeDemandCell([[""]], [[3]]),
      "#N/A",
      "history is empty: give one number for each period, oldest first",
    ],
  ])("%s says what to mend", (_, work, code, message) => {
    expect(trouble(work)).toEqual({ code, message });
  });
});
