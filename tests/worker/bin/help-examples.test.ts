import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {
  type NetworkPolicy,
  scenarioChangeSchema,
  scenarioSchema,
  type SimulationReport,
} from "../../../engine/contracts/index.ts";
import {
  ensureBuilt,
  removeFolder,
  stockwright,
  temporaryFolder,
} from "../../support/cli.ts";

const entry = path.resolve(
  import.meta.dirname,
  "../../../dist/worker/bin/stockwright-command.cjs",
);

/** Whoever types what the help says gets an answer. */
describe("the examples of a command's help", () => {
  const folder = temporaryFolder("help");
  const examples: string[] = [];
  beforeAll(async () => {
    ensureBuilt();
    // Each file as the help of its command shows it.
    for (const [command, file, begin] of [
      ["meio", "network.json", '{"stages"'],
      ["simulate", "policy.json", '{"stages"'],
      ["frontier", "items.csv", "id,"],
    ] as const) {
      const { stdout } = await stockwright([command, "--help"]);
      const shown = stdout.slice(stdout.indexOf(`\n  ${begin}`) + 1);
      const [block] = shown.split("\n\n");
      fs.writeFileSync(
        path.join(folder, file),
        block!.replaceAll(/^ {2}/gm, ""),
      );
      const lines = stdout.split("Examples:\n")[1]!.split("\n\n")[0]!;
      examples.push(...lines.split("\n").map((line) => line.trim()));
    }
  }, 300_000);
  afterAll(() => removeFolder(folder));

  /** As a shell runs it. */
  const run = (line: string) =>
    spawnSync(
      "sh",
      ["-c", `stockwright() { "$NODE" "$ENTRY" "$@"; }\n${line}`],
      {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, NODE: process.execPath, ENTRY: entry },
      },
    );
  const answer = <T>(line: string): T => JSON.parse(run(line).stdout) as T;

  it("all run", () => {
    expect(examples.length).toBeGreaterThan(6);
    for (const line of examples) {
      const { status, stderr } = run(line);
      expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: "" });
    }
  });

  it("show a scenario with a change of each kind", async () => {
    const { stdout } = await stockwright(["optimize", "--help"]);
    const block = stdout.slice(stdout.indexOf('\n  {"name"')).trimStart();

    const { changes } = scenarioSchema
      .partial()
      .strict()
      .parse(JSON.parse(block.split("\n\n")[0]!));
    expect(new Set(changes!.map(({ kind }) => kind))).toEqual(
      new Set(
        scenarioChangeSchema.options.map(({ shape }) => shape.kind.value),
      ),
    );
  });

  it("hand a policy from one command to the next", () => {
    const piped = answer<SimulationReport>(
      "stockwright meio network.json | stockwright simulate network.json - --periods 5000 --seed 3",
    );

    // The shop keeps 0.95 by six periods' stock of its own.
    const [plant, shop] = piped.stages;
    expect(plant!.meanOnHand.mean).toBe(0);
    expect(shop!.serviceLevel).toBe(0.95);
    expect(piped.confirmed).toBe(true);
  });

  it("say on the way what few mean: customers who wait, stages that cost nothing", () => {
    const file = path.join(folder, "network.json");
    const network = JSON.parse(fs.readFileSync(file, "utf8")) as {
      stages: Record<string, unknown>[];
    };
    const [plant, { maxServiceTime: _, ...shop }] = network.stages as [
      object,
      Record<string, unknown>,
    ];
    const told = (stages: object[]) => {
      fs.writeFileSync(
        path.join(folder, "changed.json"),
        JSON.stringify({ ...network, stages }),
      );
      return run("stockwright meio changed.json");
    };

    const waiting = told([plant, shop]);
    const policy = JSON.parse(waiting.stdout) as NetworkPolicy;
    expect(policy.stages[1]!.serviceTimeOut).toBe(6);
    expect(waiting.stderr).toBe(
      "customers of Shop wait up to 6 periods, for no maxServiceTime is given; 0 serves them at once\n",
    );
    expect(
      told([
        { ...plant, addedCost: 0 },
        { ...shop, addedCost: 0, maxServiceTime: 0 },
      ]).stderr,
    ).toBe(
      "no stage has a cost, so no place is better than another: give added costs\n",
    );
  });
});
