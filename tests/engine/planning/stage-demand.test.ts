import { sba } from "../../../engine/index.ts";
import { leadTimeExposure } from "../../../engine/planning/lead-time-exposure.ts";
import { stageDemand } from "../../../engine/planning/stage-demand.ts";

const from = (quantities: (number | null)[]) => ({
  start: "2024-01-01",
  quantities,
});

describe("stageDemand", () => {
  it("takes the last year where demand is smooth", () => {
    const old = new Array<number>(52).fill(90);
    const year = Array.from({ length: 52 }, (_, week) => 20 + (week % 3));

    const found = stageDemand(from([...old, ...year]), 52.18);
    expect(found.class).toBe("smooth");
    // 52 weeks of 20, 21, 22: 18 whole turns of three and one 20 more
    expect(found.rate.mean).toBeCloseTo((17 * 63 + 20) / 52, 9);
  });

  it("takes Syntetos and Boylan's approximation where it comes and goes", () => {
    const history = [0, 0, 6, 0, 0, 5, 0, 0, 0, 7, 0, 0, 6, 0];

    expect(stageDemand(from(history), 52).rate.mean).toBe(
      sba(history, { alpha: 0.1, init: "mean" }),
    );
  });

  it("lets an item fade that nobody has asked for in a long time", () => {
    const lively = [5, 0, 0, 5, 0, 0, 5, 0, 0, 5, 0, 0, 5, 0, 0];
    const silent = [...lively, ...new Array<number>(25).fill(0)];

    const found = stageDemand(from(silent), 52);
    expect(found.method).toContain("TSB");
    expect(found.rate.mean).toBeLessThan(
      sba(silent, { alpha: 0.1, init: "mean" }),
    );
  });

  it("reads leading blanks as a launch, and counts net returns as 0", () => {
    const found = stageDemand(from([null, null, 4, 5, -2, 6]), 52);

    expect(found.history).toEqual([4, 5, 0, 6]);
    expect(found.negativePeriods).toBe(1);
  });

  it.each([
    ["nothing recorded", null],
    ["an empty record", from([])],
    ["zeros all along", from([0, 0, 0])],
  ])("knows no demand: %s", (_, history) => {
    expect(stageDemand(history, 52)).toMatchObject({
      class: "none",
      rate: { mean: 0, deviation: 0 },
      periodsSinceDemand: null,
    });
  });
});

describe("leadTimeExposure", () => {
  it("is the time itself when nothing varies", () => {
    expect(leadTimeExposure(12, 0)).toEqual({ mean: 12, deviation: 0 });
    expect(leadTimeExposure(-3, 0)).toEqual({ mean: 0, deviation: 0 });
  });

  it("keeps what lateness leaves when the mean is all waited for", () => {
    const { mean, deviation } = leadTimeExposure(0, 4);

    // max(0, X) of a normal X: 4/√(2π) and 4·√(1/2 − 1/(2π))
    expect(mean).toBeCloseTo(1.5957691, 7);
    expect(deviation).toBeCloseTo(2.3352775, 6);
  });

  it("is close to the lead time itself when it can hardly be negative", () => {
    const { mean, deviation } = leadTimeExposure(40, 4);
    expect(mean).toBeCloseTo(40, 9);
    expect(deviation).toBeCloseTo(4, 9);
  });
});
