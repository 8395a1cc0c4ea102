import fs from "node:fs";
import path from "node:path";
import {
  itemPolicySchema,
  type ItemPolicy,
} from "../../../engine/contracts/index.ts";
import {
  ensureBuilt,
  removeFolder,
  stockwright,
  temporaryFolder,
} from "../../support/cli.ts";

/** A folder of item files for the tests of one `describe`, and `stockwright policy` on them. */
export function policyFolder(name: string) {
  const folder = temporaryFolder(name);
  beforeAll(() => ensureBuilt(), 300_000);
  afterAll(() => removeFolder(folder));

  const file = (name: string, lines: readonly string[]): string => {
    const where = path.join(folder, name);
    fs.writeFileSync(where, lines.join("\n"));
    return where;
  };
  /** The rows it prints for items; it is expected to end well. */
  async function policies(
    items: readonly string[],
    ...options: string[]
  ): Promise<{ readonly rows: ItemPolicy[]; readonly stderr: string }> {
    const args = ["policy", file("items.csv", items), ...options];
    const { code, stdout, stderr } = await stockwright(args);
    if (code !== 0) throw new Error(stderr);
    const lines = stdout.trimEnd().split("\n");
    return {
      rows: lines.map((line) => itemPolicySchema.parse(JSON.parse(line))),
      stderr,
    };
  }
  return { file, policies };
}
