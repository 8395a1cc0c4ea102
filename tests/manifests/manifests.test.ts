import fs from "node:fs";
import path from "node:path";
import { commandSteps } from "../../addin/commands/commands.ts";
import { namespace } from "../../addin/functions/metadata.ts";
import { stepTitles } from "../../addin/taskpane/pane-state.ts";
import { removeFolder, temporaryFolder } from "../support/cli.ts";
import {
  addresses,
  attribute,
  buildManifests,
  type Built,
  type MicrosoftReading,
  microsoftReading,
  runBuild,
} from "./built-manifests.ts";

const environments = [
  ["local", "https://localhost:3000"],
  ["production", "https://stockwright.example.com"],
] as const;

describe.each(environments)("the manifests of %s", (environment, origin) => {
  let built: Built;
  let seen: MicrosoftReading;
  beforeAll(() => {
    built = buildManifests(temporaryFolder("manifests"), [environment]);
    seen = microsoftReading(built.folder);
  });
  afterAll(() => removeFolder(built.folder));

  it("satisfy Microsoft's schema of the unified manifest", () => {
    expect(seen.errors).toEqual([]);
  });

  it("are read alike by Microsoft's own reader", () => {
    const { json, xml } = seen;

    for (const field of [
      "id",
      "displayName",
      "description",
      "providerName",
      "supportUrl",
      "officeAppType",
    ] as const) {
      expect([field, xml[field]]).toEqual([field, json[field]]);
      expect(xml[field]).toBeTruthy();
    }
    // XML versions have four parts; ours has three, and the fourth says nothing.
    expect(xml.version).toBe(`${json.version}.0`);
    expect(xml.hosts).toEqual(["Workbook"]);
    expect(json.hosts).toEqual(["workbook"]);
    expect(xml.defaultSettings?.sourceLocation).toBe(`${origin}/taskpane.html`);
  });

  it("name addresses of their environment only, all HTTPS", () => {
    for (const text of [built.xml, built.unifiedText]) {
      const found = addresses(text);
      expect(found.length).toBeGreaterThan(10);
      for (const url of found) expect(new URL(url).origin).toBe(origin);
    }
    expect(built.unified.validDomains).toEqual([new URL(origin).host]);
  });

  it("define every resource they use, once, and use every one they define", () => {
    const resources = built.xml.slice(built.xml.indexOf("<Resources>"));
    const defined = attribute(resources, "id");
    const used = attribute(built.xml, "resid");

    expect(new Set(defined).size).toBe(defined.length);
    expect(new Set(used)).toEqual(new Set(defined));
    for (const id of defined) expect(id.length).toBeLessThanOrEqual(32);
  });

  it("keep texts as short as Office wants them", () => {
    const texts = (list: string) => {
      const from = built.xml.indexOf(`<bt:${list}>`);
      const to = built.xml.indexOf(`</bt:${list}>`);
      return attribute(built.xml.slice(from, to), "DefaultValue");
    };
    expect(texts("ShortStrings").length).toBeGreaterThan(5);
    for (const text of texts("ShortStrings")) {
      expect(text.length).toBeLessThanOrEqual(125);
    }
    for (const text of texts("LongStrings")) {
      expect(text.length).toBeLessThanOrEqual(250);
    }
  });

  it("run pane, commands and functions on one page that stays alive", () => {
    const [runtime] = built.unified.extensions[0].runtimes;
    expect(runtime.lifetime).toBe("long");
    expect(runtime.code.page).toBe(`${origin}/taskpane.html`);

    const pane = /<Runtime resid="([^"]+)" lifetime="long"\/>/.exec(
      built.xml,
    )?.[1];
    expect(built.xml).toContain(`<FunctionFile resid="${pane}"/>`);
    expect(built.xml).toMatch(
      new RegExp(`<Page>\\s*<SourceLocation resid="${pane}"/>`),
    );
    expect(built.xml).toContain(
      `<bt:Url id="${pane}" DefaultValue="${origin}/taskpane.html"/>`,
    );
  });

  it("give every command of the add-in a button, titled as its step", () => {
    const [{ ribbons, runtimes }] = built.unified.extensions;
    const controls = ribbons[0].tabs[0].groups.flatMap((one) => one.controls);
    const titles = Object.entries(commandSteps).map(([id, step]) => [
      id,
      stepTitles[step],
    ]);

    expect(controls.map(({ actionId, label }) => [actionId, label])).toEqual([
      ["openPane", "Open pane"],
      ...titles,
    ]);
    expect(runtimes[0].actions.map(({ id, type }) => [id, type])).toEqual([
      ["openPane", "openPage"],
      ...Object.keys(commandSteps).map((id) => [id, "executeFunction"]),
    ]);
    const called = [
      ...built.xml.matchAll(/<FunctionName>([^<]+)<\/FunctionName>/g),
    ].map(([, id]) => id);
    expect(called).toEqual(Object.keys(commandSteps));
    expect(attribute(built.xml, "DefaultValue")).toEqual(
      expect.arrayContaining(Object.values(stepTitles)),
    );
  });

  it("bring icons of the size that their names say", () => {
    const icons = addresses(built.xml + built.unifiedText)
      .filter((url) => url.endsWith(".png"))
      .map((url) => url.slice(origin.length + 1));
    const { color, outline } = built.unified.icons;
    for (const icon of new Set([...icons, color, outline])) {
      const png = fs.readFileSync(path.join(built.folder, icon));
      // Width and height are the first two numbers of a PNG's header chunk.
      const size = Number(/-(\d+)\.png$/.exec(icon)?.[1]);
      expect([icon, png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
        icon,
        size,
        size,
      ]);
    }
  });
});

