import { withInterval } from "../../../addin/taskpane/simulated-words.ts";

describe("a simulated service in words", () => {
  it("is told with what it may be off by", () => {
    expect(withInterval(0.979, 0.004)).toBe("97.9% ± 0.4");
    expect(withInterval(0.9, 0.1)).toBe("90.0% ± 10.0");
  });

  it("promises no more than everything", () => {
    expect(withInterval(1, 0.084)).toBe("100.0%, at least 91.6%");
    expect(withInterval(0.98, 0.03)).toBe("98.0%, at least 95.0%");
    expect(withInterval(1, 0.084, "≥")).toBe("100.0%, ≥ 91.6%");
    expect(withInterval(0.4, 1.2)).toBe("40.0%, at least 0.0%");
    // Certain, as far as anybody looked.
    expect(withInterval(1, 0)).toBe("100.0% ± 0.0");
  });
});
