import fc from "fast-check";
import { changeSetDigest } from "../../../connectors/write-back/digest.ts";
import type { ChangeRow } from "../../../engine/contracts/index.ts";

const row = (stageId: string, changes: Partial<ChangeRow> = {}): ChangeRow => ({
  stageId,
  key: { item_no: stageId },
  entity: "t",
  kind: "change",
  version: "1",
  changes: [
    { field: "reorderPoint", column: "r", oldValue: "1", newValue: "2" },
    { field: "orderUpTo", column: "m", oldValue: null, newValue: "9" },
  ],
  guardrails: [],
  valueChange: 5,
  overridden: false,
  overrideReason: null,
  state: "pending",
  message: null,
  writtenAt: null,
  ...changes,
});

describe("changeSetDigest", () => {
  const rows = [row("A@1"), row("B@1"), row("C@1")];

  it("does not depend on the order of rows, keys or fields", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 3 }), (shuffled) => {
        const turned = shuffled.map((one) => ({
          ...one,
          changes: one.changes.toReversed(),
        }));
        expect(changeSetDigest(turned)).toBe(changeSetDigest(rows));
      }),
    );
  });

  it("does not move while rows are written, nor with rows that change nothing", () => {
    const later = [
      ...rows.map((one) => ({ ...one, state: "written" as const })),
      row("D@1", { kind: "unchanged", changes: [] }),
    ];

    expect(changeSetDigest(later)).toBe(changeSetDigest(rows));
  });

  it.each<[string, Partial<ChangeRow>]>([
    [
      "the new value",
      {
        changes: [
          { field: "reorderPoint", column: "r", oldValue: "1", newValue: "3" },
        ],
      },
    ],
    ["the version", { version: "2" }],
    ["the key", { key: { item_no: "X" } }],
    ["the kind", { kind: "blocked" }],
    ["the table", { entity: "u" }],
  ])("moves when %s does", (_, changes) => {
    expect(changeSetDigest([row("A@1", changes)])).not.toBe(
      changeSetDigest([row("A@1")]),
    );
  });
});
