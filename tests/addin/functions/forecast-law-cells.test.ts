import * as cells from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import { forecastSeries } from "../../../engine/index.ts";

beforeAll(() => installCellRuntime());

const history = [[12], [7], [15], [9], [11], [14], [8], [10]];
const numbers = history.flat();

describe("the forecast's law", () => {
  const rest = [3, 0.93, 0, 1, "forecast"] as const;
  const quantile = (p: number): number =>
    forecastSeries(numbers, { horizon: 1, covered: 4, quantiles: [p] })
      .leadTimeDemand.quantiles[String(p)]!;

  it("gives the reorder point that STOCK.LEADTIMEDEMAND shows", () => {
    expect(cells.reorderPointCell(history, ...rest)).toBe(quantile(0.93));
    expect(
      cells.leadTimeDemandCell(history, [[3]], 0, 1, [[0.93]], "", "quantiles"),
    ).toEqual([[quantile(0.93)]]);
    const [[min] = []] = cells.minMaxCell(
      ...([history, 3, 0.93, 20, 0, 1, "forecast"] as const),
    );
    expect(min).toBe(quantile(0.93));
    expect(
      cells.serviceLevelCell(history, 3, min, 0, 1, "forecast"),
    ).toBeGreaterThanOrEqual(0.93 - 1e-12);
    expect(
      cells.fillRateCell(history, 3, min, 20, 0, 1, "forecast"),
    ).toBeGreaterThan(0.97);
  });

  it("holds the difference to mean demand as safety stock", () => {
    const stock = cells.safetyStockCell(history, ...rest);
    const [[mean]] = cells.leadTimeDemandCell(
      history,
      [[3]],
      0,
      1,
      [[0.93]],
      "",
      "mean",
    ) as [[number]];
    expect(stock).toBeCloseTo(quantile(0.93) - mean, 9);
  });
});
