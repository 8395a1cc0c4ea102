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
    const differences = compareStages([first, second]);

    expect(
      differences.reduce(
        (sum, { valueChanges: [change = 0] }) => sum + change,
        0,
      ),
    ).toBeCloseTo(total(second) - total(first), 6);
    // 12 · 5 and 2 · 5 more; the first five are in the first alone.
    expect(differences).toHaveLength(70);
    expect(differences.filter((one) => one.rows[1] === null)).toHaveLength(5);
    expect(differences.filter((one) => one.rows[0] === null)).toHaveLength(10);
  });

  it("puts the most money first", () => {
    const changes = compareStages([rows(0.9), rows(0.98)]).map(
      ({ valueChanges: [change = 0] }) => Math.abs(change),
    );

    expect(changes).toEqual([...changes].sort((a, b) => b - a));
  });

  it("tells what is the same from what is not", () => {
    const same = compareStages([rows(0.95), rows(0.95)]);
    const other = compareStages([rows(0.9), rows(0.99)]);

    expect(same.every(isSameAdvice)).toBe(true);
    expect(other.filter(isSameAdvice).length).toBeLessThan(other.length / 4);
    expect(compareStages([rows(0.95), []]).some(isSameAdvice)).toBe(false);
    // One that departs is enough.
    expect(
      compareStages([rows(0.9), rows(0.9), rows(0.99)]).filter(isSameAdvice)
        .length,
    ).toBe(other.filter(isSameAdvice).length);
  });

  it("holds every run against the first, and sorts by whichever moves most", () => {
    const [first, second, third] = [rows(0.9), rows(0.95), rows(0.99)];
    const changes = compareStages([first, second, third]);
    const alone = new Map(
      compareStages([first, third]).map((one) => [one.stageId, one]),
    );

    expect(
      changes.every(
        ({ stageId, valueChanges }) =>
          valueChanges[1] === alone.get(stageId)?.valueChanges[0],
      ),
    ).toBe(true);
    const largest = changes.map(({ valueChanges }) =>
      Math.max(...valueChanges.map(Math.abs)),
    );
    expect(largest).toEqual([...largest].sort((a, b) => b - a));
  });
});
