import fc from "fast-check";
import {
  disjointSets,
  membersBySet,
} from "../../../engine/network/disjoint-sets.ts";
import { hangingTrees } from "../../../engine/network/hanging-trees.ts";
import { stageGraph } from "../../../engine/index.ts";

/** Stages and links from the later to the earlier of two numbers, each pair once. */
const graphs = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), {
      selector: ([one, other]) =>
        `${Math.min(one, other)} ${Math.max(one, other)}`,
    })
    .map((pairs) => ({
      ids: Array.from({ length: size }, (_, at) => `S${at}`),
      links: pairs
        .filter(([one, other]) => one !== other)
        .map(([one, other]) => ({
          from: Math.max(one, other),
          to: Math.min(one, other),
        })),
    })),
);

describe("hangingTrees", () => {
  it("keeps the ring and takes the two tails off, outermost last", () => {
    // A -> B -> D and A -> C -> D make the ring; E supplies A, D supplies F, F supplies G.
    const ids = ["A", "B", "C", "D", "E", "F", "G"];
    const links = ["AB", "AC", "BD", "CD", "EA", "DF", "FG"].map((pair) => ({
      from: ids.indexOf(pair[0]!),
      to: ids.indexOf(pair[1]!),
    }));
    const { order, kept, parentLink, keptLinks } = hangingTrees(
      stageGraph(ids, links),
    );
    expect([...order].map((stage) => ids[stage])).toEqual([
      ..."ABCD",
      "F",
      "G",
      "E",
    ]);
    expect(kept).toBe(4);
    expect([...parentLink]).toEqual([-1, -1, -1, -1, 4, 5, 6]);
    expect(keptLinks).toEqual([0, 1, 2, 3]);
  });

  it("lists every stage once, each tree outwards, and leaves two links or more to the rest", () => {
    fc.assert(
      fc.property(graphs, ({ ids, links }) => {
        const { order, kept, parentLink, keptLinks } = hangingTrees(
          stageGraph(ids, links),
        );
        expect([...order].sort((a, b) => a - b)).toEqual(
          ids.map((_, at) => at),
        );
        const place = ids.map((_, stage) => order.indexOf(stage));
        ids.forEach((_, stage) => {
          if (place[stage]! < kept) {
            const ends = keptLinks.filter(
              (link) =>
                links[link]!.from === stage || links[link]!.to === stage,
            );
            expect(ends.length).toBeGreaterThan(1);
            expect(parentLink[stage]).toBe(-1);
          } else if (parentLink[stage]! >= 0) {
            const { from, to } = links[parentLink[stage]!]!;
            const other = from === stage ? to : from;
            expect(place[other]).toBeLessThan(place[stage]!);
          }
        });
        const hung = parentLink.filter((link) => link >= 0).length;
        expect(hung + keptLinks.length).toBe(links.length);
      }),
    );
  });
});

describe("disjointSets", () => {
  it("joins two sets once, and lists members in order", () => {
    const sets = disjointSets(5);
    expect(sets.join(3, 1)).toBe(true);
    expect(sets.join(1, 4)).toBe(true);
    expect(sets.join(4, 3)).toBe(false);
    expect(membersBySet(5, sets)).toEqual([[0], [1, 3, 4], [2]]);
  });
});
