import { aStage } from "../support/a-stage.ts";
import { stagesIn } from "../../worker/store/stage-text.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { aFinding, aSnapshot, noon } from "./store-records.ts";

export function snapshotRules(current: () => StoreUnderTest): void {
  const announced = { id: "snapshot-1", connectionId: "erp", at: noon };

  it("shows a snapshot that is still being imported", async () => {
    const { snapshots } = current().store;
    await snapshots.begin(announced);

    expect(await snapshots.summary("snapshot-1")).toMatchObject({
      id: "snapshot-1",
      connectionId: "erp",
      takenAt: noon,
      state: "importing",
      stages: 0,
      error: null,
    });
  });

  it("counts and values what it keeps", async () => {
    const { snapshots } = current().store;
    await snapshots.begin(announced);
    await snapshots.save(aSnapshot(), []);

    const { stages: _stages, links: _links, ...header } = aSnapshot();
    expect(await snapshots.summary("snapshot-1")).toEqual({
      ...header,
      state: "ready",
      stages: 3,
      links: 1,
      items: 2,
      locations: 2,
      // 3 · 2.5 + 4 · 0.5; a stage without stock on record counts as 0
      onHandValue: 9.5,
      findings: null,
      error: null,
    });
  });

  it("gives stages in id order, to the last bit and key", async () => {
    const { snapshots } = current().store;
    const odd = aStage({
      item: "Ä-1",
      location: "Zürich",
      description: 'a "quoted" \\ line\nand 𝄞',
      unitCost: 0.1 + 0.2,
      onHand: 1e-7,
      onOrder: 1.7976931348623157e308,
      demand: { start: "2024-01-01", quantities: [null, 0, 5e-324] },
    });
    const upper = aStage({ item: "b", location: "DC1" });
    const snapshot = aSnapshot();
    await snapshots.save(
      { ...snapshot, stages: [odd, upper, ...snapshot.stages] },
      [],
    );

    const stages = await snapshots.stages("snapshot-1");
    // By code point: capitals before small letters, umlauts last.
    expect(stages.map(({ id }) => id)).toEqual([
      "A@BR1",
      "A@DC1",
      "B@DC1",
      "b@DC1",
      "Ä-1@Zürich",
    ]);
    expect(JSON.stringify(stages[4])).toBe(JSON.stringify(odd));
    expect(await snapshots.stage("snapshot-1", odd.id)).toEqual(odd);
    expect(await snapshots.stage("snapshot-1", "none@DC1")).toBeNull();
    expect(await snapshots.stages("other")).toEqual([]);
    expect(await snapshots.stageIds("snapshot-1")).toEqual(
      stages.map(({ id }) => id),
    );
  });

  it("gives the named stages in the order of their names", async () => {
    const { snapshots } = current().store;
    const odd = aStage({ item: 'a "b"', location: "Zürich" });
    const snapshot = aSnapshot();
    await snapshots.save(
      { ...snapshot, stages: [odd, ...snapshot.stages] },
      [],
    );

    const named = ["B@DC1", odd.id, "none@DC1", "A@BR1"];
    const found = await snapshots.stagesOf("snapshot-1", named);
    expect(found.map(({ id }) => id)).toEqual(["B@DC1", odd.id, "A@BR1"]);
    expect(found[1]).toEqual(odd);
    expect(await snapshots.stagesOf("snapshot-1", [])).toEqual([]);
    expect(await snapshots.stagesOf("other", named)).toEqual([]);
  });

  it("keeps links, findings and import findings in their order", async () => {
    const { snapshots } = current().store;
    const links = [
      { from: "B@DC1", to: "A@DC1", units: 2.5 },
      { from: "A@DC1", to: "A@BR1", units: 1 },
    ];
    const importFindings = ["items.csv", "demand.csv"].map((source, row) => ({
      severity: "warning" as const,
      source,
      row,
      field: null,
      message: "left out",
    }));
    const findings = [
      aFinding(),
      aFinding({ code: "stale-lead-time", severity: "info" }),
      aFinding({ code: "negative-demand" }),
    ];
    await snapshots.save(aSnapshot({ links }), importFindings);
    await snapshots.saveFindings("snapshot-1", findings);

    expect(await snapshots.links("snapshot-1")).toEqual(links);
    expect(await snapshots.importFindings("snapshot-1")).toEqual(
      importFindings,
    );
    expect(await snapshots.findings("snapshot-1")).toEqual(findings);
    expect((await snapshots.summary("snapshot-1"))?.findings).toEqual({
      error: 2,
      warning: 0,
      info: 1,
    });
  });

  it("knows a snapshot that nobody has audited from one in which nothing was found", async () => {
    const { snapshots } = current().store;
    const counted = async () =>
      (await snapshots.summary("snapshot-1"))?.findings;
    await snapshots.save(aSnapshot(), []);

    expect(await counted()).toBeNull();
    await snapshots.saveFindings("snapshot-1", []);
    expect(await counted()).toEqual({ error: 0, warning: 0, info: 0 });
  });

  it("says why an audit failed, until one ends", async () => {
    const { snapshots } = current().store;
    await snapshots.save(aSnapshot(), []);
    await snapshots.fail("snapshot-1", "out of memory");

    expect(await snapshots.summary("snapshot-1")).toMatchObject({
      state: "ready",
      findings: null,
      error: "out of memory",
    });
    await snapshots.saveFindings("snapshot-1", [aFinding()]);
    expect(await snapshots.summary("snapshot-1")).toMatchObject({
      findings: { error: 1, warning: 0, info: 0 },
      error: null,
    });
  });

  it("replaces the whole snapshot when an import comes again", async () => {
    const { snapshots } = current().store;
    await snapshots.save(aSnapshot(), []);
    await snapshots.saveFindings("snapshot-1", [aFinding()]);
    const again = aSnapshot({ stages: [aStage()], links: [] });
    await snapshots.save(again, []);

    expect(await snapshots.stages("snapshot-1")).toEqual(again.stages);
    expect(await snapshots.links("snapshot-1")).toEqual([]);
    expect(await snapshots.findings("snapshot-1")).toEqual([]);
    expect(await snapshots.list()).toHaveLength(1);
  });

  it("keeps nothing of a snapshot that has two rows for one stage", async () => {
    const { snapshots } = current().store;
    await snapshots.begin(announced);
    const twice = aSnapshot({ stages: [aStage(), aStage()] });

    await expect(snapshots.save(twice, [])).rejects.toThrow();
    expect(await snapshots.summary("snapshot-1")).toMatchObject({
      state: "importing",
      stages: 0,
    });
    expect(await snapshots.stages("snapshot-1")).toEqual([]);
  });

  it("says why an import failed, and lists newest first", async () => {
    const { snapshots } = current().store;
    await snapshots.begin(announced);
    await snapshots.begin({ ...announced, id: "snapshot-2" });
    await snapshots.fail("snapshot-1", "the ERP did not answer");

    const list = await snapshots.list();
    expect(list.map(({ id, state, error }) => [id, state, error])).toEqual([
      ["snapshot-2", "importing", null],
      ["snapshot-1", "failed", "the ERP did not answer"],
    ]);
  });

  it("keeps more stages than one statement carries", async () => {
    const { snapshots } = current().store;
    const stages = Array.from({ length: 2_345 }, (_, index) =>
      aStage({ item: `I${index}`, demand: null, receipts: [] }),
    );
    await snapshots.save(aSnapshot({ stages }), []);

    const kept = await snapshots.stages("snapshot-1");
    expect(new Set(kept.map(({ id }) => id)).size).toBe(2_345);
    const paged: string[] = [];
    for await (const page of snapshots.stagePages("snapshot-1")) {
      paged.push(...page.map(({ id }) => id));
    }
    expect(paged).toEqual(kept.map(({ id }) => id));
  });

  it("gives stages as texts, the same in the same order", async () => {
    const { snapshots } = current().store;
    const stages = Array.from({ length: 501 }, (_, index) =>
      aStage({ item: `I${index}`, description: `"a",\n'b' ${index} µ` }),
    );
    await snapshots.save(aSnapshot({ stages }), []);

    const counts: number[] = [];
    const read: unknown[] = [];
    for await (const page of snapshots.stageTexts("snapshot-1")) {
      counts.push(page.count);
      read.push(...stagesIn(page));
    }
    expect(counts).toEqual([500, 1]);
    expect(read).toEqual(await snapshots.stages("snapshot-1"));
    for await (const page of snapshots.stageTexts("none")) {
      throw new Error(`there is none, got ${page.count}`);
    }
  });
}
