import type {
  LinkRecord,
  Recommendation,
  Scenario,
  StageRecord,
} from "../../../engine/contracts/index.ts";
import {
  defaultScenario,
  drain,
  evaluatePolicyFor,
  planChunk,
  planningContext,
  splitCatalog,
} from "../../../engine/index.ts";
import { aStage, weekly } from "../../support/a-stage.ts";

function plan(
  stages: readonly StageRecord[],
  links: readonly LinkRecord[] = [],
  changes: Partial<Scenario> = {},
  digest = "a".repeat(64),
): readonly Recommendation[] {
  const context = planningContext({
    scenario: { ...defaultScenario(), ...changes },
    snapshot: {
      period: "week",
      currency: "EUR",
      takenAt: "2026-01-05T00:00:00Z",
      digest,
    },
    stages,
  });
  return splitCatalog(stages, links, 1000).flatMap(
    (chunk) => drain(planChunk(chunk, context)).recommendations,
  );
}

/** Nothing for most weeks, then forty pieces at once. */
const lumpy = Array.from({ length: 104 }, (_, week) =>
  week % 13 === 5 ? 40 : week % 13 === 9 ? 3 : 0,
);

const lumpyDemand = { start: "2024-01-01", quantities: lumpy };
const near = { vendor: null, receipts: [], promisedLeadTimeDays: 3 };

/** A centre that feeds two branches, which order in the lots given. */
function network(
  lot: number,
  branchCost = 26,
): { stages: StageRecord[]; links: LinkRecord[] } {
  const steady = { vendor: null, receipts: [] };
  const branch = (location: string) =>
    aStage({
      ...steady,
      location,
      promisedLeadTimeDays: 2,
      lotSize: lot,
      unitCost: branchCost,
      demand: { start: "2024-01-01", quantities: weekly() },
    });
  return {
    stages: [
      aStage({
        ...steady,
        location: "CENTRE",
        demand: null,
        promisedLeadTimeDays: 14,
        unitCost: 10,
      }),
      branch("B1"),
      branch("B2"),
    ],
    links: [
      { from: "PUMP@CENTRE", to: "PUMP@B1", units: 1 },
      { from: "PUMP@CENTRE", to: "PUMP@B2", units: 1 },
    ],
  };
}

