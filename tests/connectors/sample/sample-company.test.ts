import { generateSampleCompany } from "../../../connectors/embedded/sample/sample-company.ts";
import type {
  DemandSeries,
  ErpRows,
  LinkRow,
} from "../../../connectors/embedded/sample/rows.ts";

const seeds = [1, 2, 3];
const companies = seeds.map((seed) => generateSampleCompany(seed));
const ofEach = it.each(companies.map((rows, i) => [seeds[i], rows] as const));

describe("generateSampleCompany", () => {
  it("gives equal rows for equal seeds and others for another seed", () => {
    expect(generateSampleCompany(1)).toEqual(companies[0]);
    expect(companies[1]!.demand).not.toEqual(companies[0]!.demand);
  });

  it("moves with the day it ends on, and refuses one that is no Monday", () => {
    // 104 weeks before Monday 2027-01-04.
    expect(generateSampleCompany(1, "2027-01-04").demand[0]!.start).toBe(
      "2025-01-06",
    );
    expect(() => generateSampleCompany(1, "2027-01-05")).toThrow(
      'until must be a Monday like 2026-11-16, got "2027-01-05"',
    );
  });

  ofEach("has the size it promises (seed %i)", (_, rows) => {
    const at = (echelon: number) =>
      rows.itemLocations.filter((row) => row.echelon === echelon);

    expect(rows.items).toHaveLength(300);
    expect(new Set(rows.items.map((item) => item.description)).size).toBe(300);
    expect(rows.itemLocations.length).toBeGreaterThan(2200);
    expect(rows.itemLocations.length).toBeLessThan(2900);
    expect(new Set(at(0).map((row) => row.location)).size).toBe(12);
    expect(new Set(at(1).map((row) => row.location)).size).toBe(2);
    expect(at(2).length + at(3).length).toBe(300);
    expect(
      rows.demand.every(({ quantities }) => quantities.length === 104),
    ).toBe(true);
    // Sold at branches only.
    expect(rows.demand).toHaveLength(at(0).length);
  });

  ofEach("has no cycle, whichever way its links point (seed %i)", (_, rows) => {
    expect(undirectedCycles(rows.links)).toBe(0);
  });

  ofEach("has one supplier for each branch and centre (seed %i)", (_, rows) => {
    const suppliers = new Map<string, string[]>();
    for (const link of rows.links) {
      const key = `${link.toItem}@${link.toLocation}`;
      suppliers.set(key, [
        ...(suppliers.get(key) ?? []),
        `${link.fromItem}@${link.fromLocation}`,
      ]);
    }
    const stages = new Set(
      rows.itemLocations.map((row) => `${row.itemNo}@${row.location}`),
    );

    for (const row of rows.itemLocations.filter((one) => one.echelon < 2)) {
      const from = suppliers.get(`${row.itemNo}@${row.location}`) ?? [];
      expect(from).toHaveLength(1);
      expect(stages.has(from[0]!)).toBe(true);
    }
    const assembled = rows.items.filter((item) =>
      /^(CYL|HPU|HSA)-/.test(item.itemNo),
    );
    for (const { itemNo } of assembled) {
      expect(suppliers.get(`${itemNo}@KASSEL`)?.length).toBeGreaterThan(0);
    }
  });

  ofEach("mixes the demand classes (seed %i)", (_, rows) => {
    const count = { smooth: 0, erratic: 0, intermittent: 0, lumpy: 0, none: 0 };
    for (const series of rows.demand) count[demandClass(series)] += 1;
    const total = rows.demand.length;

    expect(count.smooth / total).toBeGreaterThan(0.25);
    expect(count.erratic / total).toBeGreaterThan(0.02);
    expect(count.intermittent / total).toBeGreaterThan(0.15);
    expect(count.lumpy / total).toBeGreaterThan(0.05);
    expect(count.none).toBeGreaterThanOrEqual(2);
    // Launches: weeks before the first are not recorded, rather than zero.
    const launched = rows.demand.filter((one) => one.quantities[0] === null);
    expect(launched.length / total).toBeGreaterThan(0.01);
  });

  ofEach("earns most of its money with few items (seed %i)", (_, rows) => {
    const values = yearlyValues(rows).sort((a, b) => b - a);
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
    const topFifth = sum(values.slice(0, Math.floor(values.length / 5)));

    expect(topFifth / sum(values)).toBeGreaterThan(0.7);
    expect(topFifth / sum(values)).toBeLessThan(0.95);
    expect(sum(values)).toBeGreaterThan(8e6);
    expect(sum(values)).toBeLessThan(8e7);
  });

  ofEach(
    "is delivered late by vendors of unlike reliability (seed %i)",
    (_, rows) => {
      const clean = rows.receipts.filter(
        (one) => one.orderedOn < one.receivedOn,
      );
      const slips = clean.map((one) => days(one.promisedOn, one.receivedOn));
      const late = slips.filter((slip) => slip > 0);

      expect(late.length / slips.length).toBeGreaterThan(0.08);
      expect(late.length / slips.length).toBeLessThan(0.2);
      // Mostly on the day, with a long tail to the right.
      expect(
        slips.filter((slip) => slip === 0).length / slips.length,
      ).toBeGreaterThan(0.5);
      expect(skewness(slips)).toBeGreaterThan(1);

      const share = (vendor: string) => {
        const shipments = new Map(
          clean
            .filter((one) => one.vendor === vendor)
            .map((one) => [
              one.shipmentNo,
              days(one.promisedOn, one.receivedOn),
            ]),
        );
        const list = [...shipments.values()];
        return list.filter((slip) => slip > 0).length / list.length;
      };
      expect(share("Weserflex Schlauchtechnik")).toBeLessThan(
        share("Taihu Hydraulics"),
      );
    },
  );

  ofEach(
    "covers every stage by the same weeks, whatever its risk (seed %i)",
    (_, rows) => {
      const demand = new Map(
        rows.demand.map((one) => [`${one.itemNo}@${one.location}`, one]),
      );
      let flat = 0;
      const branches = rows.itemLocations.filter((row) => row.echelon === 0);
      for (const row of branches) {
        const lastYear = demand
          .get(`${row.itemNo}@${row.location}`)!
          .quantities.slice(52)
          .filter((quantity) => quantity !== null);
        const mean = lastYear.reduce((a, b) => a + b, 0) / lastYear.length;
        if (row.reorderPoint === Math.ceil(4 * mean)) flat += 1;
      }

      // The rest are the dirty rows.
      expect(branches.length - flat).toBeLessThan(20);
    },
  );

  ofEach(
    "never stocks below nothing and orders in whole lots (seed %i)",
    (_, rows) => {
      for (const row of rows.itemLocations) {
        expect(row.onHand).toBeGreaterThanOrEqual(0);
        expect(row.onOrder).toBeGreaterThanOrEqual(0);
        const lots = row.onOrder / row.lotSize;
        expect(Math.abs(lots - Math.round(lots))).toBeLessThan(1e-6);
      }
    },
  );

  ofEach("holds a few dirty rows of each kind (seed %i)", (_, rows) => {
    const places = rows.itemLocations;
    const quantities = rows.demand.flatMap((one) => one.quantities);

    expect(places.filter((row) => row.unitCost === null)).toHaveLength(4);
    expect(places.filter((row) => row.unitCost === 0)).toHaveLength(2);
    expect(places.filter((row) => row.serviceTier === null)).toHaveLength(4);
    expect(places.filter((row) => row.leadTimeDays === 0)).toHaveLength(3);
    expect(
      places.filter((row) => row.reorderPoint > row.orderUpTo),
    ).toHaveLength(3);
    expect(quantities.filter((quantity) => (quantity ?? 0) < 0)).toHaveLength(
      3,
    );
    expect(
      rows.receipts.filter((one) => one.receivedOn < one.orderedOn).length,
    ).toBeGreaterThanOrEqual(4);
  });
});

