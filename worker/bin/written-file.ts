import fs from "node:fs";
import { CommandError } from "./failure.ts";

/**
 * Makes sure that a file can be written, before anything is printed; what it holds stays.
 *
 * @throws CommandError when it cannot
 */
export function checkWritable(file: string): void {
  told(file, () => fs.closeSync(fs.openSync(file, "a")));
}

/** Writes a file piece by piece. */
export function writeFile(file: string, pieces: Iterable<string>): void {
  told(file, () => {
    const target = fs.openSync(file, "w");
    for (const piece of pieces) fs.writeSync(target, piece);
    fs.closeSync(target);
  });
}

function told(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why: Readonly<Record<string, string>> = {
      ENOENT: "there is no such folder",
      EISDIR: "it is a folder",
      EACCES: "it is not ours to write",
    };
    throw new CommandError(
      `${file}: cannot be written: ${why[code ?? ""] ?? message}`,
    );
  }
}
