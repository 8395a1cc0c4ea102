import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "./services/services.mjs";

const command = path.resolve(
  import.meta.dirname,
  "../../dist/worker/bin/stockwright-command.cjs",
);

/** The built service as `npm start` runs it, on a data folder of its own. */
export interface RunningServer {
  /** What it printed: the page, with its token. */
  readonly url: string;
  readonly folder: string;
  /** Calls the API as one of the trial's people. */
  api<T>(route: string, init?: RequestInit, person?: string): Promise<T>;
  /** Ctrl-C. */
  stop(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

/** Starts `stockwright serve --sample` on a free port and waits for its line. */
export async function startServer(): Promise<RunningServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-e2e-"));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [command, "serve", "--sample", "--port", String(port)],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, STOCKWRIGHT_DATA: folder },
    },
  );
  const url = await firstLine(child);
  const { origin, searchParams } = new URL(url);
  const token = searchParams.get("token") ?? "";
  return {
    url,
    folder,
    api: async <T>(route: string, init: RequestInit = {}, person = "pat") => {
      const response = await fetch(`${origin}/api/v1${route}`, {
        ...init,
        headers: {
          authorization: `Bearer ${token}`,
          "x-stockwright-person": person,
          "content-type": "application/json",
        },
      });
      if (!response.ok) {
        throw new Error(
          `${route}: ${response.status} ${await response.text()}`,
        );
      }
      return (await response.json()) as T;
    },
    stop: () => stopped(child),
    remove: async () => {
      await stopped(child);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = "";
    let errors = "";
    child.stdout!.on("data", (bytes: Buffer) => {
      out += bytes.toString();
      const end = out.indexOf("\n");
      if (end >= 0) resolve(out.slice(0, end));
    });
    child.stderr!.on("data", (bytes: Buffer) => (errors += bytes.toString()));
    child.once("exit", (code) =>
      reject(new Error(`the service ended with ${code}: ${errors}`)),
    );
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await exit;
}
