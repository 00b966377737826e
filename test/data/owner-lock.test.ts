import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findOwner, takeOwnership, type Owner } from "#data/owner-lock";
import { AppError } from "#domain/error";
import { testDirectory, type TestDirectory } from "../support/files.ts";

let folder: TestDirectory;
let data: string;

beforeEach(async () => {
  folder = await testDirectory();
  data = join(folder.path, "data");
});
afterEach(() => folder.remove());

const lockPath = (): string => join(data, "owner.json");
const stands = (): Owner => JSON.parse(readFileSync(lockPath(), "utf8")) as Owner;
const refusal = (): AppError => {
  try {
    takeOwnership(data);
  } catch (error) {
    return error as AppError;
  }
  throw new Error("it was taken");
};
/** A process that has ended: its number belongs to nobody now. */
const deadPid = (): number => spawnSync(process.execPath, ["--version"]).pid;

describe("the owner of embedded data", () => {
  it("is found with its token and, once announced, its port", () => {
    const lock = takeOwnership(data);
    const silent = findOwner(data);
    lock.announce(40_123);

    expect(silent).toMatchObject({ pid: process.pid, port: null, token: lock.token });
    expect(findOwner(data)).toMatchObject({ pid: process.pid, port: 40_123, token: lock.token });
    expect(lock.token).toMatch(/^[0-9a-f]{48}$/);
  });

  it("is the only one: a second is refused with the process's number", () => {
    takeOwnership(data);

    const error = refusal();

    expect(error).toMatchObject({ name: "AppError", code: "busy", facts: { pid: process.pid } });
    expect(error.message).toContain(`belong to process ${process.pid}, which is running`);
  });

  it("leaves the data free, and nothing but what it found", () => {
    const lock = takeOwnership(data);
    lock.announce(1);

    lock.release();

    expect(readdirSync(data)).toEqual([]);
    expect(findOwner(data)).toBeNull();
  });

  it("does not release what is somebody else's by now", () => {
    const lock = takeOwnership(data);
    writeFileSync(lockPath(), JSON.stringify({ ...stands(), token: "theirs" }));

    lock.release();

    expect(existsSync(lockPath())).toBe(true);
  });

  it("keeps token and folder to its own user", () => {
    takeOwnership(data).announce(1);

    expect((statSync(lockPath()).mode & 0o777).toString(8)).toBe("600");
    expect((statSync(data).mode & 0o777).toString(8)).toBe("700");
  });
});

describe("a lock file that was left behind", () => {
  const leave = (change: Partial<Owner>): void => {
    takeOwnership(data);
    writeFileSync(lockPath(), JSON.stringify({ ...stands(), ...change }));
  };

  it("by a dead process counts for nothing", () => {
    leave({ pid: deadPid(), token: "left" });

    const found = findOwner(data);
    const lock = takeOwnership(data);

    expect(found).toBeNull();
    expect(stands()).toMatchObject({ pid: process.pid, token: lock.token });
  });

  it.runIf(process.platform === "linux")(
    "by a process whose number another one has by now counts for nothing",
    () => {
      leave({ startedAt: "1", token: "left" });

      const lock = takeOwnership(data);

      expect(stands().token).toBe(lock.token);
    },
  );

  it("half written counts for nothing", () => {
    leave({});
    writeFileSync(lockPath(), "");

    const lock = takeOwnership(data);

    expect(stands().token).toBe(lock.token);
  });

  it("by another machine is respected, because nobody can look there, and the file is named", () => {
    leave({ host: `not-${hostname()}`, pid: deadPid() });

    const error = refusal();

    expect(error.code).toBe("busy");
    expect(error.message).toContain(
      `on not-${hostname()}: if nothing runs there any more delete ${lockPath()}`,
    );
  });
});
