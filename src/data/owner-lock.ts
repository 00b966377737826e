import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#domain/error";

/** What stands in the lock file: who owns the data, and where a command is handed over to it. */
export type Owner = { readonly pid: number; readonly port: number | null; readonly token: string };

export type OwnerLock = {
  readonly token: string;
  /** Says where commands are taken from now on. */
  announce(port: number): void;
  release(): void;
};

const lockPath = (directory: string): string => join(directory, "owner.json");

/** The living owner of this data directory, or null. A file left by a dead process counts for nothing. */
export function findOwner(directory: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(lockPath(directory), "utf8")) as Owner;
    return isAlive(owner.pid) ? owner : null;
  } catch {
    return null;
  }
}

/**
 * Makes this process the one owner of the embedded data: PGlite takes no lock of its own, and two processes would
 * destroy it.
 * @throws AppError `busy` that names the owner.
 */
export function takeOwnership(directory: string): OwnerLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const token = randomBytes(24).toString("hex");
  const write = (port: number | null, flag: "w" | "wx"): void =>
    writeFileSync(lockPath(directory), JSON.stringify({ pid: process.pid, port, token } satisfies Owner), {
      flag,
      mode: 0o600,
    });
  for (let attempt = 0; ; attempt += 1) {
    try {
      write(null, "wx");
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 0) throw error;
      const owner = findOwner(directory);
      if (owner !== null) {
        throw new AppError(
          "busy",
          `The data in ${directory} belong to process ${owner.pid}, which is running. Stop it first, or set DATA_DIR to another folder, or use PostgreSQL through DATABASE_URL for several processes.`,
          { pid: owner.pid },
        );
      }
      rmSync(lockPath(directory), { force: true });
    }
  }
  return {
    token,
    announce: (port) => write(port, "w"),
    release: () => rmSync(lockPath(directory), { force: true }),
  };
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
