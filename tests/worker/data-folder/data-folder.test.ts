import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  dataFolder,
  defaultDataFolder,
  openDataFolder,
} from "../../../worker/data-folder/data-folder.ts";
import { FolderInUseError } from "../../../worker/data-folder/lock.ts";
import {
  thisProcess,
  type ProcessIdentity,
} from "../../../worker/data-folder/process-identity.ts";

describe("defaultDataFolder", () => {
  const home = os.homedir();

  it.each([
    [{}, path.join(home, ".local/share/stockwright")],
    [{ XDG_DATA_HOME: "/xdg" }, "/xdg/stockwright"],
    [{ XDG_DATA_HOME: "" }, path.join(home, ".local/share/stockwright")],
    [{ XDG_DATA_HOME: "/xdg", STOCKWRIGHT_DATA: "/mine" }, "/mine"],
  ])("of %j is %s", (environment, folder) => {
    expect(defaultDataFolder(environment)).toBe(folder);
  });
});

describe("openDataFolder", () => {
  let root = "";
  const children: ChildProcess[] = [];
  const opened: { release(): void }[] = [];

  beforeEach(() => {
    const parent = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-data-"));
    root = path.join(parent, "not", "there yet");
  });
  afterEach(() => {
    for (const lock of opened.splice(0)) lock.release();
    for (const child of children.splice(0)) child.kill("SIGKILL");
    fs.rmSync(path.resolve(root, "../.."), { recursive: true, force: true });
  });

  const open = () => {
    const folder = openDataFolder(root);
    opened.push(folder.lock);
    return folder;
  };

  it("makes the folder for its owner only, and names what lies in it", () => {
    const { lock: _lock, ...folder } = open();

    expect(folder).toEqual(dataFolder(root));
    expect(fs.statSync(root).mode & 0o777).toBe(0o700);
    expect(fs.readdirSync(root)).toEqual(["lock"]);
  });

  it("refuses a second opening until the first is released", () => {
    const first = open();
    expect(open).toThrow(FolderInUseError);

    first.lock.release();
    expect(open().root).toBe(root);
  });

  it("names the folder and the process that has it", async () => {
    const holder = start();
    expect(await holder.said).toBe("held");

    expect(open).toThrow(
      `the data folder ${root} is in use by process ${holder.child.pid}: stop that process, or name another folder in STOCKWRIGHT_DATA`,
    );
  });

  it("takes the lock over from a process that was killed", async () => {
    const holder = start();
    await holder.said;
    const gone = new Promise((resolve) => holder.child.once("exit", resolve));
    holder.child.kill("SIGKILL");
    await gone;

    expect(open().root).toBe(root);
  });

  it("lets one of several win that find the same dead lock", async () => {
    leave({ startedAt: "1" });
    const starters = Array.from({ length: 4 }, start);
    const said = await Promise.all(starters.map((starter) => starter.said));

    expect(said.filter((line) => line === "held")).toHaveLength(1);
    const winner = starters[said.indexOf("held")]!.child.pid;
    for (const line of said.filter((other) => other !== "held")) {
      expect(line).toContain(`in use by process ${winner}`);
    }
    expect(fs.readdirSync(root)).toEqual(["lock"]);
  });

  // Our own number stands for a living process in all of these.
  it.each<[string, Partial<ProcessIdentity>]>([
    ["whose number another process has now", { startedAt: "1" }],
    ["from before the machine was started", { boot: "another start" }],
    ["whose process is gone", { pid: 2 ** 22 + 1 }],
  ])("takes over a lock %s", (_what, changes) => {
    leave(changes);

    expect(open().root).toBe(root);
  });

  it("takes over a lock that says nothing", () => {
    leaveText("");

    expect(open().root).toBe(root);
  });

  it("believes another machine's holder as long as its heart beats", () => {
    leave({ host: "elsewhere", pid: 7 });
    expect(open).toThrow("is in use by process 7 on elsewhere:");

    const minuteAgo = Date.now() / 1_000 - 60;
    fs.utimesSync(dataFolder(root).lockFile, minuteAgo, minuteAgo);
    expect(open().root).toBe(root);
  });

  it("releases its own lock only", () => {
    const folder = open();
    leave({ pid: 1 });
    folder.lock.release();

    expect(fs.readFileSync(folder.lockFile, "utf8")).toContain('"pid":1,');
  });

  function leave(changes: Partial<ProcessIdentity>): void {
    leaveText(JSON.stringify({ ...thisProcess(), ...changes }));
  }

  function leaveText(text: string): void {
    fs.mkdirSync(root, { recursive: true });
    fs.writeFileSync(dataFolder(root).lockFile, text);
  }

  /** Another process that opens the folder, and the first line it says. */
  function start(): { child: ChildProcess; said: Promise<string> } {
    const here = import.meta.dirname;
    const child = spawn(
      process.execPath,
      [
        "--import",
        path.join(here, "../../support/typescript.mjs"),
        path.join(here, "hold-folder.ts"),
        root,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    children.push(child);
    const said = new Promise<string>((resolve) => {
      child.stdout!.once("data", (line) => resolve(String(line).trim()));
    });
    return { child, said };
  }
});
