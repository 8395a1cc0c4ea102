import { checkPeriodOrder } from "../../../worker/bin/period-order.ts";

const check = (...names: string[]) => checkPeriodOrder(names, "demand.csv");

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
    expect(() => check(...names)).not.toThrow();
  });

  it.each([
    [
      ["2025-01", "2025-02", "2025-04"],
      "got 2025-04 after 2025-02; give 2025-03 a column",
    ],
    [["202512", "202602", "202603"], "give 202601 a column"],
    [
      ["2025-W50", "2025-W51", "2026-W01"],
      "give the week of 2025-12-22 a column",
    ],
    [["2025-01-01", "2025-02-01", "2025-04-01"], "give 2025-03 a column"],
    [["2025-01-06", "2025-01-13", "2025-01-27"], "give 2025-01-20 a column"],
    [
      ["2025-01-08", "2025-01-09", "2025-01-13", "2025-01-14", "2025-01-16"],
      "got 2025-01-16 after 2025-01-14; give 2025-01-15 a column",
    ],
    [
      ["m01", "m02", "m04"],
      "give m03 a column, blank where nothing was recorded",
    ],
    [["8", "9", "11"], "give 10 a column"],
  ])("refuses %j, which leaves a period out", (names, message) => {
    expect(() => check(...names)).toThrow(
      "demand.csv: line 1: periods must follow each other without a gap",
    );
    expect(() => check(...names)).toThrow(message);
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
