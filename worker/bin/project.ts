import fs from "node:fs";
import path from "node:path";

/** Folder of this project's package.json, from sources and from the build alike. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  for (;;) {
    const file = path.join(folder, "package.json");
    if (fs.existsSync(file) && packageName(file) === "stockwright") {
      return folder;
    }
    const above = path.dirname(folder);
    if (above === folder) throw new Error("stockwright's package.json is gone");
    folder = above;
  }
}

/** Version of this project. */
export function projectVersion(): string {
  const file = path.join(projectRoot(), "package.json");
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string })
    .version;
}

function packageName(file: string): unknown {
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { name?: unknown }).name;
}
