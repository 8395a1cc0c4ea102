import fc from "fast-check";
import { demandClass, InputError } from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface Case {
  readonly id: string;
  readonly y: readonly number[];
  readonly n_nonzero: number;
  readonly adi_n_over_nnz?: number;
  readonly adi_mean_interval_from_start?: number;
  readonly adi_between_demands?: number | null;
  readonly cv2_population?: number;
  readonly cv2_sample?: number | null;
  readonly class_default?: string;
  readonly class_population_cv2?: string;
  readonly class_interval_from_start?: string;
}

const { cases } = reference<{ cases: readonly Case[] }>(
  "forecast/classify.json",
);

describe("demandClass", () => {
  it.each(cases.map((one) => [one.id, one] as const))(
    "classifies %s in every definition",
    (_id, one) => {
      const usual = demandClass(one.y);
      const population = demandClass(one.y, { cv2: "population" });
      const fromStart = demandClass(one.y, { interval: "from-start" });
      const between = demandClass(one.y, { interval: "between" });
      if (one.n_nonzero === 0) {
        expect(usual).toEqual({ class: "none", adi: null, cv2: null });
        return;
      }
      expect(usual.class).toBe(one.class_default);
      expect(population.class).toBe(one.class_population_cv2);
      expect(fromStart.class).toBe(one.class_interval_from_start);
      expect(usual.adi).toBeCloseTo(one.adi_n_over_nnz!, 10);
      expect(fromStart.adi).toBeCloseTo(one.adi_mean_interval_from_start!, 10);
      if (one.adi_between_demands === null) expect(between.adi).toBe(usual.adi);
      else expect(between.adi).toBeCloseTo(one.adi_between_demands!, 10);
      expect(population.cv2).toBeCloseTo(one.cv2_population!, 10);
      if (one.cv2_sample === null) expect(usual.cv2).toBeNull();
      else expect(usual.cv2).toBeCloseTo(one.cv2_sample!, 10);
    },
  );

  it("calls even demand that comes every period smooth, and uneven demand erratic", () => {
    expect(demandClass([4, 5, 4, 5]).class).toBe("smooth");
    // Sizes 1 and 9: mean 5, sample variance 4·16/3, squared variation 0.853.
    expect(demandClass([1, 9, 1, 9])).toEqual({
      class: "erratic",
      adi: 1,
      cv2: expect.closeTo(64 / 3 / 25, 12) as number,
    });
  });

  it("leaves out periods that were not recorded", () => {
    expect(demandClass([null, null, 3, 4, null, 3])).toEqual(
      demandClass([3, 4, 3]),
    );
    expect(demandClass([null]).class).toBe("none");
    expect(demandClass([]).class).toBe("none");
  });

  it("refuses a negative quantity by name", () => {
    expect(() => demandClass([1, null, -3])).toThrow(InputError);
    expect(() => demandClass([1, null, -3])).toThrow(
      "history[2] must be at least 0, got -3",
    );
    expect(() => demandClass([NaN])).toThrow(
      "history[0] must be a number, got NaN",
    );
  });

  it("does not depend on the unit of measure", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), (units) => {
        const dozens = demandClass(units.map((one) => one * 16));
        const pieces = demandClass(units);
        expect(dozens.adi).toBe(pieces.adi);
        expect(dozens.cv2 ?? 0).toBeCloseTo(pieces.cv2 ?? 0, 9);
      }),
    );
  });
});
