import { execFileSync } from "node:child_process";
import fs from "node:fs";

/** CPU seconds of a process with all its threads; the kernel counts in hundredths. */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Megabytes that a process held at its most: the kernel's own count. */
export function mostMemory(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** The process that started this one. */
export function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

/** Those that a process started and that still run. */
export function childrenOf(pid: number): number[] {
  return fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .split(" ")
    .filter((child) => child !== "")
    .map(Number);
}

/**
 * All threads of a process, and those to come, on these cores alone: "0", "0,1". Throws where
 * they can't be had.
 */
export function keepOnCores(pid: number, cores: string): void {
  execFileSync("taskset", ["--all-tasks", "-p", "-c", cores, `${pid}`]);
}

/** Fields 3 and on of the kernel's line: state, parent, …; 14 and 15 are user and system time. */
function statOf(pid: number): string[] {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  // After the name in parentheses, which may hold anything.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
