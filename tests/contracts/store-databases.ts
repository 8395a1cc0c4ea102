import { randomBytes } from "node:crypto";
import pg from "pg";

/** A new database on the test server, and its end. */
export async function emptyDatabase(): Promise<{
  readonly url: string;
  drop(): Promise<void>;
}> {
  const server = process.env["STOCKWRIGHT_TEST_POSTGRES"];
  if (!server) throw new Error("STOCKWRIGHT_TEST_POSTGRES is not set");
  const name = `stockwright_${randomBytes(6).toString("hex")}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => run(server, `drop database ${name} with (force)`),
  };
}

async function run(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
