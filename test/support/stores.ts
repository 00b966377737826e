import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { openDatabase, type Database, type DatabaseSettings } from "#data/database";
import { migrate } from "#data/migrate";
import { createSecrets, type SecretKeys } from "#data/secrets";
import { createStore } from "#data/store";
import type { Store } from "#ports/store";
import { placeEmbeddedData } from "./embedded-data.ts";
import { testDirectory } from "./files.ts";
import { testPostgres } from "./services.ts";

export type TestStore = {
  readonly store: Store;
  readonly secrets: SecretKeys;
  readonly database: Database;
  /** Null for the embedded one. */
  readonly url: string | null;
  close(): Promise<void>;
};

/** An empty, migrated embedded store. */
export async function openTestStore(): Promise<TestStore> {
  const folder = await testDirectory();
  const directory = join(folder.path, "database");
  await placeEmbeddedData(directory);
  return open({ kind: "embedded", directory }, null, folder.remove);
}

/** An empty, migrated store in a PostgreSQL database of its own; null, with one line said, when there is no server. */
export async function openPostgresTestStore(): Promise<TestStore | null> {
  const postgres = await testPostgres();
  if (postgres === undefined) return null;
  return open({ kind: "postgres", url: postgres.url }, postgres.url, postgres.drop);
}

async function open(
  settings: DatabaseSettings,
  url: string | null,
  drop: () => Promise<void>,
): Promise<TestStore> {
  let isClosing = false;
  const database = await openDatabase(settings, (error) => {
    // A pool ends before its last connection is closed, and dropping the database then ends that one by force.
    if (!isClosing) throw error;
  });
  await migrate(database);
  const secrets = createSecrets(randomBytes(32));
  return {
    store: createStore(database, secrets),
    secrets,
    database,
    url,
    close: async () => {
      isClosing = true;
      await database.close();
      await drop();
    },
  };
}
