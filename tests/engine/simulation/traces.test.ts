import type { SimulationInput } from "../../../engine/index.ts";
import { drain, simulateNetwork } from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface Trace {
  readonly edges: readonly (readonly [number, number])[];
  readonly demand: Readonly<Record<string, readonly number[]>>;
  readonly baseStock: readonly number[];
  readonly leadTime: readonly number[];
  readonly periods: number;
  readonly inventoryLevel: Readonly<Record<string, readonly number[]>>;
}

function inputOf({
  edges,
  demand,
  baseStock,
  leadTime,
  periods,
}: Trace): SimulationInput {
  return {
    stages: baseStock.map((units, stage) => ({
      id: String(stage),
      leadTime: leadTime[stage]!,
      policy: { type: "baseStock", baseStock: units },
      ...(demand[stage] && {
        demand: { law: "trace", values: demand[stage] },
      }),
    })),
    links: edges.map(([from, to]) => ({ from: String(from), to: String(to) })),
    periods,
    warmUp: 0,
    seed: 1,
    allocation: "priority",
    levels: true,
  };
}

describe("a simulated network", () => {
  // stockpyl 1.0.2 on the same demand, base stocks and lead times.
  it.each(["a", "b"])(
    "repeats the published trace %s in every stage and period",
    (name) => {
      const trace = reference<Trace>(`solver/sim_trace_${name}.json`);
      const { levels } = drain(simulateNetwork(inputOf(trace)));
      expect(trace.periods).toBeGreaterThan(100);
      trace.baseStock.forEach((_, stage) => {
        expect([...levels![stage]!]).toEqual(trace.inventoryLevel[stage]);
      });
    },
  );
});
