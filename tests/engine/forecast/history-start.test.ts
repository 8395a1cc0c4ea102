import { forecastSeries } from "../../../engine/index.ts";
import { sinceLaunch } from "../../../engine/forecast/history-start.ts";

const zeros = (count: number) => new Array<number>(count).fill(0);

describe("where a history begins", () => {
  it("is the launch where demand came in every period since", () => {
    const sold = [7, 5, 6, 8, 4, 6, 7, 5, 6, 6];
    const since = sinceLaunch(Float64Array.from([...zeros(20), ...sold]));

    // After the first demand 9 with and none without: a zero before it has chance
    // 0.5/10, less than a half, so one of them is kept.
    expect([...since]).toEqual([0, ...sold]);
  });

  it("keeps as many zeros as rare demand begins with", () => {
    const rare = [3, 0, 0, 2, 0, 0, 0, 4, 0];
    const since = sinceLaunch(Float64Array.from([...zeros(12), ...rare]));

    // 2 with and 6 without after the first: chances of 1, 2, 3 zeros are 6.5/9 = 0.72,
    // ·7.5/10 = 0.54, ·8.5/11 = 0.42. Three, as many as the longest pause.
    expect([...since]).toEqual([0, 0, 0, ...rare]);
  });

  it("keeps a pause that came again", () => {
    const paused = [2, 3, 2, 4, ...zeros(6), 3, 2, 4, 3, 2, 3];
    const since = sinceLaunch(Float64Array.from([...zeros(9), ...paused]));

    expect([...since]).toEqual([...zeros(6), ...paused]);
  });

  it("is the first period where nothing tells otherwise", () => {
    const once = Float64Array.from([...zeros(20), 5, 0, 0]);
    const steady = Float64Array.of(3, 0, 2, 4);

    expect(sinceLaunch(once)).toBe(once);
    expect(sinceLaunch(steady)).toBe(steady);
    expect(sinceLaunch(Float64Array.from(zeros(4)))).toHaveLength(4);
  });

  it("tells what was left out, and forecasts what came since", () => {
    const sold = [7, 5, 6, 8, 4, 6, 7, 5, 6, 6];
    const asked = { horizon: 4, season: 1 };
    const { forecast, findings } = forecastSeries(
      [...zeros(20), ...sold],
      asked,
    );
    const mean = forecastSeries([...zeros(20), ...sold], {
      ...asked,
      method: "mean",
    });

    expect(findings.map(({ code }) => code)).toEqual(["before-launch"]);
    expect(findings[0]!.message).toContain("19 periods of 0");
    // Sold 60 in the 11 periods kept, and 6 a period since the first.
    expect(forecast[0]).toBeGreaterThan(60 / 11);
    expect(forecast[0]).toBeLessThan(6.2);
    // A named method takes the history as it is: 60 in 30 periods.
    expect(mean.forecast[0]).toBeCloseTo(2, 12);
    expect(mean.findings).toEqual([]);
  });
});
