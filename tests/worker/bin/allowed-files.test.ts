import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Connection } from "../../../engine/contracts/index.ts";
import { refuseOtherFiles } from "../../../worker/bin/allowed-files.ts";
import { readConfig } from "../../../worker/config.ts";

const data = { STOCKWRIGHT_DATA: "/tmp/data" };
const signIn = {
  ...data,
  OIDC_ISSUER: "https://id.example.com/",
  OIDC_AUDIENCE: "stockwright",
};
const files = (options: Connection["options"]): Connection => ({
  id: "files",
  title: "Files",
  connector: "csv",
  profile: "csv",
  options,
});

describe("refuseOtherFiles", () => {
  let root: string;
  beforeAll(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "allowed-"));
    fs.mkdirSync(path.join(root, "exports", "man"), { recursive: true });
    fs.mkdirSync(path.join(root, "secret"));
    fs.symlinkSync(
      path.join(root, "secret"),
      path.join(root, "exports", "link"),
    );
  });
  afterAll(() => fs.rmSync(root, { recursive: true }));
  const inExports = () =>
    readConfig({ ...signIn, STOCKWRIGHT_FILES: path.join(root, "exports") });

  it("leaves one's own machine alone", () => {
    refuseOtherFiles(files({ folder: "/etc" }), readConfig(data));
  });

  it("allows no file at all to people from elsewhere before a folder is named", () => {
    expect(() =>
      refuseOtherFiles(files({ folder: "/etc" }), readConfig(signIn)),
    ).toThrow("options.folder needs STOCKWRIGHT_FILES");
  });

  it("allows what lies in the folder, and the folder itself", () => {
    for (const folder of ["exports", "exports/man", "exports/later"]) {
      refuseOtherFiles(files({ folder: path.join(root, folder) }), inExports());
    }
  });

  it.each([
    ["folder", "secret"],
    ["mapping", "exports/../secret/mapping.json"],
    ["profileFile", "exports/link"],
    ["folder", "exports-other"],
  ])("refuses the %s %s outside it", (option, place) => {
    expect(() =>
      refuseOtherFiles(files({ [option]: `${root}/${place}` }), inExports()),
    ).toThrow(`options.${option} must lie in the folder`);
  });

  it("says nothing about connections without files", () => {
    refuseOtherFiles(
      files({ connectionString: "ERP_ODBC" }),
      readConfig(signIn),
    );
  });
});

describe("OIDC_ALGORITHMS", () => {
  it.each(["HS256", "none", "RS256 HS512"])("refuses %s", (names) => {
    expect(() => readConfig({ ...signIn, OIDC_ALGORITHMS: names })).toThrow(
      "OIDC_ALGORITHMS must name asymmetric algorithms",
    );
  });
});
