import http from "node:http";
import type { AddressInfo } from "node:net";
import { setCellSession } from "../../../addin/functions/cell-session.ts";
import {
  explainCell,
  reorderPointCell,
  safetyStockCell,
} from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import { streamedCell } from "../../support/streamed-cell.ts";
import { trouble } from "./cell-trouble.ts";

beforeAll(() => installCellRuntime());

const history = [[12], [7], [15], [9], [11], [14], [8], [10]];
type Rest = readonly unknown[];
const cell = (subject: unknown[][], ...rest: Rest) =>
  streamedCell((invocation) => {
    const [a, b, c, d, e, f, g, h, i] = rest;
    explainCell(subject, a, b, c, d, e, f, g, h, i, invocation);
  });
const sum = (table: unknown[][]) =>
  table.slice(1).reduce((all, [, amount]) => all + (amount as number), 0);

describe("EXPLAIN of a formula", () => {
  it("adds up to the bit of the safety stock and the reorder point beside it", () => {
    const rest = [4, 0.95, 0.5, 1, "gamma", "fill", 20] as const;
    const stock = cell(history, ...rest).last();
    const point = cell(history, ...rest, "reorder point", "week").last();

    expect(stock[0]!.slice(0, 2)).toEqual([
      "Safety stock",
      safetyStockCell(history, ...rest),
    ]);
    expect(sum(stock)).toBeCloseTo(stock[0]![1] as number, 9);
    expect(point[0]!.slice(0, 2)).toEqual([
      "Reorder point",
      reorderPointCell(history, ...rest),
    ]);
    expect(sum(point)).toBeCloseTo(point[0]![1] as number, 9);
    expect(point[1]![2]).toBe("10.8 a week, for 4 weeks");
    expect(stock[0]![2]).toMatch(/units keep the 95 % target/);
  });

  it.each([
    [
      "95 for 95 %",
      () => cell(history, 4, 95).last(),
      "#NUM!",
      "serviceLevel must be above 0 and below 1, got 95; write 95 % as 0.95",
    ],
    [
      "a number nobody knows",
      () => cell(history, 4, 0.95, 0, 0, "", "", "", "lot").last(),
      "#VALUE!",
      'number must be safety-stock, reorder-point or min, got "lot"',
    ],
  ])("%s says what to mend", (_, work, code, message) => {
    expect(trouble(work)).toEqual({ code, message });
  });
});

describe("EXPLAIN of a stage", () => {
  /** Answers one after the other, keeping what was asked. */
  async function aService(answers: readonly object[]) {
    const asked: unknown[] = [];
    const server = http.createServer((request, response) => {
      let text = "";
      request.on("data", (piece) => (text += piece));
      request.on("end", () => {
        asked.push([request.url, JSON.parse(text)]);
        const answer = answers[Math.min(asked.length, answers.length) - 1]!;
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    setCellSession({
      baseUrl: `http://127.0.0.1:${port}`,
      token: null,
      person: null,
    });
    return { asked, close: () => server.close() };
  }

  const explanation = {
    title: "Min (reorder point)",
    total: 25,
    unit: "pcs",
    parts: [
      { name: "Demand over the lead time", amount: 20, note: "10 a week" },
      { name: "Safety stock", amount: 5, note: "whole units included" },
    ],
    sentence: "Order at 25.",
  };

  it("waits for a run under way, and shows the parts when it is done", async () => {
    const service = await aService([
      { kind: "running", progress: 0.427 },
      { kind: "value", explanation },
    ]);
    try {
      const asked = cell([["PUMP@DC1"]], "min");
      expect(await asked.end()).toEqual([
        ["Min (reorder point)", 25, "Order at 25."],
        ["Demand over the lead time", 20, "10 a week"],
        ["Safety stock", 5, "whole units included"],
      ]);
      expect(asked.shown[0]).toEqual([["running 42 %"]]);
      expect(service.asked[0]).toEqual([
        "/api/v1/cells/explain",
        { stageId: "PUMP@DC1", field: "reorderPoint" },
      ]);
    } finally {
      service.close();
    }
  });

  it("asks what drives the excess of a stage", async () => {
    const service = await aService([{ kind: "value", explanation }]);
    try {
      await cell([["PUMP@DC1"]], "Excess").end();
      expect(service.asked).toEqual([
        ["/api/v1/cells/explain", { stageId: "PUMP@DC1", field: "excess" }],
      ]);
    } finally {
      service.close();
    }
  });

  it("says in words that nobody answers", async () => {
    const baseUrl = "http://127.0.0.1:9";
    setCellSession({ baseUrl, token: null, person: null });

    await expect(cell([["PUMP@DC1"]]).end()).rejects.toMatchObject({
      code: "#N/A",
      message: "the service did not answer: is it running?",
    });
  });

  it("says what is missing", async () => {
    const service = await aService([
      { kind: "missing", message: "the latest run has no stage X@Y" },
    ]);
    try {
      await expect(cell([["X@Y"]]).end()).rejects.toMatchObject({
        code: "#N/A",
        message: "the latest run has no stage X@Y",
      });
    } finally {
      service.close();
    }
  });
});
