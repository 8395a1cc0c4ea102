// Reads the comments of the custom functions, for functions.json and for the bundles.
import fs from "node:fs";
import path from "node:path";
import metadata from "custom-functions-metadata";

/** Files that hold custom functions. */
export function functionFiles(folder) {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name))
    .filter((file) => /@customfunction/.test(fs.readFileSync(file, "utf8")));
}

/**
 * What Excel reads (`functions.json`), and which export stands behind each id.
 * Throws when a comment is wrong, naming the file.
 */
export async function readFunctions(folder) {
  const files = functionFiles(folder);
  const functions = [];
  const exports = {};
  for (const file of files) {
    const found = await metadata.generateCustomFunctionsMetadata(file, false);
    if (found.errors.length > 0) {
      throw new Error(`${file}: ${found.errors.join("; ")}`);
    }
    functions.push(...JSON.parse(found.metadataJson).functions);
    for (const { id, functionName } of found.associate) {
      exports[id] = functionName;
    }
  }
  return { functions, exports };
}

/** Webpack plugin: emits functions.json, and defines `stockwrightFunctions` in every bundle. */
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
    new DefinePlugin({
      stockwrightFunctions: DefinePlugin.runtimeValue(
        () => JSON.stringify(current),
        { fileDependencies: functionFiles(this.folder) },
      ),
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
