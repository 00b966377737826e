import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Beside the compiled module: written by the build, absent among the sources. */
const FILE = join(dirname(fileURLToPath(import.meta.url)), "blank-database.tgz");

/** Makes an embedded database without any table and writes it down: unpacking takes a third of the time. */
export async function makeBlankDatabase(file = FILE): Promise<void> {
  const { PGlite } = await import("@electric-sql/pglite");
  const pglite = await PGlite.create();
  try {
    const packed = await pglite.dumpDataDir("gzip");
    await writeFile(file, new Uint8Array(await packed.arrayBuffer()));
  } finally {
    await pglite.close();
  }
}

/** What a new embedded database in this folder begins with; undefined when there is one already, or none was built. */
export async function blankDatabaseFor(directory: string, file = FILE): Promise<Blob | undefined> {
  if (existsSync(join(directory, "PG_VERSION")) || !existsSync(file)) return undefined;
  return new Blob([await readFile(file)]);
}
