import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The embedded installation's own key: made at the first start, readable by its owner only. */
export function embeddedSecretKey(directory: string): Uint8Array {
  const path = join(directory, "secret-key");
  try {
    return Buffer.from(readFileSync(path, "utf8"), "base64");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  return key;
}
