import { completePeriods } from "../../../worker/bin/period-order.ts";

const check = (...names: string[]) => completePeriods(names, "demand.csv");

describe("the order of periods in a header", () => {
  it.each([
    ["months", ["2025-11", "2025-12", "2026-01"]],
    ["months without a dash", ["202511", "202512", "202601"]],
    ["quarters by their first month", ["2025-07", "2025-10", "2026-01"]],
    ["weeks over a year of 53", ["2020-W52", "2020-W53", "2021-W01"]],
    ["first days of months", ["2025-01-01", "2025-02-01", "2025-03-01"]],
    ["last days of months", ["2024-01-31", "2024-02-29", "2024-03-31"]],
    ["Mondays", ["2025-12-22", "2025-12-29", "2026-01-05"]],
    [
      "months of four and of five weeks",
      ["2025-01-06", "2025-02-03", "2025-03-10"],
    ],
    [
      "working days over weekends",
      [
        "2025-01-02",
        "2025-01-03",
        "2025-01-06",
        "2025-01-07",
        "2025-01-08",
        "2025-01-09",
        "2025-01-10",
      ],
    ],
    ["numbers behind a word", ["m08", "m09", "m10"]],
    ["weeks that begin anew", ["w51", "w52", "w01", "w02"]],
    ["names that say nothing", ["spring", "before", "spring 2", "Q1/26"]],
    ["one period", ["2025-01"]],
  ])("takes %s", (_what, names) => {
    expect(check(...names).names).toEqual(names);
  });

  it.each([
    [
      ["2025-01", "2025-02", "2025-05"],
      ["2025-03", "2025-04"],
    ],
    [["202512", "202602", "202603"], ["202601"]],
    [["2025-W50", "2025-W51", "2026-W01"], ["2025-W52"]],
    [["2025-01-01", "2025-02-01", "2025-04-01"], ["2025-03-01"]],
    [["2024-01-31", "2024-03-31", "2024-04-30"], ["2024-02-29"]],
    [["2025-01-06", "2025-01-13", "2025-01-27"], ["2025-01-20"]],
    [
      ["2025-01-08", "2025-01-09", "2025-01-13", "2025-01-14", "2025-01-16"],
      ["2025-01-15"],
    ],
    [["m01", "m02", "m04"], ["m03"]],
    [["8", "9", "11"], ["10"]],
  ])("puts in what %j leaves out", (names, missing) => {
    const found = check(...names);

    expect(found.names.filter((_, i) => found.from[i]! < 0)).toEqual(missing);
    expect(found.names).toEqual(
      [...found.names].sort((a, b) =>
        a.localeCompare(b, "en", { numeric: true }),
      ),
    );
    expect(found.from.filter((at) => at >= 0)).toEqual(names.map((_, i) => i));
  });

  it("refuses numbers that leave out more than is there", () => {
    expect(() => check("1", "2", "1000000")).toThrow(
      "demand.csv: line 1: periods must follow each other, got 1000000 after 2",
    );
  });

  it.each([
    [
      ["2025-03", "2025-02", "2025-01"],
      "oldest first, got 2025-02 after 2025-03",
    ],
    [["p3", "p2", "p1"], "oldest first, got p2 after p3"],
    [["2025-02", "2025-02"], "period 2025-02 must be there once"],
    [["p1", "p2", "p2"], "period p2 must be there once"],
  ])("refuses %j, which does not rise", (names, message) => {
    expect(() => check(...names)).toThrow(message);
  });
});
