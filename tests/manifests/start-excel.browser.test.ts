import fs from "node:fs";
import https from "node:https";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import type { CommandEvent } from "../../addin/commands/commands.ts";
import { removeFolder, serve, temporaryFolder } from "../support/cli.ts";
import type { Served } from "../support/cli.ts";
import { startChromium } from "../support/sheet-page.ts";
import { cliFolder } from "../worker/bin/cli-folder.ts";
import { addresses, attribute, readManifests } from "./built-manifests.ts";
import { makeCertificates } from "./certificates.ts";

const built = path.resolve(import.meta.dirname, "../../dist/addin");

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What the stand-in for Excel's script library leaves on the page. */
interface ExcelPage {
  readonly commands: Record<string, (event: CommandEvent) => void>;
  readonly shown: { count: number };
  readonly functions: string[];
}

/** As much of office.js as the page needs to believe in Excel; it takes history away as well. */
const officeScript = `
  history.replaceState = history.pushState = null;
  const excelPage = { commands: {}, shown: { count: 0 }, functions: [] };
  globalThis.excelPage = excelPage;
  globalThis.Office = {
    HostType: { Excel: "Excel" },
    onReady: async () => ({ host: "Excel" }),
    context: { requirements: { isSetSupported: () => true } },
    actions: { associate: (id, command) => { excelPage.commands[id] = command; } },
    addin: { showAsTaskpane: async () => { excelPage.shown.count += 1; } },
  };
  globalThis.Excel = { run: () => new Promise(() => {}) };
  globalThis.CustomFunctions = { associate: (id) => excelPage.functions.push(id) };
`;

describe("stockwright serve --https", () => {
  let home: string;
  let data: Awaited<ReturnType<typeof cliFolder>>;
  let served: Served;
  let authority: Buffer;
  let browser: Browser;
  beforeAll(async () => {
    if (!fs.existsSync(path.join(built, "manifest.xml"))) {
      throw new Error("dist/addin is missing: run npm run build:addin");
    }
    home = temporaryFolder("home");
    const folder = path.join(home, ".office-addin-dev-certs");
    fs.mkdirSync(folder);
    await makeCertificates(folder);
    authority = fs.readFileSync(path.join(folder, "ca.crt"));
    data = await cliFolder();
    served = await serve(["--https"], {
      data: data.root,
      env: { HOME: home, USERPROFILE: home },
    });
    browser = await startChromium();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    data?.remove();
    removeFolder(home);
  });

  /** Asks as a machine that trusts the certificate's authority, and nobody else. */
  const ask = (where: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const url = new URL(where, served.address);
      https
        .get(url, { ca: authority, agent: false }, (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(parts),
            }),
          );
        })
        .on("error", reject);
    });

  const personal = () => path.join(data.root, "excel/manifest.xml");

  it("prints one address, HTTPS, and how to bring the manifest into Excel", () => {
    expect(served.stdout()).toMatch(
      /^https:\/\/localhost:\d+\/\?token=[\w-]{32}\n$/,
    );
    expect(served.stderr()).toContain(personal());
    expect(fs.statSync(personal()).mode & 0o777).toBe(0o600);
  });

  it("serves every address of both manifests", async () => {
    const { unifiedText, xml } = readManifests(built);
    const files = new Set(
      addresses(xml + unifiedText)
        .map((url) => new URL(url).pathname)
        .filter((file) => file !== "/"),
    );
    expect(files).toContain("/functions.js");
    for (const file of [...files, "/manifest.xml", "/manifest.json"]) {
      const { status, body } = await ask(file);
      expect([file, status]).toEqual([file, 200]);
      expect(body.length).toBeGreaterThan(100);
    }
  });

  it("tells Excel the functions that the unified manifest names", async () => {
    const { body, headers } = await ask("/functions.json");
    const { functions } = JSON.parse(String(body)) as {
      functions: { id: string }[];
    };
    const { customFunctions } =
      readManifests(built).unified.extensions[0].runtimes[0];

    expect(functions.map(({ id }) => id)).toEqual(
      customFunctions.functions.map(({ id }) => id),
    );
    // Excel on the web fetches it from its own origin.
    expect(headers["access-control-allow-origin"]).toBe("*");
  });

  it("lets Office frame the pane, load its script and show its icons", async () => {
    const { headers } = await ask("/taskpane.html");
    const rules = String(headers["content-security-policy"]);
    expect(rules).toMatch(
      /frame-ancestors [^;]*https:\/\/\*\.officeapps\.live\.com/,
    );
    expect(rules).toMatch(
      /frame-ancestors [^;]*https:\/\/\*\.cloud\.microsoft/,
    );
    expect(rules).toMatch(
      /script-src [^;]*https:\/\/appsforoffice\.microsoft\.com/,
    );
    expect(headers["x-frame-options"]).toBeUndefined();

    const icon = await ask("/icons/mark-32.png");
    expect(icon.headers["content-type"]).toBe("image/png");
    expect(icon.headers["cross-origin-resource-policy"]).toBe("cross-origin");
  });

  it("gives the token to nobody who only asks for the manifest", async () => {
    const { body } = await ask("/manifest.xml");
    expect(String(body)).not.toContain("token");
    expect(fs.readFileSync(personal(), "utf8")).toContain(
      `?token=${served.token}`,
    );
  });

  describe("the pane of its manifest, in a page that believes it is Excel", () => {
    let page: Page;
    beforeAll(async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      page = await context.newPage();
      await page.route("https://appsforoffice.microsoft.com/**", (route) =>
        route.fulfill({ contentType: "text/javascript", body: officeScript }),
      );
      const xml = fs.readFileSync(personal(), "utf8");
      const pane = attribute(xml, "DefaultValue").find((value) =>
        value.includes("/taskpane.html?token="),
      );
      await page.goto(pane!);
    });

    it("is signed in by its address", async () => {
      await page.getByRole("tab", { name: "Data" }).waitFor();
      expect(await page.getByText("Pat Planner").count()).toBeGreaterThan(0);
    });

    it("goes to the step of the ribbon button that is pressed", async () => {
      const seen = await page.evaluate(async () => {
        const excel = (globalThis as unknown as { excelPage: ExcelPage })
          .excelPage;
        await new Promise<void>((completed) =>
          excel.commands["goToReview"]!({ completed }),
        );
        return { shown: excel.shown.count, functions: excel.functions };
      });
      await page.getByRole("tab", { name: "Review", selected: true }).waitFor();
      expect(seen.shown).toBe(1);
      expect(seen.functions).toContain("SAFETYSTOCK");
    });
  });
});
