import fc from "fast-check";
import {
  graphAmong,
  neighbourhood,
  networkGraph,
  networkParts,
} from "../../../addin/taskpane/network-graph.ts";
import {
  networkLayout,
  spacedRows,
} from "../../../addin/taskpane/network-layout.ts";

function laidOut(ids: readonly string[], links: readonly string[]) {
  const graph = networkGraph(
    ids,
    links.map((link) => {
      const [from = "", to = ""] = link.split(">");
      return { from, to };
    }),
  );
  const layout = networkLayout(graph, [...ids.keys()]);
  const place = (id: string) => {
    const index = ids.indexOf(id);
    return [layout.columnOf[index], layout.rowOf[index]];
  };
  return { graph, layout, place };
}

describe("networkGraph", () => {
  it("leaves out links to what is no stage of the run", () => {
    const graph = networkGraph(
      ["a", "b"],
      [
        { from: "a", to: "b" },
        { from: "a", to: "gone" },
        { from: "b", to: "b" },
      ],
    );

    expect(graph.customers).toEqual([[1], []]);
    expect(graph.suppliers).toEqual([[], [0]]);
  });

  it("tells networks apart that nothing joins", () => {
    const graph = networkGraph(
      ["a", "b", "c", "d", "e"],
      [
        { from: "d", to: "b" },
        { from: "b", to: "e" },
        { from: "c", to: "a" },
      ],
    );

    expect(networkParts(graph).map(({ members }) => members)).toEqual([
      [0, 2],
      [1, 3, 4],
    ]);
  });
});

describe("neighbourhood", () => {
  const graph = networkGraph(
    ["ore", "mill", "dc", "shop", "kiosk", "other"],
    ["ore>mill", "mill>dc", "dc>shop", "dc>kiosk", "other>kiosk"].map(
      (link) => {
        const [from = "", to = ""] = link.split(">");
        return { from, to };
      },
    ),
  );

  it("goes up to suppliers and down to customers, not sideways", () => {
    expect(neighbourhood(graph, 2, 1)).toEqual([1, 2, 3, 4]);
    expect(neighbourhood(graph, 3, 2)).toEqual([1, 2, 3]);
    expect(neighbourhood(graph, 4, 9)).toEqual([0, 1, 2, 4, 5]);
  });

  it("is laid out without the links that lead out of it", () => {
    const members = neighbourhood(graph, 3, 2);
    const among = graphAmong(graph, members);
    const { columns, columnOf } = networkLayout(among, members);

    expect(columns).toEqual([[1], [2], [3]]);
    expect(columnOf[4]).toBe(-1);
    expect(among.customers[2]).toEqual([3]);
  });
});

describe("networkLayout", () => {
  it("puts customers at the right, and a stage left of all it feeds", () => {
    const { layout, place } = laidOut(
      ["mill", "dc", "shop", "kiosk"],
      ["mill>dc", "dc>shop", "mill>kiosk", "shop>kiosk"],
    );

    expect(layout.columns).toHaveLength(4);
    expect(["mill", "dc", "shop", "kiosk"].map((id) => place(id)[0])).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it("sets a supplier beside the middle of those it feeds", () => {
    const { place } = laidOut(
      ["dc", "b1", "b2", "b3"],
      ["dc>b1", "dc>b2", "dc>b3"],
    );

    expect([place("b1"), place("b2"), place("b3")]).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    expect(place("dc")).toEqual([0, 1]);
  });

  it("orders branches by their centres, so that lines do not cross", () => {
    const { place } = laidOut(
      ["east", "west", "e1", "w1", "e2", "w2"],
      ["east>e1", "west>w1", "east>e2", "west>w2"],
    );
    const [e1, e2] = [place("e1")[1]!, place("e2")[1]!];
    const [w1, w2] = [place("w1")[1]!, place("w2")[1]!];

    expect(Math.abs(e1 - e2)).toBe(1);
    expect(Math.abs(w1 - w2)).toBe(1);
    expect(place("east")[1]).toBe((e1 + e2) / 2);
    expect(place("west")[1]).toBe((w1 + w2) / 2);
  });

  it("gives every stage a place of its own, whatever the network", () => {
    const links = fc.array(
      fc
        .tuple(fc.nat(29), fc.nat(29))
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => ({
          from: `${Math.min(a, b)}`,
          to: `${Math.max(a, b)}`,
        })),
      { maxLength: 60 },
    );
    const ids = Array.from({ length: 30 }, (_, index) => String(index));
    fc.assert(
      fc.property(links, (some) => {
        const graph = networkGraph(ids, some);
        const layout = networkLayout(graph, [...ids.keys()]);
        for (const column of layout.columns) {
          column.forEach((stage, at) => {
            const above = column[at - 1];
            if (above === undefined) return;
            const distance = layout.rowOf[stage]! - layout.rowOf[above]!;
            expect(distance).toBeGreaterThan(1 - 1e-9);
          });
        }
        graph.customers.forEach((fed, stage) => {
          for (const one of fed) {
            expect(layout.columnOf[stage]).toBeLessThan(layout.columnOf[one]!);
          }
        });
        expect(Math.min(...layout.rowOf)).toBeCloseTo(0, 9);
      }),
    );
  });

  it("still lays out stages that supply each other in a circle", () => {
    const { layout } = laidOut(["a", "b", "c"], ["a>b", "b>a", "b>c"]);

    expect(layout.columns.flat().sort()).toEqual([0, 1, 2]);
  });
});

describe("spacedRows", () => {
  it("leaves rows alone that are far enough apart", () => {
    expect(spacedRows([0, 1, 5])).toEqual([0, 1, 5]);
  });

  it("spreads rows that want the same place evenly around it", () => {
    expect(spacedRows([4, 4, 4])).toEqual([3, 4, 5]);
  });

  it("pools groups that meet", () => {
    // Less the rows before them they want 0, 0 and -1: together -1/3, one apart from there.
    const rows = spacedRows([0, 1, 1]);
    expect(rows[0]).toBeCloseTo(-1 / 3, 12);
    expect(rows[2]! - rows[0]!).toBeCloseTo(2, 12);
  });
});
