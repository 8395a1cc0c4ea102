import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import {
  crostonCell,
  forecastCell,
} from "../../../addin/functions/functions.ts";
import {
  adida,
  forecastPath,
  forecastSeries,
  imapa,
} from "../../../engine/index.ts";

beforeAll(() => installCellRuntime());

const months = [12, 7, 15, 9, 11, 14, 8, 10, 13, 9, 12, 11];
const column = months.map((units) => [units]);

describe("STOCK.FORECAST", () => {
  it("agrees to the last bit with the engine, method by method", () => {
    expect(forecastCell(column, 3)).toEqual(
      forecastSeries(months, { horizon: 3 }).forecast.map((units) => [units]),
    );
    for (const method of ["ses", "theta", "ets", "croston"] as const) {
      expect(forecastCell(column, 3, method, 4)).toEqual(
        forecastPath(months, method, { horizon: 3, season: 4 }).map((units) => [
          units,
        ]),
      );
    }
  });

  it("takes constants by position", () => {
    // Holt by hand: 10, 12, 14 climbs 2 a period, whatever the constants.
    expect(forecastCell([[10, 12, 14]], 2, "Holt", "", 0.3, 0.1)).toEqual([
      [16],
      [18],
    ]);
  });

  it("says which argument to mend", () => {
    expect(() => forecastCell(column, 2, "best")).toThrow(
      "method must be auto,",
    );
    expect(() => forecastCell(column, 0)).toThrow(
      "horizon must be a whole number from 1 to 100000, got 0",
    );
    expect(() => forecastCell([[1], [-2]], 2)).toThrow(
      "history, row 2 must be at least 0, got -2",
    );
  });
});

describe("STOCK.CROSTON", () => {
  it("smooths in buckets when asked for adida or imapa", () => {
    const rare = [0, 0, 5, 0, 0, 0, 9, 0, 1, 0, 0, 4];
    const cells = rare.map((units) => [units]);

    expect(crostonCell(cells, "adida")).toBe(adida(rare));
    expect(crostonCell(cells, "IMAPA")).toBe(imapa(rare));
  });
});
