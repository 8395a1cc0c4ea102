import { dryRunSentence } from "../../../worker/jobs/dry-run-sentence.ts";

describe("dryRunSentence", () => {
  it("counts as people write counts", () => {
    expect(dryRunSentence(new Map([["pending", 2399]]))).toBe(
      "Would write 2,399 rows",
    );
    expect(dryRunSentence(new Map([["pending", 1]]))).toBe("Would write 1 row");
  });

  it("says what would be left, state by state", () => {
    const counts = new Map([
      ["already-written", 1200],
      ["conflict", 3],
    ] as const);

    expect(dryRunSentence(counts)).toBe(
      "Would write 0 rows, 1,200 already written, 3 conflict",
    );
  });
});
