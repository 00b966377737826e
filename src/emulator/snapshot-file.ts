import { open, readFile, rename, rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { Emulator } from "./emulator.ts";
import { parseSnapshot, type Snapshot } from "./snapshot.ts";

export type SnapshotKeeper = {
  /** Writes what stands now, whole or not at all. */
  write(): Promise<void>;
  /** Ends the following, and writes what has changed since the last time. */
  close(): Promise<void>;
};

const PAUSE_MS = 400;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Null when there is none. @throws AppError `bad-input` for one that is broken or of another version. */
export async function readSnapshot(path: string): Promise<Snapshot | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : parseSnapshot(text);
}

/**
 * Writes a snapshot soon after each change, so that a process that is killed loses less than a second. Call `close`
 * after the emulator's own: only then nothing changes any more.
 */
export function keepSnapshots(
  emulator: Emulator,
  path: string,
  onProblem: (error: unknown) => void,
): SnapshotKeeper {
  const closing = new AbortController();
  let written = 0;
  let writing = Promise.resolve();
  const writeOnce = async (): Promise<void> => {
    const version = emulator.changeVersion();
    await replaceFile(path, JSON.stringify(emulator.snapshot()));
    written = version;
  };
  const write = (): Promise<void> => {
    writing = writing.catch(() => undefined).then(writeOnce);
    return writing;
  };
  const follow = async (): Promise<void> => {
    const hasChanged = (): boolean => emulator.changeVersion() > written;
    while (!closing.signal.aborted) {
      await emulator.until(hasChanged, { timeoutMs: LONGEST_TIMER_MS });
      await pause(PAUSE_MS, undefined, { signal: closing.signal });
      await write().catch(onProblem);
    }
  };
  // It ends with an error when the emulator or this is closed.
  const followed = follow().catch(() => undefined);
  return {
    write,
    async close() {
      closing.abort();
      await followed;
      await write();
    },
  };
}

/** A reader finds the old content or the new one, whenever the process dies. */
async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  try {
    const file = await open(fresh, "w", 0o600);
    try {
      await file.writeFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
