import { performance } from "node:perf_hooks";
import { odbcConnector } from "../../connectors/odbc/odbc-connector.ts";
import { shippedProfile } from "../../connectors/profiles/shipped.ts";
import { planChanges } from "../../connectors/write-back/plan.ts";
import {
  writeBack,
  type WriteBackJournal,
} from "../../connectors/write-back/write-back.ts";
import type { ChangeRow } from "../../engine/contracts/index.ts";
import { postgresErp } from "../support/erp-postgres.ts";

const rows = 100_000;
const chunkSize = 4000;

/**
 * 100,000 policy rows into PostgreSQL over ODBC: the whole write-back with its journal (in
 * a second PostgreSQL table) and read-back, and the bare guarded statement against the
 * native driver's bulk update of the same rows.
 */
export async function run(): Promise<
  {
    name: string;
    ours: number;
    baseline: number;
    baselineName: string;
    unit: string;
    ratio: number;
  }[]
> {
  const erp = await postgresErp();
  const profile = shippedProfile("sample");
  const connector = await odbcConnector({
    connectionString: erp.connectionString,
    profile,
  });
  try {
    await erp.pool.query(
      `insert into erp_item_location (item_no, location, safety_stock, reorder_point, order_up_to)
       select 'ITEM-' || n, 'DC1', 5, 20, 50 from generate_series(1, $1) n`,
      [rows],
    );
    await erp.pool.query(
      "create table journal (sequence bigint generated always as identity primary key, stage_id text, state text, message text, at timestamptz)",
    );
    const stageIds = Array.from(
      { length: rows },
      (_, n) => `ITEM-${n + 1}@DC1`,
    );
    const plan = async (raise: number): Promise<readonly ChangeRow[]> =>
      planChanges({
        rows: stageIds.map((stageId) => ({
          stageId,
          values: {
            safetyStock: 5 + raise,
            reorderPoint: 20 + raise,
            orderUpTo: 50 + raise,
          },
          unitDecimals: 0,
          lotSize: null,
          unitCost: 1,
          overridden: false,
          overrideReason: null,
          snapshotValues: null,
        })),
        targets: await connector.readTarget(stageIds),
        profile,
        maxChange: 1e9,
        snapshotAgeHours: 0,
      });

    const whole = await seconds(async () => {
      let written = 0;
      for await (const outcomes of writeBack({
        rows: await plan(1),
        connector,
        journal: tableJournal(erp.pool),
        actor: "bench",
        chunkSize,
      }))
        written += outcomes.filter(({ state }) => state === "written").length;
      if (written !== rows)
        throw new Error(`only ${written} rows were written`);
    });

    // Alternating, after one warm-up each; the median of three.
    const bare: number[] = [];
    const native: number[] = [];
    for (let round = 0; round < 4; round++) {
      const ours = await plan(2 + 2 * round);
      const first = await seconds(async () => {
        for (let start = 0; start < rows; start += chunkSize)
          await connector.compareAndSet(
            ours.slice(start, start + chunkSize),
            "bench",
          );
      });
      const theirs = await plan(3 + 2 * round);
      const second = await seconds(async () => {
        for (let start = 0; start < rows; start += chunkSize)
          await nativeUpdate(erp.pool, theirs.slice(start, start + chunkSize));
      });
      if (round === 0) continue;
      bare.push(first);
      native.push(second);
    }
    return [
      {
        name: "write-back of 100,000 rows over ODBC, journaled and read back (bar 20 s)",
        ours: whole,
        baseline: median(native),
        baselineName:
          "pg: bulk UPDATE of the same rows, no guard, journal or read-back",
        unit: "s",
        ratio: whole / median(native),
      },
      {
        name: "guarded statement of 100,000 rows over ODBC (bar 1.3 x)",
        ours: median(bare),
        baseline: median(native),
        baselineName: "pg: bulk UPDATE from unnest, no guard",
        unit: "s",
        ratio: median(bare) / median(native),
      },
    ];
  } finally {
    await connector.close();
    await erp.drop();
  }
}

type Pool = Awaited<ReturnType<typeof postgresErp>>["pool"];

/** One insert a chunk, as a store would keep it. */
function tableJournal(pool: Pool): WriteBackJournal {
  return {
    settle: async (outcomes) => {
      await pool.query(
        `insert into journal (stage_id, state, message, at)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])`,
        [
          outcomes.map(({ stageId }) => stageId),
          outcomes.map(({ state }) => state),
          outcomes.map(({ message }) => message),
          outcomes.map(({ at }) => at),
        ],
      );
    },
  };
}

/** What the native driver does best: arrays in, one UPDATE, no look at old values. */
async function nativeUpdate(
  pool: Pool,
  writes: readonly ChangeRow[],
): Promise<void> {
  const value = (row: ChangeRow, field: string) =>
    row.changes.find((change) => change.field === field)?.newValue ?? null;
  await pool.query(
    `update erp_item_location as t
     set safety_stock = w.s, reorder_point = w.r, order_up_to = w.m, row_version = t.row_version + 1
     from unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[], $5::numeric[]) as w(item_no, location, s, r, m)
     where t.item_no = w.item_no and t.location = w.location`,
    [
      writes.map(({ key }) => key["item_no"]),
      writes.map(({ key }) => key["location"]),
      writes.map((row) => value(row, "safetyStock")),
      writes.map((row) => value(row, "reorderPoint")),
      writes.map((row) => value(row, "orderUpTo")),
    ],
  );
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
