import fc from "fast-check";
import { dayNumber, dayText } from "../../../connectors/mapping/bucket.ts";
import {
  dayExamples,
  dayFormats,
  readDay,
} from "../../../connectors/mapping/rows-day.ts";
import {
  numberHint,
  readNumber,
} from "../../../connectors/mapping/rows-number.ts";

const point = { decimal: "." } as const;
const comma = { decimal: "," } as const;

describe("readNumber", () => {
  it.each([
    ["12", 12],
    [" 1.5 ", 1.5],
    ["-3", -3],
    ["+3", 3],
    ["12-", -12],
    [".5", 0.5],
    ["5.", 5],
    ["1e-3", 0.001],
  ])("reads %j", (text, value) => {
    expect(readNumber(text, point)).toBe(value);
  });

  it.each([
    "",
    " ",
    "-",
    "1,5",
    "1 000",
    "0x10",
    "Infinity",
    "NaN",
    "12%",
    "1.2.3",
    "--1",
    "5-1",
  ])("takes %j for no number", (text) => {
    expect(readNumber(text, point)).toBeNull();
  });

  it("reads groups of three only when their separator is named", () => {
    const german = { decimal: ",", thousands: "." } as const;

    expect(readNumber("1.234.567,8", german)).toBe(1234567.8);
    expect(readNumber("-1.234", german)).toBe(-1234);
    expect(readNumber("1.23", german)).toBeNull();
    expect(readNumber("12345.678", german)).toBeNull();
    expect(readNumber("1.234,5", comma)).toBeNull();
    expect(readNumber("1'234.5", { decimal: ".", thousands: "'" })).toBe(
      1234.5,
    );
  });

  it("reads back every number that it is shown, with either decimal sign", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (value) => {
          const text = String(value);
          // -0 prints as 0.
          const expected = Number(text);

          expect(readNumber(text, point)).toBe(expected);
          expect(readNumber(text.replace(".", ","), comma)).toBe(expected);
        },
      ),
    );
  });

  it("hints at the setting under which a text would be a number", () => {
    expect(numberHint("1,5", point)).toBe(
      '; set decimal to "," if that is one',
    );
    expect(numberHint("1.234,5", point)).toBe(
      '; set decimal to "," and thousands to "." if that is one',
    );
    expect(numberHint("1,234,567", point)).toBe(
      '; set thousands to "," if that is one',
    );
    expect(numberHint("n/a", point)).toBe("");
  });
});

describe("readDay", () => {
  it("reads its own example in every format", () => {
    const days = dayFormats.map((format) => [
      format,
      dayText(readDay(dayExamples[format], format)!),
    ]);

    expect(days).toEqual([
      ["iso", "2026-01-31"],
      // The Monday of 2026-W05.
      ["iso-week", "2026-01-26"],
      ["iso-month", "2026-01-01"],
      ["yyyymmdd", "2026-01-31"],
      ["dd.mm.yyyy", "2026-01-31"],
      ["dd/mm/yyyy", "2026-01-31"],
      ["mm/dd/yyyy", "2026-01-31"],
    ]);
  });

  it("never takes a month for a day", () => {
    expect(readDay("31/01/2026", "mm/dd/yyyy")).toBeNull();
    expect(readDay("01/31/2026", "dd/mm/yyyy")).toBeNull();
  });

  it("drops the time of day", () => {
    expect(readDay("31.01.2026 23:59:59", "dd.mm.yyyy")).toBe(
      dayNumber("2026-01-31"),
    );
  });

  it.each(["", "today", "2026-01", "2026-01-32", "31.1.26"])(
    "takes %j for no day",
    (text) => {
      expect(readDay(text, "iso")).toBeNull();
      expect(readDay(text, "dd.mm.yyyy")).toBeNull();
    },
  );
});
