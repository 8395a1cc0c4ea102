import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import type { NetworkPolicy } from "../../../engine/contracts/index.ts";
import {
  answered,
  ensureBuilt,
  removeFolder,
  stockwright,
  temporaryFolder,
} from "../../support/cli.ts";
import { cliFolder } from "./cli-folder.ts";

const commands = [
  "serve",
  "worker",
  "import",
  "optimize",
  "plan-write",
  "approve",
  "write-back",
  "undo",
  "verify",
  "meio",
];

describe("the command line", () => {
  const folder = temporaryFolder("cli");
  const data = path.join(folder, "data");
  const file = (name: string, text: string | Buffer) => {
    const where = path.join(folder, name);
    fs.writeFileSync(where, text);
    return where;
  };
  beforeAll(() => ensureBuilt(), 300_000);
  afterAll(() => removeFolder(folder));

  /** Exit code 2, nothing on stdout, one line on stderr. */
  async function refusal(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await stockwright(args, { data });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(1);
    return lines[0]!;
  }

  it.each(commands)("explains %s with an example", async (command) => {
    const { code, stdout } = await stockwright([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Examples:");
    expect(stdout).toContain(`stockwright ${command}`);
  });

  it("prints the policy of a network as JSON and nothing else", async () => {
    const network = file(
      "network.json",
      JSON.stringify({
        stages: [
          { id: "Plant", addedCost: 3, time: 4 },
          {
            id: "Shop",
            addedCost: 1,
            time: 2,
            demand: { mean: 40, deviation: 12 },
            serviceLevel: 0.95,
            maxServiceTime: 0,
          },
        ],
        links: [{ from: "Plant", to: "Shop" }],
      }),
    );
    const policy = await answered<NetworkPolicy>(["meio", network]);

    // All at the shop: 4 · 1.644853627 · 12 · √6 = 193.39; split: 3 · 1.644853627 · 12 · √4
    // + 4 · 1.644853627 · 12 · √2 = 118.43 + 111.66 = 230.09.
    expect(policy.cost).toBeCloseTo(193.3945, 4);
    expect(policy).toMatchObject({ optimal: true, gap: 0 });
    expect(policy.stages.map(({ id }) => id)).toEqual(["Plant", "Shop"]);
  });

  it.each([
    [
      "a negative time",
      '{"stages":[{"id":"A","time":-4}]}',
      '(id "A").time must be at least 0, got -4',
    ],
    [
      "a service level in percent",
      '{"stages":[{"id":"A","time":4,"serviceLevel":95}]}',
      '(id "A").serviceLevel must be below 1, got 95',
    ],
    ["what is no JSON", "{", "is not JSON"],
    [
      "a link to a stage that is not there",
      '{"stages":[{"id":"A","time":4,"demand":{"mean":1}}],"links":[{"from":"A","to":"B"}]}',
      "B",
    ],
    [
      "a circle",
      '{"stages":[{"id":"A","time":4,"demand":{"mean":1}},{"id":"B","time":1}],"links":[{"from":"A","to":"B"},{"from":"B","to":"A"}]}',
      "A",
    ],
  ])("refuses %s, naming file and field", async (_what, text, message) => {
    const network = file("bad.json", text);
    const line = await refusal("meio", network);
    expect(line).toContain("bad.json: ");
    expect(line).toContain(message);
  });

  it.each([
    ["an empty file", "", "bad.json: is empty"],
    [
      "another encoding",
      Buffer.from('\ufeff{"stages":[]}', "utf16le"),
      "bad.json: is UTF-16: save it as UTF-8",
    ],
  ])("refuses %s", async (_what, text, message) => {
    expect(await refusal("meio", file("bad.json", text))).toContain(message);
  });

  it("reads JSON with a byte order mark", async () => {
    const text = '{"stages":[{"id":"A","time":4,"demand":{"mean":1}}]}';
    const plain = await stockwright(["meio", file("plain.json", text)]);
    const marked = file("marked.json", `\ufeff${text}`);

    expect(plain.code).toBe(0);
    expect(await stockwright(["meio", marked])).toMatchObject({ code: 0 });
  });

  it.each([
    [["meio"], "missing required argument"],
    [["meio", "/nowhere/network.json"], "there is no such file"],
    [["nothing"], "unknown command 'nothing'"],
    [["meio", "x.json", "--time-limit", "soon"], "--time-limit"],
    [["serve", "--port", "high"], "--port"],
    [["worker"], "needs DATABASE_URL"],
    [["import", "--connector", "csv", "--folder", "x"], "--mapping is missing"],
    [
      ["import", "--connector", "sap"],
      "Allowed choices are csv, embedded, odbc",
    ],
    [["approve", "x"], "--digest"],
    [["approve", "x", "--digest", "9f"], "64 digits from 0 to 9 and a to f"],
  ])("refuses %j", async (args, message) => {
    expect(await refusal(...args)).toContain(message);
  });

  it("refuses to be reached from elsewhere without sign-in", async () => {
    const { code, stdout, stderr } = await stockwright(["serve"], {
      data,
      env: { HOST: "0.0.0.0" },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("set OIDC_ISSUER and OIDC_AUDIENCE");
  });

  it("says which port is in use, and how to choose another", async () => {
    const own = await cliFolder();
    const other = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as net.AddressInfo;
    const { code, stdout, stderr } = await stockwright(["serve"], {
      data: own.root,
      env: { PORT: String(port) },
    });
    other.close();
    own.remove();

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `stockwright: port ${port} is in use: choose another with --port or the environment variable PORT\n`,
    );
  });
});
