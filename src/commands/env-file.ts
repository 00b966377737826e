import { randomBytes } from "node:crypto";
import { chmod, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { parseEnv } from "node:util";

export type EnvEntry = { readonly name: string; readonly value: string };
export type EnvChange = {
  readonly written: readonly string[];
  /** Were there already, with this value. */
  readonly kept: readonly string[];
  /** Are there with another value, and were left. */
  readonly differing: readonly string[];
};

const OWNER_ONLY = 0o600;

/**
 * Adds to a file what is not in it yet. What stands there stays as it is, byte for byte; a name without a value counts
 * as missing. `mustAgree`: when one of these names has another value nothing is written at all. The file is replaced
 * in one step and is its owner's alone afterwards.
 */
export async function addToEnvFile(
  path: string,
  entries: readonly EnvEntry[],
  mustAgree: readonly string[],
): Promise<EnvChange> {
  const before = await readIfThere(path);
  const there = parseEnv(before.toString("utf8"));
  const valueOf = (name: string): string => there[name]?.trim() ?? "";
  const missing = entries.filter(({ name }) => valueOf(name) === "");
  const kept = entries.filter(({ name, value }) => valueOf(name) === value).map(({ name }) => name);
  const differing = entries
    .filter(({ name, value }) => !["", value].includes(valueOf(name)))
    .map(({ name }) => name);
  if (differing.some((name) => mustAgree.includes(name))) return { written: [], kept, differing };
  if (missing.length > 0) await replace(path, Buffer.concat([before, Buffer.from(linesOf(before, missing))]));
  else await chmod(path, OWNER_ONLY);
  return { written: missing.map(({ name }) => name), kept, differing };
}

async function readIfThere(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

function linesOf(before: Buffer, entries: readonly EnvEntry[]): string {
  const end = before.includes("\r\n") ? "\r\n" : "\n";
  const isOpenLine = before.length > 0 && before.at(-1) !== 0x0a;
  return `${isOpenLine ? end : ""}${entries.map(({ name, value }) => `${name}=${quoted(value)}${end}`).join("")}`;
}

function quoted(value: string): string {
  if (/^[\w./:@+=-]+$/.test(value)) return value;
  if (/['\r\n]/.test(value)) throw new Error("A value that no .env file can hold.");
  return `'${value}'`;
}

/** Whoever reads in between sees the old file or the new one, and a crash leaves one of them whole. */
async function replace(path: string, content: Buffer): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const beside = `${target}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const file = await open(beside, "wx", OWNER_ONLY);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
