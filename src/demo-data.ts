import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findOwner } from "#data/owner-lock";
import { AppError } from "#domain/error";
import type { Snapshot } from "#emulator/snapshot";
import { readSnapshot } from "#emulator/snapshot-file";

/** What an earlier demo has left. Its snapshot is first written when the past is lived: without one there is none. */
export type DemoData = {
  readonly directory: string;
  readonly snapshotPath: string;
  /** Null: the story begins. */
  readonly snapshot: Snapshot | null;
  /** An earlier start did not get to the end of the two weeks. */
  readonly wasBrokenOff: boolean;
  /** Clears away what is not gone on with. */
  clear(): void;
};

/**
 * Finds what is to be gone on with; nothing is deleted yet, since the start may still fail.
 * @throws AppError `busy` when another demo lives there, `bad-input` when its snapshot cannot be read
 */
export async function openDemoData(dataDirectory: string, isReset: boolean): Promise<DemoData> {
  const directory = join(dataDirectory, "demo");
  const snapshotPath = join(directory, "emulator.json");
  requireUnused(directory);
  const snapshot = isReset ? null : await readKept(snapshotPath, directory);
  const wasBrokenOff = !isReset && snapshot === null && existsSync(directory);
  return {
    directory,
    snapshotPath,
    snapshot,
    wasBrokenOff,
    clear: () => {
      if (snapshot === null) rmSync(directory, { recursive: true, force: true });
    },
  };
}

function requireUnused(directory: string): void {
  const owner = findOwner(directory);
  if (owner === null) return;
  throw new AppError(
    "busy",
    `another demo (process ${owner.pid}) lives in ${directory}: stop it, or give this one a folder with DATA_DIR.`,
  );
}

async function readKept(path: string, directory: string): Promise<Snapshot | null> {
  try {
    return await readSnapshot(path);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      "bad-input",
      `what an earlier demo has kept in ${directory} is broken or of another version: begin anew with npm run demo -- --reset`,
    );
  }
}
