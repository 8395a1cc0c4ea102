import type {
  LinkRecord,
  Recommendation,
  StageRecord,
} from "../../../engine/contracts/index.ts";
import {
  defaultScenario,
  drain,
  planChunk,
  planningContext,
  splitCatalog,
} from "../../../engine/index.ts";
import { aStage, weekly } from "../../support/a-stage.ts";

function plan(
  stages: readonly StageRecord[],
  links: readonly LinkRecord[] = [],
  digest = "a".repeat(64),
): readonly Recommendation[] {
  const context = planningContext({
    scenario: defaultScenario(),
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

/** A centre that feeds two branches, which order in the lots given. */
function network(lot: number): { stages: StageRecord[]; links: LinkRecord[] } {
  const steady = { vendor: null, receipts: [] };
  const branch = (location: string) =>
    aStage({
      ...steady,
      location,
      promisedLeadTimeDays: 2,
      lotSize: lot,
      unitCost: 26,
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

  it("flags a stage whose customers ask for more at once than its min foresees", () => {
    const demand = { start: "2024-01-01", quantities: lumpy };
    const near = { vendor: null, receipts: [], promisedLeadTimeDays: 3 };
    const [row] = plan([aStage({ ...near, demand })]);
    const { simulated, flags, serviceTarget } = row!;

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
    // As steady a mover as it is lumpy would rank lower: less is at stake there.
    const flat = Array.from({ length: 104 }, () => 43 / 13);
    const [steady] = plan([
      aStage({ ...near, demand: { start: "2024-01-01", quantities: flat } }),
    ]);
    expect(row!.priority).toBeGreaterThan(steady!.priority);
  });

  it("meets the same chances in the same snapshot, and others in another", () => {
    const { stages, links } = network(1);
    const first = plan(stages, links);

    expect(plan([...stages].reverse(), [...links].reverse())).toEqual(first);
    const other = plan(stages, links, "b".repeat(64));
    expect(other.map(({ simulated }) => simulated)).not.toEqual(
      first.map(({ simulated }) => simulated),
    );
  });

  it("raises an inner stage that is short because those it feeds order in lots, and says so", () => {
    const { stages, links } = network(150);
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

  it("leaves out what it cannot say of a network where a lead time is missing", () => {
    const { stages, links } = network(1);
    const [centre, b1, b2] = stages as [StageRecord, StageRecord, StageRecord];
    const unknown = { ...b2, promisedLeadTimeDays: null };

    for (const row of plan([centre, b1, unknown], links)) {
      expect(row.simulated).toBeUndefined();
    }
  });
});
