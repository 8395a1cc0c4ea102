import fs from "node:fs/promises";
import path from "node:path";
import { openCsvConnector } from "../../../connectors/csv/csv-connector.ts";
import { parseCsvMapping } from "../../../connectors/csv/mapping.ts";
import { InputError } from "../../../engine/index.ts";
import {
  aConnector,
  aFolder,
  imported,
  latin,
  plainMapping,
  plainStock,
} from "./folder.ts";

/** What the import is refused with. */
async function refusal(
  text: string | Uint8Array,
  change: object = {},
): Promise<string> {
  const error: unknown = await imported(
    { "stock.csv": text },
    { ...plainMapping, ...change },
  ).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

describe("a folder of exported files: what it refuses", () => {
  it("a missing column: it names those found and the nearest", async () => {
    expect(await refusal("item,place,unit_costs,stock\nA,X,1,1\n")).toBe(
      'stock.csv has no column "cost"; it has "item", "place", "unit_costs", "stock"',
    );
    expect(await refusal("Item,place,cost,stock\nA,X,1,1\n")).toBe(
      'stock.csv has no column "item"; did you mean "Item"; it has "Item", "place", "cost", "stock"',
    );
  });

  it("a wrong delimiter", async () => {
    expect(await refusal(plainStock, { delimiter: ";" })).toBe(
      'stock.csv has no column "item", only one column "item,place,cost,stock": ";" may be the wrong delimiter',
    );
  });

  it("a column that stands there twice", async () => {
    expect(await refusal("item,item,place,cost,stock\nA,B,X,1,1\n")).toBe(
      'stock.csv has two columns "item": rename one of them',
    );
  });

  it("bytes that are not UTF-8, by their line", async () => {
    const many = "A,X,1,1\n".repeat(20_000);

    expect(
      await refusal(
        latin(`item,place,cost,stock\n${many}B,KÖLN,1,1\nC,X,1,1\n`),
      ),
    ).toBe(
      'stock.csv, line 20002 is not UTF-8: set encoding to "windows-1252", or save the file as UTF-8',
    );
  });

  it("UTF-8 that is called something else", async () => {
    const change = { encoding: "windows-1252" };

    expect(await refusal("item,place,cost,stock\nA,KÖLN,1,1\n", change)).toBe(
      'stock.csv, line 2 is UTF-8: set encoding to "utf-8", got "windows-1252"',
    );
    expect(await refusal(`\ufeff${plainStock}`, change)).toBe(
      'stock.csv begins with the mark of UTF-8: set encoding to "utf-8", got "windows-1252"',
    );
  });

  it("UTF-16", async () => {
    expect(await refusal(Buffer.from(`\ufeff${plainStock}`, "utf16le"))).toBe(
      'stock.csv is UTF-16: save it as UTF-8 ("CSV UTF-8" in Excel)',
    );
  });

  it("an empty file, one without rows, and one without a usable row", async () => {
    expect(await refusal("")).toBe(
      "stock.csv is empty: not even a header line",
    );
    expect(await refusal("item,place,cost,stock\n")).toBe(
      "stock.csv holds no usable row: no row passes the filter",
    );
    expect(await refusal("item,place,cost,stock\n,X,1,1\n")).toBe(
      "stock.csv holds no usable row: item is empty: the row is left out",
    );
  });

  it("a quote that never ends", async () => {
    expect(
      await refusal('item,place,cost,stock\nA,X,1,1\n"B,X,1,1\nC,X,1,1\n'),
    ).toMatch(/^stock\.csv, line \d+: a quote is opened and never closed$/);
  });

  it("records that never match the header", async () => {
    expect(await refusal("item,place,cost,stock\nA,X,1,1,\nB,X,1,1,\n")).toBe(
      "stock.csv: no record has as many cells as the header (4): check delimiter and quotes",
    );
  });

  it("a broken archive", async () => {
    const folder = await aFolder({ "stock.csv.gz": plainStock });
    const file = path.join(folder, "stock.csv.gz");
    const mapping = parseCsvMapping({
      ...plainMapping,
      stages: { ...plainMapping.stages, file: "stock.csv.gz" },
    });
    await fs.writeFile(path.join(folder, "map.json"), JSON.stringify(mapping));
    const attempt = async () => {
      const connector = await openCsvConnector({
        folder,
        mapping: path.join(folder, "map.json"),
      });
      return connector.readSnapshot({
        signal: new AbortController().signal,
        progress: () => undefined,
      });
    };
    expect((await attempt()).stages).toHaveLength(2);

    const whole = await fs.readFile(file);
    for (const broken of [
      whole.subarray(0, whole.length - 12),
      Buffer.from(plainStock),
    ]) {
      await fs.writeFile(file, broken);
      await expect(attempt()).rejects.toThrow(
        "stock.csv.gz is no complete gzip file: export it again, or drop the ending .gz",
      );
    }
  });

  it("a missing file, and one outside the folder", async () => {
    const folder = await aFolder({ "stock.csv": plainStock });
    const away = (file: string) => ({
      ...plainMapping,
      stages: { ...plainMapping.stages, file },
    });

    await expect(
      imported({ "stock.csv": plainStock }, away("stocks.csv")),
    ).rejects.toThrow(/^the file stocks\.csv is missing in the folder /);
    for (const file of [
      `../${path.basename(folder)}/stock.csv`,
      path.join(folder, "stock.csv"),
    ]) {
      await expect(
        imported({ "stock.csv": plainStock }, away(file)),
      ).rejects.toThrow("must lie in the folder");
    }
  });

  it("a mapping that says what it cannot", async () => {
    const wrong = (change: object) => () =>
      parseCsvMapping({ ...plainMapping, ...change });

    expect(wrong({ version: undefined })).toThrow(
      "mapping: version: must be 1, got nothing",
    );
    expect(wrong({ period: "year" })).toThrow(
      'mapping: period: must be "day" or "week" or "month", got "year"',
    );
    expect(wrong({ currency: "Euro" })).toThrow(
      "mapping: currency: must be three capital letters, like EUR",
    );
    expect(wrong({ stages: { file: "a.csv", fields: { item: "a" } } })).toThrow(
      "mapping: stages.fields.location: must be one of the forms we know, got nothing",
    );
    // A misspelt field would otherwise be left out without a word.
    expect(
      wrong({
        stages: {
          file: "a.csv",
          fields: { item: "a", location: "b", unitcost: "c" },
        },
      }),
    ).toThrow("unitcost");

    const folder = await aFolder({ "map.json": "{ version: 1 }" });
    await expect(
      openCsvConnector({ folder, mapping: path.join(folder, "map.json") }),
    ).rejects.toThrow("is no JSON");
    await expect(
      openCsvConnector({ folder, mapping: path.join(folder, "none.json") }),
    ).rejects.toThrow("cannot be read");
  });

  it("any write, and says so when it is checked", async () => {
    const connector = await aConnector({ "stock.csv": plainStock });
    const message =
      "a folder of exported files cannot be written to: name a connection to the ERP itself as the target";

    expect(await connector.check()).toEqual({
      ok: true,
      canWrite: false,
      checks: [
        {
          name: "stages",
          ok: true,
          message: "stock.csv has what its 4 fields need",
        },
        { name: "writing", ok: true, message },
      ],
    });
    await expect(connector.readTarget(["A@X"])).rejects.toThrow(message);
    await expect(connector.compareAndSet([], "maria")).rejects.toThrow(message);
  });

  it("nothing when checked, but tells what an import would refuse", async () => {
    const connector = await aConnector({ "stock.csv": "item,place,stock\n" });

    expect(await connector.check()).toMatchObject({
      ok: false,
      canWrite: false,
      checks: [
        {
          name: "stages",
          ok: false,
          message: expect.stringContaining('no column "cost"'),
        },
        { name: "writing" },
      ],
    });
  });
});
