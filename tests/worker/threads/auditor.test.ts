import { auditSnapshot } from "../../../engine/index.ts";
import {
  auditInProcess,
  auditInThread,
} from "../../../worker/threads/auditor.ts";
import { ensureBuilt } from "../../support/cli.ts";
import { memoryErp } from "../api/memory-erp.ts";

describe("auditing in a thread", () => {
  beforeAll(() => ensureBuilt(), 300_000);

  /** Two thousand stages, every tenth with a cost that cannot be. */
  async function anInput() {
    const connector = await memoryErp().connect();
    const draft = await connector.readSnapshot({
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    const stage = draft.stages[1]!;
    const stages = Array.from({ length: 2_000 }, (_, index) => ({
      ...stage,
      id: `I${index}@SHOP-A`,
      item: `I${index}`,
      unitCost: index % 10 === 0 ? -1 : stage.unitCost,
    }));
    return { stages, links: [], period: "week", asOf: "2026-11-20" } as const;
  }
  const quiet = () => new AbortController().signal;

  it("finds the same as the engine in this thread", async () => {
    const input = await anInput();
    const findings = await auditInThread(input, quiet());

    expect(findings).toEqual(auditSnapshot(input));
    expect(findings.map(({ count }) => count)).toContain(200);
    expect(await auditInProcess(input, quiet())).toEqual(findings);
  });

  it("leaves the event loop to others meanwhile", async () => {
    const input = await anInput();
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    await auditInThread(input, quiet());
    clearInterval(others);

    expect(turns).toBeGreaterThan(3);
  });

  it("stops when it is told to, with the reason", async () => {
    const stop = new AbortController();
    const audit = auditInThread(await anInput(), stop.signal);
    setImmediate(() => stop.abort(new Error("enough")));

    await expect(audit).rejects.toThrow("enough");
  });
});
