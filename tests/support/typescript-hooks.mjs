// Lets Node run the project's TypeScript as it stands: types are taken off by swc while loading.
import { transformSync } from "@swc/core";
import fs from "node:fs";
import { fileURLToPath } from "node:url";

export async function load(url, context, next) {
  if (!/\.tsx?$/.test(url)) return next(url, context);
  const file = fileURLToPath(url);
  const { code } = transformSync(fs.readFileSync(file, "utf8"), {
    filename: file,
    sourceMaps: "inline",
    jsc: {
      parser: { syntax: "typescript", tsx: file.endsWith("x") },
      target: "es2022",
    },
    module: { type: "es6" },
  });
  return { format: "module", source: code, shortCircuit: true };
}
