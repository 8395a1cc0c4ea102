import fc from "fast-check";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { policyFileSchema } from "../../../engine/contracts/index.ts";
import { drain, simulateFile, solveNetwork } from "../../../engine/index.ts";

const mean = 20;
const deviation = 6;
const periods = 700;
/** Where storms begin; they last for 60 periods. */
const storms = [70, 371];

/** What customers ask for at most in so many periods: mean and 1.645 deviations. */
const most = (time: number): number =>
  mean * time + 1.6448536269514722 * deviation * Math.sqrt(time);

/**
 * Steady demand with two storms, each as wild as can be from its first period on and then
 * made up for: no window asks for more than `most`, which grows ever more slowly.
 */
function stormyDemand(): number[] {
  const demand = new Array<number>(periods).fill(mean);
  for (const start of storms) {
    for (let t = 1; t <= 60; t++) demand[start + t] = most(t) - most(t - 1);
    const over = most(60) - mean * 60;
    for (let t = 0; t < 8; t++) demand[start + 61 + t] = mean - over / 8;
  }
  return demand;
}

const stage = fc.record({
  time: fc.nat(5),
  addedCost: fc.double({ min: 1, max: 9, noNaN: true }),
  inboundServiceTime: fc.constantFrom(0, 0, 0, 1, 3),
  holdsStock: fc.constantFrom(true, true, true, true, false),
  reviewPeriods: fc.constantFrom(1, 1, 2, 7),
  limit: fc.constantFrom(undefined, undefined, undefined, 1, 8),
});

/** Assemblies of up to six stages into one product, with bills of material. */
const assembly: fc.Arbitrary<NetworkFileInput> = fc
  .record({
    parts: fc.array(stage, { minLength: 1, maxLength: 5 }),
    product: stage,
    into: fc.array(fc.nat(20), { minLength: 5, maxLength: 5 }),
    more: fc.array(fc.constantFrom(0, 0, 1, 2, 0.5), {
      minLength: 36,
      maxLength: 36,
    }),
    wait: fc.constantFrom(0, 0, 2, 12),
  })
  .map(({ parts, product, into, more, wait }) => {
    const all = [...parts, product];
    const last = parts.length;
    const links = all.flatMap((_, from) =>
      all.flatMap((__, to) => {
        const goesHere =
          from < last && to === from + 1 + (into[from]! % (last - from));
        const units = goesHere ? 1 : more[6 * from + to]!;
        return from < to && units > 0
          ? [{ from: `S${from}`, to: `S${to}`, units }]
          : [];
      }),
    );
    return {
      stages: all.map(({ limit, reviewPeriods, ...one }, at) => ({
        ...one,
        id: `S${at}`,
        // Who is supplied from inside would hand on the orders of some periods at once.
        ...(!links.some(({ to }) => to === `S${at}`) && { reviewPeriods }),
        ...(at === last
          ? {
              demand: { mean, deviation },
              serviceLevel: 0.95,
              maxServiceTime: wait,
            }
          : limit !== undefined && { maxServiceTime: limit }),
      })),
      links,
    };
  });

/** Share of units in time, stage by stage, with stocks times `factor` at the product. */
function inTime(
  file: NetworkFileInput,
  policy: { readonly stages: readonly { readonly baseStock: number }[] },
  factor = 1,
): number[] {
  const last = file.stages.length - 1;
  const stages = policy.stages.map((row, at) =>
    at === last
      ? {
          ...row,
          baseStock: factor * row.baseStock,
          demand: { law: "trace", values: stormyDemand() },
        }
      : row,
  );
  const options = { periods, seed: 1, warmUp: 0 };
  const report = drain(
    simulateFile(file, policyFileSchema.parse({ stages }), options),
  );
  return report.stages.map(({ fillRate }) => fillRate.mean);
}

describe("the guaranteed-service policy of an assembly", () => {
  it("keeps every promise under the most demand that it allows for", () => {
    let kept = 0;
    let missed = 0;
    fc.assert(
      fc.property(assembly, (file) => {
        let policy;
        try {
          policy = drain(solveNetwork(file));
        } catch (error) {
          // Stages without stock may be too slow for a limit: they say so.
          expect(String(error)).toContain("it may hold no stock");
          return;
        }
        kept++;
        for (const share of inTime(file, policy)) {
          expect(share).toBeGreaterThan(1 - 1e-9);
        }
        if (inTime(file, policy, 0.98).at(-1)! < 1) missed++;
      }),
      { numRuns: 150 },
    );
    // Two percent less at the product are too little in many of them, where others have no slack.
    expect(kept).toBeGreaterThan(60);
    expect(missed).toBeGreaterThan(kept / 5);
  });
});
