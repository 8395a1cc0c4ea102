import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/** A control of the ribbon in the unified manifest. */
interface Control {
  readonly id: string;
  readonly label: string;
  readonly actionId: string;
  readonly supertip: { readonly description: string };
}

/** The parts of the unified manifest that tests look at. */
export interface Unified {
  readonly id: string;
  readonly version: string;
  readonly name: { readonly short: string };
  readonly icons: { readonly color: string; readonly outline: string };
  readonly validDomains: readonly string[];
  readonly extensions: readonly [
    {
      readonly runtimes: readonly [
        {
          readonly lifetime: string;
          readonly code: { readonly page: string; readonly script: string };
          readonly actions: readonly {
            readonly id: string;
            readonly type: string;
          }[];
          readonly customFunctions: {
            readonly namespace: { readonly id: string };
            readonly functions: readonly {
              readonly id: string;
              readonly description: string;
              readonly stream?: boolean;
            }[];
          };
        },
      ];
      readonly ribbons: readonly [
        {
          readonly tabs: readonly [
            {
              readonly groups: readonly {
                readonly controls: readonly Control[];
              }[];
            },
          ];
        },
      ];
    },
  ];
}

/** What one run of the build wrote. */
export interface Built {
  readonly folder: string;
  readonly unified: Unified;
  readonly unifiedText: string;
  readonly xml: string;
}

/** Runs `manifests/build.mjs` as anyone would. */
export function runBuild(args: readonly string[]): {
  readonly code: number | null;
  readonly stderr: string;
} {
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(root, "manifests/build.mjs"), ...args],
    { cwd: root, encoding: "utf8" },
  );
  return { code: status, stderr };
}

/** Builds both manifests into a folder and reads them. */
export function buildManifests(folder: string, args: readonly string[]): Built {
  const { code, stderr } = runBuild([...args, "--to", folder]);
  if (code !== 0) throw new Error(`the manifests do not build: ${stderr}`);
  return readManifests(folder);
}

/** Reads the manifests that a build left. */
export function readManifests(folder: string): Built {
  const text = (name: string) =>
    fs.readFileSync(path.join(folder, name), "utf8");
  const unifiedText = text("manifest.json");
  const unified = JSON.parse(unifiedText) as Unified;
  return { folder, unified, unifiedText, xml: text("manifest.xml") };
}

/** What Microsoft's reader sees in either manifest. */
interface ManifestInfo {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly providerName: string;
  readonly supportUrl: string;
  readonly officeAppType: string;
  readonly version: string;
  readonly hosts: readonly string[];
  readonly defaultSettings?: { readonly sourceLocation: string };
}

/** What Microsoft's tools make of both. */
export interface MicrosoftReading {
  /** Breaches of the schema that the unified manifest names. */
  readonly errors: readonly string[];
  readonly json: ManifestInfo;
  readonly xml: ManifestInfo;
}

/** Has Microsoft's tools read both manifests of a folder. */
export function microsoftReading(folder: string): MicrosoftReading {
  const script = path.join(root, "tests/support/read-manifests.mjs");
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [script, folder],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the manifests cannot be read: ${stderr}`);
  return JSON.parse(stdout) as MicrosoftReading;
}

/** Every value of an attribute in XML, in order. */
export function attribute(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(
    ([, value]) => value!,
  );
}

/** Every address in a manifest but the names of schemas, which are no addresses of ours. */
export function addresses(text: string): string[] {
  return [...text.matchAll(/\w+:\/\/[^"<\s]+/g)]
    .map(([url]) => url)
    .filter(
      (url) =>
        !/^https?:\/\/(schemas\.microsoft\.com|www\.w3\.org|developer\.microsoft\.com)\//.test(
          url,
        ),
    );
}
