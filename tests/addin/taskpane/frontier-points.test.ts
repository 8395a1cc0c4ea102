import type { CatalogFrontier, Run } from "../../../engine/contracts/index.ts";
import { memoryClient } from "../../../addin/client/memory/memory-client.ts";
import { isFinished } from "../../../addin/client/client.ts";
import { memoryScenario } from "../../../addin/client/memory/world.ts";
import {
  frontierLayout,
  plannable,
} from "../../../addin/taskpane/components/frontier-layout.ts";
import {
  curveBeside,
  curveOf,
  nearestOnCurve,
  pointWords,
  scenarioMarks,
} from "../../../addin/taskpane/frontier-points.ts";

const client = memoryClient();

async function ended(jobId: string): Promise<void> {
  for await (const event of client.jobEvents(jobId)) {
    if (event.kind === "job" && isFinished(event.job)) return;
  }
}

let frontier: CatalogFrontier;
let run: Run;
let runs: readonly Run[];
beforeAll(async () => {
  const imported = await client.startImport("sample");
  await ended(imported.jobId);
  const start = async (
    name: string,
    change: Partial<typeof memoryScenario>,
  ) => {
    const started = await client.startRun({
      snapshotId: imported.subjectId,
      scenario: { ...memoryScenario, name, ...change },
    });
    await ended(started.jobId);
    return started.subjectId;
  };
  const first = await start("Plan", {});
  await start("Dearer", { serviceTargets: { default: 0.99 } });
  await start("Dearer again", { serviceTargets: { default: 0.99 } });
  await start("Promised", { leadTimeSource: "promised" });
  await start("Closed", {
    changes: [
      {
        kind: "close-location",
        name: "one",
        location: "BR-OSLO",
        to: "BR-MALMO",
      },
    ],
  });
  const { jobId } = await client.startFrontier(first);
  await ended(jobId);
  frontier = await client.frontier(first);
  run = await client.run(first);
  runs = await client.runs();
});

describe("what the curve offers beside a run", () => {
  const point = (workingCapital: number, cycleService: number) => ({
    ...frontier.recommended,
    workingCapital,
    cycleService,
  });
  const curve = () => [point(100, 0.9), point(200, 0.98), point(400, 1)];

  it("is the service for its money, and the money for its service", () => {
    // 0.9 + 0.08 · 50/100; 100 + 100 · (0.92 − 0.9)/0.08
    expect(curveBeside(curve(), point(150, 0.92), "cycle")).toEqual({
      service: expect.closeTo(0.94, 12) as number,
      capital: expect.closeTo(125, 9) as number,
    });
    // At a point of the curve: its own service.
    expect(curveBeside(curve(), point(200, 0.9), "cycle")).toEqual({
      service: 0.98,
      capital: 100,
    });
  });

  it("is nothing on the curve, above it, beside its ends, or where service is not known", () => {
    for (const one of [
      point(150, 0.94),
      point(150, 0.97),
      point(90, 0.9),
      point(500, 0.99),
      point(150, 0.8),
      { ...point(150, 0.92), cycleService: null },
    ]) {
      expect(curveBeside(curve(), one, "cycle")).toBeNull();
    }
  });
});

