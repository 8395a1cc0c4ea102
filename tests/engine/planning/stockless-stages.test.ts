import { unavoidableWaits } from "../../../engine/planning/stockless-stages.ts";

const stage = (
  id: string,
  timeDays: number,
  stockless: boolean,
  timeDeviationDays = 0,
) => ({ id, timeDays, timeDeviationDays, stockless });
const link = (from: string, to: string) => ({ from, to, units: 1 });

describe("unavoidableWaits", () => {
  it("adds up the times of stages without stock, in whole days", () => {
    const waits = unavoidableWaits(
      [
        stage("mill", 9, false),
        stage("press", 2.5, true, 3),
        stage("paint", 4, true, 4),
        stage("shop", 1, false),
      ],
      [link("mill", "press"), link("press", "paint"), link("paint", "shop")],
    );

    // The mill delivers at once: 3 whole days, 3 + 4, and the shop holds what it sells.
    expect(waits).toEqual([
      { serviceTimeIn: 0, serviceTimeOut: 0, deviationIn: 0 },
      { serviceTimeIn: 0, serviceTimeOut: 3, deviationIn: 0 },
      { serviceTimeIn: 3, serviceTimeOut: 7, deviationIn: 3 },
      // √(3² + 4²)
      { serviceTimeIn: 7, serviceTimeOut: 0, deviationIn: 5 },
    ]);
  });

  it("waits for the slowest of several suppliers", () => {
    const waits = unavoidableWaits(
      [
        stage("left", 8, true, 1),
        stage("right", 5, true, 2),
        stage("end", 1, false),
      ],
      [link("left", "end"), link("right", "end")],
    );

    expect(waits[2]).toEqual({
      serviceTimeIn: 8,
      serviceTimeOut: 0,
      deviationIn: 2,
    });
  });

  it("names a cycle", () => {
    expect(() =>
      unavoidableWaits(
        [stage("a", 1, true), stage("b", 1, true)],
        [link("a", "b"), link("b", "a")],
      ),
    ).toThrow(/circle|cycle/);
  });
});
