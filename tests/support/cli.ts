import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const entry = path.join(root, "dist/worker/bin/stockwright-command.cjs");
let built = false;

/** What a command did. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandPlace {
  /** Data folder; the environment's own when omitted. */
  readonly data?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Brings `dist` up to date with the sources, once for each test file. */
export function ensureBuilt(): void {
  if (built) return;
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const result = spawnSync(process.execPath, [tsc, "-b", "worker"], {
    cwd: root,
    encoding: "utf8",
  });
  if (result.status !== 0) {
    throw new Error(`the worker does not build:\n${result.stdout}`);
  }
  built = true;
}

/** Starts `stockwright` as anyone would. */
export function spawnStockwright(
  args: readonly string[],
  place: CommandPlace = {},
): ChildProcess {
  ensureBuilt();
  return spawn(process.execPath, [entry, ...args], {
    cwd: place.cwd ?? root,
    env: {
      ...process.env,
      ...(place.data && { STOCKWRIGHT_DATA: place.data }),
      ...place.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs `stockwright` to its end. */
export function stockwright(
  args: readonly string[],
  place: CommandPlace = {},
): Promise<CommandResult> {
  const child = spawnStockwright(args, place);
  let stdout = "";
  let stderr = "";
  child.stdout!.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr!.on("data", (chunk) => (stderr += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs `stockwright`, expects exit code 0 and answers the JSON it printed. */
export async function answered<T>(
  args: readonly string[],
  place: CommandPlace = {},
): Promise<T> {
  const { code, stdout, stderr } = await stockwright(args, place);
  if (code !== 0) {
    throw new Error(
      `stockwright ${args.join(" ")} ended with ${code}: ${stderr}`,
    );
  }
  return JSON.parse(stdout) as T;
}

/** A running `stockwright serve`. */
export interface Served {
  readonly child: ChildProcess;
  /** What it printed: the one address. */
  readonly address: URL;
  readonly token: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends the signal and answers the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts `stockwright serve` on a free port and waits for its address. */
export async function serve(
  args: readonly string[],
  place: CommandPlace,
): Promise<Served> {
  const child = spawnStockwright(["serve", "--port", "0", ...args], place);
  let stdout = "";
  let stderr = "";
  child.stderr!.on("data", (chunk) => (stderr += String(chunk)));
  const ended = new Promise<number | null>((resolve) =>
    child.on("close", resolve),
  );
  const address = await new Promise<URL>((resolve, reject) => {
    child.stdout!.on("data", (chunk) => {
      stdout += String(chunk);
      const line = /^(http\S+)\n/.exec(stdout);
      if (line) resolve(new URL(line[1]!));
    });
    void ended.then((code) =>
      reject(new Error(`serve ended with ${code}: ${stderr}`)),
    );
  });
  return {
    child,
    address,
    token: address.searchParams.get("token") ?? "",
    stdout: () => stdout,
    stderr: () => stderr,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A folder of its own for one test; remove it by `removeFolder`. */
export function temporaryFolder(name: string): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), `stockwright-${name}-`));
}

/** Removes what `temporaryFolder` made. */
export function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
}