describe("the points of a frontier", () => {
  it("shows every other run of the snapshot where its own totals put it, each scenario once", () => {
    const marks = scenarioMarks(frontier, run, [...runs, ...runs]);

    expect(marks.map(({ title, supposes }) => [title, supposes])).toEqual([
      ["Closed", true],
      ["Promised", true],
      ["Dearer again", false],
      ["Dearer", false],
    ]);
    for (const { title, point } of marks) {
      const totals = runs.find(
        ({ scenario }) => scenario.name === title,
      )!.totals!;
      expect(point.workingCapital).toBe(
        totals.inventoryValueAfter + totals.onItsWayValue!,
      );
      expect(point.cycleService).toBe(totals.cycleServiceAfter);
    }
  });

  it("draws no more of them than a picture bears, the newest first", () => {
    const [newest] = runs;
    const many = Array.from({ length: 20 }, (_, at) => ({
      ...newest!,
      scenarioDigest: String(at),
      scenario: { ...newest!.scenario, name: String(at) },
    }));

    expect(
      scenarioMarks(frontier, run, many).map(({ title }) => title),
    ).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  });

  it("does not know the turns of a run that supposes other demand", () => {
    const more: Run = {
      ...runs.find(({ scenario }) => scenario.name === "Dearer")!,
      scenarioDigest: "more",
      scenario: {
        ...run.scenario,
        name: "More",
        changes: [{ kind: "demand", name: "more", stages: {}, factor: 1.2 }],
      },
    };
    const [mark] = scenarioMarks(frontier, run, [more]);

    expect(mark?.point.turns).toBeNull();
    expect(mark?.supposes).toBe(true);
  });

  it("leaves out runs of before totals knew what is on its way, where that may differ", () => {
    const older = runs.map((one): Run => {
      const { onItsWayValue: _unknown, ...totals } = one.totals!;
      return { ...one, totals };
    });
    const marks = scenarioMarks(frontier, run, older);

    // Other lead times and another network have other stock on its way.
    expect(marks.map(({ title }) => title)).toHaveLength(2);
    const [one] = marks.filter(({ title }) => title.startsWith("Dearer"));
    const totals = runs.find(({ scenario }) =>
      scenario.name.startsWith("Dearer"),
    )!.totals!;
    const onItsWay =
      frontier.recommended.workingCapital - frontier.recommended.inventoryValue;
    expect(one?.point.workingCapital).toBeCloseTo(
      totals.inventoryValueAfter + onItsWay,
      9,
    );
  });

  it("finds the point that ties up nearest to so much", () => {
    const curve = curveOf(frontier, "cycle");
    curve.forEach((point, at) => {
      expect(nearestOnCurve(curve, point.workingCapital)).toBe(at);
    });
    expect(nearestOnCurve(curve, -1)).toBe(0);
    expect(nearestOnCurve(curve, 1e12)).toBe(curve.length - 1);
  });

  it("says a point as somebody would", () => {
    const point = {
      ...frontier.recommended,
      workingCapital: 90_000,
      cycleService: 0.972,
      fillRate: 0.991,
    };
    const today = { ...point, workingCapital: 100_500 };

    const said = [
      pointWords(point, today, "EUR", "cycle"),
      pointWords(today, point, "EUR", "fill"),
      pointWords(point, null, "EUR", "fill"),
    ];
    expect(said.map((text) => text.replaceAll("\u00a0", " "))).toEqual([
      "97.2% cycle service, EUR 90.0 k working capital, 10.5 k less than today",
      "99.1% fill rate, EUR 101 k working capital, 10.5 k more than today",
      "99.1% fill rate, EUR 90.0 k working capital",
    ]);
  });

  it("leaves out the part of the curve where nobody plans, and nothing that is marked", () => {
    const point = (service: number, workingCapital: number) => ({
      ...frontier.points[0]!,
      cycleService: service,
      workingCapital,
    });
    const points = [0.2, 0.5, 0.8, 0.9, 0.97, 0.99].map((service, at) =>
      point(service, 100 + at),
    );
    const mark = (service: number) => ({
      kind: "today" as const,
      title: "Today",
      point: point(service, 100),
    });

    expect(plannable(points, [mark(0.95)], "cycle")).toEqual(points.slice(3));
    expect(plannable(points, [mark(0.51)], "cycle")).toEqual(points.slice(1));
  });

  it("puts more capital further right and more service further up, all of it on the paper", () => {
    const curve = curveOf(frontier, "cycle");
    const { plot, curve: places } = frontierLayout(curve, [], "cycle", {
      width: 340,
      height: 240,
    });

    places.forEach((place, at) => {
      const before = places[at - 1];
      if (before) {
        expect(place.x).toBeGreaterThanOrEqual(before.x);
        expect(place.y).toBeLessThanOrEqual(before.y + 1e-9);
      }
      expect(place.x).toBeGreaterThanOrEqual(plot.x - 1e-9);
      expect(place.x).toBeLessThanOrEqual(plot.x + plot.width + 1e-9);
      expect(place.y).toBeGreaterThanOrEqual(plot.y - 1e-9);
      expect(place.y).toBeLessThanOrEqual(plot.y + plot.height + 1e-9);
    });
  });
});
