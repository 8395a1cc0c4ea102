import {
  leftOutFindings,
  leftOutLike,
} from "../../../addin/taskpane/left-out.ts";

const unsold = "no demand in the record, here or at any stage it feeds";

describe("stages that a run left out", () => {
  const leftOut = [
    { stageId: "A@DC", code: "bad-network", reason: "cycle: A@DC to A@DC" },
    { stageId: "B@DC", code: "no-demand", reason: unsold },
    { stageId: "B@STORE", code: "no-demand", reason: unsold },
    { stageId: "C@DC", code: "bad-network", reason: "C@DC: 0 units" },
    { stageId: "D@DC", code: "no-demand", reason: unsold },
    { stageId: "E@DC", code: "new-reason", reason: "whatever it may be" },
  ];

  it("are told by reason, the one of most stages first", () => {
    const findings = leftOutFindings(leftOut);
    expect(findings.map(({ title, count }) => [title, count])).toEqual([
      ["No demand on record", 3],
      ["Their network cannot be planned", 2],
      ["whatever it may be", 1],
    ]);
    expect(findings[0]).toMatchObject({
      severity: "info",
      effect: `Not planned: ${unsold}`,
      examples: ["B@DC", "B@STORE", "D@DC"],
    });
    // Where reasons differ, each stands beside its stage.
    expect(findings[1]).toMatchObject({
      severity: "warning",
      examples: ["A@DC: cycle: A@DC to A@DC", "C@DC: C@DC: 0 units"],
    });
  });

  it("are found by words in any order, and by nothing at all when nothing is asked", () => {
    const found = (text: string) =>
      leftOutLike(leftOut, text).map(({ stageId }) => stageId);
    expect(found("store b")).toEqual(["B@STORE"]);
    expect(found("@dc")).toEqual(["A@DC", "B@DC", "C@DC", "D@DC", "E@DC"]);
    expect(found("elsewhere")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });
});
