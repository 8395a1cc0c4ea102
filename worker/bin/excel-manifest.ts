import fs from "node:fs";
import path from "node:path";
import { CommandError } from "./failure.ts";
import { projectRoot } from "./project.ts";

/** A manifest to give to Excel. */
export interface ExcelManifest {
  readonly file: string;
  readonly id: string;
  /** Whether it carries its owner's token. */
  readonly personal: boolean;
}

/** Where a data folder keeps what belongs to Excel on this machine. */
function excelFolder(dataFolder: string): string {
  return path.join(dataFolder, "excel");
}

/**
 * Writes the manifest for this machine and answers where it is. Only its owner may read it: the
 * pane's address in it carries the token, as the address that a browser opens does.
 *
 * @throws CommandError when the add-in was not built
 */
export function writeExcelManifest(
  dataFolder: string,
  service: { readonly url: string; readonly token: string | null },
): ExcelManifest {
  const built = path.join(projectRoot(), "dist", "addin", "manifest.xml");
  if (!fs.existsSync(built)) {
    throw new CommandError(`${built} is missing: run npm run build`);
  }
  const xml = excelManifest(fs.readFileSync(built, "utf8"), service);
  const file = path.join(excelFolder(dataFolder), "manifest.xml");
  write(file, xml);
  const id = /<Id>([^<]+)<\/Id>/.exec(xml)?.[1] ?? "";
  return { file, id, personal: service.token !== null };
}

/** A built manifest, with this service's address and token instead of what it was built for. */
export function excelManifest(
  xml: string,
  service: { readonly url: string; readonly token: string | null },
): string {
  const source =
    /<SourceLocation DefaultValue="((https:\/\/[^/"]+)\/[^"?]*)"/.exec(xml);
  if (!source) throw new CommandError("the manifest names no page for a pane");
  const [, page = "", origin = ""] = source;
  const token = service.token && encodeURIComponent(service.token);
  const mine = page.replace(origin, service.url);
  return xml
    .replaceAll(`"${page}"`, `"${mine}${token ? `?token=${token}` : ""}"`)
    .replaceAll(origin, service.url);
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // Written aside and renamed: nobody ever reads half of it, nor an old file's wider mode.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, text, { mode: 0o600 });
  fs.renameSync(draft, file);
}
