import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDirectory } from "#data/make-directory";
import { testDirectory, type TestDirectory } from "../support/files.ts";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await testDirectory();
});
afterAll(() => directory.remove());

describe("a folder for data", () => {
  it("is made with those above it, for its owner only, and may be there already", () => {
    const path = join(directory.path, "a", "b");

    makeDirectory(path);
    makeDirectory(path);

    expect([path, join(path, "..")].map((made) => statSync(made).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it("cannot stand where a file stands", async () => {
    const file = await directory.write("file", "");

    expect(() => makeDirectory(file)).toThrow(expect.objectContaining({ code: "EEXIST" }));
    expect(() => makeDirectory(join(file, "below"))).toThrow(expect.objectContaining({ code: "ENOTDIR" }));
  });

  it.skipIf(!existsSync("/proc/self"))("is refused at once where the system takes none", () => {
    expect(() => makeDirectory("/proc/xingping/data")).toThrow(
      "No folder can be made in /proc: set DATA_DIR to another place.",
    );
  });
});
