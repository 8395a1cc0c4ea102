import fs from "node:fs";
import path from "node:path";
import type { SeriesForecast } from "../../../engine/index.ts";
import { croston, forecastSeries, sba, tsb } from "../../../engine/index.ts";
import {
  ensureBuilt,
  removeFolder,
  stockwright,
  temporaryFolder,
} from "../../support/cli.ts";
import { sharedPath } from "../../support/reference.ts";

type Line = SeriesForecast & { readonly id: string };

describe("stockwright forecast", () => {
  const folder = temporaryFolder("forecast");
  const file = (text: string | Buffer) => {
    const where = path.join(folder, "demand.csv");
    fs.writeFileSync(where, text);
    return where;
  };
  beforeAll(() => ensureBuilt(), 300_000);
  afterAll(() => removeFolder(folder));

  async function lines(...args: string[]): Promise<Line[]> {
    const { code, stdout, stderr } = await stockwright(["forecast", ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
  }

  async function refusal(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await stockwright(["forecast", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    return stderr.trimEnd();
  }

  const rare = [0, 0, 5, 0, 0, 2, 0, 9, 0, 0, 1, 0];
  const header = `id,${rare.map((_, i) => `p${i + 1}`).join(",")}`;
  const demand = `${header}\nb,${rare.join(",")}\na,,,4,6,5,5,4,6,5,4,6,5\nzero,${rare.map(() => 0).join(",")}\n`;

  it("answers one line per series, in the order of the file, as the engine does", async () => {
    const found = await lines(
      file(demand),
      "--horizon",
      "2",
      "--lead-time",
      "3",
      "--review",
      "1",
    );
    expect(found.map(({ id }) => id)).toEqual(["b", "a", "zero"]);
    const options = { horizon: 2, covered: 4 };
    expect(found[0]).toEqual({ id: "b", ...forecastSeries(rare, options) });
    expect(found[0]!.leadTimeDemand.periods).toBe(4);
    expect(Object.keys(found[0]!.leadTimeDemand.quantiles)).toEqual([
      "0.5",
      "0.9",
      "0.95",
      "0.99",
    ]);
    expect(found[2]).toMatchObject({
      class: "none",
      forecast: [0, 0],
      leadTimeDemand: { distribution: "point" },
    });
  });

  it("reads what spreadsheets save: marks, semicolons, other line ends, empty columns at the end", async () => {
    const plain = await lines(file(demand), "--horizon", "1");
    const saved = `\ufeff${demand}`
      .replaceAll(",", ";")
      .replaceAll("\n", ";;\r\n");

    expect(await lines(file(saved), "--horizon", "1")).toEqual(plain);
  });

  it("keeps the constants, the start and the method it is given", async () => {
    const ask = (method: string, ...more: string[]) =>
      lines(file(demand), "--horizon", "1", "--method", method, ...more);
    const constants = { alpha: 0.2, beta: 0.05 };
    const typed = ["--alpha", "0.2", "--beta", "0.05"];

    const [mean] = await ask("croston", ...typed, "--init", "mean");
    expect(mean!.forecast[0]).toBe(
      croston(rare, { ...constants, init: "mean" }),
    );
    const [less] = await ask("sba", ...typed);
    expect(less).toMatchObject({
      method: "sba",
      forecast: [sba(rare, constants)],
    });
    const [fading] = await ask("tsb", ...typed);
    expect(fading!.forecast[0]).toBe(tsb(rare, constants));
  });

  it("prints the quantiles asked for, as they were typed", async () => {
    const [found] = await lines(
      file(demand),
      "--horizon",
      "1",
      "--quantiles",
      "0.8,0.975",
    );
    expect(Object.keys(found!.leadTimeDemand.quantiles)).toEqual([
      "0.8",
      "0.975",
    ]);
  });

  it("forecasts a whole file of spare parts within their band", async () => {
    const parts = await lines(
      sharedPath("data/carparts_monthly.csv"),
      "--horizon",
      "6",
    );
    expect(parts).toHaveLength(2674);
    for (const { forecast, leadTimeDemand } of parts) {
      expect(forecast.every((units) => units >= 0)).toBe(true);
      expect(
        Object.values(leadTimeDemand.quantiles).every(Number.isInteger),
      ).toBe(true);
    }
  });

  it.each([
    [
      "text for a number",
      "id,p1,p2\na,1,2\nb,3,many\n",
      'record 3 (id "b"), field p2 must be a number or blank, got "many"',
    ],
    [
      "a series without a name",
      "id,p1,p2\n,1,2\n",
      "record 2, field id must name the series, got nothing",
    ],
    [
      "periods out of order",
      "id,2026-01,2026-03,2026-02\na,1,2,3\n",
      "line 1: periods must stand oldest first, got 2026-02 after 2026-03",
    ],
    [
      "a period that stands there twice",
      "id,2026-W07,2026-W08,2026-W08\na,1,2,3\n",
      "line 1: period 2026-W08 must be there once, got it twice",
    ],
    [
      "a row cut short",
      "id,p1,p2\na,1\n",
      'record 2 (id "a") must have 3 columns as the header has, got 2',
    ],
    [
      "a column without a name",
      "id,2025-01,,2025-03\na,1,2,3\n",
      'line 1: column 3 must have a name, got nothing between "2025-01" and "2025-03"',
    ],
    [
      "a figure in a column without a name",
      "id,p1,p2,\na,1,2,\nb,3,4,5\n",
      'record 3 (id "b") must have 3 columns as the header has, got 4',
    ],
    [
      "a decimal comma",
      "id;p1;p2\na;1;1,5\n",
      'record 2 (id "a"), field p2 must be a number like 1234.5 or blank, got "1,5"',
    ],
    ["hexadecimal figures", "id,p1\na,0x10\n", 'blank, got "0x10"'],
    [
      "another encoding",
      Buffer.from("id,p1\ncaf\xe9,1\n", "latin1"),
      "line 2 is not UTF-8",
    ],
    [
      "UTF-16",
      Buffer.from("\ufeffid,p1\na,1\n", "utf16le"),
      "is UTF-16: save it as UTF-8",
    ],
    ["a header alone", "id,p1,p2\n", "holds no series"],
    ["an empty file", "", "is empty"],
    ["an open quote", 'id,p1\n"a,1\n', "a quote is opened and never closed"],
  ])(
    "refuses %s, naming file, record and field",
    async (_what, text, message) => {
      const line = await refusal(file(text), "--horizon", "1");
      expect(line).toContain("demand.csv: ");
      expect(line).toContain(message);
    },
  );

  it.each([
    [[], "--horizon"],
    [["--horizon", "0"], "--horizon"],
    [["--horizon", "2", "--quantiles", "0.5,95"], "--quantiles"],
    [
      ["--horizon", "2", "--method", "best"],
      "--method must be auto or one of naive,",
    ],
    [["--horizon", "2", "--alpha", "1.5"], "--alpha"],
    [["--horizon", "2", "--lead-time", "0"], "must not both be 0"],
    [
      ["--horizon", "2", "--method", "tsb", "--alpha", "best"],
      "--alpha must be a number for tsb",
    ],
    [
      ["--horizon", "3000", "--distribution", "bootstrap"],
      "--distribution bootstrap: leadTime and review must be at most 2000",
    ],
    [
      ["--horizon", "2", "--method", "sba", "--alpha", "most"],
      "from 0 to 1, best or rate",
    ],
  ])("refuses the options %j", async (options, message) => {
    expect(await refusal(file(demand), ...options)).toContain(message);
  });

  it("takes a period without a column for one that was not recorded, and says so", async () => {
    const [blank] = await lines(
      file("id,2025-01,2025-02,2025-03,2025-04\na,4,6,,5\n"),
      ...["--horizon", "1"],
    );
    const { stdout, stderr } = await stockwright([
      "forecast",
      file("id,2025-01,2025-02,2025-04\na,4,6,5\n"),
      ...["--horizon", "1"],
    ]);

    expect(JSON.parse(stdout)).toEqual(blank);
    expect(stderr.trimEnd()).toMatch(
      /line 1: 1 period has no column, first 2025-03 after 2025-02: not recorded$/,
    );
  });

  it("forecasts each record of an id that stands there twice, and says so", async () => {
    const { code, stdout, stderr } = await stockwright([
      "forecast",
      file("id,p1,p2\na,1,2\nb,3,4\na,5,6\n"),
      ...["--horizon", "1"],
    ]);
    const found = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);

    expect({ code, ids: found.map(({ id }) => id) }).toEqual({
      code: 0,
      ids: ["a", "b", "a"],
    });
    expect(found[0]!.findings).toEqual([]);
    expect(found[2]!.findings).toEqual([
      {
        code: "repeated-id",
        message: "record 2 has the same id: each is a series of its own",
      },
    ]);
    expect(stderr).toContain("records with the id of an earlier one: 1");
  });

  it("says which options a method has no use for", async () => {
    const { code, stderr } = await stockwright([
      ...["forecast", file(demand), "--horizon", "1", "--method", "naive"],
      ...["--alpha", "0.2", "--init", "mean"],
    ]);

    expect(code).toBe(0);
    expect(stderr).toBe(
      "--alpha and --init: without effect on --method naive\n",
    );
  });

  it("explains itself with an example", async () => {
    const { code, stdout } = await stockwright(["forecast", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Examples:");
    expect(stdout).toContain("stockwright forecast demand.csv --horizon 6");
  });
});
