import { networkGraph } from "../../../addin/taskpane/network-graph.ts";
import {
  networkLayout,
  type NetworkLayout,
} from "../../../addin/taskpane/network-layout.ts";
import { stageAfter } from "../../../addin/taskpane/network-moves.ts";
import { barShare } from "../../../addin/taskpane/network-stage.ts";
import {
  centreOf,
  firstLevel,
  headHeight,
  stageAt,
  stagesIn,
  zoomLevels,
} from "../../../addin/taskpane/network-window.ts";

/** A centre and so many branches. */
function star(branches: number) {
  const ids = ["dc", ...Array.from({ length: branches }, (_, at) => `b${at}`)];
  const graph = networkGraph(
    ids,
    ids.slice(1).map((to) => ({ from: "dc", to })),
  );
  return { graph, layout: networkLayout(graph, [...ids.keys()]) };
}

const view = { width: 360, height: 400 };
const levelsOf = (layout: NetworkLayout) => zoomLevels(layout, view);

describe("the window on a network", () => {
  it("begins with cards where they fit on a few screens, else with what does", () => {
    const begin = (branches: number) => {
      const { layout } = star(branches);
      const levels = levelsOf(layout);
      return levels[firstLevel(levels, layout, view.height)]!.detail;
    };

    // 3 · 400 px hold 26 rows of 46, 54 of 22.
    expect(begin(4)).toBe("cards");
    expect(begin(26)).toBe("cards");
    expect(begin(40)).toBe("names");
    expect(begin(2000)).toBe("bars");
  });

  it("shows all of a large network at a glance", () => {
    const { layout } = star(2000);
    const [whole] = levelsOf(layout);

    expect(headHeight + whole!.row * layout.rows).toBeLessThanOrEqual(
      view.height,
    );
    expect(whole!.column * layout.columns.length).toBeLessThanOrEqual(
      view.width,
    );
  });

  it("draws the stages that are seen, and few others", () => {
    const { layout } = star(2000);
    const cards = levelsOf(layout).at(-1)!;
    const shown = stagesIn(layout, cards, {
      left: 0,
      top: 46_000,
      width: 360,
      height: 400,
    });

    // 400 / 46 rows, one above; the centre stands at row 1000.
    expect(shown.length).toBeGreaterThanOrEqual(9);
    expect(shown.length).toBeLessThanOrEqual(12);
    expect(
      stagesIn(layout, cards, { left: 0, top: 0, width: 9999, height: 99_999 }),
    ).toHaveLength(2001);
    expect(
      stagesIn(layout, cards, {
        left: cards.column + 1,
        top: 46_000,
        width: 100,
        height: 400,
      }),
    ).not.toContain(0);
  });

  it("finds each stage where it is drawn", () => {
    const { layout } = star(30);
    for (const zoom of levelsOf(layout)) {
      for (let stage = 0; stage <= 30; stage += 1) {
        const { x, y } = centreOf(layout, zoom, stage);
        expect(stageAt(layout, zoom, x, y + zoom.row * 0.3)).toBe(stage);
      }
      expect(stageAt(layout, zoom, 9999, 50)).toBeNull();
    }
  });
});

describe("stageAfter", () => {
  const { graph, layout } = star(5);

  it("goes to suppliers, customers and neighbours", () => {
    // The middle branch of five stands beside the centre.
    expect(stageAfter("ArrowRight", 0, graph, layout)).toBe(3);
    expect(stageAfter("ArrowLeft", 1, graph, layout)).toBe(0);
    expect(stageAfter("ArrowDown", 1, graph, layout)).toBe(2);
    expect(stageAfter("End", 1, graph, layout)).toBe(5);
    expect(stageAfter("PageUp", 5, graph, layout)).toBe(1);
  });

  it("stays at an end, and leaves other keys alone", () => {
    expect(stageAfter("ArrowUp", 1, graph, layout)).toBe(1);
    expect(stageAfter("ArrowLeft", 0, graph, layout)).toBe(0);
    expect(stageAfter("a", 0, graph, layout)).toBeUndefined();
  });
});

describe("barShare", () => {
  it("is the square root of the share, and never invisible", () => {
    // √(25 / 100)
    expect(barShare(25, 100)).toBe(0.5);
    expect(barShare(0.001, 100)).toBe(0.06);
    expect(barShare(0, 100)).toBe(0);
    expect(barShare(5, 0)).toBe(0);
  });
});
