import fc from "fast-check";
import {
  moneyPair,
  moneyShort,
  percent,
  periodCount,
  quantity,
  readNumber,
  shortDigest,
  signed,
  waiting,
} from "../../../addin/taskpane/format.ts";

describe("numbers of the pane", () => {
  it("shortens money to three figures", () => {
    expect(moneyShort(1_236_000)).toBe("1.24\u00a0M");
    expect(moneyShort(36_540)).toBe("36.5\u00a0k");
    expect(moneyShort(480)).toBe("480");
    // 999,600 would read "1,000 k"
    expect(moneyShort(999_600)).toBe("1.00\u00a0M");
  });

  it("writes two amounts of one scale with one letter", () => {
    expect(moneyPair(1_240_000, 1_020_000)).toBe("1.24 → 1.02\u00a0M");
    expect(moneyPair(1_240_000, 880_000)).toBe("1.24\u00a0M → 880\u00a0k");
    expect(moneyPair(null, 880_000)).toBe("– → 880\u00a0k");
  });

  it("uses a real minus, and no sign for nothing", () => {
    expect(signed(-1240)).toBe("\u22121,240");
    expect(signed(12)).toBe("+12");
    expect(signed(-0.2)).toBe("0");
  });

  it("never calls 99.96 percent certain", () => {
    expect(percent(0.9996)).toBe("99.9%");
    expect(percent(1)).toBe("100.0%");
    expect(percent(0.972)).toBe("97.2%");
  });

  it("keeps the decimals of the unit", () => {
    expect(quantity(3.25, 3)).toBe("3.250");
    expect(quantity(1240, 0)).toBe("1,240");
    expect(quantity(null, 0)).toBe("–");
  });

  it("reads what it has written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 3 }),
        (units, decimals) => {
          const value = units / 10 ** decimals;
          expect(readNumber(quantity(value, decimals))).toBeCloseTo(value, 9);
        },
      ),
    );
  });

  it("reads a decimal comma where it can mean nothing else", () => {
    expect(readNumber("97,5")).toBe(97.5);
    expect(readNumber("0,125")).toBe(0.125);
    expect(readNumber(",5")).toBe(0.5);
    expect(readNumber("1.240,5")).toBe(1240.5);
    expect(readNumber("-2,25")).toBe(-2.25);
    // As the pane writes it.
    expect(readNumber("1,240")).toBe(1240);
    expect(readNumber("12,345,678.5")).toBe(12_345_678.5);
    expect(readNumber("1,24,0")).toBeNull();
    expect(readNumber("12.5,5")).toBeNull();
    expect(readNumber("12,34.5")).toBeNull();
  });

  it("counts one period without its s", () => {
    expect(periodCount(1, "week")).toBe("1 week");
    expect(periodCount(1.04, "week")).toBe("1 week");
    expect(periodCount(1.5, "week")).toBe("1.5 weeks");
    expect(periodCount(null, "week")).toBe("–");
    expect(waiting(0, "day")).toBe("at once");
  });

  it("does not take words, or half a number, for a number", () => {
    expect(readNumber("12 pcs")).toBeNull();
    expect(readNumber("")).toBeNull();
    expect(readNumber("1e5")).toBeNull();
    expect(readNumber("-")).toBeNull();
  });

  it("groups a digest for the eye", () => {
    expect(shortDigest("3f9a12bc77e0aaaa")).toBe("3f9a\u00a012bc\u00a077e0");
  });
});
