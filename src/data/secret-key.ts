import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#domain/error";
import { makeDirectory } from "./make-directory.ts";

const KEY_BYTES = 32;

/**
 * The embedded installation's own key: made at the first start, readable by its owner only.
 * @throws AppError `setting-missing` for a file that holds no whole key: another one would not open what is stored.
 */
export function embeddedSecretKey(directory: string): Uint8Array {
  const known = knownSecretKey(directory);
  if (known !== null) return known;
  makeDirectory(directory);
  const key = randomBytes(KEY_BYTES);
  putInPlace(secretKeyPath(directory), `${key.toString("base64")}\n`);
  return key;
}

export const secretKeyPath = (directory: string): string => join(directory, "secret-key");

/** The same without making one: null when there is none. @throws AppError as above */
export const knownSecretKey = (directory: string): Uint8Array | null => readKey(secretKeyPath(directory));

/** All of it or nothing, whenever the program or the machine dies; never over a key that stands. */
function putInPlace(path: string, text: string): void {
  const beside = `${path}.${randomBytes(6).toString("hex")}.new`;
  try {
    writeFileSync(beside, text, { mode: 0o600, flag: "wx", flush: true });
    linkSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

function readKey(path: string): Uint8Array | null {
  try {
    const key = Buffer.from(readFileSync(path, "utf8"), "base64");
    if (key.length === KEY_BYTES) return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  throw new AppError(
    "setting-missing",
    `The file ${path} holds no key of ${KEY_BYTES} bytes: put its backup in its place, without it the stored conversations cannot be read.`,
  );
}
