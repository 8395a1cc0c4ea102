import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CommandError } from "./failure.ts";
import type { Certificate } from "./http-server.ts";
import { say } from "./output.ts";
import { projectRoot } from "./project.ts";

/** Makes and trusts certificates; a development dependency, for what we ship does without. */
const maker = "office-addin-dev-certs";

/**
 * The certificate that Office trusts on a developer's machine, where that package keeps it.
 * Makes it when there is none, but never touches the machine's list of trusted ones.
 *
 * @throws CommandError saying what to run
 */
export function developmentCertificate(): Certificate {
  const folder = path.join(os.homedir(), `.${maker}`);
  const cert = path.join(folder, "localhost.crt");
  const key = path.join(folder, "localhost.key");
  if (!fs.existsSync(cert) || !fs.existsSync(key)) make();
  say(`If Excel refuses the certificate, trust it once: npx ${maker} install`);
  try {
    return { cert: fs.readFileSync(cert), key: fs.readFileSync(key) };
  } catch (error) {
    throw new CommandError(
      `the development certificate cannot be read: ${(error as Error).message}`,
    );
  }
}

/** In a child: the package prints to stdout, which belongs to our one line. */
function make(): void {
  const script = `require("${maker}").generateCertificates().catch((error) => {
    console.error(error.message);
    process.exit(1);
  })`;
  const made = spawnSync(process.execPath, ["-e", script], {
    cwd: projectRoot(),
    encoding: "utf8",
  });
  if (made.status === 0) return;
  const why = made.stderr.includes("Cannot find module")
    ? `the development package ${maker} is missing: npm install --save-dev ${maker}`
    : made.stderr.trim().split("\n").at(-1);
  throw new CommandError(`--https needs a certificate: ${why}`);
}
