import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import type { SourceRow } from "#domain/source-row";

/** A directory of the test's own, gone after `remove()`. */
export type TestDirectory = {
  readonly path: string;
  write(name: string, content: string | Uint8Array): Promise<string>;
  remove(): Promise<void>;
};

export async function testDirectory(): Promise<TestDirectory> {
  const path = await mkdtemp(join(tmpdir(), "xingping-files-"));
  return {
    path,
    write: async (name, content) => {
      const file = join(path, name);
      await writeFile(file, content);
      return file;
    },
    remove: () => rm(path, { recursive: true }),
  };
}

/** The path of a real data set, or null after one line that says it is left out; with `CI=true` it throws. */
export function realData(name: string): string | null {
  const path = fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
  if (existsSync(path)) return path;
  const line = `../shared/data/${name} is not there; the tests on it are left out.`;
  if (process.env["CI"] === "true") throw new Error(line);
  console.warn(line);
  return null;
}

export function exampleMap(name: string): string {
  return fileURLToPath(new URL(`../../src/files/maps/${name}.yaml`, import.meta.url));
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Rows as a request sends them. */
export function rowsOf(...entries: readonly Readonly<Record<string, unknown>>[]): SourceRow[] {
  return entries.map((row, line) => ({ line, row }));
}
