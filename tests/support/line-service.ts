import http from "node:http";
import type { AddressInfo } from "node:net";

/** A service of one line after the other, that hears when the cell is gone. */
export async function aLineService(lines: readonly object[], open = false) {
  const heard = { closed: false, bodies: [] as unknown[] };
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (piece) => (text += piece));
    request.on("end", () => {
      heard.bodies.push(JSON.parse(text));
      for (const line of lines) response.write(`${JSON.stringify(line)}\n`);
      if (!open) response.end();
    });
    response.on("close", () => {
      heard.closed = true;
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
