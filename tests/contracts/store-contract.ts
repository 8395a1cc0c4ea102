import type { Store } from "../../worker/store/store.ts";
import { changeSetRules } from "./store-change-sets.ts";
import { forecastRules } from "./store-forecasts.ts";
import { jobRules } from "./store-jobs.ts";
import { logRules } from "./store-log.ts";
import { runRules } from "./store-runs.ts";
import { snapshotRules } from "./store-snapshots.ts";
import { studyRules } from "./store-studies.ts";
import { transactionRules } from "./store-transactions.ts";

/** A store on tables that are empty, and ways around it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** The same tables through another store. */
  readonly second: Store;
  /** Runs SQL past the store, as somebody with the database's password would. */
  readonly query: (text: string) => Promise<unknown>;
}

/** What every store must do. `open` is called once; each test empties the tables first. */
export function storeContract(
  open: () => Promise<StoreUnderTest & { close(): Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof open>>;
  const current = () => opened;

  beforeAll(async () => {
    opened = await open();
    // Making a database takes a busy machine many times its usual 4 seconds.
  }, 300_000);
  beforeEach(async () => {
    await emptied(opened);
  });
  afterAll(async () => {
    await opened.close();
  });

  it("answers a ping", async () => {
    await expect(opened.store.ping()).resolves.toBeUndefined();
  });

  it("keeps connections, the last word of each, newest first", async () => {
    const { connections } = opened.store;
    const erp = {
      id: "erp",
      title: "ERP",
      connector: "odbc" as const,
      profile: "sample",
      options: { connectionVariable: "ERP_DSN" },
    };
    await connections.save(erp);
    await connections.save({ ...erp, id: "files", connector: "csv" });
    await connections.save({ ...erp, title: "Our ERP" });

    expect(await connections.find("erp")).toEqual({ ...erp, title: "Our ERP" });
    expect(await connections.find("none")).toBeNull();
    expect((await connections.list()).map(({ id }) => id)).toEqual([
      "files",
      "erp",
    ]);
  });

  describe("snapshots", () => snapshotRules(current));
  describe("forecasts", () => forecastRules(current));
  describe("runs", () => runRules(current));
  describe("studies", () => studyRules(current));
  describe("change sets", () => changeSetRules(current));
  describe("jobs", () => jobRules(current));
  describe("log", () => logRules(current));
  describe("transactions", () => transactionRules(current));
}

/** The log and the journal refuse deletion, so their guards rest meanwhile. */
async function emptied({ query }: StoreUnderTest): Promise<void> {
  const guarded = ["log_entry", "journal"];
  for (const table of guarded) {
    await query(`alter table stockwright.${table} disable trigger user`);
  }
  await query(
    `truncate stockwright.connection, stockwright.snapshot, stockwright.run,
      stockwright.change_set, stockwright.job, stockwright.outbox,
      stockwright.log_entry, stockwright.journal cascade`,
  );
  for (const table of guarded) {
    await query(`alter table stockwright.${table} enable trigger user`);
  }
}
