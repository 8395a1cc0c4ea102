import { cleanPeriods, seededRandom } from "../../../../engine/index.ts";

/** Demand in some periods, each on its own. */
function histories(count: number, least: number, seed: number) {
  const periods = 60;
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const often = least + 0.9 * random.uniform();
    return Array.from({ length: periods }, () =>
      random.uniform() < often ? 1 + Math.floor(9 * random.uniform()) : 0,
    );
  });
}

const launches = (rows: readonly (readonly number[])[]) =>
  rows.filter((row) =>
    cleanPeriods(row).repairs.some(({ kind }) => kind === "before-launch"),
  ).length;

describe("zeros before a launch", () => {
  it("are hardly ever seen where there was no launch", () => {
    // The rule's own chance is one in a thousand: 5 of 5,000, and twice that at most.
    expect(launches(histories(5000, 0.05, 1))).toBeLessThanOrEqual(10);
  });

  it("are seen where an item came in the middle of the record", () => {
    const rows = histories(1000, 0.1, 2);
    const late = rows.map((row) => [...new Array<number>(60).fill(0), ...row]);

    // Sixty zeros; those that sell in one period of ten are given the benefit of the doubt.
    expect(launches(late)).toBeGreaterThan(900);
  });
});
