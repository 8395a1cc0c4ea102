// Writes both manifests, their icons and the page about the add-in into a folder.
//   node manifests/build.mjs [environment] [--origin https://host] [--version 1.2.3] [--to folder]
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { addInOnlyManifest } from "./add-in-only.mjs";
import { readSource } from "./source.mjs";
import { unifiedManifest } from "./unified.mjs";

const folder = import.meta.dirname;

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      origin: { type: "string" },
      version: { type: "string" },
      to: { type: "string" },
    },
  });
  const [environment = "local"] = positionals;
  const target = path.resolve(values.to ?? path.join(folder, "../dist/addin"));
  const source = await readSource(environment, values);
  const unified = `${JSON.stringify(unifiedManifest(source), null, 2)}\n`;
  const xml = addInOnlyManifest(source);

  fs.mkdirSync(path.join(target, "icons"), { recursive: true });
  for (const file of fs.readdirSync(path.join(folder, "icons"))) {
    if (!file.endsWith(".png")) continue;
    fs.copyFileSync(
      path.join(folder, "icons", file),
      path.join(target, "icons", file),
    );
  }
  fs.copyFileSync(
    path.join(folder, "about.html"),
    path.join(target, source.pages.about),
  );
  copyScript(target, source.customFunctions.script);
  fs.writeFileSync(path.join(target, "manifest.json"), unified);
  fs.writeFileSync(path.join(target, "manifest.xml"), xml);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

/** The bundle's name carries its digest and a manifest's may not: Excel asks for one name for years. */
function copyScript(target, script) {
  const page = path.join(target, "functions.html");
  if (!fs.existsSync(page)) return;
  const html = fs.readFileSync(page, "utf8");
  const bundle = /src="(functions[^"/]*\.js)"/.exec(html)?.[1];
  if (!bundle) throw new Error(`${page} must load a functions bundle`);
  if (bundle !== script) {
    fs.copyFileSync(path.join(target, bundle), path.join(target, script));
  }
}
