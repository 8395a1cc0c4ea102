import { CommandError } from "./failure.ts";
import type { Certificate } from "./http-server.ts";

/**
 * The certificate that Office trusts on a developer's machine. The package that makes it is a
 * development dependency: what we ship does without.
 */
export async function developmentCertificate(): Promise<Certificate> {
  const name = "office-addin-dev-certs";
  let certificates: {
    getHttpsServerOptions: () => Promise<Certificate>;
  };
  try {
    certificates = (await import(name)) as typeof certificates;
  } catch {
    throw new CommandError(
      `--https needs the development package ${name}: npm install --save-dev ${name}`,
    );
  }
  try {
    return await certificates.getHttpsServerOptions();
  } catch (error) {
    throw new CommandError(
      `the development certificate cannot be used: ${(error as Error).message}`,
    );
  }
}
