import fs from "node:fs";
import path from "node:path";
import { ensureBuilt, stockwright } from "../support/cli.ts";
import { needed } from "../support/erp-services.ts";
import { sharedText } from "../support/reference.ts";
import { manMapping } from "../support/service-process.ts";
import { cliFolder } from "../worker/bin/cli-folder.ts";

const long = 300_000;

describe("exported files that are not what the mapping says", () => {
  let folder: Awaited<ReturnType<typeof cliFolder>>;
  let files: string;

  beforeAll(async () => {
    ensureBuilt();
    folder = await cliFolder();
    files = path.join(folder.root, "exports");
  }, long);
  afterAll(() => folder.remove());
  beforeEach(() => {
    fs.rmSync(files, { recursive: true, force: true });
    fs.mkdirSync(files);
    const first = (file: string) =>
      sharedText(`data/${file}`).split("\n").slice(0, 41).join("\n");
    fs.writeFileSync(path.join(files, "man_items.csv"), first("man_items.csv"));
    const mapping = fs
      .readFileSync(manMapping, "utf8")
      .replace("man_weekly.csv.gz", "man_weekly.csv");
    fs.writeFileSync(path.join(files, "mapping.json"), mapping);
    fs.writeFileSync(
      path.join(files, "man_weekly.csv"),
      first("man_weekly.csv.gz"),
    );
  });
  const change = (file: string, by: (text: string) => string | Buffer) => {
    const where = path.join(files, file);
    fs.writeFileSync(where, by(fs.readFileSync(where, "utf8")));
  };
  /** The one line that the import is refused with. */
  const refusal = async (): Promise<string> => {
    const { code, stdout, stderr } = await stockwright(
      [
        ...["import", "--connector", "csv", "--folder", files],
        ...["--mapping", path.join(files, "mapping.json")],
      ],
      { data: folder.root },
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    const lines = stderr.trim().split("\n");
    // Progress may stand before it: "Reading … 0 %".
    const told = lines.filter((line) => !/ \d+ %$/.test(line));
    expect(told).toHaveLength(1);
    return told[0]!;
  };

  it(
    "a delimiter that the mapping does not name",
    async () => {
      change("man_items.csv", (text) => text.replaceAll(",", ";"));

      expect(await refusal()).toMatch(
        /^stockwright: man_items\.csv has no column "sku", only one column "sku;sub_packaging_units;.*": "," may be the wrong delimiter$/,
      );
    },
    long,
  );

  it(
    "bytes of another encoding, by their line",
    async () => {
      change("man_items.csv", (text) =>
        Buffer.from(text.replace("\n3,", "\nK\u00d6LN,"), "latin1"),
      );

      // Line 1 is the header, so item 3 stands in line 4.
      expect(await refusal()).toBe(
        'stockwright: man_items.csv, line 4 is not UTF-8: set encoding to "windows-1252", or save the file as UTF-8',
      );
    },
    long,
  );

  it(
    "a column that is missing",
    async () => {
      change("man_items.csv", (text) =>
        text.replace("cost_price_eur", "cost_prices"),
      );

      expect(await refusal()).toContain(
        'stockwright: man_items.csv has no column "cost_price_eur"',
      );
    },
    long,
  );

  it(
    "a file, a folder or a mapping that is not there",
    async () => {
      fs.rmSync(path.join(files, "man_weekly.csv"));
      expect(await refusal()).toContain("man_weekly.csv");
      change("mapping.json", () => "{");
      expect(await refusal()).toContain("mapping.json");
      fs.rmSync(path.join(files, "mapping.json"));
      expect(await refusal()).toContain("mapping.json");
    },
    long,
  );
});

describe("stockwright worker alone", () => {
  it(
    "says that it needs DATABASE_URL",
    async () => {
      expect(
        await stockwright(["worker"], { env: { DATABASE_URL: "" } }),
      ).toEqual({
        code: 2,
        stdout: "",
        stderr:
          "stockwright: a worker of its own needs DATABASE_URL: the embedded database belongs to one process, and `stockwright serve` works in it already\n",
      });
    },
    long,
  );

  it(
    "says that its database does not answer, and never the password",
    async () => {
      const url = "postgres://planner:geheim123@127.0.0.1:9/stock";
      const { code, stdout, stderr } = await stockwright(["worker"], {
        env: { DATABASE_URL: url },
      });

      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toBe(
        "stockwright: DATABASE_URL: PostgreSQL does not let us in: connect ECONNREFUSED 127.0.0.1:9\n",
      );
      expect(stderr).not.toContain("geheim123");
    },
    long,
  );

  it(
    "says that its Redis does not answer, instead of waiting for it",
    async () => {
      expect(
        await stockwright(["worker"], {
          env: {
            DATABASE_URL: needed("STOCKWRIGHT_TEST_POSTGRES"),
            REDIS_URL: "redis://127.0.0.1:9",
          },
        }),
      ).toEqual({
        code: 2,
        stdout: "",
        stderr:
          "stockwright: REDIS_URL: Redis does not let us in: connect ECONNREFUSED 127.0.0.1:9\n",
      });
    },
    long,
  );
});
