import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { AppError } from "#domain/error";
import { makeDirectory } from "./make-directory.ts";

/** What stands in the lock file: who owns the data, and where a command is handed over to it. */
export type Owner = {
  readonly pid: number;
  /** As the system counts it; null where it does not say. */
  readonly startedAt: string | null;
  readonly host: string;
  readonly port: number | null;
  readonly token: string;
};

export type OwnerLock = {
  readonly token: string;
  /** Says where commands are taken from now on. */
  announce(port: number): void;
  release(): void;
};

const lockPath = (directory: string): string => join(directory, "owner.json");

/** The living owner of this data directory, or null. A file left by a dead process counts for nothing. */
export function findOwner(directory: string): Owner | null {
  const owner = readOwner(readLock(lockPath(directory)));
  return owner !== null && isAlive(owner) ? owner : null;
}

/**
 * Makes this process the one owner of the embedded data: PGlite takes no lock of its own, and two processes would
 * destroy it.
 * @throws AppError `busy` that names the owner.
 */
export function takeOwnership(directory: string): OwnerLock {
  makeDirectory(directory);
  const path = lockPath(directory);
  const token = randomBytes(24).toString("hex");
  const us = { pid: process.pid, startedAt: startOf(process.pid), host: hostname(), token };
  for (let attempt = 0; !isTaken(path, { ...us, port: null }); attempt += 1) {
    const found = readLock(path);
    const owner = readOwner(found);
    if (owner !== null && isAlive(owner)) throw busy(directory, owner);
    if (attempt > 2) throw new Error(`The lock file ${path} cannot be taken.`);
    if (found !== null) setAside(path, found);
  }
  return {
    token,
    announce: (port) => renameSync(written(path, { ...us, port }), path),
    release: () => {
      if (readOwner(readLock(path))?.token === token) rmSync(path, { force: true });
    },
  };
}

/** False when a lock file is there already. A link appears with its whole content, so nobody reads half of it. */
function isTaken(path: string, owner: Owner): boolean {
  const ready = written(path, owner);
  try {
    linkSync(ready, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(ready);
  }
}

function written(path: string, owner: Owner): string {
  const ready = `${path}.${randomBytes(6).toString("hex")}`;
  writeFileSync(ready, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
  return ready;
}

/** Removes what a dead process left, unless somebody else has just put a lock of their own in its place. */
function setAside(path: string, left: string): void {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (readLock(aside) === left) rmSync(aside);
  else renameSync(aside, path);
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Null for what is no lock of ours, such as the empty file that a power failure leaves. */
function readOwner(text: string | null): Owner | null {
  try {
    return text === null ? null : (JSON.parse(text) as Owner);
  } catch {
    return null;
  }
}

function isAlive({ pid, startedAt, host }: Owner): boolean {
  // Nobody can look into another machine or container that shares the folder.
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  // The number may belong to another process by now; in a container it is nearly always the same.
  const start = startOf(pid);
  return startedAt === null || start === null || start === startedAt;
}

/** Field 22 of Linux's `stat`: the process's start in ticks since the system's. The name before it may hold blanks. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function busy(directory: string, { pid, host }: Owner): AppError {
  const remedy = "set DATA_DIR to another folder, or use PostgreSQL (DATABASE_URL) for several processes.";
  const words =
    host === hostname()
      ? `The data in ${directory} belong to process ${pid}, which is running: wait until it is done or stop it, ${remedy}`
      : `The data in ${directory} belong to process ${pid} on ${host}: if nothing runs there any more delete ${lockPath(directory)}, else ${remedy}`;
  return new AppError("busy", words, { pid });
}
