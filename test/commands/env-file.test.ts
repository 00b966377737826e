import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addToEnvFile } from "#main/commands/env-file";
import { testDirectory, type TestDirectory } from "../support/files.ts";

const ENTRIES = [
  { name: "LARK_APP_ID", value: "cli_1" },
  { name: "LARK_APP_SECRET", value: "s3cret" },
];

describe("a .env file", () => {
  let folder: TestDirectory;
  let path: string;
  const add = (entries = ENTRIES, mustAgree: string[] = []) => addToEnvFile(path, entries, mustAgree);
  const text = () => readFileSync(path, "utf8");
  const mode = () => statSync(path).mode & 0o777;

  beforeEach(async () => {
    folder = await testDirectory();
    path = join(folder.path, ".env");
  });
  afterEach(() => folder.remove());

  it("is made for its owner alone", async () => {
    const change = await add();

    expect(change).toEqual({ written: ["LARK_APP_ID", "LARK_APP_SECRET"], kept: [], differing: [] });
    expect(text()).toBe("LARK_APP_ID=cli_1\nLARK_APP_SECRET=s3cret\n");
    expect(mode()).toBe(0o600);
  });

  it("keeps what stands in it byte for byte, also what is no text, and gets what is missing", async () => {
    const before = Buffer.from([
      ...Buffer.from("# 注释\nPORT=3001 # x\n\n LARK_APP_ID=cli_1\nNAME="),
      0xff,
      0xfe,
    ]);
    await folder.write(".env", before);

    const change = await add();

    expect(change).toEqual({ written: ["LARK_APP_SECRET"], kept: ["LARK_APP_ID"], differing: [] });
    const after = readFileSync(path);
    expect(after.subarray(0, before.length)).toEqual(before);
    expect(after.subarray(before.length).toString()).toBe("\nLARK_APP_SECRET=s3cret\n");
  });

  it("keeps the line ends that it has", async () => {
    await folder.write(".env", "PORT=3001\r\n");

    await add();

    expect(text()).toBe("PORT=3001\r\nLARK_APP_ID=cli_1\r\nLARK_APP_SECRET=s3cret\r\n");
  });

  it("is left alone, but for its rights, when nothing is missing", async () => {
    await add();
    const before = text();
    chmodSync(path, 0o644);

    const change = await add();

    expect(change).toEqual({ written: [], kept: ["LARK_APP_ID", "LARK_APP_SECRET"], differing: [] });
    expect(text()).toBe(before);
    expect(mode()).toBe(0o600);
  });

  it("never gets another value for a name that has one", async () => {
    await folder.write(".env", "LARK_APP_SECRET='another'\n");

    const change = await add();

    expect(change).toEqual({ written: ["LARK_APP_ID"], kept: [], differing: ["LARK_APP_SECRET"] });
    expect(text()).toBe("LARK_APP_SECRET='another'\nLARK_APP_ID=cli_1\n");
  });

  it("gets nothing at all when a value differs that the others belong to", async () => {
    await folder.write(".env", "LARK_APP_ID=cli_2\n");

    const change = await add(ENTRIES, ["LARK_APP_ID"]);

    expect(change).toEqual({ written: [], kept: [], differing: ["LARK_APP_ID"] });
    expect(text()).toBe("LARK_APP_ID=cli_2\n");
  });

  it("is written where a link leads, and leaves nothing beside it", async () => {
    await folder.write("shared.env", "PORT=1\n");
    symlinkSync(join(folder.path, "shared.env"), path);

    await add();

    expect(readFileSync(join(folder.path, "shared.env"), "utf8")).toContain("LARK_APP_ID=cli_1");
    expect(readdirSync(folder.path).sort()).toEqual([".env", "shared.env"]);
  });

  it("is understood by Node as it was meant, a name without a value included", async () => {
    const strange = 'a b#c"d$e';
    await folder.write(".env", "LARK_APP_ID=\nLARK_APP_SECRET=\n");

    await add([ENTRIES[0]!, { name: "LARK_APP_SECRET", value: strange }]);

    const script =
      "process.loadEnvFile('.env'); console.log(JSON.stringify([process.env.LARK_APP_ID, process.env.LARK_APP_SECRET]))";
    const printed = execFileSync(process.execPath, ["--eval", script], { cwd: folder.path, env: {} });
    expect(JSON.parse(printed.toString())).toEqual(["cli_1", strange]);
  });

  it("cannot hold a value of two lines, and is not touched by one", async () => {
    await expect(add([{ name: "X", value: "a\nLARK_APP_ID=b" }])).rejects.toThrow("no .env file can hold");

    expect(readdirSync(folder.path)).toEqual([]);
  });
});
