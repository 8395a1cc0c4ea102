import { memoryScenario } from "../../../addin/client/memory/world.ts";
import {
  memoryRecommendation,
  memoryStages,
} from "../../../addin/client/memory/company.ts";
import {
  compareStages,
  isSameAdvice,
} from "../../../addin/taskpane/run-comparison.ts";

const rows = (target: number, items = 12) =>
  memoryStages(7, items).map((stage) =>
    memoryRecommendation(stage, {
      ...memoryScenario,
      serviceTargets: { default: target },
    }),
  );

describe("compareStages", () => {
  it("adds up to the difference of the totals, stages of one run alone included", () => {
    const first = rows(0.9);
    const second = rows(0.98, 14).slice(5);
    const total = (list: typeof first) =>
      list.reduce((sum, { after }) => sum + (after.inventoryValue ?? 0), 0);
    const differences = compareStages(first, second);

    expect(
      differences.reduce((sum, { valueChange }) => sum + valueChange, 0),
    ).toBeCloseTo(total(second) - total(first), 6);
    // 12 · 5 and 2 · 5 more; the first five are in the first alone.
    expect(differences).toHaveLength(70);
    expect(differences.filter((one) => one.second === null)).toHaveLength(5);
    expect(differences.filter((one) => one.first === null)).toHaveLength(10);
  });

  it("puts the most money first", () => {
    const changes = compareStages(rows(0.9), rows(0.98)).map(
      ({ valueChange }) => Math.abs(valueChange),
    );

    expect(changes).toEqual([...changes].sort((a, b) => b - a));
  });

  it("tells what is the same from what is not", () => {
    const same = compareStages(rows(0.95), rows(0.95));
    const other = compareStages(rows(0.9), rows(0.99));

    expect(same.every(isSameAdvice)).toBe(true);
    expect(other.filter(isSameAdvice).length).toBeLessThan(other.length / 4);
    expect(compareStages(rows(0.95), []).some(isSameAdvice)).toBe(false);
  });
});