describe("Microsoft's schema", () => {
  it("finds what is wrong with a manifest, so that its silence means something", () => {
    const folder = temporaryFolder("manifests");
    try {
      const { unified } = buildManifests(folder, []);
      const file = path.join(folder, "manifest.json");
      const name = { short: "a name longer than thirty letters" };
      fs.writeFileSync(file, JSON.stringify({ ...unified, name }));

      expect(microsoftReading(folder).errors).toEqual([
        expect.stringContaining("/name/short"),
      ]);
    } finally {
      removeFolder(folder);
    }
  });
});

describe("the custom functions in the manifests", () => {
  let built: Built;
  beforeAll(() => {
    built = buildManifests(temporaryFolder("manifests"), []);
  });
  afterAll(() => removeFolder(built.folder));

  it("live under the name that the browser's sheet gives them", () => {
    const { customFunctions } = built.unified.extensions[0].runtimes[0];
    expect(customFunctions.namespace.id).toBe(namespace);
    expect(built.xml).toContain(
      `<bt:String id="Functions.Namespace" DefaultValue="${namespace}"/>`,
    );
  });

  it("say so when they stream, and say it in sentences that fit", () => {
    const { functions } =
      built.unified.extensions[0].runtimes[0].customFunctions;
    const streaming = functions.filter(({ stream }) => stream);
    expect(streaming.map(({ id }) => id)).toEqual([
      "EXPLAIN",
      "FRONTIER",
      "MEIO_POLICY",
      "POLICY",
      "SIMULATE",
    ]);
    for (const { description } of functions) {
      expect(description.length).toBeLessThanOrEqual(128);
      expect(description).toMatch(/\.$/);
    }
  });
});

describe("manifests/build.mjs", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder("manifests");
  });
  afterEach(() => removeFolder(folder));

  it("takes version and address of both manifests from one place", () => {
    const before = buildManifests(folder, []);
    const after = buildManifests(folder, [
      "--version",
      "12.3.45",
      "--origin",
      "https://stock.test:8443",
    ]);

    expect(after.unified.version).toBe("12.3.45");
    expect(after.xml).toContain("<Version>12.3.45.0</Version>");
    const moved = (text: string) =>
      text
        .replaceAll(before.unified.version, "12.3.45")
        .replaceAll("localhost:3000", "stock.test:8443");
    expect(after.xml).toBe(moved(before.xml));
    expect(JSON.parse(after.unifiedText)).toEqual(
      JSON.parse(moved(before.unifiedText)),
    );
  });

  it("gives each environment an id of its own, so that both can be installed", () => {
    const local = buildManifests(folder, ["local"]).unified;
    const production = buildManifests(folder, ["production"]).unified;

    expect(local.id).not.toBe(production.id);
    expect(local.name.short).not.toBe(production.name.short);
  });

  it.each([
    [["nowhere"], "environment must be one of local, production, got nowhere"],
    [
      ["--origin", "http://localhost:3000"],
      "origin must be https:// and a host without a path, got http://localhost:3000",
    ],
    [["--version", "1.2"], "version must be three whole numbers, got 1.2"],
  ])("refuses %j", (args, message) => {
    expect(runBuild([...args, "--to", folder])).toEqual({
      code: 2,
      stderr: `${message}\n`,
    });
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
