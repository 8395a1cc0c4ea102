import type { Approval, RowState } from "../../engine/contracts/index.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import {
  aChangeRow,
  aChangeSet,
  digestOfA,
  digestOfB,
  noon,
} from "./store-records.ts";

export function changeSetRules(current: () => StoreUnderTest): void {
  const approval = (changes: Partial<Approval> = {}): Approval => ({
    by: "approver",
    at: noon,
    decision: "approved",
    digest: digestOfA,
    comment: "",
    ...changes,
  });
  const outcome = (stageId: string, state: RowState, at = noon) => ({
    stageId,
    state,
    message: state === "failed" ? "the ERP refused" : null,
    at,
  });
  const rows = [
    aChangeRow("B@DC1", { valueChange: 10.5 }),
    aChangeRow("A@DC1", { valueChange: -4 }),
    aChangeRow("C@DC1", { kind: "unchanged", valueChange: 99 }),
    aChangeRow("D@DC1", { kind: "blocked", valueChange: null }),
  ];
  const planned = async () => {
    const { changeSets } = current().store;
    await changeSets.create(aChangeSet());
    await changeSets.savePlan("change-1", rows, digestOfA);
    return changeSets;
  };
  const awaiting = async () => {
    const changeSets = await planned();
    await changeSets.move("change-1", ["planning"], "awaiting-approval");
    return changeSets;
  };

  it("keeps a new change set as it was given", async () => {
    const { changeSets } = current().store;
    await changeSets.create(aChangeSet());
    await changeSets.create(
      aChangeSet({ id: "change-2", undoes: "change-1", runId: null }),
    );

    expect(await changeSets.find("change-1")).toEqual(aChangeSet());
    expect(await changeSets.find("none")).toBeNull();
    expect((await changeSets.list()).map(({ id }) => id)).toEqual([
      "change-2",
      "change-1",
    ]);
  });

  it("counts and values the plan, and keeps its rows in their order", async () => {
    const changeSets = await planned();

    expect(await changeSets.rows("change-1")).toEqual(rows);
    expect(await changeSets.find("change-1")).toEqual(
      aChangeSet({
        digest: digestOfA,
        counts: {
          ...aChangeSet().counts,
          change: 2,
          unchanged: 1,
          blocked: 1,
        },
        // 10.5 − 4; rows that change nothing bring no money
        valueChange: 6.5,
      }),
    );
  });

  it("gives its rows page by page, as they are now", async () => {
    const changeSets = await planned();
    const { stageId } = rows[1]!;
    const settled = { state: "skipped", message: "not now" } as const;
    await changeSets.settleRows("change-1", [
      { ...settled, stageId, at: noon },
    ]);

    expect(await changeSets.page("change-1", 1, 2)).toEqual({
      total: 4,
      rows: [{ ...rows[1]!, ...settled }, rows[2]],
    });
    expect(await changeSets.page("change-1", 4, 2)).toEqual({
      total: 4,
      rows: [],
    });
    expect(await changeSets.page("none", 0, 2)).toEqual({ total: 0, rows: [] });
  });

  it("replaces a plan as long as nothing is decided", async () => {
    const changeSets = await awaiting();
    await changeSets.savePlan("change-1", [rows[1]!], digestOfB);
    expect(await changeSets.rows("change-1")).toEqual([rows[1]]);

    await changeSets.decide("change-1", approval({ digest: digestOfB }));
    await expect(
      changeSets.savePlan("change-1", rows, digestOfA),
    ).rejects.toThrow("its plan can no longer change");
    expect(await changeSets.rows("change-1")).toEqual([rows[1]]);
  });

  it("moves from the named states only, and keeps or clears the error", async () => {
    const changeSets = await planned();
    const { move } = changeSets;

    expect(await move("change-1", ["approved"], "writing")).toBe(false);
    expect(await move("change-1", ["planning"], "failed", "no ERP")).toBe(true);
    expect((await changeSets.find("change-1"))?.error).toBe("no ERP");
    expect(await move("change-1", ["failed"], "planning")).toBe(true);
    expect((await changeSets.find("change-1"))?.error).toBe("no ERP");
    expect(await move("change-1", ["planning"], "failed", null)).toBe(true);
    expect((await changeSets.find("change-1"))?.error).toBeNull();
    expect(await move("none", ["planning"], "failed")).toBe(false);
  });

  it("records another person's approval of exactly this diff", async () => {
    const changeSets = await awaiting();

    expect(await changeSets.decide("change-1", approval())).toEqual({
      kind: "decided",
    });
    expect(await changeSets.find("change-1")).toMatchObject({
      state: "approved",
      approval: approval(),
    });
  });

  it("refuses the author's own approval", async () => {
    const changeSets = await awaiting();
    const own = approval({ by: "planner" });

    expect(await changeSets.decide("change-1", own)).toEqual({
      kind: "own-change",
    });
    expect((await changeSets.find("change-1"))?.state).toBe(
      "awaiting-approval",
    );
  });

  it("lets the author take the change set back", async () => {
    const changeSets = await awaiting();
    const own = approval({ by: "planner", decision: "rejected" });

    expect(await changeSets.decide("change-1", own)).toEqual({
      kind: "decided",
    });
    expect((await changeSets.find("change-1"))?.state).toBe("rejected");
  });

  it("refuses an approval of a diff that has changed since", async () => {
    const changeSets = await awaiting();

    expect(
      await changeSets.decide("change-1", approval({ digest: digestOfB })),
    ).toEqual({ kind: "digest-changed", digest: digestOfA });
    expect((await changeSets.find("change-1"))?.approval).toBeNull();
  });

  it("decides once, also when two approvers press at the same moment", async () => {
    await awaiting();
    const { store, second } = current();
    const answers = await Promise.all([
      store.changeSets.decide("change-1", approval()),
      second.changeSets.decide("change-1", approval({ decision: "rejected" })),
    ]);

    expect(answers.map(({ kind }) => kind).toSorted()).toEqual([
      "decided",
      "not-awaiting",
    ]);
  });

  it("refuses an approval by the author even past our code", async () => {
    await awaiting();

    await expect(
      current().query(
        `update stockwright.change_set set state = 'approved', decision = 'approved',
          decided_by = author, approval = json_build_object('digest', digest)`,
      ),
    ).rejects.toThrow("two_people");
    await expect(
      current().query(
        `update stockwright.change_set set decision = 'approved',
          decided_by = 'approver', approval = '{"digest":"other"}'`,
      ),
    ).rejects.toThrow("signs_the_digest");
  });

  it("settles rows and journals each step, oldest first", async () => {
    const changeSets = await awaiting();
    const later = "2026-03-01T12:00:01Z";
    await changeSets.settleRows("change-1", [
      outcome("B@DC1", "intended"),
      outcome("A@DC1", "intended"),
    ]);
    await changeSets.settleRows("change-1", [
      outcome("A@DC1", "failed", later),
      outcome("B@DC1", "written", later),
    ]);

    const kept = await changeSets.rows("change-1");
    expect(
      kept.slice(0, 2).map(({ state, message, writtenAt }) => ({
        state,
        message,
        writtenAt,
      })),
    ).toEqual([
      { state: "written", message: null, writtenAt: later },
      { state: "failed", message: "the ERP refused", writtenAt: null },
    ]);
    const journal = await changeSets.journal("change-1", 0);
    expect(journal.map(({ stageId, state }) => [stageId, state])).toEqual([
      ["B@DC1", "intended"],
      ["A@DC1", "intended"],
      ["A@DC1", "failed"],
      ["B@DC1", "written"],
    ]);
    expect(
      await changeSets.journal("change-1", journal[1]!.sequence),
    ).toHaveLength(2);
    expect((await changeSets.find("change-1"))?.counts).toMatchObject({
      written: 1,
      failed: 1,
    });
  });

  it("journals nothing when one of the rows is not in the change set", async () => {
    const changeSets = await awaiting();

    await expect(
      changeSets.settleRows("change-1", [
        outcome("A@DC1", "intended"),
        outcome("Z@DC1", "intended"),
      ]),
    ).rejects.toThrow("change set change-1 has no row for Z@DC1");
    expect(await changeSets.journal("change-1", 0)).toEqual([]);
    expect((await changeSets.rows("change-1"))[1]?.state).toBe("pending");
  });

  it("refuses to rewrite or to delete the journal", async () => {
    const changeSets = await awaiting();
    await changeSets.settleRows("change-1", [outcome("A@DC1", "intended")]);

    for (const text of [
      "update stockwright.journal set state = 'written'",
      "delete from stockwright.journal",
    ]) {
      await expect(current().query(text)).rejects.toThrow("append-only");
    }
    expect(await changeSets.journal("change-1", 0)).toHaveLength(1);
  });

  it("remembers the job that writes it", async () => {
    const changeSets = await planned();
    await changeSets.setJob("change-1", "job-9");

    expect((await changeSets.find("change-1"))?.jobId).toBe("job-9");
  });
}
