import type {
  CellNetworkNews,
  NetworkFile,
} from "../../../engine/contracts/index.ts";
import { networkFileSchema } from "../../../engine/contracts/index.ts";
import {
  drain,
  solveNetwork,
  solveStochasticNetwork,
} from "../../../engine/index.ts";
import { networksInThreads } from "../../../worker/threads/network-solver.ts";
import { aNetwork } from "../../engine/planning/a-network.ts";
import { ensureBuilt } from "../../support/cli.ts";

describe("the networks of cells in threads", () => {
  beforeAll(() => ensureBuilt(), 300_000);

  const network = (stages: number, links: number): NetworkFile =>
    networkFileSchema.parse(aNetwork(stages, links, 3));
  const quiet = () => new AbortController().signal;

  it("have the engine's policy to the last bit", async () => {
    const small = network(12, 20);
    const news: CellNetworkNews[] = [];
    await networksInThreads(1).solve(
      { network: small, timeLimit: 60 },
      { signal: quiet(), tell: (one) => news.push(one) },
    );

    const last = news.at(-1) as Extract<CellNetworkNews, { kind: "done" }>;
    expect(last.kind).toBe("done");
    expect({ ...last.policy, seconds: 0 }).toEqual(drain(solveNetwork(small)));
  });

  it("say how far they are, and answer with the best so far in time", async () => {
    const news: CellNetworkNews[] = [];
    await networksInThreads(1).solve(
      { network: network(1500, 12_000), timeLimit: 1.5 },
      { signal: quiet(), tell: (one) => news.push(one) },
    );

    expect(news.map(({ kind }) => kind)).toContain("progress");
    const last = news.at(-1) as Extract<CellNetworkNews, { kind: "done" }>;
    expect(last.policy).toMatchObject({ optimal: false });
    expect(last.policy.stages).toHaveLength(1500);
  });

  it("are solved by the stochastic model where they ask for it, in time", async () => {
    const small: NetworkFile = {
      ...network(12, 12),
      options: { model: "stochastic", stageTimes: "mean" },
    };
    const news: CellNetworkNews[] = [];
    await networksInThreads(1).solve(
      { network: small, timeLimit: 60 },
      { signal: quiet(), tell: (one) => news.push(one) },
    );
    const last = news.at(-1) as Extract<CellNetworkNews, { kind: "done" }>;
    expect({ ...last.policy, seconds: 0 }).toEqual(
      drain(solveStochasticNetwork(small)),
    );

    const told: CellNetworkNews[] = [];
    const large = { ...network(120, 200), options: small.options };
    await networksInThreads(1).solve(
      { network: large, timeLimit: 0.5 },
      { signal: quiet(), tell: (one) => told.push(one) },
    );
    expect(told.map(({ kind }) => kind)).toContain("progress");
    expect(told.at(-1)).toMatchObject({
      kind: "done",
      policy: { model: "stochastic", simulation: { replications: 10 } },
    });
  }, 60_000);

  it("end as soon as nobody waits, also those that wait their turn", async () => {
    const solver = networksInThreads(1);
    const large = { network: network(1500, 12_000), timeLimit: 600 };
    const [first, second] = [new AbortController(), new AbortController()];
    const told: CellNetworkNews[] = [];
    const one = solver.solve(large, {
      signal: first.signal,
      tell: () => undefined,
    });
    const two = solver.solve(large, {
      signal: second.signal,
      tell: (news) => told.push(news),
    });

    second.abort(new Error("second cell deleted"));
    await expect(two).rejects.toThrow("second cell deleted");
    expect(told).toEqual([{ kind: "waiting" }]);

    first.abort(new Error("first cell deleted"));
    await expect(one).rejects.toThrow("first cell deleted");

    // The place is free again.
    const news: CellNetworkNews[] = [];
    await solver.solve(
      { network: network(6, 6), timeLimit: 60 },
      { signal: quiet(), tell: (line) => news.push(line) },
    );
    expect(news.at(-1)?.kind).toBe("done");
  });

  it("are refused where they are wrong", async () => {
    const wrong = networkFileSchema.parse({
      stages: [{ id: "A", time: 1, demand: { mean: 1, deviation: 1 } }],
      links: [{ from: "A", to: "B" }],
    });
    const news: CellNetworkNews[] = [];
    await networksInThreads(1).solve(
      { network: wrong, timeLimit: 1 },
      { signal: quiet(), tell: (one) => news.push(one) },
    );
    expect(news).toEqual([
      { kind: "refused", message: expect.stringContaining("B") },
    ]);
  });
});
