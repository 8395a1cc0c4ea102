import { setCellSession } from "../../../addin/functions/cell-session.ts";
import { meioPolicyCell } from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { drain, solveNetwork } from "../../../engine/index.ts";
import { aNetwork } from "../../engine/planning/a-network.ts";
import { aLineService } from "../../support/line-service.ts";
import { networkRanges } from "../../support/network-cells.ts";
import { streamedCell } from "../../support/streamed-cell.ts";

const cell = (file: NetworkFileInput, options: unknown[][] = []) =>
  streamedCell((invocation) =>
    meioPolicyCell(...networkRanges(file), options, "", invocation),
  );

describe("MEIO_POLICY", () => {
  const session = { baseUrl: "http://127.0.0.1:9", token: null, person: null };
  beforeAll(() => {
    installCellRuntime();
    setCellSession(session);
  });
  afterEach(() => setCellSession(session));

  it("answers a network of 50 stages to the last bit, without a service", async () => {
    const file = aNetwork(50, 120, 5);
    const policy = drain(solveNetwork(file));
    const table = await cell(file).end();

    expect(policy.optimal).toBe(true);
    expect(table).toHaveLength(51);
    expect(table.slice(1).map(([id, , , , stock]) => [id, stock])).toEqual(
      policy.stages.map(({ id, safetyStock }) => [id, safetyStock]),
    );
  });

  it("has the service solve a large network, and shows how far it is", async () => {
    const file = aNetwork(60, 80, 5);
    const policy = drain(solveNetwork(file));
    const service = await aLineService([
      { kind: "waiting" },
      {
        kind: "progress",
        step: "proving the placement",
        done: 1,
        total: 2,
        cost: 200,
        bound: 190,
      },
      { kind: "done", policy: { ...policy, optimal: false, gap: 0.0123 } },
    ]);
    try {
      setCellSession({ ...session, baseUrl: service.url });
      const asked = cell(file, [["Time limit", 7]]);
      const table = await asked.end();

      expect(asked.shown.slice(0, 2)).toEqual([
        [["waiting for another network"]],
        [["Proving the placement: at most 5 % to gain"]],
      ]);
      expect(service.heard.bodies).toMatchObject([{ timeLimit: 7 }]);
      expect(table).toHaveLength(62);
      expect(table[61]![0]).toBe(
        "not proven: at most 1.2 % above the best there is",
      );
    } finally {
      service.close();
    }
  });

  it("ends the service's work when the cell is deleted", async () => {
    const service = await aLineService([{ kind: "waiting" }], true);
    try {
      setCellSession({ ...session, baseUrl: service.url });
      const asked = cell(aNetwork(60, 80, 5));
      await asked.end((table) => table.length === 1);

      asked.cancel();
      while (!service.heard.closed) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(asked.shown).toEqual([[["waiting for another network"]]]);
    } finally {
      service.close();
    }
  });

  it.each([
    ["does not answer", null, "the service did not answer"],
    ["breaks off", [{ kind: "waiting" }], "the service broke off"],
  ])(
    "solves in the workbook when the service %s, and says so",
    async (_, lines, why) => {
      const service = lines && (await aLineService(lines));
      try {
        if (service) setCellSession({ ...session, baseUrl: service.url });
        const file = aNetwork(60, 80, 5);
        const table = await cell(file).end();

        expect(table.at(-1)![0]).toBe(`solved in the workbook, because ${why}`);
        const policy = drain(solveNetwork(file));
        expect(table.slice(1, 61).map((row) => row[5])).toEqual(
          policy.stages.map(({ baseStock }) => baseStock),
        );
      } finally {
        service?.close();
      }
    },
  );

  it("shows what the service refuses as an error", async () => {
    const service = await aLineService([
      { kind: "refused", message: "links run in a circle: A -> B -> A" },
    ]);
    try {
      setCellSession({ ...session, baseUrl: service.url });
      await expect(cell(aNetwork(60, 80, 5)).end()).rejects.toMatchObject({
        code: "#NUM!",
        message: "links run in a circle: A -> B -> A",
      });
    } finally {
      service.close();
    }
  });

  it("stops at its time limit with the best so far, in slices", async () => {
    const asked = cell(aNetwork(900, 6000, 5), [["time limit", 0.4]]);
    const table = await asked.end();

    expect(table.at(-2)![0]).toMatch(/^not proven: at most .* % above/);
    expect(asked.shown[0]![0 as never]).toEqual([
      expect.stringMatching(/to gain$/),
    ]);
  });

  it("refuses a time limit that has no end", () => {
    expect(() =>
      cell(aNetwork(5, 4, 1), [["time limit", 9999]]).last(),
    ).toThrow("option time limit must be at most 600 seconds, got 9999");
  });
});
