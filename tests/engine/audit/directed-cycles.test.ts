import fc from "fast-check";
import { directedCycles } from "../../../engine/audit/directed-cycles.ts";

const node = fc.integer({ min: 0, max: 9 }).map(String);
const links = fc.array(fc.record({ from: node, to: node }), { maxLength: 30 });

describe("directedCycles", () => {
  it("finds none in a chain of 100,000 stages", () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => ({
      from: String(i),
      to: String(i + 1),
    }));

    expect(directedCycles(chain)).toEqual([]);
  });

  it("names a stage that supplies itself", () => {
    expect(directedCycles([{ from: "A", to: "A" }])).toEqual([["A"]]);
  });

  it("finds cycles that do not touch each other", () => {
    const found = directedCycles([
      { from: "A", to: "B" },
      { from: "B", to: "A" },
      { from: "B", to: "C" },
      { from: "C", to: "D" },
      { from: "D", to: "C" },
    ]);

    expect(found).toHaveLength(2);
    expect(found.map((cycle) => [...cycle].sort())).toEqual(
      expect.arrayContaining([
        ["A", "B"],
        ["C", "D"],
      ]),
    );
  });

  it("answers only cycles that are there", () => {
    fc.assert(
      fc.property(links, (some) => {
        const known = new Set(some.map(({ from, to }) => `${from}>${to}`));
        for (const cycle of directedCycles(some)) {
          for (const [index, from] of cycle.entries()) {
            const to = cycle[(index + 1) % cycle.length]!;
            expect(known.has(`${from}>${to}`)).toBe(true);
          }
        }
      }),
    );
  });

  it("finds one exactly when peeling off first stages gets stuck", () => {
    fc.assert(
      fc.property(links, (some) => {
        let left = [...some];
        for (let before = -1; before !== left.length;) {
          before = left.length;
          const supplied = new Set(left.map(({ to }) => to));
          left = left.filter(({ from }) => supplied.has(from));
        }
        expect(directedCycles(some).length > 0).toBe(left.length > 0);
      }),
    );
  });
});
