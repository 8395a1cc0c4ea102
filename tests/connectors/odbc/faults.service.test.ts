import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  ConnectionError,
  type Connector,
} from "../../../connectors/connector.ts";
import { odbcConnector } from "../../../connectors/odbc/odbc-connector.ts";
import { shippedProfile } from "../../../connectors/profiles/shipped.ts";
import type { ChangeRow } from "../../../engine/contracts/index.ts";
import { planFor, run } from "../../contracts/connector-runs.ts";
import { postgresErp, type PostgresErp } from "../../support/erp-postgres.ts";
import { journalStates } from "../../support/erp-write-child.ts";

const profile = shippedProfile("sample");
const wanted = { safetyStock: 8, reorderPoint: 25, orderUpTo: 65 };

describe("an ERP in trouble", () => {
  let erp: PostgresErp;
  beforeAll(async () => {
    erp = await postgresErp();
  });
  afterAll(() => erp.drop());

  const fill = async (rows: number) => {
    await erp.pool.query("truncate erp_item_location, erp_item_location_audit");
    await erp.pool.query(
      `insert into erp_item_location (item_no, location, safety_stock, reorder_point, order_up_to)
       select 'I' || n, 'DC1', 5, 20, 50 from generate_series(1, $1) n`,
      [rows],
    );
    return Array.from({ length: rows }, (_, n) => `I${n + 1}@DC1`);
  };
  const connected = async <T>(
    work: (connector: Connector) => Promise<T>,
    options: { timeoutSeconds?: number; attempts?: number } = {},
  ): Promise<T> => {
    const connector = await odbcConnector({
      connectionString: erp.connectionString,
      profile,
      backoffMilliseconds: 10,
      ...options,
    });
    try {
      return await work(connector);
    } finally {
      await connector.close();
    }
  };
  const audit = async () => {
    const { rows } = await erp.pool.query<{ rows: string; items: string }>(
      "select count(*)::text as rows, count(distinct item_no)::text as items from erp_item_location_audit",
    );
    return [Number(rows[0]?.rows), Number(rows[0]?.items)];
  };

  it("that is down is worth a retry, and no message holds the password", async () => {
    const connector = await odbcConnector({
      connectionString:
        "Driver=PostgreSQL Unicode;Server=127.0.0.1;Port=1;Database=x;Uid=erp_user;Pwd=hunter2",
      profile,
      attempts: 1,
    });

    await expect(connector.readTarget(["A@B"])).rejects.toThrow(
      ConnectionError,
    );
    const { ok, canWrite, checks } = await connector.check();
    expect([ok, canWrite]).toEqual([false, false]);
    expect(JSON.stringify(checks)).not.toMatch(/hunter2|erp_user/);
    await connector.close();
  });

  it("that holds a row locked makes the write-back stop, and later finish", async () => {
    const ids = await fill(3);
    const rows = await connected((connector) =>
      planFor({ profile }, connector, ids, wanted, null),
    );
    const somebody = await erp.pool.connect();
    await somebody.query("begin");
    await somebody.query(
      "select 1 from erp_item_location where item_no = 'I2' for update",
    );

    await expect(
      connected((connector) => run({ connector, rows }), {
        timeoutSeconds: 1,
        attempts: 1,
      }),
    ).rejects.toThrow(ConnectionError);
    // One statement, all or nothing: nothing was written.
    expect(await audit()).toEqual([0, 0]);
    await somebody.query("rollback");
    somebody.release();

    await connected((connector) => run({ connector, rows }));
    expect(await audit()).toEqual([3, 3]);
  });

  it("that ends our connection mid-way is connected to again", async () => {
    const ids = await fill(4);
    await connected(async (connector) => {
      const rows = await planFor({ profile }, connector, ids, wanted, null);
      await erp.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
      const outcomes = await run({ connector, rows });
      expect(outcomes.map(({ state }) => state)).toEqual(
        ids.map(() => "written"),
      );
    });
    expect(await audit()).toEqual([4, 4]);
  });

  it("refuses writing when the profile's column is not what it says", async () => {
    const ids = await fill(1);
    const rows = await connected((connector) =>
      planFor({ profile }, connector, ids, wanted, null),
    );
    await erp.pool.query(
      "alter table erp_item_location alter column order_up_to type integer",
    );
    await connected(async (connector) => {
      await expect(connector.compareAndSet(rows, "ann")).rejects.toThrow(
        "erp_item_location.order_up_to is integer, the profile says decimal",
      );
      const { canWrite, checks } = await connector.check();
      expect(canWrite).toBe(false);
      expect(checks[0]).toMatchObject({ name: "tables", ok: false });
    });
    await erp.pool.query(
      "alter table erp_item_location alter column order_up_to type numeric",
    );
  });

  it("sees each row once although the writer is killed again and again", async () => {
    const ids = await fill(600);
    const plan = await connected((connector) =>
      planFor({ profile }, connector, ids, wanted, null),
    );
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "write-child-"));
    const files = {
      plan: path.join(folder, "plan.json"),
      journal: path.join(folder, "journal.jsonl"),
    };
    fs.writeFileSync(files.plan, JSON.stringify(plan));
    fs.writeFileSync(files.journal, "");
    let kills = 0;
    // Each child is killed a little later in its work; the last one is left alone.
    for (let after = 3; ; after += 17) {
      const ended = await child(files, after < 60 ? after : Infinity);
      if (ended === "done") break;
      kills++;
    }
    expect(kills).toBeGreaterThanOrEqual(3);

    expect(await audit()).toEqual([600, 600]);
    const states = journalStates(files.journal);
    expect([...new Set(states.values())].sort()).toEqual(
      expect.arrayContaining(["written"]),
    );
    const open = (plan as readonly ChangeRow[]).filter(
      ({ stageId }) =>
        !["written", "already-written"].includes(states.get(stageId) ?? ""),
    );
    expect(open).toEqual([]);
    fs.rmSync(folder, { recursive: true });
  });

  /** Runs the writer until its journal has grown by that many lines, then kills it. */
  function child(
    files: { readonly plan: string; readonly journal: string },
    lines: number,
  ): Promise<"done" | "killed"> {
    const support = path.resolve(import.meta.dirname, "../../support");
    const worker = spawn(
      process.execPath,
      [
        "--no-warnings",
        "--import",
        path.join(support, "typescript.mjs"),
        path.join(support, "erp-write-child.ts"),
        files.plan,
        files.journal,
      ],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ERP_ODBC: erp.connectionString },
      },
    );
    let errors = "";
    worker.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    let seen = 0;
    worker.stdout.on("data", (data: Buffer) => {
      seen += data.toString().split("\n").length - 1;
      if (seen >= lines) worker.kill("SIGKILL");
    });
    return new Promise((resolve, reject) => {
      worker.once("exit", (code, signal) => {
        if (signal === "SIGKILL") resolve("killed");
        else if (code === 0) resolve("done");
        else reject(new Error(`the writer failed: ${errors}`));
      });
    });
  }
});
