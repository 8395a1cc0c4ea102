import type { SeriesForecast } from "../../../engine/index.ts";
import {
  forecastSeries,
  leadTimeDemand,
  markovDemand,
} from "../../../engine/index.ts";
import { stockwright } from "../../support/cli.ts";
import { policyFolder } from "./policy-folder.ts";

describe("a law of what was recorded", () => {
  const { file, policies } = policyFolder("law");
  const history = [0, 0, 3, 0, 0, 0, 5, 0, 0, 1, 0, 0];
  const periods = history.map((_, i) => `m${i + 1}`).join(",");

  async function forecasts(text: readonly string[], ...options: string[]) {
    const { code, stdout, stderr } = await stockwright([
      "forecast",
      file("demand.csv", text),
      ...options,
    ]);
    if (code !== 0) throw new Error(stderr);
    return stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as SeriesForecast);
  }

  it("is Willemain's bootstrap in a policy where its record asks for it", async () => {
    const demand = file("rare.csv", [
      `id,${periods}`,
      `A,${history.join(",")}`,
    ]);
    const { rows } = await policies(
      [
        "id,leadTime,reviewPeriods,serviceLevel,orderQuantity,distribution",
        "A,3,1,0.95,6,bootstrap",
      ],
      ...["--demand", demand],
    );
    const leadTime = { mean: 3, deviation: 0 };
    const law = markovDemand({ history, leadTime, reviewPeriods: 1 });

    expect(rows[0]!.leadTimeDemand).toEqual({
      distribution: "bootstrap",
      mean: law.mean,
      deviation: law.deviation,
    });
    expect(rows[0]!.demand).toMatchObject({
      mean: law.mean / 4,
      source: "bootstrap of 12 periods",
    });
    expect(rows[0]!.min).toBe(law.quantile(0.95));
  });

  it("takes the place of the method's own in a forecast, and leaves the forecast as it is", async () => {
    const ask = ["--horizon", "2", "--lead-time", "3", "--method", "sba"];
    const text = [`id,${periods}`, `A,${history.join(",")}`];
    const [found] = await forecasts(
      text,
      ...ask,
      "--distribution",
      "bootstrap",
    );
    const [empirical] = await forecasts(
      text,
      ...ask,
      "--distribution",
      "empirical",
    );
    const own = forecastSeries(history, {
      horizon: 2,
      covered: 3,
      method: "sba",
    });
    const leadTime = { mean: 3, deviation: 0 };
    const law = markovDemand({ history, leadTime });

    expect(found!.forecast).toEqual(own.forecast);
    expect(found!.leadTimeDemand).toEqual({
      periods: 3,
      mean: law.mean,
      deviation: law.deviation,
      distribution: "bootstrap",
      quantiles: Object.fromEntries(
        [0.5, 0.9, 0.95, 0.99].map((p) => [String(p), law.quantile(p)]),
      ),
    });
    const windows = leadTimeDemand({
      demand: { mean: 0, deviation: 0 },
      leadTime,
      distribution: "empirical",
      history,
    });
    expect(empirical!.leadTimeDemand).toMatchObject({
      distribution: "empirical",
      mean: windows.mean,
    });
  });

  it("needs two recorded periods, else the forecast's own stands and says so", async () => {
    const [short] = await forecasts(
      ["id,m1,m2", "A,,4"],
      ...["--horizon", "1", "--distribution", "bootstrap"],
    );

    expect(short!.leadTimeDemand.distribution).not.toBe("bootstrap");
    expect(short!.findings.at(-1)).toEqual({
      code: "law-not-known",
      message:
        "bootstrap needs two recorded periods, got 1: lead-time demand is the forecast's own",
    });
  });

  it("is refused beside what is planned, which has a law of its own", async () => {
    const { code, stderr } = await stockwright([
      "forecast",
      file("demand.csv", ["id,m1,m2", "A,1,4"]),
      ...["--horizon", "1", "--distribution", "normal", "--ends", "+3"],
    ]);

    expect(code).toBe(2);
    expect(stderr).toContain("--distribution must be auto with --ends");
  });
});
