import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testDirectory, type TestDirectory } from "./support/files.ts";
import { jsonOf, runCli, type Ended } from "./support/run-cli.ts";

// Each process loads the whole program: minutes on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let folder: TestDirectory;

beforeAll(async () => {
  folder = await testDirectory();
  await folder.write("people.csv", "employeeNo,name,roles\n1001,李雷,agent\n1002,,agent\n");
});
afterAll(() => folder.remove());

const run = (args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  runCli(args, { environment, folder: folder.path });

describe("xingping as a process", () => {
  it.each([
    ["done", ["--help"], 0],
    ["failed", ["policy", "lint", "none.yaml"], 1],
    ["wrong use", ["dance"], 2],
  ])("ends with the exit code for: %s", async (_, args, code) => {
    const ended = await run(args);

    expect(ended.code).toBe(code);
    expect([ended.out === "", ended.err === ""]).toEqual([code > 0, code === 0]);
  });

  it("keeps its data between commands, and prints a result as JSON last", async () => {
    const imported = await run(["import", "people", "people.csv", "--json"]);
    const exported = await run(["export", "people", "--format", "jsonl", "--json"]);

    expect([imported.code, exported.code]).toEqual([0, 0]);
    expect(jsonOf(imported)).toMatchObject({ read: 2, imported: 1, rejectedCount: 1 });
    expect(JSON.parse(exported.out.split("\n")[0]!)).toMatchObject({ employeeNo: "1001", name: "李雷" });
    expect(jsonOf(exported)).toEqual({ what: "people", rows: 1, file: null });
  });

  it("says that the data are up to date when there is nothing to migrate", async () => {
    const ended = await run(["migrate"]);

    expect(ended).toMatchObject({ code: 0, out: "The database is up to date.\n", err: "" });
  });
});

describe("a start that is refused", () => {
  it.each<[Record<string, string>, readonly string[]]>([
    [{ PORT: "http", LOG_LEVEL: "loud" }, ["PORT must be a port number", "LOG_LEVEL must be one of fatal"]],
    [
      { LARK_APP_ID: "cli_1" },
      ["LARK_APP_SECRET", "LARK_ENCRYPT_KEY", "they stand in the developer console"],
    ],
  ])("by %j names each variable and the remedy", async (environment, words) => {
    const ended = await run(["server"], environment);

    expect(ended).toMatchObject({ code: 1, out: "" });
    for (const word of words) expect(ended.err).toContain(word);
    expect(ended.err).not.toMatch(/\n\s+at /);
  });

  it("by a policy that contradicts itself names the first error and how to see all", async () => {
    await folder.write(
      "torn.yaml",
      'extends: standard\nname: ours\nversion: "1"\nday: {drawAt: "18:30"}\nmonth: {weights: {skill: 40}}\n',
    );

    const ended = await run(["server"], { POLICY: "torn.yaml", DATA_DIR: join(folder.path, "elsewhere") });

    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toMatch(
      /^POLICY torn\.yaml has \d errors; the first: .+ See all: npx xingping policy lint torn\.yaml\n$/,
    );
  });

  it("reads a .env file of the folder it is started in", async () => {
    const file = await folder.write(".env", "LOG_LEVEL=loud\n");

    const ended = await run(["server"]);
    await rm(file);

    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toContain("LOG_LEVEL must be one of");
  });

  it("tells a worker without a database of its own why it cannot work", async () => {
    const ended = await run(["worker"], { DATA_DIR: join(folder.path, "elsewhere") });

    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.err).toBe(
      "A worker of its own needs PostgreSQL: set DATABASE_URL and SECRET_KEY, or run xingping server, which works too.\n",
    );
  });
});
