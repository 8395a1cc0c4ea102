// Reads what both manifests are made of.
import fs from "node:fs";
import path from "node:path";
import { readFunctions } from "../addin/build/functions-metadata.mjs";

const folder = import.meta.dirname;
const root = path.dirname(folder);
const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

/** The button that shows the pane; the others run a command of the same id. */
export const openPane = "openPane";

/** Names of the environments there is a file for. */
export function environmentNames() {
  return fs
    .readdirSync(path.join(folder, "environments"))
    .map((file) => path.basename(file, ".json"))
    .sort();
}

/**
 * The template, an environment, the version of package.json and the custom functions.
 * Throws, naming the rule, when a value would be no use to Excel.
 *
 * @param environment - name of a file in `environments`
 * @param changes - `origin` and `version`, instead of the files' own
 */
export async function readSource(environment, changes = {}) {
  if (!environmentNames().includes(environment)) {
    throw new Error(
      `environment must be one of ${environmentNames().join(", ")}, got ${environment}`,
    );
  }
  const place = read(path.join(folder, `environments/${environment}.json`));
  const origin = changes.origin ?? place.origin;
  if (!/^https:\/\/[^/?#\s]+$/.test(origin)) {
    throw new Error(
      `origin must be https:// and a host without a path, got ${origin}`,
    );
  }
  const version =
    changes.version ?? read(path.join(root, "package.json")).version;
  if (!/^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(version)) {
    throw new Error(`version must be three whole numbers, got ${version}`);
  }
  return {
    ...read(path.join(folder, "template.json")),
    ...place,
    origin,
    version,
    functions: (await readFunctions(path.join(root, "addin/functions")))
      .functions,
  };
}

/** Address of a page or file of this environment. */
export function urlOf(source, file) {
  return `${source.origin}/${file}`;
}

/** Address of an icon. */
export function iconUrl(source, name, size) {
  return urlOf(source, `icons/${name}-${size}.png`);
}

/** The sizes that ribbon buttons need. */
export const ribbonSizes = [16, 32, 80];
