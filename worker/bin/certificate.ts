import { createPrivateKey, X509Certificate } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CommandError } from "./failure.ts";
import type { Certificate } from "./http-server.ts";

/** Makes certificates and tells the machine to trust them, once. */
const install = "npx office-addin-dev-certs install";

/** Where that command leaves them. */
function installedFolder(): string {
  return path.join(os.homedir(), ".office-addin-dev-certs");
}

/**
 * The certificate that Excel trusts on a developer's machine. Only reads it: making one here
 * would leave Excel with a certificate nobody trusts, and what this machine trusts is its
 * owner's decision.
 *
 * @throws CommandError with the one command to run, when there is none or it is of no use
 */
export function developmentCertificate(
  folder = installedFolder(),
  now = new Date(),
): Certificate {
  const cert = read(folder, "localhost.crt");
  const key = read(folder, "localhost.key");
  const authority = read(folder, "ca.crt");
  const certificate = new X509Certificate(cert);
  const until = new Date(certificate.validTo);
  if (until <= now) {
    throw new CommandError(
      `the certificate in ${folder} ended on ${until.toISOString().slice(0, 10)}: renew it by ${install}`,
    );
  }
  if (
    !certificate.checkPrivateKey(createPrivateKey(key)) ||
    !certificate.verify(new X509Certificate(authority).publicKey)
  ) {
    throw new CommandError(
      `the files in ${folder} do not belong together: make them anew by ${install}`,
    );
  }
  return { cert, key };
}

function read(folder: string, name: string): Buffer {
  try {
    return fs.readFileSync(path.join(folder, name));
  } catch {
    throw new CommandError(
      `--https needs the certificate that Excel trusts, and ${path.join(folder, name)} cannot be read: make it, and let this machine trust it, by ${install}`,
    );
  }
}
