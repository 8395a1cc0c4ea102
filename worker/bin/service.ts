import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import type { Logger } from "pino";
import { createApp } from "../api/app.ts";
import { localAuth } from "../api/auth/local-auth.ts";
import { oidcAuth } from "../api/auth/oidc-auth.ts";
import type { Config } from "../config.ts";
import { refuseOtherFiles } from "./allowed-files.ts";
import type { Backends } from "./backends.ts";
import { openBackends } from "./backends.ts";
import { connectorsFor } from "./connectors.ts";
import { embeddedErp } from "./embedded-erp.ts";
import { deliveryMeter } from "../metrics/delivery-meter.ts";
import { listen } from "./http-server.ts";
import type { Certificate } from "./http-server.ts";
import { startJobWorker } from "./job-worker.ts";
import { projectRoot, projectVersion } from "./project.ts";

/** The whole service in one process: API, pages and embedded worker. */
export interface Service {
  readonly url: string;
  /** `null` when people sign in with an identity provider. */
  readonly token: string | null;
  readonly backends: Backends;
  close(): Promise<void>;
}

/** Opens everything, listens and works. */
export async function openService(
  config: Config,
  logger: Logger,
  options: {
    readonly certificate?: Certificate | undefined;
    /** Opens the embedded ERP at once. */
    readonly warmErp?: boolean;
    /** False when other processes do all the work. */
    readonly worker?: boolean;
  } = {},
): Promise<Service> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const erp = embeddedErp(config);
    closers.push(() => erp.close());
    // Its first start takes as long as ours: both at once. A failure shows when it is used.
    if (options.warmErp) erp.database().catch(() => undefined);
    const backends = await openBackends(config, logger);
    closers.push(() => backends.close());
    const connectors = connectorsFor(erp, config);
    const meter = deliveryMeter();
    if (options.worker ?? true) {
      const worker = await startJobWorker(
        backends,
        config,
        connectors,
        logger,
        meter,
      );
      closers.push(() => worker.close());
    }

    const token = config.oidc
      ? null
      : (config.token ?? randomBytes(24).toString("base64url"));
    const app = createApp({
      store: backends.store,
      queue: backends.queue,
      nudge: backends.relay.nudge,
      connect: connectors.connect,
      refuseConnection: (connection) => refuseOtherFiles(connection, config),
      auth: config.oidc ? oidcAuth(config.oidc) : localAuth(token!),
      logger,
      meters: [meter.registry],
      now: () => new Date().toISOString(),
      newId: randomUUID,
      version: projectVersion(),
      rateLimit: config.rateLimit,
      pagesFolder: path.join(projectRoot(), "dist", "addin"),
    });
    const listening = await listen(app, config, options.certificate);
    closers.push(() => listening.close());
    return { url: listening.url, token, backends, close };
  } catch (error) {
    await close();
    throw error;
  }
}
