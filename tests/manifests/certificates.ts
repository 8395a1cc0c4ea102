import path from "node:path";
import { jest } from "@jest/globals";
import { generateCertificates } from "office-addin-dev-certs";

/** Makes certificates as `office-addin-dev-certs install` does, and has nobody trust them. */
export async function makeCertificates(folder: string): Promise<void> {
  const file = (name: string) => path.join(folder, name);
  // The package tells the console that it is done.
  const log = jest.spyOn(console, "log").mockImplementation(() => undefined);
  await generateCertificates(
    file("ca.crt"),
    file("localhost.crt"),
    file("localhost.key"),
  );
  log.mockRestore();
}
