import fc from "fast-check";
import type { ChangeSet } from "../../../engine/contracts/index.ts";
import {
  changeSetStateSchema,
  newChangeSet,
} from "../../../engine/contracts/index.ts";
import {
  mayMove,
  statesBefore,
  writePermission,
} from "../../../worker/approvals/states.ts";

const digest = "a".repeat(64);
const erp = { id: "sample" };

function aChangeSet(given: Partial<ChangeSet> = {}): ChangeSet {
  const asked = newChangeSet({
    id: "c1",
    runId: "r1",
    connectionId: "sample",
    author: "pat",
    createdAt: "2026-01-05T08:00:00.000Z",
  });
  return {
    ...asked,
    state: "approved",
    digest,
    approval: {
      by: "alex",
      at: "2026-01-05T09:00:00.000Z",
      decision: "approved",
      digest,
      comment: "",
    },
    counts: { ...asked.counts, change: 1 },
    ...given,
  };
}

describe("the states of a change set", () => {
  it("lead to writing only from approved, or again from partly written", () => {
    expect(statesBefore("writing")).toEqual(["approved", "partly-written"]);
  });

  it("lead to approved only from awaiting approval", () => {
    expect(statesBefore("approved")).toEqual(["awaiting-approval"]);
  });

  it("never lead out of rejected, undone or failed", () => {
    for (const to of changeSetStateSchema.options) {
      expect(mayMove("rejected", to)).toBe(false);
      expect(mayMove("undone", to)).toBe(false);
      expect(mayMove("failed", to)).toBe(false);
    }
  });
});

describe("writePermission", () => {
  it("allows exactly the rows that another person approved", () => {
    expect(writePermission(aChangeSet(), digest, erp)).toEqual({
      kind: "allowed",
    });
  });

  it("voids an approval once its connection leads elsewhere, not one given after that", () => {
    // Approved at nine.
    const led = (changedAt: string) =>
      writePermission(aChangeSet(), digest, { id: "sample", changedAt });

    expect(led("2026-01-05T08:59:59.000Z")).toEqual({ kind: "allowed" });
    expect(led("2026-01-05T09:00:01.000Z")).toEqual({
      kind: "refused",
      reason:
        "connection sample leads elsewhere since change set c1 was approved: plan and approve again",
    });
  });

  it("refuses rows that changed after the approval", () => {
    expect(writePermission(aChangeSet(), "b".repeat(64), erp)).toEqual({
      kind: "refused",
      reason:
        "the rows of change set c1 are not the rows that alex approved: plan and approve again",
    });
  });

  it("refuses the author's own approval, however it got into the store", () => {
    const own = aChangeSet({
      approval: { ...aChangeSet().approval!, by: "pat" },
    });
    expect(writePermission(own, digest, erp)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("another person must approve it"),
    });
  });

  it("never allows a write without an approval by somebody else of these rows", () => {
    const people = fc.constantFrom("pat", "alex", "iris");
    const digests = fc.constantFrom(digest, "b".repeat(64));
    const approvals = fc.option(
      fc.record({
        by: people,
        at: fc.constant("2026-01-05T09:00:00.000Z"),
        decision: fc.constantFrom("approved" as const, "rejected" as const),
        digest: digests,
        comment: fc.constant(""),
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...changeSetStateSchema.options),
        people,
        approvals,
        digests,
        (state, author, approval, rows) => {
          const changeSet = aChangeSet({ state, author, approval });
          const allowed =
            writePermission(changeSet, rows, erp).kind === "allowed";
          const expected =
            ["approved", "writing", "partly-written"].includes(state) &&
            approval?.decision === "approved" &&
            approval.by !== author &&
            approval.digest === rows;
          expect(allowed).toBe(expected);
        },
      ),
    );
  });
});
