import type {
  ChangeRow,
  ChangeSetDetail,
  Run,
} from "../../../engine/contracts/index.ts";
import { openApi } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";
import { stepsOver } from "./loop-steps.ts";

interface Page<T> {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly T[];
}

describe("light answers of the API", () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());
  const { imported, optimized, planned } = stepsOver(() => api);

  it("lists runs with what they left out, or with its count; a page of it by itself", async () => {
    const { id } = await optimized(await imported());
    const leftOut = ["A", "B", "C"].map((name) => ({
      stageId: `${name}@SHOP`,
      code: "no-demand",
      reason: "no demand on record",
    }));
    await api.store.runs.update(id, { leftOut });
    const listed = async (query: string) =>
      (await api.answer<{ items: Run[] }>(`/runs${query}`)).items[0]!;

    expect(await listed("")).toMatchObject({ id, leftOut, leftOutCount: 3 });
    expect(await listed("?leftOut=whole")).toEqual(await listed(""));
    expect(await listed("?leftOut=counted")).toEqual({
      ...(await listed("")),
      leftOut: [],
    });
    expect(await api.answer<Run>(`/runs/${id}`)).toEqual(await listed(""));
    expect(await api.answer(`/runs/${id}/left-out?offset=1&limit=1`)).toEqual({
      total: 3,
      offset: 1,
      rows: [leftOut[1]],
    });
    expect((await api.ask("/runs?leftOut=some")).status).toBe(400);
    expect((await api.ask("/runs/none/left-out")).status).toBe(404);
  });

  it("tells a change set without its rows, and its rows page by page", async () => {
    const run = await optimized(await imported());
    const whole = await planned(run.id);
    const path = `/change-sets/${whole.changeSet.id}`;
    const { rows, ...summary } = whole;
    expect(rows.length).toBeGreaterThan(1);

    expect(await api.answer<ChangeSetDetail>(`${path}?rows=counted`)).toEqual({
      ...summary,
      rows: [],
    });
    const pages: ChangeRow[] = [];
    for (let offset = 0; offset < rows.length; offset++) {
      const page = await api.answer<Page<ChangeRow>>(
        `${path}/rows?offset=${offset}&limit=1`,
      );
      expect(page).toMatchObject({ total: rows.length, offset });
      pages.push(...page.rows);
    }
    expect(pages).toEqual(rows);
    expect((await api.ask("/change-sets/none/rows")).status).toBe(404);
  });
});
