import fs from "node:fs";
import { fileURLToPath } from "node:url";

/** Threads run compiled code; from TypeScript sources (tests) that is the build's. */
export function threadEntry(name: string): URL {
  const beside = new URL(`./${name}.js`, import.meta.url);
  if (fs.existsSync(fileURLToPath(beside))) return beside;
  return new URL(`../../dist/worker/threads/${name}.js`, import.meta.url);
}
