import fc from "fast-check";
import { fillRate, reorderPoint, safetyStock } from "../../../engine/index.ts";

const moment = (max: number) => fc.double({ min: 0.05, max, noNaN: true });
const targets = fc.double({ min: 0.5, max: 0.995, noNaN: true });

describe("safetyStock", () => {
  const item = fc.record({
    demand: fc.record({ mean: moment(1000), deviation: moment(500) }),
    leadTime: fc.record({ mean: moment(20), deviation: moment(5) }),
  });

  it("grows with the target and with what is uncertain", () => {
    fc.assert(
      fc.property(
        item,
        targets,
        fc.double({ min: 1.01, max: 3, noNaN: true }),
        (stock, cycleService, more) => {
          const now = safetyStock({ ...stock, cycleService });
          const { demand, leadTime } = stock;
          expect(
            safetyStock({
              ...stock,
              cycleService: 1 - (1 - cycleService) / more,
            }),
          ).toBeGreaterThanOrEqual(now);
          expect(
            safetyStock({
              ...stock,
              cycleService,
              demand: { ...demand, deviation: demand.deviation * more },
            }),
          ).toBeGreaterThanOrEqual(now - 1e-9);
          expect(
            safetyStock({
              ...stock,
              cycleService,
              leadTime: { ...leadTime, deviation: leadTime.deviation * more },
            }),
          ).toBeGreaterThanOrEqual(now - 1e-9);
        },
      ),
    );
  });

  it("has no unit of its own: grams or tonnes, the same stock", () => {
    fc.assert(
      fc.property(
        item,
        targets,
        fc.constantFrom("normal" as const, "gamma" as const),
        (stock, target, distribution) => {
          const scaled = {
            ...stock,
            demand: {
              mean: stock.demand.mean * 1000,
              deviation: stock.demand.deviation * 1000,
            },
          };
          const covered = stock.demand.mean * stock.leadTime.mean;
          const size = Math.max(covered, stock.demand.deviation, 1);
          for (const wanted of [
            { cycleService: target },
            { fillRate: target, orderQuantity: covered },
          ]) {
            const small = safetyStock({ ...stock, distribution, ...wanted });
            const large = safetyStock({
              ...scaled,
              distribution,
              ...wanted,
              ...("orderQuantity" in wanted
                ? { orderQuantity: covered * 1000 }
                : {}),
            });
            expect(Math.abs(large / 1000 - small)).toBeLessThan(1e-7 * size);
          }
        },
      ),
    );
  });

  it("meets the fill rate it was asked for", () => {
    fc.assert(
      fc.property(item, targets, moment(3), (stock, target, cover) => {
        const orderQuantity = stock.demand.mean * stock.leadTime.mean * cover;
        const point = reorderPoint({
          ...stock,
          fillRate: target,
          orderQuantity,
        });
        expect(
          fillRate({ ...stock, reorderPoint: point, orderQuantity }),
        ).toBeCloseTo(target, 8);
      }),
    );
  });

  it("asks for exactly one target, and an order for a fill rate", () => {
    const stock = {
      demand: { mean: 10, deviation: 2 },
      leadTime: { mean: 4, deviation: 0 },
    };
    expect(() => safetyStock(stock)).toThrow(
      "cycleService or fillRate must be given, got neither",
    );
    expect(() =>
      safetyStock({ ...stock, cycleService: 0.9, fillRate: 0.9 }),
    ).toThrow("cycleService or fillRate must be given, got both");
    expect(() => safetyStock({ ...stock, fillRate: 0.9 })).toThrow(
      "orderQuantity must be given for a fill rate, got nothing",
    );
    expect(() => safetyStock({ ...stock, cycleService: 95 })).toThrow(
      "cycleService must be above 0 and below 1, got 95; write 95 % as 0.95",
    );
  });
});
