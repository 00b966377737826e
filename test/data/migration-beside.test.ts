import { afterAll, describe, expect, it } from "vitest";
import { exportSource } from "#data/export-source";
import { EXPORT_NAMES } from "#domain/export-columns";
import { aPerson } from "../support/builders.ts";
import { openPostgresTestStore, openTestStore, type TestStore } from "../support/stores.ts";

const AT = new Date("2026-11-20T02:00:00Z");
const TABLES = ["Person", "Contact", "Draw", "Task", "Evaluation", "AuditEntry", "OutboxMessage"];
const databases = { PGlite: await openTestStore(), PostgreSQL: await openPostgresTestStore() };

afterAll(async () => {
  await databases.PGlite.close();
  await databases.PostgreSQL?.close();
});

/** As the migration of a later version does, which an older process beside it does not know of. */
const addColumns = ({ database }: TestStore): Promise<unknown> => {
  const script = TABLES.map((table) => `ALTER TABLE "${table}" ADD COLUMN "later" text;`).join("\n");
  return database.pglite === null ? database.pool!.query(script) : database.pglite.exec(script);
};

describe.each(Object.entries(databases))("a running process on %s", (_, opened) => {
  it.skipIf(opened === null)(
    "goes on with its prepared statements when a migration adds columns",
    async () => {
      const { store, database } = opened!;
      const user = { platform: "lark", appId: "app", userId: "ou_1" } as const;
      const ask = async (): Promise<unknown[]> => {
        const [person] = await store.people.save([aPerson({ employeeNo: "1" })], AT);
        await store.identities.bindFree(user, person!.id, AT);
        const exported = [];
        for (const name of EXPORT_NAMES) {
          for await (const row of exportSource(database.sql).rows(name)) exported.push(row);
        }
        return [person, await store.identities.personOf(user), exported];
      };

      const before = await ask();
      await addColumns(opened!);

      expect(await ask()).toEqual(before);
    },
  );
});
