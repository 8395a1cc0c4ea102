import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { openCsv } from "../../../worker/bin/csv-file.ts";
import { readJson } from "../../../worker/bin/input-file.ts";
import { removeFolder, temporaryFolder } from "../../support/cli.ts";

describe("a JSON file of a command", () => {
  const folder = temporaryFolder("input");
  afterAll(() => removeFolder(folder));
  const file = (content: string | Uint8Array) => {
    const where = path.join(folder, "in.json");
    fs.writeFileSync(where, content);
    return where;
  };
  const name = z.strictObject({ name: z.string() });

  it("is unzipped, whatever its name", () => {
    expect(readJson(file(gzipSync('{"name":"Zürich"}')), name)).toEqual({
      name: "Zürich",
    });
  });

  it.each([
    [
      "a file cut off",
      gzipSync('{"name":"A"}').subarray(0, 20),
      "is no complete gzip file",
    ],
    [
      "another encoding",
      Buffer.from('{"name":"Zürich"}', "latin1"),
      "is not UTF-8: save it as UTF-8",
    ],
    [
      "an open text",
      '{\n  "name": "A',
      "is not JSON: Unterminated string in JSON at line 2, column 13",
    ],
    [
      "records of another kind, in one line",
      "id,time\nA,4\n",
      "is not JSON: Unexpected token 'i', \"id,time A,4 \" is not valid JSON",
    ],
  ])("refuses %s", (_, content, message) => {
    const where = file(content);

    expect(() => readJson(where, name)).toThrow(
      new Error(`${where}: ${message}`),
    );
  });

  it("says that records cannot come by standard input", async () => {
    await expect(
      openCsv("-", { required: ["id"], optional: [] }),
    ).rejects.toThrow("standard input: must be a plain file, no pipe");
  });

  it("says that records are zipped where their name does not", async () => {
    const where = path.join(folder, "items.csv");
    fs.writeFileSync(where, gzipSync("id\nA\n"));

    await expect(
      openCsv(where, { required: ["id"], optional: [] }),
    ).rejects.toThrow(`${where}: is gzip: give it a name that ends in .gz`);
  });
});
