import type {
  Job,
  LinkRecord,
  Problem,
  RecommendationPage,
  Run,
  Scenario,
  ScenarioChange,
  Started,
} from "../../../engine/contracts/index.ts";
import { openApi } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";
import { stepsOver } from "./loop-steps.ts";

describe("scenarios over the API", () => {
  let api: ApiHarness;
  let snapshotId: string;
  beforeAll(async () => {
    api = await openApi();
    snapshotId = await stepsOver(() => api).imported();
  });
  afterAll(() => api.close());

  const scenarioWith = async (
    changes: readonly ScenarioChange[],
  ): Promise<Scenario> => ({
    ...(await api.answer<Scenario>("/scenarios/default")),
    ...(changes.length > 0 ? { changes: [...changes] } : {}),
  });
  async function ran(
    ...changes: readonly ScenarioChange[]
  ): Promise<{ run: Run; rows: RecommendationPage["rows"]; job: Job }> {
    const started = await api.answer<Started>("/runs", {
      body: { snapshotId, scenario: await scenarioWith(changes) },
    });
    const job = await api.ended(started);
    const path = `/runs/${started.subjectId}`;
    const { rows } = await api.answer<RecommendationPage>(
      `${path}/recommendations`,
    );
    return { run: await api.answer<Run>(path), rows, job };
  }
  const linksOf = async (run: Run) =>
    (await api.answer<{ items: LinkRecord[] }>(`/runs/${run.id}/links`)).items;

  const closed: ScenarioChange = {
    kind: "close-location",
    name: "one shop",
    location: "SHOP-B",
    to: "SHOP-A",
  };

  it("plans what the scenario supposes, and keeps the scenario with the run", async () => {
    const base = await ran();
    const { run, rows, job } = await ran(closed);

    expect(job.error).toBeNull();
    expect(run.scenario.changes).toEqual([closed]);
    expect(run.scenarioDigest).not.toBe(base.run.scenarioDigest);
    expect(base.rows.map(({ location }) => location).sort()).toEqual([
      "PLANT",
      "SHOP-A",
      "SHOP-B",
    ]);
    expect(rows.map(({ location }) => location).sort()).toEqual([
      "PLANT",
      "SHOP-A",
    ]);
    const mean = (list: RecommendationPage["rows"], location: string) =>
      list.find((row) => row.location === location)!.demandMean;
    // The shops' histories are one multiple of the other: their sum is forecast alike.
    expect(mean(rows, "SHOP-A")).toBeGreaterThan(
      1.5 * mean(base.rows, "SHOP-A"),
    );
    // What the plant feeds in all stays as it was, within what a forecast of a sum differs by.
    expect(mean(rows, "PLANT") / mean(base.rows, "PLANT")).toBeCloseTo(1, 1);
  });

  it("leaves the snapshot as it was", async () => {
    await ran(closed);

    expect((await ran()).rows).toHaveLength(3);
  });

  it("tells who supplies whom as the scenario has it", async () => {
    const base = await ran();
    const other = await ran(closed);
    const plantTo = (location: string) => ({
      from: "PUMP@PLANT",
      to: `PUMP@${location}`,
      units: 1,
    });

    expect(await linksOf(base.run)).toEqual([
      plantTo("SHOP-A"),
      plantTo("SHOP-B"),
    ]);
    expect(await linksOf(other.run)).toEqual([plantTo("SHOP-A")]);
  });

  it("gives the same digest to a scenario without changes as before there were any", async () => {
    const { run } = await ran();
    const empty = await api.answer<Started>("/runs", {
      body: {
        snapshotId,
        scenario: await api.answer<Scenario>("/scenarios/default"),
      },
    });
    await api.ended(empty);

    expect(
      (await api.answer<Run>(`/runs/${empty.subjectId}`)).scenarioDigest,
    ).toBe(run.scenarioDigest);
  });

  it("refuses a change that cannot be applied before anything runs, naming it", async () => {
    const before = await api.answer<{ items: Run[] }>("/runs");
    const response = await api.ask("/runs", {
      body: {
        snapshotId,
        scenario: await scenarioWith([closed, { ...closed, name: "twice" }]),
      },
    });
    const problem = (await response.json()) as Problem;

    expect(response.status).toBe(400);
    expect(problem.errors).toEqual([
      {
        path: "changes[1].location",
        message:
          'changes[1].location ("twice") must be a location of the catalog, got "SHOP-B"',
      },
    ]);
    const after = await api.answer<{ items: Run[] }>("/runs");
    expect(after.items).toHaveLength(before.items.length);
  });

  it("refuses a change that is none, by its place", async () => {
    const response = await api.ask("/runs", {
      body: {
        snapshotId,
        scenario: {
          ...(await scenarioWith([])),
          changes: [
            { kind: "postpone", name: "x", stages: { item: ["PUMP"] } },
          ],
        },
      },
    });
    const problem = (await response.json()) as Problem;

    expect(response.status).toBe(400);
    expect(problem.errors?.[0]?.path).toContain("changes.0.stages");
  });

  it("does not know the links of a run that is not there", async () => {
    expect((await api.ask("/runs/nothing/links")).status).toBe(404);
  });
});
