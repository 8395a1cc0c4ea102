import type {
  ChangeRow,
  ChangeSetDetail,
  Findings,
  RecommendationRow,
  Run,
  SnapshotSummary,
} from "../../engine/contracts/index.ts";
import { answered, ensureBuilt, stockwright } from "../support/cli.ts";
import { flatRule, manErp } from "../support/erp-man.ts";
import type { ManErp, ManRow } from "../support/erp-man.ts";
import { reference, sharedPath } from "../support/reference.ts";
import { erpVariable, manMapping } from "../support/service-process.ts";
import { cliFolder } from "../worker/bin/cli-folder.ts";

const long = 900_000;

type Imported = Findings & { readonly snapshot: SnapshotSummary };
type RunWithRows = Run & { readonly rows: readonly RecommendationRow[] };

const fields = {
  safetyStock: "safety",
  reorderPoint: "min",
  orderUpTo: "max",
} as const;

/** What the plan says that the ERP's row shall hold; fields it leaves alone as they were. */
function planned({ changes }: ChangeRow, before: ManRow): ManRow {
  const row: Record<string, string | null> = { ...before };
  for (const { field, newValue } of changes) {
    row[fields[field as keyof typeof fields]] = newValue;
  }
  return row as unknown as ManRow;
}

describe("a distributor's 3,451 items, from files into a PostgreSQL ERP and back", () => {
  const { man } = reference<{
    man: { skus: number; zero_demand_skus: number };
  }>("forecast/hygiene.json");
  const seconds: Record<string, string> = {};
  let folder: Awaited<ReturnType<typeof cliFolder>>;
  let erp: ManErp;
  let before: ReadonlyMap<string, ManRow>;
  let run: RunWithRows;
  let detail: ChangeSetDetail;

  let said = "";
  const command = async <T>(args: readonly string[]): Promise<T> => {
    const started = performance.now();
    const env = { [erpVariable]: erp.connectionString };
    const ended = await stockwright(args, { data: folder.root, env });
    said = ended.stderr;
    expect([ended.code, said]).toEqual([0, said]);
    const name = args[0]!;
    const took = ((performance.now() - started) / 1000).toFixed(1);
    seconds[name in seconds ? `${name} (undo)` : name] = took;
    return JSON.parse(ended.stdout) as T;
  };

  beforeAll(async () => {
    ensureBuilt();
    [folder, erp] = await Promise.all([cliFolder(), manErp()]);
    before = await erp.rows();
  }, long);
  afterAll(async () => {
    process.stderr.write(`seconds: ${JSON.stringify(seconds)}\n`);
    await erp.drop();
    folder.remove();
  });

  it(
    "imports every item, and names the ERP without its secret",
    async () => {
      const place = {
        data: folder.root,
        env: { [erpVariable]: erp.connectionString },
      };
      // The ERP knows the items and no sales: it is where the numbers go.
      const odbc = ["import", "--connector", "odbc", "--profile", "sample"];
      const named = await stockwright(
        [...odbc, "--env", erpVariable, "--connection", "erp"],
        place,
      );
      expect(named).toMatchObject({ code: 0 });
      expect(named.stdout + named.stderr).not.toContain(erp.connectionString);

      const { snapshot, findings, importFindings } = await command<Imported>([
        ...["import", "--connector", "csv", "--mapping", manMapping],
        ...["--folder", sharedPath("data"), "--connection", "man"],
      ]);
      expect(snapshot).toMatchObject({
        state: "ready",
        stages: man.skus,
        locations: 1,
        currency: "EUR",
      });
      expect(importFindings).toEqual([]);
      const never = findings.find(({ code }) => code === "all-zero-history");
      expect(never?.count).toBe(man.zero_demand_skus);
    },
    long,
  );

  it(
    "optimizes what was ever sold, and says how many were left out and why",
    async () => {
      run = await command<RunWithRows>(["optimize", "--rows"]);

      expect(run.state).toBe("done");
      expect(run.leftOut).toHaveLength(man.zero_demand_skus);
      expect(new Set(run.leftOut.map(({ code }) => code))).toEqual(
        new Set(["no-demand"]),
      );
      expect(said).toContain(
        `left out ${man.zero_demand_skus} (no-demand), as ${run.leftOut[0]!.stageId}: no demand in the record`,
      );
      // 3,451 − 1,510
      expect(run.rows).toHaveLength(man.skus - man.zero_demand_skus);
    },
    long,
  );

  it(
    "writes what another person approved, each row once, and proves it",
    async () => {
      detail = await command<ChangeSetDetail>([
        ...["plan-write", "--run", run.id, "--connection", "erp"],
        ...["--max-change", "1e9", "--rows"],
      ]);
      const { id, digest, counts } = detail.changeSet;
      expect(counts).toMatchObject({ missing: 0, conflict: 0, blocked: 0 });
      expect(counts.change + counts.unchanged).toBe(run.rows.length);
      expect(await erp.audit()).toEqual(new Map());

      // A row that its replay does not confirm asks for an approval that says why.
      const comment = ["--comment", "lumpy parts, looked at one by one"];
      await command(["approve", id, "--digest", digest!, ...comment]);
      const { changeSet } = await command<ChangeSetDetail>(["write-back", id]);
      expect(changeSet).toMatchObject({
        state: "written",
        author: "pat",
        approval: { by: "alex", digest },
        counts: { written: counts.change, failed: 0 },
      });
      await command(["verify", id]);

      const changed = detail.rows.filter(({ kind }) => kind === "change");
      const wanted = new Map(
        changed.map((row) => [
          row.stageId,
          planned(row, before.get(row.stageId)!),
        ]),
      );
      expect(await erp.rows()).toEqual(new Map([...before, ...wanted]));
      // The ERP's trigger: each row once, by who wrote it, with these very texts.
      expect(await erp.audit()).toEqual(
        new Map(
          [...wanted].map(([id, row]) => [id, [{ actor: "pat", ...row }]]),
        ),
      );
      const recommended = new Map(
        run.rows.map(({ stageId, recommended }) => [stageId, recommended]),
      );
      for (const [stageId, { safety, min, max }] of wanted) {
        const { safetyStock, reorderPoint, orderUpTo } =
          recommended.get(stageId)!;
        expect([safety, min, max].map(Number)).toEqual([
          safetyStock,
          reorderPoint,
          orderUpTo,
        ]);
      }
    },
    long,
  );

  it(
    "takes all of it back, by two people again, and the log holds",
    async () => {
      const { id, counts } = detail.changeSet;
      const undo = await command<ChangeSetDetail>(["undo", id]);
      expect(undo.changeSet.counts.change).toBe(counts.change);
      const again = undo.changeSet.id;
      await command(["approve", again, "--digest", undo.changeSet.digest!]);
      const { changeSet } = await command<ChangeSetDetail>([
        "write-back",
        again,
      ]);

      expect(changeSet).toMatchObject({ state: "written", undoes: id });
      expect(await erp.rows()).toEqual(before);
      expect(new Set([...before.values()].map(({ min }) => min))).toEqual(
        new Set([null, flatRule.min]),
      );
      const audit = await erp.audit();
      expect(audit.size).toBe(counts.change);
      expect([...audit.values()].every((rows) => rows.length === 2)).toBe(true);
      const log = await answered<{ brokenAt: number | null }>(
        ["verify", "--log"],
        { data: folder.root },
      );
      expect(log.brokenAt).toBeNull();
    },
    long,
  );
});
