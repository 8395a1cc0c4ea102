import {
  cellNetworkNewsSchema,
  type CellNetworkNews,
} from "../../../engine/contracts/index.ts";
import { drain, solveNetwork } from "../../../engine/index.ts";
import type { NetworkSolver } from "../../../worker/threads/network-solver.ts";
import { solveAtService } from "../../../addin/functions/network-service.ts";
import { openApi, token, type ApiHarness } from "./api-harness.ts";

const network = {
  stages: [
    { id: "Plant", addedCost: 3, time: 4 },
    {
      id: "Shop",
      addedCost: 1,
      time: 2,
      demand: { mean: 40, deviation: 12 },
      maxServiceTime: 0,
    },
  ],
  links: [{ from: "Plant", to: "Shop" }],
};

/** Solves in this thread; a network named by its limit waits until nobody does. */
function twin(): NetworkSolver & { readonly ended: unknown[] } {
  const ended: unknown[] = [];
  return {
    ended,
    solve: async (request, { signal, tell }) => {
      tell({ kind: "progress", step: "Proving", done: 1, total: 2 });
      if (request.timeLimit === 599) {
        await new Promise<void>((resolve) =>
          signal.addEventListener("abort", () => resolve()),
        );
        ended.push(signal.reason);
        throw signal.reason;
      }
      if (request.timeLimit === 598) throw new Error("out of memory");
      tell({ kind: "done", policy: drain(solveNetwork(request.network)) });
    },
  };
}

describe("a network of one cell", () => {
  const networks = twin();
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi({ networks });
  }, 60_000);
  afterAll(() => api.close());

  const session = () => ({ baseUrl: api.url, token, person: null });
  const solve = (
    timeLimit: number,
    controller = new AbortController(),
    heard: CellNetworkNews[] = [],
  ) =>
    solveAtService(
      session(),
      { network, timeLimit },
      { signal: controller.signal, hear: (news) => heard.push(news) },
    );

  it("is answered line by line: progress, then the policy", async () => {
    const heard: CellNetworkNews[] = [];
    const answer = await solve(60, new AbortController(), heard);

    expect(heard.map(({ kind }) => kind)).toEqual(["progress"]);
    expect(answer).toEqual({
      kind: "done",
      policy: drain(solveNetwork(network)),
    });
    const response = await api.ask("/cells/network", { body: { network } });
    const lines = (await response.text()).trim().split("\n");
    expect(
      lines.map((line) => cellNetworkNewsSchema.parse(JSON.parse(line)).kind),
    ).toEqual(["progress", "done"]);
  });

  it("is no longer calculated when its cell is deleted", async () => {
    const controller = new AbortController();
    const answer = solve(599, controller);
    setTimeout(() => controller.abort(new Error("deleted")), 100);

    await expect(answer).rejects.toThrow("deleted");
    while (networks.ended.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(networks.ended).toHaveLength(1);
  });

  it("breaks off when it fails here, and the cell hears that", async () => {
    await expect(solve(598)).rejects.toThrow("the service broke off");
  });

  it("is refused before it begins where the body is wrong, and to strangers", async () => {
    const wrong = await api.ask("/cells/network", {
      body: { network: { stages: [{ id: "A", time: -1 }] } },
    });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({
      errors: [{ path: "body.network.stages.0.time" }],
    });
    const stranger = await api.ask("/cells/network", {
      body: { network },
      stranger: true,
    });
    expect(stranger.status).toBe(401);
  });
});
