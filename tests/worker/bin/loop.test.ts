import fs from "node:fs";
import path from "node:path";
import type {
  ChangeSetDetail,
  Findings,
  Run,
  SnapshotSummary,
} from "../../../engine/contracts/index.ts";
import { answered, stockwright } from "../../support/cli.ts";
import { sharedCliFolder } from "./cli-folder.ts";

const long = 600_000;

type Imported = Findings & { readonly snapshot: SnapshotSummary };

const mapping = {
  version: 1,
  id: "tiny",
  title: "A tiny company",
  currency: "EUR",
  period: "week",
  delimiter: ",",
  stages: {
    file: "items.csv",
    fields: {
      item: "sku",
      location: { constant: "DC" },
      description: "name",
      unit: { constant: "pcs" },
      unitDecimals: { constant: 0 },
      unitCost: "cost",
      echelon: { constant: 0 },
      promisedLeadTimeDays: { column: "weeks", unit: "weeks" },
    },
  },
  demand: {
    form: "wide",
    file: "demand.csv",
    fields: { item: "sku", location: { constant: "DC" } },
    periods: { dates: "iso-week" },
  },
};

function writeFiles(folder: string): void {
  fs.mkdirSync(folder);
  const file = (name: string, text: string) =>
    fs.writeFileSync(path.join(folder, name), text);
  const weeks = Array.from(
    { length: 30 },
    (_, week) => `2025-W${String(week + 1).padStart(2, "0")}`,
  );
  const demand = (base: number) =>
    weeks.map((_, week) => base + ((week * 7) % 11)).join(",");
  file("mapping.json", JSON.stringify(mapping));
  file("items.csv", "sku,name,cost,weeks\nA,Bolt,2,3\nB,Nut,1,2\n");
  file(
    "demand.csv",
    `sku,${weeks.join(",")}\nA,${demand(50)}\nB,${demand(9)}\n`,
  );
  file("broken.csv", "sku;name;cost;weeks\nA;Bolt;2;3\n");
}

describe("the loop on the command line", () => {
  const folder = sharedCliFolder();

  it(
    "goes from a folder of files to recommendations, and writes no file",
    async () => {
      const files = path.join(folder.root, "exports");
      writeFiles(files);
      const place = { data: folder.root, cwd: folder.root };
      const csv = ["import", "--connector", "csv", "--folder", "exports"];
      const good = [...csv, "--mapping", "exports/mapping.json"];
      const { snapshot } = await answered<Imported>(good, place);
      expect(snapshot).toMatchObject({
        connectionId: "exports",
        state: "ready",
        stages: 2,
        currency: "EUR",
      });

      const run = await answered<Run & { rows: { stageId: string }[] }>(
        ["optimize", "--rows"],
        place,
      );
      expect(run).toMatchObject({ state: "done", leftOut: [] });
      expect(run.rows.map(({ stageId }) => stageId).sort()).toEqual([
        "A@DC",
        "B@DC",
      ]);

      const planned = await stockwright(["plan-write"], place);
      expect(planned).toMatchObject({ code: 2, stdout: "" });
      expect(planned.stderr).toContain("name a connection to the ERP itself");

      fs.renameSync(
        path.join(files, "broken.csv"),
        path.join(files, "items.csv"),
      );
      const broken = await stockwright(good, place);
      expect(broken).toMatchObject({ code: 2, stdout: "" });
      expect(broken.stderr).toContain("items.csv");
    },
    long,
  );

  it(
    "goes from the sample company's ERP into it and back, by two people",
    async () => {
      const place = { data: folder.root };
      const { snapshot, findings } = await answered<Imported>(
        ["import", "--connector", "embedded"],
        place,
      );
      expect(snapshot.locations).toBeGreaterThanOrEqual(15);
      // The sample company brings dirty rows, so that there is something to find.
      expect(findings.length).toBeGreaterThan(0);

      const run = await answered<Run>(
        ["optimize", "--snapshot", snapshot.id],
        place,
      );
      expect(run.snapshotDigest).toBe(snapshot.digest);
      const { changeSet } = await answered<ChangeSetDetail>(
        ["plan-write", "--run", run.id],
        place,
      );
      const { id, digest, counts } = changeSet;
      expect(counts.change).toBeGreaterThan(0);

      const early = await stockwright(["write-back", id], place);
      expect(early).toMatchObject({ code: 2, stdout: "" });
      expect(early.stderr).toContain("another person than its author");
      const bare = ["approve", id, "--digest", digest!];
      const silent = await stockwright(bare, place);
      expect(silent).toMatchObject({ code: 2, stdout: "" });
      expect(silent.stderr).toContain("--comment must say why");
      const signed = ["--digest", digest!, "--comment", "read row by row"];
      await answered(["approve", id, ...signed], place);
      const written = await answered<ChangeSetDetail>(
        ["write-back", id],
        place,
      );
      expect(written.changeSet).toMatchObject({
        state: "written",
        author: "pat",
        approval: { by: "alex", digest },
        counts: { written: counts.change, failed: 0 },
      });
      await answered(["verify", id], place);

      const undo = await answered<ChangeSetDetail>(["undo", id], place);
      expect(undo.changeSet).toMatchObject({
        undoes: id,
        state: "awaiting-approval",
        counts: { change: counts.change },
      });
      const log = await answered<{ entries: number; brokenAt: null }>(
        ["verify", "--log"],
        place,
      );
      expect(log.brokenAt).toBeNull();
      expect(log.entries).toBeGreaterThanOrEqual(8);
    },
    long,
  );
});
