import { randomBytes } from "node:crypto";
import fs from "node:fs";
import {
  isRunning,
  thisProcess,
  type ProcessIdentity,
} from "./process-identity.ts";

/** How often a holder shows to other machines that it lives, and how long they believe it. */
const heartbeatMilliseconds = 5_000;
const believedMilliseconds = 30_000;

export interface FolderLock {
  release(): void;
}

/** Another process has the folder open. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
  readonly pid: number;

  constructor(folder: string, holder: ProcessIdentity, elsewhere: boolean) {
    const where = elsewhere ? ` on ${holder.host}` : "";
    super(
      `the data folder ${folder} is in use by process ${holder.pid}${where}: stop that process, or name another folder in STOCKWRIGHT_DATA`,
    );
    this.pid = holder.pid;
  }
}

/**
 * Takes the lock of a folder, also over from a process that died with it.
 *
 * The embedded database keeps no lock of its own, and two processes on one folder lose
 * rows without a word. The file names its holder by number, start time and machine; of
 * a holder on another machine (a shared disk, a container) only its heartbeat is known.
 *
 * @throws FolderInUseError when the holder lives
 */
export function lockFolder(folder: string, lockFile: string): FolderLock {
  const mine = JSON.stringify(thisProcess());
  // Written first and linked then: nobody ever reads half a lock.
  const draft = `${lockFile}.${process.pid}-${randomBytes(4).toString("hex")}`;
  fs.writeFileSync(draft, mine, { mode: 0o600 });
  try {
    while (!linked(draft, lockFile)) {
      const found = readLock(lockFile);
      if (found === null) continue;
      refuseIfLive(folder, found);
      discard(lockFile, found, `${draft}-stale`);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return hold(lockFile, mine);
}

interface FoundLock {
  readonly text: string;
  readonly touchedAt: number;
}

function refuseIfLive(folder: string, found: FoundLock): void {
  const holder = parse(found.text);
  if (holder === null) return;
  const here = thisProcess();
  const elsewhere = holder.host !== here.host;
  const live = elsewhere
    ? Date.now() - found.touchedAt < believedMilliseconds
    : isRunning(holder);
  if (live) throw new FolderInUseError(folder, holder, elsewhere);
}

/** Removes the stale lock, and only that: a new holder's lock that came between is put back. */
function discard(lockFile: string, stale: FoundLock, aside: string): void {
  try {
    fs.renameSync(lockFile, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  if (fs.readFileSync(aside, "utf8") !== stale.text) linked(aside, lockFile);
  fs.rmSync(aside, { force: true });
}

function hold(lockFile: string, mine: string): FolderLock {
  const beat = setInterval(() => {
    try {
      const now = new Date();
      fs.utimesSync(lockFile, now, now);
    } catch {
      // Somebody removed the folder: nothing is left to protect.
    }
  }, heartbeatMilliseconds);
  beat.unref();
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      clearInterval(beat);
      if (readLock(lockFile)?.text === mine) {
        fs.rmSync(lockFile, { force: true });
      }
    },
  };
}

function linked(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readLock(lockFile: string): FoundLock | null {
  try {
    return {
      text: fs.readFileSync(lockFile, "utf8"),
      touchedAt: fs.statSync(lockFile).mtimeMs,
    };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function parse(text: string): ProcessIdentity | null {
  try {
    const value = JSON.parse(text) as ProcessIdentity;
    return typeof value.pid === "number" ? value : null;
  } catch {
    return null;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
