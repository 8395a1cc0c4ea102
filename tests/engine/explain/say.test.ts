import fc from "fast-check";
import { percent, servicePercent } from "../../../engine/explain/say.ts";
import { percent as shown } from "../../../addin/taskpane/format.ts";

describe("a service in percent", () => {
  it("is rounded to the nearest tenth, halves up", () => {
    expect(servicePercent(0.93281)).toBe("93.3 %");
    expect(servicePercent(0.9325)).toBe("93.3 %");
    expect(servicePercent(0.95)).toBe("95 %");
  });

  it("is never all before it is", () => {
    expect(servicePercent(0.99997)).toBe("99.9 %");
    expect(servicePercent(1)).toBe("100 %");
    expect(percent(0.9996)).toBe("99.9 %");
    expect(percent(1)).toBe("100 %");
  });

  it("has the decimals that tell it from the one beside it", () => {
    expect(servicePercent(0.94996, 0.95)).toBe("94.996 %");
    expect(servicePercent(0.95, 0.94996)).toBe("95 %");
    expect(servicePercent(0.9, 0.95)).toBe("90 %");
  });

  it("is what the pane shows of the same number", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (fraction) => {
        const [told] = servicePercent(fraction).split(" ");
        expect(Number(told).toFixed(1)).toBe(shown(fraction).replace("%", ""));
      }),
    );
  });
});
