import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AppError } from "#domain/error";

/**
 * A folder for its owner only, with the folders above it. Not Node's `recursive`, which never comes back where the
 * folder above is there but takes none (as /proc).
 * @throws AppError `setting-missing` in such a place, else what the system says.
 */
export function makeDirectory(path: string): void {
  const whole = resolve(path);
  if (isDirectory(whole)) return;
  const above = dirname(whole);
  if (!existsSync(above)) makeDirectory(above);
  try {
    mkdirSync(whole, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process may have been faster.
    if (code === "EEXIST" && isDirectory(whole)) return;
    if (code !== "ENOENT") throw error;
    throw new AppError(
      "setting-missing",
      `No folder can be made in ${above}: set DATA_DIR to another place.`,
    );
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
