// Fails the build when a part of the add-in grows past its budget. The whole budget only goes down.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

/** What an entry loads before it shows anything, and each lazy part, in kB as sent (gzip). */
function measure(compilation) {
  const sizes = {};
  const add = (name, files) => {
    for (const file of files) {
      if (!/\.(js|css)$/.test(file)) continue;
      // Emitted sources are gone from memory by now.
      const source = fs.readFileSync(
        path.join(compilation.outputOptions.path, file),
      );
      sizes[name] = (sizes[name] ?? 0) + zlib.gzipSync(source).length;
    }
  };
  for (const [name, entry] of compilation.entrypoints) {
    add(name, entry.getFiles());
  }
  for (const group of compilation.chunkGroups) {
    if (!group.name || compilation.entrypoints.has(group.name)) continue;
    add(group.name, group.getFiles());
  }
  return Object.fromEntries(
    Object.entries(sizes).map(([name, bytes]) => [
      name,
      Math.ceil(bytes / 1000),
    ]),
  );
}

export class SizeBudgetPlugin {
  constructor(file) {
    this.file = file;
  }

  apply(compiler) {
    compiler.hooks.afterEmit.tap("SizeBudget", (compilation) => {
      const budget = JSON.parse(fs.readFileSync(this.file, "utf8"));
      const sizes = measure(compilation);
      for (const [name, size] of Object.entries(sizes)) {
        const limit = budget[name];
        const text = `${name}: ${size} kB`;
        if (limit === undefined) {
          compilation.errors.push(
            new Error(`${text} has no budget in ${this.file}`),
          );
        } else if (size > limit) {
          compilation.errors.push(
            new Error(`${text} is over its budget of ${limit} kB`),
          );
        } else if (size < limit * 0.95) {
          process.stderr.write(
            `${text} is well under its budget of ${limit} kB: lower the budget\n`,
          );
        }
      }
    });
  }
}
