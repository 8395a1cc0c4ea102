import http from "node:http";
import https from "node:https";
import { CommandError } from "./failure.ts";

/** Certificate and key, PEM. */
export interface Certificate {
  readonly cert: Buffer | string;
  readonly key: Buffer | string;
}

/** A server that listens. */
export interface Listening {
  readonly url: string;
  /** Ends open answers, streams too, and waits for the port to be free. */
  close(): Promise<void>;
}

/**
 * Listens where the configuration says.
 *
 * @throws CommandError naming the option when the port is in use or not ours to take
 */
export async function listen(
  app: http.RequestListener,
  place: { readonly host: string; readonly port: number },
  certificate?: Certificate,
): Promise<Listening> {
  const server = certificate
    ? https.createServer({ ...certificate }, app)
    : http.createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(refusal(error, place.port)),
    );
    server.listen(place.port, place.host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const host = place.host.includes(":") ? `[${place.host}]` : place.host;
  return {
    url: `${certificate ? "https" : "http"}://${certificate ? "localhost" : host}:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Event streams have no end of their own.
        setTimeout(() => server.closeAllConnections(), 500).unref();
      }),
  };
}

function refusal(error: NodeJS.ErrnoException, port: number): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new CommandError(
        `port ${port} is in use: choose another with --port or the environment variable PORT`,
      );
    case "EACCES":
      return new CommandError(
        `port ${port} needs privileges: choose one above 1023 with --port or the environment variable PORT`,
      );
    default:
      return error;
  }
}
