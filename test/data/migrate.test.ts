import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase, type Database } from "#data/database";
import { migrate, pendingMigrations, readMigrations, schemaDifference } from "#data/migrate";

const openEmpty = (): Promise<Database> =>
  openDatabase({ kind: "embedded", directory: null }, (error) => {
    throw error;
  });

describe("migrations", () => {
  it("lead to exactly what schema.prisma says", async () => {
    const database = await openEmpty();

    const difference = await schemaDifference(database);

    await database.close();
    expect(difference).toBe("");
  });

  it("are written into the ordinary table of Prisma, once", async () => {
    const database = await openEmpty();
    const names = (await readMigrations()).map(({ name }) => name);

    const first = await migrate(database);
    const second = await migrate(database);

    const rows = await database.prisma.$queryRawUnsafe<{ name: string; steps: number }[]>(
      `SELECT migration_name AS name, applied_steps_count AS steps FROM _prisma_migrations WHERE finished_at IS NOT NULL`,
    );
    await database.close();
    expect(first.applied).toEqual(names);
    expect(second.applied).toEqual([]);
    expect(rows).toEqual(names.map((name) => ({ name, steps: 1 })));
  });

  it("that were edited afterwards are pending again, so that nobody starts on them", async () => {
    const database = await openEmpty();
    await migrate(database);
    await database.prisma.$executeRawUnsafe(`UPDATE _prisma_migrations SET checksum = 'edited'`);

    const pending = await pendingMigrations(database);

    await database.close();
    expect(pending).toEqual((await readMigrations()).map(({ name }) => name));
  });

  it("that break are refused whole, and nothing counts as applied", async () => {
    const database = await openEmpty();
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
    await database.close();
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
