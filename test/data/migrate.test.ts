import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "#data/database";
import { migrate, pendingMigrations, readMigrations, schemaDifference } from "#data/migrate";

let database: Database;

beforeAll(async () => {
  database = await openDatabase({ kind: "embedded", directory: null }, (error) => {
    throw error;
  });
});
afterAll(() => database.close());

describe("migrations", () => {
  beforeEach(
    async () => void (await database.pglite!.exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public")),
  );

  it("lead to exactly what schema.prisma says", async () => {
    const difference = await schemaDifference(database);

    expect(difference).toBe("");
  });

  it("are written into the ordinary table of Prisma, once", async () => {
    const names = (await readMigrations()).map(({ name }) => name);

    const first = await migrate(database);
    const second = await migrate(database);

    const rows = await database.prisma.$queryRawUnsafe<{ name: string; steps: number }[]>(
      `SELECT migration_name AS name, applied_steps_count AS steps FROM _prisma_migrations WHERE finished_at IS NOT NULL
       ORDER BY migration_name`,
    );
    expect(first.applied).toEqual(names);
    expect(second.applied).toEqual([]);
    expect(rows).toEqual(names.map((name) => ({ name, steps: 1 })));
  });

  it("that were edited afterwards are pending again, so that nobody starts on them", async () => {
    await migrate(database);
    await database.prisma.$executeRawUnsafe(`UPDATE _prisma_migrations SET checksum = 'edited'`);

    const pending = await pendingMigrations(database);

    expect(pending).toEqual((await readMigrations()).map(({ name }) => name));
  });

  it("that break are refused whole, and nothing counts as applied", async () => {
    const broken = {
      name: "20990101000000_broken",
      sql: 'CREATE TABLE "Kept" (id int); CREATE TABLE "Kept" (id int);',
    };

    const attempt = migrate(database, [broken]);

    await expect(attempt).rejects.toThrow(/already exists/);
    const [table] = await database.prisma.$queryRawUnsafe<{ there: boolean }[]>(
      `SELECT to_regclass('"Kept"') IS NOT NULL AS there`,
    );
    expect(table!.there).toBe(false);
    expect(await pendingMigrations(database, [broken])).toEqual([broken.name]);
  });

  it("keep the data of a directory that is opened again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "xingping-data-"));
    const settings = { kind: "embedded", directory: join(folder, "database") } as const;
    const first = await openDatabase(settings, () => undefined);
    await migrate(first);
    await first.prisma.rhythmRun.create({
      data: { rhythm: "x", localDate: "2026-11-20", startedAt: new Date() },
    });
    await first.close();

    const second = await openDatabase(settings, () => undefined);
    const kept = await second.prisma.rhythmRun.count();

    await second.close();
    rmSync(folder, { recursive: true });
    expect(kept).toBe(1);
  });
});
