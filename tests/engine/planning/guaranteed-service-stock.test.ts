import { readNetwork, stockByNetTime } from "../../../engine/index.ts";
import { aLine } from "./a-line.ts";

describe("stockByNetTime", () => {
  it("covers a discrete stage time as its definition says", () => {
    const file = aLine({
      timeDistribution: [
        [0, 0.5],
        [3, 0.5],
      ],
      time: 1.5,
    });
    const network = readNetwork(file);
    const stock = stockByNetTime(network, network.timeLaw);
    const k = 1.959963984540054 * 3;
    // T is 2. At net time 2, b = 0: mean 1.5, variance 2.25, nothing early.
    expect(stock(1, 2).safetyStock).toBeCloseTo(
      Math.sqrt(k ** 2 * 1.5 + (k / 3) ** 2 * 100 * 2.25),
      9,
    );
    // At net time 1, b = -1: 0 or 2 with mean 1 and variance 1; half the time 1 period early.
    const against = Math.sqrt(k ** 2 + (k / 3) ** 2 * 100);
    expect(stock(1, 1).safetyStock).toBeCloseTo(against + 10 * 0.5, 9);
    expect(stock(1, 1).baseStock).toBeCloseTo(against + 10, 9);
  });

  it("covers a normal stage time as a fine discrete one does", () => {
    const step = 0.01;
    const raw = Array.from({ length: 1201 }, (_, at) => at * step - 6);
    const weights = raw.map((x) => Math.exp((-x * x) / 2));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const fine = raw.map<[number, number]>((x, at) => [
      9 + 1.5 * x,
      weights[at]! / total,
    ]);
    const normal = readNetwork(aLine({ time: 9, timeDeviation: 1.5 }));
    const discrete = readNetwork(aLine({ time: 9, timeDistribution: fine }));
    for (let net = 0; net <= 13; net++) {
      const one = stockByNetTime(normal, normal.timeLaw)(1, net);
      const other = stockByNetTime(discrete, discrete.timeLaw)(1, net);
      expect(one.safetyStock / other.safetyStock).toBeCloseTo(1, 4);
    }
  });

  it("holds only what arrives early where demand does not vary", () => {
    const network = readNetwork(
      aLine({
        demand: { mean: 10 },
        time: 2,
        timeDistribution: [
          [1, 0.5],
          [3, 0.5],
        ],
      }),
    );
    const stock = stockByNetTime(network, network.timeLaw);
    // At net time 0, b = -2: half the time one period early.
    expect(stock(1, 0).safetyStock).toBeCloseTo(5, 12);
    expect(stock(1, 2).safetyStock).toBe(0);
  });
});