function undirectedCycles(links: readonly LinkRow[]): number {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let top = id;
    while ((parent.get(top) ?? top) !== top) top = parent.get(top)!;
    return top;
  };
  let cycles = 0;
  for (const link of links) {
    const from = root(`${link.fromItem}@${link.fromLocation}`);
    const to = root(`${link.toItem}@${link.toLocation}`);
    if (from === to) cycles += 1;
    parent.set(to, from);
  }
  return cycles;
}

/** Syntetos, Boylan and Croston (2005): limits 1.32 on the interval, 0.49 on squared variation. */
function demandClass({ quantities }: DemandSeries) {
  const sizes = quantities.filter(
    (quantity) => (quantity ?? 0) > 0,
  ) as number[];
  if (sizes.length === 0) return "none";
  const held = quantities.filter((quantity) => quantity !== null).length;
  const mean = sizes.reduce((a, b) => a + b, 0) / sizes.length;
  const variance =
    sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / sizes.length;
  const often = held / sizes.length < 1.32;
  const steady = variance / mean ** 2 < 0.49;
  if (often) return steady ? "smooth" : "erratic";
  return steady ? "intermittent" : "lumpy";
}

function yearlyValues(rows: ErpRows): number[] {
  const costs = new Map(
    rows.itemLocations.map((row) => [
      `${row.itemNo}@${row.location}`,
      row.unitCost,
    ]),
  );
  const values = new Map<string, number>();
  for (const { itemNo, location, quantities } of rows.demand) {
    const units = quantities
      .slice(52)
      .reduce<number>((sum, q) => sum + (q ?? 0), 0);
    const value = units * (costs.get(`${itemNo}@${location}`) ?? 0);
    values.set(itemNo, (values.get(itemNo) ?? 0) + value);
  }
  return [...values.values()];
}

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function skewness(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const moment = (power: number) =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) /
    values.length;
  return moment(3) / moment(2) ** 1.5;
}
