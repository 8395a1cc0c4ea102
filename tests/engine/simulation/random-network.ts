import fc from "fast-check";
import type {
  ReplenishmentPolicy,
  SimulatedStage,
  SimulationInput,
} from "../../../engine/index.ts";
import { seededRandom } from "../../../engine/index.ts";

export const tracePeriods = 700;

const policy: fc.Arbitrary<ReplenishmentPolicy> = fc.oneof(
  fc.record({
    type: fc.constant("baseStock" as const),
    baseStock: fc.integer({ min: -4, max: 80 }).map((units) => units / 4),
  }),
  fc.record({
    type: fc.constant("baseStock" as const),
    baseStock: fc.integer({ min: 0, max: 40 }).map((units) => units / 2),
    reviewPeriods: fc.integer({ min: 1, max: 4 }),
    lotSize: fc.integer({ min: 1, max: 12 }).map((units) => units / 4),
    minOrderQuantity: fc.integer({ min: 0, max: 6 }),
  }),
  fc
    .tuple(
      fc.integer({ min: -3, max: 15 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 3 }),
    )
    .map(([min, more, reviewPeriods]) => ({
      type: "minMax" as const,
      min,
      max: min + more / 2,
      reviewPeriods,
    })),
  fc.record({
    type: fc.constant("rQ" as const),
    reorderPoint: fc.integer({ min: -2, max: 15 }),
    orderQuantity: fc.integer({ min: 1, max: 30 }).map((units) => units / 2),
  }),
);

const leadTime = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.constant({ values: [0, 2, 5], weights: [1, 2, 1] }),
);

/** Four-part units, so that sums are exact; most periods something, some nothing. */
const trace = fc.nat().map((seed) => {
  const random = seededRandom(seed);
  return Array.from(
    { length: tracePeriods },
    () => Math.max(0, Math.floor(17 * random.uniform()) - 4) / 4,
  );
});

const stage = (id: string): fc.Arbitrary<SimulatedStage> =>
  fc
    .record({
      leadTime,
      policy,
      serviceTime: fc.constantFrom(0, 0, 1, 3),
    })
    .map((rest) => ({ id, ...rest }));

/** Acyclic networks of up to six stages: assembly, distribution, both; demand anywhere. */
export const randomNetwork: fc.Arbitrary<SimulationInput> = fc
  .integer({ min: 1, max: 6 })
  .chain((size) =>
    fc.record({
      stages: fc.tuple(
        ...Array.from({ length: size }, (_, at) => stage(`S${at}`)),
      ),
      joined: fc.array(fc.constantFrom(0, 0, 1, 2), {
        minLength: size * size,
        maxLength: size * size,
      }),
      asks: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
      loses: fc.boolean(),
      traces: fc.array(trace, { minLength: size, maxLength: size }),
      allocation: fc.constantFrom("firstCome", "fairShare", "priority"),
      crossing: fc.boolean(),
      seed: fc.nat(),
    }),
  )
  .map(
    ({ stages, joined, asks, loses, traces, allocation, crossing, seed }) => {
      const size = stages.length;
      const links = stages.flatMap(({ id: from }, i) =>
        stages.flatMap(({ id: to }, j) => {
          const units = joined[i * size + j]!;
          return i < j && units > 0 ? [{ from, to, units }] : [];
        }),
      );
      return {
        stages: stages.map((one, at) => {
          const supplies = links.some(({ from }) => from === one.id);
          if (supplies && !asks[at]) return one;
          const { serviceTime: _none, ...rest } = one;
          return loses && asks[at]
            ? {
                ...rest,
                unmetDemand: "lost" as const,
                demand: { law: "trace" as const, values: traces[at]! },
              }
            : {
                ...one,
                demand: { law: "trace" as const, values: traces[at]! },
              };
        }),
        links,
        periods: tracePeriods,
        warmUp: 0,
        seed,
        allocation: allocation as "firstCome" | "fairShare" | "priority",
        crossing,
        levels: true,
      };
    },
  );
