import { aStage, audit, only } from "./audit-case.ts";

// Sixty weeks from Monday 2025-09-22 end with the week of 2026-11-09; the snapshot is of
// Friday 2026-11-20.
const start = "2025-09-22";
const sold = (length: number) =>
  Array.from({ length }, (_, week) => 5 + ((week * 7) % 11));

describe("auditSnapshot over what histories leave unsaid", () => {
  it("tells zeros before a launch from demand that failed to come", () => {
    const quantities = [...new Array<number>(20).fill(0), ...sold(40)];
    const rare = Array.from({ length: 60 }, (_, week) =>
      week % 9 === 8 ? 3 : 0,
    );

    // 2025-09-22 + 20 weeks.
    expect(only({ demand: { start, quantities } })).toEqual({
      code: "zeros-before-launch",
      examples: [
        "4711@DC1: 20 periods of 0 before the first sale in 2026-02-09, more than any pause since",
      ],
    });
    expect(audit([aStage({ demand: { start, quantities: rare } })])).toEqual(
      [],
    );
  });

  it("finds a last period that is not over", () => {
    expect(only({ demand: { start, quantities: sold(61) } })).toEqual({
      code: "unfinished-period",
      examples: [
        // The 61st week, of Monday 2026-11-16: 5 + (420 mod 11).
        "4711@DC1: 2026-11-16 has 7, the snapshot is of 2026-11-20",
      ],
    });
  });

  it("finds a history that ends before the others", () => {
    const blank = [...sold(50), ...new Array<null>(10).fill(null)];
    const findings = audit([
      aStage({ demand: { start, quantities: sold(60) } }),
      aStage({ id: "4712@DC1", demand: { start, quantities: blank } }),
    ]);

    expect(findings.map(({ code, examples }) => [code, examples])).toEqual([
      [
        "history-ends-early",
        [
          "4712@DC1: the last period with a number is 2026-08-31, others go on to 2026-11-09",
        ],
      ],
    ]);
  });

  it("finds a history that stands at two stages, unless it is even", () => {
    const quantities = sold(60);
    const findings = audit([
      aStage({ demand: { start, quantities } }),
      aStage({ id: "4712@DC1", demand: { start, quantities } }),
      aStage({ id: "4713@DC1" }),
      aStage({ id: "4714@DC1" }),
    ]);

    expect(findings.map(({ code, examples }) => [code, examples])).toEqual([
      ["same-history", ["4712@DC1: all 60 periods are those of 4711@DC1"]],
    ]);
  });
});
