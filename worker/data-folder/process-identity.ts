import fs from "node:fs";
import os from "node:os";

/** What tells a process from every other one, also from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Clock ticks from the machine's start to the process's; `null` where `/proc` is missing. */
  readonly startedAt: string | null;
  /** Changes with every start of the machine; `null` where `/proc` is missing. */
  readonly boot: string | null;
}

/** Who runs this code. */
export function thisProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    host: os.hostname(),
    startedAt: startOf(process.pid),
    boot: read("/proc/sys/kernel/random/boot_id"),
  };
}

/** Whether that very process still runs on this machine. */
export function isRunning(other: ProcessIdentity): boolean {
  const boot = read("/proc/sys/kernel/random/boot_id");
  if (boot !== null && other.boot !== null && boot !== other.boot) return false;
  if (!answersSignals(other.pid)) return false;

  // The number may have been given to another process since.
  const startedAt = startOf(other.pid);
  return (
    startedAt === null ||
    other.startedAt === null ||
    startedAt === other.startedAt
  );
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Field 22 of `/proc/PID/stat`, counted after the name, which may hold blanks and brackets. */
function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // A zombie holds its number until its parent looks, but writes nothing more.
  return fields[0] === "Z" ? "gone" : (fields[19] ?? null);
}

function read(file: string): string | null {
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}
