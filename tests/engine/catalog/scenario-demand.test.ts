import type { ScenarioChange } from "../../../engine/contracts/index.ts";
import { applied } from "../../support/a-company.ts";

describe("a scenario in which demand grows", () => {
  it("lets customers ask for more, and leaves who only feeds others alone", () => {
    const more: ScenarioChange = {
      kind: "demand",
      name: "growth",
      stages: { items: ["PUMP"] },
      factor: 1.1,
    };
    const fair: ScenarioChange = {
      kind: "demand",
      name: "fair",
      stages: { locations: ["B1"] },
      factor: 2,
    };
    const { of } = applied(more, fair);

    expect(of("PUMP@B1").supposed?.demandFactor).toBeCloseTo(2.2, 12);
    expect(of("PUMP@B2").supposed?.demandFactor).toBe(1.1);
    // Nobody but shops orders here, and the record stays what it was.
    expect(of("PUMP@DC1").supposed).toBeUndefined();
    expect(of("PUMP@DC2").demand!.quantities).toEqual([4, null, 6]);
  });

  it("takes a supposed demand along when its location is closed", () => {
    const more = (locations: string[]): ScenarioChange => ({
      kind: "demand",
      name: "growth",
      stages: { locations },
      factor: 1.5,
    });
    const close: ScenarioChange = {
      kind: "close-location",
      name: "one shop",
      location: "DC2",
      to: "B1",
    };
    const recorded = applied(close).of("PUMP@B1").demand!.quantities;
    const one = applied(more(["DC2"]), close).of("PUMP@B1");
    const both = applied(more(["DC2", "B1"]), close).of("PUMP@B1");

    expect(both.supposed?.demandFactor).toBe(1.5);
    expect(both.demand!.quantities).toEqual(recorded);
    // 4 and 6 of DC2 grow by a half, 2 and 3 more; B1 asks for what it did.
    const grown = one.demand!.quantities.map(
      (units, at) => (units ?? 0) - (recorded[at] ?? 0),
    );
    expect(one.supposed?.demandFactor).toBeUndefined();
    expect(grown.filter((units) => units !== 0)).toEqual([2, 3]);
  });
});
