import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { Sql } from "#data/sql";
import { gate } from "../support/gate.ts";
import { openPostgresTestStore, openTestStore } from "../support/stores.ts";

const databases = { PGlite: await openTestStore(), PostgreSQL: await openPostgresTestStore() };
const ADD = `INSERT INTO "RhythmRun" (rhythm, "localDate", "startedAt") VALUES ($1, '2026-11-20', now())`;

afterAll(async () => {
  await databases.PGlite.close();
  await databases.PostgreSQL?.close();
});

describe.each(Object.entries(databases))("a transaction on %s", (_, opened) => {
  afterEach(async () => void (await opened?.database.prisma.rhythmRun.deleteMany()));

  it.skipIf(opened === null)("sends writes that wait before Prisma reads or writes in it", async () => {
    const seen = await opened!.database.transaction(async (db, sql) => {
      await sql.later(ADD, "read");
      const read = await db.rhythmRun.count();
      await sql.later(ADD, "written");
      const { count: written } = await db.rhythmRun.deleteMany({ where: { rhythm: "written" } });
      return { read, written };
    });

    expect(seen).toEqual({ read: 1, written: 1 });
    expect(await opened!.database.prisma.rhythmRun.count()).toBe(1);
  });

  it.skipIf(opened === null)("keeps the last of the same writes that were given at one moment", async () => {
    await opened!.database.transaction(async (db, sql) => {
      await sql.run(ADD, "none");
      const rename = (name: string): Promise<void> => sql.later('UPDATE "RhythmRun" SET rhythm = $1', name);
      await Promise.all(["first", "second", "third"].map(rename));
    });

    expect(await opened!.database.prisma.rhythmRun.findMany()).toMatchObject([{ rhythm: "third" }]);
  });

  it.skipIf(opened === null)("takes no statement once it has ended", async () => {
    const late = await opened!.database.transaction((_db, sql) => Promise.resolve(sql));

    await expect(late.run(ADD, "run")).rejects.toThrow("over");
    await expect(late.query(`${ADD} RETURNING rhythm`, "query")).rejects.toThrow("over");
    await expect(late.later(ADD, "later")).rejects.toThrow("over");
    expect(await opened!.database.prisma.rhythmRun.count()).toBe(0);
  });
});

describe.skipIf(databases.PostgreSQL === null)("a transaction on PostgreSQL that is about to end", () => {
  it.each([
    ["COMMIT", () => Promise.resolve()],
    ["ROLLBACK", () => Promise.reject(new Error("given up"))],
  ])("takes no statement while %s is on its way", async (end, work) => {
    const { database } = databases.PostgreSQL!;
    const onItsWay = gate();
    database.pool!.once("acquire", (client) => {
      const query = client.query.bind(client) as (...args: unknown[]) => unknown;
      const noteEnd = (...args: [asked: { text?: string }]): unknown => {
        if (args[0].text === end) onItsWay.open();
        return query(...args);
      };
      Object.assign(client, { query: noteEnd });
    });
    let inside: Sql | undefined;

    const ending = database.transaction((_db, sql) => {
      inside = sql;
      return work();
    });
    const ended = Promise.allSettled([ending]);
    await onItsWay.opened;

    await expect(inside!.run(ADD, "late")).rejects.toThrow("over");
    await ended;
    expect(await database.prisma.rhythmRun.count()).toBe(0);
  });
});
