import {
  forecastSeries,
  learnUplift,
  promotionForecast,
} from "../../../../engine/index.ts";
import { orangeJuice } from "../../../accuracy/promotion-data.ts";

describe("promotions of a real chain of shops", () => {
  it("are foreseen at most at 0.7 times the error of a forecast blind to them", () => {
    const { series, drivers, horizon } = orangeJuice();
    const origin = 97;
    // Every tenth shop, all its brands.
    const shops = [...new Set(series.map(({ market }) => market))];
    const some = series.filter(
      ({ market }) => shops.indexOf(market) % 10 === 0,
    );
    const known = some.map((one) => ({
      ...one,
      units: Array.from(one.units).slice(0, origin),
      drivers: Object.fromEntries(
        Object.entries(one.drivers).map(([name, values]) => [
          name,
          values.slice(0, origin + horizon),
        ]),
      ),
    }));
    const learned = learnUplift(known, { drivers, horizon });
    let ours = 0;
    let blind = 0;
    known.forEach((one, i) => {
      const told = promotionForecast(one, learned, { horizon }).forecast;
      const plain = forecastSeries(one.units, { horizon }).forecast;
      const came = Array.from(some[i]!.units).slice(origin, origin + horizon);
      came.forEach((units, h) => {
        if (units === null) return;
        ours += Math.abs(told[h]! - units);
        blind += Math.abs(plain[h]! - units);
      });
    });
    expect(ours / blind).toBeLessThan(0.7);
  });
});
