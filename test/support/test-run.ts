import { existsSync } from "node:fs";
import { mkdir, rename, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "./eventually.ts";

/** Names the folder that one run of the tests shares; not set outside of one. */
export const RUN_FOLDER = "XINGPING_TEST_RUN";

const MAKING_MILLISECONDS = 120_000;

/** A folder of this run, made by the process that needs it first; others wait for it. */
export async function oncePerRun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(process.env[RUN_FOLDER] ?? "", name);
  const lock = `${folder}.lock`;
  const isMadeOrOurs = async () => existsSync(folder) || (await isNew(lock));
  await eventually(isMadeOrOurs, { withinMilliseconds: MAKING_MILLISECONDS, what: `making ${name}` });
  if (existsSync(folder)) return folder;
  try {
    await make(`${folder}.draft`);
    await rename(`${folder}.draft`, folder);
  } finally {
    await rmdir(lock);
  }
  return folder;
}

/** One process only is told yes. */
async function isNew(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch {
    return false;
  }
}
