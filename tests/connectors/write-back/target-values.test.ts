import fc from "fast-check";
import {
  addLastPlace,
  compareDecimal,
  decimalText,
  isMultiple,
  sameDecimal,
  subtractDecimal,
  withScale,
} from "../../../connectors/mapping/target-decimal.ts";
import { codeText, keyText } from "../../../connectors/mapping/target-key.ts";
import {
  erpValues,
  policyValuesOf,
} from "../../../connectors/mapping/target-values.ts";
import {
  parseProfile,
  type ProfileKey,
} from "../../../connectors/profiles/profile.ts";
import { sample } from "../../../connectors/profiles/sample.ts";

describe("decimals as texts", () => {
  it("are equal by value, not by writing", () => {
    expect(sameDecimal("12.5", "12.500")).toBe(true);
    expect(sameDecimal("-0", "0.00")).toBe(true);
    expect(sameDecimal("1e3", "1000")).toBe(true);
    expect(sameDecimal("12.5", "12.51")).toBe(false);
    expect(sameDecimal(null, "0")).toBe(false);
    expect(sameDecimal(null, null)).toBe(true);
  });

  it("compare as whole numbers of their last place do, short or long", () => {
    const text = (digits: bigint, scale: number) =>
      withScale(String(digits), 0) + "e-" + scale;
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.bigInt({ min: -5n, max: 5n }),
        fc.nat(6),
        (digits, step, scale) => {
          const [a, b] = [text(digits, scale), text(digits + step, scale)];
          expect(sameDecimal(a, b)).toBe(step === 0n);
          expect(Math.sign(compareDecimal(b, a))).toBe(
            Number(step > 0n) - Number(step < 0n),
          );
        },
      ),
    );
  });

  it("keep every digit where doubles would not", () => {
    expect(addLastPlace("9007199254740993", 0, 1)).toBe("9007199254740994");
    expect(subtractDecimal("0.3", "0.1")).toBe("0.2");
    expect(compareDecimal("9007199254740993", "9007199254740992")).toBe(1);
  });

  it("take a double's noise for the decimal meant, and refuse real digits", () => {
    expect(decimalText(0.1 + 0.2, 3)).toBe("0.300");
    expect(decimalText(2.5, 0)).toBeNull();
    expect(decimalText(-0.0001, 0)).toBeNull();
    expect(decimalText(NaN, 2)).toBeNull();
    expect(decimalText(1e21, 0)).toBeNull();
  });

  it("change their scale only without loss", () => {
    expect(withScale("12.5", 3)).toBe("12.500");
    expect(withScale("12.500", 1)).toBe("12.5");
    expect(withScale("12.55", 1)).toBeNull();
  });

  it("know multiples exactly", () => {
    expect(isMultiple("0.3", "0.1")).toBe(true);
    expect(isMultiple("25", "10")).toBe(false);
    expect(isMultiple("5", "0")).toBe(false);
  });
});

describe("erpValues and policyValuesOf", () => {
  const field = { column: "c", type: "decimal" as const, scale: 3 };

  it("are each other's inverse for every meaning", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.nat(100_000),
        fc.nat(100_000),
        fc.constantFrom("lt" as const, "le" as const),
        fc.constantFrom("level" as const, "quantity" as const),
        fc.boolean(),
        fc.integer({ min: 0, max: 3 }),
        (
          ss,
          above,
          size,
          trigger,
          meaning,
          reorderIncludesSafety,
          decimals,
        ) => {
          const profile = parseProfile({
            ...sample,
            trigger,
            targetMeaning: { kind: meaning },
            reorderIncludesSafety,
            fields: {
              safetyStock: field,
              reorderPoint: field,
              orderUpTo: field,
              orderQuantity: field,
            },
          });
          const step = 10 ** -decimals;
          const wanted = {
            safetyStock: Number((ss * step).toFixed(decimals)),
            reorderPoint: Number(((ss + above) * step).toFixed(decimals)),
            orderUpTo: Number(((ss + above + size) * step).toFixed(decimals)),
          };
          const values = erpValues(profile, wanted, decimals, meaning);
          const raw = Object.fromEntries(
            Object.entries(values).map(([name, value]) => [
              name,
              { value: value.kind === "value" ? value.text : null },
            ]),
          );
          expect(policyValuesOf(profile, raw, decimals, meaning)).toMatchObject(
            wanted,
          );
        },
      ),
    );
  });

  it("reads an order point of 0 in an ERP that orders below it as 0, not -1", () => {
    const profile = parseProfile({ ...sample, trigger: "lt" });

    expect(
      policyValuesOf(profile, { reorderPoint: { value: "0" } }, 0, "level")
        .reorderPoint,
    ).toBe(0);
  });
});

describe("keys", () => {
  const key = (changes: Partial<ProfileKey>): ProfileKey => ({
    column: "SKU",
    means: "item",
    case: "exact",
    ...changes,
  });

  it("fill numbers up and leave other codes alone", () => {
    const padded = key({ pad: { length: 6, side: "left", with: "0" } });

    expect(keyText(padded, "4711")).toBe("004711");
    expect(keyText(padded, "AB-1")).toBe("AB-1");
    expect(codeText(padded, "004711")).toBe("4711");
    expect(codeText(padded, "000000")).toBe("0");
    expect(codeText(padded, "AB-1")).toBe("AB-1");
  });

  it("drop blanks at the end, keep the ERP's case, and know a sentinel", () => {
    const blank = key({
      pad: { length: 11, side: "right", with: " " },
      case: "upper",
      sentinel: { value: "", means: "all" },
    });

    expect(keyText(blank, "dc1")).toBe("DC1        ");
    expect(codeText(blank, "DC1        ")).toBe("DC1");
    expect(codeText(blank, "           ")).toBeNull();
  });
});
