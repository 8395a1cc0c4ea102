import fs from "node:fs";
import path from "node:path";
import { minify, transform } from "@swc/core";

const folder = path.resolve(import.meta.dirname, "../../../engine/numeric");

describe("engine/numeric", () => {
  it("stays within 8 kB minified, imports and all", async () => {
    const files = fs.readdirSync(folder).filter((name) => name.endsWith(".ts"));
    expect(files.length).toBeGreaterThan(10);
    let bytes = 0;
    for (const name of files) {
      const source = fs.readFileSync(path.join(folder, name), "utf8");
      const script = await transform(source, {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
      });
      const { code } = await minify(script.code, {
        module: true,
        mangle: { toplevel: true },
        compress: { passes: 2, toplevel: true },
      });
      // What a bundler drops when the files become one: the names files know each other by.
      bytes += Buffer.byteLength(
        code.replace(/import[^;]*?from"\.[^"]*";/g, ""),
      );
    }

    expect(bytes).toBeLessThanOrEqual(8192);
  });
});
