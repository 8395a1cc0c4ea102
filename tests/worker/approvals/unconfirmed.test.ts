import type { ChangeRow } from "../../../engine/contracts/index.ts";
import { missingReason } from "../../../worker/approvals/unconfirmed.ts";

function aRow(
  code: ChangeRow["guardrails"][number]["code"],
  kind: ChangeRow["kind"] = "change",
): ChangeRow {
  return {
    stageId: "PUMP@DC1",
    key: { ITEM_NO: "PUMP", PLANT: "DC1" },
    entity: "ITEM_PLANT",
    kind,
    version: null,
    changes: [],
    guardrails: [{ code, severity: "warn", message: "look at it" }],
    valueChange: null,
    overridden: false,
    overrideReason: null,
    state: "pending",
    message: null,
    writtenAt: null,
  };
}

const approved = (comment: string) =>
  ({ decision: "approved", comment }) as const;

describe("an approval of rows that the simulation does not confirm", () => {
  it("says why, in three letters or more, and is told how many they are", () => {
    const rows = [aRow("not-confirmed"), aRow("not-confirmed")];

    expect(missingReason(approved(" no "), rows)).toBe(
      "must say why, in three letters or more: the simulation does not confirm 2 of the rows",
    );
    expect(missingReason(approved("new pumps are coming"), rows)).toBeNull();
  });

  it("needs no reason where other warnings stand, where nothing is written, or to reject", () => {
    expect(missingReason(approved(""), [aRow("max-change")])).toBeNull();
    expect(
      missingReason(approved(""), [aRow("not-confirmed", "unchanged")]),
    ).toBeNull();
    expect(
      missingReason({ decision: "rejected", comment: "" }, [
        aRow("not-confirmed"),
      ]),
    ).toBeNull();
  });
});
