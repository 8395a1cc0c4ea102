import { atLeast, between } from "../../engine/index.ts";

describe("checks", () => {
  it("names the field, the rule and the value", () => {
    expect(() => atLeast("leadTime.mean", -2, 0)).toThrow(
      "leadTime.mean must be at least 0, got -2",
    );
  });

  it("tells how to write a percentage", () => {
    expect(() => between("cycleService", 95, 0, 1)).toThrow(
      "cycleService must be above 0 and below 1, got 95; write 95 % as 0.95",
    );
  });
});
