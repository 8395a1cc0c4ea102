import fs from "node:fs";
import path from "node:path";
import { developmentCertificate } from "../../worker/bin/certificate.ts";
import { excelManifest } from "../../worker/bin/excel-manifest.ts";
import { keptToken } from "../../worker/bin/kept-token.ts";
import { howToSideload } from "../../worker/bin/sideload.ts";
import { removeFolder, stockwright, temporaryFolder } from "../support/cli.ts";
import { buildManifests } from "./built-manifests.ts";
import { makeCertificates } from "./certificates.ts";

const install = "npx office-addin-dev-certs install";

describe("the development certificate", () => {
  let folder: string;
  beforeAll(async () => {
    folder = temporaryFolder("certificates");
    await makeCertificates(folder);
  });
  afterAll(() => removeFolder(folder));

  it("is what Office's tool left", () => {
    const { cert, key } = developmentCertificate(folder);
    expect(String(cert)).toContain("BEGIN CERTIFICATE");
    expect(String(key)).toContain("PRIVATE KEY");
  });

  it("is refused once it has ended, with the command that renews it", () => {
    const later = new Date(Date.now() + 1000 * 24 * 3600 * 1000);
    expect(() => developmentCertificate(folder, later)).toThrow(
      /^the certificate in .+ ended on \d{4}-\d\d-\d\d: renew it by npx office-addin-dev-certs install$/,
    );
  });

  it("is refused when it is of another authority", () => {
    const other = temporaryFolder("certificates");
    try {
      fs.cpSync(folder, other, { recursive: true });
      fs.copyFileSync(
        path.join(folder, "localhost.crt"),
        path.join(other, "ca.crt"),
      );
      expect(() => developmentCertificate(other)).toThrow(
        `the files in ${other} do not belong together: make them anew by ${install}`,
      );
    } finally {
      removeFolder(other);
    }
  });
});

describe("stockwright serve --https without a certificate", () => {
  it("says the one command that makes it, ends with 2 and leaves nothing", async () => {
    const home = temporaryFolder("home");
    const data = path.join(home, "data");
    try {
      const { code, stderr, stdout } = await stockwright(
        ["serve", "--https", "--port", "0"],
        { data, env: { HOME: home, USERPROFILE: home } },
      );
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr.trim()).toMatch(new RegExp(`by ${install}$`));
      expect(fs.readdirSync(home)).toEqual([]);
    } finally {
      removeFolder(home);
    }
  });
});

describe("the manifest for Excel on this machine", () => {
  let folder: string;
  let xml: string;
  beforeAll(() => {
    folder = temporaryFolder("manifests");
    ({ xml } = buildManifests(folder, []));
  });
  afterAll(() => removeFolder(folder));

  it("opens the pane with the token, everywhere by the same address", () => {
    const mine = excelManifest(xml, {
      url: "https://localhost:8443",
      token: "a&b c",
    });
    const pane = "https://localhost:8443/taskpane.html?token=a%26b%20c";

    expect(mine).not.toContain("localhost:3000");
    expect(mine).toContain(`<SourceLocation DefaultValue="${pane}"/>`);
    expect(mine).toContain(`<bt:Url id="Pane.Url" DefaultValue="${pane}"/>`);
    expect(mine.split("token=")).toHaveLength(3);
  });

  it("carries none where people sign in", () => {
    const url = "https://localhost:3000";
    expect(excelManifest(xml, { url, token: null })).toBe(xml);
  });

  it("keeps its token over restarts, for its owner only", () => {
    const token = keptToken(folder);
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(keptToken(folder)).toBe(token);
    const { mode } = fs.statSync(path.join(folder, "token"));
    expect(mode & 0o777).toBe(0o600);
  });

  it("is shown how to install in every Excel", () => {
    const text = howToSideload({
      file: "/data/manifest.xml",
      id: "some-id",
      personal: true,
    });
    expect(text).toContain(
      'reg add HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer /v some-id /t REG_SZ /d "/data/manifest.xml" /f',
    );
    expect(text).toContain(
      "~/Library/Containers/com.microsoft.Excel/Data/Documents/wef",
    );
    expect(text).toContain("Upload My Add-in");
    expect(text).toContain("carries your token");
  });
});
