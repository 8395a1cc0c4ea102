import type { PGlite } from "@electric-sql/pglite";
import { openPglite } from "../../../worker/store/pglite.ts";
import {
  pglitePool,
  type PglitePool,
} from "../../../worker/store/pglite-pool.ts";
import { freshDataFolder } from "../../contracts/store-databases.ts";

describe("pglitePool", () => {
  let folder: Awaited<ReturnType<typeof freshDataFolder>>;
  let pglite: PGlite;
  let pool: PglitePool;

  beforeAll(async () => {
    folder = await freshDataFolder();
    pglite = await openPglite(folder.root);
    pool = pglitePool(pglite);
    await pool.query("create table public.note (text text)");
    // Making a database takes a busy machine many times its usual 4 seconds.
  }, 300_000);
  beforeEach(async () => {
    await pool.query("truncate public.note");
  });
  afterAll(async () => {
    await pglite.close();
    folder.remove();
  });

  const insert = "insert into public.note values ($1)";
  const notes = async () => {
    const { rows } = await pool.query<{ text: string }>(
      "select text from public.note order by text",
    );
    return rows.map(({ text }) => text);
  };

  it("says which command ran and how many rows it touched", async () => {
    expect(await pool.query(insert, ["a"])).toMatchObject({
      command: "INSERT",
      rowCount: 1,
      rows: [],
    });
    expect(
      await pool.query("update public.note set text = 'b' where text = 'none'"),
    ).toMatchObject({ command: "UPDATE", rowCount: 0 });
  });

  it("keeps everybody else out of an open transaction, past the pool too", async () => {
    const client = await pool.connect();
    await client.query("begin");
    await client.query(insert, ["mine"]);
    const others = Promise.all([
      pool.query(insert, ["theirs"]),
      pglite.query(insert, ["past the pool"]),
    ]);
    await client.query("rollback");
    await others;
    client.release();

    expect(await notes()).toEqual(["past the pool", "theirs"]);
  });

  it("gives a transaction up whose client is released in the middle", async () => {
    const client = await pool.connect();
    await client.query("begin");
    await client.query(insert, ["half"]);
    client.release();

    expect(await notes()).toEqual([]);
  });

  it("rolls a failed transaction back and lets the next one in", async () => {
    const client = await pool.connect();
    await client.query("begin");
    await client.query(insert, ["first"]);
    await expect(client.query("select 1 / 0")).rejects.toThrow("division");
    await client.query("rollback");
    await client.query("begin");
    await client.query(insert, ["second"]);
    await client.query("commit");
    client.release();

    expect(await notes()).toEqual(["second"]);
  });

  it("tells a client what another notifies, until it has heard enough", async () => {
    const client = await pool.connect();
    const heard: string[] = [];
    const listener = ({ channel, payload }: Record<string, string>) =>
      heard.push(`${channel}: ${payload}`);
    client.on("notification", listener);
    await client.query("listen news");
    await pool.query("select pg_notify('news', 'one')");
    client.removeListener("notification", listener);
    await pool.query("select pg_notify('news', 'two')");
    client.release();

    expect(heard).toEqual(["news: one"]);
  });
});