describe("a plan that is replayed before it is recommended", () => {
  it("confirms a steady mover, and says how sure it is", () => {
    const [row] = plan([aStage()]);

    expect(row!.simulated).toMatchObject({ confirmed: true, lacking: 0 });
    expect(row!.simulated!.interval).toBeGreaterThan(0);
    expect(row!.simulated!.interval).toBeLessThan(0.1);
    expect(row!.flags.map(({ code }) => code)).not.toContain("not-confirmed");
  });

  it("sizes a stage whose customers take several at once for that, says so, and confirms it", () => {
    const [row] = plan([aStage({ ...near, demand: lumpyDemand })]);
    const safety = row!.explanations[0]!;
    const below = safety.parts.find(
      ({ name }) => name === "Order placed below min",
    );

    expect(row!.simulated!.confirmed).toBe(true);
    // Lumps of 40, and some of 3: half of one or so is missing when an order goes out.
    expect(row!.undershoot!.mean).toBeGreaterThan(10);
    expect(row!.undershoot!.mean).toBeLessThan(25);
    expect(below!.amount).toBeGreaterThan(row!.undershoot!.mean);
    expect(
      safety.parts.reduce((sum, { amount }) => sum + amount, 0),
    ).toBeCloseTo(row!.recommended.safetyStock!, 9);
    expect(safety.sentence).toMatch(/orders that find stock below min already/);
    // What it would do with the numbers recommended is what the recommendation tells.
    expect(evaluatePolicyFor(row!, {})).toEqual(row!.after);
  });

  it("raises a stage with customers that the formula left short, no further than an order and a lump, and flags it where that is not enough", () => {
    const poisson = { distribution: "poisson" } as const;
    const [row] = plan([aStage({ ...near, demand: lumpyDemand })], [], poisson);
    const { simulated, flags, serviceTarget, recommended } = row!;
    const safety = row!.explanations[0]!;
    const raised = safety.parts.find(
      ({ name }) => name === "Found by simulation",
    );

    // A Poisson law was asked for, and knows no lumps.
    expect(row!.undershoot).toBeUndefined();
    expect(raised!.amount).toBeGreaterThan(0);
    expect(raised!.amount).toBeLessThanOrEqual(recommended.orderQuantity! + 40);
    expect(safety.total).toBe(recommended.safetyStock);
    expect(simulated!.confirmed).toBe(false);
    expect(simulated!.cycleService + simulated!.interval).toBeLessThan(
      serviceTarget,
    );
    expect(simulated!.lacking).toBeGreaterThan(0);
    expect(flags.find(({ code }) => code === "not-confirmed")).toMatchObject({
      severity: "high",
      message: expect.stringMatching(
        /^simulation reaches [\d.]+ % ± [\d.]+ of [\d.]+ %: \d+ pc more would do$/,
      ) as string,
    });
    // What the replay misses of the plan is at stake, beside the money that moves.
    const moved = row!.after.inventoryValue! - row!.before.inventoryValue!;
    expect(row!.priority).toBeGreaterThan(Math.abs(moved));
  });

  it("meets the same chances in the same snapshot, and others in another", () => {
    const { stages, links } = network(1);
    const first = plan(stages, links);

    expect(plan([...stages].reverse(), [...links].reverse())).toEqual(first);
    const other = plan(stages, links, {}, "b".repeat(64));
    expect(other.map(({ simulated }) => simulated)).not.toEqual(
      first.map(({ simulated }) => simulated),
    );
  });

  it("raises an inner stage that is short because those it feeds order in lots, and says so", () => {
    // Branches dear enough for the centre to hold stock, lots and all.
    const { stages, links } = network(150, 40);
    const rows = plan(stages, links);
    const [b1, b2, centre] = rows as [
      Recommendation,
      Recommendation,
      Recommendation,
    ];
    const safety = centre.explanations[0]!;
    const lots = safety.parts.find(({ name }) => name === "Orders in lots");

    expect(lots!.amount).toBeGreaterThan(0);
    // No more than one order of each of the two, and one that took it below its min.
    const [one, other] = [b1, b2].map((row) => row.recommended.orderQuantity!);
    expect(lots!.amount).toBeLessThanOrEqual(
      one! + other! + Math.max(one!, other!),
    );
    expect(safety.total).toBe(centre.recommended.safetyStock);
    expect(
      safety.parts.reduce((sum, { amount }) => sum + amount, 0),
    ).toBeCloseTo(safety.total, 6);
    expect(centre.simulated).toMatchObject({ confirmed: true });
    expect(
      centre.recommended.orderUpTo! - centre.recommended.reorderPoint!,
    ).toBeCloseTo(centre.recommended.orderQuantity!, 6);
  });

  it("holds stock where the lots of those it feeds ask for less of it", () => {
    const { stages, links } = network(150);
    const value = (rows: readonly Recommendation[]) =>
      rows.reduce((sum, { after }) => sum + after.inventoryValue!, 0);
    const joint = plan(stages, links);
    const alone = plan(stages, links, { network: "single" });
    const centre = joint.find(({ location }) => location === "CENTRE")!;
    const [first, ...others] = centre.explanations;

    // Orders of 300 would have the centre keep 1,000 at 10 each on average. Instead its 14
    // days raise the min of each branch by some 70 pieces, 60 of which are demand meanwhile.
    expect(value(joint)).toBeLessThan(0.6 * value(alone));
    for (const { simulated } of joint) {
      expect(simulated?.confirmed ?? true).toBe(true);
    }
    expect(centre.after.meanOnHand).toBe(0);
    expect(centre.serviceTimeOut).toBe(2);
    // It orders what it is asked for, and says so.
    expect(centre.recommended).toMatchObject({ reorderPoint: 0, orderUpTo: 1 });
    expect(first!.sentence).toMatch(/^This stage holds no stock of its own/);
    expect(others.map(({ title, total }) => [title, total])).toEqual([
      ["Min (reorder point)", 0],
      ["Max (order up to)", 1],
      ["Excess stock", 200 - 2 * centre.demandMean - 1],
    ]);
  });

  it("raises a supplier for the lots that reach it through a stage without stock", () => {
    const { stages, links } = network(150);
    const supposed = { stocking: "never" } as const;
    const rows = plan(
      [
        ...stages.map((stage) =>
          stage.location === "CENTRE" ? { ...stage, supposed } : stage,
        ),
        aStage({ ...near, location: "PLANT", demand: null, unitCost: 0.1 }),
      ],
      [...links, { from: "PUMP@PLANT", to: "PUMP@CENTRE", units: 1 }],
    );
    const plant = rows.find(({ location }) => location === "PLANT")!;

    // The centre orders 1 at least, but 300 where a branch does.
    expect(plant.raisedBy).toBeGreaterThan(3);
    expect(plant.simulated).toMatchObject({ confirmed: true });
  });

  it("leaves out what it cannot say of a network where a lead time is missing", () => {
    const { stages, links } = network(1);
    const [centre, b1, b2] = stages as [StageRecord, StageRecord, StageRecord];
    const unknown = { ...b2, promisedLeadTimeDays: null };

    for (const row of plan([centre, b1, unknown], links)) {
      expect(row.simulated).toBeUndefined();
    }
  });
});
