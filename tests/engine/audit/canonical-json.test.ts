import fc from "fast-check";
import { canonicalJson } from "../../../engine/index.ts";

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, shuffled(field)]),
  );
};

// "__proto__" as a key cannot be told apart from a prototype by Object.fromEntries.
const plain = fc
  .jsonValue()
  .filter((value) => !JSON.stringify(value).includes("__proto__"));

describe("canonicalJson", () => {
  it("sorts the keys at every depth and leaves out white space", () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: "x" })).toBe(
      '{"a":"x","b":[{"c":null,"d":1}]}',
    );
  });

  it("orders keys by UTF-16 code units, as RFC 8785 section 3.2.3 shows", () => {
    // The example of the RFC: U+20AC, CR, U+FB33, "1", U+1F600, U+0080, U+00F6.
    const value = {
      "\u20ac": 1,
      "\r": 2,
      "\ufb33": 3,
      "1": 4,
      "\ud83d\ude00": 5,
      "\u0080": 6,
      "\u00f6": 7,
    };

    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toEqual(
      // "1" is an integer key, which JavaScript lists first in any case.
      [4, 2, 6, 7, 1, 5, 3],
    );
  });

  it("writes numbers one way only", () => {
    expect(canonicalJson([-0, 1.0, 1e21, 1e-7, 0.1 + 0.2])).toBe(
      "[0,1,1e+21,1e-7,0.30000000000000004]",
    );
  });

  it("leaves out a field that is undefined", () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it("names the place of a number that is none", () => {
    expect(() => canonicalJson({ stages: [{ cost: NaN }] })).toThrow(
      "value.stages[0].cost must be a finite number, got NaN",
    );
  });

  it("refuses what is no plain data", () => {
    expect(() => canonicalJson({ at: new Date(0) })).toThrow(
      "value.at must be plain data, got a Date",
    );
    expect(() => canonicalJson([undefined])).toThrow(
      "value[0] must be plain data, got undefined",
    );
    expect(() => canonicalJson({ n: 1n })).toThrow(
      "value.n must be plain data, got bigint",
    );
  });

  it("reads back as the value it was given", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it("does not depend on the order of the fields", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it("gives different texts for different data", () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        const same = canonicalJson(a) === canonicalJson(b);
        let equal = true;
        try {
          expect(JSON.parse(JSON.stringify(a))).toEqual(
            JSON.parse(JSON.stringify(b)),
          );
        } catch {
          equal = false;
        }
        expect(same).toBe(equal);
      }),
    );
  });
});
