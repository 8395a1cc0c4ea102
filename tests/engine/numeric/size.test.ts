import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { webpack } from "webpack";

const folder = path.resolve(import.meta.dirname, "../../../engine/numeric");

/** Bytes of these files as one minified bundle, without what the rest of the engine brings anyway. */
async function bundled(names: readonly string[]): Promise<number> {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-size-"));
  const exports = names.map(
    (name) => `export * from ${JSON.stringify(path.join(folder, name))};`,
  );
  const compiler = webpack({
    mode: "production",
    target: "es2022",
    context: path.resolve(folder, "../.."),
    experiments: { outputModule: true },
    entry: `data:text/javascript,${exports.join("")}`,
    output: { path: out, library: { type: "module" }, module: true },
    externalsType: "module",
    externals: ["simple-statistics", /checks\.ts$/, /errors\.ts$/],
    module: {
      rules: [
        {
          test: /\.ts$/,
          use: {
            loader: "swc-loader",
            options: {
              jsc: { parser: { syntax: "typescript" }, target: "es2022" },
            },
          },
        },
      ],
    },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      compiler!.run((error, stats) => {
        if (error || stats!.hasErrors()) {
          reject(error ?? new Error(stats!.toString("errors-only")));
        } else resolve();
      });
    });
    return fs.statSync(path.join(out, "main.mjs")).size;
  } finally {
    fs.rmSync(out, { recursive: true });
  }
}

describe("engine/numeric, minified", () => {
  it("keeps the normal, gamma, Poisson and negative binomial laws within 8 kB", async () => {
    const laws = ["normal", "gamma", "poisson", "negative-binomial", "point"];
    const size = await bundled(laws.map((law) => `${law}.ts`));

    expect(size).toBeGreaterThan(4000);
    expect(size).toBeLessThanOrEqual(8192);
  });

  it("keeps all laws, roots and random numbers within 14 kB", async () => {
    // Fitting has its own weight, and only forecasts carry it.
    const fitting = ["least-squares.ts", "cholesky.ts", "simplex-search.ts"];
    const all = fs
      .readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !fitting.includes(name));

    expect(await bundled(all)).toBeLessThanOrEqual(14_336);
  });
});
