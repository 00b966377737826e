import { randomBytes } from "node:crypto";
import { openDatabase, type Database } from "#data/database";
import { migrate } from "#data/migrate";
import { createSecrets, type SecretKeys } from "#data/secrets";
import { createStore } from "#data/store";
import type { Store } from "#ports/store";
import { testPostgres } from "./services.ts";

export type TestStore = {
  readonly store: Store;
  readonly secrets: SecretKeys;
  readonly database: Database;
  /** Null for the embedded one. */
  readonly url: string | null;
  close(): Promise<void>;
};

/** An empty, migrated store in memory. */
export async function openTestStore(): Promise<TestStore> {
  return assemble(
    await openDatabase({ kind: "embedded", directory: null }, fail),
    null,
    async () => undefined,
  );
}

/** An empty, migrated store in a PostgreSQL database of its own; null, with one line said, when there is no server. */
export async function openPostgresTestStore(): Promise<TestStore | null> {
  const postgres = await testPostgres();
  if (postgres === undefined) return null;
  const database = await openDatabase({ kind: "postgres", url: postgres.url }, fail);
  return assemble(database, postgres.url, postgres.drop);
}

async function assemble(
  database: Database,
  url: string | null,
  drop: () => Promise<void>,
): Promise<TestStore> {
  await migrate(database);
  const secrets = createSecrets(randomBytes(32));
  return {
    store: createStore(database, secrets),
    secrets,
    database,
    url,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

function fail(error: Error): void {
  throw error;
}
