// Reads the comments of the custom functions, for functions.json and for the bundles.
import fs from "node:fs";
import path from "node:path";
import metadata from "custom-functions-metadata";

/** `functions.ts`, and the files whose functions it exports. */
export function functionFiles(folder) {
  const front = path.join(folder, "functions.ts");
  const text = fs.readFileSync(front, "utf8");
  const named = text.matchAll(/export\s[^;]*?from\s+"\.\/([\w-]+\.ts)"/g);
  const files = [...named].map(([, name]) => path.join(folder, name));
  return [front, ...files].filter((file) =>
    fs.readFileSync(file, "utf8").includes("@customfunction"),
  );
}

/**
 * What Excel reads (`functions.json`), and which export stands behind each id.
 * Throws when a comment is wrong, naming the file.
 */
export async function readFunctions(folder) {
  const functions = [];
  const exports = {};
  for (const file of functionFiles(folder)) {
    // The tool knows `any` alone for a value of any kind; our code says `unknown`.
    const source = fs
      .readFileSync(file, "utf8")
      .replaceAll(/\bunknown\b/g, "any");
    const found = metadata.parseTree(source, path.basename(file));
    const errors = found.extras.flatMap((extra) => extra.errors);
    if (errors.length > 0) throw new Error(`${file}: ${errors.join("; ")}`);
    functions.push(...found.functions);
    for (const { id, functionName } of found.associate) {
      exports[id] = functionName;
    }
  }
  return { functions, exports };
}

/** Webpack plugin: emits functions.json, and defines `stockwrightFunctions` and `stockwrightExports`. */
export class FunctionsMetadataPlugin {
  constructor(folder) {
    this.folder = folder;
  }

  apply(compiler) {
    const { DefinePlugin, sources } = compiler.webpack;
    let current = { functions: [], exports: {} };
    const read = async () => {
      current = await readFunctions(this.folder);
    };
    compiler.hooks.beforeCompile.tapPromise("FunctionsMetadata", read);
    const told = (what) =>
      DefinePlugin.runtimeValue(() => JSON.stringify(what()), {
        fileDependencies: functionFiles(this.folder),
      });
    new DefinePlugin({
      stockwrightFunctions: told(() => current.functions),
      stockwrightExports: told(() => current.exports),
    }).apply(compiler);
    compiler.hooks.thisCompilation.tap("FunctionsMetadata", (compilation) => {
      compilation.hooks.processAssets.tap("FunctionsMetadata", () => {
        const { functions } = current;
        const text = `${JSON.stringify({ functions }, null, 2)}\n`;
        compilation.emitAsset("functions.json", new sources.RawSource(text));
      });
    });
  }
}
