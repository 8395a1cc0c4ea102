import fs from "node:fs";
import path from "node:path";
import type { SeriesForecast } from "../../../engine/index.ts";
import {
  ensureBuilt,
  removeFolder,
  stockwright,
  temporaryFolder,
} from "../../support/cli.ts";

type Line = SeriesForecast & {
  readonly id: string;
  readonly baseline?: readonly number[];
  readonly uplifts?: readonly { readonly factor: number }[];
  readonly lastBuy?: { readonly periods: number; readonly mean: number };
  readonly launch?: { readonly ownPeriods: number; readonly launches: number };
};

describe("stockwright forecast with a plan", () => {
  const folder = temporaryFolder("planned");
  const file = (name: string, text: string) => {
    const where = path.join(folder, name);
    fs.writeFileSync(where, text);
    return where;
  };
  beforeAll(() => ensureBuilt(), 300_000);
  afterAll(() => removeFolder(folder));

  const months = Array.from(
    { length: 12 },
    (_, i) => `2025-${String(i + 1).padStart(2, "0")}`,
  );
  const demand = [
    `id,${months.join(",")}`,
    "a,10,9,30,11,10,9,33,10,11,10,9,10",
    "b,20,22,19,61,20,21,19,20,60,22,20,19",
    "c,5,4,5,6,4,5,6,5,4,5,5,5",
    "new,,,,,,,,,,,,2",
    "",
  ].join("\n");
  const plan = [
    "id,period,display,contract",
    "a,2025-03,1,",
    "a,2025-07,1,",
    "b,2025-04,1,",
    "b,2025-09,1,",
    "a,+2,1,",
    "c,2026-01,,40",
    "c,2025-04,,2",
    "",
  ].join("\n");

  async function lines(...args: string[]): Promise<Map<string, Line>> {
    const { code, stdout, stderr } = await stockwright([
      "forecast",
      file("demand.csv", demand),
      "--horizon",
      "3",
      ...args,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return new Map(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Line)
        .map((line) => [line.id, line]),
    );
  }

  async function refusal(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await stockwright([
      "forecast",
      file("demand.csv", demand),
      "--horizon",
      "3",
      ...args,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr.trimEnd();
  }

  it("puts a planned promotion where it is planned, and keeps it out of the baseline", async () => {
    const found = await lines("--promotions", file("plan.csv", plan));
    const a = found.get("a")!;
    expect(a.method).toBe("promotion");
    expect(a.forecast[1]! / a.forecast[0]!).toBeGreaterThan(2);
    for (const units of a.baseline!) {
      expect(units).toBeGreaterThan(8);
      expect(units).toBeLessThan(12);
    }
    expect(a.uplifts![0]!.factor).toBeGreaterThan(2);
  });

  it("adds a contract to come as it is, and takes a past one for no habit", async () => {
    const found = await lines("--promotions", file("plan.csv", plan));
    const { forecast, leadTimeDemand } = found.get("c")!;
    expect(forecast[0]).toBeGreaterThan(43);
    expect(forecast[0]).toBeLessThan(47);
    expect(forecast[1]).toBeLessThan(7);
    expect(leadTimeDemand.quantiles["0.5"]).toBeGreaterThan(50);
  });

  it("lets a young series follow earlier launches", async () => {
    const found = await lines("--launch-like", "a,c");
    const young = found.get("new")!;
    expect(young.method).toBe("launch");
    expect(young.launch).toMatchObject({ ownPeriods: 1, launches: 2 });
    expect(young.forecast[0]).toBeGreaterThan(2);
    expect(young.findings).toHaveLength(1);
    expect(young.findings[0]!.message).toMatch(
      /^periods of its own: 1; \d+ % of its level is its own word, the rest that of 2 earlier launches$/,
    );
    expect(found.get("b")!.method).not.toBe("launch");
  });

  it("fades to zero by the end, and says what a last buy must cover", async () => {
    const found = await lines("--ends", "b=2026-02,c=+1");
    const { forecast, lastBuy } = found.get("b")!;
    expect(forecast[0]).toBeGreaterThan(forecast[1]!);
    expect(forecast[2]).toBe(0);
    expect(lastBuy!.periods).toBe(2);
    expect(lastBuy!.mean).toBeCloseTo(forecast[0]! + forecast[1]!, 6);
    expect(found.get("c")!.forecast.slice(1)).toEqual([0, 0]);
    expect(found.get("a")!.lastBuy).toBeUndefined();
  });

  it("ends all series at once when no id is named", async () => {
    const found = await lines("--ends", "2026-01");
    for (const { lastBuy } of found.values()) expect(lastBuy!.periods).toBe(1);
  });

  it.each([
    ["id,period,display\nx,+1,1\n", "bad.csv: id must be that of a series in"],
    ["", "bad.csv: is empty"],
    ["id,period,display\n", "bad.csv: must hold at least one record, got none"],
    ["id,period\na,+1\n", "line 1: must have a column of a price or a flag"],
    [
      "id,period,display,display\na,+1,1,0\n",
      "column display must be there once, got it twice",
    ],
    [
      "id,period,display\na,+1,1\na,+1,0\n",
      'line 3 (id "a"): display must be given once for +1, got it twice',
    ],
    ["id,period,price\na,+1,0x10\n", 'like 1234.5, got "0x10"'],
    ["id,display\na,1\n", "column period must be there, got id, display"],
    [
      "id,period,display\na,2025-13,1\n",
      'line 2 (id "a"): period must be one of the file, +1 for the next one',
    ],
    [
      "id,period,display\na,+1,3\n",
      'line 2 (id "a"): display must be from 0 to 1, got 3',
    ],
    [
      "id,period,price\na,+1,0\n",
      'line 2 (id "a"): price must be above 0, got 0',
    ],
    [
      "id,period,price\na,+1,cheap\n",
      'line 2 (id "a"): price must be a number like 1234.5, got "cheap"',
    ],
    [
      "id,period,contract\na,+1,-4\n",
      'line 2 (id "a"): contract must be at least 0, got -4',
    ],
  ])("refuses the plan %j", async (text, message) => {
    const where = file("bad.csv", text);
    expect(await refusal("--promotions", where)).toContain(message);
  });

  it.each([
    [
      ["--launch-like", "nobody"],
      "--launch-like: id must be that of a series in",
    ],
    [["--launch-like", "a,,c"], "none empty"],
    [
      ["--promotions", "/nowhere/plan.csv"],
      "/nowhere/plan.csv: there is no such file",
    ],
    [["--ends", "2025-11"], "--ends must be a period to come"],
    [["--ends", "soon"], '"2025-12" like it, got "soon"'],
    [["--ends", "z=+2"], "--ends: id must be that of a series in"],
  ])("refuses the options %j", async (options, message) => {
    expect(await refusal(...options)).toContain(message);
  });
});
