import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import type { Database } from "./database.ts";
import { packageRoot } from "./package-root.ts";

const NO_FILTER = { externalTables: [], externalEnums: [] };

type Migration = { readonly name: string; readonly sql: string };

export type MigrationResult = { readonly applied: readonly string[]; readonly known: number };

export async function readMigrations(
  folder = join(packageRoot(), "prisma", "migrations"),
): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(folder, name, "migration.sql"), "utf8") })),
  );
}

/**
 * Applies what is missing, through Prisma's engine, into the ordinary `_prisma_migrations` table. Throws with the
 * engine's words when a migration fails or was edited afterwards.
 */
export async function migrate(
  database: Database,
  migrations?: readonly Migration[],
): Promise<MigrationResult> {
  migrations ??= await readMigrations();
  const pending = await pendingMigrations(database, migrations);
  if (pending.length === 0) return { applied: [], known: migrations.length };
  const { withSchemaEngine } = await import("./schema-engine.ts");
  const datamodel = await readFile(join(packageRoot(), "prisma", "schema.prisma"), "utf8");
  const output = await withSchemaEngine(database.adapter, datamodel, (engine) =>
    engine.applyMigrations({ migrationsList: migrationList(migrations), filters: NO_FILTER }),
  );
  return { applied: output.appliedMigrationNames, known: migrations.length };
}

/**
 * Names of migrations that this database does not carry in exactly this text. Asked without the engine, which takes
 * half a second and 60 MB to load, because almost every start finds nothing to do.
 */
export async function pendingMigrations(
  database: Database,
  migrations?: readonly Migration[],
): Promise<readonly string[]> {
  migrations ??= await readMigrations();
  const [table] = await database.sql.query<{ there: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
  );
  const done = table?.there
    ? await database.sql.query<{ name: string; checksum: string }>(
        `SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      )
    : [];
  const checksums = new Map(done.map((row) => [row.name, row.checksum]));
  return migrations
    .filter(({ name, sql }) => checksums.get(name) !== createHash("sha256").update(sql).digest("hex"))
    .map(({ name }) => name);
}

/** The SQL that leads from the migrations' result in this database to schema.prisma; empty when they agree. */
export async function schemaDifference(database: Database): Promise<string> {
  const { withSchemaEngine } = await import("./schema-engine.ts");
  const path = join(packageRoot(), "prisma", "schema.prisma");
  const datamodel = await readFile(path, "utf8");
  const migrations = await readMigrations();
  const { stdout } = await withSchemaEngine(database.adapter, datamodel, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...migrationList(migrations) },
      to: { tag: "schemaDatamodel", files: [{ path, content: datamodel }] },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    }),
  );
  const script = stdout ?? "";
  return script.includes("This is an empty migration") ? "" : script.trim();
}

function migrationList(migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: join(packageRoot(), "prisma", "migrations"),
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}
