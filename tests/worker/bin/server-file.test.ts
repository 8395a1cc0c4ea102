import fs from "node:fs";
import path from "node:path";
import {
  publishServer,
  runningServer,
} from "../../../worker/bin/server-file.ts";
import { removeFolder, temporaryFolder } from "../../support/cli.ts";

describe("the file that a server leaves for other commands", () => {
  const folder = temporaryFolder("server-file");
  afterAll(() => removeFolder(folder));
  const server = { url: "http://127.0.0.1:3000", token: "t", pid: process.pid };

  it("can be read by its owner only, and goes when the server stops", () => {
    const published = publishServer(folder, server);
    const mode = fs.statSync(path.join(folder, "server.json")).mode & 0o777;

    expect(mode).toBe(0o600);
    expect(runningServer(folder)).toEqual(server);
    published.withdraw();
    expect(runningServer(folder)).toBeNull();
  });

  it("does not count when its process is gone, as after kill -9", () => {
    // 2^22 is the highest process id that Linux gives.
    publishServer(folder, { ...server, pid: 4_194_305 });

    expect(runningServer(folder)).toBeNull();
  });
});
