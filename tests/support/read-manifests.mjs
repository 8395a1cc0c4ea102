// Prints what Microsoft's own tools make of the manifests in a folder, without the net.
// Its own process, because those tools load packages in a way that Jest does not.
//   node tests/support/read-manifests.mjs folder
import fs from "node:fs";
import path from "node:path";
import { AppManifestUtils } from "@microsoft/app-manifest";
import { OfficeAddinManifest } from "office-addin-manifest";

const folder = process.argv[2] ?? "";
const schemas = path.resolve(
  import.meta.dirname,
  "../../node_modules/@microsoft/app-manifest/build/json-schemas",
);
const file = (name) => path.join(folder, name);
const read = (name) => JSON.parse(fs.readFileSync(name, "utf8"));

const manifest = read(file("manifest.json"));
// The schema is given, so that the tool never looks for it elsewhere.
const schema = read(
  path.join(schemas, manifest.$schema.split("/json-schemas/")[1]),
);
const answer = {
  errors: await AppManifestUtils.validateAgainstSchema(manifest, schema),
  json: await OfficeAddinManifest.readManifestFile(file("manifest.json")),
  xml: await OfficeAddinManifest.readManifestFile(file("manifest.xml")),
};
process.stdout.write(`${JSON.stringify(answer)}\n`);
